"""A text of a bank in another wording: the style it stood in stays, and so does the rest."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from helpers import BANK, TESTS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from translating import (
    FORMATS,
    TRILINGUAL,
    a_course,  # noqa: F401
    bank_file,
    difference,
    examples,
    export,
    run,
    status,
    translated,
    without_english,
)

from quizlib import yamlfile
from quizlib.bankfile import read
from quizlib.load import load
from quizlib.translate.delivery import Back, Returned, delivery
from quizlib.translate.fill import edits
from quizlib.translate.returned import compare, rewritten
from quizlib.translate.texts import Text, texts
from quizlib.yamltext import bank_text, plain, plain_head, splice

# ---- styles of YAML

STYLES = {
    "double": 'ru: "{old}"',
    "single": "ru: '{old}'",
    "plain": "ru: {old}",
    "literal": "ru: |-\n      {old}",
    "literal kept": "ru: |+  # why\n      {old}\n\n",
    "folded": "ru: >-\n      {old}\n      {old}",
    "flow": "{{ru: {old}, kk: x}}",
    "anchor": 'ru: &name "{old}"',
}


def styled(style: str) -> str:
    """A file with a text in this style and another one behind it."""
    inner = STYLES[style].format(old="Старый текст")
    place = f" {inner}" if style == "flow" else f"\n    {inner}"
    return f"# top\na:{place}\n# end\nb: last\n"


@pytest.mark.parametrize(
    ("style", "new", "expected"),
    [
        ("double", 'Он сказал "да".', 'ru: "Он сказал \\"да\\"."'),
        ("double", "Раз\n\nДва", 'ru: "Раз\\n\\nДва"'),
        ("single", "Don't", "ru: 'Don''t'"),
        ("single", "Раз\nДва", 'ru: "Раз\\nДва"'),
        ("plain", "Новый текст (A67).", "ru: Новый текст (A67)."),
        ("plain", "Новый: текст", 'ru: "Новый: текст"'),
        ("plain", "no", 'ru: "no"'),
        ("plain", "2027-11-01", 'ru: "2027-11-01"'),
        ("literal", "Раз\n\n- Два", "ru: |-\n      Раз\n\n      - Два"),
        ("literal", "\tРаз", 'ru: "\\tРаз"'),
        ("literal kept", "Раз: два # три", "ru: |+  # why\n      Раз: два # три"),
        ("folded", "Раз\nДва\n\nТри", "ru: >-\n      Раз\n\n      Два\n\n\n      Три"),
        ("flow", "Новый текст", "{ru: Новый текст, kk: x}"),
        ("flow", "Раз, два", '{ru: "Раз, два", kk: x}'),
        ("anchor", "Новый", 'ru: &name "Новый"'),
    ],
)
def test_a_text_keeps_the_style_in_which_it_stood(
    tmp_path: Path, style: str, new: str, expected: str
) -> None:
    before = styled(style)
    after = reworded(tmp_path, before, new)
    assert expected in after
    inner = STYLES[style].format(old="Старый текст").rstrip("\n")
    assert after == before.replace(inner, expected)


def reworded(folder: Path, text: str, new: str) -> str:
    file = folder / "a.yml"
    file.write_text(text, encoding="utf-8")
    source, _ = yamlfile.read(file, "a.yml")
    one = Text("a", ("a",), {"ru": source.data["a"]["ru"]})
    return splice(source.text, edits(source, [(one, new)], "ru"))


TEXTS = st.text(
    st.characters(exclude_categories=["Cs"]),
    min_size=1,
) | st.text("ab яқ.,:#-'\"\\{}[]|>&*!%@`\n\t=_", min_size=1)


@settings(
    max_examples=examples(60, 2500),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(new=TEXTS, style=st.sampled_from(list(STYLES)))
def test_any_text_in_any_style_is_read_back_as_it_was(tmp_path: Path, new: str, style: str) -> None:
    before = styled(style)
    new = new.strip() or "x"
    again = tmp_path / "b.yml"
    again.write_text(reworded(tmp_path, before, new), encoding="utf-8", newline="")
    data = yamlfile.read(again, "b.yml")[0].data
    assert data["b"] == "last"
    assert data["a"].get("kk") in (None, "x")
    assert data["a"]["ru"].strip() == new


def two_languages(bank: Path) -> str:
    """A bank without its English."""
    whole = load(bank)

    def without(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: without(v) for k, v in value.items() if k != "en" or "kk" not in value}
        return [without(v) for v in value] if isinstance(value, list) else value

    head = plain_head(whole) | {"languages": ["kk", "ru"], "source_language": "kk"}
    questions = [plain(q, whole.head.languages) for q in whole.questions]
    return bank_text(without(head), without(questions))


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("name", ["all-kinds", "further-kinds"])
def test_a_language_is_added_once_every_text_is_translated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, ending: str
) -> None:
    (tmp_path / "quizzes").mkdir()
    monkeypatch.chdir(tmp_path)
    file = bank_file(tmp_path)
    before = two_languages(TESTS / "good" / f"{name}.yml").replace(
        "questions:", "# Ours.\nquestions:"
    )
    file.write_text(before, encoding="utf-8")
    wanted = load(TESTS / "good" / f"{name}.yml")
    english = {}
    for text in texts(wanted, range(len(wanted.questions))):
        words = text.words["en"]
        english[text.key] = words if isinstance(words, str) else "\n".join(words)
    out = export(name=f"bank.en.{ending}", to="en")
    last = next(reversed(english))
    translated(out, {k: v for k, v in english.items() if k != last})
    said = run("import", str(out), code=1)
    assert f"does not have the language `en` yet, and 1 texts are not translated: {last}" in said
    assert file.read_text(encoding="utf-8") == before
    translated(out, english)
    assert f"{len(english)} texts changed, {len(english)} confirmed" in run("import", str(out))
    again = load(file)
    assert again.head.languages == ["kk", "ru", "en"]
    assert again.questions == wanted.questions
    gone = [line for line in difference(before, file.read_text("utf-8")) if line[0] == "-"]
    assert all("{" in line or "[" in line for line in gone), "lines of blocks stay as they are"
    assert status()["en"]["current"] == len(english)


def test_a_language_comes_in_as_its_neighbours_stand(course: Path) -> None:
    """Taken out and put in again, English stands where it stood, in blocks and in braces."""
    wanted = load(bank_file(course))
    work = {
        text.key: words if isinstance(words := text.words["en"], str) else "\n".join(words)
        for text in texts(wanted, range(2))
    }
    bank_file(course).write_text(without_english(TRILINGUAL), encoding="utf-8")
    run("import", str(translated(export(name="bank.en.xlsx", to="en"), work)))
    expected = TRILINGUAL.replace("[press secretary]", '["press secretary"]')
    assert bank_file(course).read_text(encoding="utf-8") == expected


@pytest.mark.parametrize(
    "name", ["single-language", "aliases", "hostile", "line-ends", "byte-order-mark"]
)
def test_a_bank_in_one_language_becomes_one_in_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "quizzes").mkdir()
    monkeypatch.chdir(tmp_path)
    file = bank_file(tmp_path)
    file.write_bytes((TESTS / "good" / f"{name}.yml").read_bytes())
    before = load(file)
    [first] = before.head.languages
    target = "ru" if first != "ru" else "en"
    old = {t.key: t.words[first] for t in texts(before, range(len(before.questions)))}
    work = {
        key: f"Ж {words}" if isinstance(words, str) else "\n".join(f"Ж {w}" for w in words)
        for key, words in old.items()
    }
    out = export(name=f"bank.{target}.xlsx", to=target)
    said = run("import", str(translated(out, work)))
    assert f"{len(old)} texts changed" in said
    after = load(file)
    assert (after.head.languages, after.head.source_language) == ([first, target], first)
    for text in texts(after, range(len(after.questions))):
        words = old[text.key]
        assert text.words[first] == words or str(text.words[first]) == str(words).strip()
        assert text.words[target] == (
            f"Ж {words}".strip() if isinstance(words, str) else [f"Ж {w}" for w in words]
        )


def test_a_small_bank_in_one_language_gets_the_second_in_place(course: Path) -> None:
    bank_file(course).write_text(BANK, encoding="utf-8")
    out = export(to="kk")
    keys = ["title", "head.prompt", "head.options.chief.text", "head.options.chief.feedback"]
    keys += ["head.options.deputy.text", "head.options.deputy.feedback"]
    run("import", str(translated(out, {key: f"Сөз {i}" for i, key in enumerate(keys)})))
    text = bank_file(course).read_text(encoding="utf-8")
    assert text.startswith(
        "version: 1\nsource_language: en\nlanguages: [en, kk]\n"
        'title:\n  en: Press service\n  kk: "Сөз 0"\nlesson:'
    )
    assert (
        '      - {id: chief, correct: true, text: {en: "The chief", kk: "Сөз 2"}, '
        'feedback: {en: "The table says so.", kk: "Сөз 3"}}' in text
    )


KEYS = [
    *("title", "head.prompt", "head.options.chief.text", "head.options.deputy.feedback"),
    *("head.hints.1", "word.accept", "word.otherwise"),
]


@settings(
    max_examples=examples(25, 800),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    work=st.dictionaries(st.sampled_from(KEYS), TEXTS, min_size=1, max_size=4),
    language=st.sampled_from(["ru", "en"]),
)
def test_whatever_comes_back_the_bank_has_exactly_that_or_stays_as_it_is(
    tmp_path: Path, work: dict[str, str], language: str
) -> None:
    file = tmp_path / "bank.yml"
    file.write_text(TRILINGUAL, encoding="utf-8")
    reading = read(file, "bank.yml")
    assert reading.bank
    assert reading.source
    whole = delivery(reading.bank, reading.source, {}, source="kk", target=language)
    rows = [
        Back(one.key, one.source, work[one.key], False, one.mark, "", (1, 1, one.key))
        for one in whole.rows
        if one.key in work
    ]
    returned = Returned("file", "bank", "kk", language, rows)
    comparison = compare(returned, reading.bank, {})
    fresh = rewritten(reading.bank, reading.source, comparison, returned)
    if fresh.problems:
        assert fresh.text == ""
        return
    file.write_text(fresh.text, encoding="utf-8", newline="")
    before = {t.key: t.words for t in texts(reading.bank, reading.numbers)}
    changed = {text.key for text, _ in comparison.changes}
    for text in texts(load(file), range(2)):
        for code, words in text.words.items():
            if code != language or text.key not in changed:
                assert words == before[text.key][code]
            elif isinstance(words, str):
                assert words == re.sub(r"\r\n?", "\n", work[text.key]).strip()
