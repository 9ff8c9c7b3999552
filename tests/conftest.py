"""What several tests share: a browser cut off from the outside world, and a file server."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

pytest_plugins = ["site_fixtures"] if importlib.util.find_spec("site_fixtures") else []

# Tests compare what is said in English, whatever the language of this machine.
os.environ["QUIZLIB_LANGUAGE"] = "en"

#: No name but that of this machine resolves, and the browser asks for nothing by itself.
BROWSER_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the course."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, otherwise Playwright's own; it reaches 127.0.0.1 and nothing else."""
    system = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system, args=BROWSER_FLAGS)
        yield browser
        browser.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """A test says what it found; the server need not say what it sent."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """``serve(folder)`` gives an address, without a slash at its end, that serves its files."""
    servers: dict[Path, ThreadingHTTPServer] = {}

    def start(folder: Path) -> str:
        folder = folder.resolve()
        if folder not in servers:
            handler = partial(_Quiet, directory=str(folder))
            servers[folder] = ThreadingHTTPServer(("127.0.0.1", 0), handler)
            Thread(target=servers[folder].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[folder].server_port}"

    yield start
    for server in servers.values():
        server.shutdown()
        server.server_close()


#: Every violation in a part of the page, as a line that says what is wrong and where.
AXE = """async (part) => {
  const { violations } = await axe.run(part, { resultTypes: ["violations"] });
  return violations.flatMap(({ id, help, nodes }) => nodes.map(
    (node) => `${id}: ${help}: ${node.target.join(" ")}: ${node.failureSummary}`));
}"""


@pytest.fixture(scope="session")
def axe(root: Path) -> Callable[..., list[str]]:
    """The violations that axe-core finds on a page, or in a part of it, as it stands."""
    script = (root / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

    def run(page: Page, part: str = "html") -> list[str]:
        page.evaluate(f"window.axe ?? (() => {{ {script} }})()")
        found: list[str] = page.evaluate(AXE, part)
        return found

    return run
