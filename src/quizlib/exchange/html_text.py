"""HTML of learning systems to our Markdown.

What comes out is held against the HTML: our own renderer must show the same.  So asterisks,
brackets and the like are escaped only where they would otherwise become markup.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable
from typing import Any

from lxml import etree

from quizlib import markup
from quizlib.exchange.html_read import SPACES, Node, blocks_of, parse, shape_of, without_marks

#: Nothing here can become markup, whatever stands around it.
_HARMLESS = re.compile(r"[^\W\d_][^\\`*_\[\]<>&~$]*")
_SPECIAL = re.compile(r"[\\`*_\[\]]|<(?=[A-Za-z/!?])|&(?=[A-Za-z#])|~(?=~)")
_LINE_START = re.compile(r"(#{1,6}(?=\s|$)|>|[-+=](?=[-+=\s]|$)|\d{1,9}(?=[.)](?:\s|$)))")


def markdown(html: str, *, inline: bool = False) -> tuple[str, list[str]]:
    """Our Markdown for some HTML, and what of it cannot be carried.

    ``inline`` is for places that show neither lists nor headings, such as an option.  Raises
    TooDeep.
    """
    if _HARMLESS.fullmatch(html):
        return SPACES.sub(" ", html).strip(" "), []
    losses: list[str] = []
    blocks = blocks_of(html, losses, inline=inline)
    wanted = shape_of(blocks)
    for escape in (_as_it_is, _escaped):
        text = _write(blocks, escape, inline=inline)
        if wanted == shape_of(blocks_of(_rendered(text, inline), [], inline=inline)):
            return text, losses
    return _write(without_marks(blocks), _escaped, inline=inline), [*losses, "formatting"]


def from_plain(text: str, *, inline: bool = True) -> str:
    """Our Markdown that shows ``text`` as it stands; empty lines part paragraphs."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return markdown("".join(f"<p>{entities.escape(p)}</p>" for p in paragraphs), inline=inline)[0]


def to_plain(text: str) -> tuple[str, bool]:
    """What readers see of inline Markdown, and whether that is all there is to it."""
    root = parse(markup.inline(text))
    seen = " ".join("".join(root.itertext()).split())
    return seen, len(root) == 0


def shape(html: str, *, inline: bool = False) -> Any:
    """What readers see, as plain data: equal for HTML that shows the same."""
    return shape_of(blocks_of(html, [], inline=inline))


def pieces(html: str) -> tuple[str, dict[str, list[str]]]:
    """HTML without the parts that quizlib has marked by a class, and those: class → their HTML.

    A marked list gives the HTML of its entries; of an entry that holds a marked reason only that.
    Raises TooDeep.
    """
    if "quizlib-" not in html:
        return html, {}
    root = parse(html)
    found: dict[str, list[str]] = {}
    for element in list(root):
        name = element.get("class") or ""
        if not name.startswith("quizlib-"):
            continue
        if element.tag in ("ul", "ol"):
            entries = [next(iter(e.iter("div")), e) for e in element if e.tag == "li"]
            found.setdefault(name, []).extend(inner_html(e) for e in entries)
        else:
            found.setdefault(name, []).append(inner_html(element))
        element.drop_tree()
    return inner_html(root), found


def inner_html(element: Any) -> str:
    """The HTML inside an element."""
    start = entities.escape(element.text or "", quote=False)
    inner = (etree.tostring(e, encoding="unicode", method="html") for e in element)
    return (start + "".join(inner)).strip()


def _rendered(text: str, inline: bool) -> str:
    # Not the cached functions: an imported text is rendered once, or it stays for good.
    return (markup.inline if inline else markup.blocks).__wrapped__(text)


# ---- blocks to Markdown

_Escape = Callable[[str, bool], str]


def _as_it_is(text: str, at_start: bool) -> str:
    return text


def _escaped(text: str, at_start: bool) -> str:
    safe = _SPECIAL.sub(r"\\\g<0>", text)
    if at_start and (found := _LINE_START.match(safe)):
        cut = found.end() if found[0].isdigit() else 0
        safe = f"{safe[:cut]}\\{safe[cut:]}"
    return safe


def _write(blocks: list[Node], escape: _Escape, *, inline: bool) -> str:
    if inline:
        return "".join(_line(block.inner, escape, "\n\n", False) for block in blocks)
    return "\n".join(_lines(blocks, escape))


def _lines(blocks: list[Node], escape: _Escape, *, tight: bool = False) -> list[str]:
    """The lines of some blocks, with an empty one between two of them."""
    lines: list[str] = []
    mark, before = "-", ""
    for block in blocks:
        if lines and not tight:
            lines.append("")
        mark = "*" if block.kind == before == "ul" and mark == "-" else "-"
        before = block.kind
        lines += _block(block, escape, mark)
    return lines


def _block(block: Node, escape: _Escape, mark: str) -> list[str]:
    if block.kind == "p":
        return _line(block.inner, escape, "\\\n", True).split("\n")
    if block.kind == "heading":
        return [f"{'#' * int(block.more)} {_line(block.inner, escape, ' ', False)}"]
    if block.kind == "hr":
        return ["***"]
    if block.kind == "pre":
        fence = "`" * max(3, 1 + max((len(r) for r in re.findall("`+", block.text)), default=0))
        return [fence + block.more, *block.text.split("\n"), fence]
    if block.kind == "quote":
        return [f"> {line}".rstrip() for line in _lines(block.inner, escape)]
    tight = all([n.kind for n in e.inner] in (["p"], ["p", "ul"], ["p", "ol"]) for e in block.inner)
    lines: list[str] = []
    for n, entry in enumerate(block.inner):
        start = f"{int(block.more) + n}. " if block.kind == "ol" else f"{mark} "
        first, *others = _lines(entry.inner, escape, tight=tight)
        lines += [""] if lines and not tight else []
        lines += [start + first, *(" " * len(start) + line if line else "" for line in others)]
    return lines


def _line(line: list[Node], escape: _Escape, newline: str, start: bool) -> str:
    done = ""
    for node in line:
        at_start = start and (not done or done.endswith("\n"))
        inner = (
            "" if node.kind in ("text", "code") else _line(node.inner, escape, newline, at_start)
        )
        if node.kind == "text":
            done += escape(node.text, at_start)
        elif node.kind == "br":
            done += newline
        elif node.kind == "code":
            fence = "`" * (1 + max((len(r) for r in re.findall("`+", node.text)), default=0))
            space = " " if node.text.startswith("`") or node.text.endswith("`") else ""
            done += f"{fence}{space}{node.text}{space}{fence}"
        elif node.kind == "link":
            done += f"[{inner}]({_address(node.text)}{_title(node.more)})"
        else:
            mark = "**" if node.kind == "bold" else "*"
            done += f"{mark}{inner}{mark}"
    return done


def _address(href: str) -> str:
    if re.fullmatch(r"[^\s()<>\\\x00-\x20]+", href):
        return href
    return "<" + re.sub(r"[<>\\\s]", lambda m: f"%{ord(m[0]):02X}", href) + ">"


def _title(title: str) -> str:
    quoted = re.sub(r'(["\\])', r"\\\1", " ".join(title.split()))
    return f' "{quoted}"' if title else ""
