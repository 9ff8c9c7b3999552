"""Stubs to questions: what a notebook stores of a quiz is filled in from the bank at build.

Each page notes the bank as something it depends on, so a change of a word in the YAML rebuilds
the pages that show the bank, and no notebook changes.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError
from sphinx.util import logging

from quizlib import locale, stub
from quizlib.errors import BankError
from quizlib.load import FOLDER, find_course, load
from quizlib.modes import settings
from quizlib.render import quiz_html, select
from quizlib.site import outline
from quizlib.site.places import beside

logger = logging.getLogger(__name__)

#: What pages need that show a quiz, and only they.
STATIC = Path(locale.__file__).parents[1] / "static"
STYLE = "quiz.css"
#: The page where a learner practises one objective, if the book has it.
REVIEW_PAGE = "review"
_BLOCK_END = re.compile(r"</(?:p|li|div|legend|label|summary|button)>")


def script(language: str) -> str:
    """The script that makes the quizzes of an edition live; it speaks that language alone."""
    return f"page.{language}.js"


class QuizError(SphinxError):
    """A page asks for a quiz that cannot be made; the text is for the author of the bank."""

    category = "Quiz error"


def expand(app: Sphinx, doctree: nodes.document) -> None:
    """Replace every stub of a page that has just been read by its questions."""
    env = app.env
    for node in doctree.findall(nodes.raw):
        if "html" not in node.get("format", "").split():
            continue
        found = stub.parse(node.astext())
        if found is not None:
            node.children.clear()
            text = _quiz(app, env, found)
            node.rawsource = text
            node += nodes.Text(text)


def _quiz(app: Sphinx, env: BuildEnvironment, found: stub.Stub) -> str:
    language = app.config.language
    try:
        course = find_course(Path(app.srcdir))
        for file in (
            course / FOLDER / f"{found.bank}.yml",
            Path(locale.__file__).with_name(f"{language}.json"),
        ):
            env.note_dependency(str(file))
        if found.lang != language:
            raise QuizError(
                f"{env.docname}: a quiz of {found.bank} asks for the language {found.lang!r}, "
                f"but this is the edition {language!r}"
            )
        bank = load(found.bank, course)
        review = beside(env.docname, REVIEW_PAGE)
        text = quiz_html(
            bank,
            found,
            link=lambda target: address(app, target),
            review=app.builder.get_relative_uri(env.docname, review)
            if bank.head.review and review in env.found_docs
            else "",
        )
        if settings(bank, found).mode == "exam":  # which shows what it has drawn alone
            outline.note(env, bank.name)
        else:
            names = env.metadata[env.docname].setdefault("quiz_questions", [])
            names.extend(question.id for question in select(bank, found))
    except BankError as error:
        raise QuizError(f"{env.docname}: {error}") from None
    # Sphinx's search takes tags out and puts nothing in their place: words must not run together.
    return _BLOCK_END.sub(r"\g<0>\n", text)


def address(app: Sphinx, target: str) -> str:
    """The address of ``page#anchor`` from the page being read; both are checked later on."""
    page, _, anchor = target.partition("#")
    env = app.env
    docname = beside(env.docname, page)
    _targets(env, env.docname).add((docname, anchor))
    if docname == env.docname:
        return f"#{anchor}"
    return f"{app.builder.get_relative_uri(env.docname, docname)}#{anchor}"


def _targets(env: BuildEnvironment, docname: str) -> set[tuple[str, str]]:
    """The paragraphs, as (page, anchor), that the questions of a page refer to."""
    metadata: dict[str, Any] = env.metadata[docname]
    targets: set[tuple[str, str]] = metadata.setdefault("quiz_targets", set())
    return targets


def pages_of_questions(env: BuildEnvironment) -> dict[str, list[str]]:
    """Question → the pages that show it."""
    found: dict[str, list[str]] = {}
    for docname in sorted(env.found_docs):
        for name in env.metadata[docname].get("quiz_questions", []):
            found.setdefault(name, []).append(docname)
    return found


def check_targets(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of each paragraph that a question refers to and no page has."""
    anchors: dict[str, set[str]] = {}
    for page, anchor in sorted(set().union(*(_targets(env, name) for name in env.found_docs))):
        if page not in env.found_docs:
            logger.warning("a question refers to the page %s, which is missing", page)
            continue
        if page not in anchors:
            anchors[page] = set(env.get_doctree(page).ids)
        if anchor not in anchors[page]:
            logger.warning(
                "a question refers to the paragraph #%s, which this page does not have",
                anchor,
                location=page,
            )


def add_assets(app: Sphinx, body: str) -> None:
    """Script and styles of quizzes, on a page that shows one or has a view of the learner's."""
    if re.search(r'class="qz[ "]', body):
        app.add_js_file(script(app.config.language))
        app.add_css_file(STYLE)
