"""Findings on standard output, for people, for editors and for machines.

The forms are stable: programs may rely on the fields of ``json`` (those of
:class:`~quizlib.errors.Problem`), on GitHub's workflow commands, on SARIF 2.1.0, and on the lines
of ``short``, ``file:line:column: severity: what. how to mend it [code]``.  What is printed for
people may change.
"""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path

import typer

from quizlib.cli.speech import language, number, say
from quizlib.errors import BankError, Problem
from quizlib.load import find_bank
from quizlib.reports import Background, spoken
from quizlib.reports.github import github


class Format(StrEnum):
    """How findings are printed."""

    text = "text"
    short = "short"
    json = "json"
    github = "github"
    sarif = "sarif"


FORMAT_HELP = (
    "text for people; short for editors, a line for each problem; "
    "json, github (annotations) or sarif for machines."
)


def from_here(path: Path) -> Path:
    """The path as short as it can be said from the current folder."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def named(given: Path) -> Path:
    """A path as it is, or the file of the bank whose name stands there in place of one."""
    if given.exists() or given.suffix or given.name != str(given):
        return given
    try:
        return from_here(find_bank(given.name)[0])
    except BankError:
        return given


def report(
    problems: list[Problem],
    format: Format,
    what: str,
    count: int,
    background: Background | None = None,
) -> None:
    """Print every finding, and for people how many there are in how many of ``what``."""
    background = background or Background()
    if format is Format.json:
        _print(json.dumps([p.as_dict() for p in problems], ensure_ascii=False, indent=2) + "\n")
    elif format is Format.github:
        _print(github(problems, background))
    elif format is Format.sarif:
        from quizlib.reports.sarif import sarif  # loads the rules

        _print(sarif(problems, background))
    else:
        _for_people(problems, format, _summary(problems, what, count, background), background)


def many(count: int, noun: str) -> str:
    """ "no problems", "1 problem", "2 problems"."""
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"


def _for_people(
    problems: list[Problem], format: Format, summary: str, background: Background
) -> None:
    from quizlib.cli import frames  # loads what draws on a terminal

    if format is Format.short:
        for item in problems:
            typer.echo(frames.visible(_line(item, background)))
        # An editor reads standard output.
        typer.echo(summary, err=bool(problems))
        return
    screen = frames.Screen()
    frames.show(problems, background, screen)
    worst = "red" if any(p.severity == "error" for p in problems) else "yellow"
    screen.paragraph(summary, f"bold {worst if problems else 'green'}")


def _line(item: Problem, background: Background) -> str:
    """A problem as compilers write it, which editors know how to read."""
    place = f"{item.file}:{item.line}:{item.column}" if item.line else item.file
    about = spoken(background.where(item))
    message, mend = item.said(language())
    said = ": ".join(part for part in (place, item.severity, about, message) if part)
    return f"{said}. {mend}".rstrip() + f" [{item.code}]"


def _summary(problems: list[Problem], what: str, count: int, background: Background) -> str:
    """ "2 banks, 69 questions checked: 1 error, 3 warnings; 1 can be mended with --fix."."""
    from quizlib.cli.frames import counted

    looked_at = number(count, what)
    if background.questions:
        looked_at += f", {number(background.questions, 'question')}"
    found = counted(problems)
    if background.set_aside:
        found += ", " + say("{count} set aside with a reason", count=len(background.set_aside))
    if background.mendable:
        found += "; " + say("{count} can be mended with --fix", count=background.mendable)
    return say("{what} checked: {found}.", what=looked_at, found=found)


def _print(text: str) -> None:
    """Write what a program reads, in whatever encoding it gets: letters may be escaped in JSON."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        if text[0] in "[{":
            text = json.dumps(json.loads(text), indent=2) + "\n"
    typer.echo(text, nl=False)
