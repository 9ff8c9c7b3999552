"""`quizlib preview`."""

from __future__ import annotations

import os
import threading
import webbrowser
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from quizlib.cli.report import from_here, named
from quizlib.cli.speech import language
from quizlib.errors import BankError
from quizlib.load import FOLDER, find_course


class Lang(StrEnum):
    """The language a preview begins with."""

    kk = "kk"
    ru = "ru"
    en = "en"


def command(
    file: Annotated[
        Path | None,
        typer.Argument(
            help="A bank, or a folder of banks.  Without one: the folder quizzes.",
            show_default=False,
        ),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            help="Serve at this port.  Otherwise at the first free one from 8400.",
            min=1,
            max=65535,
            show_default=False,
        ),
    ] = None,
    lang: Annotated[
        Lang | None,
        typer.Option(
            help="Begin in this language.  Otherwise in the bank's own.", show_default=False
        ),
    ] = None,
    no_open: Annotated[
        bool, typer.Option("--no-open", help="Only say the address; open no browser.")
    ] = False,
) -> None:
    """Show a bank in the browser as learners will see it, renewed on each save."""
    from quizlib.localserver import PortTaken, run
    from quizlib.preview.banks import Shelf
    from quizlib.preview.server import PORT, server
    from quizlib.preview.watching import Watch

    try:
        path = _chosen(file)
    except BankError as error:
        raise _stop("\n".join(item.in_one_line(language()) for item in error.problems)) from None
    if not path.parent.is_dir():
        raise _stop(f"There is no folder {path.parent}. Check the name of the file.")
    if not path.exists():
        typer.echo(f"There is no file {path} yet. The page will show it once it is there.")
    shelf = Shelf(path, from_here(path).as_posix())
    try:
        with Watch(path) as watch, server(shelf, watch, lang=lang or "", port=port) as running:
            if not no_open:
                _browse(f"http://127.0.0.1:{running.server_port}/")
            run(running, PORT, port, "The preview", typer.echo)
    except PortTaken as error:
        raise _stop(str(error)) from None


def _chosen(file: Path | None) -> Path:
    """The bank or the folder of banks that is meant.  Raises BankError without a course."""
    path = Path(os.path.abspath(named(file))) if file else find_course() / FOLDER  # noqa: PTH100
    course = path / FOLDER
    return course if course.is_dir() else path


def _browse(address: str) -> None:
    """Open the browser; some only return when they are closed."""
    threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()


def _stop(text: str) -> typer.Exit:
    typer.echo(text, err=True)
    return typer.Exit(1)
