"""Rules on translations: has each been confirmed against the source text as it is now?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from quizlib.errors import BankError, Phrase
from quizlib.lint.base import Hit, Rule, Sheet, Way
from quizlib.translate.stamps import Confirmed, of_bank
from quizlib.translate.state import source_language, state
from quizlib.translate.texts import shown, texts

_OURS = "a rule of our own"
_QUOTED = 100


def _others(sheet: Sheet) -> tuple[str, list[str]]:
    """The source language and the others; none of these where nothing can be compared."""
    source = source_language(sheet.bank) or ""
    return source, [code for code in sheet.languages if code != source] if source else []


def _confirmed(sheet: Sheet) -> Confirmed | None:
    """What is confirmed of the bank; None where that cannot be known."""
    file = Path(sheet.source.file)
    try:
        return of_bank(file) if file.is_file() else None
    except BankError:
        return None  # a rule of its own tells


def _stale(sheet: Sheet) -> Iterator[Hit]:
    source, others = _others(sheet)
    confirmed = _confirmed(sheet) if others else None
    if not confirmed:
        return
    for text in texts(sheet.bank, sheet.numbers):
        if text.key not in confirmed:
            continue
        for code in others:
            if state(text, source, code, confirmed) == "stale":
                now = " ".join(shown(text.words[source]).split())
                params = {
                    "source": source,
                    "language": code,
                    "now": now if len(now) <= _QUOTED else now[: _QUOTED - 1].rstrip() + "…",
                    "bank": sheet.bank.name,
                    "question": text.question or text.key,
                }
                yield Hit((*text.way, code), params)


def _unconfirmed(sheet: Sheet) -> Iterator[Hit]:
    """One hit for each question, and one for the bank on languages that were never confirmed."""
    source, others = _others(sheet)
    confirmed = _confirmed(sheet) if others else None
    if confirmed is None:
        return
    begun = {code for known in confirmed.values() for code in known}
    never = [code for code in others if code not in begun]
    if never:
        what = Phrase("the translations of this bank ({names}) are", names=", ".join(never))
        yield Hit(("languages",), _said(sheet, what, source, f"--all{_option(never, others)}"))
    open_: dict[str, Counter[str]] = {}
    ways: dict[str, Way] = {}
    for text in texts(sheet.bank, sheet.numbers) if len(never) < len(others) else ():
        for code in others:
            if code in begun and state(text, source, code, confirmed) == "unconfirmed":
                name = text.question or text.key
                open_.setdefault(name, Counter())[code] += 1
                ways.setdefault(name, (*text.way[:2], "id") if text.question else text.way)
    for name, counts in open_.items():
        listed = ", ".join(f"{code}: {n}" for code, n in counts.items())
        what = Phrase("{count} translations here ({names}) are", count=counts.total(), names=listed)
        yield Hit(ways[name], _said(sheet, what, source, name))


def _said(sheet: Sheet, what: Phrase, source: str, which: str) -> dict[str, str]:
    return {"what": what, "source": source, "bank": sheet.bank.name, "which": which}


def _option(never: list[str], others: list[str]) -> str:
    """The part of the command that keeps it from confirming other languages too."""
    return "" if never == others else "".join(f" --lang {code}" for code in never)


def _no_source(sheet: Sheet) -> Iterator[Hit]:
    if len(sheet.languages) > 1 and source_language(sheet.bank) is None:
        params = {"languages": ", ".join(sheet.languages), "example": sheet.languages[0]}
        yield Hit(("languages",), params)


def _file(sheet: Sheet) -> Iterator[Hit]:
    file = Path(sheet.source.file)
    try:
        if len(sheet.languages) > 1 and file.is_file():
            of_bank(file)
    except BankError as error:
        found = error.problems[0]
        place = f"{found.file}:{found.line}:{found.column}" if found.line else found.file
        yield Hit((), {"place": place})


RULES = (
    Rule(
        id="no-source-language",
        severity="warning",
        reason="Translations can only be held against a text that is known to be the original.",
        source=_OURS,
        bank=_no_source,
    ),
    Rule(
        id="translations-file",
        severity="error",
        reason="Without the record of what was confirmed, stale translations cannot be found.",
        source=_OURS,
        bank=_file,
    ),
    Rule(
        id="stale-translation",
        severity="error",
        reason="Readers of every language must be asked the same question.",
        source=_OURS,
        bank=_stale,
    ),
    Rule(
        id="translation-unconfirmed",
        severity="warning",
        reason="A translation that nobody compared with its source may ask something else.",
        source=_OURS,
        bank=_unconfirmed,
    ),
)
