"""Answers inside the text of Moodle's cloze questions: ``{1:SHORTANSWER:=Astana#Yes~%0%*#No}``."""

from __future__ import annotations

import html
import re

from quizlib.errors import Phrase
from quizlib.exchange.base import Spot
from quizlib.exchange.found import Answer, Gap, Raw

_OPENING = re.compile(r"\{([0-9]*):([A-Z_]+):")
_SHARE = re.compile(r"=|%(-?[0-9]+(?:[.,][0-9]*)?)%")
_NUMBER = r"-?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:[eE][-+]?[0-9]+)?"
_RANGE = re.compile(rf"({_NUMBER})(?::({_NUMBER}))?")

_CHOICES = {"MULTICHOICE", "MC", "MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH", "MULTICHOICE_S"}
#: What Moodle calls an embedded answer, in full and in short → what it is here
TYPES = {
    **dict.fromkeys(("SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"), "SHORTANSWER"),
    **dict.fromkeys(("NUMERICAL", "NM"), "NUMERICAL"),
    **dict.fromkeys(
        (*_CHOICES, "MCS", "MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS"), "MULTICHOICE"
    ),
    **dict.fromkeys(
        (
            *("MULTIRESPONSE", "MR", "MULTIRESPONSE_H", "MRH", "MULTIRESPONSE_S", "MRS"),
            *("MULTIRESPONSE_HS", "MRHS"),
        ),
        "MULTIRESPONSE",
    ),
}
#: Those that tell capitals apart.
_CASE = ("SHORTANSWER_C", "SAC", "MWC")


class NotClosed(ValueError):
    """An answer that does not end."""


def gaps(text: str, spot: Spot) -> tuple[str, list[Gap], list[Phrase]]:
    """The text with a mark in place of each answer, these, and what is lost with them.

    Raises NotClosed.
    """
    done: list[str] = []
    found: list[Gap] = []
    losses: list[Phrase] = []
    at = 0
    while opening := _OPENING.search(text, at):
        if opening[2] not in TYPES:
            done.append(text[at : opening.end()])
            at = opening.end()
            continue
        done += [text[at : opening.start()], f"\ue000{len(found)}\ue001"]
        if opening[1] not in ("", "1"):
            losses.append(Phrase("how much each blank is worth"))
        if opening[2] in _CASE:
            losses.append(Phrase("that capitals count"))
        line, column, name = spot
        here = line, column, f"{name}, blank {len(found) + 1}"
        kind = TYPES[opening[2]]
        alternatives, at = _alternatives(text, opening.end())
        answers = [_answer(kind, answer, feedback, here) for answer, feedback in alternatives]
        found.append(Gap(kind, answers, here))
    return "".join([*done, text[at:]]), found, list(dict.fromkeys(losses))


def _alternatives(text: str, at: int) -> tuple[list[tuple[str, str]], int]:
    """Each answer with its feedback, as they are written, and where the brace is closed."""
    found: list[tuple[str, str]] = []
    answer, start = "", at
    in_feedback = False
    for sign in re.compile("[#~}]").finditer(text, at):
        here = sign.start()
        held = text[max(start, here - 5) : here]
        if held.endswith("\\") or (not in_feedback and held.endswith(("&", "&amp;"))):
            continue
        if sign[0] == "#":
            if not in_feedback:
                answer, start, in_feedback = text[start:here], here + 1, True
            continue
        piece = text[start:here]
        found.append((answer, piece) if in_feedback else (piece, ""))
        answer, start, in_feedback = "", here + 1, False
        if sign[0] == "}":
            return found, here + 1
    raise NotClosed


def _answer(kind: str, answer: str, feedback: str, spot: Spot) -> Answer:
    share, tolerance = 0.0, "0"
    if found := _SHARE.match(answer):
        share = float(found[1].replace(",", ".")) if found[1] else 100.0
        answer = answer[found.end() :]
    if kind == "NUMERICAL" and (ranged := _RANGE.fullmatch(answer.strip())):
        answer, tolerance = ranged[1], ranged[2] or "0"
    form = "html" if kind == "MULTICHOICE" else "plain"
    return Answer(Raw(_decoded(answer), form), share, spot, Raw(_decoded(feedback)), tolerance)


def _decoded(text: str) -> str:
    return re.sub(r"\\([}#~])", r"\1", html.unescape(text)).strip()
