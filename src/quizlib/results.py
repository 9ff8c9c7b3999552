"""What came of a quiz, as a table: one row for each question.

``quiz.results()`` is a list of plain mappings, so ``pandas.DataFrame(quiz.results())`` takes it as
it is; :meth:`Results.to_csv` writes it for a spreadsheet.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from quizlib.grade import grade
from quizlib.model import Question

#: Columns of the table.  ``score`` runs from 0 to 1 and is None where nothing can be scored;
#: ``attempts`` counts checks; ``seconds`` is how long the question had the focus.
COLUMNS = ("id", "response", "score", "attempts", "seconds")

#: What a spreadsheet would take for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")


class Results(list[dict[str, Any]]):
    """Rows with the names in :data:`COLUMNS`, in the order of the questions."""

    def to_csv(self, path: str | Path | None = None) -> str | None:
        """The table as CSV: written to ``path``, or returned where there is none.

        The file begins with a byte order mark, by which spreadsheets recognise UTF-8.  A response
        that is no text is written as JSON; one that looks like a formula gets an apostrophe in
        front, so that opening the file runs nothing that a learner has typed.
        """
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
        writer.writeheader()
        for row in self:
            writer.writerow(row | {"response": _cell(row["response"])})
        if path is None:
            return out.getvalue()
        Path(path).write_bytes(out.getvalue().encode("utf-8-sig"))
        return None

    def _repr_html_(self) -> str:
        """The table in a notebook."""
        head = "".join(f"<th>{name}</th>" for name in COLUMNS)
        rows = "".join(
            "<tr>" + "".join(f"<td>{escape(_shown(row[name]))}</td>" for name in COLUMNS) + "</tr>"
            for row in self
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def results(
    questions: Iterable[Question],
    answers: Mapping[str, Any],
    progress: Mapping[str, Mapping[str, Any]],
) -> Results:
    """The table for these questions; a question without an answer has a row too."""
    rows = Results()
    for question in questions:
        response = answers.get(question.id)
        told = progress.get(question.id, {})
        rows.append(
            {
                "id": question.id,
                "response": response,
                "score": grade(question, response).score,
                "attempts": told.get("attempts", 0),
                "seconds": told.get("seconds", 0.0),
            }
        )
    return rows


def _cell(value: Any) -> Any:
    if not isinstance(value, str):
        return None if value is None else json.dumps(value, ensure_ascii=False)
    formula = value.startswith(_FORMULA) and not _NUMBER.fullmatch(value)
    return f"'{value}" if formula else value


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
