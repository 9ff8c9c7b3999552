"""The authors' guide: what its pages show is what happens.

Blocks between ``% begin shown NAME`` and ``% end shown`` hold what a command prints;
``QUIZLIB_REGOLD=1`` writes them anew.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shlex
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import pytest
import typer
import yaml
from helpers import ROOT
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from quizlib import lint
from quizlib.bankfile import read
from quizlib.cli import app, speech
from quizlib.lint import RULES
from quizlib.messages import MESSAGES, translations
from quizlib.model import LANGUAGES
from quizlib.schema import json_schema
from quizlib.site import notebook_messages, notebooks
from quizlib.site.structure import cell_features, is_show, wanted_stub
from quizlib.translate.words import HEADINGS

REGOLD = bool(os.environ.get("QUIZLIB_REGOLD"))
#: nbformat carries a mark that it is typed, but most of its functions are not.
FORMAT: Any = nbformat
ENVIRONMENT = {"COLUMNS": "100", "NO_COLOR": "1", "FORCE_COLOR": None, "TERM": "dumb"}

NAMES = ("authors-guide", "bank-fields", "writing-rules", "commands")
PAGES = [
    pytest.param(lang, file, id=f"{lang}-{file.stem}")
    for lang in LANGUAGES
    for file in [
        *(ROOT / "book" / lang / f"{name}.md" for name in NAMES),
        ROOT / "book" / lang / "question-kinds.ipynb",
    ]
]

_FENCE = re.compile(
    r"^(?P<mark>`{3,}|:{3,})(?P<what>[^\n`]*)\n(?P<body>.*?)^(?P=mark)[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_INLINE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\((?P<page>[\w-]+\.(?:md|ipynb))?(?:#(?P<anchor>[\w-]+))?\)")
_SHOWN = re.compile(
    r"^% begin shown (?P<name>[\w-]+)\n```text\n(?P<text>.*?)```\n% end shown$",
    re.MULTILINE | re.DOTALL,
)


def cells(file: Path) -> list[Any]:
    """The Markdown of a page, in one piece or as the cells of its notebook."""
    if file.suffix == ".ipynb":
        return [c for c in FORMAT.read(file, as_version=4).cells if c.cell_type == "markdown"]
    return [FORMAT.v4.new_markdown_cell(file.read_text(encoding="utf-8"))]


@cache
def text_of(file: Path) -> str:
    return "\n\n".join(cell.source for cell in cells(file))


def fences(file: Path) -> Iterator[re.Match[str]]:
    """The code blocks of a page in order, and the boxes written with colons."""
    return _FENCE.finditer(text_of(file))


def blocks(file: Path, language: str) -> list[str]:
    """The bodies of the code blocks in a language such as yaml."""
    return [m["body"] for m in fences(file) if m["what"].strip() == language]


def bad_examples(file: Path) -> list[tuple[set[str], str]]:
    """The YAML blocks of class ``before`` that name their findings behind that word."""
    found = []
    for fence in fences(file):
        if fence["what"].strip() == "{code-block} yaml":
            classes, body = fence["body"].split("\n", 1)
            first, *codes = classes.removeprefix(":class:").split()
            if first == "before" and codes:
                found.append((set(codes), body))
    return found


# ---- examples in YAML


@cache
def known_fields() -> frozenset[str]:
    """The names of all fields that a bank can have, at whatever depth."""

    def collect(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            properties = node.get("properties", {})
            yield from properties
            for inner in node.values():
                yield from collect(inner)
        elif isinstance(node, list):
            for inner in node:
                yield from collect(inner)

    return frozenset(collect(json.loads(json.dumps(json_schema()))))


def as_bank(block: str, lang: str) -> str:
    """A whole bank from a block that is one, or that holds whole questions."""
    if block.startswith("version:"):
        return block
    head = f'version: 1\nlanguages: [{lang}]\ntitle: "A1"\nlesson: press-service-and-pr\n'
    return head + "questions:\n" + "".join(f"  {line}\n" for line in block.splitlines())


def is_whole(block: str) -> bool:
    data = yaml.safe_load(block)
    if isinstance(data, dict):
        return "questions" in data
    return isinstance(data, list) and all("kind" in item for item in data)


def findings(folder: Path, text: str) -> list[str]:
    """What a check says of a bank, faults of the format and of item writing."""
    file = folder / "bank.yml"
    file.write_text(text, encoding="utf-8")
    reading = read(file, file.name)
    return [f"{p.code}: {p}" for p in [*reading.problems, *lint.findings(reading)]]


@pytest.mark.parametrize(("lang", "file"), PAGES)
def test_whole_examples_are_clean_and_parts_have_fields_that_exist(
    lang: str, file: Path, tmp_path: Path
) -> None:
    for block in blocks(file, "yaml"):
        if is_whole(block):
            assert findings(tmp_path, as_bank(block, lang)) == [], block
        elif isinstance(part := yaml.safe_load(block), dict):
            assert part.keys() <= known_fields(), block


@pytest.mark.parametrize(("lang", "file"), PAGES)
def test_a_bad_example_has_exactly_the_faults_that_the_page_names(
    lang: str, file: Path, tmp_path: Path
) -> None:
    for codes, block in bad_examples(file):
        found = {line.partition(":")[0] for line in findings(tmp_path, as_bank(block, lang))}
        assert found == codes, block


@pytest.mark.parametrize(("lang", "file"), PAGES)
def test_a_rule_is_set_aside_by_its_name_and_with_a_reason(lang: str, file: Path) -> None:
    for code in _INLINE.findall(text_of(file)):
        if code.startswith("allow: {") and "…" not in code:
            for rule, reason in yaml.safe_load(code)["allow"].items():
                assert rule in RULES
                assert len(reason.split()) >= 3, code


# ---- commands


def typed(file: Path, *, inside: bool = False) -> list[str]:
    """The command lines of a page without ``python run.py``: of its blocks, or those that stand
    ``inside`` of sentences.
    """
    lines = [line for block in blocks(file, "text") for line in block.splitlines()]
    if inside:
        lines = _INLINE.findall(_FENCE.sub("", text_of(file)))
    given = [line for line in lines if line.startswith(("python run.py ", "quizlib "))]
    return [line.removeprefix("python run.py ") for line in given if "…" not in line]


@cache
def program() -> Any:
    return typer.main.get_command(app)


def understood(words: list[str]) -> tuple[Any, list[str]]:
    """The command that is meant, and what is given to it."""
    command, words = program(), [*words]
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words.pop(0)]
    return command, words


@pytest.mark.parametrize(("lang", "file"), PAGES)
def test_commands_of_the_guide_exist_with_the_options_it_names(lang: str, file: Path) -> None:
    tasks = set(re.findall(r'^    "(\w+)": \w+,$', (ROOT / "run.py").read_text("utf-8"), re.M))
    for line in [*typed(file), *typed(file, inside=True)]:
        task, *words = shlex.split(line)
        assert task in tasks, line
        if task == "quizlib":
            command, given = understood(words)
            options = {name for parameter in command.params for name in parameter.opts}
            assert {word for word in given if word.startswith("--")} <= {*options, "--help"}, line
            assert given or command is not program(), line
            if line in typed(file) and not set(line) & set("[{"):  # which a usage line has
                # Parses, and raises what a user would be shown; runs nothing.
                command.make_context("quizlib", given)


# ---- the three editions, and where links lead


def pages_of(lang: str) -> list[Path]:
    folder = ROOT / "book" / lang
    return [*folder.glob("*.md"), *folder.glob("*.ipynb")]


@cache
def anchors(file: Path) -> frozenset[str]:
    features = [cell_features(cell) for cell in cells(file)]
    return frozenset(name for found in features for name in (*found["anchors"], *found["names"]))


@pytest.mark.parametrize(("lang", "file"), PAGES)
def test_links_lead_to_pages_and_anchors_that_exist(lang: str, file: Path) -> None:
    for link in _LINK.finditer(_FENCE.sub("", text_of(file))):
        targets = [file.parent / link["page"]] if link["page"] else pages_of(lang)
        assert all(target.is_file() for target in targets), link[0]
        made_at_build = link["page"] == "source.md"  # from course/*.yml
        known = {name for target in targets for name in anchors(target)}
        assert made_at_build or not link["anchor"] or link["anchor"] in known, link[0]


def test_the_guide_has_the_same_structure_in_all_editions() -> None:
    told = [p for p in notebooks.check(ROOT) if Path(p.file).stem in NAMES]
    assert told == []
    for name in NAMES:
        files = [ROOT / "book" / lang / f"{name}.md" for lang in LANGUAGES]
        shapes = [[m["what"].strip() for m in fences(file)] for file in files]
        assert shapes[0] == shapes[1] == shapes[2], name


def test_a_heading_behind_a_box_of_code_counts_in_the_structure() -> None:
    text = "```{code-block} yaml\na: 1\n```\n\n(here)=\n## Heading\n\n```yaml\n(not)=\n```\n"
    assert cell_features(FORMAT.v4.new_markdown_cell(text))["anchors"] == ["here"]


# ---- authors-guide.md, followed word for word


def run(lang: str, *args: str) -> Result:
    """A command in this process, which speaks a language."""
    env = {**ENVIRONMENT, "QUIZLIB_LANGUAGE": lang}
    done = CliRunner().invoke(app, args, env=env, prog_name="quizlib")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def guide(lang: str) -> Path:
    return ROOT / "book" / lang / "authors-guide.md"


def section(lang: str, anchor: str) -> str:
    """What stands under a heading."""
    return text_of(guide(lang)).partition(f"({anchor})=\n")[2].partition("\n(")[0]


def table(lang: str, anchor: str) -> list[list[str]]:
    """The rows of the table under a heading, without its head."""
    lines = [line for line in section(lang, anchor).splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def fill_in(lang: str, file: Path, *, leave: str = "") -> None:
    """The template as the page says: examples deleted, the row of its table written."""
    book = load_workbook(ROOT / "templates" / f"questions.{lang}.xlsx")
    assert all(name in section(lang, "with-a-spreadsheet") for name in book.sheetnames[1:3])
    sheet = book.worksheets[2]
    columns = {cell.value: at for at, cell in enumerate(sheet[1], 1)}
    sheet.delete_rows(2, sheet.max_row)
    for heading, value in table(lang, "with-a-spreadsheet"):
        if heading != leave:
            sheet.cell(2, columns[heading]).value = value
    book.save(file)


def translate(file: Path, lang: str) -> None:
    """Do the translator's work: every text gets another one."""
    book = load_workbook(file)
    source, translation = (HEADINGS[lang].index(HEADINGS[lang][i]) + 1 for i in (2, 3))
    for row in book.worksheets[0].iter_rows(min_row=2):
        row[translation - 1].value = f"{row[source - 1].value} {lang}"
    book.save(file)


OLD = """\
::Who answers::Who answers queries?{
=The press service#A69 says so.
~The PR department#It explains decisions.
~The photo department#It has no tasks in the table.
}
"""


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a course without banks, which we stand in."""
    (tmp_path / "quizzes").mkdir()
    shutil.copytree(ROOT / "course", tmp_path / "course")
    (tmp_path / "old.gift").write_text(OLD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    speech.choose(None)


def outputs(lang: str, course: Path) -> dict[str, str]:
    """What the commands of the page print, each given in its order; none may fail."""
    whole = next(b for b in blocks(guide(lang), "yaml") if b.startswith("version:"))
    bank = course / "quizzes" / "my-bank.yml"
    bank.write_text(whole, encoding="utf-8")
    printed: dict[str, str] = {}

    fill_in(lang, course / "my-tasks.xlsx", leave=table(lang, "with-a-spreadsheet")[-1][0])
    failed = run(lang, "import", "my-tasks.xlsx")
    assert failed.exit_code == 1
    printed["import-fault"] = failed.output
    fill_in(lang, course / "my-tasks.xlsx")

    bank.write_text(whole.replace('objective: "3.2"', "objective: 3.2"), encoding="utf-8")
    failed = run(lang, "check", "quizzes/my-bank.yml")
    assert failed.exit_code == 1
    printed["check-fault"] = failed.output
    bank.write_text(whole, encoding="utf-8")

    given: list[str] = []
    for line in [*typed(guide(lang)), *typed(guide(lang), inside=True)]:
        task, *words = shlex.split(line)
        skipped = "preview" in words or "more.xlsx" in words  # a server; a file of no meaning
        if task != "quizlib" or skipped or line in given:
            continue
        given.append(line)
        if words[:2] == ["translate", "import"] and "--dry-run" in words:
            for file in course.glob("my-bank.*.xlsx"):
                translate(file, file.suffixes[0][1:])
        done = run(lang, *words)
        assert done.exit_code == 0, f"{line}\n{done.output}"
        if words[0] in ("import", "check") or words[:2] == ["translate", "status"]:
            printed.setdefault(words[0] if words[0] != "translate" else "status", done.output)
    assert (
        run(lang, "check", *(f"quizzes/{name}.yml" for name in ("my-tasks", "my-bank"))).exit_code
        == 0
    )
    return printed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_outputs_that_the_page_shows_are_what_its_commands_print(
    lang: str, course: Path
) -> None:
    assert f"`set QUIZLIB_LANGUAGE={lang}`" in section(lang, "what-you-need")
    printed = outputs(lang, course)

    def real(block: re.Match[str]) -> str:
        text = printed[block["name"]].strip("\n")
        return f"% begin shown {block['name']}\n```text\n{text}\n```\n% end shown"

    text = guide(lang).read_text(encoding="utf-8")
    renewed = _SHOWN.sub(real, text)
    assert {m["name"] for m in _SHOWN.finditer(text)} == printed.keys()
    if REGOLD:
        guide(lang).write_text(renewed, encoding="utf-8", newline="\n")
    assert REGOLD or text == renewed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_cell_of_the_page_shows_its_own_question_in_its_own_language(lang: str) -> None:
    whole = yaml.safe_load(blocks(guide(lang), "yaml")[0])
    (cell,) = blocks(guide(lang), "python")
    (call,) = [n for n in ast.walk(ast.parse(cell)) if isinstance(n, ast.Call) and is_show(n)]
    stub = wanted_stub(call)
    assert stub
    assert (stub.bank, stub.lang) == ("my-bank", lang)
    assert [*stub.select] == [question["id"] for question in whole["questions"]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_columns_that_a_translator_fills_in_are_called_so(lang: str) -> None:
    for other in set(LANGUAGES) - {lang}:
        assert HEADINGS[other][3] in section(lang, "other-languages")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_messages_in_the_table_of_troubles_are_those_that_authors_get(lang: str) -> None:
    spoken = {**MESSAGES, **translations(lang).messages}
    said = [what for what, _ in [*spoken.values(), *notebook_messages.MESSAGES.values()]]
    symptoms = [row[0] for row in table(lang, "when-something-goes-wrong")]
    named = [code for row in symptoms for code in re.findall(r"\(`([a-z0-9-]+)`\)", row)]
    quoted = [words for row in symptoms for words in re.findall("[«“]([^»”]+)[»”]", row)]
    quoted += [code for row in symptoms for code in _INLINE.findall(row) if " … " in code]
    assert len(named) >= 4
    assert len(quoted) >= 4
    assert set(named) <= MESSAGES.keys()
    for quote in quoted:
        parts = [part.strip().casefold() for part in quote.split("…")]
        assert any(all(p in what.casefold() for p in parts) for what in said), quote


def test_a_bank_in_one_language_is_told_to_have_no_translations(course: Path) -> None:
    (course / "quizzes" / "my-bank.yml").write_text(blocks(guide("kk"), "yaml")[0], "utf-8")
    assert "one language only" in run("en", "translate", "status", "my-bank").output
