"""How a quiz is held: practice, check, survey, pretest and exam, in a browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from examroom import MINUTE, POOL, RULES, Room, choice, text
from pages import Question, Visit, one, sheet, visiting
from playwright.sync_api import Browser, Page, expect
from test_accessibility import CUT, SMALL
from test_quiz import STORAGE_OFF

Held = Callable[..., Visit]


@pytest.fixture
def held(chromium: Browser, serve: Callable[[Path], str], tmp_path: Path) -> Iterator[Held]:
    """``held(questions, mode=…)``: a visit to a page with one quiz, held like that."""
    with ExitStack() as stack:

        def make(questions: list[dict[str, Any]], *selections: tuple[str, ...], **head: Any) -> Any:
            folder = sheet(tmp_path, questions, *selections, **head)
            return stack.enter_context(visiting(chromium, serve(folder)))

        yield make


@pytest.fixture
def exam(held: Held) -> Visit:
    """An exam of four questions, with a time and a rule."""
    return held(POOL, mode="exam", exam=RULES)


def room(visit: Visit, **options: Any) -> Room:
    """The exam before its start, with a clock that the test turns."""
    context = visit.context(**options)
    context.clock.install()
    return Room(visit.also(context, "sheet.html"))


def focused(page: Page) -> str:
    words: str = page.evaluate("document.activeElement.textContent.trim()")
    return words


# ---- practice


PAIR = [choice("first", "1.1"), choice("second", "1.1"), choice("other", "1.2")]


def test_practice_checks_at_once_and_after_an_error_offers_another_question(held: Held) -> None:
    page = held(PAIR).open("sheet.html")
    first, second, other = (Question(page, q["id"]) for q in PAIR)
    first.to("wrong")
    expect(first.verdict).to_contain_text("Not right")
    first.form.get_by_role("button", name="Another question on this").click()
    expect(second.form.locator("input").first).to_be_focused()
    second.to("right")
    other.to("wrong")
    # None is left on these objectives, and this book has no page Review.
    for asked in (first, other):
        expect(asked.form.locator(".qz-another:visible")).to_have_count(0)


# ---- check


TRIO = [choice("one", "1.1"), choice("two", "1.1"), text("three", "1.2")]


def test_check_hands_in_as_a_whole_after_a_warning(held: Held) -> None:
    page = held(TRIO, mode="check").open("sheet.html")
    expect(page.locator(".qz-check:visible, .qz-show:visible")).to_have_count(0)
    asked = Question(page, "one")
    asked.answer(right=True)
    hand_in = page.get_by_role("button", name="Hand in the answers")
    hand_in.click()
    report = page.locator(".qz-report-box")
    expect(report).to_be_focused()
    expect(report).to_contain_text("2 questions have no answer yet:")
    report.get_by_role("link", name="2. What of two?").click()
    expect(Question(page, "two").form.locator("input").first).to_be_focused()
    Question(page, "two").answer(right=False)
    hand_in.click()
    report.get_by_role("button", name="Hand in all the same").click()
    expect(report).to_be_focused()
    expect(report).to_contain_text("Result: 1 of 2")
    expect(report.get_by_role("link")).to_have_text(["2. What of two?"])
    expect(asked.verdict).to_contain_text("Right")
    expect(page.locator("form[data-state='handed']")).to_have_count(3)
    page.reload()
    expect(report).to_contain_text("Result: 1 of 2")
    # The whole key opens now, with the reason of what was not chosen.
    asked.form.locator(".qz-key > summary").click()
    expect(asked.form.locator(".qz-key")).to_contain_text("Reason of the wrong one in one")

    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Start over").click()
    expect(report).to_be_hidden()
    expect(page.locator("form[data-state='open']")).to_have_count(3)


def test_check_with_confidence_puts_sure_errors_first(held: Held) -> None:
    questions = [choice("one", "1.1"), choice("two", "1.1"), choice("three", "1.1")]
    page = held(questions, mode="check", confidence=True).open("sheet.html")
    for name, right, sure in (
        ("one", False, "I am guessing"),
        ("two", False, "I have no doubt"),
        ("three", True, "I have no doubt"),
    ):
        asked = Question(page, name)
        asked.answer(right)
        asked.form.get_by_label(sure).check()
    page.get_by_role("button", name="Hand in the answers").click()
    report = page.locator(".qz-report-box")
    expect(report.locator("div > p")).to_have_text(
        [re.compile("^You had no doubt"), re.compile("^Not right")]
    )
    expect(report.get_by_role("link")).to_have_text(["2. What of two?", "1. What of one?"])
    expect(Question(page, "two").form.get_by_label("I have no doubt")).to_be_checked()
    expect(Question(page, "two").form.get_by_label("I have no doubt")).to_be_disabled()


# ---- survey, pretest


def test_survey_keeps_answers_and_says_nothing_of_right_and_wrong(held: Held) -> None:
    page = held(TRIO[:2], mode="survey").open("sheet.html")
    expect(page.locator(".qz-intro")).to_contain_text("Nothing here is right or wrong.")
    Question(page, "one").answer(right=False)
    expect(page.locator(".qz-answered")).to_have_text("Answered: 1 of 2")
    page.reload()
    expect(Question(page, "one").input("b")).to_be_checked()
    Question(page, "one").answer(right=True)
    page.keyboard.press("Enter")
    buttons = ".qz-check, .qz-show, .qz-again, .qz-report-box, .qz-feedback, .qz-key"
    expect(page.locator(f":is({buttons}):visible")).to_have_count(0)
    expect(page.locator(".qz-verdict:not(:empty)")).to_have_count(0)


def test_pretest_explains_and_counts_nothing(held: Held) -> None:
    page = held(TRIO[:2], mode="pretest").open("sheet.html")
    Question(page, "one").answer(right=False)
    Question(page, "two").answer(right=True)
    page.get_by_role("button", name="Hand in the answers").click()
    report = page.locator(".qz-report-box")
    expect(report).to_contain_text("Compare your answers with the explanations")
    assert not re.search(r"\d", report.inner_text())
    expect(Question(page, "one").feedback).to_contain_text(["Reason of the", "Reason of the"])


# ---- in every mode


def test_the_line_that_names_a_question_can_be_copied(held: Held) -> None:
    visit = held(TRIO[:1])
    context = visit.context(permissions=["clipboard-read", "clipboard-write"])
    page = visit.also(context, "sheet.html")
    page.get_by_text("Report this question").click()
    line = page.locator(".qz-ref").inner_text()
    assert re.fullmatch(r"one · [0-9a-f]{8} · en", line)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == line


def test_a_rating_of_confidence_is_kept_with_the_result(held: Held) -> None:
    page = held(TRIO[:1], confidence=True).open("sheet.html")
    asked = Question(page, "one")
    asked.answer(right=True)
    asked.form.get_by_label("I have some doubt").check()
    page.reload()
    expect(asked.form.get_by_label("I have some doubt")).to_be_checked()
    asked.check.click()
    kept = page.evaluate("JSON.parse(localStorage['quizlib:2:q:one']).progress")
    assert kept["history"][0][1:] == [1, 1]


def test_what_is_being_typed_when_the_page_is_left_is_kept(held: Held) -> None:
    page = held(TRIO[2:]).open("sheet.html")
    page.locator("textarea").press_sequentially("Half a sen")
    page.goto("about:blank")
    page.go_back()
    expect(page.locator("textarea")).to_have_value("Half a sen")


# ---- exam: start


def test_before_the_start_an_exam_shows_its_rules_and_no_question(exam: Visit) -> None:
    here = room(exam)
    expect(here.shown).to_have_count(0)
    for line in ("Questions: 4", "Time: 60 min", "Attempts: 2", "To pass: at least 3 of 4"):
        expect(here.desk).to_contain_text(line)
    choices = ["60 min", "75 min (×1.25)", "90 min (×1.5)", "120 min (×2)", "no limit"]
    expect(here.page.get_by_label("Time (").locator("option")).to_have_text(choices)
    assert here.kept == {}


def test_without_script_an_exam_is_a_worksheet_of_its_pool(exam: Visit) -> None:
    page = exam.open("sheet.html", java_script_enabled=False)
    expect(page.locator("form.qz-question:visible")).to_have_count(len(POOL))
    expect(page.get_by_role("button")).to_have_count(0)


@pytest.mark.parametrize(
    ("time", "minutes"),
    [("", 60), ("75 min (×1.25)", 75), ("120 min (×2)", 120), ("no limit", None)],
)
def test_more_time_is_chosen_before_the_start(exam: Visit, time: str, minutes: int | None) -> None:
    here = room(exam)
    here.start(time)
    current = here.kept["current"]
    if minutes is None:
        assert current["ends"] is None
        expect(here.time).to_be_hidden()
        here.page.clock.fast_forward(10 * 60 * MINUTE)
        expect(here.count).to_be_visible()
    else:
        assert current["ends"] - current["started"] == minutes * MINUTE
        expect(here.time).to_have_text(f"{minutes} min")


# ---- exam: by keyboard, from start to result


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on such an element."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"not reached: {selector}")


def test_an_exam_taken_by_keyboard_alone(exam: Visit) -> None:
    here = room(exam)
    page = here.page
    tab_to(page, ".qz-intro button")
    page.keyboard.press("Enter")
    for n in range(1, 5):
        assert focused(page) == f"Question {n} of 4"
        assert page.evaluate("document.activeElement.closest('form').id") == here.question.id
        tab_to(page, ".qz-field input")
        page.keyboard.press("Space")
        if page.evaluate("document.activeElement.value") != "a":
            page.keyboard.press("ArrowDown")
        expect(here.question.input("a")).to_be_checked()
        if n == 2:
            tab_to(page, ".qz-flag")
            page.keyboard.press("Space")
            expect(page.locator(":focus")).to_have_attribute("aria-pressed", "true")
        if n < 4:
            for _ in range(2 if n == 2 else 1):
                page.keyboard.press("Shift+Tab" if n == 2 else "Tab")
            tab_to(page, ".qz-run button:not(.qz-quiet)")
            page.keyboard.press("Enter")
    tab_to(page, ".qz-nav ~ .qz-actions button")
    page.keyboard.press("Enter")
    expect(here.ask).to_be_focused()
    expect(here.ask).to_contain_text("You flagged 1 question:")
    tab_to(page, ".qz-run .qz-report-box button")
    assert focused(page) == "Hand in now"
    page.keyboard.press("Enter")
    expect(here.report).to_be_focused()
    expect(here.report).to_contain_text("You passed.")
    expect(here.report).to_contain_text("Result: 4 of 4")
    expect(here.report).to_contain_text("Everything is right.")


def test_one_question_at_a_time_and_no_way_to_the_others_by_tab(exam: Visit) -> None:
    here = room(exam)
    here.start()
    expect(here.shown).to_have_count(1)
    expect(here.button("Back")).to_be_hidden()
    forms = set()
    for _ in range(30):
        here.page.keyboard.press("Tab")
        forms.add(here.page.evaluate("document.activeElement.closest('form')?.id ?? ''"))
    assert forms == {"", here.question.id}
    for name in ("Hint", "Show the answer", "Check the answer", "Answer and explanations"):
        expect(here.page.get_by_text(name).locator("visible=true")).to_have_count(0)
    here.numbers.last.click()
    assert focused(here.page) == "Question 4 of 4"
    expect(here.button("Next")).to_be_hidden()
    here.button("Back").click()
    assert focused(here.page) == "Question 3 of 4"


def test_the_list_of_questions_says_in_words_and_signs_where_one_stands(exam: Visit) -> None:
    here = room(exam)
    here.start()
    here.answer(True, True)
    here.button("Flag this question").click()
    here.numbers.nth(3).click()
    names = [
        "Question 1 of 4, answered",
        "Question 2 of 4, answered, flagged",
        "Question 3 of 4",
        "Question 4 of 4",
    ]
    for number, name in zip(here.numbers.all(), names, strict=True):
        expect(number).to_have_accessible_name(name)
    expect(here.numbers).to_have_text(["1•", "2• ⚑", "3", "4"])
    expect(here.page.locator(".qz-nav [aria-current='step']")).to_have_text("4")
    here.numbers.nth(1).click()
    here.button("Flag this question").click()
    expect(here.numbers.nth(1)).to_have_accessible_name("Question 2 of 4, answered")


def test_before_handing_in_what_is_unanswered_or_flagged_is_named(exam: Visit) -> None:
    here = room(exam)
    here.start()
    here.answer(True, True)
    here.button("Flag this question").click()
    here.button("Hand in the answers").click()
    expect(here.ask).to_be_focused()
    expect(here.ask).to_contain_text("2 questions have no answer yet:")
    links = here.ask.get_by_role("link")
    expect(links).to_have_text([re.compile(f"^{n}\\. ") for n in (3, 4, 2)])
    links.nth(1).click()
    assert focused(here.page) == "Question 4 of 4"
    expect(here.ask).to_be_hidden()
    here.button("Hand in the answers").click()
    here.button("Keep answering").click()
    assert focused(here.page) == "Question 4 of 4"
    here.hand_in()
    expect(here.report).to_contain_text("Result: 2 of 4")


# ---- exam: attempts


def test_the_second_attempt_asks_other_questions_and_then_no_attempt_is_left(exam: Visit) -> None:
    here = room(exam)
    for n in (1, 2):
        here.start()
        here.answer(*[n == 1] * 4)
        here.hand_in()
    first, second = here.kept["past"]
    assert [first["n"], second["n"], here.kept["current"]] == [1, 2, None]
    assert not set(first["ids"]) & set(second["ids"])
    for attempt in (first, second):
        assert sorted(name[:3] for name in attempt["ids"]) == ["p11", "p11", "p12", "p12"]
    expect(here.button("Start")).to_be_hidden()
    expect(here.desk).to_contain_text("No attempts are left.")
    expect(here.report).to_contain_text("You did not pass.")
    # The earlier result can be read again, with its questions.
    earlier = here.desk.get_by_role("button", name=re.compile(r"^Attempt 1, .*Result: 4 of 4"))
    earlier.click()
    expect(here.report).to_be_focused()
    expect(here.report).to_contain_text("You passed.")
    shown = here.shown.evaluate_all("forms => forms.map(f => f.id)")
    assert shown == first["ids"]
    here.page.reload()
    expect(here.report).to_contain_text("You did not pass.")


def test_what_an_attempt_leaves_behind(exam: Visit) -> None:
    here = room(exam)
    here.start()
    here.answer_by_objective({"1.1": [True, True], "1.2": [True, False]})
    here.hand_in()
    (attempt,) = here.kept["past"]
    assert attempt["points"] == 3
    assert attempt["total"] == 4
    assert attempt["passed"] is False
    assert attempt["byObjective"] == {"1.1": [2, 2], "1.2": [1, 2]}
    assert sorted(attempt["scores"].values()) == [0, 1, 1, 1]
    assert set(attempt["answers"]) == set(attempt["progress"]) == set(attempt["ids"])
    assert {p["status"] for p in attempt["progress"].values()} == {"handed"}
    assert attempt["handed"] >= attempt["started"]


# ---- exam: result


def test_each_condition_of_passing_is_said_with_its_numbers(exam: Visit) -> None:
    here = room(exam)
    here.start()
    here.answer_by_objective({"1.1": [True, True], "1.2": [True, False]})
    here.hand_in()
    expect(here.report).to_contain_text("You did not pass.")
    expect(here.report.locator(".qz-ways").first.locator("li")).to_have_text(
        [
            "✓ To pass: at least 3 of 4. Met: you have 3.",
            "✗ Among these, on objectives 1.2: at least 2 of 2. Not met: you have 1.",
        ]
    )
    table = here.report.get_by_role("table", name="Result by objective")
    expect(table.get_by_role("row")).to_have_text(["ObjectivePoints", "1.12 / 2", "1.21 / 2"])
    expect(here.shown).to_have_count(4)
    expect(here.shown.locator(".qz-feedback")).to_have_count(5)


def test_a_result_names_objectives_and_leads_to_the_paragraphs_of_the_errors(
    held: Held, tmp_path: Path
) -> None:
    visit = held(POOL, mode="exam", exam=RULES)
    # As site/outline.py puts it on a page of the site.
    outline = {
        "objectives": {"1.1": "Name it", "1.2": "Tell <b>it</b>"},
        "paragraphs": {
            q["id"]: {"href": f"#{q['objective']}", "text": f"Lesson 1 — on {q['objective']}"}
            for q in POOL
        },
    }
    text = json.dumps(outline).replace("<", "\\u003c")
    with (tmp_path / "sheet.html").open("a", encoding="utf-8") as file:
        file.write(f'<script type="application/json" class="qz-outline">{text}</script>')
    here = room(visit)
    here.start()
    here.answer_by_objective({"1.1": [True, True], "1.2": [False, False]})
    here.hand_in()
    rows = here.report.locator(".qz-by-objective tbody tr")
    expect(rows.nth(0)).to_have_text("1.1 Name it2 / 2")
    expect(rows.nth(1)).to_contain_text("1.2 Tell <b>it</b>")
    expect(rows.nth(1)).to_contain_text("Read again")
    link = rows.nth(1).get_by_role("link")
    expect(link).to_have_text("Lesson 1 — on 1.2")
    expect(link).to_have_attribute("href", "#1.2")


def test_in_a_result_errors_made_without_doubt_come_first(held: Held) -> None:
    here = room(held(POOL, mode="exam", exam=RULES, confidence=True))
    here.start()
    here.answer(False, sure="I am guessing")
    here.button("Next").click()
    here.answer(True, False, True, sure="I have no doubt")
    here.hand_in()
    links = here.report.get_by_role("link")
    expect(links).to_have_text([re.compile("^3\\."), re.compile("^1\\.")])
    links.first.click()
    assert (
        here.page.evaluate("document.activeElement.closest('form').id")
        == (here.kept["past"][0]["ids"][2])
    )


def test_texts_stand_apart_and_can_be_marked_after_handing_in(held: Held) -> None:
    rules = {"draw": {"1.1": 1, "2.1": 1}, "pass": {"points": 1}}
    here = room(held([*POOL, text("letter", "2.1")], mode="exam", exam=rules))
    here.start()
    for _ in range(2):
        if here.question.kind == "essay":
            here.shown.locator("textarea").press_sequentially("My letter")
        else:
            here.question.answer(right=True)
        if here.button("Next").is_visible():
            here.button("Next").click()
    here.hand_in()
    expect(here.report).to_contain_text("Result: 1 of 1")
    expect(here.report).to_contain_text("1 text you mark yourself:")
    here.report.get_by_role("link").click()
    letter = here.page.locator("form[id='letter']")
    expect(letter.locator("textarea")).to_have_value("My letter")
    expect(letter.locator(".qz-model")).to_contain_text("The model answer")
    letter.get_by_label("Point 1").check()
    expect(letter.get_by_text("1 of 2 ticked.")).to_be_visible()
    here.page.reload()
    expect(letter.get_by_label("Point 1")).to_be_checked()
    assert here.kept["past"][0]["answers"]["letter"] == {"text": "My letter", "met": ["c1"]}


# ---- exam: time


def test_the_time_is_told_in_silence_and_the_warnings_once_each(exam: Visit) -> None:
    here = room(exam)
    here.start()
    expect(here.warning).to_have_role("status")
    here.page.evaluate(
        """() => {
          window.told = [];
          const warning = document.querySelector(".qz-warning");
          new MutationObserver(() => told.push(warning.textContent))
            .observe(warning, { childList: true, characterData: true, subtree: true });
        }"""
    )
    clock = here.page.clock
    clock.run_for(30 * 1000)
    expect(here.time).to_have_text("60 min")
    clock.run_for(49 * MINUTE)
    expect(here.warning).to_have_text("")
    clock.run_for(MINUTE)
    expect(here.warning).to_have_text("Less than 10 min left.")
    clock.run_for(5 * MINUTE)
    expect(here.warning).to_be_visible()
    expect(here.time).to_have_text(re.compile(r"^4:[23]\d min$"))
    here.page.locator(".qz-time summary").click()
    expect(here.time).to_be_hidden()
    clock.run_for(4 * MINUTE)
    expect(here.warning).to_be_visible()
    assert here.page.evaluate("told") == [
        f"Less than {minutes} min left." for minutes in (10, 5, 1)
    ]
    here.page.reload()
    expect(here.time).to_be_hidden()
    here.page.locator(".qz-time summary").press("Enter")
    expect(here.time).to_be_visible()


def test_when_the_time_is_over_the_answers_are_handed_in_as_they_are(exam: Visit) -> None:
    here = room(exam)
    here.start()
    here.answer(True, True)
    here.page.clock.fast_forward(60 * MINUTE)
    expect(here.report).to_be_focused()
    expect(here.report).to_contain_text("Time ran out. Your answers were handed in as they were.")
    expect(here.report).to_contain_text("Result: 2 of 4")
    (attempt,) = here.kept["past"]
    assert attempt["late"] is True
    assert attempt["handed"] == attempt["started"] + 60 * MINUTE


def test_an_exam_whose_time_ran_out_while_it_was_closed_is_handed_in_on_the_next_visit(
    exam: Visit,
) -> None:
    here = room(exam)
    here.start()
    here.answer(True)
    here.page.goto("about:blank")
    here.page.clock.fast_forward(24 * 60 * MINUTE)
    here.page.go_back()
    expect(here.report).to_contain_text("Time ran out.")
    expect(here.report).to_contain_text("Result: 1 of 4")
    (attempt,) = here.kept["past"]
    assert attempt["handed"] == attempt["started"] + 60 * MINUTE


def test_a_reload_and_the_back_button_lose_nothing(exam: Visit) -> None:
    here = room(exam)
    here.start()
    here.answer(True, True, False)
    here.button("Flag this question").click()
    asked, order = here.question.id, here.question.order()
    here.page.clock.run_for(10 * MINUTE)
    ends = here.kept["current"]["ends"]
    for leave in (here.page.reload, lambda: (here.page.goto("about:blank"), here.page.go_back())):
        leave()
        expect(here.count).to_have_text("Question 3 of 4")
        assert (here.question.id, here.question.order()) == (asked, order)
        expect(here.question.input("b")).to_be_checked()
        expect(here.button("Flag this question")).to_have_attribute("aria-pressed", "true")
        expect(here.numbers).to_have_text(["1•", "2•", "3• ⚑", "4"])
        assert here.kept["current"]["ends"] == ends
        expect(here.time).to_have_text(re.compile("^50 min$"))


# ---- exam: two tabs, no storage, broken records


def test_in_two_tabs_the_later_change_holds_and_handing_in_ends_both(exam: Visit) -> None:
    here = room(exam)
    here.start()
    there = Room(exam.also(here.page.context, "sheet.html"))
    here.answer(True)
    expect(there.question.input("a")).to_be_checked()
    there.answer(False, True)
    expect(here.count).to_have_text("Question 1 of 4")
    expect(here.question.input("b")).to_be_checked()
    expect(here.numbers).to_have_text(["1•", "2•", "3", "4"])
    there.hand_in()
    expect(here.report).to_contain_text("Result: 1 of 4")
    assert here.kept["current"] is None
    assert len(here.kept["past"]) == 1


def test_with_storage_off_an_exam_lasts_as_long_as_the_page_and_says_so(exam: Visit) -> None:
    context = exam.context()
    context.add_init_script(STORAGE_OFF)
    here = Room(exam.also(context, "sheet.html"))
    notice = here.page.locator(".qz-not-kept")
    expect(notice).to_contain_text("This browser does not keep answers")
    here.start()
    expect(notice).to_be_visible()
    here.answer(True, True, True, True)
    here.hand_in()
    expect(here.report).to_contain_text("You passed.")


@pytest.mark.parametrize(
    "record",
    [
        '{"current":{"started":1,"ids":["gone"]},"past":[]}',
        '{"current":{"started":1},"past":[{"started":0}]}',
        '{"current":null,"past":[{"started":0,"ids":["gone","p11-0"],"answers":{"p11-0":7}}]}',
        '{"current":3}',
        "{",
    ],
)
def test_a_record_that_does_not_fit_stops_nothing(exam: Visit, record: str) -> None:
    context = exam.context()
    script = f"localStorage['quizlib:2:exam:sheet'] ??= {record!r};"
    context.add_init_script(f"if (location.protocol === 'http:') {script}")
    here = Room(exam.also(context, "sheet.html"))
    here.start()
    here.answer(True, True, True, True)
    here.hand_in()
    expect(here.report).to_contain_text("You passed.")


# ---- exam: for everybody, on paper


def each_state(here: Room) -> Iterator[str]:
    """The exam before the start, running, with a warning, before handing in, and handed in."""
    yield "start"
    here.start()
    here.answer(True, False)
    here.button("Flag this question").click()
    yield "running"
    here.page.clock.fast_forward(56 * MINUTE)
    expect(here.warning).to_have_text("Less than 5 min left.")
    yield "warned"
    here.button("Hand in the answers").click()
    yield "asked"
    here.ask.locator("button").first.click()
    yield "result"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state_and_nothing_is_cut_or_small(
    held: Held, axe: Callable[..., list[str]], scheme: Any
) -> None:
    pool = [q | {"prompt": one("A word " * 40)} for q in POOL]
    visit = held(pool, mode="exam", exam=RULES, confidence=True)
    here = room(visit, viewport={"width": 320, "height": 640}, color_scheme=scheme)
    for state in each_state(here):
        assert axe(here.page) == [], state
        assert here.page.evaluate(CUT, "section.qz, section.qz *") == [], state
        targets = ".qz-row, .qz-button, .qz-select"
        assert here.page.evaluate(SMALL, [targets, 44, 44]) == [], state
        assert here.page.evaluate(SMALL, [".qz summary, .qz a", 24, 24]) == [], state


def test_a_running_exam_prints_no_key_and_a_result_prints_whole(exam: Visit) -> None:
    here = room(exam)
    here.start()
    here.answer(False)
    here.page.emulate_media(media="print")
    shown = here.page.locator("section.qz").inner_text()
    assert "Reason" not in shown
    expect(here.page.locator("button:visible, .qz-key:visible")).to_have_count(0)
    here.page.emulate_media(media="screen")
    here.hand_in()
    here.page.emulate_media(media="print")
    expect(here.report).to_be_visible()
    expect(here.shown).to_have_count(4)
    expect(here.page.locator("button:visible, select:visible")).to_have_count(0)


def test_in_forced_colours_place_and_flag_are_seen(exam: Visit) -> None:
    here = room(exam, forced_colors="active")
    here.start()
    here.button("Flag this question").click()
    for selector in (".qz-nav [aria-current]", ".qz-flag"):
        expect(here.page.locator(selector)).to_have_css("outline-style", "solid")
