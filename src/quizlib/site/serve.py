"""A file server for looking at the site on one's own machine."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
PORT = 8000
#: How many ports to try after the usual one.
TRIES = 20


class PortTaken(Exception):
    """No port is free; the text says which were tried."""


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


class Server(ThreadingHTTPServer):
    """A server that owns its port alone, also on Windows."""

    daemon_threads = True
    # Elsewhere this frees a port sooner; Windows would share one that is in use.
    allow_reuse_address = os.name != "nt"


def server(folder: Path, port: int | None = None) -> Server:
    """A server for the files of ``folder``, at ``port``, or else at the first free one."""
    handler = partial(Handler, directory=str(folder))
    for candidate in [port] if port else range(PORT, PORT + TRIES):
        with contextlib.suppress(OSError):
            return Server((HOST, candidate), handler)
    if port:
        raise PortTaken(f"port {port} is in use or not allowed: choose another with --port")
    raise PortTaken(f"ports {PORT} to {PORT + TRIES - 1} are in use: choose one with --port")


def serve(folder: Path, port: int | None = None, progress: Callable[[str], None] = print) -> None:
    """Serve until Ctrl-C.  Raises PortTaken."""
    with server(folder, port) as running:
        taken = running.server_port
        if port is None and taken != PORT:
            progress(f"Port {PORT} is in use by another program; using {taken}.")
        progress(f"The course is at http://{HOST}:{taken}/  (Ctrl-C ends this)")
        with contextlib.suppress(KeyboardInterrupt):
            running.serve_forever()
        progress("")
