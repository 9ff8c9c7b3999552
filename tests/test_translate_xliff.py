"""XLIFF for translation programs: valid, read by another program, and safe to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers import TESTS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from translate.storage import xliff as toolkit
from translating import (
    BANKS,
    TRILINGUAL,
    a_course,  # noqa: F401
    bank_file,
    examples,
    export,
    run,
)

from quizlib.bankfile import read
from quizlib.errors import BankError
from quizlib.load import load
from quizlib.translate import xliff
from quizlib.translate.delivery import delivery
from quizlib.translate.texts import texts

# ---- XLIFF


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """XLIFF 1.2 strict, as OASIS published it; what it imports is taken from beside it."""
    file = TESTS / "schemas" / "xliff-core-1.2-strict.xsd"
    near = file.read_bytes().replace(b"http://www.w3.org/2001/xml.xsd", b"xml.xsd")
    return etree.XMLSchema(etree.fromstring(near, base_url=str(file)))


def written(bank: Path, target: str) -> bytes:
    reading = read(bank, bank.name)
    assert reading.bank
    assert reading.source
    first = reading.bank.head.languages[0]
    whole = delivery(reading.bank, reading.source, {}, source=first, target=target)
    return xliff.write(whole)


@pytest.mark.parametrize("bank", BANKS, ids=lambda f: f.stem)
def test_our_xliff_is_valid_and_another_program_reads_all_of_it(
    bank: Path, schema: etree.XMLSchema
) -> None:
    loaded = load(bank)
    target = next(c for c in ("ru", "kk") if c != loaded.head.languages[0])
    data = written(bank, target)
    schema.assertValid(etree.fromstring(data))
    store: Any = toolkit.xlifffile(data)
    units = {unit.xmlelement.get("id"): unit for unit in store.units}
    listed = list(texts(loaded, range(len(loaded.questions))))
    assert units.keys() == {text.key for text in listed}
    assert store.getsourcelanguage() == loaded.head.languages[0]
    assert store.gettargetlanguage() == target
    for text in listed:
        source = text.words[loaded.head.languages[0]]
        if isinstance(source, str):
            assert units[text.key].source.strip() == source.strip()
        assert units[text.key].getnotes()


def test_marks_of_blanks_are_placeholders_that_programs_protect() -> None:
    data = written(TESTS / "good/further-kinds.yml", "en")
    root: Any = etree.fromstring(data)
    name = {"x": xliff.NAMESPACE}
    [unit] = root.xpath("//x:trans-unit[@id='fk-cloze.text']", namespaces=name)
    for side in ("source", "target"):
        marks = unit.xpath(f"x:{side}/x:ph", namespaces=name)
        assert {f"[[{mark.get('id')}]]" for mark in marks} == {mark.text for mark in marks}
        assert len(marks) == 3


def test_a_program_may_turn_placeholders_into_others_of_its_own(course: Path) -> None:
    text = TRILINGUAL.replace("Кто возглавляет", "Кто [[a]] возглавляет")
    text = text.replace("кім басқарады", "кім [[a]] басқарады")
    bank_file(course).write_text(text, encoding="utf-8")
    out = export(name="bank.ru.xlf")
    raw = out.read_text(encoding="utf-8")
    mark = '<ph id="a" ctype="x-blank">[[a]]</ph>'
    assert raw.count(mark) == 2
    target = 'Кто <mrk mtype="seg"><x id="a" equiv-text="[[a]]"/> же</mrk> <!-- note -->это?'
    raw = re.sub(r"Кто <ph.*?службу\?", target, raw)
    out.write_text(raw, encoding="utf-8")
    assert "1 text changed" in run("import", str(out))
    assert 'ru: "Кто [[a]] же это?"' in bank_file(course).read_text(encoding="utf-8")


HEAD = f'<xliff version="1.2" xmlns="{xliff.NAMESPACE}">'
FILE = '<file original="bank" source-language="kk" target-language="ru" datatype="plaintext">'
UNIT = '<trans-unit id="title"><source>Сынақ</source><target>Проба 2</target></trans-unit>'
WHOLE = f"{HEAD}\n{FILE}<body>{UNIT}</body></file></xliff>"


def broken() -> Iterator[tuple[str, str]]:
    """XLIFF that cannot be used, and what is said of it."""
    whole = WHOLE
    yield whole.replace("</body>", ""), "a.xlf:2:"
    yield whole.replace("Проба", "&проба;"), "the file is not well-formed XML: "
    yield "", "the file is not well-formed XML: "
    bomb = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "ha" * 50}">' for i in range(9))
    yield f"<!DOCTYPE xliff [{bomb}]>{whole.replace('Проба', '&e8;')}", "error: a.xlf"
    secret = '<!DOCTYPE xliff [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    begins = "the file begins with a document type (`<!DOCTYPE …>`), which"
    yield secret + whole.replace("Проба", "&x;"), begins
    yield whole.replace('"1.2"', '"2.0"'), '`<xliff version="2.0">`'
    yield "<tmx/>", "begins with `<tmx>`"
    yield f"{HEAD}</xliff>", "holds 0 parts `<file>` where one bank is expected"
    yield (
        whole.replace("</xliff>", f"{FILE}<body/></file></xliff>"),
        "holds 2 parts `<file>` where one bank is expected",
    )
    yield whole.replace('"kk"', '"de"'), "the languages of this file are not two of kk, ru, en"
    yield whole.replace('"ru"', '"kk-KZ"'), "the languages of this file are not two of kk, ru, en"
    yield whole.replace('"bank"', '"bnak"'), "there is no bank bnak"
    yield whole.replace('id="title"', ""), "without an id"
    yield whole.replace('"ru"', '"kk"').replace('="kk" t', '="ru" t'), "`kk` is the language that"


@pytest.mark.parametrize(("content", "said"), list(broken()), ids=range(14))
def test_xliff_that_cannot_be_used_is_told_with_its_place(
    course: Path, content: str, said: str
) -> None:
    Path("a.xlf").write_text(content, encoding="utf-8")
    printed = run("import", "a.xlf", code=1)
    assert said in printed
    assert "root:" not in printed
    assert bank_file(course).read_text(encoding="utf-8") == TRILINGUAL


def test_a_file_too_large_is_refused_unread(course: Path) -> None:
    with Path("a.xlf").open("wb") as opened:
        opened.truncate(60 * 1024 * 1024)
    assert "the file has more than 50 MB" in run("import", "a.xlf", code=1)


@settings(
    max_examples=examples(40, 3000),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_no_damage_to_a_file_raises_anything_but_problems(tmp_path: Path, data: Any) -> None:
    whole = WHOLE.encode()
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(whole)))
        end = min(len(whole), start + data.draw(st.sampled_from([0, 1, 5, 40])))
        piece = data.draw(st.binary(max_size=4) | st.just(whole[start:end] * 2))
        whole = whole[:start] + piece + whole[end:]
    file = tmp_path / "a.xlf"
    file.write_bytes(whole)
    try:
        returned, problems = xliff.read(file, "a.xlf")
    except BankError as error:
        problems = error.problems
    else:
        assert returned.source != returned.target
    assert all(str(p).startswith("a.xlf") for p in problems)
