"""The glossary and the references as they are built, and the links to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from lxml import html
from site_fixtures import Site, contents, parse, words
from small_course import GLOSSARY, small_course

from quizlib.locale import strings
from quizlib.site.build import BuildError, build
from quizlib.site.languages import CODES
from quizlib.site.wording import in_alphabet


def links(page: html.HtmlElement) -> list[tuple[str, str]]:
    """Words that lead to the glossary, and where."""
    return [(words(a), str(a.get("href"))) for a in page.xpath("//a[contains(@class, 'term ')]")]


# ---- links to the glossary

#: The first use of each term in running text; what stands in headings, code, links and heads of
#: tables is none, nor is a word that the glossary does not let link.
FIRST_USES = {
    "kk": [
        ("Әкімдіктің", "glossary.html#akimat"),
        ("баспасөз қызметінде", "glossary.html#press-service"),
        ("пресс-релиздер", "glossary.html#press-release"),
    ],
    "ru": [
        ("пресс-служб", "glossary.html#press-service"),
        ("акиматов", "glossary.html#akimat"),
        ("пресс-релиза", "glossary.html#press-release"),
    ],
    "en": [
        ("Press services", "glossary.html#press-service"),
        ("akimats", "glossary.html#akimat"),
        ("news releases", "glossary.html#press-release"),
    ],
}


@pytest.mark.parametrize("language", CODES)
def test_a_term_is_linked_where_running_text_first_uses_it(small_site: Site, language: str) -> None:
    page = small_site.page(language, "lesson")
    assert links(page) == FIRST_USES[language]
    for name, _ in links(page):
        (link,) = page.xpath("//a[contains(@class, 'term ')][.=$name]", name=name)
        assert not {"title", "aria-label"} & set(link.attrib), "the word itself is its name"


@pytest.mark.parametrize("page", ["glossary", "source", "references"])
def test_pages_of_lists_are_not_linked_to_the_glossary(small_site: Site, page: str) -> None:
    for language in CODES:
        assert links(small_site.page(language, page)) == []


def test_a_link_looks_like_the_words_around_it(root: Path) -> None:
    css = (root / "src/quizlib/site/assets/course.css").read_text(encoding="utf-8")
    (rule,) = re.findall(r"^\.bd-article a\.term:is\(:link, :visited\) \{(.*?)\}", css, re.M | re.S)
    assert "color: inherit;" in rule
    assert "underline dotted" in rule


# ---- the glossary


def entries(page: html.HtmlElement) -> dict[str, html.HtmlElement]:
    """The entries of the list by their anchors."""
    return {str(e.get("id")): e for e in page.xpath("//*[contains(@class, 'entry ')]")}


@pytest.mark.parametrize("language", CODES)
def test_terms_stand_by_the_alphabet_under_their_letters(small_site: Site, language: str) -> None:
    page = small_site.page(language, "glossary")
    terms = [words(e.xpath("./p[1]/strong")[0]) for e in entries(page).values()]
    assert terms == sorted(terms, key=in_alphabet)
    assert len(terms) == 4
    headings = page.xpath("//div[contains(@class, 'terms')]//h3")
    letters = [words(heading).rstrip("#") for heading in headings]
    assert letters == sorted({term[0].upper() for term in terms}, key=in_alphabet)
    (jump,) = page.xpath("//nav[@class='letters']")
    assert jump.get("aria-label") == strings(language)["term_letters"]
    assert [words(a) for a in jump.xpath("a")] == letters
    targets = [str(a.get("href"))[1:] for a in jump.xpath("a")]
    assert [str(heading.getparent().get("id")) for heading in headings] == targets


def test_an_entry_has_everything_that_is_known_of_a_term(small_site: Site) -> None:
    entry = entries(small_site.page("en", "glossary"))["press-release"]
    assert [words(p) for p in entry.xpath("./p | ./ul/li")] == [
        "press release",
        "Also: news release",
        "Қазақша: пресс-релиз, баспасөз релизі",
        "Русский: пресс-релиз",
        "A text of a press service.",
        "term of the law F1 F2",
        strings("en")["term_unconfirmed"],
    ]
    assert [str(e.get("lang")) for e in entry.xpath("./ul//*[@lang]")] == ["kk", "ru"]
    assert [a.get("href") for a in entry.xpath(".//a")] == ["source.html#f1", "source.html#f2"]


@pytest.mark.parametrize("language", CODES)
def test_a_term_has_the_same_anchor_in_each_edition_and_no_word_stays_english(
    small_site: Site, language: str
) -> None:
    found = entries(small_site.page(language, "glossary"))
    assert sorted(found) == ["akimat", "press-release", "press-service", "trust"]
    said = words(found["akimat"].xpath("./p[contains(@class, 'term-origin')]")[0])
    assert said == strings(language)["origin_field"]


# ---- references


def test_a_work_is_named_in_full_with_its_use(small_site: Site) -> None:
    (section,) = small_site.page("ru", "references").xpath("//section[@id='literature']")
    assert [words(li) for li in section.xpath("./ul/li")] == [
        "Grunig, J. E., Hunt, T. (1984). Managing Public Relations. New York: Holt. "
        "В курсе: четыре модели",
        "Arnstein, S. R. (1969). A Ladder of Citizen Participation. Journal of the American "
        "Institute of Planners, 35(4), 216–224. https://doi.org/10.1080/01944366908977225 "
        "В курсе: лестница",
        "Статья. В курсе: тезисы",
    ]


def test_a_source_is_listed_once_with_all_facts_that_rest_on_it(small_site: Site) -> None:
    (section,) = small_site.page("en", "references").xpath("//section[@id='fact-sources']")
    assert [words(li) for li in section.xpath("./ul/li")] == [
        "Law, 2024-06-19 F1 F2 Law, article 1",
        "News F1",
    ]
    addresses = [str(a.get("href")) for a in section.xpath("./ul//a")]
    assert addresses == [
        *("https://example.org/law", "source.html#f1", "source.html#f2"),
        *("https://example.org/news", "source.html#f1"),
    ]
    for link in section.xpath(".//a[starts-with(@href, 'https')]"):
        assert "noreferrer" in str(link.get("rel"))


# ---- building


@contextmanager
def changed(file: Path, old: str, new: str) -> Iterator[None]:
    """A file in another form for a while."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    try:
        yield
    finally:
        file.write_text(text, encoding="utf-8")


def test_a_changed_glossary_reaches_pages_that_have_not_changed(root: Path, tmp_path: Path) -> None:
    course, out = small_course(root, tmp_path / "course"), tmp_path / "out"

    def lesson() -> list[str]:
        build(course, out, ["en"], lambda line: None)
        parse.cache_clear()
        return [target for _, target in links(parse(out / "en" / "lesson.html"))]

    first = lesson()
    before = contents(out)
    glossary = course / "course" / "glossary.yml"
    with changed(glossary, "  origin: field\ntrust:", "  origin: field\n  link: false\ntrust:"):
        assert lesson() == [target for target in first if "akimat" not in target]
    toc = course / "_toc.yml"
    with changed(toc, "  - file: book/kk/glossary\n", ""):
        assert lesson() == [], "without the page there is nowhere to lead"
    assert lesson() == first
    assert contents(out) == before


def test_a_mistake_in_the_glossary_stops_the_build_at_its_place(root: Path, tmp_path: Path) -> None:
    course = small_course(root, tmp_path / "course")
    line = GLOSSARY.lstrip().split("\n").index("  claims: [A1]") + 1
    with (
        changed(course / "course" / "glossary.yml", "claims: [A1]", "claims: [A7]"),
        pytest.raises(BuildError, match=rf"^course/glossary\.yml:{line}:12: press-service\.claims"),
    ):
        build(course, tmp_path / "out", ["en"], lambda line: None)
