"""What ``order`` and ``judgement`` share: a list to be put into order."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

from quizlib.kinds import base
from quizlib.markup import Page, escape, inline
from quizlib.model import INVALID, UNANSWERED, Grade, Id, See, Strict, Text


class Entry(Strict):
    """One of the things that stand in an order."""

    id: Id
    text: Text
    feedback: Text
    see: See | None = None


def findings(entries: Sequence[Entry], where: str) -> Iterator[base.Finding]:
    """Ids and texts that come twice."""
    yield from base.ids_unique(entries, where)
    yield from base.texts_differ(entries, where)


def unfit(names: Sequence[str], response: Any) -> Grade | None:
    """The grade of a response that is not an order of all the names; None where it is one."""
    if response is None or response == []:
        return UNANSWERED
    if not isinstance(response, list) or not all(isinstance(r, str) for r in response):
        return INVALID
    return None if sorted(response) == sorted(names) else INVALID


def rows(entries: Sequence[Entry], page: Page, order: Sequence[str]) -> str:
    """The list, in the order in which it is first shown.

    Without a script a row has an empty place for a number.  Live it has its number, and buttons
    and a handle to move it by.
    """
    texts = {e.id: inline(e.text[page.lang]) for e in entries}
    items = "".join(
        f'<li class="qz-card" data-part="{escape(name)}"><div class="qz-rank">'
        '<span class="qz-place-number"></span>'
        f'<span class="qz-text">{texts[name]}</span>'
        f'<span class="qz-moves">{_button("up", "↑", texts[name], page)}'
        f"{_button('down', '↓', texts[name], page)}"
        '<span class="qz-handle" aria-hidden="true">≡</span></span></div></li>'
        for name in order
    )
    first = escape(" ".join(order))
    return (
        f'<ol class="qz-ranking" role="list" data-first="{first}">{items}</ol>'
        '<div class="qz-moved" role="status"></div>'
    )


def _button(way: str, sign: str, text_html: str, page: Page) -> str:
    name = escape(page.ui[f"move_{way}"]).format(text=base.plain(text_html))
    return (
        f'<button type="button" class="qz-button qz-quiet qz-move" data-way="{way}" '
        f'aria-label="{name}" disabled><span aria-hidden="true">{sign}</span></button>'
    )


def part(entry: Entry, page: Page, place_html: str) -> base.Part:
    """An entry in the list of reasons; ``place_html`` tells where it belongs."""
    return base.Part(
        entry.id,
        inline(entry.text[page.lang]),
        entry.feedback[page.lang],
        entry.see,
        False,
        place_html,
    )


def example(names: Sequence[str], rng: random.Random) -> Any:
    """A random order of the names, often near the right one; sometimes none, or not of all."""
    order = list(names)
    chance = rng.random()
    if chance < 0.1:
        return None if chance < 0.05 else order[1:]
    if chance < 0.4:
        rng.shuffle(order)
        return order
    for _ in range(rng.randint(0, 2)):
        order.insert(rng.randrange(len(order)), order.pop(rng.randrange(len(order))))
    return order
