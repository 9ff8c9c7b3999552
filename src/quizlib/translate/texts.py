"""The texts of a bank, each under a name that stays when options are moved or added."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from pydantic import BaseModel

from quizlib.model import LANGUAGES, Bank

Way = tuple[str | int, ...]
#: A text, or the accepted answers of a field to type into.
Words = str | list[str]

#: Fields that map names to values and are no texts of several languages.
_OTHER = {"allow", "exam"}


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a bank in all its languages.

    ``key`` leads to it by ids, such as ``ps-names.options.video.text``; lists without ids count
    from 1, as in ``ps-names.hints.2``.  Texts of the bank itself have no question in front:
    ``title``.  ``way`` leads to it in the file.
    """

    key: str
    way: Way
    words: dict[str, Words]
    #: whether the option this belongs to is right; None where that is no question
    right: bool | None = None

    @property
    def question(self) -> str:
        """The id of its question; empty for a text of the bank itself."""
        return self.key.partition(".")[0] if "." in self.key else ""

    @property
    def path(self) -> str:
        """The key without the question."""
        return self.key.partition(".")[2] or self.key

    @property
    def is_list(self) -> bool:
        """Whether this is a list of accepted answers."""
        return any(isinstance(words, list) for words in self.words.values())


def texts(bank: Bank, numbers: Sequence[int]) -> Iterator[Text]:
    """Every text of a bank, in the order of the models.

    ``numbers`` are the indices of its questions in the file.
    """
    yield from _inside(bank.head, "", ())
    for number, question in zip(numbers, bank.questions, strict=True):
        yield from _inside(question, question.id, ("questions", number))


def _inside(model: BaseModel, key: str, way: Way) -> Iterator[Text]:
    for name, written in _fields(type(model)):
        value = getattr(model, name)
        if isinstance(value, dict):
            if value.keys() <= _LANGUAGES and value:
                right = getattr(model, "correct", None)
                yield Text(_joined(key, written), (*way, written), value, right)
        elif isinstance(value, BaseModel):
            yield from _inside(value, _joined(key, written), (*way, written))
        elif isinstance(value, list):
            yield from _entries(value, _joined(key, written), (*way, written))


def _entries(values: list[Any], key: str, way: Way) -> Iterator[Text]:
    for i, value in enumerate(values):
        if isinstance(value, BaseModel):
            name = getattr(value, "id", None) or str(i + 1)
            yield from _inside(value, f"{key}.{name}", (*way, i))
        elif isinstance(value, dict):
            yield Text(f"{key}.{i + 1}", (*way, i), value)


_LANGUAGES = set(LANGUAGES)


def _joined(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a model as they are named in Python and in the file."""
    return tuple(
        (name, field.alias or name)
        for name, field in model.model_fields.items()
        if name not in _OTHER
    )


def shown(words: Words) -> str:
    """A text as a translator sees it: spaces at its ends left out, a list one answer a line."""
    if isinstance(words, str):
        return words.strip()
    return "\n".join(" ".join(answer.split()) for answer in words)


def entries(text: str) -> list[str]:
    """The answers of a list that is written one a line."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def stamp(words: Words) -> str:
    """A short name for exactly this text.

    Spaces at the ends and the Unicode form of letters make no difference, since neither changes
    what a translator would write.
    """
    plain = words.strip() if isinstance(words, str) else json.dumps([w.strip() for w in words])
    return sha256(unicodedata.normalize("NFC", plain).encode("utf-8", "replace")).hexdigest()[:12]
