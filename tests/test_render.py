"""The markup of a quiz: golden files, well-formed, labelled, and safe from what authors type."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from helpers import BANK, GOOD, ROOT, TESTS, write
from lxml import html

from quizlib import load
from quizlib.errors import BankError
from quizlib.kinds import KINDS
from quizlib.locale import strings
from quizlib.markup import Page
from quizlib.model import Bank
from quizlib.render import _json, page_address, quiz_html, select
from quizlib.stub import Stub

REGOLD = bool(os.environ.get("QUIZLIB_REGOLD"))
HOSTILE = load(TESTS / "good/hostile.yml")

QUIZZES = [
    pytest.param(load(file), lang, id=f"{file.stem}.{lang}")
    for file in GOOD
    for lang in load(file).head.languages
]


def rendered(bank: Bank, lang: str = "en", **more: Any) -> str:
    return quiz_html(bank, Stub(bank.name, lang, **more))


def tree(text: str) -> Any:
    return html.fragment_fromstring(text)


def data_of(text: str) -> Any:
    return json.loads(tree(text).xpath("string(//script[@class='qz-data'])"))


def in_lines(text: str) -> str:
    """One element a line, so that a change of markup reads well as a difference."""
    return text.replace("><", ">\n<") + "\n"


# ---- golden files


@pytest.mark.parametrize(("bank", "lang"), QUIZZES)
def test_a_bank_gives_the_markup_of_its_golden_file(bank: Bank, lang: str) -> None:
    golden = TESTS / "good" / f"{bank.name}.{lang}.html"
    if REGOLD:
        golden.write_bytes(in_lines(rendered(bank, lang)).encode())
    assert in_lines(rendered(bank, lang)).encode() == golden.read_bytes()


def test_every_golden_file_has_a_bank() -> None:
    wanted = {f"{param.id}.html" for param in QUIZZES}
    assert {path.name for path in (TESTS / "good").glob("*.html")} == wanted


def test_the_same_bank_gives_the_same_bytes_in_another_process() -> None:
    file = TESTS / "good/all-kinds.yml"
    code = (
        "import sys; from quizlib import load; from quizlib.render import quiz_html;"
        "from quizlib.stub import Stub;"
        f"sys.stdout.buffer.write(quiz_html(load({str(file)!r}), Stub('all-kinds', 'kk')).encode())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert runs == {rendered(load(file), "kk").encode()}


# ---- well-formed

VOID = {"br", "img", "input", "hr"}
PHRASING = {
    "a", "br", "button", "code", "em", "input", "label", "option", "select", "span", "strong",
    "sup", "textarea",
}  # fmt: skip
ONLY_PHRASING = {"p", "legend", "summary", "span", "label", "strong", "em", "a", "button", "code"}


class Reader(HTMLParser):
    """Holds what an HTML parser forgives: unclosed, crossed and misplaced elements."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(set(names)) < len(names):
            self.faults.append(f"<{tag}> has an attribute twice")
        around = next((t for t in reversed(self.open) if t in ONLY_PHRASING), None)
        if around and tag not in PHRASING:
            self.faults.append(f"<{tag}> inside <{around}>")
        if tag in ("form", "a", "label", "button") and tag in self.open:
            self.faults.append(f"<{tag}> inside itself")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


@pytest.mark.parametrize(("bank", "lang"), QUIZZES)
def test_every_element_is_closed_and_stands_where_it_may(bank: Bank, lang: str) -> None:
    reader = Reader()
    reader.feed(rendered(bank, lang))
    reader.close()
    assert reader.faults == []
    assert reader.open == []


@pytest.mark.parametrize(("bank", "lang"), QUIZZES)
def test_a_quiz_says_its_language_and_has_a_name(bank: Bank, lang: str) -> None:
    section = tree(rendered(bank, lang))
    assert section.get("lang") == lang
    assert bank.head.title[lang] in section.get("aria-label")


def name_of(control: Any, section: Any) -> str:
    """What a screen reader calls a control: its label, or what it is said to be labelled by."""
    labels = control.xpath("ancestor::label")
    if control.get("id"):
        labels += section.xpath("//label[@for=$name]", name=control.get("id"))
    for name in (control.get("aria-labelledby") or "").split():
        labels += section.xpath("//*[@id=$name]", name=name)
    told = [label.text_content() for label in labels] + [control.get("aria-label") or ""]
    return " ".join(" ".join(told).split())


@pytest.mark.parametrize(("bank", "lang"), QUIZZES)
def test_every_control_has_a_label_and_every_group_a_legend(bank: Bank, lang: str) -> None:
    section = tree(rendered(bank, lang))
    for control in section.xpath("//input | //select | //textarea"):
        assert name_of(control, section), html.tostring(control)
    for group in section.xpath("//fieldset"):
        assert group[0].tag == "legend"
        assert group[0].text_content().strip()
    for button in section.xpath("//button"):
        assert button.get("type") in ("button", "submit")
        assert button.text_content().strip()
    for summary in section.xpath("//details/*[1]"):
        assert summary.tag == "summary"
        assert summary.text_content().strip()


@pytest.mark.parametrize(("bank", "lang"), QUIZZES)
def test_ids_are_unique_and_each_group_of_controls_has_a_name_of_its_own(
    bank: Bank, lang: str
) -> None:
    section = tree(rendered(bank, lang))
    ids = section.xpath("//@id")
    assert len(set(ids)) == len(ids)
    assert section.xpath("//form/@id") == [q.id for q in bank.questions]
    for form in section.xpath("//form"):
        named: dict[str, set[str]] = {}
        for control in form.xpath(".//input"):
            values = named.setdefault(control.get("name"), set())
            assert control.get("value") not in values
            values.add(control.get("value"))


@pytest.mark.parametrize(("bank", "lang"), QUIZZES)
def test_the_page_holds_an_option_and_a_reason_for_every_part_of_the_key(
    bank: Bank, lang: str
) -> None:
    text = rendered(bank, lang)
    section, data = tree(text), data_of(text)
    assert data["lang"] == lang
    assert [item["id"] for item in data["questions"]] == [q.id for q in bank.questions]
    page = Page(lang, strings(lang), page_address)
    for form, question in zip(section.xpath("//form"), bank.questions, strict=True):
        kind = KINDS[question.kind]
        reasons = form.xpath(".//@data-reason")
        assert reasons == [part.id for part in kind.parts(question, page)]
        key, rng = kind.key(question), random.Random(question.id)
        for _ in range(200):
            grade = kind.grade(key, kind.example(key, rng))
            if kind.scored:
                assert set(grade.parts) <= set(form.xpath(".//fieldset//@data-part"))
                assert {grade.why.get(part, part) for part in grade.parts} <= set(reasons)
        for reason in form.xpath(".//li[@data-reason]"):
            assert reason.xpath("string(p)").strip()
            assert reason.xpath("string(div)").strip()


@pytest.mark.parametrize(("bank", "lang"), QUIZZES)
def test_without_a_script_no_button_waits_and_the_answer_is_folded(bank: Bank, lang: str) -> None:
    section = tree(rendered(bank, lang))
    assert all(b.get("disabled") is not None for b in section.xpath("//button"))
    assert not section.xpath("//details[@open]")
    folded = section.xpath("//form[details[@class='qz-key']]/@id")
    assert folded == [q.id for q in bank.questions if q.kind != "scale"]


@pytest.mark.parametrize(("bank", "lang"), QUIZZES)
def test_the_right_answer_is_marked_in_words_in_the_folded_list_only(bank: Bank, lang: str) -> None:
    for form, question in zip(
        tree(rendered(bank, lang)).xpath("//form"), bank.questions, strict=True
    ):
        parts = KINDS[question.kind].parts(question, Page(lang, strings(lang), page_address))
        marked = form.xpath(".//li[.//strong[@class='qz-mark']]/@data-reason")
        assert marked == [part.id for part in parts if part.key]
        places = form.xpath(".//details[@class='qz-key']//li[.//p[@class='qz-place']]/@data-reason")
        assert places == [part.id for part in parts if part.place_html]
        if KINDS[question.kind].scored:
            assert marked or places
        assert not form.xpath(".//fieldset//*[contains(@class, 'qz-mark')]")


# ---- hostile text


def test_no_text_of_an_author_becomes_an_element_or_a_handler() -> None:
    section = tree(rendered(HOSTILE))
    tags = {element.tag for element in section.iter() if isinstance(element.tag, str)}
    assert not tags & {"img", "svg", "b", "i", "object", "iframe"}
    assert len(section.xpath("//script")) == 1
    assert not [name for element in section.iter() for name in element.attrib if name[:2] == "on"]
    assert not list(section.iter(html.etree.Comment))


def test_a_link_of_an_author_leads_only_where_a_link_may() -> None:
    links = tree(rendered(HOSTILE)).xpath("//a/@href")
    assert links
    for link in links:
        assert re.match(r"https?://", link), link


def test_hostile_text_is_read_as_it_was_typed() -> None:
    section = tree(rendered(HOSTILE))
    texts = section.xpath("//span[@class='qz-text']")
    assert texts[0].text_content() == "<script>alert('option')</script>"
    assert texts[1].text_content() == '"><img src=x onerror=alert(1)>'
    assert section.get("aria-label").endswith("""<script>alert('title')</script> "&" </section>""")
    [card, _] = section.xpath("//legend[@class='qz-card-text']")
    assert card.text_content() == "</legend>one"
    assert "{n} two" in section.text_content()
    assert "<b>left</b> {bins}" in section.xpath("string(//p[@class='qz-place'])")


def test_the_data_for_the_script_cannot_end_its_element() -> None:
    bank = load(TESTS / "good/all-kinds.yml")
    text = rendered(bank)
    inside = text.partition('class="qz-data">')[2].rpartition("</script>")[0]
    assert "<" not in inside
    assert data_of(text)["questions"]
    hostile = {"id": "</script><!--<script>", "ә": 'a"&'}
    assert "<" not in _json(hostile)
    assert json.loads(_json(hostile)) == hostile


# ---- what is shown


def test_a_prompt_of_several_paragraphs_asks_in_its_last_one() -> None:
    form = tree(rendered(load(TESTS / "good/all-kinds.yml"))).xpath("//form")[0]
    assert form.xpath("string(.//legend)") == "Who is responsible?"
    context = form.xpath("string(.//div[@class='qz-context'])")
    assert "The situation" in context
    assert "the second" in context


def test_select_takes_the_questions_in_the_order_asked_for() -> None:
    bank = load(TESTS / "good/all-kinds.yml")
    text = rendered(bank, select=("ak-truefalse", "ak-single"))
    assert tree(text).xpath("//form/@id") == ["ak-truefalse", "ak-single"]


def test_an_objective_takes_all_its_questions_and_both_together_what_both_name() -> None:
    bank = load(TESTS / "good/all-kinds.yml")
    by_objective = select(bank, Stub("all-kinds", "en", objective="3.2"))
    assert [q.id for q in by_objective] == ["ak-multiple", "ak-sort-one", "ak-sort-several"]
    both = Stub("all-kinds", "en", ("ak-single", "ak-multiple"), "3.2")
    assert [q.id for q in select(bank, both)] == ["ak-multiple"]
    none = Stub("all-kinds", "en", ("ak-single",), "3.2")
    assert tree(quiz_html(bank, none)).xpath("//p[@class='qz-none']")


def test_a_stub_that_does_not_fit_the_bank_is_refused() -> None:
    with pytest.raises(BankError):
        rendered(load(TESTS / "good/all-kinds.yml"), "de")


def test_a_paragraph_to_read_again_is_linked_as_the_surface_wants_it() -> None:
    bank = load(TESTS / "good/all-kinds.yml")
    stub = Stub("all-kinds", "en", ("ak-single",))
    assert page_address("names-of-units#first") == "names-of-units.html#first"
    usual = tree(quiz_html(bank, stub)).xpath("//p[@class='qz-see']/a/@href")
    assert usual == ["other-lesson.html#anchor-2", "press-service-and-pr.html#names"]
    odd = quiz_html(bank, stub, link=lambda target: f'"{target}&')
    assert tree(odd).xpath("//p[@class='qz-see']/a/@href")[0] == '"other-lesson#anchor-2&'


def hashes(folder: Path, text: str) -> list[str]:
    return [q["hash"] for q in data_of(rendered(load(write(folder, text))))["questions"]]


def test_a_mended_text_keeps_kept_answers_and_a_changed_key_drops_them(tmp_path: Path) -> None:
    [before] = hashes(tmp_path, BANK)
    reworded = BANK.replace("Who heads", "Who leads").replace("The table says so.", "So it is.")
    assert hashes(tmp_path, reworded) == [before]
    moved = BANK.replace("correct: true, ", "").replace("id: deputy,", "id: deputy, correct: true,")
    more = BANK + "      - {id: nobody, text: Nobody, feedback: Somebody does.}\n"
    assert len({before, *hashes(tmp_path, moved), *hashes(tmp_path, more)}) == 3


def every_text(value: Any) -> Iterator[dict[str, str]]:
    """Every text by language inside a dumped question."""
    texts = isinstance(value, dict) and set(value) == {"kk", "ru", "en"}
    if texts and all(isinstance(text, str) for text in value.values()):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from every_text(inner)


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_every_text_of_a_bank_is_on_the_page_and_none_of_another_language(lang: str) -> None:
    bank = load(ROOT / "quizzes/press-service-and-pr.yml")
    page = " ".join(tree(rendered(bank, lang)).text_content().split())
    for question in bank.questions:
        for text in every_text(question.model_dump(by_alias=True)):
            for code, words in text.items():
                if re.search(r"[*_`\[\\]|\n", words) or len(words) < 40:
                    continue
                assert (" ".join(words.split()) in page) is (code == lang), words


@pytest.mark.parametrize(
    "words", ["1991.", "2014. The ministry", "> 50 %", "+ 5 %", "# one", "- no"]
)
def test_a_text_that_looks_like_a_list_or_heading_is_read_as_it_was_typed(
    tmp_path: Path, words: str
) -> None:
    bank = load(write(tmp_path, BANK.replace("The deputy", json.dumps(words))))
    texts = [t.text_content() for t in tree(rendered(bank)).xpath("//span[@class='qz-text']")]
    assert texts == ["The chief", words]
