"""What the tests of banks share."""

from __future__ import annotations

from pathlib import Path

from quizlib.bankfile import read

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
BAD = sorted((TESTS / "bad").glob("*.yml"))
GOOD = sorted((TESTS / "good").glob("*.yml"))
FROZEN = sorted((TESTS / "frozen").glob("*.yml"))

#: A small bank in one language, to be changed by tests.
BANK = """\
version: 1
languages: [en]
title: Press service
lesson: press-service-and-pr
questions:
  - id: head
    kind: single
    objective: "3.1"
    bloom: remember
    source: [A67]
    prompt: Who heads the press service?
    options:
      - {id: chief, correct: true, text: The chief, feedback: The table says so.}
      - {id: deputy, text: The deputy, feedback: Not in the table.}
"""


def messages(file: Path) -> list[str]:
    """What an author is told about this bank, as lines."""
    return [str(p) for p in read(file, file.name).problems]


def codes(file: Path) -> list[str]:
    """The codes of what is wrong with this bank."""
    return [p.code for p in read(file, file.name).problems]


def write(folder: Path, text: str | bytes, name: str = "bank.yml") -> Path:
    """A file in ``folder``."""
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file
