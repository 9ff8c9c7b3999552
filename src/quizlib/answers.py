"""Typed answers: texts that are the same though written otherwise, and numbers.

The twin of ``js/answers.js``.  Both give the same on every input, whatever version of Unicode
their language knows: letters are composed and made small only in blocks that are complete and
whose rules no longer change (Latin, Greek, Cyrillic); spaces, dashes and quotation marks stand in
lists of our own; numbers are ASCII digits.  Lengths are counted in code points.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Literal

#: ``wrong`` and the rest of what can be said of one typed answer.
Outcome = Literal["unanswered", "invalid", "right", "near", "wrong"]

#: Names of the reasons for the answer itself and for what is neither it nor a known mistake.
ANSWER, OTHER = "answer", "other"
#: Longer answers are not read; a field holds no more.
LONGEST = 200
#: Shorter words are others, not slips: «пост» and «мост».
LETTERS_FOR_A_SLIP = 5
#: As many digits as a double keeps apart.
MOST_DIGITS = 15

_COMPLETE = re.compile("[\u0000-\u052f\u1e00-\u1fff]+")
#: Soft hyphen, joiners, marks of direction and of byte order: nobody sees them.
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_QUOTES = re.compile('["`´«»ʹʻʼʽˈ‘’‚‛“”„‟′″‵‶‹›]')
_DASHES = re.compile("[˗‐‑‒–—―⁃−﹘﹣－]")
_SPACES = re.compile(
    "[\t-\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+"
)
_ENDS = re.compile("^ +|[ .]+$")
_SLIPPED = re.compile("[a-z\u0080-\U0010ffff]")
_NUMBER = re.compile(
    r"([+-]?) ?([0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:[.,]([0-9]+))? ?([^0-9.,+ -].*)?"
)


def fold(text: str) -> str:
    """What counts of a typed text: two texts with the same folding are the same answer.

    It passes over case, ё and е, the shape of quotation marks, apostrophes and dashes, the kind
    and number of spaces, what is invisible, and a full stop at the end.
    """
    # One step may open the way for another, as where ё is composed of е and two marks.
    while (folded := _folded(text)) != text:
        text = folded
    return text


def _folded(text: str) -> str:
    text = _COMPLETE.sub(_small, _UNSEEN.sub("", text)).replace("ё", "е")
    text = _SPACES.sub(" ", _DASHES.sub("-", _QUOTES.sub("'", text)))
    return _ENDS.sub("", text)


def _small(run: re.Match[str]) -> str:
    # Letter by letter, or the sigma at the end of a word would be made another one.
    return "".join(letter.lower() for letter in unicodedata.normalize("NFC", run[0]))


def slip(given: str, meant: str) -> bool:
    """Whether two different folded texts are one letter apart.

    That is one more, one less, another one, or two neighbours changed; a digit is never a slip.
    """
    if len(_SLIPPED.findall(meant)) < LETTERS_FOR_A_SLIP or _digits(given) != _digits(meant):
        return False
    at = 0
    while at < min(len(given), len(meant)) and given[at] == meant[at]:
        at += 1
    here, there = given[at:], meant[at:]
    return (
        here[1:] == there
        or here == there[1:]
        or here[1:] == there[1:]
        or (here[:2] == there[1::-1] and here[2:] == there[2:])
    )


def _digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)


def number(folded: str) -> tuple[float, str] | None:
    """The number and the unit in a folded text; None where they cannot be read.

    Digits, in groups of three or not, with one decimal comma or point; both would leave open
    which of them is which.
    """
    found = _NUMBER.fullmatch(folded)
    if not found:
        return None
    sign, whole, part, unit = found[1], found[2].replace(" ", ""), found[3] or "", found[4] or ""
    if len(whole) + len(part) > MOST_DIGITS:
        return None
    return float(f"{sign}{whole}.{part}"), unit


def _read(given: Any) -> Outcome | None:
    """What is clear before any key: not answered, or no typed text at all."""
    if given is None:
        return "unanswered"
    if not isinstance(given, str) or len(given) > LONGEST:
        return "invalid"
    return None if fold(given) else "unanswered"


def grade_text(key: Mapping[str, Any], given: Any) -> tuple[Outcome, str]:
    """What a typed text is, and the name of the reason.

    ``{"accept": [folded, …], "mistakes": {id: [folded, …]}}``
    """
    if early := _read(given):
        return early, ""
    text = fold(given)
    if text in key["accept"]:
        return "right", ANSWER
    for name, texts in key["mistakes"].items():
        if text in texts:
            return "wrong", name
    if any(slip(text, meant) for meant in key["accept"]):
        return "near", ANSWER
    return "wrong", OTHER


def grade_number(key: Mapping[str, Any], given: Any) -> tuple[Outcome, str]:
    """What a typed number is, and the name of the reason.

    ``{"units": {folded unit: [low, high]}, "mistakes": {id: the same}}``; the unit ``""`` stands
    for none.
    """
    if early := _read(given):
        return early, ""
    read = number(fold(given))
    if read is None or read[1] not in key["units"]:
        return "invalid", ""
    value, unit = read
    if _within(value, key["units"][unit]):
        return "right", ANSWER
    for name, units in key["mistakes"].items():
        if _within(value, units[unit]):
            return "wrong", name
    return "wrong", OTHER


def _within(value: float, bounds: Sequence[float]) -> bool:
    low, high = bounds
    return low <= value <= high
