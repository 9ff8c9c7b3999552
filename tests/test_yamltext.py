"""What quizlib writes as YAML is read back as it was; edits leave the rest of a file alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from helpers import GOOD, ROOT
from hypothesis import given
from hypothesis import strategies as st

from quizlib.load import load
from quizlib.yamlfile import read
from quizlib.yamltext import (
    Edit,
    append,
    bank_text,
    plain,
    plain_head,
    question_text,
    scalar,
    splice,
    write_text,
)

BANKS = [*GOOD, *sorted((ROOT / "quizzes").glob("*.yml"))]
VALUES = st.recursive(
    st.text() | st.booleans() | st.integers(-(10**14), 10**14) | st.dates(),
    lambda inner: st.lists(inner, min_size=1) | st.dictionaries(st.text(), inner, min_size=1),
    max_leaves=12,
)


@pytest.mark.parametrize("file", BANKS, ids=lambda f: f.stem)
def test_a_bank_written_anew_holds_the_same_questions(file: Path, tmp_path: Path) -> None:
    bank = load(file)
    text = bank_text(plain_head(bank), (plain(q, bank.head.languages) for q in bank.questions))
    copy = tmp_path / file.name
    copy.write_text(text, encoding="utf-8")
    again = load(copy)
    assert again.questions == bank.questions
    assert again.head == bank.head


def test_a_bank_is_written_in_the_layout_of_the_courses_own() -> None:
    """Reading our bank and writing it gives its lines, but for comments and choices of style."""
    file = ROOT / "quizzes" / "question-kinds.yml"
    bank = load(file)
    written = question_text(plain(bank.questions[0], bank.head.languages))
    assert written in file.read_text(encoding="utf-8")


@given(st.dictionaries(st.text(), VALUES, min_size=1))
def test_whatever_is_written_is_read_back_as_it_was(data: dict[str, object]) -> None:
    assert yaml.safe_load(question_text(data)) == [data]


@given(st.text())
def test_a_text_on_one_line_is_read_back_as_that_text(text: str) -> None:
    assert yaml.safe_load(scalar(text)) == text
    assert "\n" not in scalar(text)


def test_edits_are_made_at_their_places_in_any_order() -> None:
    assert splice("abcdef", [Edit(4, 5, "E"), Edit(0, 0, ">"), Edit(1, 3, "")]) == ">adEf"


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        splice("abcdef", [Edit(0, 3, "x"), Edit(2, 4, "y")])


NEW = {"id": "new-one", "kind": "truefalse", "answer": True}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "questions:\n  - id: a\n",
            "questions:\n  - id: a\n\n  - id: new-one\n    kind: truefalse\n",
        ),
        ("questions:\n- id: a", "questions:\n- id: a\n\n- id: new-one\n  kind: truefalse\n"),
        (
            "questions:\n  - id: a # first\n    # of a\n\n# of title\ntitle: x\n",
            "questions:\n  - id: a # first\n    # of a\n\n  - id: new-one\n    kind: truefalse\n",
        ),
    ],
    ids=["indented", "flush, no end of line", "another field follows"],
)
def test_questions_are_put_behind_the_last_one_in_its_indentation(
    tmp_path: Path, before: str, after: str
) -> None:
    file = tmp_path / "bank.yml"
    file.write_text(before, encoding="utf-8")
    source, _ = read(file, "bank.yml")
    text = append(source, [NEW])
    assert text.startswith(after)
    data = yaml.safe_load(text)
    assert data == yaml.safe_load(before) | {"questions": [{"id": "a"}, NEW]}
    assert text.endswith("\n")


def test_questions_in_brackets_cannot_be_added_to(tmp_path: Path) -> None:
    file = tmp_path / "bank.yml"
    file.write_text("questions: [{id: a}]\n", encoding="utf-8")
    with pytest.raises(ValueError, match="hyphens"):
        append(read(file, "bank.yml")[0], [NEW])


def test_a_file_keeps_its_line_ends_and_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "bank.yml"
    before = b"\xef\xbb\xbfa: 1\r\n"
    file.write_bytes(before)
    write_text(file, "a: 2\n", like=before)
    assert file.read_bytes() == b"\xef\xbb\xbfa: 2\r\n"
    assert list(tmp_path.iterdir()) == [file]
