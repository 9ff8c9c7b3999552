"""Messages of `quizlib check` on what it was asked for, and on mending."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "path-missing": (
        "there is no such file or folder",
        "Check its name, and the folder you are in.",
    ),
    "path-misspelt": (
        "there is no such file or folder",
        "Did you mean `{near}`? Otherwise check the folder you are in.",
    ),
    "not-yaml": (
        "this file is not a bank: banks end in .yml",
        "`quizlib import` makes a bank of a spreadsheet, a GIFT file or a Moodle XML file.",
    ),
    "fix-breaks": (
        "nothing was mended in this file: line {row} would then be wrong ({said})",
        "Mend what the rules say by hand, and report this: a rule has made a mistake.",
    ),
    "fix-alters": (
        "nothing was mended in this file: more than its wording would have changed",
        "Mend what the rules say by hand, and report this: a rule has made a mistake.",
    ),
    "fix-endless": (
        "nothing was mended in this file: after {rounds} rounds the rules still ask for changes",
        "Mend what the rules say by hand, and report this: two rules are at odds.",
    ),
    "fix-meanwhile": (
        "nothing was mended in this file: it was saved by another program meanwhile",
        "Run the command again.",
    ),
    "unwritable": (
        "the file cannot be written: {reason}",
        "Close it in other programs, and check its permissions and the space left on the disk.",
    ),
}
