"""Files of other formats into the banks of a course: what is read, refused and written.

Nothing is overwritten, and nothing is written from a file with errors unless that is asked for.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizlib import bankfile
from quizlib.errors import BankError, Problem, problem
from quizlib.exchange import FORMATS, Format, Imported
from quizlib.exchange.base import DEFAULTS, Verdict, verdict
from quizlib.exchange.names import slug
from quizlib.exchange.sheet_words import language_of
from quizlib.load import bank_files
from quizlib.model import LANGUAGES, Bank, BankHead, Question
from quizlib.yamlfile import Source
from quizlib.yamltext import append, bank_text, plain, plain_head

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
#: Formats whose texts need not say which language they are in.
_WITHOUT_LANGUAGE = ("gift", "moodle")


@dataclass
class Delivery:
    """One bank with what is to be added: its file, and its text once everything is in place.

    ``text`` is empty where nothing is to be written.
    """

    file: Path
    problems: list[Problem] = field(default_factory=list)
    text: str = ""
    added: int = 0
    refused: int = 0
    #: the file as it is now; empty for a new bank
    before: bytes = b""


def format_of(path: Path, name: str | None) -> Format:
    """The format of a file: the one named, or told by the end of its name.  Raises BankError."""
    if name:
        return FORMATS[name]
    suffix = path.suffix.lower()
    fitting = [format for format in FORMATS.values() if suffix in format.suffixes]
    if len(fitting) == 1:
        return fitting[0]
    code = {
        **{".yml": "exchange-yaml", ".yaml": "exchange-yaml"},
        **{".xls": "sheet-old", ".ods": "sheet-ods", ".xlsb": "sheet-xlsb"},
    }.get(suffix, "exchange-format")
    raise BankError([problem(code, file=path.as_posix(), formats=", ".join(FORMATS))])


def new_bank(folder: Path, name: str) -> Delivery:
    """A bank to be made in ``folder``; its problems say where that cannot be."""
    file = folder / f"{name}.yml"
    delivery = Delivery(file)
    if not _NAME.fullmatch(name):
        delivery.problems.append(problem("exchange-name", raw=name))
    elif file.exists():
        delivery.problems.append(problem("exchange-exists", file=file.as_posix()))
    return delivery


def name_for(path: Path) -> str:
    """The name of a bank after the file it comes from."""
    return slug(path.stem, "bank")


class Transfer:
    """Files into one bank, one after the other."""

    def __init__(self, delivery: Delivery, course: Path | None, source: Source | None) -> None:
        self.delivery = delivery
        self.source = source
        self.bank: Bank | None = None
        self.head: dict[str, Any] | None = None
        self.questions: list[Question] = []
        #: question id → the file that has it, and the line there
        self.taken = _ids_of(course, delivery.file) if course else {}

    @classmethod
    def into(cls, file: Path, label: str, course: Path | None) -> Transfer:
        """Into a bank that exists; its own problems come first.  Raises BankError."""
        reading = bankfile.read(file, label)
        if reading.bank is None or reading.source is None:
            raise BankError(reading.problems)
        transfer = cls(Delivery(file, before=file.read_bytes()), course, reading.source)
        transfer.bank = reading.bank
        transfer.head = plain_head(reading.bank)
        transfer.taken |= {name: (label, line) for name, (line, _) in reading.ids.items()}
        return transfer

    def take(self, path: Path, format: Format, given: Mapping[str, Any]) -> None:
        """Read one file; ``given`` holds what its questions and its bank lack."""
        label = path.as_posix()
        problems = self.delivery.problems
        head = {**given, **(self.head or {})}
        try:
            imported = format.read(path, head)
        except BankError as error:
            problems += error.problems
            return
        if format.name in _WITHOUT_LANGUAGE and not head.get("languages") and _unmarked(imported):
            problems.append(problem("exchange-language", file=label))
            return
        self._head(imported, path, given)
        self._name(imported, label)
        found = verdict(imported, label, format)
        problems += sorted([*imported.problems, *found.problems], key=_in_order)
        self._keep(imported, found, label)

    def _head(self, imported: Imported, path: Path, given: Mapping[str, Any]) -> None:
        """The head of the bank, or where it has one already what the file says otherwise."""
        label = path.as_posix()
        told = {k: v for k, v in imported.head.items() if k not in DEFAULTS}
        if self.head is None:
            imported.head = told
            languages = told.get("languages") or []
            if "title" not in told and languages:
                title = path.stem
                told["title"] = dict.fromkeys(languages, title)
                self.delivery.problems.append(
                    problem("exchange-title", file=label, severity="warning", title=title)
                )
            return
        known = BankHead.model_fields
        differing = [
            f"`{name}`"
            for name, value in told.items()
            if name in known and name != "version" and not _same(value, self.head.get(name))
        ]
        if differing:
            fields = ", ".join(differing)
            self.delivery.problems.append(
                problem("exchange-head", file=label, severity="warning", fields=fields)
            )
        imported.head = dict(self.head)

    def _name(self, imported: Imported, label: str) -> None:
        """Ids for the questions that have none: the name of the bank, and the row."""
        for i, question in enumerate(imported.questions):
            path = f"questions[{i}]"
            if "id" in question or f"{path}.id" in getattr(imported, "bad", ()):
                continue
            line, column, place = imported.places.get(path, (0, 0, ""))
            number = line or i + 1
            fresh = name = f"{self.delivery.file.stem}-{number}"
            ids = {q.get("id") for q in imported.questions} | self.taken.keys()
            turn = 1
            while fresh in ids:
                turn += 1
                fresh = f"{name}-{turn}"
            question["id"] = fresh
            said: dict[str, Any] = {"file": label, "line": line, "column": column, "path": place}
            self.delivery.problems.append(
                problem("exchange-id", severity="warning", id=fresh, **said)
            )

    def _keep(self, imported: Imported, found: Verdict, label: str) -> None:
        """Take over the questions that are in order and whose ids are free."""
        for i, data in enumerate(imported.questions):
            name = str(data.get("id"))
            other, first = self.taken.get(name, ("", 0))
            path = f"questions[{i}]"
            line, column, place = (
                imported.places.get(f"{path}.id") or imported.places.get(path) or (0, 0, "")
            )
            if other and i in found.sound:
                said: dict[str, Any] = {
                    "file": label,
                    "line": line,
                    "column": column,
                    "path": place,
                }
                self.delivery.problems.append(
                    problem("exchange-id-taken", id=name, other=other, first=first, **said)
                )
            elif i in found.sound:
                self.questions.append(found.sound[i])
                self.taken[name] = (label, line)
                continue
            self.delivery.refused += 1
        if found.draft and self.bank is None:
            self.bank = found.draft
            self.head = plain_head(found.draft)

    def finish(self, *, partial: bool = False) -> Delivery:
        """The text of the bank with what was taken.

        Where there are errors it stays empty, unless with ``partial`` something is in order.
        """
        delivery = self.delivery
        errors = any(item.severity == "error" for item in delivery.problems)
        if (errors and not partial) or self.bank is None or not self.questions:
            return delivery
        languages = self.bank.head.languages
        data = [plain(question, languages) for question in self.questions]
        if self.source is None:
            text = bank_text(plain_head(self.bank), data)
        else:
            try:
                text = append(self.source, data)
            except ValueError:
                delivery.problems.append(problem("exchange-layout", file=delivery.file.as_posix()))
                return delivery
        # What was left out may have been needed by the rest, such as questions an exam draws.
        if wrong := _problems_of(text, delivery.file):
            delivery.problems += wrong
            return delivery
        delivery.text, delivery.added = text, len(data)
        return delivery


def _unmarked(imported: Imported) -> bool:
    """Whether texts are only said to be in the first language because nothing else is known."""
    first = LANGUAGES[0]
    texts = " ".join(_texts(imported.questions))
    return imported.head.get("languages") == [first] and language_of(texts) != first


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for inner in data.values() if isinstance(data, dict) else data:
            yield from _texts(inner)


def _problems_of(text: str, file: Path) -> list[Problem]:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / file.name
        copy.write_text(text, encoding="utf-8")
        return bankfile.read(copy, file.as_posix()).problems


def _ids_of(course: Path, but: Path) -> dict[str, tuple[str, int]]:
    """Every question id of the course and where it stands, except in the file ``but``."""
    taken: dict[str, tuple[str, int]] = {}
    for file in bank_files(course / "quizzes"):
        if file.resolve() != but.resolve():
            label = file.relative_to(course).as_posix()
            for name, (line, _) in bankfile.read(file, label).ids.items():
                taken.setdefault(name, (label, line))
    return taken


def _same(one: Any, other: Any) -> bool:
    """Whether two values of a head say the same; a text of one language may stand plainly."""
    if isinstance(one, dict) and len(one) == 1 and isinstance(other, str):
        one = next(iter(one.values()))
    return bool(one == other)


def _in_order(item: Problem) -> tuple[str, int, int]:
    return item.path.rpartition("!")[0], item.line, item.column


def languages_of(bank: Bank, wanted: Iterable[str]) -> Sequence[str]:
    """The languages to export, in the bank's order.  Raises BankError for one it has not."""
    there = bank.head.languages
    for code in wanted:
        if code not in there:
            listed = ", ".join(there)
            found = problem(
                "exchange-lang", file=bank.file, bank=bank.name, raw=code, languages=listed
            )
            raise BankError([found])
    return [code for code in there if code in wanted] or list(there)
