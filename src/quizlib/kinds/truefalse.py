"""``truefalse``: judge a statement.  The two options are called ``true`` and ``false``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from quizlib.kinds import base
from quizlib.markup import Page, escape
from quizlib.model import Question, Strict, Text

OPTIONS = ("true", "false")


class Feedback(Strict):
    """Feedback for who chose true, and for who chose false."""

    true: Text = Field(alias="true")
    false: Text = Field(alias="false")


class TrueFalse(Question):
    """``answer`` says whether the statement in ``prompt`` is true."""

    kind: Literal["truefalse"]
    answer: bool
    feedback: Feedback


def _findings(question: TrueFalse) -> Iterator[base.Finding]:
    return iter(())


def _right(question: TrueFalse) -> str:
    return OPTIONS[0] if question.answer else OPTIONS[1]


def _controls(question: TrueFalse, page: Page) -> str:
    rows = ((option, escape(page.ui[option])) for option in OPTIONS)
    return base.option_rows(question.id, rows, "radio", shuffle=False)


def _parts(question: TrueFalse, page: Page) -> list[base.Part]:
    return [
        base.Part(
            option,
            escape(page.ui[option]),
            getattr(question.feedback, option)[page.lang],
            None,
            option == _right(question),
        )
        for option in OPTIONS
    ]


KIND = base.Kind(
    name="truefalse",
    model=TrueFalse,
    findings=_findings,
    key=lambda question: {"options": list(OPTIONS), "correct": [_right(question)]},
    grade=base.one_of,
    controls=_controls,
    help=lambda question: "choose_truth",
    parts=_parts,
    example=lambda key, rng: rng.choice([*OPTIONS, None, True, "TRUE"]),
)
