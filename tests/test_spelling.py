"""Each word of the course is spelt as hunspell or a reviewed list has it; see spelling.py.

Without hunspell these tests fail and say what to install: spelling is never passed over.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
import spelling
import spelling_texts
from helpers import ROOT
from spelling import DICTIONARIES, NoHunspell, Word, entries, ordered, strangers, superfluous, words
from spelling_texts import Text, markdown, texts

from quizlib.model import LANGUAGES

LATIN, CYRILLIC = re.compile("[A-Za-z]"), re.compile("[\u0400-\u052f]")


@cache
def places() -> dict[Word, list[str]]:
    return spelling.places(texts(ROOT))


def found(language: str, text: str) -> list[tuple[str, str]]:
    return [(word.language, word.word) for word in words(Text(language, text, "page.md", 1))]


# ---- our own course


def test_every_word_is_known() -> None:
    told = [f"{places()[word][0]}: {word.language}: {word.word}" for word in strangers(places())]
    assert told == []


@pytest.mark.parametrize("language", DICTIONARIES)
def test_no_entry_of_a_list_is_superfluous(language: str) -> None:
    used = {word.word for word in places() if word.language == language}
    assert superfluous(language, used) == []


@pytest.mark.parametrize("language", DICTIONARIES)
def test_a_list_is_in_order_and_has_each_word_once(language: str) -> None:
    assert entries(language) == ordered(entries(language))
    words_ = [entry.partition("/")[0] for entry in entries(language)]
    assert len(words_) == len(set(words_))


@pytest.mark.parametrize("language", DICTIONARIES)
def test_an_entry_is_a_word_of_one_alphabet_that_of_its_language(language: str) -> None:
    own, other = (LATIN, CYRILLIC) if language == "en" else (CYRILLIC, LATIN)
    for entry in entries(language):
        assert re.fullmatch(r"[^\W\d_]+(/[^\W\d_]+)?", entry), entry
        assert own.search(entry), entry
        assert not other.search(entry), entry


@pytest.mark.parametrize("language", DICTIONARIES)
def test_a_model_is_a_word_of_the_dictionary(language: str) -> None:
    models = {model for entry in entries(language) if (model := entry.partition("/")[2])}
    assert spelling.unknown(language, models) == set()


def test_texts_of_every_kind_are_looked_at() -> None:
    files = {place.rpartition(":")[0] for there in places().values() for place in there}
    for code in LANGUAGES:
        assert f"book/{code}/intro.md" in files
        assert f"book/{code}/press-service-and-pr.ipynb" in files
        assert f"book/{code}/figures/two-units.svg" in files
        for name in (code, f"learner/{code}", f"authors/{code}", f"preview/{code}"):
            assert f"src/quizlib/locale/{name}.json" in files
    for name in ("messages/translations/kk.json", "messages/lint.py", "templates/single.yml"):
        assert f"src/quizlib/{name}" in files
    assert {"quizzes/press-service-and-pr.yml", "course/claims.yml"} <= files
    assert any(name.endswith(".po") for name in files)


# ---- what is a word, and of which language


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("kk", "Баспасөз қызметі", [("kk", "Баспасөз"), ("kk", "қызметі")]),
        ("ru", "пресс-служба", [("ru", "пресс"), ("ru", "служба")]),
        (
            "kk",
            "PR-дың бөлімі, PR-бөлім",
            [*[("en", "PR"), ("kk", "бөлімі")], ("en", "PR"), ("kk", "бөлім")],
        ),
        ("ru", "10-го, 3-й урок, БАҚ-тың", [("ru", "урок"), ("kk", "БАҚ")]),
        ("ru", "акимат «Нәтиже»", [("ru", "акимат"), ("kk", "Нәтиже")]),
        ("en", "the akimat's, don’t", [("en", "the"), ("en", "akimat"), ("en", "don't")]),
        ("kk", "adilet.zan.kz, quizzes/a.yml, --lang, {name}, [[gap]], A67, b_c", []),
        ("ru", "https://example.org/абв и a@b.kz", []),
        ("kk", "қызметi", [("kk", "қызметi")]),  # a Latin i: no dictionary knows it
        ("ru", "А Б в", []),
        ("kk", "A91-дегі кездесу", [("kk", "кездесу")]),
    ],
)
def test_a_text_falls_into_words_of_the_language_of_their_letters(
    language: str, text: str, wanted: list[tuple[str, str]]
) -> None:
    assert found(language, text) == wanted


def test_only_endings_are_passed_over_after_a_name() -> None:
    assert found("kk", "Excel-ге, Excel-дегі, Excel-файл, Excel-бағандарына") == [
        *[("en", "Excel")] * 3,
        ("kk", "файл"),
        ("en", "Excel"),
        ("kk", "бағандарына"),
    ]


# ---- what is looked at in a file

PAGE = """\
(anchor)=
# Бірінші `code` сөз

% English comment
:::{admonition} Екінші
:class: note

Үшінші *төртін*ші
:::

```{code-block} yaml
prompt: Not looked at
```

:::{figure} figures/name.svg
:alt: Бесінші
:name: fig-name

Алтыншы
:::

<div lang="en">

seventh

</div>

[Сегізінші](source.md#a1) <https://example.org/ninth> `code`-дегі
"""


def test_markup_code_comments_and_addresses_are_left_out() -> None:
    """And the lines are those of the file."""
    told = [
        (word.language, word.word, line)
        for code, text, line in markdown(PAGE, "kk")
        for word in words(Text(code, text, "", line))
    ]
    assert told == [
        ("kk", "Бірінші", 2),
        ("kk", "сөз", 2),
        ("kk", "Екінші", 5),
        ("kk", "Үшінші", 8),
        ("kk", "төртінші", 8),
        ("kk", "Бесінші", 16),
        ("kk", "Алтыншы", 19),
        ("en", "seventh", 24),
        ("kk", "Сегізінші", 28),
    ]


def test_a_notebook_is_read_by_the_lines_of_its_file() -> None:
    cells = [
        {"cell_type": "code", "source": ["Not looked at"]},
        {"cell_type": "markdown", "source": ["# Бір\n", "\n", "Екі\n"]},
    ]
    text = json.dumps({"cells": cells}, ensure_ascii=False, indent=1)
    told = [(said, line) for _, said, line in spelling_texts.notebook(text, "kk") if said]
    assert [said for said, _ in told] == ["Бір", "Екі"]
    for said, line in told:
        assert said in text.split("\n")[line - 1]


def test_a_bank_is_looked_at_but_for_what_a_reader_may_type() -> None:
    text = """\
title: {kk: Бір, en: One}
allow: {stem-long: Not looked at}
questions:
  - prompt: {kk: "Екі `code`"}
    accept: {kk: [бир, бырр]}
    mistakes: [{text: {kk: ушш}, feedback: {kk: Төрт}}]
"""
    told = [(code, said, line) for code, said, line in spelling_texts.in_yaml(text) if said]
    assert told == [
        ("kk", "Бір", 1),
        ("en", "One", 1),
        ("kk", f"Екі {spelling_texts.CODE}", 4),
        ("kk", "Төрт", 6),
    ]


# ---- the lists


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    for language in DICTIONARIES:
        (tmp_path / f"{language}.txt").write_text("", encoding="utf-8")
    return tmp_path


def fill(folder: Path, language: str, *lines: str) -> None:
    text = "".join(f"{line}\n" for line in lines)
    (folder / f"{language}.txt").write_text(text, encoding="utf-8")


def test_an_entry_with_a_model_knows_the_forms_of_a_word(lists: Path) -> None:
    asked = [Word("ru", "акимата"), Word("ru", "Акиматам"), Word("ru", "акиматс")]
    assert strangers(asked, lists) == sorted(asked, key=lambda word: word.word.casefold())
    fill(lists, "ru", "акимат/комбинат")
    assert strangers(asked, lists) == [Word("ru", "акиматс")]


def test_a_misspelt_word_is_named_in_each_language(lists: Path) -> None:
    wrong = [Word("kk", "қызмметі"), Word("ru", "служжба"), Word("en", "servvice")]
    right = [Word("kk", "қызметі"), Word("ru", "служба"), Word("en", "service")]
    assert strangers([*wrong, *right], lists) == sorted(wrong)


def test_a_russian_word_in_a_kazakh_text_needs_quotation_marks(lists: Path) -> None:
    asked = found_words("kk", "«обращение» деген сөз, обращение")
    assert [(word.word, word.quoted) for word in strangers(asked, lists)] == [("обращение", False)]


def found_words(language: str, text: str) -> list[Word]:
    return list(words(Text(language, text, "page.md", 1)))


def test_entries_that_know_nothing_new_are_superfluous(lists: Path) -> None:
    fill(lists, "ru", "акимат/комбинат", "билборд", "дом", "лайк/танк")
    assert superfluous("ru", ["акиматов", "дом", "билборд"], lists) == ["дом", "лайк/танк"]
    fill(lists, "ru", "акимат/комбинат", "акиматов")
    assert superfluous("ru", ["акимата", "акиматов"], lists) == ["акиматов"]


def test_without_hunspell_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoHunspell, match="apt-get install hunspell hunspell-kk hunspell-ru"):
        strangers([Word("kk", "сөз")])


def test_without_a_dictionary_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DICTIONARIES, "kk", "kk_NOWHERE")
    with pytest.raises(NoHunspell, match="hunspell-kk"):
        strangers([Word("kk", "сөз")])


# ---- the command


def test_the_command_names_each_word_with_its_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    book = tmp_path / "book" / "ru"
    book.mkdir(parents=True)
    (book / "page.md").write_text("# Слово\n\nСловво и словво, ещё Словво\n", encoding="utf-8")
    (tmp_path / "words").mkdir()
    for language in DICTIONARIES:
        fill(tmp_path / "words", language, *(["лишнее"] if language == "ru" else []))
    assert spelling.report(tmp_path, candidates=False) == 1
    assert capsys.readouterr().out.splitlines() == [
        "book/ru/page.md:3: ru: Словво and 1 more",
        "book/ru/page.md:3: ru: словво",
        "words/ru.txt: лишнее: superfluous, take it out",
        "2 words are unknown, 1 entries superfluous.",
    ]
    assert spelling.report(tmp_path, candidates=True) == 0
    assert capsys.readouterr().out.splitlines() == ["# kk", "# ru", "Словво", "словво", "# en"]
