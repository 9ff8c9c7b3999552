"""What a page with an exam knows of objectives and paragraphs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from small_course import quiz_course

from quizlib.site.build import build


def outline(out: Path, page: str = "practice") -> Any:
    """The data of a page, or None."""
    tree = html.document_fromstring((out / "en" / f"{page}.html").read_bytes())
    script = tree.find(".//script[@class='qz-outline']")
    return None if script is None else json.loads(script.text or "")


@pytest.fixture
def course(root: Path, tmp_path: Path) -> Path:
    return quiz_course(root, tmp_path / "course", "mode: exam\n")


def test_an_exam_names_its_objectives_and_the_paragraphs_to_read_again(
    course: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    build(course, out, ["en"], lambda line: None)
    assert outline(out) == {
        "objectives": {"1.1": "c"},
        "paragraphs": {
            "first": {"href": "lesson.html#first", "text": "Press service — Press release"}
        },
    }
    assert outline(out, "lesson") is None

    lesson = course / "book" / "en" / "lesson.md"
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text.replace("## Press release", "## Another heading"), encoding="utf-8")
    build(course, out, ["en"], lambda line: None)
    assert outline(out)["paragraphs"]["first"]["text"] == "Press service — Another heading"
