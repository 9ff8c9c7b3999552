"""Rules on questions and options that are nearly the same.

Texts are compared by their trigrams, the runs of three characters: forms of a word share most of
theirs, which matters in Kazakh and Russian.  The measure is Dice's, from 0 to 1.  What decides a
meaning may be one short word, though; so texts that differ in a number, a negation or, where
nothing but the text tells two answers apart, in any word that is not a form of the same one or in
their order, are not alike.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

from quizlib.answers import slip
from quizlib.kinds.cloze import Cloze
from quizlib.kinds.essay import Essay
from quizlib.kinds.multiple import Multiple
from quizlib.kinds.number import NumberQuestion
from quizlib.kinds.scenario import Scenario
from quizlib.kinds.single import Single
from quizlib.kinds.text import TextQuestion
from quizlib.kinds.truefalse import TrueFalse
from quizlib.lint.base import Hit, Rule, Sheet, Way
from quizlib.lint.options import rows_of
from quizlib.model import Question

#: Texts as like as this are nearly the same (our threshold).
ALIKE = 0.9
#: Forms of a word begin alike, over so many letters.
LETTERS = 4
#: A signature of this many bits tells quickly that two texts are not alike.
_BITS = 512
_ROUNDING = 1e-9

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
#: What comes first after articles; ё may be written е.
_FIRST = re.compile(r"(?:(?:a|an|the)(?!\w)|[\W_])*[^\W_ёЁ]", re.I)
_SIGN = re.compile(r"[+−/=<>≤≥≠^%√×÷]|(?<!\w)-(?=\w)")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ARTICLES = _set("a an the")
_DENIALS = _set(
    "емес жоқ ешқандай ешкім ешқашан ешбір не ни нет без кроме никогда никто ничто "
    "not no never none nobody nothing neither nor without except cannot"
)
#: Endings that make another form of a word, and no other word: minister and ministry differ.
_ENDINGS = {""} | _set(
    "s es 's ’s d ed ing "
    "а я у ю ы и е о ь ой ей ою ею ом ем ам ям ах ях ами ями ов ев ого его ому ему ым им ых их "
    "ыми ими ый ий ая яя ое ее ую юю ые ие ет ют ут ит "
    "і сы сі ім ың ің ның нің дың дің тың тің ға ге қа ке на не ды ді ты ті ны ні н да де та те "
    "нда нде дан ден тан тен нан нен лар лер дар дер тар тер "
    "лары лері дары дері тары тері"
)


def words_of(text: str) -> list[str]:
    """The words and numbers of a text, in small letters, ё as е, without marks of stress."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).replace("\u0301", "")
    return _WORD.findall(text.casefold().replace("ё", "е"))


def trigrams(words: Sequence[str]) -> frozenset[str]:
    """The runs of three characters in a text of these words."""
    text = f" {' '.join(words)} "
    return frozenset([text[i : i + 3] for i in range(len(text) - 2)])


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's measure: twice what is shared over all there is."""
    return 2 * len(one & other) / (len(one) + len(other))


def decisive(words: Sequence[str]) -> tuple[str, ...]:
    """The numbers and negations of a text, in a fixed order."""
    return tuple(sorted(word for word in words if word in _DENIALS or _odd(word)))


def _odd(word: str) -> bool:
    """Whether a word is a number, holds one, or is a verb with its negation."""
    return not word.isalpha() and (_numeric(word) or word.endswith(("n't", "n’t")))


def signs(text: str) -> str:
    """The signs of a text that change what it says in a formula or in code, in a fixed order."""
    return "".join(sorted(_SIGN.findall(text)))


def _numeric(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def same_words(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two texts consist of the same words in the same order, in any of their forms."""
    mine, others = ([w for w in words if w not in _ARTICLES] for words in (one, other))
    return len(mine) == len(others) and all(
        w == v or _forms(w, v) for w, v in zip(mine, others, strict=True)
    )


def _forms(one: str, other: str) -> bool:
    """Whether two different words may be forms or misspellings of one, neither denying the other.

    Their first letters are the same then, and :func:`_initials` relies on it.
    """
    if {one, other} & _DENIALS or _odd(one) or _odd(other):
        return False
    pairs = enumerate(zip(one, other, strict=False))
    common = next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
    if common >= LETTERS and one[common:] in _ENDINGS and other[common:] in _ENDINGS:
        return True
    # Not at its ends, where one letter makes another word: moral and amoral, employer and -ee.
    return common > 0 and one[-3:] == other[-3:] and slip(one, other)


def _initials(words: Sequence[str]) -> str:
    """What :func:`same_words` cannot overlook: texts that differ in it are not the same."""
    return "".join([word[0] for word in words if word not in _ARTICLES])


# ---- options


def _options(question: Question, sheet: Sheet) -> Iterator[Hit]:
    for path, entries, field in rows_of(question):
        for language in sheet.languages:
            texts = [getattr(entry, field)[language] for entry in entries]
            for first, second, alike in _alike_options(texts):
                params = {
                    "first": entries[first].id,
                    "second": entries[second].id,
                    "language": language,
                    "alike": alike,
                }
                yield Hit((*path, second, field, language), params)


def _alike_options(texts: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    """Pairs of texts that are nearly, but not wholly, the same; those are told elsewhere."""
    for i, j in combinations(range(len(texts)), 2):
        if not _may_be_alike(texts[i], texts[j]):
            continue
        one, other = words_of(texts[i]), words_of(texts[j])
        # Texts of the very same words differ in signs; whether these matter is for options-same.
        if one != other and same_words(one, other):
            alike = likeness(trigrams(one), trigrams(other))
            if alike >= ALIKE and signs(texts[i]) == signs(texts[j]):
                yield i, j, alike


def _may_be_alike(one: str, other: str) -> bool:
    """A quick look, which nearly all pairs of options do not pass: the same letter comes first."""
    first, second = _FIRST.search(one), _FIRST.search(other)
    return bool(first and second and first[0][-1].lower() == second[0][-1].lower())


# ---- questions


@dataclass(frozen=True)
class _Asked:
    """What a question asks in one language, and the answer to it; no words where none is given."""

    number: int
    stem: list[str]
    answer: list[str]

    def same(self, other: _Asked) -> float:
        """How much alike both are; 0 where they are not nearly the same."""
        stems = likeness(trigrams(self.stem), trigrams(other.stem))
        if stems < ALIKE:
            return 0.0
        if not self.answer and not other.answer:
            return stems if same_words(self.stem, other.stem) else 0.0
        if not self.answer or not other.answer:
            return 0.0
        answers = likeness(trigrams(self.answer), trigrams(other.answer))
        near = answers >= ALIKE and same_words(self.answer, other.answer)
        return stems if near else 0.0


def _items(sheet: Sheet) -> Iterator[Hit]:
    """Each question against those before it; told for the first that it is like."""
    found: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
    for language in sheet.languages:
        for group in _groups(sheet.bank.questions, language):
            for first, second, alike in _pairs(group):
                found[second, first][language] = alike
    for (second, first), languages in sorted(found.items()):
        number = sheet.numbers[second]
        other = sheet.bank.questions[first]
        line, _ = sheet.bank.places[other.id]
        path: Way = ("questions", number, "prompt", next(iter(languages)))
        params = {
            "other": other.id,
            "at": line,
            "alike": min(languages.values()),
            "languages": ", ".join(languages),
        }
        yield Hit(path, params)


def _groups(questions: Sequence[Question], language: str) -> Iterator[list[_Asked]]:
    """Questions of one kind that may be alike: their answers begin alike, word for word, and
    their stems have the same numbers, negations and signs, however long the texts are.

    A scale is left out: it is asked twice on purpose.
    """
    rough: dict[tuple[str, str], list[tuple[int, str, list[str]]]] = defaultdict(list)
    for at, question in enumerate(questions):
        if question.kind == "scale":
            continue
        stem = question.prompt[language]
        if isinstance(question, Cloze):
            stem = f"{stem} {question.text[language]}"
        answer = words_of(" ".join(_answers(question, language)))
        told = _initials(answer or words_of(stem))
        rough[question.kind, told].append((at, stem, answer))
    for likely in rough.values():
        if len(likely) > 1:
            groups: dict[tuple[str, ...], list[_Asked]] = defaultdict(list)
            for at, stem, answer in likely:
                words = words_of(stem)
                if words:
                    groups[signs(stem), *decisive(words)].append(_Asked(at, words, answer))
            yield from groups.values()


def _answers(question: Question, language: str) -> Iterable[str]:
    """What is right, or all that there is to put in place."""
    if isinstance(question, Single | Multiple):
        return [option.text[language] for option in question.options if option.correct]
    if isinstance(question, TextQuestion):
        return question.accept[language]
    if isinstance(question, NumberQuestion):
        return [str(question.answer)]
    if isinstance(question, Scenario):
        return [step.text[language] for step in question.steps]
    if isinstance(question, Cloze | TrueFalse | Essay):
        return []
    rows = rows_of(question)
    return [getattr(entry, field)[language] for _, entries, field in rows for entry in entries]


def _pairs(group: Sequence[_Asked]) -> Iterator[tuple[int, int, float]]:
    """(number of the first, number of the later, likeness) of what is nearly the same.

    All pairs would be too many in a large bank.  Texts as like as ``ALIKE`` share one of their
    rarest trigrams: only those that do are compared (prefix filtering, Bayardo, Ma & Srikant
    2007).  A question that is like an earlier one stands for nothing else, so that a bank of
    copies is as quick.
    """
    if len(group) < 2:
        return
    # Those of the answer are in capitals, which makes them others than those of the stem.
    grams = [trigrams(one.stem) | {gram.upper() for gram in trigrams(one.answer)} for one in group]
    counts = Counter(chain.from_iterable(grams))
    rarest = sorted(counts, key=lambda gram: (counts[gram], gram))
    rank = {gram: at for at, gram in enumerate(rarest)}
    index: dict[int, list[int]] = defaultdict(list)
    marks: list[int] = []
    for at, each in enumerate(grams):
        ranks = sorted([rank[gram] for gram in each])
        mark = 0
        for one in ranks:
            mark |= 1 << one % _BITS
        marks.append(mark)
        size = len(ranks)
        prefix = ranks[: size - math.ceil(size * ALIKE / (2 - ALIKE) - _ROUNDING) + 1]
        near: set[int] = set()
        for one in prefix:
            near.update(index[one])
        for other in sorted(near):
            most = (1 - ALIKE) * (size + len(grams[other])) + _ROUNDING
            if (mark ^ marks[other]).bit_count() <= most:
                alike = group[at].same(group[other])
                if alike:
                    yield group[other].number, group[at].number, alike
                    break
        else:
            for one in prefix:
                index[one].append(at)


_HALADYNA = "Haladyna, Downing & Rodriguez 2002; the threshold is our own"

ITEMS_ALIKE = Rule(
    "items-alike",
    "warning",
    "The same question twice counts the same knowledge twice, and one may answer the other.",
    _HALADYNA,
    bank=_items,
)
OPTIONS_ALIKE = Rule(
    "options-alike",
    "warning",
    "Options that say nearly the same ask for reading, not for knowledge.",
    _HALADYNA,
    question=_options,
)
