"""The Kazakh lesson in a real JupyterLab, as an instructor opens it: read, run all, click."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    ViewportSize,
    expect,
)

from quizlib.locale import strings

#: nbformat carries a mark that it is typed, but most of its functions are not.
FORMAT: Any = nbformat

LESSON = "book/kk/press-service-and-pr.ipynb"
#: What an instructor types below the first quiz, which is then called `quiz`.
TYPED = ("print(quiz.answers)", "print(quiz.score())", "quiz.reset()")
#: jupyterlab-myst says this while the cells appear one by one; the links work afterwards.
PLUGIN_NOISE = "No target for internal reference"

#: As high as the lesson: JupyterLab draws only what is near the screen.
TALL: ViewportSize = {"width": 1280, "height": 24000}
SCREEN: ViewportSize = {"width": 1280, "height": 700}


@dataclass
class Lab:
    """The lesson open in JupyterLab, and what the browser complained of meanwhile."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    outside: set[str] = field(default_factory=set)

    def cells(self, kind: str) -> Locator:
        return self.page.locator(f".jp-Notebook .jp-{kind}Cell")

    def code_cell(self, source: str) -> Locator:
        return self.cells("Code").filter(has=self.page.locator(".cm-content", has_text=source))

    def run(self, source: str) -> Locator:
        """Run the cell that holds exactly this line; return it."""
        cell = self.code_cell(source)
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")
        return cell


@pytest.fixture(scope="module")
def course(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the course with the first quiz named and three cells typed below it."""
    folder = tmp_path_factory.mktemp("lab")
    for name in ("book", "quizzes", "course"):
        shutil.copytree(root / name, folder / name)
    notebook = FORMAT.read(folder / LESSON, as_version=4)
    at = next(i for i, cell in enumerate(notebook.cells) if "show(" in cell.source)
    quiz = notebook.cells[at]
    quiz.source = quiz.source.replace("\nshow(", "\nquiz = show(") + "\nquiz"
    notebook.cells[at + 1 : at + 1] = [
        FORMAT.v4.new_code_cell(source, id=f"typed-{i}") for i, source in enumerate(TYPED)
    ]
    FORMAT.write(notebook, folder / LESSON)
    return folder


@pytest.fixture(scope="module")
def address(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A JupyterLab over the copy, with settings of its own."""
    own = tmp_path_factory.mktemp("jupyter")
    silent = own / "settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings"
    silent.parent.mkdir(parents=True)
    silent.write_text(json.dumps({"fetchNews": "false", "checkForUpdates": False}))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folders = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    }
    options = (
        "--no-browser",
        "--allow-root",
        "--ip=127.0.0.1",
        f"--port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={course}",
        "--IdentityProvider.token=",
        "--LabApp.extension_manager=readonly",
    )
    log = own / "lab.log"
    with log.open("w") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options],
            stdout=out,
            stderr=subprocess.STDOUT,
            env=os.environ | {name: str(own / folder) for name, folder in folders.items()},
        )
    base = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{base}/api", server, log)
        yield base
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait(url: str, server: subprocess.Popen[bytes], log: Path, seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
        else:
            return
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="module")
def lab(chromium: Browser, address: str) -> Iterator[Lab]:
    """The lesson, opened and not yet run."""
    page = chromium.new_page(viewport=TALL)
    page.set_default_timeout(60_000)
    open_lab = Lab(page)

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" and PLUGIN_NOISE not in message.text:
            open_lab.complaints.append(message.text)

    def on_request(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            open_lab.outside.add(request.url)

    page.on("console", on_console)
    page.on("pageerror", lambda error: open_lab.complaints.append(str(error)))
    page.on("request", on_request)
    page.goto(f"{address}/lab/tree/{LESSON}")
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
    page.locator("h2#take-to-work").wait_for()
    yield open_lab
    page.close()


@pytest.fixture(scope="module")
def live(lab: Lab) -> Lab:
    """The same, after Run All Cells."""
    lab.page.locator(".lm-MenuBar-item", has_text="Run").first.click()
    lab.page.locator(".lm-Menu-item", has_text="Run All Cells").first.click()
    expect(lab.cells("Code").last.locator("section.qz")).to_be_visible(timeout=90_000)
    return lab


# ---- reading -------------------------------------------------------------------------------------


def test_no_markup_shows_raw(lab: Lab) -> None:
    text = "\n".join(lab.page.locator(".jp-MarkdownCell .myst").all_inner_texts())
    assert "Баспасөз қызметі" in text
    for raw in (":::", "{admonition}", "{figure}", "{claim}", "{fact}", ")=", "](", "|---", "**"):
        assert raw not in text, raw
    assert "Unknown Directive" not in text


def test_boxes_differ_at_a_glance(lab: Lab) -> None:
    colours = {}
    for kind in ("article-says", "since", "case", "take"):
        box = lab.page.locator(f"aside.myst-admonition.{kind}").first
        expect(box).to_be_visible()
        expect(box.locator(".myst-admonition-header-text")).not_to_be_empty()
        colours[kind] = box.evaluate("el => getComputedStyle(el).borderLeftColor")
    assert colours["article-says"] != colours["since"]


def test_figures_are_drawn_with_their_captions(lab: Lab) -> None:
    for name in ("fig-two-units", "fig-overlap"):
        figure = lab.page.locator(f"figure#{name}")
        expect(figure.locator("figcaption")).to_be_visible()
        image = figure.locator("img")
        expect(image).to_have_attribute("alt", re.compile(r"\S"))
        assert image.evaluate("el => el.complete && el.naturalWidth") > 100


def test_claims_and_facts_are_links_to_the_source_page(lab: Lab) -> None:
    for name in ("A67", "F25"):
        link = lab.page.locator(".myst a", has_text=name).first
        expect(link).to_be_visible()
        expect(link).to_have_text(name)
        href = link.get_attribute("href") or ""
        assert "/book/kk/source.md" in href
        assert href.endswith(f"#{name.lower()}")


def test_a_link_to_a_section_leads_to_its_heading(lab: Lab) -> None:
    link = lab.page.locator('.myst a[href="#overlaps"]').first
    expect(link).to_be_visible()
    expect(lab.page.locator("h2#overlaps")).to_have_count(1)


def test_a_quiz_that_was_not_run_says_so(lab: Lab) -> None:
    line = strings("kk")["stub"].format(bank="press-service-and-pr")
    expect(lab.page.locator(".jp-OutputArea-output", has_text=line).first).to_be_visible()


# ---- answering -----------------------------------------------------------------------------------


def test_every_quiz_is_live_after_run_all(live: Lab) -> None:
    calls = live.cells("Code").filter(has=live.page.locator(".cm-content", has_text="show("))
    expect(live.page.locator(".jp-OutputArea-output section.qz.qz-live")).to_have_count(
        calls.count()
    )
    expect(live.page.locator(".quizlib-stub")).to_have_count(0)


def test_clicks_reach_python_and_reset_reaches_the_screen(live: Lab) -> None:
    quiz = live.code_cell("quiz = show(").locator("section.qz")
    right = quiz.locator('[data-id="ps-names"] [data-part="photo"] input')
    wrong = quiz.locator('[data-id="ps-interviews"] [data-part="true"] input')
    expect(output(live.run("print(quiz.answers)"))).to_have_text("{}")

    right.check()
    wrong.check()
    expect(output(live.run("print(quiz.answers)"))).to_have_text(
        "{'ps-names': 'photo', 'ps-interviews': 'true'}"
    )
    expect(output(live.run("print(quiz.score())"))).to_have_text("1 / 2")

    live.run("quiz.reset()")
    expect(right).not_to_be_checked()
    expect(wrong).not_to_be_checked()
    expect(output(live.run("print(quiz.answers)"))).to_have_text("{}")


def test_a_checked_answer_is_judged_and_cleared(live: Lab) -> None:
    form = live.code_cell("quiz = show(").locator('section.qz [data-id="ps-names"]')
    form.locator('[data-part="photo"] input').check()
    form.locator(".qz-check").click()
    expect(form.locator(".qz-verdict")).not_to_be_empty()
    live.run("quiz.reset()")
    expect(form.locator(".qz-verdict")).to_be_empty()
    expect(form.locator("input:checked")).to_have_count(0)


def test_the_quiz_keeps_its_keys_to_itself(live: Lab) -> None:
    """Letters typed in a quiz are not commands of the notebook (B would add a cell)."""
    before = live.page.locator(".jp-Notebook .jp-Cell").count()
    live.code_cell("quiz = show(").locator("section.qz input").first.focus()
    for key in ("b", "ArrowDown", "m"):
        live.page.keyboard.press(key)
    expect(live.page.locator(".jp-Notebook .jp-Cell")).to_have_count(before)
    live.run("quiz.reset()")


def test_a_reason_leads_back_to_its_paragraph(live: Lab) -> None:
    form = live.code_cell("quiz = show(").locator('section.qz [data-id="ps-names"]')
    form.locator('[data-part="photo"] input').check()
    form.locator(".qz-check").click()
    heading = live.page.locator("h2#names")
    link = form.locator('a[href="#names"]:visible').first
    live.page.set_viewport_size(SCREEN)
    link.scroll_into_view_if_needed()
    expect(heading).not_to_be_in_viewport()
    link.click()
    expect(heading).to_be_in_viewport()
    expect(form).to_be_attached()
    live.page.set_viewport_size(TALL)
    live.run("quiz.reset()")


def test_nothing_was_complained_of_and_nothing_asked_outside(live: Lab) -> None:
    assert live.complaints == []
    assert live.outside == set()


def output(cell: Locator) -> Locator:
    return cell.locator(".jp-OutputArea-output")
