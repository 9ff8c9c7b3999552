"""The last day of a request, counted step by step: the notebooks' twin of lesson 4's calculator.

    from quizlib.deadlines import last_day

    last_day("media-request", "2026-12-01", holidays=["2026-12-16"])

It is an exercise in counting, not legal advice: by which convention it counts stands in
:mod:`quizlib.daycount`, by which rules in ``course/deadlines.yml``, of which the package carries a
copy, so that a notebook counts the same wherever it is opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from quizlib.daycount import count, final
from quizlib.deadline_words import Deadline, language_of, table
from quizlib.errors import BankError, Problem, problem, suggest

#: A year beyond these is a slip of the hand.
YEARS = (2000, 2100)
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class DeadlineError(BankError):
    """What was asked cannot be counted; a notebook shows why, in its language."""

    def __init__(self, problems: Iterable[Problem], language: str) -> None:
        super().__init__(problems)
        self.language = language

    def _render_traceback_(self) -> list[str]:
        return [p.in_one_line(self.language) for p in self.problems]


def last_day(
    kind: str,
    received: str | date,
    *,
    extended: bool | str | date = False,
    holidays: Iterable[str | date] | None = None,
    lang: str | None = None,
) -> Deadline:
    """The last day to answer a request of this kind that came on the day ``received``.

    ``kind`` is ``media-request``, ``appeal``, ``complaint`` or ``information-request``; days are
    dates or written "2026-12-01".  ``extended`` is True, or the day of the decision to extend.
    ``holidays`` are the days off beside Saturdays and Sundays; left out, those of the course's
    exercises.  ``lang`` is the language of the answer; left out, that of the edition in whose
    folder the notebook lies, else English.  Raises DeadlineError with everything that is wrong.
    """
    language = language_of(lang)
    wrong: list[Problem] = []
    rule = table()["kinds"].get(kind) if isinstance(kind, str) else None
    if rule is None:
        known = suggest(str(kind), table()["kinds"], what="Possible")
        wrong.append(problem("deadline-kind", raw=kind, suggestion=known))
    begin = _day(received, "received", wrong)
    days = _holidays(table()["holidays"] if holidays is None else holidays, wrong)
    decided = _decided(extended, wrong)
    if rule and extended and not any(step["what"] == "extension" for step in rule["steps"]):
        wrong.append(problem("deadline-no-extension", kind=kind))
    if begin and decided and decided < begin:
        wrong.append(problem("deadline-decided", raw=decided))
    if wrong or rule is None or begin is None:
        raise DeadlineError(wrong, language)
    steps, warnings = count(rule["steps"], begin, days, extended=bool(extended), decided=decided)
    return Deadline(
        kind,
        begin,
        bool(extended),
        final(steps),
        tuple(steps),
        tuple(warnings),
        language,
        exercise=holidays is None,
    )


def _day(value: Any, where: str, wrong: list[Problem]) -> date | None:
    """A day; what is none goes to ``wrong``."""
    found = value.date() if isinstance(value, datetime) else value
    if isinstance(value, str) and _ISO.fullmatch(value.strip()):
        try:
            found = date.fromisoformat(value.strip())
        except ValueError:
            found = None
    if not isinstance(found, date):
        wrong.append(problem("deadline-day", where=where, raw=repr(value)))
        return None
    if not YEARS[0] <= found.year <= YEARS[1]:
        first, last = YEARS
        wrong.append(problem("deadline-year", where=where, raw=repr(value), first=first, last=last))
        return None
    return found


def _holidays(given: Any, wrong: list[Problem]) -> frozenset[date]:
    if isinstance(given, (str, date)) or not isinstance(given, Iterable):
        wrong.append(problem("deadline-holidays"))
        return frozenset()
    found = (_day(day, f"holidays[{i}]", wrong) for i, day in enumerate(given))
    return frozenset(day for day in found if day)


def _decided(extended: Any, wrong: list[Problem]) -> date | None:
    """The day of the decision to extend, where it is told."""
    if isinstance(extended, bool):
        return None
    if isinstance(extended, (str, date)):
        return _day(extended, "extended", wrong)
    wrong.append(problem("deadline-extended", raw=repr(extended)))
    return None
