"""What the tests in a real JupyterLab share: a server of its own, and a notebook open in it."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from pages import Question
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    ViewportSize,
    expect,
)

#: jupyterlab-myst says this while the cells appear one by one; the links work afterwards.
PLUGIN_NOISE = "No target for internal reference"
#: Settings of JupyterLab that keep it from asking for news, and from asking us about them.
SILENT = {"fetchNews": "false", "checkForUpdates": False}
SETTINGS = "settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings"
#: The prompt of a cell that has run.
NUMBER = re.compile(r"\[\d+\]")
OWN_FOLDERS = {
    "JUPYTER_CONFIG_DIR": "config",
    "JUPYTER_DATA_DIR": "data",
    "JUPYTERLAB_SETTINGS_DIR": "settings",
    "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
}


@dataclass
class Lab:
    """A notebook open in JupyterLab, and what the browser complained of meanwhile."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    outside: set[str] = field(default_factory=set)

    def cells(self, kind: str = "") -> Locator:
        return self.page.locator(f".jp-Notebook .jp-{kind}Cell")

    def code_cell(self, source: str) -> Locator:
        return self.cells("Code").filter(has=self.page.locator(".cm-content", has_text=source))

    def run(self, source: str) -> Locator:
        """Run the cell that holds exactly this line; return its output."""
        cell = self.code_cell(source)
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")
        return cell.locator(".jp-OutputArea-output")

    def done(self, source: str) -> Locator:
        """The same, once it is through."""
        prompt = self.code_cell(source).locator(".jp-InputPrompt")
        before = prompt.inner_text()
        output = self.run(source)
        expect(prompt).not_to_have_text(before)
        expect(prompt).to_have_text(NUMBER)
        return output

    def told(self, source: str) -> str:
        """What it prints."""
        return self.done(source).inner_text()

    def menu(self, *path: str) -> None:
        """Choose from the menu."""
        self.page.locator(".lm-MenuBar-item", has_text=path[0]).first.click()
        for name in path[1:]:
            self.page.locator(".lm-Menu-item", has_text=name).first.click()

    def quiz(self, source: str) -> Page:
        """The quiz that the cell with this line shows.

        It offers those handles of a page by which :class:`Question` and :class:`Room` look for
        elements, and looks within the quiz alone: a question may stand in several cells.
        """
        return cast(Page, self.code_cell(source).locator("section.qz"))

    def question(self, source: str, name: str) -> Question:
        """One question of that quiz."""
        asked = Question(self.quiz(source), name)
        asked.page = self.page
        return asked


@contextmanager
def serving_lab(course: Path, own: Path) -> Iterator[str]:
    """The address of a JupyterLab over a course, with settings in a folder of its own."""
    silent = own / SETTINGS
    silent.parent.mkdir(parents=True)
    silent.write_text(json.dumps(SILENT))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
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
            env=os.environ | {name: str(own / folder) for name, folder in OWN_FOLDERS.items()},
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


@contextmanager
def opened(
    chromium: Browser, address: str, notebook: str, cells: int, viewport: ViewportSize
) -> Iterator[Lab]:
    """A notebook with so many cells, opened and not yet run."""
    page = chromium.new_page(viewport=viewport)
    page.set_default_timeout(20_000)
    lab = Lab(page)

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" and PLUGIN_NOISE not in message.text:
            lab.complaints.append(message.text)

    def on_request(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            lab.outside.add(request.url)

    page.on("console", on_console)
    page.on("pageerror", lambda error: lab.complaints.append(str(error)))
    page.on("request", on_request)
    # A workspace of its own, or JupyterLab would open what another page has open.
    page.goto(f"{address}/lab/workspaces/{Path(notebook).stem}/tree/{notebook}")
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(timeout=60_000)
    expect(lab.cells()).to_have_count(cells, timeout=60_000)
    yield lab
    page.close()


def run_all(lab: Lab, quizzes: int) -> None:
    """Run All Cells, until so many quizzes are live."""
    lab.menu("Run", "Run All Cells")
    live = lab.page.locator(".jp-OutputArea-output section.qz.qz-live")
    expect(live).to_have_count(quizzes, timeout=90_000)
