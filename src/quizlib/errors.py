"""What is wrong with a bank, said so that its author can mend it.

A :class:`Problem` is one finding with its place; a :class:`BankError` carries all findings of a
bank at once.  The wording of every message stands in :mod:`quizlib.messages`.  This module imports
nothing else of quizlib, so everything may use it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from quizlib.messages import MESSAGES, translations
from quizlib.messages.phrases import PHRASES

#: A near miss is enough where more names than this would follow.
LONG_LIST = 12

Severity = Literal["error", "warning"]


class Phrase(str):
    """Words inside a message: English as it stands, and sayable in the other languages.

    ``words`` is one of :data:`quizlib.messages.phrases.PHRASES`.
    """

    words: str
    fields: Mapping[str, Any]

    def __new__(cls, words: str, **fields: Any) -> Phrase:
        """The phrase with its fields filled in.  Raises ValueError for words not in the table."""
        if words not in _PHRASES:
            raise ValueError(f"no phrase of quizlib.messages.phrases: {words}")
        made = super().__new__(cls, words.format(**fields))
        made.words, made.fields = words, fields
        return made

    def said(self, language: str) -> str:
        """The phrase in a language."""
        words = translations(language).phrases.get(self.words, self.words)
        return words.format(**_said(self.fields, language))


_PHRASES = frozenset(PHRASES)


def _said(params: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {k: v.said(language) if isinstance(v, Phrase) else v for k, v in params.items()}


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
    #: what the words of the message were filled in with
    params: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def said(self, language: str) -> tuple[str, str]:
        """What is wrong, and how to mend it, in a language; English where it is not translated."""
        template = translations(language).messages.get(self.code)
        if template is None:
            return self.message, self.mend
        params = _said(self.params, language)
        return template[0].format(**params), template[1].format(**params)

    def __str__(self) -> str:
        return self.in_one_line("en")

    def in_one_line(self, language: str) -> str:
        """Place, what is wrong and how to mend it, in a language."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        where = "".join(f"{part}: " for part in (place, self.path) if part)
        what, mend = self.said(language)
        return f"{where}{what}. {mend}".rstrip()

    def as_dict(self) -> dict[str, str | int]:
        """The fields as plain data, for ``--format json``."""
        return {item.name: getattr(self, item.name) for item in fields(self) if item.compare}


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
    return Problem(file, line, column, path, code, what, mend, severity, params)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name that ``word`` was probably meant to be."""
    names = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), names, n=1, cutoff=0.6)
    return names[near[0]] if near else None


def suggest(word: str, known: Iterable[str], *, what: str = "Known here") -> str:
    """ "Did you mean `x`?" for a near miss, then what is known, unless that is long."""
    names = list(known)
    near = nearest(word, names)
    listed = Phrase("{what}: {names}.", what=Phrase(what), names=", ".join(names))
    if near is None:
        return listed if names else ""
    if len(names) > LONG_LIST:
        return Phrase("Did you mean `{near}`?", near=near)
    return Phrase("Did you mean `{near}`? {listed}", near=near, listed=listed)


class BankError(Exception):
    """A bank cannot be used.  ``problems`` lists every finding, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: list[Problem] = list(problems)
        super().__init__("\n".join(str(p) for p in self.problems))

    def _render_traceback_(self) -> list[str]:
        """What IPython shows: an author needs the findings, not our call stack."""
        return [str(p) for p in self.problems]
