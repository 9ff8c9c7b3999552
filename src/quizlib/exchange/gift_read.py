"""GIFT to the data of a bank: read as Moodle reads it, each question by itself.

The signs that mean something are found once, in one pass; a question that is not in order is told
with its line, and the next one is read.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from quizlib.errors import Problem
from quizlib.exchange.assemble import assembled
from quizlib.exchange.base import Imported, Spot
from quizlib.exchange.build_typed import number
from quizlib.exchange.files import text_of
from quizlib.exchange.found import Answer, Broken, Found, Pair, Raw, told

#: A question with more characters has a brace that is not closed, or is none.
LONGEST = 200_000

_SIGN = re.compile(r"\\[\\~=#{}:n]|[{}=~#]")
_ESCAPE = re.compile(r"\\([\\~=#{}:n])")
_FORMAT = re.compile(r"\[(html|markdown|plain|moodle)\]")
_WEIGHT = re.compile(r"\s*%\s*(-?[0-9]+(?:[.,][0-9]*)?)\s*%")
_MARK = re.compile(r"\[([a-z]+):((?:\\\]|[^\]\x00-\x1f])+)\]")
_TRUTHS = {"T": "true", "TRUE": "true", "F": "false", "FALSE": "false"}


def read(path: Path, head: Mapping[str, Any]) -> Imported:
    """The questions of a file.  Raises BankError where it cannot be read as text."""
    problems: list[Problem] = []
    found: list[Found] = []
    category = ""
    for block in _blocks(text_of(path)):
        category = block.category or category
        try:
            one = _Question(block, path.as_posix()).found()
        except Broken as broken:
            problems.append(broken.problem)
        else:
            if one is not None:
                one.category = category
                found.append(one)
    return assembled(found, path, head, problems)


@dataclass
class _Block:
    """The lines of one question, from an empty line to the next; comments are taken out."""

    line: int
    text: str
    comments: list[str] = field(default_factory=list)
    category: str = ""


def _blocks(text: str) -> Iterator[_Block]:
    lines: list[str] = []
    for number_, line in enumerate([*text.split("\n"), ""], start=1):
        if line.strip():
            lines.append(line)
        elif lines:
            yield _block(lines, number_ - len(lines))
            lines = []


def _block(lines: list[str], first: int) -> _Block:
    block = _Block(first, "")
    kept = []
    for line in lines:
        words = line.strip()
        if words.startswith("//"):
            block.comments.append(words)
            line = ""
        elif words.startswith("$CATEGORY:"):
            block.category = words.removeprefix("$CATEGORY:").strip()
            line = ""
        kept.append(line)
    block.text = "\n".join(kept)
    return block


@dataclass(frozen=True)
class _Piece:
    """A part of a block: from one place to another."""

    start: int
    end: int


class _Question:
    """One block to a question."""

    def __init__(self, block: _Block, file: str) -> None:
        self.block = block
        self.file = file
        self.text = block.text
        self.ends = [m.start() for m in re.finditer("\n", self.text)]
        self.name = ""
        self.form = "moodle"
        #: places of the signs that are not escaped
        self.signs: list[int] = []

    def spot(self, at: int, part: str = "") -> Spot:
        """Line and column of a place, and what stands there."""
        line = bisect.bisect_left(self.ends, at)
        before = self.ends[line - 1] if line else -1
        name = self.name or f"question in line {self.block.line}"
        return self.block.line + line, at - before, f"{name}, {part}" if part else name

    def broken(self, code: str, at: int, part: str = "", **params: Any) -> Broken:
        return Broken(told(code, self.file, self.spot(at, part), **params))

    def found(self) -> Found | None:
        """The question, or None where there are comments only.  Raises Broken."""
        at = len(self.text) - len(self.text.lstrip())
        if at == len(self.text):
            return None
        if len(self.text) > LONGEST:
            raise self.broken("text-too-long", at, limit=LONGEST)
        self.signs = [m.start() for m in _SIGN.finditer(self.text) if m[0][0] != "\\"]
        start = self.title(at)
        found = Found("description", self.name, self.spot(at))
        self.marks(found)
        braces = self.braces()
        end = len(self.text.rstrip())
        if braces is None:
            found.text = self.raw(_Piece(start, end))
            return found
        opened, closed = braces
        blank = "_____" if closed + 1 < end else ""
        stem = f"{self.text[start:opened]}{blank}{self.text[closed + 1 : end]}"
        found.text = self.formatted(stem)
        self.form = found.text.form
        inner = self.general(found, self.stripped(opened + 1, closed))
        self.answers(found, inner)
        return found

    # ---- what stands around the answers

    def title(self, at: int) -> int:
        """Where the text of the question begins, behind its title."""
        if not self.text.startswith("::", at):
            return at
        end = re.compile(r"(?:\\.|[^:\\]|:(?!:))*", re.DOTALL).match(self.text, at + 2)
        close = end.end() if end else at
        if not self.text.startswith("::", close):
            raise self.broken("gift-title", at)
        self.name = " ".join(_unescaped(self.text[at + 2 : close]).split())
        return close + 2

    def marks(self, found: Found) -> None:
        """Id, tags and notes from the comments."""
        for comment in self.block.comments:
            ours = comment.startswith("// quizlib ")
            for mark in _MARK.finditer(comment):
                name, value = mark[1], mark[2].replace("\\]", "]").strip()
                if ours:
                    found.notes[name] = value.split()
                elif name == "id":
                    found.id = found.id or value
                elif name == "tag":
                    found.tags.append(value)
        found.shuffle = found.notes.get("shuffle") != ["false"]

    def braces(self) -> tuple[int, int] | None:
        """The places of the pair of braces; None where there is none."""
        places = [at for at in self.signs if self.text[at] in "{}"]
        if not places:
            return None
        if self.text[places[0]] == "}":
            raise self.broken("gift-not-opened", places[0])
        if len(places) == 1:
            raise self.broken("gift-not-closed", places[0])
        if self.text[places[1]] == "{" or len(places) > 2:
            raise self.broken("gift-brace", places[1 if self.text[places[1]] == "{" else 2])
        return places[0], places[1]

    def stripped(self, start: int, end: int) -> _Piece:
        words = self.text[start:end]
        return _Piece(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))

    def raw(self, piece: _Piece) -> Raw:
        return self.formatted(self.text[piece.start : piece.end])

    def formatted(self, text: str) -> Raw:
        text = text.strip()
        form = _FORMAT.match(text)
        rest = text[form.end() :] if form else text
        return Raw(_unescaped(rest).strip(), form[1] if form else self.form)

    def general(self, found: Found, inner: _Piece) -> _Piece:
        """The answers without what is said of the question as a whole."""
        hashes = [at for at in self.within(inner) if self.text.startswith("####", at)]
        if not hashes:
            return inner
        found.general = self.raw(_Piece(hashes[-1] + 4, inner.end))
        return self.stripped(inner.start, hashes[-1])

    def within(self, piece: _Piece, signs: str = "#") -> list[int]:
        """The places of signs that are not escaped, in a piece."""
        low = bisect.bisect_left(self.signs, piece.start)
        high = bisect.bisect_left(self.signs, piece.end)
        return [at for at in self.signs[low:high] if self.text[at] in signs]

    # ---- the answers

    def answers(self, found: Found, inner: _Piece) -> None:
        words = self.text[inner.start : inner.end]
        tildes, equals = self.within(inner, "~"), self.within(inner, "=")
        first = self.within(inner)
        truth = words if not first else self.text[inner.start : first[0]].strip()
        if not words:
            found.type = "essay"
        elif words.startswith("#"):
            found.type = "numerical"
            found.answers = list(self.numbers(_Piece(inner.start + 1, inner.end)))
        elif tildes:
            found.type, found.single = "multichoice", bool(equals)
            found.answers = list(self.choices(inner, "=~"))
        elif equals and "->" in words:
            found.type = "matching"
            found.pairs = list(self.pairs(inner))
        elif truth in _TRUTHS:
            found.type = "truefalse"
            found.answers = self.truths(_TRUTHS[truth], inner)
        else:
            found.type = "shortanswer"
            found.answers = list(self.choices(inner, "="))

    def pieces(self, inner: _Piece, signs: str) -> Iterator[tuple[str, _Piece]]:
        """Each answer with the sign before it; one without stands first."""
        places = self.within(inner, signs)
        if not places or self.text[inner.start : places[0]].strip():
            yield "", self.stripped(inner.start, places[0] if places else inner.end)
        for at, after in zip(places, [*places, inner.end][1:], strict=True):
            yield self.text[at], self.stripped(at + 1, after)

    def parted(self, piece: _Piece) -> tuple[_Piece, Raw]:
        """An answer, and its feedback behind the first number sign."""
        hashes = self.within(piece)
        if not hashes:
            return piece, Raw()
        return self.stripped(piece.start, hashes[0]), self.raw(_Piece(hashes[0] + 1, piece.end))

    def weight(self, piece: _Piece, otherwise: float) -> tuple[float, _Piece]:
        """The share of an answer, and the answer behind it."""
        mark = _WEIGHT.match(self.text, piece.start, piece.end)
        if not mark:
            return otherwise, piece
        share = float(mark[1].replace(",", "."))
        if abs(share) > 100:
            raise self.broken("gift-weight", piece.start, raw=mark[0].strip())
        return share, self.stripped(mark.end(), piece.end)

    def choices(self, inner: _Piece, signs: str) -> Iterator[Answer]:
        right = signs == "="  # a short answer may stand without a sign
        for n, (sign, piece) in enumerate(self.pieces(inner, signs), start=1):
            share, rest = self.weight(piece, 100.0 if sign == "=" or right else 0.0)
            words, feedback = self.parted(rest)
            yield Answer(self.raw(words), share, self.spot(piece.start, f"answer {n}"), feedback)

    def truths(self, right: str, inner: _Piece) -> list[Answer]:
        """First what is said of the wrong choice, then of the right one."""
        wrong = "false" if right == "true" else "true"
        places = [*self.within(inner), inner.end]
        said = [self.raw(_Piece(at + 1, after)) for at, after in itertools.pairwise(places)]
        said += [Raw()] * (2 - len(said))
        spot = self.spot(inner.start, "answer")
        return [
            Answer(Raw(wrong, "plain"), 0, spot, said[0]),
            Answer(Raw(right, "plain"), 100, spot, said[1]),
        ]

    def numbers(self, inner: _Piece) -> Iterator[Answer]:
        tildes = self.within(inner, "~")
        end = tildes[0] if tildes else inner.end
        answers = self.stripped(inner.start, end)
        if answers.start >= answers.end:
            raise self.broken("gift-no-answer", inner.start)
        for n, (_, piece) in enumerate(self.pieces(answers, "="), start=1):
            share, rest = self.weight(piece, 100.0)
            words, feedback = self.parted(rest)
            spot = self.spot(piece.start, f"answer {n}")
            value, tolerance = self.ranged(words, spot)
            yield Answer(Raw(value, "plain"), share, spot, feedback, tolerance)
        if tildes:
            _, feedback = self.parted(self.stripped(tildes[0] + 1, inner.end))
            yield Answer(Raw("*", "plain"), 0, self.spot(tildes[0]), feedback)

    def ranged(self, piece: _Piece, spot: Spot) -> tuple[str, str]:
        """The number and its tolerance, from ``3``, ``3:0.5`` or ``2.5..3.5``."""
        words = self.text[piece.start : piece.end]
        low, dots, high = words.partition("..")
        value, _, tolerance = words.partition(":")
        parts = [low, high] if dots else [value, tolerance or "0"]
        numbers = [number(part) for part in parts]
        if words.strip() != "*" and None in numbers:
            raise Broken(told("gift-not-a-number", self.file, spot, raw=words))
        if not dots or words.strip() == "*":
            return value.strip(), tolerance.strip() or "0"
        least, most = (Decimal(str(n)) for n in numbers)
        return str((least + most) / 2), str(abs(most - least) / 2)

    def pairs(self, inner: _Piece) -> Iterator[Pair]:
        for n, (_, piece) in enumerate(self.pieces(inner, "="), start=1):
            asked, arrow, target = self.text[piece.start : piece.end].partition("->")
            spot = self.spot(piece.start, f"pair {n}")
            if not arrow:
                raise Broken(told("gift-no-arrow", self.file, spot))
            yield Pair(self.formatted(asked), _unescaped(target).strip(), spot)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda mark: "\n" if mark[1] == "n" else mark[1], text)
