"""New banks and new questions in a course.

A file that exists is only ever added to, and only where the whole of it is in order.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizlib import templates
from quizlib.bankfile import Reading, read
from quizlib.errors import BankError, Phrase, problem, suggest
from quizlib.kinds import KINDS
from quizlib.load import FOLDER, bank_files, find_bank, find_course
from quizlib.model import LANGUAGES, PATTERN_OF, PATTERNS
from quizlib.yamltext import append, write_text

#: The JSON Schema of banks, where a course keeps one.
SCHEMA = Path("schema/bank-1.json")
#: What a bank begins with where nothing else is asked for.
FIRST = "single"
#: The objective of a question where the course lists none.
_NO_OBJECTIVE = "1.1"


@dataclass(frozen=True)
class Goal:
    """An objective of the course: its lesson, and what it says in each language."""

    lesson: str
    text: Mapping[str, str]


@dataclass(frozen=True)
class Made:
    """What was made: the question ``id`` in line ``line`` of ``file``."""

    file: Path
    id: str
    line: int
    languages: Sequence[str]


def new_bank(
    course: Path,
    name: str,
    *,
    lang: str | None = None,
    languages: Sequence[str] = (),
    lesson: str | None = None,
    title: str | None = None,
    goals: Mapping[str, Goal],
) -> Made:
    """Make a bank with one model question; comments in it are in ``lang``.

    Without ``languages`` it has those of :func:`bank_languages`; without ``lang`` the comments are
    in the first of them; without ``lesson`` that is its own name.  Raises BankError where a name or
    a language cannot be, or a bank of this name is there already.
    """
    name = re.sub(r"\.ya?ml$", "", name)
    readings = _course_readings(course)
    lesson = lesson or name
    title = (title or "").strip() or None
    if not re.fullmatch(PATTERN_OF["lesson"], name):
        raise BankError([problem("bank-name", raw=name)])
    if any(Path(reading.file).stem == name for reading in readings):
        raise BankError([problem("bank-exists", name=name)])
    _fits("lesson", lesson)
    for code in languages:
        if code not in LANGUAGES:
            known = suggest(code, LANGUAGES, what="There are")
            raise BankError([problem("unknown-language", raw=code, suggestion=known)])
    spoken = [c for c in LANGUAGES if c in languages] or _spoken(readings, lang)
    lang = lang or spoken[0]
    taken = [one for reading in readings for one in reading.ids]
    fresh = _free_id(_initials(name), taken)
    offered = _offered(goals, lesson, lang)
    schema = f"../{SCHEMA.as_posix()}" if (course / SCHEMA).is_file() else None
    head = templates.bank(spoken, lang, title=title, lesson=lesson, schema=schema)
    objective = next(iter(offered), _NO_OBJECTIVE)
    entry = templates.question(
        FIRST, spoken, lang, id=fresh, objective=objective, objectives=offered
    )
    file = course / FOLDER / f"{name}.yml"
    text = head + templates.indented(entry)
    if problems := _reading_of(text, file.name).problems:  # of the title: nothing else is typed
        raise BankError(problems)
    _write(file, text, b"")
    return Made(file, fresh, _line(text, fresh), spoken)


def new_question(
    kind: str,
    into: str,
    *,
    lang: str | None = None,
    objective: str | None = None,
    id: str | None = None,
    goals: Mapping[str, Goal],
) -> Made:
    """Add a model question of a kind to a bank, by its name or its file.

    Its texts are in the languages of the bank; comments are in ``lang``, or in the language the
    bank was first written in.  Without ``objective`` it has that of the question before it.  Raises
    BankError, and leaves the file as it is, where the bank has problems, its questions are not
    written as a list with hyphens, or something asked for cannot be.
    """
    if kind not in KINDS:
        known = suggest(kind, KINDS, what="The kinds are")
        raise BankError([problem("unknown-kind", raw=kind, suggestion=known)])
    file, label = find_bank(into)
    if not file.exists():  # the name of a bank, with the ending of its file
        file, label = find_bank(file.stem)
    reading = read(file, label)
    if reading.bank is None or reading.source is None:
        raise BankError(reading.problems)
    head, questions = reading.bank.head, reading.bank.questions
    lang = lang or head.source_language or head.languages[0]
    offered = _offered(goals, head.lesson, lang)
    if objective is not None:
        _known(objective, goals)
    elif questions[-1].objective in goals or not goals:
        objective = questions[-1].objective
    taken = _ids_with(reading, file)
    if id is None:
        id = _free_id(_prefix(reading.ids) or _initials(file.stem), taken)
    else:
        _fits("id", id)
        if id in taken:
            other, line = taken[id]
            raise BankError([problem("duplicate-id-course", id=id, other=other, first=line)])
    entry = templates.question(
        kind,
        head.languages,
        lang,
        id=id,
        objective=objective or next(iter(offered), _NO_OBJECTIVE),
        objectives=offered,
    )
    try:
        text = append(reading.source, [entry])
    except ValueError:
        text = ""
    after = _reading_of(text, label).bank
    if after is None or len(after.questions) != len(questions) + 1:
        place = reading.source.place(("questions",))
        raise BankError([problem("cannot-add", file=label, line=place[0], column=place[1])])
    _write(file, text, file.read_bytes())
    return Made(file, id, _line(text, id), head.languages)


def bank_languages(course: Path, lang: str | None) -> list[str]:
    """What a new bank is written in: the languages of most banks that have ``lang``, or it alone.

    Where ``lang`` is not known: those of most banks, or the first language there is.
    """
    return _spoken(_course_readings(course), lang)


def _spoken(readings: Iterable[Reading], lang: str | None) -> list[str]:
    lists = (r.draft.head.languages for r in readings if r.draft)
    usual = Counter(tuple(spoken) for spoken in lists if lang is None or lang in spoken)
    return list(usual.most_common(1)[0][0]) if usual else [lang or LANGUAGES[0]]


def _course_readings(course: Path) -> list[Reading]:
    files = bank_files(course / FOLDER)
    return [read(file, file.relative_to(course).as_posix()) for file in files]


def _ids_with(reading: Reading, file: Path) -> dict[str, tuple[str, int]]:
    """Each id in use → its file and line: in the course of a bank, or in a bank without one."""
    readings = [reading]
    try:
        course = find_course(file.resolve().parent)
    except BankError:
        pass
    else:
        readings += _course_readings(course)
    return {name: (r.file, line) for r in reversed(readings) for name, (line, _) in r.ids.items()}


def _prefix(ids: Iterable[str]) -> str:
    """What most ids of a bank begin with, up to their first hyphen."""
    starts = Counter(name.partition("-")[0] for name in ids if "-" in name)
    return starts.most_common(1)[0][0] if starts else ""


def _initials(name: str) -> str:
    """The first letters of the words in a name, or the whole of a name of one word."""
    words = [word for word in name.split("-") if word[0].isalpha()]
    return "".join(word[0] for word in words) if len(words) > 1 else "".join(words)[:20] or "q"


def _free_id(prefix: str, taken: Iterable[str]) -> str:
    """The prefix with a number above all that go with it: an id is never used again."""
    counts = [int(m[1]) for one in taken if (m := re.fullmatch(rf"{prefix}-(\d{{1,9}})", one))]
    return f"{prefix}-{max(counts, default=0) + 1}"


def _offered(goals: Mapping[str, Goal], lesson: str, lang: str) -> dict[str, str]:
    """The objectives of a lesson; all of the course where it has none."""
    own = {number: goal for number, goal in goals.items() if goal.lesson == lesson}
    return {number: goal.text[lang] for number, goal in (own or goals).items()}


def _known(objective: str, goals: Mapping[str, Goal]) -> None:
    _fits("objective", objective)
    if goals and objective not in goals:
        known = suggest(objective, goals, what="There are")
        raise BankError([problem("objective-missing", raw=objective, suggestion=known)])


def _fits(field: str, value: str) -> None:
    """Raise BankError where a value does not fit the pattern of its field."""
    pattern = PATTERN_OF[field]
    if not re.fullmatch(pattern, value):
        raise BankError([problem("pattern", raw=value, expected=Phrase(PATTERNS[pattern]))])


def _reading_of(text: str, label: str) -> Reading:
    """What a text would be as a bank, before it takes the place of a file."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "bank.yml"
            file.write_bytes(text.encode())
            return read(file, label)
    except OSError as error:
        raise _unwritable(label, error) from None


def _line(text: str, id: str) -> int:
    """The line of the question with this id."""
    lines = text.split("\n")
    return next(n for n, line in enumerate(lines, 1) if line.strip() == f"- id: {id}")


def _write(file: Path, text: str, like: bytes) -> None:
    try:
        write_text(file, text, like=like)
    except OSError as error:
        raise _unwritable(file.as_posix(), error) from None


def _unwritable(label: str, error: OSError) -> BankError:
    return BankError([problem("unwritable", file=label, reason=error.strerror or "")])
