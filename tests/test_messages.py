"""Messages to authors in Kazakh and Russian: all are there, and what they are filled in with too.

That each message is shown where it belongs is tested with what shows it; here is its language.
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from helpers import BAD
from test_lint import cases, file_text, reading

from quizlib import bankfile, lint, messages, schema
from quizlib.errors import Phrase, Problem, problem
from quizlib.messages import MESSAGES, translations
from quizlib.messages.phrases import PHRASES

OTHERS = ("kk", "ru")
ENGLISH = {**MESSAGES, **{words: (words,) for words in PHRASES}}

#: Placeholders that only English needs: "3 entries are needed".
SUPERFLUOUS = {"too-few": {"what"}, "sheet-too-few": {"what"}}

_CODE = re.compile(r"`[^`]*`")
_FIELD = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN, _CYRILLIC = re.compile("[A-Za-z]"), re.compile("[\u0400-\u052f]")
#: Names of fields, kinds and modes, which are the same in every language.
NAMES = set(re.findall(r'"([a-z_]+)"', json.dumps(schema.json_schema())))
#: Latin letters that look like Cyrillic ones.
_ALIKE = re.compile("[aceopxyikhABCEHKMOPTXYI]+")


def told(language: str) -> dict[str, tuple[str, ...]]:
    """Every template of a language under its code or its English."""
    found = translations(language)
    return {**found.messages, **{words: (said,) for words, said in found.phrases.items()}}


def placeholders(templates: tuple[str, ...]) -> set[tuple[str, str, str | None]]:
    """What is filled in, and how: name, format, conversion."""
    parsed = string.Formatter().parse(" ".join(templates))
    return {(name, spec or "", how) for _, name, spec, how in parsed if name is not None}


def plain(text: str) -> str:
    """A template or a message without code, without fields and without what it quotes."""
    return re.sub(r"«[^»]*»|\"[^\"]*\"", " ", _FIELD.sub(" ", _CODE.sub(" ", text)))


def latin(text: str) -> set[str]:
    """Its words in Latin letters, small."""
    return {w.lower() for w in re.findall(r"(?<![\w.-])[A-Za-z]{3,}(?![\w-])", plain(text))}


# ---- the tables


@pytest.mark.parametrize("language", OTHERS)
def test_every_code_and_every_phrase_is_translated_and_none_is_left_over(language: str) -> None:
    found = translations(language)
    assert set(found.messages) == set(MESSAGES)
    assert set(found.phrases) == set(PHRASES)
    assert all(len(both) == 2 for both in found.messages.values())
    assert all(text.strip() for texts in told(language).values() for text in texts)


def test_no_code_and_no_phrase_stands_twice_in_a_file() -> None:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len({name for name, _ in pairs}) == len(pairs)
        return dict(pairs)

    for language in OTHERS:
        file = Path(messages.__file__).parent / "translations" / f"{language}.json"
        json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=once)


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_is_filled_in_with_what_the_english_is_filled_in_with(language: str) -> None:
    for name, templates in told(language).items():
        wanted, there = placeholders(ENGLISH[name]), placeholders(templates)
        missing = {field for field, *_ in wanted - there}
        assert not there - wanted, name
        assert missing <= SUPERFLUOUS.get(name, set()), name


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_is_no_english(language: str) -> None:
    for name, templates in told(language).items():
        for english, said in zip(ENGLISH[name], templates, strict=True):
            assert said != english or not latin(english), name
            assert _CYRILLIC.search(said) or not latin(english), name


@pytest.mark.parametrize("language", OTHERS)
def test_code_is_the_same_in_every_language_unless_its_words_are_translated(language: str) -> None:
    for name, templates in told(language).items():
        english = " ".join(ENGLISH[name])
        for code in _CODE.findall(" ".join(templates)):
            assert code.strip("`") in english or _CYRILLIC.search(code), (name, code)


@pytest.mark.parametrize("language", OTHERS)
def test_no_latin_letter_stands_for_a_cyrillic_one(language: str) -> None:
    for name, templates in told(language).items():
        english = set(_WORD.findall(" ".join(ENGLISH[name])))
        for said in templates:
            for word in _WORD.findall(_FIELD.sub(" ", _CODE.sub(" ", said))):
                assert not (_LATIN.search(word) and _CYRILLIC.search(word)), (name, word)
                assert not _ALIKE.fullmatch(word) or word in english, (name, word)


@pytest.mark.parametrize("language", OTHERS)
def test_sentences_end_and_begin_as_the_english_ones(language: str) -> None:
    for code, (what, mend) in translations(language).messages.items():
        assert not what.endswith("."), code
        assert mend.endswith((".", "}", '"')), code
        assert what == what.strip(), code
        assert mend == mend.strip(), code
    for words, said in translations(language).phrases.items():
        # Where a phrase follows another word, its space is its own.
        assert (words[:1] == " ") == (said[:1] == " "), words
        assert words.endswith(".") == said.endswith("."), words
        assert words.endswith("?") == said.endswith("?"), words


# ---- messages as authors read them


def shown(folder: Path) -> Iterator[Problem]:
    """What the loader says of every bad bank, and each rule of every bad item."""
    for file in BAD:
        yield from bankfile.read(file, file.name).problems
    for parameter in cases("bad"):
        _, case = parameter.values
        for found in lint.find(reading(folder, file_text(case)), case.get("as_of")):
            yield found.problem


@cache
def english_words(language: str) -> set[str]:
    """The words of English phrases that none of the translations has."""
    known = {word for words in PHRASES for word in latin(words)}
    # Words such as Markdown are the same everywhere.
    return known - {w for texts in told(language).values() for t in texts for w in latin(t)} - NAMES


def english_left(item: Problem, language: str) -> set[str]:
    """English words of our own in what a problem says in a language."""
    return english_words(language) & latin(" ".join(item.said(language)))


def names(value: Any) -> set[str]:
    """Plain texts among the parameters that are the English of a phrase, at any depth."""
    if isinstance(value, Phrase):
        return set().union(*map(names, value.fields.values()))
    return {value} & set(PHRASES) - NAMES if isinstance(value, str) else set()


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    """Every different message of all bad banks and items."""
    found = shown(tmp_path_factory.mktemp("bad"))
    return list({(p.code, p.message, p.mend): p for p in found}.values())


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_said_of_a_bad_bank_is_said_without_english_words(
    language: str, problems: list[Problem]
) -> None:
    assert len(problems) > 300
    for item in problems:
        what, mend = item.said(language)
        assert (what, mend) != (item.message, item.mend), item.code
        assert not english_left(item, language), (item.code, what, mend)
        assert "{" not in _CODE.sub("", what), (item.code, what)


def test_what_stands_in_the_table_of_phrases_is_given_as_a_phrase(problems: list[Problem]) -> None:
    for item in problems:
        assert not set().union(*map(names, item.params.values())), (item.code, item.params)


def test_english_words_in_a_translated_message_are_noticed() -> None:
    asked = {"near": "kind", "listed": "Known here: a, b."}
    hint = Phrase("Did you mean `{near}`? {listed}", **asked)
    item = problem("unknown-field", key="knd", suggestion=hint)
    for language in OTHERS:
        assert english_left(item, language) == {"known", "here"}
        fine = problem("unknown-field", key="knd", suggestion=Phrase("Known here"))
        assert not english_left(fine, language)
    bare = problem("not-a-list", found="a text")
    assert names(bare.params["found"]) == {"a text"}
    assert names(Phrase("{first}; {others}", first="image", others=Phrase("table"))) == {"image"}
