"""A counted deadline and its words: plain text, as a notebook shows it, in three languages."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from quizlib.daycount import DAY, Counted, Told
from quizlib.errors import BankError, problem, suggest
from quizlib.locale import deadline_strings, plural
from quizlib.model import LANGUAGES

#: The copy of the course's table; quizlib.site.deadlines writes it.
DATA = Path(__file__).with_name("deadlines.json")
WIDTH = 60


@dataclass(frozen=True)
class Deadline:
    """What was counted.  Shown by a notebook as text in ``lang``; :meth:`text` has the others."""

    kind: str
    received: date
    extended: bool
    #: the last day; None where the course knows no verified deadline
    date: date | None
    steps: tuple[Counted, ...]
    warnings: tuple[Told, ...]
    lang: str
    #: whether the days off are those of the exercise's own list
    exercise: bool

    def text(self, lang: str | None = None) -> str:
        """The count with its steps, sources and warnings, in a language of the course."""
        language = language_of(lang) if lang else self.lang
        return "\n".join(lines(self, table(), language))

    def __repr__(self) -> str:
        return self.text()


@cache
def table() -> dict[str, Any]:
    """Kinds of requests and holidays; quizlib.site.deadlines says what they hold."""
    loaded: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    return loaded


def language_of(asked: str | None) -> str:
    """The language asked for, or that of the folder.  Raises BankError where there is none such."""
    if asked is None:
        return edition(Path.cwd())
    if asked not in LANGUAGES:
        known = suggest(str(asked), LANGUAGES, what="Possible")
        raise BankError([problem("unknown-language", raw=asked, suggestion=known)])
    return asked


def edition(folder: Path) -> str:
    """The language of the edition to which a folder of a book belongs; English elsewhere."""
    inside = (p.name for p in (folder, *folder.parents) if p.parent.name == "book")
    return next((name for name in inside if name in LANGUAGES), "en")


class Speech:
    """Says days, counts and laws in one language."""

    def __init__(self, language: str) -> None:
        self.language, self.ui = language, deadline_strings(language)

    def short(self, day: date) -> str:
        """A day without its weekday."""
        month = self.ui["months"].split()[day.month - 1]
        text: str = self.ui["date"].format(day=day.day, month=month, year=day.year)
        return text

    def day(self, day: date) -> str:
        """A day with its weekday."""
        weekday = self.ui["weekdays"].split()[day.weekday()]
        return f"{self.short(day)} ({weekday})"

    def count(self, step: Mapping[str, Any]) -> str:
        """How long a step lasts."""
        forms = self.ui[f"count_{step['unit']}"]
        n = step["number"]
        text: str = forms.get(plural(self.language, n), forms["other"]).format(n=n)
        return text

    def law(self, kind: Mapping[str, Any]) -> str:
        """The act with its date, and the article."""
        act, lang = kind["act"], self.language
        adopted = self.short(date.fromisoformat(act["date"]))
        gaps = {"act": act["title"][lang], "date": adopted, "number": act["number"]}
        text: str = self.ui["law"].format(**gaps, article=kind["article"][lang])
        return text

    def warning(self, told: Told, kind: Mapping[str, Any]) -> str:
        """A warning as a sentence."""
        step = next((s for s in kind["steps"] if s["what"] == told.what), None)
        what = step["text"][self.language] if step else ""
        day = self.day(told.said) if isinstance(told.said, date) else ""
        text: str = self.ui[told.code].format(what=what, day=day, year=told.said)
        return text


def lines(found: Deadline, table: Mapping[str, Any], language: str) -> Iterator[str]:
    """The lines of the text."""
    kind, say = table["kinds"][found.kind], Speech(language)
    yield kind["name"][language]
    yield from _wrapped(f"{kind['begins'][language]}: {say.day(found.received)}")
    if found.date:
        label = say.ui["not_later" if found.extended else "last_day"]
        yield f"{label}: {say.day(found.date)}"
    else:
        yield from _wrapped(kind["unverified"][language])
    rules = {step["what"]: step for step in kind["steps"]}
    for number, step in enumerate(found.steps, start=1):
        yield ""
        yield from _step(number, step, rules[step.what], say)
    yield ""
    yield from _wrapped(f"{say.ui['source']}: {say.law(kind)} [{kind['fact']}]")
    notes = [say.warning(told, kind) for told in found.warnings]
    notes += [table["note"][language]] if found.exercise and found.steps else []
    yield ""
    yield f"{say.ui['mind']}:"
    for note in (*notes, say.ui["law_read"]):
        yield from _wrapped(note, "- ")


def _step(number: int, step: Counted, rule: Mapping[str, Any], say: Speech) -> Iterator[str]:
    yield from _wrapped(rule["text"][say.language], f"{number}. ")
    begin, end = say.day(step.after + DAY), say.day(step.last)
    span = say.ui["span"].format(count=say.count(rule), begin=begin, end=end)
    yield from _wrapped(span, "   ")
    if step.passed_over:
        days = ", ".join(map(say.day, step.passed_over))
        yield from _wrapped(f"{say.ui['passed_over']}: {days}", "   ")
    if "note" in rule:
        yield from _wrapped(rule["note"][say.language], "   ")


def _wrapped(text: str, mark: str = "") -> list[str]:
    """Lines of a paragraph; those after the first stand below the words of the first."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )
