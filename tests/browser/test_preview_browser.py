"""The preview in a browser: a save shows at once, and nothing the author is at gets lost."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from helpers import write
from pages import THOROUGH, Question, Visit, items, languages, visiting
from playwright.sync_api import Browser, FloatRect, Page, expect

from quizlib.preview.banks import Shelf
from quizlib.preview.server import server
from quizlib.preview.watching import Watch

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}

HEAD = """\
version: 1
languages: [kk, ru, en]
source_language: kk
title: {kk: Баспасөз қызметі, ru: Пресс-служба, en: Press service}
lesson: press-service-and-pr
questions:
"""


def question(name: str, text: str = "Басшысы кім?", **changes: str) -> str:
    """A question in three languages; ``text`` is its Kazakh prompt."""
    block = f"""\
  - id: {name}
    kind: single
    objective: "3.1"
    bloom: remember
    source: [A67]
    prompt: {{kk: "{text}", ru: Кто руководит?, en: Who heads it?}}
    see: press-service-and-pr#overlaps
    options:
"""
    for n, word in enumerate(("Бас", "Кол", "Хат", "Сөз")):
        words = f"{{kk: {word} {name}, ru: {word} {name} р, en: {word} {name} e}}"
        right = "correct: true, " if n == 0 else ""
        why = f'{{kk: "{word}: кестені қараңыз.", ru: "{word}: смотрите.", en: "{word}: look."}}'
        block += f"      - {{id: o{n}, {right}text: {words}, feedback: {why}}}\n"
    for old, new in changes.items():
        block = block.replace(f"{old}:", f"{new}:")
    return block


NAMES = ("one", "two", "three", "four", "five")
GOOD = HEAD + "".join(question(name) for name in NAMES)
#: The third question cannot be shown.
BROKEN = GOOD.replace(question("three"), question("three", bloom="blom"))
SYNTAX = GOOD.replace("languages: [kk, ru, en]", "languages: [kk, ru, en")

Axe = Callable[..., list[str]]


class Desk:
    """A bank that is being written, and its preview."""

    def __init__(self, visit: Visit, file: Path) -> None:
        self.visit = visit
        self.file = file

    def write(self, text: str) -> None:
        """Save as editors do: another file takes the place of this one."""
        write(self.file.parent, text, "bank.yml~").replace(self.file)

    def open(self, text: str = GOOD, query: str = "", **options: Any) -> Page:
        self.write(text)
        return self.visit.open(query, **options)


@pytest.fixture
def desk(chromium: Browser, tmp_path: Path) -> Iterator[Desk]:
    file = write(tmp_path, GOOD)
    with ExitStack() as stack:
        watch = stack.enter_context(Watch(file))
        running = stack.enter_context(server(Shelf(file, "bank.yml"), watch))
        stack.callback(running.shutdown)
        threading.Thread(target=running.serve_forever, args=[0.05], daemon=True).start()
        visit = stack.enter_context(visiting(chromium, f"http://127.0.0.1:{running.server_port}"))
        yield Desk(visit, file)


def options(page: Page, name: str) -> list[str]:
    return Question(page, name).order()


def top(page: Page, name: str) -> float:
    box = page.locator(f"form[id='{name}']").bounding_box()
    assert box is not None
    return box["y"]


def test_a_save_shows_the_new_wording_and_keeps_answers_order_place_and_focus(desk: Desk) -> None:
    page = desk.open()
    one, four = Question(page, "one"), Question(page, "four")
    one.answer(right=False)
    one.check.click()
    four.answer(right=False)
    four.form.scroll_into_view_if_needed()
    four.check.focus()
    page.evaluate("window.mark = 'not loaded again'")
    order, was = {name: options(page, name) for name in NAMES}, top(page, "four")
    # A longer question above, one more before it, and another wording in sight.
    longer = GOOD.replace(question("one"), question("zero") + question("one", "Кім? " * 200))
    desk.write(longer.replace(question("four"), question("four", "Жаңа сөз")))
    expect(page.locator("form[id='four'] .qz-stem")).to_have_text("Жаңа сөз")
    assert page.evaluate("window.mark") == "not loaded again"
    assert {name: options(page, name) for name in NAMES} == order
    assert top(page, "four") == pytest.approx(was, abs=2)
    assert page.evaluate("document.activeElement.className") == "qz-button qz-check"
    assert page.evaluate("document.activeElement.form.id") == "four"
    assert one.chosen() != []
    expect(one.verdict).to_have_text("✗ Жауап қате")
    four.check.click()  # it is live
    expect(four.form).to_have_attribute("data-state", "checked")
    # The quiz that stood here before is gone: what leads on leads to a question on view.
    four.form.locator(".qz-another").click()
    assert page.evaluate("document.activeElement.closest('form').id") == "zero"
    assert [item["id"] for item in items(page)] == ["zero", *NAMES]
    expect(page.locator("[id='pv.status']")).to_contain_text("Жаңартылған уақыты")


def test_what_is_being_typed_is_there_after_a_save(desk: Desk) -> None:
    typed = (
        HEAD
        + question("one")
        + (
            '  - id: word\n    kind: text\n    objective: "3.1"\n    bloom: remember\n'
            "    source: [A67]\n    prompt: {kk: Сөз?, ru: Слово?, en: Word?}\n"
            "    accept: {kk: [сөз], ru: [слово], en: [word]}\n"
            "    feedback: {kk: Иә., ru: Да., en: Yes.}\n"
            "    otherwise: {kk: Жоқ., ru: Нет., en: No.}\n"
        )
    )
    page = desk.open(typed)
    field = page.locator("form[id='word'] input[type='text']")
    field.focus()
    page.clock.install(time=0)
    page.clock.pause_at(1000)  # the typing does not rest
    page.keyboard.insert_text("жарты")
    page.keyboard.press("ArrowLeft")
    desk.write(typed.replace("Сөз?", "Қай сөз?"))
    expect(page.locator("form[id='word'] .qz-stem")).to_have_text("Қай сөз?")
    expect(field).to_be_focused()
    page.keyboard.insert_text("қ")
    expect(field).to_have_value("жартқы")


def test_a_fault_of_the_file_stands_on_top_and_the_old_questions_stay(desk: Desk) -> None:
    page = desk.open(query="?lang=en")
    Question(page, "two").answer(right=True)
    desk.write(SYNTAX)
    fault = page.locator(".pv-top", has=page.locator(".pv-error"))
    expect(fault).to_contain_text("Line 2, column 12")
    expect(fault).to_contain_text("is opened here and never closed")
    expect(page.locator(".pv-told")).to_contain_text("Not up to date")
    expect(page.locator(".pv-older form")).to_have_count(len(NAMES))
    expect(page.locator("[id='pv.status']")).to_have_text(
        re.compile(r"Errors: 1\. Updated at \d\d:\d\d:\d\d\.")
    )
    assert Question(page, "two").chosen() != []
    desk.write(GOOD)
    expect(fault).to_have_count(0)
    expect(page.locator(".pv-older, .pv-told")).to_have_count(0)
    assert Question(page, "two").chosen() != []


def test_problems_stand_beside_their_question_and_on_a_narrow_screen_above(desk: Desk) -> None:
    text = BROKEN.replace("en: Кол two e", "en: All of the above")
    page = desk.open(text, "?lang=en", viewport=DESKTOP)

    def box(selector: str) -> FloatRect:
        found = page.locator(selector).bounding_box()
        assert found is not None
        return found

    note, form = box(".pv-note[data-for='two']"), box("form[id='two']")
    assert note["x"] > form["x"] + form["width"]
    assert note["y"] == pytest.approx(form["y"], abs=1)
    assert box("form[id='two']")["y"] < box(".pv-broken")["y"] < box("form[id='four']")["y"]
    expect(page.locator(".pv-broken")).to_contain_text("blom: remember")
    page.set_viewport_size({"width": 390, "height": 844})
    note, form = box(".pv-note[data-for='two']"), box("form[id='two']")
    assert note["y"] + note["height"] <= form["y"]
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    # The list leads to both.
    page.locator(".pv-jump summary").click()
    page.locator(".pv-jump").get_by_role("link", name="three").click()
    expect(page.locator(".pv-broken")).to_be_in_viewport()


def test_another_language_keeps_the_place_and_the_answers_by_keyboard_alone(desk: Desk) -> None:
    page = desk.open(viewport=DESKTOP)
    three = Question(page, "three")
    three.answer(right=True)
    three.check.click()
    three.form.scroll_into_view_if_needed()
    was = top(page, "three")
    page.locator("[data-choice='lang-ru']").focus()
    assert top(page, "three") == was
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    expect(page.locator("[data-choice='lang-ru']")).to_be_focused()
    expect(page.locator("[data-choice='lang-ru']")).to_have_attribute("aria-current", "true")
    expect(page.locator("form[id='three'] .qz-stem")).to_have_text("Кто руководит?")
    expect(page.locator("form[id='three'] .qz-verdict")).to_have_text("✓ Правильно")
    assert top(page, "three") == pytest.approx(was, abs=1)
    expect(page.get_by_role("navigation", name="Режим")).to_be_visible()


def test_an_exam_is_held_and_can_be_begun_anew(desk: Desk) -> None:
    page = desk.open(BROKEN, "?lang=en&mode=exam")
    start = page.get_by_role("button", name="Start")
    start.click()
    expect(page.locator("form:visible")).to_have_count(1)
    page.get_by_role("button", name="Hand in").first.click()
    page.get_by_role("button", name="Hand in all the same").click()
    expect(page.locator(".qz-report-box").first).to_contain_text("0 of 4")
    expect(start).to_be_hidden()  # one attempt is all there is
    page.get_by_role("button", name="Clear the answers").click()
    expect(start).to_be_visible()
    expect(page.locator(".pv-broken")).to_contain_text("three")


def test_the_page_says_when_the_preview_has_stopped(desk: Desk) -> None:
    page = desk.visit.context().new_page()
    page.clock.install()
    page.route("**/events*", lambda route: route.abort())
    page.goto(f"{desk.visit.base}/?lang=en")
    page.clock.run_for(5000)
    expect(page.get_by_role("alert")).to_contain_text("The preview has stopped")
    desk.visit.complaints.clear()  # that the stream is gone


def test_a_page_out_of_sight_takes_no_connection_and_catches_up(desk: Desk) -> None:
    page = desk.open()
    hide = """(hidden) => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }"""
    page.evaluate("""() => {
      window.streams = 1;
      const { close } = EventSource.prototype;
      EventSource.prototype.close = function () { window.streams -= 1; close.call(this); };
      const Real = EventSource;
      window.EventSource = function (address) { window.streams += 1; return new Real(address); };
    }""")
    page.evaluate(hide, True)
    assert page.evaluate("window.streams") == 0
    desk.write(GOOD.replace("Басшысы", "Кейінгі"))
    page.evaluate(hide, False)
    expect(page.locator("form[id='one'] .qz-stem")).to_have_text("Кейінгі кім?")


@pytest.mark.parametrize(
    ("language", "scheme", "size"),
    [("kk", "light", DESKTOP), ("ru", "dark", PHONE)]
    + [("en", scheme, size) for scheme in ("light", "dark") for size in (PHONE, DESKTOP)]
    * THOROUGH,
)
def test_axe_finds_nothing_with_and_without_problems(
    desk: Desk, axe: Axe, language: str, scheme: Any, size: Any
) -> None:
    text = BROKEN.replace("en: Кол two e", "en: All of the above")
    page = desk.open(text, f"?lang={language}", color_scheme=scheme, viewport=size)
    page.locator(".pv-jump summary").click()
    expect(page.locator(".pv-note")).not_to_have_count(0)
    assert axe(page) == []
    desk.write(SYNTAX)
    expect(page.locator(".pv-older")).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_everything_to_press_is_large_enough(desk: Desk) -> None:
    page = desk.open(BROKEN, "?lang=ru", viewport=PHONE)
    page.locator(".pv-jump summary").click()
    ours = ".pv-choices a, .pv-jump a, :is(.pv-jump, .pv-source) > summary, .pv-clear"
    small = page.locator(ours).evaluate_all(
        """(all) => all.filter((e) => {
          const { width, height } = e.getBoundingClientRect();
          return width < 24 || height < 24;
        }).map((e) => e.outerHTML)"""
    )
    assert small == []


def test_paper_holds_the_questions_alone(desk: Desk) -> None:
    page = desk.open(BROKEN, "?lang=en")
    page.emulate_media(media="print")
    for part in ("header", ".pv-bar", ".pv-broken", ".pv-jump", ".pv-foot"):
        expect(page.locator(part).first).to_be_hidden()
    expect(page.locator("form[id='one'] .qz-stem")).to_be_visible()


def test_the_choice_on_view_shows_in_forced_colours(desk: Desk) -> None:
    page = desk.open(forced_colors="active")
    outline = "e => getComputedStyle(e).outlineStyle"
    assert page.locator("[data-choice='lang-kk']").evaluate(outline) == "solid"
    assert page.locator("[data-choice='lang-ru']").evaluate(outline) == "none"


@pytest.mark.parametrize("language", languages("ru"))
def test_the_banks_of_a_folder_lead_to_their_pages_and_renew(
    chromium: Browser, tmp_path: Path, axe: Axe, language: str
) -> None:
    write(tmp_path, BROKEN, "first.yml")
    with ExitStack() as stack:
        watch = stack.enter_context(Watch(tmp_path))
        running = stack.enter_context(server(Shelf(tmp_path, "quizzes"), watch, lang=language))
        stack.callback(running.shutdown)
        threading.Thread(target=running.serve_forever, args=[0.05], daemon=True).start()
        visit = stack.enter_context(visiting(chromium, f"http://127.0.0.1:{running.server_port}"))
        page = visit.open("", viewport=PHONE)
        expect(page.locator("tbody tr")).to_have_count(1)
        write(tmp_path, GOOD.replace("id: ", "id: z-"), "second.yml")
        expect(page.locator("tbody tr")).to_have_count(2)
        assert axe(page) == []
        page.locator("tbody a").first.click()
        expect(page.locator("form")).to_have_count(len(NAMES) - 1)
        expect(page.locator("html")).to_have_attribute("lang", language)
        page.locator(".pv-back a").click()
        expect(page.locator("tbody tr")).to_have_count(2)
