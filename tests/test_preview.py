"""`quizlib preview`: what its pages hold, what its server answers and refuses, and the command."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from helpers import BAD, BANK, ROOT, TESTS, write
from typer.testing import CliRunner

from quizlib.bankfile import Reading, read
from quizlib.cli import app
from quizlib.localserver import HOST, Server, bound
from quizlib.model import LANGUAGES
from quizlib.preview import banks, page, server, watching
from quizlib.preview.banks import MISSING, Desk, Shelf, settled
from quizlib.preview.page import bank_page
from quizlib.preview.parts import Asked
from quizlib.preview.watching import Watch
from quizlib.render import quiz_html
from quizlib.site.quizzes import STATIC
from quizlib.stub import Stub

#: A second question, and one more way to go wrong.
DEPUTY = """\
  - id: deputy
    kind: truefalse
    objective: "3.1"
    bloom: remember
    source: [A67]
    prompt: Does the deputy head the press service?
    answer: false
    feedback: {"true": The table says otherwise., "false": The chief does.}
    see: press-service-and-pr#overlaps
"""
TWO = BANK + DEPUTY
#: Nobody may do this to the second question of TWO.
BROKEN = TWO.replace("kind: truefalse", "kind: truthful")
SYNTAX = TWO.replace("languages: [en]", "languages: [en")


def shown(file: Path, **asked: str) -> Tag:
    """The page of a file that is looked at for the first time."""
    return again(Desk(file, file.name), **asked)


def again(desk: Desk, **asked: str) -> Tag:
    return tree(bank_page(desk, Asked(**asked), first="", folder=False))


def tree(text: str) -> Tag:
    return one(BeautifulSoup(text, "lxml"), "html")


def words(element: Tag) -> str:
    """The text of an element, with a space after each block and cell."""
    text = re.sub(r"</(p|li|td|th|summary)>", r" \g<0>", str(element))
    return " ".join(BeautifulSoup(text, "lxml").get_text().split())


def attribute(element: Tag, name: str) -> str:
    return str(element.get(name) or "")


def one(root: Tag, selector: str) -> Tag:
    [found] = root.select(selector)
    return found


def data_of(root: Tag) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(one(root, "script.qz-data").string or "")
    return data


def forms(root: Tag) -> list[str]:
    return [attribute(form, "id") for form in root.select("form.qz-question")]


# ---- the page of a bank


@pytest.mark.parametrize("mode", page.MODES)
def test_the_questions_are_those_that_learners_see(tmp_path: Path, mode: str) -> None:
    file = write(tmp_path, BANK)
    bank = read(file, "bank.yml").bank
    assert bank is not None
    stub = Stub("bank", "en", mode=mode, confidence=True)
    text = bank_page(
        Desk(file, "bank.yml"), Asked(mode=mode, confidence="yes"), first="", folder=False
    )
    assert quiz_html(bank, stub) in text


def test_language_mode_and_confidence_are_as_the_bank_says_unless_asked_otherwise() -> None:
    file = TESTS / "good/all-kinds.yml"
    data = data_of(shown(file))
    assert (data["lang"], data["mode"]) == ("kk", "practice")
    asked = shown(file, lang="ru", mode="check", confidence="yes")
    data = data_of(asked)
    assert (data["lang"], data["mode"]) == ("ru", "check")
    assert asked.select(".qz-confidence")
    assert attribute(asked, "lang") == "ru"
    on = [words(a) for a in asked.select(".pv-choices [aria-current]")]
    assert on == ["Русский", "Проверка", "Да"]
    # Each link changes one thing and keeps the others.
    english = attribute(one(asked, "[data-choice='lang-en']"), "href")
    assert english == "/?lang=en&mode=check&confidence=yes"


def test_what_an_address_asks_that_the_bank_has_not_is_passed_over(tmp_path: Path) -> None:
    root = shown(write(tmp_path, BANK), lang="ru", mode="<dance>", confidence="perhaps")
    assert attribute(root, "lang") == "en"
    assert "no texts in the language asked for (Русский)" in words(one(root, ".pv-told"))
    assert not root.select("[data-choice^='lang-']")
    assert (
        attribute(one(root, "[aria-current][data-choice^='mode-']"), "data-choice")
        == "mode-practice"
    )
    assert "told" not in words(one(shown(write(tmp_path, BANK), lang="xx"), "main"))


def test_an_exam_is_offered_where_questions_earn_points(tmp_path: Path) -> None:
    head, _, question = BANK.partition("    kind: single")
    essay = head + (
        '    kind: essay\n    objective: "3.1"\n    bloom: create\n    source: [A67]\n'
        "    prompt: Write a notice.\n    model: A notice.\n    checklist:\n"
        "      - {id: who, text: Says who.}\n      - {id: when, text: Says when.}\n"
    )
    file = write(tmp_path, essay)
    assert read(file, "bank.yml").problems == []
    assert not shown(file).select("[data-choice='mode-exam']")
    assert question
    assert shown(write(tmp_path, BANK)).select("[data-choice='mode-exam']")


def test_what_leads_to_a_paragraph_is_shown_as_its_name(tmp_path: Path) -> None:
    root = shown(write(tmp_path, TWO))
    assert [words(see) for see in root.select(".qz-see")] == [
        "Read the paragraph again: press-service-and-pr#overlaps"
    ] * 2
    assert not root.select(".qz a")


def test_a_bank_of_500_questions_is_one_page_with_a_list_to_jump(tmp_path: Path) -> None:
    head, _, question = BANK.partition("  - id: head")
    text = head + "".join(f"  - id: q{n}{question}" for n in range(500))
    root = shown(write(tmp_path, text))
    assert len(forms(root)) == 500
    assert [attribute(a, "href") for a in root.select(".pv-jump a")] == [
        f"#q{n}" for n in range(500)
    ]


# ---- problems


def test_a_question_that_cannot_be_shown_stands_in_its_place_with_its_lines(
    tmp_path: Path,
) -> None:
    text = BROKEN + DEPUTY.replace("id: deputy", "id: third")
    root = shown(write(tmp_path, text))
    assert forms(root) == ["head", "third"]
    box = one(root, ".pv-broken")
    assert (attribute(box, "data-id"), attribute(box, "data-before")) == ("deputy", "third")
    problem = one(box, ".pv-problems > li")
    assert "Error Line 16, column 11 kind" in words(problem)
    assert "There is no question kind truthful." in words(problem)
    assert "The kinds are: single, " in words(problem)
    assert "▶ 16 kind: truthful" in words(box)
    numbers = [int(words(row.select("td")[1])) for row in box.select(".pv-source tr")]
    assert numbers == [*range(15, 24)]
    last = shown(write(tmp_path, BROKEN))
    assert attribute(one(last, ".pv-broken"), "data-before") == ""


def test_a_question_without_an_id_is_named_by_its_place_in_the_file(tmp_path: Path) -> None:
    root = shown(write(tmp_path, TWO.replace("- id: deputy", "- name: deputy")))
    box = one(root, ".pv-broken")
    assert attribute(box, "aria-label") == "Question 2"
    assert words(one(root, f".pv-jump a[href='#{attribute(box, 'id')}']")) == "Question 2"


def test_of_two_questions_with_one_id_the_second_is_a_box(tmp_path: Path) -> None:
    root = shown(write(tmp_path, TWO.replace("- id: deputy", "- id: head")))
    assert forms(root) == ["head"]
    assert "The id head is used twice" in words(one(root, ".pv-broken"))


def test_what_the_rules_object_to_stands_beside_the_question(tmp_path: Path) -> None:
    text = TWO.replace("text: The chief,", "text: All of the above,")
    root = shown(write(tmp_path, text))
    assert forms(root) == ["head", "deputy"]
    note = next(n for n in root.select(".pv-note") if attribute(n, "data-for") == "head")
    assert re.search(r"Error Line 13, column \d+ options\[0\]", words(note))
    assert "All of the above" in words(note)
    assert words(one(root, ".pv-jump li:first-child")) != "head"
    assert not note.select(".pv-lines")


def test_in_an_exam_nothing_stands_beside_a_question_and_problems_follow(tmp_path: Path) -> None:
    text = BROKEN.replace("text: The chief,", "text: All of the above,")
    root = shown(write(tmp_path, text), mode="exam")
    assert not root.select("[data-for], [data-before]")
    assert [attribute(box, "data-id") for box in root.select(".pv-quiz ~ section > [data-id]")] == [
        "head",
        "deputy",
    ]


def test_an_exam_that_lacks_questions_says_so(tmp_path: Path) -> None:
    text = BROKEN.replace("questions:", 'mode: exam\nexam: {draw: {"3.1": 2}}\nquestions:')
    root = shown(write(tmp_path, text))
    assert "only 1" in words(one(root, "[aria-labelledby='pv.exam']"))
    assert forms(root) == []
    assert forms(shown(write(tmp_path, text), mode="practice")) == ["head"]


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (SYNTAX, "[ is opened here and never closed"),
        (TWO.replace("version: 1", "version: 7"), "version"),
        ("", "empty"),
        (TWO.replace("chief", "ба").encode("cp1251"), "UTF-8"),
        (None, "cannot be read"),
    ],
    ids=["syntax", "head", "empty", "encoding", "gone"],
)
def test_while_the_file_cannot_be_read_the_last_questions_stay_and_are_called_older(
    tmp_path: Path, now: str | bytes | None, said: str
) -> None:
    desk = Desk(write(tmp_path, TWO), "bank.yml")
    assert not again(desk).select(".pv-older")
    if now is None:
        desk.file.unlink()
    else:
        write(tmp_path, now)
    root = again(desk)
    assert forms(root) == ["head", "deputy"]
    assert one(root, ".pv-older")
    assert "Not up to date" in words(one(root, ".pv-told"))
    assert said in words(one(root, ".pv-top"))
    write(tmp_path, TWO)
    assert not again(desk).select(".pv-older, .pv-top")


def test_a_fault_of_the_whole_file_is_shown_with_the_lines_around_it(tmp_path: Path) -> None:
    rows = [words(row) for row in shown(write(tmp_path, SYNTAX)).select(".pv-top tr")]
    assert rows[:3] == ["1 version: 1", "▶ 2 languages: [en", "3 title: Press service"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "The file cannot be read"),
        ("", "The file is empty"),
        (BANK.partition("questions:")[0] + "questions: []\n", "no questions"),
        (BANK.replace("version: 1", "version: 7"), "version"),
        (SYNTAX, "never closed"),
    ],
    ids=["missing", "empty", "no questions", "head", "syntax"],
)
def test_a_file_with_nothing_to_show_yet_gives_a_page_that_says_why(
    tmp_path: Path, text: str | None, said: str
) -> None:
    file = tmp_path / "bank.yml" if text is None else write(tmp_path, text)
    root = shown(file, lang="en")
    assert said in words(one(root, "main"))
    assert "Errors: 1" in words(one(root, "[id='pv.status']"))
    assert not root.select("form, .pv-broken")


def test_the_summary_counts_errors_and_warnings(tmp_path: Path) -> None:
    desk = Desk(write(tmp_path, BROKEN), "bank.yml")
    counts = desk.state().counts
    assert counts["error"] == 1
    status = words(one(again(desk), "[id='pv.status']"))
    assert status.startswith("Errors: 1")
    assert words(one(again(desk), "title")).startswith("(1) Press service")


@pytest.mark.parametrize("file", BAD, ids=lambda f: f.stem)
def test_every_bad_bank_gives_a_page_with_each_of_its_problems(file: Path) -> None:
    desk = Desk(file, file.name)
    root = again(desk, lang="en")
    told = [words(p) for p in root.select(".pv-problems .pv-code")]
    assert sorted(told) == sorted(problem.code for problem in desk.state().problems)


def test_a_file_that_has_not_changed_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(write(tmp_path, BANK), "bank.yml")
    reads: list[Path] = []

    def counted(file: Path, label: str) -> Reading:
        reads.append(file)
        return read(file, label)

    monkeypatch.setattr(banks, "read", counted)
    for lang in LANGUAGES:
        again(desk, lang=lang)
    os.utime(desk.file)
    again(desk)
    assert len(reads) == 1


def test_author_text_never_becomes_markup() -> None:
    desk = Desk(TESTS / "good/hostile.yml", "<b>hostile</b>.yml")
    for mode in page.MODES:
        root = again(desk, mode=mode)
        assert {attribute(s, "src") or attribute(s, "type") for s in root.select("script")} == {
            *("/static/page.en.js", "/static/preview.js", "application/json")
        }
        assert not [a for e in root.select("*") for a in e.attrs if a.startswith("on")]
        assert not root.select("img, svg, style, iframe, b")
        assert "<script>alert('title')</script>" in words(one(root, "h1"))


def test_what_a_faulty_file_says_never_becomes_markup(tmp_path: Path) -> None:
    text = BROKEN.replace("id: deputy", 'id: "<img src=x onerror=alert(1)>"')
    text = text.replace("truthful", "<script>alert(1)</script>")
    for source in (text, text.replace("[en]", "[en")):
        root = shown(write(tmp_path, source), lang="en")
        assert not root.select("img, script:not([src]):not([type])")
        assert "<script>alert(1)</script>" in words(root) or source is not text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_preview_speaks_each_language_with_the_same_strings(lang: str) -> None:
    def strings(code: str) -> dict[str, set[str | None]]:
        file = ROOT / f"src/quizlib/locale/preview/{code}.json"
        texts = json.loads(file.read_text(encoding="utf-8"))
        return {
            name: {field for _, field, _, _ in Formatter().parse(text) if field}
            for name, text in texts.items()
        }

    assert strings(lang) == strings("en")
    code = "".join(p.read_text("utf-8") for p in (ROOT / "src/quizlib/preview").glob("*.py"))
    for name in strings("en"):
        assert re.search(rf"[\"']{name}[\"']", code) or name.startswith("mode_"), name


# ---- the server


@dataclass
class Preview:
    """A preview that is being served."""

    path: Path
    port: int

    def get(
        self, address: str = "/", *, method: str = "GET", host: str | None = None
    ) -> tuple[int, str, dict[str, str]]:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=10)
        connection.putrequest(method, address, skip_host=True)
        connection.putheader("Host", f"{HOST}:{self.port}" if host is None else host)
        connection.endheaders()
        answer = connection.getresponse()
        body = b"" if "event-stream" in (answer.headers["Content-Type"] or "") else answer.read()
        connection.close()
        return answer.status, body.decode(), dict(answer.headers)

    @contextmanager
    def events(self, address: str) -> Iterator[Callable[[], str]]:
        """The stream of changes: a function that waits for the next version."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=10)
        connection.request("GET", address)
        answer = connection.getresponse()
        assert answer.headers["Content-Type"].startswith("text/event-stream")

        def following() -> str:
            while True:
                line = answer.readline().decode().strip()
                if line.startswith("data: "):
                    return line.removeprefix("data: ")

        yield following
        connection.close()


@pytest.fixture
def serving() -> Iterator[Callable[..., Preview]]:
    """``serving(path)`` starts a preview."""
    with ExitStack() as stack:

        def start(path: Path, label: str = "bank.yml", lang: str = "") -> Preview:
            watch = stack.enter_context(Watch(path))
            running = stack.enter_context(server.server(Shelf(path, label), watch, lang=lang))
            stack.callback(running.shutdown)
            threading.Thread(target=running.serve_forever, args=[0.05], daemon=True).start()
            return Preview(path, running.server_port)

        yield start


Serving = Callable[..., Preview]


def test_a_save_is_told_however_the_editor_writes_the_file(
    tmp_path: Path, serving: Serving
) -> None:
    file = write(tmp_path, BANK)
    preview = serving(file)
    with preview.events("/events?bank=") as following:
        versions = [following()]
        write(tmp_path, TWO)  # in place
        versions.append(following())
        write(tmp_path, BROKEN, "bank.yml.tmp").replace(file)  # another file in its place
        versions.append(following())
        file.unlink()  # gone for a moment
        threading.Timer(0.2, write, [tmp_path, BANK]).start()
        versions.append(following())
        file.unlink()
        versions.append(following())
    assert versions[3] == versions[0]
    assert versions[4] == MISSING
    assert len(set(versions)) == 4
    assert f'data-version="{MISSING}"' in preview.get()[1]


def test_the_system_tells_of_a_change_at_once_and_of_no_other_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "LOOK", 10)
    file = write(tmp_path, BANK)
    with Watch(file) as watch:
        waiting = threading.Thread(target=watch.wait, args=[0], daemon=True)
        waiting.start()
        for _ in range(100):
            if waiting.is_alive():  # it may not have begun to watch yet
                write(tmp_path, TWO)
                waiting.join(0.05)
        assert not waiting.is_alive()
        seen = watch.wait(-1)
        monkeypatch.setattr(watching, "LOOK", 0.3)
        while watch.wait(seen) > seen:  # until it has told all of that
            seen = watch.wait(-1)
        write(tmp_path, "other", "notes.txt")
        assert watch.wait(seen) == seen


def test_a_change_is_noticed_where_the_system_tells_nothing(
    tmp_path: Path, serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    preview = serving(write(tmp_path, BANK))
    with preview.events("/events?bank=") as following:
        before = following()
        write(tmp_path, TWO)
        assert following() not in (before, MISSING)


def test_a_half_written_or_missing_file_is_waited_for() -> None:
    def version(*seen: str) -> Callable[[], str]:
        left = [*seen]
        return lambda: left.pop(0) if len(left) > 1 else left[0]

    pauses: list[float] = []
    assert settled(version("half", "whole", "whole", "later"), pauses.append) == "whole"
    assert settled(version(MISSING, MISSING, "back", "back"), pauses.append) == "back"
    pauses.clear()
    assert settled(version(MISSING), pauses.append) == MISSING
    assert sum(pauses) == pytest.approx(banks.GONE)


def test_only_this_machine_is_answered_and_under_its_own_name(
    tmp_path: Path, serving: Serving
) -> None:
    preview = serving(write(tmp_path, BANK))
    port = preview.port
    for host in (f"{HOST}:{port}", f"localhost:{port}"):
        assert preview.get(host=host)[0] == 200
    for host in ("", HOST, "example.org", f"example.org:{port}", f"{HOST}.example.org:{port}"):
        for address in ("/", "/events?bank=", "/static/quiz.css"):
            status, body, _ = preview.get(address, host=host)
            assert (status, "Press service" in body) == (421, False)


def test_nothing_but_get_is_answered(tmp_path: Path, serving: Serving) -> None:
    preview = serving(write(tmp_path, BANK))
    for method in ("HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE"):
        assert preview.get(method=method)[0] == 405


@pytest.mark.parametrize(
    "address",
    [
        *("/static/", "/static/../render.py", "/static/..%2frender.py", "/static/nothing.js"),
        *("/static//etc/passwd", "/bank.yml", "/../bank.yml", "/?bank=../secret.yml"),
        *(
            "/?bank=notes.txt",
            "/?bank=%2Fetc%2Fpasswd",
            "/events?bank=..%2Fsecret.yml",
            "http://[/",
        ),
        *("/?bank=", "/?bank=one.yml%00"),
    ],
)
def test_no_address_leads_out_of_the_folder(tmp_path: Path, serving: Serving, address: str) -> None:
    write(tmp_path, BANK.replace("Press service", "Secret"), "secret.yml")
    folder = tmp_path / "banks"
    folder.mkdir()
    write(folder, BANK, "one.yml")
    write(folder, "Secret", "notes.txt")
    status, body, _ = serving(folder).get(address)
    assert status == (200 if address == "/?bank=" else 400 if address == "http://[/" else 404)
    assert "Secret" not in body
    assert "root:" not in body
    assert "import" not in body


def test_every_answer_forbids_what_is_not_from_this_server(
    tmp_path: Path, serving: Serving
) -> None:
    preview = serving(write(tmp_path, BANK))
    for address in ("/", "/static/preview.js", "/events?bank=", "/nothing", "/static/nothing"):
        _, _, headers = preview.get(address)
        assert headers["Content-Security-Policy"].startswith("default-src 'self';")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"


def test_a_page_asks_for_nothing_that_the_server_does_not_have(
    tmp_path: Path, serving: Serving
) -> None:
    write(tmp_path, TWO)
    preview = serving(tmp_path)
    for lang in LANGUAGES:
        for address in (f"/?lang={lang}", f"/?bank=bank.yml&lang={lang}"):
            root = tree(preview.get(address)[1])
            for element in root.select("[src], [href]"):
                target = attribute(element, "src") or attribute(element, "href")
                assert target.startswith(("/", "#pv.", "#head", "#deputy")), target
                if target.startswith("/"):
                    assert preview.get(target)[0] == 200, target


def test_a_fault_of_ours_is_one_line_and_no_traceback(
    tmp_path: Path,
    serving: Serving,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: Any, **__: Any) -> str:
        raise KeyError("inside")

    preview = serving(write(tmp_path, BANK))
    monkeypatch.setattr(server, "bank_page", fail)
    status, body, _ = preview.get()
    assert (status, body) == (500, "The page could not be made. The window of quizlib says more.\n")
    assert capsys.readouterr().err == "The page could not be made: KeyError('inside')\n"
    monkeypatch.undo()
    assert preview.get()[0] == 200


@pytest.mark.parametrize(("error", "lines"), [(BrokenPipeError(), 0), (KeyError("inside"), 1)])
def test_a_browser_that_hangs_up_is_nothing_to_tell(
    error: Exception, lines: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with bound(BaseHTTPRequestHandler, 8400) as running:
        try:
            raise error
        except (OSError, KeyError):
            running.handle_error(None, None)
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", lines)


# ---- a folder


def test_the_banks_of_a_folder_are_listed_with_their_counts(
    tmp_path: Path, serving: Serving
) -> None:
    (tmp_path / "more").mkdir()
    write(tmp_path, BROKEN, "a.yml")
    write(tmp_path / "more", BANK.replace("id: head", "id: other"), "б & в.yml")
    preview = serving(tmp_path, "quizzes")
    with preview.events("/events") as following:
        before = following()
        root = tree(preview.get("/?lang=en")[1])
        rows = [[words(c) for c in row.select("th, td")] for row in root.select("tbody tr")]
        assert rows[0][:3] == ["Press service a.yml", "2", "English"]
        assert rows[0][3].startswith("Errors: 1")
        assert rows[1][:3] == ["Press service more/б & в.yml", "1", "English"]
        for link in root.select("tbody a"):
            bank = tree(preview.get(attribute(link, "href"))[1])
            assert attribute(one(bank, ".pv-back a"), "href") == "/?lang=en"
            assert forms(bank)
        write(tmp_path, BANK.replace("id: head", "id: new"), "c.yml")
        assert following() != before
    assert "c.yml" in preview.get()[1]
    (tmp_path / "c.yml").unlink()
    assert "c.yml" not in preview.get()[1]


def test_a_bank_on_view_whose_file_goes_stays_on_view(tmp_path: Path, serving: Serving) -> None:
    file = write(tmp_path, BANK)
    preview = serving(tmp_path)
    assert preview.get("/?bank=bank.yml")[0] == 200
    file.unlink()
    status, body, _ = preview.get("/?bank=bank.yml")
    assert status == 200
    assert "pv-older" in body


def test_a_folder_without_banks_says_so(tmp_path: Path, serving: Serving) -> None:
    assert "There is no bank in this folder yet." in serving(tmp_path, lang="en").get()[1]


# ---- the command


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the command would open and serve; it ends at once, as after Ctrl-C."""
    seen: list[Any] = []

    def serve(running: Server, *_: Any) -> None:
        seen.append(running.server_port)
        raise KeyboardInterrupt

    monkeypatch.setattr(Server, "serve_forever", serve)
    monkeypatch.setattr(webbrowser, "open", seen.append)
    return seen


def test_the_browser_is_opened_at_the_address_that_is_said(
    tmp_path: Path, started: list[Any]
) -> None:
    done = CliRunner().invoke(app, ["preview", str(write(tmp_path, BANK))])
    address = re.search(r"http://127\.0\.0\.1:\d+/", done.output)
    assert address is not None
    assert done.exit_code == 0
    assert address[0] in started


def test_without_a_wish_for_it_no_browser_is_opened(tmp_path: Path, started: list[Any]) -> None:
    file = str(write(tmp_path, BANK))
    assert CliRunner().invoke(app, ["preview", file, "--no-open", "--lang", "ru"]).exit_code == 0
    assert [type(seen) for seen in started] == [int]


@pytest.mark.parametrize("arguments", [[], ["."], ["quizzes"]], ids=["", "course", "folder"])
def test_a_course_is_shown_by_its_banks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: list[Any], arguments: list[str]
) -> None:
    (tmp_path / "quizzes").mkdir()
    monkeypatch.chdir(tmp_path)
    shelves: list[tuple[Path, str]] = []

    def made(path: Path, label: str) -> Shelf:
        shelves.append((path, label))
        return Shelf(path, label)

    monkeypatch.setattr(banks, "Shelf", made)
    assert CliRunner().invoke(app, ["preview", *arguments, "--no-open"]).exit_code == 0
    assert shelves == [(tmp_path / "quizzes", "quizzes")]


def test_a_port_in_use_is_named_and_another_one_taken_only_where_none_was_asked_for(
    tmp_path: Path, started: list[Any]
) -> None:
    file = str(write(tmp_path, BANK))
    with socket.socket() as busy:
        busy.bind((HOST, 0))
        busy.listen()
        taken = str(busy.getsockname()[1])
        done = CliRunner().invoke(app, ["preview", file, "--no-open", "--port", taken])
    assert (done.exit_code, started) == (1, [])
    assert f"port {taken} is in use" in done.output


def test_a_file_that_is_not_there_yet_is_waited_for_and_a_wrong_folder_is_told(
    tmp_path: Path, started: list[Any]
) -> None:
    done = CliRunner().invoke(app, ["preview", str(tmp_path / "new.yml"), "--no-open"])
    assert done.exit_code == 0
    assert "The page will show it once it is there." in done.output
    done = CliRunner().invoke(app, ["preview", str(tmp_path / "no/new.yml"), "--no-open"])
    assert done.exit_code == 1
    assert "There is no folder" in done.output


def test_ctrl_c_ends_it_quietly_also_while_a_page_waits(tmp_path: Path) -> None:
    file = write(tmp_path, BANK)
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "quizlib", "preview", str(file), "--no-open"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=tmp_path,
        # Tests may run in the background, where a shell switches Ctrl-C off for what it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert process.stdout is not None
    said = ""
    while "Ctrl-C" not in said:
        said = process.stdout.readline()
        assert said, "it ended by itself"
    port = re.search(r":(\d+)/", said)
    assert port is not None
    with Preview(file, int(port[1])).events("/events?bank=") as following:
        following()
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=20)
    assert (process.returncode, rest.strip()) == (0, "")


def test_the_scripts_of_learners_carry_nothing_of_the_preview() -> None:
    for file in STATIC.glob("*"):
        if not file.name.startswith("preview."):
            assert "pv-" not in file.read_text(encoding="utf-8"), file.name
