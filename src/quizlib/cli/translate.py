"""`quizlib translate`."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, get_args

import typer

from quizlib.cli.report import from_here, many
from quizlib.cli.speech import language, say
from quizlib.errors import BankError, Problem, problem
from quizlib.load import FOLDER, bank_files, find_bank, find_course
from quizlib.translate.state import State

app = typer.Typer(
    no_args_is_help=True,
    help="Translations: which fit their source, which are stale; out to translators and back.",
)


class Language(StrEnum):
    """Languages of the course."""

    kk = "kk"
    ru = "ru"
    en = "en"


class Shown(StrEnum):
    """How the state is printed."""

    text = "text"
    json = "json"


class File(StrEnum):
    """Formats for translators."""

    xlsx = "xlsx"
    xliff = "xliff"


class Which(StrEnum):
    """Texts to be exported."""

    all = "all"
    stale = "stale"
    unconfirmed = "unconfirmed"


#: What ``--only`` means; a text that is missing is not confirmed either.
_STATES: dict[Which, set[State]] = {
    Which.all: set(get_args(State)),
    Which.stale: {"stale"},
    Which.unconfirmed: {"unconfirmed", "missing"},
}

BANK = typer.Argument(help="Name of the bank, or its file.", show_default=False)


@app.command("status")
def status_command(
    banks: Annotated[
        list[str] | None,
        typer.Argument(
            help="Names of banks, or their files.  Without any: all of the course.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[Shown, typer.Option(help="text for people, json for machines.")] = Shown.text,
    list_: Annotated[
        bool,
        typer.Option("--list", help="Name each stale text, and each that two languages share."),
    ] = False,
) -> None:
    """Say for each bank and language how many translations are current, stale, unconfirmed."""
    from quizlib.translate.work import status

    try:
        found = [status(*file) for file in _files(banks)]
    except BankError as error:
        raise _failed(error.problems) from None
    if format is Shown.json:
        typer.echo(json.dumps([_plain(one) for one in found], ensure_ascii=False, indent=2))
    else:
        _table(found)
        for one in found:
            _notes(one, list_=list_)
    if any(one.problems for one in found):
        raise typer.Exit(1)


@app.command("confirm")
def confirm_command(
    bank: Annotated[str, BANK],
    questions: Annotated[
        list[str] | None,
        typer.Argument(
            help="Ids of questions that a person has compared with the source; `title` for the "
            "title of the bank.",
            show_default=False,
        ),
    ] = None,
    lang: Annotated[
        list[Language] | None,
        typer.Option(help="Only this language; may be given twice.", show_default=False),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="The whole bank.")] = False,
) -> None:
    """Record that translations fit their source texts as these read now."""
    from quizlib.translate.work import confirm, opened

    if not questions and not all_:
        raise typer.BadParameter("Name the questions, or add --all for the whole bank.")
    try:
        codes = [code.value for code in lang or ()]
        done = confirm(opened(bank), questions or (), codes, all_=all_)
    except BankError as error:
        raise _failed(error.problems) from None
    typer.echo(f"{many(done.texts, 'translation')} confirmed, {done.fresh} of them anew.")
    _dropped(done.dropped)


@app.command("export")
def export_command(
    bank: Annotated[str, BANK],
    to: Annotated[Language, typer.Option(help="The language to translate into.")],
    from_: Annotated[
        Language | None,
        typer.Option(
            "--from", help="The language to translate from.  Without it: that of the bank."
        ),
    ] = None,
    format: Annotated[
        File | None,
        typer.Option(
            help="xlsx for Excel, xliff for translation programs.  Without it: by the name of "
            "the output, otherwise xlsx.",
            show_default=False,
        ),
    ] = None,
    only: Annotated[
        list[Which] | None,
        typer.Option(
            help="Only stale texts, or only unconfirmed ones; may be given twice.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(help="Where to write.  Without it: the bank's name in this folder."),
    ] = None,
    overwrite: Annotated[bool, typer.Option(help="Replace a file that is there already.")] = False,
) -> None:
    """Write the texts of a bank into a file for a translator."""
    from quizlib.translate.work import SUFFIXES, export, opened

    suffix = output.suffix.lower() if output else ""
    by_name = next((name for name, endings in SUFFIXES.items() if suffix in endings), "xlsx")
    kind = format.value if format else by_name
    wanted: set[State] = set().union(*(_STATES[which] for which in only or ()))
    try:
        found = opened(bank)
        file = output or Path(f"{found.bank.name}.{to.value}{SUFFIXES[kind][0]}")
        if file.exists() and not overwrite:
            raise BankError([problem("translate-exists", file=file.as_posix())])
        source = from_.value if from_ else found.language
        data, count, warnings = export(found, to.value, source, kind, wanted)
        try:
            file.write_bytes(data)
        except OSError as error:
            reason = error.strerror or ""
            told = problem("unwritable", file=file.as_posix(), reason=reason)
            raise BankError([told]) from None
    except BankError as error:
        raise _failed(error.problems) from None
    _tell(warnings)
    typer.echo(f"{file}: {many(count, 'text')} from {source} into {to.value}.")


@app.command("import")
def import_command(
    file: Annotated[Path, typer.Argument(help="The file that came back: .xlsx, .xlf or .xliff.")],
    bank: Annotated[
        str | None,
        typer.Option(
            help="The bank, by name or file.  Without it: the one that the file names.",
            show_default=False,
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option(help="Say what would change; write nothing.")] = False,
) -> None:
    """Put translations that came back into the bank, and confirm them."""
    from quizlib.translate.work import prepare

    try:
        found = prepare(file, file.as_posix(), bank)
        _tell(found.problems)
        for row in found.returned.rows:
            if row.note:
                typer.echo(f"{found.returned.file}: note on {row.key}: {row.note}")
        if found.text is None:
            typer.echo(f"Nothing was written to {found.bank.label}.", err=True)
            raise typer.Exit(1)
        changed = [text.key for text, _ in found.comparison.changes]
        confirmed = len(found.comparison.fresh)
        done = f"{many(len(changed), 'text')} changed, {confirmed} confirmed"
        if dry_run:
            for key in changed:
                typer.echo(f"  {key}")
            typer.echo(f"{found.bank.label}: {done}, if this were written.")
        else:
            dropped = found.write()
            typer.echo(f"{found.bank.label}: {done}.")
            _dropped(dropped)
    except BankError as error:
        raise _failed(error.problems) from None
    if any(item.severity == "error" for item in found.problems):
        raise typer.Exit(1)


def _files(banks: list[str] | None) -> list[tuple[Path, str]]:
    if banks:
        return [find_bank(name) for name in banks]
    files = bank_files(find_course() / FOLDER)
    return [(file, from_here(file).as_posix()) for file in files]


def _tell(problems: list[Problem]) -> None:
    for item in problems:
        typer.echo(f"{say(item.severity)}: {item.in_one_line(language())}")


def _failed(problems: list[Problem]) -> typer.Exit:
    _tell(problems)
    return typer.Exit(1)


def _dropped(count: int) -> None:
    if count:
        typer.echo(f"{many(count, 'stamp')} of texts that are gone removed.")


_COUNTS = ("current", "stale", "unconfirmed", "missing")


def _table(found: list[Any]) -> None:
    """A line for each bank and language, numbers under their headings."""
    lines = [("bank", "language", "texts", *_COUNTS)]
    lines += [
        (one.bank, code, str(count.texts), *(str(count.states[name]) for name in _COUNTS))
        for one in found
        for code, count in one.tallies.items()
    ]
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    for line in lines:
        cells = [
            cell.ljust(w) if i < 2 else cell.rjust(w)
            for i, (cell, w) in enumerate(zip(line, widths, strict=True))
        ]
        typer.echo("  ".join(cells).rstrip())


def _notes(one: Any, *, list_: bool) -> None:
    """What a table cannot say of a bank."""
    if one.problems:
        typer.echo(f"{one.file}: {many(len(one.problems), 'problem')}; run quizlib check.")
    elif not one.source:
        typer.echo(f"{one.file}: no source_language, so nothing can be compared.")
    elif not one.tallies:
        typer.echo(f"{one.file}: in one language only, so there is nothing to compare.")
    if one.orphans:
        typer.echo(f"{one.file}: {many(one.orphans, 'stamp')} of texts that are gone.")
    same = sum(count.same for count in one.tallies.values())
    if same and not list_:
        typer.echo(f"{one.file}: {many(same, 'text')} the same in two languages (see --list).")
    for standing, line, column in one.open if list_ else ():
        said = "stale" if standing.state == "stale" else f"the same as in {one.source}"
        place = f"{one.file}:{line}:{column}"
        typer.echo(f"{place}: {standing.language}: {standing.text.key}: {said}")


def _plain(one: Any) -> dict[str, Any]:
    """The state of a bank as plain data."""
    return {
        "bank": one.bank,
        "file": one.file,
        "source_language": one.source or None,
        "problems": len(one.problems),
        "orphans": one.orphans,
        "languages": {
            code: {"texts": count.texts, **count.states, "same": count.same}
            for code, count in one.tallies.items()
        },
        "open": [
            {
                "text": standing.text.key,
                "language": standing.language,
                "state": standing.state,
                "same": standing.same,
                "line": line,
                "column": column,
            }
            for standing, line, column in one.open
        ],
    }
