"""``order``: put the items into their order.

A response is the list of all item ids from top to bottom.  An item is right when it stands
directly behind the one it follows in the key, and the first one when it stands first: a run of
items put together rightly keeps its points where the run as a whole stands too high or too low.
``credit: parts`` (the default) scores the share of right items; ``credit: all`` only the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from quizlib.kinds import _ranking, base
from quizlib.markup import Page, escape, inline
from quizlib.model import Credit, Grade, Mark, Question


class Order(Question):
    """``items`` stand in the right order; what the reader sees first is never that."""

    kind: Literal["order"]
    items: Annotated[list[_ranking.Entry], Field(min_length=3)]
    credit: Credit = "parts"


def _findings(question: Order) -> Iterator[base.Finding]:
    return _ranking.findings(question.items, "items")


def _key(question: Order) -> base.Key:
    return {"items": [i.id for i in question.items], "credit": question.credit}


def _grade(key: base.Key, response: Any) -> Grade:
    items: list[str] = key["items"]
    if unfit := _ranking.unfit(items, response):
        return unfit
    before = dict(zip(items, [None, *items], strict=False))
    given = dict(zip(response, [None, *response], strict=False))
    marks: dict[str, Mark] = {i: "right" if given[i] == before[i] else "wrong" for i in items}
    return Grade("scored", base.part_of(marks, key["credit"]), marks)


def _controls(question: Order, page: Page) -> str:
    names = [i.id for i in question.items]
    return _ranking.rows(question.items, page, base.mixed(question.id, names, names))


def _parts(question: Order, page: Page) -> list[base.Part]:
    """Each place is told by what goes before, as it is graded: a number would contradict the mark
    of an item in a run that stands too high or too low.
    """
    places = [escape(page.ui["place_first"])]
    sentence = escape(page.ui["place_after"])
    for item in question.items[:-1]:
        places.append(sentence.format(text=inline(item.text[page.lang])))
    return [_ranking.part(i, page, p) for i, p in zip(question.items, places, strict=True)]


KIND = base.Kind(
    name="order",
    model=Order,
    findings=_findings,
    key=_key,
    grade=_grade,
    controls=_controls,
    help=lambda question: f"order_{question.credit}",
    parts=_parts,
    example=lambda key, rng: _ranking.example(key["items"], rng),
)
