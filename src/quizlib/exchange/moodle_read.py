"""Moodle XML to the data of a bank, with whatever Moodle versions and plugins write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from quizlib.errors import BankError, Phrase, Problem, problem
from quizlib.exchange.assemble import assembled
from quizlib.exchange.base import Imported, Spot
from quizlib.exchange.embedded import NotClosed, gaps
from quizlib.exchange.files import bytes_of
from quizlib.exchange.found import Answer, Broken, Found, Pair, Raw, told

_Element = etree._Element

_FORMATS = {
    "html": "html",
    "moodle_auto_format": "moodle",
    "plain_text": "plain",
    "wiki_like": "plain",
    "markdown": "markdown",
}
#: Names that old versions used → those of today
_TYPES = {"match": "matching", "multianswer": "cloze"}
#: What Moodle says by itself, in the languages of its packs that we know.
_STANDARD = {
    *("Your answer is correct.", "Your answer is partially correct.", "Your answer is incorrect."),
    *("Ваш ответ верный.", "Ваш ответ частично правильный.", "Ваш ответ неправильный."),
}
_COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")


def read(path: Path, head: Mapping[str, Any]) -> Imported:
    """The questions of a file.  Raises BankError where it cannot be read as Moodle XML."""
    problems: list[Problem] = []
    root = _root(bytes_of(path), path.as_posix())
    found: list[Found] = []
    category = ""
    for number, element in enumerate(root.iterchildren("question"), start=1):
        if element.get("type") == "category":
            category = _words(element.find("category"))
            continue
        try:
            one = _Reader(element, number, path.as_posix()).found()
        except Broken as broken:
            problems.append(broken.problem)
        else:
            one.category = category
            found.append(one)
    return assembled(found, path, head, problems)


def _root(data: bytes, file: str) -> _Element:
    """The element ``quiz``.  No entity is resolved and nothing is fetched."""
    if _has_doctype(data):
        raise BankError([problem("xml-doctype", file=file, line=1, column=1)])
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        said = re.sub(r", line \d+, column \d+.*", "", error.msg or "it is empty")
        code = "not-utf8" if re.search("UTF-8|Invalid bytes", said) else "xml-broken"
        raise BankError([problem(code, file=file, line=line, column=column, said=said)]) from None
    if etree.ElementTree(root).docinfo.internalDTD is not None:
        raise BankError([problem("xml-doctype", file=file, line=1, column=1)])
    if root.tag != "quiz":
        raise BankError(
            [problem("xml-not-moodle", file=file, line=_line(root), column=1, found=root.tag)]
        )
    return root


def _has_doctype(data: bytes) -> bool:
    """Whether a DOCTYPE stands before the first element; the parser would expand it first."""
    at = 0
    while True:
        at += len(data[at:]) - len(data[at:].lstrip(b"\xef\xbb\xbf \t\r\n")) if at < 10_000 else 0
        end = next((e for s, e in _SKIPPED if data.startswith(s, at)), None)
        if end is None:
            return data.startswith(b"<!DOCTYPE", at)
        close = data.find(end, at)
        if close < 0:
            return False
        at = close + len(end)


_SKIPPED = ((b"<?", b"?>"), (b"<!--", b"-->"))


def _line(element: _Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 1


def _words(element: _Element | None) -> str:
    """The text of an element, in its ``text`` or by itself as old versions wrote it."""
    if element is None:
        return ""
    inner = element.find("text")
    inner = element if inner is None else inner
    if len(inner):  # HTML that nobody put into a CDATA section
        parts = (etree.tostring(child, encoding="unicode") for child in inner)
        return ((inner.text or "") + "".join(parts)).strip()
    return (inner.text or "").strip()


class _Reader:
    """One ``question`` element."""

    def __init__(self, element: _Element, number: int, file: str) -> None:
        self.element = element
        self.file = file
        self.name = _words(element.find("name"))
        self.spot: Spot = _line(element), 1, self.name or f"question {number}"
        self.form = self.form_of(element.find("questiontext"), "html")

    def form_of(self, element: _Element | None, otherwise: str) -> str:
        given = element.get("format") if element is not None else None
        return _FORMATS.get(given or "", otherwise)

    def raw(self, element: _Element | None) -> Raw:
        return Raw(_words(element), self.form_of(element, self.form))

    def value(self, name: str, otherwise: str = "") -> str:
        element = self.element.find(name)
        return otherwise if element is None else (element.text or "").strip()

    def yes(self, name: str, otherwise: str) -> bool:
        return self.value(name, otherwise) not in ("false", "0", "")

    def found(self) -> Found:
        """The question.  Raises Broken."""
        element = self.element
        kind = element.get("type") or "without a type"
        found = Found(
            type=_TYPES.get(kind, kind),
            name=self.name,
            spot=self.spot,
            text=self.raw(element.find("questiontext")),
            general=self.raw(element.find("generalfeedback")),
            grader_info=self.raw(element.find("graderinfo")),
            id=self.value("idnumber"),
            tags=[_words(tag) for tag in element.iterfind("tags/tag") if _words(tag)],
            notes={
                str(name).removeprefix("data-"): str(value).split()
                for name, value in element.attrib.items()
                if str(name).startswith("data-")
            },
            hints=[raw for hint in element.iterfind("hint") if (raw := self.hint(hint)).text],
            single=self.yes("single", "true"),
            shuffle=self.yes("shuffleanswers", "true"),
            grading=self.value("gradingtype"),
            words=(self.value("minwordlimit"), self.value("maxwordlimit")),
            losses=list(self.losses()),
        )
        found.answers = [
            self.answer(a, i) for i, a in enumerate(element.iterfind("answer"), start=1)
        ]
        if found.type == "matching":
            found.pairs = list(self.pairs())
        elif found.type == "truefalse":
            self.name_truths(found)
        elif found.type == "ordering":
            found.answers.sort(key=lambda answer: answer.share)
        elif found.type == "numerical":
            found.units = [
                (_words(unit.find("unit_name")), unit.findtext("multiplier") or "1")
                for unit in element.iterfind("units/unit")
            ]
        elif found.type == "cloze":
            self.find_gaps(found)
        return found

    def hint(self, element: _Element) -> Raw:
        old = element.find("hintcontent")
        return self.raw(element if old is None else old)

    def answer(self, element: _Element, number: int) -> Answer:
        _, column, name = self.spot
        spot = _line(element), column, f"{name}, answer {number}"
        given = element.get("fraction") or element.findtext("fraction") or "0"
        try:
            share = float(given)
        except ValueError:
            raise Broken(told("gift-weight", self.file, spot, raw=given)) from None
        text, feedback = self.raw(element), self.raw(element.find("feedback"))
        tolerance = (element.findtext("tolerance") or "0").strip()
        return Answer(text, share, spot, feedback, tolerance)

    def name_truths(self, found: Found) -> None:
        """Old files call true and false by their names in some language, true first."""
        for answer, name in zip(found.answers, ("true", "false"), strict=False):
            if answer.text.text not in ("true", "false"):
                answer.text = Raw(name, "plain")

    def pairs(self) -> Iterator[Pair]:
        _, column, name = self.spot
        for number, element in enumerate(self.element.iterfind("subquestion"), start=1):
            spot = _line(element), column, f"{name}, pair {number}"
            yield Pair(self.raw(element), _words(element.find("answer")), spot)

    def find_gaps(self, found: Found) -> None:
        try:
            text, found.gaps, losses = gaps(found.text.text, self.spot)
        except NotClosed:
            raise Broken(told("xml-cloze", self.file, self.spot)) from None
        found.text = Raw(text, found.text.form)
        found.losses += losses
        if any(gap.type == "MULTIRESPONSE" for gap in found.gaps):
            found.type = "cloze with several right answers in one blank"

    def losses(self) -> Iterator[Phrase]:
        """What Moodle knows of a question and we do not."""
        for file in self.element.iter("file"):
            yield Phrase("the embedded file {name}", name=file.get("name") or "?")
        if float_of(self.value("defaultgrade", "1")) not in (1.0, 0.0):
            points = f"{float_of(self.value('defaultgrade')):g}"
            yield Phrase("the number of points ({points})", points=points)
        if self.value("hidden") not in ("", "0"):
            yield Phrase("that the question is hidden")
        if self.value("usecase") not in ("", "0"):
            yield Phrase("that capitals count")
        if self.value("unitgradingtype") not in ("", "0"):
            yield Phrase("points taken off for a wrong unit")
        if _words(self.element.find("responsetemplate")):
            yield Phrase("the text that answers begin with")
        if self.value("attachments") not in ("", "0"):
            yield Phrase("files handed in with the answer")
        said = [re.sub("<[^>]*>", "", _words(self.element.find(name))) for name in _COMBINED]
        if any(text.strip() and text.strip() not in _STANDARD for text in said):
            yield Phrase("feedback on the answer as a whole")


def float_of(text: str) -> float:
    """A number, or 0 where there is none."""
    try:
        return float(text)
    except ValueError:
        return 0.0
