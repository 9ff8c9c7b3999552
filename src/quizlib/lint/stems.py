"""Rules on what is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizlib.errors import Phrase
from quizlib.lint.base import Hit, Rule, Sheet, Way
from quizlib.lint.items import plain, quoted, sentence, words
from quizlib.lint.words import (
    ASKS_WHICH,
    DENIES,
    DOUBLE_NEGATIVE,
    MAYBE_DOUBLE,
    NEGATIVE,
    NOT_ASKED,
    NOT_NEGATED,
    SAYS_NOTHING,
    VERBS,
)
from quizlib.model import Question

#: Thresholds of our own, in words.
LONGEST_STEM, NO_SENTENCE = 60, 4

_EMPHASIS = re.compile(r"(\*\*|__|\*|_)(?=\S)(.{1,200}?)(?<=\S)\1")
#: Kinds whose prompt holds the question to be answered, and not only how.
_ASKING = ("single", "multiple", "text", "number", "judgement", "truefalse")


#: «Is not there»: asks for the exception only in a question for something.
_THERE_IS_NOT = ("жоқ", "нет")


#: A statement to judge may well tell of an exception.
_EXCEPTIONS = ("қоспағанда", "кроме", "за исключением", "наименее", "except", "excluding", "least")


def _negation(text: str, language: str, *, statement: bool = False) -> re.Match[str] | None:
    """What makes a question ask for the exception, or a statement deny something."""
    reason = NOT_ASKED[language].search(text)
    for found in NEGATIVE[language].finditer(text):
        word = found[0].casefold()
        if word.startswith(NOT_NEGATED):
            continue
        if word in _THERE_IS_NOT and not ("?" in text and ASKS_WHICH[language].search(text)):
            continue
        if statement and word in _EXCEPTIONS:
            continue
        if reason and reason.start() < found.start():
            return None
        return found
    return None


def _emphasised(text: str, found: re.Match[str]) -> bool:
    if found[0].isupper() and len(found[0]) > 1:
        return True
    return any(
        mark.start() <= found.start() and found.end() <= mark.end()
        for mark in _EMPHASIS.finditer(text)
    )


def _negative(question: Question, sheet: Sheet) -> Iterator[Hit]:
    for path, language, text in _questions(question, sheet):
        found = _negation(text, language, statement=question.kind == "truefalse")
        if found and not _emphasised(text, found):
            shown = f"{text[: found.start()]}**{found[0]}**{text[found.end() :]}"
            yield Hit(path, {"word": quoted(found[0]), "text": quoted(shown, 200)})


def _questions(question: Question, sheet: Sheet) -> Iterator[tuple[Way, str, str]]:
    """The sentences that ask, each with its place and language."""
    for language, text in sheet.item(question).asked.items():
        yield ("prompt", language), language, text
    for i, step in enumerate(getattr(question, "steps", ())):
        for language, text in step.text.items():
            yield ("steps", i, "text", language), language, sentence(text)


# ---- two negations


def _double(question: Question, sheet: Sheet) -> Iterator[Hit]:
    item = sheet.item(question)
    done: set[str] = set()
    for path, language, text in _statements(question, sheet):
        if not MAYBE_DOUBLE[language].search(text):
            continue
        text = plain(text)
        for form, better in DOUBLE_NEGATIVE[language]:
            if language not in done and (found := form.search(text)):
                done.add(language)
                mend = Phrase(", such as {text}", text=quoted(better)) if better else ""
                yield Hit(path, {"words": quoted(found[0]), "better": mend})
    for choices in item.choices:
        for language in sheet.languages:
            asked = sentence(choices.stem[language])
            if language in done or choices.kind == "choice":
                continue
            if not ASKS_WHICH[language].search(asked):
                continue
            negation = _negation(asked, language)
            if not negation:
                continue
            for i, option in enumerate(choices.shown(language)):
                if found := DENIES[language].search(option.text):
                    one, other = quoted(negation[0]), quoted(found[0])
                    both = Phrase("{one} in the question and {other} here", one=one, other=other)
                    yield Hit(choices.at(i, language), {"words": both, "better": ""})
                    break


def _statements(question: Question, sheet: Sheet) -> Iterator[tuple[Way, str, str]]:
    yield from _questions(question, sheet)
    for choices in sheet.item(question).choices:
        for language in sheet.languages:
            for i, option in enumerate(choices.shown(language)):
                yield choices.at(i, language), language, option.text


# ---- nothing asked, or too much said


def _unfocused(question: Question, sheet: Sheet) -> Iterator[Hit]:
    if question.kind not in _ASKING:
        return
    for language, text in question.prompt.items():
        if len(text) > 120:
            continue
        bare = plain(text)
        found = words(bare)
        if SAYS_NOTHING[language].fullmatch(" ".join(found)):
            yield Hit(("prompt", language), {"text": quoted(text)})
        elif question.kind != "truefalse" and len(found) <= NO_SENTENCE:
            if re.search(r"[?…—–=]|\.\.\.|__", text) or re.search(r"\d", text):
                continue
            if not any(VERBS[language].fullmatch(word) for word in found):
                yield Hit(("prompt", language), {"text": quoted(text)})


def _long(question: Question, sheet: Sheet) -> Iterator[Hit]:
    for language, text in question.prompt.items():
        # No word has fewer than two characters with its space.
        if len(text) > 2 * LONGEST_STEM and (count := len(text.split())) > LONGEST_STEM:
            yield Hit(("prompt", language), {"count": count, "most": LONGEST_STEM})


_HALADYNA = "Haladyna, Downing & Rodriguez 2002"

DOUBLE = Rule(
    "double-negative",
    "error",
    "Two negations test who can undo them, not who knows the matter.",
    _HALADYNA,
    question=_double,
)
NEGATIVE_STEM = Rule(
    "negative-stem",
    "warning",
    "A «not» that is read over turns the question round; if it must stand, it is to be seen.",
    _HALADYNA,
    question=_negative,
)
UNFOCUSED = Rule(
    "stem-unfocused",
    "warning",
    "Who has read the question should be able to answer before looking at the options.",
    _HALADYNA,
    question=_unfocused,
)
LONG = Rule(
    "stem-long",
    "warning",
    "A long stem tests patience in reading first.",
    f"{_HALADYNA}; the threshold is our own",
    question=_long,
)
