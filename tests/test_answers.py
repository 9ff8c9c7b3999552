"""Folding, slips and numbers: by hand, and Python against JavaScript."""

from __future__ import annotations

import json
import random
import subprocess
import unicodedata
from fractions import Fraction
from typing import Any

import pytest
from helpers import BANK, ROOT, TESTS, write
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from quizlib import load
from quizlib.answers import LONGEST, fold, number, slip
from quizlib.grade import grade
from quizlib.markup import gaps, marks, with_fields
from quizlib.render import quiz_html
from quizlib.stub import Stub

VECTORS = json.loads((TESTS / "vectors/answers.json").read_text(encoding="utf-8"))


def cases(name: str) -> list[Any]:
    return [pytest.param(case, id=case["title"]) for case in VECTORS[name]]


@pytest.mark.parametrize("case", cases("fold"))
def test_folding(case: dict[str, str]) -> None:
    assert fold(case["text"]) == case["folded"]
    assert fold(case["folded"]) == case["folded"]


@pytest.mark.parametrize("case", cases("slip"))
def test_slips(case: dict[str, Any]) -> None:
    assert slip(case["given"], case["meant"]) is case["slip"]


@pytest.mark.parametrize("case", cases("number"))
def test_numbers(case: dict[str, Any]) -> None:
    read = number(fold(case["text"]))
    assert (list(read) if read else None) == case["read"]


def test_no_title_comes_twice() -> None:
    titles = [(name, case["title"]) for name, group in VECTORS.items() for case in group]
    assert len(set(titles)) == len(titles)


# ---- whatever is typed

#: What typed answers are made of, and what comes with copying them from somewhere.
PIECES = st.sampled_from(
    "аәеёЁіІйқҚñéßİΣς ẞaAzZiI09 .,-–—−+%\"'«»“”’\t\n\u00a0\u00ad\u200b\u202f\ufeff"
    "\u0300\u0301\u0306\u0307\u0308\u0323\u0345\u0327😀𝟓１\u1ebf\u1fb3"
)
TYPED = st.text(PIECES, max_size=12) | st.text(max_size=12) | st.lists(PIECES).map("".join)


@settings(max_examples=600, deadline=None, derandomize=True)
@given(text=TYPED)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert once == once.lstrip(" ").rstrip(" .")
    assert fold(f"  {text}\u00a0.") == once


@settings(max_examples=500, deadline=None, derandomize=True)
@given(text=st.text(st.sampled_from("абвгдеёжз йқңүұһі-'"), max_size=20))
def test_what_a_keyboard_or_a_copy_adds_is_folded_away(text: str) -> None:
    for same in (text.upper(), unicodedata.normalize("NFD", text), text.replace(" ", "\u00a0 ")):
        assert fold(same) == fold(text)
    assert fold("\u00ad".join(text)) == fold(text)


@settings(max_examples=1000, deadline=None, derandomize=True)
@given(given=TYPED.map(fold), meant=TYPED.map(fold))
def test_a_slip_is_one_edit_and_no_other(given: str, meant: str) -> None:
    """Against the plain way: all texts one edit away."""
    if given == meant:
        return
    letters = sum("a" <= c <= "z" or c >= "\u0080" for c in meant)
    edits = {meant[:i] + meant[i + 1 :] for i in range(len(meant))}
    edits |= {meant[:i] + c + meant[i:] for i in range(len(meant) + 1) for c in given}
    edits |= {meant[:i] + c + meant[i + 1 :] for i in range(len(meant)) for c in given}
    edits |= {meant[:i] + meant[i : i + 2][::-1] + meant[i + 2 :] for i in range(len(meant))}
    digits = [[c for c in text if c in "0123456789"] for text in (given, meant)]
    assert slip(given, meant) is (letters >= 5 and digits[0] == digits[1] and given in edits)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(whole=st.integers(0, 10**8), part=st.text("0123456789", max_size=6), comma=st.booleans())
def test_a_number_reads_the_same_however_it_is_written(whole: int, part: str, comma: bool) -> None:
    dot = ("," if comma else ".") + part if part else ""
    wanted = (float(Fraction(f"{whole}.{part or 0}")), "күн")
    for gap in ("", " ", "\u00a0", "\u202f", "\u2009"):
        digits = f"{whole:,}".replace(",", gap)
        for beside in ("", " ", "\u00a0"):
            assert number(fold(f"{digits}{dot}{beside}Күн.")) == wanted


def test_answers_as_long_as_a_field_holds_are_read_in_no_time() -> None:
    for text in ("ё\u0308" * 100, "е" + "\u0308" * 199, ". " * 100, "1 " * 100, "1" * 200):
        assert len(text) == LONGEST
        assert fold(fold(text)) == fold(text)
        assert number(fold(text)) is None


# ---- Python against JavaScript


def javascript(cases: list[list[Any]]) -> list[Any]:
    """What ``js/answers.js`` makes of [name, argument, …] each."""
    done = subprocess.run(
        ["node", "tests/js/answer-many.mjs"],
        input="\n".join(map(json.dumps, cases)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def samples(rng: random.Random) -> list[str]:
    """Every code point alone, those of the first plane twice in a word, and pairs of them."""
    every = [chr(n) for n in range(0x30000) if not 0xD800 <= n < 0xE000]
    marks = [c for c in every if unicodedata.combining(c)]
    texts = [*every, *(f"a{c}ё{c}b" for c in every[:0xF800]), "\ud800", "a\udfffБ"]
    for _ in range(20_000):
        texts.append(rng.choice(every[:0x600]) + rng.choice(marks[:120]))
        texts.append(rng.choice(every[:0x2100]) + rng.choice(every[:0x2100]))
        texts.append("".join(rng.choices(every[:0x530] + marks[:60], k=4)))
    return texts


def test_python_and_javascript_fold_every_code_point_and_many_pairs_alike() -> None:
    texts = samples(random.Random("fold 1"))
    theirs = javascript([["fold", text] for text in texts])
    ours = map(fold, texts)
    different = [
        tuple(map(ascii, case))
        for case in zip(texts, ours, theirs, strict=True)
        if case[1] != case[2]
    ]
    assert not different, different[:10]


def test_python_and_javascript_see_the_same_slips_and_read_the_same_numbers() -> None:
    rng = random.Random("slip 1")
    letters = [*"абвгд", *"12", "😀", "\u0301", " ", "-"]
    pairs, numbers = [], []
    for _ in range(20_000):
        meant = rng.choices(letters, [4, 4, 4, 4, 4, 1, 1, 2, 1, 1, 1], k=rng.randint(3, 9))
        given = list(meant)
        for _ in range(rng.randint(1, 2)):
            at = rng.randint(0, len(given))
            cut = rng.randint(0, 2)
            given[at : at + cut] = rng.choice([[], given[at : at + 2][::-1], [rng.choice(letters)]])
        pairs.append(["".join(given), "".join(meant)])
        numbers.append("".join(rng.choices("0123456789 ,.-+\u00a0%", k=rng.randint(1, 9))))
    theirs = javascript([["slip", *pair] for pair in pairs])
    assert [slip(*pair) for pair in pairs] == theirs
    assert 0.2 < sum(theirs) / len(theirs) < 0.8
    read = javascript([["number", fold(text)] for text in numbers])
    ours = [number(fold(text)) for text in numbers]
    assert [list(found) if found else None for found in ours] == read
    assert sum(found is not None for found in ours) > len(ours) / 10


# ---- from the bank to the grade

NUMBER = BANK[: BANK.index("    options:")].replace("kind: single", "kind: number")
SAID = "    feedback: Yes.\n    otherwise: No.\n"


@pytest.mark.parametrize(
    ("answer", "tolerance", "inside", "outside"),
    [
        ("0.3", "0.1", ["0.2", "0.4"], ["0.19999999999999", "0.40000000000001"]),
        ("1.1", "0.7", ["0.4", "1.8"], ["0.39999999999999", "1.8000000000001"]),
        ("-2.5", "0", ["−2,5", "-2.50"], ["2,5"]),
        ("123456789012345", "0", ["123 456 789 012 345"], ["123456789012344"]),
        ("0.00001", "0", ["0,00001"], ["0,000011"]),
    ],
)
def test_a_number_at_the_bound_is_within_it(
    tmp_path: Any, answer: str, tolerance: str, inside: list[str], outside: list[str]
) -> None:
    more = f"    answer: {answer}\n    tolerance: {tolerance}\n" + SAID
    [question] = load(write(tmp_path, NUMBER + more)).questions
    assert [grade(question, text).score for text in inside] == [1] * len(inside)
    assert [grade(question, text).score for text in outside] == [0] * len(outside)


def test_a_unit_that_divides_into_no_decimals_is_counted_exactly(tmp_path: Any) -> None:
    more = (
        "    answer: 7\n    units:\n"
        "      - {id: h, accept: [hours], factor: 1}\n"
        '      - {id: min, accept: [min], factor: "1/60"}\n'
        '      - {id: third, accept: [thirds], factor: "1/3"}\n' + SAID
    )
    [question] = load(write(tmp_path, NUMBER + more)).questions
    for right in ("7", "7 Hours", "420 min", "21 thirds"):
        assert grade(question, right).score == 1
    assert grade(question, "421 min").score == 0


# ---- texts with blanks


def test_a_blank_is_a_place_in_text_and_none_in_code_or_links() -> None:
    text = (
        "The **press [[a]]** [see [[b]]](http://x/) `[[c]]`\n\n- item [[d]] \\[[e]]\n\n"
        "      [[f]]\n\n[x](http://y/[[g]]) <http://z/[[h]]> _[[i]]_"
    )
    assert [gap.name for gap in gaps(text)] == ["a", "d", "i"]
    assert list(marks(text)) == list("abcdefghi")


def test_the_words_around_a_blank_are_those_of_its_paragraph() -> None:
    first, second = gaps("Before.\n\nOne *two* [[a]] three\n`four` [[b]]\n\nAfter")
    assert (first.before, first.after) == ("One two ", " three four …")
    assert (second.before, second.after) == ("One two … three four ", "")


def test_an_author_cannot_forge_the_field_of_a_blank() -> None:
    text = '[[a]] <input name="a"> [[b"]] &lt;b&gt; [[a]](javascript:x) <!-- [[a]] -->'
    said = with_fields(text, {"a": "<FIELD>"})
    assert said.count("<FIELD>") == 3
    assert said.replace("<FIELD>", "").count("<") == 2, "the paragraph alone"


def test_what_an_author_types_is_no_markup_in_the_fields_either(tmp_path: Any) -> None:
    evil = "\"><script>alert(1)</script> </label></select></fieldset> & ' `x`"
    typed: dict[str, Any] = {"feedback": evil, "otherwise": evil}
    typed |= {"accept": [evil], "mistakes": [{"id": "m", "accept": ["<b>"], "feedback": evil}]}
    unit = {"id": "u", "accept": ['"><i>'], "factor": 1}
    counted: dict[str, Any] = {"answer": -5.5, "units": [unit], "feedback": evil, "otherwise": evil}
    options = [
        {"id": "o", "text": evil, "feedback": evil, "correct": True},
        {"id": "p", "text": f"</option>{evil}", "feedback": evil},
    ]
    blanks: list[dict[str, Any]] = [
        {"id": "a", "kind": "text"} | typed,
        {"id": "b", "kind": "number"} | counted,
        {"id": "c", "kind": "choice", "options": options},
    ]
    common: dict[str, Any] = {
        "objective": "3.1",
        "bloom": "remember",
        "source": ["A1"],
        "prompt": evil,
    }
    questions = [
        common | {"id": "text", "kind": "text"} | typed,
        common | {"id": "number", "kind": "number"} | counted,
        common | {"id": "cloze", "kind": "cloze", "text": f"{evil} [[a]] [[b]]", "blanks": blanks},
    ]
    questions[2]["text"] += ' " [[c]] </p>'
    head = {"version": 1, "languages": ["en"], "title": "T", "lesson": "x"}
    bank = load(write(tmp_path, json.dumps(head | {"questions": questions})))
    tree = html.fragment_fromstring(quiz_html(bank, Stub(bank.name, "en")))
    tags = [element.tag for element in tree.iter()]
    assert not {"b", "i"} & set(tags)
    assert [tags.count(tag) for tag in ("script", "input", "select", "option")] == [1, 4, 1, 3]
    assert {len(form.xpath(".//fieldset")) for form in tree.xpath(".//form")} == {1}
    names = {name for element in tree.iter() for name in element.attrib}
    assert not {name for name in names if name.startswith("on")} | ({"style"} & names)
