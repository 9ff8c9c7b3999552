"""`quizlib new`: banks and questions to begin with, each a model of a good one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers import BAD, BANK, GOOD, TESTS, write
from typer.testing import CliRunner, Result

from quizlib import lint, templates
from quizlib.bankfile import read
from quizlib.cli import app, new
from quizlib.kinds import KINDS
from quizlib.load import load
from quizlib.messages.making import MESSAGES
from quizlib.model import LANGUAGES, Bank
from quizlib.templates import making

#: What is to be done by a person once all languages are written.
TO_CONFIRM = "translation-unconfirmed"
OBJECTIVES = """\
"1.1":
  bloom: apply
  lesson: notices
  text: {kk: "Хабарландыру жазу.", ru: "Написать объявление.", en: "Write a notice."}
"2.1":
  bloom: apply
  lesson: other
  text: {kk: "Басқа сабақ.", ru: "Другой урок.", en: "Another lesson."}
"2.2":
  bloom: apply
  lesson: other
  text: {kk: "Тағы бір сабақ.", ru: "И ещё урок.", en: "One more lesson."}
"""


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course without banks, which we stand in."""
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "course").mkdir()
    write(tmp_path / "course", OBJECTIVES, "objectives.yml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str, typed: str | None = None) -> Result:
    done = CliRunner().invoke(app, ["new", *args], input=typed)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def made(*args: str) -> str:
    done = run(*args)
    assert done.exit_code == 0, done.output
    return done.output


def codes(output: str) -> list[str]:
    """The codes of what an output tells."""
    return re.findall(r"\berror ([a-z-]+)(?=:|$)", output, re.MULTILINE)


# ---- the models


@pytest.mark.parametrize("spoken", ["kk", "ru", "en", "kk ru en", "ru en"])
def test_what_is_made_has_no_finding_in_any_kind(tmp_path: Path, spoken: str) -> None:
    languages = spoken.split()
    lang = languages[-1]
    for kind in KINDS:
        head = templates.bank(languages, lang, title=None, lesson="x", schema=None)
        first = templates.question(
            *("single", languages, lang), id=f"{kind}-1", objective="1.1", objectives={}
        )
        file = write(tmp_path, head + templates.indented(first), f"{kind}.yml")
        if kind != "single":  # or the bank would ask the same twice
            making.new_question(kind, str(file), lang=lang, goals={})
    assert [p for p in lint.check([tmp_path]) if p.code != TO_CONFIRM] == []
    for kind in KINDS:
        bank = load(tmp_path / f"{kind}.yml")
        assert [q.kind for q in bank.questions] == list(dict.fromkeys(["single", kind]))
        assert bank.head.languages == languages


def test_a_model_says_the_same_in_one_language_as_in_three(tmp_path: Path) -> None:
    for kind in KINDS:
        whole = _bank(tmp_path, kind, LANGUAGES).questions[0].model_dump()
        for code in LANGUAGES:
            one = _bank(tmp_path, kind, [code]).questions[0].model_dump()
            assert one == _only(whole, code), (kind, code)
            lines = (tmp_path / "bank.yml").read_text(encoding="utf-8").split("\n")
            for field, below in itertools.pairwise(lines):
                if field.endswith("|-"):  # the layout of our banks: two spaces for each step
                    assert _depth(below) == _depth(field.replace("- ", "  ")) + 2, field


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _bank(folder: Path, kind: str, languages: tuple[str, ...] | list[str]) -> Bank:
    head = templates.bank(languages, languages[0], title=None, lesson="x", schema=None)
    entry = templates.question(
        kind, languages, languages[0], id="x-1", objective="1.1", objectives={}
    )
    bank = read(write(folder, head + templates.indented(entry)), "bank.yml").bank
    assert bank is not None, kind
    return bank


def _only(value: object, code: str) -> object:
    """Data of a question with one of its languages."""
    if isinstance(value, dict):
        if set(value) == set(LANGUAGES):
            return {code: value[code]}
        return {name: _only(inner, code) for name, inner in value.items()}
    return [_only(inner, code) for inner in value] if isinstance(value, list) else value


def test_comments_are_in_the_language_of_the_author_and_say_what_to_write(course: Path) -> None:
    said = {}
    for lang in LANGUAGES:
        made("bank", f"in-{lang}", "--lang", lang, "--languages", "kk,ru,en", "--lesson", "notices")
        text = (course / f"quizzes/in-{lang}.yml").read_text(encoding="utf-8")
        comments = [m[1] for m in re.finditer(r"^ *# (.*)$", text, re.MULTILINE)]
        said[lang] = " ".join(comments)
        assert max(map(len, re.findall(r"^ *#.*$", text, re.MULTILINE))) <= 98
        assert "#." not in text
        assert "$" not in text
    assert "Соңғы абзац — сұрақтың өзі" in said["kk"]
    assert "1.1 Хабарландыру жазу." in " ".join(said["kk"].split())
    assert "Другой урок" not in said["ru"]
    assert "1.1 Написать объявление." in " ".join(said["ru"].split())
    assert "Its last paragraph is the question itself" in said["en"]


# ---- banks


def test_a_bank_begins_with_the_languages_lesson_and_title_asked_for(course: Path) -> None:
    out = made(
        *("bank", "water-notices", "--lang", "en", "--languages", "en, ru"),
        *("--lesson", "notices", "--title", 'Water: "notices" #1'),
    )
    assert "quizzes/water-notices.yml:" in out
    assert "quizlib check quizzes/water-notices.yml" in out
    assert "quizlib translate confirm water-notices wn-1" in out
    bank = load("water-notices", course)
    assert bank.head.languages == ["ru", "en"]
    assert bank.head.source_language == "en"
    assert bank.head.lesson == "notices"
    assert bank.head.title == dict.fromkeys(["ru", "en"], 'Water: "notices" #1')
    assert (bank.questions[0].id, bank.questions[0].objective) == ("wn-1", "1.1")


def test_without_languages_a_bank_has_those_of_the_others_or_that_of_its_author(
    course: Path,
) -> None:
    assert "confirm" not in made("bank", "first", "--lang", "ru")
    first = load("first", course)
    assert (first.head.languages, first.head.source_language) == (["ru"], None)
    made("bank", "second", "--lang", "kk")
    assert load("second", course).head.languages == ["kk"]
    made("bank", "third", "--languages", "kk,ru,en")
    made("bank", "fourth", "--languages", "kk,ru,en")
    made("bank", "fifth", "--lang", "en")
    assert load("fifth", course).head.languages == ["kk", "ru", "en"]
    assert load("fifth", course).head.source_language == "en"
    for file in (course / "quizzes").iterdir():
        file.unlink()
    made("bank", "sixth")
    assert load("sixth", course).head.languages == ["kk"]


def test_a_bank_names_the_schema_where_the_course_keeps_one(course: Path) -> None:
    made("bank", "without")
    (course / "schema").mkdir()
    write(course / "schema", "{}", "bank-1.json")
    made("bank", "with")
    first = [(course / f"quizzes/{n}.yml").read_text("utf-8").split("\n")[0] for n in ("with",)]
    assert first == ["# yaml-language-server: $schema=../schema/bank-1.json"]
    assert "schema" not in (course / "quizzes/without.yml").read_text("utf-8")


def test_a_file_is_never_written_over(course: Path) -> None:
    (course / "quizzes/deep").mkdir()
    for name in ("quizzes/water.yml", "quizzes/deep/air.yaml"):
        write(course, "anything", name)
    for name in ("water", "water.yml", "air"):
        done = run("bank", name)
        assert (done.exit_code, codes(done.output)) == (1, ["bank-exists"])
    assert (course / "quizzes/water.yml").read_text("utf-8") == "anything"
    assert not (course / "quizzes/air.yml").exists()


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["Су хабары"], "bank-name"),
        (["../out"], "bank-name"),
        (["water", "--languages", "kk,de"], "unknown-language"),
        (["water", "--lesson", "Су"], "pattern"),
        (["water", "--title", "![a](b.png)"], "image"),
    ],
)
def test_what_cannot_be_is_refused_before_a_file_is_made(
    course: Path, args: list[str], code: str
) -> None:
    done = run("bank", *args)
    assert (done.exit_code, codes(done.output)) == (1, [code])
    assert list((course / "quizzes").iterdir()) == []


# ---- questions


def test_a_question_is_added_behind_the_last_one_and_nothing_else_changes(course: Path) -> None:
    for name, before in _files():
        file = course / "quizzes" / name
        file.write_bytes(before)
        made("question", "order", "--into", str(file))
        after = file.read_bytes()
        at = next(
            (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before)
        )
        kept = len(before) - at
        assert after[:at] + after[len(after) - kept :] == before, name
        ends = {b"\r\n"} if b"\r\n" in before else {b"\n"}
        assert set(re.findall(rb"\r?\n", after)) == ends, name
        bank = read(file, name).bank
        assert bank is not None, name
        assert bank.questions[-1].kind == "order"
        file.unlink()


def _files() -> Iterator[tuple[str, bytes]]:
    for file in GOOD:
        if b"questions: [" not in file.read_bytes():
            yield file.name, file.read_bytes()
    plain = BANK.encode()
    yield "windows.yml", b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n")
    yield "no-end.yml", plain.rstrip(b"\n")
    yield "comment.yml", plain + b"# the end\n"
    yield "field-after.yml", plain.replace(b"lesson: press-service-and-pr\n", b"") + b"lesson: x\n"
    yield "at-the-edge.yml", re.sub(rb"(?m)^  ", b"", plain)


def test_an_id_follows_the_bank_and_is_never_used_twice_in_the_course(course: Path) -> None:
    write(course / "quizzes", BANK.replace("id: head", "id: ps-7"), "one.yml")
    write(course / "quizzes", BANK.replace("id: head", "id: ps-9"), "two.yml")
    made("question", "text", "--into", "one")
    made("question", "text", "--into", "quizzes/two.yml")
    made("question", "text", "--into", "two", "--id", "ps-ending")
    assert [q.id for q in load("one", course).questions] == ["ps-7", "ps-10"]
    assert [q.id for q in load("two", course).questions] == ["ps-9", "ps-11", "ps-ending"]
    done = run("question", "text", "--into", "two", "--id", "ps-7")
    assert (done.exit_code, codes(done.output)) == (1, ["duplicate-id-course"])
    assert "quizzes/one.yml" in done.output
    assert codes(run("question", "text", "--into", "two", "--id", "ПС").output) == ["pattern"]


def test_the_objective_is_that_asked_for_or_that_of_the_question_before(course: Path) -> None:
    other = BANK.replace('"3.1"', '"2.1"').replace("press-service-and-pr", "other")
    write(course / "quizzes", other, "one.yml")
    made("question", "text", "--into", "one")
    made("question", "text", "--into", "one", "--objective", "2.2")
    assert [q.objective for q in load("one", course).questions] == ["2.1", "2.1", "2.2"]
    text = (course / "quizzes/one.yml").read_text("utf-8")
    assert "2.2  One more lesson." in text
    assert "Write a notice" not in text
    done = run("question", "text", "--into", "one", "--objective", "2.9")
    assert (done.exit_code, codes(done.output)) == (1, ["objective-missing"])
    (course / "course/objectives.yml").unlink()
    made("question", "text", "--into", "one", "--objective", "2.9")
    write(course / "course", "a: b\n", "objectives.yml")
    done = run("question", "text", "--into", "one")
    assert done.exit_code == 1
    assert "course/objectives.yml:1" in done.output


@pytest.mark.parametrize("name", ["single-no-key", "yaml-tag", "file-empty", "bank-version"])
def test_a_bank_with_problems_is_left_alone_and_they_are_told(course: Path, name: str) -> None:
    assert name in {file.stem for file in BAD}
    before = (TESTS / "bad" / f"{name}.yml").read_bytes()
    file = write(course / "quizzes", before)
    done = run("question", "single", "--into", "bank")
    assert done.exit_code == 1
    assert codes(done.output) == [p.code for p in read(file, "bank.yml").problems]
    assert "Nothing has been added." in done.output
    assert file.read_bytes() == before


def test_questions_in_brackets_are_left_alone(course: Path) -> None:
    lines = BANK.split("questions:\n")
    entry = (
        "{id: head, kind: truefalse, objective: '3.1', bloom: remember, source: [A67], "
        "prompt: Is it so?, answer: true, feedback: {true: It is said., false: It is not said.}}"
    )
    file = write(course / "quizzes", f"{lines[0]}questions: [{entry}]\n")
    assert read(file, "bank.yml").problems == []
    done = run("question", "single", "--into", "bank")
    assert (done.exit_code, codes(done.output)) == (1, ["cannot-add"])
    assert file.read_text("utf-8") == f"{lines[0]}questions: [{entry}]\n"


def test_a_slip_in_a_kind_or_a_bank_is_told_with_what_there_is(course: Path) -> None:
    made("bank", "water")
    assert "Did you mean `single`?" in run("question", "singel", "--into", "water").output
    assert "Did you mean `water`?" in run("question", "single", "--into", "watter").output
    assert codes(run("question", "single", "--into", "none.yml").output) == ["bank-missing"]
    made("question", "order", "--into", "water.yml")
    assert [q.kind for q in load("water", course).questions] == ["single", "order"]


def test_a_bank_outside_of_a_course_can_be_added_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, BANK)
    made("question", "essay", "--into", "bank.yml")
    bank = read(tmp_path / "bank.yml", "bank.yml").bank
    assert bank is not None
    assert [(q.id, q.objective) for q in bank.questions] == [("head", "3.1"), ("bank-1", "3.1")]
    done = run("bank", "water")
    assert (done.exit_code, codes(done.output)) == (1, ["course-missing"])


# ---- in a terminal and elsewhere


def test_in_a_terminal_what_is_not_given_is_asked_for(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new, "_in_terminal", lambda: True)
    done = run("bank", typed="water-notices\nru\n\n")
    assert done.exit_code == 0, done.output
    assert load("water-notices", course).head.languages == ["ru"]
    done = run("question", typed="no-such-kind\n99\n5\n\n")
    assert done.exit_code == 0, done.output
    assert "Type a name or a number from 1 to 13." in done.output
    assert "order      Put things into their order." in done.output
    assert [q.kind for q in load("water-notices", course).questions] == ["single", "order"]


def test_elsewhere_it_is_said_what_is_missing(course: Path) -> None:
    for args, missing in (
        (["bank"], "NAME is missing"),
        (["question"], "KIND is missing"),
        (["question", "single"], "--into is missing"),
    ):
        done = run(*args)
        assert done.exit_code == 2
        assert missing in done.output
    assert list((course / "quizzes").iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_no_traceback(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    done = run("bank", "water")
    assert done.exit_code == 1
    assert "No space left on device" in " ".join(done.output.split())


def test_every_message_on_making_is_shown_here() -> None:
    here = Path(__file__).read_text(encoding="utf-8")
    assert all(f'"{code}"' in here for code in MESSAGES)
