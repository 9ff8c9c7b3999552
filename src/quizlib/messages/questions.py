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
    # typed answers
    "answer-empty": (
        "nothing is left of the answer `{raw}`: spaces and a full stop at the end do not count",
        "Write a word or a number, or remove the entry.",
    ),
    "answer-long": (
        "the answer has {count} characters; a field holds {limit}",
        "Ask for fewer words.",
    ),
    "answer-repeated": (
        "`{raw}` is the same answer as `{other}`: case, spaces and signs like quotation marks do "
        "not count",
        "Keep one of the two.",
    ),
    "answer-contradicts": (
        "`{raw}` stands both under `{first}` and under `{second}`",
        "An answer can be one of these only: remove it from the other.",
    ),
    "reserved-id": (
        "a mistake cannot have the id `{id}`, which quizlib uses itself",
        "Give it another id.",
    ),
    "tolerance-negative": (
        "the tolerance is below 0, so that no number fits",
        "Write how far from the answer a number may be, such as 0.5.",
    ),
    "ranges-overlap": (
        "a number can be both `{first}` and `{second}`: their ranges touch or overlap",
        "Make a tolerance smaller, or change one of the numbers.",
    ),
    "unit-first": (
        "the first unit is the one the others are counted in, so its factor is 1",
        "Write `factor: 1` for `{id}`.",
    ),
    "unit-twice": (
        "`{raw}` is written for two units, `{first}` and `{second}`",
        "Keep it for one of them.",
    ),
    "unit-unreadable": (
        "`{raw}` cannot be read as a unit after a number",
        "Begin a unit with a letter or a sign such as %, not with a digit, a comma or a hyphen.",
    ),
    "keys-blank": (
        "a blank to choose for has exactly one right option; this one has {count}",
        "Put `correct: true` on one option only.",
    ),
    "mark-missing": (
        "the text has no place for the blank `{id}`",
        "Write [[{id}]] where it belongs, or remove the blank.",
    ),
    "mark-twice": (
        "[[{id}]] stands in the text more than once",
        "Each blank has one place: keep one of them, or add another blank.",
    ),
    "mark-in-code": (
        "[[{id}]] stands in code, in a link or after a backslash, where no field can be",
        "Move it out of there.",
    ),
    "unknown-blank": ("there is no blank `{raw}` in this question", "{suggestion}"),
    "draw-nothing": ("no question of this bank is on objective {raw}", "{suggestion}"),
    "draw-too-many": (
        "the exam draws {count} questions on objective {raw}, but there are only {there}",
        "Add questions on it, or draw fewer.",
    ),
    "pass-nothing": ("the exam asks nothing on objective {raw}", "{suggestion}"),
    "pass-out-of-reach": (
        "no one can earn as many points here: the most is {most}",
        "Ask for fewer points; a scored question is worth one.",
    ),
    "several-needed": (
        "every card fits exactly one bin, so `several: true` only misleads",
        "Remove `several`, or let a card fit more than one bin.",
    ),
    "unknown-next": ("there is no step or ending `{raw}` in this question", "{suggestion}"),
    "best-choice": (
        "a step has exactly one choice with `credit: best`; this one has {count}",
        "Write `credit: best` at the best one, `partly` or `poor` at the others.",
    ),
    "leads-back": (
        "this choice leads back to `{raw}`, so the case could go round without end",
        "Let `next` name a later step or an ending.",
    ),
    "unreached": (
        "no way from the first step leads to `{id}`",
        "Let the `next` of a choice name it, or remove it.",
    ),
    "too-many-points": (
        "a scale has at most {most} points; this one has {count}",
        "Remove the points between which nobody could choose.",
    ),
    "unknown-compare": ("there is no question `{raw}` in this bank", "{suggestion}"),
    "compare-no-scale": (
        "`{raw}` is no other question of kind scale",
        "Name the scale that was asked before, or remove `compare`.",
    ),
    "compare-differs": (
        "`{raw}` has other statements or another number of points",
        "Give both scales the same statement ids and equally many points.",
    ),
    "words-order": (
        "the text is to have at least {least} words and at most {most}",
        "Write the smaller number at `least`.",
    ),
}
