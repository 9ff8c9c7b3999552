"""One value of a YAML file in another wording, in the style in which it stood there."""

from __future__ import annotations

import itertools
import re
import textwrap

from quizlib.yamlfile import Source
from quizlib.yamltext import Edit, quoted

#: What may stand without quotes anywhere, also between braces: a few words of letters.
_PLAIN = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*\.?")
#: What a sentence may hold without quotes where no brace is open.
_PLAIN_LINE = re.compile(r"[^\W\d_](?:[\w .,;()«»„“”’!?/%+–—-]|:(?=\w))*[\w.)»!?]")
_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
_ANCHOR = re.compile(r"(?:[&!]\S*\s+)*")
_UNPRINTED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_WIDTH = 96


def value_start(text: str, start: int) -> int:
    """Where a value begins behind its anchor."""
    found = _ANCHOR.match(text, start)
    return found.end() if found else start


def value_end(text: str, start: int, end: int) -> int:
    """Where the characters of a value end; a block counts empty lines behind it as its own."""
    at = value_start(text, start)
    return at + len(text[at:end].rstrip())


def line_end(text: str, at: int) -> int:
    """Where the line ends in which ``at`` stands."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def reworded(source: Source, way: tuple[str | int, ...], words: str) -> Edit:
    """The edit that makes ``words`` of the text at ``way``.

    Where its style cannot hold them, it is put in double quotes, which can hold whatever a text is.
    """
    text = source.text
    start, end = source.span(way)
    start, end = value_start(text, start), value_end(text, start, end)
    style = text[start : start + 1]
    if style in ("|", ">"):
        written = _block(text[start:end], words)
        if written is None:
            _, _, comment = text[start : line_end(text, start)].partition(" #")
            written = quoted(words) + (f" #{comment}" if comment else "")
    elif style == '"':
        written = quoted(words)
    elif style == "'":
        written = _single(words)
    else:
        written = plain(words, in_braces=in_braces(source, way))
    return Edit(start, end, written)


def in_braces(source: Source, way: tuple[str | int, ...]) -> bool:
    """Whether a brace or bracket is open where the value at ``way`` stands."""
    text = source.text
    around = (source.span(way[:n])[0] for n in range(len(way)))
    return any(text[value_start(text, at)] in "[{" for at in around)


def plain(words: str, *, in_braces: bool) -> str:
    """A text without quotes where it can stand so, otherwise in quotes."""
    fits = _PLAIN if in_braces else _PLAIN_LINE
    bare = fits.fullmatch(words) and words.lower().rstrip(".") not in _WORDS
    return words if bare else quoted(words)


def _single(words: str) -> str:
    if "\n" in words or _UNPRINTED.search(words):
        return quoted(words)
    return "'" + words.replace("'", "''") + "'"


def literal(words: str, indent: int) -> str | None:
    """The lines of a text as a block that keeps its line ends; None where that cannot hold it."""
    if words.startswith((" ", "\n")) or not words or _UNPRINTED.search(words):
        return None
    return "\n".join(" " * indent + line if line else "" for line in words.split("\n"))


def _folded(words: str, indent: int) -> str | None:
    """The same for a block whose single line ends are spaces."""
    lines = words.split("\n")
    if any(line != line.strip() for line in lines) or literal(words, indent) is None:
        return None
    width = max(_WIDTH - indent, 40)
    wrapped = [
        line if "  " in line else textwrap.fill(line, width, break_on_hyphens=False)
        for line in lines
    ]
    kept = re.split(r"(\n+)", words)[1::2]  # one more line end for each run of them
    margin = " " * indent
    written = "".join(
        part + gap + "\n" * bool(gap)
        for part, gap in itertools.zip_longest(filter(None, wrapped), kept, fillvalue="")
    )
    return "\n".join(margin + line if line else "" for line in written.split("\n"))


def _block(raw: str, words: str) -> str | None:
    """A block with its header, its indentation and other words."""
    header, _, body = raw.partition("\n")
    first = next((line for line in body.split("\n") if line.strip()), "")
    indent = len(first) - len(first.lstrip(" "))
    if not indent or re.match(r"[|>][-+]?\d", header):
        return None
    lines = (literal if header.startswith("|") else _folded)(words, indent)
    return None if lines is None else f"{header}\n{lines}"
