"""The Sphinx extension of the course; ``_config.yml`` lists it first.

It stands before the theme in that list, so that its catalogs win over the theme's.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from docutils import nodes
from myst_nb.sphinx_ext import add_global_html_resources  # type: ignore[import-untyped]
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

import quizlib
from quizlib.site import (
    anchors,
    catalogs,
    coverage_page,
    deadline_box,
    figures,
    forms,
    learner,
    lists,
    outline,
    pages,
    quizzes,
    references,
    tables,
    templates,
    terms,
)
from quizlib.site.kazakh import SearchKazakh
from quizlib.site.places import ASSETS, TEMPLATES, course

#: Earlier than the theme's own handlers, which drop templates that have nothing to show.
BEFORE_THEME = 100


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.add_config_value("course_site_url", "", "html", str)
    app.add_config_value("course_editions", [], "html", list)
    app.add_config_value("course_fingerprint", "", "env", str)
    catalogs.install(app, course(app) / "i18n" / "locale")
    references.setup(app)
    coverage_page.setup(app)
    anchors.setup(app)
    app.add_search_language(SearchKazakh)
    app.add_post_transform(figures.InlineFigures)
    app.add_post_transform(tables.NamedCells)
    app.connect("config-inited", configure)
    app.connect("doctree-read", read_page)
    app.connect("env-get-outdated", learner.outdated)
    app.connect("env-get-outdated", coverage_page.outdated)
    app.connect("env-updated", pages_to_write)
    app.connect("env-check-consistency", quizzes.check_targets)
    app.connect("builder-inited", copy_notebook_styles)
    app.connect("html-page-context", pages.add_context, priority=BEFORE_THEME)
    app.connect("html-page-context", pages.drop_unused_styles)
    app.connect("html-page-context", forms.write)
    app.connect("html-collect-pages", drop_empty_terms)
    app.connect("html-collect-pages", forms.drop_stale)
    return {"version": quizlib.__version__, "parallel_read_safe": True}


def configure(app: Sphinx, config: Config) -> None:
    """What every edition has alike and no author decides."""
    config.template_bridge = f"{templates.__name__}.CourseTemplates"
    config.templates_path = [*config.templates_path, str(TEMPLATES)]
    static = [ASSETS / pages.STYLE, ASSETS / pages.SCRIPT]
    static += [quizzes.STATIC / quizzes.script(config.language), quizzes.STATIC / quizzes.STYLE]
    static += [quizzes.STATIC / learner.SCRIPT, quizzes.STATIC / learner.STYLE]
    static += [quizzes.STATIC / deadline_box.SCRIPT, quizzes.STATIC / deadline_box.STYLE]
    config.html_static_path = [*config.html_static_path, *map(str, static)]
    config.html_favicon = str(ASSETS / pages.ICON)
    config.course_fingerprint = fingerprint()
    app.add_css_file(pages.STYLE, priority=900)
    app.add_js_file(pages.SCRIPT, loading_method="defer")


def fingerprint() -> str:
    """Changes with our own code, so that a build after an update reads every page anew."""
    digest = hashlib.sha256()
    package = Path(quizlib.__file__).parent
    for path in sorted(package.rglob("*")):
        if path.suffix in (".py", ".json", ".html", ".css", ".js", ".svg"):
            digest.update(path.relative_to(package).as_posix().encode() + b"\0")
            digest.update(path.read_bytes())
    return digest.hexdigest()


def read_page(app: Sphinx, doctree: nodes.document) -> None:
    """Handler of ``doctree-read``."""
    quizzes.expand(app, doctree)
    learner.fill(app, doctree)
    coverage_page.fill(app, doctree)
    deadline_box.fill(app, doctree)
    lists.fill(app, doctree)
    references.mark_references(app, doctree)
    anchors.tell(app, doctree)
    terms.link(app, doctree)
    forms.offer(app, doctree)
    pages.mark_external_links(app, doctree)


def pages_to_write(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """All pages, once a title has changed: the contents stand beside each of them.

    Else the learner's own, once the questions of another page have changed, and those with an exam,
    once a heading has.
    """
    titles = {docname: title.astext() for docname, title in env.titles.items()}
    written: dict[str, str] = getattr(env, "course_titles", {})
    env.course_titles = titles  # type: ignore[attr-defined]
    changed = {*learner.pages_to_write(app, env), *outline.pages_to_write(app, env)}
    return sorted(env.found_docs if titles != written else changed)


def copy_notebook_styles(app: Sphinx) -> None:
    """Put MyST-NB's styles in place before pages are written.

    MyST-NB does so afterwards, and as Sphinx puts a checksum of the file into each page, the
    pages of a first build would differ from those of a second.
    """
    if isinstance(app.builder, StandaloneHTMLBuilder):
        Path(app.outdir, "_static").mkdir(parents=True, exist_ok=True)
        add_global_html_resources(app, None)


def drop_empty_terms(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Forget words that no page has any more; Sphinx would keep them in the search index.

    Called before the index is written; there are no pages to add.
    """
    index = getattr(app.builder, "indexer", None)
    if index is not None:
        for words in (index._mapping, index._title_mapping):
            for word in [word for word, pages_ in words.items() if not pages_]:
                del words[word]
    return []
