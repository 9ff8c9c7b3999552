"""Random keys for the differential runs: such as a bank that loads could have."""

from __future__ import annotations

import random
from collections.abc import Callable

from quizlib.kinds import Key

#: Ids such as a bank may have.
NAMES = ["a", "b", "press", "pr", "a10", "a9", "b-007", "z", "to-string", "no", "true", "length"]


def some(rng: random.Random, least: int, most: int) -> list[str]:
    """Some ids, in random order."""
    return rng.sample(NAMES, rng.randint(least, most))


def credit(rng: random.Random) -> str:
    return rng.choice(["all", "parts"])


def single(rng: random.Random) -> Key:
    options = some(rng, 3, 7)
    return {"options": options, "correct": [rng.choice(options)]}


def multiple(rng: random.Random) -> Key:
    options = some(rng, 3, 7)
    right = rng.sample(options, rng.randint(2, len(options) - 1))
    return {"options": options, "correct": right, "credit": credit(rng)}


def truefalse(rng: random.Random) -> Key:
    return {"options": ["true", "false"], "correct": [rng.choice(["true", "false"])]}


def sort(rng: random.Random) -> Key:
    bins = some(rng, 2, 4)
    cards = {c: rng.sample(bins, rng.randint(1, len(bins))) for c in some(rng, 2, 8)}
    several = rng.random() < 0.5
    return {"bins": bins, "cards": cards, "several": several, "credit": credit(rng)}


def match(rng: random.Random) -> Key:
    targets = some(rng, 2, 9)
    prompts = targets[: rng.randint(2, len(targets))]
    return {"prompts": prompts, "targets": targets, "credit": credit(rng)}


def order(rng: random.Random) -> Key:
    return {"items": some(rng, 3, 8), "credit": credit(rng)}


def scenario(rng: random.Random) -> Key:
    """Each step leads to a later one or to an ending, and one choice of it is best."""
    names = some(rng, 2, 7)
    steps = names[: rng.randint(1, len(names) - 1)]
    key: Key = {"start": steps[0], "steps": {}}
    for i, step in enumerate(steps):
        choices = some(rng, 2, 4)
        best = rng.choice(choices)
        key["steps"][step] = {
            choice: {
                "credit": "best" if choice == best else rng.choice(["partly", "poor"]),
                "next": rng.choice(names[i + 1 :]),
            }
            for choice in choices
        }
    return key


def judgement(rng: random.Random) -> Key:
    return {"options": some(rng, 3, 8), "task": rng.choice(["rank", "pick"])}


def scale(rng: random.Random) -> Key:
    before = rng.choice([None, "before"])
    return {"statements": some(rng, 1, 8), "points": rng.randint(2, 7), "compare": before}


def essay(rng: random.Random) -> Key:
    return {"checklist": some(rng, 1, 6)}


#: Answers as they stand folded: Kazakh and Russian, signs of other planes, marks, digits.
WORDS = [
    *("баспасөз хатшысы", "пресс-секретарь", "press secretary", "қызметі", "ұйым", "ақпарат"),
    *("закон 2015 года", "'егемен қазақстан'", "pr", "т.б", "елка", "😀😀😀пресс", "х\u0301абар"),
]
UNITS = ["", "сағат", "%", "күн", "constructor", "м²", "°c", "тг"]


def text(rng: random.Random) -> Key:
    words = rng.sample(WORDS, rng.randint(2, 9))
    accept, rest = words[: rng.randint(1, 4)], words[4:]
    mistakes = {name: [word] for name, word in zip(some(rng, 0, 5), rest, strict=False)}
    return {"accept": accept, "mistakes": mistakes}


def number(rng: random.Random) -> Key:
    def bounds(low: float, width: float) -> dict[str, list[float]]:
        return {unit: [low / n, (low + width) / n] for n, unit in enumerate(units, start=1)}

    units = ["", *rng.sample(UNITS[1:], rng.randint(0, 4))]
    width = rng.choice([0, 0, 0.5, 0.1, 3])
    first = rng.choice([0, 5, -2.5, 0.1, 1234.5, 12345678.25])
    names = some(rng, 0, 4)
    far = {name: bounds(first + 10.0 * n, width) for n, name in enumerate(names, start=1)}
    return {"units": bounds(first, width), "mistakes": far}


def cloze(rng: random.Random) -> Key:
    def blank() -> Key:
        kind = rng.choice(["text", "text", "number", "choice"])
        return {"kind": kind} | {"text": text, "number": number, "choice": single}[kind](rng)

    return {"blanks": {name: blank() for name in some(rng, 1, 4)}, "credit": credit(rng)}


#: kind → a random key of it
RANDOM_KEYS: dict[str, Callable[[random.Random], Key]] = {
    "single": single,
    "multiple": multiple,
    "truefalse": truefalse,
    "match": match,
    "order": order,
    "sort": sort,
    "cloze": cloze,
    "text": text,
    "number": number,
    "scenario": scenario,
    "judgement": judgement,
    "scale": scale,
    "essay": essay,
}
