"""A YAML file as plain data that remembers where everything stands.

PyYAML composes the nodes, which carry line and column; we turn them into data ourselves, so that
duplicate fields, runaway aliases and values that YAML 1.1 takes for something else (``no``,
``1.10``, dates) can be named with their place.  Reading with the garbage collector paused takes
a fraction of what ``yaml.load`` needs.
"""

from __future__ import annotations

import contextlib
import datetime
import gc
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from quizlib.errors import BankError, Phrase, Problem, problem
from quizlib.messages.files import CAUSES

Place = tuple[int, int]
Path_ = Sequence[str | int]

MEGABYTE = 1024 * 1024
LARGEST = 100 * MEGABYTE
#: A bank needs about ten levels.
DEEPEST = 100
#: Values after aliases are unfolded, for a file of any size.
MOST_VALUES = 20_000_000
#: A file may always unfold to this many values, and beyond that to this many times its own.
FREE_VALUES, ALIAS_FACTOR = 100_000, 20

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_TAG = "tag:yaml.org,2002:"
_STR = f"{_TAG}str"
#: YAML's own name of a scalar type → how an author calls it
_FOUND = {"timestamp": "a date", "null": "an empty value"}
_TEXTS = ("str", "value", "merge")
#: What ends a line for YAML, but for no editor: it would shift every line number after it.
_INVISIBLE = {"\x85": "next line", "\u2028": "line separator", "\u2029": "paragraph separator"}


@dataclass
class Source:
    """One file: its data, and the place of each value.

    ``data`` holds dicts, lists, str, bool, int, float, date and None.  Where one value is used
    through several aliases, it is one object.
    """

    file: str
    data: Any
    _root: yaml.Node
    #: the file's characters, line ends as ``\\n``
    text: str

    def place(self, path: Path_) -> Place:
        """Line and column, from 1, of the value at ``path`` or of the nearest one around it."""
        return _start(self._walk(path)[0])

    def key_place(self, path: Path_) -> Place:
        """Line and column of the field *name* that ends ``path``."""
        node, left = self._walk(path[:-1])
        if not left and isinstance(node, yaml.MappingNode):
            for key, _ in node.value:
                if key.value == path[-1]:
                    return _start(key)
        return _start(node)

    def span(self, path: Path_) -> Place:
        """Where in ``text`` the value at ``path`` begins, and where it ends, from 0."""
        node, _ = self._walk(path)
        return node.start_mark.index, node.end_mark.index

    def raw(self, path: Path_) -> str:
        """What the file says at ``path``, if it is a single value there; otherwise empty."""
        node, left = self._walk(path)
        return node.value if isinstance(node, yaml.ScalarNode) and not left else ""

    def found(self, path: Path_) -> Phrase:
        """What stands at ``path``, in an author's words."""
        node, _ = self._walk(path)
        if isinstance(node, yaml.MappingNode):
            return Phrase("fields")
        if isinstance(node, yaml.SequenceNode):
            return Phrase("a list")
        value = _scalar(node)
        if isinstance(value, bool):
            return Phrase("the value {value}", value=str(value).lower())
        if isinstance(value, int | float):
            digits = str(value).removesuffix(".0")
            short = len(node.value) < 30
            return Phrase("the number {digits}", digits=digits) if short else Phrase("a number")
        if value is not None and not str(value).strip():
            return Phrase("an empty text")
        return Phrase(_FOUND.get(_short(node), "a text"))

    def is_odd_number(self, path: Path_) -> bool:
        """Whether YAML takes what stands there for a number that no reader would."""
        return isinstance(_scalar(self._walk(path)[0]), OddNumber)

    def comment_at(self, path: Path_) -> bool:
        """Whether a comment stands where the value at ``path`` is expected."""
        line, column = self.place(path)
        return self.text.split("\n")[line - 1][column - 1 :].lstrip().startswith("#")

    def _walk(self, path: Path_) -> tuple[yaml.Node, Path_]:
        """The deepest node on the way to ``path``, and the steps that were left."""
        node = self._root
        for i, step in enumerate(path):
            if isinstance(node, yaml.MappingNode):
                inner = next((v for k, v in node.value if k.value == step), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                inner = node.value[step] if step < len(node.value) else None
            elif isinstance(node, yaml.SequenceNode):
                inner = node  # the language of a list that a bank with one language writes plainly
            else:
                inner = None
            if inner is None:
                return node, path[i:]
            node = inner
        return node, ()


@contextlib.contextmanager
def collector_paused() -> Iterator[None]:
    """Reading makes many objects and drops few: looking for garbage takes most of its time."""
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            if not gc.get_freeze_count():
                # What was made counts as old; as young, all of it would be looked through at once.
                gc.freeze()
                gc.unfreeze()
            gc.enable()


@collector_paused()
def read(path: Path, label: str) -> tuple[Source, list[Problem]]:
    """Read a YAML file; ``label`` names it in messages.

    Returns the data with every problem that leaves something to read (duplicate fields, say).
    Raises BankError where nothing can be read.
    """

    def fail(code: str, *, line: int = 0, column: int = 0, **params: Any) -> BankError:
        return BankError([problem(code, file=label, line=line, column=column, **params)])

    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise fail("too-large", size=size // MEGABYTE, limit=LARGEST // MEGABYTE)
        raw = path.read_bytes()
    except OSError as error:
        raise fail("unreadable", reason=error.strerror or "") from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        line, column = _line_column(before, len(before))
        raise fail("not-utf8", line=line, column=column) from None
    if text.startswith("\0", 1) or text.startswith("\0"):  # UTF-16 without its mark
        raise fail("not-utf8", line=1, column=1)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise fail("empty-file")
    for character, name in _INVISIBLE.items():
        if character in text:
            line, column = _line_column(text, text.index(character))
            raise fail("yaml-invisible", line=line, column=column, name=Phrase(name))
    root = _compose(text, fail)
    if root is None:
        raise fail("empty-file")
    problems: list[Problem] = []
    data = _Conversion(label, problems).run(root)
    return Source(label, data, root, text), problems


def _compose(text: str, fail: Callable[..., BankError]) -> yaml.Node | None:
    try:
        bounded: Any = type("_BoundedLoader", (_Bounded, _Loader), {})
        node: yaml.Node | None = yaml.compose(text, Loader=bounded)
        return node
    except _TooDeep as error:
        line, column = error.place
        raise fail("too-deep", line=line, column=column, limit=DEEPEST) from None
    except yaml.reader.ReaderError as error:
        code = ord(error.character) if isinstance(error.character, str) else error.character
        line, column = _line_column(text, text.find(chr(code)))
        raise fail("yaml-invisible", line=line, column=column, name=f"U+{code:04X}") from None
    except yaml.MarkedYAMLError as error:
        raise _explained(error, text, fail) from None


def _explained(error: yaml.MarkedYAMLError, text: str, fail: Callable[..., BankError]) -> BankError:
    """What stopped YAML, pointed at where a person would."""
    lines = text.split("\n")
    there = error.problem_mark or error.context_mark
    if there is None:
        return fail("yaml", said=error.problem)
    tabs = [(n, m.end()) for n, line in enumerate(lines, 1) if (m := re.match(r"[ -]*\t", line))]
    if any(line == there.line + 1 for line, _ in tabs):
        return BankError(
            p for line, column in tabs for p in fail("tab", line=line, column=column).problems
        )
    said = f"{error.context or ''} {error.problem or ''}"
    if "another document" in said:
        return fail("several-documents", line=there.line + 1, column=there.column + 1)
    code = next((code for part, code in CAUSES if re.search(part, said)), "yaml")
    opening = error.context_mark
    before = lines[there.line][: there.column].rstrip()[-1:] if there.line < len(lines) else ""
    if code == "yaml-bracket" and opening and opening.line == there.line:
        code = "yaml-in-bracket"
    elif code == "yaml-indent" and before and before in "\"'":
        code = "yaml-after-apostrophe" if before == "'" else "yaml-after-quote"
        quoted, _ = _before(text, there)
        if quoted and quoted.line < there.line:  # it swallowed lines up to the next mark
            code, there = "yaml-quote", quoted
    elif code == "yaml-closing" and there.index >= len(text.rstrip()):
        _, bracket = _before(text, there)
        code, there = ("yaml-bracket", bracket) if bracket else ("yaml", there)
    elif code == "yaml-indent" and before and before in "]}":
        code = "yaml-after-bracket"
    elif code in ("yaml-bracket", "yaml-quote", "yaml-no-colon", "yaml-star", "yaml-tag"):
        there = opening or there  # where it begins, not where the reader gave up
    if there.line >= len(lines):  # the end of a file whose last line is not ended
        return fail(code, line=len(lines), column=len(lines[-1]) + 1, char="", said=error.problem)
    char = lines[there.line][there.column : there.column + 1]
    return fail(code, line=there.line + 1, column=there.column + 1, char=char, said=error.problem)


def _before(text: str, there: yaml.Mark) -> tuple[yaml.Mark | None, yaml.Mark | None]:
    """Where the last value before ``there`` begins, and the innermost bracket open there."""
    value = None
    brackets: list[yaml.Mark] = []
    with contextlib.suppress(yaml.YAMLError):
        for token in yaml.scan(text, Loader=_Loader):
            if token.start_mark.index >= there.index:
                break
            if isinstance(token, yaml.ScalarToken):
                value = token.start_mark
            elif isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
                brackets.append(token.start_mark)
            elif isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken):
                brackets.pop()
    return value, brackets[-1] if brackets else None


class _TooDeep(Exception):
    """Nesting passes DEEPEST in the collection at ``place``."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.place = place


class _Bounded:
    """What makes a loader give up where nesting passes DEEPEST.

    Composing recurses in C: a file nested deeper would overflow the stack and end the process.
    The two methods are those that PyYAML calls before and after each node.
    """

    depth = 0

    def descend_resolver(self, parent: yaml.Node, index: Any) -> None:
        self.depth += 1
        if self.depth > DEEPEST + 1:  # whatever stands in a collection at DEEPEST is well
            raise _TooDeep(_start(parent))

    def ascend_resolver(self) -> None:
        self.depth -= 1


class _Conversion:
    """Nodes to data; each node once, however many aliases lead to it."""

    def __init__(self, label: str, problems: list[Problem]) -> None:
        self.label = label
        self.problems = problems
        self.done: dict[int, tuple[Any, int]] = {}
        self.open: set[int] = set()
        self.nodes = 0
        self.heavy: yaml.Node | None = None

    def tell(self, code: str, node: yaml.Node, **params: Any) -> None:
        line, column = _start(node)
        self.problems.append(problem(code, file=self.label, line=line, column=column, **params))

    def run(self, root: yaml.Node) -> Any:
        data, unfolded = self.value(root)
        limit = min(MOST_VALUES, max(FREE_VALUES, ALIAS_FACTOR * self.nodes))
        if unfolded > limit:
            self.tell("alias-bomb", self.heavy or root, limit=limit)
            raise BankError(self.problems)
        return data

    def value(self, node: yaml.Node) -> tuple[Any, int]:
        """The data of a node, and how many values it unfolds to."""
        if isinstance(node, yaml.ScalarNode):
            self.nodes += 1
            return node.value if node.tag == _STR else self.scalar(node), 1
        name = id(node)
        if name in self.done:
            return self.done[name]
        if name in self.open:
            self.tell("alias-loop", node)
            raise BankError(self.problems)
        if len(self.open) == DEEPEST:
            self.tell("too-deep", node, limit=DEEPEST)
            raise BankError(self.problems)
        self.nodes += 1
        self.open.add(name)
        result: tuple[Any, int] = None, 1
        if isinstance(node, yaml.SequenceNode):
            items = [self.value(item) for item in node.value]
            result = [data for data, _ in items], 1 + sum(count for _, count in items)
        elif isinstance(node, yaml.MappingNode):
            result = self.mapping(node)
        if _short(node) not in ("map", "seq"):
            self.tell("yaml-tag", node)
        if self.heavy is None and result[1] > FREE_VALUES:
            self.heavy = node
        self.open.discard(name)
        self.done[name] = result
        return result

    def mapping(self, node: yaml.MappingNode) -> tuple[dict[str, Any], int]:
        data: dict[str, Any] = {}
        first: dict[str, yaml.Node] = {}
        total = 1
        for key, inner in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.tell("key-not-text", key)
                continue
            if key.tag.endswith(":merge"):
                self.tell("merge-key", key)
                continue
            # Field names are words, whatever YAML takes them for: `no:`, `true:`, `1:`.
            name = key.value
            value, count = self.value(inner)
            total += count
            if name in data:
                self.tell("duplicate-key", key, key=name, first=_start(first[name])[0])
                continue
            data[name] = value
            first[name] = key
        return data, total

    def scalar(self, node: yaml.ScalarNode) -> Any:
        if _short(node) not in (*_TEXTS, "bool", "int", "float", "timestamp", "null"):
            self.tell("yaml-tag", node)
        return _scalar(node)


_PLAIN_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?")


class OddNumber(float):
    """A number that YAML alone takes for this one: 010 for 8, 1:30 for 90, 0x1F for 31."""


def _scalar(node: yaml.Node) -> Any:
    """The value that YAML sees in a scalar; what it cannot be, such as 2026-13-45, is a text."""
    tag = _short(node)
    if tag not in ("bool", "int", "float", "timestamp", "null"):
        return node.value
    try:
        value = yaml.constructor.SafeConstructor().construct_object(node)
    except (ValueError, KeyError, IndexError, AttributeError):  # also `!!bool abc` and the like
        return node.value
    if type(value) in (int, float) and not _PLAIN_NUMBER.fullmatch(node.value):
        return OddNumber(value)
    return value.date() if isinstance(value, datetime.datetime) else value


def _short(node: yaml.Node) -> str:
    tag = str(node.tag)
    return tag.removeprefix(_TAG) if tag.startswith(_TAG) else ""


def _line_column(text: str, position: int) -> Place:
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


def _start(node: yaml.Node | yaml.Event | None) -> Place:
    if node is None or node.start_mark is None:
        return 1, 1
    return node.start_mark.line + 1, node.start_mark.column + 1
