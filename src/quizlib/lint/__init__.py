"""Rules of good item writing, held against banks whose format is in order.

:data:`RULES` is the table; a rule is one function in a module beside this one, one line here, one
message in :mod:`quizlib.messages.lint`, examples in ``tests/rules/`` and a section on the page
``writing-rules`` of each edition.  A question sets a rule aside with ``allow: {rule: "why"}``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path

from quizlib.bankfile import Reading
from quizlib.errors import Problem
from quizlib.lint import (
    bank_keys,
    clues,
    feedback,
    letters,
    options,
    revealed,
    run,
    similar,
    sorting,
    standing,
    stems,
    translations,
    upkeep,
)
from quizlib.lint.base import Hit, Rule, Sheet
from quizlib.lint.run import Found
from quizlib.load import check as check_formats

#: Rules on one question, in the order in which the guide tells them.
_ON_QUESTIONS: tuple[Rule, ...] = (
    # options
    options.ALL_OR_NONE_RULE,
    options.SAME,
    sorting.OVERLAP,
    options.FEW,
    options.MANY,
    options.KEY_LONGEST,
    options.UNEVEN,
    options.STYLE,
    similar.OPTIONS_ALIKE,
    sorting.UNSORTED,
    # clues
    clues.ABSOLUTES_RULE,
    clues.HEDGES_RULE,
    clues.CLANG,
    # what is asked
    stems.DOUBLE,
    stems.NEGATIVE_STEM,
    stems.UNFOCUSED,
    stems.LONG,
    # what is said of the answer, and the answer itself
    feedback.EMPTY,
    standing.UNSURE_FACT,
    upkeep.REVIEW_BY,
    upkeep.VARIANTS,
    # letters
    letters.TEXT_CUT,
    letters.LOOK_ALIKE,
    letters.NOT_NFC,
    letters.INVISIBLE,
)
#: Rules on a whole bank.
_ON_BANKS: tuple[Rule, ...] = (
    # what helps a guesser
    bank_keys.LONGEST_OFTEN,
    bank_keys.PLACES_UNEVEN,
    bank_keys.STATEMENTS_UNEVEN,
    bank_keys.GUESS_SCORE,
    # questions against each other
    similar.ITEMS_ALIKE,
    revealed.KEY_REVEALED,
    # translations
    *translations.RULES,
)
RULES: dict[str, Rule] = {rule.id: rule for rule in (*_ON_QUESTIONS, *_ON_BANKS)}


def find(reading: Reading, as_of: datetime.date | None = None) -> list[Found]:
    """What the rules object to in one bank, each with the edits that would mend it."""
    return [found for found in run.find(reading, RULES, as_of) if not found.reason]


def findings(reading: Reading, as_of: datetime.date | None = None) -> list[Problem]:
    """What the rules object to in one bank, in the order of the file.

    Questions with format problems are passed over.  ``review_by`` before ``as_of`` is an error.
    """
    return [found.problem for found in find(reading, as_of)]


def check(paths: Iterable[Path], *, as_of: datetime.date | None = None) -> list[Problem]:
    """All problems of the banks in these files and folders, by file and place."""
    problems = check_formats(paths, also=lambda reading: findings(reading, as_of))
    return sorted(problems, key=lambda p: (p.file, p.line, p.column))


__all__ = ["RULES", "Found", "Hit", "Rule", "Sheet", "check", "find", "findings"]
