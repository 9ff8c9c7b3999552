"""``course/plan.yml``: the claims and facts that each lesson must teach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from quizlib.model import Page
from quizlib.site.coursefile import Finding, find, source, stop_at, validated

PLAN = "plan.yml"
Place = tuple[int, int]
_ENTRY = re.compile(r"([AF])([1-9][0-9]{0,3})(?:[-–]\1([1-9][0-9]{0,3}))?")


@dataclass(frozen=True)
class Planned:
    """One lesson of the plan: claims and facts by id, with the place where the plan names them."""

    place: Place
    entries: dict[str, Place]


def plan(course: Path) -> dict[str, Planned]:
    """The lessons by page, in the order of the plan.  Raises EvidenceError."""
    return _read(*find(course, PLAN))


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> dict[str, Planned]:
    file = source(path)
    lessons = validated(file, TypeAdapter(dict[Page, list[str]]))
    stop_at(file, _misfits(lessons))
    return {
        page: Planned(
            file.key_place((page,)),
            {
                name: file.place((page, index))
                for index, entry in enumerate(entries)
                for name in _names(entry)
            },
        )
        for page, entries in lessons.items()
    }


def _names(entry: str) -> list[str]:
    """The ids that an entry stands for; none where it is no entry."""
    found = _ENTRY.fullmatch(entry)
    if found is None:
        return []
    first, last = int(found[2]), int(found[3] or found[2])
    return [f"{found[1]}{number}" for number in range(first, last + 1)]


def _misfits(lessons: dict[str, list[str]]) -> Iterator[Finding]:
    for page, entries in lessons.items():
        seen: set[str] = set()
        for index, entry in enumerate(entries):
            names = _names(entry)
            if not names:
                yield (page, index), f"`{entry}` is no claim or fact. Write A7, F40 or A1-A34"
            for name in names:
                if name in seen:
                    yield (page, index), f"{name} stands here twice. Remove one"
                seen.add(name)
