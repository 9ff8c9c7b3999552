"""What a format consists of, and checking questions that did not come from YAML."""

from __future__ import annotations

import dataclasses
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizlib.bankfile import read
from quizlib.errors import Problem
from quizlib.model import Bank, Question
from quizlib.yamltext import bank_text

#: Line and column from 1, and how the format calls the place, such as "Questions!C7".
Spot = tuple[int, int, str]

#: Fields of a question that the head given to a format's ``read`` may hold too: what questions get
#: where the file says nothing of it.
DEFAULTS = ("objective", "bloom", "source", "review_by")


@dataclass
class Imported:
    """What a file of another format holds, as the data of a bank file.

    ``places`` leads from a path such as ``questions[2].options[0].text.kk`` to where that stood.
    ``problems`` are the format's own errors, and warnings for what cannot be carried over.
    ``faulty`` are the indexes of the questions that these errors are about.
    """

    head: dict[str, Any]
    questions: list[dict[str, Any]]
    places: dict[str, Spot] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    faulty: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Exported:
    """A file in another format; ``problems`` are warnings for what it cannot carry."""

    data: bytes
    problems: list[Problem]


@dataclass(frozen=True)
class Format:
    """One format.

    ``read`` takes a file and the head that questions without a bank get, with what :func:`parted`
    takes out of it; it raises BankError where nothing can be read.  ``write`` takes a bank and the
    languages wanted.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    read: Callable[[Path, Mapping[str, Any]], Imported]
    write: Callable[[Bank, Sequence[str]], Exported]
    #: what the loader finds, in the words of the format; None where the format has told it already
    retold: Callable[[Problem, Imported], Problem | None] = lambda item, imported: item


def parted(head: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The head of a bank, and apart from it what its questions get where they lack it."""
    defaults = {name: head[name] for name in DEFAULTS if head.get(name)}
    return {name: value for name, value in head.items() if name not in DEFAULTS}, defaults


@dataclass(frozen=True)
class Verdict:
    """What the loader makes of imported questions.

    ``draft`` is the bank of those that can be read, None where the head is not in order; ``sound``
    are the questions without a problem, by their index among the imported ones.
    """

    problems: list[Problem]
    draft: Bank | None = None
    sound: dict[int, Question] = field(default_factory=dict)


def verdict(imported: Imported, file: str, format: Format | None = None) -> Verdict:
    """Have the loader read imported questions; its problems are told where they came from."""
    if not imported.questions:
        return Verdict([])
    with tempfile.TemporaryDirectory() as folder:
        bank = Path(folder) / "bank.yml"
        bank.write_text(bank_text(imported.head, imported.questions), encoding="utf-8")
        reading = read(bank, file)
    said = [format.retold(item, imported) if format else item for item in reading.problems]
    problems = [moved(item, imported.places, file) for item in said if item]
    paths = (re.match(r"questions\[(\d+)\]", item.path) for item in reading.problems)
    at_fault = imported.faulty | {int(found[1]) for found in paths if found}
    questions = reading.draft.questions if reading.draft else ()
    numbered = zip(reading.numbers, questions, strict=True)
    sound = {i: question for i, question in numbered if i not in at_fault}
    return Verdict(problems, reading.draft, sound)


def checked(imported: Imported, file: str) -> list[Problem]:
    """What the loader finds in imported questions, told at the places they came from."""
    return verdict(imported, file).problems


def moved(item: Problem, places: Mapping[str, Spot], file: str) -> Problem:
    """A problem at the place of its path, or of the nearest path around it that has one."""
    path = item.path
    while path and path not in places:
        path = re.sub(r"(\.[^.\[\]]+|\[\d+\]|^[^.\[\]]+)$", "", path)
    line, column, name = places.get(path, (0, 0, ""))
    return dataclasses.replace(item, file=file, line=line, column=column, path=name or item.path)
