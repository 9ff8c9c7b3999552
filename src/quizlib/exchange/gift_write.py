"""A bank as GIFT, the question format that authors type by hand and Moodle reads.

Texts are HTML (``[html]``): the Markdown that Moodle knows is another one than ours.  Each question
stands on lines of its own with none empty in it, for an empty line ends a question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizlib.exchange.base import Exported
from quizlib.exchange.items import Item, Reply, Target
from quizlib.exchange.sending import category, items
from quizlib.model import Bank

#: What Moodle puts in place of escaped signs while it reads, such as ``&&058;``.
_PLACEHOLDER = "&&(?:010|035|058|061|092|123|125|126)"
TARGET = Target(
    title="GIFT",
    types=frozenset(
        {"multichoice", "truefalse", "shortanswer", "numerical", "matching", "essay"},
    ),
    hints=False,
    units=False,
    words=False,
    grader_info=False,
    taboo_typed=re.compile(f"->|{_PLACEHOLDER}"),
    taboo_plain=re.compile(_PLACEHOLDER),
)
_RESERVED = re.compile(r"[\\#=~{}:]")
_FORMAT = re.compile(r"\[(?:html|markdown|plain|moodle)\]")


def write(bank: Bank, languages: Sequence[str]) -> Exported:
    """The bank as GIFT; several languages are one category each."""
    found, problems = items(bank, languages, TARGET)
    blocks: list[str] = []
    for language in languages:
        blocks.append(f"$CATEGORY: {category(bank, language, languages)}")
        blocks += [_question(item) for item in found[language]]
    return Exported(("\n\n".join(blocks) + "\n").encode(), problems)


def _question(item: Item) -> str:
    marks = [f"[id:{item.id}]", *(f"[tag:{tag}]" for tag in item.tags)]
    notes = [f"[{name}:{' '.join(values)}]" for name, values in item.notes.items()]
    answers = _TYPES[item.type](item)
    if item.general:
        answers.append(f"####{_html(item.general)}")
    opening = answers.pop(0) if item.type in ("numerical", "truefalse") else ""
    body = "".join(f"\t{answer}\n" for answer in answers)
    inner = f"{opening}\n{body}" if body else opening
    lines = [f"// {' '.join(marks)}", f"// quizlib {' '.join(notes)}"]
    return "\n".join([*lines, f"::{_escaped(item.id)}::[html]{_html(item.text)}{{{inner}}}"])


def _escaped(text: str) -> str:
    return _RESERVED.sub(r"\\\g<0>", text)


def _html(html: str) -> str:
    """HTML without line ends; a sign at its start that would be read as a mark is a number."""
    parts = re.split("(<pre>.*?</pre>)", html, flags=re.DOTALL)
    parts[::2] = [part.replace("\n", " ") for part in parts[::2]]
    line = "".join(parts).replace("\n", "&#10;")
    if line.startswith(("[", "%")):
        line = f"&#{ord(line[0])};{line[1:]}"
    return _escaped(line.replace("\r", " ").replace("\t", " "))


def _plain(text: str) -> str:
    """Plain text; where it begins like the name of a format, its own is named before it."""
    return ("[plain]" if _FORMAT.match(text) else "") + _escaped(text)


def _multichoice(item: Item) -> list[str]:
    return [_choice(reply, item.single) for reply in item.replies]


def _choice(reply: Reply, single: bool) -> str:
    if single and reply.fraction == "100":
        mark = "="
    else:
        mark = "~" if reply.fraction == "0" else f"~%{reply.fraction}%"
    return f"{mark}{_html(reply.text)}#{_html(reply.feedback)}"


def _truefalse(item: Item) -> list[str]:
    """First what is said of the wrong choice, then of the right one."""
    right, wrong = sorted(item.replies, key=lambda reply: reply.fraction == "0")
    return [f"{right.name.upper()}#{_html(wrong.feedback)}#{_html(right.feedback)}"]


def _shortanswer(item: Item) -> list[str]:
    return [f"=%{r.fraction}%{_plain(r.text)}#{_html(r.feedback)}" for r in item.replies]


def _numerical(item: Item) -> list[str]:
    found = ["#"]
    for reply in item.replies:
        number = f"=%{reply.fraction}%{reply.text}:{reply.tolerance}"
        found.append(f"{'~' if reply.text == '*' else number}#{_html(reply.feedback)}")
    return found


def _matching(item: Item) -> list[str]:
    return [f"={_html(asked)} -> {_escaped(target)}" for asked, target in item.pairs]


def _essay(item: Item) -> list[str]:
    return []


_TYPES = {
    "multichoice": _multichoice,
    "truefalse": _truefalse,
    "shortanswer": _shortanswer,
    "numerical": _numerical,
    "matching": _matching,
    "essay": _essay,
}
