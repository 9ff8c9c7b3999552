"""What is typed into a field: what a bank says of it, what can be wrong with that, and the key.

``text`` and ``number`` ask for one such answer, ``cloze`` for several.  How they are graded stands
in :mod:`quizlib.answers`, how they look in :mod:`quizlib.kinds._typed_markup`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationError, ValidationInfo, WithJsonSchema
from pydantic_core import InitErrorDetails, PydanticCustomError

from quizlib import answers
from quizlib.kinds import base
from quizlib.model import (
    INVALID,
    LANGUAGES,
    UNANSWERED,
    Grade,
    Id,
    See,
    Strict,
    Text,
    in_each_language,
)

# ---- fields


_BOUND = 10**answers.MOST_DIGITS
_FRACTION = "[1-9][0-9]{0,5}/[1-9][0-9]{0,5}"


def _variants(value: Any, info: ValidationInfo) -> Any:
    """Lists of answers by language; a bank with one language may write a plain list."""
    # None where the file does not say rightly which languages the bank has.
    languages = tuple(info.context["languages"]) if info.context else LANGUAGES
    faults: list[InitErrorDetails] = []

    def tell(code: str, *loc: str, **context: Any) -> None:
        error = PydanticCustomError(code, code, context)
        faults.append({"type": error, "loc": loc, "input": None})

    if isinstance(value, dict):
        missing = [code for code in languages if code not in value]
        for code in missing:
            tell("missing_language", missing=code)
        for code in value:
            if code not in (languages or LANGUAGES):
                tell("extra_language", code, languages=languages or LANGUAGES, missing=missing)
    elif isinstance(value, list) and len(languages) > 1:
        tell("list_in_one_language", languages=languages)
    elif isinstance(value, list):
        value = dict.fromkeys(languages or LANGUAGES, value)
    else:
        faults.append({"type": "list_type", "loc": (), "input": value})
    if faults:
        raise ValidationError.from_exception_data("Variants", faults)
    return value


def _number(value: Any) -> Any:
    """A number that can also be typed as an answer."""
    if not _typeable(value):
        raise PydanticCustomError("number", "not a number")
    return value


def _typeable(value: Any) -> bool:
    if type(value) not in (int, float) or not abs(value) < _BOUND:  # nan is less than nothing
        return False
    return sum(c.isdigit() for c in f"{Decimal(str(value)):f}") <= answers.MOST_DIGITS


def _factor(value: Any) -> Any:
    """How many of the first unit: a number, or a fraction such as "1/60"."""
    fraction = isinstance(value, str) and re.fullmatch(_FRACTION, value)
    if not fraction and not (_typeable(value) and value > 0):
        raise PydanticCustomError("factor", "not a factor")
    return value


#: Accepted answers by language.
Variants = Annotated[
    dict[str, Annotated[list[str], Field(min_length=1)]],
    BeforeValidator(_variants),
    WithJsonSchema(in_each_language({"type": "array", "items": {"type": "string"}, "minItems": 1})),
]
_SCHEMA = {"type": "number", "exclusiveMinimum": -_BOUND, "exclusiveMaximum": _BOUND}
Number = Annotated[int | float, BeforeValidator(_number), WithJsonSchema(_SCHEMA)]
Tolerance = Annotated[
    Number, WithJsonSchema({"type": "number", "minimum": 0, "exclusiveMaximum": _BOUND})
]
Factor = Annotated[
    int | float | str,
    BeforeValidator(_factor),
    WithJsonSchema(
        {
            "type": ["number", "string"],
            "exclusiveMinimum": 0,
            "exclusiveMaximum": _BOUND,
            "pattern": f"^{_FRACTION}$",
        }
    ),
]


class TextMistake(Strict):
    """Wrong answers that many give, and what to say of them."""

    id: Id
    accept: Variants
    feedback: Text
    see: See | None = None


class TypedText(Strict):
    """A word or a few to type.  ``otherwise`` is said of wrong answers that no mistake lists."""

    accept: Variants
    feedback: Text
    mistakes: list[TextMistake] = Field(default=[])
    otherwise: Text


class Unit(Strict):
    """``factor`` says how many of the first unit one of this is."""

    id: Id
    accept: Variants
    factor: Factor


class NumberMistake(Strict):
    """A wrong number that many give, and what to say of it."""

    id: Id
    answer: Number
    tolerance: Tolerance = 0
    feedback: Text
    see: See | None = None


class TypedNumber(Strict):
    """A number to type; right is what is no further than ``tolerance`` from ``answer``.

    The first of the units is meant where none is typed, and is the one shown.
    """

    answer: Number
    tolerance: Tolerance = 0
    units: list[Unit] = Field(default=[])
    feedback: Text
    mistakes: list[NumberMistake] = Field(default=[])
    otherwise: Text


# ---- what is wrong with them

_Path = tuple[str | int, ...]


def _ids(typed: TypedText | TypedNumber) -> Iterator[base.Finding]:
    yield from base.ids_unique(typed.mistakes, "mistakes")
    names = [m.id for m in typed.mistakes]
    for i, name in enumerate(names):
        if name in (answers.ANSWER, answers.OTHER):
            yield base.Finding(("mistakes", i, "id"), "reserved-id", {"id": name})


def _same(
    lists: Iterable[tuple[_Path, str, dict[str, list[str]]]], twice: str
) -> Iterator[base.Finding]:
    """Answers that are nothing or the same once folded.

    Each list comes as its place, its owner's name and its answers by language.  Within an owner
    an answer may serve several languages.
    """
    seen: dict[str, tuple[str, str, int, str]] = {}
    for place, owner, by_language in lists:
        for language, texts in by_language.items():
            for i, raw in enumerate(texts):
                path, folded = (*place, language, i), answers.fold(raw)
                if not folded:
                    code = "answer-empty" if raw.strip() else "empty-text"
                    yield base.Finding(path, code, {"raw": raw})
                    continue
                if len(raw) > answers.LONGEST:
                    params = {"count": len(raw), "limit": answers.LONGEST}
                    yield base.Finding(path, "answer-long", params)
                other, spoken, at, first = seen.setdefault(folded, (owner, language, i, raw))
                if other != owner:
                    said = {"raw": raw, "first": other, "second": owner}
                    yield base.Finding(path, twice, said)
                elif spoken == language and at != i:
                    yield base.Finding(path, "answer-repeated", {"raw": raw, "other": first})


def text_findings(typed: TypedText) -> Iterator[base.Finding]:
    """Answers that contradict one another, or are none."""
    yield from _ids(typed)
    lists: list[tuple[_Path, str, dict[str, list[str]]]] = [(("accept",), "accept", typed.accept)]
    lists += [(("mistakes", i, "accept"), m.id, m.accept) for i, m in enumerate(typed.mistakes)]
    yield from _same(lists, "answer-contradicts")


def bounds_of(one: TypedNumber | NumberMistake) -> tuple[Fraction, Fraction]:
    """The least and the greatest number that counts as this one."""
    answer, tolerance = Fraction(str(one.answer)), Fraction(str(one.tolerance))
    return answer - tolerance, answer + tolerance


def number_findings(typed: TypedNumber) -> Iterator[base.Finding]:
    """Units that cannot be told apart, and ranges that overlap."""
    yield from _ids(typed)
    yield from base.ids_unique(typed.units, "units")
    lists = [(("units", i, "accept"), u.id, u.accept) for i, u in enumerate(typed.units)]
    yield from _same(lists, "unit-twice")
    for i, unit in enumerate(typed.units):
        if i == 0 and Fraction(str(unit.factor)) != 1:
            yield base.Finding(("units", 0, "factor"), "unit-first", {"id": unit.id})
        for language, texts in unit.accept.items():
            for j, raw in enumerate(texts):
                folded = answers.fold(raw)
                if folded and answers.number(f"1 {folded}") != (1.0, folded):
                    path = ("units", i, "accept", language, j)
                    yield base.Finding(path, "unit-unreadable", {"raw": raw})
    ranges: list[tuple[_Path, str, TypedNumber | NumberMistake]] = [((), "answer", typed)]
    ranges += [(("mistakes", i), m.id, m) for i, m in enumerate(typed.mistakes)]
    for i, (place, name, one) in enumerate(ranges):
        if one.tolerance < 0:
            yield base.Finding((*place, "tolerance"), "tolerance-negative", {})
        low, high = bounds_of(one)
        for _, other, earlier in ranges[:i]:
            least, most = bounds_of(earlier)
            if low <= most and least <= high:
                params = {"first": other, "second": name}
                yield base.Finding((*place, "answer"), "ranges-overlap", params)


# ---- the key


def _folded(by_language: dict[str, list[str]]) -> list[str]:
    return list(dict.fromkeys(answers.fold(t) for texts in by_language.values() for t in texts))


def text_key(typed: TypedText) -> base.Key:
    """What :func:`quizlib.answers.grade_text` needs: the folded answers of all languages."""
    return {
        "accept": _folded(typed.accept),
        "mistakes": {m.id: _folded(m.accept) for m in typed.mistakes},
    }


def number_key(typed: TypedNumber) -> base.Key:
    """What :func:`quizlib.answers.grade_number` needs: bounds in every unit.

    They are computed exactly and rounded once.  A typed number is rounded by the same rule, so a
    number at a bound stays within it.
    """
    factors = {"": Fraction(1)} | {
        text: Fraction(str(unit.factor)) for unit in typed.units for text in _folded(unit.accept)
    }

    def bounds(one: TypedNumber | NumberMistake) -> dict[str, list[float]]:
        return {
            unit: [float(end / factor) for end in bounds_of(one)]
            for unit, factor in factors.items()
        }

    return {"units": bounds(typed), "mistakes": {m.id: bounds(m) for m in typed.mistakes}}


def one_grade(outcome: answers.Outcome, reason: str) -> Grade:
    """The grade of a question with one typed answer."""
    if outcome == "unanswered":
        return UNANSWERED
    if outcome == "invalid":
        return INVALID
    why = {} if reason == answers.ANSWER else {answers.ANSWER: reason}
    return Grade("scored", worth(outcome), {answers.ANSWER: outcome}, why)


def worth(mark: str) -> float:
    """Points for a mark; an answer one letter off is half right."""
    return {"right": 1.0, "near": 0.5}.get(mark, 0.0)
