"""The rules held against one bank, and what its ``allow`` sets aside."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quizlib import yamlfile
from quizlib.bankfile import Reading
from quizlib.errors import Problem, Severity, problem, suggest
from quizlib.lint.base import Hit, Rule, Sheet, Way
from quizlib.misfits import path_text
from quizlib.yamltext import Edit

#: A reason has at least so many words (our threshold).
WORDS_OF_A_REASON = 3
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class Found:
    """A finding of a rule; ``edits`` mend it, where that needs no choice."""

    problem: Problem
    edits: tuple[Edit, ...] = ()
    #: why an author set it aside; empty where it stands
    reason: str = ""


@yamlfile.collector_paused()
def find(reading: Reading, rules: Mapping[str, Rule], as_of: datetime.date | None) -> list[Found]:
    """What these rules object to in a bank, in the order of the file, also what is set aside."""
    if reading.draft is None or reading.source is None:
        return []
    sheet = Sheet(reading.draft, reading.source, reading.numbers, as_of)
    found = [*_Run(sheet, rules, whole=not reading.problems).all()]
    return sorted(found, key=lambda one: (one.problem.line, one.problem.column))


class _Run:
    """One pass over one bank."""

    def __init__(self, sheet: Sheet, rules: Mapping[str, Rule], *, whole: bool) -> None:
        self.sheet = sheet
        self.rules = rules
        self.whole = whole
        head = sheet.bank.head
        self.allowed: dict[Way, dict[str, str]] = {(): head.allow} if head.allow else {}
        for number, question in zip(sheet.numbers, sheet.bank.questions, strict=True):
            if question.allow:
                self.allowed["questions", number] = question.allow
        #: (where an ``allow`` stands, rule) that set something aside
        self.used: set[tuple[Way, str]] = set()

    def all(self) -> Iterator[Found]:
        single = [(rule, rule.question) for rule in self.rules.values() if rule.question]
        for number, question in zip(self.sheet.numbers, self.sheet.bank.questions, strict=True):
            base: Way = ("questions", number)
            for rule, look in single:
                for hit in look(question, self.sheet):
                    reason = self.set_aside(rule, (base,))
                    yield self.told(rule, (*base, *hit.path), hit, reason)
        for rule in self.rules.values():
            if rule.bank:
                for hit in rule.bank(self.sheet):
                    reason = self.set_aside(rule, ((), hit.path[:2]))
                    yield self.told(rule, hit.path, hit, reason)
        for base in self.allowed:
            yield from self.objections(base)

    def set_aside(self, rule: Rule, places: tuple[Way, ...]) -> str:
        """The reason with which an ``allow`` in one of these places sets the rule aside."""
        hushed = [(p, rule.id) for p in places if rule.id in self.allowed.get(p, ())]
        self.used.update(hushed)
        return next((self.allowed[place][name] for place, name in hushed), "")

    def told(self, rule: Rule, path: Way, hit: Hit, reason: str) -> Found:
        severity = hit.severity or rule.severity
        return Found(self.problem(rule.id, path, severity, **hit.params), hit.edits, reason)

    def objections(self, base: Way) -> Iterator[Found]:
        """What is wrong with an ``allow`` itself."""
        for name, reason in self.allowed[base].items():
            path = (*base, "allow", name)
            rule = self.rules.get(name)
            if rule is None:
                hint = suggest(name, self.rules, what="The rules are")
                yield self.objection("allow-unknown", path, raw=name, suggestion=hint)
            elif not base and rule.question:
                yield self.objection("allow-elsewhere", path, rule=name)
            elif not _says_why(name, reason):
                raw = reason.strip()
                yield Found(self.problem("allow-reason", path, "error", rule=name, raw=raw))
            elif (base, name) not in self.used and (rule.question or self.whole):
                yield self.objection("allow-unused", path, "warning", rule=name)

    def objection(
        self, code: str, path: Way, severity: Severity = "error", **params: object
    ) -> Found:
        return Found(self.problem(code, path, severity, at_key=True, **params))

    def problem(
        self, code: str, path: Way, severity: Severity, *, at_key: bool = False, **params: object
    ) -> Problem:
        source = self.sheet.source
        line, column = source.key_place(path) if at_key else source.place(path)
        return problem(
            code,
            file=source.file,
            line=line,
            column=column,
            path=path_text(path),
            severity=severity,
            **params,
        )


def _says_why(rule: str, reason: str) -> bool:
    """Whether a reason has words enough beside those of the rule's own name."""
    words = {word.casefold() for word in _WORD.findall(reason)}
    return len(words - set(rule.split("-"))) >= WORDS_OF_A_REASON
