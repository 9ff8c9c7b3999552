"""How long a page of 60 questions takes to be ready, against one of 5, on a slow phone.

Both pages are the English lesson of the site as it is built now, with its questions exchanged for
a mixture of all that the course's banks hold.  Ready means that the last question is live.  The
profile: 10 Mbit/s, 40 ms, processor slowed down four times.  Prints the ratio to the limit, which
is 1.5 times the short page and 100 ms.
Usage: python benchmarks/long_page.py
"""

from __future__ import annotations

import re
import shutil
import statistics
import tempfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain, cycle, islice, zip_longest
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from quizlib.load import load_course
from quizlib.model import Bank, Question
from quizlib.render import quiz_html
from quizlib.site.build import build
from quizlib.stub import Stub

ROOT = Path(__file__).parent.parent
RUNS = 9
SHORT, LONG = 5, 60
PAGE = "en/press-service-and-pr.html"
QUIZ = re.compile(r'<section class="qz".*?</section>', re.DOTALL)
SPEED = 1_250_000  # bytes a second
NETWORK = {
    "offline": False,
    "latency": 40,
    "downloadThroughput": SPEED,
    "uploadThroughput": SPEED,
}
#: Runs before anything of the page; notes when the last quiz has become live.
WATCH = """
  new MutationObserver(() => {
    const quizzes = document.querySelectorAll("section.qz");
    if (quizzes.length && [...quizzes].every((q) => q.classList.contains("qz-live"))) {
      window.ready ??= performance.now();
    }
  }).observe(document, {subtree: true, childList: true, attributeFilter: ["class"]});
"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Figures are all that is printed."""


class QuietServer(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A page that is closed early breaks its connections; that is no news."""


def mixture(count: int) -> Bank:
    """A bank of this many questions, taken in turn from each bank of the course."""
    banks = load_course(ROOT)
    turns = chain.from_iterable(zip_longest(*(bank.questions for bank in banks)))
    found: list[Question] = [question for question in turns if question is not None]
    several = islice(cycle(found), count)
    questions = tuple(q.model_copy(update={"id": f"{q.id}-{n}"}) for n, q in enumerate(several))
    return Bank("mixture", "", banks[0].head, questions, {})


def write(site: Path, count: int) -> str:
    """A page with this many questions beside the lesson; returns its address."""
    text = (site / PAGE).read_text(encoding="utf-8")
    quiz = quiz_html(mixture(count), Stub("mixture", "en", mode="practice"))
    first, *others = QUIZ.findall(text)
    text = text.replace(first, quiz)
    for other in others:
        text = text.replace(other, "")
    name = f"{Path(PAGE).parent}/questions-{count}.html"
    (site / name).write_text(text, encoding="utf-8")
    return name


def ready(browser: Browser, address: str) -> float:
    """Milliseconds from the start of a first visit until every question is live."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.add_init_script(WATCH)
    page.goto(address)
    page.wait_for_function("window.ready")
    taken: float = page.evaluate("window.ready")
    context.close()
    return taken


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder)
        build(ROOT, site, progress=lambda line: None)
        pages = [write(site, count) for count in (SHORT, LONG)]
        server = QuietServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
        Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell") or shutil.which("chromium"),
            args=["--no-sandbox"],
        )
        base = f"http://127.0.0.1:{server.server_port}"
        # Taken in turn, so that whatever else the machine does falls on both.
        times = [[ready(browser, f"{base}/{name}") for name in pages] for _ in range(RUNS)]
        browser.close()
        server.shutdown()
    short, long = (statistics.median(column) for column in zip(*times, strict=True))
    limit = 1.5 * short + 100
    print(
        f"{SHORT} questions: {short:.0f} ms; {LONG}: {long:.0f} ms of {limit:.0f}; "
        f"ratio {long / limit:.2f}"
    )


if __name__ == "__main__":
    main()
