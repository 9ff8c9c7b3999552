"""What the result of an exam names: its objectives in words, and the paragraphs to read again.

A page with an exam carries them as data, because only the site knows the objectives' texts and the
headings of other pages.  ``js/modes/outline.js`` reads them; where there are none, as in
JupyterLab, the result names the objectives by their numbers.
"""

from __future__ import annotations

import json
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from quizlib.load import load
from quizlib.site import evidence
from quizlib.site.places import beside, course

logger = logging.getLogger(__name__)

#: where the metadata of a page say which banks it examines
_EXAMS_OF = "quiz_exams"


def note(env: BuildEnvironment, bank: str) -> None:
    """The page being read holds an exam of this bank."""
    env.metadata[env.docname].setdefault(_EXAMS_OF, []).append(bank)
    env.note_dependency(str(course(env.app) / "course" / evidence.OBJECTIVES))


def pages_to_write(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages with an exam, once a heading that they name has changed."""
    data = {
        page: _data(app, page)
        for page in sorted(env.found_docs)
        if env.metadata[page].get(_EXAMS_OF)
    }
    written: dict[str, Any] = getattr(env, "course_outlines", {})
    env.course_outlines = data  # type: ignore[attr-defined]
    return [page for page in data if data[page] != written.get(page)]


def add_to_page(app: Sphinx, pagename: str, context: dict[str, Any]) -> None:
    """The data, on a page with an exam."""
    if not app.env.metadata[pagename].get(_EXAMS_OF):
        return
    text = json.dumps(_data(app, pagename), ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c")
    body = str(context.get("body", ""))
    context["body"] = f'{body}<script type="application/json" class="qz-outline">{text}</script>'


def _data(app: Sphinx, docname: str) -> dict[str, Any]:
    """Objective → its text; question → address and name of the paragraph to read again."""
    env, language, root = app.env, app.config.language, course(app)
    questions = [q for name in env.metadata[docname][_EXAMS_OF] for q in load(name, root).questions]
    asked = {question.objective for question in questions}
    headings: dict[str, dict[str, str]] = {}
    paragraphs = {}
    for question in questions:
        page, _, anchor = (question.see or "").partition("#")
        target = beside(docname, page)
        if target not in env.found_docs:  # told by quizzes.check_targets
            continue
        if target not in headings:
            headings[target] = _headings(env.get_doctree(target))
        title = env.titles[target].astext()
        heading = headings[target].get(anchor, "")
        paragraphs[question.id] = {
            "href": f"{app.builder.get_relative_uri(docname, target)}#{anchor}",
            "text": f"{title} — {heading}" if heading else title,
        }
    return {
        "objectives": {
            name: objective.text.in_(language)
            for name, objective in evidence.objectives(root).items()
            if name in asked
        },
        "paragraphs": paragraphs,
    }


def _headings(doctree: nodes.document) -> dict[str, str]:
    """Anchor → heading of the section that has it."""
    return {
        anchor: section[0].astext()
        for section in doctree.findall(nodes.section)
        for anchor in section["ids"]
    }
