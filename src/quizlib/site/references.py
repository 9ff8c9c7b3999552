"""Marks of claims and facts in the lessons, and the lists that they lead to.

A lesson vouches for a sentence with a plain link, ``[A67](source.md#a67)``, which JupyterLab
follows as well.  On the site the link becomes a small mark.  The page ``source`` lists what
``course/*.yml`` holds, through the directives ``{claims}`` and ``{facts}``.
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
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from quizlib.errors import suggest
from quizlib.locale import strings
from quizlib.site import evidence
from quizlib.site.places import course

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
    here, page = app.env.docname, str(link["reftarget"])
    address = f"#{name.lower()}"
    if page != here:
        address = app.builder.get_relative_uri(here, page) + address
    label = strings(app.config.language)[kind].format(id=name)
    parent = link.parent
    place = parent.index(link)
    # No line begins with the first mark after a word: the space before it does not break.
    before = parent[place - 1] if place else None
    if isinstance(before, nodes.Text) and before.endswith(" ") and before.strip():
        parent.replace(before, nodes.Text(f"{before.rstrip()}\N{NO-BREAK SPACE}"))
    parent.replace(link, Mark(name, name, kind=kind, refuri=address, label=label))


def name_entries(app: Sphinx, doctree: nodes.document) -> None:
    """Let ordinary links reach an entry too; MyST looks for anchors in a list of its own."""
    slugs = app.env.metadata[app.env.docname].setdefault("myst_slugs", {})
    for entry in doctree.findall(nodes.container):
        if "entry" in entry["classes"]:
            name = entry["ids"][0]
            slugs[name] = (entry.line, name, name.upper())


class EntryList(SphinxDirective):
    """All entries of a kind, each with an anchor; subclasses say what an entry holds."""

    kind: str

    def run(self) -> list[nodes.Node]:
        """Called by Sphinx where the directive stands."""
        try:
            entries = _entries(self.env.app, self.kind)
        except evidence.EvidenceError as error:
            return [self.state.document.reporter.error(str(error), line=self.lineno)]
        self.language = self.config.language
        self.ui = strings(self.language)
        box = nodes.container(classes=["entries"])
        for name, entry in entries.items():
            item = nodes.container(classes=["entry"], ids=[name.lower()])
            text = nodes.paragraph()
            text += nodes.strong(name, name, classes=["entry-id"])
            text += nodes.Text(f" {entry.text.in_(self.language)}")
            item += text
            item += self.details(entry)
            box += item
        return [box]

    def details(self, entry: Any) -> list[nodes.Node]:
        """What follows the text of an entry."""
        raise NotImplementedError

    def labelled(self, label: str, text: str, style: str) -> nodes.paragraph:
        """A line that begins with a label."""
        line = nodes.paragraph(classes=[style])
        line += nodes.strong("", f"{label}: ")
        line += nodes.Text(text)
        return line


class Claims(EntryList):
    """``{claims}``: the claims of the article, with what is doubtful in them."""

    kind = "claim"

    def details(self, entry: evidence.Claim) -> list[nodes.Node]:
        """What is doubtful in the claim."""
        if entry.doubt is None:
            return []
        return [self.labelled(self.ui["doubt"], entry.doubt.in_(self.language), "entry-doubt")]


class Facts(EntryList):
    """``{facts}``: later facts, with standing, note and sources."""

    kind = "fact"

    def details(self, entry: evidence.Fact) -> list[nodes.Node]:
        """How far the fact could be checked, and where it was read."""
        standing = nodes.paragraph(
            "", self.ui[f"standing_{entry.standing}"], classes=["entry-standing", entry.standing]
        )
        found: list[nodes.Node] = [standing]
        if entry.note is not None:
            note = nodes.paragraph("", entry.note.in_(self.language), classes=["entry-note"])
            found.append(note)
        sources = nodes.bullet_list(classes=["entry-sources"])
        for source in entry.sources:
            line = nodes.paragraph()
            line += nodes.strong("", f"{self.ui['source_label']}: ")
            title = source.title.in_(self.language)
            line += nodes.reference("", title, refuri=source.url)
            if source.date is not None:
                day = source.date.isoformat()
                line += nodes.raw("", f', <time datetime="{day}">{day}</time>', format="html")
            sources += nodes.list_item("", line)
        found.append(sources)
        return found


def setup(app: Sphinx) -> None:
    """Make the directives known."""
    app.add_node(Mark, html=(visit_mark, depart_mark))
    app.add_directive("claims", Claims)
    app.add_directive("facts", Facts)
