"""My progress, Review and Privacy in a browser, with records made by hand and the clock set."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from pages import LESSON, Question, Visit, first, languages, serving, visiting
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect
from site_fixtures import Site

from quizlib.locale import learner_strings, strings
from quizlib.site.languages import CODES
from quizlib.site.learner import SCRIPT, STYLE

PROGRESS, REVIEW, PRIVACY = "my-progress", "review", "privacy"
#: A Thursday morning in Almaty.
NOW = int(datetime(2026, 5, 28, 9, 0, tzinfo=timezone(timedelta(hours=5))).timestamp())
HOUR, DAY = 3_600, 86_400
#: How a day is written.
DAYS = {"kk": "2026 жылғы 28 мамыр", "ru": "28 мая 2026 г.", "en": "28 May 2026"}

Records = dict[str, str]


@pytest.fixture
def visit(chromium: Browser, serve: Callable[[Path], str], site: Site) -> Iterator[Visit]:
    with visiting(chromium, serve(site.out)) as visit:
        yield visit


def course(site: Site) -> dict[str, Any]:
    """What the pages tell the script of the course."""
    (text,) = site.page("en", PROGRESS).xpath("//script[@class='qz-course']/text()")
    data: dict[str, Any] = json.loads(text)
    return data


@pytest.fixture
def scored(site: Site) -> list[dict[str, Any]]:
    """Questions of the first lesson that earn points."""
    lesson = course(site)["lessons"][0]["page"]
    return [i for i in course(site)["items"] if i["scored"] and i["lesson"] == lesson]


@pytest.fixture
def total(site: Site) -> int:
    """How many questions of the whole course earn points."""
    return sum(item["scored"] for item in course(site)["items"])


def record(item: dict[str, Any], *history: tuple[int, float, int | None]) -> Records:
    """What is kept of a question with these results: (seconds, score, confidence)."""
    done = history[-1][1] == 1
    progress = {
        "status": "done" if done else "checked",
        "attempts": len(history),
        "history": history,
    }
    kept = {"hash": item["hash"], "progress": progress, "at": history[-1][0] * 1000}
    return {f"quizlib:2:q:{item['id']}": json.dumps(kept)}


def right(item: dict[str, Any], ago: int = 2 * DAY) -> Records:
    return record(item, (NOW - ago, 1, None))


def wrong(item: dict[str, Any], ago: int = HOUR, sure: int | None = None) -> Records:
    return record(item, (NOW - ago, 0, sure))


def profile(visit: Visit, *kept: Records, now: int = NOW, **options: Any) -> BrowserContext:
    """A browser that keeps these records, at this moment."""
    context = visit.context(timezone_id="Asia/Almaty", **options)
    context.clock.install(time=now)
    page = visit.also(context, "en/intro.html")
    for records in kept:
        page.evaluate("records => Object.assign(localStorage, records)", records)
    page.close()
    return context


def at(visit: Visit, name: str, *kept: Records, lang: str = "en", **options: Any) -> Page:
    return visit.also(profile(visit, *kept, **options), f"{lang}/{name}.html")


def view(page: Page, name: str) -> Locator:
    return page.locator(f".qz-view[data-view='{name}']")


def stored(page: Page) -> dict[str, Any]:
    text: str = page.evaluate("JSON.stringify(localStorage)")
    return {k: v for k, v in json.loads(text).items() if k.startswith("quizlib:")}


def said(lang: str, name: str, **gaps: Any) -> str:
    """A string of these pages without its plural forms."""
    text: str = learner_strings(lang)[name]
    return text.format(**gaps)


# ---- My progress


@pytest.mark.parametrize("language", CODES)
def test_progress_says_in_words_what_is_right_wrong_open_and_due(
    visit: Visit, scored: list[dict[str, Any]], total: int, language: str
) -> None:
    a, b, c = scored[:3]
    page = at(visit, PROGRESS, right(a), right(b, HOUR), wrong(c), lang=language)
    box = view(page, "progress")
    of_course = box.locator(".qz-tally").first
    for name, gaps in (
        ("right_of", {"n": 2, "total": total}),
        ("wrong_n", {"n": 1}),
        ("open_n", {"n": total - 3}),
        ("due_n", {"n": 2}),
    ):
        expect(of_course).to_contain_text(said(language, name, **gaps))
    of_lesson = box.locator(".qz-tally").nth(1)
    expect(of_lesson).to_contain_text(said(language, "right_of", n=2, total=len(scored)))
    expect(box).to_contain_text(said(language, "attempts_n", n=3))
    expect(box).to_contain_text(said(language, "last_answer", date=DAYS[language]))
    way = box.locator("a.qz-button")
    form = {"ru": "few"}.get(language, "other")
    expect(way).to_have_text(learner_strings(language)["review_now"][form].format(n=2))
    assert way.get_attribute("href") == f"{REVIEW}.html"
    # The bar is for the eye alone: all of it is in the words.
    for bar in box.locator(".qz-picture").all():
        expect(bar).to_have_attribute("aria-hidden", "true")


def test_progress_goes_by_objective_and_leads_to_open_questions_and_to_practice(
    visit: Visit, site: Site, scored: list[dict[str, Any]]
) -> None:
    chosen = next(
        o for o in course(site)["objectives"] if sum(i["objective"] == o["id"] for i in scored) > 2
    )
    items = [i for i in scored if i["objective"] == chosen["id"]]
    page = at(visit, PROGRESS, right(items[0]))
    line = view(page, "progress").locator(".qz-objectives > li", has_text=chosen["text"])
    expect(line).to_contain_text(f"1 of {len(items)} right")
    line.get_by_role("link", name=said("en", "next_open")).click()
    page.wait_for_url(f"**/{items[1]['href']}")
    expect(page.locator(f"form[id='{items[1]['id']}']")).to_be_in_viewport()
    page.go_back()
    line.get_by_role("link", name=said("en", "practise")).click()
    page.wait_for_url(f"**/{REVIEW}.html#objective={chosen['id']}")
    expect(view(page, "review")).to_contain_text(f"1 of {len(items)}")


@pytest.mark.parametrize("language", CODES)
def test_before_the_first_answer_every_page_says_so_and_leads_to_a_lesson(
    visit: Visit, site: Site, language: str
) -> None:
    context = profile(visit)
    for name, box in ((PROGRESS, "progress"), (PROGRESS, "statement"), (REVIEW, "review")):
        page = visit.also(context, f"{language}/{name}.html")
        expect(view(page, box)).to_contain_text(said(language, "nothing_yet"))
        way = view(page, box).locator("a").first
        assert way.get_attribute("href") == course(site)["lessons"][0]["href"]
    page = visit.also(context, f"{language}/{PRIVACY}.html")
    expect(view(page, "kept")).to_contain_text(said(language, "kept_none"))
    expect(page.get_by_role("button", name=said(language, "reset"))).to_be_hidden()


def test_a_question_whose_key_has_changed_since_counts_as_open(
    visit: Visit, scored: list[dict[str, Any]], total: int
) -> None:
    changed = scored[0] | {"hash": "000000000000"}
    page = at(visit, PROGRESS, right(changed), right(scored[1]))
    expect(view(page, "progress").locator(".qz-tally").first).to_contain_text(f"1 of {total} right")


@pytest.mark.parametrize("name", [PROGRESS, REVIEW, PRIVACY])
def test_records_that_cannot_be_read_or_are_newer_are_told_and_left_as_they_are(
    visit: Visit, scored: list[dict[str, Any]], name: str
) -> None:
    odd = {
        "quizlib:2:q:torn": '{"hash": "ab',
        "quizlib:2:q:odd": '{"hash": 7, "at": "yesterday"}',
        "quizlib:3:q:later": '{"hash": "abc", "answer": "b"}',
    }
    page = at(visit, name, right(scored[0]), odd)
    box = page.locator(".qz-view").first
    expect(box).to_contain_text("2 records cannot be read")
    expect(box).to_contain_text(said("en", "newer"))
    kept = stored(page)
    assert {key: kept[key] for key in odd} == odd


def test_with_storage_off_every_view_says_so_and_review_works(
    visit: Visit, site: Site, scored: list[dict[str, Any]]
) -> None:
    context = visit.context()
    context.add_init_script(
        """Object.defineProperty(window, "localStorage", {
          get() { throw new DOMException("switched off", "SecurityError"); },
        });"""
    )
    for name in (PROGRESS, REVIEW, PRIVACY):
        page = visit.also(context, f"en/{name}.html")
        expect(page.locator(".qz-notice").first).to_have_text(said("en", "storage_off"))
    page = visit.also(context, f"en/{REVIEW}.html#objective={scored[0]['objective']}")
    asked = Question(page, page.locator("form.qz-question").get_attribute("id") or "")
    asked.to("right")
    expect(asked.verdict).to_contain_text("Right")
    # The theme's own scripts do not expect this.
    visit.complaints = [c for c in visit.complaints if c != "page error: switched off"]


def test_an_answer_in_another_tab_shows_at_once(
    visit: Visit, scored: list[dict[str, Any]], total: int
) -> None:
    context = profile(visit, right(scored[0]))
    page = visit.also(context, f"en/{PROGRESS}.html")
    first(visit.also(context, f"en/{LESSON}.html"), "single").to("right")
    expect(view(page, "progress").locator(".qz-tally").first).to_contain_text(f"2 of {total} right")


@pytest.mark.parametrize("language", CODES)
def test_without_script_the_pages_lead_to_the_lessons(
    visit: Visit, site: Site, language: str
) -> None:
    for name, box in ((PROGRESS, "progress"), (REVIEW, "review")):
        page = visit.open(f"{language}/{name}.html", java_script_enabled=False)
        expect(view(page, box)).to_contain_text(said(language, "needs_script"))
        links = view(page, box).locator("li a")
        assert [link.get_attribute("href") for link in links.all()] == [
            lesson["href"] for lesson in course(site)["lessons"]
        ]
        assert all(text.strip() for text in links.all_inner_texts())
        assert page.locator(".qz-view button:visible").count() == 0


def larger(context: BrowserContext, site: Site) -> None:
    """Let the pages tell of a course with a second lesson and an exam."""
    title = "Байланыс " * 20 + "a" * 60

    def change(route: Route) -> None:
        path = urlsplit(route.request.url).path.lstrip("/")
        text = (site.out / path).read_text(encoding="utf-8")
        head, mark, rest = text.partition('class="qz-course">')
        told = json.loads(rest.partition("</script>")[0])
        told["lessons"].append({"page": "second", "title": title, "href": "source.html"})
        told["objectives"].append({"id": "9.1", "lesson": "second", "text": title})
        told["items"].append(told["items"][0] | {"id": "own", "objective": "9.1"})
        told["items"][-1] |= {"lesson": "second", "scored": False}
        told["exams"] = [{"bank": "final", "title": title, "href": "source.html"}]
        route.fulfill(
            body=f"{head}{mark}{json.dumps(told)}</script>{rest.partition('</script>')[2]}",
            content_type="text/html; charset=utf-8",
        )

    context.route("**/my-progress.html", change)


def exam(*points: float) -> Records:
    """An exam with these attempts, and one that runs."""
    past = [
        {"n": n, "started": (NOW - n * DAY) * 1000, "handed": (NOW - n * DAY + HOUR) * 1000}
        | {"ids": [], "scores": {}, "points": p, "total": 37, "passed": p >= 26, "byObjective": {}}
        for n, p in enumerate(points, start=1)
    ]
    running = {"started": NOW * 1000, "answers": {}, "progress": {}}
    return {"quizlib:2:exam:final": json.dumps({"current": running, "past": past})}


@pytest.mark.parametrize("language", CODES)
def test_exams_and_several_lessons_with_long_titles_are_shown_and_stated(
    visit: Visit, site: Site, scored: list[dict[str, Any]], total: int, language: str
) -> None:
    context = profile(visit, right(scored[0]), exam(25.5, 31.25), viewport=SMALL_SCREEN)
    larger(context, site)
    page = visit.also(context, f"{language}/{PROGRESS}.html")
    box = view(page, "progress")
    # One for the whole, one for each lesson and that of ours.
    lessons = len(course(site)["lessons"]) + 1
    expect(box.locator(".qz-head")).to_have_count(1 + lessons)
    expect(box.locator(".qz-tally").first).to_contain_text(
        said(language, "right_of", n=1, total=total)
    )
    expect(box).to_contain_text(said(language, "tasks_of", n=0, total=1))
    lines = box.locator("ul").last.locator("li")
    points = "25.5" if language == "en" else "25,5"
    date = DAYS[language].replace("28", "27")
    line = said(language, "exam_attempt", n=1, date=date, points=points, total=37)
    expect(lines.nth(0)).to_have_text(f"{line}, {said(language, 'exam_failed')}")
    expect(lines.nth(1)).to_contain_text(said(language, "exam_passed"))
    expect(lines.nth(2)).to_have_text(said(language, "exam_running"))
    sheet = page.locator(".qz-sheet")
    expect(sheet.locator("dd").last).to_contain_text("31.3" if language == "en" else "31,3")
    expect(sheet.locator("dd").last).to_contain_text(said(language, "exam_passed"))
    expect(sheet.locator("tbody tr")).to_have_count(1 + lessons)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


# ---- the progress file


def save(page: Page) -> tuple[str, dict[str, Any]]:
    """Save a progress file: its name, and what is in it."""
    with page.expect_download() as download:
        page.get_by_role("button", name=said("en", "file_save")).first.click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    return download.value.suggested_filename, json.loads(text)


def read_in(page: Page, text: str) -> Locator:
    """Choose a file; what the page says then."""
    page.locator("input[type='file']").set_input_files(
        {"name": "progress.json", "mimeType": "application/json", "buffer": text.encode()}
    )
    return view(page, "file").get_by_role("status")


def test_a_file_saved_here_and_read_in_there_brings_everything_along(
    visit: Visit, scored: list[dict[str, Any]], total: int
) -> None:
    a, b, c = scored[:3]
    page = at(visit, PROGRESS, right(a), wrong(b))
    name, content = save(page)
    assert name == "progress-2026-05-28.json"
    assert set(content["records"]) == {a["id"], b["id"]}
    expect(view(page, "file").get_by_role("status")).to_contain_text(name)

    there = at(visit, PROGRESS, right(b), right(c), right(a))
    status = read_in(there, json.dumps(content))
    expect(status).to_have_text(said("en", "file_report", added=0, updated=1, kept=1))
    kept = json.loads(stored(there)[f"quizlib:2:q:{b['id']}"])
    assert [result[1] for result in kept["progress"]["history"]] == [1, 0]
    # The picture above changes with it.
    tally = view(there, "progress").locator(".qz-tally").first
    expect(tally).to_contain_text(f"2 of {total} right")
    expect(read_in(there, json.dumps(content))).to_contain_text("Updated: 0")


def test_a_file_read_in_says_what_was_added_and_what_was_broken(
    visit: Visit, scored: list[dict[str, Any]]
) -> None:
    page = at(visit, PROGRESS, right(scored[0]))
    _, content = save(page)
    content["records"] |= {"torn": {"hash": 7}}
    there = at(visit, PROGRESS)
    status = read_in(there, json.dumps(content))
    expect(status).to_contain_text(said("en", "file_report", added=1, updated=0, kept=0))
    expect(status).to_contain_text(said("en", "file_broken", n=1, names="torn"))
    assert list(stored(there)) == [f"quizlib:2:q:{scored[0]['id']}"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not-json"),
        ('{"format": "quizlib-pro', "not-json"),
        ('{"cells": []}', "not-ours"),
        ('{"format": "quizlib-progress", "version": 99, "records": {}}', "newer"),
        (" " * 5_000_001, "too-long"),
    ],
)
def test_a_file_that_is_none_of_ours_changes_nothing_and_is_told(
    visit: Visit, scored: list[dict[str, Any]], text: str, code: str
) -> None:
    page = at(visit, PROGRESS, right(scored[0]))
    before = stored(page)
    status = read_in(page, text)
    expect(status).to_have_text(f"{said('en', f'file_{code}')} {said('en', 'file_refused')}")
    assert stored(page) == before


def test_an_empty_progress_is_not_saved(visit: Visit) -> None:
    page = at(visit, PROGRESS)
    page.get_by_role("button", name=said("en", "file_save")).click()
    expect(view(page, "file").get_by_role("status")).to_have_text(said("en", "file_nothing"))


# ---- deleting


@pytest.mark.parametrize("name", [PROGRESS, PRIVACY])
def test_deleting_asks_first_and_the_focus_comes_back(
    visit: Visit, scored: list[dict[str, Any]], name: str
) -> None:
    newer = {"quizlib:3:q:later": "{}"}
    page = at(visit, name, right(scored[0]), wrong(scored[1]), newer)
    before = stored(page)
    button = page.get_by_role("button", name=said("en", "reset"))
    dialog = page.get_by_role("dialog", name=said("en", "reset_title"))
    button.focus()
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("2 questions and 0 exam attempts")
    expect(dialog.get_by_role("button", name=said("en", "reset_keep"))).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(button).to_be_focused()
    button.click()
    dialog.get_by_role("button", name=said("en", "reset_keep")).click()
    expect(button).to_be_focused()
    assert stored(page) == before

    button.click()
    with page.expect_download():
        dialog.get_by_role("button", name=said("en", "file_save")).click()
    expect(dialog.get_by_role("status")).to_contain_text("progress-2026-05-28.json")
    dialog.get_by_role("button", name=said("en", "reset_do")).click()
    expect(dialog).to_have_count(0)
    expect(page.locator(".qz-view .qz-said:visible")).to_have_text(said("en", "reset_done"))
    assert stored(page) == newer
    assert page.evaluate("document.activeElement !== document.body")


# ---- the statement


@pytest.mark.parametrize("language", CODES)
def test_the_statement_has_name_date_results_and_says_that_nobody_verified_it(
    visit: Visit, site: Site, scored: list[dict[str, Any]], language: str
) -> None:
    page = at(visit, PROGRESS, *map(right, scored[:3]), wrong(scored[3]), lang=language)
    box = view(page, "statement")
    sheet = box.locator(".qz-sheet")
    box.get_by_label(said(language, "st_name"), exact=False).fill("Ләззат <b>Қ.</b>")
    expect(sheet).to_contain_text("Ләззат <b>Қ.</b>")
    expect(sheet).to_contain_text(DAYS[language])
    expect(sheet).to_contain_text(said(language, "st_self"))
    row = sheet.locator("tbody tr").first
    expect(row.locator("td").nth(0)).to_contain_text("4")
    expect(row.locator("td").nth(1)).to_have_text(said(language, "n_of", n=3, total=len(scored)))
    assert "Ләззат" not in json.dumps(stored(page), ensure_ascii=False)
    page.reload()
    expect(box.locator("input")).to_have_value("")


def test_its_button_prints_the_statement_alone(visit: Visit, scored: list[dict[str, Any]]) -> None:
    page = at(visit, PROGRESS, right(scored[0]))
    # The dialog of the system would wait for somebody.
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name=said("en", "st_print")).click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    expect(page.locator(".qz-sheet")).to_be_visible()
    expect(page.locator(".qz-sheet table")).to_be_visible()
    text = page.locator("body").inner_text()
    assert text.startswith(said("en", "st_title")), text[:200]
    assert text.strip().endswith(said("en", "st_self")), text[-200:]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(view(page, "progress")).to_be_visible()
    expect(page.locator(".qz-view .qz-button:visible")).to_have_count(0)


# ---- Review


def asked(page: Page) -> Question:
    """The one question that is shown."""
    form = view(page, "review").locator("form.qz-question")
    expect(form).to_have_count(1)
    return Question(page, form.get_attribute("id") or "")


def forward(page: Page, name: str, lang: str = "en") -> None:
    page.get_by_role("button", name=said(lang, name), exact=True).click()


@pytest.mark.parametrize("language", CODES)
def test_review_asks_what_is_due_one_at_a_time_errors_made_with_confidence_first(
    visit: Visit, scored: list[dict[str, Any]], language: str
) -> None:
    old, error, sure, fresh = scored[:4]
    records = (right(old), wrong(error), wrong(sure, sure=2), right(fresh, HOUR))
    page = at(visit, REVIEW, *records, lang=language)
    box = view(page, "review")
    order = []
    for n in range(1, 4):
        expect(box.locator(".qz-head")).to_have_text(said(language, "rv_place", n=n, total=3))
        question = asked(page)
        order.append(question.id)
        expect(box.get_by_text(said(language, "rv_sure"))).to_have_count(int(n == 1))
        expect(box.get_by_role("button", name=said(language, "rv_skip"))).to_be_visible()
        assert question.chosen() == [], "the earlier answer is not shown"
        question.to("right")
        expect(question.verdict).to_contain_text(strings(language)["right"])
        forward(page, "rv_next" if n < 3 else "rv_finish", language)
        expect(box.locator(".qz-head")).to_be_focused()
    assert order == [sure["id"], error["id"], old["id"]]
    result = said(language, "rv_result", n=3, total=3)
    expect(box).to_contain_text(result)
    # The title takes the focus, and the result is read aloud with it.
    expect(box.locator(".qz-head")).to_have_accessible_description(re.compile(re.escape(result)))
    expect(box.locator(".qz-foot button:visible")).to_have_count(0)
    # Right after an error: again tomorrow, like what was answered for the first time today.
    tomorrow = DAYS[language].replace("28", "29")
    expect(box).to_contain_text(said(language, "next_review", date=tomorrow))
    way = box.get_by_role("link", name=said(language, "to_progress"))
    assert way.get_attribute("href") == f"{PROGRESS}.html"
    kept = json.loads(stored(page)[f"quizlib:2:q:{sure['id']}"])
    assert [result[1] for result in kept["progress"]["history"]] == [0, 1]


def test_a_wrong_answer_comes_back_and_a_skipped_question_stays_due(
    visit: Visit, scored: list[dict[str, Any]]
) -> None:
    page = at(visit, REVIEW, right(scored[0]), right(scored[1]))
    box = view(page, "review")
    first = asked(page)
    first.to("wrong")
    forward(page, "rv_next")
    second = asked(page)
    assert second.id != first.id
    forward(page, "rv_skip")
    expect(box).to_contain_text(said("en", "rv_result", n=0, total=1))
    expect(box).to_contain_text(said("en", "rv_again"))
    box.get_by_role("button", name="Go on: 2 more questions").click()
    assert asked(page).id == first.id
    expect(box.locator(".qz-head")).to_be_focused()


def test_an_answer_is_due_the_next_morning_and_not_before(
    visit: Visit, scored: list[dict[str, Any]]
) -> None:
    kept = right(scored[0], 12 * HOUR)  # last night at nine
    page = at(visit, REVIEW, kept, now=NOW - 10 * HOUR)
    expect(view(page, "review")).to_contain_text(said("en", "nothing_due"))
    expect(view(page, "review")).to_contain_text(said("en", "next_review", date=DAYS["en"]))
    assert view(page, "review").locator("form").count() == 0
    page = at(visit, REVIEW, kept)
    assert asked(page).id == scored[0]["id"]


def test_at_most_twenty_are_asked_at_one_go(visit: Visit, scored: list[dict[str, Any]]) -> None:
    assert len(scored) > 22
    page = at(visit, REVIEW, *map(right, scored[:23]))
    heading = view(page, "review").locator(".qz-head")
    for n in range(1, 21):
        expect(heading).to_have_text(said("en", "rv_place", n=n, total=20))
        forward(page, "rv_skip")
    page.get_by_role("button", name="Go on: 23 more questions").click()
    expect(heading).to_have_text(said("en", "rv_place", n=1, total=20))


def test_an_objective_can_be_practised_and_left_again(
    visit: Visit, site: Site, scored: list[dict[str, Any]]
) -> None:
    objective = scored[0]["objective"]
    items = [i["id"] for i in scored if i["objective"] == objective]
    other = next(i for i in scored if i["objective"] != objective)
    context = profile(visit, right(other))
    page = visit.also(context, f"en/{REVIEW}.html#objective={objective}")
    box = view(page, "review")
    text = next(o["text"] for o in course(site)["objectives"] if o["id"] == objective)
    expect(box).to_contain_text(text)
    assert asked(page).id == items[0]
    expect(box.locator(".qz-head")).to_contain_text(f"1 of {len(items)}")
    box.get_by_role("link", name=said("en", "rv_to_due")).click()
    expect(box.locator(".qz-head")).to_have_text(said("en", "rv_place", n=1, total=1))
    assert asked(page).id == other["id"]
    page.go_back()
    expect(box).to_contain_text(text)
    page.go_forward()
    expect(box.locator(".qz-head")).to_have_text(said("en", "rv_place", n=1, total=1))
    # Another link within the page leaves the question where it is.
    asked(page).answer(right=True)
    page.evaluate("location.hash = '#why-review'")
    assert asked(page).chosen()
    page = visit.also(context, f"en/{REVIEW}.html#objective=99.9")
    expect(view(page, "review")).to_contain_text(said("en", "rv_no_questions"))


def test_the_reasons_lead_back_to_the_paragraph_of_the_lesson(
    visit: Visit, scored: list[dict[str, Any]]
) -> None:
    page = at(visit, REVIEW, wrong(scored[0]))
    asked(page).to("shown")
    page.locator(".qz-field .qz-see a, .qz-explained a, .qz-see a").first.click()
    page.wait_for_url(re.compile(rf"/en/{scored[0]['lesson']}\.html#\w"))
    anchor = page.url.partition("#")[2]
    expect(page.locator(f"[id='{anchor}']").first).to_be_attached()


def test_banks_are_loaded_only_where_something_of_them_is_asked(
    visit: Visit, scored: list[dict[str, Any]]
) -> None:
    loaded: list[str] = []
    context = profile(visit, right(scored[0], HOUR))
    context.on("request", lambda request: loaded.append(request.url))
    page = visit.also(context, f"en/{REVIEW}.html")
    expect(view(page, "review")).to_contain_text(said("en", "nothing_due"))
    assert not [url for url in loaded if "/_static/review/" in url]


def test_questions_that_do_not_load_are_told(visit: Visit, scored: list[dict[str, Any]]) -> None:
    context = profile(visit, wrong(scored[0]))
    context.route("**/_static/review/*", lambda route: route.abort())
    page = visit.also(context, f"en/{REVIEW}.html")
    expect(view(page, "review")).to_contain_text(said("en", "rv_failed"))
    visit.complaints = [c for c in visit.complaints if "/_static/review/" not in c]


@pytest.mark.parametrize("language", languages("kk"))
def test_the_pages_work_opened_as_files(
    chromium: Browser, site: Site, scored: list[dict[str, Any]], language: str
) -> None:
    with visiting(chromium, "file://") as visit:
        context = visit.context()
        page = context.new_page()
        page.goto(site.file(language, REVIEW).as_uri() + f"#objective={scored[0]['objective']}")
        question = asked(page)
        question.to("right")
        expect(question.verdict).to_contain_text(strings(language)["right"])
        # Pages opened as files run in processes of their own, and Chromium hands what one has
        # stored to the next a moment later without telling it: a reload then shows it.  A page
        # left in that moment takes the answer along, so the first one stays open.
        page = context.new_page()
        page.goto(site.file(language, PROGRESS).as_uri())
        for _ in range(20):
            if said(language, "attempts_n", n=1) in view(page, "progress").inner_text():
                break
            page.wait_for_timeout(250)
            page.reload()
        expect(view(page, "progress")).to_contain_text(said(language, "attempts_n", n=1))


def test_the_pages_work_under_a_policy_that_allows_own_files_alone(
    chromium: Browser, site: Site, scored: list[dict[str, Any]]
) -> None:
    policy = {"Content-Security-Policy": "default-src 'self'"}
    with serving(site.out, policy) as address, visiting(chromium, address) as visit:
        page = visit.open(f"en/{REVIEW}.html#objective={scored[0]['objective']}")
        asked(page).to("right")
        page.goto(f"{address}/en/{PROGRESS}.html")
        expect(view(page, "progress")).to_contain_text(f"1 of {len(scored)} right")
        name, _ = save(page)
        assert name.startswith("progress-")
        page.get_by_role("button", name=said("en", "reset")).click()
        page.get_by_role("button", name=said("en", "reset_do")).click()
        page.goto(f"{address}/en/{PRIVACY}.html")
        expect(view(page, "kept")).to_contain_text(said("en", "kept_none"))
        assert page.locator(".qz-view [style], .qz-view style").count() == 0
        # What the theme writes into its pages is refused; nothing of ours is.
        ours = ("outside request", SCRIPT, STYLE, "/page.", "/review/")
        visit.complaints = [
            c
            for c in visit.complaints
            if any(name in c for name in ours) and "Loading the image 'data:" not in c
        ]


# ---- Privacy


def test_privacy_shows_what_is_kept_at_this_moment(
    visit: Visit, scored: list[dict[str, Any]]
) -> None:
    exam = {
        "current": None,
        "past": [{"n": 1, "started": (NOW - 40 * DAY) * 1000, "ids": [], "scores": {}}],
    }
    kept = {"quizlib:2:exam:final": json.dumps(exam)}
    page = at(visit, PRIVACY, right(scored[0]), wrong(scored[1]), kept)
    size = sum(2 * (len(k) + len(v)) for k, v in stored(page).items()) / 1024
    facts = view(page, "kept").locator("dl dd")
    kilobytes = f"{size:.1f}\N{NO-BREAK SPACE}kB"
    since = "18\N{NO-BREAK SPACE}April 2026"
    expect(facts).to_have_text(["2", "1", kilobytes, since])
    way = view(page, "kept").get_by_role("link", name=said("en", "kept_export"))
    way.click()
    page.wait_for_url(f"**/{PROGRESS}.html#file-view")
    expect(page.get_by_role("button", name=said("en", "file_save"))).to_be_in_viewport()
    assert not page.locator("html.qz-print-statement").count()


# ---- for everybody


SMALL_SCREEN = {"width": 320, "height": 640}


def states(visit: Visit, scored: list[dict[str, Any]], **options: Any) -> Iterator[Page]:
    """Each page full, and with the dialog open; the review asking, answered and finished."""
    options["lang"] = options.pop("language")
    lang = options["lang"]
    records = (right(scored[0]), wrong(scored[1]), wrong(scored[2], sure=2))
    page = at(visit, PROGRESS, *records, **options)
    expect(view(page, "progress").locator(".qz-picture").first).to_be_visible()
    yield page
    page.get_by_role("button", name=said(lang, "reset")).click()
    yield page
    page = at(visit, PRIVACY, *records, **options)
    yield page
    page = at(visit, REVIEW, *records, **options)
    asked(page).to("shown")
    yield page
    for name in ("rv_next", "rv_skip", "rv_skip"):
        forward(page, name, lang)
    yield page


@pytest.mark.parametrize(
    ("language", "scheme"),
    [(c, "light") for c in languages("kk")] + [(c, "dark") for c in languages("ru")],
)
def test_axe_finds_nothing_on_the_pages_in_any_state(
    visit: Visit,
    axe: Callable[..., list[str]],
    scored: list[dict[str, Any]],
    language: str,
    scheme: str,
) -> None:
    for page in states(visit, scored, language=language, color_scheme=scheme):
        assert axe(page) == [], page.url


@pytest.mark.parametrize("language", languages("kk"))
def test_at_320_pixels_and_with_large_text_nothing_scrolls_sideways_and_targets_are_large(
    visit: Visit, scored: list[dict[str, Any]], language: str
) -> None:
    for page in states(visit, scored, language=language, viewport=SMALL_SCREEN):
        small = page.evaluate(
            """() => [...document.querySelectorAll(".qz-view :is(button, a, input, label)")]
              .map((e) => [e, e.getBoundingClientRect()])
              .filter(([e, r]) => r.width && !e.closest(".qz-question") && r.height < 24)
              .map(([e]) => e.outerHTML)"""
        )
        assert small == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.url
        page.evaluate(
            "document.documentElement.style.setProperty('font-size', '200%', 'important')"
        )
        wide = page.evaluate(
            """() => [...document.querySelectorAll(".qz-view, .qz-view *")]
              .filter((e) => !e.closest("svg, table, .qz-status"))
              .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
              .map((e) => e.outerHTML.slice(0, 120))"""
        )
        assert wide == [], page.url
        page.evaluate("document.documentElement.style.removeProperty('font-size')")


def test_in_forced_colours_bars_and_signs_are_seen(
    visit: Visit, site: Site, scored: list[dict[str, Any]]
) -> None:
    # Two questions on one objective, so that one bar shows both.
    objective = course(site)["objectives"][0]
    one, other, *_ = [i for i in scored if i["objective"] == objective["id"]]
    page = at(visit, PROGRESS, right(one), wrong(other), forced_colors="active")
    line = view(page, "progress").locator(".qz-objectives > li", has_text=objective["text"])
    bar = line.locator(".qz-picture").first
    ground = bar.evaluate("e => getComputedStyle(e).backgroundColor")
    for part in (".qz-picture-right", ".qz-picture-wrong"):
        fill = bar.locator(part).first.evaluate("e => getComputedStyle(e).fill")
        assert fill != ground, part
