"""Questions in spreadsheets: what comes back, what is named, what no file can do to us."""

from __future__ import annotations

import datetime
import io
import os
import re
import time
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from exchange_helpers import OUR_OWN, SCALES
from helpers import FROZEN, GOOD, ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from quizlib import bankfile
from quizlib.errors import BankError, Problem
from quizlib.exchange import FORMATS, sheet_csv, sheet_read, sheet_xlsx
from quizlib.exchange.base import Imported, Verdict, verdict
from quizlib.exchange.sheet_cells import (
    Cell,
    Table,
    answers_of,
    answers_text,
    clean,
    number_of,
)
from quizlib.exchange.sheet_columns import TABLES, Key, heading, key_of
from quizlib.exchange.sheet_template import template
from quizlib.exchange.sheet_words import KINDS, code_of
from quizlib.load import check, load
from quizlib.messages import exchange as messages
from quizlib.model import LANGUAGES, Bank
from quizlib.yamltext import bank_text, plain, plain_head

FULL = bool(os.environ.get("QUIZLIB_VERIFY"))
BANKS = [*GOOD, *FROZEN, *OUR_OWN]
XLSX, CSV = FORMATS["xlsx"], FORMATS["csv"]
HEAD = {"languages": ["en"], "title": "Test", "lesson": "press-service-and-pr"}

HEADINGS = (
    *("Question id", "Kind", "Objective", "Level", "Source", "Question text", "Right answer"),
    *("Option 1", "Feedback 1", "Option 2", "Feedback 2"),
)
ROW = {
    "Question id": "head",
    "Kind": "one right answer",
    "Objective": "3.1",
    "Level": "remember",
    "Source": "A67",
    "Question text": "Who heads it?",
    "Right answer": "2",
    "Option 1": "The deputy",
    "Feedback 1": "Not in the table.",
    "Option 2": "The chief",
    "Feedback 2": "The table says so.",
}
PARTS = ("Question id", "Part", "Within", "Part id", "Kind", "Right", "Text", "Feedback")
CHOICES = [["q", "option", "b", name, "", "", name, "f"] for name in "xy"]
#: Codes of messages that some test here has shown.
SHOWN: set[str] = set()


def workbook(
    folder: Path,
    rows: Sequence[Sequence[Any]],
    parts: Sequence[Sequence[Any]] = (),
    bank: Sequence[Sequence[Any]] = (),
    change: Callable[[Worksheet], None] = lambda sheet: None,
) -> Path:
    """A workbook as a program other than ours writes it: numbers as numbers, plain cells."""
    book = Workbook()
    first = book.worksheets[0]
    first.title = "Questions"
    for row in rows:
        first.append(list(row))
    for name, more in (("Parts", parts), ("Bank", bank)):
        if more:
            sheet = book.create_sheet(name)
            for row in more:
                sheet.append(list(row))
    change(first)
    file = folder / "given.xlsx"
    book.save(file)
    return file


def one(**cells: Any) -> list[list[Any]]:
    """The headings and one good row, changed in some of its cells."""
    row: dict[str, Any] = ROW | {name.replace("_", " "): v for name, v in cells.items()}
    return [list(row), list(row.values())]


def seen(file: Path, head: dict[str, Any] | None = None) -> tuple[Imported, Verdict]:
    format = CSV if file.suffix in (".csv", ".txt") else XLSX
    imported = format.read(file, HEAD if head is None else head)
    found = verdict(imported, file.as_posix(), format)
    SHOWN.update(item.code for item in (*imported.problems, *found.problems))
    return imported, found


def told(file: Path, head: dict[str, Any] | None = None) -> list[tuple[str, str, str]]:
    """(place, code, severity) of everything that is told of a file."""
    try:
        imported, found = seen(file, head)
    except BankError as error:
        SHOWN.update(item.code for item in error.problems)
        return [(item.path, item.code, item.severity) for item in error.problems]
    every = [*imported.problems, *found.problems]
    for item in every:
        assert item.file == file.as_posix()
        assert str(item)
    return [(item.path, item.code, item.severity) for item in every]


def sound(file: Path, head: dict[str, Any] | None = None) -> Bank:
    """The bank in a file that has no fault."""
    imported, found = seen(file, head)
    assert [str(item) for item in (*imported.problems, *found.problems)] == []
    assert found.draft
    return found.draft


def message(file: Path, code: str) -> Problem:
    try:
        imported, found = seen(file)
    except BankError as error:
        return next(item for item in error.problems if item.code == code)
    return next(item for item in (*imported.problems, *found.problems) if item.code == code)


# ---- round trips


@pytest.mark.parametrize("file", BANKS, ids=lambda f: f"{f.parent.name}-{f.stem}")
def test_a_bank_comes_back_from_a_workbook_exactly_as_it_was(file: Path, tmp_path: Path) -> None:
    bank = load(file)
    exported = XLSX.write(bank, bank.head.languages)
    assert exported.problems == []
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(exported.data)
    again = sound(copy, {})
    assert again.head == bank.head
    assert again.questions == bank.questions
    # And from there once more: the second workbook is the first one.
    assert XLSX.write(again, bank.head.languages).data == exported.data


@pytest.mark.parametrize(
    "file", [f for f in BANKS if f != SCALES], ids=lambda f: f"{f.parent.name}-{f.stem}"
)
def test_a_csv_file_carries_what_fits_into_rows_and_lists_the_rest(
    file: Path, tmp_path: Path
) -> None:
    bank = load(file)
    exported = CSV.write(bank, bank.head.languages)
    copy = tmp_path / "copy.csv"
    copy.write_bytes(exported.data)
    left_out = {p.params["id"] for p in exported.problems if p.code == "csv-no-kind"}
    less = {p.params["id"] for p in exported.problems if p.code == "csv-no-parts"}
    assert {p.code for p in exported.problems} <= {"csv-no-kind", "csv-no-parts", "csv-no-head"}
    SHOWN.update(p.code for p in exported.problems)
    again = sound(copy, {"title": dict(bank.head.title), "lesson": bank.head.lesson})
    assert [q.id for q in again.questions] == [q.id for q in bank.questions if q.id not in left_out]
    for question in again.questions:
        assert (question == bank.question(question.id)) is (question.id not in less)


def test_one_language_of_a_bank_can_be_exported_and_the_others_are_named(tmp_path: Path) -> None:
    bank = load(ROOT / "quizzes" / "question-kinds.yml")
    exported = XLSX.write(bank, ["ru"])
    assert [p.code for p in exported.problems] == ["sheet-languages"]
    assert "kk, en" in exported.problems[0].message
    SHOWN.add("sheet-languages")
    copy = tmp_path / "ru.xlsx"
    copy.write_bytes(exported.data)
    again = sound(copy, {})
    assert again.head.languages == ["ru"]
    assert [q.prompt["ru"] for q in again.questions] == [q.prompt["ru"] for q in bank.questions]


TEXT = st.text(min_size=1).filter(str.strip)


def _bank(text: str, answers: list[str], folder: Path) -> Bank | None:
    """A bank with a text in most of its places; None where no bank can have it."""
    say = {"text": text, "feedback": text}
    questions: list[dict[str, Any]] = [
        {
            "id": "one",
            "kind": "single",
            "prompt": text,
            "hints": [text],
            "options": [{"id": "a", "correct": True, **say}, {"id": "b", **say, "text": "B"}],
        },
        {
            "id": "two",
            "kind": "text",
            "prompt": text,
            "accept": answers,
            "feedback": text,
            "otherwise": text,
            "allow": {"some-rule": text},
        },
    ]
    common = {"objective": "3.1", "bloom": "apply", "source": ["A1"]}
    head = {"version": 1, "languages": ["en"], "title": text, "lesson": "page"}
    file = folder / "bank.yml"
    file.write_text(bank_text(head, [common | q for q in questions]), encoding="utf-8")
    return bankfile.read(file, file.name).bank


@settings(
    max_examples=3_000 if FULL else 25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=TEXT, answers=st.lists(TEXT, min_size=1, max_size=3))
def test_any_text_comes_back_from_both_formats_or_is_told_to_change(
    tmp_path: Path, text: str, answers: list[str]
) -> None:
    bank = _bank(text, answers, tmp_path)
    if bank is None:
        return
    for format, name in ((XLSX, "copy.xlsx"), (CSV, "copy.csv")):
        exported = format.write(bank, ["en"])
        changed = {p.code for p in exported.problems} - {"csv-no-head"}
        SHOWN.update(changed)
        copy = tmp_path / name
        copy.write_bytes(exported.data)
        imported = format.read(copy, {"languages": ["en"], "title": text, "lesson": "page"})
        found = verdict(imported, name, format)
        assert changed or (found.draft and found.draft.questions == bank.questions), text


@given(st.lists(st.text("ab\\;\n \xa0,.", min_size=1), max_size=4))
def test_answers_listed_in_a_cell_are_read_as_they_were(answers: list[str]) -> None:
    listed = answers_text(answers)
    assert clean(listed) == listed
    assert answers_of(listed) == answers


@pytest.mark.parametrize("text", ["=1+1", "+7 701", "-5", "@me", "'quoted", "''", "\tx", "=cmd|x"])
def test_no_text_of_an_author_becomes_a_formula(text: str, tmp_path: Path) -> None:
    bank = _bank(text, ["x"], tmp_path)
    assert bank
    data = XLSX.write(bank, ["en"]).data
    kept = text.strip()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [archive.read(n) for n in archive.namelist() if "worksheets/sheet" in n]
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)
    assert any(kept in ElementTree.fromstring(sheet).itertext() for sheet in sheets)
    csv = CSV.write(bank, ["en"]).data.decode("utf-8-sig")
    cells = re.findall(r'(?:^|,)"?([^",]*)', csv)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in cells)
    file = tmp_path / "copy.csv"
    file.write_text(csv, encoding="utf-8", newline="")
    assert {q.prompt["en"] for q in sound(file, HEAD).questions} == {kept}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("bell\x07", "sheet-text-invisible"),
        ("half\ud800", "sheet-text-invisible"),
        ("spaces  ", "sheet-text-ends"),
        ("looks like _x000D_", "sheet-text-odd"),
        ("x" * 32_768, "sheet-text-cut"),
    ],
)
def test_what_a_cell_cannot_hold_is_listed_and_the_rest_is_written(
    text: str, code: str, tmp_path: Path
) -> None:
    bank = load(GOOD[0])
    question = bank.questions[0].model_copy(update={"prompt": dict.fromkeys(LANGUAGES, text)})
    changed = Bank(bank.name, bank.file, bank.head, (question,), {})
    exported = XLSX.write(changed, bank.head.languages)
    assert {p.code for p in exported.problems} == {code}
    assert all(p.severity == "warning" and question.id in p.message for p in exported.problems)
    SHOWN.add(code)
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(exported.data)
    assert len(XLSX.read(copy, {}).questions) == 1


def test_a_text_that_looks_like_a_stored_character_stays_that_text(tmp_path: Path) -> None:
    bank = _bank("the code _x0041_ of A", ["x"], tmp_path)
    assert bank
    exported = XLSX.write(bank, ["en"])
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(exported.data)
    assert exported.problems == []
    assert sound(copy, {}).questions == bank.questions


# ---- as authors fill it in


def test_a_row_is_enough_for_a_question(tmp_path: Path) -> None:
    [question] = sound(workbook(tmp_path, one())).questions
    data = plain(question, ["en"])
    assert data["options"] == [
        {"id": "a", "text": "The deputy", "feedback": "Not in the table."},
        {"id": "b", "text": "The chief", "feedback": "The table says so.", "correct": True},
    ]
    assert (data["kind"], data["objective"], data["source"]) == ("single", "3.1", ["A67"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_heading_and_code_is_known_in_every_language(language: str) -> None:
    for sort, columns in TABLES.items():
        for column in columns.values():
            number = 3 if column.numbered else 0
            for spoken in ("", *(LANGUAGES if column.by_language else ())):
                key = Key(column.code, number, spoken)
                shown = heading(sort, key, language)
                for written in (shown, f"  {shown.upper()}\xa0", shown.replace(" ", "\n")):
                    assert key_of(sort, written) == key, written
            assert key_of(sort, column.code) == Key(column.code)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Вариант 2 рус", Key("option", 2, "ru")),
        ("2-нұсқа", Key("option", 2)),
        ("Сұрақ мәтіні қазақша", Key("prompt", 0, "kk")),
        ("Prompt", Key("prompt")),
        ("Kind (ru)", None),
        ("Kind 2", None),
        ("Notes", None),
    ],
)
def test_headings_are_read_as_people_write_them(written: str, key: Key | None) -> None:
    assert key_of("questions", written) == key


@pytest.mark.parametrize(
    ("cells", "name", "value"),
    [
        ({"Kind": "ОДИН ВЕРНЫЙ  ОТВЕТ "}, "kind", "single"),
        ({"Kind": "\xa0бір дұрыс жауап"}, "kind", "single"),
        ({"Level": "талдау"}, "bloom", "analyse"),
        ({"Objective": "3,1"}, "objective", "3.1"),
        ({"Source": "A67; F25,A1"}, "source", ["A67", "F25", "A1"]),
        ({"Right_answer": 2}, "kind", "single"),
        ({"Right_answer": "The chief"}, "kind", "single"),
        ({"Shuffle": "жоқ"}, "shuffle", False),
        ({"Review by": datetime.datetime(2027, 11, 1)}, "review_by", datetime.date(2027, 11, 1)),
        ({"Review by": "01.11.2027"}, "review_by", datetime.date(2027, 11, 1)),
        ({"Question_text": " Who?\r\nHow? \xa0"}, "prompt", "Who?\nHow?"),
        ({"Question_text": "Who?_x000D_\n"}, "prompt", "Who?"),
        ({"Question_text": 2026}, "prompt", "2026"),
        ({"Question_text": 0.1}, "prompt", "0.1"),
    ],
)
def test_what_is_meant_for_certain_is_taken_so(
    cells: dict[str, Any], name: str, value: Any, tmp_path: Path
) -> None:
    [question] = sound(workbook(tmp_path, one(**cells))).questions
    assert plain(question, ["en"])[name] == value
    assert [o["id"] for o in plain(question, ["en"])["options"] if o.get("correct")] == ["b"]


def test_an_objective_with_decimals_shown_is_read_as_it_is_shown(tmp_path: Path) -> None:
    def shown(sheet: Worksheet) -> None:
        sheet["C2"].number_format = "0.00"

    [question] = sound(workbook(tmp_path, one(Objective=3.1), change=shown)).questions
    assert question.objective == "3.10"


def test_the_simple_kinds_fill_one_row_each(tmp_path: Path) -> None:
    rows = [
        [*HEADINGS[:7], "Feedback 1", "Feedback 2", "Feedback", "Feedback to other answers"],
        ["tf", "верно или неверно", "3.1", "apply", "A1", "Так?", "неверно", "Нет A1", "Да A1"],
        ["sa", "short answer", "3.1", "apply", "A1", "What?", "a\nb; c", "", "", "Yes", "No"],
        ["nu", "a number", "3.1", "apply", "A1", "How many?", "1 250,5", "", "", "Yes", "No"],
    ]
    tf, sa, nu = sound(workbook(tmp_path, rows)).questions
    assert plain(tf, ["en"])["answer"] is False
    assert plain(tf, ["en"])["feedback"] == {"true": "Нет A1", "false": "Да A1"}
    assert plain(sa, ["en"])["accept"] == ["a", "b", "c"]
    assert plain(nu, ["en"])["answer"] == 1250.5


def test_true_and_false_may_stand_the_other_way_round(tmp_path: Path) -> None:
    rows = one(Kind="true or false", Right_answer="да", Option_1="Бұрыс", Option_2="Дұрыс")
    [question] = sound(workbook(tmp_path, rows)).questions
    assert plain(question, ["en"])["feedback"] == {
        "false": "Not in the table.",
        "true": "The table says so.",
    }


def test_parts_follow_the_question_above_and_take_the_kind_that_is_meant(tmp_path: Path) -> None:
    rows = [HEADINGS[:6], ["o", "ordering", "3.1", "apply", "A1", "Order!"]]
    parts = [
        PARTS,
        ["o", "", "", "", "", "", "one", "1"],
        *(["", "", "", "", "", "", t, t] for t in "23"),
    ]
    [question] = sound(workbook(tmp_path, rows, parts)).questions
    assert [item["id"] for item in plain(question, ["en"])["items"]] == ["a", "b", "c"]


def test_merged_cells_hold_for_all_their_rows(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in [HEADINGS[:6], ["o", "ordering", "3.1", "apply", "A1", "Order!"]]:
        sheet.append(list(row))
    parts = book.create_sheet("Parts")
    rows: list[list[Any]] = [
        list(PARTS),
        *(
            [("o" if n == 1 else None), "item", None, f"i{n}", None, None, f"t{n}", "f"]
            for n in (1, 2, 3)
        ),
    ]
    for cells in rows:
        parts.append(cells)
    parts.merge_cells("A2:A4")
    book.save(tmp_path / "merged.xlsx")
    [question] = sound(tmp_path / "merged.xlsx").questions
    assert [item["id"] for item in plain(question, ["en"])["items"]] == ["i1", "i2", "i3"]


def test_headings_may_stand_lower_and_columns_in_any_order_between_empty_rows(
    tmp_path: Path,
) -> None:
    first, row = one()
    rows = [["My questions"], [], first[::-1], [], row[::-1], ["", "  ", "\xa0"]]
    assert len(sound(workbook(tmp_path, rows)).questions) == 1


def test_several_sheets_with_the_headings_are_all_read(tmp_path: Path) -> None:
    book = Workbook()
    for n, name in enumerate(("Lesson 1", "Урок 2"), 1):
        sheet = book.create_sheet(name)
        for row in one(Question_id=f"q{n}"):
            sheet.append(row)
    book.save(tmp_path / "two.xlsx")
    assert [q.id for q in sound(tmp_path / "two.xlsx").questions] == ["q1", "q2"]


def test_a_column_without_a_language_is_in_the_first_language_of_the_bank(tmp_path: Path) -> None:
    rows = one(**{"Question text (kk)": "Кім?"})
    languages = {"languages": ["en", "kk"]}
    assert told(workbook(tmp_path, rows), HEAD | languages | {"title": {"en": "T", "kk": "T"}}) == [
        ("Questions!H2", "sheet-missing-column", "error"),
        ("Questions!H2", "sheet-missing-column", "error"),
        ("Questions!J2", "sheet-missing-column", "error"),
        ("Questions!J2", "sheet-missing-column", "error"),
    ]


def test_the_language_is_guessed_where_nothing_says_it_and_that_is_told(tmp_path: Path) -> None:
    head = {"title": "T", "lesson": "page"}
    for text, language in (("Ұйым қайда?", "kk"), ("Где орган?", "ru"), ("Where is it?", "en")):
        file = workbook(tmp_path, one(Question_text=text, **dict.fromkeys(HEADINGS[7:], text)))
        imported, _ = seen(file, head)
        assert imported.head["languages"] == [language]
        assert [p.code for p in imported.problems] == ["sheet-language"]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("верно/неверно", "truefalse"),
        ("Число", "number"),
        ("краткий ответ", "text"),
        ("развёрнутый ответ", "essay"),
        ("сопоставление", "match"),
    ],
)
def test_other_usual_names_of_a_kind_are_understood(written: str, kind: str) -> None:
    assert code_of(KINDS, written) == kind


def test_the_sheet_on_the_bank_is_understood_in_words(tmp_path: Path) -> None:
    bank: list[list[object]] = [
        ["Параметр", "Значение"],
        ["Название", "Тест"],
        ["Страница урока", "press-service-and-pr"],
        ["языки", "русский"],
        ["Режим", "экзамен"],
        ["Спрашивать об уверенности", "да"],
        ["Exam minutes", 60],
        ["Взять на экзамен по цели 3,1", "1"],
        ["Проходной балл", 1],
    ]
    again = sound(workbook(tmp_path, one(), bank=bank), {})
    data = plain_head(again)
    assert data.pop("exam") == {"minutes": 60, "draw": {"3.1": 1}, "pass": {"points": 1}}
    assert data == {
        "version": 1,
        "languages": ["ru"],
        "title": "Тест",
        "lesson": "press-service-and-pr",
        "mode": "exam",
        "confidence": True,
    }


# ---- every fault at its cell


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"Feedback_1": None}, [("Questions!I2", "sheet-missing-cell", "error")]),
        ({"Level": ""}, [("Questions!D2", "sheet-missing-cell", "error")]),
        ({"Question_text": "\xa0 "}, [("Questions!F2", "sheet-missing-cell", "error")]),
        ({"Kind": "quiz"}, [("Questions!B2", "unknown-kind", "error")]),
        ({"Kind": None}, [("Questions!A2", "sheet-missing-kind", "error")]),
        ({"Level": "думать"}, [("Questions!D2", "not-one-of", "error")]),
        ({"Objective": datetime.datetime(2026, 1, 3)}, [("Questions!C2", "sheet-date", "error")]),
        ({"Option_1": datetime.time(10)}, [("Questions!H2", "sheet-date", "error")]),
        ({"Objective": 3.1}, [("Questions!C2", "sheet-number-objective", "warning")]),
        ({"Source": "А67"}, [("Questions!E2", "pattern", "error")]),
        ({"Question_id": 7}, [("Questions!A2", "pattern", "error")]),
        ({"Option_1": "=A1"}, [("Questions!H2", "sheet-formula", "error")]),
        ({"Option_1": "#REF!"}, [("Questions!H2", "sheet-error-cell", "error")]),
        ({"Option_1": True}, [("Questions!H2", "sheet-boolean", "error")]),
        ({"Option_1": "bell _x0007_"}, [("Questions!H2", "sheet-control", "error")]),
        ({"Right_answer": "1, 2"}, [("Questions!G2", "sheet-keys-single", "error")]),
        ({"Right_answer": ""}, [("Questions!A2", "sheet-keys-single", "error")]),
        ({"Right_answer": "5"}, [("Questions!G2", "sheet-answer", "error")]),
        ({"Right_answer": "the boss"}, [("Questions!G2", "sheet-answer", "error")]),
        ({"Tolerance": "1"}, [("Questions!L2", "sheet-unknown-field", "error")]),
        ({"Shuffle": "maybe"}, [("Questions!L2", "sheet-not-yes-no", "error")]),
        ({"Review by": "soon"}, [("Questions!L2", "sheet-not-a-date", "error")]),
        ({"Feedbak 3": "x"}, [("Questions!L1", "sheet-unknown-column", "error")]),
        ({"Remarks": "x"}, [("Questions!L1", "sheet-column-not-read", "warning")]),
        ({"Remarks": None}, []),
        ({" ": "x"}, [("Questions!L2", "sheet-no-heading", "warning")]),
        ({"option 1 ": "x"}, [("Questions!L1", "sheet-column-twice", "error")]),
        ({"Question_id": "example-x"}, [("Questions!A2", "sheet-example", "warning")]),
        ({"Option_1": "![x](y.png)"}, [("Questions!H2", "image", "error")]),
        (
            {"Kind": "true or false", "Right_answer": "yes"},
            [
                ("Questions!H2", "sheet-not-carried", "warning"),
                ("Questions!J2", "sheet-not-carried", "warning"),
            ],
        ),
        (
            {"Kind": "number", "Right_answer": "15 days"},
            [("Questions!G2", "sheet-not-a-number", "error")],
        ),
    ],
)
def test_a_fault_is_named_by_sheet_row_and_cell(
    cells: dict[str, Any], expected: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    found = told(workbook(tmp_path, one(**cells)))
    if cells.get("Kind") == "number":  # its options are in the way too
        found = [item for item in found if item[0] == "Questions!G2"]
    assert found == expected


def test_a_problem_has_row_and_column_as_numbers_and_says_how_to_mend_it(tmp_path: Path) -> None:
    file = workbook(tmp_path, one(Objective=datetime.datetime(2026, 1, 3)))
    item = message(file, "sheet-date")
    assert (item.file, item.line, item.column) == (file.as_posix(), 2, 3)
    assert str(item) == (
        f"{file.as_posix()}:2:3: Questions!C2: the spreadsheet has made the date 2026-01-03 of "
        "what was typed here. Format the column as Text, then type it again, such as 3.1."
    )


def test_all_faults_of_all_rows_are_told_at_once(tmp_path: Path) -> None:
    rows = [
        *one(Level="", Objective=datetime.datetime(2026, 1, 3), Feedback_2=None),
        one(Question_id="two", Source="")[1],
    ]
    assert told(workbook(tmp_path, rows)) == [
        ("Questions!C2", "sheet-date", "error"),
        ("Questions!D2", "sheet-missing-cell", "error"),
        ("Questions!K2", "sheet-missing-cell", "error"),
        ("Questions!E3", "sheet-missing-cell", "error"),
    ]


def test_a_missing_column_is_told_once_and_not_for_every_row(tmp_path: Path) -> None:
    rows = [[*row[:3], *row[4:]] for row in [*one(), *(one(Question_id=n)[1] for n in "abc")]]
    assert told(workbook(tmp_path, rows)) == [("Questions!A2", "sheet-missing-column", "error")]


@pytest.mark.parametrize("shown", ["0%", '0.00" тг"', "# ?/?", "0.00E+00"])
def test_a_number_that_its_cell_shows_otherwise_is_told(shown: str, tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["H2"].number_format = shown

    file = workbook(tmp_path, one(Option_1=0.5), change=change)
    assert told(file) == [("Questions!H2", "sheet-number-format", "error")]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (["q", "optoin", "", "a"], ("Parts!B2", "sheet-unknown-part")),
        (["w", "blank", "", "a"], ("Parts!A2", "sheet-unknown-question")),
        (["", "blank", "", "a"], ("Parts!B2", "sheet-no-question")),
        (["q", "option", "zz", "a"], ("Parts!C2", "sheet-unknown-within")),
    ],
)
def test_a_part_that_belongs_nowhere_is_told(
    part: list[str], expected: tuple[str, str], tmp_path: Path
) -> None:
    rows = [[*HEADINGS[:6], "Text with blanks"], ["q", "cloze", "3.1", "apply", "A1", "Fill", "x"]]
    found = told(workbook(tmp_path, rows, [PARTS, part]))
    place = expected[0] if part[0] or expected[1] != "sheet-no-question" else "Parts!A2"
    assert (place, expected[1], "error") in found


@pytest.mark.parametrize(
    ("kind", "headings", "cells", "parts", "code"),
    [
        ("scenario", [], [], [], "sheet-missing-parts"),
        ("ordering", [], [], [["q", "item", "", "a", "", "", "t", "f"]], "sheet-too-few"),
        ("several right answers", ["Option 1", "Feedback 1"], ["x", "f"], [], "sheet-too-few"),
        (
            "several right answers",
            ["Right answer", *(f"{name} {n}" for n in "123" for name in ("Option", "Feedback"))],
            ["1", "x", "f", "y", "f", "z", "f"],
            [],
            "sheet-keys-multiple",
        ),
        (
            "short answer",
            ["Right answer", "Feedback", "Feedback to other answers"],
            ["a;\\ ;", "f", "o"],
            [],
            "sheet-empty-text",
        ),
        (
            "cloze",
            ["Text with blanks"],
            ["none"],
            [["q", "blank", "", "b", "choice"], *CHOICES],
            "sheet-mark-missing",
        ),
        (
            "cloze",
            ["Text with blanks"],
            ["[[b]]"],
            [["q", "blank", "", "b", "choice"], *CHOICES],
            "sheet-keys-blank",
        ),
        ("written answer", ["Model answer", "Words at least"], ["m", "many"],
         [["q", "checklist point", "", "", "", "", "c"]], "sheet-whole-number"),
        (
            "sorting into groups",
            ["Several groups"],
            ["yes"],
            [
                *(["q", "group", "", b, "", "", b] for b in "xy"),
                *(["q", "card", "", "", "", "", b * 2, "f", b] for b in "xy"),
            ],
            "sheet-several-needed",
        ),
        (
            "branching case",
            [],
            [],
            [
                ["q", "situation", "", "s", "", "", "t"],
                *(["q", "choice", "s", c, "", "", c, "f", "", "poor", "e", "c"] for c in "xy"),
                ["q", "ending", "", "e", "", "", "t"],
            ],
            "sheet-best-choice",
        ),
        (
            "a number",
            ["Right answer", "Feedback", "Feedback to other answers"],
            ["5", "f", "o"],
            [["q", "unit", "", "u", "", "", "", "", "", "", "", "", "2", "day"]],
            "sheet-unit-first",
        ),
        (
            "a number",
            ["Right answer", "Feedback", "Feedback to other answers"],
            ["5", "f", "o"],
            [["q", "unit", "", "u", "", "", "", "", "", "", "", "", "zwei", "day"]],
            "sheet-not-a-factor",
        ),
    ],
)  # fmt: skip
def test_the_advice_of_the_loader_is_given_in_words_of_sheets(
    kind: str, headings: list[str], cells: list[str], parts: list[Any], code: str, tmp_path: Path
) -> None:
    rows = [[*HEADINGS[:6], *headings], ["q", kind, "3.1", "apply", "A1", "Do it", *cells]]
    wide = [*PARTS, "Groups", "Worth", "Next", "Consequence", "Factor", "Right answer"]
    item = message(workbook(tmp_path, rows, [wide, *parts]), code)
    assert item.path.startswith(("Questions!", "Parts!"))
    assert "without quotes" not in item.mend


def test_texts_of_a_language_that_the_bank_has_not_are_told_at_their_cells(tmp_path: Path) -> None:
    rows = one(**{"Question text (ru)": "Кто?"})
    assert told(workbook(tmp_path, rows)) == [("Questions!L2", "sheet-extra-language", "error")]


def test_settings_that_are_missing_or_unknown_are_told(tmp_path: Path) -> None:
    file = workbook(tmp_path, one(), bank=[["Setting", "Value"], ["Tilte", "x"], ["Mode", "exma"]])
    assert told(file, {"languages": ["en"]}) == [
        ("Bank!A2", "sheet-unknown-setting", "error"),
        ("title", "sheet-missing-setting", "error"),
        ("lesson", "sheet-missing-setting", "error"),
        ("Bank!B3", "not-one-of", "error"),
    ]


def test_hidden_sheets_are_not_read_and_hidden_rows_are_and_both_is_told(tmp_path: Path) -> None:
    book = Workbook()
    for name in ("Shown", "Away"):
        sheet = book.create_sheet(name)
        for row in [*one(Question_id=f"{name.lower()}-1"), one(Question_id=f"{name.lower()}-2")[1]]:
            sheet.append(row)
    book["Shown"].row_dimensions[3].hidden = True
    book["Away"].sheet_state = "hidden"
    file = tmp_path / "hidden.xlsx"
    book.save(file)
    assert told(file) == [
        ("Shown!A3", "sheet-hidden-rows", "warning"),
        ("Away!A1", "sheet-hidden", "warning"),
    ]
    assert [q["id"] for q in seen(file)[0].questions] == ["shown-1", "shown-2"]


def test_a_sheet_without_our_headings_is_told_and_a_file_without_any_refused(
    tmp_path: Path,
) -> None:
    file = workbook(tmp_path, one(), parts=[["Budget"], [1]])
    assert told(file) == [("Parts!A1", "sheet-not-read", "warning")]
    only = workbook(tmp_path, [["Budget"], [1]])
    assert [code for _, code, _ in told(only)] == ["sheet-not-read", "sheet-none"]


def test_cells_merged_over_questions_are_told(tmp_path: Path) -> None:
    rows = [*one(), [None, *one()[1][1:]]]
    file = workbook(tmp_path, rows, change=lambda sheet: sheet.merge_cells("A2:A3"))
    assert ("Questions!A2", "sheet-merged", "warning") in told(file)
    assert [code for _, code, severity in told(file) if severity == "error"] == ["duplicate-id"]


# ---- other programs


def excel(folder: Path) -> Path:
    """A workbook with the parts and the habits of Excel: rich text, phonetics, stored results."""
    ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    strings = [f"<si><t>{name}</t></si>" for name in ROW]
    values = [
        *("<t>head</t>", "<t>one right answer</t>", "<t>3.1</t>", "<t>remember</t>", "<t>A67</t>"),
        '<r><t xml:space="preserve">Who </t></r><r><rPr><b/></rPr><t>heads</t></r>'
        '<r><t xml:space="preserve"> it?_x000D_\nSay.</t></r><rPh sb="0" eb="1"><t>x</t></rPh>',
        "<t>2</t>",
        *('<t xml:space="preserve"> The deputy </t>', "<t>Not &lt;b&gt; in it.</t>"),
        *("<t>unused</t>", "<t>The _x005F_x0041_ says so.</t>"),
    ]
    strings += [f"<si>{value}</si>" for value in values]
    columns = "ABCDEFGHIJK"
    first = "".join(f'<c r="{c}1" s="1" t="s"><v>{i}</v></c>' for i, c in enumerate(columns))
    second = "".join(
        f'<c r="{c}2" t="str"><f>"The "&amp;"chief"</f><v>The chief</v></c>'
        if c == "J"
        else f'<c r="{c}2" t="s"><v>{i + len(ROW)}</v></c>'
        for i, c in enumerate(columns)
    )
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kinds}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kinds}.sharedStrings+xml"/>'
        "</Types>",
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="rId1" Type="{rels}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {ns} xmlns:r="{rels}"><bookViews><workbookView/></bookViews>'
        '<sheets><sheet name="Мои вопросы" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/'
        f'package/2006/relationships"><Relationship Id="rId1" Type="{rels}/worksheet" Target='
        f'"worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{rels}/styles" Target='
        f'"styles.xml"/><Relationship Id="rId3" Type="{rels}/sharedStrings" Target='
        '"sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet {ns}><fonts count="1"><font/></fonts><fills count="1"><fill>'
        '<patternFill/></fill></fills><borders count="1"><border/></borders><cellStyleXfs '
        'count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="49"/>'
        "</cellXfs></styleSheet>",
        "xl/sharedStrings.xml": f"<sst {ns}>{''.join(strings)}</sst>",
        "xl/worksheets/sheet1.xml": f'<worksheet {ns} xmlns:mc="http://schemas.openxmlformats.org/'
        'markup-compatibility/2006" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/'
        '2009/9/ac" mc:Ignorable="x14ac"><dimension ref="A1:XFD1048576"/><sheetData>'
        f'<row r="1" spans="1:11" x14ac:dyDescent="0.25">{first}</row>'
        f'<row r="2" spans="1:11" x14ac:dyDescent="0.25">{second}</row>'
        '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData></worksheet>',
    }
    file = folder / "excel.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)
    return file


def test_a_workbook_as_excel_writes_it_is_read_with_its_rich_text_and_results(
    tmp_path: Path,
) -> None:
    [question] = sound(excel(tmp_path)).questions
    data = plain(question, ["en"])
    assert data["prompt"] == "Who heads it?\nSay."
    assert [o["text"] for o in data["options"]] == ["The deputy", "The chief"]
    assert [o["feedback"] for o in data["options"]] == [
        "Not <b> in it.",
        "The _x0041_ says so.",
    ]


def test_a_sheet_with_spaces_in_its_name_is_called_as_excel_calls_it(tmp_path: Path) -> None:
    imported, _ = seen(excel(tmp_path))
    assert imported.places["questions[0]"] == (2, 1, "'Мои вопросы'!A2")


def test_colours_and_fonts_make_no_difference(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        for row in sheet.iter_rows():
            for cell in row:
                cell.font = Font(bold=True, color="FFFF0000")

    assert len(sound(workbook(tmp_path, one(), change=change)).questions) == 1


def independent(data: bytes) -> dict[str, list[list[str]]]:
    """What stands in the sheets of a workbook, read without openpyxl."""
    ns = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        sheets = {}
        for i, sheet in enumerate(book.iter(f"{ns}sheet"), 1):
            tree = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{i}.xml"))
            rows = []
            for row in tree.iter(f"{ns}row"):
                cells = []
                for cell in row.iter(f"{ns}c"):
                    assert cell.get("t") == "inlineStr", "every cell is a text"
                    cells.append("".join(cell.itertext()))
                rows.append(cells)
            sheets[sheet.get("name") or ""] = rows
    return sheets


def test_another_reader_finds_our_texts_in_the_workbook(tmp_path: Path) -> None:
    bank = load(ROOT / "quizzes" / "question-kinds.yml")
    sheets = independent(XLSX.write(bank, bank.head.languages).data)
    assert list(sheets) == ["Жинақ", "Сұрақтар", "Бөліктер", "Тізімдер"]
    written = {text for rows in sheets.values() for row in rows for text in row}
    for question in bank.questions:
        assert question.id in written
        assert set(question.prompt.values()) <= written


# ---- CSV


def csv_file(folder: Path, text: str, encoding: str = "utf-8", name: str = "given.csv") -> Path:
    file = folder / name
    file.write_bytes(text.encode(encoding))
    return file


def table(separator: str, rows: Iterable[Sequence[str]]) -> str:
    quoted = (separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    return "\r\n".join(quoted) + "\r\n"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_is_read_in_the_encodings_and_with_the_separators_of_excel(
    separator: str, encoding: str, tmp_path: Path
) -> None:
    rows = one(Question_text='Кім?\n"Қай", кім; ше?')
    [question] = sound(csv_file(tmp_path, table(separator, rows), encoding)).questions
    assert question.prompt["en"] == 'Кім?\n"Қай", кім; ше?'


def test_the_line_sep_of_excel_is_understood(tmp_path: Path) -> None:
    text = "sep=|\r\n" + table("|", one())
    assert len(sound(csv_file(tmp_path, text)).questions) == 1


def test_a_place_in_csv_is_the_row_that_excel_shows(tmp_path: Path) -> None:
    rows = [*one(Question_text="a\nb\nc"), one(Question_id="two", Level="")[1]]
    assert told(csv_file(tmp_path, table(",", rows))) == [("D3", "sheet-missing-cell", "error")]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("Түрі,Сұрақ".encode("utf-16-le"), "csv-encoding"),
        ("Вид,Вопрос\r\n".encode("cp1251"), "csv-encoding"),
        (b"", "sheet-nothing"),
        (b"\xef\xbb\xbf \r\n", "sheet-nothing"),
        (b"PK\x03\x04rest", "csv-workbook"),
        (b'Kind,Question text\n"open', "csv-broken"),
        (b"Name,Price\na,1\n", "sheet-not-read"),
        (b"Kind,Question text\n" + b"x,y\n" * 2_001, "csv-many"),
    ],
)
def test_a_csv_file_that_cannot_be_read_is_refused_with_the_way_out(
    raw: bytes, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_csv, "MOST_ROWS", 2_000)
    file = tmp_path / "given.csv"
    file.write_bytes(raw)
    assert code in [c for _, c, _ in told(file)]


def test_cyrillic_windows_text_is_refused_with_the_name_of_the_right_choice(
    tmp_path: Path,
) -> None:
    file = tmp_path / "given.csv"
    file.write_bytes("Вид;Вопрос\r\n".encode("cp1251"))
    assert "CSV UTF-8" in message(file, "csv-encoding").mend


# ---- files that mean no good, or are none


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "sheet-nothing"),
        (b"plain text", "sheet-no-workbook"),
        (b"<html><table></table></html>", "sheet-no-workbook"),
        (OLE + b"\0" * 600, "sheet-old"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "sheet-locked"),
        (b"PK\x03\x04" + b"\0" * 100, "sheet-no-workbook"),
    ],
)
def test_what_is_no_workbook_is_refused_with_what_to_do(
    raw: bytes, code: str, tmp_path: Path
) -> None:
    file = tmp_path / "given.xlsx"
    file.write_bytes(raw)
    assert [c for _, c, _ in told(file)] == [code]
    item = message(file, code)
    assert "xlsx" in item.mend or "save" in item.mend


def archive(folder: Path, change: dict[str, bytes | None]) -> Path:
    """A good workbook with some of its parts replaced, or taken out."""
    source = workbook(folder, one())
    file = folder / "changed.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in change:
                new.writestr(name, old.read(name))
        for name, data in change.items():
            if data is not None:
                new.writestr(name, data)
    return file


SHEET = "xl/worksheets/sheet1.xml"
START = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;">]>' + START + b"</sheetData></worksheet>"
)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({SHEET: BOMB}, "sheet-entities"),
        ({SHEET: BOMB.decode().encode("utf-16")}, "sheet-entities"),
        ({"xl/workbook.xml": BOMB}, "sheet-entities"),
        ({SHEET: b"<worksheet"}, "sheet-broken"),
        ({SHEET: None}, "sheet-none"),
        ({"xl/workbook.xml": None}, "sheet-broken"),
        ({"[Content_Types].xml": None}, "sheet-no-workbook"),
        ({"xl/workbook.bin": b"x"}, "sheet-xlsb"),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "sheet-ods"),
        ({"xl/media/x.bin": b"\0" * 3 * 1024 * 1024}, "sheet-unpacked"),
        ({SHEET: START + b"<row/>" * 2_001 + b"</sheetData></worksheet>"}, "sheet-many"),
        ({SHEET: START + b"<row>" + b"<c/>" * 10_001 + b"</row></sheetData></worksheet>"},
         "sheet-many"),
        (
            {SHEET: START + b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
             b"</worksheet>"},
            "sheet-many",
        ),
        (
            {SHEET: START + b"</sheetData><hyperlinks><x:hyperlink ref='A1&#58;XFD1048576'/>"
             b"</hyperlinks></worksheet>"},
            "sheet-many",
        ),
    ],
)  # fmt: skip
def test_an_archive_that_does_harm_or_is_damaged_is_refused(
    change: dict[str, bytes | None], code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The same as in earnest, but in less time.
    monkeypatch.setattr(sheet_xlsx, "UNPACKED", 2 * 1024 * 1024)
    monkeypatch.setattr(sheet_xlsx, "MOST_CELLS", 10_000)
    monkeypatch.setattr(sheet_xlsx, "MOST_ROWS", 2_000)
    assert [c for _, c, _ in told(archive(tmp_path, change))] == [code]


def test_a_file_over_the_limit_is_refused_without_reading_it(tmp_path: Path) -> None:
    for name in ("large.xlsx", "large.csv"):
        file = tmp_path / name
        with file.open("wb") as opened:
            opened.truncate(5 * 1024**3)
        started = time.perf_counter()
        assert [c for _, c, _ in told(file)] == ["sheet-large"]
        assert time.perf_counter() - started < 0.5


def test_a_missing_file_and_a_folder_are_problems(tmp_path: Path) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    for name in ("missing.xlsx", "missing.csv", "folder.xlsx"):
        assert [c for _, c, _ in told(tmp_path / name)] == ["unreadable"]


@settings(
    max_examples=5_000 if FULL else 40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    edits=st.lists(
        st.tuples(st.floats(0, 0.999), st.sampled_from([0, 1, 4, 50]), st.binary(max_size=4)),
        min_size=1,
        max_size=4,
    )
)
def test_a_damaged_workbook_gives_problems_and_never_anything_else(
    tmp_path: Path, edits: list[tuple[float, int, bytes]]
) -> None:
    raw = bytearray((ROOT / "templates" / "questions.en.xlsx").read_bytes())
    for share, length, fresh in edits:
        at = int(share * len(raw))
        raw[at : at + length] = fresh
    file = tmp_path / "damaged.xlsx"
    file.write_bytes(raw)
    told(file)


SETTINGS_SAID = ["Title", "Title (ru)", "Languages", "Mode", "Exam draws 3.1", "Points to pass"]
_CELLS = st.one_of(
    st.none(),
    st.text(max_size=8),
    st.sampled_from([*ROW.values(), *HEADINGS, *PARTS, "blank", "option", "cloze", "[[a]]", "1;2"]),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(datetime.date(1901, 1, 1)),
)


@settings(max_examples=5_000 if FULL else 80, deadline=None, derandomize=True)
@given(
    head=st.permutations(HEADINGS),
    rows=st.lists(st.lists(_CELLS, min_size=3, max_size=12), max_size=4),
    parts=st.lists(st.lists(_CELLS, min_size=3, max_size=9), max_size=4),
    bank=st.lists(st.tuples(st.sampled_from(SETTINGS_SAID), _CELLS)),
)
def test_whatever_stands_in_cells_gives_problems_and_never_anything_else(
    head: list[str], rows: list[Any], parts: list[Any], bank: list[Any]
) -> None:
    tables = [
        _table("Questions", [head, *rows]),
        _table("Parts", [list(PARTS), *parts]),
        _table("Bank", [["Setting", "Value"], *bank]),
    ]
    found = sheet_read.imported(tables, "given.xlsx", {})
    for item in (*found.problems, *verdict(found, "given.xlsx", XLSX).problems):
        assert item.message
        assert item.mend
        # Without questions the loader has nothing to say; a missing setting has no cell.
        assert "!" in item.path or not item.line


def _table(name: str, rows: Sequence[Sequence[Any]]) -> Table:
    cells = {
        n: {c: Cell(value) for c, value in enumerate(row, 1) if value is not None}
        for n, row in enumerate(rows, 1)
    }
    return Table(name, cells)


# ---- the template


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_of_the_template_pass_every_check(language: str, tmp_path: Path) -> None:
    from quizlib.lint import RULES
    from quizlib.lint.run import find

    file = tmp_path / "template.xlsx"
    file.write_bytes(template(language, ["3.1", "3.2"]))
    imported, found = seen(file, {})
    assert [item.code for item in imported.problems] == ["sheet-example"]
    assert found.problems == []
    assert found.draft
    assert {q.kind for q in found.draft.questions} == {
        *("single", "multiple", "truefalse", "text", "number"),
    }
    bank = tmp_path / "bank.yml"
    questions = [plain(q, [language]) for q in found.draft.questions]
    bank.write_text(bank_text(plain_head(found.draft), questions), encoding="utf-8")
    assert check([bank], also=lambda r: (hit.problem for hit in find(r, RULES, None))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_in_the_repository_is_the_one_that_the_command_writes(language: str) -> None:
    """Compressed bytes may differ between machines; what they hold may not."""

    def unpacked(data: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            return {name: opened.read(name) for name in opened.namelist()}

    stored = (ROOT / "templates" / f"questions.{language}.xlsx").read_bytes()
    objectives = re.findall(
        r'^"(\d+\.\d+)":', (ROOT / "course/objectives.yml").read_text("utf-8"), re.M
    )
    assert unpacked(stored) == unpacked(template(language, objectives))


def test_the_template_is_made_for_filling_in(tmp_path: Path) -> None:
    file = tmp_path / "template.xlsx"
    file.write_bytes(template("ru", ["3.1"]))
    from openpyxl import load_workbook

    book = load_workbook(file)
    assert book.sheetnames == [
        *("Прочтите", "Банк", "Простые вопросы", "Вопросы", "Части", "Списки"),
    ]
    sheet = book["Простые вопросы"]
    assert sheet.freeze_panes == "B2"
    headings = {cell.value: cell for cell in sheet[1]}
    assert "номер верного" in str(headings["Верный ответ"].comment)
    letters = [get_column_letter(n) for n in range(1, len(headings) + 1)]
    assert all(sheet.column_dimensions[letter].number_format == "@" for letter in letters)
    offered = {
        headings_at.value: book["Списки"][validation.formula1.split("!")[1].replace("$", "")]
        for validation in sheet.data_validations.dataValidation
        for headings_at in [sheet[str(validation.sqref).split(":")[0].rstrip("0123456789") + "1"]]
    }
    assert {name: cells[0][0].value for name, cells in offered.items() if len(cells) > 1} == {
        "Вид": "один верный ответ",
        "Уровень": "запоминание",
    }
    assert "Цель" in offered
    assert book["Списки"].sheet_state == "hidden"


def test_the_same_bank_and_the_same_template_give_the_same_bytes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bank = load(GOOD[1])
    first = XLSX.write(bank, bank.head.languages).data, template("kk")
    real = time.localtime
    monkeypatch.setattr(time, "localtime", lambda *args: real(1e9))
    assert (XLSX.write(bank, bank.head.languages).data, template("kk")) == first


# ---- all in all


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 250,5", 1250.5),
        ("1\xa0250", 1250),
        ("−5", -5),
        ("12.50", 12.5),
        ("007", 7),
        ("1 2", "1 2"),
        ("5 дней", "5 дней"),
        ("½", "½"),
        ("١٢", "١٢"),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, number: float | str) -> None:
    assert number_of(text) == number


def test_every_message_on_sheets_was_shown_by_a_test_here() -> None:
    """Runs last; says nothing where only some tests were chosen."""
    if len(SHOWN) > 40:
        wanted = {c for c in messages.MESSAGES if c.startswith(("sheet-", "csv-"))}
        assert wanted - SHOWN == set()
