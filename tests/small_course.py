"""A course of a few short pages, for what the real course need not be built for."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import nbformat

from quizlib.site.languages import CODES
from quizlib.site.notebooks import run

TOC = """
format: jb-book
root: book/kk/intro
chapters:
  - file: book/kk/lesson
  - file: book/kk/glossary
  - file: book/kk/source
  - file: book/kk/references
"""

CLAIMS = "A1: {text: {kk: Тұжырым., ru: Тезис., en: A claim.}}\n"
FACTS = """
F1:
  text: {kk: Дерек., ru: Факт., en: A fact on press releases.}
  standing: primary
  sources:
    - {url: "https://example.org/law", title: {kk: Заң, ru: Закон, en: Law}, date: 2024-06-19}
    - {url: "https://example.org/news", title: {kk: Хабар, ru: Новость, en: News}}
F2:
  text: {kk: Дерек., ru: Факт., en: Another.}
  standing: unverified
  sources:
    - {url: "https://example.org/law", title: {kk: Заң 1, ru: Закон 1, en: "Law, article 1"}}
"""
OBJECTIVES = '"1.1": {bloom: remember, lesson: lesson, text: {kk: а, ru: б, en: c}}\n'
GLOSSARY = """
press-service:
  term: {kk: баспасөз қызметі, ru: пресс-служба, en: press service}
  definition: {kk: Бөлімше., ru: Подразделение., en: A unit.}
  origin: article
  claims: [A1]
press-release:
  term: {kk: пресс-релиз, ru: пресс-релиз, en: press release}
  also: {kk: [баспасөз релизі], en: [news release]}
  definition: {kk: Мәтін., ru: Текст., en: A text of a press service.}
  origin: law
  facts: [F1, F2]
  unconfirmed: true
akimat:
  term: {kk: әкімдік, ru: акимат, en: akimat}
  definition: {kk: Орган., ru: Орган., en: A body.}
  origin: field
trust:
  term: {kk: сенім, ru: доверие, en: trust}
  definition: {kk: Сену., ru: Вера., en: Faith.}
  origin: field
  link: false
"""
LITERATURE = """
- id: grunig-hunt-1984
  authors: Grunig, J. E., Hunt, T.
  year: 1984
  title: Managing Public Relations
  container: "New York: Holt"
  used_for: {kk: төрт үлгі, ru: четыре модели, en: the four models}
- id: arnstein-1969
  authors: Arnstein, S. R.
  year: 1969
  title: A Ladder of Citizen Participation
  container: Journal of the American Institute of Planners
  volume_pages: 35(4), 216–224
  doi: 10.1080/01944366908977225
  used_for: {kk: баспалдақ, ru: лестница, en: the ladder}
- id: article
  title: Статья
  used_for: {kk: тұжырымдар, ru: тезисы, en: the claims}
"""
BLUEPRINT = """
minutes: 5
attempts: 1
pass: {scored: 1, of: 1}
items: {"1.1": {remember: 1}}
kinds: {single: 1}
"""

SOURCE = """# Source

:::{admonition} List
:class: claims-list note
On the site.
:::

:::{admonition} List
:class: facts-list note
On the site.
:::
"""
GLOSSARY_PAGE = """# Glossary

A press service has a page.

(terms)=
## Terms

:::{admonition} List
:class: glossary-list note
On the site.
:::
"""
REFERENCES = """# References

:::{admonition} List
:class: references-list note
On the site.
:::
"""
#: What a lesson says in each language: the terms in their headings, boxes, tables and texts.
LESSONS = {
    "kk": """# Баспасөз қызметі

Әкімдіктің баспасөз қызметінде `пресс-релиз` бар. Әкімдік пен [пресс-релиз](#first) туралы.

(first)=
## Пресс-релиз

:::{admonition} Пресс-релиз
:class: take tip
Баспасөз қызметтері, **пресс-релиздер** [A1](source.md#a1), пресс-релизге сенім.
:::

| А | Б < В | *Г* | |
|---|---|---|---|
| 1 | | **3** | 4 |
""",
    "ru": """# Пресс-служба

У пресс-служб акиматов есть `пресс-релиз`. Акимат и [пресс-релиз](#first).

(first)=
## Пресс-релиз

| Пресс-релиз | доверие |
|---|---|
| Два пресс-релиза | пресс-релизы |
""",
    "en": """# Press service

Press services of akimats have a `press release`. An akimat and [press release](#first).

(first)=
## Press release

- A list with **news releases** and a press release [A1](source.md#a1).
- trust
""",
}

#: The bank of a page `practice`, and the languages' own words in it.
PRACTICE_BANK = """
version: 1
languages: [kk, ru, en]
title: {kk: Жаттығу, ru: Упражнение, en: Practice}
lesson: practice
questions:
  - id: first
    kind: truefalse
    objective: "1.1"
    bloom: remember
    source: [A1]
    see: lesson#first
    prompt: {kk: Әкімдік орган ба?, ru: Акимат — орган?, en: Is an akimat a body?}
    answer: true
    feedback:
      "true": {kk: Иә., ru: Да., en: It is.}
      "false": {kk: Орган., ru: Это орган., en: It is a body.}
"""
#: nbformat carries a mark that it is typed, but most of its functions are not.
_FORMAT: Any = nbformat


#: The form, the same in each language but for its words.
FORM = """
(take-to-work)=
## {heading}

:::{{admonition}} {note}
:class: take tip
1. {first}
2. {second}
:::

**{second}**: № 5 *{first}* [A1](source.md#a1). {press}

### {part}

- {first}
  - {second}

1. {second}

| {first} | {second} |
|---|---|
| {part} | |
| 1. | |
"""
WORDS = {
    "kk": ("Жұмысқа алып кетіңіз", "Парақ", "Бірінші", "Екінші", "Бөлім", "Пресс-релиз."),
    "ru": ("Возьмите на работу", "Бланк", "Первое", "Второе", "Часть", "Пресс-релиз."),
    "en": ("Take to work", "Form", "First", "Second", "Part", "A press release."),
}
_NAMES = ("heading", "note", "first", "second", "part", "press")


def form(language: str) -> str:
    """The section with the form of the lesson."""
    return FORM.format(**dict(zip(_NAMES, WORDS[language], strict=True))).replace(
        "№ 5", "№\N{NO-BREAK SPACE}5"
    )


def small_course(root: Path, target: Path) -> Path:
    """The course in the folder ``target``, with the settings of the real one in ``root``."""
    files = {
        "_toc.yml": TOC,
        "course/claims.yml": CLAIMS,
        "course/facts.yml": FACTS,
        "course/objectives.yml": OBJECTIVES,
        "course/glossary.yml": GLOSSARY,
        "course/literature.yml": LITERATURE,
        "course/blueprint.yml": BLUEPRINT,
    }
    for language in CODES:
        files |= {
            f"book/{language}/intro.md": "# Intro\n\nNothing here.\n",
            f"book/{language}/lesson.md": LESSONS[language] + form(language),
            f"book/{language}/glossary.md": GLOSSARY_PAGE,
            f"book/{language}/source.md": SOURCE,
            f"book/{language}/references.md": REFERENCES,
        }
    for name, text in files.items():
        file = target / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.lstrip(), encoding="utf-8")
    (target / "quizzes").mkdir()
    shutil.copy(root / "_config.yml", target)
    shutil.copytree(root / "i18n", target / "i18n")
    return target


def quiz_course(root: Path, target: Path, head: str = "") -> Path:
    """The small course with a notebook `practice` besides, whose quiz asks the bank `practice`.

    ``head`` holds more lines of the bank, such as its mode.
    """
    course = small_course(root, target)
    (course / "_toc.yml").write_text(
        f"{TOC.lstrip()}  - file: book/kk/practice\n", encoding="utf-8"
    )
    bank = course / "quizzes" / "practice.yml"
    text = PRACTICE_BANK.lstrip().replace("questions:", f"{head}questions:", 1)
    bank.write_text(text, encoding="utf-8")
    for language in CODES:
        notebook = _FORMAT.v4.new_notebook(
            cells=[
                _FORMAT.v4.new_markdown_cell("# PR", id="top"),
                _FORMAT.v4.new_code_cell(
                    f'from quizlib import show\n\nshow("practice", lang="{language}")',
                    id="quiz",
                    metadata={"tags": ["remove-input"]},
                ),
            ]
        )
        _FORMAT.write(notebook, course / "book" / language / "practice.ipynb")
    run([course / "book"])
    return course
