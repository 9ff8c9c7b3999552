"""The stored notebooks: nbval over all of them, the checks, and what running them gives."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from quizlib.errors import BankError
from quizlib.model import LANGUAGES
from quizlib.site.notebooks import WIDGET_VIEW, check, notebook_files, run

#: nbformat carries a mark that it is typed, but most of its functions are not.
FORMAT: Any = nbformat
Notebook = Any
Cell = Any
Change = Callable[[Any], object]
Damage = Callable[[Path], object]

LESSON = "press-service-and-pr"
BANK = f"quizzes/{LESSON}.yml"
#: Every notebook of every edition.
THOROUGH = bool(os.environ.get("QUIZLIB_VERIFY"))


@pytest.fixture
def course(root: Path, tmp_path: Path) -> Path:
    """A copy of the course's texts, to be damaged."""
    for name in ("book", "quizzes", "course"):
        shutil.copytree(
            root / name, tmp_path / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints")
        )
    return tmp_path


def lesson(course: Path, lang: str = "kk") -> Path:
    return course / "book" / lang / f"{LESSON}.ipynb"


def read(path: Path) -> Notebook:
    return FORMAT.read(path, as_version=4)


def edit(path: Path, change: Change) -> None:
    notebook = read(path)
    change(notebook)
    FORMAT.write(notebook, path)


def replace(path: Path, old: str, new: str, count: int = 1) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} no longer holds {old!r}: damage something else"
    path.write_text(text.replace(old, new, count), encoding="utf-8")


def quiz_cells(notebook: Notebook) -> list[Cell]:
    return [cell for cell in notebook.cells if "show(" in cell.source]


def only(course: Path, *kept: Path) -> None:
    """Take away every notebook but these."""
    for path in notebook_files([course / "book"]):
        if path not in kept:
            path.unlink()


def nbval(course: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env"]
    options = ["-p", "no:cacheprovider", "-o", "addopts=", "--color=no", "book"]
    return subprocess.run(
        [*command, *options], cwd=course, capture_output=True, text=True, check=False
    )


# ---- nbval ---------------------------------------------------------------------------------------


def test_nbval_passes_over_every_code_cell(root: Path) -> None:
    done = nbval(root)
    assert done.returncode == 0, done.stdout
    cells = [c for p in notebook_files([root / "book"]) for c in read(p).cells]
    code = sum(cell.cell_type == "code" for cell in cells)
    assert code > 0
    assert re.search(rf"\b{code} passed\b", done.stdout), done.stdout


def test_a_broken_bank_turns_nbval_red_with_the_authors_message(course: Path) -> None:
    only(course, lesson(course))
    bank = course / BANK
    replace(bank, "kind: single", "kind: singel")
    lines = bank.read_text(encoding="utf-8").splitlines()
    line = next(i for i, text in enumerate(lines, 1) if "singel" in text)
    column = lines[line - 1].index("singel") + 1

    done = nbval(course)

    assert done.returncode == 1
    assert f"{BANK}:{line}:{column}: questions[0].kind: " in done.stdout
    assert "Did you mean `single`?" in done.stdout
    for trace in (
        "Traceback (most recent call last)",
        'File "',
        "site-packages",
        "quizlib/load.py",
    ):
        assert trace not in done.stdout


def test_nbval_compares_the_stored_quiz(course: Path) -> None:
    only(course, lesson(course))
    replace(lesson(course), 'data-select=\\"', 'data-select=\\"ps-other ')
    done = nbval(course)
    assert done.returncode == 1
    assert "1 failed" in done.stdout


# ---- running -------------------------------------------------------------------------------------


def test_running_again_gives_the_same_bytes(root: Path, course: Path) -> None:
    if not THOROUGH:  # one edition is enough for a beginning, with the cells whose code is seen
        only(course, *notebook_files([course / "book" / "kk"]))
    assert run([course / "book"]) == []
    for path in notebook_files([course / "book"]):
        assert path.read_bytes() == (root / path.relative_to(course)).read_bytes()


def test_running_removes_what_does_not_belong_into_a_repository(root: Path, course: Path) -> None:
    path = lesson(course)

    def soil(notebook: Notebook) -> None:
        notebook.metadata.language_info.version = "3.99"
        notebook.metadata.widgets = {"state": {}}
        notebook.cells[0].metadata["jp-MarkdownHeadingCollapsed"] = True
        cell = quiz_cells(notebook)[0]
        cell.execution_count = 77
        cell.metadata["execution"] = {"iopub.status.busy": "2026-11-01T00:00:00Z"}
        cell.outputs[0].data[WIDGET_VIEW] = {"model_id": "f00"}
        quiz_cells(notebook)[1].outputs = []

    edit(path, soil)
    assert run([path]) == [path]
    assert path.read_bytes() == lesson(root).read_bytes()


def test_a_broken_bank_stops_the_run_and_leaves_the_notebook(course: Path) -> None:
    replace(course / BANK, "kind: single", "kind: singel")
    before = lesson(course).read_bytes()
    with pytest.raises(BankError) as caught:
        run([lesson(course)])
    message = str(caught.value)
    assert message.startswith(f"{lesson(course).as_posix()}: cell ")
    assert re.search(rf"{BANK}:\d+:\d+: questions\[0\]\.kind: there is no question kind", message)
    assert "Traceback" not in message
    assert lesson(course).read_bytes() == before


@pytest.mark.parametrize(
    ("source", "code", "message"),
    [
        ("unknown_name", "cell-failed", "NameError: name 'unknown_name' is not defined"),
        ("import os; os._exit(1)", "kernel", "Python could not run the notebook"),
    ],
)
def test_other_failures_are_told_in_a_line(
    tmp_path: Path, source: str, code: str, message: str
) -> None:
    path = tmp_path / "a.ipynb"
    cell = FORMAT.v4.new_code_cell(source)
    FORMAT.write(FORMAT.v4.new_notebook(cells=[cell]), path)
    with pytest.raises(BankError) as caught:
        run([path])
    assert [p.code for p in caught.value.problems] == [code]
    assert message in str(caught.value)


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '{"cells": 1}'])
def test_a_file_that_is_no_notebook_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.ipynb"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BankError, match="the notebook cannot be read"):
        run([path])


# ---- checks --------------------------------------------------------------------------------------


def test_the_book_has_no_problem(root: Path) -> None:
    assert [str(p) for p in check(root)] == []


def in_notebook(change: Change, lang: str = "kk") -> Damage:
    return lambda course: edit(lesson(course, lang), change)


def in_text(old: str, new: str, lang: str = "ru") -> Damage:
    return lambda course: replace(lesson(course, lang), old, new)


def in_bank(old: str, new: str) -> Damage:
    return lambda course: replace(course / BANK, old, new)


def first_quiz(change: Change) -> Damage:
    return in_notebook(lambda notebook: change(quiz_cells(notebook)[0]))


def append(course: Path, cell: Cell) -> None:
    """The same cell at the end of every edition, so that nothing but the cell is wrong."""
    for lang in LANGUAGES:
        edit(lesson(course, lang), lambda notebook: notebook.cells.append(cell))


def add_code(source: str, text: str) -> Damage:
    output = FORMAT.v4.new_output("stream", name="stdout", text=text)
    cell = FORMAT.v4.new_code_cell(source, execution_count=99, outputs=[output], id="added")
    return lambda course: append(course, cell)


def add_figure(course: Path) -> None:
    figure = ":::{figure} figures/nowhere.svg\n:alt: nothing\n:::"
    append(course, FORMAT.v4.new_markdown_cell(figure, id="added"))


def name_twice(course: Path) -> None:
    """Name one question in the place of another: one is then missing and one there twice."""
    for lang in LANGUAGES:
        replace(lesson(course, lang), "ps-interviews", "ps-names", -1)


def swap_types(notebook: Notebook) -> None:
    notebook.cells.insert(0, notebook.cells.pop())


DAMAGES: dict[str, tuple[Damage, str, str]] = {
    "no execution count": (
        first_quiz(lambda cell: cell.update(execution_count=None)),
        "never-run",
        "cell 2 (before-reading)",
    ),
    "no output": (first_quiz(lambda cell: cell.update(outputs=[])), "quiz-not-stored", "Run"),
    "stale output": (
        first_quiz(lambda cell: cell.update(source=cell.source.replace('"ps-pre-aim", ', ""))),
        "quiz-differs",
        "not the one the cell asks for",
    ),
    "widget view": (
        first_quiz(lambda cell: cell.outputs[0].data.update({WIDGET_VIEW: {"model_id": "f00"}})),
        "widget-data",
        "live widget",
    ),
    "widget state": (
        in_notebook(lambda notebook: notebook.metadata.update(widgets={"state": {}})),
        "widget-data",
        "live widget",
    ),
    "version stored": (
        in_notebook(lambda notebook: notebook.metadata.language_info.update(version="3.99")),
        "untidy",
        "single machine",
    ),
    "time stored": (
        first_quiz(lambda cell: cell.metadata.update(execution={"shell.execute_reply": "2026"})),
        "untidy",
        "single machine",
    ),
    "answers printed": (
        add_code("quiz.answers", "{'ps-names': 'photo'}"),
        "answers-stored",
        "{'ps-names': 'photo'}",
    ),
    "answers in the HTML": (
        first_quiz(
            lambda cell: cell.outputs[0].data.update(
                {"text/html": cell.outputs[0].data["text/html"] + "<p>photo</p>"}
            )
        ),
        "answers-stored",
        "bare quiz",
    ),
    "code that Python cannot read": (add_code("show(", ""), "code-unreadable", "never closed"),
    "not a notebook": (
        lambda course: lesson(course, "en").write_text("{}", encoding="utf-8"),
        "notebook-unreadable",
        f"book/en/{LESSON}.ipynb",
    ),
    "page missing in one edition": (
        lambda course: (course / "book/ru/intro.md").unlink(),
        "edition-missing",
        "book/ru/intro.md",
    ),
    "page in one edition only": (
        lambda course: (course / "book/en/more.md").write_text("# More\n", encoding="utf-8"),
        "edition-missing",
        "book/kk/more.md",
    ),
    "cell missing": (
        in_notebook(lambda notebook: notebook.cells.pop(1), "ru"),
        "cells-differ",
        "they part at cell 2",
    ),
    "cells in another order": (in_notebook(swap_types, "ru"), "structure", "anchors differ"),
    "tag": (
        in_notebook(lambda notebook: quiz_cells(notebook)[0].metadata.pop("tags"), "en"),
        "structure",
        "tags differ",
    ),
    "code": (
        in_notebook(
            lambda notebook: quiz_cells(notebook)[0].update(
                source=quiz_cells(notebook)[0].source + "\nx = 1\n"
            ),
            "en",
        ),
        "structure",
        "code lines differ",
    ),
    "heading level": (in_text('"## ', '"### '), "structure", "heading levels differ"),
    "anchor": (in_text("(take-to-work)=", "(to-work)="), "structure", "anchors differ"),
    "figure": (in_text("figures/two-units.svg", "figures/overlap.svg"), "structure", "figures"),
    "figure without a file": (add_figure, "figure-missing", "figures/nowhere.svg"),
    "name of a figure": (in_text(":name: fig-two-units", ":name: fig-2"), "structure", "names"),
    "box": (in_text(":class: since attention", ":class: case important"), "structure", "boxes"),
    "table": (in_text("|---|", "|   |"), "structure", "tables differ"),
    "claim": (in_text("[A67](source.md#a67)", "A67"), "structure", "claims and facts differ"),
    "language of a quiz": (
        lambda course: replace(lesson(course, "ru"), 'data-lang=\\"ru\\"', 'data-lang=\\"kk\\"'),
        "quiz-language",
        "a quiz in `kk` in the edition `ru`",
    ),
    "see leads nowhere": (
        in_bank(f"see: {LESSON}#names", f"see: {LESSON}#no-such"),
        "see-missing",
        "Put `(no-such)=` above a heading",
    ),
    "question nowhere": (
        name_twice,
        "question-not-shown",
        "ps-interviews",
    ),
    "question twice": (
        name_twice,
        "question-shown-again",
        "2 times",
    ),
    "quiz that the bank does not have": (
        in_text('data-select=\\"', 'data-select=\\"ps-other ', "en"),
        "unknown-question",
        f"book/en/{LESSON}.ipynb: the bank {LESSON} has no question `ps-other`",
    ),
    "broken bank": (in_bank("kind: single", "kind: singel"), "unknown-kind", "singel"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_each_damage_is_told(course: Path, name: str) -> None:
    damage, code, message = DAMAGES[name]
    damage(course)
    told = [str(p) for p in check(course) if p.code == code]
    assert any(message in text for text in told), [str(p) for p in check(course)]


def test_one_damage_gives_one_problem(course: Path) -> None:
    """A single fault must not drown in others that follow from it."""
    edit(lesson(course), lambda notebook: quiz_cells(notebook)[0].update(execution_count=None))
    assert [p.code for p in check(course)] == ["never-run"]


def test_every_check_has_its_damage() -> None:
    from quizlib.site import notebook_messages

    while_running = {"cell-failed", "cell-slow", "kernel"}
    proven = {code for _, code, _ in DAMAGES.values()}
    assert notebook_messages.MESSAGES.keys() - while_running <= proven
