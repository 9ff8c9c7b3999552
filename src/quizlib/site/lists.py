"""Lists that are made from the course's data, in the place of the boxes that ask for them.

In JupyterLab, which knows no directive of ours, these boxes say where the lists are.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from quizlib.site import literature, references, terms
from quizlib.site.coursefile import EvidenceError

logger = logging.getLogger(__name__)

#: class of a box → what makes the list that takes its place
LISTS: dict[str, Callable[[Sphinx], list[nodes.Element]]] = {
    "claims-list": partial(references.entry_list, kind="claim"),
    "facts-list": partial(references.entry_list, kind="fact"),
    "glossary-list": terms.entry_list,
    "references-list": literature.lists,
}


def fill(app: Sphinx, doctree: nodes.document) -> None:
    """Put the lists of a page that has just been read in the place of their boxes."""
    for box in list(doctree.findall(nodes.admonition)):
        make = next((LISTS[c] for c in box["classes"] if c in LISTS), None)
        if make is None:
            continue
        try:
            box.parent.replace(box, make(app))
        except EvidenceError as error:
            logger.warning("%s", error, location=box)
