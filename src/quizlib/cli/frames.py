"""Findings for people: grouped by file, each with the lines it is about and a mark under its place.

Everything that comes from a file is shown as it is, never as markup, and what no screen shows
(control characters, invisible ones) is spelt out.
"""

from __future__ import annotations

import itertools
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TextIO

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quizlib.cli.speech import language, number, say
from quizlib.errors import Problem
from quizlib.reports import Background, spoken

#: Width of frames where nobody looks at a terminal, so that a file always gets the same lines.
PLAIN_WIDTH = 100
BEFORE, AFTER = 2, 1
TAB = "    "
#: Files whose lines are what an author sees.  A spreadsheet's or notebook's are not.
FRAMED = (".yml", ".yaml", ".gift", ".txt", ".xml", ".md")
#: Categories of Unicode that a screen does not show, or that turn what follows around.
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_COLOURS = {"error": "bold red", "warning": "bold yellow"}


class Screen:
    """What one prints on: in colour and broken into lines on a terminal, otherwise plain.

    ``NO_COLOR`` and ``FORCE_COLOR`` count before what standard output is.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stdout
        self.console = Console(file=self.stream)
        self.width = self.console.width if self.stream.isatty() else None

    def line(self, text: str | Text = "", style: str = "") -> None:
        """Print one line, however long it is."""
        said = text if isinstance(text, Text) else Text(visible(text), style)
        if self.console.is_terminal:
            self.console.print(said, soft_wrap=True)
        else:
            self.stream.write(f"{said.plain}\n")

    def paragraph(self, text: str, style: str = "", *, indent: int = 0, hanging: int = 0) -> None:
        """Print a text, on a terminal in as many lines as it needs; ``hanging`` indents the later.

        Blanks inside the first ``hanging`` characters stay as they are.
        """
        text = visible(text)
        first, rest = text[:hanging], Text(text[hanging:], style)
        if self.width is None:
            self.line(Text(" " * indent + first).append_text(rest))
            return
        for line in rest.wrap(self.console, max(20, self.width - indent - hanging)):
            line.rstrip()
            self.line(Text(" " * indent + first).append_text(line))
            first = " " * hanging

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Print a table as wide as the screen at most; columns of numbers stand to the right."""
        drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
        for head, cells in zip(heads, zip(*rows, strict=True), strict=True):
            numbers = all(cell.isdecimal() for cell in cells)
            drawn.add_column(Text(visible(head)), justify="right" if numbers else "left")
        for row in rows:
            drawn.add_row(*(Text(visible(cell)) for cell in row))
        console = Console(file=self.stream, width=self.width or PLAIN_WIDTH)
        with console.capture() as printed:
            console.print(drawn)
        for line in printed.get().splitlines():
            self.stream.write(f"{line.rstrip()}\n")


def show(problems: Sequence[Problem], background: Background, screen: Screen) -> None:
    """Print problems, those of one file together."""
    for file, group in itertools.groupby(problems, key=lambda p: p.file):
        inside = list(group)
        if any(item.line for item in inside):
            screen.line(f"{file}: {counted(inside)}", "bold underline")
            screen.line()
        lines = _lines(file) if any(item.line for item in inside) else ()
        for item in inside:
            _show_one(item, lines, background, screen)


def counted(problems: Iterable[Problem]) -> str:
    """ "1 error, 3 warnings"; "no problems"."""
    severities = [p.severity for p in problems]
    said = [
        number(count, name) for name in ("error", "warning") if (count := severities.count(name))
    ]
    return ", ".join(said) or number(0, "problem")


def visible(text: str) -> str:
    """``text`` with everything spelt out that could not be seen, or would move the cursor."""
    return "".join(map(_seen, text))


def frame(lines: Sequence[str], line: int, column: int, width: int) -> Iterator[tuple[str, str]]:
    """The lines around a place, as (margin, text); the mark under the place has no number.

    ``line`` and ``column`` count from 1.  No row is wider than ``width`` cells; the line that is
    meant is cut around its place, the others at their end.
    """
    digits = len(str(line + AFTER))
    room = max(20, width - digits - 5)
    for row in range(max(1, line - BEFORE), min(len(lines), line + AFTER) + 1):
        here = row == line
        text, at = _clip(lines[row - 1], column if here else 1, room)
        yield f"{'>' if here else ' '} {row:>{digits}} | ", text
        if here:
            yield f"  {'':>{digits}} | ", " " * at + "^"


def _show_one(item: Problem, lines: Sequence[str], background: Background, screen: Screen) -> None:
    place = f"{item.file}:{item.line}:{item.column}" if item.line else item.file
    head = Text(f"{visible(place)}: " if place else "")
    head.append(say(item.severity), _COLOURS[item.severity]).append(f" {item.code}", "cyan")
    if about := spoken(background.where(item)):
        head.append(f": {visible(about)}")
    screen.line(head)
    if 0 < item.line <= len(lines):
        width = screen.width or PLAIN_WIDTH
        for margin, text in frame(lines, item.line, item.column, width):
            marked = not margin.strip(" |")
            row = Text(margin, "dim").append(text, _COLOURS[item.severity] if marked else "")
            row.rstrip()
            screen.line(row)
    message, mend = item.said(language())
    screen.paragraph(f"{message[:1].upper()}{message[1:]}.", "bold", indent=2)
    if mend:
        screen.paragraph(mend, indent=2)
    screen.line()


@cache
def _seen(character: str) -> str:
    if character == "\t":
        return TAB
    if unicodedata.category(character) not in _UNSEEN:
        return character
    return character.encode("unicode_escape").decode("ascii")


def _lines(file: str) -> Sequence[str]:
    """The lines of a file as its reader counted them; none where it has no lines to show."""
    path = Path(file)
    if path.suffix.lower() not in FRAMED:
        return ()
    try:
        raw = path.read_bytes()
    except OSError:
        return ()
    text = raw.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _clip(line: str, column: int, room: int) -> tuple[str, int]:
    """A line cut to ``room`` cells around a column, and the cell in which that column begins."""
    # A line may have a million characters: look only at those that could be seen.
    first = max(0, column - 1 - 4 * room)
    target = column - 1 - first
    piece = line[first : column - 1 + 4 * room]
    cells: list[str] = []
    at = 0
    for index, character in enumerate(piece):
        shown = _seen(character)
        if cells and not cell_len(shown):
            cells[-1] += shown  # a combining mark stays with its letter
        else:
            cells.append(shown)
        if index <= target:
            at = len(cells) - 1
    if target >= len(piece):  # behind the last character
        at = len(cells)
    widths = [cell_len(cell) for cell in cells]
    left = first > 0
    whole = not left and first + len(piece) == len(line)
    if whole and sum(widths) <= room:
        return "".join(cells), sum(widths[:at])
    begin = at
    while begin and sum(widths[begin - 1 : at]) <= room // 2:
        begin -= 1
    left = left or begin > 0
    end = begin
    while end < len(cells) and left + sum(widths[begin : end + 1]) < room:
        end += 1
    cut = "…" * (end < len(cells) or first + len(piece) < len(line))
    return "…" * left + "".join(cells[begin:end]) + cut, left + sum(widths[begin:at])
