"""What ``course/*.yml`` keeps: claims, later facts, objectives, glossary, literature, blueprint.

Each reader raises EvidenceError, which names every place where a file, or what one file says of
another, does not fit.  What was read is kept until one of the files has changed.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from quizlib.errors import suggest
from quizlib.kinds import KINDS
from quizlib.model import LANGUAGES, Bloom, Page
from quizlib.site.coursefile import EvidenceError as EvidenceError
from quizlib.site.coursefile import File, Finding, entries, find, source, stop_at, validated

CLAIMS, FACTS, OBJECTIVES = "claims.yml", "facts.yml", "objectives.yml"
GLOSSARY, LITERATURE, BLUEPRINT = "glossary.yml", "literature.yml", "blueprint.yml"

Text = Annotated[str, Field(min_length=1)]
Count = Annotated[int, Field(ge=1)]
#: Ids that are anchors of the site as well.
_SLUG, _SLUG_IN_WORDS = "[a-z][a-z0-9]*(-[a-z0-9]+)*", "small Latin letters, digits and hyphens"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Texts(_Strict):
    """One text in the languages of the course."""

    kk: Text
    ru: Text
    en: Text

    def in_(self, language: str) -> str:
        """The text in a language."""
        return str(getattr(self, language))


class Claim(_Strict):
    """What the article says, retold; ``doubt`` says what is unclear in it."""

    text: Texts
    doubt: Texts | None = None


class Source(_Strict):
    """Where a fact was read; ``date`` is the day of publication or of the act."""

    url: str = Field(pattern=r"^https?://")
    title: Texts
    date: datetime.date | None = None


class Fact(_Strict):
    """What came after the article; ``standing`` says how well it could be checked."""

    text: Texts
    standing: Literal["primary", "secondary", "unverified", "disputed"]
    note: Texts | None = None
    sources: list[Source] = Field(min_length=1)


class Objective(_Strict):
    """What the learner can do after a lesson."""

    bloom: Bloom
    lesson: Page
    text: Texts


class Words(_Strict):
    """Any number of words in each of the languages."""

    kk: list[Text] = []
    ru: list[Text] = []
    en: list[Text] = []

    def in_(self, language: str) -> list[str]:
        """The words in a language."""
        return list(getattr(self, language))


class Term(_Strict):
    """A term of the glossary: ``also`` are other words for it, which readers may meet.

    ``forms`` are spellings by which pages use it and which the list does not show.  A term with
    ``link: false`` stands in the list and is not looked for in pages.
    """

    term: Texts
    also: Words = Words()
    definition: Texts
    origin: Literal["article", "law", "field"]
    unconfirmed: bool = False
    claims: list[str] = []
    facts: list[str] = []
    link: bool = True
    forms: Words = Words()

    def names(self, language: str) -> list[str]:
        """Every spelling of the term in a language."""
        return [self.term.in_(language), *self.also.in_(language), *self.forms.in_(language)]


class Work(_Strict):
    """A work of the literature, as a list of references names it, and what the course takes.

    Of the article itself we do not know by whom it is, from when, nor where it appeared.
    """

    id: str
    authors: Text | None = None
    year: int | None = None
    title: Text
    container: Text | None = None
    volume_pages: Text | None = None
    doi: str | None = Field(default=None, pattern=r"^10\.\d{4,9}/\S+$")
    url: str | None = Field(default=None, pattern=r"^https?://")
    used_for: Texts


class Pass(_Strict):
    """How many of the scored questions must be right."""

    scored: Count
    of: Count


class Condition(_Strict):
    """How many questions on some objectives must be right, whatever the rest."""

    objectives: list[str] = Field(min_length=1)
    correct: Count
    of: Count


class Blueprint(_Strict):
    """What the final assessment consists of: objective → level → number of questions.

    ``bank`` names the bank with the pool, once there is one.
    Questions on the objectives in ``self_marked`` are answered in the learner's own words; nobody
    scores them.
    """

    bank: str | None = None
    minutes: Count
    attempts: Count
    pass_: Pass = Field(alias="pass")
    conditions: list[Condition] = []
    self_marked: list[str] = []
    items: dict[str, dict[Bloom, Count]] = Field(min_length=1)
    kinds: dict[str, Count] = Field(min_length=1)

    def count(self, objectives: Iterable[str]) -> int:
        """The number of questions on some objectives."""
        return sum(sum(self.items.get(name, {}).values()) for name in objectives)


def claims(course: Path) -> dict[str, Claim]:
    """Claims by id, in the order of the file.  Raises EvidenceError."""
    return _read_claims(*find(course, CLAIMS))


def facts(course: Path) -> dict[str, Fact]:
    """Facts by id, in the order of the file.  Raises EvidenceError."""
    return _read_facts(*find(course, FACTS))


def objectives(course: Path) -> dict[str, Objective]:
    """Objectives by id, in the order of the file.  Raises EvidenceError."""
    return _read_objectives(*find(course, OBJECTIVES))


def glossary(course: Path) -> dict[str, Term]:
    """Terms by id, in the order of the file.  Raises EvidenceError."""
    others = (find(course, name) for name in (CLAIMS, FACTS))
    return _read_glossary(*find(course, GLOSSARY), *others)


def literature(course: Path) -> dict[str, Work]:
    """Works by id, in the order of the file.  Raises EvidenceError."""
    return _read_literature(*find(course, LITERATURE))


def blueprint(course: Path) -> Blueprint:
    """What the final assessment consists of.  Raises EvidenceError."""
    return _read_blueprint(*find(course, BLUEPRINT), find(course, OBJECTIVES))


READERS = (claims, facts, objectives, glossary, literature, blueprint)


@lru_cache(maxsize=4)
def _read_claims(path: Path, changed: int) -> dict[str, Claim]:
    adapter = TypeAdapter(dict[str, Claim])
    return entries(source(path), "A[0-9]+", "A and a number", adapter)


@lru_cache(maxsize=4)
def _read_facts(path: Path, changed: int) -> dict[str, Fact]:
    return entries(source(path), "F[0-9]+", "F and a number", TypeAdapter(dict[str, Fact]))


@lru_cache(maxsize=4)
def _read_objectives(path: Path, changed: int) -> dict[str, Objective]:
    adapter = TypeAdapter(dict[str, Objective])
    what = "two numbers with a point between them"
    return entries(source(path), r"[0-9]+\.[0-9]+", what, adapter)


# A file that is checked against others is read anew when one of them has changed.


@lru_cache(maxsize=4)
def _read_glossary(path: Path, changed: int, *others: File) -> dict[str, Term]:
    file, course = source(path), path.parent.parent
    terms = entries(file, _SLUG, _SLUG_IN_WORDS, TypeAdapter(dict[str, Term]))
    stop_at(file, _misfits_of_terms(terms, claims(course), facts(course)))
    return terms


@lru_cache(maxsize=4)
def _read_literature(path: Path, changed: int) -> dict[str, Work]:
    file = source(path)
    works = validated(file, TypeAdapter(list[Work]))
    stop_at(file, _misfits_of_works(works))
    return {work.id: work for work in works}


@lru_cache(maxsize=4)
def _read_blueprint(path: Path, changed: int, *others: File) -> Blueprint:
    file = source(path)
    plan = validated(file, TypeAdapter(Blueprint))
    stop_at(file, _misfits_of_plan(plan, objectives(path.parent.parent)))
    return plan


def _misfits_of_terms(
    terms: dict[str, Term], claims_: Iterable[str], facts_: Iterable[str]
) -> Iterator[Finding]:
    """Claims and facts that there are not, and a word of two terms: where would it lead?"""
    for name, term in terms.items():
        yield from _unknown((name, "claims"), term.claims, claims_, CLAIMS)
        yield from _unknown((name, "facts"), term.facts, facts_, FACTS)
    for language in LANGUAGES:
        owners: dict[str, str] = {}
        for name, term in terms.items():
            for word in term.names(language) if term.link else ():
                owner = owners.setdefault(word.casefold(), name)
                if owner != name:
                    what = f"“{word}” ({language}) is a word for {owner} as well"
                    yield (name,), f"{what}. Take it from one, or write `link: false` in one"


def _misfits_of_works(works: list[Work]) -> Iterator[Finding]:
    ids = [work.id for work in works]
    for index, name in enumerate(ids):
        if not re.fullmatch(_SLUG, name):
            yield (index, "id"), f"an id is {_SLUG_IN_WORDS}"
        elif name in ids[:index]:
            yield (index, "id"), f"another work is called {name}. Give one of the two another id"


def _misfits_of_plan(plan: Blueprint, known: Iterable[str]) -> Iterator[Finding]:
    """Objectives and kinds that there are not, and sums that disagree."""
    yield from _unknown(("items",), plan.items, known, OBJECTIVES)
    yield from _unknown(("self_marked",), plan.self_marked, plan.items, BLUEPRINT)
    for kind in plan.kinds:
        if kind not in KINDS:
            yield ("kinds", kind), f"there is no question kind {kind}. {suggest(kind, KINDS)}"
    every, by_kind = plan.count(plan.items), sum(plan.kinds.values())
    if by_kind != every:
        yield ("kinds",), f"these add up to {by_kind}, but `items` to {every}. Mend one of them"
    scored = every - plan.count(plan.self_marked)
    if plan.pass_.of != scored:
        what = f"{plan.pass_.of}, but {scored} questions of `items` are scored"
        yield ("pass", "of"), f"{what} ({every} less those in `self_marked`). Mend one of them"
    if plan.pass_.scored > plan.pass_.of:
        yield ("pass", "scored"), f"at most {plan.pass_.of} can be right. Write fewer"
    for index, condition in enumerate(plan.conditions):
        way = ("conditions", index)
        yield from _unknown((*way, "objectives"), condition.objectives, plan.items, BLUEPRINT)
        there = plan.count(condition.objectives)
        if condition.of != there:
            what = f"{condition.of}, but `items` has {there} questions on these objectives"
            yield (*way, "of"), f"{what}. Mend one of them"
        if condition.correct > condition.of:
            yield (*way, "correct"), f"at most {condition.of} can be right. Write fewer"


def _unknown(
    way: tuple[str | int, ...], names: Iterable[str], known: Iterable[str], file: str
) -> Iterator[Finding]:
    """The names that ``file`` does not have; ``way`` leads to a list of them, or to fields."""
    there = set(known)
    for index, name in enumerate(names):
        if name not in there:
            step = name if isinstance(names, dict) else index
            yield (*way, step), f"course/{file} has no {name}. Add it there, or take it out here"
