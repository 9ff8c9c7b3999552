"""A bank to items of learning systems, with warnings for what gets lost on the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quizlib.errors import Phrase, Problem, problem
from quizlib.exchange.found import listed
from quizlib.exchange.html_text import to_plain
from quizlib.exchange.items import Item, Target
from quizlib.exchange.to_items import Sender, Unfit
from quizlib.model import Bank

#: Fields of the head that rule how a quiz is held.
_RULES = ("mode", "confidence", "review", "exam", "allow")
#: Languages as they call themselves.
AUTONYMS = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


def items(
    bank: Bank, languages: Sequence[str], target: Target
) -> tuple[dict[str, list[Item]], list[Problem]]:
    """The items of a bank by language, and warnings for what the format cannot hold.

    A question that cannot be held in one of the languages is left out in that one only.
    """
    found: dict[str, list[Item]] = {}
    lost: dict[tuple[str, str, Phrase], list[str]] = {}
    for language in languages:
        found[language] = []
        for question in bank.questions:
            sender = Sender(question, language, target)
            try:
                found[language].append(sender.item())
            except Unfit as unfit:
                lost.setdefault(("not-exported", question.id, unfit.why), []).append(language)
            else:
                if sender.losses:
                    what = listed(sender.losses)
                    lost.setdefault(("export-loses", question.id, what), []).append(language)
    problems = [*_head(bank, target)]
    numbers = {question.id: n for n, question in enumerate(bank.questions)}
    for (code, name, what), where in sorted(lost.items(), key=lambda entry: numbers[entry[0][1]]):
        said = what
        if where != list(languages):
            said = Phrase("{what} ({languages})", what=what, languages=", ".join(where))
        problems.append(_told(bank, code, name, numbers[name], target, said))
    return found, problems


def _told(bank: Bank, code: str, name: str, number: int, target: Target, what: Phrase) -> Problem:
    line, column = bank.places.get(name, (0, 0))
    return problem(
        code,
        file=bank.file,
        line=line,
        column=column,
        path=f"questions[{number}]",
        severity="warning",
        id=name,
        title=target.title,
        what=what,
        why=what,
    )


def _head(bank: Bank, target: Target) -> Iterable[Problem]:
    given = bank.head.model_dump(exclude_defaults=True)
    fields = [f"`{name}`" for name in _RULES if name in given]
    if fields:
        yield problem(
            "head-not-exported",
            file=bank.file,
            severity="warning",
            title=target.title,
            fields=", ".join(fields),
        )


def category(bank: Bank, language: str, languages: Sequence[str]) -> str:
    """The path of the category for one language; a slash in a name is doubled."""
    title = to_plain(bank.head.title[language])[0].replace("/", "//")
    return f"$course$/top/{title}" + (f"/{AUTONYMS[language]}" if len(languages) > 1 else "")
