"""The deadline calculator: the rules in the place of its box, and what its script needs.

In JupyterLab, which knows no directive of ours, the box says that the calculator is on the site.
On the site a table of the rules stands in its place, to which js/deadlines.js adds the form.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from quizlib import locale
from quizlib.deadline_words import DATA, Speech
from quizlib.locale import deadline_strings
from quizlib.markup import escape
from quizlib.site import deadlines, evidence, references
from quizlib.site.coursefile import EvidenceError
from quizlib.site.places import course

logger = logging.getLogger(__name__)

BOX = "deadline-calculator"
SCRIPT, STYLE = "deadlines.js", "deadlines.css"
_MARK = 'class="qz qz-deadlines"'


def fill(app: Sphinx, doctree: nodes.document) -> None:
    """Put the calculator of a page that has just been read in the place of its box."""
    for box in [b for b in doctree.findall(nodes.admonition) if BOX in b["classes"]]:
        try:
            table = _table(app)
        except EvidenceError as error:
            logger.warning("%s", error, location=box)
            continue
        box.parent.replace(box, nodes.raw("", _html(app, box, table), format="html"))


def add_assets(app: Sphinx, body: str) -> None:
    """Script and styles, on a page with the calculator; those of quizzes are there already."""
    if _MARK in body:
        app.add_js_file(SCRIPT)
        app.add_css_file(STYLE)


def _table(app: Sphinx) -> dict[str, Any]:
    """The rules; the page being read depends on their files."""
    root = course(app)
    files = [root / "course" / name for name in (deadlines.DEADLINES, deadlines.HOLIDAYS)]
    files += [root / "course" / evidence.FACTS, DATA]
    files.append(Path(locale.__file__).parent / "deadlines" / f"{app.config.language}.json")
    for file in files:
        app.env.note_dependency(str(file))
    table = deadlines.table(root)
    if DATA.read_text(encoding="utf-8") != deadlines.packaged(table):
        what = f"course/{deadlines.DEADLINES}: notebooks count by an older copy of the table"
        raise EvidenceError(f"{what}. Write it anew: python -m {deadlines.__name__}")
    return table


def _html(app: Sphinx, box: nodes.admonition, table: dict[str, Any]) -> str:
    language = app.config.language
    ui = deadline_strings(language)
    marks = {kind["fact"]: references.mark(app, kind["fact"]) for kind in table["kinds"].values()}
    facts = {name: {"href": m["refuri"], "label": m["label"]} for name, m in marks.items()}
    data = {"lang": language, "strings": ui, "facts": facts, **table}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    title = box.next_node(nodes.title)
    level = _depth(box) + 1
    rows = "".join(_rows(table, facts, Speech(language)))
    return (
        f'<div {_MARK}><h{level} class="qz-dl-title" id="deadline-title">'
        f"{escape(title.astext() if title else '')}</h{level}>\n"
        f'<div class="qz-needs-script"><p>{escape(ui["needs_script"])}</p>'
        f"<p>{escape(ui['law_read'])}</p></div>\n"
        f'<table class="table qz-dl-rules"><caption>{escape(ui["rules"])}</caption>\n'
        f'<thead><tr><th scope="col">{escape(ui["col_what"])}</th>'
        f'<th scope="col">{escape(ui["col_time"])}</th></tr></thead>\n{rows}</table>\n'
        f'<p class="qz-help">{escape(ui["convention"])}</p>\n'
        f'<script type="application/json" class="qz-deadline-data">{text}</script></div>'
    )


def _rows(table: dict[str, Any], facts: dict[str, dict[str, str]], say: Speech) -> Iterator[str]:
    """A group of rows for each kind, a row for each step."""
    language = say.language
    for kind in table["kinds"].values():
        href, label = (escape(facts[kind["fact"]][name]) for name in ("href", "label"))
        yield (
            f'<tbody><tr><th scope="rowgroup" colspan="2">'
            f"<strong>{escape(kind['name'][language])}</strong>. {escape(say.law(kind))}"
            f'\N{NO-BREAK SPACE}<a class="fact" href="{href}" title="{label}" '
            f'aria-label="{label}">{kind["fact"]}</a></th></tr>\n'
        )
        if not kind["steps"]:
            yield f'<tr><td colspan="2">{escape(kind["unverified"][language])}</td></tr>\n'
        for step in kind["steps"]:
            time = say.count(step)
            if step["what"] == "extension":
                time = say.ui["up_to"].format(count=time)
            yield f"<tr><td>{escape(step['text'][language])}</td><td>{escape(time)}</td></tr>\n"
        yield "</tbody>\n"


def _depth(node: nodes.Node) -> int:
    """How many sections a node stands in."""
    depth = 0
    while node.parent is not None:
        node = node.parent
        depth += isinstance(node, nodes.section)
    return depth
