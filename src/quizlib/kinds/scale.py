"""``scale``: judge oneself on statements, each on the same few points.  Nothing is scored.

A response maps statement ids to points, counted from 1.  With ``compare`` the answers to a scale
asked before, such as at the start of the course, are shown beside those given now.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from quizlib.errors import suggest
from quizlib.kinds import base
from quizlib.markup import Page, escape, inline
from quizlib.model import (
    INVALID,
    UNANSWERED,
    Bloom,
    Grade,
    Id,
    Objective,
    Question,
    SourceRef,
    Strict,
    Text,
)

MOST_POINTS = 7


class Statement(Strict):
    """Something to judge; ``objective`` where it is not that of the question."""

    id: Id
    text: Text
    objective: Objective | None = None


class Scale(Question):
    """``points`` are the labels, the lowest first; ``compare`` names the scale asked before."""

    kind: Literal["scale"]
    bloom: Bloom = "evaluate"
    source: list[SourceRef] = Field(default=[])
    points: Annotated[list[Text], Field(min_length=2, json_schema_extra={"maxItems": MOST_POINTS})]
    statements: Annotated[list[Statement], Field(min_length=1)]
    compare: Id | None = None


def _findings(question: Scale) -> Iterator[base.Finding]:
    points = question.points
    if len(points) > MOST_POINTS:
        params = {"most": MOST_POINTS, "count": len(points)}
        yield base.Finding(("points", MOST_POINTS), "too-many-points", params)
    yield from base.same_texts((("points", i), str(i + 1), text) for i, text in enumerate(points))
    yield from base.ids_unique(question.statements, "statements")
    yield from base.texts_differ(question.statements, "statements")


def _across(question: Scale, others: Mapping[str, Question | None]) -> Iterator[base.Finding]:
    """What ``compare`` names must ask the same."""
    name = question.compare
    if name is None:
        return
    place = ("compare",)
    if name not in others:
        scales = [other.id for other in others.values() if isinstance(other, Scale)]
        hint = suggest(name, [s for s in scales if s != question.id], what="The other scales are")
        yield base.Finding(place, "unknown-compare", {"raw": name, "suggestion": hint})
        return
    other = others[name]
    if other is None:  # its own problems are told
        return
    if not isinstance(other, Scale) or other.id == question.id:
        yield base.Finding(place, "compare-no-scale", {"raw": name})
    elif {s.id for s in other.statements} != {s.id for s in question.statements} or len(
        other.points
    ) != len(question.points):
        yield base.Finding(place, "compare-differs", {"raw": name})


def _key(question: Scale) -> base.Key:
    return {
        "statements": [s.id for s in question.statements],
        "points": len(question.points),
        "compare": question.compare,
    }


def _grade(key: base.Key, response: Any) -> Grade:
    if response is None:
        return UNANSWERED
    if not isinstance(response, dict):
        return INVALID
    points = range(1, key["points"] + 1)
    for name, point in response.items():
        # JavaScript does not tell 2.0 from 2, but true from 1.
        if name not in key["statements"] or type(point) not in (int, float) or point not in points:
            return INVALID
    return Grade("recorded") if response else UNANSWERED


def _controls(question: Scale, page: Page) -> str:
    rows = []
    change = '<p class="qz-change"></p>' if question.compare else ""
    for statement in question.statements:
        name = escape(f"{question.id}.{statement.id}")
        points = "".join(
            f'<label class="qz-row"><input type="radio" name="{name}" value="{n}">'
            f'<span class="qz-text">{inline(point[page.lang])}</span></label>'
            for n, point in enumerate(question.points, start=1)
        )
        rows.append(
            f'<fieldset class="qz-group qz-statement" data-part="{escape(statement.id)}">'
            f'<legend class="qz-ask">{inline(statement.text[page.lang])}</legend>'
            f'<div class="qz-points">{points}</div>{change}</fieldset>'
        )
    return f'<div class="qz-scale">{"".join(rows)}</div>'


def _example(key: base.Key, rng: random.Random) -> Any:
    if rng.random() < 0.05:
        return {}
    points = [*range(1, key["points"] + 1), *([0, 1.5] if rng.random() < 0.1 else [2.0])]
    return {name: rng.choice(points) for name in key["statements"] if rng.random() < 0.9}


KIND = base.Kind(
    name="scale",
    model=Scale,
    findings=_findings,
    key=_key,
    grade=_grade,
    controls=_controls,
    help=lambda question: "scale_each",
    parts=lambda question, page: [],
    example=_example,
    scored=False,
    across=_across,
)
