"""A bank as Moodle XML, in the order and with the names that Moodle's own export has.

Moodle reads it with ``question/format/xml/format.php``; there is no schema.  Attributes that begin
with ``data-`` are ours: Moodle passes over them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from quizlib.exchange.base import Exported
from quizlib.exchange.items import Item, Reply, Target
from quizlib.exchange.sending import category, items
from quizlib.model import Bank

TARGET = Target(
    title="Moodle XML",
    types=frozenset(
        {
            *("multichoice", "truefalse", "shortanswer", "numerical", "matching", "cloze"),
            *("ordering", "essay"),
        }
    ),
    hints=True,
    units=True,
    words=True,
    grader_info=True,
)
#: What XML 1.0 has no way to write.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_Element = etree._Element


def write(bank: Bank, languages: Sequence[str]) -> Exported:
    """The bank as Moodle XML; several languages are one category each."""
    found, problems = items(bank, languages, TARGET)
    quiz = etree.Element("quiz")
    for language in languages:
        heading = etree.SubElement(quiz, "question", type="category")
        _text(heading, "category", category(bank, language, languages))
        _text(heading, "info", "", "moodle_auto_format")
        for item in found[language]:
            _question(quiz, item)
    etree.indent(quiz)
    text = etree.tostring(quiz, encoding="unicode")
    return Exported(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode(), problems)


def _leaf(parent: _Element, name: str, text: object) -> None:
    etree.SubElement(parent, name).text = _CONTROL.sub("\ufffd", str(text))


def _text(parent: _Element, name: str, text: str, form: str = "", **more: str) -> _Element:
    """An element that holds a text; HTML stands in a CDATA section, as Moodle writes it."""
    element = etree.SubElement(parent, name, {"format": form} if form else {})
    for key, value in more.items():
        element.set(key, value)
    inner = etree.SubElement(element, "text")
    safe = _CONTROL.sub("\ufffd", text)
    inner.text = etree.CDATA(safe) if form == "html" and re.search("[<>&]", safe) else safe
    return element


def _question(quiz: _Element, item: Item) -> None:
    question = etree.SubElement(quiz, "question", type=item.type)
    for name, values in item.notes.items():
        question.set(f"data-{name}", " ".join(values))
    _text(question, "name", item.id)
    _text(question, "questiontext", item.text, "html")
    _text(question, "generalfeedback", item.general, "html")
    if item.type != "cloze":
        _leaf(question, "defaultgrade", 1)
    _leaf(question, "penalty", 0)
    _leaf(question, "hidden", 0)
    _leaf(question, "idnumber", item.id)
    _TYPES[item.type](question, item)
    for hint in item.hints:
        _text(question, "hint", hint, "html")
    tags = etree.SubElement(question, "tags")
    for tag in item.tags:
        _text(tags, "tag", tag)


def _yes(value: bool) -> str:
    return "true" if value else "false"


def _answer(question: _Element, reply: Reply, form: str) -> _Element:
    answer = _text(question, "answer", reply.text, form, fraction=reply.fraction)
    _text(answer, "feedback", reply.feedback, "html")
    return answer


def _combined(question: _Element) -> None:
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        _text(question, name, "", "html")


def _multichoice(question: _Element, item: Item) -> None:
    _leaf(question, "single", _yes(item.single))
    _leaf(question, "shuffleanswers", _yes(item.shuffle))
    _leaf(question, "answernumbering", "abc")
    _leaf(question, "showstandardinstruction", 1)
    _combined(question)
    for reply in item.replies:
        _answer(question, reply, "html")


def _truefalse(question: _Element, item: Item) -> None:
    for reply in item.replies:
        _answer(question, reply, "moodle_auto_format")


def _shortanswer(question: _Element, item: Item) -> None:
    _leaf(question, "usecase", 0)
    for reply in item.replies:
        _answer(question, reply, "moodle_auto_format")


def _numerical(question: _Element, item: Item) -> None:
    for reply in item.replies:
        _leaf(_answer(question, reply, "moodle_auto_format"), "tolerance", reply.tolerance)
    if item.units:
        units = etree.SubElement(question, "units")
        for name, count in item.units:
            unit = etree.SubElement(units, "unit")
            _leaf(unit, "multiplier", count)
            _leaf(unit, "unit_name", name)
    _leaf(question, "unitgradingtype", 0)
    _leaf(question, "unitpenalty", "0.1")
    _leaf(question, "showunits", 0 if item.units else 3)
    _leaf(question, "unitsleft", 0)


def _matching(question: _Element, item: Item) -> None:
    _leaf(question, "shuffleanswers", _yes(item.shuffle))
    _combined(question)
    for asked, target in item.pairs:
        pair = _text(question, "subquestion", asked, "html")
        _text(pair, "answer", target)


def _ordering(question: _Element, item: Item) -> None:
    _leaf(question, "layouttype", "VERTICAL")
    _leaf(question, "selecttype", "ALL")
    _leaf(question, "selectcount", 0)
    _leaf(question, "gradingtype", item.grading)
    _leaf(question, "showgrading", "SHOW")
    _leaf(question, "numberingstyle", "none")
    _combined(question)
    _leaf(question, "shownumcorrect", 1)  # without it Moodle 4.1 gives the import up
    for place, reply in enumerate(item.replies, start=1):
        _text(question, "answer", reply.text, "html", fraction=str(place))


def _cloze(question: _Element, item: Item) -> None:
    """The answers stand in the text."""


def _essay(question: _Element, item: Item) -> None:
    _leaf(question, "responseformat", "editor")
    _leaf(question, "responserequired", 1)
    _leaf(question, "responsefieldlines", 15)
    least, most = item.words
    _leaf(question, "minwordlimit", least or "")
    _leaf(question, "maxwordlimit", most or "")
    _leaf(question, "attachments", 0)
    _leaf(question, "attachmentsrequired", 0)
    _text(question, "graderinfo", item.grader_info, "html")
    _text(question, "responsetemplate", "", "html")


_TYPES = {
    "multichoice": _multichoice,
    "truefalse": _truefalse,
    "shortanswer": _shortanswer,
    "numerical": _numerical,
    "matching": _matching,
    "ordering": _ordering,
    "cloze": _cloze,
    "essay": _essay,
}
