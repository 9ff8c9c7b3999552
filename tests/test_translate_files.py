"""What goes to translators and comes back: spreadsheet and XLIFF, out and in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from helpers import ROOT, TESTS
from openpyxl import load_workbook
from translating import (
    BANKS,
    FORMATS,
    TRILINGUAL,
    a_course,  # noqa: F401
    bank_file,
    change,
    difference,
    export,
    found,
    run,
    status,
    translated,
    without_english,
)

from quizlib.load import load
from quizlib.messages.translate import MESSAGES
from quizlib.translate import stamps

# ---- out and in again


@pytest.mark.parametrize("name", [f"bank.ru.{ending}" for ending in FORMATS])
def test_a_round_trip_changes_only_the_lines_of_the_texts_translated(
    course: Path, name: str
) -> None:
    run("confirm", "bank", "--all")
    change(course, "Баспасөз қызметін кім басқарады?", "Баспасөз қызметін кім құрады?")
    change(course, "Екінші жолды қараңыз.", "Үшінші жолды қараңыз.")
    change(course, "[баспасөз хатшысы]", "[баспасөз хатшысы, хатшы]")
    assert len(found(course)) == 6
    before = bank_file(course).read_text(encoding="utf-8")
    work = {
        "head.prompt": "Кто создаёт пресс-службу: «руководитель»?",
        "head.options.deputy.feedback": "Его там нет.\n\nСмотрите третью строку.",
        "head.options.chief.text": "Глава",
        "word.accept": "пресс-секретарь\nсекретарь по печати\nпресс-атташе",
    }
    file = translated(export(name=name), work)
    assert run("import", str(file)) == "quizzes/bank.yml: 4 texts changed, 4 confirmed.\n"
    after = bank_file(course).read_text(encoding="utf-8")
    assert difference(before, after) == [
        '-      ru: "Кто возглавляет пресс-службу?"',
        '+      ru: "Кто создаёт пресс-службу: «руководитель»?"',
        '-        text: {kk: "Басшы", ru: "Руководитель", en: "The chief"}',
        '+        text: {kk: "Басшы", ru: "Глава", en: "The chief"}',
        "-            В таблице его нет.",
        "+            Его там нет.",
        "-            Смотрите вторую строку.",
        "+            Смотрите третью строку.",
        '-        - "секретарь"  # rarely',
        '+        - "секретарь по печати"  # rarely',
        '+        - "пресс-атташе"',
    ]
    assert [line for line in found(course) if "(`ru`)" in line] == []
    assert len(found(course)) == 3, "English is stale as before"
    assert run("import", str(file)) == "quizzes/bank.yml: no texts changed, 0 confirmed.\n"


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("bank", BANKS, ids=lambda f: f.stem)
def test_a_file_that_nobody_touched_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bank: Path, ending: str
) -> None:
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes/bank.yml").write_bytes(bank.read_bytes())
    monkeypatch.chdir(tmp_path)
    if len(load(Path("quizzes/bank.yml")).head.languages) == 1:
        return  # nothing to translate
    file = export(name=f"bank.en.{ending}", to="en")
    assert "no texts changed, 0 confirmed" in run("import", str(file))
    assert (tmp_path / "quizzes/bank.yml").read_bytes() == bank.read_bytes()


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_stay(course: Path, mark: bytes) -> None:
    raw = mark + TRILINGUAL.replace("\n", "\r\n").encode()
    bank_file(course).write_bytes(raw)
    work = {"head.options.deputy.feedback": "Нет.\n\nСмотрите сюда.", "title": "Испытание"}
    run("import", str(translated(export(), work)))
    expected = raw
    for old, new in {
        "В таблице его нет.": "Нет.",
        "Смотрите вторую строку.": "Смотрите сюда.",
        "Проба": "Испытание",
    }.items():
        expected = expected.replace(old.encode(), new.encode())
    assert bank_file(course).read_bytes() == expected


def test_a_dry_run_says_what_would_change_and_writes_nothing(course: Path) -> None:
    file = translated(export(), {"title": "Испытание"})
    assert run("import", str(file), "--dry-run").splitlines() == [
        "  title",
        "quizzes/bank.yml: 1 text changed, 1 confirmed, if this were written.",
    ]
    assert bank_file(course).read_text(encoding="utf-8") == TRILINGUAL
    assert not (course / "quizzes/translations.json").exists()


def test_only_what_a_translator_vouches_for_is_confirmed(course: Path) -> None:
    file = translated(export(), {"title": "Испытание"}, state={"head.prompt": " Готово "})
    assert "1 text changed, 2 confirmed" in run("import", str(file))
    assert status()["ru"]["current"] == 2
    out = export(name="bank.ru.xlf")
    raw = out.read_text(encoding="utf-8")
    unit = 'id="word.prompt" '
    assert 'state="needs-review-translation"' in raw[raw.index(unit) :].split("</target>")[0]
    done = raw.replace(unit, unit + 'approved="yes" ')
    out.write_text(done, encoding="utf-8")
    assert "no texts changed, 1 confirmed" in run("import", str(out))


def test_notes_of_the_translator_are_shown(course: Path) -> None:
    file = translated(export(), {}, note={"head.prompt": "Какая служба?"})
    assert "note on head.prompt: Какая служба?" in run("import", str(file))
    out = export(name="bank.ru.xlf")
    raw = out.read_text(encoding="utf-8")
    out.write_text(raw.replace("<note ", "<note>Какой титул?</note><note ", 1), encoding="utf-8")
    assert "note on title: Какой титул?" in run("import", str(out))


# ---- what cannot be put into the bank


def test_a_text_whose_source_changed_since_the_export_is_told_and_left_alone(course: Path) -> None:
    for name in ("bank.ru.xlsx", "bank.ru.xlf"):
        bank_file(course).write_text(TRILINGUAL, encoding="utf-8")
        file = translated(export(name=name), {"word.prompt": "Кто же?", "title": "Испытание"})
        change(course, "Кім?", "Қайсысы?")
        said = run("import", str(file), code=1)
        assert (
            "`word.prompt` was translated from has changed in the bank; it now reads «Қай" in said
        )
        assert "1 text changed, 1 confirmed" in said
        text = bank_file(course).read_text(encoding="utf-8")
        assert 'ru: "Кто?"' in text
        assert 'ru: "Испытание"' in text


def test_a_translation_that_changed_in_the_bank_too_is_told_and_left_alone(course: Path) -> None:
    for name in ("bank.ru.xlsx", "bank.ru.xlf"):
        bank_file(course).write_text(TRILINGUAL, encoding="utf-8")
        file = translated(export(name=name), {"word.prompt": "Кто же?"})
        change(course, 'ru: "Кто?"', 'ru: "Кто это?"')
        said = run("import", str(file), code=1)
        assert "also changed in the bank since the export; there it now reads «Кто это?»" in said
        assert 'ru: "Кто это?"' in bank_file(course).read_text(encoding="utf-8")
        change(course, 'ru: "Кто это?"', 'ru: "Кто же?"')
        assert "no texts changed" in run("import", str(file)), "both wrote the same"


def test_without_marks_the_source_text_itself_is_compared(course: Path) -> None:
    file = export()
    page = load_workbook(file).worksheets[0]
    keys = [str(line[0].value) for line in page.iter_rows(min_row=2)]
    translated(file, {"title": "Испытание"}, mark=dict.fromkeys(keys, ""))
    change(course, "Кестеде солай.", "Кестеде осылай.")
    said = run("import", str(file), code=1)
    assert said.count("has changed in the bank") == 1
    assert "1 text changed" in said


def test_cells_without_a_translation_are_said_and_left_alone(course: Path) -> None:
    file = translated(export(), {"head.prompt": "", "word.prompt": "  \n"})
    said = run("import", str(file))
    assert "2 texts have no translation and were left as they are: head.prompt, word.prompt" in said
    assert bank_file(course).read_text(encoding="utf-8") == TRILINGUAL


def test_ids_that_the_bank_does_not_have_and_ids_given_twice_are_told(course: Path) -> None:
    file = export()
    book = load_workbook(file)
    page = book.worksheets[0]
    page["A3"].value = "head.promt"
    page["A5"].value = page["A4"].value
    page["D5"].value = "Иначе"
    page.append([None, None, None, "Без обозначения"])
    book.save(file)
    said = run("import", str(file), code=1)
    assert "the bank has no text `head.promt` any more" in said
    assert "Did you mean `head.prompt`?" in said
    assert "is translated in two ways; the other one stands in line 4" in said
    assert "a translation without an id cannot be put anywhere" in said


def test_lost_links_and_other_numbers_are_warnings(course: Path) -> None:
    change(course, '"Кестені қараңыз."', '"[Кестені](lesson#table) қараңыз: 1 250,5 (A67)."')
    run("confirm", "bank", "--all")
    good = {"head.hints.1": "Смотрите [таблицу](lesson#table): 1,250.5 (A67)."}
    assert "warning" not in run("import", str(translated(export(), good)))
    bad = {"head.hints.1": "Смотрите [таблицу](lesson#tabel): 12505 (А68)."}
    said = run("import", str(translated(export(), bad)))
    assert "the links of `head.hints.1` differ from the source: lost lesson#table, added" in said
    assert "the numbers of `head.hints.1` differ from the source: lost 67, added 68" in said
    assert "1 text changed" in said


def test_a_cell_that_is_no_text_is_told_with_its_place(course: Path) -> None:
    file = export()
    book = load_workbook(file)
    page = book.worksheets[0]
    page["D3"].value = "#NAME?"
    page["D3"].data_type = "e"
    page["D4"].value = True
    page["D5"].value = 2027
    book.save(file)
    said = run("import", str(file), code=1)
    assert re.search(r"bank\.ru\.xlsx:3:4: Перевод!D3: ", said)
    assert re.search(r"bank\.ru\.xlsx:4:4: Перевод!D4: ", said)
    assert ': "2027"' in bank_file(course).read_text(encoding="utf-8")


def test_what_the_bank_could_not_be_read_with_is_told_at_its_cell_and_nothing_is_written(
    course: Path,
) -> None:
    work = {
        "head.options.deputy.text": "Руководитель",
        "title": "Испытание",
        "word.prompt": "![a](b)",
    }
    said = run("import", str(translated(export(), work)), code=1)
    row = {r[0].value: r[0].row for r in load_workbook("bank.ru.xlsx").worksheets[0].iter_rows()}
    assert f"Перевод!D{row['head.options.deputy.text']}: " in said
    place = f"Перевод!D{row['word.prompt']}"
    assert f"{place}: the text holds an image, which questions cannot show" in said
    assert "Nothing was written to quizzes/bank.yml." in said
    assert bank_file(course).read_text(encoding="utf-8") == TRILINGUAL


def test_marks_of_blanks_that_are_lost_keep_a_text_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "quizzes").mkdir()
    bank = (ROOT / "tests/good/further-kinds.yml").read_bytes()
    (tmp_path / "quizzes/bank.yml").write_bytes(bank)
    monkeypatch.chdir(tmp_path)
    for name in ("bank.ru.xlsx", "bank.ru.xlf"):
        said = run(
            "import", str(translated(export(name=name), {"fk-cloze.text": "Без меток."})), code=1
        )
        assert "the translation does not have each of these marks once: [[" in said
    assert (tmp_path / "quizzes/bank.yml").read_bytes() == bank


def test_a_text_that_serves_several_places_is_not_changed_behind_their_back(course: Path) -> None:
    change(course, '{kk: "Иә.", ru: "Да.", en: "Yes."}', '&said {kk: "Иә.", ru: "Да.", en: "Yes."}')
    change(course, '{kk: "Жоқ.", ru: "Нет.", en: "No."}', "*said")
    before = bank_file(course).read_text(encoding="utf-8")
    file = translated(export(), {"word.feedback": "Так и есть."})
    said = run("import", str(file), code=1)
    assert "cannot be changed alone: through an alias (`*name`) one text serves several" in said
    file = translated(file, {"word.otherwise": "Это не так."})
    assert "cannot be changed alone" in run("import", str(file), code=1)
    assert bank_file(course).read_text(encoding="utf-8") == before
    file = translated(file, {"word.otherwise": "Так и есть."})
    assert "2 texts changed" in run("import", str(file))
    after = bank_file(course).read_text(encoding="utf-8")
    assert len(difference(before, after)) == 2


# ---- another source, another language


def test_what_was_translated_from_a_text_not_confirmed_counts_as_unconfirmed(course: Path) -> None:
    run("confirm", "bank", "head")
    args = ("--from", "ru")
    said = run("export", "bank", "--to", "en", *args, "--output", "bank.en.xlsx")
    assert "warning: quizzes/bank.yml: 5 of the texts in `ru` are themselves not confirmed" in said
    file = translated(Path("bank.en.xlsx"), {"head.prompt": "Who leads it?", "title": "Test"})
    said = run("import", str(file))
    assert "1 translations were made from `ru` texts that are not confirmed themselves" in said
    assert "2 texts changed, 1 confirmed" in said
    change(course, "Баспасөз қызметін кім басқарады?", "Баспасөз қызметін кім құрады?")
    file = translated(file, {"head.prompt": "Who made it?"})
    assert "has changed in the bank" in run("import", str(file), code=1)


def test_only_open_texts_can_be_exported(course: Path) -> None:
    run("confirm", "bank", "head", "--lang", "ru")
    change(course, "Кестеде солай.", "Кестеде осылай.")

    def keys(*only: str) -> list[str]:
        file = export(*only, name="bank.ru.xlf")
        return re.findall(r'trans-unit id="([^"]*)"', file.read_text(encoding="utf-8"))

    assert keys("--only", "stale") == ["head.options.chief.feedback"]
    open_ = ["title", "word.prompt", "word.accept", "word.feedback", "word.otherwise"]
    assert keys("--only", "unconfirmed") == open_
    assert len(keys("--only", "stale", "--only", "unconfirmed")) == 6
    assert len(keys()) == 11


def test_an_export_never_replaces_a_file_unasked(course: Path) -> None:
    run("export", "bank", "--to", "ru")
    Path("bank.ru.xlsx").write_bytes(b"hours of work")
    said = run("export", "bank", "--to", "ru", code=1)
    assert "there is a file of this name already" in said
    assert Path("bank.ru.xlsx").read_bytes() == b"hours of work"
    assert "`kk` is the language that is translated from" in run(
        "export", "bank", "--to", "kk", code=1
    )
    said = run("export", "bank", "--to", "ru", "--output", "missing/x.xlsx", code=1)
    assert "the file cannot be written: No such file" in said


def test_the_bank_may_be_named_when_its_file_has_another_name_now(course: Path) -> None:
    file = translated(export(), {"title": "Испытание"})
    bank_file(course).rename(course / "quizzes/other.yml")
    assert "there is no bank bank" in run("import", str(file), code=1)
    assert "1 text changed" in run("import", str(file), "--bank", "other")


def test_languages_that_the_bank_does_not_have_are_told(course: Path) -> None:
    said = run("export", "bank", "--to", "ru", "--from", "en", "--output", "a.xlf")
    assert "warning" in said
    bank_file(course).write_text(without_english(TRILINGUAL), encoding="utf-8")
    assert load(bank_file(course)).head.languages == ["kk", "ru"]
    assert "the bank has no texts in `en`" in run("import", "a.xlf", code=1)
    assert "the bank has no texts in `en`" in run(
        "export", "bank", "--to", "ru", "--from", "en", code=1
    )


def test_a_bank_that_cannot_be_written_is_a_problem_and_confirms_nothing(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from quizlib.translate import work

    def full(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    file = translated(export(), {"title": "Испытание"})
    monkeypatch.setattr(work, "write_text", full)
    assert "cannot be written: No space left" in run("import", str(file), code=1)
    assert not (course / "quizzes" / stamps.NAME).exists()


def test_every_message_is_quoted_by_a_test() -> None:
    quoted = "".join(file.read_text("utf-8") for file in TESTS.glob("test_translate*.py"))
    quoted = " ".join(re.sub(r'"\s*f?"', "", quoted).split())
    for code, (what, mend) in MESSAGES.items():
        pieces = re.split(r"\{[a-z]+\}", f"{what}. {mend}")
        runs = [" ".join(p.split()[i : i + 4]) for p in pieces for i in range(len(p.split()) - 3)]
        by_code = f'["{code}"]' in quoted or f'"{code}",' in quoted
        assert by_code or any(run in quoted for run in runs), code
