"""What a notebook stores of a quiz, and the live quiz in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from helpers import ROOT, TESTS
from hypothesis import given
from hypothesis import strategies as st
from IPython.core.interactiveshell import InteractiveShell
from lxml import html

from quizlib import BankError, show
from quizlib.grade import Score
from quizlib.locale import strings
from quizlib.model import LANGUAGES
from quizlib.stub import CLASS, Stub, parse

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.fixture
def good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course whose banks are the good ones of the tests; the current folder is in it."""
    (tmp_path / "quizzes").symlink_to(TESTS / "good")
    monkeypatch.chdir(tmp_path)
    return tmp_path


# ---- the stub

_FREE = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"))
_WORD = _FREE.filter(lambda text: text.split() == [text])


@given(
    bank=_FREE,
    lang=st.sampled_from(LANGUAGES),
    chosen=st.lists(_WORD, max_size=3).map(tuple),
    objective=st.none() | _FREE.filter(bool),
    mode=_FREE.filter(bool),
)
def test_what_a_stub_says_in_html_is_read_back_whatever_it_holds(
    bank: str, lang: str, chosen: tuple[str, ...], objective: str | None, mode: str
) -> None:
    stub = Stub(bank, lang, chosen, objective, mode)
    assert parse(stub.html()) == stub
    assert parse(f"<p>Before</p>\n{stub.html()}<p>after</p>") == stub


def test_a_hostile_name_of_a_bank_stays_text() -> None:
    stub = Stub('"><script>alert(1)</script>&lt;', "en", objective="' onclick='x")
    [element] = html.fragments_fromstring(stub.html())
    assert element.tag == "div"
    assert not element.xpath(".//script")
    assert {name for name in element.attrib if name[:5] != "data-"} == {"class", "lang"}
    assert element.get("data-bank") == stub.bank


def test_a_stub_leaves_out_what_was_not_asked_for() -> None:
    assert Stub("a", "kk").html() == (
        '<div class="quizlib-stub" lang="kk" data-bank="a" data-lang="kk">'
        f"<p>{strings('kk')['stub'].format(bank='a')}</p></div>"
    )
    assert str(Stub("a", "kk")) == "Quiz('a', lang='kk')"
    full = Stub("a", "ru", ("x", "y"), "3.2", "exam", True, '{"minutes": 5}')
    assert str(full) == (
        "Quiz('a', lang='ru', select=['x', 'y'], objective='3.2', mode='exam', confidence=True, "
        "exam={'minutes': 5})"
    )
    assert parse(full.html()) == full
    without = Stub("a", "ru", confidence=False)
    assert parse(without.html()) == without


@pytest.mark.parametrize(
    "text", ["", "<p>text</p>", f"<p>{CLASS}</p>", f'<div class="{CLASS}s"></div>', "<<<"]
)
def test_where_there_is_no_stub_none_is_found(text: str) -> None:
    assert parse(text) is None


def test_the_first_of_several_stubs_is_taken_and_its_class_may_have_company() -> None:
    two = Stub("a", "kk").html() + Stub("b", "kk").html()
    assert parse(two) == Stub("a", "kk")
    assert parse(Stub("a", "kk").html().replace(CLASS, f"{CLASS} more", 1)) == Stub("a", "kk")


# ---- importing


def loaded_after(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return {name.partition(".")[0] for name in done.stdout.split()}


def test_importing_quizlib_and_grading_load_no_widget_library_and_no_site() -> None:
    heavy = {"anywidget", "ipywidgets", "traitlets", "IPython", "sphinx", "typer", "nbformat"}
    used = loaded_after("import quizlib; quizlib.load('press-service-and-pr')")
    assert "quizlib" in used
    assert not used & heavy
    assert "anywidget" in loaded_after("import quizlib.widget")


# ---- the live quiz


def test_a_quiz_shows_itself_live_and_stores_the_stub(good: Path) -> None:
    quiz = show("all-kinds", "en", select=["ak-single", "ak-sort-one"])
    bundle, _ = quiz._repr_mimebundle_()
    assert set(bundle) == {WIDGET_VIEW, "text/plain", "text/html"}
    assert bundle["text/plain"] == repr(quiz)
    assert repr(quiz) == "Quiz('all-kinds', lang='en', select=['ak-single', 'ak-sort-one'])"
    assert parse(bundle["text/html"]) == quiz.stub


def test_what_is_stored_is_the_same_on_every_run(good: Path) -> None:
    def stored() -> tuple[str, str]:
        quiz = show("all-kinds", "kk", objective="3.2")
        quiz.answers = {"ak-multiple": ["one"]}
        bundle, _ = quiz._repr_mimebundle_()
        return bundle["text/plain"], bundle["text/html"]

    assert stored() == stored()
    assert "one" not in stored()[1]


def test_the_score_follows_the_answers_and_reset_clears_them(good: Path) -> None:
    quiz = show("all-kinds", "en", select=["ak-single", "ak-multiple"])
    assert quiz.score() == Score(0, 2)
    quiz.answers = {"ak-single": "first", "ak-multiple": ["one"]}
    quiz.progress = {"ak-single": {"status": "done", "attempts": 1}}
    assert quiz.score() == Score(1.5, 2)
    quiz.reset()
    assert (quiz.answers, quiz.progress) == ({}, {})
    assert quiz.score() == Score(0, 2)


def test_two_quizzes_do_not_share_answers(good: Path) -> None:
    first, second = show("all-kinds", "en"), show("all-kinds", "en")
    first.answers = {"ak-single": "first"}
    assert second.answers == {}


def test_answers_to_other_questions_do_not_count(good: Path) -> None:
    quiz = show("all-kinds", "en", select=["ak-single"])
    quiz.answers = {"ak-truefalse": "false", "ak-single": "nowhere"}
    assert quiz.score() == Score(0, 1)


# ---- an exam


def attempt(ids: list[str], answers: dict[str, object], **more: object) -> dict[str, object]:
    """An attempt as the page records it."""
    reached = {name: {"status": "handed", "attempts": 1, "seconds": 2.5} for name in answers}
    return {"n": 1, "started": 1, "ids": ids, "answers": answers, "progress": reached} | more


def test_before_the_start_of_an_exam_nothing_was_asked(good: Path) -> None:
    quiz = show("all-kinds", "en", mode="exam")
    assert quiz.questions
    assert (quiz.asked(), quiz.answers) == ([], {})
    assert quiz.score() == Score(0, 0)
    assert quiz.results() == []


def test_an_exam_gives_what_was_drawn_and_answered_in_the_attempt_that_runs(good: Path) -> None:
    quiz = show("all-kinds", "en", mode="exam")
    over = attempt(["ak-truefalse"], {"ak-truefalse": "true"})
    now = attempt(["ak-multiple", "ak-single"], {"ak-multiple": ["one"]}, started=2)
    quiz.exam = {"current": now, "past": [over]}
    assert quiz.answers == {"ak-multiple": ["one"]}
    assert quiz.score() == Score(0.5, 2)
    assert [(row["id"], row["response"], row["score"]) for row in quiz.results()] == [
        ("ak-multiple", ["one"], 0.5),
        ("ak-single", None, None),
    ]


def test_after_handing_in_an_exam_gives_the_last_attempt_whichever_is_on_view(good: Path) -> None:
    quiz = show("all-kinds", "en", mode="exam")
    first = attempt(["ak-single"], {"ak-single": "second"})
    last = attempt(["ak-multiple"], {"ak-multiple": ["one"]}, started=2)
    # What the page sends when the learner looks at the first attempt again.
    quiz.set_state(
        {
            "exam": {"current": None, "past": [first, last]},
            "answers": first["answers"],
            "progress": first["progress"],
        }
    )
    assert quiz.answers == last["answers"]
    assert quiz.progress == last["progress"]
    assert quiz.score() == Score(0.5, 1)
    [row] = quiz.results()
    assert (row["id"], row["attempts"], row["seconds"]) == ("ak-multiple", 1, 2.5)


def test_reset_forgets_every_attempt_at_an_exam(good: Path) -> None:
    quiz = show("all-kinds", "en", mode="exam")
    quiz.exam = {"current": None, "past": [attempt(["ak-single"], {"ak-single": "first"})]}
    quiz.reset()
    assert (quiz.exam, quiz.answers, quiz.progress) == ({}, {}, {})
    assert quiz.results() == []


def test_a_question_that_the_bank_has_no_more_is_not_counted(good: Path) -> None:
    quiz = show("all-kinds", "en", mode="exam")
    gone = attempt(["ak-gone", "ak-single"], {"ak-gone": "x", "ak-single": "first"})
    quiz.exam = {"current": gone, "past": []}
    assert quiz.score() == Score(1, 1)
    assert [row["id"] for row in quiz.results()] == ["ak-single"]


# ---- links and files


def test_in_a_notebook_a_paragraph_of_the_same_lesson_is_on_the_same_page(good: Path) -> None:
    quiz = show("all-kinds", "en", select=["ak-single"])
    links = html.fragment_fromstring(quiz._html).xpath("//p[@class='qz-see']/a/@href")
    assert links == ["other-lesson.ipynb#anchor-2", "#names"]


def test_the_script_and_the_style_sheet_are_those_of_the_site(good: Path) -> None:
    static = ROOT / "src/quizlib/static"
    quiz = show("all-kinds", "en")
    assert str(quiz._esm) == (static / "widget.js").read_text("utf-8")
    assert str(quiz._css) == (static / "quiz.css").read_text("utf-8")


# ---- errors in a notebook


def test_a_notebook_shows_the_problems_of_a_bank_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "quizzes").symlink_to(TESTS / "bad")
    monkeypatch.chdir(tmp_path)
    shell = InteractiveShell.instance()
    try:
        result = shell.run_cell(  # type: ignore[no-untyped-call]
            "from quizlib import show\nshow('question-many-faults', lang='en')"
        )
    finally:
        InteractiveShell.clear_instance()
    assert isinstance(result.error_in_exec, BankError)
    shown = capsys.readouterr()
    lines = [line for line in (shown.out + shown.err).splitlines() if line.strip()]
    expected = (TESTS / "bad/question-many-faults.txt").read_text("utf-8").splitlines()
    assert lines == [f"quizzes/{line}" for line in expected]


def test_a_bank_error_outside_of_a_notebook_says_the_same() -> None:
    with pytest.raises(BankError) as caught:
        show("nope", "en")
    assert str(caught.value) == "\n".join(str(p) for p in caught.value.problems)
