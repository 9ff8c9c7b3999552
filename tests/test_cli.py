"""The command `quizlib` as it is run, in a process of its own."""

from __future__ import annotations

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
from helpers import BAD, BANK, ROOT, TESTS, write

from quizlib.cli import app

PROGRAM = shutil.which("quizlib", path=str(Path(sys.executable).parent)) or "quizlib"


def run(*args: str, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROGRAM, *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env=os.environ | {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"} | env,
        check=False,
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
    assert (done.returncode, done.stderr) == (0, "")
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


def test_a_good_bank_passes_with_exit_code_0(tmp_path: Path) -> None:
    done = run("check", str(write(tmp_path, BANK)))
    assert (done.returncode, done.stdout, done.stderr) == (0, "1 bank checked: no problems.\n", "")


def test_problems_go_to_standard_output_and_the_exit_code_is_1() -> None:
    done = run("check", "tests/bad/question-many-faults.yml")
    expected = (TESTS / "bad/question-many-faults.txt").read_text("utf-8").splitlines()
    assert done.returncode == 1
    assert done.stdout.splitlines() == [f"tests/bad/{line}" for line in expected]
    assert done.stderr == f"1 bank checked: {len(expected)} problems.\n"


def test_without_a_path_the_banks_of_the_course_are_checked_from_any_folder_in_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "book").mkdir()
    write(tmp_path / "quizzes", BANK.replace("remember", "know"))
    at_root = run("check", cwd=tmp_path)
    inside = run("check", cwd=tmp_path / "book")
    assert at_root.returncode == inside.returncode == 1
    assert at_root.stdout.startswith("quizzes/bank.yml:9:12: ")
    assert inside.stdout.startswith(f"{tmp_path}/quizzes/bank.yml:9:12: ")


def test_a_folder_is_checked_with_the_folders_in_it(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    write(tmp_path / "a", BANK, "one.yml")
    write(tmp_path / "a/b", BANK.replace("id: head", "id: other"), "two.yaml")
    write(tmp_path / "a", "not a bank", "notes.txt")
    done = run("check", "a", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "2 banks checked: no problems.\n")


def test_two_files_with_one_question_id_are_both_named(tmp_path: Path) -> None:
    write(tmp_path, BANK, "one.yml")
    write(tmp_path, BANK, "two.yml")
    done = run("check", "one.yml", "two.yml", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith(
        "two.yml:6:9: head: the question id `head` is already used in one"
    )


def test_json_is_a_list_of_problems_for_machines(tmp_path: Path) -> None:
    file = write(tmp_path, BANK.replace("remember", "білу"))
    done = run("check", "--format", "json", file.name, cwd=tmp_path)
    assert done.returncode == 1
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
    }


def test_a_folder_without_banks_is_a_problem_and_not_a_clean_bill(tmp_path: Path) -> None:
    done = run("check", str(tmp_path))
    assert done.returncode == 1
    assert "there is no bank in this folder" in done.stdout


def test_json_of_a_good_bank_is_an_empty_list(tmp_path: Path) -> None:
    done = run("check", "--format", "json", str(write(tmp_path, BANK)))
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_a_missing_file_is_a_problem_not_a_traceback(tmp_path: Path) -> None:
    done = run("check", "missing.yml", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout == (
        "missing.yml: the file cannot be read: No such file or directory. "
        "Check its name and its permissions.\n"
    )


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all files")
def test_a_file_without_permission_is_a_problem_not_a_traceback(tmp_path: Path) -> None:
    file = write(tmp_path, BANK)
    file.chmod(0)
    done = run("check", file.name, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith("bank.yml: the file cannot be read: Permission denied.")


def test_a_folder_called_as_a_bank_is_a_problem_not_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "folder/odd.yml").mkdir(parents=True)
    done = run("check", "folder", cwd=tmp_path)
    assert done.returncode == 1
    assert "folder/odd.yml: the file cannot be read: Is a directory." in done.stdout
    assert "Traceback" not in done.stderr


def test_outside_of_a_course_the_exit_code_is_1_in_text_and_json(tmp_path: Path) -> None:
    done = run("check", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith("no folder `quizzes` here or in any folder above ")
    done = run("check", "--format", "json", cwd=tmp_path)
    assert done.returncode == 1
    assert [item["code"] for item in json.loads(done.stdout)] == ["course-missing"]


@pytest.mark.parametrize(
    "args", [["chekc"], ["check", "--fromat", "json"], ["check", "--format", "xml"]]
)
def test_a_command_that_is_not_understood_has_exit_code_2_and_says_so(args: list[str]) -> None:
    done = run(*args)
    assert done.returncode == 2
    assert "Usage:" in done.stderr
    assert "Traceback" not in done.stderr


def test_all_bad_banks_at_once_give_every_message_and_no_traceback() -> None:
    done = run("check", "--format", "json", "tests/bad")
    assert (done.returncode, done.stderr) == (1, "")
    found = json.loads(done.stdout)
    within = [item for item in found if item["code"] != "duplicate-id-course"]
    lines = sum(len(f.with_suffix(".txt").read_text("utf-8").splitlines()) for f in BAD)
    assert len(within) == lines
    assert {item["file"] for item in within} == {f"tests/bad/{file.name}" for file in BAD}


def test_messages_come_out_whole_where_the_terminal_knows_no_unicode() -> None:
    done = run("check", "tests/bad/question-source.yml", PYTHONIOENCODING="ascii:backslashreplace")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
