"""``single``: choose the one right option."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from quizlib.kinds import base
from quizlib.markup import Page, inline
from quizlib.model import Option, Question


class Single(Question):
    """``shuffle: false`` keeps the order of the file, as for numbers and dates."""

    kind: Literal["single"]
    options: Annotated[list[Option], Field(min_length=2)]
    shuffle: bool = True


def _findings(question: Single) -> Iterator[base.Finding]:
    yield from base.ids_unique(question.options, "options")
    yield from base.texts_differ(question.options, "options")
    count = sum(o.correct for o in question.options)
    if count != 1:
        yield base.Finding(("options",), "keys-single", {"count": count})


def _controls(question: Single, page: Page) -> str:
    rows = ((o.id, inline(o.text[page.lang])) for o in question.options)
    return base.option_rows(question.id, rows, "radio", shuffle=question.shuffle)


KIND = base.Kind(
    name="single",
    model=Single,
    findings=_findings,
    key=lambda question: base.choice_key(question.options),
    grade=base.one_of,
    controls=_controls,
    help=lambda question: "choose_one",
    parts=lambda question, page: base.option_parts(question.options, page),
    example=lambda key, rng: rng.choice([*key["options"], None, "no-such-option", 1]),
)
