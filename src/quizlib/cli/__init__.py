"""The command line: parse, call, print, exit code.

Everything is done elsewhere; these modules only say it, one for each command.  Exit codes: 0
nothing wrong, 1 something to mend, 2 the command itself was not understood.  Libraries that only
one command needs are imported inside it, so that `quizlib check` starts at once.
"""

from __future__ import annotations

import typer

from quizlib.cli import check, notebooks

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def _about() -> None:
    """Quizzes for Jupyter books, written in YAML, in several languages."""


app.command("check")(check.command)
app.add_typer(notebooks.app, name="notebooks")


def main() -> None:
    """Entry point of the command ``quizlib``."""
    app()
