"""Questions found in a file to the data of one bank: languages joined, ids unique, places kept.

A question that stands there several times with one id, each time in another language, is one
question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from quizlib.errors import Phrase, Problem
from quizlib.exchange.base import Imported, Spot, parted
from quizlib.exchange.build import Builder, Built, Data
from quizlib.exchange.build_kinds import TYPES
from quizlib.exchange.found import Broken, Found, Said, told
from quizlib.exchange.multilang import ANY
from quizlib.exchange.names import Names
from quizlib.exchange.sending import AUTONYMS
from quizlib.model import LANGUAGES


def assembled(
    found: Sequence[Found], path: Path, head: Mapping[str, Any], problems: list[Problem]
) -> Imported:
    """The bank that a file holds; ``problems`` are what its reader has met already."""
    file = path.as_posix()
    bank_head, defaults = parted(head)
    groups: dict[str, list[Built]] = {}
    taken = Names()
    for each in found:
        built = _built(each, file, defaults, problems)
        if built is None:
            continue
        name = built.data["id"]
        together = groups.get(name, [])
        spoken = [other.language for other in together]
        if together and built.language and ANY not in spoken and built.language not in spoken:
            together.append(built)
        else:
            fresh = taken.free(name)
            built.data["id"] = fresh
            groups[fresh] = [built]
    joined = [one for group in groups.values() if (one := _joined(group, file, problems))]
    languages = _languages(joined, bank_head)
    questions, places = [], dict[str, Spot]()
    faulty = set()
    for i, built in enumerate(joined):
        if any(item.severity == "error" for item in built.problems):
            faulty.add(i)
        questions.append(_said_in(built.data, languages, bank_head))
        for inner, spot in built.places.items():
            places[f"questions[{i}]{'.' if inner else ''}{inner}"] = spot
    if not found and not problems:
        problems.append(told("nothing-to-import", file, (0, 0, "")))
    problems.sort(key=lambda item: (item.line, item.column))
    titles = _titles(found)
    return Imported(
        _head(bank_head, languages, titles, path.stem), questions, places, problems, faulty
    )


def _built(
    found: Found, file: str, defaults: Mapping[str, Any], problems: list[Problem]
) -> Built | None:
    """One question as ours; None where that is not possible, which is told."""
    if found.type not in TYPES:
        what = Phrase("a question of the type {type}", type=found.type)
        problems.append(told("not-imported", file, found.spot, warning=True, what=what))
        return None
    builder = Builder(found, file, defaults)
    try:
        data = builder.common()
        prompt = builder.said(found.text) if found.type != "cloze" else Said()
        if prompt:
            data["prompt"] = prompt
        data |= TYPES[found.type](builder)
        data["id"] = builder.id(prompt or data.get("text", Said()))
    except Broken as broken:
        problems.append(broken.problem)
        return None
    built = builder.finished(data)
    problems += built.problems
    return built


# ---- several languages


class _Differ(Exception):
    """Two languages do not say the same."""

    def __init__(self, words: str, **fields: Any) -> None:
        self.what = Phrase(words, **fields)


def _joined(group: list[Built], file: str, problems: list[Problem]) -> Built | None:
    """The question of all its languages; None where they do not agree, which is told."""
    first, *others = group
    for other in others:
        try:
            first.data = _merged(first.data, other.data)
        except _Differ as differ:
            params: dict[str, Any] = {
                "first": first.language,
                "second": other.language,
                "what": differ.what,
            }
            name = first.data["id"]
            problems.append(told("languages-differ", file, other.spot, id=name, **params))
            return None
    return first


#: Fields that say what is right; they must be the same in all languages.
_KEY = ("kind", "correct", "answer", "tolerance", "factor", "bins", "several")


def _merged(one: Any, other: Any, name: str = "") -> Any:
    if isinstance(one, Said) and isinstance(other, Said):
        return Said({**one, **other})
    if isinstance(one, dict) and isinstance(other, dict):
        for key in set(one) ^ set(other):
            if key in _KEY:
                raise _Differ("`{field}` stands in one of them only", field=key)
        both = {key: _merged(one[key], other[key], key) for key in one if key in other}
        return {**other, **one, **both}
    if isinstance(one, list) and isinstance(other, list):
        if len(one) != len(other):
            counts = {"one": len(one), "other": len(other)}
            raise _Differ("{one} and {other} in the list `{field}`", field=name, **counts)
        return [_merged(a, b, name) for a, b in zip(one, other, strict=True)]
    if one != other and name in _KEY:
        raise _Differ("`{field}` is {one} and {other}", field=name, one=one, other=other)
    return one


def _named(value: Any) -> set[str]:
    """The languages that the texts of some data are in."""
    if isinstance(value, Said):
        return set(value)
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set().union(*map(_named, inner)) if inner else set()


def _own(head: Mapping[str, Any]) -> str:
    """The language of what says nothing of its language."""
    given = head.get("languages") or []
    return given[0] if given else LANGUAGES[0]


def _languages(questions: Sequence[Built], head: Mapping[str, Any]) -> list[str]:
    named = [_named(built.data) for built in questions]
    found = set().union(*named) - {ANY}
    if not found or any(names <= {ANY} for names in named):
        found.add(_own(head))
    return [name for name in LANGUAGES if name in found]


def _said_in(data: Data, languages: Sequence[str], head: Mapping[str, Any]) -> Data:
    """The data as a bank file holds it.

    What belongs to no language stands in all of the question's languages; where it has none, it is
    in the language of the head.
    """
    spoken = [name for name in LANGUAGES if name in _named(data)] or [_own(head)]

    def plain(value: Any) -> Any:
        if isinstance(value, Said):
            texts = dict.fromkeys(spoken, value[ANY]) if ANY in value else {}
            texts |= {name: text for name, text in value.items() if name}
            return texts[languages[0]] if list(texts) == list(languages[:1]) == languages else texts
        if isinstance(value, dict):
            return {name: plain(inner) for name, inner in value.items()}
        return [plain(inner) for inner in value] if isinstance(value, list) else value

    return {name: plain(value) for name, value in data.items()}


# ---- the head


def _titles(found: Sequence[Found]) -> dict[str, str]:
    """The title of the bank by language, from the categories; without one it is under ANY."""
    titles: dict[str, str] = {}
    for one in found:
        names = [n.replace("\0", "/") for n in one.category.replace("//", "\0").split("/")]
        names = [n for n in names if n and n not in ("$course$", "$module$", "$system$", "top")]
        spoken = next((tag.removeprefix("lang:") for tag in one.tags if tag[:5] == "lang:"), ANY)
        if names and AUTONYMS.get(spoken) == names[-1]:
            names.pop()
        if names:
            titles.setdefault(spoken, names[-1])
    return titles


def _head(
    head: Mapping[str, Any], languages: list[str], titles: Mapping[str, str], stem: str
) -> dict[str, Any]:
    title = head.get("title")
    by_language = title if isinstance(title, dict) else dict.fromkeys(languages, title)
    texts = {
        name: by_language.get(name) or titles.get(name) or titles.get(ANY) or stem
        for name in languages
    }
    done = {"version": 1, **head, "languages": languages}
    done["title"] = texts if len(languages) > 1 else texts[languages[0]]
    if done.get("source_language") not in languages:
        done.pop("source_language", None)
    return done
