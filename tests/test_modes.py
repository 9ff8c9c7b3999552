"""How a quiz is held: what the bank says, what the notebook asks for, what cannot be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers import TESTS
from lxml import html

from quizlib import BankError, load, show
from quizlib.locale import strings
from quizlib.model import MODES, Bank
from quizlib.modes import settings
from quizlib.render import quiz_html
from quizlib.stub import Stub

QUESTION = """
  - {{id: {id}, kind: truefalse, objective: "{objective}", bloom: remember, source: [A1],
     prompt: "{prompt}", answer: true, feedback: {{"true": "x", "false": "y"}}}}"""


def bank(folder: Path, head: str = "", prompt: str = "P?") -> Bank:
    """Four questions, three of them on objective 3.1."""
    questions = "".join(
        QUESTION.format(id=name, objective=objective, prompt=prompt)
        for name, objective in (("a", "3.1"), ("b", "3.1"), ("c", "3.1"), ("d", "3.2"))
    )
    file = folder / "trial.yml"
    text = f"version: 1\nlanguages: [en]\ntitle: T\nlesson: a\n{head}\nquestions:{questions}\n"
    file.write_text(text, encoding="utf-8")
    return load(file)


EXAM = """mode: exam
exam: {minutes: 60, attempts: 2, draw: {"3.1": 2, "3.2": 1}, pass: {points: 2}}"""


def tree(text: str) -> Any:
    return html.fragment_fromstring(text)


def data(text: str) -> dict[str, Any]:
    [script] = tree(text).xpath(".//script[@class='qz-data']/text()")
    found: dict[str, Any] = json.loads(script)
    return found


def lines(text: str) -> list[str]:
    """What stands before the questions."""
    return [str(p) for p in tree(text).xpath("./div[@class='qz-intro']/p/text()")]


def asked(one: Bank, **wanted: Any) -> list[str]:
    with pytest.raises(BankError) as error:
        quiz_html(one, Stub("trial", "en", **wanted))
    return [str(p) for p in error.value.problems]


def test_a_quiz_is_for_practice_unless_the_bank_or_the_notebook_says_otherwise(
    tmp_path: Path,
) -> None:
    plain = bank(tmp_path)
    assert settings(plain, Stub("trial", "en")).mode == "practice"
    assert settings(plain, Stub("trial", "en", mode="check")).mode == "check"
    survey = bank(tmp_path, "mode: survey")
    assert settings(survey, Stub("trial", "en")).mode == "survey"
    assert settings(survey, Stub("trial", "en", mode="practice")).mode == "practice"


def test_confidence_is_asked_where_the_bank_or_the_notebook_says_so(tmp_path: Path) -> None:
    plain, sure = bank(tmp_path), bank(tmp_path, "confidence: true")
    for one, wanted, count in (
        (plain, None, 0), (plain, True, 4), (sure, None, 4), (sure, False, 0),
    ):  # fmt: skip
        text = quiz_html(one, Stub("trial", "en", confidence=wanted))
        assert text.count('class="qz-confidence"') == count


def test_how_sure_one_is_of_a_self_assessment_is_not_asked() -> None:
    one = load(TESTS / "good/further-kinds.yml")
    text = quiz_html(one, Stub("further-kinds", "en", confidence=True))
    without = tree(text).xpath(".//form[not(.//fieldset[@class='qz-confidence'])]/@data-kind")
    assert set(without) == {"scale", "essay"}


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_but_practice_says_what_it_is_before_the_questions(
    mode: str, tmp_path: Path
) -> None:
    text = quiz_html(bank(tmp_path), Stub("trial", "en", mode=mode))
    said = lines(text)
    assert said[:1] == ([] if mode == "practice" else [strings("en")[f"intro_{mode}"]])
    assert data(text)["mode"] == mode
    assert ("exam" in data(text)) == (mode == "exam")


def test_an_exam_tells_its_rules_in_words_and_to_the_script(tmp_path: Path) -> None:
    head = EXAM.replace(
        "pass: {points: 2}",
        'pass: {points: 2, also: [{objectives: ["3.1"], points: 1}]}',
    )
    text = quiz_html(bank(tmp_path, head), Stub("trial", "en"))
    assert lines(text)[1:] == [
        "Questions: 3",
        "Time: 60 min",
        "Attempts: 2",
        "To pass: at least 2 of 3",
        "Among these, on objectives 3.1: at least 1 of 2",
    ]
    assert data(text)["exam"] == {
        "minutes": 60,
        "attempts": 2,
        "draw": {"3.1": 2, "3.2": 1},
        "pass": {"points": 2, "also": [{"objectives": ["3.1"], "points": 1}]},
    }


def test_a_notebook_changes_single_rules_of_an_exam(tmp_path: Path) -> None:
    one = bank(tmp_path, EXAM)
    rules = data(quiz_html(one, Stub("trial", "en", exam='{"minutes": 5}')))["exam"]
    assert (rules["minutes"], rules["attempts"]) == (5, 2)


def test_an_exam_without_rules_asks_every_question_once_without_a_clock(tmp_path: Path) -> None:
    text = quiz_html(bank(tmp_path), Stub("trial", "en", mode="exam"))
    assert lines(text)[1:] == ["Questions: 4", "Attempts: 1"]


def test_what_an_exam_cannot_be_is_told_all_at_once(tmp_path: Path) -> None:
    one = bank(tmp_path, EXAM)
    assert asked(one, exam='{"minutes": 0, "tries": 3}') == [
        "an exam cannot have `minutes` = 0. Possible are minutes=60, attempts=2, "
        'draw={"3.1": 2} and pass={"points": 26}.',
        "an exam cannot have `tries` = 3. Possible are minutes=60, attempts=2, "
        'draw={"3.1": 2} and pass={"points": 26}.',
    ]
    assert asked(one, select=("a", "no"), exam='{"draw": {"3.1": 3}}') == [
        "the bank trial has no question `no`. Known here: a, b, c, d.",
        "the exam draws 3 questions on objective 3.1, but there are only 1. "
        "Add questions on it, or draw fewer.",
        "no one can earn as many points here: the most is 1. "
        "Ask for fewer points; a scored question is worth one.",
    ]


def test_rules_of_an_exam_for_a_quiz_that_is_none_are_told(tmp_path: Path) -> None:
    assert asked(bank(tmp_path), exam='{"minutes": 5}') == [
        '`exam` says how an exam is held, but this quiz is none. Add mode="exam", or remove `exam`.'
    ]


def test_show_takes_mode_confidence_and_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "quizzes").mkdir()
    bank(tmp_path / "quizzes")
    monkeypatch.chdir(tmp_path)
    quiz = show("trial", "en", mode="exam", confidence=True, exam={"minutes": 5, "attempts": 3})
    assert quiz.stub == Stub(
        "trial", "en", mode="exam", confidence=True, exam='{"attempts": 3, "minutes": 5}'
    )
    assert data(quiz._html)["exam"]["minutes"] == 5


def test_the_line_to_report_a_question_names_it_and_changes_with_its_words(tmp_path: Path) -> None:
    def line(prompt: str) -> str:
        text = quiz_html(bank(tmp_path, prompt=prompt), Stub("trial", "en", ("a",)))
        [found] = tree(text).xpath(".//code[@class='qz-ref']/@data-line")
        return str(found)

    first = line("P?")
    name, version, language = first.split(" · ")
    assert (name, language) == ("a", "en")
    assert len(version) == 8
    assert line("P?") == first
    assert line("Another?").split(" · ")[1] != version


def test_the_script_is_told_where_the_review_is(tmp_path: Path) -> None:
    one = bank(tmp_path)
    assert data(quiz_html(one, Stub("trial", "en")))["review"] == ""
    told = data(quiz_html(one, Stub("trial", "en"), review="review.html"))
    assert told["review"] == "review.html"
    assert told["bank"] == "trial"
    assert [q["objective"] for q in told["questions"]] == ["3.1", "3.1", "3.1", "3.2"]


def test_a_survey_does_not_promise_a_model_answer(tmp_path: Path) -> None:
    essay = load(TESTS / "good" / "further-kinds.yml")
    [item] = [q.id for q in essay.questions if q.kind == "essay"][:1]
    asked = {
        mode: quiz_html(essay, Stub("further-kinds", "en", mode=mode, select=(item,)))
        for mode in ("practice", "survey")
    }
    promise = "then compare it with the model answer"
    assert promise in asked["practice"]
    assert promise not in asked["survey"]
