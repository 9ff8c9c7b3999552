"""Texts in several languages, as two filters of Moodle mark them.

``<span lang="kk" class="multilang">…</span>`` belongs to Moodle itself,
``{mlang kk}…{mlang}{mlang ru}…{mlang}`` to a plugin that many sites have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizlib.exchange.html_read import parse
from quizlib.exchange.html_text import inner_html
from quizlib.model import LANGUAGES

#: For texts that belong to no language, or to all.
ANY = ""
_OTHER = "other"
_OPENING = re.compile(r"\{\s*mlang\s+([A-Za-z0-9_, -]+?)\s*\}|\{\s*mlang\s*\}", re.IGNORECASE)
#: What people write for a language → its code
_CODES = {"kz": "kk", "kaz": "kk", "rus": "ru", "eng": "en"}


def code(written: str) -> str:
    """A language as we call it: ``en`` for ``en_us``, ``kk`` for ``kz``."""
    short = re.split("[-_]", written.strip().lower())[0]
    return _CODES.get(short, short)


def by_language(html: str) -> tuple[dict[str, str], list[str]]:
    """HTML for each language that its marks name, and languages that are not ours.

    Without marks it stands under ``ANY``.  What stands outside of the marks belongs to each
    language.  Raises :class:`~quizlib.exchange.html_read.TooDeep`.
    """
    if "mlang" in html.lower():
        found, strange = _braces(html)
        if found:
            return found, strange
    if "multilang" in html:
        return _spans(html)
    return {ANY: html}, []


def _braces(html: str) -> tuple[dict[str, str], list[str]]:
    parts = list(_parts(html))
    named = list(dict.fromkeys(name for names, _ in parts for name in names))
    ours = [name for name in LANGUAGES if name in named]
    if _OTHER in named and not ours:
        return {ANY: "".join(text for _, text in parts)}, []
    texts = {
        name: "".join(
            text
            for i, (names, text) in enumerate(parts)
            if not names or name in names or (names == [_OTHER] and not _told(parts, i, name))
        )
        for name in ours
    }
    return texts, [name for name in named if name not in (*LANGUAGES, _OTHER)]


def _told(parts: list[tuple[list[str], str]], at: int, name: str) -> bool:
    """Whether a part beside this one, with nothing between them, is in the language."""
    start = end = at
    while start > 0 and (parts[start - 1][0] or not parts[start - 1][1].strip()):
        start -= 1
    while end < len(parts) - 1 and (parts[end + 1][0] or not parts[end + 1][1].strip()):
        end += 1
    return any(name in names for names, _ in parts[start : end + 1])


def _parts(html: str) -> Iterator[tuple[list[str], str]]:
    """The text piece by piece, each with the languages it is for; none means all."""
    at, names = 0, list[str]()
    for mark in _OPENING.finditer(html):
        if mark.start() > at:
            yield names, html[at : mark.start()]
        names = [code(name) for name in (mark[1] or "").split(",") if name.strip()]
        at = mark.end()
    if at < len(html):
        yield names, html[at:]


def _spans(html: str) -> tuple[dict[str, str], list[str]]:
    marked = [e for e in parse(html).iter("span") if "multilang" in (e.get("class") or "").split()]
    named = list(dict.fromkeys(code(e.get("lang") or "") for e in marked))
    ours = [name for name in LANGUAGES if name in named]
    if not ours:
        return {ANY: html}, named
    texts = {}
    for name in ours:
        root = parse(html)
        for element in list(root.iter("span")):
            if "multilang" in (element.get("class") or "").split():
                if code(element.get("lang") or "") == name:
                    element.drop_tag()
                else:
                    element.drop_tree()
        texts[name] = inner_html(root)
    return texts, [name for name in named if name not in LANGUAGES]
