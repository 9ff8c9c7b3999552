"""Questions as they were found in a file of a learning system, before they become ours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from quizlib.errors import Phrase, Problem, Severity, problem
from quizlib.exchange.base import Spot

#: No text of a question is longer, unless something in the file is not closed.
LONGEST_TEXT = 50_000
#: A blank in the text of a cloze question: its number between two signs that no text holds.
BLANK = re.compile("\ue000([0-9]+)\ue001")


class Said(dict[str, Any]):
    """A text by language, or a list of answers by language.

    What belongs to no language stands under an empty one.
    """


@dataclass(frozen=True)
class Raw:
    """A text as the file has it.  ``form`` is html, markdown, plain or moodle (plain with HTML)."""

    text: str = ""
    form: str = "html"


@dataclass
class Answer:
    """One answer; ``share`` is in percent, ``spot`` where it stands."""

    text: Raw
    share: float
    spot: Spot
    feedback: Raw = field(default_factory=Raw)
    tolerance: str = "0"


@dataclass
class Pair:
    """What is asked, and plainly what belongs to it; nothing is asked of an extra one."""

    asked: Raw
    target: str
    spot: Spot


@dataclass
class Gap:
    """An embedded answer of a cloze question; ``type`` is what Moodle calls it."""

    type: str
    answers: list[Answer]
    spot: Spot


@dataclass
class Found:
    """One question.  ``type`` is Moodle's name; ``losses`` is what the reader could not keep."""

    type: str
    name: str
    spot: Spot
    text: Raw = field(default_factory=Raw)
    general: Raw = field(default_factory=Raw)
    grader_info: Raw = field(default_factory=Raw)
    id: str = ""
    category: str = ""
    tags: list[str] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)
    hints: list[Raw] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    #: name of a unit, and how many of it are one of the first
    units: list[tuple[str, str]] = field(default_factory=list)
    single: bool = True
    shuffle: bool = True
    grading: str = ""
    words: tuple[str, str] = ("", "")
    losses: list[Phrase] = field(default_factory=list)


class Broken(Exception):
    """A question of which nothing can be used; ``problem`` says why."""

    def __init__(self, found: Problem) -> None:
        super().__init__(found.message)
        self.problem = found


def told(code: str, file: str, spot: Spot, *, warning: bool = False, **params: Any) -> Problem:
    """A problem at a spot of a file."""
    line, column, name = spot
    severity: Severity = "warning" if warning else "error"
    return problem(
        code, file=file, line=line, column=column, path=name, severity=severity, **params
    )


def listed(losses: Sequence[Phrase]) -> Phrase:
    """Several losses as one phrase."""
    first, *others = losses
    if not others:
        return first
    return Phrase("{first}; {others}", first=first, others=listed(others))
