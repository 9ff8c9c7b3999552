"""``judgement``: judge what to do as a panel has judged it, graded by distance.

``task: rank`` asks for all options from best to worst, as a list of ids.  Its score is 1 less the
sum of all distances from the panel's places, over the greatest such sum, which is that of the
reverse order.  ``task: pick`` asks for the best and the worst option, as
``{"best": id, "worst": id}``; each earns 1 less its distance over the greatest one, the score is
their mean, and one not picked earns 0.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from quizlib.kinds import _ranking, base
from quizlib.markup import Page, blocks, escape, inline
from quizlib.model import INVALID, UNANSWERED, Grade, Mark, Question, Text

PICKS = ("best", "worst")


class Judgement(Question):
    """``options`` stand in the panel's order, the best first; ``panel`` tells who judged."""

    kind: Literal["judgement"]
    task: Literal["rank", "pick"]
    options: Annotated[list[_ranking.Entry], Field(min_length=3)]
    panel: Text | None = None


def _findings(question: Judgement) -> Iterator[base.Finding]:
    return _ranking.findings(question.options, "options")


def _key(question: Judgement) -> base.Key:
    return {"options": [o.id for o in question.options], "task": question.task}


def _grade(key: base.Key, response: Any) -> Grade:
    grade = _rank if key["task"] == "rank" else _pick
    return grade(key["options"], response)


def _rank(options: list[str], response: Any) -> Grade:
    if unfit := _ranking.unfit(options, response):
        return unfit
    marks: dict[str, Mark] = {}
    off = 0
    for place, name in enumerate(response):
        distance = abs(place - options.index(name))
        off += distance
        marks[name] = "right" if distance == 0 else "partly" if distance == 1 else "wrong"
    return Grade("scored", 1 - off / (len(options) ** 2 // 2), marks)


def _pick(options: list[str], response: Any) -> Grade:
    if response is None or response == {}:
        return UNANSWERED
    if not isinstance(response, dict):
        return INVALID
    for pick, name in response.items():
        if pick not in PICKS or not isinstance(name, str) or name not in options:
            return INVALID
    if len(set(response.values())) < len(response):
        return INVALID
    marks: dict[str, Mark] = {}
    total = 0.0
    last = len(options) - 1
    for pick, wanted in zip(PICKS, (0, last), strict=True):
        if pick in response:
            earned = 1 - abs(options.index(response[pick]) - wanted) / last
            total += earned
            marks[response[pick]] = "right" if earned == 1 else "partly" if earned > 0 else "wrong"
    for wanted in (0, last):
        marks.setdefault(options[wanted], "missed")
    return Grade("scored", total / 2, marks)


def _controls(question: Judgement, page: Page) -> str:
    names = [o.id for o in question.options]
    # Not the reverse either, or turning the list over would be the answer.
    order = base.mixed(question.id, names, names, names[::-1])
    if question.task == "rank":
        return _ranking.rows(question.options, page, order)
    texts = {o.id: inline(o.text[page.lang]) for o in question.options}
    cards = "".join(
        f'<fieldset class="qz-card" data-part="{escape(name)}">'
        f'<legend class="qz-card-text">{texts[name]}</legend>'
        f'<div class="qz-bins">{_radios(question, name, page)}</div></fieldset>'
        for name in order
    )
    return f'<div class="qz-cards">{cards}</div>'


def _radios(question: Judgement, name: str, page: Page) -> str:
    return "".join(
        f'<label class="qz-row"><input type="radio" name="{escape(f"{question.id}.{pick}")}" '
        f'value="{escape(name)}"><span class="qz-text">{escape(page.ui[pick])}</span></label>'
        for pick in PICKS
    )


def _parts(question: Judgement, page: Page) -> list[base.Part]:
    sentence, total = escape(page.ui["place_panel"]), len(question.options)
    return [
        _ranking.part(option, page, sentence.format(n=n, total=total))
        for n, option in enumerate(question.options, start=1)
    ]


def _notes(question: Judgement, page: Page) -> str:
    if question.panel is None:
        return ""
    title = escape(page.ui["panel"])
    words = blocks(question.panel[page.lang])
    return f'<div class="qz-note"><p class="qz-reason-of">{title}</p>{words}</div>'


def _example(key: base.Key, rng: random.Random) -> Any:
    if key["task"] == "rank":
        return _ranking.example(key["options"], rng)
    best, worst = rng.sample(key["options"], 2)
    if rng.random() < 0.3:
        best, worst = key["options"][0], key["options"][-1]
    picks = {"best": best, "worst": best if rng.random() < 0.05 else worst}
    return {pick: name for pick, name in picks.items() if rng.random() < 0.8}


KIND = base.Kind(
    name="judgement",
    model=Judgement,
    findings=_findings,
    key=_key,
    grade=_grade,
    controls=_controls,
    help=lambda question: f"judge_{question.task}",
    parts=_parts,
    example=_example,
    notes=_notes,
)
