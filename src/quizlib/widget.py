"""The quiz in a notebook: one object, two representations.

In JupyterLab it is a live widget whose answers Python can read.  What the notebook stores is the
stub (:mod:`quizlib.stub`), which the site expands.  The widget draws nothing itself: it hands the
HTML of :mod:`quizlib.render` to the same script that the site uses.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import anywidget
import traitlets

from quizlib.grade import Score, score
from quizlib.model import Bank, Question
from quizlib.render import quiz_html, select
from quizlib.results import Results, results
from quizlib.stub import Stub

_STATIC = files("quizlib") / "static"


class Quiz(anywidget.AnyWidget):
    """A live quiz.  ``answers`` follows what is clicked; make one with :func:`quizlib.show`."""

    _esm = (_STATIC / "widget.js").read_text(encoding="utf-8")
    _css = (_STATIC / "quiz.css").read_text(encoding="utf-8")

    _html = traitlets.Unicode().tag(sync=True)
    #: question id → response, as the question's kind describes it
    answers = traitlets.Dict().tag(sync=True)
    #: question id → {"status", "attempts", "order"}: where the learner stands with it
    progress = traitlets.Dict().tag(sync=True)
    #: an exam's attempts: {"current": the one that runs or None, "past": those handed in}
    exam = traitlets.Dict().tag(sync=True)

    def __init__(self, bank: Bank, stub: Stub) -> None:
        """A quiz of the questions that ``stub`` selects from ``bank``.  Raises BankError."""
        self.questions: list[Question] = select(bank, stub)
        self.stub = stub

        def link(target: str) -> str:
            page, _, anchor = target.partition("#")
            same = page == bank.head.lesson
            return f"#{anchor}" if same else f"{page}.ipynb#{anchor}"

        super().__init__(_html=quiz_html(bank, stub, link=link))

    def score(self) -> Score:
        """Points for the present answers, checked or not; each question is worth one."""
        return score(self.questions, self.answers)

    def results(self) -> Results:
        """One row for each question: id, response, score, attempts, seconds."""
        return results(self.questions, self.answers, self.progress)

    def reset(self) -> None:
        """Clear every answer, here and on the screen."""
        self.exam = {}
        self.progress = {}
        self.answers = {}

    def __repr__(self) -> str:
        return str(self.stub)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """The widget for a live notebook, and the stub for everything that stores or reads one."""
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        return {**data, "text/plain": repr(self), "text/html": self.stub.html()}, metadata
