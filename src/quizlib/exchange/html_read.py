"""HTML of learning systems to blocks and lines, as far as our Markdown can show them.

What cannot be carried, such as images and tables, is named; scripts are dropped whole.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from lxml import etree
from lxml.html import HTMLParser

#: libxml2 stops at 256 levels and drops what follows.
DEEPEST = 200
#: What a browser joins into one space; a no-break space stays.
SPACES = re.compile(r"[ \t\r\n\f]+")
#: What may not stand at the ends of a paragraph.
_BLANK = " \xa0"
_FORMULA = re.compile(r"\$\$|\\\(|\\\[")

_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")

#: Elements → what authors are told was lost
_LOST = {
    "img": "image",
    "picture": "image",
    "svg": "image",
    "canvas": "image",
    "table": "table",
    "audio": "sound",
    "video": "video",
    "iframe": "embedded page",
    "object": "embedded object",
    "embed": "embedded object",
    "applet": "embedded object",
    "math": "formula",
    "script": "script",
    "style": "style sheet",
    "input": "form field",
    "select": "form field",
    "textarea": "form field",
    "button": "form field",
    "u": "underlining",
    "ins": "underlining",
    "s": "striking out",
    "strike": "striking out",
    "del": "striking out",
    "mark": "highlighting",
}
#: Of these nothing can be kept, not even the text inside.
_DROPPED = {"script", "style", "noscript", "iframe", "object", "applet", "select", "textarea"}
_BOLD, _ITALIC = {"b", "strong"}, {"i", "em", "cite", "dfn", "var"}
_CODE = {"code", "kbd", "samp", "tt"}
_HEADINGS = {f"h{n}" for n in range(1, 7)}
_BOXES = {
    *("div", "p", "section", "article", "header", "footer", "main", "center", "form", "fieldset"),
    *("address", "figure", "figcaption", "details", "summary", "dl", "dt", "dd", "legend", "html"),
    *("body", "tbody", "thead", "tfoot", "caption", "table", "nav", "aside", "hgroup"),
}
_BLOCKS = {*_BOXES, *_HEADINGS, "ul", "ol", "pre", "blockquote", "hr"}


class TooDeep(ValueError):
    """HTML nested deeper than any text is."""


@dataclass
class Node:
    """A block or a piece of a line: ``kind`` says which, ``inner`` is what it holds."""

    kind: str
    inner: list[Node] = field(default_factory=list)
    text: str = ""
    more: str = ""


def parse(html: str) -> Any:
    """The ``body`` that a browser makes of an HTML fragment, or all of it.  Raises TooDeep."""
    parser = HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    document = etree.fromstring(f"<body>{html}</body>", parser)
    depth, deepest = 0, 0
    for event, _ in etree.iterwalk(document, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise TooDeep
    whole = [e.tag for e in document] == ["body"] and not document[0].tail
    return document[0] if whole else document


def blocks_of(html: str, losses: list[str], *, inline: bool) -> list[Node]:
    """The blocks of some HTML; what is lost is added to ``losses``.  Raises TooDeep.

    ``inline`` makes one paragraph of all, for places that show neither lists nor headings.
    """
    reader = _Reader(losses)
    reader.children(parse(html))
    reader.flush()
    blocks = reader.blocks
    return _one_line(blocks) if inline else blocks


class _Reader:
    """Elements to blocks; what stands between blocks becomes a paragraph."""

    def __init__(self, losses: list[str]) -> None:
        self.losses = losses
        self.blocks: list[Node] = []
        self.line: list[Node] = []

    def lose(self, what: str) -> None:
        if what not in self.losses:
            self.losses.append(what)

    def flush(self, kind: str = "p", more: str = "") -> None:
        """What stands in the line so far, as a block; two breaks part paragraphs."""
        parts: list[list[Node]] = [[]]
        for i, node in enumerate(self.line):
            blank = node.kind == "text" and not node.text.strip(" ")
            if node.kind == "br" and self._after_break(i):
                parts.append([])
            elif not blank or parts[-1]:
                parts[-1].append(node)
        self.line = []
        for part in parts:
            if line := _tidy(part):
                self.blocks.append(Node(kind, line, more=more))

    def _after_break(self, at: int) -> bool:
        before = self.line[at - 1] if at else Node("br")
        if before.kind == "text" and not before.text.strip(" "):
            before = self.line[at - 2] if at > 1 else Node("br")
        return before.kind == "br"

    def say(self, text: str | None, line: list[Node]) -> None:
        if text:
            if _FORMULA.search(text):
                self.lose("formula")
            line.append(Node("text", text=SPACES.sub(" ", text)))

    def children(self, element: Any) -> None:
        self.say(element.text, self.line)
        for child in element:
            self.block(child)
            self.say(child.tail, self.line)

    def inside(self, element: Any) -> list[Node]:
        """The blocks of an element by themselves."""
        reader = _Reader(self.losses)
        reader.children(element)
        reader.flush()
        return reader.blocks

    def block(self, element: Any) -> None:
        tag = element.tag
        if tag in _LOST:
            self.lose(_LOST[tag])
        if tag in _HEADINGS:
            self.flush()
            self.children(element)
            self.flush("heading", tag[1])
        elif tag in ("ul", "ol", "menu"):
            self.flush()
            entries = [Node("entry", self.inside(e)) for e in element if e.tag == "li"]
            entries = [e for e in entries if e.inner]
            start = element.get("start") or "1"
            if entries:
                more = start if tag == "ol" and re.fullmatch("[0-9]{1,9}", start) else ""
                self.blocks.append(Node(tag.replace("menu", "ul"), entries, more=more))
        elif tag == "blockquote":
            self.flush()
            if inner := self.inside(element):
                self.blocks.append(Node("quote", inner))
        elif tag in ("pre", "listing"):
            self.flush()
            code = next(iter(element.iter("code")), element)
            info = re.fullmatch(r"language-([\w+-]+)", code.get("class") or "")
            text = "".join(element.itertext()).removesuffix("\n")
            self.blocks.append(Node("pre", text=text, more=info[1] if info else ""))
        elif tag == "hr":
            self.flush()
            self.blocks.append(Node("hr"))
        elif tag == "tr":
            self.flush()
            for i, cell in enumerate(element):
                self.line += [Node("text", text="; ")] if i else []
                self.line += self.phrases(cell)
            self.flush()
        elif tag in _BOXES or tag == "li":
            self.flush()
            self.children(element)
            self.flush()
        else:
            self.phrase(element, self.line)

    def phrase(self, element: Any, line: list[Node]) -> None:
        """An element inside a line."""
        tag = element.tag
        if tag in _LOST:
            self.lose(_LOST[tag])
        if tag == "br":
            line.append(Node("br"))
        elif tag == "img":
            self.say(element.get("alt"), line)
        elif tag in _CODE:
            text = SPACES.sub(" ", "".join(element.itertext())).strip(" ")
            if text:
                line.append(Node("code", text=text))
        elif tag in ("sub", "sup"):
            self.raised(element, line)
        elif tag in _BOLD or tag in _ITALIC:
            line.append(Node("bold" if tag in _BOLD else "italic", self.phrases(element)))
        elif tag == "a" and (href := (element.get("href") or "").strip()):
            if "@@PLUGINFILE@@" in href:
                self.lose("embedded file")
                line += self.phrases(element)
            elif re.match(r"(?i)\s*(javascript|vbscript|file|data):", href):
                self.lose("link that runs a script")
                line += self.phrases(element)
            else:
                title = element.get("title") or ""
                line.append(Node("link", self.phrases(element), text=_encoded(href), more=title))
        elif tag in _BOXES or tag in ("li", "tr"):
            line += [Node("br"), *self.phrases(element), Node("br")]
        elif tag in _DROPPED:
            pass
        elif line is self.line and any(e.tag in _BLOCKS for e in element.iterdescendants()):
            self.children(element)
        else:
            line += self.phrases(element)

    def phrases(self, element: Any) -> list[Node]:
        line: list[Node] = []
        self.say(element.text, line)
        for child in element:
            self.phrase(child, line)
            self.say(child.tail, line)
        return line

    def raised(self, element: Any, line: list[Node]) -> None:
        """Raised and lowered digits exist as characters; other letters do not."""
        text = "".join(element.itertext()).strip()
        table = _RAISED if element.tag == "sup" else _LOWERED
        if all(ord(c) in table for c in text):
            line.append(Node("text", text=text.translate(table)))
        else:
            self.lose("raised or lowered letters")
            line += self.phrases(element)


def _one_line(blocks: list[Node]) -> list[Node]:
    """All blocks as one paragraph, with breaks between what were paragraphs."""
    line: list[Node] = []
    for piece in _pieces(blocks):
        line += [Node("br")] if line else []
        line += piece
    return [Node("p", _tidy(line))] if line else []


def _pieces(blocks: list[Node]) -> Iterator[list[Node]]:
    for block in blocks:
        if block.kind in ("p", "heading"):
            yield block.inner
        elif block.kind == "pre":
            yield [Node("code", text=SPACES.sub(" ", block.text))]
        elif block.kind in ("ul", "ol"):
            for entry in block.inner:
                first, *others = _pieces(entry.inner)
                yield [Node("text", text="• "), *first]
                yield from others
        else:
            yield from _pieces(block.inner)


def _tidy(line: list[Node]) -> list[Node]:
    """A line without spaces at its ends, beside breaks and at the ends of emphasis."""
    flat = _joined(_spaced(line))
    flat = [n for i, n in enumerate(flat) if n.kind != "br" or (i and flat[i - 1].kind != "br")]
    while flat and flat[-1].kind == "br":
        flat.pop()
    for i, node in enumerate(flat):
        if node.kind == "text":
            if i == 0 or flat[i - 1].kind == "br":
                node.text = node.text.lstrip(_BLANK)
            if i == len(flat) - 1 or flat[i + 1].kind == "br":
                node.text = node.text.rstrip(_BLANK)
    kept = [n for n in flat if n.kind != "text" or n.text]
    return kept if len(kept) == len(flat) else _tidy(kept)


def _unnested(line: Iterable[Node], kind: str) -> Iterator[Node]:
    for node in line:
        if node.kind == kind != "link":
            yield from _unnested(node.inner, kind)
        else:
            yield node


def _spaced(line: Iterable[Node]) -> Iterator[Node]:
    """Emphasis without spaces at its ends, and none that is empty or inside its own kind."""
    for node in line:
        if node.kind not in ("bold", "italic", "link"):
            yield Node(node.kind, node.inner, node.text, node.more)
            continue
        inner = _joined(_spaced(_unnested(node.inner, node.kind)))
        before = inner and inner[0].kind == "text" and inner[0].text.startswith(" ")
        after = inner and inner[-1].kind == "text" and inner[-1].text.endswith(" ")
        if before:
            inner[0].text = inner[0].text.lstrip(" ")
            yield Node("text", text=" ")
        if after:
            inner[-1].text = inner[-1].text.rstrip(" ")
        inner = [n for n in inner if n.kind != "text" or n.text]
        if node.kind == "bold" and [n.kind for n in inner] == ["italic"]:
            yield Node("italic", [Node("bold", inner[0].inner)])  # as Markdown nests *** ***
        elif inner:
            yield Node(node.kind, inner, node.text, node.more)
        if after:
            yield Node("text", text=" ")


def _joined(line: Iterable[Node]) -> list[Node]:
    """Neighbours of one kind made one, and spaces between them too."""
    found: list[Node] = []
    for node in line:
        last = found[-1] if found else None
        if last and node.kind == last.kind == "text":
            last.text = re.sub(" +", " ", last.text + node.text)
        elif last and node.kind == last.kind and node.kind in ("bold", "italic"):
            last.inner = _joined([*last.inner, *node.inner])
        else:
            found.append(node)
    return found


def shape_of(nodes: list[Node]) -> Any:
    """What readers see, as plain data: equal for HTML that shows the same."""
    return [(n.kind, n.text, n.more, shape_of(n.inner)) for n in nodes]


def without_marks(nodes: list[Node]) -> list[Node]:
    """The blocks without emphasis, links and code."""
    found: list[Node] = []
    for node in nodes:
        if node.kind in ("bold", "italic", "link"):
            found += without_marks(node.inner)
        elif node.kind == "code":
            found.append(Node("text", text=node.text))
        else:
            found.append(Node(node.kind, without_marks(node.inner), node.text, node.more))
    return _joined(found)


def _encoded(href: str) -> str:
    """An address in ASCII, as a browser sends it and as our renderer writes it."""
    with contextlib.suppress(ValueError):  # an address that is none stays as it is
        parts = urlsplit(href)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
        href = urlunsplit(parts._replace(netloc=host))
    return quote(href, safe="!#$%&'()*+,-./:;=?@[]_~")
