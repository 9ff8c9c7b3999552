"""Author text to HTML, and nothing but what the author meant.

Author Markdown is CommonMark with raw HTML and images off; everything else is escaped.  Links
with schemes that can run code are refused by markdown-it itself.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
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


# ---- text with blanks

_MARK = re.compile(r"\[\[([^\[\]\n]*)\]\]")


def _gap(state: StateInline, silent: bool) -> bool:
    """``[[name]]`` as a token of its own, for markdown-it."""
    found = _MARK.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("gap", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _field(_: object, tokens: list[Token], at: int, __: object, env: Mapping[str, str]) -> str:
    return env.get(tokens[at].content, "")


_with_gaps = MarkdownIt("commonmark", {"html": False}).disable("image")
_with_gaps.inline.ruler.before("link", "gap", _gap)
_with_gaps.add_render_rule("gap", _field)


@dataclass(frozen=True)
class Gap:
    """A place ``[[name]]`` in a text, with the words of its paragraph around it."""

    name: str
    before: str
    after: str


@cache
def gaps(text: str) -> tuple[Gap, ...]:
    """The places where a field can stand, in order.

    There is none in code or in a link: code is shown as it is written, and a field cannot be
    inside something to click.
    """
    found = []
    possible = set(_outside_links(text))
    for block in _with_gaps.parse(text):
        words = ""
        places: list[tuple[str, int]] = []
        for token in block.children or ():
            if token.type == "gap" and token.content in possible:
                places.append((token.content, len(words)))
            words += "…" if token.type == "gap" else token.content or " " * (token.tag == "br")
        found += [Gap(name, words[:at], words[at + 1 :]) for name, at in places]
    return tuple(found)


def _outside_links(text: str) -> Iterator[str]:
    for block in _markdown.parse(text):
        depth = 0
        for token in block.children or ():
            depth += token.nesting if token.type in ("link_open", "link_close") else 0
            if token.type == "text" and not depth:
                yield from marks(token.content)


def marks(text: str) -> Iterator[str]:
    """The names in all ``[[…]]`` of a text, wherever they stand."""
    return (found[1] for found in _MARK.finditer(text))


def with_fields(text: str, fields: Mapping[str, str]) -> str:
    """Markdown with the HTML of a field in each place named in ``fields``."""
    return str(_with_gaps.render(text, dict(fields))).strip()


@dataclass(frozen=True)
class Page:
    """What markup needs to know of the page it is for."""

    lang: str
    ui: dict[str, str]
    #: ``page#anchor`` of a lesson → address of that paragraph
    link: Callable[[str], str]
