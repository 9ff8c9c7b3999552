"""The built site: every page there, in its language, whole, and asking nobody else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from site_fixtures import Site, parse, words

from quizlib.load import load_course
from quizlib.markup import blocks, stem
from quizlib.site import evidence
from quizlib.site.languages import CODES

#: Elements that make a browser fetch something: (XPath, attribute).
FETCHED = (
    ("//script[@src]", "src"),
    ("//img[@src]", "src"),
    ("//img[@srcset]", "srcset"),
    ("//source[@src or @srcset]", "src"),
    ("//iframe[@src]", "src"),
    ("//video[@src]", "src"),
    ("//audio[@src]", "src"),
    ("//object[@data]", "data"),
    ("//embed[@src]", "src"),
    ("//*[local-name()='image' or local-name()='use'][@href]", "href"),
    ("//link[@rel='stylesheet' or @rel='icon' or @rel='preload' or @rel='modulepreload']", "href"),
)

#: Latin words that belong on a Kazakh or Russian page outside its text.
NOT_ENGLISH = {
    "JupyterLab",
    "PR",
    "Ctrl",
    "CC",
    "BY",
    "English",
    "JavaScript",
    "K",
    "Excel",
    "YAML",
    # Terms the lessons name in Latin letters in every language.
    "OASIS",
    "SMS",
}


def test_every_page_of_the_contents_exists_in_each_language(site: Site) -> None:
    for language, page in site.all_pages():
        tree = site.page(language, page)
        assert tree.get("lang") == language, (language, page)
        assert tree.xpath("//title")[0].text.strip()
        assert len(tree.xpath("//article//h1 | //div[@class='bd-search-container']/h1")) == 1


def test_a_page_has_description_icon_and_links_to_its_other_editions(site: Site) -> None:
    for language in CODES:
        for page in site.pages:
            tree = site.page(language, page)
            (description,) = tree.xpath("//meta[@name='description']/@content")
            assert 20 < len(description) <= 161, (language, page, description)
            (icon,) = tree.xpath("//link[@rel='icon']/@href")
            assert (site.file(language, page).parent / icon).exists()
            alternates = {
                link.get("hreflang"): link.get("href")
                for link in tree.xpath("//link[@rel='alternate']")
            }
            assert set(alternates) == {*CODES, "x-default"}
            switcher = tree.xpath("//nav[contains(@class, 'languages')]//a")
            assert [link.get("hreflang") for link in switcher] == list(CODES)
            assert [a.get("hreflang") for a in switcher if a.get("aria-current")] == [language]
            for address in [*alternates.values(), *(a.get("href") for a in switcher)]:
                assert (site.file(language, page).parent / address).exists(), address


def test_no_page_fetches_anything_from_another_host(site: Site) -> None:
    for file in [*site.out.rglob("*.html")]:
        tree = parse(file)
        for path, attribute in FETCHED:
            for element in tree.xpath(path):
                address = element.get(attribute, "")
                assert not urlsplit(address).netloc, (file.name, address)
        inline = "".join(tree.xpath("//style/text() | //@style"))
        assert "//" not in "".join(re.findall(r"url\((.*?)\)", inline)), file.name
    for file in site.out.rglob("*.css"):
        css = file.read_text(encoding="utf-8")
        for address in re.findall(r"url\(\s*['\"]?([^'\")]+)", css):
            assert address.startswith("data:") or not urlsplit(address).netloc, (file, address)
        assert not re.search(r"@import\s+(url\()?['\"]?(https?:)?//", css), file.name


def local_targets(tree: html.HtmlElement) -> Iterator[str]:
    for element in tree.xpath("//*[@href or @src]"):
        address = element.get("href") or element.get("src")
        if not urlsplit(address).scheme and not urlsplit(address).netloc:
            yield address


def test_every_link_within_the_site_leads_to_a_file_and_a_place_in_it(site: Site) -> None:
    for file in site.out.rglob("*.html"):
        for address in local_targets(parse(file)):
            parts = urlsplit(address)
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            assert target.exists(), (file.relative_to(site.out), address)
            if parts.fragment and target.suffix == ".html":
                ids = parse(target).xpath("//@id")
                assert unquote(parts.fragment) in ids, (file.relative_to(site.out), address)


def test_ids_are_unique_on_a_page(site: Site) -> None:
    for language, page in site.all_pages():
        ids = site.page(language, page).xpath("//@id")
        assert sorted(ids) == sorted(set(ids)), (language, page)


def test_every_stub_has_become_questions_as_the_bank_words_them(site: Site) -> None:
    for bank in load_course(site.course):
        for language in CODES:
            own = bank.head.lesson
            # A self-assessment is asked on its page, and once more after the lessons.
            trees = [site.page(language, page) for page in (own, "after-the-lessons")]
            assert not any(t.xpath("//*[contains(@class, 'quizlib-stub')]") for t in trees)
            for question in bank.questions:
                (form,) = [f for t in trees for f in t.xpath(f"//form[@id='{question.id}']")]
                text = words(form)
                for part in stem(question.prompt[language]):
                    if part:
                        assert words(html.fromstring(f"<div>{part}</div>")) in text, question.id
                if question.explanation:
                    said = html.fromstring(f"<div>{blocks(question.explanation[language])}</div>")
                    assert words(said) in text, question.id


def test_script_and_styles_of_quizzes_are_only_where_a_quiz_is(site: Site) -> None:
    for language, page in site.all_pages():
        tree = site.page(language, page)
        scripts = [s for s in tree.xpath("//script/@src") if f"/page.{language}.js" in s]
        styles = [s for s in tree.xpath("//link/@href") if "/quiz.css" in s]
        # The learner's pages ask questions, too, once their script runs.
        expected = 1 if tree.xpath("//section[@class='qz'] | //div[@data-view]") else 0
        assert (len(scripts), len(styles)) == (expected, expected), (language, page)


def test_a_mark_of_a_claim_or_fact_is_named_and_leads_to_its_entry(site: Site) -> None:
    for language in CODES:
        lesson = site.page(language, "press-service-and-pr")
        marks = lesson.xpath("//a[@class='claim' or @class='fact']")
        assert len(marks) > 50
        for mark in marks:
            assert mark.get("href") == f"source.html#{mark.text.lower()}"
            assert mark.text in mark.get("aria-label")
            assert len(mark.get("aria-label")) > len(mark.text)
        entries = site.page(language, "source").xpath("//*[contains(@class, 'entry ')]/@id")
        assert {m.text.lower() for m in marks} <= set(entries)


def test_a_fact_shows_its_standing_and_sources(site: Site) -> None:
    for language in CODES:
        for entry in site.page(language, "source").xpath("//div[starts-with(@id, 'f')]"):
            if "entry" in (entry.get("class") or "").split():
                assert entry.xpath(".//p[contains(@class, 'entry-standing')]"), entry.get("id")
                assert entry.xpath(".//ul//a[starts-with(@href, 'http')]"), entry.get("id")


def test_what_the_course_covers_stands_in_tables_with_a_row_for_each_claim(site: Site) -> None:
    for language in CODES:
        page = site.page(language, "coverage")
        tables = [table for table in page.iter("table") if "coverage" in table.classes]
        assert len(tables) == 5
        assert not page.xpath("//*[contains(@class, 'admonition')]")
        ids = [[words(row[0]) for row in table.xpath("tbody/tr")] for table in tables[:2]]
        assert ids == [list(evidence.claims(site.course)), list(evidence.facts(site.course))]


def test_links_out_of_the_site_do_not_tell_where_from(site: Site) -> None:
    for language, page in site.all_pages():
        for link in site.page(language, page).xpath("//article//a[starts-with(@href, 'http')]"):
            rel = (link.get("rel") or "").split()
            assert {"noopener", "noreferrer"} <= set(rel), link.get("href")


def test_figures_stand_in_the_page_with_a_name(site: Site) -> None:
    for language in CODES:
        tree = site.page(language, "press-service-and-pr")
        figures = tree.xpath("//figure/*[local-name()='svg']")
        assert figures
        for figure in figures:
            names = (figure.get("aria-labelledby") or "").split()
            named = all(tree.xpath(f"//*[@id='{name}']") for name in names)
            assert figure.get("role") == "img"
            assert figure.get("aria-label") or (names and named)
        assert not tree.xpath("//article//img")


def interface(tree: html.HtmlElement) -> Iterator[str]:
    """What is shown or announced around the text of a page."""
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "noscript"):
            continue
        for attribute in ("title", "aria-label", "placeholder", "alt", "data-bs-title"):
            if element.get(attribute):
                yield element.get(attribute)
        inside = any(a.tag == "article" for a in element.iterancestors())
        # Names of fields and kinds, in the headings that the contents repeat, are the same for all.
        code = element.tag == "code" or any(a.tag == "code" for a in element.iterancestors())
        if not inside and not code and element.tag != "article" and element.text:
            yield element.text
        if not inside and element.tail:
            yield element.tail


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_interface_speaks_the_language_of_the_page(site: Site, language: str) -> None:
    english = {}
    for page in (*site.pages, "search"):
        for text in interface(site.page(language, page)):
            found = set(re.findall(r"[A-Za-z]{2,}", text)) - NOT_ENGLISH
            # «English» in the switcher is written in two parts, «Eng» always shown.
            if found - {"Eng", "lish"}:
                english[text.strip()] = page
    assert english == {}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_what_scripts_say_in_the_browser_is_translated(site: Site, language: str) -> None:
    static = site.out / language / "_static"
    text = (static / "translations.js").read_text(encoding="utf-8")
    translated = json.loads(text[text.index("(") + 1 : text.rindex(")")])["messages"]
    spoken = set()
    for script in ("searchtools.js", "sphinx_highlight.js", "doctools.js"):
        code = (static / script).read_text(encoding="utf-8")
        spoken |= set(re.findall(r"(?:_|gettext)\(\s*\"((?:[^\"\\]|\\.)+)\"", code))
    assert spoken
    assert spoken - set(translated) == set()


def test_nothing_of_the_machine_is_in_the_site(site: Site) -> None:
    paths = [str(site.course), str(Path.home()), str(Path(__file__).parents[1])]
    for file in site.out.rglob("*"):
        if file.is_file():
            text = file.read_bytes()
            for path in paths:
                assert path.encode() not in text, file.relative_to(site.out)


def test_a_lesson_can_be_downloaded_as_a_notebook_and_nothing_else_is_shipped(site: Site) -> None:
    for language in CODES:
        (link,) = site.page(language, "press-service-and-pr").xpath("//a[@download]/@href")
        stored = site.course / "book" / language / "press-service-and-pr.ipynb"
        assert (site.out / language / link).read_bytes() == stored.read_bytes()
        assert not site.page(language, "intro").xpath("//a[@download]")
        shipped = {p.name for p in (site.out / language / "_sources").iterdir()}
        assert shipped == {p.name for p in stored.parent.glob("*.ipynb")}
    shipped = {p.suffix for p in site.out.rglob("*") if p.is_file() and p.name != ".nojekyll"}
    assert shipped == {".css", ".docx", ".html", ".ipynb", ".js", ".svg"}


def test_the_page_is_light_enough_for_a_phone(site: Site) -> None:
    """What the reading of a page without a quiz asks for, uncompressed, in kB."""
    tree = site.page("kk", "intro")
    file = site.file("kk", "intro")
    addresses = [*tree.xpath("//script/@src"), *tree.xpath("//link[@rel='stylesheet']/@href")]
    weight = file.stat().st_size + sum(
        (file.parent / urlsplit(address).path).stat().st_size for address in addresses
    )
    assert weight < 600_000, weight


def test_no_style_names_a_font_that_is_not_shipped(site: Site) -> None:
    """Without script, Chromium asks for the theme's icon fonts now and then."""
    for style in site.out.rglob("*.css"):
        for face in re.findall(r"@font-face\s*\{[^}]*\}", style.read_text(encoding="utf-8")):
            for address in re.findall(r"url\([\"']?([^\"')]+)", face):
                assert (style.parent / urlsplit(address).path).is_file(), (style.name, address)
