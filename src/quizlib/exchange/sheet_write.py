"""A bank to rows of sheets, and to the bytes of a workbook or a CSV file."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence
from typing import Any

from quizlib.errors import Phrase, Problem, problem
from quizlib.exchange import sheet_words as words
from quizlib.exchange.base import Exported
from quizlib.exchange.sheet_bank import bank_rows
from quizlib.exchange.sheet_book import Grid, book
from quizlib.exchange.sheet_cells import CONTROLS, answers_text, clean
from quizlib.exchange.sheet_columns import SHEETS, TABLES, Key, Sort, heading
from quizlib.exchange.sheet_csv import written
from quizlib.exchange.sheet_read import LISTS
from quizlib.model import LANGUAGES, Bank
from quizlib.workbook import LONGEST
from quizlib.yamltext import scalar

#: Texts that spreadsheet programs take for a character of another kind.
_ODD = re.compile("x005F_|_x00[01][0-9A-Fa-f]_")
_PART_OF = {name: part for part, name in LISTS.items()}
#: Lists of parts in the order in which an author needs them; what they hold comes behind each.
_NESTED = ("options", "mistakes", "units", "choices")
_WORDS = {"bloom": words.BLOOM, "task": words.TASK}
_IN_ONE_ROW = ("single", "multiple", "truefalse", "text", "number")

_Row = dict[Key, str]


def workbook(bank: Bank, languages: Sequence[str]) -> Exported:
    """A workbook with all that the bank says in these languages."""
    sheets = _Sheets(bank, languages)
    ui = sheets.ui
    questions, parts = [], []
    for question in bank.questions:
        data = question.model_dump(by_alias=True, exclude_defaults=True)
        sheets.id = question.id
        questions.append(sheets.question(data))
        parts += list(sheets.parts(data))
    sheets.id = bank.name
    settings = [
        [sheets.fitting(value) for value in row] for row in bank_rows(bank, sheets.languages, ui)
    ]
    at = LANGUAGES.index(ui)
    grids = [
        Grid("bank", SHEETS["bank"][at], [Key("setting"), Key("value")], settings),
        sheets.grid("questions", SHEETS["questions"][at], questions),
        sheets.grid("parts", SHEETS["parts"][at], parts),
    ]
    return Exported(book(grids, ui), sheets.problems)


def csv_file(bank: Bank, languages: Sequence[str]) -> Exported:
    """A CSV file with the questions that fit into a row; what does not is told."""
    sheets = _Sheets(bank, languages, always_named=True)
    rows = []
    for question in bank.questions:
        sheets.id = question.id
        if question.kind not in _IN_ONE_ROW:
            sheets.tell("csv-no-kind", kind=question.kind)
            continue
        data = question.model_dump(by_alias=True, exclude_defaults=True)
        row = sheets.question(data)
        row.update(sheets.options(data))
        for name in ("mistakes", "units"):
            if data.get(name):
                sheets.tell("csv-no-parts", parts=Phrase(name))
        rows.append(row)
    head = bank.head.model_dump(by_alias=True, exclude_defaults=True)
    lost = [f"`{name}`" for name in head if name not in ("version", "languages")]
    sheets.tell("csv-no-head", fields=", ".join(lost))
    grid = sheets.grid("questions", "", rows)
    headings = [heading("questions", key, sheets.ui) for key in grid.columns]
    return Exported(written([headings, *grid.rows]), sheets.problems)


class _Sheets:
    """Writes the questions of one bank; ``id`` is the one at hand, for what is told of it."""

    def __init__(self, bank: Bank, languages: Sequence[str], *, always_named: bool = False) -> None:
        head = bank.head
        self.languages: list[str] = [code for code in head.languages if code in languages]
        self.named = always_named or len(self.languages) > 1
        first = head.source_language or ""
        self.ui = first if first in self.languages else self.languages[0]
        self.file = bank.file
        self.csv = always_named
        self.id = bank.name
        self.problems: list[Problem] = []
        left = [code for code in head.languages if code not in languages]
        if left:
            self.tell("sheet-languages", languages=", ".join(left))

    def tell(self, code: str, **params: Any) -> None:
        self.problems.append(
            problem(code, file=self.file, path=self.id, severity="warning", id=self.id, **params)
        )

    def grid(self, sort: Sort, name: str, rows: list[_Row]) -> Grid:
        """The rows under the columns they need, in the order of the table of columns."""
        order = list(TABLES[sort])
        used = {key for row in rows for key in row}
        groups = [code for code, column in TABLES[sort].items() if column.numbered]

        def rank(key: Key) -> tuple[int, int, int, int]:
            at = order.index(key.code)
            # Columns with a number stand together by their number: option 1, feedback 1, option 2.
            together = key.number and key.code in groups and order.index("option") <= at
            near = key.code in ("option", "feedback", "option_id", "option_see")
            base = order.index("option") if together and near else at
            language = LANGUAGES.index(key.language) + 1 if key.language else 0
            return base, key.number, at, language

        columns = sorted(used, key=rank)
        return Grid(sort, name, columns, [[row.get(key, "") for key in columns] for row in rows])

    # ---- questions

    def question(self, data: dict[str, Any]) -> _Row:
        row: _Row = {}
        for name, value in data.items():
            if name == "allow":
                for number, (rule, reason) in enumerate(value.items(), 1):
                    row[Key("rule", number)] = self.fitting(rule)
                    row[Key("reason", number)] = self.fitting(reason)
            elif name in ("hints", "points"):
                for number, text in enumerate(value, 1):
                    row.update(self.texts(Key(name[:-1], number), text))
            elif name == "words":
                row.update({Key(k): scalar(v) for k, v in value.items() if v is not None})
            elif name == "feedback" and data["kind"] == "truefalse":
                if self.csv:
                    for number, truth in enumerate((True, False), 1):
                        word = words.TRUTH[truth]
                        said = {code: word[LANGUAGES.index(code)] for code in self.languages}
                        row.update(self.texts(Key("option", number), said))
                        row.update(self.texts(Key("feedback", number), value[str(truth).lower()]))
            elif name == "answer" and isinstance(value, bool):
                row[Key("answer")] = words.TRUTH[value][LANGUAGES.index(self.ui)]
            elif name not in _PART_OF:
                row.update(self.field("questions", name, value))
        return row

    def options(self, data: dict[str, Any]) -> _Row:
        """The options of a question in its own row, and the numbers of the right ones."""
        row: _Row = {}
        options = data.get("options", [])
        lettered = [option["id"] for option in options] == list(string.ascii_lowercase)[
            : len(options)
        ]
        for number, option in enumerate(options, 1):
            row.update(self.texts(Key("option", number), option["text"]))
            row.update(self.texts(Key("feedback", number), option["feedback"]))
            if not lettered:
                row[Key("option_id", number)] = option["id"]
            if option.get("see"):
                row[Key("option_see", number)] = option["see"]
        right = [str(n) for n, option in enumerate(options, 1) if option.get("correct")]
        if right:
            row[Key("answer")] = ", ".join(right)
        return row

    # ---- parts

    def parts(self, data: dict[str, Any]) -> Iterator[_Row]:
        if data["kind"] == "truefalse":
            for name, feedback in data["feedback"].items():
                row = self._part(data["id"], "option", "", {"id": name})
                yield row | self.texts(Key("feedback"), feedback)
        yield from self._lists(data["id"], "", data)

    def _lists(self, question: str, within: str, owner: dict[str, Any]) -> Iterator[_Row]:
        for name, part in _PART_OF.items():
            # `bins` of a question are groups, those of a card only name them.
            if name not in owner or (within and name not in _NESTED):
                continue
            for entry in owner[name]:
                yield self._part(question, part, within, entry)
                if part in ("blank", "step"):
                    yield from self._lists(question, entry["id"], entry)

    def _part(self, question: str, part: str, within: str, entry: dict[str, Any]) -> _Row:
        row: _Row = {
            Key("question"): question,
            Key("part"): words.word_for(words.PARTS, part, self.ui),
        }
        if within:
            row[Key("within")] = within
        for name, value in entry.items():
            if name == "bins" or name not in _PART_OF:
                row.update(self.field("parts", name, value))
        return row

    # ---- cells

    def field(self, sort: Sort, name: str, value: Any) -> _Row:
        """The cells of one field."""
        if value is None:
            return {}
        if name == "accept":
            listed = {
                code: answers_text([self.cleaned(answer) for answer in value[code]])
                for code in self.languages
            }
            return self.texts(Key("answer"), listed)
        if TABLES[sort][name].content == "text":
            return self.texts(Key(name), value)
        if isinstance(value, list):
            text = ", ".join(map(str, value))
        elif isinstance(value, bool):
            text = words.YES_NO[value][LANGUAGES.index(self.ui)]
        elif name == "kind":
            table = words.KINDS if sort == "questions" else words.BLANKS
            text = words.word_for(table, value, self.ui)
        elif name == "credit":
            table = words.CREDIT if sort == "questions" else words.WORTH
            text = words.word_for(table, value, self.ui)
        elif name in _WORDS:
            text = words.word_for(_WORDS[name], value, self.ui)
        elif isinstance(value, int | float):
            text = scalar(value)
        else:
            text = str(value)
        return {Key(name): text}

    def texts(self, key: Key, text: dict[str, str]) -> _Row:
        return {
            Key(key.code, key.number, code if self.named else ""): self.fitting(text[code])
            for code in self.languages
        }

    def cleaned(self, text: str) -> str:
        """A text without the characters that no cell can hold."""
        plain = CONTROLS.sub("", text.replace("\x0b", "\n"))
        if plain != text:
            self.tell("sheet-text-invisible")
        return plain

    def fitting(self, text: str) -> str:
        """A text as a cell can hold it; what changes is told."""
        plain = self.cleaned(text)
        if clean(plain) != plain:
            self.tell("sheet-text-ends")
            plain = clean(plain)
        if self.csv:
            return plain
        if _ODD.search(plain):
            self.tell("sheet-text-odd")
        units = len(plain.encode("utf-16-le")) // 2
        if units > LONGEST:
            self.tell("sheet-text-cut", count=units, limit=LONGEST)
            half = plain.encode("utf-16-le")[: 2 * LONGEST]
            plain = half.decode("utf-16-le", "ignore")
        return plain
