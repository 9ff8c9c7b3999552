"""The command `quizlib`: its arguments, what it prints, and its exit codes."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from helpers import BAD, ROOT, TESTS, write
from typer.testing import CliRunner, Result

from quizlib.cli import app, speech
from quizlib.lint import RULES

PROGRAM = shutil.which("quizlib", path=str(Path(sys.executable).parent)) or "quizlib"
ENVIRONMENT = {"COLUMNS": "100", "NO_COLOR": "1", "FORCE_COLOR": None, "TERM": "dumb"}

#: A bank with nothing to object to.
BANK = """\
version: 1
languages: [en]
title: Press service
lesson: press-service-and-pr
questions:
  - id: head
    kind: single
    objective: "3.1"
    bloom: remember
    source: [A67]
    prompt: Who signs the replies to the media?
    options:
      - {id: chief, correct: true, text: The press secretary, feedback: Row one names this duty.}
      - {id: deputy, text: The deputy minister, feedback: Row two gives deputies another duty.}
      - {id: clerk, text: The records manager, feedback: Row three gives records another duty.}
"""
#: The same with too few options.
FEW = "".join(BANK.splitlines(keepends=True)[:-1])


def run(*args: str, cwd: Path = ROOT) -> Result:
    """The command in this process."""
    with contextlib.chdir(cwd):
        done = CliRunner().invoke(app, args, env=ENVIRONMENT, prog_name="quizlib")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def start(*args: str, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[bytes]:
    """The command as a shell starts it."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    return subprocess.run(
        [PROGRAM, *args], capture_output=True, cwd=cwd, env=clean | env, check=False
    )


def commands() -> dict[str, Any]:
    """Every group and command by what is typed: "", "check", "notebooks run", …"""
    found: dict[str, Any] = {}

    def collect(command: Any, typed: str) -> None:
        found[typed] = command
        for name, inner in getattr(command, "commands", {}).items():
            collect(inner, f"{typed} {name}".strip())

    collect(typer.main.get_command(app), "")
    return found


COMMANDS = commands()


@pytest.mark.parametrize("typed", COMMANDS, ids=lambda typed: typed or "quizlib")
def test_every_command_has_help_that_says_what_it_and_its_options_do(typed: str) -> None:
    done = run(*typed.split(), "--help")
    assert (done.exit_code, done.stderr) == (0, "")
    shown = " ".join(re.sub(r"[│╭╮╰╯─]", " ", done.stdout).split())
    command = COMMANDS[typed]
    assert f"Usage: quizlib {typed}".strip() in shown
    assert command.help
    assert " ".join(command.help.split()) in shown
    for parameter in command.params:
        if parameter.name != "help":
            assert parameter.help
            assert " ".join(parameter.help.split())[:40] in shown
    for inner in getattr(command, "commands", ()):
        assert inner in shown


# ---- what is checked


def test_a_good_bank_passes_with_exit_code_0(tmp_path: Path) -> None:
    done = run("check", str(write(tmp_path, BANK)))
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "1 bank, 1 question checked: no problems.\n"


def test_the_courses_own_banks_have_no_errors_and_no_warnings() -> None:
    done = run("check", "--strict", "--format", "short")
    assert (done.exit_code, done.stdout.count("\n")) == (0, 1), done.stdout


def test_without_a_path_the_banks_of_the_course_are_checked_from_any_folder_in_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "book").mkdir()
    write(tmp_path / "quizzes", BANK.replace("remember", "know"))
    at_root = run("check", "--format", "short", cwd=tmp_path)
    inside = run("check", "--format", "short", cwd=tmp_path / "book")
    assert at_root.exit_code == inside.exit_code == 1
    assert at_root.stdout.startswith("quizzes/bank.yml:9:12: ")
    assert inside.stdout.startswith(f"{tmp_path}/quizzes/bank.yml:9:12: ")


def test_a_folder_is_checked_with_the_folders_in_it(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    write(tmp_path / "a", BANK, "one.yml")
    write(tmp_path / "a/b", BANK.replace("id: head", "id: other"), "two.yaml")
    write(tmp_path / "a", "not a bank", "notes.txt")
    done = run("check", "a", cwd=tmp_path)
    assert (done.exit_code, done.stdout) == (0, "2 banks, 2 questions checked: no problems.\n")


def test_two_files_with_one_question_id_are_both_named(tmp_path: Path) -> None:
    write(tmp_path, BANK, "one.yml")
    write(tmp_path, BANK, "two.yml")
    done = run("check", "--format", "short", "one.yml", "two.yml", cwd=tmp_path)
    assert done.exit_code == 1
    said = "two.yml:6:9: error: head: the question id `head` is already used in one.yml"
    assert done.stdout.startswith(said)


def test_a_file_named_twice_is_checked_once(tmp_path: Path) -> None:
    write(tmp_path, BANK)
    done = run("check", "bank.yml", "./bank.yml", ".", cwd=tmp_path)
    assert (done.exit_code, done.stdout) == (0, "1 bank, 1 question checked: no problems.\n")


def test_rules_of_item_writing_are_warnings_that_only_strict_counts(tmp_path: Path) -> None:
    file = write(tmp_path, FEW)
    done = run("check", file.name, cwd=tmp_path)
    assert done.exit_code == 0
    assert "bank.yml:13:7: warning options-few: head, options\n" in done.stdout
    assert done.stdout.endswith("1 bank, 1 question checked: 1 warning.\n")
    assert run("check", "--strict", file.name, cwd=tmp_path).exit_code == 1


def test_what_an_author_set_aside_is_counted_and_no_problem(tmp_path: Path) -> None:
    allow = '    allow: {options-few: "The law knows these two offices only."}\n'
    done = run("check", "--strict", str(write(tmp_path, FEW + allow)))
    said = "1 bank, 1 question checked: no problems, 1 set aside with a reason.\n"
    assert (done.exit_code, done.stdout) == (0, said)
    sarif = json.loads(run("check", "--format", "sarif", str(tmp_path)).stdout)
    [result] = sarif["runs"][0]["results"]
    assert result["suppressions"][0]["justification"] == "The law knows these two offices only."


def test_only_the_rules_asked_for_are_told_and_faults_of_the_format(tmp_path: Path) -> None:
    write(tmp_path, FEW + "  - {id: Other}\n")
    all_of_it = json.loads(run("check", "--format", "json", ".", cwd=tmp_path).stdout)
    faults = {"missing-kind", "missing-field", "pattern"}
    assert {item["code"] for item in all_of_it} == faults | {"options-few"}
    args = ["check", "--rule", "key-longest", "--rule", "clang", "--format", "json", "."]
    chosen = json.loads(run(*args, cwd=tmp_path).stdout)
    assert {item["code"] for item in chosen} == faults


def test_a_day_makes_an_error_of_what_was_to_be_reviewed_before(tmp_path: Path) -> None:
    write(tmp_path, BANK.replace("    bloom", "    review_by: 2027-11-01\n    bloom"))
    for day, code in (("2027-11-01", 0), ("2027-11-02", 1)):
        assert run("check", "--as-of", day, ".", cwd=tmp_path).exit_code == code
    assert run("check", "--as-of", "1.11.2027", ".", cwd=tmp_path).exit_code == 2


def test_the_figures_of_each_bank_are_printed_where_they_are_asked_for(tmp_path: Path) -> None:
    write(tmp_path, BANK)
    done = run("check", "--stats", ".", cwd=tmp_path)
    assert re.search(r"\nbank.yml\n  questions +1\n  by kind +single 1\n", done.stdout)
    assert re.search(r"score of blind guessing +33% over 1 scored\n", done.stdout)
    done = run("check", "--stats", "--format", "json", ".", cwd=tmp_path)
    assert json.loads(done.stdout) == []
    assert "by kind" in done.stderr


# ---- what is printed, and where


def test_text_for_people_is_the_default_and_all_of_it_goes_to_standard_output() -> None:
    done = run("check", "tests/bad/question-many-faults.yml")
    count = len((TESTS / "bad/question-many-faults.txt").read_text("utf-8").splitlines())
    assert (done.exit_code, done.stderr) == (1, "")
    assert "tests/bad/question-many-faults.yml:9:12: error not-one-of: Head, bloom\n" in done.stdout
    assert ">  9 |     bloom: remeber\n     |            ^\n" in done.stdout
    assert done.stdout.endswith(f"1 bank, 1 question checked: {count} errors.\n")


def test_short_has_every_message_on_its_line_and_the_count_on_standard_error() -> None:
    done = run("check", "--format", "short", "tests/bad/question-many-faults.yml")
    wanted = (TESTS / "bad/question-many-faults.txt").read_text("utf-8").splitlines()
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == len(wanted)
    for line, said in zip(done.stdout.splitlines(), wanted, strict=True):
        place, _, message = re.split(r": ", said, maxsplit=2)
        assert line.startswith(f"tests/bad/{place}: error: Head")
        assert re.fullmatch(rf".*: {re.escape(message)} \[[a-z-]+\]", line)
    assert done.stderr == f"1 bank, 1 question checked: {len(wanted)} errors.\n"


def test_json_is_a_list_of_problems_for_machines(tmp_path: Path) -> None:
    file = write(tmp_path, BANK.replace("remember", "білу"))
    done = run("check", "--format", "json", file.name, cwd=tmp_path)
    assert done.exit_code == 1
    assert done.stderr == ""
    assert "білу" in done.stdout
    [found] = json.loads(done.stdout)
    assert found == {
        "file": "bank.yml",
        "line": 9,
        "column": 12,
        "path": "questions[0].bloom",
        "code": "not-one-of",
        "message": "`білу` is not one of the words possible here",
        "mend": "Possible: remember, understand, apply, analyse, evaluate, create.",
        "severity": "error",
    }


def test_json_of_a_good_bank_is_an_empty_list(tmp_path: Path) -> None:
    done = run("check", "--format", "json", str(write(tmp_path, BANK)))
    assert (done.exit_code, json.loads(done.stdout)) == (0, [])


def test_github_prints_nothing_but_its_commands(tmp_path: Path) -> None:
    file = write(tmp_path, BANK.replace("remember", "know"))
    done = run("check", "--format", "github", file.name, cwd=tmp_path)
    assert (done.exit_code, done.stderr) == (1, "")
    said = "::error file=bank.yml,line=9,col=12,title=not-one-of%2C head%2C bloom::"
    assert done.stdout.startswith(said)
    assert done.stdout.count("\n") == 1


def test_all_bad_banks_at_once_give_every_message_and_no_traceback() -> None:
    done = run("check", "--format", "json", "tests/bad")
    assert (done.exit_code, done.stderr) == (1, "")
    found = json.loads(done.stdout)
    within = [
        item
        for item in found
        if item["code"] != "duplicate-id-course"
        and not item["code"].startswith("allow-")
        and item["code"] not in RULES
    ]
    lines = sum(len(f.with_suffix(".txt").read_text("utf-8").splitlines()) for f in BAD)
    assert len(within) == lines
    assert {item["file"] for item in within} == {f"tests/bad/{file.name}" for file in BAD}


def test_messages_come_out_whole_where_the_encoding_has_no_kazakh_letters(tmp_path: Path) -> None:
    """As on Windows, where output to a file is in the encoding of the system."""
    write(tmp_path, BANK.replace("remember", "білу-қ"))
    done = start("check", "bank.yml", cwd=tmp_path, PYTHONIOENCODING="cp1251", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (1, b"")
    assert "    bloom: білу-\\u049b".encode("cp1251") in done.stdout


# ---- files and commands that are not there


def test_a_folder_without_banks_is_a_problem_and_not_a_clean_bill(tmp_path: Path) -> None:
    done = run("check", str(tmp_path))
    assert done.exit_code == 1
    assert "There is no bank in this folder" in done.stdout


def test_a_missing_file_is_a_problem_and_the_others_are_checked(tmp_path: Path) -> None:
    write(tmp_path, BANK)
    done = run("check", "--format", "short", "else.txt", "bank.yml", cwd=tmp_path)
    assert done.exit_code == 1
    assert done.stdout == (
        "else.txt: error: there is no such file or folder. "
        "Check its name, and the folder you are in. [path-missing]\n"
    )
    assert done.stderr == "1 bank, 1 question checked: 1 error.\n"


@pytest.mark.parametrize("typed", ["quizzes/presss.yml", "press", "quizzes/press-ser", "press.yml"])
def test_for_a_name_typed_wrong_the_bank_that_was_meant_is_named(
    tmp_path: Path, typed: str
) -> None:
    (tmp_path / "quizzes").mkdir()
    write(tmp_path / "quizzes", BANK, "press-service.yml")
    write(tmp_path / "quizzes", BANK, "other.yml")
    if typed == "quizzes/presss.yml":
        write(tmp_path / "quizzes", BANK, "press.yml")
    done = run("check", typed, cwd=tmp_path)
    assert done.exit_code == 1
    meant = "press" if typed == "quizzes/presss.yml" else "press-service"
    assert f"Did you mean `quizzes/{meant}.yml`?" in done.stdout
    assert "path-misspelt" in done.stdout


def test_a_spreadsheet_is_sent_to_the_command_that_reads_it(tmp_path: Path) -> None:
    write(tmp_path, b"PK", "table.xlsx")
    done = run("check", "table.xlsx", cwd=tmp_path)
    assert done.exit_code == 1
    assert "table.xlsx: error not-yaml\n" in done.stdout
    assert "`quizlib import`" in done.stdout


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all files")
def test_a_file_without_permission_is_a_problem_not_a_traceback(tmp_path: Path) -> None:
    file = write(tmp_path, BANK)
    file.chmod(0)
    done = run("check", file.name, cwd=tmp_path)
    assert done.exit_code == 1
    assert "The file cannot be read: Permission denied." in done.stdout


def test_a_folder_called_as_a_bank_is_a_problem_not_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "folder/odd.yml").mkdir(parents=True)
    done = run("check", "--format", "short", "folder", cwd=tmp_path)
    assert done.exit_code == 1
    assert "folder/odd.yml: error: the file cannot be read: Is a directory." in done.stdout


def test_a_file_over_the_limit_is_refused_by_name_and_size(tmp_path: Path) -> None:
    with (tmp_path / "bank.yml").open("wb") as opened:
        opened.truncate(101 * 1024**2)
    done = start("check", "bank.yml", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"The file has 101 MB; at most 100 MB can be read." in done.stdout
    assert b"Split the bank into several files." in done.stdout


def test_a_file_that_unfolds_without_end_is_refused_and_the_place_named(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 40)]
    write(tmp_path, "\n".join(lines))
    done = start("check", "bank.yml", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"bank.yml:6:5: error alias-bomb\n" in done.stdout
    assert b"unfolds to more than 100000 values" in done.stdout


def test_outside_of_a_course_the_exit_code_is_1_in_text_and_json(tmp_path: Path) -> None:
    done = run("check", cwd=tmp_path)
    assert done.exit_code == 1
    assert "No folder `quizzes` here or in any folder above " in done.stdout
    done = run("check", "--format", "json", cwd=tmp_path)
    assert done.exit_code == 1
    assert [item["code"] for item in json.loads(done.stdout)] == ["course-missing"]


@pytest.mark.parametrize(
    "args",
    [
        ["chekc"],
        ["check", "--fromat", "json"],
        ["check", "--format", "xml"],
        ["check", "--rule", "key-longst"],
        ["rules", "key-longst"],
    ],
)
def test_a_command_that_is_not_understood_has_exit_code_2_and_says_so(args: list[str]) -> None:
    done = run(*args)
    assert done.exit_code == 2
    assert "Usage:" in done.stderr
    if "key-longst" in args:
        assert "Did you mean `key-longest`?" in " ".join(re.sub("│", " ", done.stderr).split())


# ---- rules


def test_all_rules_are_listed_with_their_severity_reason_and_source() -> None:
    done = run("rules")
    assert done.exit_code == 0
    for rule in RULES.values():
        said = f"{rule.id}: {rule.severity}\n    {rule.reason}\n    Source: {rule.source}\n"
        assert said in done.stdout


def test_of_one_rule_it_is_told_what_it_says_and_how_to_set_it_aside() -> None:
    done = run("rules", "options-few")
    assert done.exit_code == 0
    assert done.stdout.startswith("options-few: warning\n")
    assert 'allow: {options-few: "why it does not fit here"}' in done.stdout
    assert "key-longest" not in done.stdout


def test_other_codes_that_a_check_names_are_explained_too() -> None:
    done = run("rules", "not-utf8")
    assert done.exit_code == 0
    assert "choose the encoding UTF-8" in done.stdout


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", ["1 қате", "Мұнда мәтін күтілген", "Оны тырнақшаға алыңыз", "Тексерілгені: "]),
        ("ru", ["1 ошибка", "Здесь должен быть текст", "Заключите его в кавычки", "Проверено: "]),
        ("en", ["1 error", "but a text is expected here", "Put it in quotes", " checked: "]),
    ],
)
def test_people_are_told_in_their_language_and_programs_in_english(
    tmp_path: Path, language: str, said: list[str]
) -> None:
    file = str(write(tmp_path, BANK.replace('"3.1"', "3.1")))
    done = run("--language", language, "check", file)
    assert [words for words in said if words not in done.stdout] == []
    [told] = json.loads(run("--language", language, "check", file, "--format", "json").stdout)
    assert told["mend"] == 'Put it in quotes: "3.1".'


def test_without_a_choice_the_language_is_that_of_the_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, code in (
        ("ru_RU", "ru"),
        ("Kazakh_Kazakhstan", "kk"),
        ("de_DE", "en"),
        (None, "en"),
    ):
        monkeypatch.setattr("locale.getlocale", lambda name=name: (name, "UTF-8"))
        speech.choose(None)
        assert speech.language() == code
    speech.choose("en")


def test_a_bank_is_checked_by_its_name_too() -> None:
    assert run("check", "question-kinds").stdout.startswith("1 bank, 15 questions checked")
