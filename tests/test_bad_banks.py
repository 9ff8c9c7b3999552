"""The message for every fault an author can make: tests/bad/NAME.yml and what NAME.txt says."""

from __future__ import annotations

import gc
import itertools
import re
import time
from pathlib import Path

import pytest
import yaml
from helpers import BAD, BANK, GOOD, TESTS, codes, messages, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizlib import yamlfile
from quizlib.errors import problem
from quizlib.load import check
from quizlib.messages import (
    MESSAGES,
    checking,
    coverage,
    deadlines,
    exchange,
    lint,
    lint_bank,
    making,
    systems,
    translate,
)

NAMES = [file.stem for file in BAD]

#: Codes that no single bank shows: they need a course, a huge file or a request of `show`.
ELSEWHERE = {
    "bad-argument",
    "bank-missing",
    "course-missing",
    "duplicate-id-course",
    "exam-setting",
    "language-not-in-bank",
    "no-banks",
    "too-large",
    "unknown-language",
    "unknown-mode",
    "unknown-objective",
    "unknown-question",
    "unreadable",
}

#: What libyaml and PyYAML's own parser place differently, with the place that the latter tells.
DIFFERENT_WITHOUT_LIBYAML = {"yaml-backslash": "11:27"}


def expected(file: Path) -> list[str]:
    return file.with_suffix(".txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("file", BAD, ids=NAMES)
def test_a_bad_bank_gives_exactly_these_messages(file: Path) -> None:
    assert messages(file) == expected(file)


def test_every_bad_bank_has_messages_and_every_list_of_messages_a_bank() -> None:
    assert len(NAMES) >= 45
    assert {p.stem for p in (TESTS / "bad").glob("*.txt")} == set(NAMES)
    assert all(expected(file) for file in BAD)


def test_every_message_about_a_bank_is_shown_by_a_bad_bank() -> None:
    shown = {code for file in BAD for code in codes(file)}
    # What the rules of item writing say is shown in test_lint.py, and what checking is asked for
    # in test_cli.py and test_fix.py.
    elsewhere = set(lint.MESSAGES) | set(lint_bank.MESSAGES)
    elsewhere |= set(checking.MESSAGES) | set(translate.MESSAGES)
    elsewhere |= set(making.MESSAGES)  # test_new.py
    elsewhere |= set(coverage.MESSAGES)  # test_coverage.py
    elsewhere |= set(deadlines.MESSAGES)  # test_deadlines.py
    elsewhere |= set(systems.MESSAGES)  # test_gift.py and test_moodle.py
    elsewhere |= set(exchange.MESSAGES)  # test_sheet.py and test_exchange_cli.py
    assert shown | ELSEWHERE == set(MESSAGES) - {"yaml"} - elsewhere


@pytest.mark.parametrize("file", BAD, ids=NAMES)
def test_the_messages_are_the_same_without_the_c_library(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yamlfile, "_Loader", yaml.SafeLoader)
    wanted = expected(file)
    if file.stem in DIFFERENT_WITHOUT_LIBYAML:
        [line] = wanted
        _, row, column, rest = line.split(":", 3)
        assert DIFFERENT_WITHOUT_LIBYAML[file.stem] != f"{row}:{column}"
        wanted = [f"{file.name}:{DIFFERENT_WITHOUT_LIBYAML[file.stem]}:{rest}"]
    assert messages(file) == wanted


@pytest.mark.parametrize("code", MESSAGES)
def test_a_message_says_what_is_wrong_and_how_to_mend_it(code: str) -> None:
    what, mend = MESSAGES[code]
    assert what
    assert mend
    assert not what.endswith(".")
    assert mend.endswith((".", "}", '"'))


def test_a_place_stands_before_the_message_only_where_there_is_one() -> None:
    said = str(problem("empty-file"))
    assert said == "the file is empty. Begin it with `version: 1`."
    assert str(problem("empty-file", file="a.yml")) == f"a.yml: {said}"
    assert str(problem("empty-file", file="a.yml", line=2, column=3)) == f"a.yml:2:3: {said}"


# ---- files too large or too odd to be kept


@pytest.mark.parametrize("size", [101, 100_000])
@pytest.mark.parametrize("pair", ["[]", "{}"])
def test_unclosed_or_closed_brackets_without_end_are_named_not_followed(
    tmp_path: Path, size: int, pair: str
) -> None:
    closed = "[" * size + "]" * size if pair == "[]" else "{a: " * size + "}" * size
    column = 101 if pair == "[]" else 401
    file = write(tmp_path, closed)
    assert messages(file) == [
        f"bank.yml:1:{column}: values are nested more than 100 deep. A bank needs about ten: "
        "look for brackets never closed, and lines indented too far."
    ]
    opened = write(tmp_path, ("[" if pair == "[]" else "{a: ") * size)
    assert codes(opened) in (["too-deep"], ["yaml-bracket"])


def test_brackets_in_quotes_do_not_hide_how_deep_a_file_is(tmp_path: Path) -> None:
    file = write(tmp_path, '["]", ' * 100_000)
    assert codes(file) == ["too-deep"]


@pytest.mark.parametrize("entry", ["- ", "? "])
def test_a_line_of_100000_list_entries_is_named_not_followed(tmp_path: Path, entry: str) -> None:
    assert codes(write(tmp_path, entry * 100_000 + "x")) == ["too-deep"]


def test_many_levels_through_aliases_are_no_danger(tmp_path: Path) -> None:
    chain = "".join(f"x{i}: &x{i} [*x{i - 1}]\n" for i in range(1, 400))
    file = write(tmp_path, f"version: 1\nx0: &x0 [a]\n{chain}questions: [*x399, {{id: *x399}}]\n")
    assert {"unknown-field", "not-a-mapping", "text-expected"} <= set(codes(file))


def test_a_file_over_the_limit_is_refused_without_reading_it(tmp_path: Path) -> None:
    file = tmp_path / "bank.yml"
    with file.open("wb") as opened:
        opened.truncate(5 * 1024**3)
    started = time.perf_counter()
    assert messages(file) == [
        "bank.yml: the file has 5120 MB; at most 100 MB can be read. "
        "Split the bank into several files."
    ]
    assert time.perf_counter() - started < 0.5


def test_reading_leaves_the_garbage_collector_as_it_was(tmp_path: Path) -> None:
    files = [*BAD, *GOOD, write(tmp_path, "[" * 100_000), tmp_path / "missing.yml"]
    for on in (True, False):
        gc.enable() if on else gc.disable()
        try:
            for file in files:
                messages(file)
                assert gc.isenabled() is on, file
        finally:
            gc.enable()


def test_what_a_string_cannot_hold_is_named_in_a_bank_of_any_encoding(tmp_path: Path) -> None:
    for encoding in ("utf-16-le", "utf-16-be", "utf-16", "utf-32"):
        assert codes(write(tmp_path, BANK.encode(encoding))) == ["not-utf8"], encoding


# ---- anything at all

_TOKENS = st.sampled_from(
    [
        *(
            ": ",
            "- ",
            "\n",
            "\n  ",
            "\n    - ",
            "[",
            "]",
            "{",
            "}",
            ",",
            '"',
            "'",
            "#",
            "\t",
            "---\n",
        ),
        *(
            "&a ",
            "*a",
            "! ",
            "!!bool ",
            "!!set ",
            "!!int ",
            "? ",
            "<<: *a",
            "@",
            "%",
            "\\",
            "\\uD800",
        ),
        *(
            "id",
            "kind",
            "single",
            "sort",
            "options",
            "correct",
            "true",
            "no",
            "~",
            "kk",
            "бір",
            "😀",
        ),
        *("3.1", "2026-13-45", "1:30", ".nan", "9" * 5000, "![x](y)", "id: id\n", "kind: [x]\n"),
        *("\x00", "\x85", "\u2028", "\ufeff", "\r"),
    ]
)
_BASES = [
    BANK,
    *((TESTS / "good" / f"{n}.yml").read_text("utf-8") for n in ("all-kinds", "aliases")),
]


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A bank with a few places overwritten, moved or cut out."""
    text = draw(st.sampled_from(_BASES))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 0, 1, 2, 5, 20, 200])))
        piece = draw(_TOKENS | st.text(max_size=5) | st.just(text[start:end] * 2))
        text = text[:start] + piece + text[end:]
    return text


@settings(
    max_examples=1500,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=mutated())
def test_no_text_whatever_raises_anything_but_problems(tmp_path: Path, text: str) -> None:
    file = write(tmp_path, text.encode("utf-8", "surrogatepass"))
    lines = re.split(r"\r\n?|\n", text)
    for item in check([file]):
        assert 0 <= item.line <= len(lines)
        assert 0 <= item.column <= max(map(len, lines)) + 1
        assert str(item).encode()


@settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.binary(max_size=200))
def test_no_bytes_whatever_raise_anything_but_problems(tmp_path: Path, data: bytes) -> None:
    assert check([write(tmp_path, data)])


_PLACE = re.compile(r"(\d+):(\d+): ")


def test_problems_come_in_the_order_of_the_file() -> None:
    for file in BAD:
        places = [
            tuple(map(int, line.split(":")[1:3]))
            for line in expected(file)
            if line[len(file.name) + 1].isdigit()
        ]
        assert all(a <= b for a, b in itertools.pairwise(places)), file.name
