"""How a file of ``course/`` is read, whatever it holds: every misfit is named with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from quizlib import yamlfile
from quizlib.errors import BankError

T = TypeVar("T")
#: Where in a file, and what is wrong there.
Finding = tuple[tuple[str | int, ...], str]
#: A file, and when it changed: what is read again and again is read once.
File = tuple[Path, int]

#: pydantic's name of a misfit → how to mend it, where its message does not say so.
_MENDS = {
    "missing": "Add it",
    "extra_forbidden": "Remove it, or mend its name",
    "string_type": "Write a text, in quotes",
    "string_too_short": "Write the text, or remove the field",
    "too_short": "Add what is missing",
    "int_type": "Write a whole number, without quotes",
    "bool_type": "Write true or false, without quotes",
    "date_type": "Write year-month-day without quotes, such as 2027-11-01",
    "list_type": "Begin each entry with a hyphen",
    "dict_type": "Write each field with its name and a colon",
    "model_type": "Write each field with its name and a colon",
}


class EvidenceError(Exception):
    """A file of ``course/`` cannot be used; the text names each place and what is wrong."""


def find(course: Path, name: str) -> File:
    """A file of the course, for the readers that keep what they have read."""
    path = course / "course" / name
    try:
        return path, path.stat().st_mtime_ns
    except OSError as error:
        raise EvidenceError(f"course/{name}: {error.strerror}") from None


def source(path: Path) -> yamlfile.Source:
    """The file as data with places."""
    try:
        found, problems = yamlfile.read(path, f"course/{path.name}")
    except BankError as error:
        raise EvidenceError(str(error)) from None
    if problems:
        raise EvidenceError("\n".join(map(str, problems)))
    return found


def validated(file: yamlfile.Source, model: TypeAdapter[T], ids: Iterable[Finding] = ()) -> T:
    """The file's data as ``model`` has it; what is wrong with its ids is told along."""
    findings, data = list(ids), None
    try:
        data = model.validate_python(file.data)
    except ValidationError as error:
        for item in error.errors(include_url=False, include_input=False):
            mend = _MENDS.get(item["type"])
            findings.append((item["loc"], item["msg"] + (f". {mend}" if mend else "")))
    stop_at(file, findings)
    return cast(T, data)


def entries(
    file: yamlfile.Source, pattern: str, what: str, model: TypeAdapter[dict[str, T]]
) -> dict[str, T]:
    """Entries by id; ``pattern`` is that of the ids, and ``what`` says it in words."""
    names = file.data if isinstance(file.data, dict) else ()
    odd = [((name,), f"an id is {what}") for name in names if not re.fullmatch(pattern, name)]
    return validated(file, model, odd)


def stop_at(file: yamlfile.Source, findings: Iterable[Finding]) -> None:
    """Raise EvidenceError where there are findings, in the order of the file."""
    told = []
    for way, what in findings:
        # What is said of an id is said where it stands, not where its fields begin.
        named = len(way) == 1 and isinstance(way[0], str)
        line, column = file.key_place(way) if named else file.place(way)
        where = f"{'.'.join(map(str, way))}: " if way else ""
        told.append((line, column, f"{file.file}:{line}:{column}: {where}{what}"))
    if told:
        raise EvidenceError("\n".join(line for _, _, line in sorted(told)))
