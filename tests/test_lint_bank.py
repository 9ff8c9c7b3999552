"""Rules on whole banks: their statistics against exact counts, and likeness against all pairs.

What each rule finds and leaves alone stands in tests/rules/ and is held by test_lint.py.
"""

from __future__ import annotations

import itertools
import math
import random
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from helpers import FROZEN, GOOD, ROOT, TESTS, write

from quizlib import lint
from quizlib.bankfile import read
from quizlib.kinds import KINDS
from quizlib.lint import chance, similar
from quizlib.lint.base import Sheet
from quizlib.lint.statistics import Positions, statistics
from quizlib.messages import lint_bank
from quizlib.model import Question
from quizlib.yamltext import bank_text


def sheet_of(file: Path) -> Sheet:
    reading = read(file, file.name)
    assert reading.draft is not None
    assert reading.source is not None
    return Sheet(reading.draft, reading.source, reading.numbers)


def single(name: str, prompt: Any, options: list[Any], **more: Any) -> dict[str, Any]:
    """A single choice; the first option is right."""
    parts = [
        {"id": f"o{n}", "text": text, "feedback": text, **({} if n else {"correct": True})}
        for n, text in enumerate(options)
    ]
    given = {"id": name, "kind": "single", "objective": "3.1", "bloom": "remember"}
    return given | {"source": ["A1"], "prompt": prompt, "options": parts, **more}


def statement(name: str, prompt: str, answer: bool) -> dict[str, Any]:
    given = {"id": name, "kind": "truefalse", "objective": "3.2", "bloom": "apply", "source": []}
    told = {"true": "Told above.", "false": "Told above."}
    return given | {"source": ["A1"], "prompt": prompt, "answer": answer, "feedback": told}


def bank(folder: Path, questions: list[dict[str, Any]], **head: Any) -> Path:
    languages = head.pop("languages", ["en"])
    title: Any = "Trial" if len(languages) == 1 else dict.fromkeys(languages, "Trial")
    given = {"version": 1, "languages": languages, "title": title, "lesson": "lesson", **head}
    return write(folder, bank_text(given, questions))


def codes(file: Path) -> list[str]:
    return [p.code for p in lint.check([file]) if p.code in lint_bank.MESSAGES]


def test_every_message_belongs_to_a_rule_with_examples() -> None:
    assert set(lint_bank.MESSAGES) <= set(lint.RULES)
    assert set(lint_bank.MESSAGES) <= {file.stem for file in (TESTS / "rules").glob("*.yml")}


# ---- chance


@pytest.mark.parametrize("chances", [["1/3"] * 12, ["1/2"] * 5 + ["2/5"] * 4 + ["1/4"] * 3])
def test_the_exact_test_is_the_sum_over_all_ways(chances: list[str]) -> None:
    exact = [Fraction(1)]
    for one in map(Fraction, chances):
        miss = [p * (1 - one) for p in exact] + [Fraction(0)]
        exact = [a + b for a, b in zip(miss, [Fraction(0), *(p * one for p in exact)], strict=True)]
    hits = chance.Hits(float(Fraction(one)) for one in chances)
    assert hits.expected == pytest.approx(float(sum(map(Fraction, chances))))
    for count in range(len(chances) + 2):
        assert hits.at_least(count) == pytest.approx(float(sum(exact[count:])), rel=1e-9)
    usual = hits.usual(0.05)
    assert hits.at_least(usual) >= 0.05 > hits.at_least(usual + 1)


def test_the_exact_test_holds_for_a_large_bank() -> None:
    hits = chance.Hits([1 / 3] * 6000 + [1 / 4] * 4000)
    deviation = math.sqrt(6000 * 2 / 9 + 4000 * 3 / 16)
    assert hits.at_least(0) == pytest.approx(1)
    # Far out the normal curve is near enough to see a slip.
    far = hits.at_least(math.ceil(3000 + 2 * deviation))
    assert far == pytest.approx(math.erfc(math.sqrt(2)) / 2, rel=0.03)
    assert hits.at_least(9000) == pytest.approx(0)
    assert chance.Hits([]).at_least(0) == 1


#: Upper 5 % and 0.1 % points of the chi-square distribution, from printed tables.
@pytest.mark.parametrize(
    ("freedom", "five", "tenth"),
    [
        (1, 3.841, 10.828),
        (2, 5.991, 13.816),
        (3, 7.815, 16.266),
        (4, 9.488, 18.467),
        (5, 11.070, 20.515),
    ],
)
def test_the_chi_square_test_agrees_with_printed_tables(
    freedom: int, five: float, tenth: float
) -> None:
    size = 1_000_000
    for value, p in ((five, 0.05), (tenth, 0.001)):
        # One count too many, one too few: the statistic is twice the square of that over the size.
        off = round(math.sqrt(value * size / 2))
        counts = [size + off, size - off, *[size] * (freedom - 1)]
        assert chance.chi_square(counts, [size] * (freedom + 1)) == pytest.approx(p, rel=2e-3)
    assert chance.chi_square([7] * (freedom + 1), [7.0] * (freedom + 1)) == 1


# ---- guessing


def all_answers(question: Any, key: dict[str, Any]) -> Iterator[tuple[Any, Fraction]]:
    """Every answer that can be given, with its chance for who answers at random."""
    kind = question.kind
    if kind == "scenario":
        yield from _ways(key, key["start"], [], Fraction(1))
        return
    answers: list[Any]
    if kind in ("single", "truefalse"):
        answers = key["options"]
    elif kind == "multiple":
        answers = _choices(key["options"])
    elif kind == "match":
        answers = _each(dict.fromkeys(key["prompts"], key["targets"]))
    elif kind == "order":
        answers = [list(p) for p in itertools.permutations(key["items"])]
    elif kind == "judgement" and key["task"] == "rank":
        answers = [list(p) for p in itertools.permutations(key["options"])]
    elif kind == "judgement":
        pairs = itertools.permutations(key["options"], 2)
        answers = [{"best": best, "worst": worst} for best, worst in pairs]
    elif kind == "sort":
        bins = _choices(key["bins"]) if key["several"] else [[b] for b in key["bins"]]
        answers = _each(dict.fromkeys(key["cards"], bins))
    elif kind == "cloze":
        typed = {"text": ["no such word"], "number": ["-123456"]}
        blanks = key["blanks"].items()
        answers = _each({name: b.get("options", typed.get(b["kind"])) for name, b in blanks})
    else:
        answers = ["-123456"]
    for answer in answers:
        yield answer, Fraction(1, len(answers))


def _choices(names: list[str]) -> list[list[str]]:
    sizes = range(1, len(names) + 1)
    return [list(c) for size in sizes for c in itertools.combinations(names, size)]


def _each(fields: dict[str, list[Any]]) -> list[dict[str, Any]]:
    rows = itertools.product(*fields.values())
    return [dict(zip(fields, row, strict=True)) for row in rows]


def _ways(
    key: dict[str, Any], at: str, path: list[str], likely: Fraction
) -> Iterator[tuple[Any, Fraction]]:
    choices = key["steps"].get(at)
    if choices is None:
        yield path, likely
        return
    for name, choice in choices.items():
        yield from _ways(key, choice["next"], [*path, name], likely / len(choices))


def questions_of_all_kinds() -> list[Question]:
    found: dict[tuple[str, str, str], Question] = {}
    for file in [*GOOD, *FROZEN, *sorted((ROOT / "quizzes").glob("*.yml"))]:
        draft = read(file, file.name).draft
        for question in draft.questions if draft else ():
            variants = [question]
            if hasattr(question, "credit"):
                variants = [question.model_copy(update={"credit": c}) for c in ("all", "parts")]
            for one in variants:
                sorts = f"{getattr(one, 'several', '')} {getattr(one, 'task', '')}"
                found.setdefault((one.kind, getattr(one, "credit", ""), sorts), one)
    return list(found.values())


@pytest.mark.parametrize(
    "question",
    questions_of_all_kinds(),
    ids=lambda q: f"{q.kind}-{getattr(q, 'credit', '')}-{q.id}",
)
def test_the_score_of_guessing_is_the_mean_over_all_answers(question: Question) -> None:
    kind = KINDS[question.kind]
    guessed = chance.guess(question)
    if not kind.scored:
        assert guessed is None
        return
    key = kind.key(question)
    total, likely = 0.0, Fraction(0)
    for answer, share in all_answers(question, key):
        grade = kind.grade(key, answer)
        assert grade.status == "scored", answer
        assert grade.score is not None
        total += grade.score * float(share)
        likely += share
    assert likely == 1
    assert guessed == pytest.approx(total)


def test_guessing_is_known_for_every_kind() -> None:
    assert set(chance.GUESSES) == set(KINDS)
    assert {q.kind for q in questions_of_all_kinds()} == set(KINDS)


# ---- the table


def test_the_table_tells_all_figures_of_a_bank(tmp_path: Path) -> None:
    questions = [
        single("a", "Who signs the letter?", ["The *press* secretary", "A clerk", "The guard"]),
        single("b", "Who reads the letter?", ["A clerk", "The director", "The guard"]),
        single("c", "Who posts the letter?", ["A cleaner", "The guard"], shuffle=False),
        statement("d", "Letters come on Monday.", True),
        statement("e", "Letters go on Friday.", False),
        single("f", "Who keeps the letter?", ["A clerk", "The guard!"], shuffle=False),
    ]
    questions[5] |= {"objective": "3.10", "bloom": "create"}
    figures = statistics(sheet_of(bank(tmp_path, questions)))
    assert figures.rows() == [
        ("questions", "6"),
        ("by kind", "single 4, truefalse 2"),
        ("by objective", "3.1 3, 3.2 2, 3.10 1"),
        ("by level of Bloom", "remember 3, apply 2, create 1"),
        ("options on average", "2.5"),
        ("longest option is right, en", "1 of 4; by chance 1.7; p = 0.889"),
        ("place of the key (by chance), not shuffled", "1: 2 (1.0), 2: 0 (1.0); too few to tell"),
        ("statements", "1 true, 1 false; too few to tell"),
        ("score of blind guessing", "44% over 6 scored"),
    ]
    assert [place.id for place in figures.longest[0].places] == ["a"]


def test_a_bank_without_choices_has_a_table_too(tmp_path: Path) -> None:
    essay: dict[str, Any] = {"id": "e", "kind": "essay", "objective": "3.1", "bloom": "create"}
    essay |= {"source": ["A1"]}
    essay |= {"prompt": "Write.", "model": "A text.", "checklist": [{"id": "a", "text": "Clear"}]}
    rows = dict(statistics(sheet_of(bank(tmp_path, [essay]))).rows())
    assert (
        rows["score of blind guessing"] == rows["statements"] == rows["options on average"] == "–"
    )
    assert rows["longest option is right, en"] == "–"


def test_places_that_few_lists_have_count_together(tmp_path: Path) -> None:
    def listed(name: str, size: int, right: int) -> dict[str, Any]:
        question = single(name, f"Which is it in week {name}?", [f"{i} x" for i in range(size)])
        for i, option in enumerate(question["options"]):
            option.pop("correct", None)
            if i == right:
                option["correct"] = True
        return question | {"shuffle": False}

    questions = [listed(f"t{n}", 3, n % 3) for n in range(18)] + [listed("v", 5, 4)]

    def positions_of(questions: list[dict[str, Any]]) -> Positions:
        return statistics(sheet_of(bank(tmp_path, questions))).positions

    one = positions_of(questions)
    assert (one.choices, one.names, one.counts) == (19, ("1", "2", "3+"), (6, 6, 7))
    assert one.expected == pytest.approx((6.2, 6.2, 6.6))
    assert one.p is not None
    assert one.p > 0.9
    # 24 lists of five: 4.8 at each place are too few for any test.
    assert positions_of([listed(f"t{n}", 5, 1) for n in range(24)]).p is None
    # With more, none is left below five.
    mixed = [listed(f"t{n}", 4, n % 4) for n in range(19)] + [listed(f"u{n}", 2, 0) for n in (1, 2)]
    one = positions_of(mixed)
    assert (one.names, one.p is None) == (("1", "2", "3+"), False)
    assert one.expected == pytest.approx((5.75, 5.75, 9.5))


def test_our_own_banks_give_no_help_to_who_guesses() -> None:
    for file in sorted((ROOT / "quizzes").glob("*.yml")):
        figures = statistics(sheet_of(file))
        # A self-assessment has nothing to guess.
        if set(figures.kinds) != {"scale"}:
            assert figures.guess is not None
            assert figures.guess.mean < 0.4, file.name


# ---- set aside


def alike_pair(allow: dict[str, str]) -> list[dict[str, Any]]:
    options = ["The press service", "The archive", "The garage"]
    first = single("a", "Which unit answers the queries of journalists first?", options)
    second = single("b", "Which unit answers the query of journalists first?", options)
    return [first, second | ({"allow": allow} if allow else {})]


def test_a_rule_on_the_bank_is_set_aside_in_its_head_or_where_its_finding_stands(
    tmp_path: Path,
) -> None:
    why = {"items-alike": "The form asks for the exact words twice."}
    assert codes(bank(tmp_path, alike_pair({}))) == ["items-alike"]
    assert codes(bank(tmp_path, alike_pair(why))) == []
    assert codes(bank(tmp_path, alike_pair({}), allow=why)) == []


# ---- likeness


def test_a_pair_is_told_once_with_the_languages_it_is_alike_in(tmp_path: Path) -> None:
    def text(kk: str, ru: str, en: str) -> dict[str, str]:
        return {"kk": kk, "ru": ru, "en": en}

    options = [
        text("Баспасөз қызметі", "Пресс-служба", "The press service"),
        text("Мұрағат", "Архив", "The archive"),
        text("Гараж", "Гараж", "The garage"),
    ]
    first = text("Сауалға кім жауап береді?", "Кто отвечает на запросы?", "Who answers queries?")
    second = text("Сауалға кім жауап береді?", "Кто отвечает на запрос?", "Who plans the budget?")
    file = bank(
        tmp_path,
        [single("a", first, options), single("b", second, options)],
        languages=["kk", "ru", "en"],
    )
    [told] = [p for p in lint.check([file]) if p.code == "items-alike"]
    assert told.path == "questions[1].prompt.kk"
    assert "`a` in line 10 are nearly the same" in told.message
    assert "alike in kk, ru)" in told.message


WORDS = ("press", "service", "table", "journal", "office", "budget", "letter", "minister", "query")


def random_group(rng: random.Random) -> list[similar._Asked]:
    """Stems in families, each member with a few letters changed."""
    group: list[similar._Asked] = []
    for _ in range(12):
        stem = rng.choices(WORDS, k=rng.randint(4, 14))
        answer = rng.choices(WORDS, k=rng.randint(0, 2))
        for _ in range(rng.randint(1, 4)):
            changed = list(stem)
            for _ in range(rng.randint(0, 3)):
                at = rng.randrange(len(changed))
                word = changed[at]
                cut = rng.randrange(len(word))
                changed[at] = rng.choice([f"{word}s", word[:cut] + "x" + word[cut + 1 :], word])
            group.append(similar._Asked(len(group), changed, answer))
    return group


def test_nothing_that_is_alike_is_missed_by_comparing_only_what_shares_rare_parts() -> None:
    rng = random.Random(4)
    told = 0
    for _ in range(40):
        group = random_group(rng)
        expected: dict[int, int] = {}
        for later in group:
            # Each is told against the first that it is like and that is like none itself.
            firsts = (f for f in group[: later.number] if f.number not in expected)
            like = next((f.number for f in firsts if later.same(f)), None)
            if like is not None:
                expected[later.number] = like
        assert {later: first for first, later, _ in similar._pairs(group)} == expected
        told += len(expected)
    assert told > 300


@pytest.mark.parametrize(
    "prompt",
    [
        "Which unit of the ministry answers the query of a journalist first?",
        "What is the capital of the country {name}?",
        "How much is {n} times {n}?",
        "Mark the right answer.",
    ],
)
def test_a_bank_of_one_mould_is_not_compared_pair_by_pair(
    tmp_path: Path, prompt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: Counter[str] = Counter()
    same = similar._Asked.same

    def counted(self: similar._Asked, other: similar._Asked) -> float:
        compared["pairs"] += 1
        alike: float = same(self, other)
        return alike

    monkeypatch.setattr(similar._Asked, "same", counted)
    rng = random.Random(7)
    names = ["".join(rng.choices("bcdfglmnprst", k=8)) for _ in range(250)]
    questions = [
        single(f"q{n}", prompt.format(n=n, name=name), [f"Answer {name}", "Another", "A third"])
        for n, name in enumerate(names)
    ]
    if "{" not in prompt and "Mark" not in prompt:
        questions = [q | {"options": questions[0]["options"]} for q in questions]
    codes(bank(tmp_path, questions))
    assert compared["pairs"] <= 2 * len(questions)


# ---- with the rules in place, too much is still refused at once


def test_files_that_are_too_large_or_unfold_too_far_are_refused_before_any_rule(
    tmp_path: Path,
) -> None:
    with (tmp_path / "large.yml").open("wb") as opened:
        opened.truncate(101 * 1024 * 1024)
    levels = "".join(f"x{i}: &x{i} [{', '.join([f'*x{i - 1}'] * 10)}]\n" for i in range(1, 10))
    bomb = f"version: 1\nx0: &x0 [a]\n{levels}questions: *x9\n"
    write(tmp_path, bomb, "bomb.yml")
    assert [p.code for p in lint.check([tmp_path])] == ["alias-bomb", "too-large"]
