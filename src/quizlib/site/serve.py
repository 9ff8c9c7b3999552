"""A file server for looking at the site on one's own machine."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

from quizlib.localserver import HOST, PortTaken, Server, bound, run

PORT = 8000


class Handler(SimpleHTTPRequestHandler):
    """Files with their right types, asked for anew each time, without a log."""

    # Windows keeps its own table of types, in which .js may be plain text.
    extensions_map = {  # noqa: RUF012 - the base class declares it without ClassVar
        **SimpleHTTPRequestHandler.extensions_map,
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".mjs": "text/javascript; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".svg": "image/svg+xml",
        ".json": "application/json",
        ".ipynb": "application/x-ipynb+json",
        ".woff2": "font/woff2",
    }

    def end_headers(self) -> None:
        """Let the browser ask again: after a build the page must be the new one."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of each request."""


def server(folder: Path, port: int | None = None) -> Server:
    """A server for the files of ``folder``, at ``port``, or else at the first free one."""
    return bound(partial(Handler, directory=str(folder)), PORT, port)


def serve(folder: Path, port: int | None = None, progress: Callable[[str], None] = print) -> None:
    """Serve until Ctrl-C.  Raises PortTaken."""
    with server(folder, port) as running:
        run(running, PORT, port, "The course", progress)


__all__ = ["HOST", "PORT", "PortTaken", "serve", "server"]
