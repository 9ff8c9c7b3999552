"""Finding and loading banks, and what `show` answers to names that do not exist."""

from __future__ import annotations

import gc
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from helpers import BANK, FROZEN, GOOD, ROOT, codes, write

from quizlib import BankError, grade, load, show
from quizlib.bankfile import read
from quizlib.kinds import KINDS
from quizlib.load import check, find_course, load_course
from quizlib.model import Bank, Question


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course with one bank in three languages; the current folder is inside of it."""
    (tmp_path / "quizzes").mkdir()
    shutil.copy(ROOT / "tests/good/all-kinds.yml", tmp_path / "quizzes/all-kinds.yml")
    inside = tmp_path / "book" / "kk"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    return tmp_path


def said(error: pytest.ExceptionInfo[BankError]) -> list[str]:
    return [str(p) for p in error.value.problems]


def asked(bank: str = "all-kinds", lang: str = "en", **more: Any) -> list[str]:
    """What the author is told who asks for this quiz."""
    with pytest.raises(BankError) as caught:
        show(bank, lang, **more)
    return said(caught)


# ---- files


@pytest.mark.parametrize("file", GOOD, ids=lambda f: f.stem)
def test_a_good_bank_loads(file: Path) -> None:
    assert codes(file) == []
    bank = load(file)
    assert bank.name == file.stem
    assert bank.questions


@pytest.mark.parametrize("file", FROZEN, ids=lambda f: f.stem)
def test_a_bank_of_format_1_loads_for_ever_and_its_answers_earn_everything(file: Path) -> None:
    beside = file.with_suffix(".json")
    answers = json.loads(beside.read_text(encoding="utf-8")) if beside.exists() else {}
    for question in load(file).questions:
        right = answers.get(question.id) or _right(question)
        got = grade(question, right)
        assert (got.score == 1) if KINDS[question.kind].scored else (got.status == "recorded"), (
            question.id
        )


def _right(question: Question) -> Any:
    """The right answer to a question of the first four kinds."""
    key = KINDS[question.kind].key(question)
    if question.kind == "sort":
        return {name: b if key["several"] else b[:1] for name, b in key["cards"].items()}
    return key["correct"] if question.kind == "multiple" else key["correct"][0]


def test_a_plain_string_is_the_text_in_the_one_language_of_the_bank() -> None:
    bank = load(ROOT / "tests/good/single-language.yml")
    assert bank.head.title == {"en": "Press service"}
    assert bank.question("sl-no").prompt == {"en": "no"}
    assert bank.question("sl-no").objective == "3.10"


@pytest.mark.parametrize("name", ["byte-order-mark", "line-ends"])
def test_a_byte_order_mark_and_windows_line_ends_leave_no_trace(name: str) -> None:
    bank = load(ROOT / f"tests/good/{name}.yml")
    assert bank.head.version == 1
    assert "\r" not in repr(bank)
    assert "\ufeff" not in repr(bank)


def test_a_text_of_spaces_in_one_of_several_languages_is_empty(tmp_path: Path) -> None:
    text = (ROOT / "tests/good/all-kinds.yml").read_text(encoding="utf-8")
    line = next(line for line in text.split("\n") if line.lstrip().startswith("ru: "))
    blank = line[: line.index("ru: ")] + 'ru: "  "'
    assert codes(write(tmp_path, text.replace(line, blank, 1))) == ["empty-text"]


def test_what_was_read_is_not_looked_through_for_garbage_at_once() -> None:
    assert gc.isenabled()
    gc.collect()
    reading = read(ROOT / "quizzes/press-service-and-pr.yml", "bank.yml")
    young, old = gc.get_objects(generation=0), gc.get_objects(generation=2)
    assert reading.source is not None
    assert not any(one is reading.source for one in young)
    assert any(one is reading.source for one in old)


def test_reading_leaves_alone_what_a_program_keeps_from_the_collector() -> None:
    gc.freeze()
    try:
        read(ROOT / "quizzes/question-kinds.yml", "bank.yml")
        assert gc.get_freeze_count()
    finally:
        gc.unfreeze()


def test_a_question_knows_where_it_stands_in_the_file() -> None:
    bank = load(ROOT / "tests/good/single-language.yml")
    assert bank.places == {"sl-head": (7, 9), "sl-no": (16, 9)}


def test_a_loaded_bank_cannot_be_changed() -> None:
    bank = load(ROOT / "tests/good/single-language.yml")
    with pytest.raises(ValueError, match="frozen"):
        bank.questions[0].id = "other"


def test_a_bank_is_read_again_once_its_file_has_changed(tmp_path: Path) -> None:
    file = write(tmp_path, BANK)
    first = load(file)
    assert load(file) is first
    file.write_text(BANK.replace("Who heads", "Who leads"), encoding="utf-8")
    os.utime(file, ns=(1, 1))
    assert load(file).questions[0].prompt["en"].startswith("Who leads")


@pytest.mark.parametrize("name", ["missing.yml", "."])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(BankError) as caught:
        load(tmp_path / name)
    assert [p.code for p in caught.value.problems] == ["unreadable"]
    assert [p.code for p in check([tmp_path / "missing.yml"])] == ["unreadable"]


# ---- a course


def test_the_course_is_found_from_any_folder_inside_it(course: Path) -> None:
    assert find_course() == course
    assert load("all-kinds").file == "quizzes/all-kinds.yml"


def test_outside_a_course_the_folder_is_named_that_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BankError) as caught:
        load("all-kinds")
    assert said(caught) == [
        f"no folder `quizzes` here or in any folder above {tmp_path.name}. "
        "Start from the folder of the course."
    ]


def test_a_missing_bank_is_named_with_the_banks_there_are(course: Path) -> None:
    assert asked("nope") == ["there is no bank nope. The banks are: all-kinds."]
    assert asked("all-kind") == [
        "there is no bank all-kind. Did you mean `all-kinds`? The banks are: all-kinds."
    ]


@pytest.mark.parametrize("name", ["", ".", "..", "../quizzes/all-kinds", "a\0b", "x" * 5000, "/"])
def test_no_name_of_a_bank_leaves_the_folder_or_breaks(course: Path, name: str) -> None:
    with pytest.raises(BankError) as caught:
        load(name)
    assert [p.code for p in caught.value.problems] == ["bank-missing"]


def test_one_question_id_in_two_files_is_told_with_both_places(course: Path) -> None:
    write(course / "quizzes", BANK, "a.yml")
    write(course / "quizzes", "# a line\n" + BANK, "b.yml")
    with pytest.raises(BankError) as caught:
        load_course(course)
    assert said(caught) == [
        "quizzes/b.yml:7:9: head: the question id `head` is already used in quizzes/a.yml, "
        "line 6. Give this question another id: ids are unique in the whole course."
    ]
    assert len(check([course / "quizzes"])) == 1
    assert check([course / "quizzes/a.yml", course / "quizzes/a.yml"]) == []


def test_an_id_is_compared_across_files_even_where_its_question_has_faults(course: Path) -> None:
    write(course / "quizzes", BANK, "a.yml")
    write(course / "quizzes", BANK.replace("bloom: remember", "bloom: 1"), "b.yml")
    with pytest.raises(BankError) as caught:
        load_course(course)
    assert [p.code for p in caught.value.problems] == ["not-one-of", "duplicate-id-course"]


def test_the_problems_of_all_banks_are_told_at_once(course: Path) -> None:
    write(course / "quizzes", "", "a.yml")
    write(course / "quizzes", "[]", "b.yml")
    with pytest.raises(BankError) as caught:
        load_course(course)
    assert [p.file for p in caught.value.problems] == ["quizzes/a.yml", "quizzes/b.yml"]


def test_copies_that_jupyterlab_keeps_are_no_banks(course: Path) -> None:
    copies = course / "quizzes" / ".ipynb_checkpoints"
    copies.mkdir()
    shutil.copy(course / "quizzes/all-kinds.yml", copies / "all-kinds-checkpoint.yml")
    assert [bank.name for bank in load_course(course)] == ["all-kinds"]
    assert check([course / "quizzes"]) == []


def test_a_bank_below_a_folder_is_found_by_its_name(course: Path) -> None:
    (course / "quizzes/lesson-3").mkdir()
    write(course / "quizzes/lesson-3", BANK, "heads.yaml")
    assert load("heads").file == "quizzes/lesson-3/heads.yaml"
    assert [b.file for b in load_course(course)] == [
        "quizzes/all-kinds.yml",
        "quizzes/lesson-3/heads.yaml",
    ]


def test_the_banks_of_this_course_have_no_problems() -> None:
    banks: list[Bank] = load_course(ROOT)
    assert banks


# ---- asking for questions


def test_an_unknown_language_is_named_with_those_there_are(course: Path) -> None:
    assert asked(lang="kz") == ["there is no edition in `kz`. Known here: kk, ru, en."]


def test_a_language_that_the_bank_lacks_is_named(course: Path) -> None:
    write(course / "quizzes", BANK, "one.yml")
    assert asked("one", "kk") == [
        "the bank one has no texts in kk. It has en: choose one of them, or add the texts."
    ]


def test_an_unknown_question_is_named_with_the_one_probably_meant(course: Path) -> None:
    [line] = asked(select=["ak-single", "ak-singel"])
    assert line.startswith("the bank all-kinds has no question `ak-singel`. Did you mean")
    assert "`ak-single`?" in line


def test_an_unknown_objective_is_named_with_those_there_are(course: Path) -> None:
    assert asked(objective="9.9") == [
        "the bank all-kinds has no question on objective 9.9. Known here: 3.1, 3.2, 3.3."
    ]


def test_an_unknown_mode_is_named(course: Path) -> None:
    assert asked(mode="practise") == [
        "there is no mode `practise`. Did you mean `practice`? "
        "Known here: practice, check, exam, survey, pretest."
    ]


def test_everything_wrong_with_a_request_is_told_at_once(course: Path) -> None:
    assert len(asked(lang="de", mode="x", select=["a", "b"], objective="0.0")) == 5


def test_one_word_in_place_of_a_list_of_questions_is_explained(course: Path) -> None:
    assert asked(select="ak-single") == ['`select` must be a list. Write select=["ak-single"].']
