"""A model question of each kind, in the author's languages, with comments on what to write.

The models are banks' questions in all languages, with marks: ``#. Question.prompt`` stands for
what ``locale/authors/`` says of that field, ``#. source`` for an entry of ``comments.json``, both
in the author's language; ``$id`` and the like are filled in.  Texts stand one language a line (or
block) below their field, which is all that is needed to take languages out.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from string import Template

from quizlib.locale import author_strings
from quizlib.model import LANGUAGES
from quizlib.yamltext import scalar

#: A comment longer than this goes on in the next line; a bank indents it by two more.
_WIDTH = 96
_COMMENT = re.compile(r"( *)#\. (\S+)")
_LANGUAGE = re.compile(r"( *)(- )?(kk|ru|en):( .*)")


def question(
    kind: str,
    languages: Sequence[str],
    lang: str,
    *,
    id: str,
    objective: str,
    objectives: Mapping[str, str],
) -> str:
    """A model question as YAML, its hyphen in the first column.

    Its texts are in ``languages``; comments are in ``lang``.  ``objectives`` are those that may be
    meant, each with what it says in that language.
    """
    text = Template(_read(f"{kind}.yml")).substitute(id=id, objective=objective)
    lines = _commented(_in_languages(text.split("\n"), languages), lang, objectives)
    return "\n".join(lines)


def bank(
    languages: Sequence[str], lang: str, *, title: str | None, lesson: str, schema: str | None
) -> str:
    """A bank as YAML up to its questions.  ``schema`` leads from the file to the JSON Schema."""
    titles = {code: title or _comments()[code]["bank"] for code in LANGUAGES}
    text = Template(_read("bank.yml")).substitute(
        {f"title_{code}": scalar(words) for code, words in titles.items()},
        lang=lang if lang in languages else languages[0],
        languages=", ".join(languages),
        lesson=scalar(lesson),
    )
    lines = _in_languages(text.split("\n"), languages)
    if len(languages) == 1:  # the language it was first written in goes without saying
        lines = [line for line in lines if not line.startswith("source_language:")]
    first = [f"# yaml-language-server: $schema={schema}"] if schema else []
    return "\n".join([*first, *_commented(["#. example", *lines], lang, {})])


def indented(entry: str) -> str:
    """A question in the indentation of a bank, with an empty line before it."""
    return "\n" + textwrap.indent(entry, "  ")


@cache
def _read(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


@cache
def _comments() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = json.loads(_read("comments.json"))
    return loaded


def _commented(lines: Sequence[str], lang: str, objectives: Mapping[str, str]) -> list[str]:
    """The lines with comments in place of their marks."""
    said = author_strings(lang) | _comments()[lang]
    done: list[str] = []
    for line in lines:
        mark = _COMMENT.fullmatch(line)
        if mark is None:
            done.append(line)
            continue
        start, key = f"{mark[1]}# ", mark[2]
        done += _comment(said[key], start, start)
        if key == "objectives":
            for number, text in objectives.items():
                done += _comment(f"{number}  {text}", start, start + " " * (len(number) + 2))
    return done


def _comment(text: str, first: str, further: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=further,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _in_languages(lines: Sequence[str], languages: Sequence[str]) -> list[str]:
    """The lines with texts in these languages only; where it is one, without naming it."""
    done: list[str] = []
    at = 0
    while at < len(lines):
        first = _LANGUAGE.fullmatch(lines[at])
        if first is None:
            done.append(lines[at])
            at += 1
            continue
        hyphen = first[2] or ""
        column = len(first[1] + hyphen)
        texts: dict[str, list[str]] = {}  # what follows the colon, and the lines below it
        while at < len(lines) and (entry := _LANGUAGE.fullmatch(lines[at])):
            if len(entry[1] + (entry[2] or "")) != column or entry[3] in texts:
                break
            texts[entry[3]] = [entry[4]]
            at += 1
            while at < len(lines) and _belongs(lines, at, column):
                texts[entry[3]].append(lines[at])
                at += 1
        if len(languages) == 1:
            head, *body = texts[languages[0]]
            start = f"{first[1]}-" if hyphen else done.pop()
            done += [start + head, *(line[2:] for line in body)]
            continue
        for n, code in enumerate(languages):
            head, *body = texts[code]
            start = first[1] + hyphen if n == 0 else " " * column
            done += [f"{start}{code}:{head}", *body]
    return done


def _belongs(lines: Sequence[str], at: int, column: int) -> bool:
    """Whether a line goes on with the text in the field at ``column``."""
    rest = next((line for line in lines[at:] if line.strip()), "")
    return rest.startswith(" " * (column + 1))
