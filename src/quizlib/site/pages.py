"""What each page gets around its text: languages, description, icon, scripts, download."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from quizlib.site import deadline_box, learner, outline, quizzes
from quizlib.site.languages import LANGUAGES, Language

STYLE, SCRIPT, ICON = "course.css", "course.js", "favicon.svg"
DESCRIPTION_LENGTH = 160


def mark_external_links(app: Sphinx, doctree: nodes.document) -> None:
    """Links that leave the site carry ``rel``, so that the other site learns nothing of ours."""
    for link in doctree.findall(nodes.reference):
        if str(link.get("refuri", "")).startswith(("http://", "https://")):
            link["rel"] = "external noopener noreferrer"


def add_context(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Handler of ``html-page-context``, before the theme's own."""
    quizzes.add_assets(app, str(context.get("body", "")))
    learner.add_to_page(app, pagename, context)
    outline.add_to_page(app, pagename, context)
    deadline_box.add_assets(app, str(context.get("body", "")))
    context["language_links"] = list(_language_links(app, pagename))
    context["notebook"] = _notebook(app, pagename, context)
    tags = [str(context.get("metatags", ""))]
    if doctree is not None and 'name="description"' not in tags[0]:
        tags.append(f'<meta name="description" content="{html.escape(description(doctree))}" />')
    if doctree is not None:
        tags.extend(_alternates(app, pagename))
    context["metatags"] = "\n".join(tags)


def drop_unused_styles(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Styles of notebook cells go only where there are cells."""
    if 'class="cell' not in str(context.get("body", "")):
        context["css_files"] = [
            style
            for style in context.get("css_files", [])
            if "mystnb." not in str(getattr(style, "filename", style))
        ]


def description(doctree: nodes.document) -> str:
    """The first paragraph of a page, cut at a word."""
    for paragraph in doctree.findall(nodes.paragraph):
        text = re.sub(r"\s+", " ", paragraph.astext()).strip()
        if len(text) <= DESCRIPTION_LENGTH:
            return text
        return text[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:–—") + "…"
    return ""


def _language_links(app: Sphinx, pagename: str) -> Iterator[dict[str, Any]]:
    """The same page in each edition; nothing where one edition is built on its own."""
    up = "../" * (pagename.count("/") + 1)
    for language in _editions(app):
        yield {
            "code": language.code,
            "short": language.name[:3],
            "rest": language.name[3:],
            "href": f"{up}{language.code}/{pagename}.html",
            "current": language.code == app.config.language,
        }


def _alternates(app: Sphinx, pagename: str) -> Iterator[str]:
    editions = _editions(app)
    if not editions:
        return
    site = str(app.config.course_site_url).rstrip("/")
    base = f"{site}/" if site else "../" * (pagename.count("/") + 1)
    addresses = [(language.code, f"{base}{language.code}/{pagename}.html") for language in editions]
    addresses.append(("x-default", f"{base}index.html" if not site else base))
    for code, address in addresses:
        yield f'<link rel="alternate" hreflang="{code}" href="{html.escape(address)}" />'


def _editions(app: Sphinx) -> list[Language]:
    """The editions to choose from; none where there is no choice."""
    built = [language for language in LANGUAGES if language.code in app.config.course_editions]
    return built if len(built) > 1 else []


def _notebook(app: Sphinx, pagename: str, context: dict[str, Any]) -> str:
    """The address of the lesson as a notebook, or nothing where it is none."""
    source = str(context.get("sourcename", ""))
    if context.get("page_source_suffix") != ".ipynb":
        return ""
    return str(context["pathto"](f"_sources/{source}", 1))
