"""Messages on files and on YAML itself."""

from __future__ import annotations

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
    # what YAML stumbles over; CAUSES says which is which
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
}

#: What libyaml says, or PyYAML without it → the message.  The first that matches counts.
CAUSES = (
    ("mapping values are not allowed", "yaml-colon"),
    ("could not find expected ':'", "yaml-no-colon"),
    ("undefined alias|while scanning an alias", "yaml-star"),
    ("while scanning an anchor", "yaml-ampersand"),
    ("duplicate anchor", "yaml-anchor-twice"),
    ("undefined tag|while (scanning|parsing) a (tag|node)", "yaml-tag"),
    ("cannot start any token|mapping keys are not allowed", "yaml-start"),
    ("while scanning a block scalar", "yaml-block"),
    ("sequence entries are not allowed", "yaml-dash"),
    ("while scanning a quoted scalar", "yaml-quote"),
    ("quoted scalar", "yaml-escape"),
    ("expected ',' or", "yaml-bracket"),
    ("expected (the )?node content", "yaml-closing"),
    ("expected key|'-' indicator|<block end>|document start", "yaml-indent"),
)
