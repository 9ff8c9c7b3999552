"""Messages on what a notebook asks of a bank."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "unknown-question": ("the bank {bank} has no question `{raw}`", "{suggestion}"),
    "unknown-objective": ("the bank {bank} has no question on objective {raw}", "{suggestion}"),
    "unknown-language": ("there is no edition in `{raw}`", "{suggestion}"),
    "language-not-in-bank": (
        "the bank {bank} has no texts in {raw}",
        "It has {languages}: choose one of them, or add the texts.",
    ),
    "unknown-mode": ("there is no mode `{raw}`", "{suggestion}"),
    "exam-setting": (
        "an exam cannot have `{where}` = {raw!r}",
        'Possible are minutes=60, attempts=2, draw={{"3.1": 2}} and pass={{"points": 26}}.',
    ),
    "bad-argument": ("{what}", "{mend}"),
}
