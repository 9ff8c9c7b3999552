"""The texts of the course with their places, for the check of spelling.

Whatever a reader or an author sees in a language is looked at: pages and notebooks, figures, banks,
course data, the interface, messages, templates.  What is no language is left out by rule: code,
addresses, the names of fields, comment lines, wrong answers that a bank accepts.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from babel.messages.pofile import read_po
from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from quizlib.messages import MESSAGES
from quizlib.messages.phrases import PHRASES
from quizlib.model import LANGUAGES

#: Stands for a span of code, so that an ending joined to it can be told from a word.
CODE = "\N{OBJECT REPLACEMENT CHARACTER}"


class Text(NamedTuple):
    """A piece of text without markup, in one language; the line counts from 1."""

    language: str
    words: str
    file: str
    line: int


def texts(root: Path) -> Iterator[Text]:
    """All texts of the course in ``root``."""
    for code in LANGUAGES:
        book = root / "book" / code
        for file in _below(book, "*.md"):
            yield from _placed(markdown(file.read_text("utf-8"), code), root, file)
        for file in _below(book, "*.ipynb"):
            yield from _placed(notebook(file.read_text("utf-8"), code), root, file)
        for file in _below(book, "*.svg"):
            yield from _placed(drawing(file, code), root, file)
    package = root / "src" / "quizlib"
    for folder in (root / "quizzes", root / "course", package / "templates"):
        for file in _below(folder, "*.yml"):
            yield from _placed(in_yaml(file.read_text("utf-8")), root, file)
    for file in _below(package, "*.json"):
        yield from _placed(in_json(file.read_text("utf-8"), file.stem), root, file)
    for file in _below(package, "*.py"):
        yield from _placed(in_python(file.read_text("utf-8"), file), root, file)
    for file in _below(root / "i18n", "*.po"):
        yield from _placed(catalog(file), root, file)


Placed = Iterable[tuple[str, str, int]]


def _below(folder: Path, pattern: str) -> list[Path]:
    return sorted(p for p in folder.rglob(pattern) if not any(x[0] == "." for x in p.parts[1:]))


def _placed(found: Placed, root: Path, file: Path) -> Iterator[Text]:
    name = file.relative_to(root).as_posix()
    for code, words, line in found:
        yield Text(code, words, name, line)


# ---- Markdown

#: Directives whose argument is a path or a language; of others it is a title.
_NO_TITLE = {"figure", "image", "code-block", "code"}
#: Directives that hold no text.
_NO_TEXT = {"code-block", "code", "toctree", "raw", "math"}
_DIRECTIVE = re.compile(r"\{([\w-]+)\}\s*(.*)", re.DOTALL)
_OPTION = re.compile(r":([\w-]+):[ \t]*(.*)")
_LANG = re.compile(r'<div[^>]* lang="(\w+)"')
_TAG = re.compile(r"<[^>]*>")


@cache
def _parser() -> MarkdownIt:
    extensions = {"colon_fence", "deflist", "attrs_inline", "attrs_block"}
    return create_md_parser(MdParserConfig(enable_extensions=extensions), RendererHTML)


def markdown(text: str, language: str, line: int = 1) -> Iterator[tuple[str, str, int]]:
    """Text with places; ``line`` is that of the first line.

    A block in ``<div lang="en">`` is in that language.
    """
    spoken = language
    place = line
    for token in _parser().parse(text):
        place = line + token.map[0] if token.map else place
        if token.type == "inline":
            yield from ((spoken, words, at) for words, at in _inline(token, place))
        elif token.type == "html_block":
            if found := _LANG.search(token.content):
                spoken = found[1]
            for offset, words in enumerate(token.content.split("\n")):
                yield spoken, _TAG.sub(" ", words), place + offset
            if "</div>" in token.content:
                spoken = language
        elif token.type in ("fence", "colon_fence"):
            yield from _directive(token, spoken, place)


def _inline(token: Token, line: int) -> Iterator[tuple[str, int]]:
    piece = ""
    for child in token.children or ():
        if child.type in ("text", "image"):
            piece += child.content
        elif child.type in ("code_inline", "html_inline", "myst_role"):
            piece += CODE
        elif child.type in ("softbreak", "hardbreak"):
            yield piece, line
            piece = ""
            line += 1
    yield piece, line


def _directive(token: Token, language: str, line: int) -> Iterator[tuple[str, str, int]]:
    found = _DIRECTIVE.fullmatch(token.info.strip())
    if found is None:
        return
    name, argument = found.groups()
    if name not in _NO_TITLE:
        yield from markdown(argument, language, line)
    lines = token.content.split("\n")
    at = 0
    while at < len(lines) and (option := _OPTION.match(lines[at])):
        if option[1] == "alt":
            yield language, option[2], line + at + 1
        at += 1
    if name not in _NO_TEXT:
        yield from markdown("\n".join(lines[at:]), language, line + at + 1)


def notebook(text: str, language: str) -> Iterator[tuple[str, str, int]]:
    """The Markdown of a stored notebook, which has a line for each line of a cell."""
    rows = [row.strip().removesuffix(",") for row in text.split("\n")]
    at = 0
    for cell in json.loads(text)["cells"]:
        if cell["cell_type"] != "markdown":
            continue
        source = cell["source"]
        lines = source if isinstance(source, list) else source.splitlines(keepends=True)
        places = []
        for line in lines:
            stored = json.dumps(line, ensure_ascii=False)
            at = rows.index(stored, at) if stored in rows[at:] else at
            places.append(at + 1)
            at += 1
        for code, words, row in markdown("".join(lines), language):
            yield code, words, places[row - 1] if 0 < row <= len(places) else at


# ---- other files


def drawing(file: Path, language: str) -> Iterator[tuple[str, str, int]]:
    """What a figure says, and what is said of it to who cannot see it."""
    for element in etree.parse(file).iter():
        if isinstance(element.tag, str) and not element.tag.endswith("}style"):
            line = element.sourceline if isinstance(element.sourceline, int) else 0
            for words in (element.text, element.tail, element.get("aria-label")):
                yield language, words or "", line


def in_yaml(text: str) -> Iterator[tuple[str, str, int]]:
    """Every text that stands under a language."""

    def walk(node: yaml.Node | None, language: str) -> Iterator[tuple[str, str, int]]:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == "accept":
                    continue
                if key.value == "mistakes":
                    yield from mistakes(value)
                    continue
                yield from walk(value, key.value if key.value in LANGUAGES else language)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                yield from walk(value, language)
        elif isinstance(node, yaml.ScalarNode) and language:
            yield from markdown(node.value, language, node.start_mark.line + 1)

    def mistakes(node: yaml.Node) -> Iterator[tuple[str, str, int]]:
        """Of a mistake, only what is said of it."""
        for entry in node.value if isinstance(node, yaml.SequenceNode) else ():
            for key, value in entry.value if isinstance(entry, yaml.MappingNode) else ():
                if key.value == "feedback":
                    yield from walk(value, "")

    yield from walk(yaml.compose(text, Loader=yaml.CSafeLoader), "")


def in_json(text: str, name: str) -> Iterator[tuple[str, str, int]]:
    """Every text of a file named after a language, or that stands under one."""
    rows = text.split("\n")
    at = 0

    def walk(value: Any, language: str) -> Iterator[tuple[str, str, int]]:
        nonlocal at
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from walk(inner, key if key in LANGUAGES else language)
        elif isinstance(value, list):
            for inner in value:
                yield from walk(inner, language)
        elif isinstance(value, str) and language:
            stored = json.dumps(value, ensure_ascii=False)
            at = next((n for n in range(at, len(rows)) if stored in rows[n]), at)
            for code, words, _ in markdown(value, language):
                yield code, words, at + 1

    yield from walk(json.loads(text), name if name in LANGUAGES else "")


#: Tables of endings and of words to be found in questions: data, no text.
_DATA = {"kazakh.py", "wording.py", "words.py"}
_ENGLISH = {text for both in MESSAGES.values() for text in both} | set(PHRASES)


def in_python(text: str, file: Path) -> Iterator[tuple[str, str, int]]:
    """Texts that stand under a language in a table; in ``messages``, the English ones."""
    if file.name in _DATA:
        return
    tree = ast.parse(text)
    own = "messages" in file.parts
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value in LANGUAGES:
                    yield from _constants(value, str(key.value))
        elif own and isinstance(node, ast.Constant) and node.value in _ENGLISH:
            yield from _marked_up(node, "en")


def _constants(value: ast.expr, language: str) -> Iterator[tuple[str, str, int]]:
    for node in ast.walk(value):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from _marked_up(node, language)


def _marked_up(node: ast.Constant, language: str) -> Iterator[tuple[str, str, int]]:
    for code, words, _ in markdown(str(node.value), language):
        yield code, words, node.lineno


def catalog(file: Path) -> Iterator[tuple[str, str, int]]:
    """What a catalog of the theme's words says; its folder is named after the language."""
    language = next(part for part in reversed(file.parts) if part in LANGUAGES)
    with file.open("rb") as stream:
        for message in read_po(stream):
            said = [message.string] if isinstance(message.string, str) else message.string
            for words in (said or ()) if message.id else ():
                yield language, _TAG.sub(" ", words), message.lineno or 0
