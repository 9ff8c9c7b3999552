"""Anchors of pages: two lessons may have the same, and links from elsewhere reach each."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from site_fixtures import parse, words
from small_course import small_course

from quizlib.site.build import BuildError, build

INTRO = """# Intro

[a](lesson.md#case), [b](source.md#case), [c](#only), [d](#here), [e](glossary.md#akimat)

(here)=
## Here
"""


@pytest.fixture
def course(root: Path, tmp_path: Path) -> Path:
    """A course in which two pages have a case, and one has something else besides."""
    course = small_course(root, tmp_path / "course")
    for name, more in (
        ("lesson", "(case)=\n## Case\n"),
        ("source", "(case)=\n## A case\n\n(only)=\n## Only"),
    ):
        page = course / "book/en" / f"{name}.md"
        page.write_text(f"{page.read_text(encoding='utf-8')}\n{more}\n", encoding="utf-8")
    return course


def test_a_link_leads_to_the_anchor_of_the_page_that_it_names(course: Path, tmp_path: Path) -> None:
    (course / "book/en/intro.md").write_text(INTRO, encoding="utf-8")
    build(course, tmp_path / "out", ["en"], lambda line: None)
    tree: html.HtmlElement = parse(tmp_path / "out/en/intro.html")
    found = {words(a): a.get("href") for a in tree.xpath("//article//p/a")}
    assert found == {
        "a": "lesson.html#case",
        "b": "source.html#case",
        "c": "source.html#only",
        "d": "#here",
        "e": "glossary.html#akimat",
    }


def test_an_anchor_of_two_pages_is_no_label_for_a_third(course: Path, tmp_path: Path) -> None:
    page = course / "book/en/intro.md"
    page.write_text("# Intro\n\n[Which?](#case) [Where?](lesson.md#nowhere)\n", encoding="utf-8")
    with pytest.raises(BuildError) as error:
        build(course, tmp_path / "out", ["en"], lambda line: None)
    first, second = str(error.value).splitlines()
    assert first.startswith("book/en/intro.md:3: ")
    assert "target not found: 'case'" in first
    assert "local id not found in doc 'lesson': 'nowhere'" in second
