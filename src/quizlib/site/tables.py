"""Tables that a phone can show: below a certain width each row is a block of named cells.

A table of three columns or more runs out of a phone's screen, and what is out of sight is not
read.  So each of its cells carries the head of its column in a label, which the styles show only
where the rows stand one below the other; the labels are text, for rows drawn as blocks are no table
any more to a screen reader.  Beside a column of questions, the empty one for the answers gets the
width for words.
"""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

#: Classes: of a table whose rows may be stacked, the label of a cell, the head of a column to fill.
STACKED, LABEL, TO_FILL = "stacked", "cell-label", "to-fill"
#: So many columns fit the narrowest phone.
TWO = 2


class NamedCells(SphinxPostTransform):
    """Names the cells of wide tables, and marks the column to write in of narrow ones."""

    # After references are resolved: a label is the text of its head.
    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Called by Sphinx for each page that is written."""
        for table in self.document.findall(nodes.table):
            head = next(iter(table.findall(nodes.thead)), None)
            body = next(iter(table.findall(nodes.tbody)), None)
            if head is None or body is None:
                continue
            heads = list(head.findall(nodes.entry))
            rows = [list(row.findall(nodes.entry)) for row in body.findall(nodes.row)]
            _mark_column_to_fill(heads, rows)
            if len(heads) > TWO:
                table["classes"].append(STACKED)
                for row in rows:
                    for title, cell in zip(heads, row, strict=False):
                        _name(cell, title.astext())


def _mark_column_to_fill(heads: list[nodes.entry], rows: list[list[nodes.entry]]) -> None:
    """The second of two columns, where it is empty: words are expected there, not a tick."""
    if len(heads) == TWO and not any(row[-1].astext().strip() for row in rows):
        heads[-1]["classes"].append(TO_FILL)


def _name(cell: nodes.entry, title: str) -> None:
    if not title:
        return
    label = nodes.raw("", f'<span class="{LABEL}">{escape(title)}</span> ', format="html")
    first = cell.children[0] if cell.children else None
    # Within the paragraph: beside another child docutils would not write it without <p>.
    (first if isinstance(first, nodes.paragraph) else cell).insert(0, label)
