"""Building: the same bytes each time, only what changed, and messages an author can act on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from site_fixtures import Site, contents, copy_course, parse
from small_course import quiz_course

from quizlib.load import load
from quizlib.site.build import BuildError, build, messages
from quizlib.site.languages import CODES
from quizlib.stub import Stub

LESSON = "press-service-and-pr"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
THOROUGH = bool(os.environ.get("QUIZLIB_VERIFY"))


def silent(line: str) -> None:
    """Progress is for people."""


def replace_once(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path.name, old, text.count(old))
    path.write_text(text.replace(old, new), encoding="utf-8")


def failure(course: Path, tmp_path: Path, *languages: str) -> str:
    """What an author is told when the course cannot be built."""
    with pytest.raises(BuildError) as error:
        build(course, tmp_path / "out", languages or CODES, silent)
    assert not (tmp_path / "out").exists(), "a site that cannot be built whole must not appear"
    return str(error.value)


@pytest.fixture
def course(root: Path, tmp_path: Path) -> Path:
    """A copy of the course to break."""
    return copy_course(root, tmp_path / "a-course-elsewhere")


@dataclass(frozen=True)
class Twins:
    """Two builds of the same sources from different folders, and a bank with the page of its quiz.

    ``changed`` names what a word of the bank changes in an edition.  A test that changes the
    sources of the second puts them right again.
    """

    first: Site
    second: Site
    bank: str
    changed: tuple[str, ...]


@pytest.fixture(scope="module")
def twins(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Twins:
    """A small course; in a thorough run, the whole one."""
    root: Path = request.getfixturevalue("root")

    def built(copy: Callable[[Path, Path], Path]) -> Site:
        folder = tmp_path_factory.mktemp("twin")
        course = copy(root, folder / "a-course")
        build(course, folder / "out", progress=silent)
        return Site(course, folder / "out")

    if not THOROUGH:
        return Twins(built(quiz_course), built(quiz_course), "practice", ("practice.html",))
    # The review asks the question too; its page names the script with a sum of what is in it.
    # What the course covers counts the translations that are outdated now.
    names = (f"{LESSON}.html", "coverage.html", "review.html", f"_static/review/{LESSON}.js")
    return Twins(request.getfixturevalue("site"), built(copy_course), LESSON, names)


def test_two_builds_of_the_same_sources_give_the_same_bytes(twins: Twins) -> None:
    first, second = contents(twins.first.out), contents(twins.second.out)
    assert list(first) == list(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_one_word_of_a_bank_changes_its_page_in_each_edition_and_no_notebook(
    twins: Twins, tmp_path: Path
) -> None:
    another = twins.second
    bank = another.course / "quizzes" / f"{twins.bank}.yml"
    original, before = bank.read_bytes(), contents(another.out)
    written = bank.read_text(encoding="utf-8")
    question = next(  # one whose stem stands in the file as it is, in one line
        question
        for question in load(bank).questions
        if all(written.count(question.prompt[language]) == 1 for language in CODES)
    )
    try:
        for language in CODES:
            # A word that the page has already, so that the search index stays as it is.
            text = question.prompt[language]
            replace_once(bank, text, f"PR {text}")
        build(another.course, tmp_path / "edited", progress=silent)
    finally:
        bank.write_bytes(original)
    after = contents(tmp_path / "edited")
    changed = [name for name in before if before[name] != after.get(name)]
    assert changed == sorted(f"{language}/{name}" for language in CODES for name in twins.changed)
    # What is taken over from an earlier build must not differ from what a first build makes.
    build(another.course, tmp_path / "restored", progress=silent)
    assert contents(tmp_path / "restored") == before


def test_jupyter_book_alone_builds_the_kazakh_edition_without_a_warning(course: Path) -> None:
    command = Path(sys.executable).with_name("jupyter-book")
    done = subprocess.run(
        [str(command), "build", "."], cwd=course, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stdout + done.stderr
    page = parse(course / "_build" / "html" / "book" / "kk" / f"{LESSON}.html")
    assert page.get("lang") == "kk"
    assert page.xpath("//section[@class='qz']")
    assert not page.xpath("//nav[contains(@class, 'languages')]"), "one edition has no choice"


def test_a_broken_bank_stops_the_build_with_the_message_for_its_author(
    course: Path, tmp_path: Path
) -> None:
    bank = course / "quizzes" / f"{LESSON}.yml"
    text = bank.read_text(encoding="utf-8")
    bank.write_text(text.replace("kind: single", "kind: singel", 1), encoding="utf-8")
    line = text[: text.index("kind: single")].count("\n") + 1
    said = failure(course, tmp_path)
    assert said.startswith(f"quizzes/{LESSON}.yml:{line}:")
    assert "Did you mean `single`?" in said
    assert "Traceback" not in said


def test_a_page_missing_in_one_language_is_named(course: Path, tmp_path: Path) -> None:
    (course / "book" / "ru" / "source.md").unlink()
    said = failure(course, tmp_path)
    assert said == "book/ru/source: _toc.yml lists this page; it is missing"


def test_a_mistake_in_the_evidence_is_named_with_its_place(course: Path, tmp_path: Path) -> None:
    claims = course / "course" / "claims.yml"
    claims.write_text(claims.read_text(encoding="utf-8") + "\nA900:\n  txt: no\n", encoding="utf-8")
    said = failure(course, tmp_path)
    assert "course/claims.yml:" in said
    assert "A900.txt" in said


def test_mistakes_of_a_page_are_told_together_with_file_and_line(
    root: Path, tmp_path: Path
) -> None:
    course = quiz_course(root, tmp_path / "a-course")
    (course / "book" / "en" / "figure.svg").write_text(SVG, encoding="utf-8")
    page = course / "book" / "en" / "intro.md"
    lines = page.read_text(encoding="utf-8").splitlines()
    lines += [
        "",
        "An unknown claim [A999](source.md#a999) and a crooked one [A1](source.md#a2).",
        "",
        "```{figure} figure.svg",
        "```",
    ]
    page.write_text("\n".join(lines), encoding="utf-8")
    said = failure(course, tmp_path, "en")
    line = len(lines) - 3
    assert f"book/en/intro.md:{line}: WARNING: there is no claim A999 in course/claims.yml" in said
    assert f"book/en/intro.md:{line}: WARNING: the link A1 leads to #a2" in said
    assert "the figure figure.svg has no text alternative" in said
    assert str(tmp_path) not in said


def test_a_stub_that_no_bank_fits_stops_the_build(root: Path, tmp_path: Path) -> None:
    course = quiz_course(root, tmp_path / "a-course")
    page = course / "book" / "en" / "intro.md"
    stub = Stub("practise", "en").html()
    page.write_text(page.read_text(encoding="utf-8") + f"\n{stub}\n", encoding="utf-8")
    said = failure(course, tmp_path, "en")
    assert "intro: " in said
    assert "there is no bank practise" in said
    assert "Did you mean `practice`?" in said
    assert "Traceback" not in said


def test_a_long_list_of_messages_is_cut() -> None:
    said = messages("".join(f"/c/book/x.md:{n}: WARNING\n" for n in range(100)), Path("/c"))
    assert said.startswith("book/x.md:0: WARNING\n")
    assert said.endswith("… and 70 more")
