"""Marks of claims and facts in the lessons, and the lists that they lead to.

A lesson vouches for a sentence with a plain link, ``[A67](source.md#a67)``, which JupyterLab
follows as well.  On the site the link becomes a small mark.  The page ``source`` lists the claims
and facts themselves.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

from quizlib.errors import suggest
from quizlib.locale import strings
from quizlib.site import evidence
from quizlib.site.places import beside, course

logger = logging.getLogger(__name__)

SOURCE_PAGE = "source"

Read = Callable[..., dict[str, Any]]
#: kind → first letter of its ids, file, reader
KINDS: dict[str, tuple[str, str, Read]] = {
    "claim": ("A", evidence.CLAIMS, evidence.claims),
    "fact": ("F", evidence.FACTS, evidence.facts),
}
_ID = re.compile(r"[AF][0-9]+")


class Mark(nodes.Inline, nodes.TextElement):
    """A claim's or fact's number that leads to its entry."""


def visit_mark(translator: HTML5Translator, node: Mark) -> None:
    """Open the link of a mark; the translator has no way to give one a name of its own."""
    label = translator.attval(node["label"])
    translator.body.append(
        f'<a class="{node["kind"]}" href="{translator.attval(node["refuri"])}" '
        f'title="{label}" aria-label="{label}">'
    )


def depart_mark(translator: HTML5Translator, node: Mark) -> None:
    """Close the link of a mark."""
    translator.body.append("</a>")


def _entries(app: Sphinx, kind: str) -> dict[str, Any]:
    """The entries of a kind; the page being read depends on their file."""
    _, file, read = KINDS[kind]
    root = course(app)
    app.env.note_dependency(str(root / "course" / file))
    return read(root)


def mark_references(app: Sphinx, doctree: nodes.document) -> None:
    """Turn the links to claims and facts of a page that has just been read into marks."""
    for link in list(doctree.findall(addnodes.pending_xref)):
        name = link.astext()
        target = str(link.get("reftargetid") or "")
        if posixpath.basename(str(link.get("reftarget"))) != SOURCE_PAGE or not _ID.fullmatch(name):
            continue
        kind = next(kind for kind, (letter, _, _) in KINDS.items() if name.startswith(letter))
        if target != name.lower():
            logger.warning(
                "the link %s leads to #%s, not to its own entry", name, target, location=link
            )
        elif _is_known(app, kind, name, link):
            _set_mark(app, kind, name, link)


def _is_known(app: Sphinx, kind: str, name: str, link: addnodes.pending_xref) -> bool:
    try:
        known = _entries(app, kind)
    except evidence.EvidenceError as error:
        logger.warning("%s", error, location=link)
        return False
    if name not in known:
        hint = suggest(name, known).partition("?")
        near = f" {hint[0]}?" if hint[1] else ""
        logger.warning(
            "there is no %s %s in course/%s.%s", kind, name, KINDS[kind][1], near, location=link
        )
        return False
    return True


def _set_mark(app: Sphinx, kind: str, name: str, link: addnodes.pending_xref) -> None:
    parent = link.parent
    place = parent.index(link)
    # No line begins with the first mark after a word: the space before it does not break, but in
    # the narrow cells of a table, which would grow beyond a phone's screen.
    before = parent[place - 1] if place and not isinstance(parent.parent, nodes.entry) else None
    if isinstance(before, nodes.Text) and before.endswith(" ") and before.strip():
        parent.replace(before, nodes.Text(f"{before.rstrip()}\N{NO-BREAK SPACE}"))
    parent.replace(link, _mark(app, kind, name, str(link["reftarget"])))


def mark(app: Sphinx, name: str) -> Mark:
    """The mark of a claim or a fact for the page that is being read."""
    kind = next(kind for kind, (letter, _, _) in KINDS.items() if name.startswith(letter))
    return _mark(app, kind, name, beside(app.env.docname, SOURCE_PAGE))


def _mark(app: Sphinx, kind: str, name: str, page: str) -> Mark:
    here, address = app.env.docname, f"#{name.lower()}"
    if page != here:
        address = app.builder.get_relative_uri(here, page) + address
    label = strings(app.config.language)[kind].format(id=name)
    return Mark(name, name, kind=kind, refuri=address, label=label)


def entry_list(app: Sphinx, kind: str) -> list[nodes.Element]:
    """All entries of a kind, each with an anchor."""
    language = app.config.language
    ui = strings(language)
    box = nodes.container(classes=["entries"])
    for name, entry in _entries(app, kind).items():
        item = nodes.container(classes=["entry"], ids=[name.lower()], title=name)
        text = nodes.paragraph()
        text += nodes.strong(name, name, classes=["entry-id"])
        text += nodes.Text(f" {entry.text.in_(language)}")
        item += text
        item += _DETAILS[kind](entry, language, ui)
        box += item
    return [box]


def _claim_details(entry: evidence.Claim, language: str, ui: dict[str, Any]) -> list[nodes.Node]:
    """What is doubtful in a claim."""
    if entry.doubt is None:
        return []
    line = nodes.paragraph(classes=["entry-doubt"])
    line += nodes.strong("", f"{ui['doubt']}: ")
    line += nodes.Text(entry.doubt.in_(language))
    return [line]


def _fact_details(entry: evidence.Fact, language: str, ui: dict[str, Any]) -> list[nodes.Node]:
    """Standing, note and sources of a fact."""
    standing = nodes.paragraph(
        "", ui[f"standing_{entry.standing}"], classes=["entry-standing", entry.standing]
    )
    found: list[nodes.Node] = [standing]
    if entry.note is not None:
        found.append(nodes.paragraph("", entry.note.in_(language), classes=["entry-note"]))
    sources = nodes.bullet_list(classes=["entry-sources"])
    for source in entry.sources:
        line = nodes.paragraph()
        line += nodes.strong("", f"{ui['source_label']}: ")
        line += nodes.reference("", source.title.in_(language), refuri=source.url)
        line += day_of(source)
        sources += nodes.list_item("", line)
    found.append(sources)
    return found


def day_of(source: evidence.Source) -> list[nodes.Node]:
    """The date of a source, behind a comma."""
    if source.date is None:
        return []
    day = source.date.isoformat()
    return [nodes.raw("", f', <time datetime="{day}">{day}</time>', format="html")]


_DETAILS: dict[str, Callable[..., list[nodes.Node]]] = {
    "claim": _claim_details,
    "fact": _fact_details,
}


def setup(app: Sphinx) -> None:
    """Make the marks known."""
    app.add_node(Mark, html=(visit_mark, depart_mark))
