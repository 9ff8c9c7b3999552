"""Quizzes answered in a browser, on the built site in three languages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pages import (
    KINDS,
    LESSON,
    PAIRS,
    Question,
    Visit,
    first,
    items,
    languages,
    one,
    option,
    question,
    sheet,
    visiting,
)
from playwright.sync_api import Browser, Dialog, Page, expect
from site_fixtures import Site

from quizlib.locale import strings

CHOICE_PAIRS = [(language, kind) for language, kind in PAIRS if kind != "sort"]


@pytest.fixture
def visit(chromium: Browser, serve: Callable[[Path], str], site: Site) -> Iterator[Visit]:
    with visiting(chromium, serve(site.out)) as visit:
        yield visit


@pytest.fixture
def trial(chromium: Browser, serve: Callable[[Path], str], tmp_path: Path) -> Iterator[Visit]:
    """A page of our own, ``sheet.html``, for what the lesson has no example of."""
    with visiting(chromium, serve(sheet(tmp_path, TRIAL, *TRIAL_QUIZZES))) as visit:
        yield visit


def letters(count: int, *right: int) -> list[dict[str, Any]]:
    return [
        option(f"o{i}", f"Option {i}", f"Reason {i}", **({"correct": True} if i in right else {}))
        for i in range(count)
    ]


TRIAL = [
    question(
        "t-long",
        "single",
        "Which?",
        options=letters(8, 5),
        hints=[one("One"), one("Two"), one("3")],
    ),
    question("t-many", "multiple", "Which ones?", options=letters(6, 1, 2), credit="parts"),
    question(
        "t-sort",
        "sort",
        "Where to?",
        bins=[{"id": b, "text": one(f"Bin {b}")} for b in ("a", "b", "c")],
        cards=[
            option(f"c{i}", f"Card {i}", f"Reason {i}", bins=bins)
            for i, bins in enumerate((["a"], ["b"], ["c"], ["a", "c"], ["b"], ["c"]))
        ],
    ),
]
TRIAL_QUIZZES = (("t-long", "t-many"), ("t-sort",))


def lesson(visit: Visit, language: str = "kk", **options: Any) -> Page:
    return visit.open(f"{language}/{LESSON}.html", **options)


def words(page: Page) -> dict[str, Any]:
    """The interface strings of a page."""
    return strings(page.locator("html").get_attribute("lang") or "")


def stored(page: Page) -> dict[str, Any]:
    """What the browser keeps of quizzes: id → record."""
    text = page.evaluate("JSON.stringify(localStorage)")
    records: dict[str, str] = json.loads(text)
    prefix = "quizlib:2:q:"
    return {k[len(prefix) :]: json.loads(v) for k, v in records.items() if k.startswith(prefix)}


# ---- with the keyboard alone


#: The focused element: where it is, and how it is outlined.
FOCUS = """() => {
  const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
  return {
    tag: e.tagName, name: e.name ?? "", value: e.value ?? "", className: e.className,
    form: e.closest("form")?.id ?? "", outline: s.outlineStyle, width: parseFloat(s.outlineWidth),
    seen: r.bottom > 0 && r.top < innerHeight && r.width > 0,
  };
}"""


class Keys:
    """Presses keys, and sees to it that the focus is somewhere and shown after each."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, key: str) -> dict[str, Any]:
        self.page.keyboard.press(key)
        found: dict[str, Any] = self.page.evaluate(FOCUS)
        assert found["tag"] != "BODY", f"the focus is lost after {key}"
        assert found["outline"] != "none", f"focus without an outline after {key}: {found}"
        assert found["width"] >= 2, f"focus without an outline after {key}: {found}"
        assert found["seen"], f"focus out of sight after {key}: {found}"
        return found

    def reach(self, key: str, limit: int = 400, **wanted: str) -> None:
        """Press ``key`` until the focused element has these properties."""
        for _ in range(limit):
            found = self.press(key)
            if all(found[name] == value for name, value in wanted.items()):
                return
        pytest.fail(f"{key} does not reach {wanted}")

    def to_form(self, name: str) -> None:
        for _ in range(400):
            if self.press("Tab")["form"] == name:
                return
        pytest.fail(f"Tab does not reach the question {name}")

    def answer(self, asked: Question, right: bool) -> None:
        """Give an answer.  The focus is on the first control of the question."""
        if asked.kind in ("single", "truefalse"):
            wanted = next(name for name, on in asked.choice(right).items() if on)
            self.press("Space")
            if not asked.input(wanted).is_checked():
                self.reach("ArrowDown", value=wanted)
            expect(asked.input(wanted)).to_be_checked()
            self.press("Tab")
            return
        choice = asked.choice(right)
        while True:
            found = self.page.evaluate(FOCUS)
            if found["tag"] != "INPUT":
                return
            part = found["name"].rpartition(".")[2] if asked.kind == "sort" else found["value"]
            box = asked.input(part, found["value"])
            if box.is_checked() != (found["value"] in choice[part]):
                self.press("Space")
            self.press("Tab")


@pytest.mark.parametrize(("language", "kind"), PAIRS)
def test_a_question_is_answered_shown_and_answered_again_with_the_keyboard_alone(
    visit: Visit, language: str, kind: str
) -> None:
    page = lesson(visit, language, reduced_motion="reduce")
    ui = words(page)
    keys = Keys(page)
    keys.press("Tab")  # to the link that skips the navigation
    page.keyboard.press("Enter")
    asked = first(page, kind)
    keys.to_form(asked.id)
    keys.answer(asked, right=False)
    while "qz-check" not in page.evaluate(FOCUS)["className"]:
        keys.press("Tab")
    keys.press("Enter")
    expect(asked.verdict).to_contain_text(ui["wrong"])
    expect(asked.check).to_be_focused()
    keys.press("Tab")
    expect(asked.show).to_be_focused()
    keys.press("Enter")
    expect(asked.again).to_be_focused()
    keys.press("Enter")
    expect(asked.parts.first.locator("input").first).to_be_focused()
    assert asked.chosen() == []
    keys.answer(asked, right=True)
    while "qz-check" not in page.evaluate(FOCUS)["className"]:
        keys.press("Tab")
    keys.press("Enter")
    expect(asked.verdict).to_contain_text(ui["right"])
    expect(asked.again).to_be_focused()
    keys.press("Space")
    expect(asked.form).to_have_attribute("data-state", "open")


def test_enter_in_an_option_checks_and_keeps_the_focus(visit: Visit) -> None:
    page = lesson(visit)
    keys = Keys(page)
    asked = first(page, "single")
    wrong = next(name for name, on in asked.choice(right=False).items() if on)
    asked.input(wrong).focus()
    keys.press("Space")
    keys.press("Enter")
    expect(asked.part(wrong).locator(".qz-feedback")).to_be_visible()
    expect(asked.input(wrong)).to_be_focused()


# ---- practice: verdict, reason, another try


@pytest.mark.parametrize(("language", "kind"), CHOICE_PAIRS)
def test_a_wrong_answer_has_verdict_reason_and_the_way_to_the_paragraph_beside_it(
    visit: Visit, language: str, kind: str
) -> None:
    page = lesson(visit, language)
    ui = words(page)
    asked = first(page, kind)
    wrong = next(name for name, on in asked.choice(right=False).items() if on)
    asked.to("wrong")
    box = asked.part(wrong).locator(".qz-feedback")
    expect(box.locator(".qz-word")).to_contain_text(ui["wrong"])
    reason = asked.form.locator(f"[data-reason='{wrong}'] .qz-reason > p").first
    assert (reason.text_content() or "").strip() in box.inner_text()
    box.get_by_role("link", name=ui["see"]).click()
    anchor = page.url.partition("#")[2]
    assert page.locator(f"section[id='{anchor}'], span[id='{anchor}']").count() >= 1


@pytest.mark.parametrize(("language", "kind"), CHOICE_PAIRS)
def test_the_right_option_is_not_given_away_until_shown_and_then_named(
    visit: Visit, language: str, kind: str
) -> None:
    page = lesson(visit, language)
    ui = words(page)
    asked = first(page, kind)
    asked.to("wrong")
    right = [name for name, on in asked.choice(right=True).items() if on]
    for name in right:
        expect(asked.part(name).locator(".qz-feedback")).to_have_count(0)
        assert "qz-is" not in (asked.part(name).get_attribute("class") or "")
    expect(asked.form.locator(".qz-field .qz-word")).to_have_count(1)
    assert asked.form.locator(".qz-key:visible, .qz-explained:visible").count() == 0
    asked.show.click()
    names = "; ".join(asked.text(name) for name in asked.order() if name in right)
    expect(asked.verdict).to_have_text(ui["right_answer"].format(text=names))
    for name in right:
        expect(asked.part(name).locator(".qz-word")).to_be_visible()
    expect(asked.form.locator(".qz-explained")).to_be_visible()
    expect(asked.parts.first.locator("input").first).to_be_disabled()


@pytest.mark.parametrize("kind", KINDS)
def test_another_try_counts_and_full_marks_can_be_answered_again(visit: Visit, kind: str) -> None:
    page = lesson(visit, "en")
    asked = first(page, kind)
    asked.to("wrong")
    expect(asked.form).not_to_contain_text("Attempt")
    asked.answer(right=True)
    expect(asked.verdict).to_be_empty()
    asked.check.click()
    expect(asked.verdict).to_contain_text("Right")
    expect(asked.verdict).to_contain_text("Attempt 2")
    asked.again.click()
    assert asked.chosen() == []
    expect(asked.feedback).to_have_count(0)
    expect(asked.verdict).to_be_empty()
    asked.to("right")
    expect(asked.verdict).to_contain_text("Right")
    expect(asked.form).not_to_contain_text("Attempt")


@pytest.mark.parametrize(("language", "kind"), PAIRS)
def test_a_check_without_an_answer_says_so_and_uses_no_attempt(
    visit: Visit, language: str, kind: str
) -> None:
    page = lesson(visit, language)
    asked = first(page, kind)
    asked.check.click()
    nothing = words(page)["unanswered_sort" if kind == "sort" else "unanswered_choice"]
    expect(asked.verdict).to_have_text(nothing)
    expect(asked.status).to_have_text(nothing)
    expect(asked.check).to_be_focused()
    asked.to("wrong")
    asked.check.click()
    expect(asked.verdict).to_contain_text(words(page)["attempt_n"].format(n=2))
    assert stored(page)[asked.id]["progress"]["attempts"] == 2


def test_hints_open_one_after_another_and_go_once_the_question_is_over(trial: Visit) -> None:
    asked = Question(trial.open("sheet.html"), "t-long")
    for opened in range(3):
        assert [hint.is_visible() for hint in asked.hints.all()] == [i <= opened for i in range(3)]
        asked.hints.nth(opened).locator("summary").click()
        expect(asked.hints.nth(opened).locator("p")).to_be_visible()
    assert asked.hints.nth(0).locator("summary").inner_text() == "Hint 1"
    asked.to("right")
    assert asked.form.locator(".qz-hint:visible").count() == 0


def test_options_are_shuffled_and_keep_their_order_on_retry_and_reload(trial: Visit) -> None:
    page = trial.open("sheet.html")
    orders = []
    for name in ("t-long", "t-many", "t-sort"):
        asked = Question(page, name)
        order = asked.order()
        orders.append(order)
        asked.to("wrong")
        asked.show.click()
        asked.again.click()
        assert asked.order() == order
        asked.to("wrong")
        assert asked.order() == order
    page.reload()
    names = ("t-long", "t-many", "t-sort")
    assert [Question(page, name).order() for name in names] == orders
    others = [Question(trial.open("sheet.html"), name).order() for name in names]
    # The odds that three questions of 8, 6 and 6 parts fall alike are 1 to 20 thousand million.
    assert others != orders


# ---- cards into bins


def test_cards_right_partly_right_wrong_and_without_a_place_are_told_apart(visit: Visit) -> None:
    page = lesson(visit, "en")
    asked = first(page, "sort")
    cards: dict[str, list[str]] = asked.key["cards"]
    both = next(card for card, fits in cards.items() if len(fits) > 1)
    right, wrong, *rest = (card for card in cards if card != both)
    asked.input(both, cards[both][0]).check()
    asked.input(right, cards[right][0]).check()
    asked.input(wrong, next(b for b in asked.key["bins"] if b not in cards[wrong])).check()
    asked.check.click()
    said = {card: asked.part(card).locator(".qz-word").inner_text() for card in cards}
    assert {card: text.partition(" ")[2] for card, text in said.items()} == {
        both: "Partly right",
        right: "Right",
        wrong: "Not right",
        **dict.fromkeys(rest, "This card has no place yet"),
    }
    expect(asked.verdict).to_contain_text("Partly right")
    expect(asked.verdict).to_contain_text(f"1 of {len(cards)} right.")
    # The place of a card is told of the right one alone, until the answer is shown.
    assert asked.form.locator(".qz-field .qz-place").count() == 1
    asked.show.click()
    for card, fits in cards.items():
        expect(asked.part(card).locator(".qz-place")).to_contain_text("Belongs in")
        for name in fits:
            label = asked.part(card).locator(f"label:has([value='{name}'])").inner_text()
            expect(asked.part(card).locator(".qz-place")).to_contain_text(label)


def test_a_card_changed_after_the_check_loses_its_mark_and_the_others_keep_theirs(
    trial: Visit,
) -> None:
    asked = Question(trial.open("sheet.html"), "t-sort")
    for card, value in (("c0", "a"), ("c1", "c"), ("c3", "c")):
        asked.input(card, value).check()
    asked.check.click()
    expect(asked.verdict).to_contain_text("2 of 6 right.")
    asked.input("c1", "b").check()
    expect(asked.part("c1").locator(".qz-feedback")).to_have_count(0)
    expect(asked.part("c0").locator(".qz-word")).to_contain_text("Right")
    expect(asked.verdict).to_be_empty()
    asked.check.click()
    expect(asked.verdict).to_contain_text("3 of 6 right.")
    asked.show.click()
    expect(asked.part("c3").locator(".qz-place")).to_have_text("Belongs in: Bin a / Bin c")


def test_the_control_under_the_pointer_stays_there_when_feedback_above_it_goes(
    trial: Visit,
) -> None:
    page = trial.open("sheet.html", viewport={"width": 390, "height": 600})
    asked = Question(page, "t-long")
    top, below = [name for name in asked.order() if name != "o5"][:2]
    asked.input(top).check()
    asked.check.click()
    # With the feedback in sight: above the window the browser itself would hold the page still.
    page.evaluate("scrollTo(0, 120)")
    assert (asked.part(top).bounding_box() or {"y": -1})["y"] > 0
    before = asked.part(below).bounding_box()
    asked.part(below).locator("label").click()
    expect(asked.part(top).locator(".qz-feedback")).to_have_count(0)
    after = asked.part(below).bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) <= 1


# ---- what is kept


@pytest.mark.parametrize("language", languages("kk"))
def test_answers_survive_a_reload(visit: Visit, language: str) -> None:
    page = lesson(visit, language)
    for kind, state in zip(KINDS, ("wrong", "right", "shown", "wrong"), strict=True):
        first(page, kind).to(state)
    half_done = first(page, "multiple", skip=1)
    half_done.parts.first.locator("input").check()
    views = [_view(first(page, kind)) for kind in KINDS] + [_view(half_done)]
    page.reload()
    again = [first(page, kind) for kind in KINDS] + [first(page, "multiple", skip=1)]
    assert [_view(asked) for asked in again] == views
    expect(again[0].show).to_be_visible()
    assert again[4].status.inner_text() == ""


def _view(asked: Question) -> dict[str, Any]:
    return {
        "order": asked.order(),
        "chosen": asked.chosen(),
        "state": asked.form.get_attribute("data-state"),
        "feedback": asked.feedback.all_inner_texts(),
        "verdict": asked.verdict.inner_text(),
        "buttons": asked.form.locator("button:visible").all_inner_texts(),
    }


def test_answers_survive_a_change_of_language_on_the_same_place_of_the_page(
    visit: Visit,
) -> None:
    page = lesson(visit, "kk")
    first(page, "single").to("wrong")
    first(page, "sort").to("right")
    page.goto(f"{page.url}#names")
    for language in ("ru", "en", "kk"):
        before = [first(page, kind).chosen() for kind in KINDS]
        page.locator(f".languages a[lang={language}]").click()
        page.wait_for_url(f"**/{language}/{LESSON}.html#names")
        assert [first(page, kind).chosen() for kind in KINDS] == before
        expect(first(page, "single").verdict).to_contain_text(words(page)["wrong"])
        expect(first(page, "sort").verdict).to_contain_text(words(page)["right"])


def test_two_tabs_show_the_same_answers(visit: Visit) -> None:
    page = lesson(visit, "kk")
    other = visit.also(page.context, f"ru/{LESSON}.html")
    first(page, "single").to("wrong")
    expect(first(other, "single").verdict).to_contain_text(words(other)["wrong"])
    first(other, "multiple").to("right")
    expect(first(page, "multiple").verdict).to_contain_text(words(page)["right"])
    assert set(stored(page)) == {first(page, "single").id, first(page, "multiple").id}
    assert first(page, "single").chosen() == first(other, "single").chosen()


def test_quizzes_of_one_bank_on_a_page_do_not_overwrite_each_other(trial: Visit) -> None:
    page = trial.open("sheet.html")
    for name in ("t-long", "t-sort", "t-many"):
        Question(page, name).to("right")
    page.reload()
    for name in ("t-long", "t-sort", "t-many"):
        expect(Question(page, name).verdict).to_contain_text("Right")


def test_a_question_shown_twice_on_a_page_is_answered_in_both_places(
    chromium: Browser, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    address = serve(sheet(tmp_path, TRIAL, ("t-many", "t-long"), ("t-long",)))
    with visiting(chromium, address) as visit:
        page = visit.open("sheet.html")
        Question(page, "t-many").to("right")
        forms = page.locator("form[data-id='t-long']")
        forms.nth(0).locator("input[value=o1]").check()
        forms.nth(0).locator(".qz-check").click()
        expect(forms.nth(1).locator("input[value=o1]")).to_be_checked()
        expect(forms.nth(1).locator(".qz-verdict")).to_contain_text("Not right")
        forms.nth(1).locator(".qz-show").click()
        expect(forms.nth(0).locator(".qz-verdict")).to_contain_text("The right answer: Option 5")
        expect(Question(page, "t-many").verdict).to_contain_text("Right")


def test_the_record_of_a_changed_question_is_passed_over_and_the_others_stay(
    visit: Visit,
) -> None:
    page = lesson(visit)
    kept, changed = first(page, "single"), first(page, "truefalse")
    kept.to("wrong")
    changed.to("wrong")
    page.evaluate(
        """name => {
          const record = JSON.parse(localStorage.getItem(name));
          localStorage.setItem(name, JSON.stringify({ ...record, hash: "000000000000" }));
        }""",
        f"quizlib:2:q:{changed.id}",
    )
    page.reload()
    expect(kept.verdict).to_contain_text(words(page)["wrong"])
    assert changed.chosen() == []
    expect(changed.verdict).to_be_empty()
    changed.to("right")
    assert stored(page)[changed.id]["hash"] == changed.hash


#: Records that no version of ours wrote; HASH stands for the right hash.
CORRUPTED = (
    "{",
    "null",
    "[]",
    "5",
    '{"hash":"HASH","answer":5,"progress":{"status":"checked","attempts":1,"checked":5},"at":1}',
    '{"hash":"HASH","answer":["no-such"],"progress":{"status":"done","attempts":1},"at":1}',
    '{"hash":"HASH","answer":{"c":1},"progress":"done","at":1}',
    '{"hash":"HASH","progress":{"status":"flying","attempts":"many","order":7},"at":1}',
)


@pytest.mark.parametrize("turn", [0, 4])
def test_corrupted_records_stop_no_quiz(visit: Visit, turn: int) -> None:
    page = lesson(visit)
    records = {}
    for i, item in enumerate(items(page)):
        text = CORRUPTED[(i + turn) % len(CORRUPTED)]
        records[f"quizlib:2:q:{item['id']}"] = text.replace("HASH", item["hash"])
    page.evaluate("records => Object.assign(localStorage, records)", records)
    page.reload()
    forms = page.locator("form.qz-question")
    assert forms.count() == len(records)
    assert page.locator("form[data-state='open']").count() == len(records)
    assert page.locator("form input:checked").count() == 0
    for kind in KINDS:
        asked = first(page, kind)
        asked.to("right")
        expect(asked.verdict).to_contain_text(words(page)["right"])


#: Storage that is switched off throws at the first touch.
STORAGE_OFF = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("switched off", "SecurityError"); },
});"""
#: Fill what is left of the browser's storage, to the last letter.
FILL = """() => {
  for (let size = 2 ** 22, n = 0; size >= 1; ) {
    try { localStorage.setItem(`fill${n}`, "x".repeat(size)); n += 1; }
    catch { size = Math.floor(size / 2); }
  }
}"""


@pytest.mark.parametrize("language", languages("en"))
def test_with_storage_off_the_quiz_works_and_says_that_nothing_is_kept(
    visit: Visit, language: str
) -> None:
    context = visit.context()
    context.add_init_script(STORAGE_OFF)
    page = visit.also(context, f"{language}/{LESSON}.html")
    for kind in KINDS:
        asked = first(page, kind)
        asked.to("right")
        expect(asked.verdict).to_contain_text(words(page)["right"])
    quizzes = page.locator("section.qz")
    assert quizzes.count() > 1
    for quiz in quizzes.all():
        expect(quiz.locator(".qz-not-kept")).to_have_text(words(page)["not_kept"])
    # The theme's own scripts do not expect this; that the quizzes do is shown above.
    visit.complaints = [c for c in visit.complaints if c != "page error: switched off"]


def test_storage_that_forgets_at_once_is_told(trial: Visit) -> None:
    context = trial.context()
    context.add_init_script("Storage.prototype.setItem = () => {};")
    page = trial.also(context, "sheet.html")
    expect(page.locator(".qz-not-kept:visible")).to_have_count(2)


def test_storage_that_runs_full_later_stops_nothing_and_is_told(trial: Visit) -> None:
    page = trial.open("sheet.html")
    asked, other = Question(page, "t-long"), Question(page, "t-many")
    asked.to("right")
    expect(page.locator(".qz-not-kept:visible")).to_have_count(0)
    page.evaluate(FILL)
    other.to("wrong")
    expect(other.verdict).to_contain_text("Not right")
    notice = page.locator(".qz-not-kept:visible")
    expect(notice).to_have_text(strings("en")["not_kept"])
    expect(notice).to_have_role("status")
    assert "t-many" not in stored(page)
    # With room again, what could not be kept is, and the notice goes.
    page.evaluate(
        "Object.keys(localStorage).forEach(k => k[0] === 'f' && localStorage.removeItem(k))"
    )
    other.answer(right=True)
    other.check.click()
    expect(notice).to_have_count(0)
    page.reload()
    expect(other.verdict).to_contain_text("Right")
    expect(asked.verdict).to_contain_text("Right")


def test_storage_that_is_full_from_the_start_is_told(trial: Visit) -> None:
    page = trial.open("sheet.html")
    page.evaluate(FILL)
    page.reload()
    expect(page.locator(".qz-not-kept:visible")).to_have_count(2)
    asked = Question(page, "t-sort")
    asked.to("right")
    expect(asked.verdict).to_contain_text("Right")


# ---- start over


@pytest.mark.parametrize("language", languages("ru"))
def test_start_over_asks_and_clears_the_questions_of_this_quiz_alone(
    visit: Visit, language: str
) -> None:
    page = lesson(visit, language)
    ui = words(page)
    here, elsewhere = first(page, "single"), first(page, "sort")
    here.to("wrong")
    elsewhere.to("right")
    quiz = page.locator("section.qz").filter(has=here.form)
    start_over = quiz.get_by_role("button", name=ui["start_over"])
    total = quiz.locator("form").count()
    answered = quiz.locator(".qz-answered")
    told = {n: ui["answered_of"]["other"].format(n=n, total=total) for n in (0, 1)}
    expect(answered).to_have_text(told[1])
    asked: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    def accept(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept()

    page.once("dialog", dismiss)
    start_over.click()
    expect(here.verdict).to_contain_text(ui["wrong"])
    expect(answered).to_have_text(told[1])
    page.once("dialog", accept)
    start_over.click()
    expect(here.verdict).to_be_empty()
    expect(answered).to_have_text(told[0])
    expect(start_over).to_be_focused()
    assert asked == [ui["start_over_question"]] * 2
    assert here.chosen() == []
    expect(elsewhere.verdict).to_contain_text(ui["right"])
    page.reload()
    assert here.chosen() == []
    # Past results stay, since the review hangs on them.
    assert "answer" not in stored(page)[here.id]
    assert len(stored(page)[here.id]["progress"]["history"]) == 1
    assert set(stored(page)) == {here.id, elsewhere.id}


# ---- announced


@pytest.mark.parametrize(("language", "kind"), PAIRS)
def test_verdict_and_reasons_are_announced_in_plain_sentences(
    visit: Visit, language: str, kind: str
) -> None:
    page = lesson(visit, language)
    ui = words(page)
    for region in page.get_by_role("status").all():
        assert region.inner_text() == ""
    asked = first(page, kind)
    for state in ("wrong", "right", "shown"):
        asked.to(state)
        expect(asked.status).not_to_be_empty()
        text = asked.status.inner_text()
        if state == "shown" and kind == "sort":
            assert ui["belongs_to"].partition("{")[0] in text
        else:
            said = {"shown": ui["right_answer"].partition(":")[0]}.get(state) or ui[state]
            assert text.startswith(said)
        for sign in ("✓", "✗", "◐", "○", "..", ". .", "?.", "!.", ":.", " .", "  ", "{", "\n"):
            assert sign not in text, f"{sign!r} in: {text}"
        assert ui["see"] not in text
        reasons = asked.feedback.locator("> p:not(.qz-word, .qz-see)").all_inner_texts()
        assert reasons or (kind == "sort" and state == "wrong")
        for reason in [*reasons, *asked.form.locator(".qz-explained:visible p").all_inner_texts()]:
            assert " ".join(reason.split()).rstrip(".") in text
        if state != "wrong":
            asked.again.click()
            expect(asked.status).to_be_empty()
        else:
            page.evaluate("localStorage.clear()")
            page.reload()
