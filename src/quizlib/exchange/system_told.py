"""What the loader finds in questions of learning systems, told so that it can be mended there."""

from __future__ import annotations

import dataclasses
import re

from quizlib.errors import Problem, problem
from quizlib.exchange.base import Imported

#: Field that is missing → the message on that
_MISSING = {
    "otherwise": "system-no-otherwise",
    "objective": "system-no-objective",
    "bloom": "system-no-bloom",
    "source": "system-no-source",
    "prompt": "system-no-prompt",
    "model": "system-no-checklist",
    "checklist": "system-no-checklist",
}
#: Parts to which learning systems give no feedback of their own.
_WITHOUT = re.compile(r"\.(pairs|cards|items)\[\d+\]$")
_QUESTION = re.compile(r"questions\[\d+\]")


def retold(item: Problem, imported: Imported) -> Problem | None:
    """A problem of the loader, with the way to mend it in the learning system."""
    if item.code != "missing-field" or not _QUESTION.match(item.path):
        return item
    name = str(item.params["key"])
    if name in ("feedback", "true", "false"):
        code = "system-no-reason" if _WITHOUT.search(item.path) else "system-no-feedback"
    elif name in _MISSING:
        code = _MISSING[name]
    else:
        return item
    path = f"{item.path}.{name}" if name in ("true", "false") else item.path
    return dataclasses.replace(problem(code, field=name), path=path)
