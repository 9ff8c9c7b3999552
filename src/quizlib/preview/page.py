"""The pages of the preview: one bank with its problems, and the list of the banks in a folder."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from quizlib.errors import BankError, Problem
from quizlib.kinds import KINDS
from quizlib.locale import preview_strings
from quizlib.markup import escape
from quizlib.model import LANGUAGES, Bank
from quizlib.preview import parts
from quizlib.preview.banks import Desk, Shelf, State
from quizlib.preview.findings import Entry, sorted_out
from quizlib.preview.parts import Asked, Choice, Sheet
from quizlib.render import quiz_html
from quizlib.stub import Stub

#: In the order in which a course uses them.
MODES = ("practice", "check", "pretest", "survey", "exam")
#: What learners follow to a paragraph; here there is no page to lead to.
_SEE = "preview-see:"
_SEE_LINK = re.compile(rf'<a href="{_SEE}([^"]*)">(.*?)</a>', re.DOTALL)
Words = Mapping[str, str]


def bank_page(desk: Desk, asked: Asked, *, first: str, folder: bool) -> str:
    """The page of one bank.  ``first`` is the language where the address names none; ``folder``:
    there is a list of banks to go back to.
    """
    state = desk.state()
    bank = state.bank
    wanted = asked.lang or first
    lang = _language(bank, wanted)
    ui = preview_strings(lang)
    entries, rest = sorted_out(state)
    title = bank.head.title[lang] if bank else desk.file.name
    mode, confidence = _held(bank, asked)
    chosen = parts.languages(bank.head.languages if bank else LANGUAGES, lang, asked, ui)
    if bank and bank.questions:
        chosen += _ways(bank, asked, mode, confidence, ui)
    errors = state.counts["error"]
    main = (
        _other_language(bank, wanted, ui)
        + _top(state, rest, lang)
        + _jump(state, entries, mode, ui)
        + _questions(state, entries, Stub("", lang, mode=mode, confidence=confidence))
    )
    return parts.document(
        Sheet(
            lang=lang,
            title=f"{f'({errors}) ' if errors else ''}{title} – {ui['preview']}",
            version=state.version,
            events="/events?" + urlencode({"bank": asked.bank}),
            head=(_back(lang, ui) if folder else "") + _head(title, desk.label),
            choices=chosen,
            status=f"{parts.counts(state.counts, ui) or ui['no_problems']}.",
            main=main,
            time=_time(datetime.datetime.now()),
        )
    )


def index_page(shelf: Shelf, asked: Asked, *, first: str) -> str:
    """The banks of a folder with their problems."""
    lang = _language(None, asked.lang or first)
    ui = preview_strings(lang)
    version = shelf.version()
    desks = shelf.desks()
    names = ("bank", "questions", "languages", "problems")
    heads = "".join(f'<th scope="col">{escape(ui[name])}</th>' for name in names)
    rows = "".join(_row(name, desk, lang, ui) for name, desk in desks.items())
    table = f'<table class="pv-banks"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    found = sum((desk.state().counts for desk in desks.values()), start=Counter[str]())
    return parts.document(
        Sheet(
            lang=lang,
            title=f"{ui['banks']} – {ui['preview']}",
            version=version,
            events="/events",
            head=_head(ui["banks"], shelf.label),
            choices=parts.languages(LANGUAGES, lang, Asked(), ui),
            status=f"{parts.counts(found, ui) or ui['no_problems']}." if desks else "",
            main=table if desks else f"<p>{escape(ui['no_banks'])}</p>",
            time=_time(datetime.datetime.now()),
        )
    )


def _row(name: str, desk: Desk, lang: str, ui: Words) -> str:
    state = desk.state()
    bank = state.bank
    entries, _ = sorted_out(state)
    title, own, held = escape(name), "", "–"
    if bank:
        shown = _language(bank, lang)
        title, own = escape(bank.head.title[shown]), f' lang="{shown}"'
        held = ", ".join(parts.LANGUAGE_NAMES[code] for code in bank.head.languages)
    cells = (
        ("questions", str(len(entries) or "–")),
        ("languages", held),
        ("problems", parts.counts(state.counts, ui) or ui["no_problems"]),
    )
    address = escape(Asked(bank=name, lang=lang).address())
    return (
        f'<tr><th scope="row"><a href="{address}"{own}>{title}</a> '
        f"<code>{escape(name)}</code></th>"
        + "".join(f'<td data-label="{escape(ui[n])}">{escape(text)}</td>' for n, text in cells)
        + "</tr>"
    )


# ---- above the questions


def _head(title: str, label: str) -> str:
    return f'<h1>{escape(title)}</h1><p class="pv-file"><code>{escape(label)}</code></p>'


def _back(lang: str, ui: Words) -> str:
    address = escape(Asked(lang=lang).address())
    return f'<p class="pv-back"><a href="{address}">{escape(ui["all_banks"])}</a></p>'


def _language(bank: Bank | None, wanted: str) -> str:
    """The language to show: the one wanted, if there is such."""
    codes: Sequence[str] = bank.head.languages if bank else LANGUAGES
    if wanted in codes:
        return wanted
    return (bank.head.source_language if bank else None) or codes[0]


def _other_language(bank: Bank | None, wanted: str, ui: Words) -> str:
    if bank is None or wanted not in LANGUAGES or wanted in bank.head.languages:
        return ""
    text = ui["other_language"].format(asked=parts.LANGUAGE_NAMES[wanted])
    return f'<p class="pv-told">{escape(text)}</p>'


def _held(bank: Bank | None, asked: Asked) -> tuple[str, bool]:
    """The mode, and whether learners are asked how sure they are."""
    head = bank.head if bank else None
    possible = _modes(bank) if bank else MODES
    wanted = (asked.mode, head.mode if head else "")
    mode = next((mode for mode in wanted if mode in possible), MODES[0])
    said = {"yes": True, "no": False}.get(asked.confidence)
    return mode, bool(head and head.confidence) if said is None else said


def _modes(bank: Bank) -> Sequence[str]:
    """The modes these questions can be held in: no exam without points."""
    if any(KINDS[question.kind].scored for question in bank.questions):
        return MODES
    return [mode for mode in MODES if mode != "exam"]


def _ways(bank: Bank, asked: Asked, mode: str, confidence: bool, ui: Words) -> str:
    """The choices of how the questions are held."""
    by_mode = (
        Choice(f"mode-{name}", ui[f"mode_{name}"], asked.address(mode=name), name == mode)
        for name in _modes(bank)
    )
    by_sure = (
        Choice(f"sure-{name}", ui[name], asked.address(confidence=name), on == confidence)
        for name, on in (("yes", True), ("no", False))
    )
    return parts.choices(ui["mode"], by_mode) + parts.choices(ui["sure"], by_sure)


def _top(state: State, problems: Sequence[Problem], lang: str) -> str:
    """What is wrong with the file as a whole or with its head."""
    if not problems:
        return ""
    return (
        '<section class="pv-top" aria-labelledby="pv.top">'
        f'<h2 id="pv.top">{escape(preview_strings(lang)["file_problems"])}</h2>'
        f"{parts.problem_list(problems, lang)}{parts.around(state.text, problems)}</section>"
    )


def _jump(state: State, entries: Sequence[Entry], mode: str, ui: Words) -> str:
    """A list to go to a question by its id."""
    listed = [(entry.name or _number(entry, ui), _place(entry, mode), entry) for entry in entries]
    rows = [_jump_row(name, where, parts.counts(entry.counts, ui)) for name, where, entry in listed]
    if not entries and state.bank:
        names = [question.id for question in state.bank.questions]
        rows = [_jump_row(name, name if mode != "exam" else "", "") for name in names]
    if not rows:
        return ""
    bad = sum(bool(entry.problems) for entry in entries)
    words = [ui["jump"].format(n=len(rows))] + ([ui["jump_bad"].format(n=bad)] if bad else [])
    return (
        f'<details class="pv-jump" id="pv.jump"><summary>{escape(", ".join(words))}</summary>'
        f"<ul>{''.join(rows)}</ul></details>"
    )


def _jump_row(name: str, where: str, told: str) -> str:
    link = f'<a href="#{escape(where)}">{escape(name)}</a>' if where else escape(name)
    return f"<li>{link}{f' <span>{escape(told)}</span>' if told else ''}</li>"


def _place(entry: Entry, mode: str) -> str:
    """The id of what stands on the page for a question; an exam shows one that it has drawn."""
    if entry.form and mode != "exam":
        return entry.form
    return _box_id(entry) if entry.problems else ""


# ---- the questions


def _questions(state: State, entries: Sequence[Entry], stub: Stub) -> str:
    """The problems of questions, and the questions; the script puts the ones beside the others."""
    ui = preview_strings(stub.lang)
    boxes = _boxes(state, entries, stub.lang, beside=stub.mode != "exam")
    bank = state.bank
    if bank is None:
        later = "" if state.reading.source is None else f"<p>{escape(ui['later'])}</p>"
        return boxes + later
    if not bank.questions:
        return boxes
    older = ""
    if state.older:
        text = escape(ui["older"].format(time=_time(state.older)))
        older = f'<p class="pv-told pv-older-note">{text}</p>'
    try:
        quiz = quiz_html(bank, stub, link=_SEE.__add__)
    except BankError as error:  # an exam that asks for more questions than are in order
        told = {problem.message for problem in state.problems}
        more = [problem for problem in error.problems if problem.message not in told]
        return (
            f'{boxes}<section class="pv-top" aria-labelledby="pv.exam">'
            f'<h2 id="pv.exam">{escape(ui["exam_not"])}</h2>'
            f"{parts.problem_list(more, stub.lang) if more else ''}</section>"
        )
    quiz = _SEE_LINK.sub(r'<span class="pv-see">\2: <code>\1</code></span>', quiz)
    quiz = (
        f'<div class="pv-quiz{" pv-older" if state.older else ""}" '
        f'data-failed="{escape(ui["not_live"])}">{quiz}</div>'
    )
    # An exam shows one question at a time, and only those drawn: nothing stands beside them.
    quiz = f"{quiz}{boxes}" if stub.mode == "exam" else f"{boxes}{quiz}"
    return (
        f"{older}{quiz}"
        f'<p class="pv-foot">{escape(ui["answers_here"])} '
        f'<button type="button" class="pv-clear" data-choice="clear" hidden>'
        f"{escape(ui['clear'])}</button></p>"
    )


def _boxes(state: State, entries: Sequence[Entry], lang: str, *, beside: bool) -> str:
    """The problems of each question.

    With ``beside``, each says which question on the page it belongs to, or before which it stands.
    """
    following = ""
    boxes = []
    for entry in reversed(entries):
        if entry.problems:
            boxes.append(_box(state, entry, following if beside else None, lang))
        following = entry.form or following
    if not boxes:
        return ""
    title = escape(preview_strings(lang)["question_problems"])
    return (
        '<section id="pv.boxes" aria-labelledby="pv.boxes-head">'
        f'<h2 id="pv.boxes-head">{title}</h2>'
        f"{''.join(reversed(boxes))}</section>"
    )


def _box(state: State, entry: Entry, following: str | None, lang: str) -> str:
    ui = preview_strings(lang)
    name = entry.name or _number(entry, ui)
    label = ui["problems_of"].format(name=name) if entry.name else name
    place, inner = "", ""
    if following is not None:
        place = f'data-for="{entry.form}"' if entry.form else f'data-before="{following}"'
    if not entry.form:
        first, last = entry.lines
        shown = min(last, first + parts.LINES - 1)
        caption = escape(ui["lines"].format(first=first, last=last))
        more = ""
        if shown < last:
            more = f'<p class="pv-caption">{escape(ui["lines_more"].format(n=last - shown))}</p>'
        marked = {problem.line for problem in entry.problems}
        inner = (
            f"{parts.around(state.text, entry.problems, first, last)}"
            f'<details class="pv-source"><summary>{caption}</summary>'
            f"{parts.lines(state.text, range(first, shown + 1), marked)}{more}</details>"
        )
    about = "" if entry.form else f'<p class="pv-broken-note">{escape(ui["broken"])}</p>'
    return (
        f'<div class="{"pv-note" if entry.form else "pv-broken"}" id="{_box_id(entry)}" '
        f'role="group" data-id="{escape(entry.name)}" {place} '
        f'aria-label="{escape(label)}">'
        f'<p class="pv-box-head"><strong>{escape(parts.counts(entry.counts, ui))}</strong> '
        f"<code>{escape(name)}</code></p>"
        f"{about}{parts.problem_list(entry.problems, lang)}{inner}</div>"
    )


def _box_id(entry: Entry) -> str:
    return f"pv.q{entry.index + 1}"


def _number(entry: Entry, ui: Words) -> str:
    return ui["question_n"].format(n=entry.index + 1)


def _time(moment: datetime.datetime) -> str:
    return moment.strftime("%H:%M:%S")
