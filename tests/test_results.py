"""The table of what came of a quiz."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pandas
import pytest
from helpers import TESTS

from quizlib import load
from quizlib.results import COLUMNS, Results, results
from quizlib.stub import Stub
from quizlib.widget import Quiz

BANK = TESTS / "good/all-kinds.yml"
ANSWERS = {"ak-single": "first", "ak-multiple": ["one"], "other-question": "x"}
PROGRESS = {"ak-single": {"status": "done", "attempts": 2, "seconds": 12.5}}


@pytest.fixture
def table() -> Results:
    return results(load(BANK).questions, ANSWERS, PROGRESS)


def test_every_question_has_a_row_with_the_columns_in_order(table: Results) -> None:
    assert [row["id"] for row in table] == [q.id for q in load(BANK).questions]
    assert all(tuple(row) == COLUMNS for row in table)


def test_a_row_tells_response_score_attempts_and_seconds(table: Results) -> None:
    rows = {row["id"]: row for row in table}
    assert rows["ak-single"] == {
        "id": "ak-single", "response": "first", "score": 1.0, "attempts": 2, "seconds": 12.5,
    }  # fmt: skip
    assert rows["ak-multiple"]["score"] == 0.5
    assert rows["ak-truefalse"]["response"] is None
    assert rows["ak-truefalse"]["score"] is None
    assert rows["ak-truefalse"]["attempts"] == 0


def test_the_live_quiz_gives_the_table() -> None:
    quiz = Quiz(load(BANK), Stub("all-kinds", "en"))
    quiz.answers, quiz.progress = ANSWERS, PROGRESS
    assert quiz.results() == results(quiz.questions, ANSWERS, PROGRESS)


def test_pandas_takes_the_table_and_reads_back_the_file(table: Results, tmp_path: Path) -> None:
    frame = pandas.DataFrame(table)
    assert list(frame.columns) == list(COLUMNS)
    assert frame["score"].sum() == 1.5
    table.to_csv(tmp_path / "results.csv")
    again = pandas.read_csv(tmp_path / "results.csv")
    assert list(again.columns) == list(COLUMNS)
    assert again["id"].tolist() == frame["id"].tolist()
    assert again["score"].sum() == 1.5


def test_the_file_opens_in_a_spreadsheet_with_its_letters(tmp_path: Path) -> None:
    rows = Results([row("Баспасөз қызметі")])
    assert rows.to_csv(tmp_path / "r.csv") is None
    assert (tmp_path / "r.csv").read_bytes().startswith(b"\xef\xbb\xbfid,response")
    assert read((tmp_path / "r.csv").read_text(encoding="utf-8-sig")) == ["Баспасөз қызметі"]


def row(response: Any) -> dict[str, Any]:
    return {"id": "q", "response": response, "score": None, "attempts": 1, "seconds": 1.0}


def read(text: str | None) -> list[str]:
    assert text is not None
    return [line["response"] for line in csv.DictReader(io.StringIO(text))]


@pytest.mark.parametrize(
    ("response", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-1+2", "'-1+2"),
        ("-1,5", "-1,5"),
        ("+7", "+7"),
        ('a "quoted", text\nin two lines', 'a "quoted", text\nin two lines'),
        (None, ""),
    ],
)
def test_what_looks_like_a_formula_is_text_in_the_file(response: Any, cell: str) -> None:
    assert read(Results([row(response)]).to_csv()) == [cell]


def test_a_response_that_is_no_text_is_json_in_the_file() -> None:
    response = {"card": ["баспасөз", "pr"]}
    [cell] = read(Results([row(response)]).to_csv())
    assert json.loads(cell) == response


def test_the_table_in_a_notebook_shows_typed_text_as_text() -> None:
    shown = Results([row("<b>bold</b>")])._repr_html_()
    assert "&lt;b&gt;bold&lt;/b&gt;" in shown
    assert "<b>" not in shown
