"""The pieces that pages of the preview are made of: problems, lines of a file, choices.

Every text is escaped here.  Ids have a point in them, which no id of a question has.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from quizlib.errors import Problem
from quizlib.locale import preview_strings
from quizlib.markup import escape
from quizlib.model import LANGUAGES
from quizlib.preview.findings import inner_path

LANGUAGE_NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
#: So many lines are shown of a file at most, and so many on each side of a problem.
LINES, AROUND = 200, 2
#: So much of a long line is shown.
WIDEST = 400


@dataclass(frozen=True)
class Asked:
    """What an address asks for; what is empty holds as the bank says."""

    bank: str = ""
    lang: str = ""
    mode: str = ""
    confidence: str = ""

    def address(self, **changes: str) -> str:
        """The address of the same with these changes."""
        fields = {name: value for name, value in vars(replace(self, **changes)).items() if value}
        return "/?" + urlencode(fields) if fields else "/"


def words(text: str) -> str:
    """A message, with what it quotes from the file as code."""
    return re.sub(r"`([^`\n]+)`", r"<code>\1</code>", escape(text))


def counts(found: Mapping[str, int], ui: Mapping[str, str]) -> str:
    """How many errors and warnings there are, in words; empty where there is nothing."""
    errors, warnings = found.get("error", 0), found.get("warning", 0)
    if errors and warnings:
        return ui["counts"].format(errors=errors, warnings=warnings)
    if errors:
        return ui["errors_n"].format(n=errors)
    return ui["warnings_n"].format(n=warnings) if warnings else ""


def problem_list(problems: Iterable[Problem], lang: str) -> str:
    """Problems one below the other: how grave, where, what is wrong, how to mend it."""
    return f'<ul class="pv-problems">{"".join(_problem(p, lang) for p in problems)}</ul>'


def _problem(problem: Problem, lang: str) -> str:
    ui = preview_strings(lang)
    what, mend = problem.said(lang)
    # What is not translated is English, and must be read as such.
    own = ' lang="en"' if lang != "en" and what == problem.message else ""
    place = ""
    if problem.line:
        text = ui["place"].format(line=problem.line, column=problem.column)
        place = f'<span class="pv-place">{escape(text)}</span>'
    path = inner_path(problem)
    where = f'<code class="pv-path">{escape(path)}</code>' if path else ""
    if mend:
        mend = f'<p class="pv-mend"{own}>{words(mend)}</p>'
    return (
        f'<li class="pv-{problem.severity}"><p class="pv-where">'
        f'<strong class="pv-word">{escape(ui[problem.severity])}</strong> {place} {where}</p>'
        f'<p class="pv-what"{own}>{words(_sentence(what))}</p>{mend}'
        f'<p class="pv-code"><code>{escape(problem.code)}</code></p></li>'
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def around(text: str, problems: Iterable[Problem], first: int = 1, last: int = 0) -> str:
    """The lines of a file around these problems, between ``first`` and ``last`` (0: its end)."""
    last = last or text.count("\n") + 1
    marked = {problem.line for problem in problems if first <= problem.line <= last}
    near = {line + step for line in marked for step in range(-AROUND, AROUND + 1)}
    return lines(text, [n for n in sorted(near) if first <= n <= last][:LINES], marked)


def lines(text: str, numbers: Sequence[int], marked: Container[int]) -> str:
    """These lines of a file with their numbers; those with a problem are marked."""
    every = text.split("\n")
    rows = []
    before = 0
    for number in numbers if text else ():
        if before and number > before + 1:
            rows.append("<tr><td></td><td>…</td><td></td></tr>")
        before = number
        line = every[number - 1]
        shown = line if len(line) <= WIDEST else f"{line[:WIDEST]} …"
        sign, look = ("▶", ' class="pv-marked"') if number in marked else ("", "")
        rows.append(
            f"<tr{look}><td>{sign}</td><td>{number}</td><td><code>{escape(shown)}</code></td></tr>"
        )
    if not rows:
        return ""
    return f'<table class="pv-lines" role="presentation"><tbody>{"".join(rows)}</tbody></table>'


@dataclass(frozen=True)
class Choice:
    """One of several links: what it is called, where it leads, whether it is the one on view."""

    name: str
    text: str
    address: str
    on: bool
    lang: str = ""


def choices(label: str, found: Iterable[Choice]) -> str:
    """A row of links of which one is on."""
    items = "".join(f"<li>{_link(choice)}</li>" for choice in found)
    shown = escape(label)
    return (
        f'<nav class="pv-choices" aria-label="{shown}"><span aria-hidden="true">{shown}</span>'
        f"<ul>{items}</ul></nav>"
    )


def _link(choice: Choice) -> str:
    more = f' lang="{choice.lang}" hreflang="{choice.lang}"' if choice.lang else ""
    if choice.on:
        more += ' aria-current="true"'
    return (
        f'<a href="{escape(choice.address)}" data-choice="{escape(choice.name)}"{more}>'
        f"{escape(choice.text)}</a>"
    )


def languages(codes: Iterable[str], lang: str, asked: Asked, ui: Mapping[str, str]) -> str:
    """The choice of a language; none where there is but one."""
    known = [code for code in LANGUAGES if code in codes]
    if len(known) < 2:
        return ""
    return choices(
        ui["language"],
        (
            Choice(f"lang-{c}", LANGUAGE_NAMES[c], asked.address(lang=c), c == lang, c)
            for c in known
        ),
    )


@dataclass(frozen=True)
class Sheet:
    """A page: what stands where."""

    lang: str
    title: str
    #: changes with what the page shows
    version: str
    #: where the browser is told of a new version
    events: str
    head: str
    choices: str
    #: the line that is read aloud when it changes
    status: str
    main: str
    time: str


def document(sheet: Sheet) -> str:
    """A whole page of the preview."""
    ui = preview_strings(sheet.lang)
    return (
        f'<!DOCTYPE html><html lang="{sheet.lang}" data-version="{sheet.version}" '
        f'data-events="{escape(sheet.events)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{escape(sheet.title)}</title>"
        '<link rel="icon" href="/static/favicon.svg">'
        '<link rel="stylesheet" href="/static/course.css">'
        '<link rel="stylesheet" href="/static/quiz.css">'
        '<link rel="stylesheet" href="/static/preview.css">'
        f'<script src="/static/page.{sheet.lang}.js"></script>'
        '<script src="/static/preview.js"></script></head><body class="pv">'
        f'<a class="pv-skip" href="#pv.main">{escape(ui["skip"])}</a>'
        f'<header id="pv.head">{sheet.head}</header>'
        f'<div class="pv-bar" id="pv.bar"><div id="pv.choices">{sheet.choices}</div>'
        f'<p id="pv.status" role="status">{escape(sheet.status)}</p>'
        f'<p id="pv.lost" role="alert" data-text="{escape(ui["lost"])}"></p>'
        f"<noscript><p>{escape(ui['needs_script'])}</p></noscript></div>"
        f'<main id="pv.main" tabindex="-1" '
        f'data-updated="{escape(ui["updated"].format(time=sheet.time))}">{sheet.main}</main>'
        "</body></html>"
    )
