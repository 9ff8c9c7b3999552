"""Mending what needs no choice: the edits that rules offer, made in the file where they stand.

Nothing but the characters of the edits changes: comments, layout, line ends and byte order mark
stay.  A file is written once, in the end, and only if the bank reads as before in all that is not
wording.  Translations that were confirmed against a text stay so when its letters are mended.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizlib.bankfile import Reading, read
from quizlib.errors import BankError, Problem, problem
from quizlib.lint import find
from quizlib.model import LANGUAGES
from quizlib.translate.stamps import Confirmed, of_bank, save
from quizlib.translate.state import source_language
from quizlib.translate.texts import stamp, texts
from quizlib.yamltext import Edit, splice, write_text

#: Mending one thing may show another; after so many rounds two rules must be at odds.
MOST_ROUNDS = 10
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Mending:
    """What became of one file.

    ``before`` and ``after`` are its text; they are the same where nothing is mended.  ``done``
    lists the findings that are.  ``stopped`` says what went wrong, if anything has.
    """

    file: str
    before: str
    after: str
    done: tuple[Problem, ...] = ()
    stopped: Problem | None = None


def mend(
    file: Path, label: str, *, rules: Collection[str] | None = None, write: bool = True
) -> Mending:
    """Mend one bank; ``rules`` are the ids of those whose edits are made, or None for all.

    With ``write`` false the file stays as it is.  A file that cannot be read is left to the check.
    """
    file = Path(os.path.realpath(file))  # what a link leads to, not the link
    first = read(file, label)
    if first.draft is None:
        return Mending(label, "", "")
    raw = file.read_bytes()
    before = raw.decode("utf-8-sig")
    with tempfile.TemporaryDirectory() as folder:
        return _Mending(Path(folder) / file.name, label, before, rules).run(file, raw, write=write)


class _Mending:
    """Rounds of edits on a copy of one file."""

    def __init__(self, copy: Path, label: str, before: str, rules: Collection[str] | None) -> None:
        self.copy = copy
        self.label = label
        self.before = before
        self.rules = rules
        self.done: list[Problem] = []

    def run(self, file: Path, raw: bytes, *, write: bool) -> Mending:
        text = self.before
        first = reading = self.reading(text)
        for _ in range(MOST_ROUNDS):
            edits = self.edits(reading)
            if not edits:
                break
            text = _made(text, edits)
            reading = self.reading(text)
            if change := _unwanted(first, reading):
                return self.stopped(change)
        else:
            if self.edits(reading):
                return self.stopped(problem("fix-endless", file=self.label, rounds=MOST_ROUNDS))
        if write and text != self.before:
            try:
                if file.read_bytes() != raw:
                    return self.stopped(problem("fix-meanwhile", file=self.label))
                write_text(file, text, like=raw[:3] if raw.startswith(_MARK) else b"")
            except OSError as error:
                reason = error.strerror or ""
                return self.stopped(problem("unwritable", file=self.label, reason=reason))
            trouble = _keep_confirmed(file, first, reading)
            return Mending(self.label, self.before, text, tuple(self.done), trouble)
        return Mending(self.label, self.before, text, tuple(self.done))

    def stopped(self, why: Problem) -> Mending:
        return Mending(self.label, self.before, self.before, stopped=why)

    def reading(self, text: str) -> Reading:
        # As bytes: what is written as text would get the line ends of this machine.
        self.copy.write_bytes(text.encode("utf-8"))
        return read(self.copy, self.label)

    def edits(self, reading: Reading) -> list[Edit]:
        """The edits of one round; findings that meet earlier ones wait for the next."""
        taken: list[Edit] = []
        for found in find(reading):
            item = found.problem
            if not found.edits or (self.rules is not None and item.code not in self.rules):
                continue
            fresh = [edit for edit in found.edits if edit not in taken]
            if not any(_meet(one, other) for one in fresh for other in taken):
                taken += fresh
                self.done.append(item)
        return taken


def _keep_confirmed(file: Path, before: Reading, after: Reading) -> Problem | None:
    """Let translations stay confirmed whose source text was mended: its sense is the same.

    Returns what keeps the record of them from being written.
    """
    if before.draft is None or after.draft is None:
        return None
    source = source_language(after.draft)
    try:
        confirmed = of_bank(file)
        old = {text.key: text for text in texts(before.draft, before.numbers)}
        fresh: Confirmed = {}
        for text in texts(after.draft, after.numbers):
            known = confirmed.get(text.key, {})
            if source in text.words and source in old[text.key].words:
                was, now = stamp(old[text.key].words[source]), stamp(text.words[source])
                kept = {code: now for code, seen in known.items() if seen == was != now}
                fresh |= {text.key: kept} if kept else {}
        if fresh:
            save(file, fresh, {*confirmed, *fresh}, LANGUAGES)
    except BankError as error:
        return error.problems[0]
    return None


def _meet(one: Edit, other: Edit) -> bool:
    """Whether two edits change the same characters, or write into the same gap."""
    return one.start <= other.end and other.start <= one.end


def _made(raw: str, edits: Iterable[Edit]) -> str:
    """``raw``, with its own line ends, after edits that count each line end as one character."""
    if "\r" not in raw:
        return splice(raw, edits)
    starts = [found.start() for found in re.finditer(r"\r\n|[\s\S]", raw)] + [len(raw)]
    end = "\r\n" if "\r\n" in raw else "\n"
    return splice(
        raw,
        (Edit(starts[e.start], starts[e.end], e.text.replace("\n", end)) for e in edits),
    )


def _unwanted(before: Reading, after: Reading) -> Problem | None:
    """What mending must not change, if it has: the faults of the format, and all but wording."""
    faults = Counter((p.code, p.message) for p in after.problems)
    faults.subtract((p.code, p.message) for p in before.problems)
    new = next((p for p in after.problems if faults[p.code, p.message] > 0), None)
    if new is not None:
        return problem("fix-breaks", file=after.file, row=new.line, said=new.message)
    if _shape(before) != _shape(after):
        return problem("fix-alters", file=after.file)
    return None


def _shape(reading: Reading) -> Any:
    """All that a bank says but its words and the order of options that are only chosen from."""
    if reading.draft is None:
        return None
    questions = [q.model_dump() for q in reading.draft.questions]
    return list(reading.ids), _bare(reading.draft.head.model_dump()), list(map(_bare, questions))


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        if value and set(value) <= set(LANGUAGES):
            return {code: len(words) * isinstance(words, list) for code, words in value.items()}
        if "options" in value and value.get("kind") != "judgement":
            value = value | {"options": sorted(value["options"], key=lambda o: str(o["id"]))}
        return {name: _bare(inner) for name, inner in value.items() if name != "shuffle"}
    if isinstance(value, list | tuple):
        return [_bare(inner) for inner in value]
    return value
