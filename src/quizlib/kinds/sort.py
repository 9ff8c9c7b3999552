"""``sort``: put each card into its bin; a card may fit several.

A response maps card ids to lists of bin ids.  Without ``several`` a card goes into one bin, and
any bin it fits is right.  With ``several`` the learner ticks every bin that fits, and a card is
right when exactly these are ticked.  ``credit: parts`` (the default) scores the mean over the
cards; ``credit: all`` only the whole.  A card without a bin scores 0.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from quizlib.errors import suggest
from quizlib.kinds import base
from quizlib.markup import Page, escape, inline
from quizlib.model import INVALID, UNANSWERED, Credit, Grade, Id, Mark, Question, See, Strict, Text


class Bin(Strict):
    """A place for cards."""

    id: Id
    text: Text


class Card(Strict):
    """``bins`` lists each bin the card fits."""

    id: Id
    bins: Annotated[list[Id], Field(min_length=1)]
    text: Text
    feedback: Text
    see: See | None = None


class Sort(Question):
    """``shuffle: false`` keeps the cards in the order of the file."""

    kind: Literal["sort"]
    bins: Annotated[list[Bin], Field(min_length=2)]
    cards: Annotated[list[Card], Field(min_length=2)]
    several: bool = False
    credit: Credit = "parts"
    shuffle: bool = True


def _findings(question: Sort) -> Iterator[base.Finding]:
    yield from base.ids_unique(question.bins, "bins")
    yield from base.ids_unique(question.cards, "cards")
    yield from base.texts_differ(question.bins, "bins")
    yield from base.texts_differ(question.cards, "cards")
    known = [b.id for b in question.bins]
    for i, card in enumerate(question.cards):
        for j, name in enumerate(card.bins):
            place = ("cards", i, "bins", j)
            if name not in known:
                hint = suggest(name, known, what="Its bins")
                yield base.Finding(place, "unknown-bin", {"raw": name, "suggestion": hint})
            elif name in card.bins[:j]:
                yield base.Finding(place, "repeated", {"raw": name})
    used = {name for card in question.cards for name in card.bins}
    for i, one in enumerate(question.bins):
        if one.id not in used:
            yield base.Finding(("bins", i), "empty-bin", {"id": one.id})
    if question.several and all(len(card.bins) == 1 for card in question.cards):
        yield base.Finding(("several",), "several-needed", {})


def _key(question: Sort) -> base.Key:
    return {
        "bins": [b.id for b in question.bins],
        "cards": {c.id: c.bins for c in question.cards},
        "several": question.several,
        "credit": question.credit,
    }


def _valid(key: base.Key, response: dict[Any, Any]) -> bool:
    for card, chosen in response.items():
        if card not in key["cards"] or not isinstance(chosen, list):
            return False
        if not all(isinstance(name, str) and name in key["bins"] for name in chosen):
            return False
        if len(set(chosen)) < len(chosen) or (len(chosen) > 1 and not key["several"]):
            return False
    return True


def _grade(key: base.Key, response: Any) -> Grade:
    if response is None:
        return UNANSWERED
    if not isinstance(response, dict) or not _valid(key, response):
        return INVALID
    if not any(response.values()):
        return UNANSWERED
    marks: dict[str, Mark] = {}
    total = 0.0
    for card, fits in key["cards"].items():
        chosen = response.get(card, [])
        if not chosen:
            earned = 0.0
        elif key["several"]:
            earned = base.share(chosen, fits)
        else:
            earned = 1.0 if chosen[0] in fits else 0.0
        total += earned
        if not chosen:
            marks[card] = "missed"
        elif earned == 1:
            marks[card] = "right"
        else:
            marks[card] = "partly" if earned > 0 else "wrong"
    mean = total / len(key["cards"])
    if key["credit"] == "all" and mean < 1:
        mean = 0.0
    return Grade("scored", mean, marks)


def _controls(question: Sort, page: Page) -> str:
    control = "checkbox" if question.several else "radio"
    cards = []
    for card in question.cards:
        name = escape(f"{question.id}.{card.id}")
        places = "".join(
            f'<label class="qz-row"><input type="{control}" name="{name}" value="{escape(b.id)}">'
            f'<span class="qz-text">{inline(b.text[page.lang])}</span></label>'
            for b in question.bins
        )
        cards.append(
            f'<fieldset class="qz-card" data-part="{escape(card.id)}">'
            f'<legend class="qz-card-text">{inline(card.text[page.lang])}</legend>'
            f'<div class="qz-bins">{places}</div></fieldset>'
        )
    mark = " data-shuffle" if question.shuffle else ""
    return f'<div class="qz-cards"{mark}>{"".join(cards)}</div>'


def _parts(question: Sort, page: Page) -> list[base.Part]:
    names = {b.id: inline(b.text[page.lang]) for b in question.bins}
    joint = " + " if question.several else " / "
    sentence = escape(page.ui["belongs_to"])
    return [
        base.Part(
            c.id,
            inline(c.text[page.lang]),
            c.feedback[page.lang],
            c.see,
            False,
            sentence.format(bins=joint.join(names[b] for b in c.bins)),
        )
        for c in question.cards
    ]


def _example(key: base.Key, rng: random.Random) -> Any:
    most = len(key["bins"]) if rng.random() < 0.6 else 1
    return {
        card: rng.sample(key["bins"], rng.randint(0, most))
        for card in key["cards"]
        if rng.random() < 0.9
    }


KIND = base.Kind(
    name="sort",
    model=Sort,
    findings=_findings,
    key=_key,
    grade=_grade,
    controls=_controls,
    help=lambda question: "sort_several" if question.several else "sort_one",
    parts=_parts,
    example=_example,
)
