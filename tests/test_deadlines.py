"""Deadlines: hand-counted vectors, Python against JavaScript, what is said, what is refused."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from helpers import ROOT, TESTS

from quizlib.daycount import count, final, months_later
from quizlib.deadline_words import DATA, edition
from quizlib.deadlines import DeadlineError, last_day
from quizlib.errors import BankError
from quizlib.locale import deadline_strings, plural
from quizlib.model import LANGUAGES
from quizlib.site import deadlines, evidence

VECTORS: list[dict[str, Any]] = json.loads(
    (TESTS / "vectors" / "deadlines.json").read_text(encoding="utf-8")
)
EXAMPLES = 20_000 if os.environ.get("QUIZLIB_VERIFY") else 2_000
TABLE: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))


def iso(value: date | int) -> str | int:
    return value.isoformat() if isinstance(value, date) else value


def outcome(case: dict[str, Any]) -> dict[str, Any]:
    """What Python counts, in the form that JavaScript gives."""
    extended = case["extended"]
    steps, told = count(
        case["steps"],
        date.fromisoformat(case["received"]),
        {date.fromisoformat(day) for day in case["holidays"]},
        extended=bool(extended),
        decided=date.fromisoformat(extended) if isinstance(extended, str) else None,
    )
    last = final(steps)
    return {
        "date": last and last.isoformat(),
        "steps": [
            {
                "what": step.what,
                "after": step.after.isoformat(),
                "last": step.last.isoformat(),
                "passed_over": [day.isoformat() for day in step.passed_over],
            }
            for step in steps
        ],
        "warnings": [[code, what, iso(said)] for code, what, said in told],
    }


# ---- counting


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: case["title"])
def test_a_hand_counted_deadline(case: dict[str, Any]) -> None:
    found = last_day(
        case["kind"], case["received"], extended=case["extended"], holidays=case["holidays"]
    )
    assert found.date == (case["date"] and date.fromisoformat(case["date"]))
    counted = outcome(case | {"steps": TABLE["kinds"][case["kind"]]["steps"]})
    assert counted == {name: case[name] for name in ("date", "steps", "warnings")}
    assert [step.what for step in found.steps] == [step["what"] for step in case["steps"]]
    assert len(found.warnings) == len(case["warnings"])


def test_the_vectors_have_every_kind_step_and_warning_and_say_how_they_were_counted() -> None:
    assert len(VECTORS) >= 40
    assert len({case["title"] for case in VECTORS}) == len(VECTORS)
    assert all(case["comment"].strip() for case in VECTORS)
    assert {case["kind"] for case in VECTORS} == set(TABLE["kinds"])
    steps = {step["what"] for case in VECTORS for step in case["steps"]}
    assert steps == set(deadlines.BEGINS)
    told = {code for case in VECTORS for code, _, _ in case["warnings"]}
    assert told == {
        *("begins_off", "ends_off", "no_such_day", "two_readings", "decided_late", "no_holidays"),
    }


def random_case(rng: random.Random) -> dict[str, Any]:
    """A kind of the course, half of the time with other numbers; a few or very many holidays."""
    steps = TABLE["kinds"][rng.choice(list(TABLE["kinds"]))]["steps"]
    if rng.random() < 0.5:
        units = ["working-days", "calendar-days", "months"]
        steps = [s | {"number": rng.randint(1, 40), "unit": rng.choice(units)} for s in steps]
    received = date(2000, 1, 1) + timedelta(days=rng.randrange(365 * 100))
    if rng.random() < 0.3:  # the ends of months, where counts differ
        received = received.replace(day=1) - timedelta(days=rng.randint(0, 3))
        received = max(received, date(2000, 1, 1))
    near = [received + timedelta(days=rng.randint(-5, 120)) for _ in range(rng.choice([0, 3, 90]))]
    decided = (received + timedelta(days=rng.randint(0, 30))).isoformat()
    return {
        "steps": steps,
        "received": received.isoformat(),
        "holidays": [day.isoformat() for day in near],
        "extended": rng.choice([False, True, decided]),
    }


def test_python_and_javascript_count_alike() -> None:
    rng = random.Random("deadlines 1")
    cases = [random_case(rng) for _ in range(EXAMPLES)]
    done = subprocess.run(
        ["node", "tests/js/deadlines-many.mjs"],
        input="\n".join(map(json.dumps, cases)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=True,
    )
    theirs = [json.loads(line) for line in done.stdout.splitlines()]
    ours = [outcome(case) for case in cases]
    assert len(theirs) == len(ours)
    for case, here, there in zip(cases, ours, theirs, strict=True):
        assert here == there, json.dumps(case)
    told = Counter(code for found in ours for code, _, _ in found["warnings"])
    assert len(told) == 6
    assert min(told.values()) > EXAMPLES / 100, told


def test_working_days_are_as_many_as_asked_and_the_rest_is_passed_over() -> None:
    rng = random.Random("deadlines 2")
    for _ in range(500):
        case = random_case(rng)
        off = {date.fromisoformat(day) for day in case["holidays"]}
        steps, _ = count(case["steps"], date.fromisoformat(case["received"]), off)
        rules = {rule["what"]: rule for rule in case["steps"]}
        for step in steps:
            span = (step.last - step.after).days
            rule = rules[step.what]
            if rule["unit"] == "working-days":
                assert span - len(step.passed_over) == rule["number"]
                assert step.last not in step.passed_over
                assert all(day.weekday() > 4 or day in off for day in step.passed_over)
            else:
                assert step.passed_over == ()


def test_an_extension_never_ends_before_the_first_limit() -> None:
    off = [date(2026, 11, 3) + timedelta(days=n) for n in range(60)]
    found = last_day("appeal", "2026-11-02", extended=True, holidays=off)
    limit, extension = (
        next(step.last for step in found.steps if step.what == what)
        for what in ("limit", "extension")
    )
    assert extension == date(2027, 1, 2) < limit == found.date


@pytest.mark.parametrize("year", [1900 + 100, 2023, 2024, 2100])
def test_a_month_later_is_the_same_day_or_the_last_of_the_month(year: int) -> None:
    leap = year in (2000, 2024)
    assert months_later(date(year, 1, 31), 1) == date(year, 2, 29 if leap else 28)
    assert months_later(date(year, 1, 15), 13) == date(year + 1, 2, 15)
    assert months_later(date(year, 12, 31), 2).month == 2


@pytest.mark.parametrize(
    ("kind", "extended", "days"),
    [
        ("media-request", False, {"limit": "2026-12-18"}),
        ("media-request", "2026-12-15", {"extension": "2027-01-02", "notice": "2026-12-18"}),
        ("appeal", False, {"limit": "2027-01-04", "forwarding": "2026-12-15"}),
    ],
)
def test_the_worked_example_of_the_lesson_comes_out(
    kind: str, extended: bool | str, days: dict[str, str]
) -> None:
    off = ["2026-12-16", "2027-01-01", "2027-01-02", "2027-01-07"]
    found = last_day(kind, "2026-12-10", extended=extended, holidays=off)
    counted = {step.what: step.last.isoformat() for step in found.steps}
    assert days.items() <= counted.items()
    # The exercise's own list has the same days off.
    assert last_day(kind, "2026-12-10", extended=extended).steps == found.steps


# ---- what is asked


def test_days_may_be_dates_moments_or_texts() -> None:
    wanted = last_day("appeal", "2026-12-01", holidays=["2026-12-16"], extended="2026-12-04")
    moment = datetime(2026, 12, 1, 23, 59)
    for received in (date(2026, 12, 1), moment, " 2026-12-01 "):
        same = last_day(
            "appeal", received, holidays=(date(2026, 12, 16),), extended=date(2026, 12, 4)
        )
        assert same == wanted
    assert type(last_day("appeal", moment).received) is date


def test_without_holidays_those_of_the_exercise_are_taken_and_told() -> None:
    exercise = last_day("media-request", "2026-12-11", lang="en")
    assert exercise.date == date(2026, 12, 21)
    assert TABLE["note"]["en"] in " ".join(exercise.text().split())
    none = last_day("media-request", "2026-12-11", holidays=[], lang="en")
    assert none.date == date(2026, 12, 18)
    assert "Kurban Ait" not in none.text()


#: (what is asked in place of a fair question, what is said)
BAD: list[tuple[dict[str, Any], str]] = [
    ({"kind": "apeal"}, "there is no kind of request `apeal`. Did you mean `appeal`?"),
    ({"kind": None}, "there is no kind of request `None`"),
    ({"kind": ["appeal"]}, "there is no kind of request"),
    (
        {"received": "2026-02-29"},
        "received: '2026-02-29' is not a day of the calendar. Write year-month-day in quotes",
    ),
    ({"received": "01.12.2026"}, "received: '01.12.2026' is not a day"),
    ({"received": "20261201"}, "received: '20261201' is not a day"),
    ({"received": "٢٠٢٦-12-01"}, "is not a day"),
    ({"received": 20261201}, "received: 20261201 is not a day"),
    ({"received": None}, "received: None is not a day"),
    ({"received": "0226-12-01"}, "the year of '0226-12-01' is not one to count in"),
    ({"received": date.max}, "Write a year from 2000 to 2100."),
    (
        {"holidays": "2026-12-16"},
        '`holidays` must be a list of days. Write holidays=["2026-12-16"]',
    ),
    ({"holidays": date(2026, 12, 16)}, "`holidays` must be a list of days"),
    ({"holidays": 5}, "`holidays` must be a list of days"),
    ({"holidays": ["2026-12-16", "16 December"]}, "holidays[1]: '16 December' is not a day"),
    ({"extended": "yes"}, "extended: 'yes' is not a day"),
    ({"extended": 1}, "1 cannot stand for `extended`. Write extended=True"),
    ({"extended": None}, "None cannot stand for `extended`"),
    ({"extended": "2026-11-30"}, "cannot be extended on 2026-11-30, before the request came"),
    (
        {"kind": "complaint", "extended": True},
        "the course knows no extension for `complaint`. Leave `extended` out.",
    ),
    ({"kind": "information-request", "extended": True}, "the course knows no extension for"),
]


@pytest.mark.parametrize(("changed", "said"), BAD, ids=[said for _, said in BAD])
def test_what_cannot_be_counted_is_said_in_words(changed: dict[str, Any], said: str) -> None:
    fair: dict[str, Any] = {"kind": "appeal", "received": "2026-12-01"}
    with pytest.raises(DeadlineError) as error:
        last_day(**fair | changed)
    assert said in str(error.value)


def test_everything_that_is_wrong_is_told_at_once_and_in_the_language_asked_for() -> None:
    with pytest.raises(DeadlineError) as error:
        last_day("apeal", "x", holidays=["y"], extended="z", lang="ru")
    assert len(error.value.problems) == 4
    shown = error.value._render_traceback_()
    assert len(shown) == 4
    assert shown[0].startswith("вида запроса `apeal` нет. Может быть, `appeal`? Возможны: ")
    assert not any(re.search("Write|is not", line) for line in shown)
    assert "Traceback" not in "".join(shown)


def test_a_language_that_the_course_does_not_have_is_refused() -> None:
    with pytest.raises(BankError, match="there is no edition in `de`"):
        last_day("appeal", "2026-12-01", lang="de")
    with pytest.raises(BankError, match="there is no edition in `de`"):
        last_day("appeal", "2026-12-01").text("de")


# ---- what is shown

CELL = """Media request
Day of receipt: 1 December 2026 (Tuesday)
Last day: 8 December 2026 (Tuesday)

1. Answer
   5 working days: from 2 December 2026 (Wednesday) to
   8 December 2026 (Tuesday)
   Days off passed over: 5 December 2026 (Saturday),
   6 December 2026 (Sunday)

Source: Law on Mass Media of 19 June 2024, No. 93-VIII,
article 36 [F16]

Bear in mind:
- Law as read in November 2026 from stored copies. This is
  an exercise in counting: before you act, check
  adilet.zan.kz and ask your lawyer."""


def test_the_cell_of_the_lesson_shows_this_text() -> None:
    found = last_day("media-request", "2026-12-01", holidays=["2026-12-16"])
    assert repr(found).replace("\N{NO-BREAK SPACE}", " ") == CELL
    assert found.text("en") == repr(found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", VECTORS, ids=lambda case: case["title"])
def test_the_text_names_the_day_each_step_the_source_and_leaves_no_gap(
    case: dict[str, Any], language: str
) -> None:
    kind = TABLE["kinds"][case["kind"]]
    text = last_day(
        case["kind"], case["received"], extended=case["extended"], holidays=case["holidays"]
    ).text(language)
    assert max(map(len, text.splitlines())) <= 60, "as the box of an output is wide"
    flat = " ".join(text.split())
    assert f"[{kind['fact']}]" in flat
    assert kind["act"]["number"] in flat
    assert "adilet.zan.kz" in flat
    assert not re.search(r"[{}]|None", flat)
    for rule in kind["steps"]:
        counted = rule["what"] in {step["what"] for step in case["steps"]}
        assert (f". {rule['text'][language]} {rule['number']} " in flat) == counted
    if case["date"] is None:
        assert kind["unverified"][language] in flat
    if language != "en":
        assert not re.search(r"\b(?!adilet|zan|kz)[a-z]{3,}\b", flat)


@pytest.mark.parametrize(
    ("folder", "language"),
    [
        ("/course/book/kk", "kk"),
        ("/course/book/ru/deeper", "ru"),
        ("/course/book/en", "en"),
        ("/course/book/de", "en"),
        ("/home/kk", "en"),
        ("/", "en"),
    ],
)
def test_a_notebook_speaks_the_language_of_its_edition(folder: str, language: str) -> None:
    assert edition(Path(folder)) == language


def test_it_counts_without_a_course_and_loads_no_widget(tmp_path: Path) -> None:
    code = (
        "import sys; from quizlib.deadlines import last_day; "
        "print(last_day('appeal', '2026-12-01').date); "
        "print(sorted({'anywidget', 'ipywidgets', 'sphinx', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:2] == ["2026-12-23", "[]"]


# ---- words


def test_the_three_languages_have_the_same_strings_with_the_same_gaps() -> None:
    def forms(entry: str | dict[str, str]) -> list[str]:
        return [entry] if isinstance(entry, str) else list(entry.values())

    first = deadline_strings("kk")
    needed = {"kk": ["one", "other"], "ru": ["one", "few", "many", "other"], "en": ["one", "other"]}
    for language in LANGUAGES:
        entries = deadline_strings(language)
        assert list(entries) == list(first)
        for name, entry in entries.items():
            gaps = {frozenset(re.findall(r"{(\w+)}", form)) for form in forms(entry)}
            assert gaps == {frozenset(re.findall(r"{(\w+)}", forms(first[name])[0]))}, name
            assert all(form.strip() for form in forms(entry)), name
            if not isinstance(entry, str):
                assert list(entry) == needed[language], name
        assert len(entries["months"].split()) == 12
        assert len(entries["weekdays"].split()) == 7


def test_every_string_is_said_and_what_is_said_there_is() -> None:
    files = [ROOT / "js" / "deadlines.js", ROOT / "js" / "deadlines" / "count.js"]
    files += [ROOT / "src" / "quizlib" / name for name in ("daycount.py", "deadline_words.py")]
    files.append(ROOT / "src" / "quizlib" / "site" / "deadline_box.py")
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    known = set(deadline_strings("en"))
    named = set(re.findall(r"[\"']([a-z][\w-]*)[\"']", text))
    assert known <= named
    assert set(re.findall(r'\bsay\((?:\w+ \? )?"(\w+)"', text)) <= known


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("ru", {"one": (1, 21, 101), "few": (2, 3, 4, 22), "many": (0, 5, 11, 12, 14, 15, 112)}),
        ("kk", {"one": (1,), "other": (0, 2, 5, 21)}),
        ("en", {"one": (1,), "other": (0, 2, 5, 21)}),
    ],
)
def test_a_number_takes_the_form_of_its_language(
    language: str, forms: dict[str, tuple[int, ...]]
) -> None:
    for form, numbers in forms.items():
        assert {plural(language, n) for n in numbers} == {form}


# ---- the files of the course


def test_the_package_carries_the_table_of_the_course() -> None:
    assert DATA.read_text(encoding="utf-8") == deadlines.packaged(deadlines.table(ROOT)), (
        f"Write it anew: python -m {deadlines.__name__}"
    )


def test_the_rules_are_those_of_the_facts() -> None:
    found = {
        name: {
            step["what"]: (step["number"], step["unit"], step["after"]) for step in kind["steps"]
        }
        for name, kind in TABLE["kinds"].items()
    }
    assert found == {
        "media-request": {
            "limit": (5, "working-days", "receipt"),
            "extension": (15, "calendar-days", "limit"),
            "notice": (2, "working-days", "decision"),
        },
        "appeal": {
            "forwarding": (3, "working-days", "receipt"),
            "limit": (15, "working-days", "receipt"),
            "extension": (2, "months", "receipt"),
            "notice": (3, "working-days", "decision"),
        },
        "complaint": {"limit": (3, "months", "receipt")},
        "information-request": {},
    }
    assert {name: kind["fact"] for name, kind in TABLE["kinds"].items()} == {
        "media-request": "F16",
        "appeal": "F27",
        "complaint": "F28",
        "information-request": "F7",
    }
    assert len(TABLE["holidays"]) == 28


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The files that the table is read from, to be spoilt."""
    (tmp_path / "course").mkdir()
    for name in (deadlines.DEADLINES, deadlines.HOLIDAYS, evidence.FACTS):
        text = (ROOT / "course" / name).read_text(encoding="utf-8")
        (tmp_path / "course" / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("deadlines.yml", "act: mass-media", "act: mass-medi", "there is no act mass-medi. Did"),
        ("deadlines.yml", "fact: F16", "fact: F160", "course/facts.yml has no F160"),
        ("deadlines.yml", "fact: F16", "fact: F7", "F7 is unverified: nothing may be counted"),
        ("deadlines.yml", "number: 5\n", "number: five\n", "number: Input should be a valid int"),
        ("deadlines.yml", "number: 5\n", "number: 0\n", "greater than or equal to 1"),
        ("deadlines.yml", "unit: calendar-days", "unit: days", "Input should be 'working-days'"),
        (
            "deadlines.yml",
            "        after: limit\n        note",
            "        after: decision\n        note",
            "counted after receipt or limit",
        ),
        ("deadlines.yml", "steps: []", "steps: {}", "kinds.information-request.steps: "),
        ("deadlines.yml", "    unverified:", "    unverifed:", "unverifed: Extra inputs"),
        ("deadlines.yml", "what: forwarding", "what: limit", "a step limit already"),
        ("deadlines.yml", "        other_after: limit\n", "", ""),
        ("holidays.yml", '"03-08"', '"02-29"', "2026 has no day 02-29. Mend the month or the day"),
        ("holidays.yml", '"03-08"', '"01-07"', "01-07 stands here twice. Remove one"),
        ("holidays.yml", '"03-08"', '"8 March"', "days.3: String should match pattern"),
        ("holidays.yml", "[2026, 2027]", "[]", "years: List should have at least 1 item"),
    ],
)
def test_a_mistake_in_a_file_is_named_with_its_place(
    course: Path, name: str, old: str, new: str, said: str
) -> None:
    file = course / "course" / name
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, (old, text.count(old))
    file.write_text(text.replace(old, new), encoding="utf-8")
    if not said:
        assert deadlines.table(course)
        return
    with pytest.raises(evidence.EvidenceError) as error:
        deadlines.table(course)
    places = [line for line in str(error.value).splitlines() if said in line]
    assert places
    assert re.match(rf"course/{name}:\d+:\d+: ", places[0])


@pytest.mark.parametrize(
    ("cut", "said"),
    [
        ("limit", "one step must be the `limit`. Add it"),
        ("limit", "no step `limit` stands before this one"),
        ("extension", "a notice of what? Add the step `extension`"),
    ],
)
def test_steps_that_hang_in_the_air_are_named(course: Path, cut: str, said: str) -> None:
    file = course / "course" / deadlines.DEADLINES
    text = file.read_text(encoding="utf-8")
    head, kinds = text.split("  media-request:\n")
    media, rest = kinds.split("  appeal:\n")
    kept = [part for part in media.split("      - what: ") if not part.startswith(cut)]
    changed = "      - what: ".join(kept)
    file.write_text(f"{head}  media-request:\n{changed}  appeal:\n{rest}", encoding="utf-8")
    with pytest.raises(evidence.EvidenceError, match=re.escape(said)):
        deadlines.table(course)
