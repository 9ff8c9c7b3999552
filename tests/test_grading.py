"""Both graders: the vectors that JavaScript reads too, and both against each other."""

from __future__ import annotations

import copy
import json
import os
import random
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from helpers import ROOT, TESTS
from random_keys import RANDOM_KEYS

from quizlib import load
from quizlib.grade import Score, grade, score
from quizlib.kinds import KINDS, Key
from quizlib.model import Grade

VECTORS = TESTS / "vectors"
#: Vectors of what is no kind; see test_answers.py and test_deadlines.py.
OTHERS = {"answers", "deadlines"}
FULL = bool(os.environ.get("QUIZLIB_VERIFY"))
EXAMPLES = 20_000 if FULL else 2_000


def vectors() -> list[Any]:
    found = []
    for file in sorted(VECTORS.glob("*.json")):
        if file.stem in OTHERS:
            continue
        for case in json.loads(file.read_text(encoding="utf-8")):
            found.append(pytest.param(file.stem, case, id=f"{file.stem}: {case['title']}"))
    return found


@pytest.mark.parametrize(("kind", "case"), vectors())
def test_vector(kind: str, case: dict[str, Any]) -> None:
    before = copy.deepcopy(case)
    got = KINDS[kind].grade(case["key"], case["response"])
    wanted = case["grade"]
    assert (got.status, got.parts) == (wanted["status"], wanted["parts"])
    assert got.why == wanted.get("why", {})
    assert got.score == (
        None if wanted["score"] is None else pytest.approx(wanted["score"], abs=1e-12)
    )
    assert case == before, "grading changes nothing it is given"


def test_every_kind_has_vectors_for_every_status_and_no_title_comes_twice() -> None:
    assert {file.stem for file in VECTORS.glob("*.json")} == {*KINDS, *OTHERS}
    for name in KINDS:
        cases = json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))
        graded = "scored" if KINDS[name].scored else "recorded"
        assert {c["grade"]["status"] for c in cases} == {graded, "unanswered", "invalid"}
        if KINDS[name].scored:
            assert {0, 1} <= {c["grade"]["score"] for c in cases}
        assert len({c["title"] for c in cases}) == len(cases)


# ---- Python against JavaScript

ODD: list[Any] = [None, True, False, 0, 1, -1.5, "", "a", "nowhere", [], {}, [[]], [None], ["a"]]


def spoiled(response: Any, rng: random.Random) -> Any:
    """A response with something in it that may not belong there."""
    if isinstance(response, list) and response and rng.random() < 0.7:
        return [*response, rng.choice([*ODD, response[0]])]
    if isinstance(response, dict) and response and rng.random() < 0.7:
        name = rng.choice([*response, "nowhere", "constructor"])
        old: Any = response.get(name, [])
        old = old if isinstance(old, (str, list)) else [old]
        return response | {name: rng.choice([*ODD, old + old, [*old, rng.choice(ODD)]])}
    return rng.choice(ODD)


def random_cases(kind: str, count: int) -> list[tuple[Key, Any]]:
    rng = random.Random(f"{kind} 1")
    cases = []
    for _ in range(count):
        key = RANDOM_KEYS[kind](rng)
        response = KINDS[kind].example(key, rng)
        cases.append((key, spoiled(response, rng) if rng.random() < 0.25 else response))
    return cases


def grades_in_javascript(kind: str, cases: list[tuple[Key, Any]]) -> list[Grade]:
    lines = "\n".join(json.dumps({"kind": kind, "key": k, "response": r}) for k, r in cases)
    done = subprocess.run(
        ["node", "tests/js/grade-many.mjs"],
        input=lines,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=True,
    )
    return [Grade(**json.loads(line)) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("kind", KINDS)
def test_python_and_javascript_grade_alike_to_the_last_digit(kind: str) -> None:
    cases = random_cases(kind, EXAMPLES)
    theirs = grades_in_javascript(kind, cases)
    ours = [KINDS[kind].grade(key, response) for key, response in cases]
    assert len(theirs) == len(ours)
    for case, here, there in zip(cases, ours, theirs, strict=True):
        assert here == there, json.dumps(case)
    seen = Counter(g.status for g in ours)
    graded = "scored" if KINDS[kind].scored else "recorded"
    assert set(seen) == {graded, "unanswered", "invalid"}
    assert min(seen.values()) > EXAMPLES / 100, seen


@pytest.mark.parametrize("kind", KINDS)
def test_a_score_runs_from_0_to_1_and_1_means_that_every_part_is_right(kind: str) -> None:
    for key, response in random_cases(kind, 2_000):
        got = KINDS[kind].grade(key, response)
        if got.status != "scored":
            assert got.score is None
            assert got.status == "recorded" or (got.parts, got.why) == ({}, {})
            continue
        assert got.score is not None
        assert 0 <= got.score <= 1
        assert (got.score == 1) == (set(got.parts.values()) == {"right"})
        assert set(got.why) <= set(got.parts)


# ---- several questions


def test_what_is_not_answered_or_invalid_counts_nothing_towards_the_score() -> None:
    questions = load(TESTS / "good/all-kinds.yml").questions
    answers = {
        "ak-single": "first",
        "ak-multiple": ["one"],
        "ak-truefalse": True,
        "ak-sort-one": {"briefing": ["press"]},
        "other-question": "first",
    }
    got = score(questions, answers)
    assert got == Score(1.5, 5)
    assert str(got) == "1.5 / 5"


def test_a_question_is_graded_by_its_own_kind(tmp_path: Path) -> None:
    bank = load(TESTS / "good/all-kinds.yml")
    both = {"briefing": ["press"], "both": ["pr", "press"]}
    assert grade(bank.question("ak-sort-several"), both).score == 1
    assert grade(bank.question("ak-sort-one"), both).status == "invalid"
    assert grade(bank.question("ak-truefalse"), "false").score == 1
