"""The claims of the article and the later facts, as ``course/*.yml`` keeps them."""

from __future__ import annotations

import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from quizlib import yamlfile
from quizlib.errors import BankError

CLAIMS, FACTS = "claims.yml", "facts.yml"

T = TypeVar("T")


class EvidenceError(Exception):
    """A file of ``course/`` cannot be used; the text names each place and what is wrong."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Texts(_Strict):
    """One text in the languages of the course."""

    kk: str = Field(min_length=1)
    ru: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def in_(self, language: str) -> str:
        """The text in a language."""
        return str(getattr(self, language))


class Claim(_Strict):
    """What the article says, retold; ``doubt`` says what is unclear in it."""

    text: Texts
    doubt: Texts | None = None


class Source(_Strict):
    """Where a fact was read; ``date`` is the day of publication or of the act."""

    url: str = Field(pattern=r"^https?://")
    title: Texts
    date: datetime.date | None = None


class Fact(_Strict):
    """What came after the article; ``standing`` says how well it could be checked."""

    text: Texts
    standing: Literal["primary", "secondary", "unverified", "disputed"]
    note: Texts | None = None
    sources: list[Source] = Field(min_length=1)


def claims(course: Path) -> dict[str, Claim]:
    """Claims by id, in the order of the file.  Raises EvidenceError."""
    return _read_claims(*_file(course, CLAIMS))


def facts(course: Path) -> dict[str, Fact]:
    """Facts by id, in the order of the file.  Raises EvidenceError."""
    return _read_facts(*_file(course, FACTS))


def _file(course: Path, name: str) -> tuple[Path, int]:
    """The path of a file and when it changed: what a page of marks asks for again and again."""
    path = course / "course" / name
    try:
        return path, path.stat().st_mtime_ns
    except OSError as error:
        raise EvidenceError(f"course/{name}: {error.strerror}") from None


@lru_cache(maxsize=4)
def _read_claims(path: Path, changed: int) -> dict[str, Claim]:
    return _read(path, "A", TypeAdapter(dict[str, Claim]))


@lru_cache(maxsize=4)
def _read_facts(path: Path, changed: int) -> dict[str, Fact]:
    return _read(path, "F", TypeAdapter(dict[str, Fact]))


def _read(path: Path, letter: str, model: TypeAdapter[dict[str, T]]) -> dict[str, T]:
    label = f"course/{path.name}"
    try:
        source, problems = yamlfile.read(path, label)
    except BankError as error:
        raise EvidenceError(str(error)) from None
    findings = [str(problem) for problem in problems]
    entries: dict[str, T] = {}
    try:
        entries = model.validate_python(source.data)
    except ValidationError as error:
        for item in error.errors(include_url=False, include_input=False):
            findings.append(_finding(source, item))
    for name in entries:
        if not (name.startswith(letter) and name[1:].isdecimal()):
            line, column = source.key_place((name,))
            findings.append(f"{label}:{line}:{column}: {name}: an id is {letter} and a number")
    if findings:
        raise EvidenceError("\n".join(findings))
    return entries


def _finding(source: yamlfile.Source, item: Any) -> str:
    path = tuple(item["loc"])
    line, column = source.place(path)
    where = ".".join(str(step) for step in path)
    return f"{source.file}:{line}:{column}: {where}: {item['msg']}"
