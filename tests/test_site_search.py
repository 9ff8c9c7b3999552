"""Search: Kazakh words are found whatever their ending, and Python and JavaScript stem alike."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from site_fixtures import Site, words

from quizlib.site.kazakh import STEPS, WHOLE, script, stem

#: A word and its inflections; each line must come out as one stem, no two lines alike.
FAMILIES = """
қызмет қызметі қызметінің қызметін қызметке қызметтер қызметтерінде қызметтен қызметпен
бөлім бөлімі бөлімінің бөлімдер бөлімдерінің бөлімге бөлімімен бөлімдегі
орган органы органдар органдарының органдарындағы органға органның
халық халқы халқының халыққа халықтың халықпен
мақала мақалада мақаланың мақаласында мақалалар мақаладағы
кесте кестеде кестенің кестеге кестесінде кестеден
ақпарат ақпаратты ақпараттың ақпаратын ақпараттар ақпаратқа
басшы басшысы басшының басшыларының басшысына
міндет міндеті міндеттерін міндеттің міндетке
тарату таратуды таратудың таратуы таратады таратқан таратып
жазу жазады жазған жазып жазды
журналист журналистер журналистерге журналистердің журналистермен
кітап кітабы кітаптар кітабын
іс ісі іске істің істері
ел елдің елге елі еліміздің
бағдарлама бағдарламасы бағдарламаның бағдарламалар
байланыс байланысы байланысты байланыстар
пікір пікірі пікірін пікірлер
орын орны орнында орынға
сұрақ сұрағы сұраққа сұрақтар
жауап жауабы жауаптар жауабын
мәтін мәтіні мәтінде мәтінге
мекеме мекеменің мекемелер мекемесі мекемеміз
""".strip().splitlines()


def test_a_word_and_its_inflections_have_one_stem() -> None:
    stems: dict[str, str] = {}
    for line in FAMILIES:
        found = {stem(word) for word in line.split()}
        assert len(found) == 1, (line, found)
        (one,) = found
        assert one not in stems, (line, stems.get(one))
        stems[one] = line


@pytest.mark.parametrize("word", ["PR", "e-Otinish", "2026", "№", "БАҚ", "ы", "у", "ль", "ә"])
def test_short_and_foreign_words_are_left_alone(word: str) -> None:
    assert stem(word) == word.lower()


def vocabulary(site: Site) -> list[str]:
    """Every word of the Kazakh edition, the families above, and every suffix put to every end."""
    found = set(" ".join(FAMILIES).split())
    for page in site.pages:
        text = words(site.page("kk", page).xpath("//article")[0])
        found |= set(re.findall(r"\w+", text)) | set(re.findall(r"\w+", text.lower()))
    suffixes = [form for step in STEPS for suffix, _ in step for form in suffix.split("/")]
    for root in ("ел", "мектеп", "ауыл", "қала", "клуб", "имидж", "оқу", *WHOLE):
        found |= {root + suffix for suffix in suffixes}
        found |= {root + a + b for a in suffixes for b in suffixes}
    return sorted(found)


def test_the_twin_in_the_browser_stems_every_word_alike(site: Site, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.fail("Node is needed to compare the two stemmers")
    every = vocabulary(site)
    assert len(every) > 20_000
    (tmp_path / "words.json").write_text(json.dumps(every), encoding="utf-8")
    program = tmp_path / "twin.cjs"
    program.write_text(
        f"{script()}\n"
        "const words = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));\n"
        "const stemmer = new Stemmer();\n"
        "console.log(JSON.stringify(words.map((word) => stemmer.stemWord(word))));\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [node, str(program), str(tmp_path / "words.json")],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    theirs = dict(zip(every, json.loads(done.stdout), strict=True))
    assert {word: theirs[word] for word in every if theirs[word] != stem(word)} == {}


def index(site: Site, language: str) -> dict[str, Any]:
    text = (site.out / language / "searchindex.js").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text[text.index("(") + 1 : text.rindex(")")])
    return data


@pytest.mark.parametrize("query", ["қызмет", "басшы", "міндет", "кесте"])
def test_a_word_finds_every_page_that_has_an_inflection_of_it(site: Site, query: str) -> None:
    # The tables of coverage repeat names and objectives; who searches wants the lessons.
    apart = "ancestor::script or ancestor::*[contains(@class, 'coverage')]"
    data = index(site, "kk")
    hits: set[int] = set()
    for terms in (data["terms"], data["titleterms"]):
        at = terms.get(stem(query), [])
        hits |= {at} if isinstance(at, int) else set(at)
    found = {data["docnames"][hit] for hit in hits}
    expected = {
        page
        for page in site.pages
        if any(
            stem(word) == stem(query)
            for text in site.page("kk", page).xpath(f"//article//text()[not({apart})]")
            for word in re.findall(r"\w+", text)
        )
    }
    assert found >= expected
    assert expected


def test_questions_and_figures_can_be_found(site: Site) -> None:
    """Words of an option, and of the text inside a drawing."""
    terms = index(site, "kk")["terms"]
    lesson = index(site, "kk")["docnames"].index("press-service-and-pr")
    for word in ("видеостудия", "тіктөртбұрыш"):
        at = terms[stem(word)]
        assert lesson in ([at] if isinstance(at, int) else at), word
