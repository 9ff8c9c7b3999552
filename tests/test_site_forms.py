"""The forms of the lessons as Word files, read back by the library and as XML."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from site_fixtures import Site, contents, words
from small_course import WORDS, form, small_course

from quizlib.locale import strings
from quizlib.site.build import build
from quizlib.site.languages import CODES

LOCALES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
LESSON = "press-service-and-pr"


def opened(site: Site, language: str, page: str = "lesson") -> Document:
    return docx.Document(str(site.out / language / "forms" / f"{page}.{language}.docx"))


def lines(document: Document) -> list[tuple[str, str]]:
    """(style, text) of every paragraph, and of every row with its cells between bars."""
    found = []
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            found.append((str(block.style.name if block.style else ""), block.text))
        elif isinstance(block, Table):
            found += [("row", "|".join(cell.text for cell in row.cells)) for row in block.rows]
    return found


@pytest.mark.parametrize("language", CODES)
def test_the_form_has_all_that_the_section_has(small_site: Site, language: str) -> None:
    heading, note, first, second, part, press = WORDS[language]
    assert lines(opened(small_site, language)) == [
        ("Heading 1", heading),
        ("Note", note),
        ("List Number", first),
        ("List Number", second),
        ("Normal", f"{second}: №\N{NO-BREAK SPACE}5 {first} A1. {press}"),
        ("Heading 2", part),
        ("List Bullet", first),
        ("List Bullet 2", second),
        ("List Number", second),
        ("row", f"{first}|{second}"),
        ("row", f"{part}|"),
        ("row", "1.|"),
        ("Normal", ""),
    ]


def test_what_is_strong_or_stressed_stays_so(small_site: Site) -> None:
    paragraph = next(p for p in opened(small_site, "en").paragraphs if "№" in p.text)
    look = {run.text: (run.bold, run.italic) for run in paragraph.runs}
    assert look["Second"] == (True, None)
    assert look["First"] == (None, True)
    assert look["A1"] == (None, None)
    assert not list(paragraph._p.iter(qn("w:hyperlink"))), "a link is plain text"


def test_each_numbered_list_begins_with_1(small_site: Site) -> None:
    document: Any = opened(small_site, "en")
    numbers = [
        p._p.pPr.numPr.numId.val for p in document.paragraphs if p.style.name == "List Number"
    ]
    assert numbers[0] == numbers[1] != numbers[2]
    numbering = document.part.numbering_part.element
    for number in numbers:
        (start,) = numbering.num_having_numId(number).iter(qn("w:startOverride"))
        assert start.get(qn("w:val")) == "1"


def test_a_table_can_be_filled_in(small_site: Site) -> None:
    (table,) = opened(small_site, "en").tables
    head, *rows = (row._tr for row in table.rows)
    assert head.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert all(run.bold for p in table.rows[0].cells[0].paragraphs for run in p.runs)
    for row in table.rows[1:]:
        assert row.height is not None
        assert row.height.mm >= 9
    assert all(tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None for tr in rows)
    widths = [column.width.mm for column in table.columns if column.width]
    assert sum(widths) == pytest.approx(170, abs=2)
    assert widths[1] > widths[0], "what is to be written needs more room than a number"


@pytest.mark.parametrize("language", CODES)
def test_the_document_says_what_it_is_and_nothing_of_the_machine(
    small_site: Site, language: str
) -> None:
    document = opened(small_site, language)
    page = document.sections[0]
    assert page.page_width is not None
    assert page.page_height is not None
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    course = words(small_site.page(language, "lesson").xpath("//title")[0]).split(" — ")[-1]
    title = words(small_site.page(language, "lesson").xpath("//h1")[0]).rstrip("#")
    assert page.footer.paragraphs[0].text == f"{course} · {title} · 2026, CC BY 4.0"
    about = document.core_properties
    assert (about.title, about.subject, about.author) == (title, course, course)
    assert about.language == LOCALES[language]
    assert about.last_modified_by == course
    assert (str(about.created)[:10], str(about.modified)[:10]) == ("2000-01-01", "2000-01-01")
    assert (about.comments, about.keywords) == ("", "")
    styles = document.styles.element
    assert {e.get(qn("w:val")) for e in styles.iter(qn("w:lang"))} == {LOCALES[language]}


def test_the_file_is_a_sound_archive_with_fixed_times(small_site: Site) -> None:
    data = (small_site.out / "kk/forms/lesson.kk.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "thumbnail" in name]


@pytest.mark.parametrize("language", CODES)
def test_the_page_leads_to_the_form_below_its_box(small_site: Site, language: str) -> None:
    (section,) = small_site.page(language, "lesson").xpath(
        "//section[@id='take-to-work' or .//span[@id='take-to-work']][h2]"
    )
    (link,) = section.xpath("./p[@class='form-download']/a")
    assert words(link) == strings(language)["form_download"]
    assert link.get("href") == f"forms/lesson.{language}.docx"
    (before,) = section.xpath("./p[@class='form-download']/preceding-sibling::*[1]")
    assert "take" in str(before.get("class"))
    assert not small_site.page(language, "intro").xpath("//*[@class='form-download']")


def test_forms_follow_their_pages_from_build_to_build(root: Path, tmp_path: Path) -> None:
    course, out = small_course(root, tmp_path / "course"), tmp_path / "out"
    page = course / "book/en/lesson.md"
    original = page.read_text(encoding="utf-8")

    def forms() -> dict[str, bytes]:
        build(course, out, ["en"], lambda line: None)
        return {n: data for n, data in contents(out).items() if n.endswith(".docx")}

    first = forms()
    assert list(first) == ["en/forms/lesson.en.docx"]
    page.write_text(original.replace("№", "No."), encoding="utf-8")
    (edited,) = forms().values()
    assert "No." in "".join(text for _, text in lines(docx.Document(io.BytesIO(edited))))
    page.write_text(original.replace(form("en"), ""), encoding="utf-8")
    assert forms() == {}
    page.write_text(original, encoding="utf-8")
    assert forms() == first


IN_LABEL = "ancestor::span[@class='cell-label']"


@pytest.mark.parametrize("language", CODES)
def test_the_form_of_lesson_3_is_whole(site: Site, language: str) -> None:
    document = opened(site, language, LESSON)
    section = site.page(language, LESSON).xpath(
        "//section[@id='take-to-work' or ./span[@id='take-to-work']]"
    )[0]
    said = " ".join(" ".join(text for _, text in lines(document)).split())
    headings = [text for style, text in lines(document) if style.startswith("Heading")]
    assert headings == [words(h).rstrip("#") for h in section.xpath(".//h2 | .//h3")]
    assert len(document.tables) == len(section.xpath(".//table")) > 0
    for table, shown in zip(document.tables, section.xpath(".//table"), strict=True):
        cells = [cell.text for row in table.rows for cell in row.cells]
        # What names a cell on a phone has no place in the file: its table stays one.
        for label in shown.xpath(".//td//span[@class='cell-label']"):
            assert words(label) in [words(head) for head in shown.xpath(".//th")]
        texts = [
            " ".join("".join(cell.xpath(f".//text()[not({IN_LABEL})]")).split())
            for cell in shown.xpath(".//th | .//td")
        ]
        assert [" ".join(cell.split()) for cell in cells] == texts
    items = section.xpath(".//li")
    assert len(items) >= 3
    for item in items:
        assert words(item.xpath("./p")[0]) in said
