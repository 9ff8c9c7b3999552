"""The real site, built once for all tests that look at it."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from lxml import html
from small_course import small_course

from quizlib.site import config
from quizlib.site.build import BuildError, build
from quizlib.site.languages import CODES

#: Longer than a build takes on the slowest machine.
BUILD_SECONDS = 300
#: What a course consists of.
SOURCES = ("_config.yml", "_toc.yml", "book", "course", "i18n", "quizzes")


@dataclass(frozen=True)
class Site:
    """A built site and the copy of the course it was built from."""

    course: Path
    out: Path

    @property
    def pages(self) -> list[str]:
        """The names of the pages, in reading order."""
        return config.pages(self.course)

    def file(self, language: str, page: str) -> Path:
        """The file of a page."""
        return self.out / language / f"{page}.html"

    def page(self, language: str, page: str) -> html.HtmlElement:
        """A page as a tree; not to be changed."""
        return parse(self.file(language, page))

    def all_pages(self) -> Iterator[tuple[str, str]]:
        """Every (language, page), with the search page of each edition."""
        for language in CODES:
            for page in (*self.pages, "search"):
                yield language, page


@cache
def parse(file: Path) -> html.HtmlElement:
    """The tree of an HTML file."""
    return html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def words(element: html.HtmlElement) -> str:
    """The text of an element with its white space made even."""
    return " ".join(str(element.text_content()).split())


def copy_course(root: Path, target: Path) -> Path:
    """A copy of the course's sources that a test may change."""
    target.mkdir(parents=True)
    for name in SOURCES:
        source = root / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns(".ipynb_*"))
        else:
            shutil.copy(source, target / name)
    return target


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder: relative path → bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="session")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The three editions, built from a copy of the course, once for all processes.

    Neither is to be changed.
    """
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    folder /= "site"
    site, done = Site(folder / "course", folder / "out"), folder / "done"
    try:
        folder.mkdir()
    except FileExistsError:
        _wait_for(done)
        return site
    try:
        build(copy_course(root, site.course), site.out, progress=lambda line: None)
        done.write_text("", encoding="utf-8")
    except BuildError as error:
        done.write_text(str(error), encoding="utf-8")
        raise
    return site


@pytest.fixture(scope="session")
def small_site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small course in three editions: quick to build, and not to be changed."""
    folder = tmp_path_factory.mktemp("small")
    course = small_course(root, folder / "course")
    build(course, folder / "out", progress=lambda line: None)
    return Site(course, folder / "out")


def _wait_for(done: Path) -> None:
    """Wait for the process that builds the site.  Raises BuildError if it could not."""
    for _ in range(BUILD_SECONDS * 5):
        if done.exists():
            break
        time.sleep(0.2)
    else:
        pytest.fail(f"the site was not built within {BUILD_SECONDS} seconds")
    if said := done.read_text(encoding="utf-8"):
        raise BuildError(said)
