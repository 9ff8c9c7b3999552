"""A question as rules see it: its texts, and the lists one chooses from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel

from quizlib.kinds.cloze import ChoiceBlank, Cloze
from quizlib.kinds.judgement import Judgement
from quizlib.kinds.multiple import Multiple
from quizlib.kinds.scenario import Scenario
from quizlib.kinds.single import Single
from quizlib.kinds.truefalse import TrueFalse
from quizlib.model import LANGUAGES, Question

Way = tuple[str | int, ...]

#: What a text is for.  ``answer`` is typed by the reader; ``other`` covers hints and the like.
Role = Literal["stem", "text", "feedback", "answer", "other"]
_ROLES: dict[str, Role] = {
    "prompt": "stem",
    "text": "text",
    "match": "text",
    "feedback": "feedback",
    "otherwise": "feedback",
    "accept": "answer",
}

_MARKS = re.compile(r"(?<!\w)[*_]+|[*_]+(?!\w)|`")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"(?<=[.!?…])[»”\")]*\s+(?=[«“\"(*_]*[^\W\d_a-zа-яёәғқңөұүһі])")


class Words(NamedTuple):
    """One text in one language."""

    path: Way
    language: str
    role: Role
    text: str


class Shown(NamedTuple):
    """One text to choose, without its Markdown."""

    text: str
    #: in small letters, ё as е
    low: str
    words: tuple[str, ...]


class Choices:
    """A list to choose from.

    ``keys`` are the places of what is right; empty where all options have a worth of their own.
    ``stem`` is what is asked.  ``shuffle`` is None where the order is not the author's.
    """

    def __init__(
        self,
        kind: str,
        path: Way,
        entries: Sequence[Any],
        keys: Sequence[int],
        stem: Mapping[str, str],
        shuffle: bool | None = None,
    ) -> None:
        self.kind = kind
        self.path = path
        self.entries = entries
        self.keys = frozenset(keys)
        self.stem = stem
        self.shuffle = shuffle
        self._shown: dict[str, list[Shown]] = {}

    def shown(self, language: str) -> list[Shown]:
        """The options' texts in a language."""
        found = self._shown.get(language)
        if found is None:
            found = self._shown[language] = [shown(e.text[language]) for e in self.entries]
        return found

    def at(self, index: int, language: str) -> Way:
        """Where the text of an option stands."""
        return (*self.path, index, "text", language)


class Item:
    """One question; what several rules need of it is worked out once."""

    def __init__(self, question: Question) -> None:
        self.question = question

    @cached_property
    def texts(self) -> list[Words]:
        """Every text, typed answers too."""
        return [*_texts(self.question, ())]

    @cached_property
    def choices(self) -> list[Choices]:
        """Every list to choose from."""
        return [*_choices(self.question)]

    @cached_property
    def answer_words(self) -> dict[str, set[str]]:
        """The words of all answers by language; of a true or false, those of its statement."""
        found: dict[str, set[str]] = {language: set() for language in LANGUAGES}
        statement = isinstance(self.question, TrueFalse)
        for _, language, role, text in self.texts:
            if role in ("text", "answer") or (statement and role == "stem"):
                found[language].update(words(text))
        return found

    @cached_property
    def asked(self) -> dict[str, str]:
        """The last sentence of the prompt by language, with its Markdown."""
        return {language: sentence(text) for language, text in self.question.prompt.items()}


def _texts(model: BaseModel, path: Way) -> Iterator[Words]:
    for name, value in model.__dict__.items():
        if not value or isinstance(value, str | int | float) or name == "allow":
            continue
        way = (*path, name)
        if isinstance(value, dict):
            yield from _by_language(value, way, _ROLES.get(name, "other"))
        elif isinstance(value, list):
            for i, inner in enumerate(value):
                if isinstance(inner, BaseModel):
                    yield from _texts(inner, (*way, i))
                elif isinstance(inner, dict):
                    yield from _by_language(inner, (*way, i), "other")
        elif isinstance(value, BaseModel):
            yield from _inside(value, way)


def _inside(model: BaseModel, way: Way) -> Iterator[Words]:
    """The texts of a part that is no list, such as the two feedbacks of a true or false."""
    role = _ROLES.get(str(way[-1]), "other")
    for name, value in model.__dict__.items():
        if isinstance(value, dict):
            yield from _by_language(value, (*way, name), role)


def _by_language(value: dict[str, Any], way: Way, role: Role) -> Iterator[Words]:
    for language in LANGUAGES:
        words = value.get(language)
        if isinstance(words, str):
            yield Words((*way, language), language, role, words)
        elif isinstance(words, list):
            for i, one in enumerate(words):
                yield Words((*way, language, i), language, role, one)


def _choices(question: Question) -> Iterator[Choices]:
    if isinstance(question, Single | Multiple):
        keys = [i for i, o in enumerate(question.options) if o.correct]
        yield Choices(
            question.kind, ("options",), question.options, keys, question.prompt, question.shuffle
        )
    elif isinstance(question, Judgement):
        yield Choices("judgement", ("options",), question.options, (), question.prompt)
    elif isinstance(question, Cloze):
        for i, blank in enumerate(question.blanks):
            if isinstance(blank, ChoiceBlank):
                keys = [j for j, o in enumerate(blank.options) if o.correct]
                yield Choices(
                    "choice", ("blanks", i, "options"), blank.options, keys, question.text, False
                )
    elif isinstance(question, Scenario):
        for i, step in enumerate(question.steps):
            keys = [j for j, c in enumerate(step.choices) if c.credit == "best"]
            yield Choices("scenario", ("steps", i, "choices"), step.choices, keys, step.text)


def plain(text: str) -> str:
    """A text without the marks of Markdown that change nothing in its words."""
    if "[" in text:
        text = _LINK.sub(r"\1", text)
    return _MARKS.sub("", text).strip()


def shown(text: str) -> Shown:
    """What rules on options compare."""
    text = plain(text)
    low = text.lower().replace("ё", "е")
    return Shown(text, low, tuple(_WORD.findall(low)))


def words(text: str) -> list[str]:
    """The words of a text in small letters, ё as е."""
    return _WORD.findall(text.lower().replace("ё", "е"))


def paragraph(text: str) -> str:
    """The last paragraph of a stem: the question asked."""
    return re.split(r"\n\s*\n", text.strip())[-1] if "\n" in text else text.strip()


def sentence(text: str) -> str:
    """The last sentence of a stem."""
    return _SENTENCE.split(paragraph(text))[-1].strip()


def quoted(text: str, most: int = 60) -> str:
    """A text as messages quote it, on one line and not too long."""
    text = " ".join(text.split())
    return f"«{text}»" if len(text) <= most else f"«{text[:most].rstrip()}…»"
