"""The command line: parse, call, print, exit code.

Everything is done elsewhere; this module only says it.  Exit codes: 0 nothing wrong, 1 something
to mend, 2 the command itself was not understood.
"""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from quizlib.errors import BankError, Problem
from quizlib.load import FOLDER, bank_files, check, find_course

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


class Format(StrEnum):
    """How findings are printed."""

    text = "text"
    json = "json"


@app.callback()
def _about() -> None:
    """Quizzes for Jupyter books, written in YAML, in several languages."""


@app.command("check")
def check_command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Banks or folders of banks.  Without any: the folder quizzes.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[
        Format, typer.Option(help="text for people, json for machines.")
    ] = Format.text,
) -> None:
    """Check question banks and say what is wrong, where, and how to mend it."""
    try:
        chosen = paths or [_from_here(find_course() / FOLDER)]
    except BankError as error:
        _report(error.problems, format, "bank", 0)
        raise typer.Exit(1) from None
    files = sum(len(bank_files(p)) if p.is_dir() else 1 for p in chosen)
    problems = check(chosen)
    _report(problems, format, "bank", files)
    if problems:
        raise typer.Exit(1)


notebooks = typer.Typer(no_args_is_help=True, help="Run or check the lesson notebooks.")
app.add_typer(notebooks, name="notebooks")


@notebooks.command("run")
def notebooks_run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Notebooks.  Without any: all of the book.", show_default=False),
    ] = None,
) -> None:
    """Execute notebooks and store their outputs without times, versions and answers."""
    from quizlib.site.notebooks import BOOK, run  # loads Jupyter: only where needed

    try:
        changed = run(paths or [find_course() / BOOK])
    except BankError as error:
        for item in error.problems:
            typer.echo(str(item))
        raise typer.Exit(1) from None
    for path in changed:
        typer.echo(f"{_from_here(path.resolve())}: outputs stored anew")
    if not changed:
        typer.echo("Nothing has changed.")


@notebooks.command("check")
def notebooks_check(
    format: Annotated[
        Format, typer.Option(help="text for people, json for machines.")
    ] = Format.text,
) -> None:
    """Check what the notebooks store, and that the three editions have the same structure."""
    from quizlib.site import notebooks as checks

    try:
        course = find_course()
    except BankError as error:
        _report(error.problems, format, "notebook", 0)
        raise typer.Exit(1) from None
    problems = checks.check(course)
    count = len(checks.notebook_files([course / checks.BOOK]))
    _report(problems, format, "notebook", count)
    if problems:
        raise typer.Exit(1)


def _from_here(path: Path) -> Path:
    """The path as short as it can be said from the current folder."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _report(problems: list[Problem], format: Format, what: str, count: int) -> None:
    if format is Format.json:
        typer.echo(json.dumps([p.as_dict() for p in problems], ensure_ascii=False, indent=2))
        return
    for item in problems:
        typer.echo(str(item))
    found = _many(len(problems), "problem")
    typer.echo(f"{_many(count, what)} checked: {found}.", err=bool(problems))


def _many(count: int, noun: str) -> str:
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"


def main() -> None:
    """Entry point of the command ``quizlib``."""
    app()


if __name__ == "__main__":
    main()
