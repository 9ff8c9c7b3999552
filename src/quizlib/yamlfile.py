"""A YAML file as plain data that remembers where everything stands.

PyYAML composes the nodes, which carry line and column; we turn them into data ourselves, so that
duplicate fields, runaway aliases and values that YAML 1.1 takes for something else (``no``,
``1.10``, dates) can be named with their place.  Composing with the garbage collector paused takes
a fraction of what ``yaml.load`` needs.
"""

from __future__ import annotations

import datetime
import gc
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from quizlib.errors import BankError, Problem, problem

Place = tuple[int, int]
Path_ = Sequence[str | int]

MEGABYTE = 1024 * 1024
LARGEST = 100 * MEGABYTE
#: A bank needs about ten levels; composing recurses, so a limit must hold before it.
DEEPEST = 100
#: Values after aliases are unfolded, for a file of any size.
MOST_VALUES = 20_000_000
#: A file may always unfold to this many values, and beyond that to this many times its own.
FREE_VALUES, ALIAS_FACTOR = 100_000, 20

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: What libyaml says, with what helps.  The first that is part of its message counts.
_HINTS = (
    (
        "mapping values are not allowed",
        "A text with a colon must be in quotes; otherwise check the indentation here.",
    ),
    ("undefined alias", "A text that begins with `*` must be in quotes."),
    (
        "cannot start any token",
        "A text that begins with one of @ ` % must be in quotes.",
    ),
    ("unexpected end of stream", "A quotation mark is opened here and never closed."),
    ("unknown escape character", "Use single quotes, or write each \\ twice."),
    ("did not find expected ',' or ']'", "A square bracket `[` is opened and never closed."),
    ("did not find expected ',' or '}'", "A brace `{` is opened and never closed."),
    (
        "did not find expected '-' indicator",
        "This line is not indented like the list entries above it.",
    ),
    (
        "did not find expected key",
        "Check the indentation; quotes inside a quoted text must differ from the outer ones.",
    ),
    (
        "could not find expected ':'",
        "A field needs a colon and a space after its name; a long text must be in quotes.",
    ),
    ("control characters", "Delete the invisible character."),
)

#: YAML's own name of a scalar type → how an author calls it
_FOUND = {
    "bool": "yes or no",
    "int": "a number",
    "float": "a number",
    "timestamp": "a date",
    "null": "nothing",
    "str": "a text",
}


@dataclass
class Source:
    """One file: its data, and the place of each value.

    ``data`` holds dicts, lists, str, bool, int, float, date and None.  Where one value is used
    through several aliases, it is one object.
    """

    file: str
    data: Any
    _root: yaml.Node | None

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

    def raw(self, path: Path_) -> str:
        """What the file says at ``path``, if it is a single value there; otherwise empty."""
        node, left = self._walk(path)
        return node.value if isinstance(node, yaml.ScalarNode) and not left else ""

    def found(self, path: Path_) -> str:
        """What stands at ``path``, in an author's words."""
        node, _ = self._walk(path)
        if isinstance(node, yaml.MappingNode):
            return "fields"
        if isinstance(node, yaml.SequenceNode):
            return "a list"
        return _FOUND.get(_short(node), "a text") if node else "nothing"

    def _walk(self, path: Path_) -> tuple[yaml.Node | None, Path_]:
        """The deepest node on the way to ``path``, and the steps that were left."""
        node = self._root
        for i, step in enumerate(path):
            if isinstance(node, yaml.MappingNode):
                inner = next((v for k, v in node.value if k.value == step), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                inner = node.value[step] if step < len(node.value) else None
            else:
                inner = None
            if inner is None:
                return node, path[i:]
            node = inner
        return node, ()


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
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        raise fail("not-utf8", line=line, column=column, byte=error.start) from None
    if not text.strip():
        raise fail("empty-file")
    if deep := _too_deep(text):
        raise fail("too-deep", line=deep[0], column=deep[1], limit=DEEPEST)
    root = _compose(text, fail)
    if root is None:
        raise fail("empty-file")
    problems: list[Problem] = []
    data = _Conversion(label, problems).run(root)
    return Source(label, data, root), problems


def _compose(text: str, fail: Callable[..., BankError]) -> yaml.Node | None:
    paused = gc.isenabled()
    gc.disable()
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
        return node
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        line = before.count("\n") + 1
        column = error.position - before.rfind("\n")
        raise fail("yaml", line=line, column=column, **_explain(str(error.reason))) from None
    except yaml.MarkedYAMLError as error:
        if tabs := _tabs(text):
            raise BankError(
                p for line, column in tabs for p in fail("tab", line=line, column=column).problems
            ) from None
        said = error.problem or ""
        # An opened bracket or quote shows where it opens, not where the file ends.
        opened = "end of stream" in said or "',' or" in said
        mark = (error.context_mark if opened else None) or error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        if "another document" in said:
            raise fail("several-documents", line=line, column=column) from None
        raise fail("yaml", line=line, column=column, **_explain(said)) from None
    finally:
        if paused:
            gc.enable()


def _explain(said: str) -> dict[str, str]:
    hint = next((mend for part, mend in _HINTS if part in said), "Check quotes and indentation.")
    return {"reason": said, "hint": hint}


def _tabs(text: str) -> list[Place]:
    """Lines whose indentation holds a tab: what stops the reader nine times out of ten."""
    lines = enumerate(text.splitlines(), start=1)
    return [(n, m.end()) for n, line in lines if (m := re.match(r"[ -]*\t", line))]


def _too_deep(text: str) -> Place | None:
    """Where nesting passes DEEPEST, or None.

    Composing recurses in C and would end the process, so this comes first.  A quick look that can
    only overestimate passes ordinary files; just the others are parsed event by event.
    """
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        depth = max(0, depth + (1 if bracket in "[{" else -1))
        deepest = max(deepest, depth)
    if deepest < DEEPEST and not re.search(rf"^[ ?-]{{{DEEPEST},}}", text, re.MULTILINE):
        return None
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > DEEPEST:
                    return _start(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        return None  # composing will meet the same error and name it
    return None


class _Conversion:
    """Nodes to data; each node once, however many aliases lead to it."""

    def __init__(self, label: str, problems: list[Problem]) -> None:
        self.label = label
        self.problems = problems
        self.constructor = yaml.constructor.SafeConstructor()
        self.done: dict[int, tuple[Any, int]] = {}
        self.open: set[int] = set()
        self.nodes = 0

    def tell(self, code: str, node: yaml.Node, **params: Any) -> None:
        line, column = _start(node)
        self.problems.append(problem(code, file=self.label, line=line, column=column, **params))

    def run(self, root: yaml.Node) -> Any:
        data, unfolded = self.value(root)
        limit = min(MOST_VALUES, max(FREE_VALUES, ALIAS_FACTOR * self.nodes))
        if unfolded > limit:
            raise BankError([problem("alias-bomb", file=self.label, limit=limit)])
        return data

    def value(self, node: yaml.Node) -> tuple[Any, int]:
        """The data of a node, and how many values it unfolds to."""
        if isinstance(node, yaml.ScalarNode):
            self.nodes += 1
            return self.scalar(node), 1
        name = id(node)
        if name in self.done:
            return self.done[name]
        if name in self.open:
            self.tell("alias-loop", node)
            raise BankError(self.problems)
        self.nodes += 1
        self.open.add(name)
        result: tuple[Any, int] = None, 1
        if isinstance(node, yaml.SequenceNode):
            items = [self.value(item) for item in node.value]
            result = [data for data, _ in items], 1 + sum(count for _, count in items)
        elif isinstance(node, yaml.MappingNode):
            result = self.mapping(node)
        self.open.discard(name)
        self.done[name] = result
        return result

    def mapping(self, node: yaml.MappingNode) -> tuple[dict[str, Any], int]:
        data: dict[str, Any] = {}
        first: dict[str, int] = {}
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
                self.tell("duplicate-key", key, key=name, first=first[name])
                continue
            data[name] = value
            first[name] = _start(key)[0]
        return data, total

    def scalar(self, node: yaml.ScalarNode) -> Any:
        tag = _short(node)
        if tag == "str":
            return node.value
        if tag == "null":
            return None
        if tag in ("bool", "int", "float", "timestamp"):
            try:
                value = self.constructor.construct_object(node)
            except ValueError:  # such as 2026-13-45
                return node.value
            return value.date() if isinstance(value, datetime.datetime) else value
        return node.value


def _short(node: yaml.Node) -> str:
    return str(node.tag).rpartition(":")[2]


def _start(node: yaml.Node | yaml.Event | None) -> Place:
    if node is None or node.start_mark is None:
        return 1, 1
    return node.start_mark.line + 1, node.start_mark.column + 1
