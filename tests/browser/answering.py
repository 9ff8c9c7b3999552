"""How each kind of question is answered: what to answer, and with which hand.

What to answer is worked out from the key that a page carries, and what that is worth by Python's
grader, so that no test repeats what a bank says.  A *hand* does to the controls what a person does
with a mouse, by touch, or with the keyboard alone.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest
from pages import Question
from playwright.sync_api import CDPSession, Locator, Page, expect

from quizlib.kinds import KINDS
from quizlib.model import Grade

Key = dict[str, Any]
#: What is typed where a wrong text is wanted; no accepted answer is like it.
ELSE = "xyz"

# ---- what to answer


def graded(asked: Question, response: Any) -> Grade:
    """What Python's grader makes of a response."""
    return KINDS[asked.kind].grade(asked.key, response)


def respond(asked: Question, how: str) -> Any:
    """A response that is ``right``, ``wrong`` or ``partly`` right; to what is not scored, any.

    Where nothing can be partly right, None.
    """
    response = RESPONSES[asked.kind](asked.key, how)
    if response is not None and KINDS[asked.kind].scored:
        assert standing(graded(asked, response)) == how, f"{asked.id}: {response}"
    return response


def standing(grade: Grade) -> str:
    """How a response fares as a whole: right, wrong, or partly right, which near is too."""
    if grade.score == 1:
        return "right"
    helped = {"right", "partly", "near"} & set(grade.parts.values())
    return "partly" if helped else "wrong"


def _one(key: Key, how: str) -> Any:
    if how == "partly":
        return None
    return next(o for o in key["options"] if (o in key["correct"]) == (how == "right"))


def _several(key: Key, how: str) -> Any:
    correct: list[str] = key["correct"]
    if how == "wrong":
        return [next(o for o in key["options"] if o not in correct)]
    if how == "partly":
        return correct[:1] if len(correct) > 1 else None
    return correct


def _each(
    names: list[str], how: str, right: Callable[[str], Any], other: Callable[[str], Any]
) -> Any:
    """Part by part: all right, none, or the first alone."""
    count = {"right": len(names), "wrong": 0, "partly": 1}[how]
    return {name: (right if i < count else other)(name) for i, name in enumerate(names)}


def _match(key: Key, how: str) -> Any:
    return _each(
        key["prompts"], how, lambda p: p, lambda p: next(t for t in key["targets"] if t != p)
    )


def _order(key: Key, how: str) -> Any:
    items: list[str] = key["items"]
    return {"right": items, "wrong": items[::-1], "partly": [*items[1:], items[0]]}[how]


def _sort(key: Key, how: str) -> Any:
    cards: dict[str, list[str]] = key["cards"]
    return _each(
        list(cards),
        how,
        lambda c: cards[c] if key["several"] else cards[c][:1],
        lambda c: [next(b for b in key["bins"] if b not in cards[c])],
    )


def _text(key: Key, how: str) -> Any:
    if how == "partly":
        return next((text[:-1] + "ъ" for text in key["accept"] if len(text) > 5), None)
    return key["accept"][0] if how == "right" else ELSE


def _number(key: Key, how: str) -> Any:
    if how == "partly":
        return None
    low, high = key["units"][""]
    return f"{low if how == 'right' else high + 1:.15g}".replace(".", ",")


def _cloze(key: Key, how: str) -> Any:
    ways = {"text": _text, "number": _number, "choice": _one}
    blanks: dict[str, Key] = key["blanks"]

    def fill(how: str) -> Callable[[str], Any]:
        return lambda name: ways[blanks[name]["kind"]](blanks[name], how)

    return _each(list(blanks), how, fill("right"), fill("wrong"))


def _scenario(key: Key, how: str) -> Any:
    """A path on which every choice is best, or poor, or that is neither."""
    paths: list[list[str]] = []

    def walk(at: str, path: list[str]) -> None:
        if at not in key["steps"]:
            paths.append(path)
        for name, choice in key["steps"].get(at, {}).items():
            walk(choice["next"], [*path, name])

    walk(key["start"], [])
    return next((p for p in paths if standing(KINDS["scenario"].grade(key, p)) == how), None)


def _judgement(key: Key, how: str) -> Any:
    options: list[str] = key["options"]
    if key["task"] == "rank":
        ranks = (list(order) for order in permutations(options))
        return next((r for r in ranks if standing(KINDS["judgement"].grade(key, r)) == how), None)
    picks = {"right": (0, -1), "wrong": (-1, 0), "partly": (1, -1)}[how]
    return {"best": options[picks[0]], "worst": options[picks[1]]}


def _scale(key: Key, how: str) -> Any:
    return {
        name: {"right": key["points"], "wrong": 1, "partly": 2}[how] for name in key["statements"]
    }


def _essay(key: Key, how: str) -> Any:
    met = {"right": key["checklist"], "wrong": [], "partly": key["checklist"][:1]}[how]
    return {"text": "Құрметті оқырман! Ответ готов: see below.\n\nBest wishes", "met": met}


#: kind → a response of its key
RESPONSES: dict[str, Callable[[Key, str], Any]] = {
    "single": _one,
    "multiple": _several,
    "truefalse": _one,
    "match": _match,
    "order": _order,
    "sort": _sort,
    "cloze": _cloze,
    "text": _text,
    "number": _number,
    "scenario": _scenario,
    "judgement": _judgement,
    "scale": _scale,
    "essay": _essay,
}


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
    how, status = STATES[state]
    records = {}
    for one in asked:
        kind = KINDS[one.kind]
        response = (respond(one, how) or respond(one, "wrong")) if how else None
        held = {"checked": "done"}.get(status, status) if not kind.scored else status
        if one.kind == "scenario" and state == "answered":
            response = response[:1] if len(response) > 1 else respond(one, "right")[:1]
        if one.kind == "scale" and status != "handed":
            held = "open"
        progress = {"status": held, "attempts": int(held != "open")}
        if held != "open":
            progress["checked"] = response
        record = {"hash": one.hash, "at": 1, "progress": progress}
        records[one.id] = record if response is None else record | {"answer": response}
    if state == "fresh":
        records = {}
    page.evaluate(KEEP, records)
    page.reload()
    expect(page.locator(".qz-live").first).to_be_attached()
