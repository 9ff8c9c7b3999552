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
from quizlib.model import Bank
from quizlib.yamltext import bank_text

#: Line and column from 1, and how the format calls the place, such as "Questions!C7".
Spot = tuple[int, int, str]


@dataclass
class Imported:
    """What a file of another format holds, as the data of a bank file.

    ``places`` leads from a path such as ``questions[2].options[0].text.kk`` to where that stood.
    ``problems`` are the format's own errors, and warnings for what cannot be carried over.
    """

    head: dict[str, Any]
    questions: list[dict[str, Any]]
    places: dict[str, Spot] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Exported:
    """A file in another format; ``problems`` are warnings for what it cannot carry."""

    data: bytes
    problems: list[Problem]


@dataclass(frozen=True)
class Format:
    """One format.

    ``read`` takes a file and the head that questions without a bank get; it raises BankError where
    nothing can be read.  ``write`` takes a bank and the languages wanted.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    read: Callable[[Path, Mapping[str, Any]], Imported]
    write: Callable[[Bank, Sequence[str]], Exported]


def checked(imported: Imported, file: str) -> list[Problem]:
    """What the loader finds in imported questions, told at the places they came from."""
    if not imported.questions:
        return []
    with tempfile.TemporaryDirectory() as folder:
        bank = Path(folder) / "bank.yml"
        bank.write_text(bank_text(imported.head, imported.questions), encoding="utf-8")
        problems = read(bank, file).problems
    return [moved(item, imported.places, file) for item in problems]


def moved(item: Problem, places: Mapping[str, Spot], file: str) -> Problem:
    """A problem at the place of its path, or of the nearest path around it that has one."""
    path = item.path
    while path and path not in places:
        path = re.sub(r"(\.[^.\[\]]+|\[\d+\]|^[^.\[\]]+)$", "", path)
    line, column, name = places.get(path, (0, 0, ""))
    return dataclasses.replace(item, file=file, line=line, column=column, path=name or item.path)
