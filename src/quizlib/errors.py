"""What is wrong with a bank, said so that its author can mend it.

A :class:`Problem` is one finding with its place; a :class:`BankError` carries all findings of a
bank at once.  The wording of every message stands in :mod:`quizlib.messages`.  This module imports
nothing else of quizlib, so everything may use it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from quizlib.messages import MESSAGES

#: A near miss is enough where more names than this would follow.
LONG_LIST = 12

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Problem:
    """One finding: where it is, what is wrong, how to mend it.

    ``line`` and ``column`` count from 1; 0 means that the whole file is meant.  ``path`` leads to
    the value, as in ``questions[2].prompt.kk``; it is empty for the whole file.  An ``error`` must
    be mended, a ``warning`` may be answered with a written reason instead.
    """

    file: str
    line: int
    column: int
    path: str
    code: str
    message: str
    mend: str
    severity: Severity = "error"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        where = "".join(f"{part}: " for part in (place, self.path) if part)
        return f"{where}{self.message}. {self.mend}".rstrip()

    def as_dict(self) -> dict[str, str | int]:
        """The fields as plain data, for ``--format json``."""
        return asdict(self)


def problem(
    code: str,
    *,
    file: str = "",
    line: int = 0,
    column: int = 0,
    path: str = "",
    severity: Severity = "error",
    **params: Any,
) -> Problem:
    """The problem ``code`` of :mod:`quizlib.messages`, its words filled in with ``params``."""
    what, mend = MESSAGES[code]
    what, mend = what.format(**params), mend.format(**params)
    return Problem(file, line, column, path, code, what, mend, severity)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name that ``word`` was probably meant to be."""
    names = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), names, n=1, cutoff=0.6)
    return names[near[0]] if near else None


def suggest(word: str, known: Iterable[str], *, what: str = "Known here") -> str:
    """ "Did you mean `x`?" for a near miss, then what is known, unless that is long."""
    names = list(known)
    near = nearest(word, names)
    listed = f"{what}: {', '.join(names)}." if names else ""
    if near is None:
        return listed
    question = f"Did you mean `{near}`?"
    return question if len(names) > LONG_LIST else f"{question} {listed}"


class BankError(Exception):
    """A bank cannot be used.  ``problems`` lists every finding, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: list[Problem] = list(problems)
        super().__init__("\n".join(str(p) for p in self.problems))

    def _render_traceback_(self) -> list[str]:
        """What IPython shows: an author needs the findings, not our call stack."""
        return [str(p) for p in self.problems]
