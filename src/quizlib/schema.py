"""What editors and the authors' guide need to know of a bank: its JSON Schema and its fields.

Both come from the pydantic models.  What is said of a field stands once, in ``locale/authors/``,
under the class that has the field: ``Question.prompt``, ``Option.feedback``.  An entry for a class
that inherits the field comes before that of the class it has it from; ``Part.id`` and ``Part.see``
serve all parts of questions that have none.  What is said of a word stands under its field:
``bloom=apply``; of a language under ``language=kk``.
"""

from __future__ import annotations

import json
import typing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, Field, TypeAdapter, create_model
from pydantic.fields import FieldInfo
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from quizlib.kinds import KINDS
from quizlib.kinds._typed import Variants
from quizlib.lint import RULES
from quizlib.locale import author_strings
from quizlib.model import LANGUAGES, PATTERNS, BankHead, Text

_Models = tuple[type[BaseModel], ...]
_Question: Any = typing.Union[tuple(kind.model for kind in KINDS.values())]  # noqa: UP007
_Questions: Any = Annotated[
    list[Annotated[_Question, Field(discriminator="kind")]], Field(min_length=1)
]
#: A bank as a file has it.
BANK: type[BaseModel] = create_model("Bank", __base__=BankHead, questions=(_Questions, ...))
#: What a description begins with in the hover of an editor.
NAMES = {"kk": "Қаз", "ru": "Рус", "en": "Eng"}
#: The name under which a field is told that is the same in all parts of questions.
ANY = "Part"
_DEFINITIONS = "#/definitions/"
#: Parts that stand in many places, told once.
_PARTS = {
    name: TypeAdapter(kind).json_schema() for name, kind in (("Text", Text), ("Answers", Variants))
}


# ---- fields


@dataclass(frozen=True)
class Row:
    """One field, as a row of the guide.

    ``path`` leads from the question (or the bank) to it; a step that stands in several places
    with different fields names which is meant, as ``blanks[number]``.  ``default`` is None where
    there is none; ``description`` is Markdown by language.
    """

    path: tuple[str, ...]
    key: str
    required: bool
    default: Any
    description: dict[str, str]


def kind_rows(kind: str) -> Iterator[Row]:
    """The fields of a question kind, each before those inside it.  Raises KeyError."""
    yield from _rows(KINDS[kind].model, ())


def bank_rows() -> Iterator[Row]:
    """The fields of a bank; those of its questions are left to :func:`kind_rows`."""
    yield from _rows(BANK, ())


def words(field: str) -> dict[str, dict[str, str]]:
    """What is said of each word that a field may have, such as ``bloom``: word → by language."""
    start = f"{field}="
    keys = [key for key in author_strings(LANGUAGES[0]) if key.startswith(start)]
    return {key.removeprefix(start): described(key) for key in keys}


def described(key: str) -> dict[str, str]:
    """An entry of the table by language.  Raises KeyError."""
    return {code: author_strings(code)[key] for code in LANGUAGES}


def key_of(model: type[BaseModel], name: str) -> str:
    """The entry that describes a field of a model, by the name it has in a file.

    Raises KeyError where there is none.
    """
    table = author_strings(LANGUAGES[0])
    for owner in (*(one.__name__.lstrip("_") for one in model.__mro__), ANY):
        if (key := f"{owner}.{name}") in table:
            return key
    raise KeyError(f"{model.__name__}.{name}")


def models() -> list[type[BaseModel]]:
    """Every model that stands in a bank, each before those inside it."""
    found: dict[type[BaseModel], None] = {}

    def collect(model: type[BaseModel]) -> None:
        if model not in found:
            found[model] = None
            for field in model.model_fields.values():
                for inner in _inner(field.annotation):
                    collect(inner)

    collect(BANK)
    return list(found)


def _rows(model: type[BaseModel], path: tuple[str, ...]) -> Iterator[Row]:
    for attribute, field in model.model_fields.items():
        name = field.alias or attribute
        here = (*path, name)
        key = key_of(model, name)
        yield Row(here, key, field.is_required(), _default(field), described(key))
        inner = [] if key == "Bank.questions" else _inner(field.annotation)
        for one in inner:
            mark = f"[{_kind(one)}]" if len(inner) > 1 else ""
            yield from _rows(one, (*path, name + mark))


def _default(field: FieldInfo) -> Any:
    """What a field is where a file says nothing; None where that is nothing either."""
    return None if field.is_required() or field.default in ([], {}) else field.default


def _inner(annotation: Any) -> _Models:
    """The models inside an annotation such as ``list[Option] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return (annotation,)
    return tuple(m for inner in typing.get_args(annotation) for m in _inner(inner))


def _kind(model: type[BaseModel]) -> str:
    """The word in ``kind`` that stands for this model."""
    return str(typing.get_args(model.model_fields["kind"].annotation)[0])


# ---- JSON Schema


class _Generator(GenerateJsonSchema):
    """What pydantic says of the models, in the words that editors answer best to."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> dict[str, Any]:
        """A type of its own rather than one of two choices: only then is it told what is wrong."""
        inner = self.generate_inner(schema["schema"])
        if isinstance(inner.get("type"), str) and "enum" not in inner:
            return {**inner, "type": [inner["type"], "null"]}
        return {"anyOf": [inner, {"type": "null"}]}


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a bank: draft 7, which YAML editors know best."""
    top = BANK.model_json_schema(ref_template=_DEFINITIONS + "{model}", schema_generator=_Generator)
    definitions: dict[str, Any] = {**top.pop("$defs"), BANK.__name__: top}
    for model in models():
        _finish(definitions[model.__name__], model)
    definitions |= _shared(definitions)
    definitions |= {name: _in_languages(part) for name, part in _PARTS.items()}
    top = definitions.pop(BANK.__name__)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **top,
        "definitions": dict(sorted(definitions.items())),
    }


def text() -> str:
    """The schema as a file."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def _finish(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Describe a model's fields.  Our docstrings speak to those who change the code: they go."""
    schema.pop("description", None)
    schema.pop("title", None)
    for name, given in schema["properties"].items():
        done = _finished(given, name)
        if done.get("default", "") in (None, [], {}):
            del done["default"]
        if name == "allow":
            _offer_rules(done, whole=model is BANK)
        if not (name == "kind" and "const" in done):  # else it is told where kinds are chosen
            done |= _said(described(key_of(model, name)))
        schema["properties"][name] = done


def _finished(given: Any, field: str) -> Any:
    """A part of the schema of a field, in the form that editors answer best to."""
    if isinstance(given, list):
        return [_finished(one, field) for one in given]
    if not isinstance(given, dict):
        return given
    for name, part in _PARTS.items():
        if given == part:
            return {"$ref": _DEFINITIONS + name}
    done = {name: _finished(one, field) for name, one in given.items()}
    choices = done.get("oneOf") or done.get("anyOf") or ()
    refs = [c["$ref"].removeprefix(_DEFINITIONS) for c in choices if "$ref" in c]
    if len(refs) > 1:
        return _by_kind([m for m in models() if m.__name__ in refs])
    if done.get("pattern") in PATTERNS:
        done["patternErrorMessage"] = PATTERNS[done["pattern"]]
    if "enum" in done:
        done |= _words(field, done["enum"])
    return done


def _by_kind(options: Sequence[type[BaseModel]]) -> dict[str, Any]:
    """One of several models, chosen by ``kind``.

    With ``oneOf`` an editor that finds a fault could only say that nothing fits; so it names the
    fault within the kind meant.
    """
    names = [_kind(option) for option in options]
    first, *others = options
    kind = {"enum": names, **_words("kind", names), **_said(described(key_of(first, "kind")))}
    common = [n for n in first.model_fields if all(n in o.model_fields for o in others)]
    fields = {n: {"$ref": _DEFINITIONS + key_of(first, n)} for n in common if n != "kind"}
    return {
        "type": "object",
        "properties": {"kind": kind},
        "required": ["kind"],
        "allOf": [
            {"if": {"not": {"required": ["kind"]}}, "then": {"properties": fields}},
            *(
                {
                    "if": {"properties": {"kind": {"const": name}}, "required": ["kind"]},
                    "then": {"$ref": _DEFINITIONS + option.__name__},
                }
                for name, option in zip(names, options, strict=True)
            ),
        ],
    }


def _words(field: str, known: Sequence[str]) -> dict[str, list[str]]:
    """What is said of the words that a field may have."""
    keys = [f"{'language' if word in LANGUAGES else field}={word}" for word in known]
    said = [_said(described(key), between=" ") for key in keys]
    return {
        "enumDescriptions": [one["description"] for one in said],
        "markdownEnumDescriptions": [one["markdownDescription"] for one in said],
    }


def _in_languages(part: dict[str, Any]) -> dict[str, Any]:
    """A part that says something in several languages, with the name of each."""
    mapping, plain = part["anyOf"]
    named = {
        code: one | _said(described(f"language={code}"), between=" ")
        for code, one in mapping["properties"].items()
    }
    return {"anyOf": [mapping | {"properties": named}, plain]}


def _shared(definitions: dict[str, Any]) -> dict[str, Any]:
    """Fields that several models have alike: each is taken out of them and told once."""
    users: dict[str, list[tuple[dict[str, Any], str]]] = {}
    for model in models():
        fields = definitions[model.__name__]["properties"]
        for name in fields:
            users.setdefault(key_of(model, name), []).append((fields, name))
    shared = {}
    for key, places in users.items():
        forms = [fields[name] for fields, name in places]
        if len(forms) > 1 and all(form == forms[0] for form in forms):
            shared[key] = forms[0]
            for fields, name in places:
                fields[name] = {"$ref": _DEFINITIONS + key}
    return shared


def _offer_rules(schema: dict[str, Any], *, whole: bool) -> None:
    """Name the item-writing rules; ``whole`` is for the head of the bank, which has its own."""
    reasons = schema["additionalProperties"]
    schema["properties"] = {
        rule.id: {**reasons, "description": rule.reason}
        for rule in RULES.values()
        if rule.bank or not whole
    }
    schema["additionalProperties"] = False


def _said(by_language: dict[str, str], between: str = "\n\n") -> dict[str, str]:
    """A description in all languages, plainly and as Markdown."""
    plain = [f"{NAMES[code]}: {said}" for code, said in by_language.items()]
    marked = [f"**{NAMES[code]}:** {said}" for code, said in by_language.items()]
    return {"description": between.join(plain), "markdownDescription": between.join(marked)}
