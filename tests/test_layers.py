"""Who may import whom.  Data flows one way; this table holds it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers import ROOT

SOURCE = ROOT / "src" / "quizlib"

#: Module of quizlib → modules of quizlib that it may import.  A folder stands for all in it.
LAYERS: dict[str, set[str]] = {
    "messages": {"messages"},
    "errors": {"messages"},
    "locale": set(),
    "answers": {"errors"},
    "markup": {"errors", "locale"},
    "model": {"errors"},
    "kinds": {"answers", "model", "markup", "errors", "kinds"},
    "yamlfile": {"errors", "messages"},
    "misfits": {"model", "errors"},
    "bankfile": {"misfits", "modes", "yamlfile", "kinds", "model", "errors"},
    "yamltext": {"model", "yamlfile"},
    "lint": {
        *("lint", "load", "bankfile", "misfits", "answers", "markup", "kinds", "model"),
        *("yamlfile", "yamltext", "errors", "translate"),
    },
    "exchange": {
        *("exchange", "messages", "answers", "bankfile", "kinds", "model", "yamltext", "workbook"),
        *("load", "yamlfile", "markup", "errors"),
    },
    "load": {"bankfile", "yamlfile", "kinds", "model", "errors"},
    "reports": {"reports", "lint", "messages", "errors"},
    "officefile": set(),
    "workbook": {"officefile"},
    "schema": {"kinds", "lint", "locale", "model"},
    "templates": {
        *("templates", "load", "bankfile", "yamltext", "kinds", "model", "locale", "errors"),
    },
    "translate": {
        *("translate", "workbook", "exchange", "load", "bankfile", "misfits", "markup", "model"),
        *("yamlfile", "yamltext", "errors"),
    },
    "grade": {"kinds", "model"},
    "results": {"grade", "model"},
    "stub": {"locale", "markup"},
    "modes": {"kinds", "model", "errors", "stub"},
    "render": {"modes", "kinds", "model", "markup", "stub", "locale", "errors"},
    "localserver": set(),
    "preview": {
        *("preview", "localserver", "lint", "render", "load", "bankfile", "yamlfile", "stub"),
        *("kinds", "model", "markup", "locale", "errors"),
    },
    "widget": {"modes", "results", "render", "stub", "grade", "model", "kinds", "locale", "errors"},
    "daycount": set(),
    "deadline_words": {"daycount", "errors", "locale", "model"},
    "deadlines": {"daycount", "deadline_words", "errors"},
    "__init__": {"errors", "grade", "load", "model", "stub", "widget"},
}
LAYERS["site"] = set(LAYERS) | {"site"}
LAYERS["cli"] = set(LAYERS) | {"cli"}
LAYERS["__main__"] = {"cli"}

#: Library → the only modules that may import it.
SOLE: dict[str, set[str]] = {
    "yaml": {"yamlfile", "site"},
    "anywidget": {"widget"},
    "traitlets": {"widget"},
    "watchfiles": {"preview"},
    "openpyxl": {"workbook", "exchange", "translate"},
    "ipywidgets": set(),
    "markdown_it": {"markup"},
    "typer": {"cli"},
    "rich": {"cli"},
    "sphinx": {"site"},
    "docutils": {"site"},
    "nbformat": {"site"},
    "nbclient": {"site"},
    "IPython": {"site"},
    "lxml": {"site", "exchange", "translate"},
    "jinja2": {"site"},
    "docx": {"site"},
    "snowballstemmer": {"site"},
}

#: These run in every reader's notebook, and in a browser: nothing but what they need.
LIGHT = {
    *("errors", "messages", "locale", "stub", "grade", "render", "yamlfile", "load", "bankfile"),
    *("daycount", "deadline_words", "deadlines"),
}
LIBRARIES = {"yamlfile": {"yaml"}, "bankfile": {"pydantic"}}

FILES = sorted(SOURCE.rglob("*.py"))


def layer(file: Path) -> str:
    inside = file.relative_to(SOURCE)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


def imports(file: Path) -> Iterator[str]:
    """Every module that a file imports, anywhere in it, by its full name."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file.name}: imports here are absolute"
            for alias in node.names:
                yield f"{node.module}.{alias.name}"


def own(file: Path) -> set[str]:
    """The layers of quizlib that a file imports."""
    found = set()
    for name in imports(file):
        first, _, rest = name.partition(".")
        inner = rest.partition(".")[0]
        module = (SOURCE / inner).is_dir() or (SOURCE / f"{inner}.py").is_file()
        if first == "quizlib":
            found.add(inner if inner and module else "__init__")
    return found


def libraries(file: Path) -> set[str]:
    return {name.partition(".")[0] for name in imports(file)} - {"quizlib", "__future__"}


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(SOURCE)))
def test_a_module_imports_only_what_stands_below_it(file: Path) -> None:
    assert own(file) <= LAYERS[layer(file)]


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(SOURCE)))
def test_a_library_is_imported_only_where_the_table_says(file: Path) -> None:
    for name in libraries(file) & set(SOLE):
        assert layer(file) in SOLE[name], name


@pytest.mark.parametrize("name", sorted(LIGHT))
def test_what_every_reader_loads_needs_next_to_no_library(name: str) -> None:
    for file in FILES:
        if layer(file) == name:
            outside = libraries(file) - sys.stdlib_module_names
            assert outside <= LIBRARIES.get(name, set())


def test_a_kind_knows_no_other_kind() -> None:
    for file in (SOURCE / "kinds").glob("[!_]*.py"):
        used = {name for name in imports(file) if name.startswith("quizlib.kinds")}
        # What several kinds share stands in base.py, or in a module with an underscore.
        shared = ("quizlib.kinds.base.", "quizlib.kinds._")
        assert all(f"{name}.".startswith(shared) for name in used), file.name


def test_nobody_but_its_door_imports_the_command_line() -> None:
    assert [name for name, allowed in LAYERS.items() if "cli" in allowed] == ["cli", "__main__"]


def test_the_table_names_every_module_and_no_other() -> None:
    assert {layer(file) for file in FILES} == set(LAYERS)


def test_a_module_is_short_enough_to_read_at_once() -> None:
    for file in FILES:
        assert len(file.read_text(encoding="utf-8").splitlines()) <= 400, file.name
