"""Rules on words that tell which option is right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from quizlib.lint.base import Hit, Rule, Sheet
from quizlib.lint.items import Choices, Shown, paragraph, plain, quoted, words
from quizlib.lint.words import ABSOLUTES, COMMON, HEDGES
from quizlib.model import Question

#: Words share a stem where they begin alike over so many letters: nearly all of the shorter word,
#: or some more and so much of it.  жағымды "pleasant" and жағымсыз "unpleasant" do not.
LETTERS, MORE_LETTERS, SHARE = 5, 6, 0.7
#: So many words of a question are compared; nobody asks in more.
MOST_WORDS = 100


def _scored(question: Question, sheet: Sheet) -> Iterator[tuple[Choices, str, list[Shown]]]:
    for choices in sheet.item(question).choices:
        if choices.keys:
            for language in sheet.languages:
                yield choices, language, choices.shown(language)


def _found(form: re.Pattern[str], row: Sequence[Shown], among: Iterator[int]) -> dict[int, str]:
    """Options among these in which a word of the list stands, with the word."""
    return {i: found[0] for i in among if (found := form.search(row[i].low))}


def _absolutes(question: Question, sheet: Sheet) -> Iterator[Hit]:
    for choices, language, row in _scored(question, sheet):
        form = ABSOLUTES[language]
        wrong = _found(form, row, (i for i in range(len(row)) if i not in choices.keys))
        if wrong and not _found(form, row, iter(choices.keys)):
            first = min(wrong)
            yield Hit(choices.at(first, language), _params(row, wrong, first))


def _hedges(question: Question, sheet: Sheet) -> Iterator[Hit]:
    for choices, language, row in _scored(question, sheet):
        form = HEDGES[language]
        right = _found(form, row, iter(sorted(choices.keys)))
        if len(right) < len(choices.keys):
            continue
        if not _found(form, row, (i for i in range(len(row)) if i not in choices.keys)):
            first = min(right)
            yield Hit(choices.at(first, language), _params(row, right, first))


def _params(row: Sequence[Shown], found: Mapping[int, str], first: int) -> dict[str, str]:
    return {"word": quoted(found[first]), "text": quoted(row[first].text)}


def related(one: str, other: str) -> bool:
    """Whether two words look like forms of one: suffixes come at the end in all our languages."""
    least = min(len(one), len(other))
    common = next((i for i in range(least) if one[i] != other[i]), least)
    return common >= LETTERS and (
        common >= least - 1 or (common >= MORE_LETTERS and common >= SHARE * least)
    )


def _clang(question: Question, sheet: Sheet) -> Iterator[Hit]:
    for choices, language, row in _scored(question, sheet):
        if choices.kind == "choice":  # its stem is the text around the blank
            continue
        asked = _content(words(plain(paragraph(choices.stem[language]))), language)
        keys = [_content(row[i].words, language) for i in sorted(choices.keys)]
        if not asked or not keys[0]:
            continue
        starts = {word[:LETTERS] for word in keys[0]}
        asked = [word for word in asked if word[:LETTERS] in starts]
        others = {w for i, o in enumerate(row) if i not in choices.keys for w in o.words}
        for word in asked[:MOST_WORDS]:
            echoes = [next((w for w in key if related(word, w)), None) for key in keys]
            if None not in echoes and not any(related(word, other) for other in others):
                params = {"word": quoted(word), "echo": quoted(str(echoes[0]))}
                yield Hit(choices.at(min(choices.keys), language), params)
                break


def _content(found: Sequence[str], language: str) -> list[str]:
    return [w for w in dict.fromkeys(found) if len(w) >= LETTERS and w not in COMMON[language]]


_HALADYNA = "Haladyna, Downing & Rodriguez 2002"

ABSOLUTES_RULE = Rule(
    "absolutes",
    "warning",
    "What is said to hold always or never is seldom right, and guessers know that.",
    _HALADYNA,
    question=_absolutes,
)
HEDGES_RULE = Rule(
    "hedges",
    "warning",
    "Authors put words of caution into what is right, so that nobody can dispute it.",
    _HALADYNA,
    question=_hedges,
)
CLANG = Rule(
    "clang",
    "warning",
    "A word of the question that comes back only in the right option points to it.",
    _HALADYNA,
    question=_clang,
)
