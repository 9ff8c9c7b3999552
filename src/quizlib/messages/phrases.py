"""Words that messages are put together from, such as what was found or which names are known.

Each is its own English and may hold fields in braces; the translations stand under the English.
"""

from __future__ import annotations

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
)
