"""A lesson and the page of all kinds in a real JupyterLab, as an instructor opens them."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from answering import Drag, Mouse, answered, put
from examroom import Room
from lab import Lab, opened, run_all, serving_lab
from pages import THOROUGH, items
from playwright.sync_api import Browser, ViewportSize, expect
from responses import graded, respond

from quizlib.kinds import KINDS
from quizlib.locale import strings
from quizlib.results import COLUMNS

#: nbformat carries a mark that it is typed, but most of its functions are not.
FORMAT: Any = nbformat

LESSON = "book/kk/press-service-and-pr.ipynb"
#: What an instructor types below the first quiz, which is then called `quiz`.
TYPED = ("print(quiz.answers)", "print(quiz.score())", "quiz.reset()")

ALL_KINDS = "book/en/question-kinds.ipynb"
#: The quizzes of that page, by the names that the instructor gives them; the last one is an exam.
NAMES = (
    *("single", "multiple", "truefalse", "match", "order", "sort", "cloze", "text", "number"),
    *("scenario", "judgement", "scale", "essay", "exam"),
)
READ = "json.dumps([[quiz.answers, quiz.score(), quiz.results()] for quiz in quizzes])"
READ_ONE = "json.dumps([{0}.answers, {0}.score(), {0}.results(), {0}.exam])"
#: More quizzes that the instructor shows there.
CHECK = """check = show("press-service-and-pr", lang="en", mode="check", confidence=True,
    select=["ps-interviews", "ps-sort-1"])
check"""
SURVEY = """survey = show("question-kinds", lang="en", mode="survey",
    select=["qk-scale-before", "qk-scale-after", "qk-essay"])
survey"""
AGAIN = "cloze  # again"
TYPED_THERE = (
    *(CHECK, SURVEY, AGAIN),
    f"import json\nquizzes = [{', '.join(NAMES[:-1])}]\nprint({READ})",
    *(f"print({READ_ONE.format(name)})" for name in ("scenario", "exam", "check", "survey")),
    "import pandas\npandas.DataFrame(sort.results())",
    'cloze.results().to_csv("results.csv")',
    f"for quiz in [{', '.join(NAMES)}]: quiz.reset()",
)

#: As high as the lesson: JupyterLab draws only what is near the screen.
TALL: ViewportSize = {"width": 1280, "height": 24000}
SCREEN: ViewportSize = {"width": 1280, "height": 700}


@pytest.fixture(scope="module")
def course(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the course in which an instructor has named quizzes and typed cells."""
    folder = tmp_path_factory.mktemp("lab")
    for name in ("book", "quizzes", "course"):
        shutil.copytree(root / name, folder / name)
    lesson = FORMAT.read(folder / LESSON, as_version=4)
    at = name_quizzes(lesson, ("before", "quiz"))
    lesson.cells[at + 1 : at + 1] = typed(TYPED)
    FORMAT.write(lesson, folder / LESSON)
    kinds = FORMAT.read(folder / ALL_KINDS, as_version=4)
    name_quizzes(kinds, NAMES)
    kinds.cells += typed(TYPED_THERE)
    FORMAT.write(kinds, folder / ALL_KINDS)
    return folder


def name_quizzes(notebook: Any, names: tuple[str, ...]) -> int:
    """Give names to the first quizzes of a notebook; the place of the last one named."""
    cells = [
        (i, cell)
        for i, cell in enumerate(notebook.cells)
        if cell.cell_type == "code" and "show(" in cell.source
    ]
    for name, (_, cell) in zip(names, cells, strict=False):
        cell.source = cell.source.replace("\nshow(", f"\n{name} = show(") + f"\n{name}"
    return cells[len(names) - 1][0]


def typed(sources: tuple[str, ...]) -> list[Any]:
    return [FORMAT.v4.new_code_cell(source, id=f"typed-{i}") for i, source in enumerate(sources)]


@pytest.fixture(scope="module")
def address(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving_lab(course, tmp_path_factory.mktemp("jupyter")) as address:
        yield address


@pytest.fixture(scope="module")
def lab(chromium: Browser, address: str, course: Path) -> Iterator[Lab]:
    """The lesson, opened and not yet run."""
    count = len(FORMAT.read(course / LESSON, as_version=4).cells)
    with opened(chromium, address, LESSON, count, TALL) as lab:
        lab.page.locator("h2#take-to-work").wait_for()
        yield lab


@pytest.fixture(scope="module")
def live(lab: Lab) -> Lab:
    """The same, after Run All Cells, on a screen of the usual size."""
    calls = lab.cells("Code").filter(has=lab.page.locator(".cm-content", has_text="show("))
    run_all(lab, calls.count())
    lab.page.set_viewport_size(SCREEN)
    return lab


@pytest.fixture(scope="module")
def kinds(chromium: Browser, address: str, course: Path) -> Iterator[Lab]:
    """The page with every kind, after Run All Cells."""
    count = len(FORMAT.read(course / ALL_KINDS, as_version=4).cells)
    with opened(chromium, address, ALL_KINDS, count, SCREEN) as lab:
        run_all(lab, len(NAMES) + 3)
        yield lab


# ---- reading -------------------------------------------------------------------------------------


def test_no_markup_shows_raw(lab: Lab) -> None:
    text = "\n".join(lab.page.locator(".jp-MarkdownCell .myst").all_inner_texts())
    assert "Баспасөз қызметі" in text
    for raw in (":::", "{admonition}", "{figure}", "{claim}", "{fact}", ")=", "](", "|---", "**"):
        assert raw not in text, raw
    assert "Unknown Directive" not in text


def test_boxes_differ_at_a_glance(lab: Lab) -> None:
    colours = {}
    for kind in ("article-says", "since", "case", "take"):
        box = lab.page.locator(f"aside.myst-admonition.{kind}").first
        expect(box).to_be_visible()
        expect(box.locator(".myst-admonition-header-text")).not_to_be_empty()
        colours[kind] = box.evaluate("el => getComputedStyle(el).borderLeftColor")
    assert colours["article-says"] != colours["since"]


def test_figures_are_drawn_with_their_captions(lab: Lab) -> None:
    for name in ("fig-two-units", "fig-overlap"):
        figure = lab.page.locator(f"figure#{name}")
        expect(figure.locator("figcaption")).to_be_visible()
        image = figure.locator("img")
        expect(image).to_have_attribute("alt", re.compile(r"\S"))
        assert image.evaluate("el => el.complete && el.naturalWidth") > 100


def test_claims_and_facts_are_links_to_the_source_page(lab: Lab) -> None:
    for name in ("A67", "F25"):
        link = lab.page.locator(".myst a", has_text=name).first
        expect(link).to_be_visible()
        expect(link).to_have_text(name)
        href = link.get_attribute("href") or ""
        assert "/book/kk/source.md" in href
        assert href.endswith(f"#{name.lower()}")


def test_a_link_to_a_section_leads_to_its_heading(lab: Lab) -> None:
    link = lab.page.locator('.myst a[href="#overlaps"]').first
    expect(link).to_be_visible()
    expect(lab.page.locator("h2#overlaps")).to_have_count(1)


def test_a_quiz_that_was_not_run_says_so(lab: Lab) -> None:
    line = strings("kk")["stub"].format(bank="press-service-and-pr")
    expect(lab.page.locator(".jp-OutputArea-output", has_text=line).first).to_be_visible()


# ---- answering -----------------------------------------------------------------------------------


def clear(live: Lab) -> None:
    """Reset the quiz, and wait until that has reached the screen: the next test answers anew."""
    live.done("quiz.reset()")
    expect(live.code_cell("quiz = show(").locator("input:checked")).to_have_count(0)


def test_every_quiz_is_live_after_run_all(live: Lab) -> None:
    calls = live.cells("Code").filter(has=live.page.locator(".cm-content", has_text="show("))
    expect(live.page.locator(".jp-OutputArea-output section.qz.qz-live")).to_have_count(
        calls.count()
    )
    expect(live.page.locator(".quizlib-stub")).to_have_count(0)


def test_clicks_reach_python_and_reset_reaches_the_screen(live: Lab) -> None:
    quiz = live.code_cell("quiz = show(").locator("section.qz")
    right = quiz.locator('[data-id="ps-names"] [data-part="photo"] input')
    wrong = quiz.locator('[data-id="ps-interviews"] [data-part="true"] input')
    expect(live.run("print(quiz.answers)")).to_have_text("{}")

    right.check()
    wrong.check()
    expect(live.run("print(quiz.answers)")).to_have_text(
        "{'ps-names': 'photo', 'ps-interviews': 'true'}"
    )
    expect(live.run("print(quiz.score())")).to_have_text("1 / 3")

    live.run("quiz.reset()")
    expect(right).not_to_be_checked()
    expect(wrong).not_to_be_checked()
    expect(live.run("print(quiz.answers)")).to_have_text("{}")


def test_a_checked_answer_is_judged_and_cleared(live: Lab) -> None:
    form = live.code_cell("quiz = show(").locator('section.qz [data-id="ps-names"]')
    form.locator('[data-part="photo"] input').check()
    form.locator(".qz-check").click()
    expect(form.locator(".qz-verdict")).not_to_be_empty()
    live.run("quiz.reset()")
    expect(form.locator(".qz-verdict")).to_be_empty()
    expect(form.locator("input:checked")).to_have_count(0)


def test_the_quiz_keeps_its_keys_to_itself(live: Lab) -> None:
    """Letters typed in a quiz are not commands of the notebook (B would add a cell)."""
    before = live.page.locator(".jp-Notebook .jp-Cell").count()
    live.code_cell("quiz = show(").locator("section.qz input").first.focus()
    for key in ("b", "ArrowDown", "m"):
        live.page.keyboard.press(key)
    expect(live.page.locator(".jp-Notebook .jp-Cell")).to_have_count(before)
    clear(live)


def test_a_reason_leads_back_to_its_paragraph(live: Lab) -> None:
    form = live.code_cell("quiz = show(").locator('section.qz [data-id="ps-names"]')
    form.locator('[data-part="photo"] input').check()
    form.locator(".qz-check").click()
    heading = live.page.locator("h2#names")
    link = form.locator('a[href="#names"]:visible').first
    link.scroll_into_view_if_needed()
    expect(heading).not_to_be_in_viewport()
    link.click()
    expect(heading).to_be_in_viewport()
    expect(form).to_be_attached()
    clear(live)


# ---- every kind


def question(kinds: Lab, name: str, cell: str = "") -> Any:
    """A question of the page of kinds, in the cell that shows its kind unless another is named."""
    return kinds.question(cell or f"{name.split('-')[1]} = show(", name)


def all_ids(kinds: Lab) -> list[str]:
    return [item["id"] for cell in NAMES[:-1] for item in items(kinds.quiz(f"{cell} = show("))]


def reset(kinds: Lab) -> None:
    kinds.done("quiz.reset()")


def test_every_kind_is_answered_and_the_next_cell_reads_it(kinds: Lab) -> None:
    hand = Mouse(kinds.page)
    seen: set[str] = set()
    given: dict[str, Any] = {}
    scores: dict[str, float | None] = {}
    for i, name in enumerate(all_ids(kinds)):
        asked = question(kinds, name)
        how = ("right", "wrong")[i % 2] if asked.kind != "cloze" else "partly"
        response = answered(asked, how, hand)
        if asked.kind == "essay":
            hand.choose(asked.form.locator(".qz-met input").first)
            response |= {"met": asked.key["checklist"][:1]}
        if KINDS[asked.kind].scored:
            expect(asked.verdict).not_to_be_empty()
        seen.add(asked.kind)
        given[name] = response
        scores[name] = graded(asked, response).score
    assert seen == set(KINDS)

    read = json.loads(kinds.told(READ))
    assert {k: v for answers, _, _ in read for k, v in answers.items()} == given
    rows = {row["id"]: row for _, _, table in read for row in table}
    assert {name: row["score"] for name, row in rows.items()} == scores
    assert sum(row["seconds"] for row in rows.values()) > 1
    scored = [score for score in scores.values() if score is not None]
    assert sum(score[0] for _, score, _ in read) == pytest.approx(sum(scored))
    assert sum(score[1] for _, score, _ in read) == len(scored)


def test_a_self_assessment_shows_what_has_changed_since_the_one_before(kinds: Lab) -> None:
    changes = question(kinds, "qk-scale-after").form.locator(".qz-change")
    expect(changes).to_have_count(4)
    for change in changes.all():
        expect(change).to_contain_text("Before")


def test_the_results_are_a_table_and_a_file(kinds: Lab, course: Path) -> None:
    frame = kinds.run("pandas.DataFrame(sort.results())").locator("table.dataframe")
    expect(frame.locator("thead th")).to_have_text(["", *COLUMNS])
    expect(frame.locator("tbody tr")).to_have_count(1)
    kinds.done("cloze.results().to_csv")
    text = (course / ALL_KINDS).with_name("results.csv").read_text(encoding="utf-8-sig")
    [row] = csv.DictReader(text.splitlines())
    assert tuple(row) == COLUMNS
    assert set(json.loads(row["response"])) == set(question(kinds, "qk-cloze").key["blanks"])


def test_reset_clears_every_kind_on_the_screen(kinds: Lab) -> None:
    reset(kinds)
    quizzes = kinds.page.locator("section.qz")
    expect(quizzes.locator("input:checked")).to_have_count(0)
    expect(quizzes.locator('form:not([data-state="open"])')).to_have_count(0)
    expect(quizzes.locator(".qz-feedback:visible")).to_have_count(0)
    fields = quizzes.locator("input[type=text], textarea, .qz-question select")
    assert set(fields.evaluate_all("fields => fields.map(field => field.value)")) == {""}
    assert [answers for answers, _, _ in json.loads(kinds.told(READ))] == [{}] * 13


#: Letters that add, cut, paste or convert a cell of a notebook, or begin something with it.
LETTERS = "abcddmrxyvz00ii jk"


def cells(kinds: Lab) -> list[str]:
    """What the notebook is made of: nothing typed in a quiz may change it."""
    found: list[str] = kinds.cells().evaluate_all("cells => cells.map(cell => cell.className)")
    return [" ".join(re.findall(r"jp-(?:Code|Markdown|Raw)Cell", name)) for name in found]


def test_what_is_typed_stays_in_its_field_and_enter_checks(kinds: Lab) -> None:
    reset(kinds)
    before = cells(kinds)
    asked, keyboard = question(kinds, "qk-text"), kinds.page.keyboard
    field = asked.form.locator("input[type=text]")
    field.click()
    keyboard.type(LETTERS)
    expect(field).to_have_value(LETTERS)
    keyboard.press("Enter")
    expect(asked.verdict).not_to_be_empty()
    expect(field).to_be_focused()
    assert cells(kinds) == before

    area = question(kinds, "qk-essay").form.locator("textarea")
    area.click()
    keyboard.type(LETTERS)
    for key in ("Enter", "Shift+Enter"):
        keyboard.press(key)
    keyboard.type("second")
    expect(area).to_have_value(f"{LETTERS}\n\nsecond")
    expect(area).to_be_focused()
    assert cells(kinds) == before


def test_the_keyboard_chooses_from_a_list_and_moves_rows(kinds: Lab) -> None:
    before = cells(kinds)
    keyboard = kinds.page.keyboard
    asked = question(kinds, "qk-match")
    select = asked.form.locator("select").first
    select.focus()
    keyboard.press("b")
    expect(select.locator("option:checked")).to_have_text(re.compile("^B"))
    asked = question(kinds, "qk-order")
    top = asked.order()[0]
    down = asked.part(top).locator(".qz-move[data-way=down]")
    down.focus()
    for key in ("Enter", "Space", "x", "d", "d"):
        keyboard.press(key)
    expect(down).to_be_focused()
    assert asked.order()[2] == top
    assert cells(kinds) == before
    assert json.loads(kinds.told(READ))[NAMES.index("order")][0] == {"qk-order": asked.order()}


def test_rows_are_dragged_in_a_scrolled_notebook_which_scrolls_along(kinds: Lab) -> None:
    reset(kinds)
    asked, page = question(kinds, "qk-order"), kinds.page
    top = asked.order()[0]
    box = page.locator(".jp-WindowedPanel-outer")
    # The last rows are below the edge of the notebook.
    page.set_viewport_size({"width": 1280, "height": 420})
    asked.part(top).evaluate("row => row.scrollIntoView({block: 'center'})")
    scrolled = box.evaluate("box => box.scrollTop")
    assert scrolled > 0
    drag = Drag(asked, top)
    assert box.evaluate("box => box.scrollTop") == scrolled
    page.mouse.move(drag.x, 400, steps=5)
    page.wait_for_function(
        "([list, name]) => list.lastElementChild.dataset.part === name",
        arg=[asked.form.locator(".qz-ranking").element_handle(), top],
    )
    drag.drop()
    assert box.evaluate("box => box.scrollTop") > scrolled
    page.set_viewport_size(SCREEN)
    for place, name in enumerate(respond(asked, "right")):
        if asked.order()[place] != name:
            drag = Drag(asked, name)
            drag.to(asked.order()[place])
            drag.drop()
    asked.check.click()
    expect(asked.form).to_have_attribute("data-state", "done")


def test_a_case_goes_on_step_by_step(kinds: Lab) -> None:
    asked, hand = question(kinds, "qk-scenario"), Mouse(kinds.page)
    first, *rest = path = respond(asked, "partly")
    put(asked, [first], hand)
    asked.check.click()
    expect(asked.form.locator(".qz-now [data-part]").first).to_be_visible()
    expect(asked.form.locator(".qz-past")).to_have_count(1)
    expect(asked.form.locator("[data-focus]")).to_be_focused()
    [answers, score, _, _] = json.loads(kinds.told(READ_ONE.format("scenario")))
    assert (answers, score) == ({"qk-scenario": [first]}, [0, 1])
    at = asked.key["steps"][asked.key["start"]][first]["next"]
    for name in rest:
        hand.choose(asked.input(f"{at}.{name}"))
        asked.check.click()
        at = asked.key["steps"][at][name]["next"]
    expect(asked.form.locator(".qz-way").first).to_be_visible()
    [answers, [points, _], _, _] = json.loads(kinds.told(READ_ONE.format("scenario")))
    assert answers == {"qk-scenario": path}
    assert points == graded(asked, path).score


def test_two_views_of_a_quiz_show_the_same(kinds: Lab) -> None:
    one, two = question(kinds, "qk-cloze"), question(kinds, "qk-cloze", AGAIN)
    fields = [q.form.locator("[data-blank] :is(input, select)") for q in (one, two)]
    put(one, respond(one, "right"), Mouse(kinds.page))
    values = [field.input_value() for field in fields[0].all()]
    for field, value in zip(fields[1].all(), values, strict=True):
        expect(field).to_have_value(value)
    two.check.click()
    for asked in (one, two):
        expect(asked.form).to_have_attribute("data-state", "done")
    reset(kinds)
    for asked in (one, two):
        expect(asked.form).to_have_attribute("data-state", "open")
        expect(asked.verdict).to_be_empty()


def test_the_time_of_a_question_stops_when_another_quiz_has_the_focus(kinds: Lab) -> None:
    one, other = question(kinds, "qk-truefalse"), question(kinds, "qk-single")
    one.input("true").check()
    other.form.locator("input").first.focus()
    kinds.page.wait_for_timeout(6000)
    one.input("false").check()
    [row] = json.loads(kinds.told(READ))[NAMES.index("truefalse")][2]
    assert row["response"] == "false"
    assert row["seconds"] < 5  # the clicks themselves take their time on a busy machine


# ---- modes


def test_an_exam_is_held_and_python_reads_the_attempt(kinds: Lab) -> None:
    read = READ_ONE.format("exam")
    room = Room(kinds.quiz("exam = show("))
    asked = [item["id"] for item in items(room.page)]
    assert json.loads(kinds.told(read)) == [{}, [0, 0], [], {}]

    room.start()
    room.answer(True, False, sure="No doubt")
    answers, score, rows, record = json.loads(kinds.told(read))
    drawn = record["current"]["ids"]
    assert len(drawn) == 4
    assert set(drawn) < set(asked)
    assert list(answers) == drawn[:2]
    assert score == [1, 4]
    assert [row["id"] for row in rows] == drawn
    assert [row["score"] for row in rows] == [1, 0, None, None]

    room.button("Next").click()
    room.answer(True, True)
    room.hand_in()
    expect(room.report).to_contain_text("3 of 4")
    answers, score, rows, record = json.loads(kinds.told(read))
    assert record["current"] is None
    [attempt] = record["past"]
    assert (attempt["points"], attempt["passed"]) == (3, True)
    assert (list(answers), score) == (drawn, [3, 4])
    assert [(row["id"], row["score"], row["attempts"]) for row in rows] == [
        (name, attempt["scores"][name], 1) for name in drawn
    ]

    room.start()
    answers, score, rows, record = json.loads(kinds.told(read))
    assert (answers, score, len(record["past"])) == ({}, [0, 4], 1)
    assert not {row["id"] for row in rows} & set(drawn)  # asked least so far
    reset(kinds)
    expect(room.button("Start")).to_be_visible()
    expect(room.report).to_be_hidden()
    assert json.loads(kinds.told(read)) == [{}, [0, 0], [], {}]


def test_a_check_is_handed_in_as_a_whole(kinds: Lab) -> None:
    quiz = kinds.quiz("check = show(")
    one, two = kinds.question("check = show(", "ps-interviews"), quiz.locator("#ps-sort-1")
    one.answer(right=True)
    one.form.get_by_label("No doubt").check()
    expect(one.check).to_be_hidden()
    quiz.get_by_role("button", name=strings("en")["hand_in"]).click()
    expect(quiz.locator(".qz-report-box li")).to_have_count(1)
    quiz.get_by_role("button", name=strings("en")["hand_in_anyway"]).click()
    expect(quiz.locator(".qz-result")).to_contain_text("1 of 2")
    expect(two).to_have_attribute("data-state", "handed")
    _, score, rows, exam = json.loads(kinds.told(READ_ONE.format("check")))
    assert (score, exam) == ([1, 2], {})
    assert [(row["id"], row["score"], row["attempts"]) for row in rows] == [
        ("ps-interviews", 1, 1),
        ("ps-sort-1", None, 0),
    ]


def test_a_survey_keeps_answers_as_they_are_given(kinds: Lab) -> None:
    quiz, hand = kinds.quiz("survey = show("), Mouse(kinds.page)
    given = {}
    for item in items(quiz):
        asked = kinds.question("survey = show(", item["id"])
        given[asked.id] = respond(asked, "wrong")
        put(asked, given[asked.id], hand)
    expect(quiz.locator(".qz-answered")).to_contain_text("3 of 3")
    expect(quiz.locator("form button:visible:not(.qz-copy)")).to_have_count(0)
    answers, score, rows, _ = json.loads(kinds.told(READ_ONE.format("survey")))
    assert (answers, score) == (given, [0, 0])
    assert [row["score"] for row in rows] == [None] * 3


def test_the_saved_notebook_holds_no_answers(kinds: Lab, course: Path, root: Path) -> None:
    file = course / ALL_KINDS
    before = file.stat().st_mtime_ns
    kinds.menu("File", "Save Notebook")
    kinds.page.wait_for_function("() => !document.querySelector('.jp-mod-dirty')")
    assert file.stat().st_mtime_ns > before
    saved, stored = (FORMAT.read(path, as_version=4) for path in (file, root / ALL_KINDS))
    assert "widgets" not in saved.metadata
    ours = {cell.id: cell for cell in saved.cells}
    for cell in stored.cells:
        if cell.cell_type == "code":
            [output], [as_stored] = ours[cell.id].outputs, cell.outputs
            for kind in ("text/plain", "text/html"):
                assert output.data[kind] == as_stored.data[kind]
    if THOROUGH:
        saved.cells = [cell for cell in saved.cells if not cell.id.startswith("typed-")]
        FORMAT.write(saved, file)
        command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env"]
        options = ["-p", "no:cacheprovider", "-o", "addopts=", file.name]
        done = subprocess.run(
            [*command, *options], cwd=file.parent, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("notebook", ["live", "kinds"])
def test_nothing_was_complained_of_and_nothing_asked_outside(
    notebook: str, request: pytest.FixtureRequest
) -> None:
    opened_lab: Lab = request.getfixturevalue(notebook)
    assert opened_lab.complaints == []
    assert opened_lab.outside == set()
