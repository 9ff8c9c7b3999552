"""The bilingual spreadsheet: what a translator fills in with Excel."""

from __future__ import annotations

import re
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell as OpenCell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from quizlib import workbook
from quizlib.errors import BankError, Problem, problem
from quizlib.exchange.base import Spot
from quizlib.exchange.sheet_cells import Cell, Cells, Table, rows_of
from quizlib.exchange.sheet_xlsx import tables
from quizlib.translate.delivery import Back, Delivery, Returned, Row
from quizlib.translate.words import (
    COLUMNS,
    DONE,
    HEADINGS,
    HELP_SHEET,
    INSTRUCTIONS,
    LANGUAGE_IN,
    SHEET,
    STATES,
)

_WIDTHS = {"id": 26, "context": 34, "source": 56, "translation": 56, "state": 18, "note": 30}
_OPEN = {"translation", "state", "note"}
_GREY, _HEAD, _TO_DO = (PatternFill("solid", fgColor=c) for c in ("F2F2F2", "D9E2F3", "FFF2CC"))
#: Stands above the marks and says what the file is.
_HEADER = re.compile(r"quizlib 1 (kk|ru|en) (kk|ru|en) (.+)")


def headings(source: str, target: str) -> dict[str, str]:
    """The heading of each column but the hidden one, in the translator's language."""
    names = dict(zip(COLUMNS, HEADINGS[target], strict=False))
    for column, language in (("source", source), ("translation", target)):
        names[column] += f" ({LANGUAGE_IN[language][target]})"
    return names


# ---- out


def write(delivery: Delivery) -> bytes:
    """The workbook: a sheet to fill in and one with instructions."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET[delivery.target]
    names = headings(delivery.source, delivery.target)
    mark = f"quizlib 1 {delivery.source} {delivery.target} {delivery.bank}"
    for i, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(1, i)
        assert isinstance(cell, OpenCell)  # nothing is merged here
        workbook.put(cell, names.get(column, mark))
        cell.font, cell.fill = Font(bold=True), _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(i)].width = _WIDTHS.get(column, 10)
    sheet.column_dimensions[get_column_letter(len(COLUMNS))].hidden = True
    for number, row in enumerate(delivery.rows, start=2):
        _write_row(sheet, number, row, delivery.target)
    sheet.freeze_panes = "A2"
    last = f"{get_column_letter(len(COLUMNS))}{max(2, len(delivery.rows) + 1)}"
    sheet.auto_filter.ref = f"A1:{last}"
    _protect(sheet)
    choice = DataValidation("list", formula1=f'"{DONE[delivery.target]}"', allow_blank=True)
    choice.showErrorMessage = False  # the state that stands there is no entry of the list
    state = get_column_letter(COLUMNS.index("state") + 1)
    choice.add(f"{state}2:{state}{max(2, len(delivery.rows) + 1)}")
    sheet.add_data_validation(choice)
    _instructions(book.create_sheet(HELP_SHEET[delivery.target]), delivery.target, names)
    return workbook.save(book)


def _write_row(sheet: Worksheet, number: int, row: Row, target: str) -> None:
    texts = {
        "id": row.key,
        "context": row.context,
        "source": row.source,
        "translation": row.translation,
        "state": STATES[target][row.state],
        "note": "",
        "mark": row.mark,
    }
    for i, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(number, i)
        assert isinstance(cell, OpenCell)  # nothing is merged here
        workbook.put(cell, texts[column])
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if column in _OPEN:
            cell.protection = Protection(locked=False)
        else:
            cell.fill = _GREY
        if column == "state" and row.state != "current":
            cell.fill = _TO_DO


def _protect(sheet: Worksheet) -> None:
    """Against slips, without a password; filtering and widths stay possible."""
    sheet.protection.sheet = True
    sheet.protection.autoFilter = False
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.protection.formatCells = False


def _instructions(sheet: Worksheet, target: str, names: dict[str, str]) -> None:
    sheet.column_dimensions["A"].width = 100
    for number, line in enumerate(INSTRUCTIONS[target], start=1):
        cell = sheet.cell(number, 1)
        assert isinstance(cell, OpenCell)  # nothing is merged here
        workbook.put(cell, line.format(done=DONE[target], **names))
        cell.alignment = Alignment(wrap_text=True, vertical="top")


# ---- in


def read(file: Path, label: str) -> tuple[Returned, list[Problem]]:
    """What came back, and the cells that hold no text.  Raises BankError."""
    for table in tables(file, label):
        for at, cell in table.rows.get(1, {}).items():
            found = _HEADER.fullmatch(cell.value) if isinstance(cell.value, str) else None
            if found and found[1] != found[2]:
                bank = workbook.text_of(found[3])
                returned = Returned(label, bank, found[1], found[2])
                columns = _columns(table.rows[1], returned) | {"mark": at}
                return returned, _read(table, columns, returned)
    raise BankError([problem("return-not-ours", file=label)])


def _columns(header: dict[int, Cell], returned: Returned) -> dict[str, int]:
    """Which column of the sheet is which, from 1.  Raises BankError for those that are gone."""
    found = {_folded(cell.value): at for at, cell in header.items() if isinstance(cell.value, str)}
    names = headings(returned.source, returned.target)
    if gone := [name for name in names.values() if _folded(name) not in found]:
        listed = ", ".join(f"«{name}»" for name in gone)
        raise BankError([problem("return-column", file=returned.file, line=1, names=listed)])
    return {column: found[_folded(name)] for column, name in names.items()}


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _read(table: Table, columns: dict[str, int], returned: Returned) -> list[Problem]:
    cells = Cells(returned.file)
    done = {_folded(word) for word in DONE.values()}
    for number, row in rows_of(table, 1):
        spots = {column: table.spot(number, at) for column, at in columns.items()}
        texts = {column: _text(cells, row.get(at), spots[column]) for column, at in columns.items()}
        if texts["translation"] is None:
            continue  # what stands there is told
        if not texts["id"]:
            if texts["translation"].strip():
                cells.tell("return-no-id", spots["id"])
            continue
        returned.rows.append(
            Back(
                texts["id"].strip(),
                texts["source"] or "",
                texts["translation"],
                _folded(texts["state"] or "") in done,
                texts["mark"] or "",
                (texts["note"] or "").strip(),
                spots["translation"],
            )
        )
    return cells.problems


def _text(cells: Cells, cell: Cell | None, spot: Spot) -> str | None:
    """The text of a cell; None where it cannot be told, which is then a problem."""
    if cell is not None and isinstance(cell.value, str) and not cell.fault:
        return workbook.text_of(cell.value)
    return cells.text(cell, spot)
