"""The generated parts of the authors' guide: fields of a bank, and what commands take.

A part stands in a page of the guide between two comment lines of MyST, ``% begin fields single``
and ``% end fields``.  What is between them is rendered here from what the code says of itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import typer

from quizlib.cli import app
from quizlib.kinds import KINDS
from quizlib.model import LANGUAGES
from quizlib.schema import Row, bank_rows, json_schema, key_of, kind_rows, models, words

_PART = re.compile(
    r"^% begin (?P<what>fields|help) (?P<name>[a-z ]+)\n.*?^% end (?P=what)$",
    re.MULTILINE | re.DOTALL,
)

#: What is said around the fields, by language.
_SAID: Mapping[str, Mapping[str, str]] = {
    "kk": {
        "needed": "міндетті",
        "optional": "міндетті емес",
        "otherwise": "жазылмаса, `{}`",
        "texts": "әр тілде",
        "inside": "Ішінде: {}.",
        "inside both": "Ішінде: {}; міндетті емес: {}.",
        "inside optional": "Ішінде, бәрі міндетті емес: {}.",
        "blank": "`{}` түріндегі бос орында тағы мынадай өрістер болады:",
        "word": "{} — {}",
        "help": "Барлық параметр (ағылшынша)",
    },
    "ru": {
        "needed": "обязательно",
        "optional": "не обязательно",
        "otherwise": "если не указано, `{}`",
        "texts": "на каждом языке",
        "inside": "Внутри: {}.",
        "inside both": "Внутри: {}; не обязательно: {}.",
        "inside optional": "Внутри, всё не обязательно: {}.",
        "blank": "У пропуска вида `{}` есть ещё такие поля:",
        "word": "{} — {}",
        "help": "Все параметры (на английском)",
    },
    "en": {
        "needed": "needed",
        "optional": "optional",
        "otherwise": "otherwise `{}`",
        "texts": "in each language",
        "inside": "Inside: {}.",
        "inside both": "Inside: {}; optional: {}.",
        "inside optional": "Inside, all optional: {}.",
        "blank": "A gap of kind `{}` also has these fields:",
        "word": "{} – {}",
        "help": "All arguments and options",
    },
}


def parts(text: str) -> list[tuple[str, str]]:
    """The generated parts that a page has, such as ("fields", "single"), in order."""
    return [(found["what"], found["name"]) for found in _PART.finditer(text)]


def renewed(text: str, lang: str) -> str:
    """A page with each of its generated parts as the code says it now.  Raises KeyError."""

    def part(found: re.Match[str]) -> str:
        what, name = found["what"], found["name"]
        return f"% begin {what} {name}\n\n{_RENDER[what](name, lang)}\n% end {what}"

    return _PART.sub(part, text)


# ---- fields


def sections() -> list[str]:
    """The names under which fields stand, in the order of the page."""
    return ["bank", "common", "part", *KINDS]


def fields(name: str, lang: str) -> str:
    """The fields of a section as a definition list.  Raises KeyError."""
    if name == "bank":
        return _list(list(bank_rows()), lang)
    if name == "common":
        return _list([row for row in kind_rows("single") if row.path in _common()], lang)
    if name == "part":
        return _list(list(_of_parts()), lang)
    alike, by_mark = _sorted(own_rows(name))
    told = [_list(alike, lang)]
    for mark, rows in by_mark.items():
        told += [_SAID[lang]["blank"].format(mark) + "\n", _list(rows, lang)]
    return "\n".join(told)


def own_rows(kind: str) -> list[Row]:
    """The fields of a kind without those that every question has alike."""
    rows = list(kind_rows(kind))
    return [r for r in rows if r.path not in _common() or not r.key.startswith("Question.")]


@cache
def _common() -> frozenset[tuple[str, ...]]:
    every = [{row.path for row in kind_rows(kind) if len(row.path) == 1} for kind in KINDS]
    return frozenset(set.intersection(*every))


def _of_parts() -> Iterator[Row]:
    """What parts of questions have alike, told once: their ``id`` and their ``see``."""
    for name in ("id", "see"):
        yield next(
            Row((name,), row.key, row.required, row.default, row.description)
            for row in kind_rows("single")
            if row.key == f"Part.{name}"
        )


def _sorted(rows: list[Row]) -> tuple[list[Row], dict[str, list[Row]]]:
    """Fields as a file names them, and by kind of blank those that not every blank has."""
    by_mark: dict[str, list[Row]] = {}
    for row in rows:
        if mark := re.search(r"\[(\w+)\]", ".".join(row.path)):
            by_mark.setdefault(mark[1], []).append(_unmarked(row))
    first = next(iter(by_mark.values()), [])
    shared = [row for row in first if all(row in others for others in by_mark.values())]
    alike = []
    for row in rows:
        if row.path == _unmarked(row).path:
            alike.append(row)
            alike += [one for one in shared if one.path[:-1] == row.path]
    return alike, {mark: [r for r in own if r not in shared] for mark, own in by_mark.items()}


def _unmarked(row: Row) -> Row:
    path = tuple(re.sub(r"\[\w+\]$", "", step) for step in row.path)
    return Row(path, row.key, row.required, row.default, row.description)


def _list(rows: list[Row], lang: str) -> str:
    said, items = _SAID[lang], []
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        if row.key.startswith("Part.") and len(row.path) > 1:
            continue  # named where its part is told, and described once for all
        about = row.description[lang]
        path = ".".join(row.path)
        term = [f"`{path}`", said["needed" if row.required else "optional"]]
        default = _yaml(row.default)
        if default and f"`{default}`" not in about:
            term[1] += "; " + said["otherwise"].format(default)
        if "#/definitions/Text'" in str(_schema(row.key)):
            term.append(said["texts"])
        lines = [" · ".join(term), f": {about}"]
        if inside := _inside(row, rows, lang):
            lines += ["", f"  {inside}"]
        known = _words(row.key)
        if known and known not in seen:
            seen.add(known)
            lines += ["", *(f"  - {line}" for line in _told(row, known, lang))]
        items.append("\n".join(lines) + "\n")
    return "\n".join(items)


def _inside(row: Row, rows: Iterable[Row], lang: str) -> str:
    """What stands inside of a field, the needed ones first."""
    below = [r for r in rows if r.path[:-1] == row.path]
    needed = ", ".join(f"`{r.path[-1]}`" for r in below if r.required)
    optional = ", ".join(f"`{r.path[-1]}`" for r in below if not r.required)
    said = _SAID[lang]
    if not needed:
        return said["inside optional"].format(optional) if optional else ""
    return said["inside both" if optional else "inside"].format(needed, optional)


def _told(row: Row, known: Iterable[str], lang: str) -> Iterator[str]:
    """Each word that a field may have, with what it means."""
    name = row.path[-1]
    table = words("language" if set(known) <= set(LANGUAGES) else name)
    for word in known:
        code = f"[`{word}`](#fields-{word})" if row.key == "Question.kind" else f"`{word}`"
        yield _SAID[lang]["word"].format(code, table[word][lang])


def _yaml(value: Any) -> str:
    """A default as it would be typed; empty where there is none."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


_whole = cache(json_schema)


@cache
def _schema(key: str) -> Any:
    """What the JSON Schema says of the field that has this description."""
    whole = _whole()
    known = whole["definitions"]
    if key in known:
        return known[key]
    owner, _, name = key.partition(".")
    if owner in ("Bank", "BankHead"):
        return whole["properties"][name]
    return next(
        known[model.__name__]["properties"][name]
        for model in models()
        if name in known.get(model.__name__, {}).get("properties", {})
        and key_of(model, name) == key
    )


def _words(key: str) -> tuple[str, ...]:
    """The words that a field may have, where it is told; none where it is free."""
    if key in ("Bank.questions", "Scale.bloom"):
        return ()
    if key == "Question.kind":
        return tuple(KINDS)
    if key == "Blank.kind":
        return ("text", "number", "choice")
    schema = _schema(key)
    return tuple(w for w in schema.get("enum", schema.get("items", {}).get("enum", ())) if w)


# ---- commands


@cache
def commands() -> dict[str, Any]:
    """Every command by what is typed after `quizlib`, with its context: "check", "new bank"."""
    found: dict[str, Any] = {}

    def collect(command: Any, typed: str, above: Any) -> None:
        context = command.context_class(command, info_name=typed.split()[-1], parent=above)
        inner = getattr(command, "commands", {})
        if not inner:
            found[typed.partition(" ")[2]] = context
        for name, one in inner.items():
            collect(one, f"{typed} {name}", context)

    collect(typer.main.get_command(app), "quizlib", None)
    return found


def help_(name: str, lang: str) -> str:
    """What `quizlib NAME --help` says, folded, without the boxes.  Raises KeyError."""
    context = commands()[name]
    command = context.command
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    items = [_parameter(one, context) for one in command.params]
    return "\n".join(
        [
            "<details>",
            f"<summary>{_SAID[lang]['help']}</summary>",
            '<div lang="en">',
            "",
            _plain(command.help),
            "",
            f"```text\n{usage}\n```",
            "",
            *items,
            "</div>",
            "</details>",
            "",
        ]
    )


def _parameter(one: Any, context: Any) -> str:
    term, about = one.get_help_record(context)
    if one.param_type_name == "argument":
        term = one.name
    term = re.sub(r"<list\[(.*?)\]>", r"<\1>", term).replace(" range>", ">")
    # A switch is off unless it is named: nothing to be told.
    about = re.sub(r" *\[default: no-[\w-]+\]", "", about)
    about = re.sub(r" *\[default: (.+?)\]", r" Default: `\1`.", about)
    about = re.sub(r" *\[required\]", " Required.", about)
    about = re.sub(r" *\[(\d+)<=x<=(\d+)\]", r" From \1 to \2.", about)
    return f"`{term}`\n: {_plain(about)}\n"


def _plain(text: str) -> str:
    """A help text as a paragraph of Markdown."""
    paragraphs = "\n\n".join(" ".join(one.split()) for one in text.split("\n\n"))
    between = paragraphs.split("`")  # every second is code
    between[::2] = (re.sub(r"([<*_])", r"\\\1", one) for one in between[::2])
    return "`".join(between)


_RENDER: Mapping[str, Callable[[str, str], str]] = {"fields": fields, "help": help_}
