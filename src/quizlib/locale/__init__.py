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


def _read(*path: str) -> dict[str, Any]:
    text = files(__name__).joinpath(*path).read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
