"""Anchors belong to their pages: each lesson has a case, a summary and something to take to work.

Sphinx takes the anchors that an author sets for labels of the whole project, warns of two alike,
and lets a link lead to the last of them.  Here an anchor is such a label while one page has it; of
more, ``page#anchor`` names one.  MyST looks for that in a list of its own, which by itself has the
headings' automatic anchors alone.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment

#: Sphinx's two tables of labels: for links that bring their words, and for those that do not.
_TABLES = ("anonlabels", "labels")
#: Where the metadata of a page keep its own.
_OWN = "own_labels"


class PageAnchors(StandardDomain):
    """Sphinx's labels, kept page by page."""

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Called by Sphinx for each page that has been read."""
        of_all = {name: self.data[name] for name in _TABLES}
        own: dict[str, dict[str, Any]] = {name: {} for name in _TABLES}
        self.data.update(own)
        super().process_doc(env, docname, document)
        self.data.update(of_all)
        env.metadata[docname][_OWN] = own


def join(app: Sphinx, env: BuildEnvironment) -> None:
    """Make labels of the anchors that one page has.  Handler of ``env-updated``."""
    domain = env.get_domain("std")
    for table in _TABLES:
        found: dict[str, list[Any]] = {}
        for page in sorted(env.found_docs):
            for name, place in env.metadata[page].get(_OWN, {}).get(table, {}).items():
                found.setdefault(name, []).append(place)
        single = {name: places[0] for name, places in found.items() if len(places) == 1}
        domain.data[table] = domain.initial_data[table] | single


def tell(app: Sphinx, doctree: nodes.document) -> None:
    """Let links from other pages reach every anchor of a page that has just been read."""
    slugs = app.env.metadata[app.env.docname].setdefault("myst_slugs", {})
    for name, node in doctree.ids.items():
        title = node.next_node(nodes.title) if isinstance(node, nodes.section) else None
        slugs[name] = (node.line, name, title.astext() if title else name)
    for entry in doctree.findall(nodes.container):
        if "entry" in entry["classes"]:
            name = entry["ids"][0]
            slugs[name] = (entry.line, name, str(entry["title"]))


def setup(app: Sphinx) -> None:
    """Take the place of Sphinx's own labels."""
    app.add_domain(PageAnchors, override=True)
    app.connect("env-updated", join)
