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

from quizlib import modes
from quizlib.grade import Score, score
from quizlib.model import Bank, Question
from quizlib.render import quiz_html, select
from quizlib.results import Results, results
from quizlib.stub import Stub

_STATIC = files("quizlib") / "static"


class Quiz(anywidget.AnyWidget):
    """A live quiz.  ``answers`` follows what is clicked; make one with :func:`quizlib.show`.

    In an exam all that can be read here is that of the attempt that runs, or else of the one handed
    in last.
    """

    _esm = (_STATIC / "widget.js").read_text(encoding="utf-8")
    _css = (_STATIC / "quiz.css").read_text(encoding="utf-8")

    _html = traitlets.Unicode().tag(sync=True)
    #: question id → response, as the question's kind describes it
    answers = traitlets.Dict().tag(sync=True)
    #: question id → {"status", "attempts", "seconds", …}: where the learner stands with it
    progress = traitlets.Dict().tag(sync=True)
    #: an exam's attempts: {"current": the one that runs or None, "past": those handed in}; each
    #: holds the questions drawn as "ids", and their "answers" and "progress"
    exam = traitlets.Dict().tag(sync=True)

    def __init__(self, bank: Bank, stub: Stub) -> None:
        """A quiz of the questions that ``stub`` selects from ``bank``.  Raises BankError."""
        self.questions: list[Question] = select(bank, stub)
        self.stub = stub
        self.mode = modes.settings(bank, stub).mode

        def link(target: str) -> str:
            page, _, anchor = target.partition("#")
            same = page == bank.head.lesson
            return f"#{anchor}" if same else f"{page}.ipynb#{anchor}"

        super().__init__(_html=quiz_html(bank, stub, link=link))

    def asked(self) -> list[Question]:
        """The questions asked; in an exam those drawn, in their order, and none before a start."""
        if self.mode != "exam":
            return self.questions
        by_id = {question.id: question for question in self.questions}
        return [by_id[name] for name in self._attempt().get("ids", ()) if name in by_id]

    def score(self) -> Score:
        """Points for the present answers, checked or not; each question is worth one."""
        return score(self.asked(), self.answers)

    def results(self) -> Results:
        """One row for each question asked: id, response, score, attempts, seconds."""
        return results(self.asked(), self.answers, self.progress)

    def reset(self) -> None:
        """Clear every answer, here and on the screen."""
        self.exam = {}
        self.progress = {}
        self.answers = {}

    def _attempt(self) -> dict[str, Any]:
        """The attempt that runs, or else the last one; empty before the first."""
        past: list[dict[str, Any]] = self.exam.get("past") or [{}]
        return self.exam.get("current") or past[-1]

    @traitlets.observe("exam")
    def _follow(self, _: object) -> None:
        # The page sends what is on view, which may be an earlier attempt.
        attempt = self._attempt()
        self.answers = attempt.get("answers", {})
        self.progress = attempt.get("progress", {})

    def __repr__(self) -> str:
        return str(self.stub)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """The widget for a live notebook, and the stub for everything that stores or reads one."""
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        return {**data, "text/plain": repr(self), "text/html": self.stub.html()}, metadata
