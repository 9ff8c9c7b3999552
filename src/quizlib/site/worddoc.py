"""A section of a page as an editable Word file: what it says, and room to write in.

What is a link on the site is plain text here; pictures and questions are left out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import docx
from docutils import nodes
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from quizlib.officefile import timeless

#: Language of an edition → of a document.
LOCALES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
FONT = "Calibri"
NOTE, SMALL = "Note", "Footer"
_MARGIN, _WIDTH, _HEIGHT = Mm(20), Mm(210), Mm(297)
#: Enough for a line by hand.
_ROW_TO_FILL = Mm(10)
#: How wide a column wants to be, in letters: one to write in, and the bounds of all.
_TO_FILL, _NARROW, _WIDE = 24, 12, 60
_LEFT_OUT = (nodes.raw, nodes.image, nodes.comment, nodes.target, nodes.system_message)
_SPACES = re.compile(r"[ \t\n]+")
_LETTER = re.compile(r"[^\W\d_]")


class Labels(NamedTuple):
    """What the document says of itself."""

    title: str
    course: str
    licence: str
    language: str


def word_document(section: nodes.section, labels: Labels, skip: str) -> bytes:
    """The file; the same bytes for the same section.  Nodes of the class ``skip`` are left out."""
    document = docx.Document()
    _set_up(document, labels)
    _Writer(document, skip).blocks(section, 1)
    written = io.BytesIO()
    document.save(written)
    return timeless(written.getvalue())


# ---- the empty document


def _set_up(document: Document, labels: Labels) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = _WIDTH, _HEIGHT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
    _set_styles(document, LOCALES[labels.language])
    footer = page.footer.paragraphs[0]
    footer.text = " · ".join((labels.course, labels.title, labels.licence))
    about = document.core_properties
    about.title, about.subject = labels.title, labels.course
    about.author = about.last_modified_by = labels.course
    about.language, about.comments, about.keywords = LOCALES[labels.language], "", ""
    # The picture of an empty page that python-docx has in its template.
    package = document.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[name]


def _set_styles(document: Document, locale: str) -> None:
    """One font in one language, in colours that print well."""
    styles: Any = document.styles
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    for name in ("w:val", "w:eastAsia", "w:bidi"):
        language.set(qn(name), locale)
    note = styles.add_style(NOTE, WD_STYLE_TYPE.PARAGRAPH)
    note.base_style = styles["Normal"]
    note.paragraph_format.left_indent = Mm(4)
    _add_border(note)
    sizes = {"Normal": 11, "Heading 1": 18, "Heading 2": 14, "Heading 3": 12, "Heading 4": 11}
    for name, size in (sizes | {SMALL: 9}).items():
        style = styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):  # the theme's fonts would win over the one named
            del fonts.attrib[attribute]
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{kind}"), FONT)
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
    styles["Normal"].paragraph_format.space_after = Pt(6)


def _add_border(style: Any) -> None:
    """A line at the left of a note, as the site draws beside a box."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "24"), ("space", "8"), ("color", "0A4B66")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    style.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


# ---- its content


class _Writer:
    """Puts nodes into a document, one after another."""

    def __init__(self, document: Document, skip: str) -> None:
        self._document = document
        self._skip = skip

    def blocks(self, parent: nodes.Element, level: int, style: str = "Normal") -> None:
        """What stands in a section, a box or an item."""
        for node in parent.children:
            if isinstance(node, nodes.Element) and not self._is_left_out(node):
                self._block(node, level, style)

    def _is_left_out(self, node: nodes.Element) -> bool:
        return isinstance(node, _LEFT_OUT) or self._skip in node.get("classes", ())

    def _block(self, node: nodes.Element, level: int, style: str) -> None:
        if isinstance(node, nodes.section):
            self.blocks(node, level + 1, style)
        elif isinstance(node, nodes.title):
            self._title(node, level)
        elif isinstance(node, nodes.bullet_list | nodes.enumerated_list):
            self._list(node, 1)
        elif isinstance(node, nodes.table):
            self._table(node)
        elif isinstance(node, nodes.Admonition):
            self.blocks(node, level, NOTE)
        elif isinstance(node, nodes.TextElement):
            _write(node, self._document.add_paragraph(style=style))
        else:
            self.blocks(node, level, style)

    def _title(self, node: nodes.title, level: int) -> None:
        if isinstance(node.parent, nodes.section):
            _write(node, self._document.add_heading(level=min(level, 4)))
        else:  # of a box
            _write(node, self._document.add_paragraph(style=NOTE), bold=True)

    def _list(self, node: nodes.Element, depth: int) -> None:
        kind = "List Bullet" if isinstance(node, nodes.bullet_list) else "List Number"
        style = kind if depth == 1 else f"{kind} {min(depth, 3)}"
        number = _restarted(self._document, style) if kind == "List Number" else None
        for item in node.findall(nodes.list_item):
            if item.parent is node:
                self._item(item, style, number, depth)

    def _item(self, item: nodes.list_item, style: str, number: int | None, depth: int) -> None:
        """An item: its first paragraph has the mark or the number, the others stand below it."""
        is_first = True
        for child in item.children:
            if isinstance(child, nodes.bullet_list | nodes.enumerated_list):
                self._list(child, depth + 1)
            elif isinstance(child, nodes.TextElement):
                below = "List Continue" if depth == 1 else f"List Continue {min(depth, 3)}"
                paragraph = self._document.add_paragraph(style=style if is_first else below)
                if is_first and number is not None:
                    _set_number(paragraph, number)
                _write(child, paragraph)
                is_first = False
            elif isinstance(child, nodes.Element) and not self._is_left_out(child):
                self._block(child, 4, "Normal")

    def _table(self, node: nodes.table) -> None:
        head = [row for part in node.findall(nodes.thead) for row in part.findall(nodes.row)]
        body = [row for part in node.findall(nodes.tbody) for row in part.findall(nodes.row)]
        texts = [[_plain(cell) for cell in row.findall(nodes.entry)] for row in (*head, *body)]
        table = self._document.add_table(0, len(texts[0]), style="Table Grid")
        for index, row in enumerate((*head, *body)):
            is_head = index < len(head)
            added = table.add_row()
            _keep_whole(added, repeated=is_head)
            if not is_head and not all(map(_LETTER.search, texts[index])):
                added.height, added.height_rule = _ROW_TO_FILL, WD_ROW_HEIGHT_RULE.AT_LEAST
            for cell, there in zip(added.cells, row.findall(nodes.entry), strict=True):
                self._cell(cell, there, is_head=is_head)
        _set_widths(table, _wanted(texts, len(head)))
        self._document.add_paragraph()

    def _cell(self, cell: Any, node: nodes.entry, *, is_head: bool) -> None:
        paragraph = cell.paragraphs[0]
        for index, child in enumerate(node.findall(nodes.paragraph)):
            paragraph = cell.add_paragraph() if index else paragraph
            _write(child, paragraph, bold=is_head)
        for each in cell.paragraphs:
            each.paragraph_format.space_after = Pt(0)


def _write(node: nodes.Element, paragraph: Paragraph, *, bold: bool = False) -> None:
    """The text of a paragraph, as runs of one look each."""
    for text, is_bold, is_italic in _runs(node, bold, False):
        run = paragraph.add_run(text)
        run.bold, run.italic = is_bold or None, is_italic or None


def _runs(node: nodes.Element, bold: bool, italic: bool) -> Iterator[tuple[str, bool, bool]]:
    for child in node.children:
        if isinstance(child, nodes.Text):
            # Of white space only what the author bound together stays as it is.
            yield _SPACES.sub(" ", child.astext()), bold, italic
        elif isinstance(child, nodes.Element) and not isinstance(child, _LEFT_OUT):
            yield from _runs(
                child,
                bold or isinstance(child, nodes.strong),
                italic or isinstance(child, nodes.emphasis),
            )


def _plain(node: nodes.Element) -> str:
    return "".join(text for text, _, _ in _runs(node, False, False)).strip()


def _restarted(document: Document, style: str) -> int:
    """A numbering that looks as the style has it and begins with 1: Word would go on counting."""
    numbering: Any = document.part.numbering_part.element
    styles: Any = document.styles
    number = styles[style].element.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(number).abstractNumId.val
    added = numbering.add_num(abstract)
    added.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(added.numId)


def _set_number(paragraph: Paragraph, number: int) -> None:
    properties: Any = paragraph._p.get_or_add_pPr()
    of_list = properties.get_or_add_numPr()
    of_list.get_or_add_ilvl().val = 0
    of_list.get_or_add_numId().val = number


def _keep_whole(row: _Row, *, repeated: bool) -> None:
    """A row does not break across pages; that of the headings stands on each page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if repeated:
        properties.append(OxmlElement("w:tblHeader"))


def _wanted(texts: list[list[str]], head: int) -> list[int]:
    """How wide each column wants to be: by its longest text, or wide enough to write in."""
    wanted = []
    for column in zip(*texts, strict=True):
        longest = max(map(len, column))
        to_fill = not any(map(_LETTER.search, column[head:]))
        wanted.append(min(max(longest, _TO_FILL if to_fill else _NARROW), _WIDE))
    return wanted


def _set_widths(table: Table, wanted: list[int]) -> None:
    table.autofit = False
    room = _WIDTH - 2 * _MARGIN
    for column, letters in zip(table.columns, wanted, strict=True):
        width = Mm(round(room / Mm(1) * letters / sum(wanted)))
        column.width = width
        for cell in column.cells:
            cell.width = width
