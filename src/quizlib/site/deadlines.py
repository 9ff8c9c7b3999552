"""``course/deadlines.yml`` and ``course/holidays.yml``: what lesson 4's calculator counts by.

:func:`table` reads them.  As notebooks count far from any course, the package carries a copy as
JSON, which ``python -m quizlib.site.deadlines`` writes; a build stops where it is stale.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from quizlib.deadline_words import DATA
from quizlib.errors import suggest
from quizlib.load import find_course
from quizlib.site import evidence
from quizlib.site.coursefile import File, Finding, find, source, stop_at, validated
from quizlib.site.evidence import Texts

DEADLINES, HOLIDAYS = "deadlines.yml", "holidays.yml"
#: Facts that nothing may be counted by.
UNSURE = ("unverified", "disputed")
#: step → what it may be counted after
BEGINS = {
    "limit": ("receipt",),
    "forwarding": ("receipt",),
    "extension": ("receipt", "limit"),
    "notice": ("decision",),
}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Act(_Strict):
    """A law; ``date`` is the day on which it was adopted."""

    title: Texts
    number: str
    date: datetime.date


class Step(_Strict):
    """One count.  ``after`` is the day it begins behind; ``other_after`` is that of another
    reading of the law, whose last day is told as well.
    """

    what: Literal["limit", "forwarding", "extension", "notice"]
    text: Texts
    number: Annotated[int, Field(ge=1, le=366)]
    unit: Literal["working-days", "calendar-days", "months"]
    after: Literal["receipt", "limit", "decision"]
    other_after: Literal["receipt", "limit"] | None = None
    note: Texts | None = None


class Kind(_Strict):
    """A kind of request.  One without steps says in ``unverified`` why no day is given."""

    name: Texts
    begins: Texts
    fact: str
    act: str
    article: Texts
    steps: list[Step]
    unverified: Texts | None = None


class Deadlines(_Strict):
    """The file of deadlines."""

    acts: dict[str, Act]
    kinds: dict[str, Kind] = Field(min_length=1)


class Holidays(_Strict):
    """The file of holidays: month and day, for each of the years."""

    note: Texts
    years: list[Annotated[int, Field(ge=2000, le=2100)]] = Field(min_length=1)
    days: list[Annotated[str, Field(pattern=r"^[0-9]{2}-[0-9]{2}$")]]


def table(course: Path) -> dict[str, Any]:
    """Kinds and holidays as plain data, as notebooks and pages take them.  Raises EvidenceError."""
    return _read(find(course, DEADLINES), find(course, HOLIDAYS), find(course, evidence.FACTS))


@lru_cache(maxsize=4)
def _read(deadlines: File, holidays: File, facts: File) -> dict[str, Any]:
    file = source(deadlines[0])
    read = validated(file, TypeAdapter(Deadlines))
    stop_at(file, _misfits(read, evidence.facts(deadlines[0].parent.parent)))
    file = source(holidays[0])
    known = validated(file, TypeAdapter(Holidays))
    stop_at(file, _no_days(known))
    kinds = {}
    for name, kind in read.kinds.items():
        kinds[name] = kind.model_dump(mode="json", exclude_none=True)
        kinds[name]["act"] = read.acts[kind.act].model_dump(mode="json")
    return {
        "kinds": kinds,
        "holidays": sorted(f"{year}-{day}" for year in known.years for day in known.days),
        "note": known.note.model_dump(mode="json"),
    }


def _misfits(read: Deadlines, facts: dict[str, evidence.Fact]) -> Iterator[Finding]:
    """Names that there are not, and steps that nothing could be counted by."""
    for name, kind in read.kinds.items():
        way = ("kinds", name)
        if kind.act not in read.acts:
            yield (*way, "act"), f"there is no act {kind.act}. {suggest(kind.act, read.acts)}"
        fact = facts.get(kind.fact)
        if fact is None:
            what = f"course/{evidence.FACTS} has no {kind.fact}"
            yield (*way, "fact"), f"{what}. Add it there, or name another"
        elif kind.steps and fact.standing in UNSURE:
            what = f"{kind.fact} is {fact.standing}: nothing may be counted by it"
            yield (*way, "fact"), f"{what}. Take out the steps, and say why in `unverified`"
        if bool(kind.steps) == bool(kind.unverified):
            yield way, "either steps or `unverified` is wanted. Add one, or remove one"
        yield from _misfits_of_steps(way, kind.steps)


def _misfits_of_steps(way: tuple[str, ...], steps: list[Step]) -> Iterator[Finding]:
    kinds = [step.what for step in steps]
    for index, step in enumerate(steps):
        here: tuple[str | int, ...] = (*way, "steps", index)
        if step.what in kinds[:index]:
            yield (*here, "what"), f"there is a step {step.what} already. Keep one of them"
        if step.after not in BEGINS[step.what]:
            wanted = " or ".join(BEGINS[step.what])
            yield (*here, "after"), f"a step {step.what} is counted after {wanted}"
        if step.what in ("extension", "notice") and "limit" not in kinds[:index]:
            yield (*here, "what"), "no step `limit` stands before this one. Put it there"
        if step.other_after and step.what != "extension":
            yield (*here, "other_after"), "only an extension is told in two readings. Remove it"
    if steps and "limit" not in kinds:
        yield (*way, "steps"), "one step must be the `limit`. Add it"
    if "notice" in kinds and "extension" not in kinds:
        yield (*way, "steps"), "a notice of what? Add the step `extension`, or remove the notice"


def _no_days(known: Holidays) -> Iterator[Finding]:
    for index, day in enumerate(known.days):
        if day in known.days[:index]:
            yield ("days", index), f"{day} stands here twice. Remove one"
        for year in known.years:
            try:
                datetime.date.fromisoformat(f"{year}-{day}")
            except ValueError:
                yield ("days", index), f"{year} has no day {day}. Mend the month or the day"


def packaged(data: dict[str, Any]) -> str:
    """The text of the package's copy."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write the package's copy of this course's table."""
    DATA.write_text(packaged(table(find_course())), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
