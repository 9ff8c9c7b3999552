"""What a question kind consists of, and the grading that several kinds share.

A kind is one module here and one in ``js/kinds/``.  It says which fields it has, what can be
wrong with them, what a grader must know (its *key*: plain data, the same for Python and
JavaScript), how a response is graded against the key, and which form controls ask for it.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quizlib.markup import Page, escape, inline
from quizlib.model import INVALID, UNANSWERED, Grade, Mark, Option, Question

Key = dict[str, Any]


@dataclass(frozen=True)
class Finding:
    """Something wrong inside a question: a code of ``messages.MESSAGES`` and where it is.

    ``path`` counts from the question, such as ``("options", 2, "id")``.
    """

    path: tuple[str | int, ...]
    code: str
    params: dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """One question kind.  Functions take the kind's own model; ``grade`` takes its key."""

    name: str
    model: type[Question]
    #: what the fields alone cannot tell, for the loader
    findings: Callable[[Any], Iterator[Finding]]
    key: Callable[[Any], Key]
    grade: Callable[[Key, Any], Grade]
    #: form controls inside the question's group; an element with ``data-part`` for each part
    controls: Callable[[Any, Page], str]
    #: name in the interface strings of the line that says how to answer
    help: Callable[[Any], str]
    #: what the list of reasons tells, in its order
    parts: Callable[[Any, Page], list[Part]]
    #: a random answer for this key, right or wrong, for differential tests
    example: Callable[[Key, random.Random], Any]
    #: whether responses earn points; if not, their grade is ``recorded``
    scored: bool = True
    #: HTML below the list of reasons on the question as a whole, such as who judged
    notes: Callable[[Any, Page], str] = lambda question, page: ""
    #: what only the other questions of the bank can tell: id → question, None where it is faulty
    across: Callable[[Any, Mapping[str, Question | None]], Iterator[Finding]] = (
        lambda question, others: iter(())
    )


@dataclass(frozen=True)
class Part:
    """One entry of the list of reasons: an option, a card, a way to answer a blank.

    What ends in ``html`` is HTML already; ``feedback`` is Markdown.
    """

    #: name of the part itself, or the name that ``Grade.why`` gives
    id: str
    text_html: str
    feedback: str
    see: str | None
    #: whether it belongs to the right answer
    key: bool
    #: a sentence that names the right place, such as the bin of a card; empty for options
    place_html: str = ""


def ids_unique(items: Sequence[Any], where: str) -> Iterator[Finding]:
    """A finding for each id that stands twice in the list ``where``."""
    first: dict[str, int] = {}
    for i, item in enumerate(items):
        if item.id in first:
            yield Finding(
                (where, i, "id"), "duplicate-id", {"id": item.id, "first": (where, first[item.id])}
            )
        first.setdefault(item.id, i)


def texts_differ(items: Sequence[Any], where: str) -> Iterator[Finding]:
    """A finding where two texts of a list are the same; see :func:`same_texts`."""
    return same_texts(((where, i, "text"), item.id, item.text) for i, item in enumerate(items))


def same_texts(
    texts: Iterable[tuple[tuple[str | int, ...], str, dict[str, str]]],
) -> Iterator[Finding]:
    """A finding where two texts of a language are the same after folding case and spaces.

    Each text comes as its place, the id it belongs to, and its words by language.
    """
    seen: dict[tuple[str, str], str] = {}
    for place, name, text in texts:
        for language, words in text.items():
            folded = (language, " ".join(words.casefold().split()))
            if folded in seen:
                params = {"first": seen[folded], "second": name, "language": language}
                yield Finding((*place, language), "same-options", params)
            else:
                seen[folded] = name


def share(chosen: Iterable[str], right: Sequence[str]) -> float:
    """Part of the credit for a set: hits less false choices, over what is right, not below 0.

    Choosing everything thus earns nothing over choosing well.
    """
    picked = set(chosen)
    hits = sum(1 for item in right if item in picked)
    return max(0, hits - (len(picked) - hits)) / len(right)


def part_of(marks: Mapping[str, Mark], credit: str) -> float:
    """The share of parts that are right; with ``all`` as credit, 0 unless all are."""
    right = sum(mark == "right" for mark in marks.values())
    return right / len(marks) if credit == "parts" or right == len(marks) else 0.0


def one_of(key: Key, response: Any) -> Grade:
    """Grade the choice of one option against ``{"options": […], "correct": [one]}``."""
    if response is None:
        return UNANSWERED
    if not isinstance(response, str) or response not in key["options"]:
        return INVALID
    if response in key["correct"]:
        return Grade("scored", 1.0, {response: "right"})
    marks: dict[str, Mark] = {response: "wrong"}
    return Grade("scored", 0.0, marks | dict.fromkeys(key["correct"], "missed"))


def choice_key(options: Sequence[Option]) -> Key:
    """Key of a choice: all option ids, and the right ones."""
    return {
        "options": [o.id for o in options],
        "correct": [o.id for o in options if o.correct],
    }


def mixed(question_id: str, names: Sequence[str], *unlike: Sequence[str]) -> list[str]:
    """The names in an order of this question's own, which is none of ``unlike``.

    It looks random and is the same in every build, in every language and without a script.
    """
    turn = 0
    while True:
        order = sorted(names, key=lambda name: _digest(f"{question_id} {turn} {name}"))
        if order not in [list(other) for other in unlike]:
            return order
        turn += 1


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def plain(text_html: str) -> str:
    """Phrasing HTML without its elements, for an attribute or where only text may stand."""
    return " ".join(re.sub(r"<[^>]*>", "", text_html.replace("<br", " <br")).split())


def option_rows(
    question_id: str, options: Iterable[tuple[str, str]], control: str, *, shuffle: bool
) -> str:
    """Rows to choose from: (id, text as HTML); ``control`` is radio or checkbox."""
    rows = "".join(
        f'<div class="qz-option" data-part="{escape(option)}"><label class="qz-row">'
        f'<input type="{control}" name="{escape(question_id)}" value="{escape(option)}">'
        f'<span class="qz-text">{text}</span></label></div>'
        for option, text in options
    )
    mark = " data-shuffle" if shuffle else ""
    return f'<div class="qz-options"{mark}>{rows}</div>'


def option_parts(options: Sequence[Option], page: Page) -> list[Part]:
    """The options as parts with their reasons."""
    return [
        Part(o.id, inline(o.text[page.lang]), o.feedback[page.lang], o.see, o.correct)
        for o in options
    ]
