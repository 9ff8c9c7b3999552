"""Counting days as :mod:`quizlib.deadlines` and its twin js/deadlines/count.js do.

The convention of the course's exercises: the day that a count begins behind is not counted; a
count of working days passes over Saturdays, Sundays and holidays; one of calendar days or months
ends where it ends, on a day off as well, which is told.  A month later is the same day number, or
the last day of a month that has no such day.
"""

from __future__ import annotations

import calendar
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Counted:
    """One step counted: ``what``, from the day behind ``after`` to ``last``."""

    what: str
    after: date
    last: date
    #: days off that did not count
    passed_over: tuple[date, ...] = ()


class Told(NamedTuple):
    """A warning: which, of which step ("" for the whole), and the day or year it speaks of."""

    code: str
    what: str
    said: date | int


def is_off(day: date, holidays: Collection[date]) -> bool:
    """Whether nobody works on this day."""
    return day.weekday() >= 5 or day in holidays


def count(
    steps: Sequence[Mapping[str, Any]],
    received: date,
    holidays: Collection[date],
    *,
    extended: bool = False,
    decided: date | None = None,
) -> tuple[list[Counted], list[Told]]:
    """Every step of a kind of request, and what must be said of it.

    Extension and notice are counted only where the time is ``extended``; ``decided`` is the day of
    that decision, by default the last day of the first limit.
    """
    done: list[Counted] = []
    told = []
    if steps and is_off(received, holidays):
        told.append(Told("begins_off", "", received))
    begins = {"receipt": received}
    for step in steps:
        what = step["what"]
        if what in ("extension", "notice") and not extended:
            continue
        counted = _step(step, begins[step["after"]], holidays)
        done.append(counted)
        told += _told(step, counted, holidays)
        if what == "limit":
            begins |= {"limit": counted.last, "decision": decided or counted.last}
            if decided and decided > counted.last:
                told.append(Told("decided_late", what, counted.last))
        if "other_after" in step:
            other = _step(step, begins[step["other_after"]], holidays)
            told.append(Told("two_readings", what, other.last))
    return done, told + _unlisted(steps, done, holidays)


def final(done: Sequence[Counted]) -> date | None:
    """The last day of all: an extension never ends before the first limit does."""
    return max((s.last for s in done if s.what in ("limit", "extension")), default=None)


def _step(step: Mapping[str, Any], after: date, holidays: Collection[date]) -> Counted:
    number = step["number"]
    if step["unit"] == "calendar-days":
        return Counted(step["what"], after, after + number * DAY)
    if step["unit"] == "months":
        return Counted(step["what"], after, months_later(after, number))
    day, passed = after, []
    while number:
        day += DAY
        if is_off(day, holidays):
            passed.append(day)
        else:
            number -= 1
    return Counted(step["what"], after, day, tuple(passed))


def months_later(day: date, number: int) -> date:
    """The same day number so many months later, or the last day of that month."""
    years, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    longest = calendar.monthrange(years, month + 1)[1]
    return date(years, month + 1, min(day.day, longest))


def _told(step: Mapping[str, Any], counted: Counted, holidays: Collection[date]) -> list[Told]:
    found = []
    if step["unit"] == "months" and counted.last.day < counted.after.day:
        found.append(Told("no_such_day", counted.what, counted.last))
    if is_off(counted.last, holidays):  # which a count of working days never meets
        found.append(Told("ends_off", counted.what, counted.last))
    return found


def _unlisted(
    steps: Sequence[Mapping[str, Any]], done: Sequence[Counted], holidays: Collection[date]
) -> list[Told]:
    """The years of working days for which no holiday is known."""
    working = {step["what"] for step in steps if step["unit"] == "working-days"}
    years = {
        year for s in done if s.what in working for year in ((s.after + DAY).year, s.last.year)
    }
    return [Told("no_holidays", "", y) for y in sorted(years - {day.year for day in holidays})]
