"""`quizlib new`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from quizlib.cli.report import from_here
from quizlib.errors import BankError
from quizlib.load import FOLDER, bank_files, find_course
from quizlib.reports import Background
from quizlib.templates.making import Goal, Made, bank_languages, new_bank, new_question

app = typer.Typer(
    no_args_is_help=True,
    help="Make a bank, or add a question of any kind, each filled with a good example.",
)


class Language(StrEnum):
    """Languages of the course."""

    kk = "kk"
    ru = "ru"
    en = "en"


_LANGUAGES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


@app.command("bank")
def bank_command(
    name: Annotated[
        str | None,
        typer.Argument(
            help="Name of the bank and of its file, such as water-notices.", show_default=False
        ),
    ] = None,
    lang: Annotated[
        Language | None,
        typer.Option(
            help="Your language: that of the comments.  Without it: that of the other banks.",
            show_default=False,
        ),
    ] = None,
    languages: Annotated[
        str | None,
        typer.Option(
            metavar="CODES",
            help="Languages of the questions, such as kk,ru,en.  Without them: those of the "
            "course's other banks, or your own.",
            show_default=False,
        ),
    ] = None,
    lesson: Annotated[
        str | None,
        typer.Option(
            metavar="PAGE",
            help="The lesson it belongs to: the name of its page.  Without it: the bank's name.",
            show_default=False,
        ),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option(
            help="What readers see above the quiz, for all languages.  Without it: an example.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Make a bank with one question, a good example to be replaced by your own.

    In a terminal it asks for what is not given.  A file that exists is never written over.
    """
    try:
        course = find_course()
        if name is None:
            name = _ask("NAME", "Name of the bank (small Latin letters, digits, hyphens)")
            lang = lang or Language(_choose("Your language", _LANGUAGES, Language.kk))
            if languages is None:
                usual = ",".join(bank_languages(course, lang))
                languages = _ask("--languages", "Languages of the questions", usual)
        made = new_bank(
            course,
            name,
            lang=lang,
            languages=[code.strip() for code in (languages or "").split(",") if code.strip()],
            lesson=lesson,
            title=title,
            goals=_goals(course),
        )
    except BankError as error:
        _stop(error)
    typer.echo(f"{_place(made)}: a new bank with the question {made.id}.")
    _tell_what_next(made)


@app.command("question")
def question_command(
    kind: Annotated[
        str | None,
        typer.Argument(help="Kind of the question, such as single.", show_default=False),
    ] = None,
    into: Annotated[
        str | None,
        typer.Option(
            metavar="BANK", help="The bank to add it to: its name or its file.", show_default=False
        ),
    ] = None,
    lang: Annotated[
        Language | None,
        typer.Option(
            help="Your language: that of the comments.  Without it: that of the bank.",
            show_default=False,
        ),
    ] = None,
    objective: Annotated[
        str | None,
        typer.Option(
            metavar="NUMBER",
            help="The objective it tests, such as 3.1.  Without it: that of the question before.",
            show_default=False,
        ),
    ] = None,
    id: Annotated[
        str | None,
        typer.Option(help="Its id.  Without it: the next free one.", show_default=False),
    ] = None,
) -> None:
    """Add a question to a bank: a good example of its kind, to be replaced by your own.

    In a terminal it asks for what is not given.  What the file holds stays as it is.
    """
    from quizlib.schema import words  # loads the rules

    kinds = {name: said["en"] for name, said in words("kind").items() if name != "choice"}
    try:
        if kind is None:
            kind = _choose("KIND", kinds)
        if into is None:
            banks = [file.stem for file in bank_files(find_course() / FOLDER)]
            into = _choose("--into", dict.fromkeys(banks, ""), *banks[:1])
        goals = _goals(_course_of(into))
        made = new_question(kind, into, lang=lang, objective=objective, id=id, goals=goals)
    except BankError as error:
        _stop(error, "Nothing has been added.")
    typer.echo(f"{_place(made)}: a new question, {made.id}.")
    _tell_what_next(made)


def _course_of(into: str) -> Path | None:
    """The course of a bank; None for a file that stands outside of one."""
    file = Path(into)
    try:
        return find_course(file.resolve().parent if file.suffix in (".yml", ".yaml") else None)
    except BankError:
        return None


def _goals(course: Path | None) -> Mapping[str, Goal]:
    """The objectives of a course; none where it lists none."""
    from quizlib.site import evidence

    if course is None or not (course / "course" / evidence.OBJECTIVES).is_file():
        return {}
    try:
        found = evidence.objectives(course)
    except evidence.EvidenceError as error:
        typer.echo(str(error))
        raise typer.Exit(1) from None
    return {
        number: Goal(objective.lesson, objective.text.model_dump())
        for number, objective in found.items()
    }


def _ask(what: str, prompt: str, default: str | None = None) -> str:
    """What is typed, in a terminal; elsewhere it is said what is missing."""
    if not _in_terminal():
        raise typer.BadParameter(f"{what} is missing; it is asked for only in a terminal.")
    return str(typer.prompt(prompt, default=default)).strip()


def _choose(what: str, names: Mapping[str, str], default: str | None = None) -> str:
    """One of these names, chosen by itself or by its number, in a terminal."""
    listed = list(names)
    if not _in_terminal():
        raise typer.BadParameter(f"{what} is missing; possible are: {', '.join(listed)}.")
    width = max(map(len, listed), default=0)
    for n, name in enumerate(listed, 1):
        typer.echo(f"{n:>3}  {name:<{width}}  {names[name]}".rstrip())
    while True:
        typed = str(typer.prompt(what, default=default)).strip()
        if typed in names:
            return typed
        if typed.isdecimal() and 1 <= int(typed) <= len(listed):
            return listed[int(typed) - 1]
        typer.echo(f"Type a name or a number from 1 to {len(listed)}.")


def _in_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _place(made: Made) -> str:
    return f"{from_here(made.file.resolve()).as_posix()}:{made.line}"


def _tell_what_next(made: Made) -> None:
    file = from_here(made.file.resolve()).as_posix()
    typer.echo(f"Put your own texts in place of the example, then run: quizlib check {file}")
    if len(made.languages) > 1:
        name = made.file.stem
        typer.echo(
            "When all languages say the same, confirm that: "
            f"quizlib translate confirm {name} {made.id}"
        )


def _stop(error: BankError, *last: str) -> NoReturn:
    from quizlib.cli import frames  # loads what draws on a terminal

    frames.show(error.problems, Background(), frames.Screen())
    for line in last:
        typer.echo(line, err=True)
    raise typer.Exit(1)
