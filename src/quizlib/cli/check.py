"""`quizlib check`."""

from __future__ import annotations

import datetime
import difflib
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quizlib.bankfile import Reading
from quizlib.cli.report import FORMAT_HELP, Format, from_here, many, named, report
from quizlib.cli.rules import known_rule
from quizlib.errors import BankError, Problem, nearest, problem
from quizlib.lint import RULES, Sheet
from quizlib.lint.run import find
from quizlib.lint.statistics import statistics
from quizlib.load import FOLDER, bank_files, check, find_course
from quizlib.reports import Background

if TYPE_CHECKING:
    from quizlib.lint.fix import Mending

#: Files that hold questions, but are no banks.
OTHERS = (".xlsx", ".xls", ".ods", ".csv", ".docx", ".doc", ".pdf", ".gift", ".xml", ".ipynb")


def command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Banks, by file or by name, or folders of them.  Without any: the folder quizzes.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[Format, typer.Option(help=FORMAT_HELP)] = Format.text,
    rule: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID",
            callback=lambda ids: [known_rule(name) for name in ids or ()],
            help="Only this item-writing rule; may be repeated.  Faults of the format are always "
            "told, since rules pass over questions that have them.  `quizlib rules` lists them.",
            show_default=False,
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Warnings too make the exit code 1.")
    ] = False,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix",
            help="Mend in the files what needs no choice, such as the order of numbers.",
        ),
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")
    ] = False,
    stats: Annotated[
        bool,
        typer.Option("--stats", help="Print figures on each bank, such as the guess score."),
    ] = False,
    as_of: Annotated[
        datetime.datetime | None,
        typer.Option(
            metavar="DATE",
            formats=["%Y-%m-%d"],
            help="A day such as 2027-11-01: what was to be reviewed before it is an error.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Check question banks and say what is wrong, where, and how to mend it."""
    try:
        chosen = [named(p) for p in paths or ()] or [from_here(find_course() / FOLDER)]
    except BankError as error:
        report(error.problems, format, "bank", 0)
        raise typer.Exit(1) from None
    refused = [p for path in chosen if (p := _refused(path))]
    chosen = [path for path in chosen if not _refused(path)]
    files = list(dict.fromkeys(file for path in chosen for file in _files(path)))
    aside = format is not Format.text  # a program reads standard output
    if fix or diff:
        refused += _mend(files, rule or None, write=not diff, aside=aside)
    background = Background()
    tables: list[tuple[str, list[tuple[str, str]]]] = []
    day = as_of.date() if as_of else None

    def also(reading: Reading) -> Iterator[Problem]:
        if reading.source is not None:
            background.remember(reading.file, reading.source.data)
        if stats and reading.draft and reading.source:
            sheet = Sheet(reading.draft, reading.source, reading.numbers)
            tables.append((reading.file, statistics(sheet).rows()))
        for found in find(reading, RULES, day):
            if rule and found.problem.code not in rule:
                continue
            if found.reason:
                background.set_aside.append((found.problem, found.reason))
            else:
                background.mendable += bool(found.edits)
                yield found.problem

    problems = refused + sorted(check(chosen, also=also), key=lambda p: (p.file, p.line, p.column))
    report(problems, format, "bank", len(files), background)
    _show_tables(tables, aside=aside)
    if any(strict or p.severity == "error" for p in problems):
        raise typer.Exit(1)


def _files(path: Path) -> list[Path]:
    return bank_files(path) if path.is_dir() else [path]


def _refused(path: Path) -> Problem | None:
    """What is wrong with a path before anything is read."""
    if not path.exists():
        near = _meant(path)
        if near is None:
            return problem("path-missing", file=path.as_posix())
        return problem("path-misspelt", file=path.as_posix(), near=from_here(near).as_posix())
    if path.suffix.lower() in OTHERS and path.is_file():
        return problem("not-yaml", file=path.as_posix())
    return None


def _meant(path: Path) -> Path | None:
    """The bank that was meant: by a slip in its name, or by the name that a notebook uses."""
    folders = [path.parent]
    try:
        folders.append(find_course() / FOLDER)
    except BankError:
        folders.append(Path())
    banks = [file for folder in folders for file in sorted(folder.glob("*.y*ml"))]
    names = {name: file for file in reversed(banks) for name in (file.name, file.stem)}
    begun = next((name for name in names if path.stem and name.startswith(path.stem)), None)
    near = nearest(path.name, names) or begun
    return names[near] if near else None


def _mend(
    files: Sequence[Path], rules: Sequence[str] | None, *, write: bool, aside: bool
) -> list[Problem]:
    """Mend files and say so; what kept one from being mended comes back."""
    from quizlib.lint.fix import mend

    stopped = []
    for file in files:
        mending = mend(file, file.as_posix(), rules=rules, write=write)
        if mending.stopped:
            stopped.append(mending.stopped)
        if mending.before == mending.after:
            continue
        codes = dict.fromkeys(item.code for item in mending.done)
        done = "mended" if write else "would be mended"
        count = many(len(mending.done), "problem")
        typer.echo(f"{mending.file}: {count} {done}: {', '.join(codes)}", err=aside)
        if not write:
            _show_diff(mending, aside=aside)
    return stopped


def _show_tables(tables: Sequence[tuple[str, Sequence[tuple[str, str]]]], *, aside: bool) -> None:
    from quizlib.cli.frames import Screen

    screen = Screen(sys.stderr if aside else sys.stdout)
    for file, rows in tables:
        screen.line()
        screen.line(file, "bold underline")
        width = max(len(name) for name, _ in rows)
        for name, figures in rows:
            screen.paragraph(f"{name:<{width}}  {figures}", indent=2, hanging=width + 2)


def _show_diff(mending: Mending, *, aside: bool) -> None:
    from quizlib.cli.frames import Screen

    screen = Screen(sys.stderr if aside else sys.stdout)
    before, after = (re.split("\r\n?|\n", text) for text in (mending.before, mending.after))
    new = f"{mending.file} (mended)"
    for line in difflib.unified_diff(before, after, mending.file, new, n=1, lineterm=""):
        screen.line(line, {"+": "green", "-": "red", "@": "cyan"}.get(line[0], ""))
