"""`quizlib rules`."""

from __future__ import annotations

from typing import Annotated

import typer

from quizlib.errors import suggest
from quizlib.lint import RULES
from quizlib.messages import MESSAGES
from quizlib.reports import outline


def command(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="ID",
            help="A rule, or the code of any other problem that a check has named.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """List the rules of good item writing, or tell all about one."""
    from quizlib.cli.frames import Screen

    screen = Screen()
    if name is not None and name not in RULES and name in MESSAGES:
        what, mend = outline(name)
        screen.line(f"{name}: a fault of the format, always an error", "bold")
        screen.paragraph(f"{what}.", indent=4)
        screen.paragraph(mend, indent=4)
        return
    for rule in RULES.values() if name is None else [RULES[known_rule(name)]]:
        screen.line(f"{rule.id}: {rule.severity}", "bold")
        screen.paragraph(rule.reason, indent=4)
        screen.paragraph(f"Source: {rule.source}", indent=4)
    if name is None:
        screen.line()
        screen.paragraph("`quizlib rules ID` tells more of one.")
        return
    what, mend = outline(name)
    screen.paragraph(f"It says: {what}. {mend}", indent=4)
    where = "the head of the bank" if RULES[name].bank else "the question"
    allow = f'allow: {{{name}: "why it does not fit here"}}'
    screen.paragraph(f"To set it aside, write in {where}: {allow}", indent=4)


def known_rule(name: str) -> str:
    """The id of a rule as it was typed.  Raises what typer shows where there is none."""
    if name not in RULES:
        hint = suggest(name, RULES, what="The rules are")
        raise typer.BadParameter(f"there is no rule `{name}`. {hint} `quizlib rules` lists them.")
    return name
