"""How long reading and checking a bank takes, against plain `yaml.load` with the C loader.

Prints the ratio of medians, both measured in this run on the same file.
Usage: python benchmarks/read_banks.py [questions]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from quizlib.load import read

RUNS = 5
LANGUAGES = ("kk", "ru", "en")


def text(words: str) -> str:
    return "{" + ", ".join(f'{code}: "{words} ({code}), мысалы осылай"' for code in LANGUAGES) + "}"


def bank(questions: int) -> str:
    lines = ["version: 1", "languages: [kk, ru, en]", f"title: {text('Банк')}", "lesson: lesson"]
    lines.append("questions:")
    for n in range(questions):
        lines += [
            f"  - id: q-{n}",
            "    kind: single",
            '    objective: "3.1"',
            "    bloom: remember",
            "    source: [A67]",
            f"    prompt: {text(f'Сұрақ {n}')}",
            "    options:",
        ]
        for i in range(3):
            correct = "correct: true, " if i == n % 3 else ""
            told = text(f"Түсіндірме {i}")
            lines.append(
                f"      - {{id: o{i}, {correct}text: {text(f'Жауап {i}')}, feedback: {told}}}"
            )
    return "\n".join(lines) + "\n"


def median(action: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    questions = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bank.yml"
        file.write_text(bank(questions), encoding="utf-8")
        reading = read(file, "bank.yml")
        if reading.problems:
            raise SystemExit("\n".join(str(p) for p in reading.problems))
        ours = median(lambda: read(file, "bank.yml"))
        plain = median(lambda: yaml.load(file.read_bytes(), Loader=loader))
    print(
        f"read and check {questions} questions: {ours:.2f} s; plain yaml.load {plain:.2f} s; "
        f"ratio {ours / plain:.2f}"
    )


if __name__ == "__main__":
    main()
