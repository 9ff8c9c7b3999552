"""How counts are said, alike on the page of the book and in `quizlib coverage`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from quizlib.site.coverage import Edition, Entry
from quizlib.translate.state import State

#: The states of translations that are counted, in the order of the table.
STATES: tuple[State, ...] = ("current", "stale", "unconfirmed", "missing")


def untold(entry: Entry, ui: dict[str, str]) -> str:
    """What stands in place of the lessons where none tells a claim or fact."""
    return ui["later" if entry.planned and not entry.due else "nowhere"]


def summed(entries: Sequence[Entry], ui: dict[str, str]) -> str:
    """The counts of claims or facts in a line."""
    return ui["sum"].format(
        all=len(entries),
        taught=sum(bool(entry.taught) for entry in entries),
        asked=sum(bool(entry.items) for entry in entries),
        later=sum(bool(entry.planned) and not entry.taught for entry in entries),
    )


def listed(counts: Counter[str], what: str, ui: dict[str, str]) -> str:
    """ "one answer 3, sorting 2": kinds or levels in the order of the table of words."""
    names = [key.partition("=")[2] for key in ui if key.startswith(f"{what}=")]
    return ", ".join(f"{ui[f'{what}={name}']} {counts[name]}" for name in names if counts[name])


def edition_rows(
    editions: Iterable[Edition], ui: dict[str, str]
) -> list[tuple[str, tuple[str, ...]]]:
    """A row for each count, with a cell for each edition."""
    every = list(editions)
    rows = [
        (ui["pages"], tuple(str(one.pages) for one in every)),
        (ui["departures"], tuple(str(one.departures) for one in every)),
    ]
    for state in STATES:
        cells = (str(one.texts[state]) if one.texts else ui["source"] for one in every)
        rows.append((ui[state], tuple(cells)))
    return rows
