"""One bank file to a bank, with every problem at once.

Pydantic says what does not fit the models of :mod:`quizlib.model` and :mod:`quizlib.kinds`; here
that becomes what an author is told, at the place in the file where it is to be mended.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from quizlib import yamlfile
from quizlib.errors import BankError, Phrase, Problem, nearest, problem, suggest
from quizlib.kinds import KINDS, Kind
from quizlib.misfits import EXAMPLES, WRONG_TYPE, Way, fields, mended, path_text
from quizlib.model import LANGUAGES, PATTERN_OF, PATTERNS, Bank, BankHead, Question
from quizlib.modes import exam_findings
from quizlib.yamlfile import Source

_M = TypeVar("_M", bound=BaseModel)


@dataclass
class Reading:
    """What came of one file: a bank if nothing is wrong with it, otherwise the problems."""

    file: str
    bank: Bank | None
    problems: list[Problem]
    #: question id → place of its ``id``, from 1, also where the bank has problems
    ids: dict[str, tuple[int, int]]
    #: the bank with those questions that are in order; None where its head is not
    draft: Bank | None = None
    #: where everything stands, as far as the file could be read
    source: Source | None = None
    #: for each question of ``draft`` its index in the file
    numbers: tuple[int, ...] = ()


@yamlfile.collector_paused()
def read(file: Path, label: str) -> Reading:
    """Read and check one bank; ``label`` names the file in messages."""
    try:
        source, problems = yamlfile.read(file, label)
    except BankError as error:
        return Reading(label, None, error.problems, {})
    return _Reader(source, problems).reading(file.stem)


class _Reader:
    """One file's data to a bank, every misfit on the way told with its place."""

    def __init__(self, source: Source, problems: list[Problem]) -> None:
        self.source = source
        self.problems = problems
        self.ids: dict[str, tuple[int, int]] = {}
        self.languages: Sequence[str] = ()
        self.numbers: tuple[int, ...] = ()
        #: indexes of the questions whose fields fit, but not each other
        self.faulty: set[int] = set()

    def reading(self, name: str) -> Reading:
        bank = self.bank(name)
        self.problems.sort(key=lambda p: (p.line, p.column))
        sound = None if self.problems else bank
        return Reading(
            self.source.file, sound, self.problems, self.ids, bank, self.source, self.numbers
        )

    def tell(self, code: str, path: Way, *, at_key: bool = False, **params: Any) -> None:
        place = self.source.key_place(path) if at_key else self.source.place(path)
        line, column = place
        self.problems.append(
            problem(
                code,
                file=self.source.file,
                line=line,
                column=column,
                path=path_text(path),
                **params,
            )
        )

    def bank(self, name: str) -> Bank | None:
        data = self.source.data
        if not isinstance(data, dict):
            self.tell("not-a-bank", (), found=self.source.found(()))
            return None
        self.languages = self._languages(data.get("languages"))
        context = {"languages": self.languages}
        head_data = {k: v for k, v in data.items() if k != "questions"}
        head = self.validate(BankHead, head_data, (), context)
        first = data.get("source_language")
        if context["languages"] and first in LANGUAGES and first not in context["languages"]:
            listed = ", ".join(context["languages"])
            self.tell("source-language", ("source_language",), raw=first, languages=listed)
        items = data.get("questions")
        if items is None or items == []:
            self.tell("no-questions", ("questions",) if "questions" in data else ())
            return None
        if not isinstance(items, list):
            self.tell("not-a-list", ("questions",), found=self.source.found(("questions",)))
            return None
        questions = [self.question(item, i, context) for i, item in enumerate(items)]
        self._across(questions)
        if head is None:
            return None
        good = tuple(q for q in questions if q is not None)
        if head.exam and len(good) == len(questions):
            for finding in exam_findings(head.exam, good):
                self.tell(finding.code, ("exam", *finding.path), **finding.params)
        sound = [(i, q) for i, q in enumerate(questions) if q and i not in self.faulty]
        self.numbers = tuple(i for i, _ in sound)
        return Bank(name, self.source.file, head, tuple(q for _, q in sound), self.ids)

    def _languages(self, given: Any) -> Sequence[str]:
        """The bank's languages; none where the list is wrong and its texts cannot be held to it."""
        if not isinstance(given, list) or not all(code in LANGUAGES for code in given):
            return ()
        for i, code in enumerate(given):
            if code in given[:i]:
                self.tell("repeated", ("languages", i), raw=code)
        return list(dict.fromkeys(given))

    def question(self, data: Any, index: int, context: dict[str, Any]) -> Question | None:
        path: Way = ("questions", index)
        if not isinstance(data, dict):
            self.tell("not-a-mapping", path, found=self.source.found(path), example="id")
            return None
        self._remember_id(data.get("id"), (*path, "id"))
        kind, data = self._kind(data, path)
        if kind is None:
            common = {k: v for k, v in data.items() if k in Question.model_fields}
            self.validate(Question, common, path, context)
            return None
        question = self.validate(kind.model, data, path, context)
        if question is not None:
            self._findings(kind, question, path)
        return question

    def _kind(self, data: dict[str, Any], path: Way) -> tuple[Kind | None, dict[str, Any]]:
        """The kind of a question, where it is misspelt the one meant, and its data with that."""
        name = data.get("kind")
        if isinstance(name, str) and name in KINDS:
            return KINDS[name], data
        raw = self.source.raw((*path, "kind"))
        if "kind" not in data:
            self.tell("missing-kind", path, kinds=", ".join(KINDS))
        else:
            self._word("unknown-kind", (*path, "kind"), KINDS, "The kinds are")
        meant = nearest(raw, KINDS) or ""
        return KINDS.get(meant), data | {"kind": meant}

    def _findings(self, kind: Kind, question: Question, path: Way) -> None:
        for finding in kind.findings(question):
            self.faulty.add(int(path[1]))
            params = dict(finding.params)
            if isinstance(params.get("first"), tuple):
                params["first"] = self.source.place((*path, *params["first"]))[0]
            self.tell(finding.code, (*path, *finding.path), **params)

    def _across(self, questions: Sequence[Question | None]) -> None:
        """What a question can only be told once all others are read."""
        others = dict.fromkeys(self.ids) | {q.id: q for q in questions if q is not None}
        for i, question in enumerate(questions):
            if question is not None:
                for finding in KINDS[question.kind].across(question, others):
                    self.faulty.add(i)
                    self.tell(finding.code, ("questions", i, *finding.path), **finding.params)

    def _remember_id(self, name: Any, path: Way) -> None:
        if not isinstance(name, str):
            return
        if name in self.ids:
            self.tell("duplicate-id", path, id=name, first=self.ids[name][0])
        else:
            self.ids[name] = self.source.place(path)

    def validate(
        self, model: type[_M], data: dict[str, Any], base: Way, context: dict[str, Any]
    ) -> _M | None:
        """The model of ``data``, or None once every misfit has been told."""
        try:
            return model.model_validate(data, context=context)
        except ValidationError as error:
            misfits = error.errors(include_url=False, include_input=False)
            for item in misfits:
                self._misfit(model, item, base)
            # What the kind finds is told too, if it does not depend on the misfits.
            kind = next((k for k in KINDS.values() if k.model is model), None)
            if kind and (repaired := mended(data, misfits, self.languages or LANGUAGES)):
                with contextlib.suppress(ValidationError):
                    question = kind.model.model_validate(repaired, context=context)
                    self._findings(kind, question, base)
            return None

    def _misfit(self, model: type[BaseModel], item: Any, base: Way) -> None:
        kind: str = item["type"]
        inner: Way = tuple(item["loc"])
        path = (*base, *inner)
        field = str(inner[-1]) if inner else ""
        context: dict[str, Any] = item.get("ctx", {})
        languages = ", ".join(context.get("languages", ()))
        if kind == "extra_forbidden":
            known = fields(model, inner[:-1], self.source.data, base)
            hint = suggest(field, known, what="The fields here are")
            self.tell("unknown-field", path, at_key=True, key=field, suggestion=hint)
        elif kind == "missing":
            self.tell("missing-field", path[:-1], key=field, example=self._example(model, inner))
        elif inner == ("version",):
            self.tell("version", path, found=self._shown(path))
        elif kind == "literal_error":
            self._word("not-one-of", path, re.findall(r"'([^']*)'", context["expected"]))
        elif kind == "string_pattern_mismatch":
            self._pattern(path, Phrase(PATTERNS[context["pattern"]]))
        elif kind == "string_too_long":
            self._pattern(path, Phrase("At most {count} characters.", count=context["max_length"]))
        elif kind == "too_short":
            least = context["min_length"]
            what = Phrase("entry is" if least == 1 else "entries are")
            self.tell("too-few", path, least=least, what=what, count=context["actual_length"])
        elif kind == "extra_language" and field in LANGUAGES:
            self.tell("extra-language", path, at_key=True, extra=field, languages=languages)
        elif kind == "extra_language":
            missing = context["missing"]
            near = len(missing) == 1 and len(field) <= 3  # kz, қаз
            mend = Phrase("Did you mean `{near}`?", near=missing[0]) if near else _INDENT_LESS
            self.tell(
                "not-a-language", path, at_key=True, extra=field, languages=languages, mend=mend
            )
        elif kind == "whole_number":
            least, most = context["least"], context["most"]
            self.tell("whole-number", path, found=self._shown(path), least=least, most=most)
        elif kind == "missing_language":
            self.tell("missing-language", path, missing=context["missing"])
        elif kind in ("text_in_one_language", "list_in_one_language"):
            example = self._words("[…, …]" if kind.startswith("list") else "…")
            self.tell(kind.replace("_", "-"), path, languages=languages, example=example)
        elif kind in ("image", "empty_text"):
            self.tell(kind.replace("_", "-"), path)
        elif kind == "string_too_short":
            self.tell("empty-text", path)
        else:
            self._wrong_type(WRONG_TYPE[kind], path, model, inner)

    def _example(self, model: type[BaseModel], path: Way) -> str:
        """What to write for a field that is missing."""
        name = ".".join(step for step in path if isinstance(step, str))
        for way in (f"{model.__name__}.{name}", name, str(path[-1])):
            if way in EXAMPLES:
                return EXAMPLES[way]
        return self._words("[…, …]" if path[-1] == "accept" else "…")

    def _words(self, one: str = "…") -> str:
        """What a text looks like in this bank; ``one`` is what stands for one language."""
        if len(self.languages) == 1:
            return one
        return "{" + ", ".join(f"{code}: {one}" for code in self.languages or LANGUAGES) + "}"

    def _shown(self, path: Way) -> str:
        """What stands at ``path``: as it is written, if that is short and not plainly a text."""
        raw, found = self.source.raw(path), self.source.found(path)
        return f"`{raw}`" if raw and found != "a text" else found

    def _word(self, code: str, path: Way, known: Iterable[str], what: str = "Possible") -> None:
        """One of a few words was expected."""
        raw = self.source.raw(path)
        if raw:
            self.tell(code, path, raw=raw, suggestion=suggest(raw, known, what=what))
        else:
            hint = suggest("", known, what=what)
            self.tell("word-expected", path, found=self.source.found(path), suggestion=hint)

    def _pattern(self, path: Way, expected: Phrase) -> None:
        """A short string does not fit; a letter that only looks Latin is named."""
        raw = self.source.raw(path)
        if not raw:
            self.tell("empty-text", path)
            return
        if cyrillic := re.search(r"[\u0400-\u052f]", raw):
            words = "{expected} The letter `{letter}` is Cyrillic."
            expected = Phrase(words, expected=expected, letter=cyrillic[0])
        self.tell("pattern", path, raw=raw, expected=expected)

    def _wrong_type(self, code: str, path: Way, model: type[BaseModel], inner: Way) -> None:
        raw, found = self.source.raw(path), self.source.found(path)
        pattern = PATTERN_OF.get(next((s for s in reversed(path) if isinstance(s, str)), ""))
        if self.source.is_odd_number(path) and code in ("not-a-number", "not-a-factor"):
            self.tell("odd-number", path, raw=raw, found=found)
        elif code == "not-text" and not raw:
            empty = "comment-in-text" if self.source.comment_at(path) else "empty-text"
            self.tell("text-expected" if found in _NESTED else empty, path, found=found)
        elif code == "not-text" and pattern and not re.search(pattern, raw):
            self._pattern(path, Phrase(PATTERNS[pattern]))
        elif code == "not-a-mapping":
            known = fields(model, inner, self.source.data, path[: len(path) - len(inner)])
            self.tell(code, path, found=found, example=known[0])
        elif code == "not-a-date" and found == "a date":  # 2026-13-45
            self.tell(code, path, found=f"`{raw}`")
        else:
            self.tell(code, path, raw=raw, found=found)


_NESTED = ("a list", "fields")
_INDENT_LESS = Phrase(
    "A field of the question must not be indented as deep as the text it follows."
)
