"""The words of the course: letters that only look right, and traces of unfinished work."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEXTS = sorted(
    path
    for folder, pattern in (
        ("book", "*.md"),
        ("book", "*.ipynb"),
        ("book", "*.svg"),
        ("quizzes", "*.yml"),
        ("course", "*.yml"),
        ("src/quizlib/locale", "*.json"),
        ("src/quizlib/templates", "*.yml"),
        ("src/quizlib/templates", "*.json"),
        ("i18n", "*.po"),
    )
    for path in (ROOT / folder).rglob(pattern)
    if ".ipynb_checkpoints" not in path.parts
)

_WORD = re.compile(r"[^\W\d_]+")
_LATIN, _CYRILLIC = re.compile(r"[A-Za-z]"), re.compile(r"[\u0400-\u052f]")


def mixed(text: str) -> list[str]:
    """Words that hold letters of both alphabets; a hyphen ends a word, so PR-бөлім is none."""
    # In JSON a line break is written as a backslash and an n.
    words = _WORD.findall(text.replace("\\n", " "))
    return [w for w in words if _LATIN.search(w) and _CYRILLIC.search(w)]


def test_a_latin_letter_inside_a_cyrillic_word_is_noticed() -> None:
    assert mixed("қызметi PR-бөлімі e-Otinish") == ["қызметi"]


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_word_mixes_latin_and_cyrillic_letters(path: Path) -> None:
    assert mixed(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_texts_are_stored_in_composed_unicode(path: Path) -> None:
    assert unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_text_holds_a_mark_of_unfinished_work(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(TODO|FIXME|XXX|lorem ipsum)\b", text, re.IGNORECASE)
