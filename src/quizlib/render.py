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

from quizlib import modes
from quizlib.errors import BankError, problem, suggest
from quizlib.kinds import KINDS, Kind, Part
from quizlib.locale import strings
from quizlib.markup import Page, blocks, escape, stem
from quizlib.model import LANGUAGES, Bank, Exam, Question
from quizlib.stub import Stub


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
    chosen = [by_id[n] for n in stub.select if n in by_id] if stub.select else bank.questions
    questions = [q for q in chosen if stub.objective in (None, q.objective)]
    problems.extend(modes.problems(bank, stub, questions))
    if problems:
        raise BankError(problems)
    return questions


def quiz_html(
    bank: Bank, stub: Stub, *, link: Callable[[str], str] = page_address, review: str = ""
) -> str:
    """The whole quiz: a section with one form for each question, and its data for the script.

    ``link`` turns the ``see`` of a question, ``page#anchor``, into an address; ``review`` is the
    address of the page Review, where there is one.
    Raises BankError where the stub does not fit the bank.
    """
    questions = select(bank, stub)
    held = modes.settings(bank, stub)
    page = Page(stub.lang, strings(stub.lang), link)
    label = escape(f"{page.ui['quiz_label']}: {bank.head.title[stub.lang]}")
    if not questions:
        inner = f'<p class="qz-none">{escape(page.ui["no_such_questions"])}</p>'
    else:
        inner = "".join(
            _question(q, page, held, f"{n}/{len(questions)}")
            for n, q in enumerate(questions, start=1)
        )
    data: dict[str, Any] = {
        "lang": stub.lang,
        "bank": bank.name,
        "mode": held.mode,
        "review": review,
        "questions": [_data(q) for q in questions],
    }
    if held.exam:
        data["exam"] = modes.rules(held.exam)
    return (
        # A group, not a landmark: a lesson holds a dozen quizzes of the same name.
        f'<section class="qz" role="group" lang="{stub.lang}" data-bank="{escape(bank.name)}" '
        f'aria-label="{label}">{_intro(held, questions, page)}{inner}'
        '<div class="qz-foot" hidden></div>'
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
    return {
        "id": question.id,
        "kind": kind.name,
        "hash": digest,
        "objective": question.objective,
        "key": key,
    }


def identity(question: Question) -> dict[str, Any]:
    """Under what a learner's record of a question is kept, and whether it earns points."""
    data = _data(question)
    return {name: data[name] for name in ("id", "kind", "hash")} | {
        "scored": KINDS[question.kind].scored
    }


def _json(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _intro(held: modes.Settings, questions: Sequence[Question], page: Page) -> str:
    """What the reader must know before beginning; practice needs no explanation."""
    if held.mode == "practice" or not questions:
        return ""
    lines = [page.ui[f"intro_{held.mode}"]]
    if held.exam:
        lines += exam_lines(held.exam, questions, page)
    text = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f'<div class="qz-intro">{text}</div>'


def exam_lines(exam: Exam, questions: Sequence[Question], page: Page) -> list[str]:
    """The rules of an exam in sentences."""
    ui = page.ui
    lines = [ui["exam_questions"].format(n=sum(exam.draw.values()) or len(questions))]
    if exam.minutes:
        lines.append(ui["exam_minutes"].format(n=exam.minutes))
    lines.append(ui["exam_attempts"].format(n=exam.attempts))
    if exam.pass_:
        total = modes.reach(exam, questions)
        lines.append(ui["exam_pass"].format(n=exam.pass_.points, total=total))
        for also in exam.pass_.also:
            names = ", ".join(also.objectives)
            total = modes.reach(exam, questions, also.objectives)
            lines.append(ui["exam_also"].format(n=also.points, total=total, objectives=names))
    return lines


def _question(question: Question, page: Page, held: modes.Settings, place: str) -> str:
    kind = KINDS[question.kind]
    situation, asked = stem(question.prompt[page.lang])
    n, _, total = place.partition("/")
    words = escape(page.ui["question_of"].format(n=n, total=total))
    count = f'<p class="qz-count">{words}</p>' if total != "1" else ""
    context = f'<div class="qz-context">{situation}</div>' if situation else ""
    return (
        f'<form class="qz-question" id="{escape(question.id)}" data-id="{escape(question.id)}" '
        f'data-kind="{kind.name}" autocomplete="off">{count}{context}'
        f'<fieldset class="qz-field"><legend class="qz-stem">{asked}</legend>'
        f'<p class="qz-help">{escape(page.ui[_help(kind, question, held)])}</p>'
        f"{kind.controls(question, page)}</fieldset>"
        f"{_sure(question, page) if held.confidence and kind.scored else ''}"
        f"{_hints(question, page)}{_actions(page)}{_reasons(question, page)}"
        f"{_report(question, page)}</form>"
    )


#: How to answer where nothing is compared with what is right: instead of → this.
_IN_SURVEY = {"write_then_compare": "write_own"}


def _help(kind: Kind, question: Question, held: modes.Settings) -> str:
    name = kind.help(question)
    return _IN_SURVEY.get(name, name) if held.mode == "survey" else name


def _sure(question: Question, page: Page) -> str:
    """How sure the learner is: 0 guessing, 1 in doubt, 2 sure."""
    rows = "".join(
        f'<label class="qz-row"><input type="radio" name="{escape(question.id)}..sure" '
        f'value="{n}"><span class="qz-text">{escape(page.ui[f"sure_{n}"])}</span></label>'
        for n in range(3)
    )
    legend = escape(page.ui["sure_ask"])
    return (
        f'<fieldset class="qz-confidence"><legend>{legend}</legend>'
        f'<div class="qz-bins">{rows}</div></fieldset>'
    )


def _report(question: Question, page: Page) -> str:
    """What an author needs to find the question: id, version of its text, language.

    The script writes the line out: in the page it would be among the words that the search finds.
    """
    text = question.model_dump_json(exclude={"allow"})
    version = hashlib.sha256(text.encode()).hexdigest()[:8]
    line = escape(f"{question.id} · {version} · {page.lang}")
    return (
        f'<details class="qz-report"><summary>{escape(page.ui["report"])}</summary>'
        f"<p>{escape(page.ui['report_how'])}</p>"
        f'<p><code class="qz-ref" data-line="{line}"></code></p></details>'
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
    notes = kind.notes(question, page)
    if not (items or notes or explanation):
        return ""
    return (
        f'<details class="qz-key"><summary>{escape(page.ui["answer_and_reasons"])}</summary>'
        f'<ul class="qz-reasons">{items}</ul>{notes}{explanation}</details>'
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


__all__: Sequence[str] = ("identity", "page_address", "quiz_html", "select")
