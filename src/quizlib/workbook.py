"""Workbooks for Excel: the same bytes for the same content, and nothing but texts in cells."""

from __future__ import annotations

import io
import re

from openpyxl import Workbook
from openpyxl.cell import Cell

from quizlib.officefile import timeless

#: What Excel can hold in one cell.
LONGEST = 32_767

#: Excel takes `_x0041_` in a cell for the letter A.
_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def save(workbook: Workbook) -> bytes:
    """The file, without the time at which it was written."""
    written = io.BytesIO()
    workbook.save(written)
    return timeless(written.getvalue())


def put(cell: Cell, text: str) -> None:
    """A text in a cell, whatever it begins with: ``=1+1`` is no formula here."""
    cell.value = _CODE.sub(lambda found: f"_x005F{found[0]}", text)
    cell.data_type = "s"
    cell.number_format = "@"


def text_of(value: str) -> str:
    """What :func:`put` was given."""
    return _CODE.sub(lambda found: chr(int(found[1], 16)), value)
