"""Rules on options that are numbers: their order, and ranges that share a number."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence

from quizlib.errors import Phrase
from quizlib.lint import numbers
from quizlib.lint.base import Hit, Rule, Sheet, Way
from quizlib.lint.items import Choices, quoted
from quizlib.lint.numbers import Span
from quizlib.model import Question
from quizlib.yamlfile import Source
from quizlib.yamltext import Edit

#: Kinds in which the author decides on the order of options.
_SORTABLE = ("single", "multiple", "choice")


def _spans(choices: Choices, language: str) -> list[Span] | None:
    """What each option stands for, where all are numbers of one sort."""
    spans: list[Span] = []
    for option in choices.shown(language):
        span = numbers.read(option.text)
        if span is None or (spans and span.unit != spans[0].unit):
            return None
        spans.append(span)
    return spans


# ---- order


def _unsorted(question: Question, sheet: Sheet) -> Iterator[Hit]:
    for choices in sheet.item(question).choices:
        if choices.kind not in _SORTABLE:
            continue
        for language in sheet.languages:
            spans = _spans(choices, language)
            if not spans:
                continue
            order = sorted(range(len(spans)), key=lambda i: spans[i].order)
            given = list(range(len(spans)))
            in_order = given in (order, order[::-1])
            if in_order and not choices.shuffle:
                continue
            texts = ", ".join(quoted(choices.shown(language)[i].text) for i in order)
            if in_order:
                mend = Phrase("Write `shuffle: false` above `options`")
            elif choices.shuffle:
                mend = Phrase(
                    "Put them in order, {texts}, and write `shuffle: false` above `options`",
                    texts=texts,
                )
            else:
                mend = Phrase("Put them in order: {texts}", texts=texts)
            what = Phrase("readers see them shuffled" if in_order else "they are not in order")
            edits = _edits(question, sheet, choices, None if in_order else order)
            yield Hit(choices.path, {"what": what, "sorted": mend}, edits)
            break  # the order is the same in all languages


def _edits(
    question: Question, sheet: Sheet, choices: Choices, order: Sequence[int] | None
) -> tuple[Edit, ...]:
    """The entries in this order, and `shuffle: false` where they are shuffled."""
    base: Way = ("questions", sheet.number(question))
    edits: list[Edit] = []
    if order is not None:
        moved = moves(sheet.source, (*base, *choices.path), order)
        if moved is None:
            return ()
        edits += moved
    if choices.shuffle:
        edits.append(_unshuffle(sheet.source, base, str(choices.path[-1])))
    return tuple(edits)


def _unshuffle(source: Source, base: Way, field: str) -> Edit:
    if "shuffle" in _data(source, base):
        return Edit(*source.span((*base, "shuffle")), "false")
    line, column = source.key_place((*base, field))
    at = _index(source.text, line, column)
    flow = source.text[source.span(base)[0]] == "{"
    return Edit(at, at, "shuffle: false, " if flow else f"shuffle: false\n{' ' * (column - 1)}")


def _data(source: Source, path: Way) -> dict[str, object]:
    data = source.data
    for step in path:
        data = data[step]
    found: dict[str, object] = data
    return found


def _index(text: str, line: int, column: int) -> int:
    at = 0
    for _ in range(line - 1):
        at = text.index("\n", at) + 1
    return at + column - 1


_Place = tuple[int, int]
_NAMED = re.compile(r"(?:^|[:\-,\[{]\s+|[\[{,])[&*]\w")


def moves(source: Source, path: Way, order: Sequence[int]) -> list[Edit] | None:
    """Edits that put the entries of a list into another order, each with its comments.

    None where an entry is not written in its own place, or others refer to it by name: what it
    stands for might then no longer be known where it is used.
    """
    start, end = source.span(path)
    text = source.text
    spans = [source.span((*path, i)) for i in range(len(order))]
    inside = [start, *(place for span in spans for place in span), max(end, spans[-1][1])]
    if inside != sorted(inside) or spans[0][0] == spans[1][0]:
        return None
    if text[start] == "[":
        pieces = spans
    else:
        found = _blocks(text, spans)
        if found is None:
            return None
        pieces = found
    texts = [text[a:b] for a, b in pieces]
    if any(_NAMED.search(one) for one in texts):
        return None
    return [
        Edit(*piece, texts[i])
        for (piece, i), old in zip(zip(pieces, order, strict=True), texts, strict=True)
        if texts[i] != old
    ]


def _blocks(text: str, spans: Sequence[_Place]) -> list[_Place] | None:
    """The lines of each entry, from the comments above its hyphen to its last line."""
    begins: list[int] = []
    for first, _ in spans:
        line = text.rfind("\n", 0, first) + 1
        if text[line:first].strip() != "-":
            return None  # several on one line
        floor = begins[-1] if begins else 0
        while line > floor and (above := text.rfind("\n", 0, line - 1) + 1) >= floor:
            if not text[above:line].lstrip().startswith("#"):
                break
            line = above
        begins.append(line)
    ends = [*begins[1:], spans[-1][1]]
    pieces = []
    for (begin, (first, _)), end in zip(zip(begins, spans, strict=True), ends, strict=True):
        kept = text[first:end].split("\n")
        if end == spans[-1][1]:  # what follows the last entry stays where it is
            while len(kept) > 1 and (not kept[-1].strip() or kept[-1].lstrip().startswith("#")):
                kept.pop()
            rest = text.find("\n", first + len("\n".join(kept)))
            stop = len(text) if rest < 0 else rest
        else:
            stop = first + len("\n".join(kept).rstrip())
        pieces.append((begin, stop))
    return pieces


# ---- overlap


def _overlap(question: Question, sheet: Sheet) -> Iterator[Hit]:
    for choices in sheet.item(question).choices:
        if choices.kind == "multiple":  # two of them may both be right
            continue
        for language in sheet.languages:
            hit = _shared(choices, language)
            if hit:
                yield hit
                break


def _shared(choices: Choices, language: str) -> Hit | None:
    row = choices.shown(language)
    found = [(i, s) for i, o in enumerate(row) if (s := numbers.read(o.text))]
    for (i, one), (j, other) in itertools.combinations(sorted(found, key=lambda f: f[1].order), 2):
        if one.unit != other.unit or (one.single and other.single):
            continue
        low, high = max(one.low, other.low), min(one.high, other.high)
        touching = low == high and all(
            (s.with_low or s.low != low) and (s.with_high or s.high != low) for s in (one, other)
        )
        if low < high or touching:
            first, second = quoted(row[i].text), quoted(row[j].text)
            ends = {"low": f"{low:g}", "high": f"{high:g}"}
            both = ends["low"] if touching else Phrase("{low} to {high}", **ends)
            if high == math.inf:
                both = Phrase("everything above {low}", low=f"{low:g}")
            elif low == -math.inf:
                both = Phrase("everything below {high}", high=f"{high:g}")
            mend = _apart(row[j].text, low) if touching and not other.single else ""
            params = {"first": first, "second": second, "both": both, "apart": mend}
            return Hit(choices.at(j, language), params)
    return None


def _apart(text: str, low: float) -> str:
    """How the higher range could begin one further, where it begins with a whole number."""
    begin = f"{low:g}"
    if not re.match(rf"\D*{begin}(?!\d|[.,]\d)", text):
        return ""
    better = quoted(text.replace(begin, f"{low + 1:g}", 1))
    return Phrase(" Write {text}, for instance.", text=better)


_HALADYNA = "Haladyna, Downing & Rodriguez 2002"

OVERLAP = Rule(
    "options-overlap",
    "error",
    "A number that lies in two ranges makes both right.",
    _HALADYNA,
    question=_overlap,
)
UNSORTED = Rule(
    "options-unsorted",
    "warning",
    "Numbers out of order have to be searched, which tests patience.",
    _HALADYNA,
    question=_unsorted,
)
