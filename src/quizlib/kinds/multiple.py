"""``multiple``: choose every right option.

``credit: all`` scores 1 for exactly the right options and 0 otherwise; ``credit: parts`` gives
the share of right options chosen, less the wrong ones (:func:`quizlib.kinds.base.share`).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from quizlib.kinds import base
from quizlib.markup import Page, inline
from quizlib.model import INVALID, UNANSWERED, Credit, Grade, Mark, Option, Question


class Multiple(Question):
    """``shuffle: false`` keeps the order of the file."""

    kind: Literal["multiple"]
    options: Annotated[list[Option], Field(min_length=3)]
    credit: Credit = "all"
    shuffle: bool = True


def _findings(question: Multiple) -> Iterator[base.Finding]:
    yield from base.ids_unique(question.options, "options")
    yield from base.texts_differ(question.options, "options")
    count = sum(o.correct for o in question.options)
    if count < 2:
        yield base.Finding(("options",), "keys-multiple", {"count": count})
    if count == len(question.options):
        yield base.Finding(("options",), "no-wrong-option", {})


def _key(question: Multiple) -> base.Key:
    return base.choice_key(question.options) | {"credit": question.credit}


def _grade(key: base.Key, response: Any) -> Grade:
    """The response is a list of option ids, in any order."""
    if response is None or response == []:
        return UNANSWERED
    if (
        not isinstance(response, list)
        or not all(isinstance(r, str) and r in key["options"] for r in response)
        or len(set(response)) < len(response)
    ):
        return INVALID
    marks: dict[str, Mark] = {r: "right" if r in key["correct"] else "wrong" for r in response}
    marks |= {c: "missed" for c in key["correct"] if c not in response}
    if set(response) == set(key["correct"]):
        return Grade("scored", 1.0, marks)
    earned = base.share(response, key["correct"]) if key["credit"] == "parts" else 0.0
    return Grade("scored", earned, marks)


def _controls(question: Multiple, page: Page) -> str:
    rows = ((o.id, inline(o.text[page.lang])) for o in question.options)
    return base.option_rows(question.id, rows, "checkbox", shuffle=question.shuffle)


def _example(key: base.Key, rng: random.Random) -> Any:
    pool = [*key["options"], *(["no-such-option"] if rng.random() < 0.1 else [])]
    return rng.sample(pool, rng.randint(0, len(pool)))


KIND = base.Kind(
    name="multiple",
    model=Multiple,
    findings=_findings,
    key=_key,
    grade=_grade,
    controls=_controls,
    help=lambda question: "choose_all",
    parts=lambda question, page: base.option_parts(question.options, page),
    example=_example,
)
