"""Claims of the article, later facts and objectives, as ``course/*.yml`` keeps them."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from quizlib import yamlfile
from quizlib.errors import BankError
from quizlib.model import Bloom, Page

CLAIMS, FACTS, OBJECTIVES = "claims.yml", "facts.yml", "objectives.yml"

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


class Objective(_Strict):
    """What the learner can do after a lesson."""

    bloom: Bloom
    lesson: Page
    text: Texts


def claims(course: Path) -> dict[str, Claim]:
    """Claims by id, in the order of the file.  Raises EvidenceError."""
    return _read_claims(*_file(course, CLAIMS))


def facts(course: Path) -> dict[str, Fact]:
    """Facts by id, in the order of the file.  Raises EvidenceError."""
    return _read_facts(*_file(course, FACTS))


def objectives(course: Path) -> dict[str, Objective]:
    """Objectives by id, in the order of the file.  Raises EvidenceError."""
    return _read_objectives(*_file(course, OBJECTIVES))


def _file(course: Path, name: str) -> tuple[Path, int]:
    """The path of a file and when it changed: what a page of marks asks for again and again."""
    path = course / "course" / name
    try:
        return path, path.stat().st_mtime_ns
    except OSError as error:
        raise EvidenceError(f"course/{name}: {error.strerror}") from None


@lru_cache(maxsize=4)
def _read_claims(path: Path, changed: int) -> dict[str, Claim]:
    return _read(path, "A[0-9]+", "A and a number", TypeAdapter(dict[str, Claim]))


@lru_cache(maxsize=4)
def _read_facts(path: Path, changed: int) -> dict[str, Fact]:
    return _read(path, "F[0-9]+", "F and a number", TypeAdapter(dict[str, Fact]))


@lru_cache(maxsize=4)
def _read_objectives(path: Path, changed: int) -> dict[str, Objective]:
    adapter = TypeAdapter(dict[str, Objective])
    return _read(path, r"[0-9]+\.[0-9]+", "two numbers with a point between them", adapter)


def _read(path: Path, pattern: str, what: str, model: TypeAdapter[dict[str, T]]) -> dict[str, T]:
    """The entries of a file; ``pattern`` is that of their ids, and ``what`` says it in words."""
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
        if not re.fullmatch(pattern, name):
            line, column = source.key_place((name,))
            findings.append(f"{label}:{line}:{column}: {name}: an id is {what}")
    if findings:
        raise EvidenceError("\n".join(findings))
    return entries


def _finding(source: yamlfile.Source, item: Any) -> str:
    path = tuple(item["loc"])
    line, column = source.place(path)
    where = ".".join(str(step) for step in path)
    return f"{source.file}:{line}:{column}: {where}: {item['msg']}"
