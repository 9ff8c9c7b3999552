"""Rules on answers that age, and on typed answers that few can type."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from quizlib import answers
from quizlib.kinds import _typed
from quizlib.kinds.cloze import Cloze, TextBlank
from quizlib.kinds.text import TextQuestion
from quizlib.lint.base import Hit, Rule, Sheet, Way
from quizlib.lint.items import quoted
from quizlib.model import Question


def _review_by(question: Question, sheet: Sheet) -> Iterator[Hit]:
    day = question.review_by
    if day is None or day >= (sheet.as_of or datetime.date.today()):
        return
    # Without a day given, only a warning: nothing turns red that nobody has changed.
    yield Hit(("review_by",), {"day": day}, severity="error" if sheet.as_of else None)


#: Kazakh letters → what a Russian keyboard has instead.
_RUSSIAN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")


def _typed_texts(question: Question) -> Iterator[tuple[Way, _typed.TypedText]]:
    if isinstance(question, TextQuestion):
        yield (), question
    elif isinstance(question, Cloze):
        for i, blank in enumerate(question.blanks):
            if isinstance(blank, TextBlank):
                yield ("blanks", i), blank


def _variants(question: Question, sheet: Sheet) -> Iterator[Hit]:
    if "kk" not in sheet.languages:
        return
    for base, typed in _typed_texts(question):
        text = typed.accept["kk"][0]  # the answer shown; of the others nobody need be reminded
        without = text.translate(_RUSSIAN)
        # One such letter is told as a slip; two or more are simply wrong.
        outcome = answers.grade_text(_typed.text_key(typed), without)
        if without != text and outcome == ("wrong", answers.OTHER):
            yield Hit(
                (*base, "accept", "kk", 0), {"text": quoted(text), "without": quoted(without)}
            )


REVIEW_BY = Rule(
    "review-by",
    "warning",
    "An answer that rests on a law is right only as long as the law is in force.",
    "our own rule",
    question=_review_by,
)
VARIANTS = Rule(
    "typed-variants",
    "warning",
    "On many keyboards Kazakh letters are missing: who knows the word is still marked wrong.",
    "our own threshold",
    question=_variants,
)
