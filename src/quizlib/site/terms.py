"""The glossary: its list, and the link to it where a page first uses a term."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from quizlib.locale import strings
from quizlib.markup import escape
from quizlib.site import evidence
from quizlib.site.languages import LANGUAGES
from quizlib.site.places import beside, course
from quizlib.site.references import Mark, mark
from quizlib.site.wording import Finder, Hit, in_alphabet, initial

logger = logging.getLogger(__name__)

GLOSSARY_PAGE = "glossary"
#: Pages whose words do not lead to the glossary: its own, lists of titles and numbers, what is said
#: of the site itself, and what is written for authors of questions.
WITHOUT_LINKS = {
    *(GLOSSARY_PAGE, "references", "coverage", "credits", "privacy", "accessibility"),
    *("authors-guide", "question-kinds", "writing-rules", "bank-fields", "commands"),
}
#: Where the metadata of a page say which terms it links.
_LINKED = "linked_terms"

#: Around a paragraph: no running text.
_NOT_RUNNING = (nodes.figure, nodes.thead, nodes.legend, nodes.footnote, nodes.topic)
#: Lists made from the course's data, and what a cell of a notebook has printed.
_NOT_RUNNING_CLASSES = {"entries", "cell_output"}
#: Inside a paragraph: what leads elsewhere or is no word.
_NO_WORDS = (
    *(nodes.reference, addnodes.pending_xref, Mark, nodes.footnote_reference),
    *(nodes.literal, nodes.math, nodes.raw, nodes.image),
)


def linked(env: BuildEnvironment, docname: str) -> list[str]:
    """The ids of the terms that a page links, in the order in which it uses them."""
    return list(env.metadata[docname].get(_LINKED, ()))


def _glossary(app: Sphinx) -> dict[str, evidence.Term]:
    """The terms; the page being read depends on their file."""
    root = course(app)
    app.env.note_dependency(str(root / "course" / evidence.GLOSSARY))
    return evidence.glossary(root)


# ---- links


def link(app: Sphinx, doctree: nodes.document) -> None:
    """Link each term where the running text of a page that has just been read first uses it."""
    here = app.env.docname
    page = beside(here, GLOSSARY_PAGE)
    if here.rpartition("/")[2] in WITHOUT_LINKS or page not in app.env.found_docs:
        return
    try:
        entries = _glossary(app)
    except evidence.EvidenceError as error:
        logger.warning("%s", error, location=doctree)
        return
    language = app.config.language
    names = {name: term.names(language) for name, term in entries.items() if term.link}
    finder = Finder(names, language)
    address = app.builder.get_relative_uri(here, page)
    met: list[str] = []
    for text in list(_running_text(doctree)):
        hits = [hit for hit in finder.find(text) if hit.name not in met]
        first = [hit for i, hit in enumerate(hits) if hit.name not in {h.name for h in hits[:i]}]
        if first:
            text.parent.replace(text, list(_with_links(text, first, address)))
            met += [hit.name for hit in first]
    app.env.metadata[here][_LINKED] = met


def _running_text(doctree: nodes.document) -> Iterator[nodes.Text]:
    for paragraph in doctree.findall(nodes.paragraph):
        if not _is_apart(paragraph):
            yield from _words(paragraph)


def _is_apart(node: nodes.Element) -> bool:
    """Whether a paragraph stands in something that is no running text."""
    around = node.parent
    while around is not None:
        if isinstance(around, _NOT_RUNNING) or not _NOT_RUNNING_CLASSES.isdisjoint(
            around.get("classes", ())
        ):
            return True
        around = around.parent
    return False


def _words(node: nodes.Element) -> Iterator[nodes.Text]:
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child
        elif isinstance(child, nodes.Element) and not isinstance(child, _NO_WORDS):
            yield from _words(child)


def _with_links(text: nodes.Text, hits: list[Hit], address: str) -> Iterator[nodes.Node]:
    end = 0
    for hit in hits:
        if hit.start > end:
            yield nodes.Text(text[end : hit.start])
        uri = f"{address}#{hit.name}"
        yield nodes.reference(
            "", text[hit.start : hit.end], refuri=uri, internal=True, classes=["term"]
        )
        end = hit.end
    if end < len(text):
        yield nodes.Text(text[end:])


# ---- the list


def entry_list(app: Sphinx) -> list[nodes.Element]:
    """All terms by the alphabet of the edition's language, under their letters."""
    language = app.config.language
    entries = sorted(
        _glossary(app).items(), key=lambda entry: in_alphabet(entry[1].term.in_(language))
    )
    groups = groupby(entries, key=lambda entry: initial(entry[1].term.in_(language), language))
    box = nodes.container(classes=["entries", "terms"])
    letters = []
    for letter, group in groups:
        anchor = f"letter-{ord(letter[0]):x}"
        letters.append(f'<a href="#{anchor}">{escape(letter)}</a>')
        section = nodes.section("", nodes.title(letter, letter), ids=[anchor])
        section += [_entry(app, name, term) for name, term in group]
        box += section
    label = escape(strings(language)["term_letters"])
    jump = f'<nav class="letters" aria-label="{label}">{" ".join(letters)}</nav>'
    return [nodes.raw("", jump, format="html"), box]


def _entry(app: Sphinx, name: str, term: evidence.Term) -> nodes.container:
    language = app.config.language
    ui = strings(language)
    own = term.term.in_(language)
    item = nodes.container(classes=["entry"], ids=[name], title=own)
    item += nodes.paragraph("", "", nodes.strong(own, own))
    also = term.also.in_(language)
    if also:
        words = ui["term_also"].format(words=", ".join(also))
        item += nodes.paragraph(words, words, classes=["term-also"])
    item += _equivalents(term, language)
    definition = term.definition.in_(language)
    item += nodes.paragraph(definition, definition)
    origin = nodes.paragraph(classes=["term-origin"])
    origin += nodes.Text(ui[f"origin_{term.origin}"])
    for evidence_id in (*term.claims, *term.facts):
        origin += [nodes.Text(" "), mark(app, evidence_id)]
    item += origin
    if term.unconfirmed:
        item += nodes.paragraph(
            "", ui["term_unconfirmed"], classes=["entry-standing", "unverified"]
        )
    return item


def _equivalents(term: evidence.Term, language: str) -> nodes.bullet_list:
    """The term in the other languages, each in words that say which language it is."""
    found = nodes.bullet_list(classes=["term-equivalents"])
    for other in LANGUAGES:
        if other.code == language:
            continue
        words = ", ".join((term.term.in_(other.code), *term.also.in_(other.code)))
        said = f"{other.name}: {words}"
        # By this class docutils tells the browser which language it is.
        line = nodes.inline(said, said, classes=[f"language-{other.code}"])
        found += nodes.list_item("", nodes.paragraph("", "", line))
    return found
