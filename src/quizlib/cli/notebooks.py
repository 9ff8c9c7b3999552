"""`quizlib notebooks`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quizlib.cli.report import FORMAT_HELP, Format, from_here, report
from quizlib.cli.speech import language
from quizlib.errors import BankError
from quizlib.load import find_course

app = typer.Typer(no_args_is_help=True, help="Run or check the lesson notebooks.")


@app.command("run")
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
            typer.echo(item.in_one_line(language()))
        raise typer.Exit(1) from None
    for path in changed:
        typer.echo(f"{from_here(path.resolve())}: outputs stored anew")
    if not changed:
        typer.echo("Nothing has changed.")


@app.command("check")
def notebooks_check(
    format: Annotated[Format, typer.Option(help=FORMAT_HELP)] = Format.text,
) -> None:
    """Check what the notebooks store, and that the three editions have the same structure."""
    from quizlib.site import notebooks as checks

    try:
        course = find_course()
    except BankError as error:
        report(error.problems, format, "notebook", 0)
        raise typer.Exit(1) from None
    problems = checks.check(course)
    count = len(checks.notebook_files([course / checks.BOOK]))
    report(problems, format, "notebook", count)
    if problems:
        raise typer.Exit(1)
