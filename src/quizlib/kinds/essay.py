"""``essay``: write a text, then compare it with a model answer and tick what it contains.

A response is ``{"text": …, "met": [checklist ids]}``.  Nobody but its writer judges it: it is
recorded, not scored.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from quizlib.kinds import base
from quizlib.markup import Page, blocks, escape, inline
from quizlib.model import INVALID, UNANSWERED, Count, Grade, Id, Mark, Question, Strict, Text

#: As much as is kept of a text, in characters.
MOST = 20_000
#: A text of nothing else is none.  What Python and JavaScript call a space differs; the list holds
#: the spaces of both, and what is not seen.
_BLANK = re.compile(r"[\s\x1c-\x1f\x85\xad\u200b-\u200f\u2060\ufeff]*")


class Item(Strict):
    """Something that a good text contains."""

    id: Id
    text: Text


class Words(Strict):
    """How many words are asked for; guidance, no limit."""

    least: Count | None = None
    most: Count | None = None


class Essay(Question):
    """``model`` is an answer to compare with, ``checklist`` what to look for in one's own."""

    kind: Literal["essay"]
    model: Text
    checklist: Annotated[list[Item], Field(min_length=1)]
    words: Words | None = None


def _findings(question: Essay) -> Iterator[base.Finding]:
    yield from base.ids_unique(question.checklist, "checklist")
    yield from base.texts_differ(question.checklist, "checklist")
    least, most = _bounds(question)
    if least is not None and most is not None and least > most:
        yield base.Finding(("words", "most"), "words-order", {"least": least, "most": most})


def _bounds(question: Essay) -> tuple[int | None, int | None]:
    words = question.words or Words()
    return words.least, words.most


def _grade(key: base.Key, response: Any) -> Grade:
    if response is None:
        return UNANSWERED
    if not isinstance(response, dict) or not set(response) <= {"text", "met"}:
        return INVALID
    text, met = response.get("text", ""), response.get("met", [])
    if not isinstance(text, str) or len(text) > MOST or not isinstance(met, list):
        return INVALID
    if not all(isinstance(m, str) and m in key["checklist"] for m in met):
        return INVALID
    if len(set(met)) < len(met):
        return INVALID
    if _BLANK.fullmatch(text):
        return UNANSWERED
    marks: dict[str, Mark] = dict.fromkeys(met, "right")
    return Grade("recorded", parts=marks)


def _controls(question: Essay, page: Page) -> str:
    """The model answer and the checklist are for the time after writing: the script shows them."""
    least, most = _bounds(question)
    guide = ""
    if least is not None or most is not None:
        name = "words_between" if least and most else "words_least" if least else "words_most"
        guide = f'<p class="qz-guide">{escape(page.ui[name].format(least=least, most=most))}</p>'
    bounds = "".join(
        f' data-{name}="{value}"' for name, value in (("least", least), ("most", most)) if value
    )
    ticks = "".join(
        f'<div class="qz-option"><label class="qz-row">'
        f'<input type="checkbox" name="{escape(question.id)}.met" value="{escape(item.id)}">'
        f'<span class="qz-text">{inline(item.text[page.lang])}</span></label></div>'
        for item in question.checklist
    )
    return (
        f'{guide}<div class="qz-beside"><div class="qz-own"><label class="qz-write">'
        f'<span class="qz-label">{escape(page.ui["your_text"])}</span>'
        f'<textarea class="qz-area" name="{escape(question.id)}" rows="8" maxlength="{MOST}"'
        f'{bounds}></textarea></label><div class="qz-written"></div>'
        '<p class="qz-words"><span class="qz-words-n"></span> '
        '<span class="qz-words-fit" role="status"></span></p></div>'
        '<div class="qz-model" hidden></div></div>'
        '<fieldset class="qz-group qz-met" hidden>'
        f'<legend class="qz-ask qz-spoken">{escape(page.ui["checklist_ask"])}</legend>{ticks}'
        '<p class="qz-met-n" role="status"></p></fieldset>'
    )


def _notes(question: Essay, page: Page) -> str:
    items = "".join(f"<li>{inline(item.text[page.lang])}</li>" for item in question.checklist)
    return (
        '<div class="qz-model-answer">'
        f'<p class="qz-reason-of">{escape(page.ui["model_answer"])}</p>'
        f"{blocks(question.model[page.lang])}</div>"
        f'<p class="qz-reason-of">{escape(page.ui["checklist_ask"])}</p><ul>{items}</ul>'
    )


def _example(key: base.Key, rng: random.Random) -> Any:
    met = rng.sample(key["checklist"], rng.randint(0, len(key["checklist"])))
    text = rng.choice(["", " ", "\u200b\n", "\x1c\x85\ufeff", "Жауап.", "\u180e", "😀 мәтін"])
    if rng.random() < 0.005:
        text = rng.choice("x😀") * rng.choice([MOST, MOST + 1])
    return rng.choice([{"text": text, "met": met}, {"met": met, "text": text}, {"text": text}])


KIND = base.Kind(
    name="essay",
    model=Essay,
    findings=_findings,
    key=lambda question: {"checklist": [item.id for item in question.checklist]},
    grade=_grade,
    controls=_controls,
    help=lambda question: "write_then_compare",
    parts=lambda question, page: [],
    example=_example,
    scored=False,
    notes=_notes,
)
