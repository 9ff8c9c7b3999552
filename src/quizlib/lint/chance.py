"""What chance alone would bring: tails of exact tests, and the score of blind guessing."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any

from quizlib.kinds.cloze import ChoiceBlank, Cloze
from quizlib.kinds.judgement import Judgement
from quizlib.kinds.match import Match
from quizlib.kinds.multiple import Multiple
from quizlib.kinds.order import Order
from quizlib.kinds.scenario import CREDITS, Scenario
from quizlib.kinds.single import Single
from quizlib.kinds.sort import Sort
from quizlib.model import Question

#: Probabilities below this change no figure that is shown.
_NOTHING = 1e-18


class Hits:
    """How many of several independent events happen, each with a chance of its own.

    ``chances`` lie between 0 and 1, both excluded.  With one chance for all this is the binomial
    distribution.  Probabilities are exact but for rounding.
    """

    def __init__(self, chances: Iterable[float]) -> None:
        groups = Counter(chances)
        self.expected = math.fsum(chance * count for chance, count in groups.items())
        self._first = 0
        self._each = [1.0]
        for chance, count in sorted(groups.items()):
            first, each = _binomial(count, chance)
            self._first += first
            self._each = _product(self._each, each)

    @cached_property
    def _tails(self) -> list[float]:
        return [*accumulate(reversed(self._each))][::-1]

    def at_least(self, count: int) -> float:
        """The probability of ``count`` hits or more."""
        at = max(0, count - self._first)
        return min(1.0, self._tails[at]) if at < len(self._tails) else 0.0

    def usual(self, level: float) -> int:
        """The greatest count of hits whose :meth:`at_least` is not below ``level``."""
        return self._first + sum(tail >= level for tail in self._tails) - 1


def _binomial(count: int, chance: float) -> tuple[int, list[float]]:
    """The first number of hits with a probability worth naming, and the probabilities from it."""
    middle = min(count, int((count + 1) * chance))
    peak = math.exp(
        math.lgamma(count + 1)
        - math.lgamma(middle + 1)
        - math.lgamma(count - middle + 1)
        + middle * math.log(chance)
        + (count - middle) * math.log1p(-chance)
    )
    odds = chance / (1 - chance)
    up = [peak]
    for hits in range(middle, count):
        up.append(up[-1] * odds * (count - hits) / (hits + 1))
        if up[-1] < _NOTHING:
            break
    down: list[float] = []
    value = peak
    for hits in range(middle, 0, -1):
        value *= hits / (odds * (count - hits + 1))
        if value < _NOTHING:
            break
        down.append(value)
    return middle - len(down), [*reversed(down), *up]


def _product(one: Sequence[float], other: Sequence[float]) -> list[float]:
    """The distribution of a sum."""
    result = [0.0] * (len(one) + len(other) - 1)
    for i, a in enumerate(one):
        for j, b in enumerate(other, start=i):
            result[j] += a * b
    return result


def chi_square(counts: Sequence[int], expected: Sequence[float]) -> float:
    """The probability that chance departs as far from what is expected, or further.

    Pearson's test with one degree of freedom less than there are counts, of which there are two
    or more.
    """
    half = sum((c - e) ** 2 / e for c, e in zip(counts, expected, strict=True)) / 2
    freedom = len(counts) - 1
    # The incomplete gamma function has a finite sum where its parameter is a half or a whole.
    if freedom % 2 == 0:
        term = total = math.exp(-half)
        steps = [n + 1.0 for n in range(freedom // 2 - 1)]
    else:
        total = math.erfc(math.sqrt(half))
        term = math.exp(-half) / math.sqrt(math.pi * half) if half else 0.0
        steps = [n + 0.5 for n in range(freedom // 2)]
    for step in steps:
        term *= half / step
        total += term
    return min(1.0, total)


# ---- blind guessing


def guess(question: Question) -> float | None:
    """The mean score of one who answers all of a question at random; None where nothing is scored.

    Every answer that can be given is taken to be equally likely: one option for ``single``, any
    choice of at least one for ``multiple`` and for a card of ``sort`` with ``several``, any target
    for each prompt of ``match``, any order for ``order``, any way through a ``scenario`` with the
    same chance for each choice of a step.  Nobody guesses what has to be typed.
    """
    look = GUESSES[question.kind]
    return None if look is None else look(question)


def _share(right: int, of: int) -> float:
    """The mean of :func:`quizlib.kinds.base.share` over all choices of at least one."""
    wrong = of - right
    earned = sum(
        math.comb(right, hits) * math.comb(wrong, false) * (hits - false)
        for hits in range(1, right + 1)
        for false in range(min(hits, wrong + 1))
    )
    return earned / (right * ((1 << of) - 1))


def _single(question: Single) -> float:
    return 1 / len(question.options)


def _multiple(question: Multiple) -> float:
    of = len(question.options)
    if question.credit == "all":
        return 1 / ((1 << of) - 1)
    return _share(sum(o.correct for o in question.options), of)


def _mean(parts: Sequence[float], credit: str) -> float:
    return math.fsum(parts) / len(parts) if credit == "parts" else math.prod(parts)


def _match(question: Match) -> float:
    targets = len(question.pairs) + len(question.extras)
    return _mean([1 / targets] * len(question.pairs), question.credit)


def _order(question: Order) -> float:
    # Each item stands behind the one it follows, or first, in one of as many cases.
    items = len(question.items)
    return 1 / items if question.credit == "parts" else 1 / math.factorial(items)


def _judgement(question: Judgement) -> float:
    options = len(question.options)
    if question.task == "pick":
        return 0.5
    # The mean of the sum of distances in a random order is a third of n² - 1.
    return 1 - (options * options - 1) / 3 / (options * options // 2)


def _sort(question: Sort) -> float:
    bins = len(question.bins)
    if not question.several:
        return _mean([len(card.bins) / bins for card in question.cards], question.credit)
    if question.credit == "all":
        return math.prod([1 / ((1 << bins) - 1)] * len(question.cards))
    return _mean([_share(len(card.bins), bins) for card in question.cards], "parts")


def _cloze(question: Cloze) -> float:
    blanks = [1 / len(b.options) if isinstance(b, ChoiceBlank) else 0.0 for b in question.blanks]
    return _mean(blanks, question.credit)


def _scenario(question: Scenario) -> float:
    """Ways may be too many to count one by one: here are steps by how many choices came before."""
    steps = {step.id: step for step in question.steps}
    #: step → chance to be there, and points so far weighted with it
    here = {question.steps[0].id: (1.0, 0.0)}
    total = 0.0
    taken = 0
    while here:
        taken += 1
        after: dict[str, tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
        for name, (chance, points) in here.items():
            choices = steps[name].choices
            for choice in choices:
                part = chance / len(choices)
                earned = points / len(choices) + part * CREDITS[choice.credit][1]
                if choice.next in steps:
                    sums = after[choice.next]
                    after[choice.next] = (sums[0] + part, sums[1] + earned)
                else:
                    total += earned / taken
        here = after
    return total


def _typed(question: Question) -> float:
    return 0.0


#: Kind → the mean score of guessing; None where a kind is not scored.
GUESSES: dict[str, Callable[[Any], float] | None] = {
    "single": _single,
    "multiple": _multiple,
    "truefalse": lambda question: 0.5,
    "match": _match,
    "order": _order,
    "sort": _sort,
    "cloze": _cloze,
    "text": _typed,
    "number": _typed,
    "scenario": _scenario,
    "judgement": _judgement,
    "scale": None,
    "essay": None,
}
