"""Every question kind for everybody: keyboard, touch, drag, announced, kept, seen, printed.

The page with one question of each kind, made for authors, is what is answered here.  By default
each question once; with QUIZLIB_VERIFY=1 in every language.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import cycle, product
from typing import Any

import pytest
from answering import (
    Drag,
    Keys,
    Mouse,
    Touch,
    answered,
    in_state,
    move,
    put,
)
from pages import THOROUGH, Question, Visit, languages, visiting
from playwright.sync_api import Browser, Page, ViewportSize, expect
from responses import graded, respond, standing
from site_fixtures import Site

from quizlib.kinds import KINDS
from quizlib.load import load
from quizlib.locale import strings
from quizlib.site.languages import CODES

DEMO = "question-kinds"
PHONE: ViewportSize = {"width": 390, "height": 844}
NARROW: ViewportSize = {"width": 320, "height": 640}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
NAMES = (
    *("qk-single", "qk-multiple", "qk-truefalse", "qk-match", "qk-order", "qk-sort", "qk-cloze"),
    *("qk-text", "qk-number", "qk-scenario", "qk-judgement", "qk-judgement-pick"),
    *("qk-scale-before", "qk-scale-after", "qk-essay"),
)
UNSCORED = ("qk-scale-before", "qk-scale-after", "qk-essay")
SCORED = tuple(name for name in NAMES if name not in UNSCORED)
RANKED = ("qk-order", "qk-judgement")


@pytest.fixture
def visit(chromium: Browser, serve: Callable[[Any], str], site: Site) -> Iterator[Visit]:
    with visiting(chromium, serve(site.out)) as visit:
        yield visit


def demo(visit: Visit, language: str, **options: Any) -> Page:
    return visit.open(f"{language}/{DEMO}.html", **options)


def all_of(page: Page) -> list[Question]:
    """The questions, without those by which the page shows the modes."""
    return [Question(page, name) for name in NAMES]


def in_turn(names: tuple[str, ...]) -> list[tuple[str, str]]:
    """(question, language): each question once, the languages in turn; or every pair."""
    if THOROUGH:
        return list(product(names, CODES))
    return list(zip(names, cycle(CODES), strict=False))


def stored(asked: Question) -> dict[str, Any]:
    """What the browser keeps of a question."""
    text = asked.page.evaluate("name => localStorage.getItem(name)", f"quizlib:2:q:{asked.id}")
    record: dict[str, Any] = json.loads(text or "{}")
    return record


def told(asked: Question, response: Any, ui: dict[str, Any]) -> None:
    """The verdict in words; mark and reason beside each part; and all of it announced."""
    grade = graded(asked, response)
    word = "near" if set(grade.parts.values()) == {"near"} else standing(grade)
    expect(asked.verdict).to_contain_text(ui[word])
    said = asked.status.inner_text()
    assert said.startswith(ui[word]), f"{asked.id}: {said}"
    for name, mark in grade.parts.items():
        box = asked.part(name).locator("> .qz-feedback")
        if mark == "missed":
            assert box.count() == 0 or box.locator(".qz-reason").count() == 0
            continue
        expect(box).to_be_visible()
        expect(box.locator(".qz-sign")).to_be_visible()
        expect(box.locator(".qz-word")).to_contain_text(ui[mark])
    for reason in asked.feedback.locator("> p:not(.qz-word, .qz-see)").all_inner_texts():
        assert " ".join(reason.split()).rstrip(".") in said, f"{asked.id}: {said}"
    for sign in ("✓", "✗", "◐", "≈", "○", "{", "\n", ". ."):
        assert sign not in said, f"{asked.id}: {sign!r} in: {said}"


def test_the_demo_page_has_every_kind_in_every_language(site: Site) -> None:
    bank = load(DEMO, site.course)
    assert {question.kind for question in bank.questions} == set(KINDS)
    assert tuple(question.id for question in bank.questions) == NAMES
    assert set(bank.head.languages) == set(CODES)


# ---- with the keyboard alone


def stand_before(asked: Question) -> None:
    """Put the focus at the beginning of a question, before its first control."""
    asked.form.evaluate("form => { form.tabIndex = -1; form.focus(); }")


@pytest.mark.parametrize(("name", "language"), in_turn(SCORED))
def test_with_the_keyboard_alone_a_question_is_answered_wrongly_shown_and_answered_rightly(
    visit: Visit, name: str, language: str
) -> None:
    ui = strings(language)
    page = demo(visit, language, reduced_motion="reduce")
    asked, keys = Question(page, name), Keys(page)
    stand_before(asked)
    response = answered(asked, "wrong", keys)
    told(asked, response, ui)
    if asked.kind != "scenario":  # which ends with the better path
        keys.press(asked.show)
        expect(asked.form).to_have_attribute("data-state", "shown")
        expect(asked.again).to_be_focused()
        assert asked.status.inner_text() != ""
    keys.press(asked.again)
    expect(asked.form).to_have_attribute("data-state", "open")
    assert asked.form.locator(".qz-field :focus").count() == 1
    expect(asked.feedback).to_have_count(0)
    response = answered(asked, "right", keys)
    told(asked, response, ui)
    expect(asked.form).to_have_attribute("data-state", "done")
    assert asked.form.locator(":focus").count() == 1


@pytest.mark.parametrize("language", languages("kk"))
def test_the_tab_key_goes_through_all_questions_and_back_and_is_nowhere_caught(
    visit: Visit, language: str
) -> None:
    page = demo(visit, language)
    keys = Keys(page)
    stand_before(Question(page, NAMES[0]))
    for key, names in (("Tab", NAMES), ("Shift+Tab", NAMES[::-1])):
        seen: dict[str, int] = {}
        for _ in range(250):
            form = keys.key(key)["form"]
            if form in NAMES:
                seen[form] = seen.get(form, 0) + 1
            elif len(seen) == len(NAMES):
                break
        assert tuple(seen) == names, key
        # Each is left after as many stops as it has controls.
        assert max(seen.values()) < 20, (key, seen)


# ---- by touch


@pytest.mark.parametrize("language", languages("kk"))
def test_by_touch_every_question_is_answered_on_a_phone(visit: Visit, language: str) -> None:
    page = demo(visit, language, viewport=PHONE, has_touch=True, is_mobile=True)
    ui = strings(language)
    for asked in all_of(page):
        touch = Touch(page)
        response = answered(asked, "right", touch)
        if asked.id in UNSCORED:
            assert stored(asked)["answer"] == response | ({"met": []} if "met" in response else {})
            continue
        told(asked, response, ui)
        expect(asked.form).to_have_attribute("data-state", "done")
        touch.press(asked.again)
        expect(asked.form).to_have_attribute("data-state", "open")


# ---- with drag


@pytest.mark.parametrize("name", RANKED)
@pytest.mark.parametrize("finger", [False, True], ids=["mouse", "finger"])
def test_rows_are_dragged_into_their_order_and_the_answer_is_right(
    visit: Visit, name: str, finger: bool
) -> None:
    options: dict[str, Any] = {"has_touch": True, "is_mobile": True} if finger else {}
    page = demo(visit, "kk", viewport=PHONE, **options)
    asked = Question(page, name)
    session = page.context.new_cdp_session(page) if finger else None
    wanted = respond(asked, "right")
    asked.form.locator(".qz-ranking").scroll_into_view_if_needed()
    for place, row in enumerate(wanted):
        at = asked.order()
        if at[place] != row:
            drag = Drag(asked, row, session)
            drag.to(at[place])
            drag.drop()
            assert asked.order()[place] == row
    assert stored(asked)["answer"] == wanted
    asked.check.click()
    expect(asked.form).to_have_attribute("data-state", "done")


def test_a_row_let_go_by_escape_is_back_where_it_was_and_nothing_is_answered(visit: Visit) -> None:
    page = demo(visit, "kk")
    asked = Question(page, "qk-order")
    before = asked.order()
    drag = Drag(asked, before[0])
    drag.to(before[2])
    assert asked.order() != before
    page.keyboard.press("Escape")
    drag.drop()
    assert asked.order() == before
    assert "answer" not in stored(asked)


def test_a_moved_row_tells_its_place_and_a_row_of_a_closed_question_cannot_be_dragged(
    visit: Visit,
) -> None:
    page = demo(visit, "en")
    for name in RANKED:
        asked = Question(page, name)
        row = asked.order()[1]
        text = asked.text(row)
        stand_before(asked)
        move(asked, row, "up", Keys(page))
        told = strings("en")["moved"].format(text=text, n=1, total=len(asked.order()))
        expect(asked.form.locator(".qz-moved")).to_have_text(told)
        expect(asked.form.locator(".qz-moved")).to_have_attribute("role", "status")
        answered(asked, "right", Mouse(page))
        assert asked.form.locator(".qz-moves:visible").count() == 0


# ---- what is kept


def view(asked: Question) -> dict[str, Any]:
    """What a learner sees of a question, but for its words."""
    controls = asked.form.locator(".qz-field :is(input, select, textarea)")
    return {
        "order": asked.order(),
        "answer": controls.evaluate_all(
            "all => all.map(e => /radio|checkbox/.test(e.type) ? e.checked : e.value)"
        ),
        "shown": asked.form.locator(".qz-step:visible").count(),
        "state": asked.form.get_attribute("data-state"),
        "marks": asked.parts.evaluate_all("all => all.map(e => e.className)"),
    }


def test_answers_of_every_kind_survive_a_reload_and_a_change_of_language(visit: Visit) -> None:
    page = demo(visit, "kk")
    mouse = Mouse(page)
    for asked, how in zip(all_of(page), cycle(("wrong", "right", "answered")), strict=False):
        if how == "answered":
            put(asked, respond(asked, "wrong"), mouse)
            page.keyboard.press("Tab")  # out of the last field
        else:
            answered(asked, how, mouse)
    before = [view(asked) for asked in all_of(page)]
    page.reload()
    assert [view(asked) for asked in all_of(page)] == before
    assert set(page.locator(".qz-status").all_inner_texts()) == {""}
    for language in ("ru", "en"):
        page.locator(f".languages a[lang={language}]").click()
        page.wait_for_url(f"**/{language}/{DEMO}.html*")
        assert [view(asked) for asked in all_of(page)] == before


@pytest.mark.parametrize("language", languages("ru"))
def test_a_check_without_an_answer_says_what_to_do_and_uses_no_attempt(
    visit: Visit, language: str
) -> None:
    page = demo(visit, language)
    ui = strings(language)
    for asked in all_of(page):
        if asked.kind == "scale":
            expect(asked.check).to_be_hidden()
            continue
        asked.check.click()
        name = {"order": "order", "sort": "sort", "match": "match", "cloze": "cloze"}.get(
            asked.kind
        )
        said = asked.verdict.inner_text()
        assert said, asked.id
        assert said == asked.status.inner_text()
        assert name is None or said == ui[f"unanswered_{name}"]
        assert said in [text for key, text in ui.items() if key.startswith("unanswered_")]
        expect(asked.form).to_have_attribute("data-state", "open")
        assert stored(asked).get("progress", {}).get("attempts", 0) == 0
        assert asked.form.locator(".qz-feedback").count() == 0


def test_a_number_that_cannot_be_read_is_said_to_be_that_and_uses_no_attempt(visit: Visit) -> None:
    for language in languages("ru"):
        page = demo(visit, language)
        ui = strings(language)
        for name in ("qk-number", "qk-cloze"):
            asked = Question(page, name)
            response = respond(asked, "right")
            if name == "qk-number":
                response = "1,234.5"
            else:
                blanks = asked.key["blanks"]
                response |= {b: "1,234.5" for b in blanks if blanks[b]["kind"] == "number"}
            put(asked, response, Mouse(page))
            asked.check.click()
            expect(asked.verdict).to_have_text(ui["unreadable_number"])
            expect(asked.status).to_have_text(ui["unreadable_number"])
            note = asked.form.locator(".qz-unreadable")
            expect(note).to_contain_text(ui["unreadable"])
            field = asked.form.locator("[aria-invalid=true]")
            expect(field).to_be_focused()
            expect(field).to_have_accessible_description(note.inner_text())
            assert stored(asked)["progress"]["attempts"] == 0


# ---- closed


def test_handed_in_a_question_of_any_kind_is_marked_and_cannot_be_changed(
    visit: Visit,
) -> None:
    page = demo(visit, "kk")
    in_state(page, all_of(page), "handed")
    for asked in all_of(page):
        expect(asked.form).to_have_attribute("data-state", "handed")
        controls = asked.form.locator(".qz-field :is(input, select, textarea, button):visible")
        for control in controls.all():
            locked = control.is_disabled() or control.get_attribute("readonly") is not None
            assert locked or asked.kind in ("essay", "scale"), f"{asked.id}: {control}"
        if asked.id in SCORED:
            assert asked.feedback.count() > 0, asked.id
            expect(asked.verdict.locator(".qz-word")).not_to_be_empty()


# ---- seen by everybody


#: Elements that stick out of the window, or hide a part of themselves.
CUT = """() => {
  const wide = document.documentElement.clientWidth;
  const found = [];
  for (const e of document.querySelectorAll("section.qz, section.qz *")) {
    const style = getComputedStyle(e), r = e.getBoundingClientRect();
    if (e.closest(".qz-status, .qz-moved") || !r.width || style.visibility === "hidden") continue;
    const field = e.matches("input, select, textarea, option");
    const hides = !field && style.overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1;
    if (r.right > wide + 1 || r.left < -1 || hides) {
      const text = e.textContent.trim().slice(0, 40);
      found.push(`${e.closest("form")?.id} ${e.tagName}.${e.className}: ${text}`);
    }
  }
  return found;
}"""
#: Buttons and fields over one another, or over text of another row.
OVER = """() => {
  const found = [];
  for (const form of document.querySelectorAll("form.qz-question")) {
    const all = [...form.querySelectorAll("button, input, select, textarea, summary, .qz-text")]
      .filter((e) => e.checkVisibility({ visibilityProperty: true }))
      .map((e) => [e, e.getBoundingClientRect()]).filter(([, r]) => r.width && r.height);
    for (const [i, [a, r]] of all.entries()) for (const [b, s] of all.slice(i + 1)) {
      if (a.contains(b) || b.contains(a)) continue;
      const x = Math.min(r.right, s.right) - Math.max(r.left, s.left);
      const y = Math.min(r.bottom, s.bottom) - Math.max(r.top, s.top);
      if (x > 2 && y > 2) found.push(`${form.id}: ${a.className} over ${b.className}`);
    }
  }
  return found;
}"""
#: Targets smaller than they should be: [selector, width, height].
SMALL = """([targets, width, height]) => [...document.querySelectorAll(targets)]
  .filter((e) => e.checkVisibility())
  .map((e) => [e, e.getBoundingClientRect()])
  .filter(([e, r]) => r.width && (r.width < width - 0.5 || r.height < height - 0.5))
  .map(([e, r]) => [e.closest("form")?.id, e.outerHTML.slice(0, 80), r.width, r.height])"""
ROWS = ".qz-row, .qz-button, .qz-select, .qz-input, .qz-handle, .qz-area"
#: Doubles the size of all text.
TWICE = """() => document.documentElement.style.setProperty("font-size",
  `${2 * parseFloat(getComputedStyle(document.documentElement).fontSize)}px`, "important")"""
LOOKS = ("fresh", "answered", "wrong", "shown")


@pytest.mark.parametrize("language", languages("kk"))
@pytest.mark.parametrize("large", [False, True], ids=["320 pixels", "text twice as large"])
def test_on_a_narrow_screen_and_with_large_text_nothing_is_cut_covered_or_scrolled_sideways(
    visit: Visit, language: str, large: bool
) -> None:
    page = demo(visit, language, viewport=DESKTOP if large else NARROW)
    for state in LOOKS:
        in_state(page, all_of(page), state)
        if large:
            page.evaluate(TWICE)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= page.evaluate("innerWidth"), state
        assert page.evaluate(CUT) == [], state
        assert page.evaluate(OVER) == [], state
        if large:
            page.set_viewport_size(NARROW)
            assert page.evaluate(CUT) == [], f"{state}, at 320 pixels"
            assert page.evaluate(OVER) == [], f"{state}, at 320 pixels"
            page.set_viewport_size(DESKTOP)
        else:
            assert page.evaluate(SMALL, [ROWS, 44, 44]) == [], state
            assert page.evaluate(SMALL, [".qz summary, .qz a", 24, 24]) == [], state


#: Parts with a mark and controls that are on, with how they are told from the others.
FORCED = """() => [...document.querySelectorAll(".qz-field .qz-feedback, .qz-option:has(:checked)")]
  .filter((e) => e.checkVisibility() && !e.closest(".qz-past"))
  .map((e) => {
    const s = getComputedStyle(e), box = e.matches(".qz-feedback");
    return {
      what: `${e.closest("form").id}: ${e.className}`,
      border: box ? s.borderTopStyle : s.outlineStyle,
      width: parseFloat(box ? s.borderTopWidth : s.outlineWidth),
      word: box ? e.querySelector(".qz-word")?.textContent.trim().length > 3 : true,
      sign: box ? e.querySelector(".qz-sign")?.checkVisibility() : true,
    };
  })"""
#: Buttons and fields without a border of their own.
BARE = """() => {
  const all = [...document.querySelectorAll(".qz-button, .qz-select, .qz-input, .qz-area")];
  return all
    .filter((e) => e.checkVisibility() && getComputedStyle(e).borderTopStyle === "none")
    .map((e) => e.outerHTML.slice(0, 80));
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_marks_choices_and_controls_of_every_kind_are_seen(
    visit: Visit, scheme: Any
) -> None:
    page = demo(visit, "ru", forced_colors="active", color_scheme=scheme)
    for state in ("answered", "wrong", "right", "shown"):
        in_state(page, all_of(page), state)
        found = page.evaluate(FORCED)
        assert found
        for one in found:
            assert one["border"] == "solid", (state, one)
            assert one["width"] >= 1, (state, one)
            assert one["word"], (state, one)
            assert one["sign"], (state, one)
        assert page.evaluate(BARE) == [], state


#: Elements that move, with the longest time each takes in seconds.
MOTION = """() => [...document.querySelectorAll(".qz, .qz *")].flatMap((e) => {
  const style = getComputedStyle(e);
  const times = `${style.transitionDuration},${style.animationDuration}`.split(",");
  const longest = Math.max(...times.map(parseFloat)); // computed times are in seconds
  return longest > 0 ? [`${e.tagName}.${e.className} ${longest}`] : [];
})"""


def test_nothing_of_any_kind_moves_by_itself_with_reduced_motion_or_without(visit: Visit) -> None:
    for motion in ("reduce", "no-preference"):
        page = demo(visit, "en", reduced_motion=motion)
        for state in ("fresh", "wrong", "shown"):
            in_state(page, all_of(page), state)
            assert page.evaluate(MOTION) == [], (motion, state)


# ---- without script, on paper

#: What is hidden or empty of that which is to be read and filled in, and what is not folded; of a
#: model answer and its checklist nothing is shown before the text is written.
WORKSHEET = """(form) => {
  const seen = (e) => e.checkVisibility() && e.getBoundingClientRect().height > 0;
  const all = (selector) => [...form.querySelectorAll(selector)];
  const texts = all(`.qz-stem, .qz-help, .qz-targets li, .qz-cloze p, .qz-goto,
    .qz-field legend:not(.qz-met *), .qz-field .qz-text:not(.qz-met *, .qz-blanks *)`);
  const fields = all(`.qz-field :is(input, select, textarea):not(.qz-met *), .qz-place-number`);
  const answers = all(".qz-reason, .qz-model-answer, .qz-outcome, .qz-explanation");
  return [
    ...texts.filter((e) => !seen(e) || !e.innerText.trim()),
    ...fields.filter((e) => !seen(e)), ...answers.filter(seen), ...all("button").filter(seen),
    ...(fields.length ? [] : [form]),
  ].map((e) => `${form.id}: ${e.outerHTML.slice(0, 80)}`);
}"""


@pytest.mark.parametrize("language", languages("en"))
def test_without_script_every_kind_reads_as_a_worksheet_with_its_answer_folded(
    visit: Visit, language: str
) -> None:
    page = demo(visit, language, java_script_enabled=False, viewport=PHONE)
    for name in NAMES:
        form = page.locator(f"form[id='{name}']")
        assert form.evaluate(WORKSHEET) == []
        key = form.locator(".qz-key")
        if form.get_attribute("data-kind") != "scale":
            key.locator("summary").click()
            expect(key.locator(".qz-reason, .qz-model-answer").first).to_be_visible()


@pytest.mark.parametrize("language", languages("kk"))
def test_printed_every_question_is_there_with_what_was_answered_and_without_its_buttons(
    visit: Visit, language: str
) -> None:
    page = demo(visit, language, viewport=DESKTOP)
    for state in ("fresh", "answered", "wrong"):
        in_state(page, all_of(page), state)
        page.emulate_media(media="print")
        for asked in all_of(page):
            expect(asked.form.locator(".qz-stem")).to_be_visible()
            assert asked.form.locator(".qz-field").inner_text().strip()
            for box in asked.feedback.all():
                expect(box).to_be_visible()
        assert page.locator(".qz button:visible, .qz-moves:visible").count() == 0
        assert page.locator("#qk-cloze .qz-choices:visible").count() > 0
        if state != "fresh":
            essay = respond(Question(page, "qk-essay"), "wrong")
            expect(page.locator(".qz-written")).to_have_text(essay["text"])
            expect(page.locator(".qz-written")).to_be_visible()
        page.emulate_media(media="screen")
    assert page.pdf().startswith(b"%PDF")


# ---- a case, a scale, a text of one's own


@pytest.mark.parametrize("language", languages("ru"))
def test_a_case_goes_on_from_situation_to_situation_and_ends_with_both_paths(
    visit: Visit, language: str
) -> None:
    ui = strings(language)
    page = demo(visit, language)
    asked = Question(page, "qk-scenario")
    keys = Keys(page)
    path, best = respond(asked, "wrong"), respond(asked, "right")
    assert len(path) > 1
    steps = asked.form.locator(".qz-step:visible")
    start = asked.key["start"]
    first = f"{start}.{path[0]}"
    told = asked.form.locator(f"[data-reason='{first}'] .qz-place").text_content() or ""
    # Nothing chosen: nothing decided.
    asked.check.click()
    expect(asked.verdict).to_have_text(ui["unanswered_choice"])
    expect(steps).to_have_count(1)
    # A choice is decided, its consequence told, and the next situation has the focus.
    keys.choose(asked.input(first))
    keys.press(asked.check)
    expect(steps).to_have_count(2)
    expect(steps.nth(0)).to_contain_text(told)
    assert " ".join(told.split()).rstrip(".") in asked.status.inner_text()
    assert steps.nth(1).locator(":focus").count() == 1
    expect(asked.verdict).to_be_empty()
    # The trail: only what was chosen is left, and it cannot be taken back, by a reload neither.
    for again in (False, True):
        if again:
            page.reload()
        expect(steps).to_have_count(2)
        expect(steps.nth(0).locator(".qz-option:visible")).to_have_count(1)
        expect(asked.input(first)).to_be_checked()
        expect(asked.input(first)).to_be_disabled()
        expect(asked.form).to_have_attribute("data-state", "open")
    # The end: the path taken beside the better one, with the reasons.
    stand_before(asked)
    at = asked.key["steps"][start][path[0]]["next"]
    for name in path[1:]:
        keys.choose(asked.input(f"{at}.{name}"))
        keys.press(asked.check)
        at = asked.key["steps"][at][name]["next"]
    ways = asked.form.locator(".qz-way")
    expect(ways).to_have_count(2)
    for way, title in ((0, "path_taken"), (1, "path_better")):
        expect(ways.nth(way)).to_contain_text(ui[title])
        reasons = ways.nth(way).locator("p").all_inner_texts()
        assert len(reasons) > 2
    for step, name in zip(_steps(asked, best), best, strict=True):
        expect(ways.nth(1)).to_contain_text(asked.text(f"{step}.{name}"))
    left, right = ways.nth(0).bounding_box(), ways.nth(1).bounding_box()
    assert left is not None
    assert right is not None
    assert left["y"] == right["y"]
    assert left["x"] < right["x"]
    # Over: all that is left is to answer again, and that begins at the first situation.
    expect(asked.check).to_be_hidden()
    expect(asked.show).to_be_hidden()
    keys.press(asked.again)
    expect(steps).to_have_count(1)
    expect(ways).to_have_count(1)
    assert asked.chosen() == []
    # The best path is its own debrief.
    answered(asked, "right", keys)
    expect(asked.verdict).to_contain_text(ui["right"])
    expect(ways).to_have_count(1)


def _steps(asked: Question, path: list[str]) -> list[str]:
    """The steps that a path goes through."""
    found, at = [], asked.key["start"]
    for name in path:
        found.append(at)
        at = asked.key["steps"][at][name]["next"]
    return found


@pytest.mark.parametrize("language", languages("kk"))
def test_a_scale_asked_again_shows_before_and_after_in_words_beside_each_statement(
    visit: Visit, language: str
) -> None:
    ui = strings(language)
    page = demo(visit, language)
    before, after = Question(page, "qk-scale-before"), Question(page, "qk-scale-after")
    mouse = Mouse(page)
    ways = ("scale_higher", "scale_same", "scale_lower")
    names = before.key["statements"][:3]
    points = dict(zip(names, (1, 2, 3), strict=True))
    put(before, points, mouse)
    expect(after.form.locator(".qz-change").first).to_be_hidden()
    put(after, dict.fromkeys(names, 2), mouse)
    for again in (False, True):
        if again:
            page.reload()
        for (name, point), way in zip(points.items(), ways, strict=True):
            labels = [
                after.part(name).locator(f"label:has([value='{n}'])").inner_text()
                for n in (point, 2)
            ]
            change = after.part(name).locator(".qz-change")
            expect(change).to_have_text(ui[way].format(before=labels[0], now=labels[1]))
            expect(change).to_have_attribute("role", "status")
    for asked in (before, after):
        expect(asked.verdict).to_be_empty()
        expect(asked.form.locator(".qz-actions button:visible")).to_have_count(0)
        assert stored(asked)["progress"]["attempts"] == 0


@pytest.mark.parametrize("language", languages("en"))
def test_a_text_of_ones_own_is_kept_compared_with_a_model_and_marked_by_its_writer(
    visit: Visit, language: str
) -> None:
    ui = strings(language)
    page = demo(visit, language)
    asked = Question(page, "qk-essay")
    keys = Keys(page)
    field = asked.form.locator("textarea")
    model, met = asked.form.locator(".qz-model"), asked.form.locator(".qz-met")
    stand_before(asked)
    text = respond(asked, "right")["text"]
    keys.write(field, text)
    expect(asked.form.locator(".qz-words")).to_contain_text(str(len(text.split())))
    page.reload()  # while it is still being typed
    expect(field).to_have_value(text)
    expect(model).to_be_hidden()
    expect(met).to_be_hidden()
    stand_before(asked)
    keys.press(asked.check)
    assert model.locator(":focus").count() == 1  # where reading goes on
    assert ui["checklist_ask"] in asked.status.inner_text()
    expect(field).to_have_value(text)
    assert not field.is_editable()
    written = asked.form.locator(".qz-key .qz-model-answer").text_content() or ""
    assert " ".join(written.split()) in " ".join((model.text_content() or "").split())
    checklist: list[str] = asked.key["checklist"]
    for n, name in enumerate(checklist, start=1):
        keys.choose(met.locator(f"input[value='{name}']"))
        plural = ui["points_met"]
        told = plural.get("one" if n == 1 else "other", plural["other"])
        expect(met.locator("[role=status]")).to_have_text(told.format(n=n, total=len(checklist)))
    assert stored(asked)["answer"] == {"text": text, "met": checklist}
    keys.press(asked.again)
    expect(field).to_be_focused()
    expect(field).to_have_value(text)
    assert field.is_editable()
    expect(model).to_be_hidden()
    put(asked, {"text": "  \n "}, keys)
    keys.press(asked.check)
    expect(asked.verdict).to_have_text(ui["unanswered_essay"])
