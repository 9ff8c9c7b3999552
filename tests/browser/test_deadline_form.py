"""The deadline calculator in a browser, on a small site of its own."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers import ROOT, TESTS
from pages import THOROUGH, Visit, visiting
from playwright.sync_api import Browser, Locator, Page, expect
from site_fixtures import Site, words
from small_course import small_course

from quizlib.deadlines import last_day
from quizlib.locale import deadline_strings
from quizlib.site.build import BuildError, build, check_sources
from quizlib.site.deadline_box import BOX, SCRIPT, STYLE
from quizlib.site.languages import CODES

PAGE = """# Lesson

(counting)=
## Counting

:::{{admonition}} {title}
:class: {box} note
It is on the site.
:::
"""
#: Every case of the vectors in a thorough run, some of them otherwise.
CASES: list[dict[str, Any]] = json.loads(
    (TESTS / "vectors" / "deadlines.json").read_text(encoding="utf-8")
)[:: 1 if THOROUGH else 7]
PHONE = {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def calculator(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small course whose lesson has the calculator."""
    folder = tmp_path_factory.mktemp("calculator")
    course = small_course(ROOT, folder / "course")
    for name in ("deadlines.yml", "holidays.yml", "facts.yml"):
        shutil.copy(ROOT / "course" / name, course / "course" / name)
    (course / "course" / "glossary.yml").write_text("{}\n", encoding="utf-8")
    for language in CODES:
        page = PAGE.format(title=f"Title {language}", box=BOX)
        (course / "book" / language / "lesson.md").write_text(page, encoding="utf-8")
    build(course, folder / "out", progress=lambda line: None)
    return Site(course, folder / "out")


@pytest.fixture
def visit(chromium: Browser, serve: Callable[[Path], str], calculator: Site) -> Iterator[Visit]:
    with visiting(chromium, serve(calculator.out)) as visit:
        yield visit


def lesson(visit: Visit, language: str = "en", **options: Any) -> Page:
    return visit.open(f"{language}/lesson.html", **options)


def control(page: Page, name: str) -> Locator:
    return page.locator(f"#deadline-{name}")


def ask(page: Page, kind: str, received: str, extended: bool | str = False) -> None:
    control(page, "kind").select_option(kind)
    control(page, "received").fill(received)
    if extended:
        control(page, "extended").check()
    if isinstance(extended, str):
        control(page, "decided").fill(extended)


def calculate(page: Page) -> Locator:
    """Press the button; where the result is told."""
    page.locator(".qz-dl-form .qz-button").click()
    return page.locator(".qz-dl-said")


def flat(text: str) -> str:
    return " ".join(text.split())


# ---- the page


@pytest.mark.parametrize("language", CODES)
def test_the_box_gives_way_to_the_rules_with_their_sources(calculator: Site, language: str) -> None:
    tree = calculator.page(language, "lesson")
    assert not tree.xpath(f"//*[contains(@class, '{BOX}')]")
    (box,) = tree.xpath("//div[contains(@class, 'qz-deadlines')]")
    (title,) = box.xpath("./h3")
    assert words(title) == f"Title {language}"
    ui = deadline_strings(language)
    (apology,) = box.xpath("./div[@class='qz-needs-script']")
    assert [words(p) for p in apology] == [flat(ui["needs_script"]), flat(ui["law_read"])]
    (table,) = box.xpath(".//table")
    data = json.loads(box.xpath(".//script/text()")[0])
    for kind in data["kinds"].values():
        assert flat(kind["name"][language]) in words(table)
        for step in kind["steps"]:
            assert flat(step["text"][language]) in words(table)
    marks = {mark.text: mark.get("href") for mark in table.xpath(".//a[@class='fact']")}
    assert marks == {name: f"source.html#{name.lower()}" for name in ("F16", "F27", "F28", "F7")}
    assert calculator.page(language, "source").xpath("//*[@id='f27']")


def test_script_and_styles_are_only_where_the_calculator_is(calculator: Site) -> None:
    for page, times in (("lesson", 1), ("intro", 0), ("glossary", 0)):
        tree = calculator.page("en", page)
        found = [str(a).partition("?")[0] for a in tree.xpath("//script/@src | //link/@href")]
        names = [name.rpartition("/")[2] for name in found]
        assert (names.count(SCRIPT), names.count(STYLE)) == (times, times), page
        if times:
            assert names.index("page.en.js") < names.index(SCRIPT)


def test_a_table_that_notebooks_do_not_have_yet_stops_the_build(
    calculator: Site, tmp_path: Path
) -> None:
    course = tmp_path / "course"
    shutil.copytree(calculator.course, course, ignore=shutil.ignore_patterns("_build"))
    check_sources(course, ["en"])
    file = course / "course" / "deadlines.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("number: 15\n", "number: 14\n", 1), encoding="utf-8")
    with pytest.raises(BuildError, match="notebooks count by an older copy of the table"):
        build(course, tmp_path / "out", ["en"], lambda line: None)


# ---- the form


@pytest.mark.parametrize("language", CODES)
def test_the_form_counts_as_the_notebook_does(visit: Visit, language: str) -> None:
    page, ui = lesson(visit, language), deadline_strings(language)
    for case in CASES:
        if control(page, "extended").is_visible():
            control(page, "extended").uncheck()
        ask(page, case["kind"], case["received"], case["extended"])
        if case["extended"] is True:
            control(page, "decided").fill("")
        control(page, "holidays").fill("\n".join(case["holidays"]))
        said = calculate(page)
        expect(said).not_to_be_empty()
        shown = flat(f"{said.inner_text()} {page.locator('.qz-dl-steps').inner_text()}")
        for words_ in (ui["steps"], ui["no_date"]):  # which a notebook does not say
            shown = shown.replace(f"{words_} ", "", 1)
        found = last_day(
            case["kind"], case["received"], extended=case["extended"], holidays=case["holidays"]
        )
        assert shown == in_the_form(found.text(language), ui), case["title"]
        assert page.locator(".qz-dl-steps ol > li").count() == len(case["steps"])


def in_the_form(text: str, ui: dict[str, Any]) -> str:
    """What the form shows of a notebook's text: all but kind and day, without list marks."""
    head, gap, rest = text.partition("\n\n")
    labels = [head.find(f"\n{ui[name]}: ") for name in ("last_day", "not_later")]
    start = max(labels)
    if start < 0:  # no day, but a reason
        start = head.index("\n", head.index("\n") + 1)
    plain = re.sub(r"^(\d+\. |- )", "", head[start:] + gap + rest, flags=re.MULTILINE)
    return flat(re.sub(r"\[(F\d+)\]", r"\1", plain).replace(f"{ui['mind']}:", ui["mind"]))


def test_the_result_is_announced_and_goes_when_the_question_changes(visit: Visit) -> None:
    page = lesson(visit)
    ask(page, "media-request", "2026-12-11")
    said = calculate(page)
    expect(page.get_by_role("status").filter(has_text="Last day")).to_have_count(1)
    expect(said).to_contain_text("21\u00a0December\u00a02026 (Monday)")
    control(page, "received").fill("2026-12-12")
    expect(said).to_be_empty()
    expect(page.locator(".qz-dl-steps")).to_be_empty()


def test_an_information_request_gets_no_day_but_the_way_to_the_law(visit: Visit) -> None:
    page = lesson(visit)
    ask(page, "information-request", "2026-12-01")
    said = calculate(page)
    expect(said).to_contain_text("No day can be given.")
    expect(said).to_contain_text("ask your lawyer")
    expect(said.locator("a")).to_have_attribute("href", "https://adilet.zan.kz/")
    expect(said.locator("a")).to_have_attribute("rel", "external noopener noreferrer")
    expect(page.locator(".qz-dl-steps ol")).to_have_count(0)


def test_what_belongs_to_no_extension_is_not_asked(visit: Visit) -> None:
    page = lesson(visit)
    extended, decided = control(page, "extended"), control(page, "decided")
    expect(extended).to_be_visible()
    expect(decided).to_be_hidden()
    extended.check()
    expect(decided).to_be_visible()
    control(page, "kind").select_option("complaint")
    expect(extended).to_be_hidden()
    expect(decided).to_be_hidden()
    expect(page.locator("label[for=deadline-received]")).to_contain_text("learnt of")
    control(page, "received").fill("2026-12-01")
    expect(calculate(page)).to_contain_text("1\u00a0March\u00a02027")  # not extended


def test_the_holidays_of_the_exercise_stand_there_to_be_changed(visit: Visit) -> None:
    page = lesson(visit)
    holidays = control(page, "holidays")
    assert holidays.input_value().splitlines()[0] == "2026-01-01"
    expect(page.locator("#deadline-holidays-help")).to_contain_text("Kurban Ait")
    ask(page, "media-request", "2026-12-11")
    holidays.fill("2026-12-14\n\n 2026-12-16 ")
    expect(calculate(page)).to_contain_text("22\u00a0December\u00a02026")


@pytest.mark.parametrize("language", CODES)
def test_wrong_lines_of_the_list_are_named_and_nothing_is_counted(
    visit: Visit, language: str
) -> None:
    page = lesson(visit, language)
    ask(page, "media-request", "2026-12-11")
    control(page, "holidays").fill("2026-12-16\n16.12.2026\n2026-02-30")
    said = calculate(page)
    ui = deadline_strings(language)
    expect(said).to_have_text(ui["mend"])
    wrong = page.locator("#deadline-holidays-wrong")
    lines = [ui["line"].format(n=2, text="16.12.2026"), ui["line"].format(n=3, text="2026-02-30")]
    form = "few" if language == "ru" else "other"
    expect(wrong).to_have_text(ui["wrong_lines"][form].format(lines="; ".join(lines)))
    expect(control(page, "holidays")).to_be_focused()
    expect(control(page, "holidays")).to_have_attribute("aria-invalid", "true")
    expect(control(page, "holidays")).to_have_accessible_description(
        f"{ui['holidays_help']} "
        + page.locator("#deadline-holidays-help").inner_text().removeprefix(ui["holidays_help"])[1:]
        + " "
        + wrong.inner_text()
    )


def test_a_missing_day_and_a_decision_before_the_request_are_told(visit: Visit) -> None:
    page = lesson(visit)
    calculate(page)
    expect(control(page, "received")).to_be_focused()
    expect(page.locator("#deadline-received-wrong")).to_contain_text("from 2000 to 2100")
    ask(page, "appeal", "1999-12-31")
    calculate(page)
    expect(page.locator("#deadline-received-wrong")).not_to_be_empty()
    ask(page, "appeal", "2026-12-05", extended="2026-12-04")
    calculate(page)
    expect(page.locator("#deadline-received-wrong")).to_be_empty()
    expect(page.locator("#deadline-decided-wrong")).to_contain_text("before the request")
    expect(control(page, "decided")).to_be_focused()
    control(page, "decided").fill("2026-12-05")
    expect(calculate(page)).to_contain_text("Not later than")
    expect(page.locator(".qz-dl-form [aria-invalid]")).to_have_count(0)


# ---- for everyone


def test_it_can_be_used_by_keyboard_alone(visit: Visit) -> None:
    page = lesson(visit)
    control(page, "kind").focus()
    page.keyboard.press("ArrowDown")
    expect(control(page, "kind")).to_have_value("appeal")
    page.keyboard.press("Tab")
    page.keyboard.type("12012026")  # month, day, year, as the browser of this test asks
    expect(control(page, "received")).to_have_value("2026-12-01")
    for _ in range(9):
        if page.evaluate("document.activeElement.id") == "deadline-extended":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(control(page, "extended")).to_be_checked()
    for _ in range(12):
        if page.evaluate("document.activeElement.matches('.qz-dl-form .qz-button')"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".qz-dl-said")).to_contain_text("1\u00a0February\u00a02027")


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_narrowest_phone_and_nothing_runs_out_of_it(
    visit: Visit, axe: Callable[..., list[str]], language: str, scheme: Any
) -> None:
    page = lesson(visit, language, viewport=PHONE, color_scheme=scheme, reduced_motion="reduce")
    assert axe(page, ".qz-deadlines") == []
    ask(page, "appeal", "2026-12-05", extended="2026-12-31")
    calculate(page)
    assert axe(page, ".qz-deadlines") == []
    control(page, "holidays").fill("x" * 60)
    calculate(page)
    assert axe(page, ".qz-deadlines") == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    sizes = page.locator(".qz-dl-form :is(.qz-input, .qz-button, .qz-dl-tick):visible")
    for box in sizes.all():
        size = box.bounding_box()
        assert size is not None
        assert size["height"] >= 44


def test_without_script_the_rules_stand_there(visit: Visit) -> None:
    page = lesson(visit, "ru", java_script_enabled=False)
    box = page.locator(".qz-deadlines")
    expect(box.locator("form, button, input")).to_have_count(0)
    expect(box).to_contain_text(deadline_strings("ru")["needs_script"])
    expect(box.locator("tbody")).to_have_count(4)


def test_it_works_as_a_file_and_keeps_nothing(visit: Visit, calculator: Site) -> None:
    page = visit.context().new_page()
    page.goto(calculator.file("kk", "lesson").as_uri())
    before = page.evaluate("JSON.stringify(localStorage)")
    ask(page, "media-request", "2026-12-01")
    expect(calculate(page)).to_contain_text("2026\u00a0жылғы\u00a08\u00a0желтоқсан")
    assert page.evaluate("JSON.stringify(localStorage)") == before
    assert page.evaluate("sessionStorage.length") == 0
    assert page.evaluate("document.cookie") == ""
    assert page.url.endswith("/lesson.html")


def test_on_paper_there_is_the_result_and_no_button(visit: Visit) -> None:
    page = lesson(visit)
    ask(page, "media-request", "2026-12-01")
    calculate(page)
    page.emulate_media(media="print")
    expect(page.locator(".qz-dl-form .qz-button")).to_be_hidden()
    expect(control(page, "holidays")).to_be_hidden()
    expect(page.locator(".qz-dl-last")).to_be_visible()
    expect(page.locator(".qz-dl-rules")).to_be_visible()
