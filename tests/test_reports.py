"""What a check prints: for people on a terminal, for editors, for GitHub, and as SARIF."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema  # type: ignore[import-untyped]
import pytest
from helpers import BAD, TESTS, write
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from quizlib.cli.frames import Screen, frame, show, visible
from quizlib.cli.report import Format, report
from quizlib.errors import Problem, problem
from quizlib.lint import RULES
from quizlib.load import check
from quizlib.messages import MESSAGES
from quizlib.reports import Background, outline
from quizlib.reports.github import github
from quizlib.reports.sarif import sarif

SCHEMA = json.loads((TESTS / "schemas" / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
HERE = Problem("bank.yml", 3, 8, "questions[0].prompt.kk", "a-code", "it is wrong", "Mend it.")


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """No terminal and no wishes of the environment, unless a test says so."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(
    problems: list[Problem], stream: io.StringIO | None = None, background: Background | None = None
) -> str:
    stream = stream or io.StringIO()
    show(problems, background or Background(), Screen(stream))
    return stream.getvalue()


# ---- for people


def test_a_problem_is_shown_with_its_place_its_question_its_lines_and_how_to_mend_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "version: 1\nquestions:\n  - id: баға\n    kind: қосу\n    x: 1\n    y: 2\n")
    background = Background(names={("bank.yml", 0): "баға"})
    item = Problem("bank.yml", 4, 11, "questions[0].kind", "unknown-kind", "no `қосу`", "Choose.")
    assert shown([item], background=background) == (
        "bank.yml: 1 error\n"
        "\n"
        "bank.yml:4:11: error unknown-kind: баға, kind\n"
        "  2 | questions:\n"
        "  3 |   - id: баға\n"
        "> 4 |     kind: қосу\n"
        "    |           ^\n"
        "  5 |     x: 1\n"
        "  No `қосу`.\n"
        "  Choose.\n"
        "\n"
    )


def test_problems_stand_under_their_file_with_errors_and_warnings_counted() -> None:
    def at(file: str, severity: str) -> Problem:
        return Problem(file, 1, 1, "", "code", "wrong", "Mend.", severity)  # type: ignore[arg-type]

    text = shown([at("a.yml", "error"), at("a.yml", "warning"), at("b.yml", "warning")])
    headings = [line for line in text.splitlines() if re.fullmatch(r"\w\.yml: .*s?", line)]
    assert headings == ["a.yml: 1 error, 1 warning", "b.yml: 1 warning"]
    assert text.index("a.yml:1:1: warning") < text.index("b.yml: 1 warning")


def test_a_question_without_an_id_is_counted_as_people_count() -> None:
    assert "a-code: question 1, prompt.kk\n" in shown([HERE])


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        ("\tkind: x", 2, ["> 1 |     kind: x", "    |     ^"]),
        ("prompt: 漢字 x", 12, ["> 1 | prompt: 漢字 x", "    |              ^"]),
        ("a: е\u0301ж", 6, ["> 1 | a: е\u0301ж", "    |     ^"]),
        ("a: е\u0301ж", 5, ["> 1 | a: е\u0301ж", "    |    ^"]),
        ("a: \u200bб", 5, ["> 1 | a: \\u200bб", "    |          ^"]),
        ("Қазақ: ә", 8, ["> 1 | Қазақ: ә", "    |        ^"]),
        ("end", 4, ["> 1 | end", "    |    ^"]),
    ],
    ids=["tab", "wide", "combining", "on a combining mark", "invisible", "Cyrillic", "behind"],
)
def test_the_mark_stands_under_its_character(line: str, column: int, expected: list[str]) -> None:
    rows = [margin + text for margin, text in frame([line], 1, column, 80)]
    assert [row.rstrip() for row in rows] == expected


def test_a_long_line_is_cut_around_its_place_and_the_others_at_their_end() -> None:
    long = "".join(chr(ord("а") + i % 32) for i in range(400))
    rows = [margin + text for margin, text in frame([long, long, long], 2, 200, 60)]
    assert [cell_len(row) <= 60 for row in rows] == [True] * 4
    first, here, mark, last = rows
    assert first == last.replace("3", "1") == "  1 | " + long[:53] + "…"
    assert here.startswith("> 2 | …")
    assert here.endswith("…")
    assert here[mark.index("^")] == long[199]


def test_a_frame_of_a_line_with_a_million_characters_looks_at_a_few_only() -> None:
    asked: list[str] = []

    class Line(str):
        __slots__ = ()

        def __getitem__(self, key: Any) -> str:
            asked.append(str.__getitem__(self, key))
            return asked[-1]

    list(frame([Line("я" * 1_000_000)], 1, 500_000, 100))
    assert sum(map(len, asked)) < 2000


def width_of(text: str) -> int:
    return sum(map(cell_len, text))


@settings(deadline=None, derandomize=True)
@given(
    st.text(st.characters() | st.sampled_from("\t漢é\u0301\u200b\x1bқ"), max_size=300),
    st.integers(1, 320),
    st.integers(30, 120),
)
def test_whatever_stands_in_a_line_the_frame_is_narrow_and_marks_the_character(
    line: str, column: int, width: int
) -> None:
    column = min(column, len(line) + 1)
    here, mark = [margin + text for margin, text in frame([line], 1, column, width)]
    assert width_of(here) <= width
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", here)
    wanted = visible(line[column - 1 : column])
    if wanted and cell_len(wanted) and not unicodedata.combining(wanted[0]):
        under = [i for i in range(len(here)) if width_of(here[:i]) == mark.index("^")]
        assert wanted[0] in [here[i] for i in under]


def test_author_text_is_neither_markup_nor_commands_to_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    nasty = "[bold red]x[/] :smile: \x1b[31m \u202eabc https://a.b"
    write(tmp_path, f"{nasty}\n")
    item = Problem("bank.yml", 1, 1, nasty, "code", nasty, nasty)
    for stream in (io.StringIO(), Terminal()):
        monkeypatch.setenv("COLUMNS", "200")
        text = shown([item], stream)
        plain = re.sub(r"\x1b\[[\d;]*m", "", text)
        assert "\x1b" not in plain
        assert "\u202e" not in plain
        assert plain.count("[bold red]x[/] :smile: \\x1b[31m \\u202eabc https://a.b") == 4


def test_on_a_terminal_there_is_colour_and_lines_are_as_wide_as_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    item = Problem("bank.yml", 0, 0, "", "code", "word " * 30 + "end", "Mend it.")
    text = shown([item], Terminal())
    assert "\x1b[1;31merror" in text
    assert max(cell_len(line) for line in re.sub(r"\x1b\[[\d;]*m", "", text).splitlines()) <= 40


def test_output_to_a_file_is_plain_and_its_lines_are_not_broken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    item = Problem("bank.yml", 0, 0, "", "code", "word " * 300 + "end", "Mend it.")
    texts = set()
    for columns in ("40", "300"):
        monkeypatch.setenv("COLUMNS", columns)
        texts.add(shown([item]))
    [text] = texts
    assert "\x1b" not in text
    assert "Word " + "word " * 299 + "end.\n" in text


def test_no_color_and_force_color_count_before_what_standard_output_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;31m" in shown([HERE])
    monkeypatch.delenv("FORCE_COLOR")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "31m" not in shown([HERE], Terminal())


@pytest.mark.parametrize("name", ["gone.yml", "table.xlsx", "folder.yml"])
def test_where_there_are_no_lines_to_show_the_problem_stands_alone(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.yml").mkdir()
    write(tmp_path, b"PK\x03\x04\n\n\n\n", "table.xlsx")
    text = shown([Problem(name, 2, 1, "Questions!C7", "code", "wrong", "Mend.")])
    assert text.endswith(f"{name}:2:1: error code: Questions!C7\n  Wrong.\n  Mend.\n\n")


# ---- for editors and machines


def test_short_is_one_line_for_each_problem_and_the_count_is_kept_out_of_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    background = Background(questions=2, names={("bank.yml", 0): "ps"}, mendable=1)
    background.set_aside = [(HERE, "They are names.")]
    warning = problem("empty-text", file="b.yml", path="x", severity="warning")
    said = Problem("bank.yml", 3, 8, "questions[0].id", "a-code", "it is\nwrong", "Mend it.")
    report([said, warning], Format.short, "bank", 2, background)
    out, err = capsys.readouterr()
    what, mend = MESSAGES["empty-text"]
    assert out.splitlines() == [
        "bank.yml:3:8: error: ps, id: it is\\nwrong. Mend it. [a-code]",
        f"b.yml: warning: x: {what}. {mend} [empty-text]",
    ]
    assert err == (
        "2 banks, 2 questions checked: 1 error, 1 warning, 1 set aside with a reason; "
        "1 can be mended with --fix.\n"
    )


def test_json_has_these_fields_and_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    report([HERE], Format.json, "bank", 1)
    assert json.loads(capsys.readouterr().out) == [
        {
            "file": "bank.yml",
            "line": 3,
            "column": 8,
            "path": "questions[0].prompt.kk",
            "code": "a-code",
            "message": "it is wrong",
            "mend": "Mend it.",
            "severity": "error",
        }
    ]


def test_json_can_be_written_where_the_encoding_has_no_kazakh_letters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="cp1251")
    monkeypatch.setattr("sys.stdout", out)
    report([problem("empty-text", file="баға-қ.yml")], Format.json, "bank", 1)
    out.seek(0)
    assert json.loads(out.buffer.read().decode("ascii"))[0]["file"] == "баға-қ.yml"


def test_github_gets_one_command_for_each_problem_with_everything_escaped() -> None:
    item = Problem("a,b:c%.yml", 3, 8, "p,q", "code", "100 % of\r\nlines, a: b", "Mend it.")
    warning = Problem("", 0, 0, "", "code", "wrong", "", "warning")
    assert github([item, warning], Background()) == (
        "::error file=a%2Cb%3Ac%25.yml,line=3,col=8,title=code%2C p%2Cq::"
        "100 %25 of%0D%0Alines, a: b. Mend it.\n"
        "::warning title=code::wrong.\n"
    )


def test_github_reads_back_what_was_meant() -> None:
    """Unescaped as GitHub's runner does it, every message of our bad banks is whole."""
    problems = check(BAD)
    lines = github(problems, Background()).splitlines()
    assert len(lines) == len(problems)
    for line, item in zip(lines, problems, strict=True):
        _, head, message = line.split("::", 2)
        kind, _, properties = head.partition(" ")
        data = dict(pair.split("=", 1) for pair in properties.split(","))
        assert kind == item.severity
        assert unquote(data["file"]) == item.file
        assert int(data.get("line", 0)) == item.line
        assert unquote(message) == f"{item.message}. {item.mend}".rstrip()


# ---- SARIF


def valid(text: str) -> dict[str, Any]:
    log = json.loads(text)
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    run: dict[str, Any] = log["runs"][0]
    assert len(log["runs"]) == 1
    return run


def test_sarif_of_every_problem_there_is_fits_the_schema() -> None:
    problems = check(BAD)
    background = Background(set_aside=[(HERE, "They are names of laws.")])
    run = valid(sarif(problems, background))
    results = run["results"]
    rules = run["tool"]["driver"]["rules"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(results) == len(problems) + 1
    for result in results:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    told = {r["id"]: r for r in rules}
    for code in {p.code for p in problems}:
        assert told[code]["shortDescription"]["text"]
        assert told[code]["help"]["text"]
    assert set(RULES) <= set(told)
    for code, rule in RULES.items():
        assert told[code]["shortDescription"]["text"] == rule.reason
        assert told[code]["defaultConfiguration"]["level"] == rule.severity
        assert rule.source in told[code]["fullDescription"]["text"]


def test_sarif_without_problems_fits_the_schema() -> None:
    assert valid(sarif([], Background()))["results"] == []


def test_sarif_names_the_place_the_level_and_why_something_was_set_aside() -> None:
    warning = Problem("қ b/баға.yml", 0, 0, "", "code", "wrong", "Mend.", "warning")
    background = Background(names={("bank.yml", 0): "ps"}, set_aside=[(HERE, "Names of laws.")])
    first, second = valid(sarif([warning], background))["results"]
    assert first["level"] == "warning"
    assert first["message"] == {"text": "wrong. Mend."}
    assert first["suppressions"] == []
    uri = first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "%D2%9B%20b/%D0%B1%D0%B0%D2%93%D0%B0.yml"
    assert "region" not in first["locations"][0]["physicalLocation"]
    assert second["suppressions"] == [{"kind": "inSource", "justification": "Names of laws."}]
    place = second["locations"][0]
    assert place["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 8}
    assert place["logicalLocations"] == [
        {"fullyQualifiedName": "questions[0].prompt.kk", "name": "ps"}
    ]


def test_sarif_of_a_problem_without_a_file_has_no_place() -> None:
    [result] = valid(sarif([problem("course-missing", start="x")], Background()))["results"]
    assert "locations" not in result


def test_a_file_outside_of_this_folder_is_named_by_its_whole_address(tmp_path: Path) -> None:
    file = tmp_path / "баға.yml"
    text = sarif([problem("empty-file", file=file.as_posix())], Background())
    uri = valid(text)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == file.as_uri()


@pytest.mark.parametrize("code", MESSAGES)
def test_every_message_can_be_outlined_without_what_it_is_filled_in_with(code: str) -> None:
    assert not re.search(r"\{[a-z_]*[:}]", " ".join(outline(code)))
