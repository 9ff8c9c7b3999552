"""How each translation stands to its source text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from quizlib.model import Bank
from quizlib.translate.stamps import Confirmed
from quizlib.translate.texts import Text, stamp

#: ``current``: a person has confirmed it against the source text as it is now.  ``stale``: the
#: source text has changed since.  ``unconfirmed``: nobody has said that it fits.  ``missing``: the
#: bank does not have it.
State = Literal["current", "stale", "unconfirmed", "missing"]


@dataclass(frozen=True)
class Standing:
    """One text in one language other than the source."""

    text: Text
    language: str
    state: State
    #: whether it says the very same as the source text, and is more than a name
    same: bool


def source_language(bank: Bank) -> str | None:
    """The language that the others are held against; a bank with one language needs no name."""
    head = bank.head
    return head.source_language or (head.languages[0] if len(head.languages) == 1 else None)


def state(text: Text, source: str, language: str, confirmed: Confirmed) -> State:
    """How the text in ``language`` stands to that in ``source``."""
    if language not in text.words:
        return "missing"
    known = confirmed.get(text.key, {}).get(language)
    if known is None:
        return "unconfirmed"
    return "current" if known == stamp(text.words[source]) else "stale"


def standings(
    texts: Iterable[Text], source: str, languages: Iterable[str], confirmed: Confirmed
) -> Iterator[Standing]:
    """Every text in each of the languages."""
    codes = [code for code in languages if code != source]
    for text in texts:
        for code in codes:
            same = _same(text, source, code)
            yield Standing(text, code, state(text, source, code, confirmed), same)


def _same(text: Text, source: str, language: str) -> bool:
    """Whether two languages have one wording, where they hardly can: several words of letters."""
    first, second = text.words.get(source), text.words.get(language)
    if not isinstance(first, str) or not isinstance(second, str):
        return False
    return first.strip() == second.strip() and len(re.findall(r"[^\W\d_]{2,}", first)) > 1


@dataclass
class Tally:
    """How many texts of a language stand how."""

    texts: int = 0
    states: dict[State, int] = field(
        default_factory=lambda: dict.fromkeys(("current", "stale", "unconfirmed", "missing"), 0)
    )
    same: int = 0


def tally(found: Iterable[Standing], languages: Iterable[str]) -> dict[str, Tally]:
    """The counts of each language."""
    counts = {code: Tally() for code in languages}
    for one in found:
        counts[one.language].texts += 1
        counts[one.language].states[one.state] += 1
        counts[one.language].same += one.same
    return counts
