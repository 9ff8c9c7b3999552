"""``number``: type a number, with its unit or without.

The response is what was typed.  What cannot be read as a number is invalid, never wrong.
"""

from __future__ import annotations

from typing import Any, Literal

from quizlib import answers
from quizlib.kinds import _typed, _typed_markup, base
from quizlib.model import Grade, Question


class NumberQuestion(_typed.TypedNumber, Question):
    """The fields of a typed number, in a question of its own."""

    kind: Literal["number"]


def _grade(key: base.Key, response: Any) -> Grade:
    return _typed.one_grade(*answers.grade_number(key, response))


KIND = base.Kind(
    name="number",
    model=NumberQuestion,
    findings=_typed.number_findings,
    key=_typed.number_key,
    grade=_grade,
    controls=lambda question, page: _typed_markup.one_field(question.id, question, page),
    help=lambda question: "type_number",
    parts=lambda question, page: _typed_markup.typed_parts(question, page, None, answers.ANSWER),
    example=_typed_markup.example_number,
)
