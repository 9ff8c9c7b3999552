"""An exam on a page, and questions to hold one with."""

from __future__ import annotations

import json
from typing import Any

from pages import Question, items, one, option, question
from playwright.sync_api import Locator, Page

MINUTE = 60_000


def choice(name: str, objective: str, **fields: Any) -> dict[str, Any]:
    """A single choice whose right answer is ``a``."""
    options = [
        option("a", f"Right answer to {name}", f"Reason of the right one in {name}", correct=True),
        option("b", f"Wrong answer to {name}", f"Reason of the wrong one in {name}"),
    ]
    return question(name, "single", f"What of {name}?", options=options) | {
        "objective": objective,
        "hints": [one("A hint")],
        **fields,
    }


def text(name: str, objective: str) -> dict[str, Any]:
    """A text that learners mark themselves."""
    points = [{"id": f"c{i}", "text": one(f"Point {i}")} for i in range(2)]
    return question(
        name, "essay", f"Write about {name}.", model=one("The model answer"), checklist=points
    ) | {"objective": objective}


#: Enough for two attempts of four questions.
POOL = [choice(f"p{o.replace('.', '')}-{i}", o) for o in ("1.1", "1.2") for i in range(4)]
RULES: dict[str, Any] = {
    "minutes": 60,
    "attempts": 2,
    "draw": {"1.1": 2, "1.2": 2},
    "pass": {"points": 3, "also": [{"objectives": ["1.2"], "points": 2}]},
}


class Room:
    """The exam of a page: its buttons, and what is kept of it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.desk = page.locator(".qz-intro")
        self.report = page.locator(".qz-report-box").first
        self.ask = page.locator(".qz-run .qz-report-box")
        self.time = page.locator(".qz-left")
        self.warning = page.locator(".qz-warning")
        self.numbers = page.locator(".qz-nav button")
        self.shown = page.locator("form.qz-question:visible")
        self.count = self.shown.locator(".qz-count")

    def button(self, name: str) -> Locator:
        """A button by its words."""
        return self.page.get_by_role("button", name=name, exact=True)

    def start(self, time: str = "") -> None:
        """Begin an attempt, with more time where that is asked for."""
        if time:
            self.page.get_by_label("Time (").select_option(label=time)
        self.button("Start").click()

    @property
    def question(self) -> Question:
        """The question on view."""
        return Question(self.page, self.shown.get_attribute("id") or "")

    def answer(self, *right: bool, sure: str = "") -> None:
        """Answer the questions from this one on, one after the other, and stay at the last."""
        for i, one_right in enumerate(right):
            if i:
                self.button("Next").click()
            self.question.answer(one_right)
            if sure:
                self.shown.get_by_label(sure).check()

    def answer_by_objective(self, right: dict[str, list[bool]]) -> None:
        """Answer all questions, as many of an objective rightly as the lists say."""
        objectives = {item["id"]: item["objective"] for item in items(self.page)}
        left = {objective: list(values) for objective, values in right.items()}
        total = self.numbers.count()
        for i in range(total):
            asked = self.question
            asked.answer(left[objectives[asked.id]].pop(0))
            if i < total - 1:
                self.button("Next").click()

    def hand_in(self) -> None:
        """Hand in, and confirm it."""
        self.button("Hand in the answers").click()
        self.ask.locator(".qz-actions button").first.click()

    @property
    def kept(self) -> dict[str, Any]:
        """The exam's record; nothing else is kept, since the review knows nothing of an exam."""
        stored = self.page.evaluate("JSON.stringify(localStorage)")
        all_of_it = {
            key: value for key, value in json.loads(stored).items() if key.startswith("quizlib:")
        }
        assert set(all_of_it) <= {"quizlib:2:exam:sheet"}
        found: dict[str, Any] = json.loads(all_of_it.get("quizlib:2:exam:sheet", "{}"))
        return found
