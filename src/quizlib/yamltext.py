"""Plain data as YAML in the layout of our banks, and edits that leave the rest of a file alone.

What quizlib writes looks as if an author had written it: one text per line and language, texts in
quotes, ids without.  A file that exists is never written anew: :func:`splice` changes characters
at the places that :mod:`quizlib.yamlfile` remembers, so comments and layout stay.
"""

from __future__ import annotations

import datetime
import json
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from quizlib.model import LANGUAGES, Bank, Question
from quizlib.yamlfile import Source

#: Fields in the order in which authors read them; what is not named follows as it comes.
ORDER = (
    "version",
    "source_language",
    "languages",
    "title",
    "lesson",
    "mode",
    "confidence",
    "review",
    "exam",
    "id",
    "kind",
    "correct",
    "objective",
    "bloom",
    "source",
    "review_by",
    "see",
    "credit",
    "next",
    "bins",
    "task",
    "several",
    "shuffle",
    "compare",
    "prompt",
    "text",
    "match",
)
LAST = ("feedback", "otherwise", "hints", "explanation", "allow", "questions")

#: Words that YAML takes for something else unless they are quoted.
_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
_BARE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*(#[a-z0-9-]+)?")
#: What JSON leaves bare, but ends a line for YAML or is refused by it.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_WIDTH = 90


@dataclass(frozen=True)
class Edit:
    """``text`` in place of the characters from ``start`` up to ``end``, counted from 0."""

    start: int
    end: int
    text: str


def splice(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with every edit made.  Raises ValueError where two of them overlap."""
    done: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if edit.start < at:
            raise ValueError(f"edits overlap at {edit.start}")
        done += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*done, text[at:]])


def write_text(path: Path, text: str, *, like: bytes = b"") -> None:
    """Write a file in one step, so that nothing is lost if the disk is full.

    Line ends and byte order mark are those of ``like``, the bytes that stood there before.
    """
    if b"\r\n" in like:
        text = text.replace("\n", "\r\n")
    mark = b"\xef\xbb\xbf" if like.startswith(b"\xef\xbb\xbf") else b""
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_bytes(mark + text.encode("utf-8"))
        if path.exists():
            fresh.chmod(path.stat().st_mode)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def bank_text(head: Mapping[str, Any], questions: Iterable[Mapping[str, Any]]) -> str:
    """A whole bank as a file.  Data is as in the file: plain dicts, lists, texts and numbers."""
    lines = _fields(head, 0)
    lines.append("questions:")
    for question in questions:
        lines += ["", *question_text(question).rstrip("\n").split("\n")]
    return "\n".join(lines) + "\n"


def question_text(question: Mapping[str, Any], indent: int = 2) -> str:
    """One entry of ``questions``, its hyphen ``indent`` columns in."""
    return "\n".join(_entry(question, indent)) + "\n"


def append(source: Source, questions: Iterable[Mapping[str, Any] | str]) -> str:
    """The text of a bank with questions put behind its last one, in the indentation it has.

    A question that is YAML already begins with its hyphen in the first column.  Raises ValueError
    where ``questions`` is not written as a list with hyphens.
    """
    start, end = source.span(("questions", 0))
    indent = source.text.rfind("-", 0, start) - source.text.rfind("\n", 0, start) - 1
    if not isinstance(source.data["questions"], list) or source.text[start - 2 : start] != "- ":
        raise ValueError("questions are not a list with hyphens")
    _, end = source.span(("questions",))
    kept = source.text[:end].split("\n")[: None if end == len(source.text) else -1]
    while kept and (not kept[-1].strip() or kept[-1].startswith("#")):
        kept.pop()  # what stands there belongs to the field that follows
    at = len("\n".join(kept))
    written = (
        textwrap.indent(q, " " * indent) if isinstance(q, str) else question_text(q, indent)
        for q in questions
    )
    fresh = "".join(f"\n\n{text.rstrip()}" for text in written)
    return splice(source.text, [Edit(at, at, fresh if at < len(source.text) else fresh + "\n")])


def scalar(value: Any) -> str:
    """One value on one line, quoted where YAML could take it for something else."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Fraction) and value.denominator != 1:
        return f'"{value}"'
    if isinstance(value, int | float | Decimal | Fraction):
        return format(Decimal(str(value)), "f")
    text = str(value)
    if _BARE.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """A text in double quotes, on one line."""
    written = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def plain(question: Question, languages: Sequence[str]) -> dict[str, Any]:
    """A question as the data of a bank file in these languages; what is the default is left out."""
    data = question.model_dump(by_alias=True, exclude_defaults=True)
    return {name: _plain(value, languages) for name, value in data.items()}


def plain_head(bank: Bank) -> dict[str, Any]:
    """The head of a bank as the data of its file."""
    data = bank.head.model_dump(by_alias=True, exclude_defaults=True)
    return {name: _plain(value, bank.head.languages) for name, value in data.items()}


def _plain(value: Any, languages: Sequence[str]) -> Any:
    if isinstance(value, dict):
        if len(languages) == 1 and list(value) == list(languages):
            return _plain(value[languages[0]], languages)  # a text of a bank with one language
        return {name: _plain(inner, languages) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner, languages) for inner in value]
    return value


def _fields(data: Mapping[str, Any], indent: int) -> list[str]:
    lines: list[str] = []
    for name, value in sorted(data.items(), key=_rank):
        lines += _field(scalar(name), value, indent)
    return lines


def _rank(field: tuple[str, Any]) -> tuple[int, int]:
    name = field[0]
    if name in LANGUAGES:
        return 1, LANGUAGES.index(name)
    if name in ORDER:
        return 0, ORDER.index(name)
    return (2, LAST.index(name)) if name in LAST else (1, 0)


def _field(name: str, value: Any, indent: int) -> list[str]:
    start = f"{' ' * indent}{name}:"
    if isinstance(value, Mapping) and value:
        return [start, *_fields(value, indent + 2)]
    if isinstance(value, list | tuple):
        flow = f"{start} {_flow(value)}"
        if all(_single(v) for v in value) and len(flow) <= _WIDTH:
            return [flow]
        return [start, *(line for v in value for line in _entry(v, indent + 2))]
    if isinstance(value, str) and _literal(value):
        inner = " " * (indent + 2)
        return [f"{start} |-", *(inner + line if line else "" for line in value.split("\n"))]
    return [f"{start} {_flow(value)}"]


def _entry(value: Any, indent: int) -> list[str]:
    """A value with the hyphen that makes it an entry of a list."""
    start = f"{' ' * indent}- "
    if isinstance(value, Mapping) and value:
        first, *others = _fields(value, indent + 2)
        return [start + first.lstrip(), *others]
    if isinstance(value, str) and _literal(value):
        first, *others = _field("x", value, indent)
        return [start + first.split(": ", 1)[1], *others]
    return [start + _flow(value)]


def _flow(value: Any) -> str:
    """A value on one line, whatever it is."""
    if isinstance(value, Mapping):
        inner = ", ".join(f"{scalar(name)}: {_flow(v)}" for name, v in value.items())
        return f"{{{inner}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_flow, value))}]"
    return scalar(value)


def _single(value: Any) -> bool:
    return not isinstance(value, Mapping | list | tuple) and not (
        isinstance(value, str) and _literal(value)
    )


def _literal(text: str) -> bool:
    """Whether a text of several lines can stand as a block exactly as it is."""
    return (
        "\n" in text
        and not text.startswith((" ", "\n", "\t"))
        and not text.endswith("\n")
        and all(line == line.rstrip() for line in text.split("\n"))
        and not re.search(r"[\x00-\x09\x0b-\x1f]", text)
        and not _ESCAPED.search(text)
    )
