"""Tables of cells, whatever file they come from, and what stands in a cell.

A cell holds what its program stored: a text, a number, a date.  Authors mean texts nearly
everywhere; :class:`Cells` makes them of what can be told for certain and names the rest.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from quizlib.errors import Problem, problem
from quizlib.exchange.base import Spot

#: Characters that no text of a bank needs, and XML cannot hold: controls, halves of pairs.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
#: How Excel stores a control character, which texts pasted from Word have for line breaks; and
#: how it stores a text that looks like one.
_STORED = re.compile("_x(00[01][0-9A-Fa-f])_|_x005F_(?=x[0-9A-Fa-f]{4}_)")
_BLANK = " \t\xa0\u2007\u202f\u200b\ufeff"
_DECIMALS = re.compile(r"#?,?#*0\.(0+)")
_PLAIN = re.compile(r"general|@|0|#,##0(\.0+)?|# ?##0(\.0+)?|0\.0+", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")


@dataclass(frozen=True)
class Cell:
    """One cell.  ``fault`` is the code of the message where its program has no value for it."""

    value: Any
    #: the number format, which decides what a number looks like
    format: str = "General"
    fault: str = ""


@dataclass
class Table:
    """One sheet: its rows by number, from 1, with the cells that are not empty, by column."""

    name: str
    rows: dict[int, dict[int, Cell]]
    hidden: bool = False
    hidden_rows: list[int] = field(default_factory=list)
    #: areas merged over several rows: (first row, first column, last row, last column)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    def spot(self, row: int, column: int) -> Spot:
        """Where a cell is, and how it is called."""
        name = f"{letters(column)}{row}"
        if not self.name:
            return row, column, name
        simple = re.fullmatch(r"[^\W\d][\w.]*", self.name)
        quoted = self.name if simple else "'" + self.name.replace("'", "''") + "'"
        return row, column, f"{quoted}!{name}"


def letters(column: int) -> str:
    """3 as C, 28 as AB."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


class Cells:
    """What stands in the cells of one file; every cell that cannot be read is told once.

    ``stored``: texts are as a workbook stores them, with codes for some characters.
    """

    def __init__(self, file: str, *, stored: bool = True) -> None:
        self.file = file
        self.stored = stored
        self.problems: list[Problem] = []

    def tell(self, code: str, spot: Spot, **params: Any) -> None:
        """Add a problem at a cell; a code ending in ``?`` is only a warning."""
        line, column, name = spot
        self.problems.append(
            problem(
                code.rstrip("?"),
                file=self.file,
                line=line,
                column=column,
                path=name,
                severity="warning" if code.endswith("?") else "error",
                **params,
            )
        )

    def text(self, cell: Cell | None, spot: Spot) -> str | None:
        """The text of a cell, "" where it is empty, None where it cannot be read (and is told)."""
        if cell is None:
            return ""
        value = cell.value
        if cell.fault:
            self.tell(cell.fault, spot, shown=value)
        elif isinstance(value, bool):
            self.tell("sheet-boolean", spot, shown=str(value).upper())
        elif isinstance(value, datetime.date | datetime.time | datetime.timedelta):
            self.tell("sheet-date", spot, shown=_date_text(value), guess=_typed(value))
        elif isinstance(value, int | float):
            if _PLAIN.fullmatch(cell.format):
                return _digits(value, cell.format)
            self.tell("sheet-number-format", spot, shown=_digits(value, ""), format=cell.format)
        else:
            text = clean(_meant(str(value)) if self.stored else str(value))
            if found := CONTROLS.search(text):
                self.tell("sheet-control", spot, name=f"U+{ord(found[0]):04X}")
                return None
            return text
        return None

    def short(self, cell: Cell | None, spot: Spot) -> str | None:
        """A word or an id: as a text, its spaces made single."""
        text = self.text(cell, spot)
        return text and " ".join(text.translate(_NO_ZERO_WIDTH).split())

    def number(self, cell: Cell, spot: Spot) -> int | float | str | None:
        """A number, however it was typed; what is none comes back as it is."""
        value = cell.value
        if isinstance(value, int | float) and not isinstance(value, bool) and not cell.fault:
            if not _PLAIN.fullmatch(cell.format):
                self.tell("sheet-number-format", spot, shown=value, format=cell.format)
                return None
            return int(value) if float(value).is_integer() else value
        text = self.short(cell, spot)
        if text is None:
            return None
        return number_of(text)

    def date(self, cell: Cell, spot: Spot) -> datetime.date | str | None:
        """A day, as a date or written as 2027-11-01 or 01.11.2027; otherwise what is written."""
        if isinstance(cell.value, datetime.datetime):
            return cell.value.date()
        if isinstance(cell.value, datetime.date):
            return cell.value
        text = self.short(cell, spot)
        if text is None:
            return None
        for pattern in ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"):
            try:
                return datetime.datetime.strptime(text, pattern).date()
            except ValueError:
                continue
        return text


_NO_ZERO_WIDTH = {0x200B: None, 0xFEFF: None, 0xAD: None}


def clean(text: str) -> str:
    """A text without the spaces around it, its line ends as ``\\n``.

    A line break at the end stays where the text has more than one line: YAML writes such texts.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
    text = text.strip(_BLANK)
    ended = text.strip("\n" + _BLANK)
    tail = "\n" if text.endswith("\n") and "\n" in ended else ""
    return ended + tail


def _meant(text: str) -> str:
    return _STORED.sub(lambda found: chr(int(found[1], 16)) if found[1] else "_", text)


def number_of(text: str) -> int | float | str:
    """``1 250,5`` as 1250.5; a text that is no number comes back as it is."""
    plain = re.sub(r"(?<=\d)[\s\u202f\xa0](?=\d{3}(?!\d))", "", text)
    plain = plain.replace("\u2212", "-").replace("\u2013", "-").replace(",", ".")
    if len(plain) > 40 or not _NUMBER.fullmatch(plain) or not plain.isascii():
        return text
    return float(plain) if "." in plain else int(plain)


def list_of(text: str) -> list[str]:
    """The entries of a cell that lists words: commas, semicolons, spaces and line breaks divide."""
    return [entry for entry in re.split(r"[\s,;]+", text) if entry]


def answers_of(text: str) -> list[str]:
    """The answers a cell lists, one per line or divided by semicolons.

    A backslash makes the character after it an ordinary one: ``\\;`` is a semicolon of the answer.
    """
    entries: list[list[tuple[str, bool]]] = [[]]
    for match in re.finditer(r"\\?.", text, re.DOTALL):
        character, ordinary = match[0][-1], len(match[0]) > 1
        if character in ";\n" and not ordinary:
            entries.append([])
        else:
            entries[-1].append((character, ordinary))
    for entry in entries:
        while entry and entry[0][0].isspace() and not entry[0][1]:
            del entry[0]
        while entry and entry[-1][0].isspace() and not entry[-1][1]:
            del entry[-1]
    return ["".join(character for character, _ in entry) for entry in entries if entry]


def answers_text(answers: list[str]) -> str:
    """Answers as a cell lists them, one per line; :func:`answers_of` makes the same of it."""

    def escaped(answer: str) -> str:
        last = len(answer) - 1
        return "".join(
            f"\\{c}" if c in "\\;\n" or (i in (0, last) and c.isspace()) else c
            for i, c in enumerate(answer)
        )

    text = "\n".join(map(escaped, answers))
    return f"{text};" if text[-1:].isspace() else text  # spaces at the end of a cell are dropped


def rows_of(table: Table, after: int) -> Iterator[tuple[int, dict[int, Cell]]]:
    """The rows below row ``after`` that are not empty, from the top."""
    for number in sorted(table.rows):
        if number > after and any(not _is_blank(cell) for cell in table.rows[number].values()):
            yield number, table.rows[number]


def _is_blank(cell: Cell) -> bool:
    return isinstance(cell.value, str) and not clean(cell.value) and not cell.fault


def _digits(value: float, format_: str) -> str:
    """A number as its cell shows it, with a point."""
    if decimals := _DECIMALS.fullmatch(format_):
        return f"{value:.{len(decimals[1])}f}"
    return format(Decimal(f"{value:.15g}"), "f")


def _date_text(value: Any) -> str:
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    return str(value)


def _typed(value: Any) -> str:
    """What was probably typed where a spreadsheet made a date of it."""
    return f"{value.day}.{value.month}" if isinstance(value, datetime.date) else "3.1"
