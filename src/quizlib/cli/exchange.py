"""`quizlib import` and `quizlib export`."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from quizlib.cli.report import Format as Output
from quizlib.cli.report import from_here, report
from quizlib.cli.speech import number, say
from quizlib.errors import BankError, Problem, problem
from quizlib.load import FOLDER, find_bank, find_course, load
from quizlib.model import LANGUAGES, Bloom

if TYPE_CHECKING:
    from quizlib.exchange.transfer import Transfer


class Language(StrEnum):
    """Languages of the course."""

    kk = "kk"
    ru = "ru"
    en = "en"


class From(StrEnum):
    """Formats to import from."""

    auto = "auto"
    xlsx = "xlsx"
    csv = "csv"
    gift = "gift"
    moodle = "moodle"


class To(StrEnum):
    """Formats to export to."""

    xlsx = "xlsx"
    csv = "csv"
    gift = "gift"
    moodle = "moodle"


#: Whether there was a bank already, whether it is only a trial → what is said of the questions.
_DONE = {
    (False, False): "{where}: {what} written.",
    (True, False): "{where}: {what} added.",
    (False, True): "{where}: {what} would be written.",
    (True, True): "{where}: {what} would be added.",
}
FILES = typer.Argument(
    help="Files with questions: .xlsx, .csv, GIFT or Moodle XML.", show_default=False
)


def import_command(
    files: Annotated[list[Path], FILES],
    format: Annotated[
        From, typer.Option(help="The format.  auto: told by the end of the file's name.")
    ] = From.auto,
    into: Annotated[
        str | None,
        typer.Option(
            metavar="BANK",
            help="Add the questions to this bank, which stays as it is otherwise.",
            show_default=False,
        ),
    ] = None,
    bank: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Name of the new bank.  Without it: the name of the file.",
            show_default=False,
        ),
    ] = None,
    lang: Annotated[
        Language | None,
        typer.Option(help="The language of texts that do not say theirs.", show_default=False),
    ] = None,
    lesson: Annotated[
        str | None,
        typer.Option(
            metavar="PAGE", help="The page of the lesson, for a new bank.", show_default=False
        ),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option(
            help="The title of a new bank, in the language of --lang.", show_default=False
        ),
    ] = None,
    objective: Annotated[
        str | None,
        typer.Option(
            metavar="NUMBER", help="For questions that name no objective: 3.1.", show_default=False
        ),
    ] = None,
    bloom: Annotated[
        str | None,
        typer.Option(
            metavar="LEVEL",
            help=f"For questions that name no level: {', '.join(Bloom.__args__)}.",
            show_default=False,
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            metavar="CLAIMS",
            help="For questions that name no source: A67,F25.",
            show_default=False,
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen, and write nothing.")
    ] = False,
    partial: Annotated[
        bool,
        typer.Option(
            "--partial",
            help="Write the questions that are in order although others have errors.",
        ),
    ] = False,
) -> None:
    """Make banks of files in other formats, or add their questions to a bank.

    Nothing is overwritten.  Where something is wrong, every fault is told at its place, such as
    Questions!C7, and nothing is written.
    """
    given: dict[str, Any] = {
        "languages": [lang.value] if lang else None,
        "lesson": lesson,
        "title": {lang.value: title} if lang and title else title,
        "objective": objective,
        "bloom": bloom,
        "source": (source or "").replace(",", " ").split(),
    }
    given = {name: value for name, value in given.items() if value}
    try:
        transfers = _transfers(files, into, bank)
    except BankError as error:
        report(error.problems, Output.text, "file", len(files))
        raise typer.Exit(1) from None
    failed = False
    for transfer, own in transfers:
        failed |= _deliver(transfer, own, format, given, partial=partial, dry_run=dry_run)
    if failed:
        raise typer.Exit(1)


def _transfers(
    files: Sequence[Path], into: str | None, name: str | None
) -> list[tuple[Transfer, list[Path]]]:
    """The banks to write, each with the files for it: one for all where a bank is named."""
    from quizlib.exchange.transfer import Transfer, name_for, new_bank

    if into and name:
        raise BankError([problem("exchange-bank")])
    if into:
        file, label = find_bank(into)
        try:
            course = find_course(file.resolve().parent)
        except BankError:
            course = None
        return [(Transfer.into(file, label, course), list(files))]
    course = find_course()
    groups = {name: list(files)} if name else {name_for(file): [file] for file in files}
    folder = from_here(course / FOLDER)
    return [(Transfer(new_bank(folder, group), course, None), own) for group, own in groups.items()]


def _deliver(
    transfer: Transfer,
    files: Sequence[Path],
    format: From,
    given: dict[str, Any],
    *,
    partial: bool,
    dry_run: bool,
) -> bool:
    """Read files into one bank, write it and say so; whether something was wrong."""
    from quizlib.exchange.transfer import format_of
    from quizlib.yamltext import write_text

    refused = list(transfer.delivery.problems)
    for file in () if refused else files:
        try:
            fitting = format_of(file, None if format is From.auto else format.value)
        except BankError as error:
            transfer.delivery.problems += error.problems
            continue
        transfer.take(file, fitting, given)
    done = transfer.finish(partial=partial)
    if done.text and not dry_run:
        try:
            write_text(done.file, done.text, like=done.before)
        except OSError as error:
            reason = error.strerror or ""
            label = done.file.as_posix()
            done.problems.append(problem("exchange-not-written", file=label, reason=reason))
            done.text = ""
    if done.problems:
        report(done.problems, Output.text, "file", len(files))
    failed = any(item.severity == "error" for item in done.problems)
    where = from_here(done.file.resolve()).as_posix()
    if not done.text:
        typer.echo(say("{where}: nothing written.", where=where))
        return True
    said = [
        say(_DONE[bool(done.before), dry_run], where=where, what=number(done.added, "question"))
    ]
    if done.refused:
        said.append(say("Left out: {count}.", count=done.refused))
    typer.echo(" ".join(said))
    if not dry_run:
        commands = {"first": f"quizlib check {where}", "second": f"quizlib preview {where}"}
        typer.echo(say("Next: {first}, then {second}", **commands))
    return failed


def export_command(
    bank: Annotated[
        str | None,
        typer.Argument(help="Name of the bank, or its file.", show_default=False),
    ] = None,
    format: Annotated[
        To | None,
        typer.Option(
            help="Without it: by the name of the output, otherwise xlsx.", show_default=False
        ),
    ] = None,
    lang: Annotated[
        list[Language] | None,
        typer.Option(help="Only this language; may be given several times.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            help="Where to write.  Without it: the bank's name in this folder.",
            show_default=False,
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file that is there already.")
    ] = False,
    template: Annotated[
        bool,
        typer.Option(
            "--template",
            help="Write the workbook to fill in, with examples, instead of a bank; add --lang.",
        ),
    ] = False,
) -> None:
    """Write a bank into a file of another format, or the template for Excel.

    What the format cannot carry is listed.
    """
    if template == bool(bank):
        raise typer.BadParameter("Name a bank, or add --template.")
    if template and (format not in (None, To.xlsx) or len(lang or ()) > 1):
        raise typer.BadParameter("The template is a workbook in one language.")
    try:
        codes = [code.value for code in lang or ()]
        if bank is None:
            language = codes[0] if codes else LANGUAGES[0]
            target = output or Path(f"questions.{language}.xlsx")
            _write(target, _template(language), force=force)
            typer.echo(f"{target.as_posix()}: template written.")
            return
        target, problems = _export(bank, format, codes, output, force=force)
    except BankError as error:
        report(error.problems, Output.text, "file", 1)
        raise typer.Exit(1) from None
    if problems:
        report(problems, Output.text, "bank", 1)
    typer.echo(f"{target.as_posix()}: written.")


def _export(
    name: str, format: To | None, codes: Sequence[str], output: Path | None, *, force: bool
) -> tuple[Path, list[Problem]]:
    from quizlib.exchange import FORMATS
    from quizlib.exchange.transfer import format_of, languages_of

    if format:
        chosen = FORMATS[format.value]
    else:
        chosen = format_of(output, None) if output else FORMATS["xlsx"]
    bank = load(name)
    exported = chosen.write(bank, languages_of(bank, codes))
    target = output or Path(f"{bank.name}{chosen.suffixes[0]}")
    _write(target, exported.data, force=force)
    return target, exported.problems


def _template(language: str) -> bytes:
    from quizlib.exchange.sheet_template import template

    return template(language, _objectives())


def _objectives() -> list[str]:
    """The numbers of the course's objectives, if it lists them."""
    from quizlib import yamlfile

    try:
        file = find_course() / "course" / "objectives.yml"
        source, _ = yamlfile.read(file, file.name)
    except BankError:
        return []
    return [str(number) for number in source.data] if isinstance(source.data, dict) else []


def _write(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file in one step.  Raises BankError where that cannot be."""
    label = path.as_posix()
    if path.exists() and not force:
        raise BankError([problem("exchange-not-replaced", file=label)])
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError as error:
        reason = error.strerror or ""
        raise BankError([problem("exchange-not-written", file=label, reason=reason)]) from None
    finally:
        fresh.unlink(missing_ok=True)
