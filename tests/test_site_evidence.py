"""Glossary, literature and blueprint of the final assessment: what is read, and what is told."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from quizlib.site import evidence

CLAIMS = "A1: {text: {kk: а, ru: б, en: c}}\nA2: {text: {kk: а, ru: б, en: c}}\n"
FACTS = """
F1:
  text: {kk: а, ru: б, en: c}
  standing: primary
  sources: [{url: "https://example.org", title: {kk: а, ru: б, en: c}}]
"""
OBJECTIVES = """
"1.1": {bloom: remember, lesson: one, text: {kk: а, ru: б, en: c}}
"1.2": {bloom: create, lesson: one, text: {kk: а, ru: б, en: c}}
"""
GLOSSARY = """
press-release:
  term: {kk: пресс-релиз, ru: пресс-релиз, en: press release}
  also: {en: [news release]}
  definition: {kk: Мәтін., ru: Текст., en: A text.}
  origin: article
  claims: [A1]
  facts: [F1]
media:
  term: {kk: БАҚ, ru: СМИ, en: media}
  definition: {kk: Құрал., ru: Средства., en: Means.}
  origin: law
  unconfirmed: true
  link: false
  forms: {ru: [массмедиа]}
"""
LITERATURE = """
- id: grunig-hunt-1984
  authors: Grunig, J. E., Hunt, T.
  year: 1984
  title: Managing Public Relations
  container: New York, Holt, Rinehart and Winston
  used_for: {kk: төрт үлгі, ru: четыре модели, en: the four models}
- id: arnstein-1969
  authors: Arnstein, S. R.
  year: 1969
  title: A Ladder of Citizen Participation
  container: Journal of the American Institute of Planners
  volume_pages: 35(4), 216–224
  doi: 10.1080/01944366908977225
  url: https://example.org/ladder
  used_for: {kk: баспалдақ, ru: лестница, en: the ladder}
"""
BLUEPRINT = """
minutes: 60
attempts: 2
pass: {scored: 2, of: 3}
conditions:
  - {objectives: ["1.1"], correct: 2, of: 3}
self_marked: ["1.2"]
items:
  "1.1": {remember: 1, apply: 2}
  "1.2": {create: 1}
kinds: {single: 3, essay: 1}
"""
FILES = {
    "claims.yml": CLAIMS,
    "facts.yml": FACTS,
    "objectives.yml": OBJECTIVES,
    "glossary.yml": GLOSSARY,
    "literature.yml": LITERATURE,
    "blueprint.yml": BLUEPRINT,
}
READERS: dict[str, Callable[[Path], Any]] = {
    "glossary.yml": evidence.glossary,
    "literature.yml": evidence.literature,
    "blueprint.yml": evidence.blueprint,
}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A small course without a mistake."""
    (tmp_path / "course").mkdir()
    for name, text in FILES.items():
        (tmp_path / "course" / name).write_text(dedent(text).lstrip(), encoding="utf-8")
    return tmp_path


def told(course: Path, name: str, old: str, new: str) -> str:
    """What is said of a file in which ``old`` has become ``new``."""
    file = course / "course" / name
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, (old, text.count(old))
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(evidence.EvidenceError) as error:
        READERS[name](course)
    return str(error.value)


def test_a_term_has_its_words_in_each_language_and_says_where_it_comes_from(course: Path) -> None:
    terms = evidence.glossary(course)
    assert list(terms) == ["press-release", "media"]
    release, media = terms.values()
    assert release.names("en") == ["press release", "news release"]
    assert release.names("kk") == ["пресс-релиз"]
    assert (release.origin, release.claims, release.facts) == ("article", ["A1"], ["F1"])
    assert (release.unconfirmed, release.link) == (False, True)
    assert (media.unconfirmed, media.link) == (True, False)
    assert media.names("ru") == ["СМИ", "массмедиа"]


def test_works_and_the_blueprint_are_read_as_they_stand(course: Path) -> None:
    works = evidence.literature(course)
    assert [work.year for work in works.values()] == [1984, 1969]
    assert works["grunig-hunt-1984"].doi is None
    assert works["arnstein-1969"].used_for.in_("en") == "the ladder"
    plan = evidence.blueprint(course)
    assert (plan.minutes, plan.attempts, plan.pass_.scored, plan.pass_.of) == (60, 2, 2, 3)
    assert plan.count(["1.1", "1.2"]) == 4
    assert plan.items["1.1"] == {"remember": 1, "apply": 2}


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "glossary.yml",
            "claims: [A1]",
            "claims: [A1, A9]",
            "course/glossary.yml:6:16: press-release.claims.1: course/claims.yml has no A9. "
            "Add it there, or take it out here",
        ),
        (
            "glossary.yml",
            "facts: [F1]",
            "facts: [F77]",
            "course/glossary.yml:7:11: press-release.facts.0: course/facts.yml has no F77.",
        ),
        (
            "glossary.yml",
            "origin: law",
            "origin: laws",
            "course/glossary.yml:11:11: media.origin: Input should be 'article', 'law' or 'field'",
        ),
        (
            "glossary.yml",
            "unconfirmed: true",
            "unconfirmd: true",
            "media.unconfirmd: Extra inputs are not permitted. Remove it, or mend its name",
        ),
        (
            "glossary.yml",
            "media:\n",
            "Media:\n",
            "course/glossary.yml:8:1: Media: an id is small Latin letters, digits and hyphens",
        ),
        (
            "literature.yml",
            "id: arnstein-1969",
            "id: grunig-hunt-1984",
            "course/literature.yml:7:7: 1.id: another work is called grunig-hunt-1984. Give",
        ),
        ("literature.yml", "id: arnstein-1969", "id: Arnstein", "1.id: an id is small Latin"),
        ("literature.yml", "doi: 10.", "doi: https://doi.org/10.", "literature.yml:13:8: 1.doi: "),
        ("literature.yml", "year: 1969", "year: '1969'", "Write a whole number, without quotes"),
        ("literature.yml", "title: A Ladder", "name: A Ladder", "1.title: Field required. Add it"),
        ("blueprint.yml", "minutes: 60", "minute: 60", "minutes: Field required. Add it"),
        (
            "blueprint.yml",
            '"1.2": {create: 1}',
            '"1.3": {create: 1}',
            "course/blueprint.yml:9:10: items.1.3: course/objectives.yml has no 1.3. Add it there",
        ),
        (
            "blueprint.yml",
            'self_marked: ["1.2"]',
            'self_marked: ["7.7"]',
            "self_marked.0: course/blueprint.yml has no 7.7. Add it there, or take it out here",
        ),
        ("blueprint.yml", "essay: 1", "esay: 1", "there is no question kind esay. Did you mean"),
        ("blueprint.yml", "single: 3", "single: 4", "add up to 5, but `items` to 4"),
        ("blueprint.yml", "of: 3}\ncond", "of: 4}\ncond", "pass.of: 4, but 3 questions of `items`"),
        ("blueprint.yml", "scored: 2", "scored: 4", "pass.scored: at most 3 can be right"),
        (
            "blueprint.yml",
            "correct: 2, of: 3",
            "correct: 2, of: 2",
            "course/blueprint.yml:5:43: conditions.0.of: 2, but `items` has 3 questions",
        ),
        ("blueprint.yml", "correct: 2", "correct: 4", "correct: at most 3 can be right"),
        (
            "blueprint.yml",
            'objectives: ["1.1"]',
            'objectives: ["1.1", "1.4"]',
            "conditions.0.objectives.1: course/blueprint.yml has no 1.4",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_and_how_to_mend_it(
    course: Path, name: str, old: str, new: str, said: str
) -> None:
    assert said in told(course, name, old, new)


def test_one_word_may_not_lead_to_two_terms(course: Path) -> None:
    said = told(
        course, "glossary.yml", "  link: false\n  forms: {ru: [", "  forms: {ru: [Пресс-релиз, "
    )
    assert said == (
        "course/glossary.yml:8:1: media: “Пресс-релиз” (ru) is a word for press-release as well. "
        "Take it from one, or write `link: false` in one"
    )


def test_all_mistakes_of_a_file_are_told_in_the_order_of_the_file(course: Path) -> None:
    file = course / "course" / "glossary.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("A1", "A8").replace("F1", "F8"), encoding="utf-8")
    with pytest.raises(evidence.EvidenceError) as error:
        evidence.glossary(course)
    lines = str(error.value).splitlines()
    assert [line.split(":")[1] for line in lines] == ["6", "7"]


def test_a_file_is_checked_again_when_another_that_it_names_has_changed(course: Path) -> None:
    assert evidence.glossary(course)
    claims = course / "course" / "claims.yml"
    claims.write_text(CLAIMS.replace("A1:", "A3:"), encoding="utf-8")
    later = claims.stat().st_mtime_ns + 1_000_000_000
    os.utime(claims, ns=(later, later))
    with pytest.raises(evidence.EvidenceError, match="has no A1"):
        evidence.glossary(course)


@pytest.mark.parametrize("name", READERS)
def test_a_file_that_is_missing_or_empty_is_named(course: Path, name: str) -> None:
    file = course / "course" / name
    file.write_text("", encoding="utf-8")
    with pytest.raises(evidence.EvidenceError, match=f"course/{name}: "):
        READERS[name](course)
    file.unlink()
    with pytest.raises(evidence.EvidenceError, match=f"course/{name}: No such file"):
        READERS[name](course)
