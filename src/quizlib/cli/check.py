"""`quizlib check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quizlib.cli.report import Format, from_here, report
from quizlib.errors import BankError
from quizlib.load import FOLDER, bank_files, check, find_course


def command(
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
        chosen = paths or [from_here(find_course() / FOLDER)]
    except BankError as error:
        report(error.problems, format, "bank", 0)
        raise typer.Exit(1) from None
    files = sum(len(bank_files(p)) if p.is_dir() else 1 for p in chosen)
    problems = check(chosen)
    report(problems, format, "bank", files)
    if problems:
        raise typer.Exit(1)
