"""What a page of the book is made of, apart from its words: so that editions can be compared."""

from __future__ import annotations

import ast
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode

from quizlib.stub import Stub, parse

_ANCHOR = re.compile(r"^\(([\w-]+)\)=[ \t]*$", re.MULTILINE)
_DIRECTIVE = re.compile(
    r"^[ \t]*(?::{3,}|`{3,})\{(?P<name>[\w-]+)\}[ \t]*(?P<argument>[^\n]*)"
    r"(?P<options>(?:\n[ \t]*:[\w-]+:[^\n]*)*)",
    re.MULTILINE,
)
_OPTION = re.compile(r"^[ \t]*:(class|name):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^(#{1,6}) ", re.MULTILINE)
_TABLE = re.compile(r"^\|[ \t]*:?-.*$", re.MULTILINE)
_REFERENCE = re.compile(r"\[([AF]\d+)\]\(source\.md#[af]\d+\)")
#: A code block, whose lines are no Markdown.  One that begins with a brace is a directive.
_FENCE = re.compile(
    r"^(?P<mark>`{3,}|~{3,})(?P<directive>\{)?.*?^(?P=mark)[ \t]*$", re.MULTILINE | re.DOTALL
)

#: What the editions have alike in one cell, under the words that messages use for it.
Features = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """One page of one edition: ``cells`` in order; a Markdown page counts as one cell."""

    lang: str
    #: path below ``book/<lang>`` without its ending; the same in every edition
    name: str
    #: path from the course, as messages name it
    file: str
    cells: list[NotebookNode]
    #: one for each cell
    features: list[Features]

    @property
    def anchors(self) -> set[str]:
        """Every name on the page that a link can lead to."""
        return {name for f in self.features for name in (*f["anchors"], *f["names"])}

    @property
    def stubs(self) -> list[Stub]:
        """The quizzes of the page, in order."""
        return [stub for cell in self.cells for stub in stored_stubs(cell)]


def cell_features(cell: NotebookNode) -> Features:
    """The structure of a cell: what a translation leaves as it is."""
    features: Features = {
        "cell types": cell.cell_type,
        "tags": sorted(cell.metadata.get("tags", [])),
    }
    if cell.cell_type == "code":
        features["code lines"] = _code_shape(cell.source)
    return features | _text_features(cell.source if cell.cell_type == "markdown" else "")


def _text_features(text: str) -> Features:
    # A directive is kept whole: its last line would else be taken for the first of a block.
    text = _FENCE.sub(lambda block: block[0] if block["directive"] else "", text)
    boxes, names, figures = [], [], []
    for found in _DIRECTIVE.finditer(text):
        options = dict(_OPTION.findall(found["options"]))
        boxes.append(f"{found['name']} {options.get('class', '')}".strip())
        if "name" in options:
            names.append(options["name"])
        if found["name"] in ("figure", "image"):
            figures.append(found["argument"].strip())
    return {
        "anchors": _ANCHOR.findall(text),
        "heading levels": [len(marks) for marks in _HEADING.findall(text)],
        "boxes": boxes,
        "names": names,
        "figures": figures,
        "tables": len(_TABLE.findall(text)),
        # Counted, not listed: the order of words differs between languages.
        "claims and facts": dict(sorted(Counter(_REFERENCE.findall(text)).items())),
    }


class _Blank(ast.NodeTransformer):
    """Code without what editions say differently: texts, and the language of a quiz."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if not is_show(node):
            return self.generic_visit(node)
        node.keywords = [k for k in node.keywords if k.arg != "lang"]
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Constant("") if isinstance(node.value, str) else node


def _code_shape(source: str) -> str:
    try:
        return ast.unparse(_Blank().visit(parse_code(source)))
    except SyntaxError:
        return ""


def parse_code(source: str) -> ast.Module:
    """The syntax tree of a cell, IPython's own commands made Python.  Raises SyntaxError."""
    manager: Any = TransformerManager  # IPython does not type it
    return ast.parse(str(manager().transform_cell(source)))


def is_show(node: ast.AST) -> bool:
    """Whether this is ``show(…)`` or ``quizlib.show(…)``."""
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    if isinstance(called, ast.Attribute):
        return called.attr == "show" and ast.unparse(called.value) == "quizlib"
    return isinstance(called, ast.Name) and called.id == "show"


def wanted_stub(call: ast.Call) -> Stub | None:
    """The stub that this ``show(…)`` gives; None where its arguments are computed."""
    try:
        args = [ast.literal_eval(arg) for arg in call.args]
        fields = {str(k.arg): ast.literal_eval(k.value) for k in call.keywords}
        return Stub.asked(*args, **fields)
    except (ValueError, TypeError):
        return None


def stored_stubs(cell: NotebookNode) -> list[Stub]:
    """The quizzes stored below a cell."""
    texts = (output.get("data", {}).get("text/html", "") for output in cell.get("outputs", []))
    return [stub for stub in map(parse, texts) if stub]


def cell_name(cells: list[NotebookNode], index: int) -> str:
    """How a message names a cell: its number, and the section it stands in."""
    anchors = [
        name
        for cell in cells[: index + 1]
        if cell.cell_type == "markdown"
        for name in _ANCHOR.findall(cell.source)
    ]
    return f"cell {index + 1} ({anchors[-1]})" if anchors else f"cell {index + 1}"
