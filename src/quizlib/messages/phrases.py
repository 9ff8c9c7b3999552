"""Words that messages are put together from, such as what was found or which names are known.

Each is its own English and may hold fields in braces; the translations stand under the English.
"""

from __future__ import annotations

from quizlib.messages.losses import LOSSES

#: What reports count.
COUNTED = ("bank", "file", "notebook", "lesson", "question", "problem", "error", "warning")

PHRASES = (
    # what was found in a file
    "fields",
    "a list",
    "a text",
    "a date",
    "a number",
    "an empty text",
    "an empty value",
    "the number {digits}",
    "the value {value}",
    # which names are known; {names} is a list of them
    "{what}: {names}.",
    "Did you mean `{near}`?",
    "Did you mean `{near}`? {listed}",
    "Known here",
    "Possible",
    "The banks are",
    "The fields here are",
    "The kinds are",
    "The rules are",
    "The other scales are",
    "The exam asks about",
    "There are questions on",
    "Its bins",
    "Its blanks",
    "Its steps and endings",
    "The questions are",
    "The settings are",
    "The parts are",
    "There are",
    # what fits into a short text
    "At most {count} characters.",
    "{expected} The letter `{letter}` is Cyrillic.",
    "Use small Latin letters, digits and hyphens, beginning with a letter, such as ps-head.",
    "Name a page, such as press-service-and-pr.",
    'Write the number of an objective in quotes, such as "3.1".',
    "Name a claim (A67) or a later fact (F25).",
    "Write page#anchor, such as press-service-and-pr#overlaps.",
    "A field of the question must not be indented as deep as the text it follows.",
    "entry is",
    "entries are",
    # which translations are meant
    "the translations of this bank ({names}) are",
    "{count} translations here ({names}) are",
    # what rules of item writing propose
    " Write {text}, for instance.",
    ", such as {text}",
    "{low} to {high}",
    "everything above {low}",
    "everything below {high}",
    "{one} in the question and {other} here",
    "they are not in order",
    "readers see them shuffled",
    "Put them in order: {texts}",
    "Put them in order, {texts}, and write `shuffle: false` above `options`",
    "Write `shuffle: false` above `options`",
    "end with a punctuation mark and some do not",
    "begin with a capital and some do not",
    "Latin",
    "Cyrillic",
    # how well a fact could be checked
    "not verified",
    "disputed",
    # characters that nobody sees, most of them under the names that Unicode gives
    "soft hyphen",
    "zero width space",
    "zero width non-joiner",
    "zero width no-break space",
    "word joiner",
    "left-to-right mark",
    "right-to-left mark",
    "sign of writing direction",
    "next line",
    "line separator",
    "paragraph separator",
    # what stops the reading of a CSV file
    "a quotation mark is opened and not closed",
    "a quotation mark stands inside a cell and is not doubled",
    # parts of a question that a CSV file has no place for
    "mistakes",
    "units",
    # what a notebook asks
    "`select` must be a list",
    'Write select=["{name}"].',
    "`exam` says how an exam is held, but this quiz is none",
    'Add mode="exam", or remove `exam`.',
    # what reports say around the findings
    *(form.format(noun) for noun in COUNTED for form in ("no {}s", "1 {}", "{{count}} {}s")),
    "error",
    "warning",
    "{what} checked: {found}.",
    "{count} set aside with a reason",
    "{count} can be mended with --fix",
    # what an import has written; {what} is a number of questions
    "{where}: nothing written.",
    "{where}: {what} written.",
    "{where}: {what} added.",
    "{where}: {what} would be written.",
    "{where}: {what} would be added.",
    "Left out: {count}.",
    "Next: {first}, then {second}",
    # what gets lost between our banks and learning systems
    *LOSSES,
)
