"""The site in a browser: no errors, no outside request, reachable by everyone, three languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
)
from site_fixtures import Site

from quizlib.site.languages import CODES

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
LESSON = "press-service-and-pr"


@pytest.fixture(scope="session")
def address(site: Site, serve: Callable[[Path], str]) -> str:
    return serve(site.out)


@contextmanager
def visitor(chromium: Browser, **options: Any) -> Iterator[BrowserContext]:
    context = chromium.new_context(**options)
    try:
        yield context
    finally:
        context.close()


def watch(page: Page) -> list[str]:
    """What goes wrong on a page from now on: errors, failed and outside requests."""
    wrong: list[str] = []

    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            wrong.append(message.text)

    def asked(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            wrong.append(f"outside: {request.url}")

    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("console", said)
    page.on("request", asked)
    page.on("requestfailed", lambda request: wrong.append(f"failed: {request.url}"))
    return wrong


@pytest.mark.parametrize(
    ("browser_language", "expected"),
    [("ru-RU", "ru"), ("en-GB", "en"), ("kk-KZ", "kk"), ("de-DE", "kk")],
)
def test_the_start_page_takes_the_language_of_the_browser(
    chromium: Browser, address: str, browser_language: str, expected: str
) -> None:
    with visitor(chromium, locale=browser_language) as context:
        page = context.new_page()
        page.goto(f"{address}/")
        page.wait_for_url(f"**/{expected}/intro.html")


def test_the_start_page_takes_the_language_chosen_last(chromium: Browser, address: str) -> None:
    with visitor(chromium, locale="ru-RU", viewport=PHONE) as context:
        page = context.new_page()
        page.goto(f"{address}/ru/{LESSON}.html#since-then")
        page.locator(".languages a[lang=en]").click()
        page.wait_for_url(f"**/en/{LESSON}.html#since-then")
        page.goto(f"{address}/")
        page.wait_for_url("**/en/intro.html")


def test_the_start_page_works_without_script_and_from_a_folder(
    chromium: Browser, site: Site
) -> None:
    with visitor(chromium, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((site.out / "index.html").as_uri())
        assert page.locator("main a").count() == len(CODES)
        page.locator("a[lang=kk]").click()
        assert page.url.endswith("/kk/intro.html")
    with visitor(chromium, locale="ru-RU") as context:
        page = context.new_page()
        page.goto((site.out / "index.html").as_uri())
        page.wait_for_url("**/ru/intro.html")


@pytest.mark.parametrize(
    ("language", "query", "heading"),
    [
        ("kk", "қызмет", "Іздеу нәтижелері"),
        ("ru", "службой", "Результаты поиска"),
        ("en", "press", "Pages found"),
    ],
)
def test_search_finds_and_answers_in_the_language(
    chromium: Browser, address: str, language: str, query: str, heading: str
) -> None:
    with visitor(chromium, viewport=DESKTOP) as context:
        page = context.new_page()
        wrong = watch(page)
        page.goto(f"{address}/{language}/intro.html")
        page.locator(".search-button").click()
        page.locator("#pst-search-dialog input").fill(query)
        page.keyboard.press("Enter")
        page.wait_for_url("**/search.html?q=*")
        expect(page.locator("#search-results li p.context").first).to_be_visible()
        results = page.locator("#search-results")
        assert results.locator(f"a[href^='{LESSON}.html']").count()
        expect(results).to_contain_text(heading)
        if language != "en":
            said = results.locator("h2, p.search-summary").all_inner_texts()
            assert not re.search(r"[A-Za-z]{3,}", " ".join(said)), said
        results.locator("a").first.click()
        page.wait_for_load_state("networkidle")
        assert wrong == []


def test_search_quotes_the_place_where_the_word_stands(chromium: Browser, address: str) -> None:
    # Its stem is «брифинк», which no text holds.
    with visitor(chromium, viewport=DESKTOP) as context:
        page = context.new_page()
        page.goto(f"{address}/kk/search.html?q=брифинг")
        for name in (LESSON, "glossary", "source"):
            found = page.locator(f"#search-results li:has(a[href^='{name}.html'])")
            quote = found.locator("p.context")
            expect(quote).to_have_text(re.compile("брифинг", re.IGNORECASE))


def test_colours_follow_the_system_until_the_reader_chooses(
    chromium: Browser, address: str
) -> None:
    with visitor(chromium, color_scheme="dark", viewport=DESKTOP) as context:
        page = context.new_page()
        page.goto(f"{address}/kk/intro.html")
        root = page.locator("html")
        button = page.locator(".theme-switch-button")
        expect(root).to_have_attribute("data-theme", "dark")
        expect(button).to_have_accessible_name("Түс режимі: жүйедегідей")
        button.click()
        expect(root).to_have_attribute("data-theme", "light")
        expect(button).to_have_accessible_name("Түс режимі: ашық")
        page.reload()
        expect(root).to_have_attribute("data-theme", "light")


def test_the_contents_open_and_close_on_a_phone_by_keyboard(
    chromium: Browser, address: str
) -> None:
    with visitor(chromium, viewport=PHONE) as context:
        page = context.new_page()
        page.goto(f"{address}/kk/intro.html")
        page.locator(".primary-toggle").focus()
        page.keyboard.press("Enter")
        dialog = page.locator("#pst-primary-sidebar-modal")
        expect(dialog).to_be_visible()
        expect(dialog).to_have_accessible_name("Курс мазмұны")
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(page.locator(".primary-toggle")).to_be_focused()


def test_pages_are_readable_without_script(chromium: Browser, address: str) -> None:
    with visitor(chromium, java_script_enabled=False, viewport=PHONE) as context:
        page = context.new_page()
        page.goto(f"{address}/kk/{LESSON}.html")
        assert page.locator("button:visible").count() == 0  # it would do nothing
        assert page.locator(".languages a[lang=ru]").is_visible()
        assert page.locator("form.qz-question legend").first.is_visible()


def test_print_has_the_text_and_the_addresses_but_no_navigation(
    chromium: Browser, address: str
) -> None:
    with visitor(chromium, viewport=DESKTOP, color_scheme="dark") as context:
        page = context.new_page()
        page.goto(f"{address}/en/{LESSON}.html")
        page.emulate_media(media="print")
        for selector in ("#pst-primary-sidebar", ".bd-header-article", "#pst-secondary-sidebar"):
            assert page.locator(selector).is_hidden(), selector
        assert page.locator("article h1").is_visible()
        after = page.evaluate(
            "getComputedStyle(document.querySelector('article a.external'), '::after').content"
        )
        assert "http" in after
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
