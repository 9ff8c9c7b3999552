"""Findings in the forms that programs read, and what every form tells beside the findings.

:mod:`~quizlib.reports.github` and :mod:`~quizlib.reports.sarif` are one module for each form.
What a terminal shows stands in :mod:`quizlib.cli.report`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from quizlib.errors import Problem
from quizlib.messages import MESSAGES

_QUESTION = re.compile(r"questions\[(\d+)\]\.?(.*)", re.DOTALL)


@dataclass
class Background:
    """What a report tells beside the problems."""

    #: number of questions looked at; 0 where files are no banks
    questions: int = 0
    #: how many of the problems ``--fix`` would mend
    mendable: int = 0
    #: what authors set aside, with the reason they wrote
    set_aside: list[tuple[Problem, str]] = field(default_factory=list)
    #: (file, index of a question) → the question's id
    names: dict[tuple[str, int], str] = field(default_factory=dict)

    def remember(self, file: str, data: Any) -> None:
        """Count the questions of a bank's data, which may be of any shape, and note their ids."""
        questions = data.get("questions") if isinstance(data, dict) else None
        for index, question in enumerate(questions if isinstance(questions, list) else ()):
            self.questions += 1
            if isinstance(question, dict) and isinstance(question.get("id"), str):
                self.names[file, index] = question["id"]

    def where(self, item: Problem) -> tuple[str, str]:
        """What a problem is about, as an author calls it: the question, and the place in it.

        A question without an id is "question 4", counted from 1.  Either may be empty.
        """
        found = _QUESTION.fullmatch(item.path)
        if found is None:
            return "", item.path
        index = int(found[1])
        return self.names.get((item.file, index), f"question {index + 1}"), found[2]


def spoken(parts: Iterable[str]) -> str:
    """The parts that are not empty, as one phrase: "ps-names, prompt.kk"."""
    return ", ".join(part for part in parts if part)


class _Gap:
    """Stands for whatever a message is filled in with, in whatever form."""

    def __format__(self, form: str) -> str:
        return "…"


class _Gaps(dict[str, _Gap]):
    def __missing__(self, name: str) -> _Gap:
        return _Gap()


def outline(code: str) -> tuple[str, str]:
    """What a message says and how to mend it, with "…" for what differs from case to case."""
    what, mend = MESSAGES[code]
    return what.format_map(_Gaps()), mend.format_map(_Gaps())
