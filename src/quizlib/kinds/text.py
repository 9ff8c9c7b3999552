"""``text``: type a word or a few.

The response is what was typed.  It is right where it is one of the answers of any language, once
both are folded; one letter off it is near, which is worth half.
"""

from __future__ import annotations

from typing import Any, Literal

from quizlib import answers
from quizlib.kinds import _typed, _typed_markup, base
from quizlib.model import Grade, Question


class TextQuestion(_typed.TypedText, Question):
    """The fields of a typed text, in a question of its own."""

    kind: Literal["text"]


def _grade(key: base.Key, response: Any) -> Grade:
    return _typed.one_grade(*answers.grade_text(key, response))


KIND = base.Kind(
    name="text",
    model=TextQuestion,
    findings=_typed.text_findings,
    key=_typed.text_key,
    grade=_grade,
    controls=lambda question, page: _typed_markup.one_field(question.id, question, page),
    help=lambda question: "type_text",
    parts=lambda question, page: _typed_markup.typed_parts(question, page, None, answers.ANSWER),
    example=_typed_markup.example_text,
)
