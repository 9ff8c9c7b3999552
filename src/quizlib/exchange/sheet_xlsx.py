"""An Excel workbook to tables of cells; whatever a file does, it ends soon and with a message.

A workbook is a zip archive of XML files.  Before openpyxl reads one, the archive is weighed: a
small file can unfold to gigabytes, declare billions of merged cells or hold XML entities.
"""

from __future__ import annotations

import html
import re
import warnings
import zipfile
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from quizlib.errors import BankError, problem
from quizlib.exchange.sheet_cells import Cell, Table

MEGABYTE = 1024 * 1024
LARGEST = 100 * MEGABYTE
#: What all parts of a workbook may come to once they are unpacked.
UNPACKED = 200 * MEGABYTE
MOST_FILES = 2_000
#: A bank of 10,000 questions in three languages has about 500,000 filled cells.
MOST_CELLS, MOST_ROWS = 700_000, 200_000
#: Cells of all merged areas and links together.
MOST_AREA = 200_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CELL = re.compile(rb"<(?:[\w.-]+:)?(?:c|si)[\s/>]")
_ROW = re.compile(rb"<(?:[\w.-]+:)?row[\s/>]")
_AREA = re.compile(
    rb"<(?:[\w.-]+:)?(?:mergeCell|hyperlink)\s[^>]*?\bref\s*=\s*(?:\"([^\"]*)\"|'([^']*)')"
)
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def tables(path: Path, label: str) -> list[Table]:
    """Every sheet of a workbook.  Raises BankError where it cannot be read."""
    formulas = _weighed(path, label)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on features that are not read, such as charts
            # Opened here, since openpyxl refuses a file whose name ends otherwise.
            with path.open("rb") as opened:
                book = load_workbook(opened, data_only=True, keep_links=False)
            with path.open("rb") as opened:
                written = load_workbook(opened, keep_links=False) if formulas else None
        return [_table(sheet, written) for sheet in book.worksheets]
    except Exception as error:  # openpyxl raises whatever its parts do on what is not a workbook
        raise _fail(label, "sheet-broken", reason=_reason(error)) from None


def _fail(label: str, code: str, **params: Any) -> BankError:
    return BankError([problem(code, file=label, **params)])


def _reason(error: Exception) -> str:
    said = " ".join(str(error).split())[:120]
    return f"{type(error).__name__}{f': {said}' if said else ''}"


def _weighed(path: Path, label: str) -> bool:
    """Whether the workbook has formulas.  Raises BankError where it is none, or does too much."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            shown = size // MEGABYTE
            raise _fail(label, "sheet-large", size=shown, limit=LARGEST // MEGABYTE)
        with path.open("rb") as opened:
            start = opened.read(64)
        if start.startswith(_OLE):
            code = "sheet-locked" if _encrypted(path) else "sheet-old"
            raise _fail(label, code)
        if not start:
            raise _fail(label, "sheet-nothing")
    except OSError as error:
        raise _fail(label, "unreadable", reason=error.strerror or "") from None
    try:
        with zipfile.ZipFile(path) as archive:
            return _unpacked(archive, label)
    except BankError:
        raise
    except (zipfile.BadZipFile, EOFError, ValueError, RuntimeError, NotImplementedError):
        raise _fail(label, "sheet-no-workbook") from None
    except Exception as error:  # zlib.error, lzma.LZMAError, struct.error on broken archives
        raise _fail(label, "sheet-broken", reason=_reason(error)) from None


def _encrypted(path: Path) -> bool:
    with path.open("rb") as opened:
        return "EncryptedPackage".encode("utf-16-le") in opened.read(LARGEST)


def _unpacked(archive: zipfile.ZipFile, label: str) -> bool:
    names = {info.filename for info in archive.infolist()}
    total = sum(info.file_size for info in archive.infolist())
    if total > UNPACKED or len(names) > MOST_FILES:
        raise _fail(label, "sheet-unpacked", limit=UNPACKED // MEGABYTE)
    if "mimetype" in names and b"opendocument" in archive.read("mimetype"):
        raise _fail(label, "sheet-ods")
    if "xl/workbook.bin" in names:
        raise _fail(label, "sheet-xlsb")
    if "[Content_Types].xml" not in names:
        raise _fail(label, "sheet-no-workbook")
    cells = rows = area = 0
    formulas = False
    for info in archive.infolist():
        if not info.filename.endswith((".xml", ".rels", ".vml")):
            continue
        data = archive.read(info)
        if b"\0" in data or _DECLARATION.search(data):
            raise _fail(label, "sheet-entities", name=info.filename)
        cells += sum(1 for _ in _CELL.finditer(data))
        rows += sum(1 for _ in _ROW.finditer(data))
        area += sum(_size(found[1] or found[2] or b"") for found in _AREA.finditer(data))
        formulas = formulas or bool(_FORMULA.search(data))
        if cells > MOST_CELLS or rows > MOST_ROWS or area > MOST_AREA:
            raise _fail(label, "sheet-many", cells=MOST_CELLS, rows=MOST_ROWS)
    return formulas


def _size(reference: bytes) -> int:
    """How many cells a reference such as A1:C7 takes in."""
    first, row, last, to_row = range_boundaries(html.unescape(reference.decode()))
    if first is None or row is None or last is None or to_row is None:
        return MOST_AREA + 1  # whole rows or columns
    return (last - first + 1) * (to_row - row + 1)


def _table(sheet: Any, written: Any) -> Table:
    rows: dict[int, dict[int, Cell]] = {}
    # Only the cells that the file has: asking for rows would make all those between them.
    for (row, column), cell in sheet._cells.items():
        if cell.value is not None:
            fault = "sheet-error-cell" if cell.data_type == "e" else ""
            rows.setdefault(row, {})[column] = Cell(cell.value, cell.number_format, fault)
    if written is not None:
        _mark_formulas(rows, sheet, written[sheet.title])
    merged = []
    for area in sheet.merged_cells.ranges:
        top = rows.get(area.min_row, {}).get(area.min_col)
        if top is None or area.max_row == area.min_row:
            continue
        merged.append((area.min_row, area.min_col, area.max_row, area.max_col))
        for row in range(area.min_row + 1, area.max_row + 1):
            if row in rows:
                rows[row].setdefault(area.min_col, top)
    hidden = [
        number
        for number, dimension in sorted(sheet.row_dimensions.items())
        if dimension.hidden and number in rows
    ]
    return Table(sheet.title, rows, sheet.sheet_state != "visible", hidden, sorted(merged))


def _mark_formulas(rows: dict[int, dict[int, Cell]], sheet: Any, written: Any) -> None:
    """A formula whose result is not stored is told; without this its cell would seem empty."""
    for (row, column), cell in written._cells.items():
        result = sheet._cells.get((row, column))
        # An empty text is a result too; openpyxl then leaves the type as the file has it.
        missing = result is not None and result.value is None and result.data_type != "str"
        if cell.data_type == "f" and missing:
            rows.setdefault(row, {})[column] = Cell(None, "General", "sheet-formula")
