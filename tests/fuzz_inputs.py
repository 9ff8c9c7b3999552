"""Files spoilt at random: banks, and files that can be imported.

Each is made from a seed, a number and the banks and samples of this tree, so any can be made again.
"""

from __future__ import annotations

import copy
import csv
import datetime
import io
import random
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import yaml
from helpers import BAD, FROZEN, GOOD, ROOT, TESTS

BOOK = ".xlsx"


def _apart(text: str) -> list[str]:
    """What stands between bars, as it is."""
    return text.split("|")


_BOMB = "&a [&b [&c [x, x, x, x], *c, *c, *c, *c, *c], *b, *b, *b, *b], *a, *a"
#: What could be taken for a number.
NUMBERS = [
    *_apart("0|1|2|10|100|00|1 000|1\u00a0250,5|1.5|1,5|½|²|٣|Ⅳ|∞|1/0|1e400|2027|01.02.2026|0,0,0"),
    *("31.02.2026", "2026-02-31", "12:30", "9" * 400),
]
#: What rules look for, and what might be taken for Markdown or marks.
WORDS = [
    *_apart(
        "не|емес|not|never|всегда|тек|кроме|жоқ|ешқашан|и|не не|Все перечисленное|барлығы дұрыс"
    ),
    *_apart("none of the above|A and B|Верно.|Дұрыс|No|**не**|*|__|`x`|``|[x](y)|<b>|&lt;|\\|$x$"),
    *_apart(
        "[[x]]|[[|#|- a|.|…|?|!!!|«»|„|'|\"|—| |\u00a0|\n|\t|😀|👩‍👩‍👧|漢|İ|ß|ſ|ǆ|Ж\u0306|\u0306|і"
    ),
    *("а" * 300, "a b " * 200, *NUMBERS),
]
_SIGNS = [*"\u00ad\u200b\u200f\u202e\u2060\ufeff\u0301\u0308\x7fao"]
#: What stands in a file where nobody expects it.
ODD = [
    *_apart("| |\t|\n|\r|\0|\x1b|\x85|\u2028|\ufeff|\ud800|😀|e\u0301|қазақ|%s{x}{0}|[bold]|<b>"),
    *_apart(
        "]]>|null|~|true|no|-1|3.1|.nan|0x1F|1:30|2026-13-45|2027-11-01|1/60|[]|{}|[[]]|{a: b}"
    ),
    *_apart(
        "''|\"\"|&a x|*a|!!binary x|!!set {a}|!!python/object:os.system x|<<: *a|? x|>-|---|..."
    ),
    *_apart('[[a]]|[[|$$|`|![x](y)|single|cloze|scenario|\\uD800|"\\x00"|~=#|{=x ~%50%y}|::a::'),
    *_apart(
        '$CATEGORY:|=A1|+1|@SUM(A1)|<!DOCTYPE a [<!ENTITY b "c">]>|&b;|&#0;|<![CDATA[|\\{|</span>'
    ),
    *("a" * 300, "я" * 5000, "9" * 5000, "[" * 200, "{a: " * 200, "<a>" * 300, "|", _BOMB),
]
_TWINS = str.maketrans("асеорхуіАСЕОРХ", "aceopxyiACEOPX")
_LANGUAGES = ("kk", "ru", "en")
#: Fields that a bank with one language fills with a text.
_TEXTS = ("prompt", "text", "feedback", "explanation", "otherwise", "match", "title", "consequence")
_FIELDS = ("options", "blanks", "steps", "text", "answer", "allow", "exam", "kk", "correct", "id")
_VALUES: list[Any] = [
    *(None, True, False, 0, 1, -1, 3.1, 10**15, 10**400, 1e300, float("nan"), float("inf")),
    *(" ", "x", "single", "cloze", "number", "essay", "scale", "a" * 300, "1/60", "1/0", "[[a]]"),
    *([], [[]], [None], ["x"], {}, {"a": {}}, {"kk": "x"}, {"kk": ["x"]}, {"id": "x"}, {1: 2}, ""),
    *(datetime.date(2026, 2, 3), datetime.date(1, 1, 1), datetime.datetime(2026, 1, 1)),
    *({"key-longest": "This is how the law names them."}, {"nonsense": ""}, ["kk", "ru", "en"]),
]
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def make(seed: int, number: int) -> tuple[str, bytes]:
    """The input with this number: a file name and what is in the file.

    One in eight is a file of another format.  Of the banks, three in seven are spoilt as text,
    mostly beyond reading; two have odd values in place of others; two have odd words in their
    texts, so that they come as far as the rules of item writing.
    """
    rng = random.Random(f"{seed}:{number}")
    kinds = others()
    turn = number % 8
    if turn == 0 and kinds:
        suffix = kinds[number // 8 % len(kinds)]
        return f"input{suffix}", _spoilt_file(rng.choice(bases(suffix)), suffix, rng)
    if turn < 4:
        data = _some_questions(rng.choice(bases(".yml")), rng)
        return "input.yml", _spoilt_file(data, ".yml", rng)
    bank = _small_bank(rng)
    for _ in range(rng.choice((1, 2, 4, 8))):
        (_spoil_value if turn < 6 else _spoil_text)(bank, rng)
    if rng.random() < 0.1:
        _spoil_value(bank, rng)
    text: str = yaml.dump(bank, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=10**6)
    return "input.yml", text.encode("utf-8")


def _spoilt_file(data: bytes, suffix: str, rng: random.Random) -> bytes:
    if suffix == BOOK:
        return _spoilt_book(data, rng)
    for _ in range(rng.choice((1, 1, 2, 3, 5))):
        data = _spoilt(data, suffix, rng)
    return data


@cache
def others() -> tuple[str, ...]:
    """The endings of files that can be imported, one for each format."""
    from quizlib.exchange import FORMATS

    return tuple(one.suffixes[0] for one in FORMATS.values())


@cache
def bases(suffix: str) -> tuple[bytes, ...]:
    """Files to start from."""
    from quizlib.exchange import FORMATS
    from quizlib.load import load

    if suffix == ".yml":
        ours = sorted((ROOT / "quizzes").glob("*.yml"))
        return tuple(file.read_bytes() for file in (*GOOD, *GOOD, *BAD, *FROZEN, *ours, *ours))
    samples = [file.read_bytes() for file in sorted((TESTS / "exchange").rglob(f"*{suffix}"))]
    [one] = [one for one in FORMATS.values() if suffix in one.suffixes]
    for name in ("all-kinds", "further-kinds", "single-language"):
        bank = load(TESTS / "good" / f"{name}.yml")
        samples.append(one.write(bank, bank.head.languages).data)
    return tuple(sample for sample in samples if len(sample) < 60_000)


_QUESTION = re.compile(rb"^ *- (?=id: |\{id: )", re.MULTILINE)


def _some_questions(data: bytes, rng: random.Random) -> bytes:
    """One or two questions of a long bank, so that an input takes milliseconds."""
    if len(data) < 3000:
        return data
    head, *questions = _QUESTION.split(data)
    entry = b"  - "
    return entry.join([head, *rng.sample(questions, min(len(questions), rng.choice((1, 1, 2))))])


# ---- changes of what a bank says


@cache
def _banks() -> tuple[dict[str, Any], ...]:
    ours = sorted((ROOT / "quizzes").glob("*.yml"))
    files = [*GOOD, *GOOD, *FROZEN, *ours]
    banks = (yaml.load(file.read_bytes(), _LOADER) for file in files)
    return tuple(bank for bank in banks if bank["questions"])


def _small_bank(rng: random.Random) -> dict[str, Any]:
    """The head of a bank with some of its questions; a few have enough for rules on banks."""
    bank = rng.choice(_banks())
    count = min(len(bank["questions"]), rng.choice((*[1, 2, 2, 3] * 12, 12)))
    small = {k: v for k, v in bank.items() if k != "exam" or rng.random() < 0.3}
    small["questions"] = rng.sample(bank["questions"], count)
    return copy.deepcopy(small)


def _slots(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, Any, bool]]:
    """Every place in a bank that holds a value: (mapping or list, key, whether it is a text)."""
    pairs: Any = ()
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    for key, inner in pairs:
        text = isinstance(inner, str) and (
            key in _LANGUAGES or key in _TEXTS or path[-1:] == ("t",)
        )
        yield value, key, text
        inside = "t" if key == "accept" or (path[-1:] == ("t",)) else key
        yield from _slots(inner, (*path, inside))


def _spoil_value(bank: dict[str, Any], rng: random.Random) -> None:
    """One value is exchanged for another, doubled, left out, or moved."""
    slots = list(_slots(bank))
    if not slots:  # earlier turns took everything away
        return
    holder, key, _ = rng.choice(slots)
    other, name, _ = rng.choice(slots)
    match rng.randrange(6):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, list):
            holder.insert(rng.randrange(len(holder) + 1), copy.deepcopy(holder[key]))
        case 1:
            holder[rng.choice((*_FIELDS, "odd"))] = holder.pop(key)
        case 2 if isinstance(holder, list):
            rng.shuffle(holder)
        case 3:
            holder[key] = copy.deepcopy(other[name])
        case _:
            holder[key] = copy.deepcopy(rng.choice(_VALUES))


def _spoil_text(bank: dict[str, Any], rng: random.Random) -> None:
    """One text says something odd, or the same as another."""
    texts = [(holder, key) for holder, key, text in _slots(bank) if text]
    if not texts:
        return
    holder, key = rng.choice(texts)
    other, name = rng.choice(texts)
    text = str(holder[key])
    at = rng.randrange(len(text) + 1)
    match rng.randrange(9):
        case 0:
            holder[key] = other[name]
        case 1:
            holder[key] = rng.choice(WORDS)
        case 2:
            holder[key] = text[:at] + rng.choice((*WORDS, *_SIGNS)) + text[at:]
        case 3:
            holder[key] = f"{text[:at]} {rng.choice(WORDS)} {text[at:]}"
        case 4:
            holder[key] = rng.choice((text.upper(), text.lower(), text[:at], text[at:] or "x"))
        case 5:
            holder[key] = (text + rng.choice((" ", "\n", "\n\n", ""))) * rng.choice((2, 40))
        case 6:
            holder[key] = unicodedata.normalize(rng.choice(("NFD", "NFKD")), text)
        case 7:
            holder[key] = text.translate(_TWINS)
        case _:
            _number_options(bank, rng)


def _number_options(bank: dict[str, Any], rng: random.Random) -> None:
    """The options of a question become numbers, ranges or dates."""
    lists = [
        holder[key]
        for holder, key, _ in _slots(bank)
        if key == "options" and isinstance(holder[key], list)
    ]
    for option in rng.choice(lists) if lists else ():
        if isinstance(option, dict) and isinstance(option.get("text"), dict):
            said = f"{rng.choice(('', '−', '<', '≥', '1 '))}{rng.choice(NUMBERS)}"
            said += rng.choice(("", "–", "-", " дейін ", " до ")) + rng.choice(("", *NUMBERS))
            said += rng.choice(("", " %", " күн", " дней", " days", "."))
            option["text"] = dict.fromkeys(option["text"], said)


# ---- changes of a file as text or bytes


def _spoilt_book(data: bytes, rng: random.Random) -> bytes:
    """A spreadsheet with a part of it spoilt, or the file itself."""
    if rng.random() < 0.1:
        return _bytes(data, rng)
    spoilt = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(spoilt, "w") as new:
        names = [name for name in old.namelist() if name.endswith((".xml", ".rels"))]
        cells = [name for name in names if "sheet" in name or "sharedStrings" in name]
        chosen = rng.choice(cells if cells and rng.random() < 0.8 else names)
        for name in old.namelist():
            part = old.read(name)
            if name == chosen:
                if rng.random() < 0.05:
                    continue
                for _ in range(rng.choice((1, 2, 4))):
                    part = _spoilt(part, ".xml", rng)
            new.writestr(name, part)
    return spoilt.getvalue()


def _spoilt(data: bytes, suffix: str, rng: random.Random) -> bytes:
    """One change somewhere."""
    if rng.random() < 0.15:
        return _bytes(data, rng)
    text = data.decode("utf-8", "surrogateescape")
    change = rng.choice(_CHANGES.get(suffix, _ANY))
    return change(text, rng).encode("utf-8", "surrogatepass")


def _bytes(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data) + 1)
    end = min(len(data), at + rng.choice((1, 1, 2, 8, 100)))
    piece = rng.choice(
        [b"", data[at:end] * 2, rng.randbytes(rng.choice((1, 1, 4))), data[::-1][at:end]]
    )
    return rng.choice([data[:at], data[at:], *[data[:at] + piece + data[end:]] * 6])


def _lines(text: str, rng: random.Random) -> str:
    """A line deleted, doubled, moved, or indented in another way."""
    lines = text.split("\n")
    at, to = rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.randrange(5):
        case 0:
            del lines[at : at + rng.choice((1, 1, 3))]
        case 1:
            lines.insert(at, lines[at])
        case 2:
            lines[at], lines[to] = lines[to], lines[at]
        case 3:
            lines[at] = " " * rng.choice((1, 2, 4, 30)) + lines[at]
        case _:
            lines[at] = lines[at][rng.choice((1, 2, 4)) :]
    return "\n".join(lines)


def _insert(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(ODD) + text[at + rng.choice((0, 0, 1, 10)) :]


def _value(text: str, rng: random.Random) -> str:
    """What stands after a colon, in a cell or between tags is exchanged for something odd."""
    found = list(re.finditer(r"(?<=: )[^\n,}]+|(?<=>)[^<>]+(?=<)|(?<=\")[^\"\n]*(?=\")", text))
    if not found:
        return _insert(text, rng)
    one = rng.choice(found)
    return text[: one.start()] + rng.choice(ODD) + text[one.end() :]


def _swap_values(text: str, rng: random.Random) -> str:
    words = list(re.finditer(r"[\w-]+", text))
    if len(words) < 2:
        return text
    one, two = sorted(rng.sample(words, 2), key=lambda found: found.start())
    parts = (text[: one.start()], two[0], text[one.end() : two.start()], one[0], text[two.end() :])
    return "".join(parts)


def _splice(text: str, rng: random.Random) -> str:
    """A piece of another file."""
    other = rng.choice(bases(rng.choice((".yml", *others())))).decode("utf-8", "replace")
    at, there = rng.randrange(len(text) + 1), rng.randrange(len(other) + 1)
    return text[:at] + other[there : there + rng.choice((5, 50, 500))] + text[at:]


def _deep(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text) + 1)
    opening, closing = rng.choice(
        (("[", "]"), ("{a: ", "}"), ("<b>", "</b>"), ("- ", ""), ("{", "}"))
    )
    depth = rng.choice((3, 90, 110, 1000, 6000))
    return text[:at] + opening * depth + "x" + closing * depth + text[at:]


def _aliases(text: str, rng: random.Random) -> str:
    """Some value gets a name, and others stand for it."""
    found = list(re.finditer(r"(?<=: )(?=\S)", text))
    if len(found) < 2:
        return text
    first, *rest = sorted(rng.sample(found, min(4, len(found))), key=lambda one: one.start())
    for one in reversed(rest):
        text = text[: one.start()] + "*q " + re.sub(r"^[^\n]*", "", text[one.start() :])
    return text[: first.start()] + "&q " + text[first.start() :]


def _encoded(text: str, rng: random.Random) -> str:
    match rng.randrange(3):
        case 0:
            return text.replace("\n", rng.choice(("\r\n", "\r")), rng.choice((-1, 3)))
        case 1:
            encoding = rng.choice(("utf-16", "cp1251", "utf-16-le", "koi8-r"))
            return text.encode(encoding, "replace").decode("utf-8", "surrogateescape")
        case _:
            return "\ufeff" + text


def _cells(text: str, rng: random.Random) -> str:
    """A cell, row or column of a table is changed, moved or left out."""
    mark = "\t" if text.count("\t") > text.count(";") + text.count(",") else rng.choice(",;")
    mark = max(",;\t", key=text.split("\n", 1)[0].count) if rng.random() < 0.9 else mark
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=mark))
    except csv.Error:
        return text
    rows = [row for row in rows if row]
    if not rows:
        return text
    row = rng.choice(rows)
    at = rng.randrange(len(row))
    match rng.randrange(7):
        case 0:
            rows.remove(row)
        case 1:
            rows.insert(rng.randrange(len(rows)), list(row))
        case 2:
            rows = [other[:at] + other[at + 1 :] for other in rows]
        case 3:
            row[at], rows[0][at % len(rows[0])] = rows[0][at % len(rows[0])], row[at]
        case 4:
            row[at] = rng.choice(rng.choice(rows) or [""])
        case _:
            row[at] = rng.choice((*ODD, *WORDS))
    written = io.StringIO()
    writer = csv.writer(written, delimiter=mark, escapechar="\\")
    writer.writerows(rows)
    return written.getvalue()


_ANY: tuple[Callable[[str, random.Random], str], ...] = (
    *(_lines, _lines, _insert, _insert, _value, _value, _value),
    *(_swap_values, _splice, _deep, _encoded),
)
_CHANGES = {
    ".yml": (*_ANY, *_ANY, _aliases, _lines),
    ".csv": (*_ANY, *[_cells] * 25),
}
