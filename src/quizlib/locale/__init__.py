"""Interface strings: one JSON file per language, read here and bundled by js/ alike."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def strings(lang: str) -> dict[str, Any]:
    """All interface strings of a language.  Plural ones are mappings by CLDR category."""
    text = files(__name__).joinpath(f"{lang}.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
