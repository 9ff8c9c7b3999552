"""The whole course by touch on a phone, from the start page to the statement of completion.

By default in one language, one question of each practice quiz; with QUIZLIB_VERIFY=1 in every
language, every question.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from answering import Touch, answered, put
from pages import THOROUGH, Question, Visit, items, languages, visiting
from playwright.sync_api import Browser, BrowserContext, Page, expect
from responses import respond
from site_fixtures import Site

from quizlib.locale import learner_strings, strings
from quizlib.site import config, evidence
from quizlib.site.plan import plan

FINAL = "final-assessment"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
#: Before this lesson, and at this question of the exam, the reader stops and comes back later.
STOP_BEFORE, STOP_AT = 5, 20


@pytest.fixture
def visit(chromium: Browser, serve: Callable[[Path], str], site: Site) -> Iterator[Visit]:
    with visiting(chromium, serve(site.out)) as visit:
        yield visit


def onward(page: Page, name: str) -> None:
    """By the link at the end of the page to the next one."""
    page.locator("a.right-next").tap()
    page.wait_for_url(f"**/{name}.html")


def later(visit: Visit, context: BrowserContext, path: str) -> tuple[BrowserContext, Page]:
    """The browser is closed; another day it opens a page, with what it has kept."""
    kept = context.storage_state()
    context.close()
    visit.contexts.remove(context)
    context = visit.context(**PHONE, storage_state=kept)
    return context, visit.also(context, path)


def leave_answer(page: Page, name: str) -> None:
    """Answer a question that is checked later on; a case is decided step by step."""
    asked, hand = Question(page, name), Touch(page)
    put(asked, respond(asked, "right"), hand)
    if asked.kind == "scenario":
        hand.press(asked.check)


def work_through(page: Page) -> None:
    """Answer the quizzes of a lesson: what is handed in together, whole."""
    hand = Touch(page)
    for section in page.locator("section.qz").all():
        data = json.loads(section.locator("script.qz-data").text_content() or "")
        if data["mode"] == "practice":
            chosen = data["questions"] if THOROUGH else data["questions"][:1]
            for item in chosen:
                answered(Question(page, item["id"]), "right", hand)
            continue
        for item in data["questions"]:
            leave_answer(page, item["id"])
        if data["mode"] != "survey":
            name = strings(data["lang"])["hand_in"]
            hand.press(section.get_by_role("button", name=name, exact=True))
            expect(section.locator(".qz-report-box").first).to_be_visible()


def sit(visit: Visit, context: BrowserContext, page: Page) -> tuple[BrowserContext, Page]:
    """One attempt at the final assessment, all answers right, with a stop in the middle."""
    ui = strings(page.locator("html").get_attribute("lang") or "")

    def press(name: str) -> None:
        page.get_by_role("button", name=ui[name], exact=True).first.tap()

    press("start")
    total = page.locator(".qz-nav button").count()
    for n in range(total):
        if n == STOP_AT:
            shown = page.locator("form.qz-question:visible").get_attribute("id")
            context, page = later(visit, context, page.url.removeprefix(f"{visit.base}/"))
            expect(page.locator("form.qz-question:visible")).to_have_id(shown or "")
        leave_answer(page, page.locator("form.qz-question:visible").get_attribute("id") or "")
        if n < total - 1:
            press("next")
    press("hand_in")
    press("hand_in_now")
    return context, page


@pytest.mark.parametrize("language", languages("kk"))
def test_on_a_phone_the_course_is_walked_from_its_start_to_the_statement(
    visit: Visit, site: Site, root: Path, language: str
) -> None:
    lessons, pages = list(plan(root)), config.pages(root)
    context = visit.context(**PHONE)
    page = visit.also(context, f"{language}/{pages[0]}.html")
    page.locator("a.start-link").tap()
    page.wait_for_url(f"**/{lessons[0]}.html")
    first = items(page)[0]["id"]
    for number, name in enumerate(lessons):
        if number == STOP_BEFORE:
            context, page = later(visit, context, f"{language}/{lessons[0]}.html")
            expect(page.locator(f"form[id='{first}']")).to_have_attribute("data-state", "handed")
            page.goto(f"{visit.base}/{language}/{lessons[number - 1]}.html")
        if number:
            onward(page, name)
        work_through(page)
    for name in pages[pages.index(lessons[-1]) + 1 : pages.index(FINAL) + 1]:
        onward(page, name)
        if name != FINAL:
            work_through(page)
    context, page = sit(visit, context, page)
    ui, exam = strings(language), evidence.blueprint(root)
    report = page.locator(".qz-report-box").first
    expect(report).to_contain_text(ui["passed"])
    of = exam.pass_.of
    expect(report).to_contain_text(ui["result_points"].format(points=of, total=of))
    expect(report.locator("table tbody tr")).to_have_count(len(exam.items) - len(exam.self_marked))
    page.goto(f"{visit.base}/{language}/my-progress.html")
    statement = page.locator("[data-view='statement']")
    words = learner_strings(language)
    statement.get_by_label(words["st_name"]).fill("Айгүл Серікова")
    expect(statement).to_contain_text("Айгүл Серікова")
    expect(statement).to_contain_text(words["exam_passed"])
