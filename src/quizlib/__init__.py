"""Quizzes for Jupyter books, written in YAML, in several languages.

The way of a question: ``load`` reads a bank (:mod:`quizlib.load`), ``kinds`` know each kind's
fields and grading, ``render`` makes HTML of it, ``widget`` and ``site`` show that.  Start with::

    from quizlib import show

    quiz = show("press-service-and-pr", lang="kk", objective="3.2")
    quiz.answers, quiz.score()

``import quizlib`` needs no widget library; only :func:`show` loads it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from quizlib.errors import BankError, Phrase, Problem, problem
from quizlib.grade import Score, grade, score
from quizlib.load import load
from quizlib.model import Bank, Grade, Question
from quizlib.stub import Stub

if TYPE_CHECKING:
    from quizlib.widget import Quiz

__version__ = "0.1.0"

__all__ = [
    "Bank",
    "BankError",
    "Grade",
    "Problem",
    "Question",
    "Score",
    "grade",
    "load",
    "score",
    "show",
]


def show(
    bank: str,
    lang: str,
    *,
    select: Sequence[str] | None = None,
    objective: str | None = None,
    mode: str | None = None,
    confidence: bool | None = None,
    exam: Mapping[str, Any] | None = None,
) -> Quiz:
    """A quiz to stand as the last line of a notebook cell.

    ``bank`` names a file in ``quizzes/`` without its ending; ``lang`` is ``kk``, ``ru`` or
    ``en``.  ``select`` takes the questions with these ids, in this order; ``objective`` those on
    one objective.  ``mode`` is ``practice``, ``check``, ``exam``, ``survey`` or ``pretest``;
    ``confidence`` asks how sure the learner is of each answer; ``exam`` changes rules of the exam,
    such as ``{"minutes": 30}``.  What is left out stays as the bank says.  Raises
    BankError, which a notebook shows as the list of what to mend.
    """
    from quizlib.widget import Quiz  # here, so that `import quizlib` needs no widget library

    if isinstance(select, str):
        what = Phrase("`select` must be a list")
        mend = Phrase('Write select=["{name}"].', name=select)
        raise BankError([problem("bad-argument", what=what, mend=mend)])
    wanted = Stub.asked(
        bank,
        lang,
        select=select,
        objective=objective,
        mode=mode,
        confidence=confidence,
        exam=exam,
    )
    return Quiz(load(bank), wanted)
