"""``match``: choose for each prompt what belongs to it, from one list of targets.

A response maps pair ids to target ids.  The targets are those of the pairs, which carry the pair's
id, and ``extras``, which belong to nothing.  A target may be chosen for several prompts, so that
the last pair is not answered by what is left.  ``credit: parts`` (the default) scores the share of
prompts with the right target; ``credit: all`` only the whole.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from quizlib.kinds import base
from quizlib.markup import Page, escape, inline
from quizlib.model import INVALID, UNANSWERED, Credit, Grade, Id, Mark, Question, See, Strict, Text

#: The targets' letters, as lists are lettered in each language.
LETTERS = {
    "kk": "АӘБВГҒДЕЖЗИКҚЛМНОӨПРСТУФ",
    "ru": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШ",
    "en": "ABCDEFGHIJKLMNOPQRSTUVWX",
}


class Pair(Strict):
    """``text`` is the prompt, ``match`` the target that belongs to it."""

    id: Id
    text: Text
    match: Text
    feedback: Text
    see: See | None = None


class Extra(Strict):
    """A target that belongs to no prompt."""

    id: Id
    text: Text


class Match(Question):
    """``shuffle: false`` keeps the prompts in the order of the file."""

    kind: Literal["match"]
    pairs: Annotated[list[Pair], Field(min_length=2)]
    extras: list[Extra] = Field(default=[])
    credit: Credit = "parts"
    shuffle: bool = True


def _findings(question: Match) -> Iterator[base.Finding]:
    pairs, extras = question.pairs, question.extras
    yield from base.ids_unique(pairs, "pairs")
    yield from base.ids_unique(extras, "extras")
    first = {p.id: i for i, p in reversed(list(enumerate(pairs)))}
    for i, extra in enumerate(extras):
        if extra.id in first:
            params = {"id": extra.id, "first": ("pairs", first[extra.id])}
            yield base.Finding(("extras", i, "id"), "duplicate-id", params)
    yield from base.texts_differ(pairs, "pairs")
    yield from base.same_texts(
        [
            *((("pairs", i, "match"), p.id, p.match) for i, p in enumerate(pairs)),
            *((("extras", i, "text"), e.id, e.text) for i, e in enumerate(extras)),
        ]
    )


def _key(question: Match) -> base.Key:
    prompts = [p.id for p in question.pairs]
    return {
        "prompts": prompts,
        "targets": [*prompts, *(e.id for e in question.extras)],
        "credit": question.credit,
    }


def _grade(key: base.Key, response: Any) -> Grade:
    if response is None:
        return UNANSWERED
    if not isinstance(response, dict):
        return INVALID
    for prompt, target in response.items():
        if prompt not in key["prompts"]:
            return INVALID
        if not isinstance(target, str) or target not in key["targets"]:
            return INVALID
    if not response:
        return UNANSWERED
    marks: dict[str, Mark] = {}
    for prompt in key["prompts"]:
        if prompt not in response:
            marks[prompt] = "missed"
        else:
            marks[prompt] = "right" if response[prompt] == prompt else "wrong"
    return Grade("scored", base.part_of(marks, key["credit"]), marks)


def _targets(question: Match, page: Page) -> dict[str, tuple[str, str]]:
    """Target id → its letter and its text as HTML, in the order in which they are listed."""
    texts = {p.id: p.match for p in question.pairs} | {e.id: e.text for e in question.extras}
    order = base.mixed(question.id, list(texts), list(texts))
    letters = LETTERS[page.lang]
    found = {}
    for i, name in enumerate(order):
        turn, at = divmod(i, len(letters))
        letter = letters[at] + (str(turn + 1) if turn else "")
        found[name] = (letter, inline(texts[name][page.lang]))
    return found


def _controls(question: Match, page: Page) -> str:
    targets = _targets(question, page)
    listed = "".join(
        f'<li><strong class="qz-letter">{letter}.</strong> <span>{text}</span></li>'
        for letter, text in targets.values()
    )
    options = f'<option value="">{escape(page.ui["choose"])}</option>' + "".join(
        f'<option value="{escape(name)}">{letter}. {base.plain(text)}</option>'
        for name, (letter, text) in targets.items()
    )
    prompts = "".join(
        f'<div class="qz-card" data-part="{escape(pair.id)}"><label class="qz-pair">'
        f'<span class="qz-text">{inline(pair.text[page.lang])}</span>'
        f'<select class="qz-select" name="{escape(f"{question.id}.{pair.id}")}">{options}</select>'
        "</label></div>"
        for pair in question.pairs
    )
    mark = " data-shuffle" if question.shuffle else ""
    # Without list marks Safari would not tell that it is a list.
    return f'<ul class="qz-targets" role="list">{listed}</ul><div{mark}>{prompts}</div>'


def _parts(question: Match, page: Page) -> list[base.Part]:
    targets = _targets(question, page)
    sentence = escape(page.ui["belongs_with"])
    return [
        base.Part(
            p.id,
            inline(p.text[page.lang]),
            p.feedback[page.lang],
            p.see,
            False,
            sentence.format(target="{}. {}".format(*targets[p.id])),
        )
        for p in question.pairs
    ]


def _example(key: base.Key, rng: random.Random) -> Any:
    if rng.random() < 0.05:
        return {}
    right = rng.random()
    return {
        prompt: prompt if rng.random() < right else rng.choice(key["targets"])
        for prompt in key["prompts"]
        if rng.random() < 0.9
    }


KIND = base.Kind(
    name="match",
    model=Match,
    findings=_findings,
    key=_key,
    grade=_grade,
    controls=_controls,
    help=lambda question: "match_extras" if question.extras else "match_each",
    parts=_parts,
    example=_example,
)
