"""Short answers and numbers of learning systems, alone or inside a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from quizlib import answers
from quizlib.exchange.build import Builder, Data
from quizlib.exchange.found import Answer, Said
from quizlib.exchange.multilang import ANY
from quizlib.exchange.names import Names

#: Shares are written with five decimals.
_NEAR = 0.001


def is_share(share: float, wanted: float) -> bool:
    """Whether a share in percent is the one wanted."""
    return abs(share - wanted) < _NEAR


def _typed(builder: Builder, given: Sequence[Answer], names: list[str] | None) -> Data:
    """What a text and a number have in common: feedback, mistakes, otherwise."""
    data: Data = {}
    groups: list[tuple[str, list[Answer]]] = []
    for i, answer in enumerate(given):
        name = names[i] if names else ""
        if answer.text.text.strip() == "*":
            if is_share(answer.share, 0):
                builder.put(data, "otherwise", answer.feedback)
            else:
                builder.lose("that any answer earns {share} %", share=f"{answer.share:g}")
        elif is_share(answer.share, 100):
            _right(builder, data, answer)
        else:
            if answer.share > 0:
                said = answer.text.text.strip()
                builder.lose(
                    "`{text}` is partly right ({share} %); it counts as a mistake",
                    text=said,
                    share=f"{answer.share:g}",
                )
            last = groups[-1] if groups else None
            same = last and (last[0] == name if names else last[1][0].feedback == answer.feedback)
            if last and same and answer.feedback.text:
                last[1].append(answer)
            else:
                groups.append((name, [answer]))
    data["mistakes"] = groups
    return data


def _right(builder: Builder, data: Data, answer: Answer) -> None:
    data.setdefault("right", []).append(answer)
    said = builder.said(answer.feedback)
    if said and data.setdefault("feedback", said) != said:
        builder.lose("feedback that only one of the right answers has")


def _accepted(builder: Builder, given: Sequence[Answer]) -> list[str]:
    """What may be typed; an asterisk that stands for any letters cannot be kept."""
    texts = []
    for answer in given:
        text = builder.plain(answer.text)
        if re.search(r"(?<!\\)\*", text):
            builder.lose("the answer `{text}`, whose asterisk stands for any letters", text=text)
        elif text:
            texts.append(text.replace("\\*", "*"))
    return list(dict.fromkeys(texts))


def text_fields(builder: Builder, given: Sequence[Answer], names: list[str] | None) -> Data:
    """What a question and a blank of this kind have in common."""
    typed = _typed(builder, given, names)
    accept = _accepted(builder, typed.pop("right", ()))
    data: Data = {"accept": Said({ANY: accept})} if accept else {}
    mistakes: list[Data] = []
    for name, group in typed.pop("mistakes"):
        if texts := _accepted(builder, group):
            fresh = builder.name(name.rpartition(".")[2], Said({ANY: texts[0]}), "mistake")
            mistake: Data = {"id": _not_reserved(fresh), "accept": Said({ANY: texts})}
            mistake |= builder.led(name or fresh)
            builder.put(mistake, "feedback", group[0].feedback)
            builder.places[f"mistakes[{len(mistakes)}]"] = group[0].spot
            mistakes.append(mistake)
    return data | typed | ({"mistakes": mistakes} if mistakes else {})


def _not_reserved(name: str) -> str:
    return f"{name}-1" if name in (answers.ANSWER, answers.OTHER) else name


def shortanswer(builder: Builder) -> Data:
    """``text``."""
    given = builder.found.answers
    return {"kind": "text", **text_fields(builder, given, builder.parts(len(given)))}


def number(text: str) -> int | float | None:
    """A number with a point or a comma, or None."""
    try:
        value = Decimal(text.strip().replace(",", "."))
        fits = value.is_finite() and abs(value.adjusted()) < 50
    except InvalidOperation:
        return None
    if not fits:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def number_fields(builder: Builder, given: Sequence[Answer], names: list[str] | None) -> Data:
    """What a question and a blank of this kind have in common."""
    typed = _typed(builder, given, names)
    right = typed.pop("right", [])
    if len(right) > 1:
        listed = ", ".join(f"`{a.text.text.strip()}`" for a in right[1:])
        builder.lose("further right numbers: {numbers}", numbers=listed)
    data: Data = _one_number(builder, right[0]) if right else {}
    mistakes: list[Data] = []
    for name, group in typed.pop("mistakes"):
        for answer in group:
            said = Said({ANY: answer.text.text})
            fresh = builder.name(name.rpartition(".")[2], said, "mistake")
            mistake = {"id": _not_reserved(fresh), **_one_number(builder, answer)}
            mistake |= builder.led(name or fresh)
            builder.put(mistake, "feedback", answer.feedback)
            builder.places[f"mistakes[{len(mistakes)}]"] = answer.spot
            mistakes.append(mistake)
    return data | typed | ({"mistakes": mistakes} if mistakes else {})


def _one_number(builder: Builder, answer: Answer) -> Data:
    data: Data = {}
    for name, raw in (("answer", answer.text.text), ("tolerance", answer.tolerance or "0")):
        value = number(raw)
        if value is None:
            builder.tell("answer-not-a-number", answer.spot, raw=raw.strip())
        elif name == "answer" or value:
            data[name] = value
    return data


def numerical(builder: Builder) -> Data:
    """``number``, with its units."""
    found = builder.found
    data = number_fields(builder, found.answers, builder.parts(len(found.answers)))
    if units := _units(builder):
        data["units"] = units
    return {"kind": "number", **data}


def _units(builder: Builder) -> list[Data]:
    """Units; neighbours that are worth the same are spellings of one."""
    given, kept = builder.found.units, builder.found.notes.get("units", [])
    units: list[Data] = []
    builder.names = Names()  # a unit and a mistake may have the same id
    last: tuple[str, Any] | None = None
    for i, (text, count) in enumerate(given):
        name, value = kept[i] if len(kept) == len(given) else "", number(count)
        if not value or value < 0:
            builder.lose("the unit `{text}`", text=text)
        elif last == (name, value):
            units[-1]["accept"][ANY].append(text)
        else:
            last = name, value
            fresh = builder.name(name, Said({ANY: text}), "unit")
            factor = _factor(Fraction(str(value)))
            units.append({"id": fresh, "accept": Said({ANY: [text]}), "factor": factor})
    return units


def _factor(count: Fraction) -> int | float | str:
    """How many of the first unit one of this is, if ``count`` of it make the first."""
    factor = (1 / count).limit_denominator(999_999)
    value = float(factor)
    if Fraction(str(value)) == factor:
        return int(value) if value.is_integer() else value
    return f"{factor.numerator}/{factor.denominator}"
