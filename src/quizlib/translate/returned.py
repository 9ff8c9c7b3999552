"""What came back from a translator, held against the bank as it is now.

:func:`compare` says which texts change, which are confirmed and what is wrong; :func:`rewritten`
makes the new file and checks it.  Nothing here writes to a file of the course.
"""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizlib.bankfile import Reading, read
from quizlib.errors import Phrase, Problem, Severity, nearest, problem
from quizlib.exchange.base import Spot, moved
from quizlib.markup import marks
from quizlib.misfits import path_text
from quizlib.model import Bank
from quizlib.translate import fill
from quizlib.translate.delivery import NONE, Back, Returned, stamps_in
from quizlib.translate.stamps import Confirmed
from quizlib.translate.state import source_language, state
from quizlib.translate.texts import Text, Words, entries, shown, stamp, texts
from quizlib.yamlfile import Source
from quizlib.yamltext import splice

#: Names listed in a message that speaks of many.
_NAMED = 5


@dataclass
class Comparison:
    """What a returned file means for a bank."""

    #: texts that get a translation other than the one they have
    changes: list[tuple[Text, Words]] = field(default_factory=list)
    #: stamps for what the translator vouches for
    fresh: Confirmed = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    #: keys of texts by what became of them
    unchanged: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    #: path in the bank's file → where its translation stands in the returned file
    places: dict[str, Spot] = field(default_factory=dict)


def compare(returned: Returned, bank: Bank, confirmed: Confirmed) -> Comparison:
    """Each text that came back with the one in the bank."""
    return _Comparing(returned, bank, confirmed).run()


class _Comparing:
    def __init__(self, returned: Returned, bank: Bank, confirmed: Confirmed) -> None:
        self.returned = returned
        self.first = source_language(bank) or returned.source
        self.texts = {text.key: text for text in texts(bank, range(len(bank.questions)))}
        self.confirmed = confirmed
        self.result = Comparison()
        self.unproven: list[str] = []

    def run(self) -> Comparison:
        seen: dict[str, Back] = {}
        for row in self.returned.rows:
            text = self.texts.get(row.key)
            if text is None:
                near = nearest(row.key, self.texts)
                hint = Phrase("Did you mean `{near}`?", near=near) if near else ""
                self.tell("return-unknown", row, key=row.key, suggestion=hint)
            elif not row.translation.strip():
                self.result.empty.append(row.key)
            elif _plain(seen.setdefault(row.key, row).translation) != _plain(row.translation):
                self.tell("return-twice", row, key=row.key, first=seen[row.key].spot[0])
            elif seen[row.key] is row:
                self.row(text, row)
        self.summary("return-empty", self.result.empty)
        self.summary("return-unproven", self.unproven, language=self.returned.source)
        return self.result

    def row(self, text: Text, row: Back) -> None:
        """One text that has a translation."""
        target = self.returned.target
        source = text.words[self.returned.source]
        old = text.words.get(target)
        same = old is not None and _wording(shown(old), text) == _wording(row.translation, text)
        known = stamps_in(row.mark)
        if _folded(shown(source)) != _folded(row.source) or (
            known and known[0] != stamp(text.words[self.first])
        ):
            self.tell("return-source-changed", row, key=text.key, now=_short(shown(source)))
            return
        if known and not same and known[1] != (NONE if old is None else stamp(old)):
            now = _short(shown(old)) if old is not None else ""
            self.tell("return-overtaken", row, key=text.key, now=now)
            return
        if Counter(marks(row.translation)) != Counter(marks(shown(source))):
            wanted = ", ".join(f"[[{name}]]" for name in marks(shown(source)))
            self.tell("return-marks", row, key=text.key, wanted=wanted or "–")
            return
        self.result.places[path_text((*text.way, target))] = row.spot
        if same:
            self.result.unchanged.append(text.key)
        else:
            self.compare_details(row, shown(source))
            words = _plain(row.translation)
            self.result.changes.append((text, entries(words) if text.is_list else words))
        now = state(text, self.first, target, self.confirmed)
        if not same or (row.done and now != "current"):
            self.confirm(text)

    def confirm(self, text: Text) -> None:
        """A stamp, unless the translator worked from a text that is itself not confirmed."""
        pivot = self.returned.source
        if pivot != self.first and state(text, self.first, pivot, self.confirmed) != "current":
            self.unproven.append(text.key)
            return
        self.result.fresh[text.key] = {self.returned.target: stamp(text.words[self.first])}

    def compare_details(self, row: Back, source: str) -> None:
        """What a slip can lose without anything else noticing."""
        for code, found in (("return-links", _links), ("return-numbers", _numbers)):
            before, after = Counter(found(source)), Counter(found(row.translation))
            if before != after:
                lost = ", ".join((before - after).elements()) or "–"
                more = ", ".join((after - before).elements()) or "–"
                self.tell(code, row, "warning", key=row.key, lost=lost, more=more)

    def tell(self, code: str, row: Back, severity: Severity = "error", **params: Any) -> None:
        line, column, name = row.spot
        self.result.problems.append(
            problem(
                code,
                file=self.returned.file,
                line=line,
                column=column,
                path=name,
                severity=severity,
                **params,
            )
        )

    def summary(self, code: str, keys: list[str], **params: Any) -> None:
        if keys:
            self.result.problems.append(
                problem(
                    code,
                    file=self.returned.file,
                    severity="warning",
                    count=len(keys),
                    keys=listed(keys),
                    **params,
                )
            )


def listed(keys: list[str]) -> str:
    """The first of these names, and that there are more."""
    return ", ".join(keys[:_NAMED]) + (", …" if len(keys) > _NAMED else "")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 100 else line[:99].rstrip() + "…"


def _plain(text: str) -> str:
    """A text as programs agree on it: they differ in how they end lines."""
    return re.sub(r"\r\n?", "\n", text).strip()


def _wording(text: str, of: Text) -> str:
    """What is compared to see whether a translation is another one."""
    return "\n".join(entries(text)) if of.is_list else _plain(text)


def _folded(text: str) -> str:
    """A text for comparing what nobody was to change; programs wrap and compose as they like."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _links(text: str) -> list[str]:
    return re.findall(r"\]\(([^)\s]*)", text)


def _numbers(text: str) -> list[str]:
    """Every number of a text by its digits: the signs between them differ by language."""
    outside = re.sub(r"\]\([^)]*\)", "]", text)
    return [re.sub(r"\D", "", n) for n in re.findall(r"\d+(?:[.,:\u00a0\u202f ]\d+)*", outside)]


# ---- the new file


@dataclass(frozen=True)
class Rewritten:
    """The text of the new file, or what stands against it."""

    text: str
    problems: list[Problem]


def rewritten(bank: Bank, source: Source, comparison: Comparison, returned: Returned) -> Rewritten:
    """The bank's file with all changes made, read again and compared text by text."""
    target = returned.target
    before = {text.key: text for text in texts(bank, range(len(bank.questions)))}
    if missing := _missing(bank, before, comparison, target):
        found = problem(
            "return-incomplete",
            file=returned.file,
            count=len(missing),
            keys=listed(missing),
            language=target,
        )
        return Rewritten("", [found])
    wanted = {key: dict(text.words) for key, text in before.items()}
    for text, words in comparison.changes:
        wanted[text.key][target] = words
    try:
        fresh = _spliced(source, bank, comparison.changes, target)
        again = _read(fresh, source.file)
        if again.bank is None:
            return Rewritten("", _told(again.problems, comparison, returned))
        if wrong := _differences(wanted, again.bank):
            raise fill.SharedError(before[wrong[0]])
        return Rewritten(fresh, [])
    except fill.SharedError as error:
        line, column = source.place(error.text.way)
        place = path_text(error.text.way)
        found = problem(
            "text-shared",
            file=source.file,
            line=line,
            column=column,
            path=place,
            key=error.text.key,
        )
        return Rewritten("", [found])


def _missing(bank: Bank, before: dict[str, Text], comparison: Comparison, target: str) -> list[str]:
    """The texts without which a new language cannot be added."""
    if target in bank.head.languages:
        return []
    translated = {text.key for text, _ in comparison.changes}
    return [key for key in before if key not in translated]


def _spliced(
    source: Source,
    bank: Bank,
    changes: list[tuple[Text, Words]],
    target: str,
) -> str:
    if target in bank.head.languages:
        made = fill.edits(source, changes, target)
    else:
        words = {text.key: new for text, new in changes}
        first = source_language(bank) or bank.head.languages[0]
        made = fill.added(source, [text for text, _ in changes], words, target, first)
    try:
        return splice(source.text, made)
    except ValueError:  # through aliases, one text lies inside another
        raise fill.SharedError(changes[0][0]) from None


def _read(text: str, label: str) -> Reading:
    """A bank that is not in a file yet."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bank.yml"
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        return read(file, label)


def _differences(wanted: dict[str, dict[str, Words]], bank: Bank) -> list[str]:
    """The keys of texts that are not as they should be in some language."""
    found = {text.key: text.words for text in texts(bank, range(len(bank.questions)))}
    return [
        key
        for key, words in wanted.items()
        if {c: _norm(w) for c, w in words.items()} != {c: _norm(w) for c, w in found[key].items()}
    ]


def _norm(words: Words) -> Words:
    return words.strip() if isinstance(words, str) else words


def _told(problems: Iterable[Problem], comparison: Comparison, returned: Returned) -> list[Problem]:
    """What the loader finds in the new file, at the places of the returned one where it has one."""
    told = []
    for item in problems:
        there = moved(item, comparison.places, returned.file)
        told.append(there if there.line else item)
    return told
