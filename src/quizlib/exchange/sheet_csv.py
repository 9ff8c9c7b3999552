"""CSV files as Excel and others write them, to a table of cells and back.

The encoding is told by its mark, otherwise it must be UTF-8; the separator is the one that makes
known headings of the first row.  Spreadsheet programs take a cell that begins with ``= + - @`` for
a formula.  So an apostrophe stands before such a text, and before one that begins with an
apostrophe itself; reading takes it away again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from quizlib.errors import BankError, Phrase, problem
from quizlib.exchange.sheet_cells import Cell, Table
from quizlib.exchange.sheet_columns import key_of
from quizlib.exchange.sheet_xlsx import LARGEST, MEGABYTE, MOST_ROWS

SEPARATORS = (",", ";", "\t")
_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_CELL = 1_000_000
#: What Python's reader says → the same for an author.
_REASONS = {
    "unexpected end of data": "a quotation mark is opened and not closed",
    "expected after": "a quotation mark stands inside a cell and is not doubled",
}
_KAZAKH = "әғқңөұүһіӘҒҚҢӨҰҮҺІ"


def table(path: Path, label: str) -> Table:
    """The one table of a CSV file.  Raises BankError where it cannot be read."""
    text = _decoded(path, label)
    first, separator = text.split("\n", 1)[0].rstrip("\r"), ""
    if first[:4].casefold() == "sep=" and len(first) == 5:
        separator, text = first[4], text[len(first) :].lstrip("\r")
    rows: dict[int, dict[int, Cell]] = {}
    number = 0
    try:
        for number, record in enumerate(_records(text, separator or _separator(text)), 1):
            cells = {i: Cell(_undone(value)) for i, value in enumerate(record, 1) if value.strip()}
            if cells:
                rows[number] = cells
            if number > MOST_ROWS:
                raise BankError([problem("csv-many", file=label, limit=MOST_ROWS)])
    except csv.Error as error:
        said = str(error)
        reason = next((Phrase(words) for part, words in _REASONS.items() if part in said), said)
        found = problem("csv-broken", file=label, line=number + 1, column=1, reason=reason)
        raise BankError([found]) from None
    return Table("", rows)


def written(rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file that Excel opens with a double click: UTF-8 with its mark, commas, CRLF."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_guarded(value) for value in row])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode("utf-8")


def _guarded(value: str) -> str:
    return f"'{value}" if value.startswith((*_FORMULA_START, "'")) else value


def _undone(value: str) -> str:
    return value[1:] if value[:1] == "'" and value[1:].startswith((*_FORMULA_START, "'")) else value


def _decoded(path: Path, label: str) -> str:
    def fail(code: str, **params: Any) -> BankError:
        return BankError([problem(code, file=label, **params)])

    try:
        size = path.stat().st_size
        if size > LARGEST:
            shown = size // MEGABYTE
            raise fail("sheet-large", size=shown, limit=LARGEST // MEGABYTE)
        raw = path.read_bytes()
    except OSError as error:
        raise fail("unreadable", reason=error.strerror or "") from None
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise fail("csv-workbook")
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise fail("csv-encoding", line=line, column=1, letters=_KAZAKH[:9]) from None
    if "\0" in text:
        raise fail("csv-encoding", line=1, column=1, letters=_KAZAKH[:9])
    if not text.strip():
        raise fail("sheet-nothing")
    return text


def _records(text: str, separator: str) -> Iterable[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def _separator(text: str) -> str:
    """The separator with which the first rows have most known headings."""

    def known(separator: str) -> int:
        best = 0
        try:
            for _, record in zip(range(20), _records(text[:100_000], separator), strict=False):
                best = max(best, sum(key_of("questions", value) is not None for value in record))
        except csv.Error:
            pass  # told when the file is read
        return best

    return max(SEPARATORS, key=known)
