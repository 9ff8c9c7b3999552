"""`quizlib translate`: what is confirmed, what is stale, and what authors are told of it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from helpers import BANK, GOOD, ROOT
from translating import (
    RULES_ON_TRANSLATIONS,
    TRILINGUAL,
    a_course,  # noqa: F401
    change,
    found,
    run,
    status,
    without_english,
)

from quizlib import lint
from quizlib.bankfile import read
from quizlib.load import load
from quizlib.messages.translate import MESSAGES
from quizlib.translate import stamps
from quizlib.translate.texts import stamp, texts
from quizlib.translate.words import role

BANKS = [*GOOD, *sorted((ROOT / "quizzes").glob("*.yml"))]
# ---- the texts of a bank


def words_of(data: Any, languages: Sequence[str], way: tuple[str | int, ...] = ()) -> Any:
    """Every mapping by language in the data of a file, with its way."""
    if isinstance(data, dict):
        if list(data) and set(data) <= set(languages):
            yield way, data
            return
        for name, inner in data.items():
            yield from words_of(inner, languages, (*way, name))
    elif isinstance(data, list):
        for i, inner in enumerate(data):
            yield from words_of(inner, languages, (*way, i))


@pytest.mark.parametrize("file", BANKS, ids=lambda f: f.stem)
def test_every_text_of_every_kind_is_listed_once_under_a_name_of_its_own(file: Path) -> None:
    reading = read(file, file.name)
    assert reading.bank
    assert reading.source
    listed = list(texts(reading.bank, reading.numbers))
    assert len({text.key for text in listed}) == len(listed)
    languages = reading.bank.head.languages
    if len(languages) > 1:
        written = list(words_of(reading.source.data, languages))
        assert sorted((t.way, t.words) for t in listed) == sorted(written)
    for text in listed:
        for language in ("kk", "ru", "en"):
            assert role(text, language)
            assert "." not in role(text, language)


def test_texts_are_named_by_ids_and_by_numbers_only_where_there_are_none() -> None:
    bank = load(ROOT / "tests/good/further-kinds.yml")
    keys = {text.key for text in texts(bank, range(len(bank.questions)))}
    assert {
        "title",
        "fk-match.pairs.press.match",
        "fk-cloze.blanks.term.mistakes.news.accept",
        "fk-scenario.steps.call.choices.answer.consequence",
        "fk-scale-before.points.1",
        "fk-essay.checklist.time.text",
    } <= keys


def test_spaces_at_the_ends_and_the_form_of_letters_do_not_count_and_words_do() -> None:
    assert stamp(" Кім?\n") == stamp("Кім?")
    assert stamp("й") == stamp("и\u0306")
    assert stamp(["a ", "b"]) == stamp(["a", "b"])
    assert len({stamp(w) for w in ("a b", "ab", "a  b", ["a", "b"], ["a b"], ["b", "a"])}) == 6


# ---- stale


def test_another_kazakh_text_makes_exactly_its_russian_and_english_stale(course: Path) -> None:
    run("confirm", "bank", "--all")
    assert found(course) == []
    change(course, "Баспасөз қызметін кім басқарады?", "Баспасөз қызметін кім құрады?")
    told = (
        "the source text (`kk`) has changed since this translation (`{code}`) was confirmed; "
        "it now reads «Баспасөз қызметін кім құрады?». Bring the translation into line with it, "
        "then run `quizlib translate confirm bank head --lang {code}`."
    )
    assert found(course) == [
        f"error: quizzes/bank.yml:16:11: questions[0].prompt.ru: {told.format(code='ru')}",
        f"error: quizzes/bank.yml:17:11: questions[0].prompt.en: {told.format(code='en')}",
    ]
    assert run("status", "--list").splitlines()[-2:] == [
        "quizzes/bank.yml:16:11: ru: head.prompt: stale",
        "quizzes/bank.yml:17:11: en: head.prompt: stale",
    ]
    counts = {"texts": 11, "current": 10, "stale": 1, "unconfirmed": 0, "missing": 0, "same": 0}
    assert status() == {"ru": counts, "en": counts}

    change(course, "Кто возглавляет пресс-службу?", "Кто создаёт пресс-службу?")
    assert len(found(course)) == 2, "writing it anew is not yet confirming it"
    said = run("confirm", "bank", "head", "--lang", "ru")
    assert said == "6 translations confirmed, 1 of them anew.\n"
    [line] = found(course)
    assert "(`en`)" in line
    run("confirm", "bank", "head.prompt")
    assert found(course) == []


def test_each_text_of_the_source_makes_its_translations_stale_and_no_other_does(
    course: Path,
) -> None:
    run("confirm", "bank", "--all")
    before = (course / "quizzes/bank.yml").read_text(encoding="utf-8")
    for old, keys in {
        "Сынақ": ["title"],
        "Орынбасар": ["head.options.deputy.text"],
        "Екінші жолды қараңыз.": ["head.options.deputy.feedback"],
        "Кестені қараңыз.": ["head.hints.1"],
        "[баспасөз хатшысы]": ["word.accept"],
        "Жоқ.": ["word.otherwise"],
    }.items():
        new = "[баспасөз хатшысы, хатшы]" if old.startswith("[") else "Басқаша."
        change(course, old, new)
        listed = [line.split(": ")[2] for line in run("status", "--list").splitlines()[3:]]
        assert listed == keys * 2, old
        assert len(found(course)) == 2
        (course / "quizzes/bank.yml").write_text(before, encoding="utf-8")
    change(course, "Смотрите таблицу.", "Посмотрите таблицу.")
    assert found(course) == [], "a translation may be mended"


def test_options_that_change_places_keep_their_stamps_and_hints_do_not(course: Path) -> None:
    run("confirm", "bank", "--all")
    text = (course / "quizzes/bank.yml").read_text(encoding="utf-8")
    chief, deputy = text.index("      - id: chief"), text.index("      - id: deputy")
    hints = text.index("    hints:")
    moved = text[:chief] + text[deputy:hints] + text[chief:deputy] + text[hints:]
    (course / "quizzes/bank.yml").write_text(moved, encoding="utf-8")
    assert found(course) == []
    first = '    hints:\n      - {kk: "Жаңа.", ru: "Новая.", en: "New."}\n'
    change(course, "    hints:\n", first)
    assert [line.split(": ")[2] for line in found(course) if "error" in line] == [
        "questions[0].hints[0].ru",
        "questions[0].hints[0].en",
    ]


# ---- not confirmed


def test_a_bank_that_was_never_confirmed_is_one_warning_at_its_head(course: Path) -> None:
    assert found(course) == [
        "warning: quizzes/bank.yml:3:12: languages: the translations of this bank (ru, en) are "
        "not confirmed against the source text (`kk`). Compare them, then run "
        "`quizlib translate confirm bank --all`."
    ]


def test_a_new_question_is_one_warning_and_a_new_language_one_for_the_bank(course: Path) -> None:
    run("confirm", "bank", "head", "title", "--lang", "ru")
    assert found(course) == [
        "warning: quizzes/bank.yml:3:12: languages: the translations of this bank (en) are not "
        "confirmed against the source text (`kk`). Compare them, then run "
        "`quizlib translate confirm bank --all --lang en`.",
        "warning: quizzes/bank.yml:41:9: questions[1].id: 4 translations here (ru: 4) are not "
        "confirmed against the source text (`kk`). Compare them, then run "
        "`quizlib translate confirm bank word`.",
    ]


def test_several_languages_without_a_source_language_are_told(course: Path) -> None:
    change(course, "source_language: kk\n", "")
    [line] = found(course)
    assert "does not say which one it is written in. Write `source_language: kk`" in line
    assert "no source_language, so nothing can be compared" in run("status")
    for command in (
        ["confirm", "bank", "--all"],
        ["export", "bank", "--to", "ru"],
    ):
        assert run(*command, code=1).startswith("error: quizzes/bank.yml:2:12: the bank does not")


def test_a_bank_in_one_language_has_nothing_to_confirm(course: Path) -> None:
    (course / "quizzes/bank.yml").write_text(BANK, encoding="utf-8")
    assert found(course) == []
    assert status() == {}


def test_a_question_may_say_why_its_translation_is_not_confirmed(course: Path) -> None:
    run("confirm", "bank", "head", "title")
    reason = "    allow: {translation-unconfirmed: The Russian terms are still being discussed.}\n"
    change(course, "  - id: word\n", "  - id: word\n" + reason)
    assert found(course) == []


def test_one_wording_in_two_languages_is_counted_where_it_is_more_than_a_name(
    course: Path,
) -> None:
    change(course, "Who heads the press service?", "Баспасөз қызметін кім басқарады?")
    change(course, 'en: "The chief"', 'en: "Басшы"')
    assert (status()["en"]["same"], status()["ru"]["same"]) == (1, 0)
    assert "1 text the same in two languages (see --list)" in run("status")
    assert "en: head.prompt: the same as in kk" in run("status", "--list")


def test_a_translation_that_is_missing_is_counted_and_the_bank_is_not_confirmed(
    course: Path,
) -> None:
    change(course, '      ru: "Кто возглавляет пресс-службу?"\n', "")
    assert status_of_broken() == {"ru": 1, "en": 0}
    said = run("confirm", "bank", "--all", code=1)
    assert "the text has no `ru`" in said or "missing" in said
    assert not (course / "quizzes/translations.json").exists()


def status_of_broken() -> dict[str, int]:
    [bank] = json.loads(run("status", "--format", "json", code=1))
    return {code: count["missing"] for code, count in bank["languages"].items()}


# ---- the commands


def test_confirm_asks_which_questions_and_knows_them(course: Path) -> None:
    assert "Name the questions, or add --all" in run("confirm", "bank", code=2)
    said = run("confirm", "bank", "haed", "--lang", "kk", code=1)
    assert "the bank has no texts in `kk`. Its languages are ru, en." in said
    assert "the bank has no question `haed`. Did you mean `head`?" in said
    assert "there is no bank bnak" in run("confirm", "bnak", "--all", code=1)
    assert not (course / "quizzes/translations.json").exists()


def test_stamps_of_what_is_gone_are_counted_and_dropped(course: Path) -> None:
    run("confirm", "bank", "--all")
    text = (course / "quizzes/bank.yml").read_text(encoding="utf-8")
    (course / "quizzes/bank.yml").write_text(text[: text.index("\n  - id: word")] + "\n", "utf-8")
    assert "8 stamps of texts that are gone" in run("status")
    said = run("confirm", "bank", "title")
    assert said.endswith("8 stamps of texts that are gone removed.\n")
    assert "gone" not in run("status")
    (course / "quizzes/bank.yml").rename(course / "quizzes/other.yml")
    assert "14 stamps" in run("confirm", "other", "title")


def test_stamps_of_a_language_that_is_gone_are_dropped(course: Path) -> None:
    run("confirm", "bank", "--all")
    file = course / "quizzes/bank.yml"
    file.write_text(without_english(TRILINGUAL), encoding="utf-8")
    assert "11 stamps of texts that are gone" in run("status")
    assert "11 stamps of texts that are gone removed" in run("confirm", "bank", "title")
    assert '"en"' not in (course / "quizzes/translations.json").read_text(encoding="utf-8")


def test_a_bank_elsewhere_keeps_its_stamps_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "bank.yml"
    file.write_text(TRILINGUAL, encoding="utf-8")
    run("confirm", str(file), "--all")
    assert "22 translations confirmed, 0 of them anew" in run("confirm", str(file), "--all")
    assert (tmp_path / stamps.NAME).is_file()


# ---- the file of stamps


def test_the_stamps_are_sorted_with_a_line_for_each_text(course: Path) -> None:
    run("confirm", "bank", "word", "--lang", "ru")
    run("confirm", "bank", "title")
    file = course / "quizzes/translations.json"
    name = stamp("Сынақ")
    assert file.read_text(encoding="utf-8").splitlines() == [
        "{",
        '  "version": 1,',
        '  "banks": {',
        '    "bank": {',
        f'      "title": {{"en": "{name}", "ru": "{name}"}},',
        f'      "word.accept": {{"ru": "{stamp(["баспасөз хатшысы"])}"}},',
        f'      "word.feedback": {{"ru": "{stamp("Иә.")}"}},',
        f'      "word.otherwise": {{"ru": "{stamp("Жоқ.")}"}},',
        f'      "word.prompt": {{"ru": "{stamp("Кім?")}"}}',
        "    }",
        "  }",
        "}",
    ]
    before = file.stat().st_mtime_ns
    run("confirm", "bank", "title")
    assert file.stat().st_mtime_ns == before, "the same stamps are not written again"
    assert stamps.text({}) == '{\n  "version": 1,\n  "banks": {}\n}\n'


def test_what_two_people_confirm_merges(course: Path) -> None:
    run("confirm", "bank", "--all")
    file = course / "quizzes/translations.json"
    base = file.read_bytes()
    change(course, "Кестеде солай.", "Кестеде осылай.")
    change(course, "Кім?", "Қай қызметкер?")
    run("confirm", "bank", "head")
    (course / "theirs").write_bytes(file.read_bytes())
    file.write_bytes(base)
    run("confirm", "bank", "word")
    (course / "base").write_bytes(base)
    subprocess.run(
        ["git", "merge-file", file.name, "../base", "../theirs"], cwd=file.parent, check=True
    )
    assert found(course) == []


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        ('{\n  "version": 1,\n<<<<<<< ours\n', "stamps-json", ":3:1"),
        ("[" * 100_000, "stamps-form", ""),
        (b"\xff\xfe{}", "stamps-form", ""),
        ('{"version": ' + "9" * 5000 + "}", "stamps-form", ""),
        ("[]", "stamps-form", ""),
        ('{"version": 1}', "stamps-form", ""),
        ('{"version": true, "banks": {}}', "stamps-form", ""),
        ('{"version": 1, "banks": {"bank": {"title": {"ru": 7}}}}', "stamps-form", ""),
        ('{"version": 1, "banks": {"bank": {"title": {"xx": "a"}}}}', "stamps-form", ""),
        ('{"version": 2, "banks": []}', "stamps-newer", ""),
    ],
)
def test_a_record_that_cannot_be_used_is_a_problem_and_stays_as_it_is(
    course: Path, content: str | bytes, code: str, place: str
) -> None:
    file = course / "quizzes/translations.json"
    raw = content if isinstance(content, bytes) else content.encode()
    file.write_bytes(raw)
    what, mend = MESSAGES[code]
    for command in (
        ["status"],
        ["confirm", "bank", "--all"],
        ["export", "bank", "--to", "ru"],
    ):
        said = run(*command, code=1)
        assert said.startswith(f"error: quizzes/translations.json{place}: {what[:40]}")
        assert mend[-20:] in said
    assert found(course) == [
        "error: quizzes/bank.yml:1:1: the record of confirmed translations cannot be used "
        f"(quizzes/translations.json{place}). Run `quizlib translate status`, which says what is "
        "wrong with it."
    ]
    assert file.read_bytes() == raw


def test_a_record_that_cannot_be_written_is_a_problem(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(stamps, "write_text", full)
    said = run("confirm", "bank", "--all", code=1)
    assert "the file cannot be written: No space left on device" in said


def test_the_courses_own_banks_are_confirmed() -> None:
    for file in sorted((ROOT / "quizzes").glob("*.yml")):
        reading = read(file, file.as_posix())
        assert [str(p) for p in lint.findings(reading) if p.code in RULES_ON_TRANSLATIONS] == []
        assert reading.bank
        confirmed = stamps.of_bank(file)
        assert confirmed.keys() == {t.key for t in texts(reading.bank, reading.numbers)}
