"""The languages of the course, in the order in which the site offers them."""

from __future__ import annotations

from typing import NamedTuple


class Language(NamedTuple):
    """A language by its code and in its own words."""

    code: str
    name: str


#: The first is the one the course was written in and the one shown when nothing is known.
LANGUAGES = (
    Language("kk", "Қазақша"),
    Language("ru", "Русский"),
    Language("en", "English"),
)
CODES = tuple(language.code for language in LANGUAGES)
