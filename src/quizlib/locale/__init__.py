"""Interface strings: one JSON file per language, read here and bundled by js/ alike."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def strings(lang: str) -> dict[str, Any]:
    """All interface strings of a language.  Plural ones are mappings by CLDR category."""
    return _read(f"{lang}.json")


@cache
def learner_strings(lang: str) -> dict[str, Any]:
    """The strings of the learner's own pages, which carry them themselves: no other page has
    to load them.
    """
    return _read("learner", f"{lang}.json")


@cache
def preview_strings(lang: str) -> dict[str, str]:
    """The strings of the preview for authors."""
    return _read("preview", f"{lang}.json")


@cache
def author_strings(lang: str) -> dict[str, str]:
    """What authors are told of each field of a bank, and of the words that a field may have."""
    return _read("authors", f"{lang}.json")


@cache
def coverage_strings(lang: str) -> dict[str, str]:
    """The strings of what the course covers, on its page and in `quizlib coverage`."""
    return _read("coverage", f"{lang}.json")


@cache
def deadline_strings(lang: str) -> dict[str, Any]:
    """The strings of the deadline calculator, whose pages carry them themselves."""
    return _read("deadlines", f"{lang}.json")


def plural(lang: str, n: int) -> str:
    """The CLDR category of a whole number that is not negative."""
    if lang != "ru":
        return "one" if n == 1 else "other"
    if n % 10 == 1 and n % 100 != 11:
        return "one"
    return "few" if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else "many"


def _read(*path: str) -> dict[str, Any]:
    text = files(__name__).joinpath(*path).read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
