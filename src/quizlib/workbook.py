"""Workbooks for Excel: the same bytes for the same content, and nothing but texts in cells."""

from __future__ import annotations

import datetime
import io
import re
import zipfile

from openpyxl import Workbook
from openpyxl.cell import Cell

#: What Excel can hold in one cell.
LONGEST = 32_767

#: Excel takes `_x0041_` in a cell for the letter A.
_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LONG_AGO = datetime.datetime(2000, 1, 1)
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def save(workbook: Workbook) -> bytes:
    """The file, without the time at which it was written."""
    written = io.BytesIO()
    workbook.save(written)
    fresh = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(fresh, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + _LONG_AGO.isoformat().encode() + b"Z", data)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on Windows and elsewhere
            new.writestr(entry, data)
    return fresh.getvalue()


def put(cell: Cell, text: str) -> None:
    """A text in a cell, whatever it begins with: ``=1+1`` is no formula here."""
    cell.value = _CODE.sub(lambda found: f"_x005F{found[0]}", text)
    cell.data_type = "s"
    cell.number_format = "@"


def text_of(value: str) -> str:
    """What :func:`put` was given."""
    return _CODE.sub(lambda found: chr(int(found[1], 16)), value)
