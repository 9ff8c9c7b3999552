"""How long checking a bank takes and how much memory, against plain `yaml.load` with the C loader.

The bank is made of the questions of our own banks, every longer word exchanged for another one of
the same language and about the same length: texts differ, while kinds, lengths and layout stay
those of real questions.  Each measurement is a process of its own.  Time is that of the processor,
the least of several runs; memory is the most that was held at once, less what was held before the
file was opened.  Prints each ratio with its limit; ends with 1 where one is over it.
Usage: python benchmarks/check_banks.py [questions]
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from quizlib.bankfile import read
from quizlib.kinds import KINDS
from quizlib.lint import findings
from quizlib.load import load_course
from quizlib.yamltext import bank_text, plain, plain_head

try:
    import resource
except ImportError:  # Windows does not tell how much memory a process has held
    resource = None  # type: ignore[assignment]

ROOT = Path(__file__).parent.parent
QUESTIONS = 10_000
RUNS = 3
#: What may be needed of the plain load's time: to read and check, and to hold all rules too.
TIME_LIMITS = {"read": 0.6, "lint": 1.5}
#: And of its memory, with all rules.
MEMORY_LIMIT = 3.0
SAID = {"read": "read and check the format", "lint": "the same with all rules"}

#: Shorter words hold a sentence together, and stay.  So does what a graded text must keep.
WORD = re.compile(r"\[\[[^\]]*\]\]|[^\W\d_]{4,}")
TYPED = ("accept",)
Pool = dict[tuple[str, int], list[str]]


def words_of(data: Any, language: str = "") -> Iterator[tuple[str, str]]:
    """Every longer word of the texts in ``data``, with its language."""
    if isinstance(data, str) and language:
        yield from ((language, word.lower()) for word in WORD.findall(data) if word[0] != "[")
    for name, inner in data.items() if isinstance(data, dict) else ():
        yield from words_of(inner, name if name in ("kk", "ru", "en") else language)
    for inner in data if isinstance(data, list) else ():
        yield from words_of(inner, language)


def varied(data: Any, pool: Pool, rng: random.Random, language: str = "") -> Any:
    """``data`` with other words in its texts."""

    def other(found: re.Match[str]) -> str:
        old = found[0]
        if old[0] == "[":
            return old
        new = rng.choice(pool[language, len(old) // 3])
        return new.upper() if old.isupper() else new.capitalize() if old[0].isupper() else new

    if isinstance(data, str) and language:
        return WORD.sub(other, data)
    if isinstance(data, list):
        return [varied(inner, pool, rng, language) for inner in data]
    if not isinstance(data, dict):
        return data
    return {
        name: inner
        if name in TYPED
        else varied(inner, pool, rng, name if name in ("kk", "ru", "en") else language)
        for name, inner in data.items()
    }


def bank(questions: int) -> str:
    """A bank with as many questions, the same on every run."""
    rng = random.Random(questions)
    banks = load_course(ROOT)
    head = plain_head(banks[0])
    drawn = [plain(q, b.head.languages) for b in banks for q in b.questions if q.kind != "scale"]
    pool: Pool = defaultdict(list)
    for language, word in words_of(drawn):
        pool[language, len(word) // 3].append(word)
    made: list[dict[str, Any]] = []
    while len(made) < questions:
        data = varied(rng.choice(drawn), pool, rng) | {"id": f"q-{len(made)}"}
        if sound(data):
            made.append(data)
    return bank_text(head, made)


def sound(data: dict[str, Any]) -> bool:
    """Whether words drawn at random have not made two options the same."""
    kind = KINDS[data["kind"]]
    return not any(kind.findings(kind.model.model_validate(data)))


# ---- what one process measures


def plain_load(file: Path) -> object:
    return yaml.load(file.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def read_bank(file: Path) -> object:
    reading = read(file, file.name)
    if reading.problems:
        raise SystemExit("\n".join(str(p) for p in reading.problems[:20]))
    return reading


def lint_bank(file: Path) -> object:
    reading = read(file, file.name)
    return reading, findings(reading)


ACTIONS: dict[str, Callable[[Path], object]] = {
    "plain": plain_load,
    "read": read_bank,
    "lint": lint_bank,
}


def most_memory() -> int:
    """The most memory this process has held so far, in the unit of its system."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss if resource else 0


def measure(action: str, file: Path) -> None:
    """Print seconds and memory of one action."""
    before, start = most_memory(), time.process_time()
    kept = ACTIONS[action](file)
    took = time.process_time() - start
    print(json.dumps([took, most_memory() - before]))
    del kept


def measured(action: str, file: Path) -> tuple[float, int]:
    words = [sys.executable, __file__, action, str(file)]
    done = subprocess.run(words, stdout=subprocess.PIPE, check=True, text=True)
    took, memory = json.loads(done.stdout)
    return took, memory


def main() -> int:
    questions = int(sys.argv[1]) if len(sys.argv) > 1 else QUESTIONS
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bank.yml"
        # Also in a process of its own: a child begins with the memory its parent held.
        subprocess.run([sys.executable, __file__, "make", str(file), str(questions)], check=True)
        size = file.stat().st_size / 1_000_000
        runs = [{name: measured(name, file) for name in ACTIONS} for _ in range(RUNS)]
    seconds = {name: min(run[name][0] for run in runs) for name in ACTIONS}
    memory = {name: max(run[name][1] for run in runs) for name in ACTIONS}
    print(f"{questions} questions, {size:.1f} MB; plain yaml.load takes {seconds['plain']:.1f} s")
    over = False
    for name, limit in TIME_LIMITS.items():
        ratio = seconds[name] / seconds["plain"]
        over |= ratio > limit
        print(f"{SAID[name]}: {seconds[name]:.1f} s; ratio {ratio:.2f}, at most {limit}")
    if memory["plain"]:
        ratio = memory["lint"] / memory["plain"]
        over |= ratio > MEMORY_LIMIT
        print(f"memory at most held: ratio {ratio:.2f}, at most {MEMORY_LIMIT}")
    return int(over)


if __name__ == "__main__":
    if len(sys.argv) == 4 and sys.argv[1] == "make":
        Path(sys.argv[2]).write_text(bank(int(sys.argv[3])), encoding="utf-8")
    elif len(sys.argv) == 3:
        measure(sys.argv[1], Path(sys.argv[2]))
    else:
        sys.exit(main())
