"""Bank files as they are now, and the questions that can be shown of them.

A file that cannot be read at the moment, as while its author is typing, keeps on view the questions
that were last in order.
"""

from __future__ import annotations

import datetime
import hashlib
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quizlib import lint
from quizlib.bankfile import Reading, read
from quizlib.errors import Problem
from quizlib.load import bank_files
from quizlib.model import Bank, Question
from quizlib.render import quiz_html
from quizlib.stub import Stub
from quizlib.yamlfile import LARGEST

#: The version of a file that is not there, or may not be read.
MISSING = "missing"
#: How long a file may be gone while an editor replaces it, and how long one pause of looking is,
#: in seconds.
GONE, PAUSE = 1.0, 0.05


@dataclass(frozen=True)
class State:
    """One file at one moment."""

    version: str
    reading: Reading
    #: of format and of item writing, in the order of the file
    problems: tuple[Problem, ...]
    #: its characters with line ends as ``\\n``; empty where it could not be read
    text: str
    #: the questions to show; None where there never were any
    bank: Bank | None
    #: index of a question in the file → id of the one on view that stands for it
    shown: dict[int, str]
    #: when ``bank`` was read, where the file as it is now gives none
    older: datetime.datetime | None = None

    @property
    def counts(self) -> Counter[str]:
        """How many errors and warnings there are."""
        return Counter(problem.severity for problem in self.problems)


class Desk:
    """One file and what is remembered of it.  May be asked from several threads."""

    def __init__(self, file: Path, label: str) -> None:
        self.file = file
        self.label = label
        self._lock = threading.Lock()
        self._state: State | None = None
        #: the bank last in order, and when it was read
        self._good: tuple[Bank, datetime.datetime] | None = None

    def version(self) -> str:
        """What changes with the content of the file, and with nothing else."""
        try:
            stat = self.file.stat()
            if stat.st_size > LARGEST:  # which nobody reads
                return f"{stat.st_mtime_ns}-{stat.st_size}"
            return hashlib.sha256(self.file.read_bytes()).hexdigest()[:16]
        except OSError:
            return MISSING

    def state(self) -> State:
        """The file as it is now; read again only where its content has changed."""
        with self._lock:
            version = self.version()
            if self._state is None or self._state.version != version:
                self._state = self._read(version)
            return self._state

    def _read(self, version: str) -> State:
        reading = read(self.file, self.label)
        rules = lint.findings(reading)  # as of no day, as `quizlib check` does by itself
        problems = sorted([*reading.problems, *rules], key=lambda p: (p.line, p.column))
        text = reading.source.text if reading.source else self._text()
        state = State(version, reading, tuple(problems), text, None, {})
        if reading.draft is not None:
            bank, numbers = _displayable(reading, reading.draft)
            self._good = bank, datetime.datetime.now()
            ids = (question.id for question in bank.questions)
            return replace(state, bank=bank, shown=dict(zip(numbers, ids, strict=True)))
        if self._good is None:
            return state
        bank, read_at = self._good
        there = {question.id for question in bank.questions}
        shown = {i: name for i, name in enumerate(_names(reading)) if name in there}
        return replace(state, bank=bank, shown=shown, older=read_at)

    def _text(self) -> str:
        """The file's characters as far as they can be read, to show where it is at fault."""
        try:
            if self.file.stat().st_size > LARGEST:
                return ""
            text = self.file.read_bytes().decode("utf-8-sig", "replace")
        except OSError:
            return ""
        return text.replace("\r\n", "\n").replace("\r", "\n")


def questions_of(reading: Reading) -> list[object]:
    """The data of each question as the file has it."""
    data = reading.source.data if reading.source else None
    items = data.get("questions") if isinstance(data, dict) else None
    return items if isinstance(items, list) else []


def name_of(data: object) -> str:
    """The id that a question's data gives it; empty where that is none."""
    name = data.get("id") if isinstance(data, dict) else None
    return name if isinstance(name, str) else ""


def _names(reading: Reading) -> list[str]:
    """The id of each question, empty where it has none or one before it has the same."""
    names = [name_of(data) for data in questions_of(reading)]
    first = {name: i for i, name in reversed([*enumerate(names)])}
    return [name if first[name] == i else "" for i, name in enumerate(names)]


def _displayable(reading: Reading, draft: Bank) -> tuple[Bank, tuple[int, ...]]:
    """The questions of a draft that a page can hold together, and their indexes in the file.

    A question may fit its model and still be at fault, such as one that leads to a situation which
    it does not have; and of two questions with one id only the first has a place.
    """
    if reading.bank is not None:
        return draft, reading.numbers
    seen: set[str] = set()
    kept: list[tuple[int, Question]] = []
    for number, question in zip(reading.numbers, draft.questions, strict=True):
        if question.id not in seen and _renders(draft, question):
            seen.add(question.id)
            kept.append((number, question))
    return replace(draft, questions=tuple(q for _, q in kept)), tuple(n for n, _ in kept)


def _renders(bank: Bank, question: Question) -> bool:
    alone = replace(bank, questions=(question,))
    try:
        for language in bank.head.languages:
            quiz_html(alone, Stub(bank.name, language, mode="practice"))
    except Exception:  # whatever is wrong with it, its problems say so
        return False
    return True


class Shelf:
    """The banks of one preview: a file, or all in a folder, each under a name for addresses."""

    def __init__(self, path: Path, label: str) -> None:
        self.path = path
        self.label = label
        self.folder = path.is_dir()
        self._lock = threading.Lock()
        self._desks: dict[str, Desk] = {} if self.folder else {"": Desk(path, label)}

    def desks(self) -> dict[str, Desk]:
        """Every bank by its name; that of a single file is empty."""
        if not self.folder:
            return self._desks
        names = [file.relative_to(self.path).as_posix() for file in bank_files(self.path)]
        return {name: self._desk(name) for name in names}

    def desk(self, name: str) -> Desk | None:
        """The bank with this name, also if its file is gone meanwhile."""
        with self._lock:
            known = self._desks.get(name)
        return known or self.desks().get(name)

    def _desk(self, name: str) -> Desk:
        with self._lock:
            if name not in self._desks:
                self._desks[name] = Desk(self.path / name, f"{self.label}/{name}")
            return self._desks[name]

    def version(self) -> str:
        """What changes with any of the banks."""
        parts = [f"{name} {desk.version()}" for name, desk in self.desks().items()]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def settled(version: Callable[[], str], pause: Callable[[float], object]) -> str:
    """The version once two looks in a row agree; a file that is gone is given a while to return."""
    before = version()
    for _ in range(round(GONE / PAUSE)):
        pause(PAUSE)
        now = version()
        if now == before != MISSING:
            break
        before = now
    return before


__all__: Sequence[str] = ("Desk", "Shelf", "State", "name_of", "questions_of", "settled")
