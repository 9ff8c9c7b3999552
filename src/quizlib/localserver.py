"""A server for one's own machine alone: its address, a free port, no word about dropped visits."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HOST = "127.0.0.1"
#: How many ports to try after the usual one.
TRIES = 20


class PortTaken(Exception):
    """No port is free; the text says which were tried."""


class Server(ThreadingHTTPServer):
    """A server that owns its port alone, also on Windows."""

    daemon_threads = True
    # Elsewhere this frees a port sooner; Windows would share one that is in use.
    allow_reuse_address = os.name != "nt"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say in a line what went wrong; that a browser has hung up is nothing to tell."""
        error = sys.exception()
        if not isinstance(error, ConnectionError | TimeoutError):
            print(f"A page could not be sent: {error!r}", file=sys.stderr)


def bound(
    handler: Callable[..., BaseHTTPRequestHandler], usual: int, port: int | None = None
) -> Server:
    """A server at ``port``, or without one at the first free port from ``usual``.

    Raises PortTaken.
    """
    for candidate in [port] if port else range(usual, usual + TRIES):
        with contextlib.suppress(OSError):
            return Server((HOST, candidate), handler)
    if port:
        raise PortTaken(f"port {port} is in use or not allowed: choose another with --port")
    raise PortTaken(f"ports {usual} to {usual + TRIES - 1} are in use: choose one with --port")


def run(
    server: Server, usual: int, port: int | None, what: str, say: Callable[[str], None]
) -> None:
    """Serve until Ctrl-C, saying where.  ``port`` is the one asked for."""
    taken = server.server_port
    if port is None and taken != usual:
        say(f"Port {usual} is in use by another program; using {taken}.")
    say(f"{what} is at http://{HOST}:{taken}/  (Ctrl-C ends this)")
    with contextlib.suppress(KeyboardInterrupt):
        server.serve_forever()
    say("")
