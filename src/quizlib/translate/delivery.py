"""What goes to a translator, and what comes back; how the two are written stands elsewhere."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from quizlib.model import Bank
from quizlib.translate.stamps import Confirmed
from quizlib.translate.state import State, source_language, state
from quizlib.translate.texts import Text, shown, stamp, texts
from quizlib.translate.words import context
from quizlib.yamlfile import Source

#: Stands in a mark where the bank has no translation yet.
NONE = "none"
_MARK = re.compile(r"([0-9a-f]{12}) ([0-9a-f]{12}|none)")
#: Characters that neither a cell nor XML can hold.
_UNCARRIED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Row:
    """One text on its way out.

    ``mark`` comes back unread by the translator: it says which texts of the bank this was made
    from.
    """

    key: str
    context: str
    source: str
    translation: str
    state: State
    mark: str


@dataclass(frozen=True)
class Delivery:
    """Texts of one bank for a translator from ``source`` into ``target``."""

    bank: str
    source: str
    target: str
    rows: list[Row]


@dataclass(frozen=True)
class Back:
    """One text that came back.

    ``done`` says that the translator vouches for it although nothing may have changed.  ``spot``
    is its place in the file: line, column, and how the format calls it.
    """

    key: str
    source: str
    translation: str
    done: bool
    mark: str
    note: str
    spot: tuple[int, int, str]


@dataclass(frozen=True)
class Returned:
    """A file that came back.  ``file`` names it in messages."""

    file: str
    bank: str
    source: str
    target: str
    rows: list[Back] = field(default_factory=list)


def delivery(
    bank: Bank,
    file: Source,
    confirmed: Confirmed,
    *,
    source: str,
    target: str,
    only: Collection[State] = (),
) -> Delivery:
    """The texts of a bank in these states (without any: all), in the order of its file."""
    first = source_language(bank) or source
    about = {q.id: (q.kind, q.prompt[source]) for q in bank.questions}
    rows = []
    everything = texts(bank, range(len(bank.questions)))

    def place(text: Text) -> tuple[int, tuple[int, int]]:
        # Through an alias a text may stand in another question.
        number = text.way[1] if text.question else -1
        return int(number), file.span(text.way)

    for text in sorted(everything, key=place):
        standing = state(text, first, target, confirmed)
        if only and standing not in only:
            continue
        kind, stem = about.get(text.question, ("", ""))
        translation = text.words.get(target, "")
        row = Row(
            text.key,
            context(text, kind, stem, target),
            shown(text.words[source]),
            shown(translation),
            standing,
            mark(text, first, target),
        )
        rows.append(row)
    return Delivery(bank.name, source, target, rows)


def mark(text: Text, first: str, target: str) -> str:
    """Which source text and which translation a row is made from."""
    old = stamp(text.words[target]) if target in text.words else NONE
    return f"{stamp(text.words[first])} {old}"


def stamps_in(mark: str) -> tuple[str, str] | None:
    """The stamps of source text and translation in a mark; None where it was lost on the way."""
    found = _MARK.fullmatch(mark.strip())
    return (found[1], found[2]) if found else None


def carried(delivery: Delivery, longest: int | None = None) -> tuple[Delivery, list[str]]:
    """The rows that a file can hold, and the keys of those that it cannot.

    These hold control characters, or are longer than ``longest`` characters.
    """
    kept, lost = [], []
    for row in delivery.rows:
        both = (row.source, row.translation)
        long = longest is not None and any(len(text) > longest for text in both)
        if long or any(_UNCARRIED.search(text) for text in both):
            lost.append(row.key)
        else:
            kept.append(row)
    return replace(delivery, rows=kept), lost
