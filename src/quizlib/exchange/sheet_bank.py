"""The sheet on the bank as a whole: a setting in each row, and its value."""

from __future__ import annotations

from typing import Any

from quizlib.errors import suggest
from quizlib.exchange import sheet_words as words
from quizlib.exchange.base import Spot
from quizlib.exchange.sheet_cells import Cell, Cells, list_of
from quizlib.exchange.sheet_columns import SETTINGS, Key, setting_of
from quizlib.exchange.sheet_found import FromSheets
from quizlib.exchange.sheet_layout import Layout
from quizlib.model import LANGUAGES, Bank
from quizlib.yamltext import scalar

_NUMBERS = ("minutes", "attempts", "draw", "points", "also")


def read_bank(layout: Layout, cells: Cells, found: FromSheets) -> None:
    """Put the settings of this sheet into the head of what was found."""
    name_column = layout.column(Key("setting"))
    value_column = layout.column(Key("value"))
    assert name_column
    assert value_column
    titles: list[tuple[str, str, Spot]] = []
    for number, row in layout.rows():
        spot = layout.table.spot(number, value_column)
        name_spot = layout.table.spot(number, name_column)
        name = cells.short(row.get(name_column), name_spot)
        cell = row.get(value_column)
        if not name or cell is None:
            continue
        code, rest = setting_of(name)
        if not code:
            known = [trio[LANGUAGES.index(layout.language)] for trio in SETTINGS.values()]
            hint = suggest(name, known, what="The settings are")
            cells.tell("sheet-unknown-setting", name_spot, raw=name, suggestion=hint)
        elif code == "title":
            text = cells.text(cell, spot)
            if text:
                titles.append(
                    (words.language_codes(rest.strip("()"))[0] if rest else "", text, spot)
                )
        else:
            _put(code, rest, cell, spot, cells, found)
    head = found.head
    listed = head.get("languages") or [language for language, _, _ in titles if language]
    for language, text, spot in titles:
        main = head.get("source_language") or (listed[0] if listed else "")
        title = head["title"] if isinstance(head.get("title"), dict) else {}
        if language or main:
            head["title"] = {**title, language or main: text}
            found.at(f"title.{language or main}", spot)
        else:
            head["title"] = text
            found.at("title", spot)


def _put(code: str, rest: str, cell: Cell, spot: Spot, cells: Cells, found: FromSheets) -> None:
    head = found.head
    value: Any
    if code in _NUMBERS:
        value = cells.number(cell, spot)
    elif code == "allow":
        value = cells.text(cell, spot)
    elif isinstance(cell.value, bool):
        value = cell.value
    else:
        value = cells.short(cell, spot)
    if value is None or value == "":
        return
    text = str(value)
    if code in ("confidence", "review") and not isinstance(value, bool):
        meant = words.truth(text)
        value = text if meant is None else meant
    elif code == "languages":
        value = words.language_codes(text)
    elif code == "source_language":
        value = words.LANGUAGE_WORDS.get(words.folded(text), text)
    elif code == "mode":
        value = words.code_of(words.MODE, text)
    if code in ("minutes", "attempts"):
        head.setdefault("exam", {})[code] = value
        found.at(f"exam.{code}", spot)
    elif code == "draw":
        head.setdefault("exam", {}).setdefault("draw", {})[rest.replace(",", ".")] = value
        found.at(f"exam.draw.{rest.replace(',', '.')}", spot)
    elif code == "points":
        head.setdefault("exam", {}).setdefault("pass", {})["points"] = value
        found.at("exam.pass.points", spot)
    elif code == "also":
        also = head.setdefault("exam", {}).setdefault("pass", {}).setdefault("also", [])
        found.at(f"exam.pass.also[{len(also)}].points", spot)
        also.append({"objectives": list_of(rest), "points": value})
    elif code == "allow":
        head.setdefault("allow", {})[rest] = value
        found.at(f"allow.{rest}", spot)
    else:
        head[code] = value
        found.at(code, spot)


def bank_rows(bank: Bank, languages: list[str], language: str) -> list[list[str]]:
    """The settings of a bank as rows of its sheet, named in the ``language`` of the headings."""
    head = bank.head
    at = LANGUAGES.index(language)

    def name(code: str, rest: str = "") -> str:
        return f"{SETTINGS[code][at]} {rest}".strip()

    def yes_no(value: bool) -> str:
        return words.YES_NO[value][at]

    rows = [
        [name("title", f"({code})" if len(languages) > 1 else ""), head.title[code]]
        for code in languages
    ]
    rows.append([name("lesson"), head.lesson])
    rows.append([name("languages"), ", ".join(languages)])
    if head.source_language in languages:
        rows.append([name("source_language"), str(head.source_language)])
    rows.append([name("mode"), words.word_for(words.MODE, head.mode, language)])
    if head.confidence:
        rows.append([name("confidence"), yes_no(True)])
    if not head.review:
        rows.append([name("review"), yes_no(False)])
    if head.exam:
        if head.exam.minutes is not None:
            rows.append([name("minutes"), scalar(head.exam.minutes)])
        rows.append([name("attempts"), scalar(head.exam.attempts)])
        rows += [[name("draw", goal), scalar(n)] for goal, n in head.exam.draw.items()]
        if head.exam.pass_:
            rows.append([name("points"), scalar(head.exam.pass_.points)])
            rows += [
                [name("also", ", ".join(also.objectives)), scalar(also.points)]
                for also in head.exam.pass_.also
            ]
    rows += [[name("allow", rule), reason] for rule, reason in head.allow.items()]
    return rows
