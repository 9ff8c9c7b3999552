"""What is wrong with a bank, said so that its author can mend it.

A :class:`Problem` is one finding with its place; a :class:`BankError` carries all findings of a
bank at once.  The wording of every message stands in :data:`MESSAGES`: first what is wrong, then
how to mend it.  This module imports nothing of quizlib, so everything may use it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

#: code → (what is wrong, how to mend it); both are :meth:`str.format` templates.
MESSAGES: dict[str, tuple[str, str]] = {
    # the file
    "bank-missing": (
        "there is no bank {name}",
        "{known}",
    ),
    "course-missing": (
        "no folder `quizzes` here or in any folder above {start}",
        "Start from the folder of the course.",
    ),
    "unreadable": ("the file cannot be read: {reason}", "Check its name and its permissions."),
    "too-large": (
        "the file has {size} MB; the limit is {limit} MB",
        "Split the bank into several files.",
    ),
    "not-utf8": (
        "the file is not saved as UTF-8 (byte {byte})",
        "Save it again and choose the encoding UTF-8.",
    ),
    "empty-file": ("the file is empty", "Begin it with `version: 1`."),
    "tab": (
        "a tab character where YAML wants spaces",
        "Replace the tab with spaces, two for each step.",
    ),
    "yaml": ("YAML cannot be read here: {reason}", "{hint}"),
    "several-documents": (
        "a second YAML document begins here",
        "Remove the line `---`, or move what follows to a file of its own.",
    ),
    "too-deep": (
        "values are nested more than {limit} deep",
        "A bank needs about ten levels: look for brackets that are never closed.",
    ),
    "alias-bomb": (
        "aliases (`*name`) unfold this file to more than {limit} values",
        "Write the repeated parts out, or repeat fewer of them.",
    ),
    "alias-loop": (
        "this value contains itself through an alias (`*name`)",
        "Remove the alias that points back to it.",
    ),
    "merge-key": (
        "`<<` (merging of mappings) is not supported",
        "Write the fields out.",
    ),
    "key-not-text": ("a field name must be a word", "Write the name without brackets."),
    "duplicate-key": (
        "the field `{key}` is given twice; the first is in line {first}",
        "Keep one of the two.",
    ),
    # fields
    "unknown-field": ("unknown field `{key}`", "{suggestion}"),
    "missing-field": ("the field `{key}` is missing", "Add `{key}: {example}`."),
    "not-a-list": ("a list is expected here, not {found}", "Begin each entry with `- `."),
    "not-a-mapping": (
        "fields are expected here, not {found}",
        "Write `name: value` lines, indented below this one.",
    ),
    "not-text": (
        "YAML reads `{raw}` as {found}, but a text is expected here",
        'Put it in quotes: "{raw}".',
    ),
    "text-expected": (
        "a text is expected here, not {found}",
        "Write the text itself on this line.",
    ),
    "not-yes-no": ("`true` or `false` is expected here, not {found}", "Write true or false."),
    "not-a-date": (
        "a date is expected here, not {found}",
        "Write year-month-day without quotes, such as 2027-11-01.",
    ),
    "empty-text": ("the text is empty", "Write the text, or remove the field."),
    "text-in-one-language": (
        "one text, but the bank has the languages {languages}",
        "Give the text for each language: {example}.",
    ),
    "missing-language": (
        "the text is missing in {missing}",
        "Add `{missing}: …` below the other languages.",
    ),
    "extra-language": (
        "the language {extra} is not among the bank's languages ({languages})",
        "Use one of these, or add it to `languages:` at the top.",
    ),
    "image": (
        "the text holds an image, which questions cannot show yet",
        "Put the image into the lesson and refer to it in words.",
    ),
    "too-few": ("at least {least} {what} needed here, {count} given", "Add the missing ones."),
    "pattern": ("`{raw}` does not fit here", "{expected}"),
    "not-one-of": ("`{raw}` is not known here", "{suggestion}"),
    "unknown-kind": ("there is no question kind `{raw}`", "{suggestion}"),
    "repeated": ("`{raw}` is listed twice", "Keep one of the two."),
    "source-language": (
        "`source_language` is {raw}, but the bank's languages are {languages}",
        "Name the language the bank was first written in.",
    ),
    # questions
    "duplicate-id": (
        "the id `{id}` is used twice; the first is in line {first}",
        "Give one of them another id.",
    ),
    "duplicate-id-course": (
        "the question id `{id}` is already used in {other}, line {first}",
        "Give this question another id: ids are unique in the whole course.",
    ),
    "keys-single": (
        "a question of kind single has exactly one right option; this one has {count}",
        "Put `correct: true` on one option only, or use `kind: multiple`.",
    ),
    "keys-multiple": (
        "a question of kind multiple has at least two right options; this one has {count}",
        "Put `correct: true` on each right option, or use `kind: single`.",
    ),
    "no-wrong-option": (
        "every option is right, so there is nothing to choose",
        "Add an option that is wrong.",
    ),
    "same-options": (
        "the texts of `{first}` and `{second}` are the same in {language}",
        "Change one of them.",
    ),
    "unknown-bin": ("there is no bin `{raw}` in this question", "{suggestion}"),
    "empty-bin": (
        "no card belongs into the bin `{id}`",
        "Add a card that fits, or remove the bin.",
    ),
    "several-needed": (
        "every card fits exactly one bin, so `several: true` only misleads",
        "Remove `several`, or let a card fit more than one bin.",
    ),
    # asking for questions
    "unknown-question": ("the bank {bank} has no question `{raw}`", "{suggestion}"),
    "unknown-objective": ("the bank {bank} has no question on objective {raw}", "{suggestion}"),
    "unknown-language": ("there is no edition in `{raw}`", "{suggestion}"),
    "language-not-in-bank": (
        "the bank {bank} has no texts in {raw}",
        "It has {languages}: choose one of them, or add the texts.",
    ),
    "unknown-mode": ("there is no mode `{raw}`", "{suggestion}"),
    "bad-argument": ("{what}", "{mend}"),
}


@dataclass(frozen=True, order=True)
class Problem:
    """One finding: where it is, what is wrong, how to mend it.

    ``line`` and ``column`` count from 1; 0 means that the whole file is meant.  ``path`` leads to
    the value, as in ``questions[2].prompt.kk``; it is empty for the whole file.
    """

    file: str
    line: int
    column: int
    path: str
    code: str
    message: str
    mend: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        where = "".join(f"{part}: " for part in (place, self.path) if part)
        return f"{where}{self.message}. {self.mend}".rstrip()

    def as_dict(self) -> dict[str, str | int]:
        """The fields as plain data, for ``--format json``."""
        return asdict(self)


def problem(
    code: str, *, file: str = "", line: int = 0, column: int = 0, path: str = "", **params: Any
) -> Problem:
    """The problem ``code`` of :data:`MESSAGES`, its words filled in with ``params``."""
    what, mend = MESSAGES[code]
    return Problem(file, line, column, path, code, what.format(**params), mend.format(**params))


def suggest(word: str, known: Iterable[str], *, what: str = "Known here") -> str:
    """ "Did you mean `x`?" for a near miss, then all that is known."""
    names = list(known)
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    listed = f"{what}: {', '.join(names)}." if names else ""
    return f"Did you mean `{near[0]}`? {listed}".strip() if near else listed


class BankError(Exception):
    """A bank cannot be used.  ``problems`` lists every finding, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: list[Problem] = list(problems)
        super().__init__("\n".join(str(p) for p in self.problems))

    def _render_traceback_(self) -> list[str]:
        """What IPython shows: an author needs the findings, not our call stack."""
        return [str(p) for p in self.problems]
