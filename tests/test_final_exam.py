"""The final assessment as its learners draw it: the blueprint, and nothing twice."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from quizlib.kinds import KINDS
from quizlib.load import load
from quizlib.model import Bank
from quizlib.modes import rules
from quizlib.site import evidence
from quizlib.site.evidence import Blueprint

RUNS = 1000


@pytest.fixture(scope="module")
def plan(root: Path) -> Blueprint:
    return evidence.blueprint(root)


@pytest.fixture(scope="module")
def bank(root: Path, plan: Blueprint) -> Bank:
    assert plan.bank is not None
    return load(plan.bank, root)


@pytest.fixture(scope="module")
def drawn(root: Path, bank: Bank) -> list[list[list[str]]]:
    """The attempts of many learners, as the script of the page draws them."""
    assert bank.head.exam is not None
    asked = {
        "questions": [{"id": q.id, "objective": q.objective} for q in bank.questions],
        "rules": rules(bank.head.exam),
        "runs": RUNS,
    }
    done = subprocess.run(
        ["node", str(root / "tests/js/draw-many.mjs")],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == RUNS
    return found


def test_every_attempt_fulfils_the_blueprint(
    drawn: list[list[list[str]]], bank: Bank, plan: Blueprint
) -> None:
    items = {
        (objective, level): count
        for objective, levels in plan.items.items()
        for level, count in levels.items()
    }
    questions = {q.id: q for q in bank.questions}
    for attempt in (attempt for attempts in drawn for attempt in attempts):
        asked = [questions[name] for name in attempt]
        assert Counter((q.objective, q.bloom) for q in asked) == items
        assert Counter(q.kind for q in asked) == plan.kinds
        scored = [q for q in asked if KINDS[q.kind].scored]
        assert len(scored) == plan.pass_.of
        assert {q.objective for q in asked if q not in scored} == set(plan.self_marked)


def test_no_attempt_repeats_a_question_of_another(
    drawn: list[list[list[str]]], plan: Blueprint
) -> None:
    for attempts in drawn:
        assert len(attempts) == plan.attempts
        asked = [name for attempt in attempts for name in attempt]
        assert len(asked) == len(set(asked))


def test_the_pool_is_large_enough_and_in_every_language(bank: Bank, plan: Blueprint) -> None:
    assert len(bank.questions) >= plan.attempts * sum(plan.kinds.values()) == 80
    assert bank.head.languages == ["kk", "ru", "en"]


def test_the_review_never_asks_a_question_of_the_pool(bank: Bank) -> None:
    assert bank.head.mode == "exam"
    assert not bank.head.review
