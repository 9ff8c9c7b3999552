"""The form of a lesson, its section ``take-to-work``, as a Word file beside the lesson's page."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from quizlib.locale import strings
from quizlib.site.worddoc import Labels, word_document

ANCHOR, FOLDER = "take-to-work", "forms"
#: Class of the paragraph with the link, which the file itself does not need.
LINK = "form-download"
#: Where the metadata of a page say that it has a form.
_HAS_FORM = "form"


def offer(app: Sphinx, doctree: nodes.document) -> None:
    """Put the link to the file below the box of a page that has just been read."""
    section = _section(doctree)
    if section is None:
        return
    words = strings(app.config.language)["form_download"]
    file = _file(app, posixpath.basename(app.env.docname))
    link = nodes.reference(words, words, refuri=file, internal=True)
    boxes = [child for child in section.children if isinstance(child, nodes.admonition)]
    place = section.index(boxes[0]) + 1 if boxes else 1
    section.insert(place, nodes.paragraph("", "", link, classes=[LINK]))
    app.env.metadata[app.env.docname][_HAS_FORM] = True


def write(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Write the file of a page that is being written.  Handler of ``html-page-context``."""
    section = _section(doctree) if doctree is not None else None
    if section is None:
        return
    labels = Labels(
        title=app.env.titles[pagename].astext(),
        course=str(app.config.html_title),
        licence=str(app.config.copyright),
        language=app.config.language,
    )
    target = Path(app.outdir, _file(app, pagename))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(word_document(section, labels, LINK))


def drop_stale(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Remove the files of pages that have no form any more.

    Handler of ``html-collect-pages``; there are no pages to add.
    """
    wanted = {
        Path(app.outdir, _file(app, page))
        for page in app.env.found_docs
        if app.env.metadata[page].get(_HAS_FORM)
    }
    for file in Path(app.outdir).rglob(f"{FOLDER}/*.docx"):
        if file not in wanted:
            file.unlink()
    return []


def _section(doctree: nodes.document) -> nodes.section | None:
    return next((s for s in doctree.findall(nodes.section) if ANCHOR in s["ids"]), None)


def _file(app: Sphinx, page: str) -> str:
    """The file of a page, as seen from where the page's own address is seen from."""
    folder, name = posixpath.split(page)
    return posixpath.join(folder, FOLDER, f"{name}.{app.config.language}.docx")
