"""The commands of `quizlib translate`, without what is typed and printed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizlib.bankfile import Reading, read
from quizlib.errors import BankError, Problem, problem, suggest
from quizlib.load import find_bank
from quizlib.model import Bank
from quizlib.translate import returned as returning
from quizlib.translate import stamps
from quizlib.translate.delivery import Returned, carried, delivery
from quizlib.translate.returned import Comparison, compare, listed
from quizlib.translate.state import (
    Standing,
    State,
    Tally,
    source_language,
    standings,
    state,
    tally,
)
from quizlib.translate.texts import Text, stamp, texts
from quizlib.yamlfile import Source
from quizlib.yamltext import write_text

#: Format → the endings of its files, the usual one first.
SUFFIXES = {"xlsx": (".xlsx", ".xlsm"), "xliff": (".xlf", ".xliff")}


@dataclass(frozen=True)
class Opened:
    """A bank that is in order, and says which language it is written in."""

    file: Path
    label: str
    bank: Bank
    source: Source
    language: str
    confirmed: stamps.Confirmed

    @property
    def texts(self) -> list[Text]:
        """All texts of the bank."""
        return list(texts(self.bank, range(len(self.bank.questions))))


def opened(name: str) -> Opened:
    """The bank with this name, or in this file.  Raises BankError, also for format problems."""
    file, label = find_bank(name)
    reading = read(file, label)
    if reading.bank is None or reading.source is None:
        raise BankError(reading.problems)
    language = source_language(reading.bank)
    if language is None:
        line, column = reading.source.place(("languages",))
        found = problem(
            "translate-no-source",
            file=label,
            line=line,
            column=column,
            example=reading.bank.head.languages[0],
        )
        raise BankError([found])
    confirmed = stamps.of_bank(file)
    return Opened(file, label, reading.bank, reading.source, language, confirmed)


# ---- status


@dataclass(frozen=True)
class Status:
    """How the translations of one bank stand."""

    bank: str
    file: str
    #: empty where the bank does not say it
    source: str
    tallies: dict[str, Tally] = field(default_factory=dict)
    #: what needs a person: stale texts, and those that say the same in two languages
    open: list[tuple[Standing, int, int]] = field(default_factory=list)
    #: stamps of texts and languages that the bank does not have
    orphans: int = 0
    problems: list[Problem] = field(default_factory=list)


def status(file: Path, label: str) -> Status:
    """How a bank stands, as far as it can be read.  Raises BankError for the stamps only."""
    reading = read(file, label)
    bank, source = reading.draft, reading.source
    if bank is None or source is None:
        return Status(file.stem, label, "", problems=reading.problems)
    language = source_language(bank) or ""
    others = [code for code in bank.head.languages if code != language] if language else []
    confirmed = stamps.of_bank(file)
    everything = list(texts(bank, reading.numbers))
    found = list(standings(everything, language, others, confirmed)) if others else []
    counts = tally(found, others)
    _count_missing(reading, counts)
    keys = {text.key for text in everything}
    orphans = sum(key not in keys or c not in others for key, k in confirmed.items() for c in k)
    open_ = [
        (one, *source.place((*one.text.way, one.language)))
        for one in found
        if one.state == "stale" or one.same
    ]
    whole = reading.bank is not None
    return Status(
        bank.name, label, language, counts, open_, orphans if whole else 0, reading.problems
    )


def _count_missing(reading: Reading, counts: dict[str, Tally]) -> None:
    """Texts that a question lacks; it is no part of the draft then."""
    for item in reading.problems:
        code = item.params.get("missing")
        if item.code == "missing-language" and code in counts:
            counts[code].texts += 1
            counts[code].states["missing"] += 1


# ---- confirm


@dataclass(frozen=True)
class Confirmed:
    """What came of confirming: how many translations, how many of them anew, how many dropped."""

    texts: int
    fresh: int
    dropped: int


def confirm(
    bank: Opened, questions: Collection[str], languages: Sequence[str], *, all_: bool
) -> Confirmed:
    """Stamp the translations of these questions, or of the whole bank.

    A name among ``questions`` may also be that of a single text, such as ``title``.  Without
    ``languages`` all are meant.  Raises BankError.
    """
    others = [code for code in bank.bank.head.languages if code != bank.language]
    problems = [
        problem("translate-language", file=bank.label, raw=code, languages=", ".join(others))
        for code in languages
        if code not in others
    ]
    everything = bank.texts
    known = {text.question or text.key for text in everything} | {t.key for t in everything}
    ids = [question.id for question in bank.bank.questions]
    problems += [
        problem("translate-question", file=bank.label, raw=name, suggestion=suggest(name, ids))
        for name in questions
        if name not in known
    ]
    if problems:
        raise BankError(problems)
    chosen = [t for t in everything if all_ or t.question in questions or t.key in questions]
    fresh = {
        text.key: dict.fromkeys(languages or others, stamp(text.words[bank.language]))
        for text in chosen
    }
    new = sum(
        bank.confirmed.get(key, {}).get(code) != value
        for key, by_language in fresh.items()
        for code, value in by_language.items()
    )
    dropped = stamps.save(bank.file, fresh, [text.key for text in everything], others)
    return Confirmed(sum(map(len, fresh.values())), new, dropped)


# ---- export


def export(
    bank: Opened, target: str, source: str, format_: str, only: Collection[State]
) -> tuple[bytes, int, list[Problem]]:
    """The file for a translator, how many texts it holds, and warnings.  Raises BankError."""
    languages = bank.bank.head.languages
    if source not in languages:
        raise BankError([_no_language(source, bank, bank.label)])
    if target in (source, bank.language):
        raise BankError([problem("translate-itself", file=bank.label, raw=target)])
    whole = delivery(
        bank.bank, bank.source, bank.confirmed, source=source, target=target, only=only
    )
    write, longest = _writer(format_)
    out, lost = carried(whole, longest)
    warnings = []
    if lost:
        warnings.append(_warning("translate-not-carried", bank, lost))
    if source != bank.language:
        keys = {row.key for row in out.rows}
        unproven = [
            text.key
            for text in bank.texts
            if text.key in keys and state(text, bank.language, source, bank.confirmed) != "current"
        ]
        if unproven:
            warnings.append(_warning("translate-pivot", bank, unproven, language=source))
    return write(out), len(out.rows), warnings


def _no_language(code: str, bank: Opened, file: str) -> Problem:
    languages = ", ".join(bank.bank.head.languages)
    return problem("translate-language", file=file, raw=code, languages=languages)


def _warning(code: str, bank: Opened, keys: list[str], **params: Any) -> Problem:
    params |= {"count": len(keys), "keys": listed(keys)}
    return problem(code, file=bank.label, severity="warning", **params)


def _writer(format_: str) -> Any:
    """What writes a format, and how long a text in it may be."""
    if format_ == "xlsx":
        from quizlib.translate import sheet
        from quizlib.workbook import LONGEST

        return sheet.write, LONGEST
    from quizlib.translate import xliff

    return xliff.write, None


# ---- import


@dataclass(frozen=True)
class Import:
    """What a file that came back does to a bank; nothing is written yet."""

    bank: Opened
    returned: Returned
    comparison: Comparison
    #: the new text of the bank's file; None where nothing may be written
    text: str | None
    problems: list[Problem]

    def write(self) -> int:
        """Write the bank and its stamps; says how many stamps were dropped.  Raises BankError."""
        assert self.text is not None  # asked before
        file = self.bank.file
        try:
            if self.comparison.changes:
                write_text(file, self.text, like=file.read_bytes())
        except OSError as error:
            reason = error.strerror or ""
            told = problem("unwritable", file=self.bank.label, reason=reason)
            raise BankError([told]) from None
        others = {*self.bank.bank.head.languages, self.returned.target} - {self.bank.language}
        keys = [text.key for text in self.bank.texts]
        return stamps.save(file, self.comparison.fresh, keys, others)


def prepare(file: Path, label: str, bank_name: str | None) -> Import:
    """Read what came back and hold it against its bank.  Raises BankError."""
    returned, problems = _read(file, label)
    bank = opened(bank_name or returned.bank)
    languages = bank.bank.head.languages
    if returned.source not in languages:
        problems.append(_no_language(returned.source, bank, label))
    if returned.target == bank.language:
        problems.append(problem("translate-itself", file=label, raw=returned.target))
    if returned.source not in languages or returned.target == bank.language:
        raise BankError(problems)
    comparison = compare(returned, bank.bank, bank.confirmed)
    problems += comparison.problems
    fresh = returning.rewritten(bank.bank, bank.source, comparison, returned)
    problems += fresh.problems
    return Import(bank, returned, comparison, None if fresh.problems else fresh.text, problems)


def _read(file: Path, label: str) -> tuple[Returned, list[Problem]]:
    suffix = file.suffix.lower()
    if suffix in SUFFIXES["xlsx"]:
        from quizlib.translate import sheet

        return sheet.read(file, label)
    if suffix in SUFFIXES["xliff"]:
        from quizlib.translate import xliff

        return xliff.read(file, label)
    raise BankError([problem("return-format", file=label, raw=suffix or file.name)])
