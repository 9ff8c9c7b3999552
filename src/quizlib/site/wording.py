"""Terms in running text, whatever their endings, and the order of the alphabet.

A word of a text is taken for a word of a term when both have one stem and differ by an ending
alone: stems by themselves would join «общественность» and «общественный», "briefing" and "brief".
A link that is missing harms nobody, and one that leads to another notion does: in doubt there is
none.  Irregular forms stand in the glossary under ``forms``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import snowballstemmer  # type: ignore[import-untyped]

from quizlib.site import kazakh

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
#: What may stand between the words of a term, by what stands there in the glossary.
_SPACE, _HYPHEN = re.compile(r"['’]?\s+"), re.compile(r"[-‐‑]")
#: What binds a word to its neighbour, so that it is none by itself: PR-отдел, akimat.kz.
_BINDS = "-‐‑.@_"
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")

_RUSSIAN = """
    а я о е ы и у ю ь й ом ем ам ям ах ях ами ями ов ев ей ой ый ий ая яя ое ее ые ие ого его ому
    ему ым им ых их ыми ими ую юю ою ею ью ии ию ия ием иям иях иями м х ми го му
"""
#: What nouns and adjectives end in, as seen from the letters that two of their forms share.
_ENDINGS = {
    "ru": frozenset(("", *_RUSSIAN.split())),
    "en": frozenset(("", "s", "es", "'s", "y", "ies")),
}
#: Kazakh words that look inflected but mean something else more often than not: "because of" is
#: no connection, "reliable" is no trust.
_OTHER_WORDS = ("байланысты", "қатысты", "сенімді", "өнімді", "ықпалды")

_CASES = [form for step in kazakh.STEPS[:3] for suffix, _ in step for form in suffix.split("/")]
#: Kazakh writes the ending of an abbreviation after a hyphen: БАҚ-тың, PR-ға.
_AFTER_ABBREVIATION = re.compile(rf"[-‐‑](?:{'|'.join(_CASES)}){{1,3}}(?!\w)")


class Hit(NamedTuple):
    """A term in a text: from where to where, and which."""

    start: int
    end: int
    name: str


class _Pattern(NamedTuple):
    words: list[str]
    between: list[re.Pattern[str]]
    name: str


class Finder:
    """Finds terms in texts of a language; ``names`` are the spellings of each term."""

    def __init__(self, names: Mapping[str, Sequence[str]], language: str) -> None:
        self._language = language
        self._by_beginning: dict[str, list[_Pattern]] = {}
        for name, spellings in names.items():
            for spelling in spellings:
                pattern = _pattern(spelling, name)
                if pattern.words:
                    first = _beginning(pattern.words[0], language)
                    self._by_beginning.setdefault(first, []).append(pattern)

    def find(self, text: str) -> Iterator[Hit]:
        """The terms of a text from its beginning on; where several begin, the longest."""
        end = 0
        for word in _WORD.finditer(text):
            if word.start() < end or _is_bound(text, word.start() - 1, -1):
                continue
            first = _beginning(word[0], self._language)
            ends = [
                (self._end(pattern, text, word.start()), pattern.name)
                for pattern in self._by_beginning.get(first, ())
            ]
            longest, name = max(ends, default=(0, ""), key=lambda found: found[0])
            if longest:
                end = longest
                yield Hit(word.start(), end, name)

    def _end(self, pattern: _Pattern, text: str, at: int) -> int:
        """Where the term ends that begins at ``at``; 0 where it is not this one."""
        last = len(pattern.words) - 1
        for index, wanted in enumerate(pattern.words):
            word = _WORD.match(text, at)
            if not word or not _alike(word[0], wanted, self._language, is_last=index == last):
                return 0
            # Inside a name, as in «Association for Public Participation», it is no term.
            if index and wanted.islower() and word[0][0].isupper():
                return 0
            at = word.end()
            if index < last:
                between = pattern.between[index].match(text, at)
                if not between:
                    return 0
                at = between.end()
        if self._language == "kk" and pattern.words[-1].isupper():
            suffix = _AFTER_ABBREVIATION.match(text, at)
            at = suffix.end() if suffix else at
        return 0 if _is_bound(text, at, 1) else at


def _pattern(spelling: str, name: str) -> _Pattern:
    """A spelling without what it has in brackets, as words and what stands between them."""
    plain = _IN_BRACKETS.sub("", spelling)
    found = list(_WORD.finditer(plain))
    gaps = [plain[a.end() : b.start()] for a, b in pairwise(found)]
    between = [_HYPHEN if _HYPHEN.fullmatch(gap) else _SPACE for gap in gaps]
    return _Pattern([word[0] for word in found], between, name)


def _alike(word: str, wanted: str, language: str, *, is_last: bool) -> bool:
    """Whether a word of a text is a word of a term."""
    if len(wanted) > 1 and wanted.isupper():  # an abbreviation: СМИ, and not «сми»
        return word == wanted
    word, wanted = _plain(word, language), _plain(wanted, language)
    if word == wanted:
        return True
    alike = _stem(language)(word) == _stem(language)(wanted)
    if language == "kk":  # only the last word of a Kazakh term takes endings
        return is_last and alike and word not in _OTHER_WORDS
    differ = (i for i, (a, b) in enumerate(zip(word, wanted, strict=False)) if a != b)
    shared = next(differ, min(len(word), len(wanted)))
    # «орган» and «органы» have different stems by the library, which takes the н for an ending.
    alike = alike or shared in (len(word), len(wanted))
    return alike and {word[shared:], wanted[shared:]} <= _ENDINGS[language]


def _plain(word: str, language: str) -> str:
    word = word.lower().replace("’", "'")
    return word.replace("ё", "е") if language == "ru" else word


def _beginning(word: str, language: str) -> str:
    """What all forms of a word begin with; «орны» has lost a letter of «орын» that comes later."""
    return _plain(word, language)[:2]


def _is_bound(text: str, at: int, step: int) -> bool:
    """Whether a word goes on at ``at``, or is bound to its neighbour in that direction."""
    here, there = (text[i : i + 1] if i >= 0 else "" for i in (at, at + step))
    return here.isalnum() or (here != "" and here in _BINDS and there.isalnum())


@cache
def _stem(language: str) -> Callable[[str], str]:
    """The stemmer of a language.  Each remembers what it has seen: pages repeat their words."""
    if language == "kk":
        return cache(kazakh.stem)
    stemmer = snowballstemmer.stemmer({"ru": "russian", "en": "english"}[language])
    return cache(stemmer.stemWord)


LATIN = "A–Z"
#: Latin before Cyrillic.  The Kazakh alphabet holds the Russian one in the same order.
_ALPHABET = "abcdefghijklmnopqrstuvwxyzаәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_PLACES = {letter: place for place, letter in enumerate(_ALPHABET, 1)}


def in_alphabet(text: str) -> tuple[list[int], str]:
    """What texts are sorted by: letters by the alphabet, a space or a hyphen before them all."""
    letters = re.sub(r"[^\w\s-]", "", text.lower()).strip()
    return [_PLACES.get(letter, 0) for letter in letters], text


def initial(text: str, language: str) -> str:
    """The letter under which a text stands in an alphabetical list of a language.

    Latin ones stand under one heading in Cyrillic lists, where «P» would look like «Р».
    """
    first = next((c for c in text if c.isalnum()), "").upper()
    return LATIN if first.isascii() and language != "en" else first
