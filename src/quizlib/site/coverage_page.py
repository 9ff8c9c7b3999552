"""The page on what the course covers: tables in the place of its boxes.

In JupyterLab, which knows no directive of ours, a box says that its table is on the site.  The
tables count questions and name no answers.  They are HTML of our own, since docutils gives table
cells no scope; and a node of our own, since the search would find the words of any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

from quizlib import locale
from quizlib.errors import BankError
from quizlib.load import FOLDER
from quizlib.locale import coverage_strings, strings
from quizlib.markup import escape
from quizlib.model import LANGUAGES
from quizlib.site.coursefile import EvidenceError
from quizlib.site.coverage import Asked, Coverage, Entry, Lesson, coverage
from quizlib.site.coverage_words import edition_rows, listed, summed, untold
from quizlib.site.languages import LANGUAGES as NAMED
from quizlib.site.notebooks import BOOK
from quizlib.site.places import beside, course
from quizlib.site.references import SOURCE_PAGE

logger = logging.getLogger(__name__)

#: where the metadata of a page say which files its tables were made from
_MADE_FROM = "coverage_files"


class Counts(nodes.General, nodes.Element):
    """Tables; ``html`` is what stands in the page."""


def visit_counts(translator: HTML5Translator, node: Counts) -> None:
    """Write the tables."""
    translator.body.append(node["html"])


def depart_counts(translator: HTML5Translator, node: Counts) -> None:
    """Nothing is left open."""


@dataclass(frozen=True)
class _View:
    """The counts, and how one page says them."""

    found: Coverage
    language: str
    #: page → its address from here; empty where the site does not have it
    address: Callable[[str], str]

    @property
    def ui(self) -> dict[str, str]:
        return coverage_strings(self.language)

    def lesson(self, lesson: Lesson, *, short: bool) -> str:
        """A lesson as HTML: its title, or only "Lesson 3" with the title to be shown."""
        title = lesson.titles.get(self.language)
        if title is None:
            return escape(self.ui["lesson_unwritten"].format(page=lesson.page))
        said, address = title.partition(". ")[0] if short else title, self.address(lesson.page)
        hint = f' title="{escape(title)}"' if short else ""
        return f'<a href="{escape(address)}"{hint}>{escape(said)}</a>' if address else escape(said)


def fill(app: Sphinx, doctree: nodes.document) -> None:
    """Put the tables of a page that has just been read in the place of their boxes."""
    boxes = [
        (box, draw)
        for box in doctree.findall(nodes.admonition)
        for name, draw in TABLES.items()
        if name in box["classes"]
    ]
    if not boxes:
        return
    root, here = course(app), app.env.docname
    app.env.metadata[here][_MADE_FROM] = _files(root)
    files = [root / file for file in _files(root)] + _strings(app.config.language)
    for file in files:
        app.env.note_dependency(str(file))

    def address(page: str) -> str:
        target = beside(here, page)
        there = target in app.env.found_docs
        return str(app.builder.get_relative_uri(here, target)) if there else ""

    try:
        view = _View(coverage(root), app.config.language, address)
    except (EvidenceError, BankError) as error:
        logger.warning("%s", error, location=boxes[0][0])
        return
    for box, draw in boxes:
        box.parent.replace(box, Counts(html=draw(view)))


def outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """The pages with tables, once there are other files: pages depend on files that there were.

    Handler of ``env-get-outdated``.
    """
    pages = [page for page in sorted(env.found_docs) if _MADE_FROM in env.metadata[page]]
    files = _files(course(app)) if pages else []
    return [page for page in pages if env.metadata[page][_MADE_FROM] != files]


def _files(root: Path) -> list[str]:
    """What the counts are made from, as paths from the course."""
    patterns = [
        *((f"{BOOK}/{code}", ending) for code in LANGUAGES for ending in ("*.md", "*.ipynb")),
        *((FOLDER, ending) for ending in ("*.yml", "*.yaml", "*.json")),
        ("course", "*.yml"),
    ]
    found = (file for folder, ending in patterns for file in (root / folder).rglob(ending))
    names = (file.relative_to(root).as_posix() for file in found)
    return sorted(name for name in names if "/." not in name)


def _strings(language: str) -> list[Path]:
    folder = Path(locale.__file__).parent
    return [folder / f"{language}.json", folder / "coverage" / f"{language}.json"]


# ---- the tables


def _claims(view: _View) -> str:
    return _entries(view, "claim", view.found.claims) + _entries(view, "fact", view.found.facts)


def _entries(view: _View, kind: str, entries: Sequence[Entry]) -> str:
    """Claims or facts: lessons that tell them, and how many questions rest on them."""
    ui, source = view.ui, view.address(SOURCE_PAGE)
    lessons = {lesson.page: lesson for lesson in view.found.lessons}
    rows = []
    for entry in entries:
        told = ", ".join(view.lesson(lessons[page], short=True) for page in entry.taught)
        mark = escape(entry.id)
        if source:
            label = escape(strings(view.language)[kind].format(id=entry.id))
            href = escape(f"{source}#{entry.id.lower()}")
            mark = (
                f'<a class="{kind}" href="{href}" title="{label}" aria-label="{label}">{mark}</a>'
            )
        rows.append((mark, told or escape(untold(entry, ui)), str(len(entry.items))))
    summary = f"<p>{escape(summed(entries, ui))}</p>"
    return summary + _table(ui[f"{kind}s_caption"], (ui[kind], ui["lesson"], ui["questions"]), rows)


def _objectives(view: _View) -> str:
    ui = view.ui
    columns = (ui["practice"], ui["pretest"])
    lessons = [
        (view.lesson(one, short=False) + _kinds(one.asked, ui), *_counts(one.asked))
        for one in view.found.lessons
        if one.written
    ]
    written = {lesson.page for lesson in view.found.lessons if lesson.written}
    objectives = []
    for name, objective in view.found.objectives.items():
        if objective.lesson in written:
            asked = view.found.asked[name]
            text = f"<b>{name}</b> {escape(objective.text.in_(view.language))}"
            level = ui["level"].format(level=ui[f"level={objective.bloom}"])
            levels = ui["levels"].format(levels=listed(asked.levels, "level", ui))
            details = _small(level) + (_small(levels) if asked.levels else "")
            objectives.append((text + details + _kinds(asked, ui), *_counts(asked)))
    return _table(ui["lessons_caption"], (ui["lesson"], *columns), lessons) + _table(
        ui["objectives_caption"], (ui["objective"], *columns), objectives
    )


def _counts(asked: Asked) -> tuple[str, str]:
    return str(asked.practice), str(asked.pretest)


def _kinds(asked: Asked, ui: dict[str, str]) -> str:
    said = ui["kinds"].format(kinds=listed(asked.kinds, "kind", ui))
    return _small(said) if asked.kinds else ""


def _editions(view: _View) -> str:
    ui = view.ui
    # As short as in the choice of languages: whole names would not fit a phone.
    heads = [f'<abbr lang="{code}" title="{name}">{name[:3]}</abbr>' for code, name in NAMED]
    rows = [(escape(name), *cells) for name, cells in edition_rows(view.found.editions, ui)]
    return _table(ui["editions_caption"], (escape(ui["edition"]), *heads), rows, html=True)


def _small(text: str) -> str:
    return f"<small>{escape(text)}</small>"


def _table(
    caption: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    html: bool = False,
) -> str:
    """A table whose first column names the rows; cells are HTML, heads where ``html`` says so."""
    top = "".join(f'<th scope="col">{head if html else escape(head)}</th>' for head in heads)
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>\n'
        for first, *cells in rows
    )
    return (
        f'<table class="table coverage"><caption>{escape(caption)}</caption>\n'
        f"<thead><tr>{top}</tr></thead>\n<tbody>\n{body}</tbody></table>\n"
    )


#: class of a box → what takes its place
TABLES: dict[str, Callable[[_View], str]] = {
    "coverage-claims": _claims,
    "coverage-objectives": _objectives,
    "coverage-editions": _editions,
}


def setup(app: Sphinx) -> None:
    """Make the tables known."""
    app.add_node(Counts, html=(visit_counts, depart_counts))
