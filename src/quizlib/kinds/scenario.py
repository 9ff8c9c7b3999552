"""``scenario``: a case that branches.  Each choice has a consequence and leads to what comes next.

A response is the path so far: the ids of the choices taken, from the first step on.  It is
unanswered until an ending is reached.  A best choice earns 1, a partly right one 0.5, a poor one 0;
the score is the mean over the choices taken.  Parts are named ``<step>.<choice>``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import Field

from quizlib.errors import suggest
from quizlib.kinds import base
from quizlib.markup import Page, blocks, escape, inline, stem
from quizlib.model import INVALID, UNANSWERED, Grade, Id, Mark, Question, See, Strict, Text

#: ``credit`` of a choice → its mark and what it earns
CREDITS: dict[str, tuple[Mark, float]] = {
    "best": ("right", 1.0),
    "partly": ("partly", 0.5),
    "poor": ("wrong", 0.0),
}


class Choice(Strict):
    """``consequence`` is told at once, ``feedback`` when the case is over."""

    id: Id
    text: Text
    consequence: Text
    feedback: Text
    credit: Literal["best", "partly", "poor"]
    next: Id
    see: See | None = None


class Step(Strict):
    """A situation in which one has to decide."""

    id: Id
    text: Text
    choices: Annotated[list[Choice], Field(min_length=2)]


class Ending(Strict):
    """How a case ends."""

    id: Id
    text: Text


class Scenario(Question):
    """The first step is where the case begins.  ``next`` names a step or an ending."""

    kind: Literal["scenario"]
    steps: Annotated[list[Step], Field(min_length=1)]
    endings: Annotated[list[Ending], Field(min_length=1)]


def _findings(question: Scenario) -> Iterator[base.Finding]:
    found = [*_names(question), *_nexts(question)]
    yield from found
    for i, step in enumerate(question.steps):
        for each in (base.ids_unique, base.texts_differ):
            yield from (_inside(("steps", i), f) for f in each(step.choices, "choices"))
        count = sum(choice.credit == "best" for choice in step.choices)
        if count != 1:
            yield base.Finding(("steps", i, "choices"), "best-choice", {"count": count})
    if not found:  # or what leads where is not known
        yield from _ways(question)


def _inside(prefix: tuple[str | int, ...], finding: base.Finding) -> base.Finding:
    """A finding of a list that stands deeper in the question."""
    params = dict(finding.params)
    if isinstance(params["first"], tuple):
        params["first"] = (*prefix, *params["first"])
    return replace(finding, path=(*prefix, *finding.path), params=params)


def _places(question: Scenario) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """The ids that ``next`` may name, with their places."""
    for i, step in enumerate(question.steps):
        yield step.id, ("steps", i)
    for i, ending in enumerate(question.endings):
        yield ending.id, ("endings", i)


def _names(question: Scenario) -> Iterator[base.Finding]:
    """An id may not stand twice among steps and endings: ``next`` could mean either."""
    first: dict[str, tuple[str | int, ...]] = {}
    for name, place in _places(question):
        if name in first:
            params = {"id": name, "first": first[name]}
            yield base.Finding((*place, "id"), "duplicate-id", params)
        first.setdefault(name, place)


def _nexts(question: Scenario) -> Iterator[base.Finding]:
    known = list(dict(_places(question)))
    for i, step in enumerate(question.steps):
        for j, choice in enumerate(step.choices):
            if choice.next not in known:
                hint = suggest(choice.next, known, what="Its steps and endings")
                params = {"raw": choice.next, "suggestion": hint}
                where = ("steps", i, "choices", j, "next")
                yield base.Finding(where, "unknown-next", params)


def _ways(question: Scenario) -> Iterator[base.Finding]:
    """Choices that lead back, and what no way from the first step reaches."""
    number = {step.id: i for i, step in enumerate(question.steps)}
    start = question.steps[0].id
    seen, open_ = {start}, {start}
    way = [(start, enumerate(question.steps[0].choices))]
    while way:
        name, choices = way[-1]
        j, choice = next(choices, (0, None))
        if choice is None:
            open_.discard(name)
            way.pop()
        elif choice.next in open_:
            back = ("steps", number[name], "choices", j, "next")
            yield base.Finding(back, "leads-back", {"raw": choice.next})
        elif choice.next not in seen:
            seen.add(choice.next)
            if choice.next in number:
                open_.add(choice.next)
                way.append((choice.next, enumerate(question.steps[number[choice.next]].choices)))
    for name, place in _places(question):
        if name not in seen:
            yield base.Finding(place, "unreached", {"id": name})


def _key(question: Scenario) -> base.Key:
    return {
        "start": question.steps[0].id,
        "steps": {
            step.id: {c.id: {"credit": c.credit, "next": c.next} for c in step.choices}
            for step in question.steps
        },
    }


def _grade(key: base.Key, response: Any) -> Grade:
    """What is no step is an ending: findings have seen to that."""
    if response is None:
        return UNANSWERED
    if not isinstance(response, list):
        return INVALID
    at = key["start"]
    marks: dict[str, Mark] = {}
    total = 0.0
    for name in response:
        choices = key["steps"].get(at, {})
        if not isinstance(name, str) or name not in choices:
            return INVALID
        mark, earned = CREDITS[choices[name]["credit"]]
        marks[f"{at}.{name}"] = mark
        total += earned
        at = choices[name]["next"]
    if at in key["steps"]:
        return UNANSWERED
    return Grade("scored", total / len(response), marks)


def _labels(question: Scenario, page: Page) -> dict[str, str]:
    """Step or ending → what it is called on the page."""
    steps = {s.id: page.ui["situation_n"].format(n=n) for n, s in enumerate(question.steps, 1)}
    ends = {e.id: page.ui["outcome_n"].format(n=n) for n, e in enumerate(question.endings, 1)}
    return {name: escape(label) for name, label in (steps | ends).items()}


def _controls(question: Scenario, page: Page) -> str:
    """All situations in order: a worksheet that says where to go on.

    The script shows one at a time and takes these directions away.
    """
    labels = _labels(question, page)
    last = [ending.id for ending in question.endings]
    steps = []
    for step in question.steps:
        rows = []
        for choice in step.choices:
            to = page.ui["go_to_outcome" if choice.next in last else "go_to_situation"]
            way = escape(to).format(where=labels[choice.next])
            text = f'{inline(choice.text[page.lang])} <span class="qz-goto">({way})</span>'
            rows.append((f"{step.id}.{choice.id}", text))
        name = f"{question.id}.{step.id}"
        situation, asked = stem(step.text[page.lang])
        before = f'<div class="qz-situation">{situation}</div>' if situation else ""
        steps.append(
            f'<li class="qz-step" data-step="{escape(step.id)}">'
            f'<p class="qz-step-name">{labels[step.id]}</p>{before}'
            f'<fieldset class="qz-group"><legend class="qz-ask">{asked}</legend>'
            f"{base.option_rows(name, rows, 'radio', shuffle=False)}</fieldset></li>"
        )
    # Without list marks Safari would not tell that it is a list.
    return (
        '<div class="qz-beside"><div class="qz-way">'
        f'<ol class="qz-steps" role="list">{"".join(steps)}</ol></div></div>'
    )


def _parts(question: Scenario, page: Page) -> list[base.Part]:
    labels = _labels(question, page)
    return [
        base.Part(
            f"{step.id}.{choice.id}",
            f"{labels[step.id]}: {inline(choice.text[page.lang])}",
            choice.feedback[page.lang],
            choice.see,
            choice.credit == "best",
            inline(choice.consequence[page.lang]),
        )
        for step in question.steps
        for choice in step.choices
    ]


def _notes(question: Scenario, page: Page) -> str:
    """The endings: beside the choices they would tell too much."""
    labels = _labels(question, page)
    return "".join(
        f'<div class="qz-outcome" data-ending="{escape(ending.id)}">'
        f'<p class="qz-reason-of">{labels[ending.id]}</p>{blocks(ending.text[page.lang])}</div>'
        for ending in question.endings
    )


def _example(key: base.Key, rng: random.Random) -> Any:
    at = key["start"]
    path: list[str] = []
    while at in key["steps"]:
        if rng.random() < 0.12:
            return path
        choices = key["steps"][at]
        name = rng.choice([*choices, *(["no-such-choice"] if rng.random() < 0.05 else [])])
        path.append(name)
        if name not in choices:
            return path
        at = choices[name]["next"]
    return path


KIND = base.Kind(
    name="scenario",
    model=Scenario,
    findings=_findings,
    key=_key,
    grade=_grade,
    controls=_controls,
    help=lambda question: "decide_each",
    parts=_parts,
    example=_example,
    notes=_notes,
)
