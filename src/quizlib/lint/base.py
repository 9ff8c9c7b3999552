"""What an item-writing rule consists of, and what it looks at."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from quizlib.errors import Severity
from quizlib.lint.items import Item
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
    #: where it is not that of the rule
    severity: Severity | None = None


@dataclass(frozen=True)
class Sheet:
    """One bank as rules see it: its questions that are in order, and where they stand."""

    bank: Bank
    source: Source
    #: for each question its index in the file
    numbers: tuple[int, ...]
    #: the day against which ``review_by`` is held; None: it is never an error
    as_of: datetime.date | None = None
    _last: list[Item] = field(default_factory=list, repr=False)
    _numbers: dict[int, int] = field(default_factory=dict, repr=False)

    @property
    def languages(self) -> Sequence[str]:
        """The languages of the bank."""
        return self.bank.head.languages

    def item(self, question: Question) -> Item:
        """A question prepared for rules; asked again for the same one, it is the same object."""
        if not self._last or self._last[0].question is not question:
            self._last[:] = [Item(question)]
        return self._last[0]

    def number(self, question: Question) -> int:
        """The index of a question in the file."""
        if not self._numbers:
            ids = map(id, self.bank.questions)
            self._numbers.update(zip(ids, self.numbers, strict=True))
        return self._numbers[id(question)]


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
