"""Which sheets of a file can be read, and which of their columns is which."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from quizlib.exchange.sheet_cells import Cell, Cells, Table, clean, rows_of
from quizlib.exchange.sheet_columns import (
    GUIDES,
    NEEDED,
    TABLES,
    Key,
    Sort,
    heading,
    key_of,
    known_headings,
)
from quizlib.exchange.sheet_words import folded
from quizlib.model import LANGUAGES

#: Headings may have a title and a few lines of explanation above them.
_TOP = 20
#: A column of notes is no misspelt heading: `Remarks` is not meant for `Reason`.
_NEAR = 0.75


@dataclass(frozen=True)
class Layout:
    """A sheet whose headings are known: the row they stand in, and the columns."""

    table: Table
    sort: Sort
    row: int
    columns: dict[int, Key]
    #: the language of most headings
    language: str

    def rows(self) -> Iterator[tuple[int, dict[int, Cell]]]:
        """The rows below the headings that are not empty."""
        yield from rows_of(self.table, self.row)

    def column(self, key: Key) -> int | None:
        """Where this column stands, if it does."""
        return next((column for column, other in self.columns.items() if other == key), None)

    def heading(self, key: Key) -> str:
        """What the heading of a column is called in the language of this sheet."""
        return heading(self.sort, key, self.language)


def layouts(tables: list[Table], cells: Cells) -> list[Layout]:
    """The sheets to read, in their order; what is not read is told."""
    found: list[Layout] = []
    for table in tables:
        layout = _layout(table)
        top = table.spot(1, 1)
        if layout is None:
            guide = any(folded(table.name) in map(folded, trio) for trio in GUIDES.values())
            if table.rows and not guide and not table.hidden:
                cells.tell("sheet-not-read?", top, name=table.name)
        elif table.hidden:
            if next(layout.rows(), None):
                cells.tell("sheet-hidden?", top, name=table.name)
        else:
            found.append(layout)
            _tell_rows(layout, cells)
    return [_with_columns_told(layout, cells) for layout in found]


def _layout(table: Table) -> Layout | None:
    for number in sorted(table.rows)[:_TOP]:
        names = {c: str(cell.value) for c, cell in table.rows[number].items()}
        for sort in TABLES:
            columns = {c: key for c, name in names.items() if (key := key_of(sort, name))}
            codes = {key.code for key in columns.values()}
            fits = all(any(code in codes for code in group) for group in NEEDED[sort])
            if fits and len(columns) > 1:
                return Layout(table, sort, number, columns, _language(sort, columns, names))
    return None


def _language(sort: Sort, columns: dict[int, Key], names: dict[int, str]) -> str:
    def count(language: str) -> int:
        return sum(
            folded(names[c]).startswith(folded(heading(sort, Key(key.code), language)))
            for c, key in columns.items()
        )

    return max(reversed(LANGUAGES), key=count)


def _tell_rows(layout: Layout, cells: Cells) -> None:
    table = layout.table
    below = [number for number in table.hidden_rows if number > layout.row]
    if below:
        shown = ", ".join(map(str, below[:10])) + (", …" if len(below) > 10 else "")
        cells.tell("sheet-hidden-rows?", table.spot(below[0], 1), rows=shown)
    if layout.sort == "questions":
        for row, column, last, _ in table.merged:
            if row > layout.row:
                cells.tell("sheet-merged?", table.spot(row, column), first=row, last=last)


def _with_columns_told(layout: Layout, cells: Cells) -> Layout:
    """The layout without columns that come twice; those and unknown columns are told."""
    table = layout.table
    first: dict[Key, int] = {}
    columns: dict[int, Key] = {}
    filled: dict[int, int] = {}
    for number, row in layout.rows():
        for column in row:
            filled.setdefault(column, number)
    for column in sorted({*filled, *layout.columns}):
        spot = table.spot(layout.row, column)
        cell = table.rows[layout.row].get(column)
        name = " ".join(clean(str(cell.value)).split()) if cell else ""
        key = layout.columns.get(column)
        if key is None and not name:
            cells.tell("sheet-no-heading?", table.spot(filled[column], column))
        elif key is None:
            known = {folded(known): known for known in known_headings(layout.sort)}
            meant = difflib.get_close_matches(folded(name), known, n=1, cutoff=_NEAR)
            if meant:
                cells.tell("sheet-unknown-column", spot, name=name, meant=known[meant[0]])
            else:
                cells.tell("sheet-column-not-read?", spot, name=name)
        elif key in first:
            cells.tell("sheet-column-twice", spot, name=name, other=table.spot(1, first[key])[2])
        else:
            first[key] = column
            columns[column] = key
    return Layout(table, layout.sort, layout.row, columns, layout.language)
