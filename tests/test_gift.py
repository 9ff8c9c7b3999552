"""GIFT: there and back without loss, read by another parser, files of others, every message."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from exchange_helpers import (
    BANKS,
    SAMPLES,
    comparable,
    problems,
    reread,
    sample,
    several,
    there_and_back,
)
from helpers import BANK, GOOD, ROOT, TESTS, write
from hypothesis import given, settings
from hypothesis import strategies as st

from quizlib.errors import BankError
from quizlib.exchange import FORMATS
from quizlib.exchange.html_text import pieces, shape, to_plain
from quizlib.exchange.items import MODEL
from quizlib.load import load
from quizlib.markup import blocks, inline
from quizlib.messages import systems

GIFT = FORMATS["gift"]
#: What GIFT has nothing like.
LEFT = {"scenario", "judgement", "scale", "order", "cloze"}


@pytest.mark.parametrize("file", BANKS, ids=lambda f: f.stem)
def test_a_bank_comes_back_from_gift_as_it_was_in_all_its_languages(
    file: Path, tmp_path: Path
) -> None:
    bank = load(file)
    imported, left = there_and_back(bank, "gift", tmp_path)
    assert imported.problems == []
    assert comparable(reread(imported, tmp_path), "gift", set()) == comparable(bank, "gift", left)
    for question in bank.questions:
        assert (question.id in left) == (question.kind in LEFT or several(question))


@pytest.mark.parametrize("file", GOOD, ids=lambda f: f.stem)
def test_the_export_is_the_one_that_is_kept(file: Path) -> None:
    """tests/js/gift.test.mjs reads these files."""
    bank = load(file)
    kept = SAMPLES / f"{file.stem}.export.gift"
    assert GIFT.write(bank, bank.head.languages).data.decode() == kept.read_text("utf-8")


# ---- another parser


def parsed(files: list[Path]) -> list[list[dict[str, Any]]]:
    """What gift-pegjs finds in each file."""
    node = shutil.which("node")
    assert node
    script = str(TESTS / "js" / "parse-gift.mjs")
    done = subprocess.run(
        [node, script, *map(str, files)], capture_output=True, cwd=ROOT, check=True
    )
    found: list[list[dict[str, Any]]] = json.loads(done.stdout)
    return found


def test_gift_pegjs_finds_the_same_questions_in_every_language(tmp_path: Path) -> None:
    banks = [load(file) for file in BANKS]
    made = [GIFT.write(bank, bank.head.languages) for bank in banks]
    files = [write(tmp_path, one.data, f"{i}.gift") for i, one in enumerate(made)]
    for bank, export, found in zip(banks, made, parsed(files), strict=True):
        left = {p.params["id"] for p in export.problems if p.code == "not-exported"}
        asked = iter(found)
        for language in bank.head.languages:
            category = next(asked)
            assert category["type"] == "Category"
            title = to_plain(bank.head.title[language])[0]
            assert title.replace("/", "//") in category["title"]
            for question in bank.questions:
                if question.id not in left:
                    one = next(asked)
                    assert one["id"] == one["title"] == question.id
                    assert same(one["stem"]["text"], blocks(question.prompt[language]))
                    _hold(one, question, language)
        assert next(asked, None) is None


def same(one: str, other: str) -> bool:
    return bool(shape(one) == shape(other))


def _hold(one: dict[str, Any], question: Any, language: str) -> None:
    """The answers that gift-pegjs found are those of the question."""
    if question.kind in ("single", "multiple"):
        for choice, option in zip(one["choices"], question.options, strict=True):
            assert same(choice["text"]["text"], inline(option.text[language]))
            assert same(choice["feedback"]["text"], blocks(option.feedback[language]))
            weight = choice["weight"]
            assert option.correct == (choice["isCorrect"] if weight is None else weight > 0)
    elif question.kind == "truefalse":
        assert one["isTrue"] is question.answer
        # The first is said of the wrong choice: so says Moodle, whatever the parser calls it.
        wrong, right = one["trueFeedback"], one["falseFeedback"]
        by_answer = {question.answer: right, not question.answer: wrong}
        assert same(by_answer[True]["text"], blocks(question.feedback.true[language]))
        assert same(by_answer[False]["text"], blocks(question.feedback.false[language]))
    elif question.kind == "text":
        texts = [c["text"]["text"] for c in one["choices"] if c["weight"] == 100]
        assert texts == [text.replace("*", "\\*") for text in question.accept[language]]
        assert one["choices"][-1]["text"]["text"] == "*"
    elif question.kind == "number":
        first = one["choices"][0]["text"]
        assert (first["number"], first["range"]) == (question.answer, question.tolerance)
        assert len(one["choices"]) == len(question.mistakes) + 2
    elif question.kind == "match":
        targets = [to_plain(part.match[language])[0] for part in question.pairs]
        targets += [to_plain(extra.text[language])[0] for extra in question.extras]
        # The parser leaves the signs it has put in place of escaped ones in these texts.
        found = [re.sub("&&(0[0-9]+|1[0-9]+);", _sign, p["subanswer"]) for p in one["matchPairs"]]
        assert found == targets
    elif question.kind == "sort":
        assert len(one["matchPairs"]) == len(question.cards)
    else:
        assert question.kind == "essay"
        _, marked = pieces(one["globalFeedback"]["text"])
        assert same(marked[MODEL][0], blocks(question.model[language]))


def _sign(placeholder: re.Match[str]) -> str:
    return chr(int(placeholder[1]))


SIGNS = "\\ # = ~ { } : -> // [html] %50% &&058; &amp; <b> «ә» *"


def nasty(text: str) -> str:
    quoted = json.dumps(text)
    return (
        BANK.replace("Who heads the press service?", "X")
        .replace("prompt: X", f"prompt: {quoted}")
        .replace("text: The chief", f"text: {quoted}")
        .replace("The table says so.", quoted)
    )


@pytest.mark.parametrize(
    "text", [SIGNS, "%50% off", "[plain] text", "// no comment", "::t:: {=a ~b}", "a\n\n~ b\n= c"]
)
def test_signs_that_mean_something_in_gift_arrive_as_they_were(text: str, tmp_path: Path) -> None:
    bank = load(write(tmp_path, nasty(text)))
    imported, _ = there_and_back(bank, "gift", tmp_path)
    assert imported.problems == []
    assert comparable(reread(imported, tmp_path), "gift", set()) == comparable(bank, "gift", set())
    [[_, found]] = parsed([tmp_path / "bank.gift"])
    assert same(found["stem"]["text"], blocks(bank.questions[0].prompt["en"]))
    _hold(found, bank.questions[0], "en")


TYPED = """\
version: 1
languages: [en]
title: T
lesson: p
questions:
  - {id: q, kind: text, objective: "3.1", bloom: apply, source: [A1], prompt: P, feedback: F,
     otherwise: O, accept: ["a -> b", "[plain]x", "50%", "%5% y", "{=~#:\\\\*}"]}
"""


def test_an_answer_that_gift_takes_for_a_pair_is_left_out_and_told(tmp_path: Path) -> None:
    bank = load(write(tmp_path, TYPED))
    made = GIFT.write(bank, ["en"])
    assert [p.code for p in made.problems] == ["export-loses"]
    assert "the answer `a -> b`" in str(made.problems[0])
    imported, _ = there_and_back(bank, "gift", tmp_path)
    assert imported.questions[0]["accept"] == ["[plain]x", "50%", "%5% y", "{=~#:\\*}"]


# ---- files of others


def test_a_file_as_moodle_4_writes_it_becomes_questions_of_ours() -> None:
    imported = sample("gift", "moodle-4.gift")
    tomb, two, truth, word, born, pairs, essay = imported.questions
    assert (tomb["id"], tomb["objective"]) == ("grants-tomb", "3.2")
    assert tomb["prompt"] == "Who is buried in Grant's **tomb**: at 10:00?"
    assert [o.get("correct", False) for o in tomb["options"]] == [True, False, False]
    assert tomb["explanation"] == "He lies above ground."
    assert (two["kind"], two["credit"]) == ("multiple", "parts")
    assert [o["text"] for o in two["options"]] == ["one", "two = 2", "three {3} ~ \\"]
    assert truth["prompt"] == "42 is the answer to everything."
    assert (truth["answer"], truth["feedback"]) == (False, {"true": "It is.", "false": "Right."})
    assert word["prompt"] == "Two plus two equals _____ in all."
    assert (word["accept"], word["otherwise"]) == (["four", "4"], "Count again.")
    assert (born["answer"], born["otherwise"]) == (1822, "Look it up.")
    assert [(m["answer"], m["tolerance"]) for m in born["mistakes"]] == [(1821.25, 0.25)]
    assert [(p["text"], p["match"]) for p in pairs["pairs"]] == [("cat", "meows"), ("dog", "barks")]
    assert [e["text"] for e in pairs["extras"]] == ["sings"]
    assert (essay["kind"], essay["prompt"]) == ("essay", "Write *briefly*.")
    assert [str(p).split(":", 1)[1] for p in imported.problems] == [
        "7:1: Grant's tomb: this is not carried over: the tags history; an option that is partly "
        "right (50 %) counts as wrong. Look at the question and put into words what is missing."
    ]


def test_line_ends_of_windows_and_a_byte_order_mark_change_nothing() -> None:
    assert (SAMPLES / "crlf-bom.gift").read_bytes().startswith(b"\xef\xbb\xbf::t::")
    first, second = sample("gift", "crlf-bom.gift").questions
    assert [o["feedback"] for o in first["options"]] == ["x", "y"]
    assert second["feedback"] == {"false": "no", "true": "yes"}


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("Сұрақ {T}".encode("utf-16"), "1:1"),
        ("Сұрақ {T}".encode("utf-16-le"), "1:"),
        ("ok\n\nВопрос {T}".encode("cp1251"), "3:1"),
    ],
)
def test_another_encoding_than_utf_8_is_refused_with_the_place(
    data: bytes, place: str, tmp_path: Path
) -> None:
    with pytest.raises(BankError) as caught:
        GIFT.read(write(tmp_path, data, "x.gift"), {})
    [found] = caught.value.problems
    assert found.code == "not-utf8"
    assert f"{found.line}:{found.column}".startswith(place)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ok {T#a#b}\n\nWho {=a#x ~b#y\n", "3:5: gift-not-closed"),
        ("Who } {=a#x ~b#y}", "1:5: gift-not-opened"),
        ("Who {=a#x ~b{#y}", "1:13: gift-brace"),
        ("Who {=a#x}\nWhat {=b#x}", "2:6: gift-brace"),
        ("::t: Who {=a#x ~b#y}", "1:1: gift-title"),
        ("Who {#}", "1:7: gift-no-answer"),
        ("Who {#\n many#x ~#y}", "2:2: gift-not-a-number"),
        ("Who {#1..x#x ~#y}", "1:7: gift-not-a-number"),
        ("Who {=a->b =c}", "1:13: gift-no-arrow"),
        ("Who {=a#x ~%150%b#y}", "1:12: gift-weight"),
        ("Who {=a#x ~b#y}\n\nJust a text", "3:1: not-imported"),
        ("// only a comment\n", "0:0: nothing-to-import"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(text: str, told: str, tmp_path: Path) -> None:
    found = problems("gift", text, tmp_path)
    assert told in found
    assert not [line for line in found if line.split()[-1].startswith("gift-")][1:]


def test_a_broken_question_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    text = "::a::A {T#x#y}\n\n::b::B {=a\n\n::c::C {F#x#y}\n"
    imported = GIFT.read(write(tmp_path, text, "x.gift"), {"languages": ["en"]})
    assert [q["id"] for q in imported.questions] == ["a", "c"]
    assert [(p.code, p.line, p.path) for p in imported.problems] == [("gift-not-closed", 3, "b")]


def test_all_messages_on_gift_are_shown() -> None:
    text = Path(__file__).read_text("utf-8")
    for code in systems.MESSAGES:
        if code.startswith("gift-"):
            assert re.search(rf": {code}\"", text), code


def test_titles_become_ids_that_differ(tmp_path: Path) -> None:
    text = "::Сұрақ бір::A {T#x#y}\n\n::Сұрақ бір::B {T#x#y}\n\nЧто это? {T#x#y}\n"
    imported = GIFT.read(write(tmp_path, text, "x.gift"), {"languages": ["kk"]})
    assert [q["id"] for q in imported.questions] == ["suraq-bir", "suraq-bir-2", "chto-eto"]


@pytest.mark.parametrize(
    "text",
    [
        "{" * 100_000,
        "{}" * 50_000,
        "Who {" + "~a " * 20_000 + "}",
        "Who {" + "=a->" * 50_000 + "}",
        "x" * 50_000_000,
        "\\" * 150_000 + "{T}",
        "::" + "\\:" * 70_000,
        "Who {#" + "9" * 100_000 + "}",
        "[" * 49_000 + "{T#a#b}",
        "{T}\n\n" * 500,
    ],
    ids=lambda text: f"{text[:8]!r}-{len(text)}",
)
def test_endless_files_end_with_questions_or_problems(text: str, tmp_path: Path) -> None:
    imported = GIFT.read(write(tmp_path, text, "x.gift"), {"languages": ["en"]})
    assert imported.questions or imported.problems


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text("ab {}=~#:\\%->\n/[]T.1", max_size=60))
def test_no_text_whatever_raises_anything_but_problems(text: str) -> None:
    with TemporaryDirectory() as folder:
        for line in problems("gift", text, Path(folder)):
            assert 0 <= int(line.split(":")[0]) <= text.count("\n") + 1


def test_markdown_and_plain_texts_are_told_apart(tmp_path: Path) -> None:
    text = "[markdown]*a* {=[plain]*b*#[html]<i>c</i> ~d & e#x < y}"
    [found] = GIFT.read(write(tmp_path, text, "x.gift"), {"languages": ["en"]}).questions
    assert found["prompt"] == "*a*"
    assert [o["text"] for o in found["options"]] == ["\\*b\\*", "d & e"]
    assert [o["feedback"] for o in found["options"]] == ["*c*", "x < y"]
