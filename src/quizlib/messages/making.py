"""Messages on making banks and questions."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "bank-name": (
        "`{raw}` cannot be the name of a bank",
        "Use small Latin letters, digits and hyphens, such as water-notices.",
    ),
    "bank-exists": (
        "there is a bank {name} already",
        "Choose another name; or add a question to it: "
        "`quizlib new question single --into {name}`.",
    ),
    "cannot-add": (
        "nothing can be added to the questions as they are written here",
        "Write each question as an entry of its own, beginning with a hyphen on a new line, "
        "not in brackets.",
    ),
    "objective-missing": ("the course has no objective {raw}", "{suggestion}"),
}
