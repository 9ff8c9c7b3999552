"""The bilingual spreadsheet: ready for a translator, and read back whatever Excel made of it."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from translating import (
    a_course,  # noqa: F401
    bank_file,
    change,
    examples,
    export,
    run,
)

from quizlib.load import load
from quizlib.messages.translate import MESSAGES
from quizlib.translate import sheet, xliff
from quizlib.translate.delivery import Delivery, Row, carried
from quizlib.translate.texts import texts

# ---- the spreadsheet


def row(key: str, source: str, translation: str, **other: Any) -> Row:
    return Row(key, "context", source, translation, "stale", "a" * 12 + " " + "b" * 12, **other)


def through(
    write: Callable[..., bytes], read: Callable[..., Any], rows: list[Row], file: Path
) -> Any:
    """Rows written and read again."""
    kept, _ = carried(Delivery("bank", "kk", "ru", rows), 32_767)
    file.write_bytes(write(kept))
    returned, problems = read(file, file.name)
    assert problems == []
    return kept.rows, returned.rows


CARRIED = st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.sampled_from(
    ["=1+1", "+7", "-x", "@a", "_x0041_", "_x000B_", "a\r\nb", " a ", "1.10", "01", "a" * 32_767]
)


@pytest.mark.parametrize(("module", "ending"), [(sheet, "xlsx"), (xliff, "xlf")])
@settings(
    max_examples=examples(15, 200),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(pairs=st.lists(st.tuples(CARRIED, CARRIED), min_size=1, max_size=8))
def test_any_text_that_a_file_can_hold_goes_out_and_comes_back_the_same(
    tmp_path: Path, module: Any, ending: str, pairs: list[tuple[str, str]]
) -> None:
    rows = [row(f"q{i}.prompt", *pair) for i, pair in enumerate(pairs)]
    out, back = through(module.write, module.read, rows, tmp_path / f"a.{ending}")
    filled = [one for one in out if one.source.strip() or one.translation.strip()]

    def ended(text: str) -> str:  # spreadsheets may end lines in their own way
        return text.replace("\r\n", "\n").replace("\r", "\n")

    assert [(b.key, ended(b.source), ended(b.translation), b.mark) for b in back] == [
        (o.key, ended(o.source), ended(o.translation), o.mark) for o in out
    ]
    assert len(filled) <= len(back)


def test_what_no_file_can_hold_is_named_and_left_out(course: Path) -> None:
    change(course, '"Кто?"', '"Кто\\a?"')
    long = "Да" * 20_000
    change(course, '"Да."', f'"{long}"')
    said = run("export", "bank", "--to", "ru")
    assert "2 texts hold control characters or are too long" in said
    assert "word.prompt, word.feedback" in said
    assert "9 texts from kk into ru" in said
    assert "1 texts hold" in run("export", "bank", "--to", "ru", "--format", "xliff")


def test_the_sheet_is_ready_for_a_translator(course: Path) -> None:
    run("confirm", "bank", "head")
    change(course, "Кестеде солай.", "=КЕСТЕ()")
    book = load_workbook(export())
    page = book.worksheets[0]
    assert [cell.value for cell in page[1]][:6] == [
        "Обозначение (не менять)",
        "Что это за текст",
        "Исходный текст (казахский)",
        "Перевод (русский)",
        "Состояние",
        "Примечание",
    ]
    assert (page.freeze_panes, page.auto_filter.ref) == ("A2", "A1:G12")
    assert page.column_dimensions["G"].hidden
    assert page.protection.sheet
    rows = {r[0].value: r for r in page.iter_rows(min_row=2)}
    assert list(rows)[:4] == [
        "title",
        "head.prompt",
        "head.options.chief.text",
        "head.options.chief.feedback",
    ]
    cells = rows["head.options.chief.feedback"]
    assert cells[1].value == (
        "пояснение к верному варианту\n"
        "вопрос с одним верным ответом: «Баспасөз қызметін кім басқарады?»"
    )
    assert (cells[2].value, cells[2].data_type) == ("=КЕСТЕ()", "s")
    assert cells[4].value == "исходный текст изменился"
    assert [cell.protection.locked for cell in cells] == [True] * 3 + [False] * 3 + [True]
    for cell in cells:
        assert cell.number_format == "@"
        assert cell.alignment.wrap_text
    assert page.data_validations.dataValidation[0].formula1 == '"готово"'
    assert "Заполните столбец «Перевод (русский)»" in book.worksheets[1]["A1"].value
    kinds = {text.key for text in texts(load(bank_file(course)), range(2))}
    assert set(rows) == kinds


def test_the_same_bank_gives_the_same_bytes(course: Path) -> None:
    for name in ("bank.ru.xlsx", "bank.ru.xlf"):
        first = export(name=name).read_bytes()
        assert export(name=name).read_bytes() == first
    with zipfile.ZipFile("bank.ru.xlsx") as packed:
        assert {entry.date_time[0] for entry in packed.infolist()} == {1980}
        assert b"2000-01-01" in packed.read("docProps/core.xml")


def test_columns_may_be_moved_and_rows_sorted_but_not_renamed(course: Path) -> None:
    file = export()
    book = load_workbook(file)
    page = book.worksheets[0]
    rows = [[cell.value for cell in line] for line in page.iter_rows()]
    random.Random(1).shuffle(rows[1:])
    book.remove(page)
    other = book.create_sheet("Лист 1")
    for line in [rows[0], *reversed(rows[1:])]:
        line = [line[i] for i in (6, 3, 2, 0, 5, 4)]
        other.append(
            [None, *line] if line[3] != "title" else [None, line[0], "Испытание", *line[2:]]
        )
    other["E1"] = " обозначение  (не менять)"
    book.save(file)
    said = run("import", str(file), code=1)
    assert "these columns are missing or were renamed: «Что это за текст»" in said
    other["A1"] = "Что это за текст"
    book.save(file)
    assert "1 text changed" in run("import", str(file))


def test_a_workbook_of_another_kind_and_other_files_are_told(course: Path) -> None:
    from openpyxl import Workbook

    Workbook().save("other.xlsx")
    assert MESSAGES["return-not-ours"][0] in run("import", "other.xlsx", code=1)
    Path("broken.xlsx").write_bytes(b"PK\x03\x04 and no more")
    assert "broken.xlsx" in run("import", "broken.xlsx", code=1)
    assert "neither a workbook nor XLIFF" in run("import", "bank.docx", code=1)
    for missing in ("missing.xlsx", "missing.xlf"):
        assert "cannot be read: No such file" in run("import", missing, code=1)
