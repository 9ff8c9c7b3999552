"""Questions as learning systems know them: what GIFT and Moodle XML have in common.

An :class:`Item` is a question in one language on its way out.  What Moodle keeps but does not use
goes into tags, such as ``objective:3.1``.  What it drops goes into notes, which only the file
itself holds: the ids of options, so that a file of ours comes back as it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

#: Moodle cuts longer tags.
LONGEST_TAG = 50
#: Number of right options → the share of each, from the list of shares that Moodle accepts.
SHARES = {
    1: "100",
    2: "50",
    3: "33.33333",
    4: "25",
    5: "20",
    6: "16.66667",
    7: "14.28571",
    8: "12.5",
    9: "11.11111",
    10: "10",
    20: "5",
}
#: All shares that Moodle accepts, above 0; each may also be subtracted.
FRACTIONS = (
    *("100", "90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40", "33.33333", "30"),
    *("25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10", "5"),
)
#: Classes by which parts of our own HTML are known again.
REASONS, PROMPT = "quizlib-reasons", "quizlib-prompt"
MODEL, CHECKLIST = "quizlib-model", "quizlib-checklist"

_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True)
class Reply:
    """An answer.  ``text`` is HTML, of typed answers plain; ``fraction`` is in percent.

    ``name`` is its id in our bank, of a typed answer ``answer``, ``other`` or that of a mistake.
    """

    text: str
    fraction: str
    feedback: str
    name: str
    tolerance: str = "0"


@dataclass
class Item:
    """A question in one language; texts are HTML.  ``type`` is Moodle's name of it."""

    type: str
    id: str
    language: str
    text: str
    general: str = ""
    tags: list[str] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)
    hints: list[str] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    #: of matching: HTML of what is asked, and plainly what belongs to it
    pairs: list[tuple[str, str]] = field(default_factory=list)
    #: name of a unit, and how many of it are one of the first unit
    units: list[tuple[str, str]] = field(default_factory=list)
    single: bool = True
    shuffle: bool = True
    #: of ordering: Moodle's name of the way of scoring
    grading: str = ""
    grader_info: str = ""
    words: tuple[int | None, int | None] = (None, None)


@dataclass(frozen=True)
class Target:
    """What a format can hold."""

    title: str
    types: frozenset[str]
    hints: bool
    units: bool
    words: bool
    #: whether graders have a text of their own
    grader_info: bool
    #: what a typed answer must not hold, since the format takes it for something else
    taboo_typed: re.Pattern[str] = _NOTHING
    #: the same for the right side of a pair
    taboo_plain: re.Pattern[str] = _NOTHING


def marked_list(name: str, entries: list[str]) -> str:
    """A list that :func:`quizlib.exchange.html_text.pieces` finds again."""
    return f'<ul class="{name}">{"".join(f"<li>{e}</li>" for e in entries)}</ul>' if entries else ""


def marked(name: str, inner: str) -> str:
    """A part that :func:`quizlib.exchange.html_text.pieces` finds again."""
    return f'<div class="{name}">{inner}</div>'


def reason(text: str, feedback: str) -> str:
    """An entry of the list of reasons, where a type has no place for feedback of its own."""
    return f"{text}<div>{feedback}</div>"


def embedded(kind: str, replies: list[Reply]) -> str:
    """An answer inside the text of a ``cloze`` question, such as ``{1:NUMERICAL:=15:0#Yes}``."""
    parts = []
    for reply in replies:
        share = "=" if reply.fraction == "100" else f"%{reply.fraction}%"
        number = kind == "NUMERICAL" and reply.text != "*"
        text = f"{reply.text}:{reply.tolerance}" if number else _entities(reply.text)
        parts.append(f"{share}{text}#{_entities(reply.feedback)}")
    return f"{{1:{kind}:{'~'.join(parts)}}}"


#: Signs that mean something in HTML or end an answer, as numbers: Moodle decodes them once.
_ENTITIES = {ord(sign): f"&#{ord(sign)};" for sign in "&<>#~{}\\"}


def _entities(text: str) -> str:
    return text.translate(_ENTITIES)
