"""Banks by name, file or folder, with every problem at once.

:func:`load` reads one bank or raises :class:`~quizlib.errors.BankError`; :func:`check` reads
files and folders and returns what is wrong with them.  What happens inside one file stands in
:mod:`quizlib.bankfile`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from quizlib.bankfile import Reading, read
from quizlib.errors import BankError, Problem, problem, suggest
from quizlib.model import Bank

FOLDER = "quizzes"


def find_course(start: Path | None = None) -> Path:
    """The nearest folder, from ``start`` upwards, that holds a folder ``quizzes``."""
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / FOLDER).is_dir():
            return folder
    raise BankError([problem("course-missing", start=start.name)])


def load(name: str | Path, course: Path | None = None) -> Bank:
    """The bank with this name in the course, or in this file.  Raises BankError."""
    file, label = find_bank(name, course)
    try:
        stat = file.stat()
    except OSError as error:
        raise BankError([problem("unreadable", file=label, reason=error.strerror or "")]) from None
    return _cached(file, label, stat.st_mtime_ns, stat.st_size)


def find_bank(name: str | Path, course: Path | None = None) -> tuple[Path, str]:
    """The file of a bank, and how messages call it.  Raises BankError where no bank has the name.

    What ends in ``.yml`` is a file, whether there is one or not.
    """
    if isinstance(name, Path) or name.endswith((".yml", ".yaml")):
        return Path(name), Path(name).as_posix()
    course = course or find_course()
    banks = {p.stem: p for p in bank_files(course / FOLDER)}
    if name not in banks:
        known = suggest(name, banks, what="The banks are")
        raise BankError([problem("bank-missing", name=name, known=known)])
    return banks[name], banks[name].relative_to(course).as_posix()


@lru_cache(maxsize=64)
def _cached(file: Path, label: str, changed: int, size: int) -> Bank:
    """A page may show a dozen parts of one bank: read it once, until the file changes."""
    reading = read(file, label)
    if reading.bank is None:
        raise BankError(reading.problems)
    return reading.bank


def load_course(course: Path) -> list[Bank]:
    """Every bank of the course, by name.  Raises BankError with the problems of all of them."""
    files = bank_files(course / FOLDER)
    readings = [read(file, file.relative_to(course).as_posix()) for file in files]
    if problems := _all_problems(readings):
        raise BankError(problems)
    return [reading.bank for reading in readings if reading.bank]


def check(
    paths: Iterable[Path], *, also: Callable[[Reading], Iterable[Problem]] = lambda reading: ()
) -> list[Problem]:
    """The problems of all banks in these files and folders, ids compared across them.

    ``also`` says what else is wrong with one file; only one is held at a time.
    """
    files: dict[Path, str] = {}
    empty: list[Problem] = []
    for path in paths:
        found = bank_files(path) if path.is_dir() else [path]
        if not found:
            empty.append(problem("no-banks", file=path.as_posix()))
        for file in found:
            files.setdefault(Path(os.path.realpath(file)), file.as_posix())
    ids: dict[str, tuple[str, int]] = {}
    problems = empty
    shared: list[Problem] = []
    for file, label in files.items():
        reading = read(file, label)
        problems += [*reading.problems, *also(reading)]
        shared += _shared_ids(reading, ids)
    return problems + shared


def bank_files(folder: Path) -> list[Path]:
    """The banks in a folder and those below it, in a fixed order.

    Hidden folders are left out: JupyterLab keeps copies of edited files in them.
    """
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in (".yml", ".yaml")
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _all_problems(readings: Sequence[Reading]) -> list[Problem]:
    """Problems of each file, then ids that two files share."""
    ids: dict[str, tuple[str, int]] = {}
    found = [p for reading in readings for p in reading.problems]
    return found + [p for reading in readings for p in _shared_ids(reading, ids)]


def _shared_ids(reading: Reading, first: dict[str, tuple[str, int]]) -> list[Problem]:
    """A problem for each id that a file before this one has; ``first`` remembers them all."""
    found = []
    for name, (line, column) in reading.ids.items():
        if name in first:
            other, other_line = first[name]
            found.append(
                problem(
                    "duplicate-id-course",
                    file=reading.file,
                    line=line,
                    column=column,
                    path=name,
                    id=name,
                    other=other,
                    first=other_line,
                )
            )
        first.setdefault(name, (reading.file, line))
    return found
