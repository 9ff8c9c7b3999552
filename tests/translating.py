"""What the tests of translations share: a small course, and the commands run in it."""

from __future__ import annotations

import difflib
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from helpers import GOOD, ROOT
from openpyxl import load_workbook
from translate.storage import xliff as toolkit
from translate.storage.placeables import StringElem
from typer.testing import CliRunner

from quizlib import lint
from quizlib.bankfile import read
from quizlib.cli import app
from quizlib.lint import translations

BANKS = [*GOOD, *sorted((ROOT / "quizzes").glob("*.yml"))]
#: Endings of the files that go to translators.
FORMATS = ["xlsx", "xlf"]
RULES_ON_TRANSLATIONS = {rule.id for rule in translations.RULES}

#: Three questions in three languages, in several styles of YAML.
TRILINGUAL = """\
version: 1
source_language: kk
languages: [kk, ru, en]  # all three
title: {kk: "Сынақ", ru: "Проба", en: "Trial"}
lesson: press-service-and-pr
questions:

  - id: head
    kind: single
    objective: "3.1"
    bloom: remember
    source: [A67]
    # Asked first.
    prompt:
      kk: "Баспасөз қызметін кім басқарады?"  # the source
      ru: "Кто возглавляет пресс-службу?"
      en: "Who heads the press service?"
    options:
      - id: chief
        correct: true
        text: {kk: "Басшы", ru: "Руководитель", en: "The chief"}
        feedback: {kk: "Кестеде солай.", ru: "Так в таблице.", en: "So it is in the table."}
      - id: deputy
        text: {kk: "Орынбасар", ru: "Заместитель", en: "The deputy"}
        feedback:
          kk: |-
            Кестеде ол жоқ.

            Екінші жолды қараңыз.
          ru: |-
            В таблице его нет.

            Смотрите вторую строку.
          en: |-
            Not in the table.

            See the second row.
    hints:
      - {kk: "Кестені қараңыз.", ru: "Смотрите таблицу.", en: "See the table."}

  - id: word
    kind: text
    objective: "3.1"
    bloom: remember
    source: [A67]
    prompt: {kk: "Кім?", ru: "Кто?", en: "Who?"}
    accept:
      kk: [баспасөз хатшысы]
      ru:
        - пресс-секретарь  # the usual word
        - "секретарь"  # rarely
      en: [press secretary]
    feedback: {kk: "Иә.", ru: "Да.", en: "Yes."}
    otherwise: {kk: "Жоқ.", ru: "Нет.", en: "No."}
"""


@pytest.fixture(name="course")
def a_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course with one bank in three languages, which is the current folder."""
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "bank.yml").write_text(TRILINGUAL, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str, code: int = 0) -> str:
    """What a command prints; it must end with this exit code."""
    done = CliRunner().invoke(app, ["translate", *args])
    assert done.exit_code == code, done.output + str(done.exception)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.output


def change(course: Path, old: str, new: str) -> None:
    """Another wording in the bank, at one place."""
    file = course / "quizzes" / "bank.yml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def status() -> dict[str, dict[str, Any]]:
    [bank] = json.loads(run("status", "--format", "json"))
    languages: dict[str, dict[str, Any]] = bank["languages"]
    return languages


def found(course: Path) -> list[str]:
    """What the rules on translations find, as lines."""
    reading = read(course / "quizzes" / "bank.yml", "quizzes/bank.yml")
    return [f"{p.severity}: {p}" for p in lint.findings(reading) if p.code in RULES_ON_TRANSLATIONS]


#: What a translator makes of the file: key → new translation
Work = dict[str, str]


def export(*args: str, name: str = "bank.ru.xlsx", to: str = "ru") -> Path:
    """The bank in a file for a translator."""
    run("export", "bank", "--to", to, "--output", name, "--overwrite", *args)
    return Path(name)


def translated(file: Path, work: Work, **columns: dict[str, str]) -> Path:
    """The file as it comes back; ``columns`` are other cells, such as ``state``."""
    if file.suffix == ".xlsx":
        book = load_workbook(file)
        page = book.worksheets[0]
        rows = {row[0].value: row for row in page.iter_rows(min_row=2)}
        places = {"source": 2, "translation": 3, "state": 4, "note": 5, "mark": 6}
        for name, cells in {"translation": work, **columns}.items():
            for key, value in cells.items():
                rows[key][places[name]].value = value
        book.save(file)
        return file
    store: Any = toolkit.xlifffile(file.read_bytes())
    for unit in store.units:
        if unit.xmlelement.get("id") in work:
            unit.rich_target = [StringElem([work[unit.xmlelement.get("id")]])]
    file.write_bytes(bytes(store))
    return file


def bank_file(course: Path) -> Path:
    return course / "quizzes" / "bank.yml"


def difference(before: str, after: str) -> list[str]:
    """The lines that went and came, as a diff shows them."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def without_english(text: str) -> str:
    """The bank without its English."""
    text = text.replace("[kk, ru, en]", "[kk, ru]")
    text = re.sub(r", en: \"[^\"]*\"", "", text)
    return re.sub(r"\n +en: (\[.*\]|\".*\"|\|-\n[^\n]*\n\n[^\n]*)", "", text)


def examples(few: int, many: int) -> int:
    """How many random examples a test tries: ``many`` where everything is verified."""
    return many if os.environ.get("QUIZLIB_VERIFY") else few
