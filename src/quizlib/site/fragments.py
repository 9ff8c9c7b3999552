"""Questions for the page Review, in files of their own: one script for each bank and edition.

A script and not data to fetch: it also loads from a folder, where browsers fetch nothing.  It
hands ``js/learner.js`` the questions of the bank as HTML, the same as on the page of the lesson,
each as a quiz of its own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from sphinx.application import Sphinx

from quizlib.errors import BankError
from quizlib.kinds import KINDS
from quizlib.model import Bank
from quizlib.render import quiz_html
from quizlib.site import quizzes
from quizlib.stub import Stub

FOLDER = "_static/review"


def for_review(bank: Bank) -> bool:
    """Whether the questions of a bank come back for review, and count in the progress."""
    return bank.head.review and not is_exam(bank)


def is_exam(bank: Bank) -> bool:
    """Whether a bank is for an exam: its questions are shown nowhere else."""
    return bank.head.mode == "exam"


def draw(app: Sphinx, banks: Sequence[Bank]) -> None:
    """Make the scripts for the page being read; they are kept with the page until it is written.

    The paragraphs that the questions lead to are checked with those of the page.
    """
    scripts: dict[str, str] = {}
    for bank in banks:
        if not for_review(bank):
            continue
        try:
            questions = {q.id: _html(app, bank, q.id) for q in bank.questions if _scored(q.kind)}
        except BankError as error:
            raise quizzes.QuizError(f"{app.env.docname}: {error}") from None
        if questions:
            scripts[bank.name] = _script(bank.name, questions)
    app.env.metadata[app.env.docname]["review_scripts"] = scripts


def _scored(kind: str) -> bool:
    return KINDS[kind].scored


def _html(app: Sphinx, bank: Bank, question: str) -> str:
    stub = Stub(bank.name, app.config.language, (question,), mode="practice")
    return quiz_html(bank, stub, link=lambda target: quizzes.address(app, target))


def _script(name: str, questions: dict[str, str]) -> str:
    data = json.dumps([name, questions], ensure_ascii=False, separators=(",", ":"))
    return f"quizlibReview(...{data});\n"


def write(app: Sphinx, docname: str) -> dict[str, str]:
    """Write the scripts of a page: bank → address from the page, which changes with the text."""
    folder = Path(app.outdir, FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    scripts: dict[str, str] = app.env.metadata[docname]["review_scripts"]
    for old in folder.iterdir():
        if old.stem not in scripts:
            old.unlink()
    up = "../" * docname.count("/")
    addresses = {}
    for name, text in scripts.items():
        data = text.encode()
        (folder / f"{name}.js").write_bytes(data)
        version = hashlib.sha256(data).hexdigest()[:8]
        addresses[name] = f"{up}{FOLDER}/{quote(name)}.js?v={version}"
    return addresses
