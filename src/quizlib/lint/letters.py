"""Rules on letters: what looks right on the screen and is something else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from quizlib.errors import Phrase, Severity
from quizlib.lint.base import Hit, Rule, Sheet, Way
from quizlib.lint.items import Words, quoted
from quizlib.model import Question
from quizlib.yamltext import Edit

#: Latin letter → the Cyrillic one that looks like it.
_CYRILLIC = dict(zip("aceopxyiəɵhABCEHKMOPTXYIƏƟ", "асеорхуіәөһАВСЕНКМОРТХУІӘӨ", strict=True))
_LATIN = {cyrillic: latin for latin, cyrillic in _CYRILLIC.items()} | {"Ү": "Y"}

_IS_LATIN = "A-Za-zƏəƟɵ"
_IS_CYRILLIC = "\u0400-\u052f"
#: A Latin letter beside a Cyrillic one.  It begins with the letter that is rare in most texts.
_BESIDE = re.compile(f"[{_IS_LATIN}](?:(?=[{_IS_CYRILLIC}])|(?<=[{_IS_CYRILLIC}][{_IS_LATIN}]))")
_ESCAPE = re.compile(r"\\.", re.DOTALL)
_WORD = re.compile(f"[{_IS_LATIN}{_IS_CYRILLIC}]+")

#: Nobody sees these: soft hyphen, joiners, zero width, marks of direction and of byte order.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
#: Those that come with copied text → what they are called.
_NAMES = {
    "\u00ad": "soft hyphen",
    "\u200b": "zero width space",
    "\u200c": "zero width non-joiner",
    "\u200e": "left-to-right mark",
    "\u200f": "right-to-left mark",
    "\u2060": "word joiner",
    "\ufeff": "zero width no-break space",
    **dict.fromkeys(
        "\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
        "sign of writing direction",
    ),
}


def _texts(question: Question, sheet: Sheet) -> Iterator[Words]:
    return iter(sheet.item(question).texts)


def _edits(
    question: Question, sheet: Sheet, path: Way, changes: Callable[[str], Iterator[Edit]]
) -> tuple[Edit, ...]:
    """Changes inside what the file says at a path, wherever that stands."""
    number = sheet.number(question)
    start, end = sheet.source.span(("questions", number, *path))
    return tuple(
        Edit(start + e.start, start + e.end, e.text) for e in changes(sheet.source.text[start:end])
    )


# ---- letters of another script


def twin(word: str) -> str | None:
    """A word of two scripts as it was meant, in one; None where the other letters are no twins."""
    latin = [c for c in word if c in _CYRILLIC or not "\u0400" <= c <= "\u052f"]
    cyrillic = [c for c in word if "\u0400" <= c <= "\u052f"]
    if len(latin) > len(cyrillic) or not all(c in _CYRILLIC for c in latin):
        table, strange = _LATIN, cyrillic
    else:
        table, strange = _CYRILLIC, latin
    if not all(c in table for c in strange):
        return None
    return "".join(table.get(c, c) for c in word)


def _strangers(text: str) -> Iterator[tuple[re.Match[str], str]]:
    if text.isascii() or not _BESIDE.search(text):
        return
    for found in _WORD.finditer(text):
        if _BESIDE.search(found[0]) and (meant := twin(found[0])):
            yield found, meant


def _letters(raw: str) -> Iterator[Edit]:
    # «\nСөз» in double quotes: the n belongs to the backslash.
    plain = _ESCAPE.sub("  ", raw) if raw.startswith('"') else raw
    for found, meant in _strangers(plain):
        yield Edit(found.start(), found.end(), meant)


def _look_alike(question: Question, sheet: Sheet) -> Iterator[Hit]:
    for path, _, _, text in _texts(question, sheet):
        found = next(_strangers(text), None)
        if found:
            word, meant = found[0][0], found[1]
            changed = [a for a, b in zip(word, meant, strict=True) if a != b]
            latin = changed[0] in _CYRILLIC
            params = {
                "word": quoted(word),
                "meant": quoted(meant),
                "letters": ", ".join(f"«{c}»" for c in dict.fromkeys(changed)),
                "script": Phrase("Latin" if latin else "Cyrillic"),
                "right": Phrase("Cyrillic" if latin else "Latin"),
            }
            yield Hit(path, params, _edits(question, sheet, path, _letters))


# ---- letters in two pieces, and no letters at all


def _compose(raw: str) -> Iterator[Edit]:
    """Each run that composing changes, and no more."""
    for found in re.finditer(r"[^\x00-\x7f]+|[\x00-\x7f][^\x00-\x7f]+", raw):
        composed = unicodedata.normalize("NFC", found[0])
        if composed != found[0]:
            yield Edit(found.start(), found.end(), composed)


def _not_nfc(question: Question, sheet: Sheet) -> Iterator[Hit]:
    for path, _, _, text in _texts(question, sheet):
        if not unicodedata.is_normalized("NFC", text):
            composed = unicodedata.normalize("NFC", text)
            letter = next(new for new, old in zip(composed, text, strict=False) if new != old)
            yield Hit(path, {"letter": quoted(letter)}, _edits(question, sheet, path, _compose))


def _delete(raw: str) -> Iterator[Edit]:
    return (Edit(found.start(), found.end(), "") for found in _UNSEEN.finditer(raw))


def _invisible(question: Question, sheet: Sheet) -> Iterator[Hit]:
    for path, _, _, text in _texts(question, sheet):
        found = None if text.isascii() else _UNSEEN.search(text)
        if found:
            named = _NAMES.get(found[0])
            name = Phrase(named) if named else f"U+{ord(found[0]):04X}"
            around = text[max(0, found.start() - 12) : found.end() + 12].replace(found[0], "|")
            params = {"name": name, "around": quoted(around)}
            yield Hit(path, params, _edits(question, sheet, path, _delete))


# ---- what YAML takes for a comment

_COMMENT = re.compile(r"[ \t]+(#[^\n]*)")


def _cut(question: Question, sheet: Sheet) -> Iterator[Hit]:
    number = sheet.number(question)
    source = sheet.source
    start, end = source.span(("questions", number))
    lines = source.text[start : end + 200]
    if " #" not in lines and "\t#" not in lines:
        return
    if not re.search(r"[^\s][ \t]+#", lines):
        return
    for path, _, _, text in _texts(question, sheet):
        begin, stop = source.span(("questions", number, *path))
        found = _COMMENT.match(source.text, stop)
        if not found or source.text[begin : begin + 1] in ('"', "'", "|", ">"):
            continue
        lost = found[1].strip()
        # A space behind the sign: rather a comment that is meant as one.
        comment = lost[1:2] in ("", " ", "#", "-")
        severity: Severity | None = "warning" if comment else None
        whole = f"{text} {lost}".replace('"', "”")
        yield Hit(path, {"lost": quoted(lost), "whole": f'"{whole}"'}, severity=severity)


LOOK_ALIKE = Rule(
    "look-alike",
    "warning",
    "A letter of another script looks the same, but search, speech and comparison miss the word.",
    "our own rule",
    question=_look_alike,
)
NOT_NFC = Rule(
    "not-nfc",
    "warning",
    "A letter in two pieces is found by no search that looks for the letter.",
    "Unicode Standard Annex 15; W3C Character Model",
    question=_not_nfc,
)
INVISIBLE = Rule(
    "invisible",
    "warning",
    "What nobody sees breaks search and comparison, and is spoken by some screen readers.",
    "our own rule",
    question=_invisible,
)
TEXT_CUT = Rule(
    "text-cut",
    "error",
    "YAML takes a # behind a space for a comment, so the rest of the text is silently lost.",
    "our own rule",
    question=_cut,
)
