"""What the course covers: the counts, what is said to be missing, the command and the page.

All on a small course made here, but for the test that our own course lacks nothing.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import nbformat
import pytest
import yaml
from lxml import html
from typer.testing import CliRunner

from quizlib.cli import app
from quizlib.cli.frames import Screen
from quizlib.kinds import KINDS
from quizlib.locale import coverage_strings
from quizlib.messages import coverage as messages
from quizlib.model import LANGUAGES, Bloom
from quizlib.site import coverage_page
from quizlib.site.coursefile import EvidenceError
from quizlib.site.coverage import Coverage, Lesson, coverage
from quizlib.site.coverage_problems import most_untested, problems, unreadable
from quizlib.site.plan import plan
from quizlib.stub import Stub

#: nbformat carries a mark that it is typed, but most of its functions are not.
FORMAT: Any = nbformat.v4
Data = dict[str, Any]

CLAIMS = [f"A{number}" for number in range(1, 13)]
WRITTEN, LATER = "first-lesson", "second-lesson"


def texts(words: str) -> dict[str, str]:
    return dict.fromkeys(LANGUAGES, words)


def question(name: str, source: list[str], objective: str = "1.1", **fields: Any) -> Data:
    """A question in Kazakh alone: the counts need no translations."""
    return {
        "id": name,
        "kind": "truefalse",
        "objective": objective,
        "bloom": "remember",
        "source": source,
        "prompt": "Мақалада солай делінген.",
        "answer": True,
        "feedback": {"true": "Бірінші жолда айтылған.", "false": "Бірінші жолда айтылған."},
        **fields,
    }


def quizzes() -> list[Data]:
    """Fourteen for practice, seven on each objective; each rests on a claim of the lesson."""
    return [
        question(f"q{number}", [CLAIMS[number % 10]], f"1.{number % 2 + 1}") for number in range(14)
    ]


class Course:
    """A course that lacks nothing, as data to be changed before it is written."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.claims: Data = {name: {"text": texts(f"Тұжырым {name}")} for name in CLAIMS}
        source = {"url": "https://example.org/", "title": texts("Заң")}
        fact = {"text": texts("Дерек"), "sources": [source]}
        self.facts: Data = {
            "F1": {**fact, "standing": "primary"},
            "F2": {**fact, "standing": "unverified"},
            "F3": {**fact, "standing": "disputed"},
        }
        self.objectives: Data = {
            name: {"bloom": "analyse", "lesson": lesson, "text": texts(f"Мақсат {name}")}
            for name, lesson in (("1.1", WRITTEN), ("1.2", WRITTEN), ("2.1", LATER))
        }
        self.plan: Data = {WRITTEN: ["A1-A10", "F1"], LATER: ["A10-A12", "F1-F9"]}
        self.questions = quizzes()
        #: of the written lesson, and how each is held
        self.shown: list[tuple[list[str], str]] = [([q["id"] for q in self.questions], "")]
        self.marks = [*CLAIMS[:10], "F1"]
        self.banks: dict[str, Data] = {}
        self.blueprint: Data = {
            "bank": "exam",
            "minutes": 10,
            "attempts": 2,
            "pass": {"scored": 1, "of": 2},
            "conditions": [{"objectives": ["1.1"], "correct": 1, "of": 1}],
            "items": {"1.1": {"remember": 1}, "1.2": {"apply": 1}},
            "kinds": {"truefalse": 2},
        }

    def exam(self) -> Data:
        """With an exam that keeps to the blueprint; its bank, to be changed."""
        pool = [question(f"e{n}", ["A1"]) for n in range(2)]
        pool += [question(f"e{n}", ["A2"], "1.2", bloom="apply") for n in range(2, 4)]
        rules = {
            "minutes": 10,
            "attempts": 2,
            "draw": {"1.1": 1, "1.2": 1},
            "pass": {"points": 1, "also": [{"objectives": ["1.1"], "points": 1}]},
        }
        self.banks["exam"] = self.bank("exam", pool, mode="exam", review=False, exam=rules)
        return self.banks["exam"]

    def bank(self, name: str, questions: list[Data], **head: Any) -> Data:
        return {
            "version": 1,
            "languages": ["kk"],
            "title": "Сынақ",
            "lesson": WRITTEN,
            **head,
            "questions": questions,
        }

    def page(self, name: str, bank: str, shown: list[tuple[list[str], str]], text: str) -> None:
        cells = [FORMAT.new_markdown_cell(text)]
        for ids, mode in shown:
            stub = Stub.asked(bank, "kk", select=ids, mode=mode or None)
            output = FORMAT.new_output("display_data", {"text/html": stub.html()})
            cells.append(FORMAT.new_code_cell("show()", outputs=[output]))
        for code in LANGUAGES:
            file = self.root / "book" / code / f"{name}.ipynb"
            file.parent.mkdir(parents=True, exist_ok=True)
            nbformat.write(FORMAT.new_notebook(cells=cells), file)  # type: ignore[no-untyped-call]

    def write(self) -> Path:
        for name in ("claims", "facts", "objectives", "plan", "blueprint"):
            self.put(f"course/{name}.yml", getattr(self, name))
        self.put("quizzes/own.yml", self.bank("own", self.questions))
        for name, data in self.banks.items():
            self.put(f"quizzes/{name}.yml", data)
        marks = " ".join(f"[{m}](source.md#{m.lower()})" for m in self.marks)
        self.page(WRITTEN, "own", self.shown, f"# 1-сабақ. Бастау\n\nМәтін {marks}.")
        return self.root

    def put(self, name: str, data: Any) -> None:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, default_flow_style=None)
        file.write_text(text, encoding="utf-8")

    def counts(self) -> Coverage:
        return coverage(self.write())

    def codes(self) -> list[str]:
        return [item.code for item in self.problems()]

    def problems(self) -> list[Any]:
        return problems(self.root, self.counts())


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path)


def lesson(found: Coverage, page: str) -> Lesson:
    return next(one for one in found.lessons if one.page == page)


# ---- the counts


def test_a_claim_is_taught_where_it_is_marked_and_tested_where_a_source_names_it(
    course: Course,
) -> None:
    course.marks.remove("A4")
    claims = {entry.id: entry for entry in course.counts().claims}
    assert claims["A1"].taught == (WRITTEN,)
    assert claims["A1"].items == ("q0", "q10")
    assert claims["A4"].taught == ()
    assert claims["A10"].planned == (WRITTEN, LATER)
    assert (claims["A10"].due, claims["A11"].due) == (True, False)


def test_a_mark_on_another_page_than_a_lesson_teaches_nothing(course: Course) -> None:
    course.page("glossary", "own", [], "# Сөздік\n\n[A11](source.md#a11)")
    assert course.counts().claims[10].taught == ()


def test_pretest_exam_and_survey_are_no_practice(course: Course) -> None:
    course.shown = [
        (["q0", "q1"], "pretest"),
        (["q2", "q3"], "exam"),
        (["q4", "q5"], "survey"),
        (["q6", "q7"], "check"),
        (["q8"], ""),
    ]
    asked = lesson(course.counts(), WRITTEN).asked
    assert (asked.practice, asked.pretest, asked.exam) == (3, 2, 2)


def test_a_question_met_twice_is_counted_once_as_practice(course: Course) -> None:
    course.shown = [(["q0"], "pretest"), (["q0"], ""), (["q0"], "exam")]
    found = course.counts()
    assert (lesson(found, WRITTEN).asked.practice, lesson(found, WRITTEN).asked.pretest) == (1, 0)
    assert found.claims[0].items == ("q0",)


def test_an_objective_is_counted_by_kind_and_level_wherever_it_is_asked(course: Course) -> None:
    essay: Data = {
        "kind": "essay",
        "bloom": "create",
        "model": "Үлгі.",
        "checklist": [{"id": "c", "text": "Ашық."}],
    }
    own = question("q14", ["A1"], "2.1", **essay)
    del own["answer"], own["feedback"]
    course.questions.append(own)
    course.shown.append((["q14"], ""))
    found = course.counts()
    assert (found.asked["2.1"].kinds, found.asked["2.1"].levels) == ({"essay": 1}, {"create": 1})
    assert lesson(found, WRITTEN).asked.kinds == {"truefalse": 14, "essay": 1}
    assert lesson(found, LATER).asked.practice == 0


def test_questions_that_only_authors_see_are_not_counted_and_those_of_an_exam_are(
    course: Course,
) -> None:
    demo, final = question("d1", ["A11"], "2.1"), question("e1", ["A12"], "2.1")
    course.banks["demo"] = course.bank("demo", [demo], lesson="question-kinds", review=False)
    course.page("question-kinds", "demo", [(["d1"], "")], "# Түрлер")
    exam = course.bank("final", [final], lesson="final", mode="exam", exam={"pass": {"points": 1}})
    course.banks["final"] = exam
    found = course.counts()
    assert [entry.items for entry in found.claims[10:]] == [(), ("e1",)]
    assert (found.asked["2.1"].practice, found.asked["2.1"].exam) == (0, 1)


def test_editions_tell_pages_departures_and_translations(course: Course) -> None:
    course.questions[0] = question("q0", ["A1"])
    bank = course.bank("two", [question("t1", ["A1"])], languages=["kk", "ru"])
    bank |= {"source_language": "kk", "title": {"kk": "Сынақ", "ru": "Проба"}}
    words = {"kk": "Солай.", "ru": "Так."}
    bank["questions"][0] |= {"prompt": words, "feedback": {"true": words, "false": words}}
    course.banks["two"] = bank
    course.page("more", "own", [], "# Тағы")
    before = [one.departures for one in course.counts().editions]
    (course.root / "book" / "ru" / "only-here.md").write_text("# Мұнда\n", encoding="utf-8")
    kk, ru, en = coverage(course.root).editions
    assert (kk.pages, ru.pages, en.pages) == (2, 3, 2)
    assert (kk.texts, en.texts) == ({}, {})
    assert ru.texts == {"current": 0, "stale": 0, "unconfirmed": 4, "missing": 0}
    told = [one.departures for one in (kk, ru, en)]
    assert told == [before[0], before[1] + 1, before[2]]


# ---- the plan


def test_a_range_of_the_plan_means_each_number_in_it(course: Course) -> None:
    planned = plan(course.write())
    assert list(planned) == [WRITTEN, LATER]
    assert list(planned[LATER].entries)[:4] == ["A10", "A11", "A12", "F1"]
    assert planned[LATER].entries["A11"] == planned[LATER].entries["A10"]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("B4", "`B4` is no claim or fact. Write A7, F40 or A1-A34"),
        ("A9-A3", "`A9-A3` is no claim or fact"),
        ("A1-F3", "`A1-F3` is no claim or fact"),
        ("A10", "A10 stands here twice. Remove one"),
    ],
)
def test_what_is_no_entry_of_the_plan_is_named_with_its_place(
    course: Course, entry: str, said: str
) -> None:
    course.plan[WRITTEN].append(entry)
    with pytest.raises(EvidenceError) as caught:
        course.counts()
    [told] = unreadable(caught.value)
    assert (told.file, told.line, told.code) == ("course/plan.yml", 1, "course-data")
    assert told.column > len(WRITTEN)
    assert said in told.message


# ---- what is missing


def test_a_course_that_keeps_to_its_plan_has_no_problem(course: Course) -> None:
    """With a lesson that is only planned, whose facts and objective nothing covers yet."""
    assert course.codes() == []


def test_an_exam_that_keeps_to_its_blueprint_has_no_problem(course: Course) -> None:
    course.exam()
    assert course.codes() == []


def test_an_exam_may_differ_from_its_blueprint_in_no_rule(course: Course) -> None:
    rules = course.exam()["exam"]
    rules |= {"minutes": 9, "attempts": 1, "draw": {"1.1": 2, "2.1": 1}}
    rules["pass"] = {"points": 2, "also": []}
    course.banks["exam"]["questions"].append(question("e4", ["A3"], "2.1"))
    told = [item for item in course.problems() if item.code == "exam-rule"]
    assert {item.path for item in told} == {
        *("exam.minutes", "exam.attempts", "exam.pass.points", "exam.pass.also"),
        *("exam.draw.1.1", "exam.draw.1.2", "exam.draw.2.1"),
    }


def shown(course: Course) -> None:
    first = course.exam()["questions"][0]["id"]
    course.page(LATER, "exam", [([first], "practice")], "# 2-сабақ. Жалғасы")


def test_a_kind_is_told_that_chance_decides(course: Course) -> None:
    essay = {"kind": "essay", "model": "Үлгі.", "checklist": [{"id": "c", "text": "Ашық."}]}
    own = course.exam()["questions"][3]
    own |= essay
    del own["answer"], own["feedback"]
    told = [str(item) for item in course.problems() if item.code == "exam-kinds"]
    assert [("0 to 1" in line, "1 to 2" in line) for line in told] == [(True, False), (False, True)]


def few(course: Course) -> None:
    course.shown = [([f"q{number}" for number in range(14) if number not in (1, 3, 5, 7)], "")]


#: Nobody scores the questions on 1.2, says the plan; those of the pool are scored.
UNSCORED = {"self_marked": ["1.2"]}
#: What is done to the course → the code, the file and the line, and words of the message.
DAMAGES: dict[str, tuple[Callable[[Course], object], str, str, int, str]] = {
    "a claim that no lesson is to teach": (
        lambda c: c.plan[LATER].__setitem__(0, "A10-A11"),
        *("coverage-unplanned", "course/claims.yml", 23, "A12"),
    ),
    "a planned claim without a mark": (
        lambda c: c.marks.remove("A4"),
        *("coverage-untaught", "course/plan.yml", 1, "`[A4](source.md#a4)`"),
    ),
    "a planned fact without a mark": (
        lambda c: c.marks.remove("F1"),
        *("coverage-untaught", "course/plan.yml", 1, f"the lesson {WRITTEN} does not mark F1"),
    ),
    "a lesson that the plan does not have": (
        lambda c: c.plan.update({LATER: ["A1-A12"]}) or c.plan.pop(WRITTEN),
        *("coverage-lesson-unplanned", "course/plan.yml", 0, WRITTEN),
    ),
    "a plan with a claim that there is not": (
        lambda c: c.plan[WRITTEN].append("A99"),
        *("coverage-unknown", "course/plan.yml", 1, "no A99 in course/claims.yml"),
    ),
    "a source that there is not": (
        lambda c: c.questions[2]["source"].append("F77"),
        *("coverage-unknown", "quizzes/own.yml", 0, "no F77 in course/facts.yml"),
    ),
    "an objective that there is not": (
        lambda c: c.questions.append(question("q14", ["A1"], "1.3")),
        *("objective-missing", "quizzes/own.yml", 0, "no objective 1.3"),
    ),
    "an objective with three questions": (
        few,
        *("coverage-objective", "course/objectives.yml", 0, "1.2 has too few"),
    ),
    "a lesson with thirteen questions": (
        lambda c: c.shown[0][0].remove("q0"),
        *("coverage-lesson", "course/plan.yml", 1, "13, and 14 are needed"),
    ),
    "two of ten claims without a question": (
        lambda c: [q.update(source=["A1"]) for q in c.questions if q["source"][0] in ("A8", "A9")],
        *("coverage-untested", "course/plan.yml", 1, "on A8, A9: 2 of 10"),
    ),
    "an exam of another length": (
        lambda c: c.exam()["exam"].update(minutes=9),
        *("exam-rule", "quizzes/exam.yml", 0, "has 9 here, course/blueprint.yml 10"),
    ),
    "an exam whose points are not those of the plan": (
        lambda c: c.exam() and c.blueprint.update({"pass": {"scored": 1, "of": 1}} | UNSCORED),
        *("exam-points", "quizzes/exam.yml", 0, "2 points, by course/blueprint.yml 1"),
    ),
    "an exam that would repeat a question": (
        lambda c: c.exam()["questions"].pop(0),
        *("exam-pool", "quizzes/exam.yml", 0, "1 questions on 1.1 at the level `remember`, and 2"),
    ),
    "an exam with a question at another level": (
        lambda c: c.exam()["questions"].append(question("e9", ["A1"], bloom="apply")),
        *("exam-level", "quizzes/exam.yml", 0, "at the level `apply`, by course/blueprint.yml rem"),
    ),
    "a question of the exam in a lesson": (
        shown,
        *("exam-shown", "quizzes/exam.yml", 0, f"shown on the page {LATER}"),
    ),
    "a key on what is not verified": (
        lambda c: c.questions[3]["source"].append("F2"),
        *("unsure-fact", "quizzes/own.yml", 0, "rests on F2, which is not verified"),
    ),
    "a key on what is disputed": (
        lambda c: c.questions[3]["source"].append("F3"),
        *("unsure-fact", "quizzes/own.yml", 0, "rests on F3, which is disputed"),
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_what_the_course_lacks_is_told_with_its_place(course: Course, name: str) -> None:
    damage, code, file, line, said = DAMAGES[name]
    damage(course)
    [told] = [item for item in course.problems() if item.code == code]
    assert (told.file, told.severity) == (file, "error")
    assert not line or told.line == line
    assert bool(told.line) == (code != "coverage-lesson-unplanned")
    assert said in str(told)
    for language in ("kk", "ru"):
        assert told.said(language)[0] != told.message


def test_every_message_has_its_damage() -> None:
    told = {code for _, code, *_ in DAMAGES.values()}
    # A kind too many is another too few, so that damage has two messages; see above.
    assert set(messages.MESSAGES) - {"course-data", "exam-kinds"} <= told


def test_a_source_is_pointed_at_where_it_stands(course: Course) -> None:
    course.questions[2]["source"] = ["A1", "F77"]
    [told] = course.problems()
    line = (course.root / told.file).read_text(encoding="utf-8").splitlines()[told.line - 1]
    assert line[told.column - 1 :].startswith("F77")
    assert told.path == "questions[2].source[1]"


def test_a_statement_of_a_scale_may_not_name_an_unknown_objective_either(course: Course) -> None:
    statement = {"id": "s1", "text": "Білемін.", "objective": "7.7"}
    points = ["Жоқ", "Иә"]
    scale = {"id": "s", "kind": "scale", "objective": "1.1", "prompt": "Сіз?", "points": points}
    course.questions.append({**scale, "statements": [statement]})
    [told] = course.problems()
    assert (told.code, told.path) == (
        "objective-missing",
        "questions[14].statements[0].objective",
    )


def test_a_later_fact_without_a_lesson_is_only_a_warning(course: Course) -> None:
    course.plan[LATER][1] = "F1-F2"
    [told] = course.problems()
    assert (told.code, told.severity, told.path) == ("coverage-unplanned", "warning", "F3")


def test_one_claim_in_ten_may_be_without_a_question(course: Course) -> None:
    for one in course.questions:
        one["source"] = ["A1" if one["source"] == ["A9"] else one["source"][0]]
    found = course.counts()
    assert [entry.id for entry in found.untested] == ["A9"]
    assert most_untested(found) == 1
    assert problems(course.root, found) == []


def test_a_claim_of_two_lessons_is_called_untested_once_with_the_first(course: Course) -> None:
    for one in course.questions:
        one["source"] = ["A1" if one["source"][0] in ("A9", "A10") else one["source"][0]]
    course.page(LATER, "own", [], "# 2-сабақ. Жалғасы")
    told = [item for item in course.problems() if item.code == "coverage-untested"]
    assert [item.path for item in told] == [WRITTEN, LATER]
    assert ["on A9, A10:" in told[0].message, "on A11, A12:" in told[1].message] == [True, True]


# ---- facts that nobody could verify


def unsure(course: Course, **fields: Any) -> list[str]:
    course.questions[3] |= {"source": ["A4", "F2"], **fields}
    return course.codes()


def test_an_unverified_fact_may_stand_with_a_written_reason(course: Course) -> None:
    why = "Сұрақ дереккөздің не дейтінін ғана сұрайды."
    assert unsure(course, allow={"unsure-fact": why}) == []


def test_a_reason_of_one_word_is_none_for_the_check(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsure(course, allow={"unsure-fact": "Солай."})
    monkeypatch.chdir(course.root)
    done = CliRunner().invoke(app, ["check", "--format", "json"])
    assert "allow-reason" in {item["code"] for item in json.loads(done.stdout)}


def test_check_tells_of_an_unverified_fact_too(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsure(course)
    monkeypatch.chdir(course.root / "quizzes")
    done = CliRunner().invoke(app, ["check", "own.yml", "--format", "json"])
    assert "unsure-fact" in {item["code"] for item in json.loads(done.stdout)}
    assert done.exit_code == 1


def test_surveys_scales_and_essays_may_rest_on_what_is_not_verified(course: Course) -> None:
    essay: Data = {"kind": "essay", "model": "Үлгі.", "checklist": [{"id": "c", "text": "Ашық."}]}
    own = question("q14", ["F2"], **essay)
    scale: Data = {
        "kind": "scale",
        "points": ["Жоқ", "Иә"],
        "statements": [{"id": "s", "text": "Мен."}],
    }
    self_ = question("q15", ["F3"], **scale)
    for one in (own, self_):
        del one["answer"], one["feedback"]
    course.questions += [own, self_]
    survey = course.bank("survey", [question("v1", ["F2"])], mode="survey")
    course.banks["survey"] = survey
    assert course.codes() == []
    course.banks["survey"]["mode"] = "practice"
    assert course.codes() == ["unsure-fact"]


# ---- the command


def run(course: Course, monkeypatch: pytest.MonkeyPatch, *words: str) -> Any:
    course.write()
    monkeypatch.chdir(course.root / "course")
    return CliRunner().invoke(app, list(words))


def test_the_command_ends_with_1_where_something_is_to_be_mended(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(course, monkeypatch, "coverage").exit_code == 0
    course.plan[LATER][1] = "F1-F2"
    assert run(course, monkeypatch, "coverage").exit_code == 0
    assert run(course, monkeypatch, "coverage", "--strict").exit_code == 1
    course.marks.remove("A4")
    done = run(course, monkeypatch, "coverage", "--format", "short")
    assert done.exit_code == 1
    first, second, *_ = done.stdout.splitlines()
    assert first.startswith("course/facts.yml:")
    assert second.startswith("course/plan.yml:1:")
    assert second.endswith("[coverage-untaught]")


def test_the_counts_are_plain_data_for_programs(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    course.marks.remove("A4")
    told = json.loads(run(course, monkeypatch, "coverage", "--format", "json").stdout)
    assert list(told) == ["claims", "facts", "lessons", "objectives", "editions", "problems"]
    assert told["claims"][3] == {
        "id": "A4",
        "planned": [WRITTEN],
        "taught": [],
        "items": ["q3", "q13"],
        "due": True,
    }
    assert told["objectives"][0]["kinds"] == {"truefalse": 7}
    assert [one["written"] for one in told["lessons"]] == [True, False]
    assert [item["code"] for item in told["problems"]] == ["coverage-untaught"]


def test_a_problem_of_a_question_names_it_by_its_id(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    course.questions[3]["source"].append("F77")
    done = run(course, monkeypatch, "coverage")
    assert "error coverage-unknown: q3, source[1]\n" in done.stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_speak_the_language_of_the_command(
    course: Course, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    done = run(course, monkeypatch, "--language", language, "coverage").stdout
    ui = coverage_strings(language)
    for name in ("claims", "facts", "lessons", "objectives", "editions"):
        assert f"{ui[f'{name}_caption']}\n" in done
    assert ui["lesson_unwritten"].format(page=LATER) in " ".join(done.split())
    assert ui["kind=truefalse"] in done


def test_a_table_has_its_numbers_to_the_right_and_no_markup_in_its_cells() -> None:
    stream = io.StringIO()
    Screen(stream).table(["page", "count"], [["[bold]a", "5"], ["b", "12"]])
    head, _, first, second = stream.getvalue().splitlines()
    assert head == "page      count"
    assert (first, second) == ("[bold]a       5", "b            12")


def test_untested_claims_within_the_allowance_are_listed(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "without a question" not in run(course, monkeypatch, "coverage").stdout
    for one in course.questions:
        one["source"] = ["A1" if one["source"] == ["A9"] else one["source"][0]]
    done = run(course, monkeypatch, "coverage")
    assert "without a question: A9. In all: 1, allowed: 1." in done.stdout
    assert done.exit_code == 0


@pytest.mark.parametrize("form", ["text", "short", "json"])
def test_data_that_cannot_be_read_are_told_without_a_traceback(
    course: Course, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    course.claims["A1"] = {"text": {"kk": "Тек қазақша"}}
    done = run(course, monkeypatch, "coverage", "--format", form)
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)
    assert "course-data" in done.stdout
    assert "claims.yml" in done.stdout
    course.claims["A1"] = course.claims["A2"]
    course.questions[0]["kind"] = "singel"
    done = run(course, monkeypatch, "coverage", "--format", form)
    assert (done.exit_code, "unknown-kind" in done.stdout) == (1, True)


def test_every_kind_and_every_level_has_a_name_in_each_language() -> None:
    wanted = {f"kind={name}" for name in KINDS} | {f"level={name}" for name in get_args(Bloom)}
    for language in LANGUAGES:
        ui = coverage_strings(language)
        assert {key for key in ui if "=" in key} == wanted
        assert list(ui) == list(coverage_strings("kk"))


# ---- the page


def view(course: Course, language: str = "kk") -> coverage_page._View:
    return coverage_page._View(course.counts(), language, lambda page: f"{page}.html")


def tables(course: Course, box: str, language: str = "kk") -> list[html.HtmlElement]:
    drawn = coverage_page.TABLES[box](view(course, language))
    return list(html.fromstring(f"<div>{drawn}</div>").iter("table"))


def words(element: html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("box", coverage_page.TABLES)
def test_every_table_is_named_and_its_heads_say_what_they_head(
    course: Course, box: str, language: str
) -> None:
    found = tables(course, box, language)
    assert found
    for table in found:
        assert words(table.find("caption"))
        heads = table.xpath("thead/tr/th")
        assert {head.get("scope") for head in heads} == {"col"}
        for row in table.xpath("tbody/tr"):
            assert row[0].get("scope") == "row"
            assert [cell.tag for cell in row] == ["th", *["td"] * (len(heads) - 1)]


def test_a_claim_leads_to_its_entry_and_a_lesson_to_its_page(course: Course) -> None:
    claims, facts = tables(course, "coverage-claims")
    first = claims.xpath("tbody/tr")[0]
    assert first.xpath(".//a/@href") == ["source.html#a1", f"{WRITTEN}.html"]
    assert words(first) == "A11-сабақ2"
    assert first.xpath("td/a/@title") == ["1-сабақ. Бастау"]
    later = coverage_strings("kk")["later"]
    assert words(claims.xpath("tbody/tr")[11][1]) == later
    assert facts.xpath("tbody/tr[1]//a/@class") == ["fact"]


def test_objectives_of_lessons_not_yet_written_are_left_out(course: Course) -> None:
    lessons, objectives = tables(course, "coverage-objectives", "en")
    assert [words(row[0]) for row in lessons.xpath("tbody/tr")] == [
        "1-сабақ. БастауKinds: true or false 14"
    ]
    assert [row[0].find("b").text for row in objectives.xpath("tbody/tr")] == ["1.1", "1.2"]
    assert "Level: analyse" in words(objectives)
    assert "Levels of the questions: remember 7" in words(objectives)


def test_the_page_tells_nothing_of_a_question_but_that_it_is_there(course: Course) -> None:
    drawn = "".join(draw(view(course)) for draw in coverage_page.TABLES.values())
    assert "Бірінші жолда" not in drawn
    assert "q1" not in drawn
    assert "true" not in drawn


def test_a_page_that_the_site_does_not_have_gets_no_link(course: Course) -> None:
    bare = coverage_page._View(course.counts(), "kk", lambda page: "")
    assert "<a" not in coverage_page.TABLES["coverage-claims"](bare)


def test_a_new_file_makes_the_page_outdated(course: Course) -> None:
    root = course.write()
    made = SimpleNamespace(srcdir=str(root / "book" / "kk"))
    env: Any = SimpleNamespace(found_docs={"coverage", "intro"}, metadata={"intro": {}})
    env.metadata["coverage"] = {coverage_page._MADE_FROM: coverage_page._files(root)}
    fake: Any = made
    assert coverage_page.outdated(fake, env, set(), set(), set()) == []
    (root / "book" / "ru" / "new.md").write_text("# Жаңа\n", encoding="utf-8")
    assert coverage_page.outdated(fake, env, set(), set(), set()) == ["coverage"]


# ---- our own course


def test_our_own_course_lacks_nothing(root: Path) -> None:
    found = problems(root, coverage(root))
    assert [str(item) for item in found if item.severity == "error"] == []
