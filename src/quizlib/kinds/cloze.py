"""``cloze``: a text with blanks to fill, each typed or chosen.

A response maps blank ids to what was typed, or to the id of the option chosen.  ``credit: parts``
(the default) scores the mean over the blanks, a word one letter off as half; ``credit: all`` only
the whole.  A blank left empty earns nothing; a number that cannot be read makes the whole response
invalid, so that it uses up no attempt.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError, ValidationInfo

from quizlib import answers
from quizlib.errors import suggest
from quizlib.kinds import _typed, _typed_markup, base
from quizlib.markup import Page, escape, gaps, inline, marks, with_fields
from quizlib.model import (
    INVALID,
    UNANSWERED,
    Credit,
    Grade,
    Id,
    Mark,
    Option,
    Question,
    See,
    Strict,
    Text,
)


class _Blank(Strict):
    id: Id
    see: See | None = None


class TextBlank(_typed.TypedText, _Blank):
    """A blank for a word or a few."""

    kind: Literal["text"]


class NumberBlank(_typed.TypedNumber, _Blank):
    """A blank for a number."""

    kind: Literal["number"]


class ChoiceBlank(_Blank):
    """A blank filled from a list, in the order of the file."""

    kind: Literal["choice"]
    options: Annotated[list[Option], Field(min_length=2)]


Blank = TextBlank | NumberBlank | ChoiceBlank
_MODELS: dict[str, type[Blank]] = {
    "text": TextBlank,
    "number": NumberBlank,
    "choice": ChoiceBlank,
}


def _blank(value: Any, info: ValidationInfo) -> Any:
    """The blank its ``kind`` names; pydantic's own choice would add that name to every path."""
    if not isinstance(value, dict):
        error: Any = {"type": "model_type", "loc": (), "ctx": {"class_name": "Blank"}}
    elif "kind" not in value:
        error = {"type": "missing", "loc": ("kind",)}
    elif not isinstance(value["kind"], str) or value["kind"] not in _MODELS:
        expected = " or ".join(f"'{name}'" for name in _MODELS)
        error = {"type": "literal_error", "loc": ("kind",), "ctx": {"expected": expected}}
    else:
        return _MODELS[value["kind"]].model_validate(value, context=info.context)
    raise ValidationError.from_exception_data("Blank", [error | {"input": value}])


class Cloze(Question):
    """``text`` holds a mark ``[[id]]`` for each blank."""

    kind: Literal["cloze"]
    text: Text
    blanks: Annotated[
        list[Annotated[Blank, BeforeValidator(_blank)]],
        Field(min_length=1),
    ]
    credit: Credit = "parts"


# ---- what is wrong with it


def _findings(question: Cloze) -> Iterator[base.Finding]:
    yield from base.ids_unique(question.blanks, "blanks")
    for i, blank in enumerate(question.blanks):
        for finding in _blank_findings(blank):
            params = dict(finding.params)
            if isinstance(params.get("first"), tuple):
                params["first"] = ("blanks", i, *params["first"])
            yield base.Finding(("blanks", i, *finding.path), finding.code, params)
    names = list(dict.fromkeys(b.id for b in question.blanks))
    for language, text in question.text.items():
        for code, params in _mark_findings(text, names):
            yield base.Finding(("text", language), code, params)


def _blank_findings(blank: Blank) -> Iterator[base.Finding]:
    if isinstance(blank, TextBlank):
        yield from _typed.text_findings(blank)
    elif isinstance(blank, NumberBlank):
        yield from _typed.number_findings(blank)
    else:
        yield from base.ids_unique(blank.options, "options")
        yield from base.texts_differ(blank.options, "options")
        count = sum(o.correct for o in blank.options)
        if count != 1:
            yield base.Finding(("options",), "keys-blank", {"count": count})


def _mark_findings(text: str, names: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    written, usable = list(marks(text)), [gap.name for gap in gaps(text)]
    for name in dict.fromkeys(written):
        if name not in names:
            hint = suggest(name, names, what="Its blanks")
            yield "unknown-blank", {"raw": name, "suggestion": hint}
        elif written.count(name) > 1:
            yield "mark-twice", {"id": name}
        elif name not in usable:
            yield "mark-in-code", {"id": name}
    for name in names:
        if name not in written:
            yield "mark-missing", {"id": name}


# ---- grading


def _key(question: Cloze) -> base.Key:
    return {
        "blanks": {b.id: {"kind": b.kind} | _blank_key(b) for b in question.blanks},
        "credit": question.credit,
    }


def _blank_key(blank: Blank) -> base.Key:
    if isinstance(blank, TextBlank):
        return _typed.text_key(blank)
    if isinstance(blank, NumberBlank):
        return _typed.number_key(blank)
    return base.choice_key(blank.options)


def _outcome(key: base.Key, given: Any) -> tuple[answers.Outcome, str]:
    """What became of one blank, and the name of the reason; that of an option is its id."""
    if key["kind"] == "text":
        return answers.grade_text(key, given)
    if key["kind"] == "number":
        return answers.grade_number(key, given)
    if given is None:
        return "unanswered", key["correct"][0]
    if not isinstance(given, str) or given not in key["options"]:
        return "invalid", ""
    return ("right" if given in key["correct"] else "wrong"), given


def _grade(key: base.Key, response: Any) -> Grade:
    if response is None:
        return UNANSWERED
    blanks = key["blanks"]
    if not isinstance(response, dict) or not all(name in blanks for name in response):
        return INVALID
    parts: dict[str, Mark] = {}
    why: dict[str, str] = {}
    given, total = False, 0.0
    for name, blank in blanks.items():
        outcome, reason = _outcome(blank, response.get(name))
        if outcome == "invalid":
            return INVALID
        given = given or outcome != "unanswered"
        parts[name] = "missed" if outcome == "unanswered" else outcome
        if reason not in ("", answers.ANSWER) or blank["kind"] == "choice":
            why[name] = f"{name}.{reason}"
        total += _typed.worth(outcome)
    if not given:
        return UNANSWERED
    mean = total / len(blanks)
    return Grade("scored", 0.0 if key["credit"] == "all" and mean < 1 else mean, parts, why)


# ---- markup


def _in_order(question: Cloze, page: Page) -> list[tuple[Blank, str]]:
    """The blanks as they come in the text of this language, each with the words around it."""
    blanks = {b.id: b for b in question.blanks}
    return [
        (blanks[gap.name], _around(gap.before, blanks[gap.name], gap.after, page))
        for gap in gaps(question.text[page.lang])
    ]


def _around(before: str, blank: Blank, after: str, page: Page) -> str:
    """What a screen reader needs beside the number of a blank, when it reaches the field alone."""
    unit = "" if isinstance(blank, ChoiceBlank) else _typed_markup.unit_of(blank, page)
    return " ".join([*before.split()[-4:], "…", *unit.split(), *after.split()[:4]])


def _control(question: Cloze, blank: Blank, label: str, page: Page) -> str:
    name = f"{question.id}.{blank.id}"
    if not isinstance(blank, ChoiceBlank):
        unit = _typed_markup.unit_of(blank, page)
        beside = f' <span class="qz-unit">{escape(unit)}</span>' if unit else ""
        return _typed_markup.field(name, blank, page, label) + beside
    options = "".join(
        f'<option value="{escape(o.id)}">{base.plain(inline(o.text[page.lang]))}</option>'
        for o in blank.options
    )
    return (
        f'<select class="qz-select" name="{escape(name)}" aria-label="{escape(label)}">'
        f'<option value=""></option>{options}</select>'
    )


def _controls(question: Cloze, page: Page) -> str:
    """The text with its fields; below it a list that takes up what is said of each blank.

    Said inside a sentence it would tear that apart.
    """
    order = _in_order(question, page)
    fields, places = {}, []
    for n, (blank, around) in enumerate(order, start=1):
        label = page.ui["blank_of"].format(n=n, total=len(order))
        control = _control(question, blank, f"{label}: {around}", page)
        fields[blank.id] = (
            f'<span class="qz-blank" data-blank="{escape(blank.id)}">'
            f'<span class="qz-blank-n" aria-hidden="true">{n}</span>{control}</span>'
        )
        places.append(
            f'<li data-part="{escape(blank.id)}">'
            f'<span class="qz-text">{escape(page.ui["blank_n"].format(n=n))}</span>'
            f"{_choices(blank, page)}</li>"
        )
    text = with_fields(question.text[page.lang], fields)
    listed = f'<ul class="qz-blanks" role="list">{"".join(places)}</ul>'
    return f'<div class="qz-cloze">{text}</div>{listed}'


def _choices(blank: Blank, page: Page) -> str:
    """What a select offers, for paper."""
    if not isinstance(blank, ChoiceBlank):
        return ""
    texts = " / ".join(inline(o.text[page.lang]) for o in blank.options)
    return f'<span class="qz-choices">: {texts}</span>'


def _blank_parts(blank: Blank, page: Page) -> Iterable[base.Part]:
    if not isinstance(blank, ChoiceBlank):
        prefix = f"{blank.id}."
        yield from _typed_markup.typed_parts(blank, page, blank.see, blank.id, prefix)
        return
    for o, part in zip(blank.options, base.option_parts(blank.options, page), strict=True):
        html = part.text_html
        if o.correct:
            html = f'<span class="qz-answer">{html}</span>'
        see = part.see or blank.see
        yield base.Part(f"{blank.id}.{o.id}", html, part.feedback, see, part.key)


def _parts(question: Cloze, page: Page) -> list[base.Part]:
    return [
        base.Part(
            part.id,
            f"{escape(page.ui['blank_n'].format(n=n))}: {part.text_html}",
            part.feedback,
            part.see,
            part.key,
        )
        for n, (blank, _) in enumerate(_in_order(question, page), start=1)
        for part in _blank_parts(blank, page)
    ]


def _blank_example(key: base.Key, rng: random.Random) -> Any:
    if key["kind"] == "text":
        return _typed_markup.example_text(key, rng)
    if key["kind"] == "number":
        return _typed_markup.example_number(key, rng)
    return rng.choice(key["options"])


def _example(key: base.Key, rng: random.Random) -> Any:
    """Every blank filled at random; now and then none."""
    if rng.random() < 0.05:
        return rng.choice([None, {}, dict.fromkeys(key["blanks"], None)])
    found = {name: _blank_example(blank, rng) for name, blank in key["blanks"].items()}
    return {name: given for name, given in found.items() if given is not None}


KIND = base.Kind(
    name="cloze",
    model=Cloze,
    findings=_findings,
    key=_key,
    grade=_grade,
    controls=_controls,
    help=lambda question: "fill_blanks",
    parts=_parts,
    example=_example,
)
