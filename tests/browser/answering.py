"""How each kind of question is answered on a page: by mouse, by touch, by the keyboard alone.

A *hand* does to the controls what a person does; what to answer is in ``responses.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pages import Question
from playwright.sync_api import CDPSession, Locator, Page, expect
from responses import respond

# ---- hands


class Mouse:
    """Answers by clicking, and by typing where there is something to type."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        target.click()

    def choose(self, box: Locator, on: bool = True) -> None:
        """Bring a control to this state by pressing its row, if it is not in it."""
        if box.is_checked() != on:
            self.press(box.locator("xpath=ancestor::label"))

    def select(self, select: Locator, value: str) -> None:
        select.select_option(value)

    def write(self, field: Locator, text: str) -> None:
        self.press(field)
        field.fill("")
        self.page.keyboard.insert_text(text)


class Touch(Mouse):
    """Answers by tapping, in a context with touch.  The list of a select is the phone's own."""

    def press(self, target: Locator) -> None:
        target.tap()


#: The focused element: its form, how it is outlined, and whether it is in sight, not below a bar.
FOCUS = """() => {
  const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
  const [top, bottom] = [Math.max(r.top, 0), Math.min(r.bottom, innerHeight)];
  const hit = document.elementFromPoint(r.left + r.width / 2, (top + bottom) / 2);
  return {
    tag: e.tagName, className: e.className, form: e.closest("form")?.id ?? "",
    what: `${e.tagName}.${e.className} ${e.name ?? ""} ${e.value ?? ""}`,
    outline: s.outlineStyle === "none" ? 0 : parseFloat(s.outlineWidth),
    seen: bottom > top && r.width > 0 && (e.contains(hit) || Boolean(hit?.contains(e))),
  };
}"""
#: Where an element stands, seen from the focused one: 0 there, 1 behind it, -1 before it.  A group
#: of radio buttons is one stop.
WAY = """(wanted) => {
  const at = document.activeElement;
  const group = wanted.type === "radio" && at.name === wanted.name && at.form === wanted.form;
  if (at === wanted || group) return 0;
  return at.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING ? -1 : 1;
}"""


class Keys(Mouse):
    """Presses keys, and sees to it that the focus is somewhere and shown after each."""

    def key(self, key: str) -> dict[str, Any]:
        self.page.keyboard.press(key)
        found: dict[str, Any] = self.page.evaluate(FOCUS)
        assert found["tag"] != "BODY", f"the focus is lost after {key}"
        assert found["outline"] >= 2, f"focus without an outline after {key}: {found}"
        assert found["seen"], f"focus out of sight after {key}: {found}"
        return found

    def to(self, target: Locator) -> None:
        """Go to a control with the Tab key."""
        for _ in range(200):
            way = target.evaluate(WAY)
            if not way:
                return
            self.key("Tab" if way > 0 else "Shift+Tab")
        pytest.fail(f"Tab does not reach {target}")

    def press(self, target: Locator) -> None:
        self.to(target)
        self.key("Enter")

    def choose(self, box: Locator, on: bool = True) -> None:
        self.to(box)
        if box.is_checked() != on:
            self.key("Space")
        for _ in range(20):
            if box.is_checked() == on:
                return
            self.key("ArrowDown")
        pytest.fail(f"the arrow keys do not reach {box}")

    def select(self, select: Locator, value: str) -> None:
        self.to(select)
        self.key("Home")
        while select.input_value() != value:
            before = select.input_value()
            self.key("ArrowDown")
            assert select.input_value() != before, f"the arrow keys do not reach {value}"

    def write(self, field: Locator, text: str) -> None:
        self.to(field)
        self.key("ControlOrMeta+a")
        self.key("Delete")
        self.page.keyboard.insert_text(text)


# ---- answering


def put(asked: Question, response: Any, hand: Mouse) -> None:
    """Answer a question, but for the last press of its button."""
    PUT[asked.kind](asked, response, hand)


def answered(asked: Question, how: str, hand: Mouse) -> Any:
    """Answer a question so and press its button, if it has one; the response."""
    response = respond(asked, how)
    put(asked, response, hand)
    if asked.kind != "scale":
        hand.press(asked.check)
    return response


def _choose(asked: Question, response: Any, hand: Mouse) -> None:
    hand.choose(asked.input(response))


def _choose_several(asked: Question, response: Any, hand: Mouse) -> None:
    for name in asked.order():
        hand.choose(asked.input(name), name in response)


def _choose_letters(asked: Question, response: Any, hand: Mouse) -> None:
    for name in asked.order():
        hand.select(asked.part(name).locator("select"), response[name])


def _choose_bins(asked: Question, response: Any, hand: Mouse) -> None:
    for card in asked.order():
        for name in asked.key["bins"] if asked.key["several"] else response[card]:
            hand.choose(asked.input(card, name), name in response[card])


def move(asked: Question, name: str, way: str, hand: Mouse) -> None:
    """Move a row by one place."""
    hand.press(asked.part(name).locator(f".qz-move[data-way={way}]"))


def _arrange(asked: Question, response: list[str], hand: Mouse) -> None:
    if asked.order() == response:  # what nobody has moved is no answer
        move(asked, response[0], "down", hand)
    for place, name in enumerate(response):
        while asked.order().index(name) > place:
            move(asked, name, "up", hand)


def _judge(asked: Question, response: Any, hand: Mouse) -> None:
    if asked.key["task"] == "rank":
        return _arrange(asked, response, hand)
    for pick, name in response.items():
        hand.choose(asked.part(name).locator(f"input[name$='.{pick}']"))
    return None


def _fill(asked: Question, response: Any, hand: Mouse) -> None:
    for name in asked.order():
        field = asked.form.locator(f"[data-blank='{name}'] :is(input, select)")
        if asked.key["blanks"][name]["kind"] == "choice":
            hand.select(field, response[name])
        else:
            hand.write(field, response[name])


def _type(asked: Question, response: Any, hand: Mouse) -> None:
    hand.write(asked.part("answer").locator("input"), response)


def decide(asked: Question, path: list[str], hand: Mouse) -> None:
    """Choose along a path; each choice but the last is decided."""
    at = asked.key["start"]
    for i, name in enumerate(path):
        if i:
            hand.press(asked.check)
        hand.choose(asked.input(f"{at}.{name}"))
        at = asked.key["steps"][at][name]["next"]


def _rate(asked: Question, response: Any, hand: Mouse) -> None:
    for name, point in response.items():
        hand.choose(asked.input(name, str(point)))


def _write(asked: Question, response: Any, hand: Mouse) -> None:
    hand.write(asked.form.locator("textarea"), response["text"])


#: kind → how its response gets onto the page
PUT: dict[str, Callable[[Question, Any, Mouse], None]] = {
    "single": _choose,
    "multiple": _choose_several,
    "truefalse": _choose,
    "match": _choose_letters,
    "order": _arrange,
    "sort": _choose_bins,
    "cloze": _fill,
    "text": _type,
    "number": _type,
    "scenario": decide,
    "judgement": _judge,
    "scale": _rate,
    "essay": _write,
}


# ---- dragging


class Drag:
    """A row held by its handle, with the mouse or, given a session, with a finger."""

    def __init__(self, asked: Question, name: str, finger: CDPSession | None = None) -> None:
        self.asked = asked
        self.row = asked.part(name)
        self.finger = finger
        handle = self.row.locator(".qz-handle")
        handle.scroll_into_view_if_needed()
        self.x, self.y = middle(handle)
        if not finger:
            asked.page.mouse.move(self.x, self.y)
            asked.page.mouse.down()
        self._touch("touchStart")

    def to(self, name: str) -> None:
        """To the place of another row, in small steps as a hand does."""
        row, other = self.row.bounding_box(), self.asked.part(name).bounding_box()
        assert row is not None
        assert other is not None
        way = other["y"] - row["y"]
        if way > 0:
            way += other["height"] - row["height"]
        for step in range(1, 9):
            y = self.y + way * step / 8
            if not self.finger:
                self.asked.page.mouse.move(self.x, y)
            self._touch("touchMove", y)
        self.y += way

    def drop(self) -> None:
        if not self.finger:
            self.asked.page.mouse.up()
        self._touch("touchEnd")

    def _touch(self, what: str, y: float | None = None) -> None:
        if self.finger:
            at = {"x": self.x, "y": self.y if y is None else y}
            points = [] if what == "touchEnd" else [at]
            self.finger.send("Input.dispatchTouchEvent", {"type": what, "touchPoints": points})


def middle(element: Locator) -> tuple[float, float]:
    """The point in the middle of an element."""
    box = element.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


# ---- states without the way there


#: Puts records into the storage, in place of all that is there.
KEEP = """(records) => {
  localStorage.clear();
  for (const [id, record] of Object.entries(records))
    localStorage.setItem(`quizlib:2:q:${id}`, JSON.stringify(record));
}"""
#: state → (how it is answered, status in the progress)
STATES = {
    "fresh": ("", "open"),
    "answered": ("wrong", "open"),
    "wrong": ("wrong", "checked"),
    "partly": ("partly", "checked"),
    "right": ("right", "done"),
    "shown": ("wrong", "shown"),
    "handed": ("partly", "handed"),
    "left out": ("", "handed"),
}


def in_state(page: Page, asked: list[Question], state: str) -> None:
    """Bring questions into a state, as if they had been answered on an earlier visit."""
    records = {one.id: _record(one, *STATES[state]) for one in asked}
    page.evaluate(KEEP, {} if state == "fresh" else records)
    page.reload()
    for one in asked:
        expect(one.form).to_have_attribute("data-state", records[one.id]["progress"]["status"])


def _record(asked: Question, how: str, status: str) -> dict[str, Any]:
    """What the storage holds of a question in a state; what is not scored is never wrong."""
    response: Any = None
    if how:
        response = respond(asked, how) or respond(asked, "wrong")
    if asked.kind == "scenario" and how and status == "open":
        response = respond(asked, "right")[:1]  # on the way
    if asked.kind == "scenario" and status == "checked":
        status = "handed"  # a case that has ended is over
    if asked.kind == "scale" and status != "handed":
        status = "open"  # there is nothing to check
    if asked.kind == "essay" and status == "checked":
        status = "done"
    progress: dict[str, Any] = {"status": status, "attempts": int(status != "open")}
    record: dict[str, Any] = {"hash": asked.hash, "at": 1, "progress": progress}
    if status != "open":
        progress["checked"] = response
    if response is not None:
        record["answer"] = response
    return record
