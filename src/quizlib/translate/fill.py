"""Translations into the text of a bank, everything else left as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from quizlib.translate.scalars import (
    in_braces,
    line_end,
    literal,
    reworded,
    value_end,
    value_start,
)
from quizlib.translate.texts import Text, Way, Words
from quizlib.yamlfile import Place, Source
from quizlib.yamltext import Edit, quoted


class SharedError(Exception):
    """A text cannot be changed alone, since it serves several places."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.key)
        self.text = text


def edits(source: Source, changes: Iterable[tuple[Text, Words]], language: str) -> list[Edit]:
    """What puts these texts in place of those that the bank has in ``language``.

    Raises SharedError.
    """
    done: dict[int, Edit] = {}
    for text, words in changes:
        way: Way = (*text.way, language)
        for edit in _changed(source, way, text.words[language], words):
            if done.setdefault(edit.start, edit) != edit:
                raise SharedError(text)
    return list(done.values())


def _changed(source: Source, way: Way, old: Words, new: Words) -> Iterator[Edit]:
    if isinstance(new, str) or isinstance(old, str):
        yield reworded(source, way, str(new))
        return
    for i, (before, after) in enumerate(zip(old, new, strict=False)):
        if before != after:
            yield reworded(source, (*way, i), after)
    ends = [value_end(source.text, *source.span((*way, i))) for i in range(len(old))]
    braces = _opening(source, way) == "["
    if not braces:
        ends = [line_end(source.text, end) for end in ends]
    if len(new) < len(old):
        yield Edit(ends[len(new) - 1], ends[-1], "")
    elif len(new) > len(old):
        start, _ = source.span((*way, len(old) - 1))
        hyphen = source.text.rfind("-", 0, start)
        before_each = ", " if braces else "\n" + " " * _column(source.text, hyphen) + "- "
        yield Edit(ends[-1], ends[-1], "".join(before_each + quoted(w) for w in new[len(old) :]))


def _opening(source: Source, way: Way) -> str:
    at = value_start(source.text, source.span(way)[0])
    return source.text[at : at + 1]


def _column(text: str, at: int) -> int:
    """How many characters stand before ``at`` on its line."""
    return at - text.rfind("\n", 0, at) - 1


# ---- a further language


def added(
    source: Source,
    texts: Iterable[Text],
    words: Mapping[str, Words],
    language: str,
    source_language: str,
) -> list[Edit]:
    """What adds a language: an entry in every text, and one in ``languages``.

    Raises SharedError where a text stands in two places and gets two translations.
    """
    done: dict[int, Edit] = {}
    for text in texts:
        edit = _entry(source, text, words[text.key], language)
        if done.setdefault(edit.start, edit) != edit:
            raise SharedError(text)
    old: list[str] = list(source.data["languages"])
    for edit in _changed(source, ("languages",), old, [*old, language]):
        # `en` needs no quotes
        done[edit.start] = Edit(edit.start, edit.end, edit.text.replace(f'"{language}"', language))
    if "source_language" not in source.data:
        at = _index(source.text, source.key_place(("languages",)))
        gap = ", " if in_braces(source, ("languages",)) else "\n" + " " * _column(source.text, at)
        done[at] = Edit(at, at, f"source_language: {source_language}{gap}")
    return list(done.values())


def _entry(source: Source, text: Text, words: Words, language: str) -> Edit:
    """The edit that adds one language to one text."""
    data: Any = source.data
    for step in text.way:
        data = data[step]
    if not isinstance(data, dict):
        return _from_one(source, text, words, language)
    spans = [source.span((*text.way, code)) for code in data]
    last = max(value_end(source.text, *span) for span in spans)
    if _opening(source, text.way) == "{":
        return Edit(last, last, f", {language}: {_on_one_line(words)}")
    first = next(iter(data))
    column = source.key_place((*text.way, first))[1] - 1
    sibling = _opening(source, (*text.way, first))
    at = line_end(source.text, last)
    entry = _lines(language, words, column, block=sibling in "|>-")
    return Edit(at, at, "\n" + entry)


def _from_one(source: Source, text: Text, words: Words, language: str) -> Edit:
    """A text that a bank with one language writes plainly, as one of two."""
    [(first, old)] = text.words.items()
    old = old.strip() if isinstance(old, str) else old
    start, end = source.span(text.way)
    start, end = value_start(source.text, start), value_end(source.text, start, end)
    raw = source.text[start:end]
    if in_braces(source, text.way):
        kept = raw if raw[:1] in ("'", '"', "[") else _on_one_line(old)
        return Edit(start, end, f"{{{first}: {kept}, {language}: {_on_one_line(words)}}}")
    if isinstance(text.way[-1], int):  # an entry of a list: its hyphen stands before it
        column = _column(source.text, start)
        before = ""
    else:
        column = source.key_place(text.way)[1] + 1
        start = len(source.text[:start].rstrip())
        before = "\n"
    block = raw[:1] in ("|", ">", "-")
    own = " " * column + f"{first}: {raw}"
    if "\n" in raw:
        own = _lines(first, old, column, block=block)
    written = own + "\n" + _lines(language, words, column, block=block)
    return Edit(start, end, before + (written if before else written.lstrip(" ")))


def _on_one_line(words: Words) -> str:
    if isinstance(words, str):
        return quoted(words)
    return "[" + ", ".join(map(quoted, words)) + "]"


def _lines(language: str, words: Words, column: int, *, block: bool) -> str:
    """The lines of one language of a text; as ``block`` where its neighbours stand so."""
    name = " " * column + f"{language}:"
    if isinstance(words, list):
        if block:
            return "\n".join([name, *(" " * (column + 2) + f"- {quoted(w)}" for w in words)])
        return f"{name} {_on_one_line(words)}"
    if block and (lines := literal(words, column + 2)) is not None:
        return f"{name} |-\n{lines}"
    return f"{name} {quoted(words)}"


def _index(text: str, place: Place) -> int:
    """Where in ``text`` a line and column are."""
    line, column = place
    at = 0
    for _ in range(line - 1):
        at = text.index("\n", at) + 1
    return at + column - 1
