"""What is said of the stored book: what is wrong, then how to mend it."""

from __future__ import annotations

from typing import Any

from quizlib.errors import Problem

_RUN = "Run `quizlib notebooks run`."

#: code → (what is wrong, how to mend it)
MESSAGES: dict[str, tuple[str, str]] = {
    "notebook-unreadable": (
        "the notebook cannot be read: {reason}",
        "Check its name, or restore it from the last commit.",
    ),
    "cell-failed": ("{reason}", ""),
    "cell-slow": ("the cell did not end within {limit} seconds", "Make it do less."),
    "kernel": ("Python could not run the notebook: {reason}", "Set the course up anew."),
    "never-run": ("the cell was not run, so no test compares what it shows", _RUN),
    "untidy": (
        "the stored notebook holds times, versions or settings of a single machine",
        _RUN,
    ),
    "widget-data": ("data of the live widget is stored", _RUN),
    "answers-stored": ("answers of a learner are stored: {found}", _RUN),
    "quiz-not-stored": ("the cell calls show, but no quiz is stored below it", _RUN),
    "quiz-differs": ("the quiz stored below the cell is not the one the cell asks for", _RUN),
    "quiz-language": ("a quiz in `{found}` in the edition `{lang}`", 'Write lang="{lang}".'),
    "code-unreadable": ("Python cannot read the cell: {reason}", "Mend the line."),
    "edition-missing": (
        "the edition `{other}` has this page, the edition `{lang}` does not",
        "Add {add}, or remove the page from all editions.",
    ),
    "cells-differ": (
        "{count} cells, but {first} has {first_count}; they part at cell {cell}",
        "Give the editions the same cells in the same order.",
    ),
    "structure": (
        "{what} differ: {found}, but {first} has {wanted}",
        "Make the editions alike.",
    ),
    "figure-missing": ("there is no figure {name}", "Add the file, or mend its name."),
    "see-missing": (
        "`see: {target}` leads nowhere in the edition `{lang}`",
        "Put `({anchor})=` above a heading of that page, or mend the target.",
    ),
    "question-not-shown": (
        "no page of the edition `{lang}` shows this question",
        "Add its id to a `show(…, select=[…])` of its lesson {page}, or remove the question.",
    ),
    "question-shown-again": (
        "the page {page} shows the question `{id}` {count} times",
        "Keep one of them.",
    ),
}


def notebook_problem(
    code: str, file: str, path: str = "", at: tuple[int, int] = (0, 0), /, **params: Any
) -> Problem:
    """A problem of the book: code, file, where in it by name, and line and column."""
    what, mend = MESSAGES[code]
    return Problem(file, *at, path, code, what.format(**params), mend.format(**params))
