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
    "no-banks": (
        "there is no bank in this folder",
        "Banks are files that end in .yml: name one, or the folder that holds them.",
    ),
    "course-missing": (
        "no folder `quizzes` here or in any folder above {start}",
        "Start from the folder of the course.",
    ),
    "unreadable": ("the file cannot be read: {reason}", "Check its name and its permissions."),
    "too-large": (
        "the file has {size} MB; at most {limit} MB can be read",
        "Split the bank into several files.",
    ),
    "not-utf8": (
        "the file is not saved as UTF-8: from here on its letters cannot be read",
        "Save it again and choose the encoding UTF-8.",
    ),
    "empty-file": ("the file is empty", "Begin it with `version: 1`."),
    "tab": (
        "a tab character where YAML wants spaces",
        "Replace the tab with spaces, two for each step.",
    ),
    # what YAML stumbles over; yamlfile.CAUSES says which is which
    "yaml": ("YAML cannot be read here: {said}", "Check quotation marks and indentation."),
    "yaml-colon": (
        "a colon stands where YAML expects none",
        "Put a text that holds a colon in quotes; otherwise check that this line is indented like "
        "its neighbours, and that the line above has a space after its colon.",
    ),
    "yaml-no-colon": (
        "a field name with a colon is expected here",
        "Write `name: value`; indent the further lines of a long text deeper than its field.",
    ),
    "yaml-star": (
        "`*` begins an alias in YAML, and nothing has this name",
        "Put a text that begins with `*` in quotes.",
    ),
    "yaml-ampersand": (
        "`&` begins a name in YAML, and none follows",
        "Put a text that begins with `&` in quotes.",
    ),
    "yaml-tag": (
        "`!` begins a tag in YAML, which banks do not use",
        "Put a text that begins with `!` in quotes; otherwise remove the tag.",
    ),
    "yaml-start": (
        "no text can begin with {char} unless it is in quotes",
        "Put the text in quotes.",
    ),
    "yaml-block": (
        "nothing may follow `>` or `|` on the same line",
        "Begin the text on the next line, indented deeper; or put it in quotes.",
    ),
    "yaml-dash": (
        "`- ` begins an entry of a list, which cannot stand here",
        "Begin the list on the next line; or put the text in quotes.",
    ),
    "yaml-quote": (
        "a quotation mark is opened here and not closed",
        "Close it at the end of the text; inside a quoted text write « » or “ ”.",
    ),
    "yaml-after-quote": (
        "the quoted text has ended before this word",
        "Inside a quoted text write « » or “ ”.",
    ),
    "yaml-after-apostrophe": (
        "the text in single quotes has ended before this word",
        "Put a text that holds an apostrophe in double quotes.",
    ),
    "yaml-escape": (
        "`\\` in double quotes begins a special character, but not this one",
        "Write `\\\\` instead of `\\`, or use single quotes.",
    ),
    "yaml-bracket": (
        "`{char}` is opened here and never closed",
        "Close it; or put a text that begins with `{char}` in quotes.",
    ),
    "yaml-in-bracket": (
        "a comma or the closing bracket is expected here",
        "Put commas between the entries; inside brackets and braces, put a text that holds a "
        "comma, a colon, a bracket or a quotation mark in quotes.",
    ),
    "yaml-after-bracket": (
        "something follows the closing bracket",
        "Put a text that begins with a bracket or a brace in quotes.",
    ),
    "yaml-closing": (
        "`{char}` cannot stand here, where a value is expected",
        "Remove it; or put the text in quotes.",
    ),
    "yaml-indent": (
        "this line is not indented like the lines it belongs to",
        "Give all entries of a list, and all fields of an entry, the same number of spaces.",
    ),
    "yaml-anchor-twice": (
        "the name after `&` is given twice",
        "Give each `&name` a name of its own.",
    ),
    "yaml-invisible": (
        "an invisible character stands here ({name})",
        "Delete it, or write this line anew.",
    ),
    "several-documents": (
        "a second YAML document begins here",
        "Remove the line `---`, or move what follows to a file of its own.",
    ),
    "too-deep": (
        "values are nested more than {limit} deep",
        "A bank needs about ten: look for brackets never closed, and lines indented too far.",
    ),
    "alias-bomb": (
        "this part unfolds to more than {limit} values through aliases (`*name`)",
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
    "not-a-bank": ("a bank is expected here, not {found}", "Begin it with `version: 1`."),
    "version": (
        "this quizlib reads banks of version 1, not {found}",
        "Write `version: 1`, without quotes.",
    ),
    "no-questions": (
        "the bank has no questions",
        "Write `questions:` and, below it, each question beginning with `- id: …`.",
    ),
    "missing-kind": ("the field `kind` is missing", "Add `kind:` with one of: {kinds}."),
    "unknown-field": ("unknown field `{key}`", "{suggestion}"),
    "missing-field": ("the field `{key}` is missing", "Add `{key}: {example}`."),
    "not-a-list": ("a list is expected here, not {found}", "Begin each entry with `- `."),
    "not-a-mapping": (
        "fields are expected here, not {found}",
        "Write each field with its name, such as `{example}: …`.",
    ),
    "not-text": (
        "YAML reads `{raw}` as {found}, but a text is expected here",
        'Put it in quotes: "{raw}".',
    ),
    "text-expected": (
        "a text is expected here, not {found}",
        "Write the text itself; a text that begins with a bracket, a brace or `- ` in quotes.",
    ),
    "not-yes-no": (
        "`true` or `false` is expected here, not {found}",
        "Write true or false, without quotes.",
    ),
    "not-a-date": (
        "a date is expected here, not {found}",
        "Write year-month-day without quotes, such as 2027-11-01.",
    ),
    "empty-text": ("the text is empty", "Write the text; a field not needed may be removed."),
    "comment-in-text": (
        "the text is empty, because `#` begins a comment in YAML",
        "Put a text that begins with `#` in quotes.",
    ),
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
        "Remove it, or add {extra} to `languages:` at the top.",
    ),
    "not-a-language": (
        "`{extra}` is not one of the bank's languages ({languages})",
        "{mend}",
    ),
    "image": (
        "the text holds an image, which questions cannot show yet",
        "Put the image into the lesson and refer to it in words.",
    ),
    "too-few": ("at least {least} {what} needed here, {count} given", "Add the missing ones."),
    "pattern": ("`{raw}` does not fit here", "{expected}"),
    "not-one-of": ("`{raw}` is not one of the words possible here", "{suggestion}"),
    "word-expected": ("one word is expected here, not {found}", "{suggestion}"),
    "unknown-kind": ("there is no question kind `{raw}`", "{suggestion}"),
    "repeated": ("`{raw}` is given twice in this list", "Keep one of the two."),
    "source-language": (
        "`{raw}` is not among the bank's languages ({languages})",
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
        "no card belongs in the bin `{id}`",
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


#: A near miss is enough where more names than this would follow.
LONG_LIST = 12


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


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name that ``word`` was probably meant to be."""
    names = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), names, n=1, cutoff=0.6)
    return names[near[0]] if near else None


def suggest(word: str, known: Iterable[str], *, what: str = "Known here") -> str:
    """ "Did you mean `x`?" for a near miss, then what is known, unless that is long."""
    names = list(known)
    near = nearest(word, names)
    listed = f"{what}: {', '.join(names)}." if names else ""
    if near is None:
        return listed
    question = f"Did you mean `{near}`?"
    return question if len(names) > LONG_LIST else f"{question} {listed}"


class BankError(Exception):
    """A bank cannot be used.  ``problems`` lists every finding, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: list[Problem] = list(problems)
        super().__init__("\n".join(str(p) for p in self.problems))

    def _render_traceback_(self) -> list[str]:
        """What IPython shows: an author needs the findings, not our call stack."""
        return [str(p) for p in self.problems]
