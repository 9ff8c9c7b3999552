"""What to answer: a response of each kind that is right, wrong or partly right.

It is worked out from the key that a page carries, and what it is worth by Python's grader, so that
no test repeats what a bank says.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from typing import Any

from pages import Question

from quizlib.kinds import KINDS
from quizlib.model import Grade

Key = dict[str, Any]
#: What is typed where a wrong text is wanted; no accepted answer is like it.
ELSE = "xyz"


def graded(asked: Question, response: Any) -> Grade:
    """What Python's grader makes of a response."""
    return KINDS[asked.kind].grade(asked.key, response)


def respond(asked: Question, how: str) -> Any:
    """A response that is ``right``, ``wrong`` or ``partly`` right; to what is not scored, any.

    Where nothing can be partly right, None.
    """
    response = RESPONSES[asked.kind](asked.key, how)
    if response is not None and KINDS[asked.kind].scored:
        assert standing(graded(asked, response)) == how, f"{asked.id}: {response}"
    return response


def standing(grade: Grade) -> str:
    """How a response fares as a whole: right, wrong, or partly right, which near is too."""
    if grade.score == 1:
        return "right"
    helped = {"right", "partly", "near"} & set(grade.parts.values())
    return "partly" if helped else "wrong"


def _one(key: Key, how: str) -> Any:
    if how == "partly":
        return None
    return next(o for o in key["options"] if (o in key["correct"]) == (how == "right"))


def _several(key: Key, how: str) -> Any:
    correct: list[str] = key["correct"]
    if how == "wrong":
        return [next(o for o in key["options"] if o not in correct)]
    if how == "partly":
        return correct[:1] if len(correct) > 1 else None
    return correct


def _each(
    names: list[str], how: str, right: Callable[[str], Any], other: Callable[[str], Any]
) -> Any:
    """Part by part: all right, none, or the first alone."""
    count = {"right": len(names), "wrong": 0, "partly": 1}[how]
    return {name: (right if i < count else other)(name) for i, name in enumerate(names)}


def _match(key: Key, how: str) -> Any:
    return _each(
        key["prompts"], how, lambda p: p, lambda p: next(t for t in key["targets"] if t != p)
    )


def _order(key: Key, how: str) -> Any:
    items: list[str] = key["items"]
    return {"right": items, "wrong": items[::-1], "partly": [*items[1:], items[0]]}[how]


def _sort(key: Key, how: str) -> Any:
    cards: dict[str, list[str]] = key["cards"]
    return _each(
        list(cards),
        how,
        lambda c: cards[c] if key["several"] else cards[c][:1],
        lambda c: [next(b for b in key["bins"] if b not in cards[c])],
    )


def _text(key: Key, how: str) -> Any:
    if how == "partly":
        return next((text[:-1] + "ъ" for text in key["accept"] if len(text) > 5), None)
    return key["accept"][0] if how == "right" else ELSE


def _number(key: Key, how: str) -> Any:
    if how == "partly":
        return None
    low, high = key["units"][""]
    return f"{low if how == 'right' else high + 1:.15g}".replace(".", ",")


def _cloze(key: Key, how: str) -> Any:
    ways = {"text": _text, "number": _number, "choice": _one}
    blanks: dict[str, Key] = key["blanks"]

    def fill(how: str) -> Callable[[str], Any]:
        return lambda name: ways[blanks[name]["kind"]](blanks[name], how)

    return _each(list(blanks), how, fill("right"), fill("wrong"))


def _scenario(key: Key, how: str) -> Any:
    """A path on which every choice is best, or poor, or that is neither."""
    paths: list[list[str]] = []

    def walk(at: str, path: list[str]) -> None:
        if at not in key["steps"]:
            paths.append(path)
        for name, choice in key["steps"].get(at, {}).items():
            walk(choice["next"], [*path, name])

    walk(key["start"], [])
    return next((p for p in paths if standing(KINDS["scenario"].grade(key, p)) == how), None)


def _judgement(key: Key, how: str) -> Any:
    options: list[str] = key["options"]
    if key["task"] == "rank":
        ranks = (list(order) for order in permutations(options))
        return next((r for r in ranks if standing(KINDS["judgement"].grade(key, r)) == how), None)
    picks = {"right": (0, -1), "wrong": (-1, 0), "partly": (1, -1)}[how]
    return {"best": options[picks[0]], "worst": options[picks[1]]}


def _scale(key: Key, how: str) -> Any:
    return {
        name: {"right": key["points"], "wrong": 1, "partly": 2}[how] for name in key["statements"]
    }


def _essay(key: Key, how: str) -> Any:
    met = {"right": key["checklist"], "wrong": [], "partly": key["checklist"][:1]}[how]
    return {"text": "Құрметті оқырман! Ответ готов: see below.\n\nBest wishes", "met": met}


#: kind → a response of its key
RESPONSES: dict[str, Callable[[Key, str], Any]] = {
    "single": _one,
    "multiple": _several,
    "truefalse": _one,
    "match": _match,
    "order": _order,
    "sort": _sort,
    "cloze": _cloze,
    "text": _text,
    "number": _number,
    "scenario": _scenario,
    "judgement": _judgement,
    "scale": _scale,
    "essay": _essay,
}
