"""XLIFF 1.2: what translation programs such as OmegaT, memoQ and Trados read and write.

Markdown is left to the translator; only the marks ``[[id]]`` of blanks are protected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from quizlib.errors import BankError, Problem, problem
from quizlib.model import LANGUAGES
from quizlib.translate.delivery import Back, Delivery, Returned, Row
from quizlib.translate.state import State

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MARK = re.compile(r"(\[\[[^\[\]\n]+\]\])")
_STATES: dict[State, str] = {
    "missing": "needs-translation",
    "stale": "needs-translation",
    "unconfirmed": "needs-review-translation",
    "current": "translated",
}
_DONE = {"translated", "final", "signed-off"}
#: Elements that hold elements only, so that they may be put on lines of their own.
_OUTER = {"xliff", "file", "header", "body", "group", "trans-unit"}
_LARGEST = 50 * 1024 * 1024


# ---- out


def write(delivery: Delivery) -> bytes:
    """The file; the texts of each question stand in a group."""
    names: Any = {None: NAMESPACE}  # the default namespace; the stubs of lxml know none
    root = etree.Element(f"{{{NAMESPACE}}}xliff", {"version": "1.2"}, nsmap=names)
    file = _sub(
        root,
        "file",
        {
            "original": delivery.bank,
            "source-language": delivery.source,
            "target-language": delivery.target,
            "datatype": "plaintext",
        },
    )
    header = _sub(file, "header")
    _sub(header, "tool", {"tool-id": "quizlib", "tool-name": "quizlib"})
    body = _sub(file, "body")
    group, open_ = body, ""
    for row in delivery.rows:
        question = row.key.partition(".")[0] if "." in row.key else ""
        if question != open_:
            group, open_ = _sub(body, "group", {"id": question, "resname": question}), question
        _unit(group if question else body, row)
    _indent(root, 0)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


def _sub(parent: Any, name: str, attributes: dict[str, str] | None = None) -> Any:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes or {})


def _unit(parent: Any, row: Row) -> None:
    attributes = {"id": row.key, "extradata": row.mark, _SPACE: "preserve"}
    if row.state == "current":
        attributes["approved"] = "yes"
    unit = _sub(parent, "trans-unit", attributes)
    _fill(_sub(unit, "source"), row.source)
    _fill(_sub(unit, "target", {"state": _STATES[row.state]}), row.translation)
    _sub(unit, "note", {"from": "quizlib"}).text = row.context


def _fill(element: Any, text: str) -> None:
    """A text with the marks of blanks as placeholders, numbered by their name in both languages."""
    first, *others = _MARK.split(text)
    element.text = first
    for mark, behind in zip(others[::2], others[1::2], strict=True):
        place = _sub(element, "ph", {"id": mark[2:-2], "ctype": "x-blank"})
        place.text, place.tail = mark, behind


def _indent(element: Any, depth: int) -> None:
    if _name(element) not in _OUTER or not len(element):
        return
    element.text = "\n" + "  " * (depth + 1)
    for child in element:
        _indent(child, depth + 1)
        child.tail = element.text
    element[-1].tail = "\n" + "  " * depth


def _name(element: Any) -> str:
    """The name of an element without its namespace; empty for comments and instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


# ---- in


def read(file: Path, label: str) -> tuple[Returned, list[Problem]]:
    """What came back, and units that cannot be used.  Raises BankError."""
    root = _parsed(file, label)

    def fail(code: str, element: Any, **params: Any) -> BankError:
        line = element.sourceline or 0
        return BankError([problem(code, file=label, line=line, column=1, **params)])

    version = root.get("version", "")
    if _name(root) != "xliff" or version not in ("1.0", "1.1", "1.2"):
        found = f"<{_name(root)}" + (f' version="{version}">' if version else ">")
        raise fail("xliff-version", root, found=found)
    files = [element for element in root.iter() if _name(element) == "file"]
    if len(files) != 1:
        raise fail("xliff-files", root, count=len(files))
    header = files[0]
    source, target = (_language(header.get(f"{n}-language", "")) for n in ("source", "target"))
    if source not in LANGUAGES or target not in LANGUAGES or source == target:
        raise fail("xliff-languages", header, languages=", ".join(LANGUAGES))
    returned = Returned(label, header.get("original", ""), source, target)
    problems: list[Problem] = []
    for unit in header.iter():
        if _name(unit) == "trans-unit":
            if unit.get("id"):
                returned.rows.append(_back(unit))
            else:
                problems += fail("return-no-id", unit).problems
    return returned, problems


def _parsed(file: Path, label: str) -> Any:
    """The root of an XML file that nothing is loaded or unfolded for.  Raises BankError."""
    try:
        if file.stat().st_size > _LARGEST:
            limit = _LARGEST // (1024 * 1024)
            raise BankError([problem("xliff-large", file=label, limit=limit)])
        data = file.read_bytes()
    except OSError as error:
        raise BankError([problem("unreadable", file=label, reason=error.strerror or "")]) from None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        said = (error.msg or "").partition(", line ")[0].rstrip(".")
        broken = problem("xliff-broken", file=label, line=line, column=max(column, 1), said=said)
        raise BankError([broken]) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise BankError([problem("xliff-doctype", file=label)])
    return root


def _language(code: str) -> str:
    """``ru-RU`` as ``ru``: programs add the country."""
    return re.split("[-_]", code.lower())[0]


def _back(unit: Any) -> Back:
    inner = {_name(child): child for child in unit if _name(child) in ("source", "target")}
    target = inner.get("target")
    notes = [
        "".join(note.itertext()).strip()
        for note in unit
        if _name(note) == "note" and note.get("from") != "quizlib"
    ]
    state = target.get("state", "") if target is not None else ""
    return Back(
        unit.get("id"),
        _text(inner.get("source")),
        _text(target),
        unit.get("approved") == "yes" or state in _DONE,
        unit.get("extradata", ""),
        "\n".join(filter(None, notes)),
        ((target if target is not None else unit).sourceline or 0, 1, unit.get("id")),
    )


def _text(element: Any) -> str:
    return "" if element is None else "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    """The text of an element, its placeholders as what they stand for."""
    yield element.text or ""
    for child in element:
        if _name(child) in ("x", "bx", "ex"):
            yield child.get("equiv-text", "")
        elif _name(child):
            yield from _pieces(child)
        yield child.tail or ""
