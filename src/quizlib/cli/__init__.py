"""The command line: parse, call, print, exit code.

Everything is done elsewhere; these modules only say it, one for each command.  Exit codes: 0
nothing wrong, 1 something to mend, 2 the command itself was not understood.  Libraries that only
one command needs are imported inside it, so that `quizlib check` starts at once.
"""

from __future__ import annotations

import io
import sys
from enum import StrEnum
from typing import Annotated

import typer

from quizlib.cli import (
    check,
    coverage,
    exchange,
    new,
    notebooks,
    preview,
    rules,
    schema,
    speech,
    translate,
)


class Spoken(StrEnum):
    """The languages of messages to people, as they are typed."""

    kk = "kk"
    ru = "ru"
    en = "en"


app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def _about(
    language: Annotated[
        Spoken | None,
        typer.Option(
            envvar="QUIZLIB_LANGUAGE",
            help="The language of messages: kk, ru or en.  Otherwise that of the system.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Quizzes for Jupyter books, written in YAML, in several languages."""
    speech.choose(language)


app.command("check")(check.command)
app.command("coverage")(coverage.command)
app.command("import")(exchange.import_command)
app.command("export")(exchange.export_command)
app.command("preview")(preview.command)
app.command("rules")(rules.command)
app.command("schema")(schema.command)
app.add_typer(new.app, name="new")
app.add_typer(notebooks.app, name="notebooks")
app.add_typer(translate.app, name="translate")


def main() -> None:
    """Entry point of the command ``quizlib``."""
    for stream in (sys.stdout, sys.stderr):
        # Where output goes to a file, Windows may choose an encoding without Kazakh letters.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    app(prog_name="quizlib")
