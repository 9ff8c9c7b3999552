"""Notices that a file was saved, however the editor does it.

Editors write a file anew or put another in its place, so its folder is watched, not the file.
Where the system tells nothing, as on network drives, those who wait look for themselves.
"""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path
from typing import Any

#: How often to look without being told, in seconds.
LOOK = 1.0
#: How long changes are gathered before they are told, and how long a rest ends that, in
#: milliseconds.
GATHER, REST = 200, 30


class Watch:
    """Rings for all who wait, each time something in the folder has changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.stopped = threading.Event()
        self._rung = threading.Condition()
        self._count = 0
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        self._ring()
        self._thread.join()

    def wait(self, seen: int) -> int:
        """Until it rings for the next time after ``seen``, at most LOOK seconds; how often it has
        rung by then.
        """
        with self._rung:
            self._rung.wait_for(lambda: self._count > seen or self.stopped.is_set(), LOOK)
            return self._count

    def _ring(self) -> None:
        with self._rung:
            self._count += 1
            self._rung.notify_all()

    def _watch(self) -> None:
        folder = self.path if self.path.is_dir() else self.path.parent
        # Without the library, or where the folder goes or the system refuses: looking remains.
        with contextlib.suppress(ImportError, OSError, RuntimeError):
            from watchfiles import watch

            for _ in watch(
                folder,
                watch_filter=self._ours,
                debounce=GATHER,
                step=REST,
                stop_event=self.stopped,
                recursive=self.path.is_dir(),
                raise_interrupt=False,
            ):
                self._ring()

    def _ours(self, _: Any, changed: str) -> bool:
        path = Path(changed)
        return path.suffix in (".yml", ".yaml") or path.name == self.path.name
