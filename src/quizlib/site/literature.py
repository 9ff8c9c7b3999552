"""The page of references: works of the literature, then the sources of the later facts."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from quizlib.locale import strings
from quizlib.site import evidence
from quizlib.site.places import course
from quizlib.site.references import day_of, mark


def lists(app: Sphinx) -> list[nodes.Element]:
    """Both lists, each under a heading."""
    root, ui = course(app), strings(app.config.language)
    for file in (evidence.LITERATURE, evidence.FACTS):
        app.env.note_dependency(str(root / "course" / file))
    found: list[nodes.Element] = []
    for name, entries in (
        ("literature", _works(app, evidence.literature(root))),
        ("fact_sources", _sources(app, evidence.facts(root))),
    ):
        title = nodes.title(ui[name], ui[name])
        box = nodes.bullet_list("", *entries, classes=["entries", "references"])
        found.append(nodes.section("", title, box, ids=[name.replace("_", "-")]))
    return found


def _works(app: Sphinx, works: dict[str, evidence.Work]) -> list[nodes.list_item]:
    language = app.config.language
    ui = strings(language)
    found = []
    for work in works.values():
        line = nodes.paragraph()
        by = [work.authors or "", f"({work.year})" if work.year else ""]
        if any(by):
            line += nodes.Text(f"{' '.join(filter(None, by))}. ")
        line += nodes.emphasis(work.title, work.title)
        line += nodes.Text(". ")
        where = ", ".join(filter(None, (work.container, work.volume_pages)))
        if where:
            line += nodes.Text(f"{where}. ")
        address = f"https://doi.org/{work.doi}" if work.doi else work.url
        if address:
            line += nodes.reference("", address, refuri=address)
        used = f"{ui['used_for']}: {work.used_for.in_(language)}"
        note = nodes.paragraph(used, used, classes=["entry-note"])
        found.append(nodes.list_item("", line, note, ids=[work.id]))
    return found


def _sources(app: Sphinx, facts: dict[str, evidence.Fact]) -> list[nodes.list_item]:
    """Each address once, with the facts that rest on it."""
    by_address: dict[str, list[tuple[str, evidence.Source]]] = {}
    for name, fact in facts.items():
        for source in fact.sources:
            by_address.setdefault(source.url, []).append((name, source))
    return [_source(app, address, uses) for address, uses in by_address.items()]


def _source(
    app: Sphinx,
    address: str,
    uses: list[tuple[str, evidence.Source]],
) -> nodes.list_item:
    language = app.config.language
    title = uses[0][1].title.in_(language)
    line = nodes.paragraph("", "", nodes.reference("", title, refuri=address), *day_of(uses[0][1]))
    resting = nodes.bullet_list(classes=["entry-sources"])
    for name, source in dict(uses).items():
        # How sure the fact is stands on the page on the source: here it would judge the source.
        fact = nodes.paragraph("", "", mark(app, name))
        other = source.title.in_(language)
        if other != title:  # another place of the same page
            fact += nodes.Text(f" {other}")
        resting += nodes.list_item("", fact)
    return nodes.list_item("", line, resting)
