"""The reference pages of the authors' guide: fields and commands as the code has them now.

``QUIZLIB_REGOLD=1`` writes the generated parts anew.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from guide_reference import commands, help_, own_rows, parts, renewed, sections
from helpers import ROOT

from quizlib.kinds import KINDS
from quizlib.model import LANGUAGES
from quizlib.schema import bank_rows, kind_rows

REGOLD = bool(os.environ.get("QUIZLIB_REGOLD"))
FIELDS, COMMANDS = "bank-fields", "commands"
PAGES = [(lang, name) for lang in LANGUAGES for name in (FIELDS, COMMANDS)]


def page(lang: str, name: str) -> Path:
    return ROOT / "book" / lang / f"{name}.md"


def read(lang: str, name: str) -> str:
    return page(lang, name).read_text("utf-8")


def section(lang: str, name: str, anchor: str) -> str:
    """A page from an anchor to the next one."""
    _, found, rest = read(lang, name).partition(f"\n({anchor})=\n")
    assert found, f"{name}.md ({lang}) has no anchor {anchor}"
    return re.split(r"\n\([\w-]+\)=\n", rest)[0]


def written(lang: str) -> str:
    """The page on commands without its generated parts."""
    return re.sub(r"(?ms)^% begin .*?^% end \w+$", "", read(lang, COMMANDS))


@pytest.mark.parametrize(("lang", "name"), PAGES)
def test_generated_parts_are_what_the_code_says_now(lang: str, name: str) -> None:
    if REGOLD:
        page(lang, name).write_bytes(renewed(read(lang, name), lang).encode())
    assert read(lang, name) == renewed(read(lang, name), lang)


# ---- fields


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_has_a_section_and_leads_to_its_example(lang: str) -> None:
    assert parts(read(lang, FIELDS)) == [("fields", name) for name in sections()]
    for kind in KINDS:
        assert f"(#kind-{kind})" in section(lang, FIELDS, f"fields-{kind}")


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_kind_is_told_with_its_description(kind: str) -> None:
    """In the section of the kind, or once among what all questions and all parts have."""
    for lang in LANGUAGES:
        own = section(lang, FIELDS, f"fields-{kind}")
        told = {
            "Question": own + section(lang, FIELDS, "fields-common"),
            "Part": section(lang, FIELDS, "fields-part"),
        }
        for row in kind_rows(kind):
            place = told.get(row.key.partition(".")[0], own)
            last = row.path[-1] if place is told["Part"] else ".".join(row.path)
            path = re.sub(r"\[\w+\]", "", last)
            assert re.search(rf"^`{re.escape(path)}` · ", place, re.MULTILINE), row
            assert f"\n: {row.description[lang]}\n" in place, row
            if place is told["Part"]:
                assert f"`{row.path[-1]}`" in own, row


def test_every_field_of_the_head_is_told_with_its_description() -> None:
    for lang in LANGUAGES:
        told = section(lang, FIELDS, "fields-bank")
        for row in bank_rows():
            assert f"`{'.'.join(row.path)}` · " in told
            assert f"\n: {row.description[lang]}\n" in told


def test_what_all_questions_have_is_not_told_again_under_each_kind() -> None:
    common = {"id", "kind", "objective", "hints", "explanation", "see", "review_by", "allow"}
    for kind in KINDS:
        assert not common & {row.path[0] for row in own_rows(kind) if len(row.path) == 1}
    # Where a kind means something else by such a field, it is.
    assert ("prompt",) in [row.path for row in own_rows("truefalse")]
    assert ("bloom",) in [row.path for row in own_rows("scale")]


def test_a_field_says_whether_it_is_needed_and_what_it_is_otherwise() -> None:
    told = section("en", FIELDS, "fields-single")
    assert "`options.text` · needed · in each language\n" in told
    assert "`options.correct` · optional; otherwise `false`\n" in told
    assert "Inside: `id`, `text`, `feedback`; optional: `correct`, `see`." in told
    # What its description says already is not said twice.
    assert "`credit` · optional\n" in section("en", FIELDS, "fields-multiple")


# ---- commands


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_has_a_section_with_an_example(lang: str) -> None:
    assert {what for what, _ in parts(read(lang, COMMANDS))} == {"help"}
    assert sorted(name for _, name in parts(read(lang, COMMANDS))) == sorted(commands())
    for name in commands():
        told = section(lang, COMMANDS, f"command-{name.replace(' ', '-')}")
        assert f"## `{name}`: " in told
        assert f"\nquizlib {name}" in told.partition("% begin")[0]


@pytest.mark.parametrize("name", commands())
def test_the_reference_names_every_argument_and_option_with_its_help(name: str) -> None:
    told = help_(name, "en")
    command = commands()[name].command
    assert f"\nquizlib {name} [OPTIONS]" in told
    for parameter in command.params:
        assert re.search(rf"^`{re.escape(parameter.opts[0])}\b.*`$", told, re.MULTILINE)
        first = " ".join(parameter.help.split(".  ")[0].split())
        assert first in " ".join(told.split())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_of_an_example_is_understood(lang: str) -> None:
    known = commands()
    blocks = re.findall(r"(?ms)^```text\n(.*?)^```$", written(lang))
    lines = [line for block in blocks for line in block.splitlines()]
    assert len(lines) > len(known)
    for line in lines:
        words = shlex.split(line.removeprefix("python run.py "))
        assert words.pop(0) == "quizlib", line
        size = 2 if " ".join(words[:2]) in known else 1
        command: Any = known[" ".join(words[:size])].command
        command.make_context(line, words[size:])  # raises where something is not understood


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_option_that_a_section_speaks_of_is_one_of_its_command(lang: str) -> None:
    for name, context in commands().items():
        told = section(lang, COMMANDS, f"command-{name.replace(' ', '-')}").partition("% begin")[0]
        options = {option for one in context.command.params for option in one.opts}
        assert set(re.findall(r"--[a-z][a-z-]*", told)) <= options, name
