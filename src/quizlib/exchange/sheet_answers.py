"""The right answers of questions and blanks in a sheet, and the ids their author left out."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from typing import Any

from quizlib.exchange import sheet_words as words
from quizlib.exchange.base import Spot
from quizlib.exchange.sheet_cells import Cell, Cells, answers_of
from quizlib.exchange.sheet_found import FromSheets

#: The cells of right answers in one row: language, or "" → the cell and its place.
Given = dict[str, tuple[Cell, Spot]]
#: Lists whose entries get letters for ids; ids of others stand in texts and in other entries.
_LETTERED = (
    *("options", "pairs", "extras", "items", "cards", "mistakes", "units", "choices"),
    *("statements", "checklist"),
)


@dataclass(frozen=True)
class Answers:
    """Puts answers where the kind of a question wants them.

    ``main`` is the language of columns that name none.
    """

    found: FromSheets
    cells: Cells
    main: str

    def put(self, index: int, data: dict[str, Any], path: str, kind: str, given: Given) -> None:
        """What the answers in ``given`` say, into the question or part ``data`` at ``path``."""
        if kind == "text":
            self._accept(index, data, path, given)
            return
        cell, spot = given.get("") or next(iter(given.values()))
        if kind in ("single", "multiple"):
            self.found.places[f"{path}.options"] = spot
            if not self._choose(data, self.cells.short(cell, spot), spot):
                self.found.cannot_read(f"{path}.options", index)
            return
        self.found.at(f"{path}.answer", spot)
        value: Any = cell.value
        if kind == "number":
            value = self.cells.number(cell, spot)
        elif kind != "truefalse" or not isinstance(value, bool):
            value = self.cells.short(cell, spot)
            meant = words.truth(value) if kind == "truefalse" and value else None
            value = value if meant is None else meant
        if value is None:
            self.found.cannot_read(f"{path}.answer", index)
        elif value != "":
            data["answer"] = value

    def _accept(self, index: int, data: dict[str, Any], path: str, given: Given) -> None:
        for language, (cell, spot) in given.items():
            text = self.cells.text(cell, spot)
            place = f"{path}.accept.{language or self.main}"
            self.found.at(place, spot)
            if text is None:
                self.found.cannot_read(place, index)
            elif listed := answers_of(text):
                data.setdefault("accept", {})[language or self.main] = listed

    def _choose(self, data: dict[str, Any], text: str | None, spot: Spot) -> bool:
        """Mark the options that the cell names: by their numbers, or one by its text or id.

        False where that cannot be, which is told.
        """
        options: list[dict[str, Any]] = data.get("options", [])
        if not text:
            return text is not None
        numbers = [int(n) for n in re.findall(r"\d{1,4}", text)]
        if not re.fullmatch(r"[\d\s,.;:+&/-]*", text):
            numbers = [n for n, option in enumerate(options, 1) if text in _names(option)]
        for number in numbers or [0]:
            if not 1 <= number <= len(options):
                self.cells.tell("sheet-answer", spot, raw=text, count=len(options))
                return False
            options[number - 1]["correct"] = True
        return True


def _names(option: dict[str, Any]) -> list[str]:
    texts = option.get("text")
    return [str(option.get("id")), *(map(str, texts.values()) if isinstance(texts, dict) else ())]


def give_ids(question: dict[str, Any]) -> None:
    """Letters for the parts of a question that have no id."""
    for owner in (question, *question.get("blanks", ()), *question.get("steps", ())):
        for name in _LETTERED:
            if owner.get(name):
                _letter(owner[name])


def _letter(entries: list[dict[str, Any]]) -> None:
    taken = {entry.get("id") for entry in entries}
    letters = (*string.ascii_lowercase, *(f"p{n}" for n in range(27, 28 + len(entries))))
    free = iter([name for name in letters if name not in taken])
    for entry in entries:
        if "id" not in entry:
            entry["id"] = next(free, "z")
