"""Author text to HTML, and nothing but what the author meant.

Author Markdown is CommonMark with raw HTML and images off; everything else is escaped.  Links
with schemes that can run code are refused by markdown-it itself.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

_markdown = MarkdownIt("commonmark", {"html": False}).disable("image")


def escape(text: str) -> str:
    """``text`` for an element's content or a quoted attribute."""
    return html.escape(text, quote=True)


@cache
def blocks(text: str) -> str:
    """Markdown as paragraphs, lists and the like."""
    return str(_markdown.render(text)).strip()


@cache
def inline(text: str) -> str:
    """Markdown for places where only phrasing content may stand.

    Nothing is a list or heading here: an option "1991." is that year and no numbered entry.
    """
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "<br>".join(str(_markdown.renderInline(words)) for words in paragraphs)


@cache
def stem(text: str) -> tuple[str, str]:
    """A prompt as (situation, question): its last paragraph is the question asked.

    Only phrasing content may stand in a legend, so the rest goes before the group of controls.
    """
    tokens = _markdown.parse(text)
    last = max(
        (i for i, t in enumerate(tokens) if t.type == "paragraph_open" and t.level == 0),
        default=None,
    )
    if last is None:
        return "", inline(text)
    situation = tokens[:last] + tokens[last + 3 :]
    return _render(situation).strip(), _render(tokens[last + 1 : last + 2])


def _render(tokens: list[Token]) -> str:
    return str(_markdown.renderer.render(tokens, _markdown.options, {}))


@dataclass(frozen=True)
class Page:
    """What markup needs to know of the page it is for."""

    lang: str
    ui: dict[str, str]
    #: ``page#anchor`` of a lesson → address of that paragraph
    link: Callable[[str], str]
