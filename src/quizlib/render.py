"""Questions to HTML: the one template of every surface.

The markup holds real form controls and reads as a worksheet with folded answers before any
script runs.  ``js/core.js`` makes it live; it draws no question of its own.  The same bank gives
the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any

from quizlib.errors import BankError, problem, suggest
from quizlib.kinds import KINDS, Part
from quizlib.locale import strings
from quizlib.markup import Page, blocks, escape, stem
from quizlib.model import LANGUAGES, Bank, Question
from quizlib.stub import Stub

MODES = ("practice",)


def page_address(target: str) -> str:
    """``page#anchor`` as the address of a page of the site, from a page beside it."""
    page, _, anchor = target.partition("#")
    return f"{page}.html#{anchor}"


def select(bank: Bank, stub: Stub) -> list[Question]:
    """The questions a stub asks for.  Raises BankError with every name that does not fit."""
    problems = []
    if stub.lang not in LANGUAGES:
        hint = suggest(stub.lang, LANGUAGES)
        problems.append(problem("unknown-language", raw=stub.lang, suggestion=hint))
    elif stub.lang not in bank.head.languages:
        has = ", ".join(bank.head.languages)
        problems.append(
            problem("language-not-in-bank", bank=bank.name, raw=stub.lang, languages=has)
        )
    if stub.mode not in MODES:
        problems.append(
            problem("unknown-mode", raw=stub.mode, suggestion=suggest(stub.mode, MODES))
        )
    by_id = {q.id: q for q in bank.questions}
    for name in stub.select:
        if name not in by_id:
            hint = suggest(name, by_id)
            problems.append(problem("unknown-question", bank=bank.name, raw=name, suggestion=hint))
    objectives = dict.fromkeys(q.objective for q in bank.questions)
    if stub.objective is not None and stub.objective not in objectives:
        hint = suggest(stub.objective, objectives)
        problems.append(
            problem("unknown-objective", bank=bank.name, raw=stub.objective, suggestion=hint)
        )
    if problems:
        raise BankError(problems)
    chosen = [by_id[name] for name in stub.select] if stub.select else list(bank.questions)
    return [q for q in chosen if stub.objective in (None, q.objective)]


def quiz_html(bank: Bank, stub: Stub, *, link: Callable[[str], str] = page_address) -> str:
    """The whole quiz: a section with one form for each question, and its data for the script.

    ``link`` turns the ``see`` of a question, ``page#anchor``, into an address.
    Raises BankError where the stub does not fit the bank.
    """
    questions = select(bank, stub)
    page = Page(stub.lang, strings(stub.lang), link)
    label = escape(f"{page.ui['quiz_label']}: {bank.head.title[stub.lang]}")
    if not questions:
        inner = f'<p class="qz-none">{escape(page.ui["no_such_questions"])}</p>'
    else:
        inner = "".join(
            _question(q, page, n, len(questions)) for n, q in enumerate(questions, start=1)
        )
    data = {"lang": stub.lang, "questions": [_data(q) for q in questions]}
    return (
        # A group, not a landmark: a lesson holds a dozen quizzes of the same name.
        f'<section class="qz" role="group" lang="{stub.lang}" data-bank="{escape(bank.name)}" '
        f'aria-label="{label}">{inner}<div class="qz-foot" hidden></div>'
        f'<script type="application/json" class="qz-data">{_json(data)}</script></section>'
    )


def _data(question: Question) -> dict[str, Any]:
    """What the script needs to grade; the texts it finds in the markup.

    The hash covers what an answer depends on: kind and key, not the wording.  A mended spelling
    keeps the learner's answer, a changed key drops it.
    """
    kind = KINDS[question.kind]
    key = kind.key(question)
    canonical = json.dumps([kind.name, key], sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(canonical.encode()).hexdigest()[:12]
    return {"id": question.id, "kind": kind.name, "hash": digest, "key": key}


def _json(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _question(question: Question, page: Page, n: int, total: int) -> str:
    kind = KINDS[question.kind]
    situation, asked = stem(question.prompt[page.lang])
    place = escape(page.ui["question_of"].format(n=n, total=total))
    count = f'<p class="qz-count">{place}</p>' if total > 1 else ""
    context = f'<div class="qz-context">{situation}</div>' if situation else ""
    return (
        f'<form class="qz-question" id="{escape(question.id)}" data-id="{escape(question.id)}" '
        f'data-kind="{kind.name}" autocomplete="off">{count}{context}'
        f'<fieldset class="qz-field"><legend class="qz-stem">{asked}</legend>'
        f'<p class="qz-help">{escape(page.ui[kind.help(question)])}</p>'
        f"{kind.controls(question, page)}</fieldset>"
        f"{_hints(question, page)}{_actions(page)}{_reasons(question, page)}</form>"
    )


def _hints(question: Question, page: Page) -> str:
    several = len(question.hints) > 1
    hints = []
    for n, hint in enumerate(question.hints, start=1):
        name = page.ui["hint_n"].format(n=n) if several else page.ui["hint"]
        hints.append(
            f'<details class="qz-hint"><summary>{escape(name)}</summary>'
            f"<div>{blocks(hint[page.lang])}</div></details>"
        )
    return "".join(hints)


#: Buttons do nothing without the script: they are hidden, and disabled so that the Enter key
#: does not send the form either.  (class, name of the string, type)
_BUTTONS = (
    ("qz-check", "check", "submit"),
    ("qz-show", "show_answer", "button"),
    ("qz-again", "answer_again", "button"),
)


def _actions(page: Page) -> str:
    buttons = "".join(
        f'<button type="{kind}" class="qz-button {name}" disabled>{escape(page.ui[text])}</button>'
        for name, text, kind in _BUTTONS
    )
    return (
        '<div class="qz-verdict"></div><div class="qz-status" role="status"></div>'
        f'<div class="qz-explained" hidden></div><div class="qz-actions" hidden>{buttons}</div>'
    )


def _reasons(question: Question, page: Page) -> str:
    """Answer and explanations, folded; the script shows its pieces beside the options."""
    kind = KINDS[question.kind]
    items = "".join(_reason(part, question.see, page) for part in kind.parts(question, page))
    explanation = ""
    if question.explanation:
        text = blocks(question.explanation[page.lang])
        explanation = f'<div class="qz-explanation">{text}</div>'
    name = escape(page.ui["question_id"].format(id=question.id))
    return (
        f'<details class="qz-key"><summary>{escape(page.ui["answer_and_reasons"])}</summary>'
        f'<ul class="qz-reasons">{items}</ul>{explanation}'
        f'<p class="qz-id">{name}</p></details>'
    )


def _reason(part: Part, see: str | None, page: Page) -> str:
    mark = ""
    if part.key:
        mark = f' <strong class="qz-mark">({escape(page.ui["key_mark"])})</strong>'
    place = ""
    if part.place_html:
        place = f'<p class="qz-place">{part.place_html}</p>'
    target = part.see or see
    way = ""
    if target:
        address = escape(page.link(target))
        way = f'<p class="qz-see"><a href="{address}">{escape(page.ui["see"])}</a></p>'
    return (
        f'<li data-reason="{escape(part.id)}"><p class="qz-reason-of">{part.text_html}{mark}</p>'
        f'<div class="qz-reason">{place}{blocks(part.feedback)}{way}</div></li>'
    )


__all__: Sequence[str] = ("MODES", "page_address", "quiz_html", "select")
