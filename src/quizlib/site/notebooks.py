"""The lesson notebooks: run them so that their bytes stay the same, and check what is stored.

:func:`run` executes notebooks and stores them without anything that differs from one run or one
machine to the next.  :func:`check` reads the book without a kernel and returns what is wrong:
cells that nbval would pass over in silence, answers and widget data that do not belong into a
repository, editions that have drifted apart, questions that no lesson shows.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from pydantic import BaseModel

from quizlib.errors import BankError, Problem
from quizlib.load import load_course
from quizlib.model import LANGUAGES, Bank
from quizlib.render import select
from quizlib.site.notebook_messages import notebook_problem
from quizlib.site.structure import (
    Page,
    cell_features,
    cell_name,
    is_show,
    parse_code,
    stored_stubs,
    wanted_stub,
)
from quizlib.stub import parse

BOOK = "book"
#: Edition → name → page.
Book = dict[str, dict[str, Page]]
#: nbformat carries a mark that it is typed, but most of its functions are not.
_FORMAT: Any = nbformat
#: The edition the others are compared with.
FIRST = LANGUAGES[0]
#: Seconds a cell may take.
TIMEOUT = 120

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
WIDGET_STATE = "widgets"

#: Of a notebook's metadata, only this is stored: the rest names versions and machines.
_METADATA: dict[str, Any] = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "name": "python", "pygments_lexer": "ipython3"},
}
#: Of a cell's metadata, what a program writes by itself: times, and how the cell was last viewed.
_VOLATILE = ("ExecuteTime", "execution", "collapsed", "scrolled", "jp-MarkdownHeadingCollapsed")

#: Where a quiz holds what a learner did.
_LEARNER = ("answers", "progress")


def run(paths: Iterable[Path]) -> list[Path]:
    """Execute these notebooks (a folder means all below it); return those whose bytes changed.

    The kernel starts in the folder of the notebook.  Raises BankError with the author's message
    at the first cell that fails; that notebook stays as it was.
    """
    changed = []
    for path in notebook_files(paths):
        notebook = _read(path, path.as_posix())
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.update(outputs=[], execution_count=None)
        client = NotebookClient(
            notebook,
            timeout=TIMEOUT,
            extra_arguments=["--log-level=ERROR"],
            kernel_name=_METADATA["kernelspec"]["name"],
            resources={"metadata": {"path": str(path.parent)}},
            record_timing=False,
            store_widget_state=False,
            coalesce_streams=True,
        )
        try:
            client.execute()
        except (CellExecutionError, CellTimeoutError, DeadKernelError, NoSuchKernel) as error:
            raise BankError([_failure(error, notebook, path)]) from None
        text = stored(notebook)
        if text != path.read_text(encoding="utf-8"):
            path.write_text(text, encoding="utf-8", newline="\n")
            changed.append(path)
    return changed


def notebook_files(paths: Iterable[Path]) -> list[Path]:
    """These notebooks, and those below these folders, in a fixed order and each once."""
    found: dict[Path, None] = {}
    for path in paths:
        for file in sorted(path.rglob("*.ipynb")) if path.is_dir() else [path]:
            if ".ipynb_checkpoints" not in file.parts:
                found.setdefault(file)
    return list(found)


def stored(notebook: NotebookNode) -> str:
    """The text of the notebook as it is stored: tidied, with sorted keys, one newline at its end.

    Changes ``notebook``.  The same cells and outputs give the same text on every machine.
    """
    notebook.metadata = _METADATA
    for cell in notebook.cells:
        for key in _VOLATILE:
            cell.metadata.pop(key, None)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET_VIEW, None)
    text: str = _FORMAT.writes(notebook, version=4)
    return text.rstrip("\n") + "\n"


def _read(path: Path, label: str) -> NotebookNode:
    try:
        notebook: NotebookNode = _FORMAT.read(path, as_version=4)
        return notebook
    except Exception as error:  # nbformat fails in many ways on what has another shape
        reason = str(error).partition("\n")[0]
        raise BankError([notebook_problem("notebook-unreadable", label, reason=reason)]) from None


def _failure(error: Exception, notebook: NotebookNode, path: Path) -> Problem:
    """What stopped a notebook, in the words an author needs."""
    file = path.as_posix()
    if isinstance(error, CellTimeoutError):
        return notebook_problem("cell-slow", file, limit=TIMEOUT)
    if not isinstance(error, CellExecutionError):
        return notebook_problem("kernel", file, reason=error)
    failed = max(i for i, cell in enumerate(notebook.cells) if cell.get("outputs"))
    # The message of a BankError is whole sentences; others get the name of the exception before.
    reason = error.evalue.rstrip(".")
    if error.ename != BankError.__name__:
        reason = f"{error.ename}: {reason}"
    return notebook_problem("cell-failed", file, cell_name(notebook.cells, failed), reason=reason)


def check(root: Path) -> list[Problem]:
    """Everything that is wrong with the stored book of the course ``root``; no kernel is started.

    Where notebooks or banks cannot be read, their problems come in place of what rests on them.
    """
    try:
        book = read_book(root)
    except BankError as error:
        return error.problems
    found = check_pages(root, book)
    try:
        return found + check_banks(load_course(root), book)
    except BankError as error:
        return found + error.problems


def read_book(root: Path) -> Book:
    """Every page of the course ``root``.  Raises BankError for notebooks that cannot be read.

    For all of them: what cannot be read would only seem to be missing.
    """
    found: list[Problem] = []
    book = {lang: {p.name: p for p in _pages(root, lang, found)} for lang in LANGUAGES}
    if found:
        raise BankError(found)
    return book


def check_pages(root: Path, book: Book) -> list[Problem]:
    """What is wrong with the pages, each on its own and against the first edition."""
    found: list[Problem] = []
    for lang in LANGUAGES:
        for page in book[lang].values():
            found += _check_figures(root, page)
            if page.file.endswith(".ipynb"):
                found += _check_stored(root, page)
        found += _check_editions(book, lang)
    return found


def check_banks(banks: Iterable[Bank], book: Book) -> list[Problem]:
    """Where questions lead, and whether their lesson shows each once."""
    found: list[Problem] = []
    for bank in banks:
        found += _check_targets(bank, book)
        for lang in bank.head.languages:
            found += _check_shown(bank, lang, book[lang])
    return found


def _pages(root: Path, lang: str, found: list[Problem]) -> Iterator[Page]:
    """The pages of an edition; notebooks that cannot be read go to ``found``."""
    folder = root / BOOK / lang
    for path in sorted(folder.rglob("*")):
        if ".ipynb_checkpoints" in path.parts or path.suffix not in (".md", ".ipynb"):
            continue
        file = path.relative_to(root).as_posix()
        if path.suffix == ".ipynb":
            try:
                cells = _read(path, file).cells
            except BankError as error:
                found.extend(error.problems)
                continue
        else:
            text = path.read_text(encoding="utf-8", errors="replace")
            cells = [_FORMAT.v4.new_markdown_cell(text)]
        name = path.relative_to(folder).with_suffix("").as_posix()
        yield Page(lang, name, file, cells, [cell_features(cell) for cell in cells])


def _check_figures(root: Path, page: Page) -> Iterator[Problem]:
    for index, features in enumerate(page.features):
        for name in features["figures"]:
            if not (root / page.file).parent.joinpath(name).is_file():
                yield notebook_problem(
                    "figure-missing", page.file, cell_name(page.cells, index), name=name
                )


def _check_stored(root: Path, page: Page) -> Iterator[Problem]:
    """What one stored notebook must hold, and what it must not."""
    notebook = _read(root / page.file, page.file)
    text = (root / page.file).read_text(encoding="utf-8")
    live = WIDGET_STATE in notebook.metadata
    if live:
        yield notebook_problem("widget-data", page.file)
    for index, cell in enumerate(page.cells):
        if cell.cell_type != "code":
            continue
        for code, params in _check_cell(cell, page.lang):
            live = live or code == "widget-data"
            yield notebook_problem(code, page.file, cell_name(page.cells, index), **params)
    if not live and text != stored(notebook):
        yield notebook_problem("untidy", page.file)


def _check_cell(cell: NotebookNode, lang: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if cell.execution_count is None:
        yield "never-run", {}
    if any(WIDGET_VIEW in output.get("data", {}) for output in cell.outputs):
        yield "widget-data", {}
    try:
        tree = parse_code(cell.source)
    except SyntaxError as error:
        yield "code-unreadable", {"reason": error.msg}
        return
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and is_show(node)]
    stubs = stored_stubs(cell)
    if calls and not stubs:
        yield "quiz-not-stored", {}
    elif calls and any((asked := wanted_stub(c)) and asked not in stubs for c in calls):
        yield "quiz-differs", {}
    for stub in stubs:
        if stub.lang != lang:
            yield "quiz-language", {"found": stub.lang, "lang": lang}
    reads = any(isinstance(n, ast.Attribute) and n.attr in _LEARNER for n in ast.walk(tree))
    for output in cell.outputs:
        data = output.get("data", {})
        html = data.get("text/html", "")
        quiz = parse(html)
        if quiz and html.strip() != quiz.html():
            yield "answers-stored", {"found": "more than the bare quiz in its HTML"}
        said = str(output.get("text", "") or data.get("text/plain", "")).strip()
        if reads and not quiz and said not in ("", "{}"):
            yield "answers-stored", {"found": said.partition("\n")[0]}


def _check_editions(book: Book, lang: str) -> Iterator[Problem]:
    """How one edition differs from the first."""
    first, other = book[FIRST], book[lang]
    for name in sorted(first.keys() ^ other.keys()):
        has, lacks = (FIRST, lang) if name in first else (lang, FIRST)
        present = book[has][name].file
        missing = present.replace(f"{BOOK}/{has}/", f"{BOOK}/{lacks}/", 1)
        yield notebook_problem("edition-missing", present, other=has, lang=lacks, add=missing)
    for name in sorted(first.keys() & other.keys()):
        yield from _check_structure(first[name], other[name])


def _check_structure(first: Page, page: Page) -> Iterator[Problem]:
    if len(first.cells) != len(page.cells):
        keys = ("cell types", "anchors", "code lines")
        pairs = zip(first.features, page.features, strict=False)
        differ = [i for i, (a, b) in enumerate(pairs) if any(a.get(k) != b.get(k) for k in keys)]
        place = differ[0] if differ else min(len(first.cells), len(page.cells))
        yield notebook_problem(
            "cells-differ",
            page.file,
            count=len(page.cells),
            first=first.file,
            first_count=len(first.cells),
            cell=place + 1,
        )
        return
    for index, (wanted, found) in enumerate(zip(first.features, page.features, strict=True)):
        for what in wanted:
            if wanted[what] != found.get(what):
                yield notebook_problem(
                    "structure",
                    page.file,
                    cell_name(page.cells, index),
                    what=what,
                    found=found.get(what),
                    first=first.file,
                    wanted=wanted[what],
                )


def _targets(value: Any) -> Iterator[str]:
    """Every ``see`` of a question and of its parts."""
    if isinstance(value, BaseModel):
        for name, inner in value:
            if name == "see" and isinstance(inner, str):
                yield inner
            else:
                yield from _targets(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _targets(inner)


def _check_targets(bank: Bank, book: Book) -> Iterator[Problem]:
    for question in bank.questions:
        for target in dict.fromkeys(_targets(question)):
            name, _, anchor = target.partition("#")
            for lang in bank.head.languages:
                page = book[lang].get(name)
                if page is None or anchor not in page.anchors:
                    yield notebook_problem(
                        "see-missing",
                        bank.file,
                        question.id,
                        bank.places[question.id],
                        target=target,
                        anchor=anchor,
                        lang=lang,
                    )


def _check_shown(bank: Bank, lang: str, pages: dict[str, Page]) -> Iterator[Problem]:
    """Each question stands in its lesson or on another page of the edition, on none twice.

    A self-assessment is asked before the lessons on one page and after them on another.
    """
    shown: set[str] = set()
    for page in pages.values():
        counts: Counter[str] = Counter()
        for stub in page.stubs:
            if stub.bank == bank.name:
                try:
                    counts.update(question.id for question in select(bank, stub))
                except BankError as error:
                    yield from (replace(p, file=page.file) for p in error.problems)
        shown |= counts.keys()
        for name in [name for name in counts if counts[name] > 1]:
            again = {"page": f"{BOOK}/{lang}/{page.name}", "id": name, "count": counts[name]}
            yield notebook_problem(
                "question-shown-again", bank.file, name, bank.places[name], **again
            )
    lesson = f"{BOOK}/{lang}/{bank.head.lesson}"
    for question in bank.questions:
        if question.id not in shown:
            yield notebook_problem(
                "question-not-shown",
                bank.file,
                question.id,
                bank.places[question.id],
                lang=lang,
                page=lesson,
            )
