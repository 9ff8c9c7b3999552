"""The language in which the command line speaks to people; what programs read stays English."""

from __future__ import annotations

import locale
from typing import Any

from quizlib.errors import Phrase
from quizlib.model import LANGUAGES

#: How Windows names languages → their codes; elsewhere the code comes first, as in kk_KZ.
_WINDOWS = {"kazakh": "kk", "russian": "ru", "english": "en"}


_chosen: list[str] = []


def choose(code: str | None) -> None:
    """Speak this language from now on; None: the system's own, otherwise English."""
    _chosen[:] = [code or _system()]


def language() -> str:
    """The language chosen with `quizlib --language`, or that of the system."""
    return _chosen[0] if _chosen else _system()


def _system() -> str:
    name = (locale.getlocale()[0] or "").partition("_")[0].lower()
    code = _WINDOWS.get(name, name)
    return code if code in LANGUAGES else "en"


def say(words: str, **fields: Any) -> str:
    """A phrase of :mod:`quizlib.messages.phrases` in the language of the command line."""
    return Phrase(words, **fields).said(language())


def number(count: int, noun: str) -> str:
    """ "no problems", "1 problem", "2 problems"; the nouns are those of ``phrases.COUNTED``."""
    words = f"1 {noun}" if count == 1 else f"{{count}} {noun}s" if count else f"no {noun}s"
    return say(words, count=count)
