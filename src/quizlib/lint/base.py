"""What an item-writing rule consists of, and what it looks at."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from quizlib.errors import Severity
from quizlib.model import Bank, Question
from quizlib.yamlfile import Source
from quizlib.yamltext import Edit

Way = tuple[str | int, ...]


@dataclass(frozen=True)
class Hit:
    """Something a rule objects to.

    ``path`` counts from the question, or for a rule on the bank from the top of the file.
    ``params`` fill in the rule's message.  ``edits`` mend it mechanically, where that is possible
    without a choice: characters of the file as :class:`~quizlib.yamltext.Edit` counts them.
    """

    path: Way
    params: dict[str, Any] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One bank as rules see it: its questions that are in order, and where they stand."""

    bank: Bank
    source: Source
    #: for each question its index in the file
    numbers: tuple[int, ...]
    #: the day against which ``review_by`` is held; None: it is never an error
    as_of: datetime.date | None = None

    @property
    def languages(self) -> Sequence[str]:
        """The languages of the bank."""
        return self.bank.head.languages


@dataclass(frozen=True)
class Rule:
    """One rule.  Its message is ``MESSAGES[id]`` of :mod:`quizlib.messages.lint`.

    ``reason`` is one line for an author; ``source`` names the research it comes from, or says that
    the threshold is our own.  Exactly one of the two functions is given.
    """

    id: str
    severity: Severity
    reason: str
    source: str
    question: Callable[[Question, Sheet], Iterator[Hit]] | None = None
    #: hits of a rule on the whole bank; may be set aside only in the head of the bank, or in the
    #: question that a hit's path leads to
    bank: Callable[[Sheet], Iterator[Hit]] | None = None
