"""The learner's own pages: progress, review, statement, and what this browser keeps.

A page asks for a view with a box of one of the classes in ``VIEWS``; in JupyterLab, which knows
no directive of ours, these boxes say where the view is.  On the site the view takes the place of
the box.  ``js/learner.js`` draws it from what the browser keeps and from what stands here of the
course: lessons, objectives and questions, without their texts.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from quizlib import locale
from quizlib.load import FOLDER, bank_files, load
from quizlib.locale import learner_strings
from quizlib.markup import escape
from quizlib.model import Bank
from quizlib.render import identity
from quizlib.site import config, evidence, fragments, quizzes
from quizlib.site.places import beside, course

logger = logging.getLogger(__name__)

#: class of a box → name of the view that takes its place
VIEWS = {
    "progress-view": "progress",
    "progress-file-view": "file",
    "statement-view": "statement",
    "review-view": "review",
    "kept-view": "kept",
}
#: Views that lead to the lessons where there is no script.
LEADING = ("progress", "review")
SCRIPT, STYLE = "learner.js", "learner.css"
_MARK = 'class="qz qz-view"'
#: where the metadata of a page say which views it has
_VIEWS_OF = "learner_views"


def fill(app: Sphinx, doctree: nodes.document) -> None:
    """Put the views of a page that has just been read in the place of their boxes."""
    env = app.env
    for box in list(doctree.findall(nodes.admonition)):
        name = next((VIEWS[c] for c in box["classes"] if c in VIEWS), None)
        if name is None:
            continue
        try:
            _depend(app)
            env.metadata[env.docname].setdefault(_VIEWS_OF, []).append(name)
            if name == "review":
                fragments.draw(app, _banks(app))
            view = _view(app, name)
        except evidence.EvidenceError as error:
            logger.warning("%s", error, location=box)
            continue
        index = box.parent.index(box)
        box.parent[index : index + 1] = view


def _depend(app: Sphinx) -> None:
    """The page being read is read anew when any of this has changed."""
    root = course(app)
    strings = Path(locale.__file__).parent
    files = [root / "course" / evidence.OBJECTIVES, *bank_files(root / FOLDER)]
    files += [strings / f"{app.config.language}.json"]
    files += [strings / "learner" / f"{app.config.language}.json"]
    for file in files:
        app.env.note_dependency(str(file))


def _view(app: Sphinx, name: str) -> list[nodes.Node]:
    """The view as it stands before the script runs, or without one."""
    ui = learner_strings(app.config.language)
    found: list[nodes.Node] = [
        nodes.raw(
            "",
            f'<div {_MARK} id="{name}-view" data-view="{name}">'
            f'<p class="qz-needs-script">{escape(ui["needs_script"])}</p>',
            format="html",
        )
    ]
    if name in LEADING:
        entries = nodes.bullet_list(classes=["qz-lessons"])
        for page in _lessons(app):
            target = f"/{beside(app.env.docname, page)}"
            link = addnodes.pending_xref(
                "",
                nodes.inline(),
                refdomain="std",
                reftype="doc",
                refdoc=app.env.docname,
                reftarget=target,
                refexplicit=False,
                refwarn=True,
            )
            entries += nodes.list_item("", nodes.paragraph("", "", link))
        found.append(entries)
    found.append(nodes.raw("", "</div>", format="html"))
    return found


def outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """The pages with a view, once there are other banks: pages depend on files that there were.

    Handler of ``env-get-outdated``.
    """
    banks = [file.name for file in bank_files(course(app) / FOLDER)]
    known = getattr(env, "course_banks", [])
    env.course_banks = banks  # type: ignore[attr-defined]
    return [] if banks == known else _with_views(env)


def _with_views(env: BuildEnvironment) -> list[str]:
    return [page for page in sorted(env.found_docs) if env.metadata[page].get(_VIEWS_OF)]


def pages_to_write(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages with a view, once what they say of other pages has changed."""
    data = {page: _course_data(app, page) for page in _with_views(env)}
    written: dict[str, Any] = getattr(env, "course_learner", {})
    env.course_learner = data  # type: ignore[attr-defined]
    return [page for page in data if data[page] != written.get(page)]


def add_to_page(app: Sphinx, pagename: str, context: dict[str, Any]) -> None:
    """Data, script and styles, on a page with a view; those of quizzes are there already."""
    body = str(context.get("body", ""))
    if _MARK not in body:
        return
    data = _course_data(app, pagename)
    if "review" in app.env.metadata[pagename][_VIEWS_OF]:
        data["fragments"] = fragments.write(app, pagename)
    data["strings"] = learner_strings(app.config.language)
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    context["body"] = f'{body}<script type="application/json" class="qz-course">{text}</script>'
    app.add_js_file(SCRIPT)
    app.add_css_file(STYLE)


def _banks(app: Sphinx) -> list[Bank]:
    """The banks that this edition has, in the order of their names."""
    root = course(app)
    found = [load(file.stem, root) for file in bank_files(root / FOLDER)]
    return [bank for bank in found if app.config.language in bank.head.languages]


def _lessons(app: Sphinx) -> list[str]:
    """The pages that objectives and banks name, in reading order."""
    root = course(app)
    named = {objective.lesson for objective in evidence.objectives(root).values()}
    named |= {bank.head.lesson for bank in _banks(app) if fragments.for_review(bank)}
    return [page for page in config.pages(root) if page in named]


def _course_data(app: Sphinx, docname: str) -> dict[str, Any]:
    """What the script must know of the course, seen from a page."""
    env, language = app.env, app.config.language
    objectives = evidence.objectives(course(app))

    def address(page: str, anchor: str = "") -> str:
        target = beside(docname, page)
        mark = f"#{anchor}" if anchor else ""
        if target == docname:
            return mark
        return str(app.builder.get_relative_uri(docname, target)) + mark

    shown = quizzes.pages_of_questions(env)
    items = []
    for bank in _banks(app):
        if not fragments.for_review(bank):
            continue
        for question in bank.questions:
            of = objectives.get(question.objective)
            item = identity(question) | {
                "bank": bank.name,
                "objective": question.objective,
                "lesson": of.lesson if of else bank.head.lesson,
            }
            pages = shown.get(question.id, ())
            if pages:
                here = beside(docname, bank.head.lesson)
                page = here if here in pages else pages[0]
                item["href"] = f"{app.builder.get_relative_uri(docname, page)}#{question.id}"
            items.append(item)
    return {
        "lang": language,
        "course": str(app.config.html_title),
        "lessons": [
            {
                "page": page,
                "title": env.titles[beside(docname, page)].astext(),
                "href": address(page),
            }
            for page in _lessons(app)
        ],
        "objectives": [
            {"id": name, "lesson": objective.lesson, "text": objective.text.in_(language)}
            for name, objective in objectives.items()
        ],
        "items": items,
        "exams": [
            {
                "bank": bank.name,
                "title": bank.head.title[language],
                "href": address(bank.head.lesson),
            }
            for bank in _banks(app)
            if fragments.is_exam(bank) and beside(docname, bank.head.lesson) in env.found_docs
        ],
        "views": {
            name: app.builder.get_relative_uri(docname, page)
            for page in sorted(env.found_docs)
            for name in env.metadata[page].get(_VIEWS_OF, [])
        },
    }
