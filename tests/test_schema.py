"""The JSON Schema of a bank: its like for like with the models, and what is said of each field."""

from __future__ import annotations

import datetime
import importlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from helpers import BAD, FROZEN, GOOD, ROOT
from typer.testing import CliRunner

from quizlib import schema, yamlfile
from quizlib.cli import app
from quizlib.errors import BankError
from quizlib.kinds import KINDS
from quizlib.lint import RULES
from quizlib.locale import author_strings
from quizlib.model import LANGUAGES

SCHEMA = schema.json_schema()
COMMITTED = ROOT / "schema" / "bank-1.json"
OURS = sorted((ROOT / "quizzes").glob("*.yml"))
_jsonschema: Any = importlib.import_module("jsonschema")
VALIDATOR = _jsonschema.Draft7Validator(
    SCHEMA, format_checker=_jsonschema.Draft7Validator.FORMAT_CHECKER
)

#: Banks with faults that a schema cannot see, by what it would have to know.
UNSEEN = {
    "that ids differ, or lead somewhere": {
        *("match-same-ids", "question-id-twice", "scenario-same-ids", "single-same-ids"),
        *("sort-unknown-bin", "sort-repeated-bin", "sort-empty-bin", "sort-same-card"),
        *("scenario-unknown-next", "scenario-unreached", "scenario-loop", "text-reserved-id"),
    },
    "that texts differ": {
        *("essay-same-items", "match-same-texts", "order-same-items", "scale-same-statements"),
        *("single-same-texts", "text-accept-repeated", "text-contradicts", "number-unit-twice"),
    },
    "how many options are right": {
        *("single-no-key", "single-two-keys", "multiple-one-key", "multiple-all-keys"),
        *("scenario-best", "cloze-choice", "sort-several-without-need"),
    },
    "how numbers compare": {
        *("essay-words-order", "number-first-unit", "number-ranges"),
        *("exam-draw", "exam-pass-reach"),
    },
    "which languages the bank has": {
        *("languages-extra", "languages-missing-text", "languages-plain-text"),
        *("languages-source", "text-accept-in-one-language"),
    },
    "what stands in a text": {
        *("cloze-blanks-inside", "cloze-language-without-mark", "cloze-marks", "question-image"),
        *("number-unit-unreadable", "text-accept-empty", "text-accept-long"),
    },
    "how YAML was written": {
        *("bank-version-decimal", "field-twice", "field-twice-language", "number-odd"),
        *("yaml-merge-key", "yaml-tag", "yaml11-date"),
    },
}


def as_json(value: Any) -> Any:
    """Data of a bank file as JSON has it: a date is a text there."""
    if isinstance(value, dict):
        return {name: as_json(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def misfits(file: Path) -> list[str]:
    source, _ = yamlfile.read(file, file.name)
    return [error.message for error in VALIDATOR.iter_errors(as_json(source.data))]


def keys() -> list[str]:
    """What describes each field of each model."""
    return [
        schema.key_of(model, field.alias or name)
        for model in schema.models()
        for name, field in model.model_fields.items()
    ]


def test_the_schema_is_a_json_schema() -> None:
    _jsonschema.Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("file", [*GOOD, *FROZEN, *OURS], ids=lambda f: f.stem)
def test_a_good_bank_fits_the_schema(file: Path) -> None:
    assert misfits(file) == []


def test_a_bad_bank_is_refused_but_for_what_no_schema_can_see() -> None:
    passed = set()
    for file in BAD:
        try:
            if not misfits(file):
                passed.add(file.stem)
        except BankError:
            continue  # YAML itself cannot be read
    assert passed == set().union(*UNSEEN.values())


def test_the_committed_schema_is_the_one_the_models_give_and_the_command_writes_it(
    tmp_path: Path,
) -> None:
    file = tmp_path / "deep" / "bank.json"
    done = CliRunner().invoke(app, ["schema", "--output", str(file)])
    assert (done.exit_code, done.output) == (0, "")
    written = file.read_bytes()
    assert CliRunner().invoke(app, ["schema"]).stdout.encode() == written
    assert written == schema.text().encode()
    assert COMMITTED.read_bytes() == written, "run: quizlib schema --output schema/bank-1.json"


def test_a_schema_that_cannot_be_written_is_no_traceback(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["schema", "--output", str(tmp_path)])
    assert done.exit_code == 1
    assert "cannot be written" in done.output


def test_our_banks_and_the_settings_name_the_schema() -> None:
    settings = (ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8")
    assert '"./schema/bank-1.json"' in settings
    for file in OURS:
        first = file.read_text(encoding="utf-8").splitlines()[0]
        assert first == "# yaml-language-server: $schema=../schema/bank-1.json"


# ---- what is said of each field


def test_each_field_is_described_in_each_language_and_nothing_else_is() -> None:
    words = {
        f"{'language' if word in LANGUAGES else field}={word}" for field, word in _words(SCHEMA)
    }
    for code in LANGUAGES:
        table = author_strings(code)
        assert set(table) == {*keys(), *words}, code
        assert all(re.fullmatch(r"\S.*[.?]", said) for said in table.values()), code


def _words(part: Any, field: str = "") -> set[tuple[str, str]]:
    """Every word that a schema offers, with the field that it may stand in."""
    if isinstance(part, list):
        return set().union(*(_words(one, field) for one in part))
    if not isinstance(part, dict):
        return set()
    found = {(field, word) for word in part.get("enum", ())}
    for name, inner in part.items():
        if name in ("properties", "definitions"):  # a definition may be called Question.bloom
            found |= set().union(*(_words(one, n.rpartition(".")[2]) for n, one in inner.items()))
        else:
            found |= _words(inner, field)
    return found


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_said_is_one_to_three_sentences_in_the_letters_of_its_language(code: str) -> None:
    for key, said in author_strings(code).items():
        plain = re.sub(r"`[^`]*`|\[\[…\]\]|\([AF][0-9]+\)", "", said)
        assert len(re.findall(r"[.!?](?=\s|$)", plain)) <= 3, key
        assert len(said) <= 200, key
        assert bool(re.search("[а-яәіңғүұқөһ]", plain)) == (code != "en"), key


def test_every_property_of_the_schema_says_in_three_languages_what_it_is() -> None:
    seen = 0
    for name, model in [("", SCHEMA), *SCHEMA["definitions"].items()]:
        for field, given in model.get("properties", {}).items():
            said = SCHEMA["definitions"].get(given.get("$ref", "")[14:], {}) | given
            if field in RULES or (field == "kind" and "const" in said):
                continue  # a rule has its reason; a kind is told where it is chosen
            seen += 1
            lines = said["markdownDescription"].split("\n\n")
            starts = [line.split(" ")[0] for line in lines]
            assert starts == ["**Қаз:**", "**Рус:**", "**Eng:**"], (name, field)
            assert said["description"] == said["markdownDescription"].replace("**", "")
    assert seen > 150


def test_rules_are_offered_where_they_can_be_set_aside() -> None:
    question = SCHEMA["definitions"]["Question.allow"]
    assert list(question["properties"]) == list(RULES)
    assert set(SCHEMA["properties"]["allow"]["properties"]) == {
        name for name, rule in RULES.items() if rule.bank
    }
    assert not question["additionalProperties"]


def test_the_fields_of_a_kind_come_as_rows_for_the_guide_each_before_those_inside_it() -> None:
    rows = list(schema.kind_rows("single"))
    assert [(row.path, row.required, row.default) for row in rows[-7:]] == [
        (("options",), True, None),
        (("options", "id"), True, None),
        (("options", "text"), True, None),
        (("options", "feedback"), True, None),
        (("options", "correct"), False, False),
        (("options", "see"), False, None),
        (("shuffle",), False, True),
    ]
    assert rows[0].path == ("id",)
    assert rows[-5].description["en"] == author_strings("en")["Option.text"]
    for kind in KINDS:
        paths = [row.path for row in schema.kind_rows(kind)]
        assert len(set(paths)) == len(paths), kind
        assert all(set(row.description) == set(LANGUAGES) for row in schema.kind_rows(kind))
    assert ("blanks[number]", "units", "factor") in [r.path for r in schema.kind_rows("cloze")]
    bank = {row.path: row for row in schema.bank_rows()}
    assert bank["exam", "attempts"].default == 1
    assert bank["exam", "pass", "points"].required
    assert bank["mode",].default == "practice"


def test_words_of_a_field_come_with_what_they_mean() -> None:
    assert list(schema.words("bloom")) == [
        *("remember", "understand", "apply", "analyse", "evaluate", "create")
    ]
    assert schema.words("kind")["essay"]["ru"].startswith("Свой текст")
    assert set(schema.words("kind")) == {*KINDS, "choice"}


def test_the_schema_is_the_same_each_time() -> None:
    assert schema.text() == schema.text()
    assert json.loads(schema.text()) == SCHEMA
