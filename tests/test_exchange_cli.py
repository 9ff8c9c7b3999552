"""`quizlib import` and `quizlib export`: what is written where, and what is never touched."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from exchange_helpers import SCALES
from helpers import BANK, ROOT, write
from openpyxl import load_workbook
from test_sheet import PARTS, ROW, one, table, workbook
from typer.testing import CliRunner, Result

from quizlib.cli import app
from quizlib.exchange import FORMATS
from quizlib.load import check, load
from quizlib.messages import exchange as messages

RUNNER = CliRunner()
#: Codes of messages that some test here has shown.
SHOWN: set[str] = set()

BANK_SHEET = [
    ["Setting", "Value"],
    ["Title", "Press"],
    ["Lesson page", "press-service-and-pr"],
    ["Languages", "en"],
]


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course with no bank yet, and the current folder."""
    (tmp_path / "quizzes").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


def run(*args: str | Path) -> Result:
    done = RUNNER.invoke(app, [str(arg) for arg in args])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    SHOWN.update(re.findall(r"(?:error|warning) ([a-z-]+)", done.output))
    return done


def given(folder: Path, rows: Sequence[Sequence[object]], name: str = "given.xlsx") -> Path:
    """A workbook that says all that a bank needs."""
    file = workbook(folder, rows, bank=BANK_SHEET)
    return file.rename(folder / name)


def banks(course: Path) -> dict[str, str]:
    return {file.name: file.read_text("utf-8") for file in (course / "quizzes").iterdir()}


# ---- import


def test_a_workbook_becomes_a_bank_that_passes_the_check(course: Path) -> None:
    done = run("import", given(course, one()))
    assert (done.exit_code, done.output) == (
        0,
        "quizzes/given.yml: 1 question written.\n"
        "Next: quizlib check quizzes/given.yml, then quizlib preview quizzes/given.yml\n",
    )
    assert check([course / "quizzes"]) == []
    [question] = load("given", course).questions
    assert (question.id, question.prompt) == ("head", {"en": "Who heads it?"})


def test_the_bank_is_written_as_an_author_would_write_it(course: Path) -> None:
    run("import", given(course, one()))
    assert banks(course)["given.yml"].startswith(
        "version: 1\nlanguages: [en]\ntitle: Press\nlesson: press-service-and-pr\nquestions:\n\n"
        '  - id: head\n    kind: single\n    objective: "3.1"\n    bloom: remember\n'
        '    source: [A67]\n    prompt: "Who heads it?"\n'
    )


def test_with_an_error_nothing_is_written_and_every_fault_is_told(course: Path) -> None:
    rows = [*one(Level=""), one(Question_id="two", Feedback_1="")[1]]
    done = run("import", given(course, rows))
    assert done.exit_code == 1
    assert "Questions!D2" in done.output
    assert "Questions!I3" in done.output
    assert done.output.endswith("quizzes/given.yml: nothing written.\n")
    assert banks(course) == {}


def test_partial_writes_what_is_in_order_and_still_says_that_something_is_not(
    course: Path,
) -> None:
    rows = [*one(Level=""), *(one(Question_id=n)[1] for n in ("two", "three"))]
    done = run("import", given(course, rows), "--partial")
    assert done.exit_code == 1
    assert "quizzes/given.yml: 2 questions written. Left out: 1." in done.output
    assert [q.id for q in load("given", course).questions] == ["two", "three"]


def test_partial_leaves_a_question_out_whose_cell_could_not_be_read(course: Path) -> None:
    rows = [*one(See="#REF!"), one(Question_id="two", See="")[1]]
    assert run("import", given(course, rows), "--partial").exit_code == 1
    assert [q.id for q in load("given", course).questions] == ["two"]


def test_partial_writes_nothing_where_the_rest_cannot_stand_alone(course: Path) -> None:
    rows = [["Question id", "Kind", "Objective", "Question text", "Compare with", "Scale point 1"]]
    rows[0].append("Scale point 2")
    rows += [[n, "self-rating", "3.1", "?", c, "no", "yes"] for n, c in (("a", ""), ("b", "a"))]
    parts = [PARTS, ["a", "", "", "s"], ["b", "", "", "s", "", "", "I can"]]
    file = workbook(course, rows, parts, BANK_SHEET)
    done = run("import", file, "--partial")
    assert done.exit_code == 1
    assert "nothing written" in done.output
    assert banks(course) == {}


def test_dry_run_says_what_would_happen_and_writes_nothing(course: Path) -> None:
    done = run("import", given(course, one()), "--dry-run")
    assert (done.exit_code, done.output) == (
        0,
        "quizzes/given.yml: 1 question would be written.\n",
    )
    assert banks(course) == {}


def test_questions_without_ids_get_them_from_the_bank_and_the_row(course: Path) -> None:
    rows = [*one(Question_id=""), one(Question_id=None)[1]]
    done = run("import", given(course, rows), "--bank", "press")
    assert done.exit_code == 0
    assert [q.id for q in load("press", course).questions] == ["press-2", "press-3"]
    assert "is called `press-2`" in done.output


def test_what_a_sheet_does_not_say_comes_from_options(course: Path) -> None:
    fields = {k: v for k, v in ROW.items() if k not in ("Objective", "Level", "Source")}
    file = workbook(course, [list(fields), list(fields.values())])
    assert run("import", file).exit_code == 1
    done = run(
        *("import", file, "--lesson", "page", "--objective", "3.2", "--bloom", "apply"),
        *("--source", "A67,F25", "--lang", "en", "--title", "Heads"),
    )
    assert done.exit_code == 0, done.output
    bank = load("given", course)
    assert (bank.head.lesson, bank.head.title) == ("page", {"en": "Heads"})
    [question] = bank.questions
    assert (question.objective, question.bloom) == ("3.2", "apply")
    assert question.source == ["A67", "F25"]


def test_a_bank_without_a_title_is_called_after_the_file_and_that_is_told(course: Path) -> None:
    file = workbook(course, one()).rename(course / "Баспасөз 1.xlsx")
    done = run("import", file, "--lesson", "page", "--lang", "en")
    assert done.exit_code == 0
    assert load("baspasoz-1", course).head.title == {"en": "Баспасөз 1"}
    assert "exchange-title" in done.output


def test_a_bank_that_exists_is_never_overwritten(course: Path) -> None:
    write(course / "quizzes", BANK, "given.yml")
    done = run("import", given(course, one(Question_id="new")))
    assert done.exit_code == 1
    assert "--into" in done.output
    assert banks(course) == {"given.yml": BANK}


def test_questions_are_added_to_a_bank_and_the_rest_of_it_stays_byte_for_byte(
    course: Path,
) -> None:
    before = BANK.replace("version: 1\n", "version: 1  # mine\n").replace("\n", "\r\n").encode()
    file = write(course / "quizzes", before, "bank.yml")
    done = run("import", given(course, one(Question_id="new")), "--into", "bank")
    assert done.exit_code == 0
    assert "quizzes/bank.yml: 1 question added." in done.output
    assert file.read_bytes().startswith(before)
    assert [q.id for q in load("bank", course).questions] == ["head", "new"]
    assert "keeps its own `title`" in done.output


def test_a_bank_may_be_named_by_its_file_outside_of_any_course(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, BANK)
    assert (
        run("import", given(tmp_path, one(Question_id="new")), "--into", "bank.yml").exit_code == 0
    )
    assert len(load(tmp_path / "bank.yml").questions) == 2


@pytest.mark.parametrize("own", [True, False])
def test_an_id_that_the_course_has_is_told_at_its_cell(own: bool, course: Path) -> None:
    write(course / "quizzes", BANK, "bank.yml")
    done = run("import", given(course, one()), *(["--into", "bank"] if own else []))
    assert done.exit_code == 1
    assert "Questions!A2" in done.output
    assert "`head` is already used in quizzes/bank.yml, line 6" in done.output
    assert banks(course) == {"bank.yml": BANK}


def test_a_bank_with_faults_or_in_another_layout_is_left_as_it_is(course: Path) -> None:
    file = given(course, one(Question_id="new"))
    for text, code in (
        (BANK.replace("bloom: remember", "bloom: know"), "not-one-of"),
        (BANK.replace("questions:\n  - id", "questions: [{id").split("id: head")[0], "yaml"),
        (_in_brackets(), "exchange-layout"),
    ):
        write(course / "quizzes", text, "bank.yml")
        done = run("import", file, "--into", "bank")
        assert done.exit_code == 1
        assert code in done.output
        assert banks(course) == {"bank.yml": text}


def _in_brackets() -> str:
    head, question = BANK.split("questions:\n")
    lines = [line.strip() for line in question.split("    options:")[0].splitlines()]
    fields = ", ".join(line.removeprefix("- ") for line in lines)
    options = ", ".join(re.findall(r"\{.*\}", question))
    return f"{head}questions: [{{{fields}, options: [{options}]}}]\n"


def test_several_files_make_a_bank_each_or_one_where_it_is_named(course: Path) -> None:
    files = [given(course, one(Question_id=n), f"{n}.xlsx") for n in ("one", "two")]
    assert run("import", *files).exit_code == 0
    assert sorted(banks(course)) == ["one.yml", "two.yml"]
    shutil.rmtree(course / "quizzes")
    (course / "quizzes").mkdir()
    assert run("import", *files, "--bank", "both").exit_code == 0
    assert [q.id for q in load("both", course).questions] == ["one", "two"]


def test_csv_is_imported_too(course: Path) -> None:
    file = course / "given.csv"
    file.write_text(table(";", one()), encoding="utf-8-sig", newline="")
    assert run("import", file, "--lesson", "page", "--lang", "en").exit_code == 0
    assert len(load("given", course).questions) == 1


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("given.yml", "exchange-yaml"),
        ("given.xls", "sheet-old"),
        ("given.ods", "sheet-ods"),
        ("given.docx", "exchange-format"),
        ("given", "exchange-format"),
        ("missing.xlsx", "unreadable"),
    ],
)
def test_a_file_of_a_wrong_format_is_refused_with_what_to_do(
    name: str, code: str, course: Path
) -> None:
    if not name.startswith("missing"):
        (course / name).write_text("text", encoding="utf-8")
    done = run("import", name)
    assert done.exit_code == 1
    assert code in done.output
    assert "Traceback" not in done.output
    assert banks(course) == {}


def test_a_file_that_says_nothing_of_its_language_needs_lang(course: Path) -> None:
    (course / "given.gift").write_text("What? {=this #Yes. ~that #No.}\n", encoding="utf-8")
    options = ("--lesson", "page", "--objective", "3.1", "--bloom", "apply", "--source", "A1")
    done = run("import", "given.gift", *options)
    assert (done.exit_code, "exchange-language" in done.output) == (1, True)
    assert run("import", "given.gift", *options, "--lang", "en").exit_code == 0
    assert load("given", course).head.languages == ["en"]


def test_a_file_that_says_its_languages_needs_no_lang(course: Path) -> None:
    shutil.copy(ROOT / "quizzes" / "press-service-and-pr.yml", course / "quizzes")
    run("export", "press-service-and-pr", "--output", "all.xml")
    (course / "quizzes" / "press-service-and-pr.yml").unlink()
    assert run("import", "all.xml", "--lesson", "press-service-and-pr").exit_code == 0
    assert load("all", course).head.languages == ["kk", "ru", "en"]


def test_a_workbook_under_a_wrong_name_is_told_apart(course: Path) -> None:
    file = given(course, one(), "given.csv")
    assert "change the end of its name" in run("import", file).output.lower()
    assert run("import", file, "--format", "xlsx").exit_code == 0


@pytest.mark.parametrize("name", ["Press", "a b", "../x", "кітап", "-x"])
def test_a_name_that_no_bank_can_have_is_refused(name: str, course: Path) -> None:
    done = run("import", given(course, one()), f"--bank={name}")
    assert done.exit_code == 1
    assert "exchange-name" in done.output
    assert banks(course) == {}


def test_into_and_bank_exclude_one_another(course: Path) -> None:
    done = run("import", given(course, one()), "--into", "a", "--bank", "b")
    assert (done.exit_code, "exchange-bank" in done.output) == (1, True)


def test_outside_of_a_course_import_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("import", given(tmp_path, one()))
    assert done.exit_code == 1
    assert "course-missing" in done.output


# ---- export


def test_a_bank_goes_to_every_format_and_back(course: Path) -> None:
    shutil.copy(ROOT / "quizzes" / "press-service-and-pr.yml", course / "quizzes")
    bank = load("press-service-and-pr", course)
    for name, format in FORMATS.items():
        done = run("export", "press-service-and-pr", "--format", name)
        file = course / f"press-service-and-pr{format.suffixes[0]}"
        assert done.exit_code == 0
        assert done.output.endswith(f"{file.name}: written.\n")
        assert len(file.read_bytes()) > 1000
    run("export", "press-service-and-pr", "--output", "again.xlsx")
    (course / "quizzes" / "press-service-and-pr.yml").unlink()
    assert run("import", "again.xlsx").exit_code == 0
    again = load("again", course)
    assert (again.head, again.questions) == (bank.head, bank.questions)


def test_the_format_is_told_by_the_name_of_the_output(course: Path) -> None:
    write(course / "quizzes", BANK)
    assert run("export", "bank", "--output", "out.csv").exit_code == 0
    assert (course / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    done = run("export", "bank", "--output", "out.docx")
    assert (done.exit_code, "exchange-format" in done.output) == (1, True)


def test_what_a_format_cannot_carry_is_listed_and_the_file_is_written(course: Path) -> None:
    write(course / "quizzes", BANK)
    done = run("export", "bank", "--format", "csv")
    assert done.exit_code == 0
    assert "no place for the bank's `title`, `lesson`" in done.output
    assert (course / "bank.csv").exists()


def test_a_file_that_exists_is_replaced_only_by_force(course: Path) -> None:
    write(course / "quizzes", BANK)
    (course / "bank.xlsx").write_text("mine", encoding="utf-8")
    done = run("export", "bank")
    assert (done.exit_code, "--force" in done.output) == (1, True)
    assert (course / "bank.xlsx").read_text("utf-8") == "mine"
    assert run("export", "bank", "--force").exit_code == 0
    assert load_workbook(course / "bank.xlsx")


def test_one_language_may_be_chosen_if_the_bank_has_it(course: Path) -> None:
    shutil.copy(ROOT / "quizzes" / "question-kinds.yml", course / "quizzes")
    assert run("export", "question-kinds", "--lang", "kk").exit_code == 0
    assert load_workbook(course / "question-kinds.xlsx").sheetnames[0] == "Жинақ"
    write(course / "quizzes", BANK)
    done = run("export", "bank", "--lang", "kk")
    assert (done.exit_code, "has no texts in kk" in done.output) == (1, True)


def test_a_place_that_cannot_be_written_is_a_problem(course: Path) -> None:
    write(course / "quizzes", BANK)
    done = run("export", "bank", "--output", "missing/bank.xlsx")
    assert (done.exit_code, "exchange-not-written" in done.output) == (1, True)


def test_a_bank_that_is_missing_or_faulty_is_a_problem(course: Path) -> None:
    assert "bank-missing" in run("export", "nothing").output
    write(course / "quizzes", BANK.replace("remember", "know"))
    done = run("export", "bank")
    assert (done.exit_code, "not-one-of" in done.output) == (1, True)
    assert not (course / "bank.xlsx").exists()


@pytest.mark.parametrize("format", ["csv", "gift", "moodle"])
def test_a_bank_of_which_a_format_carries_nothing_is_named_question_by_question(
    format: str, course: Path
) -> None:
    shutil.copy(SCALES, course / "quizzes")
    done = run("export", SCALES.stem, "--format", format)
    for question in load(SCALES).questions:
        assert f"`{question.id}`" in done.output


def test_the_template_offers_the_objectives_of_the_course(course: Path) -> None:
    (course / "course").mkdir()
    (course / "course" / "objectives.yml").write_text('"7.1": {}\n"7.2": {}\n', encoding="utf-8")
    done = run("export", "--template", "--lang", "ru")
    assert (done.exit_code, done.output) == (0, "questions.ru.xlsx: template written.\n")
    lists = load_workbook(course / "questions.ru.xlsx")["Списки"]
    assert {"7.1", "7.2"} <= {cell.value for row in lists for cell in row}


def test_the_filled_template_is_imported_with_one_command(course: Path) -> None:
    run("export", "--template", "--lang", "kk")
    done = run("import", "questions.kk.xlsx", "--bank", "example")
    assert done.exit_code == 0
    assert "Examples of the template" in done.output
    assert check([course / "quizzes"]) == []


@pytest.mark.parametrize(
    "args",
    [
        ["export"],
        ["export", "bank", "--template"],
        ["export", "--template", "--format", "csv"],
        ["export", "--template", "--lang", "kk", "--lang", "ru"],
        ["import"],
        ["import", "a.xlsx", "--format", "docx"],
    ],
)
def test_a_command_that_is_not_understood_has_exit_code_2(args: list[str], course: Path) -> None:
    assert run(*args).exit_code == 2


def test_every_message_of_the_two_commands_was_shown_by_a_test_here() -> None:
    """Runs last; says nothing where only some tests were chosen."""
    if len(SHOWN) > 15:
        wanted = {code for code in messages.MESSAGES if code.startswith("exchange-")}
        assert wanted - SHOWN == set()
