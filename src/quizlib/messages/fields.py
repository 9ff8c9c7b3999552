"""Messages on the fields of a bank, whatever its questions are."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
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
    "whole-number": (
        "a whole number from {least} to {most} is expected here, not {found}",
        "Write it in digits, without quotes.",
    ),
    "not-a-number": (
        "a number is expected here, not {found}",
        "Write it in digits, without quotes, with a point before decimals, such as 15 or 12.5; at "
        "most 15 digits.",
    ),
    "odd-number": (
        "YAML reads `{raw}` as {found}",
        "Write the number you mean in plain digits, such as 15 or 12.5.",
    ),
    "not-a-factor": (
        "a number above 0 or a fraction is expected here, not {found}",
        'Write how many of the first unit one of this is, such as 60 or "1/60".',
    ),
    "list-in-one-language": (
        "one list, but the bank has the languages {languages}",
        "Give a list for each language: {example}.",
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
}
