"""What a bank is once it has been read: questions, texts in several languages, grades.

The classes are pydantic models, so that one description checks a file, reports every misfit at
once and yields the JSON Schema for editors.  Fields that only one question kind has stand with
that kind in :mod:`quizlib.kinds`.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

LANGUAGES = ("kk", "ru", "en")
Language = Literal["kk", "ru", "en"]
Bloom = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
Credit = Literal["all", "parts"]
#: When answers are checked, and what comes of it; the twin of js/modes/index.js.
Mode = Literal["practice", "check", "exam", "survey", "pretest"]
MODES: tuple[str, ...] = get_args(Mode)

#: Patterns of the short strings, with what an author is told when one does not fit.
PATTERNS = {
    # Beginning with a letter: scripts put what looks like a number before everything else.
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$": (
        "Use small Latin letters, digits and hyphens, beginning with a letter, such as ps-head."
    ),
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "Name a page, such as press-service-and-pr.",
    r"^[0-9]+\.[0-9]+$": 'Write the number of an objective in quotes, such as "3.1".',
    r"^[AF][0-9]+$": "Name a claim (A67) or a later fact (F25).",
    r"^[a-z0-9-]+#[a-z0-9-]+$": "Write page#anchor, such as press-service-and-pr#overlaps.",
}
_ID, _PAGE, _OBJECTIVE, _SOURCE, _SEE = PATTERNS
#: Field → the pattern of its values, or of the entries of its list.
PATTERN_OF = {
    "id": _ID,
    "lesson": _PAGE,
    "bins": _ID,
    "objective": _OBJECTIVE,
    "source": _SOURCE,
    "see": _SEE,
    "next": _ID,
    "compare": _ID,
}

Id = Annotated[str, StringConstraints(pattern=_ID, max_length=64)]
Page = Annotated[str, StringConstraints(pattern=_PAGE)]
Objective = Annotated[str, StringConstraints(pattern=_OBJECTIVE)]
SourceRef = Annotated[str, StringConstraints(pattern=_SOURCE)]
See = Annotated[str, StringConstraints(pattern=_SEE)]
Words = Annotated[str, StringConstraints(min_length=1)]


def _languages(info: ValidationInfo) -> tuple[str, ...]:
    """The bank's languages; empty where the file does not say them rightly."""
    return tuple(info.context["languages"]) if info.context else LANGUAGES


def _is_sound(value: Any, languages: tuple[str, ...]) -> bool:
    """Whether a text is as it should be; nearly all are, and this is a quick look."""
    if not isinstance(value, dict) or len(value) != len(languages):
        return False
    for code in languages:
        words = value.get(code)
        if not isinstance(words, str) or not words.strip() or "![" in words:
            return False
    return True


def _text(value: Any, info: ValidationInfo) -> Any:
    """A text as a mapping by language, or all that is wrong with it at once.

    A bank with one language may write a plain string in place of the mapping.
    """
    languages = _languages(info)
    if _is_sound(value, languages):
        return value
    faults: list[InitErrorDetails] = []

    def tell(code: str, *loc: str, **context: Any) -> None:
        error = PydanticCustomError(code, code, context)
        faults.append({"type": error, "loc": loc, "input": None})

    def check(words: Any, *loc: str) -> None:
        if not isinstance(words, str):
            tell("not_text", *loc)
        elif not words.strip():
            tell("empty_text", *loc)
        elif "![" in words:
            tell("image", *loc)

    if isinstance(value, dict):
        missing = [code for code in languages if code not in value]
        for code in missing:
            tell("missing_language", missing=code)
        for code, words in value.items():
            if code in (languages or LANGUAGES):
                check(words, code)
            else:
                tell("extra_language", code, languages=languages or LANGUAGES, missing=missing)
    elif len(languages) > 1 and value is not None and not isinstance(value, list):
        tell("text_in_one_language", languages=languages)
    else:
        check(value)
        value = dict.fromkeys(languages or LANGUAGES, value)
    if faults:
        raise ValidationError.from_exception_data("Text", faults)
    return value


def in_each_language(one: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema of ``one`` for each language, or plainly in a bank with one language."""
    inner = {
        "type": "object",
        "properties": dict.fromkeys(LANGUAGES, one),
        "additionalProperties": False,
        "minProperties": 1,
    }
    return {"anyOf": [inner, one]}


#: Markdown by language code.
Text = Annotated[
    dict[str, Words],
    BeforeValidator(_text),
    WithJsonSchema(in_each_language({"type": "string", "minLength": 1})),
]


#: Item-writing rules that are set aside here: id of the rule → why.
Allow = dict[str, Words]


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
    """What questions of every kind have.

    ``kind`` names the file in :mod:`quizlib.kinds`; ``allow`` sets aside item-writing rules of
    :mod:`quizlib.lint` for this question, each with a written reason.
    """

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
    allow: Allow = {}


def _whole(value: Any) -> Any:
    """1.0 and true are equal to 1, but not a version."""
    if type(value) is not int:
        raise PydanticCustomError("version", "not a version")
    return value


def _count(value: Any) -> Any:
    if type(value) is not int or not 1 <= value <= MOST:
        raise PydanticCustomError("whole_number", "not a count", {"least": 1, "most": MOST})
    return value


#: A bound for counts and minutes, so that a slip of a digit is told.
MOST = 1000
Count = Annotated[
    int,
    BeforeValidator(_count),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": MOST}),
]


class AlsoPass(Strict):
    """A second condition: at least ``points`` on the questions of these objectives."""

    objectives: Annotated[list[Objective], Field(min_length=1)]
    points: Count


class PassRule(Strict):
    """An exam is passed with ``points`` in all, and what ``also`` asks for."""

    points: Count
    also: list[AlsoPass] = []


class Exam(Strict):
    """The rules of an exam.

    ``draw`` is the blueprint: objective → number of questions drawn for one attempt; without it
    all questions are asked.  ``minutes`` is missing where time is not limited.
    """

    minutes: Count | None = None
    attempts: Count = 1
    draw: dict[str, Count] = {}
    pass_: PassRule | None = Field(default=None, alias="pass")


class BankHead(Strict):
    """A bank without its questions.

    ``mode`` and ``confidence`` are the defaults of a quiz that says nothing else; ``exam`` holds
    the rules of that mode.  ``review: false`` keeps the bank out of the learner's review.
    ``allow`` sets aside item-writing rules for the bank as a whole.
    """

    version: Annotated[
        Literal[1], BeforeValidator(_whole), WithJsonSchema({"type": "integer", "const": 1})
    ]
    languages: Annotated[
        list[Language], Field(min_length=1, json_schema_extra={"uniqueItems": True})
    ]
    source_language: Language | None = None
    title: Text
    lesson: Page
    mode: Mode = "practice"
    confidence: bool = False
    review: bool = True
    exam: Exam | None = None
    allow: Allow = {}


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


#: How a part of an answer (an option, a card, a blank) fared.  ``missed``: it belongs to the
#: answer, but was not given.  ``near``: typed text one letter off.  Parts that are neither chosen
#: nor right have no mark.
Mark = Literal["right", "wrong", "partly", "near", "missed"]


@dataclass(frozen=True)
class Grade:
    """What became of a response.

    ``score`` runs from 0 to 1 and is None unless ``status`` is ``scored``.  ``recorded`` is what
    becomes of an answer that nothing can score, such as a self-assessment or an essay.  ``invalid``
    means that the response cannot belong to this question, or cannot be read, such as letters for
    a number; neither it nor ``unanswered`` uses up an attempt.
    """

    status: Literal["unanswered", "invalid", "scored", "recorded"]
    score: float | None = None
    parts: dict[str, Mark] = field(default_factory=dict)
    #: part → name of the reason to show for it, where that is not the part's own name
    why: dict[str, str] = field(default_factory=dict)


UNANSWERED = Grade("unanswered")
INVALID = Grade("invalid")
