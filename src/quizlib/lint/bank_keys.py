"""Rules on where the right answers of a bank stand, how long they are, and what guessing earns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizlib.errors import LONG_LIST
from quizlib.lint.base import Hit, Rule, Sheet
from quizlib.lint.statistics import (
    FEWEST,
    LEVEL,
    Place,
    guessing,
    longest,
    p_text,
    positions,
    statements,
)

#: Guessing may earn this much of the points; counted from as many scored questions (both ours).
GUESS_LIMIT, FEWEST_GUESSED = 0.4, 5


def _longest(sheet: Sheet) -> Iterator[Hit]:
    for one in longest(sheet):
        if one.choices >= FEWEST and one.p < LEVEL:
            params = {
                "language": one.language,
                "count": one.hits,
                "of": one.choices,
                "expected": one.expected,
                "p": p_text(one.p),
                "over": one.over,
                "ids": listed(one.places),
            }
            yield Hit(one.places[0].path, params)


def _positions(sheet: Sheet) -> Iterator[Hit]:
    one = positions(sheet)
    if one.p is not None and one.p < LEVEL:
        params = {
            "count": one.choices,
            "counts": one.text(),
            "p": p_text(one.p),
            "over": one.over,
            "ids": listed(one.places),
        }
        yield Hit(one.places[0].path, params)


def _statements(sheet: Sheet) -> Iterator[Hit]:
    one = statements(sheet)
    if one.p is not None and one.p < LEVEL:
        expected = (one.true + one.false) / 2
        params = {
            "true": one.true,
            "false": one.false,
            "expected": expected,
            "p": p_text(one.p),
            "over": round(max(one.true, one.false) - expected),
            "ids": listed(one.places),
        }
        yield Hit(one.places[0].path, params)


def _guessing(sheet: Sheet) -> Iterator[Hit]:
    one = guessing(sheet)
    if one is not None and one.questions >= FEWEST_GUESSED and one.mean > GUESS_LIMIT:
        params = {
            "count": one.questions,
            "mean": one.mean,
            "limit": GUESS_LIMIT,
            "ids": listed([p for p in one.places if p.rank > GUESS_LIMIT], ranks=True),
        }
        yield Hit(one.places[0].path, params)


def listed(places: Sequence[Place], *, ranks: bool = False) -> str:
    """The ids of these places, each once, and how many more there are; ``ranks`` in per cent."""
    ids = {place.id: place.rank for place in places}
    names = [f"`{name}` ({rank:.0%})" if ranks else f"`{name}`" for name, rank in ids.items()]
    more = len(names) - LONG_LIST
    return ", ".join(names[:LONG_LIST]) + (f", … (+{more})" if more > 0 else "")


_HALADYNA = "Haladyna, Downing & Rodriguez 2002"

LONGEST_OFTEN = Rule(
    "key-longest-often",
    "warning",
    "Where the longest option is mostly the right one, one need not know anything to find it.",
    f"{_HALADYNA}; exact test against chance, p < .05",
    bank=_longest,
)
PLACES_UNEVEN = Rule(
    "key-places-uneven",
    "warning",
    "A place where the right option stands more often than elsewhere helps who guesses.",
    f"{_HALADYNA}; chi-square test, p < .05",
    bank=_positions,
)
STATEMENTS_UNEVEN = Rule(
    "statements-uneven",
    "warning",
    "Where most statements are true, or most false, always answering so earns most points.",
    f"{_HALADYNA}; exact test against chance, p < .05",
    bank=_statements,
)
GUESS_SCORE = Rule(
    "guess-score",
    "warning",
    "A bank that rewards guessing tells neither reader nor instructor what has been learnt.",
    "Rodriguez 2005; the threshold is our own",
    bank=_guessing,
)
