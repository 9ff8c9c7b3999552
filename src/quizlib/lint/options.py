"""Rules on the form of options: how many, how long, how alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from quizlib import answers
from quizlib.errors import Phrase
from quizlib.kinds.cloze import ChoiceBlank, Cloze
from quizlib.lint.base import Hit, Rule, Sheet, Way
from quizlib.lint.items import Choices, Shown, plain, quoted
from quizlib.lint.words import ALL_OR_NONE
from quizlib.model import Question

LEAST, MOST, MOST_MULTIPLE = 3, 5, 8
#: Thresholds of our own, in characters and as a factor.
KEY_FACTOR, KEY_MORE = 1.5, 15
UNEVEN_FACTOR, UNEVEN_MORE = 2, 20

_SPACES = re.compile(r"\s+")
_SIGNS = re.compile(r"[\"'«»“”„‟‘’.,;:!?…–—()]+")


def _all_or_none(question: Question, sheet: Sheet) -> Iterator[Hit]:
    for choices in sheet.item(question).choices:
        for language in sheet.languages:
            form = ALL_OR_NONE[language]
            for i, option in enumerate(choices.shown(language)):
                if len(option.words) > 8:
                    continue
                bare = _SPACES.sub(" ", _SIGNS.sub(" ", option.low)).strip()
                if form.fullmatch(bare):
                    yield Hit(choices.at(i, language), {"text": quoted(option.text)})
                    break


# ---- the same text twice

_SIGN = re.compile(r"[\W_]+")
_BETWEEN = re.compile(r"(?<=[^\W\d])[-/.,;:!?…]+|[-/.,;:!?…]+(?=[^\W\d])|[;:!?…]+")
#: Lists in which no two texts may be the same, with the fields that hold these.
_LISTS = (
    ("options", ("text",)),
    ("pairs", ("text", "match")),
    ("items", ("text",)),
    ("bins", ("text",)),
    ("cards", ("text",)),
    ("statements", ("text",)),
    ("checklist", ("text",)),
)


def essence(text: str) -> str:
    """What is left of a text without the signs that hardly anybody notices."""
    folded = answers.fold(text)
    if "`" in text:  # in code every sign counts
        return folded
    return " ".join(_BETWEEN.sub(" ", plain(folded).replace("'", "")).split())


def _letters(text: str) -> str:
    """Letters and digits alone, quick to take: texts of one essence have the same."""
    return _SIGN.sub("", unicodedata.normalize("NFC", text).lower().replace("ё", "е"))


def _loaders(text: str) -> str:
    """What the loader compares: two texts with the same are told by it."""
    return " ".join(text.casefold().split())


def rows_of(question: Question) -> Iterator[tuple[Way, Sequence[Any], str]]:
    """Every list of a question: its place, its entries, and the field of each that holds a text."""
    given = vars(question)  # a field that a model lacks is slow to ask for
    for name, fields in _LISTS:
        entries = given.get(name)
        if entries:
            for field in fields:
                yield (name,), entries, field
    if isinstance(question, Cloze):
        for i, blank in enumerate(question.blanks):
            if isinstance(blank, ChoiceBlank):
                yield ("blanks", i, "options"), blank.options, "text"
    for i, step in enumerate(given.get("steps", ())):
        yield ("steps", i, "choices"), step.choices, "text"


def _same(question: Question, sheet: Sheet) -> Iterator[Hit]:
    for path, entries, field in rows_of(question):
        for language in sheet.languages:
            texts = [getattr(entry, field)[language] for entry in entries]
            if len(set(map(_letters, texts))) == len(texts):
                continue
            seen: dict[str, int] = {}
            for i, text in enumerate(texts):
                first = seen.setdefault(essence(text), i)
                if first != i and _loaders(text) != _loaders(texts[first]):
                    params = {"first": quoted(texts[first]), "second": quoted(text)}
                    yield Hit((*path, i, field, language), params)
                    break


# ---- how many


def _few(question: Question, sheet: Sheet) -> Iterator[Hit]:
    for choices in sheet.item(question).choices:
        if choices.kind in ("single", "choice") and len(choices.entries) < LEAST:
            yield Hit(choices.path, {"count": len(choices.entries)})


def _many(question: Question, sheet: Sheet) -> Iterator[Hit]:
    for choices in sheet.item(question).choices:
        most = MOST_MULTIPLE if choices.kind == "multiple" else MOST
        if len(choices.entries) > most:
            params = {"count": len(choices.entries), "most": most}
            yield Hit(choices.path, params)


# ---- how long


def _outstanding(choices: Choices, row: Sequence[Shown]) -> tuple[int, float] | None:
    """The only right option and the mean length of the others, where it gives itself away."""
    if len(choices.keys) != 1:
        return None
    [key] = choices.keys
    lengths = [len(option.text) for option in row]
    rest = lengths[:key] + lengths[key + 1 :]
    mean = sum(rest) / len(rest)
    long = lengths[key] > max(rest) and lengths[key] > KEY_FACTOR * mean
    return (key, mean) if long and lengths[key] - mean >= KEY_MORE else None


def _key_longest(question: Question, sheet: Sheet) -> Iterator[Hit]:
    for choices in sheet.item(question).choices:
        for language in sheet.languages:
            row = choices.shown(language)
            if found := _outstanding(choices, row):
                key, mean = found
                params = {
                    "text": quoted(row[key].text, 40),
                    "count": len(row[key].text),
                    "mean": round(mean),
                    "most": int(KEY_FACTOR * mean),
                    "least": -int(-len(row[key].text) // KEY_FACTOR),
                }
                yield Hit(choices.at(key, language), params)


def _uneven(question: Question, sheet: Sheet) -> Iterator[Hit]:
    for choices in sheet.item(question).choices:
        for language in sheet.languages:
            row = choices.shown(language)
            lengths = [len(option.text) for option in row]
            least, most = min(lengths), max(lengths)
            if most <= UNEVEN_FACTOR * least or most - least < UNEVEN_MORE:
                continue
            if _outstanding(choices, row):  # told by the rule on the key
                continue
            longest, shortest = lengths.index(most), lengths.index(least)
            params = {
                "long": quoted(row[longest].text, 40),
                "most": most,
                "short": quoted(row[shortest].text, 40),
                "least": least,
                "goal": max(UNEVEN_FACTOR * least, least + UNEVEN_MORE - 1),
            }
            yield Hit(choices.at(longest, language), params)


# ---- how written

_ENDS = re.compile(r"[.;,]+$")
#: т.б., etc., a.m., 2027 ж.: what ends so has no full stop of its own.
_SHORT = re.compile(r"(?:(?<!\w)[^\W\d_]{1,3}|\W)\.$")


def _case(option: Shown) -> bool | None:
    """Whether an option begins with a capital; None where that says nothing: PR, iPhone, 15."""
    first = next(iter(option.text.split()), "").strip("«“\"'(")
    if not first[:1].isalpha() or (len(first) > 1 and first.upper() == first):
        return None
    if first[0].islower() and (first.lower() != first or re.search(r"\w[.@]\w", first)):
        return None
    return first[0].isupper()


def _end(option: Shown) -> bool | None:
    return None if _SHORT.search(option.text) else bool(_ENDS.search(option.text))


def _split(row: Sequence[bool | None]) -> tuple[int, int] | None:
    """One of the few that differ and one of the rest; None where all are alike."""
    yes = [i for i, value in enumerate(row) if value is True]
    no = [i for i, value in enumerate(row) if value is False]
    if not yes or not no:
        return None
    few, rest = (no, yes) if len(no) <= len(yes) else (yes, no)
    return few[0], rest[0]


def _style(question: Question, sheet: Sheet) -> Iterator[Hit]:
    for choices in sheet.item(question).choices:
        for language in sheet.languages:
            row = choices.shown(language)
            hit = _ends_differ(choices, row, language) or _cases_differ(choices, row, language)
            if hit:
                yield hit


def _ends_differ(choices: Choices, row: Sequence[Shown], language: str) -> Hit | None:
    found = _split([_end(option) for option in row])
    if not found:
        return None
    few, rest = found
    ends = _ENDS.search(row[few].text)
    text = _ENDS.sub("", row[few].text) if ends else f"{row[few].text}."
    what = Phrase("end with a punctuation mark and some do not")
    return _alike(choices, row, language, (few, rest), what, text)


def _cases_differ(choices: Choices, row: Sequence[Shown], language: str) -> Hit | None:
    cases = [_case(option) for option in row]
    found = _split(cases)
    if not found:
        return None
    few, rest = found
    capitals, small = cases.count(True), cases.count(False)
    # One capital among small letters may be a name; as the key's own mark it gives it away.
    if capitals <= small and capitals == 1 and (small == 1 or few not in choices.keys):
        return None
    first = row[few].text[0]
    text = (first.lower() if first.isupper() else first.upper()) + row[few].text[1:]
    what = Phrase("begin with a capital and some do not")
    return _alike(choices, row, language, (few, rest), what, text)


def _alike(
    choices: Choices,
    row: Sequence[Shown],
    language: str,
    pair: tuple[int, int],
    what: Phrase,
    text: str,
) -> Hit:
    few, rest = pair
    params = {
        "what": what,
        "few": quoted(row[few].text, 40),
        "rest": quoted(row[rest].text, 40),
        "text": quoted(text),
    }
    return Hit(choices.at(few, language), params)


_HALADYNA = "Haladyna, Downing & Rodriguez 2002"

ALL_OR_NONE_RULE = Rule(
    "all-or-none",
    "error",
    "Whoever knows two right options, or one wrong one, has the answer without knowing the rest.",
    _HALADYNA,
    question=_all_or_none,
)
SAME = Rule(
    "options-same",
    "error",
    "Two options that say the same cannot be told apart, or neither can be right.",
    _HALADYNA,
    question=_same,
)
FEW = Rule(
    "options-few",
    "warning",
    "With two options, every second guess is right; three are usually enough.",
    "Rodriguez 2005",
    question=_few,
)
MANY = Rule(
    "options-many",
    "warning",
    "More options cost reading time, and hardly anybody chooses the last ones.",
    "Rodriguez 2005; the threshold is our own",
    question=_many,
)
KEY_LONGEST = Rule(
    "key-longest",
    "warning",
    "Authors say most about what is right, and guessers know that.",
    f"{_HALADYNA}; the threshold is our own",
    question=_key_longest,
)
UNEVEN = Rule(
    "lengths-uneven",
    "warning",
    "An option much longer or shorter than the others draws the eye before it is read.",
    f"{_HALADYNA}; the threshold is our own",
    question=_uneven,
)
STYLE = Rule(
    "style-uneven",
    "warning",
    "An option written otherwise than the rest looks like the one its author cared for.",
    _HALADYNA,
    question=_style,
)
