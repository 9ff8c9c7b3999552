"""Rows to an Excel workbook that is easy to fill in, the same bytes for the same rows.

Every cell is text (``@``), so that Excel makes no date of ``3.1`` and no formula of a text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from quizlib.exchange import sheet_words as words
from quizlib.exchange.sheet_columns import GUIDES, TABLES, Key, Sort, heading
from quizlib.exchange.sheet_hints import HINTS
from quizlib.model import LANGUAGES
from quizlib.workbook import put, save

#: Rows below the headings for which there are drop-downs.
_ROWS = 2_000
_FILL = PatternFill("solid", start_color="FF1F4E79")
_HEAD = Font(bold=True, color="FFFFFFFF")
_WRAP = Alignment(wrap_text=True, vertical="top")
#: Column → the words to choose from, by the sort of sheet.
_CHOICES: dict[tuple[Sort, str], str] = {
    ("questions", "kind"): "kind",
    ("questions", "bloom"): "bloom",
    ("questions", "objective"): "objective",
    ("questions", "credit"): "credit",
    ("questions", "task"): "task",
    ("questions", "shuffle"): "yes_no",
    ("questions", "several"): "yes_no",
    ("parts", "part"): "part",
    ("parts", "kind"): "blank",
    ("parts", "correct"): "yes_no",
    ("parts", "credit"): "worth",
    ("parts", "objective"): "objective",
}


@dataclass(frozen=True)
class Grid:
    """One sheet: its columns and rows.  A sheet without columns is text to read."""

    sort: Sort
    name: str
    columns: list[Key]
    rows: list[list[str]]
    #: rows of a guide that are headings
    titles: set[int] = field(default_factory=set)


def book(grids: Sequence[Grid], language: str, objectives: Sequence[str] = ()) -> bytes:
    """A workbook with these sheets, its headings and lists in ``language``.

    ``objectives`` are the numbers that a drop-down offers.
    """
    wb = Workbook()
    wb.remove(wb.worksheets[0])
    lists = _lists(language, list(objectives))
    name_of_lists = GUIDES["lists"][LANGUAGES.index(language)]
    ranges = {
        name: f"'{name_of_lists}'!${get_column_letter(i)}$1:${get_column_letter(i)}${len(entries)}"
        for i, (name, entries) in enumerate(lists.items(), 1)
    }
    for grid in grids:
        sheet = wb.create_sheet(grid.name)
        if grid.columns:
            _fill(sheet, grid, language, ranges)
        else:
            _explain(sheet, grid)
    sheet = wb.create_sheet(name_of_lists)
    sheet.sheet_state = "hidden"
    for i, entries in enumerate(lists.values(), 1):
        for row, entry in enumerate(entries, 1):
            put(sheet.cell(row, i), entry)
    return save(wb)


def _lists(language: str, objectives: list[str]) -> dict[str, list[str]]:
    at = LANGUAGES.index(language)
    tables: dict[str, dict[Any, words.Trio]] = {
        "kind": {**words.KINDS},
        "bloom": {**words.BLOOM},
        "credit": {**words.CREDIT},
        "task": {**words.TASK},
        "yes_no": {**words.YES_NO},
        "part": {**words.PARTS},
        "blank": {**words.BLANKS},
        "worth": {**words.WORTH},
    }
    lists = {name: [trio[at] for trio in table.values()] for name, table in tables.items()}
    return {**lists, "objective": objectives} if objectives else lists


def _fill(sheet: Any, grid: Grid, language: str, ranges: Mapping[str, str]) -> None:
    table = TABLES[grid.sort]
    for i, key in enumerate(grid.columns, 1):
        letter = get_column_letter(i)
        column = table[key.code]
        sheet.column_dimensions[letter].width = column.width
        sheet.column_dimensions[letter].number_format = "@"
        sheet.column_dimensions[letter].alignment = _WRAP
        cell = sheet.cell(1, i)
        put(cell, heading(grid.sort, key, language))
        cell.font, cell.fill, cell.alignment = _HEAD, _FILL, _WRAP
        if hint := HINTS.get((grid.sort, key.code)):
            note = Comment(hint[LANGUAGES.index(language)], "quizlib", height=130, width=320)
            cell.comment = note
        if name := ranges.get(_CHOICES.get((grid.sort, key.code), "")):
            validation = DataValidation("list", formula1=name, allow_blank=True)
            # Objectives of other courses may be written; the other lists are complete.
            validation.showErrorMessage = key.code != "objective"
            validation.add(f"{letter}2:{letter}{_ROWS}")
            sheet.add_data_validation(validation)
    for number, row in enumerate(grid.rows, 2):
        for i, text in enumerate(row, 1):
            if text:
                cell = sheet.cell(number, i)
                put(cell, text)
                cell.alignment = _WRAP
    sheet.freeze_panes = "B2"


def _explain(sheet: Any, grid: Grid) -> None:
    sheet.column_dimensions["A"].width = 110
    for number, row in enumerate(grid.rows, 1):
        cell = sheet.cell(number, 1)
        put(cell, row[0])
        cell.alignment = _WRAP
        if number - 1 in grid.titles:
            cell.font = Font(bold=True, size=13)
