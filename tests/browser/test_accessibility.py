"""Every page and quiz for everybody: axe, narrow screens, large text, forced colours, touch, print.

By default every page is checked once and each template in every scheme; with QUIZLIB_VERIFY=1
every page of every language in every scheme and width.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from answering import STATES as QUESTION_STATES
from answering import in_state
from helpers import ROOT
from pages import KINDS, LESSON, THOROUGH, Question, Visit, first, items, visiting
from playwright.sync_api import Browser, Page, ViewportSize, expect
from site_fixtures import Site

from quizlib.kinds import KINDS as ALL_KINDS
from quizlib.site import config
from quizlib.site.languages import CODES

SCHEMES = ("light", "dark")
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
STATES = ("fresh", "wrong", "right", "shown")
#: Every page of the course, and that of the search.
PAGES = (*config.pages(ROOT), "search")
#: The language in which a page is checked by default: each in one, every language in turn.
IN_TURN = dict(zip(PAGES, CODES * len(PAGES), strict=False))
#: Pages that differ in their making: lesson with quizzes, text with lists, search.
TEMPLATES = (LESSON, "source", "search")

#: Answers many questions without the wait for a pointer.
ANSWER = """(plan) => {
  for (const { id, state, choice } of plan) {
    const form = document.getElementById(id);
    for (const [part, values] of Object.entries(choice))
      for (const value of values)
        form.querySelector(`.qz-field [data-part="${part}"] input[value="${value}"]`).click();
    if (state !== "fresh") form.querySelector(".qz-check").click();
    if (state === "shown") form.querySelector(".qz-show").click();
  }
}"""


Axe = Callable[..., list[str]]


@pytest.fixture
def visit(chromium: Browser, serve: Callable[[Path], str], site: Site) -> Iterator[Visit]:
    with visiting(chromium, serve(site.out)) as visit:
        yield visit


def in_every_state(page: Page) -> Page:
    """Bring questions of each kind into each state, one question for one state, at one go."""
    plan = []
    for kind in KINDS:
        for skip, state in enumerate(STATES):
            asked = first(page, kind, skip)
            choice = {} if state == "fresh" else asked.choice(right=state == "right")
            plan.append({"id": asked.id, "state": state, "choice": choice})
    # One more is checked with nothing chosen.
    plan.append({"id": first(page, "single", len(STATES)).id, "state": "", "choice": {}})
    page.evaluate(ANSWER, plan)
    states = {"wrong": "checked", "right": "done", "shown": "shown"}
    for step in plan:
        state = states.get(str(step["state"]), "open")
        expect(page.locator(f"form[id='{step['id']}']")).to_have_attribute("data-state", state)
    return page


# ---- axe


def matrix() -> list[tuple[str, str, str, str]]:
    """(language, page, scheme, width): all of it, or every page once and each template in all."""
    combinations = list(product(CODES, PAGES, SCHEMES, ("phone", "desktop")))
    if THOROUGH:
        return combinations
    return [
        (language, name, scheme, width)
        for language, name, scheme, width in combinations
        if ((scheme, width) == ("light", "desktop") and IN_TURN[name] == language)
        or (language == "kk" and name in TEMPLATES)
    ]


@pytest.mark.parametrize(("language", "name", "scheme", "width"), matrix())
def test_axe_finds_nothing_on_a_page(
    visit: Visit,
    axe: Axe,
    language: str,
    name: str,
    scheme: Any,
    width: str,
) -> None:
    viewport = PHONE if width == "phone" else DESKTOP
    page = visit.open(f"{language}/{name}.html", color_scheme=scheme, viewport=viewport)
    expect(page.locator("html")).to_have_attribute("data-theme", scheme)
    assert axe(page) == []


STATE_NAMES = tuple(QUESTION_STATES)
#: (language, scheme, width, states): all of it, or each state once.
LOOKS = [(*look, STATE_NAMES) for look in product(CODES, SCHEMES, ("phone", "desktop"))]
if not THOROUGH:
    LOOKS = [
        ("kk", "light", "phone", STATE_NAMES[::2]),
        ("ru", "dark", "desktop", STATE_NAMES[1::2]),
    ]
OPEN_ALL = "() => document.querySelectorAll('.qz details').forEach((e) => { e.open = true; })"


@pytest.mark.parametrize(("language", "scheme", "width", "states"), LOOKS)
def test_axe_finds_nothing_in_questions_of_every_kind_in_any_state(
    visit: Visit, axe: Axe, language: str, scheme: Any, width: str, states: tuple[str, ...]
) -> None:
    viewport = PHONE if width == "phone" else DESKTOP
    page = visit.open(f"{language}/question-kinds.html", color_scheme=scheme, viewport=viewport)
    asked = [Question(page, i["id"]) for i in items(page) if i["id"].startswith("qk-")]
    assert {one.kind for one in asked} == set(ALL_KINDS)
    for state in states:
        in_state(page, asked, state)
        # Hints, and the reasons folded below a finished question, are read as well.
        page.evaluate(OPEN_ALL)
        assert axe(page, "section.qz") == [], state


def test_axe_would_find_a_fault(visit: Visit, axe: Axe) -> None:
    page = visit.open(f"en/{LESSON}.html")
    page.add_style_tag(content=".qz-stem { color: #999 !important; }")
    assert any(line.startswith("color-contrast") and "qz-stem" in line for line in axe(page))


# ---- narrow, large


#: Elements that stick out of the window, or hide a part of themselves.
CUT = """(selector) => {
  const wide = document.documentElement.clientWidth;
  const found = [];
  for (const e of document.querySelectorAll(selector)) {
    const style = getComputedStyle(e), r = e.getBoundingClientRect();
    const apart = "svg, pre, .visually-hidden, .qz-status";
    const skipped = e.closest(apart);
    if (skipped || !r.width || style.visibility === "hidden") continue;
    const hides = style.overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1;
    if (r.right > wide + 1 || r.left < -1 || hides) {
      found.push(`${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 60)}`);
    }
  }
  return found;
}"""


@pytest.mark.parametrize(
    ("language", "name"),
    [(c, n) for c, n in product(CODES, PAGES) if THOROUGH or c == "kk" or n == LESSON],
)
def test_at_320_pixels_nothing_is_cut_and_nothing_scrolls_sideways(
    visit: Visit, language: str, name: str
) -> None:
    page = visit.open(f"{language}/{name}.html", viewport={"width": 320, "height": 640})
    if name == LESSON:
        in_every_state(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(CUT, ".bd-article, .bd-article *") == []


def test_rows_of_a_wide_table_stand_one_below_the_other_on_a_phone_and_nowhere_else(
    visit: Visit,
) -> None:
    page = visit.open("en/crisis-and-truth.html", viewport=PHONE)
    table = page.locator("table.stacked").first
    row = table.locator("tbody tr").first
    heads = table.locator("thead th").all_text_contents()
    expect(table.locator("thead")).to_be_hidden()
    expect(row.locator(".cell-label")).to_have_text(heads)
    tops = [cell.bounding_box() for cell in row.locator("td").all()]
    assert len({box["y"] for box in tops if box}) == len(heads)
    page.set_viewport_size(DESKTOP)
    expect(table.locator("thead")).to_be_visible()
    expect(row.locator(".cell-label").first).to_be_hidden()
    page.set_viewport_size(PHONE)
    page.emulate_media(media="print")
    expect(table.locator("thead")).to_be_visible()
    expect(row.locator(".cell-label").first).to_be_hidden()


#: Doubles the size of all text; the size of an option before and after.
TWICE = """() => {
  const size = (e) => parseFloat(getComputedStyle(e).fontSize);
  const root = document.documentElement, option = document.querySelector(".qz-text");
  const before = size(option);
  root.style.setProperty("font-size", `${2 * size(root)}px`, "important");
  return [before, size(option)];
}"""


@pytest.mark.parametrize("language", CODES)
def test_with_text_twice_as_large_no_page_scrolls_sideways_and_no_quiz_is_cut_even_at_320_pixels(
    visit: Visit, language: str
) -> None:
    page = visit.open(f"{language}/{LESSON}.html", viewport=DESKTOP)
    in_every_state(page)
    before, after = page.evaluate(TWICE)
    assert after == 2 * before
    assert page.evaluate("document.documentElement.scrollWidth") <= DESKTOP["width"]
    assert page.evaluate(CUT, "section.qz, section.qz *") == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(CUT, "section.qz, section.qz *") == []


# ---- touch


#: Targets of a touch that are smaller than they should be: [words, width, height].
SMALL = """([targets, width, height]) => [...document.querySelectorAll(targets)]
  .map((e) => [e, e.getBoundingClientRect()])
  .filter(([e, r]) => r.width && (r.width < width - 0.5 || r.height < height - 0.5))
  .map(([e, r]) => [e.outerHTML.slice(0, 80), r.width, r.height])"""


@pytest.mark.parametrize(
    ("language", "viewport"), [*((code, PHONE) for code in CODES), ("kk", DESKTOP)]
)
def test_rows_and_buttons_are_44_pixels_high_and_every_target_of_a_quiz_24(
    visit: Visit, language: str, viewport: Any
) -> None:
    page = in_every_state(visit.open(f"{language}/{LESSON}.html", viewport=viewport))
    assert page.evaluate(SMALL, [".qz-row, .qz-button", 44, 44]) == []
    assert page.evaluate(SMALL, [".qz summary, .qz a", 24, 24]) == []
    header = ".bd-header-article :is(button, a), .bd-sidebar-primary nav a"
    assert page.evaluate(SMALL, [header, 24, 24]) == []


def test_the_whole_row_is_the_target(visit: Visit) -> None:
    page = visit.open(f"kk/{LESSON}.html", viewport=PHONE, has_touch=True)
    asked = first(page, "single")
    row = asked.parts.nth(1).locator(".qz-row")
    box = row.bounding_box()
    assert box is not None
    row.tap(position={"x": box["width"] - 4, "y": box["height"] - 4})
    expect(asked.parts.nth(1).locator("input")).to_be_checked()


# ---- forced colours, motion


def test_in_forced_colours_feedback_choice_and_focus_are_seen(visit: Visit) -> None:
    page = visit.open(f"kk/{LESSON}.html", forced_colors="active")
    asked = first(page, "single")
    asked.to("wrong")
    feedback = asked.feedback.first
    expect(feedback).to_have_css("border-top-style", "solid")
    expect(feedback).not_to_have_css("border-top-width", "0px")
    expect(feedback.locator(".qz-sign")).to_be_visible()
    chosen = asked.form.locator(".qz-option:has(input:checked)")
    expect(chosen).to_have_css("outline-style", "solid")
    page.keyboard.press("Tab")
    expect(asked.show).to_be_focused()
    expect(asked.show).to_have_css("outline-style", "solid")
    # A colour of the system, not the page's own: visible on the system's ground.
    outline, ground = asked.show.evaluate(
        "e => [getComputedStyle(e).outlineColor, getComputedStyle(document.body).backgroundColor]"
    )
    assert outline != ground


#: Elements that move, with the longest time each takes in seconds.
MOTION = """(selector) => [...document.querySelectorAll(selector)].flatMap((e) => {
  const style = getComputedStyle(e);
  const times = `${style.transitionDuration},${style.animationDuration}`.split(",");
  const longest = Math.max(...times.map(parseFloat)); // computed times are in seconds
  return longest > 0 ? [`${e.tagName}.${e.className} ${longest}`] : [];
})"""


def test_nothing_moves_with_reduced_motion_and_a_quiz_never_moves(visit: Visit) -> None:
    page = visit.open(f"en/{LESSON}.html", reduced_motion="reduce")
    in_every_state(page)
    assert page.evaluate(MOTION, "*") == []
    expect(page.locator("html")).to_have_css("scroll-behavior", "auto")
    page = visit.open(f"en/{LESSON}.html")
    in_every_state(page)
    assert page.evaluate(MOTION, ".qz, .qz *") == []


# ---- print


@pytest.mark.parametrize("scheme", SCHEMES)
def test_printed_a_lesson_is_a_worksheet_without_navigation_and_buttons(
    visit: Visit, axe: Axe, scheme: Any
) -> None:
    page = visit.open(f"ru/{LESSON}.html", color_scheme=scheme, viewport=DESKTOP)
    in_every_state(page)
    page.emulate_media(media="print")
    gone = (
        "button, nav, input[type=search], .qz-foot, .bd-sidebar-primary, .bd-sidebar-secondary, "
        ".bd-header-article, .prev-next-footer, .skip-link, details:not([open])"
    )
    shown = page.locator(f":is({gone}):visible")
    assert [element.evaluate("e => e.outerHTML.slice(0, 80)") for element in shown.all()] == []
    # On paper, too, there are no situations of a case that were not come to, and the checklist
    # of a text of one's own waits for the text.
    asked = "form.qz-question:not([data-kind='scenario'], [data-kind='essay'])"
    for part in (".qz-stem", ".qz-option .qz-text", ".qz-card-text", ".qz-feedback"):
        every = page.locator(f"{asked} {part}")
        assert page.locator(f"{asked} {part}:visible").count() == every.count() > 0
    # White paper, whatever the screen shows, and letters that can be read on it.
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    assert [line for line in axe(page) if line.startswith("color-contrast")] == []
    assert page.pdf().startswith(b"%PDF")
