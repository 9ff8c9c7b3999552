"""What the tests of quizzes in a browser share: visits that note every complaint, and handles.

A *visit* opens pages in contexts of their own and fails its test when a page logs an error or
asks anyone outside for anything.  A *question* is one form of a page, with its key read from the
data that the page carries, so that no test repeats what a bank says.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request

from quizlib.load import load
from quizlib.render import quiz_html
from quizlib.site.languages import CODES
from quizlib.site.quizzes import STATIC, STYLE, script
from quizlib.stub import Stub

LESSON = "press-service-and-pr"
KINDS = ("single", "multiple", "truefalse", "sort")
#: Everything in every language, scheme and width.
THOROUGH = bool(os.environ.get("QUIZLIB_VERIFY"))
EVERY_PAIR = [(language, kind) for kind in KINDS for language in CODES]
#: (language, kind): each language and each kind at least once, or all of them.
PAIRS = EVERY_PAIR if THOROUGH else [*EVERY_PAIR[::4], ("ru", "sort")]


def languages(one: str) -> tuple[str, ...]:
    """One language, for what hardly hangs on it; all of them in a thorough run."""
    return CODES if THOROUGH else (one,)


@dataclass
class Visit:
    """Opens pages of one server, and notes what the browser complains of."""

    browser: Browser
    base: str
    complaints: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def context(self, **options: Any) -> BrowserContext:
        """A fresh browser profile: nothing stored."""
        context = self.browser.new_context(**options)
        context.set_default_timeout(10_000)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(f"page error: {error.error}"))
        context.on("request", self._request)
        self.contexts.append(context)
        return context

    def open(self, path: str, **options: Any) -> Page:
        """A page of this server in a fresh profile."""
        return self.also(self.context(**options), path)

    def also(self, context: BrowserContext, path: str) -> Page:
        """One more page in a profile."""
        page = context.new_page()
        response = page.goto(f"{self.base}/{path}")
        assert response is not None
        assert response.status == 200, f"{path}: {response.status}"
        return page

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text} ({message.location['url']})")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.base}/", "data:", "blob:", "file:")):
            self.complaints.append(f"outside request: {request.url}")


@contextmanager
def visiting(browser: Browser, base: str) -> Iterator[Visit]:
    """A visit; its complaints fail the test at its end, with what went wrong before them."""
    visit = Visit(browser, base)
    try:
        yield visit
    finally:
        for context in visit.contexts:
            context.close()
    assert not visit.complaints, "\n".join(visit.complaints)


@contextmanager
def serving(folder: Path, headers: dict[str, str]) -> Iterator[str]:
    """The address of a server of ``folder`` that sends these headers with each answer."""

    class Handler(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            for name, value in headers.items():
                self.send_header(name, value)
            super().end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """A test says what it found."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class Question:
    """One question of a page."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.id = name
        self.form = page.locator(f"form[id='{name}']")
        self.verdict = self.form.locator(".qz-verdict")
        self.status = self.form.locator(".qz-status")
        self.check = self.form.locator(".qz-check")
        self.show = self.form.locator(".qz-show")
        self.again = self.form.locator(".qz-again")
        self.hints = self.form.locator(".qz-hint")
        self.feedback = self.form.locator(".qz-field .qz-feedback")
        self.parts = self.form.locator(".qz-field [data-part]")
        item = next(item for item in items(page) if item["id"] == name)
        self.kind: str = item["kind"]
        self.key: dict[str, Any] = item["key"]
        self.hash: str = item["hash"]

    def part(self, name: str) -> Locator:
        """An option, or a card."""
        return self.form.locator(f".qz-field [data-part='{name}']")

    def input(self, part: str, value: str | None = None) -> Locator:
        """The control of an option; of a card, the one for a bin."""
        return self.part(part).locator(f"input[value='{value or part}']")

    def text(self, part: str) -> str:
        """The words of an option or a card."""
        return self.part(part).locator(".qz-text, .qz-card-text").first.inner_text()

    def order(self) -> list[str]:
        """The parts from top to bottom."""
        names: list[str] = self.parts.evaluate_all("parts => parts.map(p => p.dataset.part)")
        return names

    def answer(self, right: bool) -> None:
        """Choose as the key says, or otherwise, by clicking.  In a wrong sort no card is right."""
        for part, values in self.choice(right).items():
            for box in self.part(part).locator("input").all():
                if box.get_attribute("type") == "checkbox" or box.get_attribute("value") in values:
                    box.set_checked(box.get_attribute("value") in values)

    def choice(self, right: bool) -> dict[str, list[str]]:
        """What to tick: part → values of its controls."""
        if self.kind == "sort":
            bins = self.key["bins"]
            return {
                card: fits if right else [b for b in bins if b not in fits][:1]
                for card, fits in self.key["cards"].items()
            }
        options, correct = self.key["options"], self.key["correct"]
        if right:
            return {option: [option] if option in correct else [] for option in options}
        wrong = next(option for option in options if option not in correct)
        return {option: [option] if option == wrong else [] for option in options}

    def chosen(self) -> list[str]:
        """Names and values of the controls that are on."""
        on: list[str] = self.form.locator("input:checked").evaluate_all(
            "boxes => boxes.map(b => `${b.name} ${b.value}`).sort()"
        )
        return on

    def to(self, state: str) -> None:
        """Bring a fresh question to a state: fresh, wrong, right or shown."""
        if state == "fresh":
            return
        self.answer(right=state == "right")
        self.check.click()
        if state == "shown":
            self.show.click()


def items(page: Page) -> list[dict[str, Any]]:
    """The data of every question of a page, in order."""
    texts = page.locator("script.qz-data").all_text_contents()
    return [item for text in texts for item in json.loads(text)["questions"]]


def first(page: Page, kind: str, skip: int = 0) -> Question:
    """The first question of a kind that is checked by itself, or a later one."""
    quizzes = map(json.loads, page.locator("script.qz-data").all_text_contents())
    practice = [
        item for quiz in quizzes if quiz["mode"] == "practice" for item in quiz["questions"]
    ]
    names = [item["id"] for item in practice if item["kind"] == kind]
    return Question(page, names[skip])


def one(text: str) -> dict[str, str]:
    """A text of a bank in English alone."""
    return {"en": text}


def question(name: str, kind: str, prompt: str, **fields: Any) -> dict[str, Any]:
    """A question for :func:`sheet`."""
    head = {"id": name, "kind": kind, "objective": "1.1", "bloom": "remember", "source": ["A1"]}
    return head | {"prompt": one(prompt)} | fields


def option(name: str, text: str, feedback: str, **fields: Any) -> dict[str, Any]:
    """An option or a card for :func:`sheet`."""
    return {"id": name, "text": one(text), "feedback": one(feedback)} | fields


def sheet(
    folder: Path,
    questions: list[dict[str, Any]],
    *selections: tuple[str, ...],
    title: str = "Try",
    **head: Any,
) -> Path:
    """Write ``sheet.html``, a page in English with one quiz for each selection of questions.

    ``head`` holds more fields of the bank, such as its mode.
    """
    bank = {"version": 1, "languages": ["en"], "title": one(title), "lesson": "sheet"} | head
    (folder / "quizzes").mkdir(parents=True, exist_ok=True)
    file = folder / "quizzes" / "sheet.yml"
    file.write_text(json.dumps(bank | {"questions": questions}), encoding="utf-8")
    loaded = load(file, folder)
    quizzes = "\n".join(
        quiz_html(loaded, Stub("sheet", "en", selection)) for selection in selections or ((),)
    )
    code = script("en")
    for name in (code, STYLE):
        (folder / name).write_bytes((STATIC / name).read_bytes())
    page = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Sheet</title>'
        f'<link rel="icon" href="data:,"><link rel="stylesheet" href="{STYLE}"></head>'
        f'<body><main><h1>Sheet</h1>{quizzes}</main><script src="{code}"></script></body></html>'
    )
    (folder / "sheet.html").write_text(page, encoding="utf-8")
    return folder
