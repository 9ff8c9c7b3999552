"""Spreadsheets: what an author fills in with Excel, to a bank and back.

``xlsx`` carries everything a bank can say; ``csv`` is one table and carries the kinds whose
questions have one row.  The columns stand in :mod:`quizlib.exchange.sheet_columns`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quizlib.exchange.base import Format, Imported
from quizlib.exchange.sheet_csv import table
from quizlib.exchange.sheet_read import imported
from quizlib.exchange.sheet_told import retold
from quizlib.exchange.sheet_write import csv_file, workbook
from quizlib.exchange.sheet_xlsx import tables


def _read_xlsx(path: Path, head: Mapping[str, Any]) -> Imported:
    label = path.as_posix()
    return imported(tables(path, label), label, head)


def _read_csv(path: Path, head: Mapping[str, Any]) -> Imported:
    label = path.as_posix()
    return imported([table(path, label)], label, head)


XLSX = Format("xlsx", "Excel workbook", (".xlsx", ".xlsm"), _read_xlsx, workbook, retold)
CSV = Format("csv", "CSV", (".csv", ".tsv", ".txt"), _read_csv, csv_file, retold)
