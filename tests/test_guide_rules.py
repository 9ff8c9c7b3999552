"""The guide's page on item-writing rules, in each edition, held against the rules themselves.

A rule has a section: an anchor `rule-ID`, a heading with the id, in bold whether it is an error or
a warning, and an example of what it finds and of how that is mended.  Fields that do not matter
are left out of the examples and filled in as in test_lint.py.
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from helpers import ROOT
from test_fix import DONE
from test_lint import FEEDBACK, PROMPT, TITLE, file_text, reading

from quizlib import lint
from quizlib.lint import RULES
from quizlib.model import LANGUAGES

PAGES = {
    code: (ROOT / "book" / code / "writing-rules.md").read_text(encoding="utf-8")
    for code in LANGUAGES
}
_SECTION = re.compile(
    r"^\((?P<anchor>[\w-]+)\)=\n#{2,3} (?P<heading>[^\n]+)\n(?P<text>.*?)(?=^\([\w-]+\)=$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_EXAMPLE = re.compile(
    r"^```\{code-block\} yaml\n:class: (before|after)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
_PLAIN = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)

#: Language → anchor → the heading and what stands below it.
SECTIONS = {
    code: {found["anchor"]: (found["heading"], found["text"]) for found in _SECTION.finditer(page)}
    for code, page in PAGES.items()
}
#: How an edition says it.
SEVERITIES = {
    "kk": {"error": "Қате", "warning": "Ескерту"},
    "ru": {"error": "Ошибка", "warning": "Предупреждение"},
    "en": {"error": "Error", "warning": "Warning"},
}
#: A word of a rule's `source` → how the editions say it.
SOURCES = {
    "Haladyna": {
        "kk": "Haladyna т.б., 2002",
        "ru": "Haladyna и др., 2002",
        "en": "Haladyna et al. 2002",
    },
    "Rodriguez 2005": {
        "kk": "Rodriguez, 2005",
        "ru": "Rodriguez, 2005",
        "en": "Rodriguez 2005",
    },
    "Van der Kleij": {
        "kk": "Van der Kleij т.б., 2015",
        "ru": "Van der Kleij и др., 2015",
        "en": "Van der Kleij et al. 2015",
    },
    "Unicode Standard Annex 15": dict.fromkeys(LANGUAGES, "Unicode Standard Annex 15"),
    "W3C Character Model": dict.fromkeys(LANGUAGES, "W3C Character Model"),
    "threshold": {"kk": "шегін өзіміз белгіледік", "ru": "порог наш", "en": "our own threshold"},
    "our own rule": {"kk": "өз ережеміз", "ru": "наше правило", "en": "our own rule"},
    "a rule of our own": {"kk": "өз ережеміз", "ru": "наше правило", "en": "our own rule"},
}
#: Told in words: an example would be a long bank, or the story of a file.
IN_WORDS = {
    "key-longest-often",
    "key-places-uneven",
    "statements-uneven",
    "guess-score",
    "stale-translation",
    "translation-unconfirmed",
    "translations-file",
    "unsure-fact",
}
#: The day on which the guide is read: between the two days of its example on `review_by`.
TODAY = datetime.date(2026, 12, 1)


def section(language: str, rule: str) -> str:
    return SECTIONS[language][f"rule-{rule}"][1]


def objections(tmp_path: Path, language: str, example: str) -> set[str]:
    """The rules that object to an example."""
    data: dict[str, Any] = yaml.safe_load(example)
    case: dict[str, Any] = {"question": data}
    if "questions" in data:
        case = data
    elif "languages" in data:
        told = {"true": FEEDBACK, "false": FEEDBACK}
        question = {"kind": "truefalse", "prompt": PROMPT, "feedback": told}
        case = {"head": {**data, "title": TITLE}, "question": question}
    text = file_text({"language": language, **case})
    for line in re.findall(r"^prompt: .* #.*$", example, re.MULTILINE):
        # As it is written: reading it has lost what stands behind the sign.
        text = re.sub(r"^    prompt: .*$", f"    {line}", text, flags=re.MULTILINE)
    return {p.code for p in lint.findings(reading(tmp_path, text), TODAY)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_its_section_and_no_other_has_one(language: str) -> None:
    rules = [name.removeprefix("rule-") for name in SECTIONS[language] if name[:5] == "rule-"]
    assert sorted(rules) == sorted(RULES)
    assert list(SECTIONS[language]) == list(SECTIONS["kk"])
    for rule in rules:
        heading = SECTIONS[language][f"rule-{rule}"][0]
        assert heading.endswith(f": `{rule}`"), heading


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_section_says_what_a_finding_is_and_what_the_rule_rests_on(language: str) -> None:
    for rule in RULES.values():
        text = section(language, rule.id)
        assert text.startswith(f"\n**{SEVERITIES[language][rule.severity]}.** "), rule.id
        wanted = {said[language] for part, said in SOURCES.items() if part in rule.source}
        assert wanted, rule.id
        found = {said[language] for said in SOURCES.values() if said[language] in text}
        # Beside a test of chance, a section may tell of the least number that is tested.
        assert wanted <= found <= wanted | {SOURCES["threshold"][language]}, rule.id


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", [rule for rule in RULES if rule not in IN_WORDS])
def test_the_example_is_found_before_and_left_alone_after(
    rule: str, language: str, tmp_path: Path
) -> None:
    examples = dict(_EXAMPLE.findall(section(language, rule)))
    assert list(examples) == ["before", "after"]
    # A rule on Kazakh letters has a Kazakh example everywhere.
    written = "kk" if rule == "typed-variants" else language
    assert objections(tmp_path, written, examples["before"]) == {rule}
    assert objections(tmp_path, written, examples["after"]) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_told_in_words_has_no_example_to_be_run(language: str) -> None:
    for rule in IN_WORDS:
        assert "```" not in section(language, rule)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_allow_sets_aside_what_would_be_told(language: str, tmp_path: Path) -> None:
    [example] = _PLAIN.findall(PAGES[language])
    assert example in SECTIONS[language]["rules-allow"][1]
    data = yaml.safe_load(example)
    [rule] = data.pop("allow")
    assert objections(tmp_path, language, example) == set()
    bare = yaml.safe_dump(data, allow_unicode=True)
    assert objections(tmp_path, language, bare) == {rule}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_the_rules_that_can_mend_by_themselves(language: str) -> None:
    text = SECTIONS[language]["rules-fix"][1]
    assert set(re.findall(r"\[`([a-z-]+)`\]\(#rule-\1\)", text)) == DONE
    for rule in RULES:
        assert ("--fix" in section(language, rule)) == (rule in DONE), rule
