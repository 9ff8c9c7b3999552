"""Tables as they are built: cells that name their columns, and columns to write in."""

from __future__ import annotations

import pytest
from site_fixtures import Site, words

from quizlib.site.languages import CODES
from quizlib.site.tables import LABEL, STACKED, TO_FILL

#: A lesson with tables of two columns and of more, some of them to fill in.
LESSON = "crisis-and-truth"
OF_CLASS = f"contains(concat(' ', @class, ' '), ' {STACKED} ')"
LABELLED = f"descendant::span[@class='{LABEL}']"


@pytest.mark.parametrize("language", CODES)
def test_each_cell_of_three_columns_and_more_carries_the_head_of_its_column(
    site: Site, language: str
) -> None:
    counts = set()
    for table in site.page(language, LESSON).xpath("//article//table"):
        heads = [words(head) for head in table.xpath("thead//th")]
        counts.add(len(heads))
        assert (STACKED in table.get("class").split()) == (len(heads) > 2)
        for row in table.xpath("tbody/tr"):
            labels = [[words(label) for label in cell.xpath(LABELLED)] for cell in row.xpath("td")]
            assert labels == [[head] if len(heads) > 2 else [] for head in heads]
    assert {2, 3, 4} <= counts


def test_a_label_is_the_plain_text_of_its_head_also_in_an_empty_cell(small_site: Site) -> None:
    (row,) = small_site.page("kk", "lesson").xpath(f"//table[{OF_CLASS}]/tbody/tr")
    assert [words(cell) for cell in row.xpath("td")] == ["А 1", "Б < В", "Г 3", "4"]
    assert not row.xpath(f".//span[@class='{LABEL}']/*"), "no markup of the head"


@pytest.mark.parametrize("language", CODES)
def test_the_empty_column_beside_one_of_questions_is_marked(site: Site, language: str) -> None:
    marked = 0
    for table in site.page(language, LESSON).xpath("//article//table"):
        heads = table.xpath("thead//th")
        empty = not any(words(cell) for cell in table.xpath("tbody/tr/td[last()]"))
        classes = [(head.get("class") or "").split() for head in heads]
        found = [TO_FILL in names for names in classes]
        assert found == [False] * (len(heads) - 1) + [len(heads) == 2 and empty]
        marked += sum(found)
    assert marked
