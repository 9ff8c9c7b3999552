"""What the tests of learning systems' formats share: there and back, and what may differ."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from helpers import GOOD, ROOT

from quizlib.bankfile import read as read_bank
from quizlib.exchange import FORMATS
from quizlib.exchange.base import Imported, verdict
from quizlib.exchange.html_text import shape, to_plain
from quizlib.kinds.sort import Sort
from quizlib.load import load
from quizlib.markup import blocks, inline
from quizlib.model import Bank, Question
from quizlib.yamltext import bank_text, plain, plain_head

OUR_OWN = sorted((ROOT / "quizzes").glob("*.yml"))
#: It has scales alone, which nothing but a workbook of ours carries.
SCALES = ROOT / "quizzes" / "self-assessment.yml"
BANKS = [*GOOD, *(file for file in OUR_OWN if file != SCALES)]
SAMPLES = ROOT / "tests" / "exchange"

#: Lists of parts whose texts stand on one line.
_ONE_LINE = ("options", "pairs", "extras", "cards", "bins", "items", "checklist")
#: Fields that each format drops; docs/exchange.md lists the same.
DROPPED = {"moodle": {"allow"}, "gift": {"allow", "hints", "units", "words"}}


def there_and_back(bank: Bank, name: str, folder: Path) -> tuple[Imported, set[str]]:
    """A bank through a format, and the ids of what that says it has left out."""
    made = FORMATS[name].write(bank, bank.head.languages)
    file = folder / f"bank{FORMATS[name].suffixes[0]}"
    file.write_bytes(made.data)
    left = {p.params["id"] for p in made.problems if p.code == "not-exported"}
    return FORMATS[name].read(file, {"lesson": bank.head.lesson}), left


def reread(imported: Imported, folder: Path) -> Bank:
    """Imported questions as a bank that the loader has accepted."""
    file = folder / "again.yml"
    file.write_text(bank_text(imported.head, imported.questions), encoding="utf-8")
    return load(file)


def comparable(bank: Bank, name: str, leave_out: set[str]) -> list[Any]:
    """The questions as far as a format carries them.

    Texts are what readers see of them: ``_a_`` and ``*a*`` are the same.  A line end inside a
    paragraph is a space.
    """
    return [
        _seen(question.model_dump(by_alias=True, exclude_defaults=True), name, "")
        for question in bank.questions
        if question.id not in leave_out
    ]


def _seen(value: Any, name: str, field: str, parent: str = "") -> Any:
    if isinstance(value, Mapping) and set(value) <= {"kk", "ru", "en"} and value:
        return {language: _text(words, field, parent) for language, words in value.items()}
    if isinstance(value, Mapping):
        # In a cloze text of Moodle units are lost too.
        dropped = DROPPED[name] | ({"units"} if field == "blanks" else set())
        return {
            key: _seen(inner, name, key, field or parent)
            for key, inner in value.items()
            if key not in dropped
        }
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_seen(inner, name, field, parent) for inner in value]
    if field == "factor":
        return Fraction(str(value))
    return value


def _text(words: Any, field: str, parent: str) -> Any:
    if field == "accept":
        return [" ".join(text.split()) for text in words]
    if field == "match" or parent in ("bins", "extras"):
        return to_plain(words)[0]  # the target of a pair is plain there
    one_line = field in _ONE_LINE or (field == "text" and parent in _ONE_LINE)
    return shape((inline if one_line else blocks)(words), inline=one_line)


def problems(name: str, text: str | bytes, folder: Path, **head: Any) -> list[str]:
    """What an author is told about a file, as lines; the place first."""
    file = folder / f"bank{FORMATS[name].suffixes[0]}"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    defaults = {"objective": "3.1", "bloom": "remember", "source": ["A1"]}
    whole = {"languages": ["en"], "lesson": "page", **defaults, **head}
    imported = FORMATS[name].read(file, {k: v for k, v in whole.items() if v})
    found = [*imported.problems, *verdict(imported, file.as_posix(), FORMATS[name]).problems]
    return [f"{p.line}:{p.column}: {p.code}" for p in found]


def sample(name: str, file: str, **head: Any) -> Imported:
    """One of the sample files, imported."""
    whole = {"languages": ["en"], "lesson": "page", "bloom": "remember", "source": ["A1"], **head}
    return FORMATS[name].read(SAMPLES / file, whole)


def single_language(bank: Bank, language: str, folder: Path) -> Bank:
    """The bank in one of its languages."""
    head = plain_head(bank) | {"languages": [language]}
    head.pop("source_language", None)
    head["title"] = bank.head.title[language]
    file = folder / "one.yml"
    text = bank_text(head, (_only(plain(q, bank.head.languages), language) for q in bank.questions))
    file.write_text(text, encoding="utf-8")
    reading = read_bank(file, file.name)
    assert reading.bank is not None, json.dumps([str(p) for p in reading.problems])
    return reading.bank


def _only(value: Any, language: str) -> Any:
    if isinstance(value, dict):
        if value and set(value) <= {"kk", "ru", "en"}:
            return value[language]
        return {key: _only(inner, language) for key, inner in value.items()}
    return [_only(inner, language) for inner in value] if isinstance(value, list) else value


def several(question: Question) -> bool:
    """Whether a card fits more bins than one, which no learning system can say."""
    return isinstance(question, Sort) and any(len(card.bins) > 1 for card in question.cards)
