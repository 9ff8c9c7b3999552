"""The workbook an author begins with: explanations, examples, drop-downs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quizlib.exchange import sheet_words as words
from quizlib.exchange.sheet_book import Grid, book
from quizlib.exchange.sheet_columns import GUIDES, PARTS, QUESTIONS, SETTINGS, SHEETS, Key
from quizlib.exchange.sheet_examples import EXAMPLES, LESSON, README, TITLE
from quizlib.model import LANGUAGES

#: Columns of the simple sheet, in the order in which one fills them in.
_SIMPLE = (
    *(Key("id"), Key("kind"), Key("objective"), Key("bloom"), Key("source"), Key("prompt")),
    Key("answer"),
    *(Key(code, n) for n in (1, 2, 3, 4) for code in ("option", "feedback")),
    *(Key("feedback"), Key("otherwise"), Key("tolerance"), Key("see"), Key("hint", 1)),
    Key("explanation"),
)
_QUESTIONS = (
    *("id", "kind", "objective", "bloom", "source", "see", "review_by", "prompt", "text"),
    *("answer", "tolerance", "feedback", "otherwise", "model", "panel", "credit", "shuffle"),
    *("several", "task", "compare", "least", "most", "explanation"),
)


def template(language: str, objectives: Sequence[str] = ()) -> bytes:
    """The template in a language; ``objectives`` are offered in its drop-downs."""
    at = LANGUAGES.index(language)
    lines = README[at].split("\n")
    titles = {n for n, line in enumerate(lines) if line.startswith("# ")}
    guide = Grid("bank", GUIDES["readme"][at], [], [[t.removeprefix("# ")] for t in lines], titles)
    settings = [
        [SETTINGS["title"][at], TITLE[at]],
        [SETTINGS["lesson"][at], LESSON],
        [SETTINGS["languages"][at], language],
    ]
    others = (language, *(code for code in LANGUAGES if code != language))
    return book(
        [
            guide,
            Grid("bank", SHEETS["bank"][at], [Key("setting"), Key("value")], settings),
            Grid("questions", SHEETS["simple"][at], list(_SIMPLE), _examples(at)),
            Grid("questions", SHEETS["questions"][at], _wide(_QUESTIONS, QUESTIONS, others), []),
            Grid("parts", SHEETS["parts"][at], _wide(list(PARTS), PARTS, others), []),
        ],
        language,
        objectives,
    )


def _wide(codes: Sequence[str], table: dict[str, Any], languages: Sequence[str]) -> list[Key]:
    """The columns with one for each language where there can be one."""
    keys: list[Key] = []
    for code in codes:
        column = table[code]
        if not column.by_language or column.content == "answer":
            keys.append(Key(code))
        if column.by_language:
            keys += [Key(code, 0, language) for language in languages]
    return keys


def _examples(at: int) -> list[list[str]]:
    rows = []
    for example in EXAMPLES:
        row = []
        for key in _SIMPLE:
            value = example.get(f"{key.code} {key.number}" if key.number else key.code, "")
            if isinstance(value, bool):
                value = words.TRUTH[value]
            value = value[at] if isinstance(value, tuple) else value
            tables = {"kind": words.KINDS, "bloom": words.BLOOM}
            row.append(tables[key.code][value][at] if key.code in tables else value)
        rows.append(row)
    return rows
