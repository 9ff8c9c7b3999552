"""What authors are told: first what is wrong, then how to mend it.

Both are :meth:`str.format` templates under a code; :func:`quizlib.errors.problem` fills them in.
English stands in the modules here, the other languages in ``translations/``, under the same codes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from quizlib.messages import (
    asking,
    checking,
    coverage,
    deadlines,
    exchange,
    fields,
    files,
    lint,
    lint_bank,
    making,
    questions,
    translate,
)

MESSAGES: dict[str, tuple[str, str]] = {
    **files.MESSAGES,
    **fields.MESSAGES,
    **questions.MESSAGES,
    **exchange.MESSAGES,
    **asking.MESSAGES,
    **checking.MESSAGES,
    **coverage.MESSAGES,
    **deadlines.MESSAGES,
    **lint.MESSAGES,
    **lint_bank.MESSAGES,
    **making.MESSAGES,
    **translate.MESSAGES,
}


@dataclass(frozen=True)
class Translations:
    """The messages by code and the phrases by their English, in one language."""

    messages: dict[str, tuple[str, str]] = field(default_factory=dict)
    phrases: dict[str, str] = field(default_factory=dict)


@cache
def translations(language: str) -> Translations:
    """What there is in a language; nothing for English, which the modules here hold."""
    file = resources.files(__name__) / "translations" / f"{language}.json"
    if language == "en" or not file.is_file():
        return Translations()
    data = json.loads(file.read_text(encoding="utf-8"))
    return Translations({k: tuple(v) for k, v in data["messages"].items()}, data["phrases"])
