"""The rule that an answer rests on what could be verified."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from quizlib import yamlfile
from quizlib.errors import BankError, Phrase
from quizlib.kinds import KINDS
from quizlib.lint.base import Hit, Rule, Sheet
from quizlib.load import find_course
from quizlib.model import Question

#: How ``course/facts.yml`` marks a fact that may not decide an answer → how a message says it.
UNSURE = {"unverified": "not verified", "disputed": "disputed"}


def _unsure(bank: Path) -> Mapping[str, str]:
    """The facts of the bank's course that are no ground for an answer, with their standing."""
    if not bank.is_file():
        return {}
    try:
        facts = find_course(bank.resolve().parent) / "course" / "facts.yml"
        return _read(facts, facts.stat().st_mtime_ns)
    except (BankError, OSError):
        return {}  # a bank of no course, or facts that cannot be read: told elsewhere


@lru_cache(maxsize=4)
def _read(facts: Path, changed: int) -> Mapping[str, str]:
    data = yamlfile.read(facts, facts.name)[0].data
    entries = data.items() if isinstance(data, dict) else ()
    standings = ((name, fact.get("standing")) for name, fact in entries if isinstance(fact, dict))
    return {name: standing for name, standing in standings if standing in UNSURE}


def _check(question: Question, sheet: Sheet) -> Iterator[Hit]:
    # An opinion or one's own text is not held against a key.
    if sheet.bank.head.mode == "survey" or not KINDS[question.kind].scored:
        return
    unsure = _unsure(Path(sheet.source.file))
    for index, name in enumerate(question.source):
        if name in unsure:
            standing = Phrase(UNSURE[unsure[name]])
            yield Hit(("source", index), {"name": name, "standing": standing})


UNSURE_FACT = Rule(
    "unsure-fact",
    "error",
    "What nobody could verify, or sources disagree on, cannot decide whether an answer is right.",
    "our own rule",
    question=_check,
)
