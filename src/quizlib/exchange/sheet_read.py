"""Tables of cells to the data of a bank, with the cell of every value.

What an author writes is taken as it is meant where that is certain; everything else goes to the
loader as it stands, and is told at its cell in the words of :mod:`quizlib.exchange.sheet_told`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quizlib.errors import BankError, problem, suggest
from quizlib.exchange import sheet_words as words
from quizlib.exchange.base import Spot, parted
from quizlib.exchange.sheet_answers import Answers, Given, give_ids
from quizlib.exchange.sheet_bank import read_bank
from quizlib.exchange.sheet_cells import Cell, Cells, Table, list_of
from quizlib.exchange.sheet_columns import TABLES, WORDS, Key, Sort
from quizlib.exchange.sheet_found import FromSheets, Origin, Row
from quizlib.exchange.sheet_layout import Layout, layouts
from quizlib.model import LANGUAGES

#: A part → the list it stands in.
LISTS = {
    "option": "options",
    "pair": "pairs",
    "extra": "extras",
    "item": "items",
    "bin": "bins",
    "card": "cards",
    "blank": "blanks",
    "mistake": "mistakes",
    "unit": "units",
    "step": "steps",
    "choice": "choices",
    "ending": "endings",
    "statement": "statements",
    "check": "checklist",
}
#: Kind of question → its part, where there is only one.
_ONLY_PART = {
    "single": "option",
    "multiple": "option",
    "truefalse": "option",
    "judgement": "option",
    "order": "item",
    "scale": "statement",
    "essay": "check",
}
#: Columns in the row of a question that stand for a field of one of its options.
_OF_OPTION = {"option": "text", "feedback": "feedback", "option_id": "id", "option_see": "see"}
#: With this begin the ids of the examples in our templates.
EXAMPLE = "example-"


def imported(tables: list[Table], file: str, head: Mapping[str, Any]) -> FromSheets:
    """The bank in these tables; ``head`` holds where they say nothing else.

    Raises BankError where no table has questions.
    """
    stored = any(table.name for table in tables)  # that of a CSV file has no name
    return _Reader(file, head, stored=stored).read(tables)


class _Reader:
    def __init__(self, file: str, head: Mapping[str, Any], *, stored: bool) -> None:
        own, self.defaults = parted(head)
        self.file = file
        self.cells = Cells(file, stored=stored)
        self.found = FromSheets({"version": 1, **own}, [], problems=self.cells.problems)
        self.main = ""
        self.answers: list[Given] = []
        self.by_id: dict[str, int] = {}
        self.numbers_told = False

    def read(self, tables: list[Table]) -> FromSheets:
        found = layouts(tables, self.cells)
        if not any(layout.sort == "questions" for layout in found):
            raise BankError([*self.cells.problems, problem("sheet-none", file=self.file)])
        for layout in found:
            if layout.sort == "bank":
                read_bank(layout, self.cells, self.found)
        self._languages(found)
        for layout in found:
            if layout.sort == "questions":
                self._questions(layout)
        for layout in found:
            if layout.sort == "parts":
                self._parts(layout)
        answers = Answers(self.found, self.cells, self.main)
        for i, question in enumerate(self.found.questions):
            if self.answers[i]:
                kind = str(question.get("kind"))
                answers.put(i, question, f"questions[{i}]", kind, self.answers[i])
            give_ids(question)
            for name, value in self.defaults.items():
                question.setdefault(name, value)
        return self.found

    def _languages(self, found: list[Layout]) -> None:
        """The languages of the bank, and the one of columns that name none."""
        head = self.found.head
        named: set[str] = set()
        plain: list[tuple[str, Spot]] = []
        for layout in found:
            table = TABLES[layout.sort]
            for number, row in layout.rows():
                for column in row.keys() & layout.columns.keys():
                    key = layout.columns[column]
                    if not table[key.code].by_language:
                        continue
                    if key.language:
                        named.add(key.language)
                    elif isinstance(row[column].value, str) and table[key.code].content == "text":
                        plain.append((row[column].value, layout.table.spot(number, column)))
        if not isinstance(head.get("languages"), list):
            if plain:
                guess = words.language_of(" ".join(text for text, _ in plain[:200]))
                if not named:
                    self.cells.tell("sheet-language?", min(s for _, s in plain), language=guess)
                named.add(guess)
            head["languages"] = [code for code in LANGUAGES if code in named] or ["en"]
        self.main = str(head.get("source_language") or (head["languages"] or ["en"])[0])

    # ---- questions

    def _questions(self, layout: Layout) -> None:
        examples: list[tuple[str, Spot]] = []
        for number, cells in layout.rows():
            index = len(self.found.questions)
            row = Row(layout, number, cells, index)
            path = f"questions[{index}]"
            data: dict[str, Any] = {}
            self.found.questions.append(data)
            self.answers.append({})
            self.found.places[path] = row.first
            self.found.origins[path] = Origin(layout, number)
            options: set[int] = set()
            for column, key in layout.columns.items():
                if column not in cells:
                    continue
                if key.code in _OF_OPTION and key.number:
                    options.add(key.number)
                elif key.code == "answer":
                    self.answers[index][key.language] = cells[column], row.spot(column)
                elif key.code in ("rule", "reason"):
                    self._set_aside(row, key, data, path)
                else:
                    self._field(row, column, data, path)
            for name in ("hints", "points"):
                if name in data:
                    data[name] = [data[name][n] for n in sorted(data[name])]
            if data.get("kind") == "truefalse":
                self._true_false(row, options, data, path)
            else:
                for place, n in enumerate(sorted(options)):
                    self._option(row, n, data, f"{path}.options[{place}]")
            if isinstance(data.get("id"), str):
                self.by_id.setdefault(data["id"], index)
                if data["id"].startswith(EXAMPLE):
                    examples.append((data["id"], row.first))
        if examples:
            names = ", ".join(name for name, _ in examples)
            self.cells.tell("sheet-example?", examples[0][1], ids=names)

    def _option(self, row: Row, number: int, data: dict[str, Any], path: str) -> None:
        option: dict[str, Any] = {}
        data.setdefault("options", []).append(option)
        keys = {name: Key(code, number) for code, name in _OF_OPTION.items()}
        self.found.origins[path] = Origin(row.layout, row.number, keys)
        for column, key in row.layout.columns.items():
            if column in row.cells and key.number == number and key.code in _OF_OPTION:
                self.found.places.setdefault(path, row.spot(column))
                self._field(row, column, option, path, _OF_OPTION[key.code])

    def _true_false(self, row: Row, options: set[int], data: dict[str, Any], path: str) -> None:
        """The first option is true, the second false, unless their texts say otherwise."""
        path = f"{path}.feedback"
        feedback: dict[str, Any] = data.setdefault("feedback", {})
        keys = {"true": Key("feedback", 1), "false": Key("feedback", 2)}
        for number in sorted(options):
            of_number = {
                column: key
                for column, key in row.layout.columns.items()
                if column in row.cells and key.number == number and key.code in _OF_OPTION
            }
            said = {c: str(row.cells[c].value) for c, k in of_number.items() if k.code == "option"}
            meant = next((t for s in said.values() if (t := words.truth(s)) is not None), None)
            name = {1: "true", 2: "false"}.get(number, f"option {number}")
            if meant is not None:
                name = str(meant).lower()
            elif said:
                column, text = next(iter(said.items()))
                self.cells.tell("sheet-not-carried?", row.spot(column), what=f"«{text}»")
            for column, key in of_number.items():
                if key.code == "feedback":
                    keys[name] = Key("feedback", number)
                    self._field(row, column, feedback, path, name)
        self.found.origins[path] = Origin(row.layout, row.number, keys)

    def _field(
        self, row: Row, column: int, data: dict[str, Any], path: str, name: str = ""
    ) -> None:
        """One cell to its field, called ``name`` where that is not the column's own."""
        key, spot = row.layout.columns[column], row.spot(column)
        sort, code, name = row.layout.sort, key.code, name or key.code
        value = self._value(row.cells[column], spot, sort, code)
        if value == "":
            return
        if code in ("hint", "point"):
            # Kept by number until the whole row is read; messages count from the first one there.
            numbers = {k.number for k in row.layout.columns.values() if k.code == code}
            place = sum(n < key.number for n in numbers)
            data = data.setdefault(f"{code}s", {}).setdefault(key.number, {})
            path, name = f"{path}.{code}s[{place}]", key.language or self.main
        elif code in ("least", "most"):
            data, path = data.setdefault("words", {}), f"{path}.words"
        elif TABLES[sort][code].content == "text":
            data, path = data.setdefault(name, {}), f"{path}.{name}"
            name = key.language or self.main
        self.found.at(f"{path}.{name}", spot)
        if value is None:
            self.found.cannot_read(f"{path}.{name}", row.index)
        else:
            data[name] = value

    def _value(self, cell: Cell, spot: Spot, sort: Sort, code: str) -> Any:
        """What a cell holds; "" for nothing, None where it cannot be read."""
        content = TABLES[sort][code].content
        if content in ("text", "plain"):
            return self.cells.text(cell, spot)
        if content == "number":
            return self.cells.number(cell, spot)
        if content == "date":
            return self.cells.date(cell, spot)
        if content == "truth" and isinstance(cell.value, bool):
            return cell.value
        text = self.cells.short(cell, spot)
        if not text:
            return text
        if content == "truth":
            value = words.truth(text)
            return text if value is None else value
        if content == "factor":
            return text if "/" in text else self.cells.number(cell, spot)
        if content == "word":
            return words.code_of(WORDS[sort, code], text)
        if content == "list":
            return list_of(text)
        if code == "objective":
            stored = isinstance(cell.value, int | float) and cell.format.casefold() == "general"
            if stored and not self.numbers_told:
                self.numbers_told = True
                self.cells.tell("sheet-number-objective?", spot, raw=text)
            return text.replace(",", ".")
        return text

    def _set_aside(self, row: Row, key: Key, data: dict[str, Any], path: str) -> None:
        """A rule that is set aside, with its reason from the column beside it."""
        cell, spot = row.cell(Key("rule", key.number))
        why, spot_of_reason = row.cell(Key("reason", key.number))
        if key.code == "reason" and cell is not None:
            return  # read with its rule
        rule = self.cells.text(cell, spot)
        reason = self.cells.text(why, spot_of_reason)
        place = f"{path}.allow.{rule}"
        self.found.at(place, spot_of_reason if why else spot)
        if rule is None or reason is None:
            self.found.cannot_read(place, row.index)
        else:
            data.setdefault("allow", {})[rule] = reason

    # ---- parts

    def _parts(self, layout: Layout) -> None:
        index: int | None = None
        named = False
        last = ""
        for number, cells in layout.rows():
            row = Row(layout, number, cells, -1)
            cell, spot = row.cell(Key("question"))
            name = self.cells.short(cell, spot)
            if name is None:
                index = None
            elif name:
                last, index = "", self.by_id.get(name)
                if index is None:
                    hint = suggest(name, self.by_id, what="The questions are")
                    self.cells.tell("sheet-unknown-question", spot, raw=name, suggestion=hint)
            elif not named:
                self.cells.tell("sheet-no-question", spot)
            named = True
            if index is None:
                continue
            row = Row(layout, number, cells, index)
            question = self.found.questions[index]
            cell, spot = row.cell(Key("part"))
            part = words.code_of(words.PARTS, self.cells.short(cell, spot) or "")
            part = part or _ONLY_PART.get(str(question.get("kind")), last)
            if part in LISTS:
                last = part
                self._part(row, part, question)
                continue
            known = [trio[LANGUAGES.index(layout.language)] for trio in words.PARTS.values()]
            hint = suggest(part, known, what="The parts are")
            self.cells.tell("sheet-unknown-part", spot, raw=part, suggestion=hint)
            self.found.faulty.add(index)

    def _part(self, row: Row, part: str, question: dict[str, Any]) -> None:
        path = f"questions[{row.index}]"
        kind = question.get("kind")
        owner = question
        holder = "steps" if part == "choice" else ""
        if kind == "cloze" and part in ("option", "mistake", "unit"):
            holder = "blanks"
        if holder:
            at = self._owner(row, question.get(holder, []))
            if at is None:
                return
            owner, path = question[holder][at], f"{path}.{holder}[{at}]"
        if kind == "truefalse" and part == "option":
            self._true_false_part(row, question, f"{path}.feedback")
            return
        name = LISTS[part]
        entry: dict[str, Any] = {}
        entries = owner.setdefault(name, [])
        path = f"{path}.{name}[{len(entries)}]"
        entries.append(entry)
        self.found.places[path] = row.first
        self.found.origins[path] = Origin(row.layout, row.number)
        given: Given = {}
        for column, key in row.layout.columns.items():
            if column not in row.cells or key.code in ("question", "part", "within"):
                continue
            if key.code == "answer":
                given[key.language] = row.cells[column], row.spot(column)
            else:
                self._field(row, column, entry, path)
        if given:
            asked = "text" if part == "unit" else str(entry.get("kind") or owner.get("kind"))
            Answers(self.found, self.cells, self.main).put(row.index, entry, path, asked, given)

    def _owner(self, row: Row, owners: list[dict[str, Any]]) -> int | None:
        """The place of the blank or step that a part belongs to: the one named, or the last."""
        cell, spot = row.cell(Key("within"))
        wanted = self.cells.short(cell, spot)
        names = [str(owner.get("id", "")) for owner in owners]
        if wanted in names:
            return names.index(wanted)
        if wanted == "" and owners:
            return len(owners) - 1
        if wanted is not None:
            hint = suggest(wanted, names, what="There are")
            self.cells.tell("sheet-unknown-within", spot, raw=wanted, suggestion=hint)
        self.found.faulty.add(row.index)
        return None

    def _true_false_part(self, row: Row, question: dict[str, Any], path: str) -> None:
        feedback: dict[str, Any] = question.setdefault("feedback", {})
        said = self.cells.short(*row.cell(Key("id"))) or self.cells.short(*row.cell(Key("text")))
        meant = words.truth(said or "")
        name = str(len(feedback) == 0 if meant is None else meant).lower()
        for column, key in row.layout.columns.items():
            if column not in row.cells:
                continue
            if key.code == "feedback":
                self._field(row, column, feedback, path, name)
            elif key.code == "correct" and self._value(
                row.cells[column], row.spot(column), "parts", "correct"
            ):
                question["answer"] = name == "true"
        self.found.origins[f"{path}.{name}"] = Origin(row.layout, row.number)
