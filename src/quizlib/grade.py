"""Grading: a question and a response to a :class:`~quizlib.model.Grade`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from quizlib.kinds import KINDS
from quizlib.model import Grade, Question


class Score(NamedTuple):
    """Points over several questions; each scored question is worth one."""

    points: float
    total: int

    def __str__(self) -> str:
        return f"{self.points:g} / {self.total}"


def grade(question: Question, response: Any) -> Grade:
    """Grade one response.  What a response looks like stands with the kind."""
    kind = KINDS[question.kind]
    return kind.grade(kind.key(question), response)


def score(questions: Iterable[Question], answers: Mapping[str, Any]) -> Score:
    """Points for ``answers`` (question id → response); what is not answered counts 0.

    Questions that nothing can score, such as an essay, are left out.
    """
    asked = [q for q in questions if KINDS[q.kind].scored]
    points = sum(grade(q, answers.get(q.id)).score or 0.0 for q in asked)
    return Score(points, len(asked))
