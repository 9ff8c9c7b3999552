"""What is done with spoilt files, by the thousand, with a watch on each; test_fuzz.py calls it.

To look at one again:

    python tests/fuzzing.py SEED NUMBER [FOLDER]
"""

from __future__ import annotations

import io
import multiprocessing
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any

from fuzz_inputs import make
from helpers import TESTS, write

#: An input may take this long on a busy machine; most take some milliseconds.
SLOWEST = 30.0
#: Memory that a worker may take, in bytes: a bomb shows as an error and not as a stopped machine.
MOST_MEMORY = 3 * 1024**3
#: What questions of another format get as the head of their bank.
HEAD = {"version": 1, "languages": ["kk", "ru"], "title": {"kk": "Т", "ru": "П"}, "lesson": "x"}

Make = Callable[[int, int], tuple[str, bytes]]
Look = Callable[[Path], None]


def look(file: Path) -> None:
    """All that a command does with such a file.  Raises whatever goes wrong, but no BankError."""
    from quizlib import lint
    from quizlib.bankfile import read
    from quizlib.cli.frames import Screen, show
    from quizlib.errors import BankError
    from quizlib.exchange import FORMATS
    from quizlib.exchange.base import checked
    from quizlib.lint.fix import mend
    from quizlib.reports import Background

    if file.suffix == ".yml":
        reading = read(file, file.name)
        found = lint.find(reading)
        problems = [*reading.problems, *(one.problem for one in found)]
        if any(one.edits for one in found):
            mend(file, file.name, write=False)
    else:
        [one] = [one for one in FORMATS.values() if file.suffix in one.suffixes]
        try:
            imported = one.read(file, HEAD)
            problems = [*imported.problems, *checked(imported, file.name)]
        except BankError as error:
            problems = error.problems
    for item in problems:
        str(item).encode()
    show(problems[:1], Background(), Screen(io.StringIO()))


# ---- thousands of them, with a watch on each


def run(
    seed: int,
    count: int,
    seconds: float,
    processes: int = 1,
    make: Make = make,
    look: Look = look,
) -> tuple[int, list[tuple[int, str]]]:
    """Look at inputs 0 to ``count``, or as many as ``seconds`` allow.

    Returns how many were looked at, and the numbers of those that went wrong, with a traceback,
    "hangs" or "ends the process".
    """
    end = time.monotonic() + seconds
    shares = [range(share, count, processes) for share in range(processes)]
    watched = [_Watched((seed, numbers, end, make, look)) for numbers in shares]
    running = watched
    while running := [one for one in running if one.goes_on()]:
        time.sleep(0.05)
    return sum(one.done for one in watched), [bad for one in watched for bad in one.failed]


class _Watched:
    """A process that looks at a share of the inputs, ended where one takes too long."""

    def __init__(self, task: tuple[int, range, float, Make, Look]) -> None:
        context: Any = multiprocessing.get_context("spawn")
        self.failed: list[tuple[int, str]] = []
        self.done = 0
        #: number of the input in work, and when it was taken up; 0 while the next one is made
        self.number: Synchronized[int] = context.Value("q", -1)
        self.since: Synchronized[float] = context.Value("d", 0.0)
        self.pipe, theirs = context.Pipe(duplex=False)
        arguments = (*task, self.number, self.since, theirs)
        self.process = context.Process(target=_work, args=arguments, daemon=True)
        self.process.start()
        theirs.close()

    def goes_on(self) -> bool:
        """Take what the process tells; whether it is still at work."""
        try:
            while self.pipe.poll():
                told = self.pipe.recv()
                if isinstance(told, int):
                    self.done = told
                    return self._ended()
                self.failed.append(told)
        except EOFError:
            self.failed.append((self.number.value, "ends the process"))
            return self._ended()
        since = self.since.value  # once: the process sets it to 0 at any time
        if since and time.monotonic() - since > SLOWEST:
            self.failed.append((self.number.value, "hangs"))
            self.process.kill()
            return self._ended()
        return bool(self.process.is_alive() or self.pipe.poll())

    def _ended(self) -> bool:
        self.process.join()
        return False


def _work(
    seed: int,
    numbers: range,
    end: float,
    make: Make,
    look: Look,
    number: Synchronized[int],
    since: Synchronized[float],
    pipe: Connection,
) -> None:
    """In a process of its own: look at inputs, and tell of those that go wrong."""
    _bound_memory()
    done = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for done, one in enumerate(numbers, 1):
            if time.monotonic() > end or failed == 10:
                done -= 1
                break
            name, data = make(seed, one)
            file = write(Path(folder), data, name)
            number.value, since.value = one, time.monotonic()
            try:
                look(file)
            except Exception:
                failed += 1
                pipe.send((one, traceback.format_exc()))
            since.value = 0.0
    pipe.send(done)


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _replay(arguments: list[str]) -> None:
    seed, number, *folder = arguments
    name, data = make(int(seed), int(number))
    file = write(Path(folder[0] if folder else tempfile.mkdtemp()), data, name)
    print(file)
    look(file)


def cases() -> list[Path]:
    """The inputs that once went wrong."""
    return sorted((TESTS / "fuzz").iterdir())


if __name__ == "__main__":
    _replay(sys.argv[1:])
