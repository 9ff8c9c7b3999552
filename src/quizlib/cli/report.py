"""Findings on standard output, for people or for machines."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path

import typer

from quizlib.errors import Problem


class Format(StrEnum):
    """How findings are printed."""

    text = "text"
    json = "json"


def from_here(path: Path) -> Path:
    """The path as short as it can be said from the current folder."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def report(problems: list[Problem], format: Format, what: str, count: int) -> None:
    """Print every finding, and for people how many there are."""
    if format is Format.json:
        typer.echo(json.dumps([p.as_dict() for p in problems], ensure_ascii=False, indent=2))
        return
    for item in problems:
        typer.echo(str(item))
    found = many(len(problems), "problem")
    typer.echo(f"{many(count, what)} checked: {found}.", err=bool(problems))


def many(count: int, noun: str) -> str:
    """ "no problems", "1 problem", "2 problems"."""
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"
