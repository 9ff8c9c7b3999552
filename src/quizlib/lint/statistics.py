"""The figures of a whole bank: what helps a guesser, and what the questions cover."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, get_args

from quizlib.kinds import KINDS
from quizlib.kinds.truefalse import OPTIONS, TrueFalse
from quizlib.lint.base import Sheet, Way
from quizlib.lint.chance import Hits, chi_square, guess
from quizlib.lint.items import Choices, plain
from quizlib.model import Bloom

#: A test of chance is made with this level of significance (Haladyna et al. name none; learning
#: research mostly uses this one), and only where chance itself would bring each count to
#: ``LEAST_EXPECTED``, as is usual for Pearson's test.
LEVEL = 0.05
LEAST_EXPECTED = 5
#: Choices below which a share of longest keys says nothing (our threshold).
FEWEST = 10


class Place(NamedTuple):
    """A list of options in a bank: its question's id and its place from the top of the file."""

    id: str
    path: Way
    #: what makes it stand out, the greater the more; depends on what is looked for
    rank: float = 0.0


@dataclass(frozen=True)
class Longest:
    """How often the longest option is right, in one language.

    It is longest where no other is as long, in characters without Markdown.  By chance that
    happens at most once in as many times as there are options, which makes ``p`` a cautious figure:
    the exact probability of ``hits`` or more.
    """

    language: str
    choices: int
    hits: int
    expected: float
    p: float
    #: how many of the hits are more than chance may bring, at the level of significance
    over: int
    #: the hits, the key that stands out most first; ``rank``: key over the next longest
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Positions:
    """How often the key stands first, second and so on, where options are not shuffled.

    ``p`` is that of Pearson's test; None where there are too few for it.  Lists differ in length,
    so late places have fewer chances; those with less than five expected count as one, which the
    last entry of ``counts`` and ``expected`` then is.
    """

    choices: int
    #: 1, 2 and so on; with a plus where later places count as this one
    names: tuple[str, ...]
    counts: tuple[int, ...]
    expected: tuple[float, ...]
    p: float | None
    #: how many of those below are more than expected, rounded
    over: int
    #: those at the place used most beyond what is expected
    places: tuple[Place, ...]

    def text(self) -> str:
        """Each place with its count, and in brackets with what chance would bring."""
        rows = zip(self.names, self.counts, self.expected, strict=True)
        return ", ".join(f"{name}: {count} ({expected:.1f})" for name, count, expected in rows)


@dataclass(frozen=True)
class Statements:
    """How many statements of ``truefalse`` are true; ``p`` as for :class:`Positions`, but exact
    and for both directions.
    """

    true: int
    false: int
    p: float | None
    #: those with the answer given more often
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Guess:
    """The mean score of blind guessing over the scored questions, from 0 to 1."""

    questions: int
    mean: float
    #: all scored questions, the easiest to guess first; ``rank``: mean score of guessing
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Statistics:
    """The table of one bank, for ``quizlib check --stats``."""

    bank: str
    #: kind, objective, level of Bloom → number of questions; only what there is
    kinds: dict[str, int]
    objectives: dict[str, int]
    bloom: dict[str, int]
    #: mean number of options to choose from; None where there are none
    options: float | None
    longest: tuple[Longest, ...]
    positions: Positions
    statements: Statements
    guess: Guess | None

    def rows(self) -> list[tuple[str, str]]:
        """The table: what is counted, and its figures.  The same bank gives the same rows."""
        return [*self._contents(), *self._clues()]

    def _contents(self) -> Iterator[tuple[str, str]]:
        yield "questions", str(sum(self.kinds.values()))
        yield "by kind", _listed(self.kinds)
        yield "by objective", _listed(self.objectives)
        yield "by level of Bloom", _listed(self.bloom)
        yield "options on average", "–" if self.options is None else f"{self.options:.1f}"

    def _clues(self) -> Iterator[tuple[str, str]]:
        for one in self.longest:
            yield (
                f"longest option is right, {one.language}",
                f"{one.hits} of {one.choices}; by chance {one.expected:.1f}; {p_text(one.p)}"
                if one.choices
                else "–",
            )
        yield "place of the key (by chance), not shuffled", self._places()
        true, false = self.statements.true, self.statements.false
        said = f"{true} true, {false} false; {p_text(self.statements.p)}"
        yield "statements", said if true + false else "–"
        yield (
            "score of blind guessing",
            f"{self.guess.mean:.0%} over {self.guess.questions} scored" if self.guess else "–",
        )

    def _places(self) -> str:
        if not self.positions.choices:
            return "–"
        return f"{self.positions.text()}; {p_text(self.positions.p)}"


def p_text(p: float | None) -> str:
    """A probability as tables print it."""
    if p is None:
        return "too few to tell"
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}"


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items())


def statistics(sheet: Sheet) -> Statistics:
    """The figures of a bank, over its questions that are in order."""
    questions = sheet.bank.questions
    kinds = Counter(q.kind for q in questions)
    objectives = Counter(q.objective for q in questions)
    bloom = Counter(str(q.bloom) for q in questions)
    sizes = [len(choices.entries) for _, choices in choices_of(sheet)]
    return Statistics(
        bank=sheet.bank.name,
        kinds={name: kinds[name] for name in KINDS if name in kinds},
        objectives={name: objectives[name] for name in sorted(objectives, key=_number)},
        bloom={name: bloom[name] for name in get_args(Bloom) if name in bloom},
        options=math.fsum(sizes) / len(sizes) if sizes else None,
        longest=tuple(longest(sheet)),
        positions=positions(sheet),
        statements=statements(sheet),
        guess=guessing(sheet),
    )


def _number(objective: str) -> list[int]:
    return [int(part) for part in objective.split(".")]


def choices_of(sheet: Sheet) -> Iterator[tuple[Place, Choices]]:
    """Every list of options with something right in it."""
    for number, question in zip(sheet.numbers, sheet.bank.questions, strict=True):
        for choices in sheet.item(question).choices:
            if choices.keys:
                yield Place(question.id, ("questions", number, *choices.path)), choices


def longest(sheet: Sheet) -> Iterator[Longest]:
    """For each language how often the longest option is right.

    ``places`` lead to the text of the key that is longest.
    """
    chances: list[float] = []
    found: dict[str, list[Place]] = {language: [] for language in sheet.languages}
    for place, choices in choices_of(sheet):
        chances.append(len(choices.keys) / len(choices.entries))
        for language, places in found.items():
            lengths = [len(plain(entry.text[language])) for entry in choices.entries]
            *_, second, first = sorted(lengths)
            at = lengths.index(first)
            if second < first and at in choices.keys:
                path = (*place.path, at, "text", language)
                places.append(Place(place.id, path, first / max(1, second)))
    hits = Hits(chances)
    usual = hits.usual(LEVEL)
    for language, places in found.items():
        places.sort(key=lambda one: -one.rank)
        count = len(places)
        yield Longest(
            language,
            len(chances),
            count,
            hits.expected,
            hits.at_least(count),
            max(0, count - usual),
            tuple(places),
        )


def positions(sheet: Sheet) -> Positions:
    """Where keys stand in lists that every reader sees in the order of the file.

    Lists with several keys are left out.  ``places`` lead to the list.
    """
    found = [
        (place, len(choices.entries), min(choices.keys))
        for place, choices in choices_of(sheet)
        if not choices.shuffle and len(choices.keys) == 1
    ]
    most = max((size for _, size, _ in found), default=0)
    sizes = Counter(size for _, size, _ in found)
    expected = [
        math.fsum(count / size for size, count in sorted(sizes.items()) if size > at)
        for at in range(most)
    ]
    keys = Counter(at for *_, at in found)
    counts = [keys[at] for at in range(most)]
    enough = most > 1 and min(expected[0], math.fsum(expected[1:])) >= LEAST_EXPECTED
    while enough and min(expected) < LEAST_EXPECTED:
        late, more = expected.pop(), counts.pop()
        expected[-1] += late
        counts[-1] += more
    over = [count - usual for count, usual in zip(counts, expected, strict=True)]
    worst = over.index(max(over)) if over else 0
    names = [str(at) for at in range(1, len(counts) + 1)]
    if len(counts) < most:
        names[-1] += "+"
    return Positions(
        len(found),
        tuple(names),
        tuple(counts),
        tuple(expected),
        chi_square(counts, expected) if enough else None,
        round(max(over, default=0)),
        tuple(place for place, _, at in found if min(at, len(counts) - 1) == worst),
    )


def statements(sheet: Sheet) -> Statements:
    """How many statements are true.  ``places`` lead to the answer."""
    places: dict[str, list[Place]] = {option: [] for option in OPTIONS}
    for number, question in zip(sheet.numbers, sheet.bank.questions, strict=True):
        if isinstance(question, TrueFalse):
            place = Place(question.id, ("questions", number, "answer"))
            places[OPTIONS[0] if question.answer else OPTIONS[1]].append(place)
    true, false = (len(places[option]) for option in OPTIONS)
    p = None
    if true + false >= 2 * LEAST_EXPECTED:
        p = min(1.0, 2 * Hits([0.5] * (true + false)).at_least(max(true, false)))
    more = OPTIONS[0] if true > false else OPTIONS[1]
    return Statements(true, false, p, tuple(places[more]))


def guessing(sheet: Sheet) -> Guess | None:
    """What guessing earns; None where nothing is scored.  ``places`` lead to the question."""
    found: list[Place] = []
    for number, question in zip(sheet.numbers, sheet.bank.questions, strict=True):
        mean = guess(question)
        if mean is not None:
            found.append(Place(question.id, ("questions", number), mean))
    if not found:
        return None
    found.sort(key=lambda one: -one.rank)
    return Guess(len(found), mean_of(found), tuple(found))


def mean_of(places: Sequence[Place]) -> float:
    """The mean rank."""
    return math.fsum(place.rank for place in places) / len(places)
