"""Rules of good item writing: tests/rules/RULE.yml holds what each must find and what it must not.

A file has two lists, ``bad`` and ``good``.  Each entry is a small bank in one language:

- ``language``: kk, ru or en.  Both lists have entries in all three.
- ``question``: the fields of one question, or ``questions``: those of several.  What is left out
  is filled in: id, kind (single), objective, bloom, source, prompt, feedback.  An option may be a
  text; one that begins with ``=`` is right.
- ``head``: fields of the bank, if any.
- ``file``: instead of questions, the text of the file below ``questions:``, where layout matters.
- ``as_of``: the day to check against, if any.
- ``at``: path of the finding, and of each further one where there are several, in a list.
- ``says``: the whole message; at least one entry of ``bad`` has it.
- ``fixed``: what becomes of ``file`` once all edits are made.
- ``others``: rules that find something too.  Without it, none may.

A rule on a whole bank is tested with the same files.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from helpers import ROOT, TESTS, write

from quizlib import bankfile, lint
from quizlib.bankfile import Reading
from quizlib.errors import Problem
from quizlib.lint import RULES, translations
from quizlib.lint.standing import UNSURE_FACT
from quizlib.messages import MESSAGES
from quizlib.yamltext import bank_text, splice

RULE_FILES = sorted((TESTS / "rules").glob("*.yml"))

PROMPT = {
    "kk": "Хатқа кім қол қояды?",
    "ru": "Кто подписывает письмо?",
    "en": "Who signs the letter?",
}
TITLE = {"kk": "Сынақ", "ru": "Проба", "en": "Trial"}
FEEDBACK = {
    "kk": "Бұл туралы кестенің бірінші жолында айтылған.",
    "ru": "Об этом сказано в первой строке таблицы.",
    "en": "The first row of the table tells about this.",
}
#: Fields that carry feedback unless the entry says so itself.
PARTS = ("options", "pairs", "items", "cards", "mistakes", "blanks", "choices")


def filled(question: dict[str, Any], number: int, language: str) -> dict[str, Any]:
    """A question with what a test leaves out."""
    given: dict[str, Any] = {
        "id": f"q{number}",
        "kind": "single",
        "objective": "3.1",
        "bloom": "remember",
    }
    given |= {"source": ["A1"], "prompt": PROMPT[language], **question}
    if given["kind"] in ("text", "number"):
        given = {"feedback": FEEDBACK[language], "otherwise": FEEDBACK[language], **given}
    if given["kind"] == "truefalse":
        told = FEEDBACK[language]
        given = {"answer": True, "feedback": {"true": told, "false": told}, **given}
    parts = {name: given[name] for name in (*PARTS, "steps") if name in given}
    return given | {name: _parts(entries, name, language) for name, entries in parts.items()}


def _parts(entries: list[Any], name: str, language: str) -> list[Any]:
    done = []
    for i, entry in enumerate(entries):
        if isinstance(entry, str):
            right = entry.startswith("=")
            entry = {"text": entry.removeprefix("="), **({"correct": True} if right else {})}
        entry = {"id": f"o{i}", **entry}
        if name in PARTS and entry.get("kind") != "choice":
            entry = {"feedback": FEEDBACK[language], **entry}
        if entry.get("kind") in ("text", "number"):
            entry = {"otherwise": FEEDBACK[language], **entry}
        inner = {n: entry[n] for n in PARTS if isinstance(entry.get(n), list)}
        done.append(entry | {n: _parts(e, n, language) for n, e in inner.items()})
    return done


def file_text(case: dict[str, Any]) -> str:
    """The bank of an entry, as a file."""
    language = case["language"]
    head: dict[str, Any] = {
        "version": 1,
        "languages": [language],
        "title": TITLE[language],
        "lesson": "lesson",
    }
    head |= case.get("head", {})
    if "file" in case:
        return f"{bank_text(head, [])}{case['file']}"
    questions = case.get("questions") or [case["question"]]
    return bank_text(head, [filled(q, n, language) for n, q in enumerate(questions, 1)])


def reading(tmp_path: Path, text: str) -> Reading:
    """The bank in this text, which the loader has nothing against."""
    found = bankfile.read(write(tmp_path, text), "bank.yml")
    assert [str(p) for p in found.problems] == []
    return found


def cases(which: str) -> list[Any]:
    """Every entry of every file, as parameters: the rule, and the entry."""
    return [
        pytest.param(file.stem, case, id=f"{file.stem}-{case['language']}-{number}")
        for file in RULE_FILES
        for number, case in enumerate(yaml.safe_load(file.read_text("utf-8"))[which], 1)
    ]


@pytest.mark.parametrize(("rule", "case"), cases("bad"))
def test_a_bad_item_is_found_by_its_rule_and_no_other(
    rule: str, case: dict[str, Any], tmp_path: Path
) -> None:
    found = reading(tmp_path, file_text(case))
    hits = lint.find(found, case.get("as_of"))
    told = [one.problem for one in hits]
    assert rule in {p.code for p in told}
    assert {p.code for p in told} - {rule} == set(case.get("others", ()))
    ours = [p for p in told if p.code == rule]
    if "at" in case:
        at = case["at"] if isinstance(case["at"], list) else [case["at"]]
        assert [p.path for p in ours] == at
    if "says" in case:
        assert f"{ours[0].message}. {ours[0].mend}" == case["says"].strip()
    if "fixed" in case:
        assert found.source is not None
        edits = dict.fromkeys(edit for one in hits for edit in one.edits)
        text = splice(found.source.text, edits)
        assert text[text.index("questions:\n") + len("questions:\n") :] == case["fixed"]
        again = lint.findings(reading(tmp_path, text), case.get("as_of"))
        assert rule not in {p.code for p in again}
    if case.get("as_of"):
        assert {p.severity for p in ours} == {"error"}
    elif rule != "text-cut":
        assert {p.severity for p in ours} == {RULES[rule].severity}


@pytest.mark.parametrize(("rule", "case"), cases("good"))
def test_a_good_item_is_left_alone(rule: str, case: dict[str, Any], tmp_path: Path) -> None:
    told = lint.findings(reading(tmp_path, file_text(case)), case.get("as_of"))
    assert [str(p) for p in told if p.code == rule] == []
    assert {p.code for p in told} == set(case.get("others", ()))


def test_every_rule_has_items_for_and_against_it_in_each_language() -> None:
    # Those that compare a bank with its stamps are tested in test_translate.py.
    # Rules that look at other files than the bank have tests of their own.
    elsewhere = {UNSURE_FACT.id, *(rule.id for rule in translations.RULES)}
    assert {file.stem for file in RULE_FILES} == set(RULES) - elsewhere
    for file in RULE_FILES:
        data = yaml.safe_load(file.read_text("utf-8"))
        wanted = {"kk"} if file.stem == "typed-variants" else {"kk", "ru", "en"}
        assert {case["language"] for case in data["bad"]} >= wanted, file.name
        assert {case["language"] for case in data["good"]} == {"kk", "ru", "en"}, file.name
        assert any("says" in case for case in data["bad"]), file.name
        assert set(data) == {"bad", "good"}


def test_a_rule_says_why_and_where_that_comes_from() -> None:
    for rule in RULES.values():
        assert (rule.question is None) != (rule.bank is None), rule.id
        assert rule.id in MESSAGES
        assert rule.reason.endswith(".")
        assert "\n" not in rule.reason
        assert rule.source


def test_our_own_banks_are_without_a_finding() -> None:
    told = lint.check([ROOT / "quizzes"])
    assert [str(p) for p in told] == []


# ---- every language of an item


def found_in(found: Reading, as_of: datetime.date | None = None) -> list[Problem]:
    """What the rules say of a bank, but for its translations: nobody confirmed them."""
    every = lint.findings(found, as_of)
    return [p for p in every if not p.code.startswith("translation")]


TRILINGUAL = """\
version: 1
languages: [kk, ru, en]
source_language: kk
title: {kk: Сынақ, ru: Проба, en: Trial}
lesson: lesson
questions:
  - id: who
    kind: single
    objective: "3.1"
    bloom: remember
    source: [A1]
    prompt: {kk: Оны кім басқарады?, ru: Кто её возглавляет?, en: Who heads it?}
    options:
      - id: chief
        correct: true
        text: {kk: Басшы, ru: Руководитель, en: The chief}
        feedback: {kk: Дұрыс., ru: Так сказано в таблице., en: The table says so.}
      - id: none
        text: {kk: Ешқайсысы, ru: Никто из них, en: None of them}
        feedback: {kk: Кестеде бар., ru: В таблице есть., en: The table has one.}
      - id: clerk
        text: {kk: Хатшы, ru: Секретарь, en: The clerk}
        feedback: {kk: Ол құжат жүргізеді., ru: Он ведёт дела., en: Wrong.}
"""


def test_a_finding_stands_at_the_text_of_its_language(tmp_path: Path) -> None:
    found = found_in(reading(tmp_path, TRILINGUAL))
    assert [(p.line, p.column, p.path, p.code) for p in found] == [
        (17, 24, "questions[0].options[0].feedback.kk", "feedback-empty"),
        (19, 20, "questions[0].options[1].text.kk", "all-or-none"),
        (19, 35, "questions[0].options[1].text.ru", "all-or-none"),
        (19, 53, "questions[0].options[1].text.en", "all-or-none"),
        (23, 69, "questions[0].options[2].feedback.en", "feedback-empty"),
    ]


def test_questions_in_order_are_looked_at_where_others_have_faults(tmp_path: Path) -> None:
    head, question = TRILINGUAL.split("questions:\n")
    broken = question.replace("id: who", "id: broken").replace("bloom: remember", "bloom: recall")
    found = bankfile.read(write(tmp_path, f"{head}questions:\n{broken}{question}"), "bank.yml")
    assert {p.code for p in found.problems} == {"not-one-of"}
    assert {p.path.split(".")[0] for p in found_in(found)} == {"questions[1]"}


def test_two_questions_with_one_id_are_told_apart(tmp_path: Path) -> None:
    head, question = TRILINGUAL.split("questions:\n")
    cut = question.replace("en: Who heads it?}", "en: Who heads it?} #x")
    second = question.replace("Оны кім", "Oны кім")  # a Latin O
    found = bankfile.read(write(tmp_path, f"{head}questions:\n{cut}{second}"), "bank.yml")
    assert {p.code for p in found.problems} == {"duplicate-id"}
    [one] = [f for f in lint.find(found) if f.problem.code == "look-alike"]
    assert one.problem.path == "questions[1].prompt.kk"
    assert found.source is not None
    assert "Оны" not in found.source.text[one.edits[0].start : one.edits[0].end]


# ---- set aside


def allowing(tmp_path: Path, allow: str, head: str = "") -> list[str]:
    """What is told of a bank whose question, or head, has this ``allow``."""
    text = (
        TRILINGUAL.replace("    options:\n", f"    allow: {allow}\n    options:\n")
        if allow
        else (TRILINGUAL.replace("lesson: lesson\n", f"lesson: lesson\nallow: {head}\n"))
    )
    return [
        f"{p.severity} {p.path}: {p.message}. {p.mend}"
        for p in found_in(reading(tmp_path, text))
        if p.code != "feedback-empty"
    ]


WHY = '"The answer itself is nobody at all."'


def test_a_rule_is_set_aside_for_one_question_with_a_reason(tmp_path: Path) -> None:
    assert allowing(tmp_path, f"{{all-or-none: {WHY}}}") == []


@pytest.mark.parametrize("reason", ["ok", ".", "not needed", "all or none", "жоқ, керек", "да"])
def test_a_reason_that_says_nothing_is_an_error_and_hides_nothing_else(
    tmp_path: Path, reason: str
) -> None:
    assert allowing(tmp_path, f'{{all-or-none: "{reason}"}}') == [
        f"error questions[0].allow.all-or-none: `{reason}` does not say why the rule `all-or-none` "
        "does not fit here. Write the reason in a sentence, so that the next author can judge it."
    ]


def test_an_unknown_rule_is_an_error_that_names_the_nearest(tmp_path: Path) -> None:
    told = allowing(tmp_path, f"{{all-or-non: {WHY}}}")
    assert (
        "error questions[0].allow.all-or-non: there is no rule `all-or-non` to set aside. "
        "Did you mean `all-or-none`?" in told
    )
    assert len(told) == 4


def test_what_need_not_be_set_aside_any_more_is_told(tmp_path: Path) -> None:
    told = allowing(tmp_path, f"{{all-or-none: {WHY}, stem-long: {WHY}}}")
    assert told == [
        "warning questions[0].allow.stem-long: the rule `stem-long` has nothing against this any "
        "more. Remove it from `allow`."
    ]


def test_a_bank_cannot_set_aside_a_rule_on_single_questions(tmp_path: Path) -> None:
    told = allowing(tmp_path, "", f"{{all-or-none: {WHY}}}")
    assert told[0] == (
        "error allow.all-or-none: `all-or-none` is a rule on single questions, and no bank sets it "
        'aside as a whole. Write `allow: {all-or-none: "why"}` in each question it is about.'
    )
    assert len(told) == 4


@pytest.mark.parametrize(
    ("allow", "says"),
    [
        (
            "3",
            "fields are expected here, not the number 3. Write each field with its name, such as "
            "`negative-stem: …`.",
        ),
        (
            "{all-or-none: 3}",
            'YAML reads `3` as the number 3, but a text is expected here. Put it in quotes: "3".',
        ),
        (
            '{all-or-none: ""}',
            "the text is empty. Write the text; a field not needed may be removed.",
        ),
        (
            "[all-or-none]",
            "fields are expected here, not a list. Write each field with its name, "
            "such as `negative-stem: …`.",
        ),
    ],
)
def test_an_allow_of_another_shape_is_told_with_what_to_write(
    tmp_path: Path, allow: str, says: str
) -> None:
    text = TRILINGUAL.replace("    options:\n", f"    allow: {allow}\n    options:\n")
    [told] = bankfile.read(write(tmp_path, text), "bank.yml").problems
    assert f"{told.message}. {told.mend}" == says
    assert told.path.startswith("questions[0].allow")


# ---- days, edits, files


def test_a_day_that_has_passed_is_an_error_only_against_a_given_day(tmp_path: Path) -> None:
    text = TRILINGUAL.replace("    options:\n", "    review_by: 2020-01-01\n    options:\n")
    today = [p for p in found_in(reading(tmp_path, text)) if p.code == "review-by"]
    assert [p.severity for p in today] == ["warning"]
    day = datetime.date(2020, 1, 2)
    [given] = [p for p in found_in(reading(tmp_path, text), day) if p.code == "review-by"]
    assert given.severity == "error"
    assert (given.line, given.column) == (13, 16)
    earlier = datetime.date(2020, 1, 1)
    assert "review-by" not in {p.code for p in found_in(reading(tmp_path, text), earlier)}


SORTED = """\
  - id: days
    kind: single
    objective: "3.1"
    bloom: remember
    source: [A1]
    prompt: How many days are there?
    shuffle: false
    options:
      - {first}
      - {second}
      - {id: c, text: "7", feedback: The first row of the table tells about this.}
"""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "&nine {id: a, text: '9', feedback: Told.}",
            "{id: b, text: '5', correct: true, feedback: X y.}",
        ),
        (
            "{id: a, text: &nine '9', feedback: Told.}",
            "{id: b, text: '5', correct: true, feedback: *nine}",
        ),
    ],
)
def test_options_that_others_refer_to_by_name_are_not_moved(
    tmp_path: Path, first: str, second: str
) -> None:
    head = bank_text({"version": 1, "languages": ["en"], "title": "T", "lesson": "l"}, [])
    text = SORTED.replace("{first}", first).replace("{second}", second)
    found = [
        f for f in lint.find(reading(tmp_path, head + text)) if f.problem.code == "options-unsorted"
    ]
    assert [f.edits for f in found] == [()]


def test_a_letter_written_as_an_escape_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    text = TRILINGUAL.replace("ru: Руководитель", r'ru: "Руко\u00adводитель"')
    [one] = [f for f in lint.find(reading(tmp_path, text)) if f.problem.code == "invisible"]
    assert one.edits == ()


def test_all_problems_come_by_file_and_place(tmp_path: Path) -> None:
    write(tmp_path, TRILINGUAL, "b.yml")
    write(tmp_path, TRILINGUAL.replace("bloom: remember", "bloom: recall"), "a.yml")
    told = [p for p in lint.check([tmp_path]) if not p.code.startswith("translation")]
    places = [(Path(p.file).name, p.line, p.column) for p in told]
    assert places == sorted(places)
    assert {(Path(p.file).name, p.code) for p in told} == {
        ("a.yml", "not-one-of"),
        ("b.yml", "feedback-empty"),
        ("b.yml", "all-or-none"),
        ("b.yml", "duplicate-id-course"),
    }
