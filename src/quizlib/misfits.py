"""What stands behind the messages on misfits: tables, and the way from a model to its fields.

:mod:`quizlib.bankfile` finds what does not fit and tells it with the help of these.
"""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from quizlib.errors import nearest
from quizlib.model import BankHead

Way = tuple[str | int, ...]

#: What to write for a field that is missing and no text; where it matters, by the way to it.
EXAMPLES = {
    "version": "1",
    "languages": "[kk, ru, en]",
    "lesson": "press-service-and-pr",
    "id": "ps-head",
    "objective": '"3.1"',
    "bloom": "remember",
    "source": "[A67]",
    "answer": "true",
    "options": "[{id: …, text: …, feedback: …}, …]",
    "bins": "[{id: …, text: …}, …]",
    "pairs": "[{id: …, text: …, match: …, feedback: …}, …]",
    "items": "[{id: …, text: …, feedback: …}, …]",
    "cards": "[{id: …, bins: […], text: …, feedback: …}, …]",
    "cards.bins": "[press]",
    "blanks": "[{id: …, kind: text, …}, …]",
    "blanks.kind": "text",
    "NumberQuestion.answer": "15",
    "blanks.answer": "15",
    "mistakes.answer": "15",
    "blanks.mistakes.answer": "15",
    "factor": "60",
    "steps": "[{id: …, text: …, choices: […]}, …]",
    "choices": "[{id: …, text: …, consequence: …, feedback: …, credit: best, next: …}, …]",
    "steps.choices.credit": "best",
    "next": "second-call",
    "endings": "[{id: …, text: …}, …]",
    "points": "[…, …]",
    "statements": "[{id: …, text: …}, …]",
    "checklist": "[{id: …, text: …}, …]",
    "task": "rank",
}

#: Fields that no finding of a kind depends on → what may stand there for a while.  Texts ({}) are
#: only compared with one another, so one that differs from all others does.
_NEUTRAL: dict[str, Any] = {
    "text": {},
    "match": {},
    "prompt": {},
    "objective": "0.0",
    "bloom": "remember",
    "source": ["A1"],
    "feedback": {},
    "consequence": {},
    "model": {},
    "hints": [],
    "explanation": None,
    "panel": None,
    "otherwise": {},
    "see": None,
    "review_by": None,
}


def mended(
    data: dict[str, Any], misfits: Iterable[Any], languages: Iterable[str]
) -> dict[str, Any] | None:
    """A copy of a question's data with neutral values in place of what does not fit.

    None where an answer is touched: then what is found would only follow from the misfit.
    """
    for item in misfits:
        steps: list[Any] = list(item["loc"])
        at = next((i for i, step in enumerate(steps) if step in _NEUTRAL), None)
        if steps[0] == "text":  # of a question: the blanks have their places in it
            return None
        if at is not None:
            neutral = _NEUTRAL[steps[at]]
            if neutral == {}:
                neutral = dict.fromkeys(languages, str(steps))
            data = _replaced(data, steps[: at + 1], neutral)
        elif steps == ["id"]:
            data = _replaced(data, steps, "question")
        elif item["type"] == "extra_forbidden" and not nearest(steps[-1], _ANSWERS):
            data = _replaced(data, steps, _REMOVE)
        else:
            return None
    return data


_REMOVE = object()
#: Fields that say what is right; what may be one of them misspelt is not passed over.
_ANSWERS = (
    "accept",
    "answer",
    "bins",
    "blanks",
    "cards",
    "correct",
    "extras",
    "items",
    "mistakes",
    "options",
    "pairs",
    "several",
    "task",
    "tolerance",
    "units",
)


def _replaced(data: Any, steps: list[Any], value: Any) -> Any:
    """A copy of nested data with ``value`` at ``steps``; what is not on the way is shared."""
    copy = data.copy()
    if len(steps) > 1:
        copy[steps[0]] = _replaced(data[steps[0]], steps[1:], value)
    elif value is _REMOVE:
        copy.pop(steps[0], None)
    else:
        copy[steps[0]] = value
    return copy


#: pydantic's name of a misfit → ours
WRONG_TYPE = {
    "string_type": "not-text",
    "list_type": "not-a-list",
    "dict_type": "not-a-mapping",
    "model_type": "not-a-mapping",
    "bool_type": "not-yes-no",
    "date_type": "not-a-date",
    "not_text": "not-text",
    "number": "not-a-number",
    "factor": "not-a-factor",
}


def path_text(path: Way) -> str:
    """``("questions", 2, "prompt")`` as ``questions[2].prompt``."""
    return "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in path).lstrip(".")


def fields(model: type[BaseModel], path: Way, data: Any, base: Way) -> list[str]:
    """The fields that may stand at ``path`` inside a model, whose data is at ``base``."""
    for step in base:
        data = _inner(data, step)
    models = [model]
    for step in path:
        data = _inner(data, step)
        if isinstance(step, str):
            models = list(_models(model.model_fields[_attribute(model, step)].annotation))
            if not models:  # a mapping whose names the author chooses
                return [_NAMES[str(step)]]
        # Blanks of a text are of several kinds, and each has fields of its own.
        kind = _inner(data, "kind")
        fitting = (m for m in models if kind in typing.get_args(_annotation(m, "kind")))
        model = next(fitting, models[0])
    more = ["questions"] if model is BankHead else []
    return [field.alias or name for name, field in model.model_fields.items()] + more


#: Mapping whose names the author chooses → what one of its entries begins with.
_NAMES = {"draw": '"3.1"', "allow": "negative-stem"}


def _inner(data: Any, step: str | int) -> Any:
    """What stands at ``step`` of a mapping or a list, if anything does."""
    try:
        return data[step]
    except (TypeError, LookupError):
        return None


def _annotation(model: type[BaseModel], name: str) -> Any:
    return model.model_fields[name].annotation if name in model.model_fields else None


def _attribute(model: type[BaseModel], written: str) -> str:
    return next(n for n, f in model.model_fields.items() if written in (n, f.alias))


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The model classes inside an annotation such as ``list[Option] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from _models(inner)
