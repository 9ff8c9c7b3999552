"""What the loader finds in a bank that came from sheets, in the words of sheets.

The loader speaks of fields and of YAML; an author of a workbook has columns and cells.
"""

from __future__ import annotations

import re

from quizlib.errors import Problem, problem, suggest
from quizlib.exchange import sheet_words as words
from quizlib.exchange.base import Imported
from quizlib.exchange.sheet_columns import SETTINGS, TABLES, WORDS, Key
from quizlib.exchange.sheet_found import FromSheets, Origin
from quizlib.exchange.sheet_read import LISTS
from quizlib.messages import MESSAGES
from quizlib.model import LANGUAGES

#: A field of a question or part → its column, where that is called otherwise.
_COLUMNS = {"accept": "answer", "options": "option", "points": "point", "hints": "hint"}
#: Lists whose entries stand on the sheet of parts.
_ON_PARTS = (
    *("pairs", "items", "bins", "cards", "blanks", "steps", "choices", "endings"),
    *("statements", "checklist", "mistakes", "units"),
)


def retold(item: Problem, imported: Imported) -> Problem | None:
    """A problem of the loader as an author of sheets needs it; None where it is told already."""
    assert isinstance(imported, FromSheets)
    if item.path in imported.bad:
        return None
    if item.code == "missing-field":
        return _missing(item, imported, item.params["key"], "")
    if item.code == "missing-language":
        parent, _, name = item.path.rpartition(".")
        return _missing(item, imported, name, item.params["missing"], parent)
    if item.code in ("unknown-kind", "not-one-of"):
        return _word(item, imported)
    code = f"sheet-{item.code}"
    return problem(code, path=item.path, **item.params) if code in MESSAGES else item


def _word(item: Problem, imported: FromSheets) -> Problem:
    """A word that is none of the possible ones: those are said as the drop-down says them."""
    parent, _, name = item.path.rpartition(".")
    origin = imported.origins.get(parent)
    table = WORDS.get((origin.layout.sort, name)) if origin else None
    if origin is None or table is None:
        return item
    known = [trio[LANGUAGES.index(origin.layout.language)] for trio in table.values()]
    what = "The kinds are" if item.code == "unknown-kind" else "Possible"
    raw = item.params["raw"]
    return problem(item.code, path=item.path, raw=raw, suggestion=suggest(raw, known, what=what))


def _missing(
    item: Problem, imported: FromSheets, name: str, language: str, parent: str | None = None
) -> Problem | None:
    """The empty cell, or the column that is not there, in the row that needs it."""
    path = item.path if parent is None else parent
    whole = f"{path}.{name}".lstrip(".")
    if whole in imported.bad or f"{whole}.{language}" in imported.bad:
        return None
    first = next(iter(imported.origins.values()), None)
    ui = first.layout.language if first else "en"
    if not path:
        setting = SETTINGS.get(name, (name,) * 3)[LANGUAGES.index(ui)]
        return problem("sheet-missing-setting", path=whole, name=setting, option=f"--{name}")
    if re.fullmatch(r"questions\[\d+\]\.(hints|points)", path):
        path, _, name = path.rpartition(".")
    if name in _ON_PARTS and not (name == "bins" and ".cards[" in path):
        part = next(part for part, in_list in LISTS.items() if in_list == name)
        said = words.word_for(words.PARTS, part, ui)
        return problem("sheet-missing-parts", path=item.path, name=said)
    origin = imported.origins.get(path)
    if origin is None and path.endswith(".feedback") and name in ("true", "false"):
        path, name = path.removesuffix(".feedback"), "feedback"
        origin = imported.origins.get(path)
    if origin is None:
        return item
    main = imported.head.get("source_language") or imported.head["languages"][0]
    key, column = _column(origin, name, language, str(main))
    if key.code not in TABLES[origin.layout.sort]:
        return item
    heading = origin.layout.heading(key)
    if column is None:
        column_of_sheet = (origin.layout.table.name, heading)
        if column_of_sheet in imported.told:
            return None  # said at the first row that needs it
        imported.told.add(column_of_sheet)
        return problem("sheet-missing-column", path=path, heading=heading)
    imported.places[f"{whole}?"] = origin.layout.table.spot(origin.row, column)
    return problem("sheet-missing-cell", path=f"{whole}?", heading=heading)


def _column(origin: Origin, name: str, language: str, main: str) -> tuple[Key, int | None]:
    """The column in which a value is to stand, and where it is, if the sheet has it."""
    key = origin.keys.get(name) or Key(_COLUMNS.get(name, name))
    if key.code == "option" and not key.number:
        key = Key("option", 1)
    wanted = Key(key.code, key.number, language)
    layout = origin.layout
    for candidate in (wanted, key, *(Key(key.code, key.number, code) for code in LANGUAGES)):
        column = layout.column(candidate)
        # Another language's column is no place for this text, but fits a value without language.
        here = candidate == wanted or not language or (candidate == key and language == main)
        if column is not None and here:
            return candidate, column
    return wanted, None
