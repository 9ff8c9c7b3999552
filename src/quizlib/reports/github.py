"""Findings as workflow commands: GitHub shows each beside the line of the file it is about."""

from __future__ import annotations

from collections.abc import Iterable

from quizlib.errors import Problem
from quizlib.reports import Background, spoken

#: What would end a message, and beyond that what would end a property.
_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = _MESSAGE | {":": "%3A", ",": "%2C"}


def github(problems: Iterable[Problem], background: Background) -> str:
    """One line for each problem; empty where there is none."""
    return "".join(f"{_command(item, background)}\n" for item in problems)


def _command(item: Problem, background: Background) -> str:
    properties = {
        "file": item.file,
        "line": str(item.line or ""),
        "col": str(item.column or "") if item.line else "",
        "title": spoken((item.code, *background.where(item))),
    }
    said = ",".join(f"{k}={_escaped(v, _PROPERTY)}" for k, v in properties.items() if v)
    message = f"{item.message}. {item.mend}".rstrip()
    return f"::{item.severity} {said}::{_escaped(message, _MESSAGE)}"


def _escaped(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(character, character) for character in text)
