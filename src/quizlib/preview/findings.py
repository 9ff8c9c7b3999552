"""The problems of a file, sorted to the questions they are about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizlib.errors import Problem
from quizlib.preview.banks import State, name_of, questions_of

_QUESTION = re.compile(r"questions\[(\d+)\]\.?")


@dataclass(frozen=True)
class Entry:
    """One question of the file."""

    index: int
    #: its id as the file has it, or empty
    name: str
    #: its first and last line, from 1
    lines: tuple[int, int]
    #: id of the question on view that stands for it; empty where it cannot be shown
    form: str
    problems: tuple[Problem, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many errors and warnings there are."""
        return Counter(problem.severity for problem in self.problems)


def sorted_out(state: State) -> tuple[list[Entry], list[Problem]]:
    """The questions of the file, in its order, and the problems of no question."""
    items = questions_of(state.reading)
    lines = list(_lines(state, len(items)))
    found: dict[int, list[Problem]] = {}
    rest = []
    for problem in state.problems:
        index = _index(problem, lines)
        if index is None:
            rest.append(problem)
        else:
            found.setdefault(index, []).append(problem)
    entries = [
        Entry(i, name_of(data), lines[i], state.shown.get(i, ""), tuple(found.get(i, ())))
        for i, data in enumerate(items)
    ]
    return entries, rest


def inner_path(problem: Problem) -> str:
    """Where in its question, or in the head, a problem is."""
    return _QUESTION.sub("", problem.path, count=1)


def _index(problem: Problem, lines: Sequence[tuple[int, int]]) -> int | None:
    """The question a problem is about: by its path, or where it has none by its line."""
    match = _QUESTION.match(problem.path)
    if match:
        index = int(match[1])
        return index if index < len(lines) else None
    if problem.path:
        return None
    for index, (first, last) in enumerate(lines):
        if first <= problem.line <= last:
            return index
    return None


def _lines(state: State, count: int) -> Iterator[tuple[int, int]]:
    """The first and the last line of each question."""
    source = state.reading.source
    if source is None:
        return
    starts = [0, *(match.end() for match in re.finditer("\n", source.text))]
    for index in range(count):
        begin, end = source.span(("questions", index))
        # Where a block ends, YAML has read on to the next one.
        last = begin + max(0, len(source.text[begin:end].rstrip()) - 1)
        yield bisect_right(starts, begin), bisect_right(starts, last)
