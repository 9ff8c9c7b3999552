"""The stub: what a notebook stores of a quiz.

It names the bank and the selection, never a question, so that a change of wording touches the
YAML alone.  The site expands it at build (see :mod:`quizlib.site.extension`); in JupyterLab the
live widget stands in its place once the cell has run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from quizlib.locale import strings
from quizlib.markup import escape

CLASS = "quizlib-stub"


@dataclass(frozen=True)
class Stub:
    """Which questions a quiz shows: a bank, a language, and optionally a part of the bank.

    ``select`` lists question ids in the order wanted; ``objective`` takes all questions on one
    objective.  With neither, the whole bank is meant.  What is left out stays as the bank says.
    """

    bank: str
    lang: str
    select: tuple[str, ...] = ()
    objective: str | None = None
    #: empty: as the bank says
    mode: str = ""
    #: None: as the bank says
    confidence: bool | None = None
    #: rules of an exam that differ from the bank's, as JSON with sorted names
    exam: str = ""

    @classmethod
    def asked(
        cls,
        bank: str,
        lang: str,
        *,
        select: Sequence[str] | None = None,
        objective: str | None = None,
        mode: str | None = None,
        confidence: bool | None = None,
        exam: Mapping[str, Any] | None = None,
    ) -> Stub:
        """The stub of a call of :func:`quizlib.show` with these arguments."""
        rules = json.dumps(exam, sort_keys=True, ensure_ascii=False) if exam else ""
        return cls(bank, lang, tuple(select or ()), objective, mode or "", confidence, rules)

    def html(self) -> str:
        """The stub as HTML with a line for who opens the notebook without running it."""
        fields = {
            "bank": self.bank,
            "lang": self.lang,
            "select": " ".join(self.select),
            "objective": self.objective or "",
            "mode": self.mode,
            "confidence": {None: "", True: "yes", False: "no"}[self.confidence],
            "exam": self.exam,
        }
        data = " ".join(f'data-{k}="{escape(v)}"' for k, v in fields.items() if v)
        line = escape(strings(self.lang)["stub"].format(bank=self.bank))
        return f'<div class="{CLASS}" lang="{escape(self.lang)}" {data}><p>{line}</p></div>'

    def __str__(self) -> str:
        parts = [repr(self.bank), f"lang={self.lang!r}"]
        if self.select:
            parts.append(f"select={list(self.select)!r}")
        if self.objective:
            parts.append(f"objective={self.objective!r}")
        if self.mode:
            parts.append(f"mode={self.mode!r}")
        if self.confidence is not None:
            parts.append(f"confidence={self.confidence!r}")
        if self.exam:
            parts.append(f"exam={json.loads(self.exam)!r}")
        return f"Quiz({', '.join(parts)})"


class _Finder(HTMLParser):
    found: Stub | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        data = {name: value or "" for name, value in attrs}
        if self.found is None and CLASS in data.get("class", "").split():
            self.found = Stub(
                bank=data.get("data-bank", ""),
                lang=data.get("data-lang", ""),
                select=tuple(data.get("data-select", "").split()),
                objective=data.get("data-objective") or None,
                mode=data.get("data-mode", ""),
                confidence={"yes": True, "no": False}.get(data.get("data-confidence", "")),
                exam=data.get("data-exam", ""),
            )


def parse(text: str) -> Stub | None:
    """The stub in this HTML, or None where there is none."""
    if CLASS not in text:
        return None
    finder = _Finder()
    finder.feed(text)
    return finder.found
