"""The built site needs nobody: no outside host, no script, no server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pages import (
    KINDS,
    LESSON,
    THOROUGH,
    Question,
    Visit,
    first,
    languages,
    one,
    option,
    question,
    serving,
    sheet,
    visiting,
)
from playwright.sync_api import Browser, expect
from site_fixtures import Site

from quizlib.locale import strings
from quizlib.site.languages import CODES
from quizlib.site.quizzes import STYLE, script

#: Texts that would be markup, script or a dangerous link if anything took them for it.
HOSTILE = (
    '<img src="x" onerror="window.hit = 1">',
    "</script><script>window.hit = 1</script>",
    '"><svg onload="window.hit = 1"></svg>',
    "' autofocus onfocus='window.hit = 1",
    "[press](javascript:window.hit=1)",
    "<!-- gone? --> <b>bold</b> {{ 7 * 7 }} ${7 * 7} <?php ?>",
)


@pytest.fixture
def visit(chromium: Browser, serve: Callable[[Path], str], site: Site) -> Iterator[Visit]:
    with visiting(chromium, serve(site.out)) as visit:
        yield visit


def test_every_page_answers_without_an_error_or_an_outside_request(
    visit: Visit, site: Site
) -> None:
    context = visit.context()
    pages = list(site.all_pages())
    if not THOROUGH:  # each page in one language, every language in turn
        names = list(dict.fromkeys(name for _, name in pages))
        pages = list(zip(CODES * len(names), names, strict=False))
    for language, name in pages:
        page = visit.also(context, f"{language}/{name}.html")
        expect(page.locator("html")).to_have_attribute("lang", language)
        page.close()


@pytest.mark.parametrize("language", CODES)
def test_the_root_leads_to_the_language_of_the_browser_without_an_outside_request(
    visit: Visit, site: Site, language: str
) -> None:
    page = visit.open("", locale=language)
    page.wait_for_url(f"**/{language}/{site.pages[0]}.html")


def test_the_guard_of_these_tests_sees_outside_requests_and_errors(
    chromium: Browser, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text(
        '<!DOCTYPE html><link rel="icon" href="data:,"><img src="https://outside.example/a.png">'
        "<script>console.error('said'); throw Error('thrown')</script>"
    )
    with pytest.raises(AssertionError), visiting(chromium, serve(tmp_path)) as visit:
        visit.open("index.html").wait_for_load_state("networkidle")
    found = " ".join(visit.complaints)
    for what in ("outside request: https://outside.example/", "said", "page error: thrown"):
        assert what in found


@pytest.mark.parametrize("language", CODES)
def test_the_built_site_works_opened_as_a_file(
    chromium: Browser, site: Site, language: str
) -> None:
    with visiting(chromium, "file://") as visit:
        page = visit.context().new_page()
        page.goto(site.file(language, LESSON).as_uri())
        asked = first(page, "single")
        asked.to("right")
        expect(asked.verdict).to_contain_text(strings(language)["right"])
        expect(asked.again).to_be_focused()


# ---- without JavaScript


@pytest.mark.parametrize("language", CODES)
def test_without_javascript_the_questions_are_a_worksheet_with_folded_answers(
    visit: Visit, language: str
) -> None:
    page = visit.open(f"{language}/{LESSON}.html", java_script_enabled=False)
    forms = page.locator("form.qz-question")
    assert forms.count() >= 24
    # The checklist of a text of one's own is folded too: it is read once the text is written.
    asked_at_once = "form.qz-question:not([data-kind='essay'])"
    for part in (".qz-stem", ".qz-help", ".qz-field label", ".qz-key > summary"):
        found = page.locator(f"{asked_at_once} {part}")
        assert page.locator(f"{asked_at_once} {part}:visible").count() == found.count() > 0
        assert all(text.strip() for text in found.all_inner_texts())
    assert page.locator(".qz-reason:visible").count() == 0
    asked = page.locator("form.qz-question").first
    asked.locator(".qz-key > summary").click()
    assert asked.locator(".qz-reason:visible").count() >= 2
    expect(asked.locator(".qz-mark")).to_be_visible()
    hint = page.locator(".qz-hint").first
    expect(hint.locator("p").first).to_be_hidden()
    hint.locator("summary").click()
    expect(hint.locator("p").first).to_be_visible()


def test_without_javascript_no_button_of_a_quiz_is_shown(visit: Visit) -> None:
    page = visit.open(f"en/{LESSON}.html", java_script_enabled=False)
    assert page.locator(".qz button").count() > 0
    assert page.locator(".qz button:visible, .qz-foot:visible").count() == 0
    # The Enter key would otherwise send the form and reload the page.
    assert page.locator(".qz button:enabled").count() == 0


# ---- text of authors


def hostile_bank() -> list[dict[str, Any]]:
    every = "\n\n".join(HOSTILE)
    options = [
        option(f"o{i}", text, f"{text} {every}", **({"correct": True} if i < 2 else {}))
        for i, text in enumerate(HOSTILE)
    ]
    alone = [{k: v for k, v in o.items() if k != "correct"} for o in options[1:]]
    extra: dict[str, Any] = {"hints": [one(every)], "explanation": one(every)}
    bins = [{"id": f"b{i}", "text": one(text)} for i, text in enumerate(HOSTILE[:2])]
    cards = [option(f"c{i}", t, every, bins=[f"b{i % 2}"]) for i, t in enumerate(HOSTILE)]
    return [
        question("q-single", "single", every, options=[options[0], *alone], **extra),
        question("q-multiple", "multiple", every, options=options, **extra),
        question(
            "q-truefalse",
            "truefalse",
            every,
            answer=True,
            feedback={"true": one(every), "false": one(every)},
            **extra,
        ),
        question("q-sort", "sort", every, bins=bins, cards=cards, **extra),
    ]


def test_text_of_an_author_never_becomes_markup(
    chromium: Browser, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    address = serve(sheet(tmp_path, hostile_bank(), title=HOSTILE[2]))
    with visiting(chromium, address) as visit:
        page = visit.open("sheet.html")
        for kind in KINDS:
            asked = Question(page, f"q-{kind}")
            asked.to("shown")
            asked.form.locator(".qz-key > summary").click()
            for text in HOSTILE:
                if not text.startswith("["):
                    expect(asked.form).to_contain_text(text)
                    expect(asked.form.locator(".qz-key")).to_contain_text(text)
            expect(asked.status).to_contain_text(HOSTILE[0])
        assert page.evaluate("window.hit") is None
        assert page.locator(".qz :is(img, svg, iframe, style, b)").count() == 0
        assert page.locator("script").count() == 2  # the data, and ours
        assert page.locator("a[href^='javascript' i], [onload], [onerror], [onfocus]").count() == 0
        assert page.locator("section.qz").get_attribute("aria-label") == f"Questions: {HOSTILE[2]}"


def test_a_quiz_works_under_a_policy_that_allows_own_files_alone(
    chromium: Browser, tmp_path: Path
) -> None:
    folder = sheet(tmp_path, hostile_bank())
    # The icon of the page is a data address.
    policy = {"Content-Security-Policy": "default-src 'self'; img-src data:"}
    with serving(folder, policy) as address, visiting(chromium, address) as visit:
        page = visit.open("sheet.html")
        asked = Question(page, "q-single")
        asked.to("wrong")
        expect(asked.verdict).to_contain_text("Not right")
        expect(asked.check).to_have_css("min-height", "44px")  # quiz.css is in force


@pytest.mark.parametrize("language", languages("kk"))
def test_the_quizzes_of_the_lesson_work_under_a_policy_that_allows_own_files_alone(
    chromium: Browser, site: Site, language: str
) -> None:
    policy = {"Content-Security-Policy": "default-src 'self'"}
    with serving(site.out, policy) as address, visiting(chromium, address) as visit:
        page = visit.open(f"{language}/{LESSON}.html")
        for kind in KINDS:
            asked = first(page, kind)
            asked.to("wrong")
            expect(asked.verdict).to_contain_text(strings(language)["wrong"])
        expect(asked.check).to_have_css("min-height", "44px")  # quiz.css is in force
        page.reload()
        expect(asked.verdict).to_contain_text(strings(language)["wrong"])
        # The theme writes scripts and styles into its pages, and Sphinx evaluates a string; these
        # are refused.  Nothing of a quiz is.
        assert page.locator(".qz [style], .qz style").count() == 0
        ours = ("outside request", script(language), STYLE)
        visit.complaints = [c for c in visit.complaints if any(name in c for name in ours)]
