"""What a bank is once it has been read: questions, texts in several languages, grades.

The classes are pydantic models, so that one description checks a file, reports every misfit at
once and yields the JSON Schema for editors.  Fields that only one question kind has stand with
that kind in :mod:`quizlib.kinds`.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError

LANGUAGES = ("kk", "ru", "en")
Language = Literal["kk", "ru", "en"]
Bloom = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
Credit = Literal["all", "parts"]

#: Patterns of the short strings, with what an author is told when one does not fit.
PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "Use small Latin letters, digits and hyphens, such as ps-head.",
    r"^[0-9]+\.[0-9]+$": 'Write the number of an objective in quotes, such as "3.1".',
    r"^[AF][0-9]+$": "Name a claim (A67) or a later fact (F25).",
    r"^[a-z0-9-]+#[a-z0-9-]+$": "Write page#anchor, such as press-service-and-pr#overlaps.",
    r"\S": "",
}
_ID, _OBJECTIVE, _SOURCE, _SEE, _NOT_BLANK = PATTERNS

Id = Annotated[str, StringConstraints(pattern=_ID, max_length=64)]
Objective = Annotated[str, StringConstraints(pattern=_OBJECTIVE)]
SourceRef = Annotated[str, StringConstraints(pattern=_SOURCE)]
See = Annotated[str, StringConstraints(pattern=_SEE)]
Words = Annotated[str, StringConstraints(pattern=_NOT_BLANK)]


def _languages(info: ValidationInfo) -> tuple[str, ...]:
    return tuple(info.context["languages"]) if info.context else LANGUAGES


def _plain_string(value: Any, info: ValidationInfo) -> Any:
    """A bank with one language may write a plain string in place of the mapping."""
    if isinstance(value, dict) or value is None:
        return value
    languages = _languages(info)
    if len(languages) == 1:
        return {languages[0]: value}
    if not isinstance(value, str):
        raise PydanticCustomError("not_text", "not a text")
    example = ", ".join(f"{code}: …" for code in languages)
    raise PydanticCustomError(
        "text_in_one_language",
        "one text for several languages",
        {"languages": ", ".join(languages), "example": "{" + example + "}"},
    )


def _every_language(value: dict[str, str], info: ValidationInfo) -> dict[str, str]:
    languages = _languages(info)
    missing = [code for code in languages if code not in value]
    extra = [code for code in value if code not in languages]
    if missing or extra:
        raise PydanticCustomError(
            "languages", "languages differ", {"missing": missing, "extra": extra, "all": languages}
        )
    if any("![" in words for words in value.values()):
        raise PydanticCustomError("image", "image")
    return value


#: Markdown by language code.
Text = Annotated[
    dict[str, Words],
    BeforeValidator(_plain_string),
    AfterValidator(_every_language),
]


class Strict(BaseModel):
    """No silent conversions, no unknown fields, no changes afterwards."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Option(Strict):
    """One answer to choose.  ``feedback`` says why one would choose it and where it leads."""

    id: Id
    text: Text
    feedback: Text
    correct: bool = False
    see: See | None = None


class Question(Strict):
    """What questions of every kind have.  ``kind`` names the file in :mod:`quizlib.kinds`."""

    id: Id
    kind: str
    objective: Objective
    bloom: Bloom
    source: Annotated[list[SourceRef], Field(min_length=1)]
    prompt: Text
    hints: list[Text] = []
    explanation: Text | None = None
    see: See | None = None
    review_by: datetime.date | None = None


class BankHead(Strict):
    """A bank without its questions."""

    version: Literal[1]
    languages: Annotated[list[Language], Field(min_length=1)]
    source_language: Language | None = None
    title: Text
    lesson: Id


@dataclass(frozen=True)
class Bank:
    """A bank: its head, its questions in the order of the file, and where they stand there."""

    name: str
    file: str
    head: BankHead
    questions: tuple[Question, ...]
    #: question id → line and column of the id in the file, from 1
    places: dict[str, tuple[int, int]] = field(repr=False)

    def question(self, question_id: str) -> Question:
        """The question with this id.  Raises KeyError."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)


#: How a part of an answer (an option, a card) fared.  ``missed``: it belongs to the answer, but
#: was not given.  Parts that are neither chosen nor right have no mark.
Mark = Literal["right", "wrong", "partly", "missed"]


@dataclass(frozen=True)
class Grade:
    """What became of a response.

    ``score`` runs from 0 to 1 and is None unless ``status`` is ``scored``.  ``invalid`` means that
    the response cannot belong to this question; neither it nor ``unanswered`` uses up an attempt.
    """

    status: Literal["unanswered", "invalid", "scored"]
    score: float | None = None
    parts: dict[str, Mark] = field(default_factory=dict)


UNANSWERED = Grade("unanswered")
INVALID = Grade("invalid")
