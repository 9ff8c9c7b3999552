"""What the course covers: claims and facts by lesson and question, objectives by question.

Everything is counted from what lies in the course: ``course/*.yml``, the first edition's pages (a
check of its own holds the others equal), and the banks.  `quizlib coverage` and the page
``coverage`` of the book show the same counts.  Nothing here knows the answer to a question.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from quizlib.errors import BankError, Problem
from quizlib.load import FOLDER, bank_files, load_course
from quizlib.model import LANGUAGES, Bank, Question
from quizlib.modes import settings
from quizlib.render import select
from quizlib.site import evidence
from quizlib.site.notebooks import BOOK, FIRST, Book, check_banks, check_pages, read_book
from quizlib.site.plan import Planned, plan
from quizlib.site.structure import Page
from quizlib.translate.state import State
from quizlib.translate.work import status

#: How a question is met, the way that counts most first.  ``check`` is practice handed in at once.
ROLES = ("practice", "pretest", "exam")
#: Mode of a quiz → role; a survey has none.
_ROLE_OF = {"practice": "practice", "check": "practice", "pretest": "pretest", "exam": "exam"}
_TITLE = re.compile(r"^# +(.+?) *$", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """A claim or a fact: the lessons that are to teach it, those that do, and who asks about it."""

    id: str
    planned: tuple[str, ...]
    taught: tuple[str, ...]
    #: ids of the questions that rest on it
    items: tuple[str, ...]
    #: whether a lesson that is to teach it has been written
    due: bool


@dataclass
class Asked:
    """How many questions there are on an objective or in a lesson."""

    #: practice by kind of question, and by level of thinking
    kinds: Counter[str] = field(default_factory=Counter)
    levels: Counter[str] = field(default_factory=Counter)
    pretest: int = 0
    exam: int = 0

    @property
    def practice(self) -> int:
        """The number of practice questions."""
        return self.kinds.total()

    def add(self, question: Question, role: str) -> None:
        """Count one more question."""
        if role == "practice":
            self.kinds[question.kind] += 1
            self.levels[question.bloom] += 1
        elif role == "pretest":
            self.pretest += 1
        else:
            self.exam += 1


@dataclass(frozen=True)
class Lesson:
    """One lesson; without titles it has not been written yet."""

    page: str
    #: by language
    titles: dict[str, str]
    asked: Asked

    @property
    def written(self) -> bool:
        """Whether there is a page."""
        return bool(self.titles)


@dataclass(frozen=True)
class Edition:
    """One edition: its pages, where their structure departs, and how its translations stand."""

    language: str
    pages: int
    departures: int
    #: state → number of texts of the banks; empty in the language they are written in
    texts: dict[State, int]


@dataclass(frozen=True)
class Coverage:
    """All counts, in the order of the files."""

    claims: list[Entry]
    facts: list[Entry]
    lessons: list[Lesson]
    objectives: dict[str, evidence.Objective]
    #: by objective
    asked: dict[str, Asked]
    editions: list[Edition]
    #: what the counts were made from, for who says what is wrong with them
    plan: dict[str, Planned]
    banks: list[Bank]
    #: question → lesson that shows it outside an exam
    practised: dict[str, str]

    @property
    def due(self) -> list[Entry]:
        """The claims of the lessons written so far."""
        return [claim for claim in self.claims if claim.due]

    @property
    def untested(self) -> list[Entry]:
        """The claims of the lessons written so far that no question rests on."""
        return [claim for claim in self.due if not claim.items]


def coverage(root: Path) -> Coverage:
    """The counts of the course ``root``.

    Raises EvidenceError or BankError where a part of it cannot be read.
    """
    planned, objectives = plan(root), evidence.objectives(root)
    banks, book = load_course(root), read_book(root)
    pages = [*planned, *(one.lesson for one in objectives.values())]
    lessons = {
        page: Lesson(
            page, {c: _title(book[c][page]) for c in LANGUAGES if page in book[c]}, Asked()
        )
        for page in dict.fromkeys(pages)
    }
    written = {name: book[FIRST][name] for name in lessons if name in book[FIRST]}
    marks = {
        name: {mark for cell in page.features for mark in cell["claims and facts"]}
        for name, page in written.items()
    }
    asked = {name: Asked() for name in objectives}
    rests: dict[str, list[str]] = {}
    met = _met(written, banks)
    for question, role, page in met:
        if page:
            lessons[page].asked.add(question, role)
        if question.objective in asked:
            asked[question.objective].add(question, role)
        for name in dict.fromkeys(question.source):
            rests.setdefault(name, []).append(question.id)

    def entries(names: Iterable[str]) -> list[Entry]:
        return [
            Entry(
                name,
                lessons_of := tuple(p for p, one in planned.items() if name in one.entries),
                tuple(page for page, there in marks.items() if name in there),
                tuple(rests.get(name, ())),
                any(page in written for page in lessons_of),
            )
            for name in names
        ]

    return Coverage(
        entries(evidence.claims(root)),
        entries(evidence.facts(root)),
        list(lessons.values()),
        objectives,
        asked,
        _editions(root, book, banks),
        planned,
        banks,
        {question.id: page for question, role, page in met if page and role != "exam"},
    )


def _title(page: Page) -> str:
    """What the page calls itself."""
    found = (_TITLE.search(cell.source) for cell in page.cells if cell.cell_type == "markdown")
    return next((title[1] for title in found if title), page.name)


def _met(written: Mapping[str, Page], banks: Iterable[Bank]) -> list[tuple[Question, str, str]]:
    """Each question of the course once: how it is met, and the lesson, if it is met in one.

    Questions that no lesson shows, such as those made for authors to look at, are no part of the
    course, and neither are surveys, which have no answer; those of an exam are.
    """
    by_name = {bank.name: bank for bank in banks}
    ways: dict[str, tuple[int, Question, str]] = {}
    for name, page in written.items():
        for stub in page.stubs:
            bank = by_name.get(stub.bank)
            try:
                shown = select(bank, stub) if bank else []
            except BankError:
                continue  # the check of the notebooks tells
            role = _ROLE_OF.get(settings(bank, stub).mode, "") if bank else ""
            for question in shown if role else ():
                way = (ROLES.index(role), question, name)
                # The lesson that shows it first keeps it, unless another one has it as practice.
                if question.id not in ways or way[0] < ways[question.id][0]:
                    ways[question.id] = way
    for bank in by_name.values():
        for question in bank.questions if bank.head.mode == "exam" else ():
            ways.setdefault(question.id, (ROLES.index("exam"), question, ""))
    return [(question, ROLES[role], page) for role, question, page in ways.values()]


def _editions(root: Path, book: Book, banks: list[Bank]) -> list[Edition]:
    departures = check_pages(root, book) + check_banks(banks, book)
    texts: dict[str, Counter[State]] = {code: Counter() for code in LANGUAGES}
    for file in bank_files(root / FOLDER):
        for code, tally in status(file, file.relative_to(root).as_posix()).tallies.items():
            texts[code].update(tally.states)
    return [
        Edition(code, len(book[code]), _of_edition(departures, code), dict(texts[code]))
        for code in LANGUAGES
    ]


def _of_edition(found: Iterable[Problem], language: str) -> int:
    return sum(item.file.startswith(f"{BOOK}/{language}/") for item in found)
