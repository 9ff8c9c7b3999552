"""`quizlib schema`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def command(
    output: Annotated[
        Path | None,
        typer.Option(
            help="File to write, such as schema/bank-1.json.  Without it: standard output.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write the JSON Schema of a bank, by which editors complete, explain and check."""
    from quizlib.schema import text
    from quizlib.yamltext import write_text

    schema = text()
    if output is None:
        typer.echo(schema, nl=False)
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        write_text(output, schema)
    except OSError as error:
        typer.echo(f"{output}: the file cannot be written: {error.strerror}.", err=True)
        raise typer.Exit(1) from None
