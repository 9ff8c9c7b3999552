"""Drawn figures stand in the page itself: their text is text, their colours are the page's.

An SVG inside ``<img>`` could not take the page's colours, nor could its words be found or
read aloud.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from lxml import etree
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

logger = logging.getLogger(__name__)

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_UNSEEN = tuple(f"{_SVG}{name}" for name in ("title", "desc", "style"))
#: Where an id of the figure is referred to: url(#a), href="#a", and lists of ids.
_URL = re.compile(r"url\(\s*['\"]?#([\w.-]+)['\"]?\s*\)")
_STYLE_ID = re.compile(r"#([A-Za-z_][\w-]*)(?=[^{}]*\{)")
_SELECTORS = re.compile(r"([^{}]+)\{")
_ID_LISTS = ("aria-labelledby", "aria-describedby")


class FigureError(ValueError):
    """The file is no drawing that can stand in a page."""


def inline_svg(source: bytes, prefix: str, alt: str) -> str:
    """The SVG as markup for an HTML page.

    Its ids get ``prefix`` and its styles hold inside it alone, so that two figures on a page
    cannot clash.  ``alt`` is its name for those who do not see it, unless the drawing names
    itself.
    """
    try:
        parser = etree.XMLParser(remove_comments=True, remove_pis=True, resolve_entities=False)
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        raise FigureError(f"not well-formed: {error.msg}") from None
    if root.tag != f"{_SVG}svg":
        raise FigureError("not an SVG drawing")
    if next(root.iter(f"{_SVG}script"), None) is not None:
        raise FigureError("a drawing may not hold a script")
    known = {str(e.get("id")) for e in root.iter() if e.get("id")}
    for element in root.iter():
        _make_own(element, known, prefix)
    if "viewBox" in root.attrib:
        # The drawing is as wide as the column but never wider than drawn.
        width = str(root.attrib.pop("width", ""))
        root.attrib.pop("height", "")
        if re.fullmatch(r"[\d.]+(px)?", width):
            root.set("style", f"max-width: {width.removesuffix('px')}px")
    if root.get("role") is None:
        root.set("role", "img")
    if not (root.get("aria-labelledby") or root.get("aria-label")):
        root.set("aria-label", alt)
    root.set("id", prefix)
    root.tail = None
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def _make_own(element: Any, known: set[str], prefix: str) -> None:
    def renamed(match: re.Match[str]) -> str:
        name = match[1]
        return match[0].replace(f"#{name}", f"#{prefix}-{name}") if name in known else match[0]

    for name, value in element.attrib.items():
        if name == "id":
            element.set(name, f"{prefix}-{value}")
        elif name in ("href", _XLINK_HREF) and value[1:] in known and value.startswith("#"):
            element.set(name, f"#{prefix}-{value[1:]}")
        elif name in _ID_LISTS:
            parts = (f"{prefix}-{p}" if p in known else p for p in value.split())
            element.set(name, " ".join(parts))
        else:
            element.set(name, _URL.sub(renamed, value))
    if element.tag in _UNSEEN:
        # Sphinx's script marks words that were searched for, and stumbles over what has no place.
        element.set("class", "nohighlight")
    if element.tag == f"{_SVG}style" and element.text:
        style = _STYLE_ID.sub(renamed, _URL.sub(renamed, element.text))
        element.text = _SELECTORS.sub(lambda match: _scoped(match[1], prefix) + "{", style)


def _scoped(selectors: str, prefix: str) -> str:
    """The selectors of a style rule, made to hold inside the figure alone."""
    if selectors.lstrip().startswith("@"):
        return selectors
    return ",".join(f"#{prefix} {selector.strip()}" for selector in selectors.split(","))


class InlineFigures(SphinxPostTransform):
    """Put each ``*.svg`` of a page into the page."""

    default_priority = 5
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Called by Sphinx for each page before it is written."""
        used: dict[str, int] = {}
        for node in list(self.document.findall(nodes.image)):
            uri = str(node["uri"])
            if not uri.endswith(".svg") or "://" in uri:
                continue
            path = Path(self.env.srcdir, uri)
            used[path.stem] = used.get(path.stem, 0) + 1
            again = f"-{used[path.stem]}" if used[path.stem] > 1 else ""
            alt = str(node.get("alt", ""))
            if not alt:
                logger.warning("the figure %s has no text alternative", uri, location=node)
            try:
                svg = inline_svg(path.read_bytes(), f"drawing-{path.stem}{again}", alt)
            except (OSError, FigureError) as error:
                logger.warning("the figure %s cannot be shown: %s", uri, error, location=node)
                continue
            node.replace_self(nodes.raw("", svg, format="html"))
