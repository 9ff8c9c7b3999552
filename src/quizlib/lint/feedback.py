"""The rule on feedback that says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quizlib.kinds.truefalse import TrueFalse
from quizlib.lint.base import Hit, Rule, Sheet, Way
from quizlib.lint.items import quoted, words
from quizlib.lint.words import VERDICT
from quizlib.model import Question

#: Nothing longer is read: it has more words than a verdict and an answer could have.
_MOST = 160
_GLANCE = 40


def _empty(question: Question, sheet: Sheet) -> Iterator[Hit]:
    item = sheet.item(question)
    told: set[str] = set()
    for path, language, role, text in item.texts:
        if role != "feedback" or language in told or len(text) > _MOST:
            continue
        known = item.answer_words[language]
        # Nearly every text is told by its first words.
        if any(w not in VERDICT and w not in known for w in words(text[:_GLANCE])[:-1]):
            continue
        left = set(words(text)) - VERDICT
        if not left or left <= _answers(question, path, language):
            told.add(language)
            yield Hit(path, {"text": quoted(text)})


def _answers(question: Question, path: Way, language: str) -> set[str]:
    """The words of the option that a feedback belongs to, and of what is right beside it."""
    if isinstance(question, TrueFalse):
        return set(words(question.prompt[language]))
    around: list[Any] = [question]
    for step in path[:-2]:
        holder = around[-1]
        inner = holder[step] if isinstance(step, int) else getattr(holder, step, None)
        if inner is not None:
            around.append(inner)
    found: set[str] = set()
    for entry in [around[-1], *(_right(part) for part in around)]:
        for one in entry if isinstance(entry, list) else [entry]:
            for field in ("text", "match"):
                if isinstance(texts := getattr(one, field, None), dict):
                    found.update(words(texts[language]))
            for typed in getattr(one, "accept", {}).get(language, ()):
                found.update(words(typed))
    return found


def _right(part: Any) -> list[Any]:
    """The right options of a list."""
    return [o for o in part if getattr(o, "correct", False)] if isinstance(part, list) else []


EMPTY = Rule(
    "feedback-empty",
    "error",
    "Feedback that explains helps (effect 0.49); right or wrong alone hardly does (0.05).",
    "Van der Kleij et al. 2015",
    question=_empty,
)
