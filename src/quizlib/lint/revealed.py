"""A rule on questions that give away the answer to another one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from quizlib.kinds.cloze import Cloze
from quizlib.kinds.multiple import Multiple
from quizlib.kinds.scenario import Scenario
from quizlib.kinds.single import Single
from quizlib.kinds.text import TextQuestion
from quizlib.kinds.truefalse import TrueFalse
from quizlib.lint.base import Hit, Rule, Sheet, Way
from quizlib.lint.items import paragraph, quoted
from quizlib.lint.similar import words_of
from quizlib.model import Question

#: An answer of so many words and characters gives itself away wherever it stands.
WORDS, CHARACTERS = 5, 30
#: A shorter one, of so many characters, only where the stem also says this much of what was asked.
LEAST_CHARACTERS, SHARE = 5, 0.8
#: What is the answer to more questions, or stands in more stems, is what the lesson is about.
MOST = 3
#: Words count as said in any form that begins alike, and shorter ones not at all.
_START, _LEAST_LETTERS = 5, 4


class _Key(NamedTuple):
    question: Question
    text: str
    words: tuple[str, ...]
    #: what asks for it
    stem: str


def _revealed(sheet: Sheet) -> Iterator[Hit]:
    for language in sheet.languages:
        keys = _all_keys(sheet, language)
        lengths: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for name in keys:
            lengths[name[:2]].add(len(name))
        # A text that holds none of these holds no answer, and that is quick to see.
        begins = {name[0] for name in keys if len(name) == 1}, set(lengths)
        found: dict[tuple[str, ...], list[tuple[Way, _Key]]] = defaultdict(list)
        for number, question in zip(sheet.numbers, sheet.bank.questions, strict=True):
            for path, text in _stems(question, language):
                words = words_of(text)
                if begins[0].isdisjoint(words) and begins[1].isdisjoint(pairwise(words)):
                    continue
                for name in _inside(words, keys, lengths):
                    for key in keys[name]:
                        if key.question is not question and _gives_away(key, words):
                            found[name].append((("questions", number, *path), key))
        for places in found.values():
            if len({path[1] for path, _ in places}) <= MOST:
                for path, key in places:
                    other = key.question.id
                    line, _ = sheet.bank.places[other]
                    yield Hit(path, {"other": other, "at": line, "key": quoted(key.text)})


def _all_keys(sheet: Sheet, language: str) -> dict[tuple[str, ...], list[_Key]]:
    """The answers of a bank by their words."""
    keys: dict[tuple[str, ...], list[_Key]] = defaultdict(list)
    for question in sheet.bank.questions:
        for text in _keys(question, language):
            words = tuple(words_of(text))
            if sum(map(len, words)) >= LEAST_CHARACTERS:
                keys[words].append(_Key(question, text, words, question.prompt[language]))
    return {words: found for words, found in keys.items() if len(found) <= MOST}


def _starts(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word[:_START] for word in words if len(word) >= _LEAST_LETTERS)


def _gives_away(key: _Key, words: list[str]) -> bool:
    """Whether a stem of these words, the answer among them, tells that it is the answer."""
    if f" {' '.join(key.words)} " in f" {' '.join(words_of(key.stem))} ":
        return False  # its own stem does so first
    if len(key.words) >= WORDS and sum(map(len, key.words)) >= CHARACTERS:
        return True
    asked = _starts(words_of(paragraph(key.stem))) - _starts(key.words)
    return len(asked) > 1 and len(asked & _starts(words)) >= SHARE * len(asked)


def _keys(question: Question, language: str) -> Iterator[str]:
    """Texts that are the answer, or a part of it."""
    if isinstance(question, Single | Multiple):
        yield from (o.text[language] for o in question.options if o.correct)
    elif isinstance(question, TextQuestion):
        yield from question.accept[language]


def _stems(question: Question, language: str) -> Iterator[tuple[Way, str]]:
    """What is read before answering; a statement that is false gives nothing away."""
    if not (isinstance(question, TrueFalse) and not question.answer):
        yield ("prompt", language), question.prompt[language]
    if isinstance(question, Cloze):
        yield ("text", language), question.text[language]
    if isinstance(question, Scenario):
        for i, step in enumerate(question.steps):
            yield ("steps", i, "text", language), step.text[language]


def _inside(
    words: list[str],
    keys: Container[tuple[str, ...]],
    lengths: Mapping[tuple[str, ...], Iterable[int]],
) -> Iterator[tuple[str, ...]]:
    """The answers that stand in a text of these words; ``lengths`` are told by the first two."""
    for word in words:
        if (word,) in keys:
            yield (word,)
    for at, pair in enumerate(pairwise(words)):
        for length in sorted(lengths.get(pair, ())):
            name = tuple(words[at : at + length])
            if name in keys:
                yield name


KEY_REVEALED = Rule(
    "key-revealed",
    "warning",
    "A stem that holds the answer to another question teaches how to take tests.",
    "Haladyna, Downing & Rodriguez 2002; the thresholds are our own",
    bank=_revealed,
)
