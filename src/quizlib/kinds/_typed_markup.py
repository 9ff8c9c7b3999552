"""How a typed answer is asked for and explained; see :mod:`quizlib.kinds._typed`."""

from __future__ import annotations

import math
import random
from decimal import Decimal
from typing import Any

from quizlib import answers
from quizlib.kinds import base
from quizlib.kinds._typed import (
    NumberMistake,
    TextMistake,
    TypedNumber,
    TypedText,
    bounds_of,
)
from quizlib.markup import Page, escape

#: Few widths, so that a field does not tell how long its answer is.
_SIZES = (6, 10, 16, 24, 36)
_NUMBER_SIZE = 10


def field(name: str, typed: TypedText | TypedNumber, page: Page, label: str = "") -> str:
    """The field itself; ``label`` where no label element stands around it."""
    if isinstance(typed, TypedText):
        longest = max(map(len, typed.accept[page.lang]))
        size, keys = next((n for n in _SIZES if n > longest), _SIZES[-1]), ""
    else:
        # The keys of a telephone for numbers have no minus.
        ranges = [bounds_of(typed), *(bounds_of(m) for m in typed.mistakes)]
        signed = any(low < 0 for low, _ in ranges)
        size, keys = _NUMBER_SIZE, "" if signed else ' inputmode="decimal"'
    named = f' aria-label="{escape(label)}"' if label else ""
    return (
        f'<input type="text" class="qz-input" name="{escape(name)}" size="{size}" '
        f'maxlength="{answers.LONGEST}" autocomplete="off" autocapitalize="off" autocorrect="off" '
        f'spellcheck="false"{keys}{named}>'
    )


def unit_of(typed: TypedText | TypedNumber, page: Page) -> str:
    """The unit that stands beside a field, empty where there is none."""
    units = typed.units if isinstance(typed, TypedNumber) else []
    return units[0].accept[page.lang][0] if units else ""


def one_field(question_id: str, typed: TypedText | TypedNumber, page: Page) -> str:
    """The controls of a question with one typed answer."""
    unit = unit_of(typed, page)
    beside = f' <span class="qz-unit">{escape(unit)}</span>' if unit else ""
    return (
        f'<div class="qz-card qz-typed" data-part="{answers.ANSWER}"><label>'
        f"<span>{escape(page.ui['your_answer'])}</span> "
        f"<span>{field(question_id, typed, page)}{beside}</span></label></div>"
    )


def _written(value: float, page: Page) -> str:
    """A number as it is written in this language, its thousands apart."""
    text = f"{Decimal(str(value)):,f}"
    whole, _, part = text.partition(".")
    comma = "." if page.lang == "en" else ","
    shown = whole.replace(",", "\u00a0").replace("-", "−")
    return shown + (comma + part.rstrip("0") if part.strip("0") else "")


def _shown(one: TypedText | TextMistake | TypedNumber | NumberMistake, page: Page) -> str:
    """An answer for the list of reasons, in this language.

    Of what is right only the first, which is the model; the others are ways to write it.
    """
    if isinstance(one, TypedText):
        return one.accept[page.lang][0]
    if isinstance(one, TextMistake):
        return " / ".join(one.accept[page.lang])
    more = f" ± {_written(one.tolerance, page)}" if one.tolerance else ""
    return _written(one.answer, page) + more


def typed_parts(
    typed: TypedText | TypedNumber, page: Page, see: str | None, name: str, prefix: str = ""
) -> list[base.Part]:
    """The answer, each mistake, and whatever else may be typed, with the reasons.

    ``name`` and ``prefix`` name the answer and begin the names of the others.
    """
    unit = unit_of(typed, page)
    after = f" {unit}" if unit else ""
    answer = f'<span class="qz-answer">{escape(_shown(typed, page) + after)}</span>'
    return [
        base.Part(name, answer, typed.feedback[page.lang], see, True),
        *(
            base.Part(
                prefix + m.id,
                escape(_shown(m, page) + after),
                m.feedback[page.lang],
                m.see,
                False,
            )
            for m in typed.mistakes
        ),
        base.Part(
            prefix + answers.OTHER,
            escape(page.ui["other_answers"]),
            typed.otherwise[page.lang],
            see,
            False,
        ),
    ]


# ---- examples for differential tests

_NOISE = " \u00a0\u202f\u200b\u00ad.-–−«'\u0308😀ё"


def _spoilt(text: str, rng: random.Random, times: int) -> str:
    """``text`` after a few slips of the hand."""
    letters = list(text)
    for _ in range(times):
        at = rng.randint(0, len(letters))
        piece = rng.choice([*_NOISE, *(letters[at : at + 1] or ["x"])])
        letters[at : at + rng.randint(0, 2)] = rng.choice([[], [piece], letters[at : at + 2][::-1]])
    return "".join(letters)


def example_text(key: base.Key, rng: random.Random) -> Any:
    """A random typed text for this key, right or wrong."""
    known = [*key["accept"], *(text for texts in key["mistakes"].values() for text in texts)]
    text = rng.choice([*known, *known, *known, "", " . ", "басқа жауап"])
    text = rng.choice([str.upper, str.lower, str.title])(text)
    if rng.random() < 0.08:
        return rng.choice([None, "x" * (answers.LONGEST + 1)])
    return _spoilt(text, rng, rng.choice([0, 0, 1, 1, 2]))


def example_number(key: base.Key, rng: random.Random) -> Any:
    """A random typed number for this key, right or wrong, often at a bound."""
    if rng.random() < 0.05:
        return rng.choice([None, "", "\u00a0", "."])
    unit = rng.choice([*key["units"], rng.choice(["кг", "5", ""])])
    units = rng.choice([key["units"], *key["mistakes"].values()])
    end = rng.choice(units.get(unit, units[""]))
    value = rng.choice([end, end, math.nextafter(end, math.inf), end + 1, -end])
    text = rng.choice([f"{value:.15g}", f"{value:,.2f}".replace(",", rng.choice(" \u00a0\u202f,"))])
    if rng.random() < 0.5:
        text = text.replace(".", ",").replace("-", rng.choice("-−–"))
    text += rng.choice(["", " ", "\u00a0"]) + rng.choice([str.upper, str.lower])(unit)
    return _spoilt(text, rng, 1) if rng.random() < 0.2 else text
