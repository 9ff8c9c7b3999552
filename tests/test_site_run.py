"""run.py, the door for every task: clear words where something is missing, no work done twice."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import run


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """A course in a temporary folder whose pip only notes what it was asked for."""
    (tmp_path / "requirements").mkdir()
    for lock in run.LOCKS:
        (tmp_path / "requirements" / f"{lock}.txt").write_text("a==1\n", encoding="utf-8")
    (tmp_path / "requirements" / "test.txt").write_text("a==1\nb==2\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    (tmp_path / ".venv").mkdir()
    asked: list[list[str]] = []
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "STAMP", tmp_path / ".venv" / "installed.json")
    monkeypatch.setattr(run, "ensure_venv", lambda: None)
    monkeypatch.setattr(run, "pip", lambda arguments: asked.append(arguments))
    return asked


def locks(asked: list[list[str]]) -> list[str]:
    return [Path(a[-1]).stem for a in asked if "--require-hashes" in a]


def test_a_lock_is_installed_once_and_again_when_it_changes(
    environment: list[list[str]], tmp_path: Path
) -> None:
    run.ensure_environment("book")
    run.ensure_environment("book")
    assert locks(environment) == ["book"]
    (tmp_path / "requirements" / "book.txt").write_text("a==2\n", encoding="utf-8")
    run.ensure_environment("book")
    assert locks(environment) == ["book", "book"]


def test_the_larger_lock_serves_the_smaller_tasks(environment: list[list[str]]) -> None:
    run.ensure_environment("test")
    run.ensure_environment("book")
    assert locks(environment) == ["test"]


def test_a_change_of_the_project_reinstalls_only_the_project(
    environment: list[list[str]], tmp_path: Path
) -> None:
    run.ensure_environment("book")
    before = len(environment)
    (tmp_path / "pyproject.toml").write_text("# changed", encoding="utf-8")
    run.ensure_environment("book")
    assert [("--editable" in a) for a in environment[before:]] == [True]


def test_a_damaged_stamp_counts_as_none(environment: list[list[str]]) -> None:
    run.STAMP.write_text("{", encoding="utf-8")
    run.ensure_environment("book")
    assert locks(environment) == ["book"]
    assert set(json.loads(run.STAMP.read_text(encoding="utf-8"))) == {"book", "project"}


def test_a_python_without_venv_names_the_package_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(run, "PYTHON", tmp_path / "none")
    monkeypatch.setattr(run, "quiet", lambda command: False)
    with pytest.raises(run.Stop, match=r"apt-get install python3\.\d+-venv"):
        run.ensure_venv()


def test_an_old_python_is_told_which_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "OLDEST", (99, 0))
    assert run.main() == 1
    assert capsys.readouterr().err.startswith("Python 99.0 or newer is needed; this is 3.")


def test_an_old_python_can_read_the_file_that_tells_it(root: Path) -> None:
    source = (root / "run.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))


def test_a_failed_installation_shows_the_end_of_its_log(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(run, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(run, "LOG", tmp_path / "install.log")
    with pytest.raises(run.Stop) as stop:
        run.pip(["--no-index", "no-such-package-of-ours"])
    said = str(stop.value)
    assert "no-such-package-of-ours" in said
    assert str(tmp_path / "install.log") in said


def test_the_first_check_that_fails_ends_the_run_and_says_how_to_repeat_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[str] = []

    def step(command: list[str], environment: dict[str, str] | None = None) -> int:
        ran.append(" ".join(command[1:]))
        return 3 if command[-1] == "mypy" else 0

    monkeypatch.setattr(run, "ensure_environment", lambda lock: None)
    monkeypatch.setattr(run, "ensure_programs", lambda: None)
    monkeypatch.setattr(run, "step", step)
    assert run.test("test", []) == 3
    assert ran == ["-m ruff check", "-m ruff format --check", "-m mypy"]
    assert "Not in order: types of the Python code." in capsys.readouterr().out


def test_make_and_run_know_the_same_tasks(root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    (line,) = [line for line in makefile.splitlines() if line.startswith("TARGETS")]
    assert line.split(":=")[1].split() == list(run.TASKS)
    told = subprocess.run(
        [sys.executable, "run.py", "--help"], cwd=root, capture_output=True, text=True, check=True
    ).stdout
    assert all(f"run.py {task} " in told for task in run.TASKS)


def test_quizlib_gets_every_word_that_follows_its_name_also_help(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: list[list[str]] = []

    def note(name: str, rest: list[str]) -> int:
        given.append(rest)
        return 3

    monkeypatch.setitem(run.TASKS, "quizlib", note)
    monkeypatch.setattr(sys, "argv", ["run.py", "quizlib", "new", "--help", "--into", "my-bank"])
    assert run.main() == 3
    assert given == [["new", "--help", "--into", "my-bank"]]
