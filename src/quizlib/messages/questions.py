"""Messages on questions of one kind or several."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
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
}
