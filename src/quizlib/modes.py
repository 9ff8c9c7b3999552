"""How a quiz is held: its mode, the rating of confidence, the rules of an exam.

The bank says what holds unless the notebook asks for something else; :func:`settings` puts the two
together.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from quizlib.errors import Phrase, Problem, problem, suggest
from quizlib.kinds import KINDS, Finding
from quizlib.model import MODES, Bank, Exam, Question
from quizlib.stub import Stub


@dataclass(frozen=True)
class Settings:
    """What holds for one quiz.  ``exam`` is None in every other mode."""

    mode: str
    confidence: bool
    exam: Exam | None


def settings(bank: Bank, stub: Stub) -> Settings:
    """What the stub asks for, and what the bank says where it asks for nothing.

    The stub must be free of :func:`problems`.
    """
    mode = stub.mode or bank.head.mode
    confidence = bank.head.confidence if stub.confidence is None else stub.confidence
    exam = _exam(bank, stub) if mode == "exam" else None
    return Settings(mode, confidence, exam)


def problems(bank: Bank, stub: Stub, questions: Sequence[Question]) -> Iterator[Problem]:
    """What does not fit in how the stub wants ``questions`` of the bank to be held."""
    if stub.mode and stub.mode not in MODES:
        yield problem("unknown-mode", raw=stub.mode, suggestion=suggest(stub.mode, MODES))
        return
    mode = stub.mode or bank.head.mode
    if stub.exam and mode != "exam":
        what = Phrase("`exam` says how an exam is held, but this quiz is none")
        mend = Phrase('Add mode="exam", or remove `exam`.')
        yield problem("bad-argument", what=what, mend=mend)
    if mode != "exam":
        return
    try:
        exam = _exam(bank, stub)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            where = ".".join(str(step) for step in item["loc"])
            yield problem("exam-setting", where=where, raw=item["input"])
        return
    for finding in exam_findings(exam, questions):
        yield problem(finding.code, **finding.params)


def _exam(bank: Bank, stub: Stub) -> Exam:
    own = bank.head.exam.model_dump(by_alias=True) if bank.head.exam else {}
    return Exam.model_validate(own | (json.loads(stub.exam) if stub.exam else {}))


def exam_findings(exam: Exam, questions: Sequence[Question]) -> Iterator[Finding]:
    """What the rules ask that these questions cannot give; paths count from ``exam``."""
    there = Counter(question.objective for question in questions)
    for objective, count in exam.draw.items():
        place = ("draw", objective)
        if objective not in there:
            hint = suggest(objective, sorted(there), what="There are questions on")
            yield Finding(place, "draw-nothing", {"raw": objective, "suggestion": hint})
        elif there[objective] < count:
            params = {"raw": objective, "count": count, "there": there[objective]}
            yield Finding(place, "draw-too-many", params)
    if exam.pass_ is None:
        return
    most = reach(exam, questions)
    if exam.pass_.points > most:
        yield Finding(("pass", "points"), "pass-out-of-reach", {"most": most})
    for i, also in enumerate(exam.pass_.also):
        for j, objective in enumerate(also.objectives):
            if objective not in (exam.draw or there):
                hint = suggest(objective, sorted(exam.draw or there), what="The exam asks about")
                place_ = ("pass", "also", i, "objectives", j)
                yield Finding(place_, "pass-nothing", {"raw": objective, "suggestion": hint})
        most = reach(exam, questions, also.objectives)
        if also.points > most:
            yield Finding(("pass", "also", i, "points"), "pass-out-of-reach", {"most": most})


def reach(
    exam: Exam, questions: Sequence[Question], objectives: Iterable[str] | None = None
) -> int:
    """The most points one attempt can bring, in all or on some objectives."""
    scored = Counter(q.objective for q in questions if KINDS[q.kind].scored)
    drawn = exam.draw or Counter(q.objective for q in questions)
    asked = set(drawn) if objectives is None else set(drawn) & set(objectives)
    return sum(min(drawn[objective], scored[objective]) for objective in asked)


def rules(exam: Exam) -> dict[str, Any]:
    """The rules as plain data, for the script."""
    return exam.model_dump(by_alias=True)
