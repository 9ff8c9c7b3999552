"""What answers the browser: pages, a few fixed files, and word of each change.

Only this machine is answered, and only where it is asked for by its own name: a page of somebody
else's, led here by a false entry in the name service, would ask under another one.
"""

from __future__ import annotations

import sys
from functools import partial
from http.server import BaseHTTPRequestHandler
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from quizlib.localserver import HOST, Server, bound
from quizlib.model import LANGUAGES
from quizlib.preview.banks import Shelf, settled
from quizlib.preview.page import bank_page, index_page
from quizlib.preview.parts import Asked
from quizlib.preview.watching import Watch

#: Another one than that of the site: answers are kept in the browser for each port.
PORT = 8400
#: About how many seconds pass between signs of life to a page that waits.
ALIVE = 10

_HTML, _TEXT = "text/html; charset=utf-8", "text/plain; charset=utf-8"
_JS, _CSS = "text/javascript; charset=utf-8", "text/css; charset=utf-8"
_ROOT = files("quizlib")
#: Name → the file and its type.  Nothing else of the disk can be asked for.
STATIC: dict[str, tuple[Traversable, str]] = {
    "preview.js": (_ROOT / "static" / "preview.js", _JS),
    "preview.css": (_ROOT / "static" / "preview.css", _CSS),
    "quiz.css": (_ROOT / "static" / "quiz.css", _CSS),
    # The colours and type of the book.
    "course.css": (_ROOT / "site" / "assets" / "course.css", _CSS),
    "favicon.svg": (_ROOT / "site" / "assets" / "favicon.svg", "image/svg+xml"),
    **{f"page.{code}.js": (_ROOT / "static" / f"page.{code}.js", _JS) for code in LANGUAGES},
}
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    error_content_type = _TEXT
    error_message_format = "%(message)s\n"

    def __init__(self, shelf: Shelf, watch: Watch, first: str, *args: Any) -> None:
        self.shelf = shelf
        self.watch = watch
        self.first = first
        super().__init__(*args)

    def do_GET(self) -> None:
        """A page, a fixed file, or the stream of changes."""
        port = self.connection.getsockname()[1]
        if self.headers.get("Host") not in (f"{HOST}:{port}", f"localhost:{port}"):
            self.send_error(421, f"This preview is at http://{HOST}:{port}/")
            return
        try:
            url = urlsplit(self.path)
            fields = {name: values[-1] for name, values in parse_qs(url.query).items()}
        except ValueError:
            self.send_error(400, "This address cannot be understood")
            return
        try:
            self._answer(url.path, fields)
        except (ConnectionError, TimeoutError):  # the browser has hung up
            self.close_connection = True
        except Exception as error:
            # A fault of ours must not end the preview: the next save may well be shown again.
            print(f"The page could not be made: {error!r}", file=sys.stderr)
            self.send_error(500, "The page could not be made. The window of quizlib says more.")

    def _answer(self, path: str, fields: dict[str, str]) -> None:
        if path.startswith("/static/"):
            self._file(path.removeprefix("/static/"))
        elif path == "/events":
            self._events(fields.get("bank"))
        elif path == "/":
            asked = Asked(**{k: v for k, v in fields.items() if k in vars(Asked())})
            self._page(asked)
        else:
            self.send_error(404, "There is no such page")

    def _page(self, asked: Asked) -> None:
        folder = self.shelf.folder
        if folder and not asked.bank:
            self._send(index_page(self.shelf, asked, first=self.first).encode(), _HTML)
            return
        desk = self.shelf.desk(asked.bank if folder else "")
        if desk is None:
            self.send_error(404, "There is no such bank")
            return
        text = bank_page(desk, asked, first=self.first, folder=folder)
        self._send(text.encode(), _HTML)

    def _file(self, name: str) -> None:
        if name not in STATIC:
            self.send_error(404, "There is no such file")
            return
        file, kind = STATIC[name]
        self._send(file.read_bytes(), kind)

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _events(self, bank: str | None) -> None:
        """Tell the version of what is on view now, and each time it has changed."""
        desk = self.shelf.desk(bank or "")
        version = desk.version if desk else self.shelf.version
        if bank and desk is None:
            self.send_error(404, "There is no such bank")
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        told, rung, quiet = "", -1, 0
        while not self.watch.stopped.is_set():
            now = version()
            if now != told:
                told = settled(version, self.watch.stopped.wait) if told else now
                self.wfile.write(f"data: {told}\n\n".encode())
                quiet = 0
            elif quiet >= ALIVE:
                self.wfile.write(b":\n\n")
                quiet = 0
            rung = self.watch.wait(rung)
            quiet += 1

    def end_headers(self) -> None:
        """Let the page use nothing from elsewhere."""
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """An error as one plain line.  What is not GET is refused as such."""
        if code == 501:
            code, message = 405, "Only GET is answered"
        super().send_error(code, message, explain)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of each request."""


def server(shelf: Shelf, watch: Watch, *, lang: str = "", port: int | None = None) -> Server:
    """A server for these banks.  ``lang``: the language to begin with; empty: that of the bank.

    Raises PortTaken.
    """
    return bound(partial(Handler, shelf, watch, lang), PORT, port)
