"""The learner's pages as they are built: what they know, and the questions for review."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from site_fixtures import Site, contents, parse, words
from small_course import quiz_course

from quizlib.kinds import KINDS
from quizlib.load import load_course
from quizlib.locale import learner_strings
from quizlib.site import evidence
from quizlib.site.build import BuildError, build
from quizlib.site.languages import CODES
from quizlib.site.learner import SCRIPT, STYLE, VIEWS

#: Page → the views it must have.
PAGES = {
    "my-progress": ["progress", "statement", "file"],
    "review": ["review"],
    "privacy": ["kept"],
}

#: A page of the small course that has a view.
VIEW_PAGE = """# Page

:::{{admonition}} On the site
:class: {box} note
It is on the site.
:::
"""
BOXES = {"my-progress": "progress-view", "review": "review-view"}
#: A bank beside that of the small course: no page of it shows its question.
SMALL_BANK = """
version: 1
languages: [en]
title: Small
lesson: source
{more}
questions:
  - {{id: small-one, kind: truefalse, objective: "1.1", bloom: remember, source: [A1],
     see: {see}, prompt: Is it?, answer: true, feedback: {{"true": It is., "false": Read again.}}}}
"""


def data(tree: html.HtmlElement) -> dict[str, Any]:
    """What a page tells the script of the course."""
    (text,) = tree.xpath("//script[@class='qz-course']/text()")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def questions(script: Path) -> tuple[str, dict[str, str]]:
    """A script of questions: the bank, and its questions as HTML."""
    found = re.fullmatch(r"quizlibReview\(\.\.\.(\[.*\])\);\n", script.read_text(encoding="utf-8"))
    assert found, script
    bank, fragments = json.loads(found[1])
    return bank, fragments


@dataclass
class Trial:
    """A small course to change, built in English time and again: what is as it was is taken over.

    Its page `practice` asks the only question of its bank.
    """

    course: Path
    out: Path

    def build(self) -> Path:
        """The folder of the edition."""
        build(self.course, self.out, ["en"], lambda line: None)
        return self.out / "en"

    def told(self, name: str = "review") -> dict[str, Any]:
        """What a page tells the script after a build."""
        return data(html.document_fromstring((self.build() / f"{name}.html").read_bytes()))

    def failure(self) -> str:
        """What the author is told."""
        with pytest.raises(BuildError) as error:
            self.build()
        return str(error.value)

    @contextmanager
    def changed(self, file: str, change: Callable[[str], str]) -> Iterator[None]:
        """A file in another form for a while; one that is not there comes and goes."""
        path = self.course / file
        before = path.read_text(encoding="utf-8") if path.exists() else None
        path.write_text(change(before or ""), encoding="utf-8")
        try:
            yield
        finally:
            if before is None:
                path.unlink()
            else:
                path.write_text(before, encoding="utf-8")

    def small(self, more: str = "", see: str = "lesson#first") -> AbstractContextManager[None]:
        """With a small bank besides, whose questions no page shows."""
        text = SMALL_BANK.format(more=more, see=see)
        return self.changed("quizzes/small.yml", lambda _: text)


@pytest.fixture(scope="module")
def trial(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Trial:
    folder = tmp_path_factory.mktemp("trial")
    course = quiz_course(root, folder / "course")
    toc = (course / "_toc.yml").read_text(encoding="utf-8")
    for name, box in BOXES.items():
        toc += f"  - file: book/kk/{name}\n"
        for language in CODES:
            page = course / "book" / language / f"{name}.md"
            page.write_text(VIEW_PAGE.format(box=box), encoding="utf-8")
    (course / "_toc.yml").write_text(toc, encoding="utf-8")
    return Trial(course, folder / "out")


# ---- what a page knows


@pytest.mark.parametrize("language", CODES)
def test_each_page_has_its_views_in_the_place_of_the_boxes(site: Site, language: str) -> None:
    for name, views in PAGES.items():
        tree = site.page(language, name)
        found = tree.xpath("//div[@data-view]")
        assert [view.get("data-view") for view in found] == views
        assert all(words(view) for view in found), "something stands there without script"
        boxes = tree.xpath("//div[contains(@class, 'admonition')]/@class")
        assert not [box for box in boxes if set(box.split()) & set(VIEWS)]


@pytest.mark.parametrize("language", CODES)
def test_the_course_is_told_in_reading_order_with_titles_and_addresses(
    site: Site, language: str
) -> None:
    for name in PAGES:
        told = data(site.page(language, name))
        assert told["lang"] == language
        pages = [lesson["page"] for lesson in told["lessons"]]
        assert pages == [page for page in site.pages if page in pages]
        for lesson in told["lessons"]:
            page = parse(site.file(language, name).parent / lesson["href"])
            assert lesson["title"] in words(page.xpath("//h1")[0])
        known = evidence.objectives(site.course)
        assert [o["id"] for o in told["objectives"]] == list(known)
        for objective in told["objectives"]:
            assert objective["text"] == known[objective["id"]].text.in_(language)
        for address in told["views"].values():
            assert (site.file(language, name).parent / (address or f"{name}.html")).exists()
        assert told["strings"] == learner_strings(language)


@pytest.mark.parametrize("language", CODES)
def test_the_questions_told_are_those_of_the_banks_and_lead_to_where_they_are_asked(
    site: Site, language: str
) -> None:
    told = {item["id"]: item for item in data(site.page(language, "my-progress"))["items"]}
    expected = [
        (bank, question)
        for bank in load_course(site.course)
        if bank.head.review and bank.head.mode != "exam" and language in bank.head.languages
        for question in bank.questions
    ]
    assert list(told) == [question.id for _, question in expected]
    for bank, question in expected:
        item = told[question.id]
        assert item["bank"] == bank.name
        assert item["objective"] == question.objective
        assert item["scored"] == KINDS[question.kind].scored
        page, _, anchor = item["href"].partition("#")
        shown = parse(site.out / language / page)
        assert shown.xpath(f"//form[@id='{anchor}']"), item["href"]
        kept = [
            asked["hash"]
            for text in shown.xpath("//script[@class='qz-data']/text()")
            for asked in json.loads(text)["questions"]
            if asked["id"] == question.id
        ]
        assert set(kept) == {item["hash"]}, "the same record on both pages"


def test_script_and_styles_are_only_where_a_view_is(site: Site) -> None:
    for language, page in site.all_pages():
        tree = site.page(language, page)
        names = [a.partition("?")[0] for a in tree.xpath("//script/@src | //link/@href")]
        found = [name.rpartition("/")[2] for name in names]
        times = int(page in PAGES)
        assert (found.count(SCRIPT), found.count(STYLE)) == (times, times), (language, page)
        if times:
            assert found.index(f"page.{language}.js") < found.index(SCRIPT)


# ---- questions for review


@pytest.mark.parametrize("language", CODES)
def test_the_review_has_every_scored_question_as_the_lesson_has_it(
    site: Site, language: str
) -> None:
    told = data(site.page(language, "review"))
    folder = site.out / language
    scored = {item["id"] for item in told["items"] if item["scored"]}
    found: dict[str, str] = {}
    for bank, address in told["fragments"].items():
        path, _, version = address.partition("?v=")
        assert version
        name, fragments = questions(folder / path)
        assert name == bank
        found |= fragments
    assert set(found) == scored
    for item in told["items"]:
        if item["id"] not in found:
            continue
        text = found[item["id"]]
        assert "<script>" not in text
        assert "style=" not in text
        section: html.HtmlElement = html.fromstring(text)
        (form,) = section.xpath(".//form[@class='qz-question']")
        assert form.get("id") == item["id"]
        (known,) = json.loads(section.xpath(".//script[@class='qz-data']/text()")[0])["questions"]
        assert known["hash"] == item["hash"]
        page, _, anchor = item["href"].partition("#")
        (original,) = parse(folder / page).xpath(f"//form[@id='{anchor}']")
        stem = ".//*[contains(@class, 'qz-stem')]"
        assert words(form.xpath(stem)[0]) == words(original.xpath(stem)[0])
        for link in form.xpath(".//a/@href"):
            page, _, anchor = link.partition("#")
            assert parse(folder / page).xpath(f"//*[@id='{anchor}']"), link


def test_a_word_of_a_bank_changes_its_script_and_the_addresses_of_it(trial: Trial) -> None:
    before = contents(trial.build())

    def change(text: str) -> str:
        return text.replace("en: Is an akimat", "en: PR Is an akimat", 1)

    with trial.changed("quizzes/practice.yml", change):
        after = contents(trial.build())
    # The search finds the version of a question, which stands below it.
    changed = {name for name in before if before[name] != after.get(name)} - {"searchindex.js"}
    assert sorted(changed) == [
        "_static/review/practice.js",
        "practice.html",
        "review.html",
    ]


def test_banks_kept_out_of_the_review_and_exams_are_not_asked(trial: Trial) -> None:
    script = trial.out / "en" / "_static" / "review" / "small.js"
    with trial.small():
        told = trial.told()
        (item,) = [item for item in told["items"] if item["bank"] == "small"]
        assert "href" not in item, "no page asks it"
        assert item["lesson"] == "lesson", "the lesson of its objective"
        assert "small" in told["fragments"]
        assert script.exists()
    for more in ("review: false", "mode: exam"):
        with trial.small(more):
            told = trial.told()
        assert "small" not in told["fragments"]
        assert "small" not in {item["bank"] for item in told["items"]}
        assert not script.exists()
        exams = [exam["bank"] for exam in told["exams"]]
        assert ("small" in exams) == (more == "mode: exam")


def test_a_changed_title_of_a_lesson_is_told_anew(trial: Trial) -> None:
    def change(text: str) -> str:
        return text.replace('"# PR"', '"# A lesson. PR"', 1)

    with trial.changed("book/en/practice.ipynb", change):
        told = trial.told("my-progress")["lessons"]
    assert [lesson["title"] for lesson in told if lesson["page"] == "practice"] == ["A lesson. PR"]


def test_a_paragraph_that_is_missing_is_told_once(trial: Trial) -> None:
    with trial.small(see="lesson#nowhere"):
        said = trial.failure()
    assert said.count("refers to the paragraph #nowhere") == 1


def test_a_mistake_in_the_objectives_is_named_with_its_place(trial: Trial) -> None:
    def change(text: str) -> str:
        return text + "\nthree:\n  bloom: remember\n  lesson: source\n"

    with trial.changed(f"course/{evidence.OBJECTIVES}", change):
        said = trial.failure()
    assert f"course/{evidence.OBJECTIVES}:" in said
    assert "three.text" in said


# ---- words


def forms(entry: str | dict[str, str]) -> list[str]:
    return [entry] if isinstance(entry, str) else list(entry.values())


def test_the_three_languages_have_the_same_strings_with_the_same_gaps() -> None:
    first = learner_strings("kk")
    plural = {"kk": ["one", "other"], "ru": ["one", "few", "many", "other"], "en": ["one", "other"]}
    for language in CODES:
        entries = learner_strings(language)
        assert list(entries) == list(first)
        for name, entry in entries.items():
            gaps = {frozenset(re.findall(r"{(\w+)}", form)) for form in forms(entry)}
            assert gaps == {frozenset(re.findall(r"{(\w+)}", forms(first[name])[0]))}, name
            assert all(form.strip() for form in forms(entry)), name
            if not isinstance(entry, str):
                assert list(entry) == plural[language], name
        assert len(entries["months"].split()) == 12


def test_the_script_says_only_strings_that_there_are_and_all_of_them(root: Path) -> None:
    files = [root / "js" / "learner.js", *sorted((root / "js" / "learner").glob("*.js"))]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    named = set(re.findall(r'"([a-z]\w*)"', text))
    known = set(learner_strings("en"))
    # Named by a code of the progress file, and without script.
    others = {name for name in known if name.startswith("file_") and "-" in name}
    assert known - named <= others | {"file_newer", "needs_script"}
    assert set(re.findall(r'\bsay\("(\w+)"', text)) <= known
