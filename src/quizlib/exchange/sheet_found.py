"""What sheets hold while they are read: the data of a bank, and the row of everything in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from quizlib.exchange.base import Imported, Spot
from quizlib.exchange.sheet_cells import Cell
from quizlib.exchange.sheet_columns import Key
from quizlib.exchange.sheet_layout import Layout


@dataclass(frozen=True)
class Row:
    """One row while it is read; ``index`` is that of its question."""

    layout: Layout
    number: int
    cells: dict[int, Cell]
    index: int

    def spot(self, column: int) -> Spot:
        """The place of one of its cells."""
        return self.layout.table.spot(self.number, column)

    @property
    def first(self) -> Spot:
        """The place of its first cell that is not empty."""
        return self.spot(min(self.cells))

    def cell(self, key: Key) -> tuple[Cell | None, Spot]:
        """The cell of a column, and its place; that of the first cell where there is no column."""
        column = self.layout.column(key)
        return (self.cells.get(column), self.spot(column)) if column else (None, self.first)


@dataclass(frozen=True)
class Origin:
    """The row a mapping came from; ``keys``: field → its column, where that is called otherwise."""

    layout: Layout
    row: int
    keys: Mapping[str, Key] = field(default_factory=dict)


@dataclass
class FromSheets(Imported):
    """What sheets hold, with the row of every question and part by its path."""

    origins: dict[str, Origin] = field(default_factory=dict)
    #: paths of values that could not be read, which is told already
    bad: set[str] = field(default_factory=set)
    #: missing columns that were told: name of the sheet, heading
    told: set[tuple[str, str]] = field(default_factory=set)

    def at(self, path: str, spot: Spot) -> None:
        """Remember the place of a value, and of what it stands in where that has none yet."""
        self.places[path] = spot
        if parent := path.rpartition(".")[0]:
            self.places.setdefault(parent, spot)

    def cannot_read(self, path: str, index: int) -> None:
        """Remember that the value at ``path``, of the question ``index``, was told."""
        self.bad.add(path)
        self.faulty.add(index)
