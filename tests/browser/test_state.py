"""What the learner did, in a browser's own storage: formats, tabs, misfortunes, other editions.

The modules themselves are tried in tests/js; here the built page shows that they do so in Chromium.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pages import Question, Visit, first, items, option, question, sheet, visiting
from playwright.sync_api import Browser, Page, expect
from site_fixtures import Site

from quizlib.locale import strings

LESSON = "press-service-and-pr"
PREFIX = "quizlib:2:q:"


def choice(name: str) -> dict[str, Any]:
    options = [
        option("a", "Yes", "So it is", correct=True),
        option("b", "No", "It is not"),
        option("c", "Never", "Sometimes it is"),
    ]
    return question(name, "single", f"Is it {name}?", options=options)


NAMES = ("s-one", "s-two", "s-three")


@pytest.fixture
def trial(chromium: Browser, serve: Callable[[Path], str], tmp_path: Path) -> Iterator[Visit]:
    folder = sheet(tmp_path, [choice(name) for name in NAMES])
    with visiting(chromium, serve(folder)) as visit:
        yield visit


@pytest.fixture
def visit(chromium: Browser, serve: Callable[[Path], str], site: Site) -> Iterator[Visit]:
    with visiting(chromium, serve(site.out)) as visit:
        yield visit


def storage(page: Page) -> dict[str, str]:
    """All that the browser keeps for this site, as texts."""
    texts: dict[str, str] = json.loads(page.evaluate("JSON.stringify(localStorage)"))
    return texts


def record(page: Page, name: str) -> dict[str, Any]:
    """What the browser keeps of a question."""
    kept: dict[str, Any] = json.loads(storage(page)[PREFIX + name])
    return kept


def put(page: Page, records: dict[str, Any]) -> None:
    """Store these; what is no text becomes JSON."""
    texts = {k: v if isinstance(v, str) else json.dumps(v) for k, v in records.items()}
    page.evaluate("texts => Object.assign(localStorage, texts)", texts)


def hashes(page: Page) -> dict[str, str]:
    return {item["id"]: item["hash"] for item in items(page)}


def choose(page: Page, name: str, value: str) -> Question:
    """Choose an option and check."""
    asked = Question(page, name)
    asked.input(value).check()
    asked.check.click()
    return asked


def old(hash_: str, answer: str, status: str) -> dict[str, Any]:
    """A record of format 1."""
    progress = {"status": status, "attempts": 1, "checked": answer}
    return {"hash": hash_, "answer": answer, "progress": progress}


# ---- formats


def test_records_of_format_1_are_shown_and_moved(trial: Visit) -> None:
    page = trial.open("sheet.html")
    of = hashes(page)["s-one"]
    put(page, {"quizlib:1:s-one": old(of, "b", "checked"), "quizlib:1:s-two": "{", "theme": "x"})
    page.reload()
    expect(Question(page, "s-one").verdict).to_contain_text("Not right")
    assert record(page, "s-one") == old(of, "b", "checked") | {"at": 0}
    assert sorted(storage(page)) == ["quizlib:1:s-two", "quizlib:2:q:s-one", "theme"]
    # The one that cannot be read goes when its question is answered anew.
    choose(page, "s-two", "a")
    assert sorted(storage(page)) == [*(PREFIX + name for name in ("s-one", "s-two")), "theme"]


def test_records_of_format_1_that_cannot_be_moved_are_shown_and_stay(trial: Visit) -> None:
    page = trial.open("sheet.html")
    of = hashes(page)["s-one"]
    put(page, {"quizlib:1:s-one": old(of, "b", "checked")})
    page.add_init_script(
        'Storage.prototype.setItem = () => { throw new DOMException("", "QuotaExceededError"); };'
    )
    page.reload()
    expect(Question(page, "s-one").verdict).to_contain_text("Not right")
    expect(page.locator(".qz-not-kept")).to_have_text(strings("en")["not_kept"])
    assert list(storage(page)) == ["quizlib:1:s-one"]
    later = trial.also(page.context, "sheet.html")
    assert list(storage(later)) == [PREFIX + "s-one"]


def test_a_newer_format_is_left_alone_and_the_quiz_works_beside_it(trial: Visit) -> None:
    page = trial.open("sheet.html")
    newer = {"quizlib:3:q:s-one": '{"hash":"?"}', "quizlib:3:settings": "?"}
    put(page, newer)
    page.reload()
    choose(page, "s-one", "a")
    assert storage(page).items() >= newer.items()
    page.reload()
    expect(Question(page, "s-one").verdict).to_contain_text("Right")


def test_a_record_that_cannot_be_read_stays_until_its_question_is_answered(trial: Visit) -> None:
    page = trial.open("sheet.html")
    broken = {PREFIX + name: '{"hash": 5, "progress": [' for name in NAMES}
    put(page, broken)
    page.reload()
    assert page.locator("form[data-state='open']").count() == len(NAMES)
    choose(page, "s-two", "b")
    assert record(page, "s-two")["answer"] == "b"
    assert storage(page).items() >= {k: v for k, v in broken.items() if "two" not in k}.items()


# ---- results


def test_each_check_adds_a_result_and_answering_again_keeps_them(trial: Visit) -> None:
    page = trial.open("sheet.html")
    asked = choose(page, "s-one", "b")
    page.wait_for_timeout(1_100)  # results are told apart by their second
    asked.input("a").check()
    asked.check.click()
    asked.again.click()
    results = record(page, "s-one")["progress"]["history"]
    assert [score for _, score, _ in results] == [0, 1]
    now = page.evaluate("Date.now()") / 1000
    assert all(now - 60 < time <= now + 1 for time, _, _ in results)
    assert results[0][0] < results[1][0]


# ---- tabs and editions


def test_results_of_two_tabs_are_both_kept_and_the_later_answer_holds(trial: Visit) -> None:
    page = trial.open("sheet.html")
    other = page.context.new_page()
    # The other tab hears of nothing: what it has is out of date when it writes.
    other.add_init_script("addEventListener('storage', e => e.stopImmediatePropagation())")
    other.goto(page.url)
    choose(page, "s-one", "b")
    page.wait_for_timeout(1_100)  # results are told apart by their second
    expect(Question(other, "s-one").verdict).to_be_empty()
    choose(other, "s-one", "a")
    kept = record(page, "s-one")
    assert kept["answer"] == "a"
    assert [score for _, score, _ in kept["progress"]["history"]] == [0, 1]
    expect(Question(page, "s-one").verdict).to_contain_text("Right")


def test_storage_cleared_in_one_tab_empties_the_questions_in_the_other(trial: Visit) -> None:
    page = trial.open("sheet.html")
    other = trial.also(page.context, "sheet.html")
    choose(page, "s-one", "b")
    expect(Question(other, "s-one").verdict).to_contain_text("Not right")
    other.evaluate("localStorage.clear()")
    expect(Question(page, "s-one").verdict).to_be_empty()
    assert Question(page, "s-one").chosen() == []
    choose(page, "s-two", "a")
    assert list(storage(page)) == [PREFIX + "s-two"]


def test_a_page_gone_back_to_shows_what_was_answered_meanwhile(visit: Visit) -> None:
    page = visit.open(f"kk/{LESSON}.html")
    name = first(page, "single").id
    page.locator(".languages a[lang=ru]").click()
    page.wait_for_url(f"**/ru/{LESSON}.html*")
    Question(page, name).to("wrong")
    page.go_back()
    page.wait_for_url(f"**/kk/{LESSON}.html*")
    expect(Question(page, name).verdict).to_contain_text(strings("kk")["wrong"])


def test_a_private_window_knows_nothing_of_another_and_keeps_while_it_is_open(
    trial: Visit,
) -> None:
    page = trial.open("sheet.html")
    choose(page, "s-one", "a")
    private = trial.open("sheet.html")
    expect(Question(private, "s-one").verdict).to_be_empty()
    choose(private, "s-two", "a")
    private.reload()
    expect(Question(private, "s-two").verdict).to_contain_text("Right")
    assert list(storage(page)) == [PREFIX + "s-one"]
