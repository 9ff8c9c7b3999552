"""From YAML to banks, with every problem at once.

:func:`load` reads one bank or raises :class:`~quizlib.errors.BankError`; :func:`check` reads
files and folders and returns what is wrong with them.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from quizlib import yamlfile
from quizlib.errors import BankError, Problem, problem, suggest
from quizlib.kinds import KINDS
from quizlib.model import LANGUAGES, PATTERNS, Bank, BankHead, Question
from quizlib.yamlfile import Source

FOLDER = "quizzes"

#: What to write for a field that is missing.
_EXAMPLES = {
    "version": "1",
    "languages": "[kk, ru, en]",
    "title": "…",
    "lesson": "press-service-and-pr",
    "id": "ps-head",
    "kind": "single",
    "objective": '"3.1"',
    "bloom": "remember",
    "source": "[A67]",
    "answer": "true",
    "bins": "[press]",
    "correct": "true",
}

_Path = tuple[str | int, ...]
_M = TypeVar("_M", bound=BaseModel)


def find_course(start: Path | None = None) -> Path:
    """The nearest folder, from ``start`` upwards, that holds a folder ``quizzes``."""
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / FOLDER).is_dir():
            return folder
    raise BankError([problem("course-missing", start=start.name)])


def load(name: str | Path, course: Path | None = None) -> Bank:
    """The bank with this name in the course, or in this file.  Raises BankError."""
    if isinstance(name, Path) or name.endswith((".yml", ".yaml")):
        file = Path(name)
        label = file.as_posix()
    else:
        course = course or find_course()
        file = course / FOLDER / f"{name}.yml"
        label = f"{FOLDER}/{name}.yml"
        if not file.is_file():
            known = suggest(name, sorted(p.stem for p in file.parent.glob("*.yml")))
            raise BankError([problem("bank-missing", name=name, known=known)])
    try:
        stat = file.stat()
    except OSError as error:
        raise BankError([problem("unreadable", file=label, reason=error.strerror or "")]) from None
    return _cached(file, label, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=64)
def _cached(file: Path, label: str, changed: int, size: int) -> Bank:
    """A page may show a dozen parts of one bank: read it once, until the file changes."""
    reading = read(file, label)
    if reading.bank is None:
        raise BankError(reading.problems)
    return reading.bank


def load_course(course: Path) -> list[Bank]:
    """Every bank of the course, by name.  Raises BankError with the problems of all of them."""
    files = [(path, f"{FOLDER}/{path.name}") for path in bank_files(course / FOLDER)]
    readings = [read(*file) for file in files]
    if problems := _all_problems(readings):
        raise BankError(problems)
    return [reading.bank for reading in readings if reading.bank]


def check(paths: Iterable[Path]) -> list[Problem]:
    """The problems of all banks in these files and folders, ids compared across them."""
    files: dict[Path, str] = {}
    for path in paths:
        for file in bank_files(path) if path.is_dir() else [path]:
            files.setdefault(file.resolve(), file.as_posix())
    return _all_problems([read(file, label) for file, label in files.items()])


def bank_files(folder: Path) -> list[Path]:
    """The banks in a folder and those below it, in a fixed order."""
    return sorted(p for p in folder.rglob("*") if p.suffix in (".yml", ".yaml"))


@dataclass
class Reading:
    """What came of one file: a bank if nothing is wrong with it, otherwise the problems."""

    file: str
    bank: Bank | None
    problems: list[Problem]
    #: question id → place of its ``id``, from 1, also where the bank has problems
    ids: dict[str, tuple[int, int]]


def read(file: Path, label: str) -> Reading:
    """Read and check one bank; ``label`` names the file in messages."""
    try:
        source, problems = yamlfile.read(file, label)
    except BankError as error:
        return Reading(label, None, error.problems, {})
    return _Reader(source, problems).reading(file.stem)


def _all_problems(readings: Sequence[Reading]) -> list[Problem]:
    """Problems of each file, then ids that two files share."""
    found = [p for reading in readings for p in reading.problems]
    first: dict[str, tuple[str, int]] = {}
    for reading in readings:
        for name, (line, column) in reading.ids.items():
            if name in first:
                other, other_line = first[name]
                found.append(
                    problem(
                        "duplicate-id-course",
                        file=reading.file,
                        line=line,
                        column=column,
                        path=name,
                        id=name,
                        other=other,
                        first=other_line,
                    )
                )
            first.setdefault(name, (reading.file, line))
    return found


class _Reader:
    """One file's data to a bank, every misfit on the way told with its place."""

    def __init__(self, source: Source, problems: list[Problem]) -> None:
        self.source = source
        self.problems = problems
        self.ids: dict[str, tuple[int, int]] = {}

    def reading(self, name: str) -> Reading:
        bank = self.bank(name)
        self.problems.sort(key=lambda p: (p.line, p.column))
        return Reading(self.source.file, None if self.problems else bank, self.problems, self.ids)

    def tell(self, code: str, path: _Path, *, at_key: bool = False, **params: Any) -> None:
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
            self.tell("not-a-mapping", (), found=self.source.found(()))
            return None
        head_data = {k: v for k, v in data.items() if k != "questions"}
        context = {"languages": self._languages(data.get("languages"))}
        head = self.validate(BankHead, head_data, (), context, also=("questions",))
        if head and head.source_language and head.source_language not in head.languages:
            self.tell(
                "source-language",
                ("source_language",),
                raw=head.source_language,
                languages=", ".join(head.languages),
            )
        items = data.get("questions")
        if "questions" not in data:
            self.tell("missing-field", (), key="questions", example="")
        elif not isinstance(items, list):
            self.tell("not-a-list", ("questions",), found=self.source.found(("questions",)))
        elif not items:
            self.tell("too-few", ("questions",), least=1, what="question is", count=0)
        if not isinstance(items, list):
            return None
        questions = [self.question(item, i, context) for i, item in enumerate(items)]
        if head is None:
            return None
        good = tuple(q for q in questions if q is not None)
        return Bank(name, self.source.file, head, good, self.ids)

    def _languages(self, given: Any) -> Sequence[str]:
        """The bank's languages for checking its texts, even if the list itself has a problem."""
        if isinstance(given, list):
            known = [code for code in given if code in LANGUAGES]
            for i, code in enumerate(known):
                if code in known[:i]:
                    self.tell("repeated", ("languages", given.index(code)), raw=code)
            return list(dict.fromkeys(known)) or LANGUAGES
        return LANGUAGES

    def question(self, data: Any, index: int, context: dict[str, Any]) -> Question | None:
        path: _Path = ("questions", index)
        if not isinstance(data, dict):
            self.tell("not-a-mapping", path, found=self.source.found(path))
            return None
        self._remember_id(data.get("id"), (*path, "id"))
        name = data.get("kind")
        kind = KINDS.get(name) if isinstance(name, str) else None
        if kind is None:
            if "kind" not in data:
                self.tell("missing-field", path, key="kind", example=" | ".join(KINDS))
            else:
                raw = self.source.raw((*path, "kind"))
                self.tell("unknown-kind", (*path, "kind"), raw=raw, suggestion=suggest(raw, KINDS))
            # The fields that all kinds share can still be checked.
            common = {k: v for k, v in data.items() if k in Question.model_fields}
            self.validate(Question, common | {"kind": "single"}, path, context)
            return None
        question = self.validate(kind.model, data, path, context)
        if question is not None:
            for finding in kind.findings(question):
                params = dict(finding.params)
                if isinstance(params.get("first"), tuple):
                    params["first"] = self.source.place((*path, *params["first"]))[0]
                self.tell(finding.code, (*path, *finding.path), **params)
        return question

    def _remember_id(self, name: Any, path: _Path) -> None:
        if not isinstance(name, str):
            return
        if name in self.ids:
            self.tell("duplicate-id", path, id=name, first=self.ids[name][0])
        else:
            self.ids[name] = self.source.place(path)

    def validate(
        self,
        model: type[_M],
        data: dict[str, Any],
        base: _Path,
        context: dict[str, Any],
        also: Sequence[str] = (),
    ) -> _M | None:
        """The model of ``data``, or None once every misfit has been told.

        ``also`` names fields that are known here though the model does not have them.
        """
        try:
            return model.model_validate(data, context=context)
        except ValidationError as error:
            for item in error.errors(include_url=False, include_input=False):
                self._misfit(model, item, base, also)
            return None

    def _misfit(self, model: type[BaseModel], item: Any, base: _Path, also: Sequence[str]) -> None:
        kind: str = item["type"]
        inner: _Path = tuple(item["loc"])
        in_key = bool(inner) and inner[-1] == "[key]"
        if in_key:
            inner = inner[:-1]
        path = (*base, *inner)
        context: dict[str, Any] = item.get("ctx", {})
        if kind == "extra_forbidden":
            known = [*_fields(model, inner[:-1]), *also]
            hint = suggest(str(inner[-1]), known)
            self.tell("unknown-field", path, at_key=True, key=inner[-1], suggestion=hint)
        elif kind == "missing":
            key = str(inner[-1])
            self.tell("missing-field", path[:-1], key=key, example=_EXAMPLES.get(key, "…"))
        elif kind == "literal_error":
            raw = str(inner[-1]) if in_key else self.source.raw(path)
            allowed = re.findall(r"'([^']*)'", context["expected"]) or [context["expected"]]
            hint = suggest(raw, allowed)
            self.tell("not-one-of", path, at_key=in_key, raw=raw, suggestion=hint)
        elif kind == "string_pattern_mismatch" and context["pattern"] == r"\S":
            self.tell("empty-text", path)
        elif kind == "string_pattern_mismatch":
            expected = PATTERNS[context["pattern"]]
            self.tell("pattern", path, raw=self.source.raw(path), expected=expected)
        elif kind == "string_too_long":
            expected = f"At most {context['max_length']} characters."
            self.tell("pattern", path, raw=self.source.raw(path), expected=expected)
        elif kind == "too_short":
            least = context["min_length"]
            what = "entry is" if least == 1 else "entries are"
            self.tell("too-few", path, least=least, what=what, count=context["actual_length"])
        elif kind == "languages":
            for code in context["extra"]:
                listed = ", ".join(context["all"])
                where = (*path, code)
                self.tell("extra-language", where, at_key=True, extra=code, languages=listed)
            for code in context["missing"]:
                self.tell("missing-language", path, missing=code)
        elif kind == "text_in_one_language":
            self.tell("text-in-one-language", path, **context)
        elif kind == "image":
            self.tell("image", path)
        else:
            self._wrong_type(_WRONG_TYPE[kind], path)

    def _wrong_type(self, code: str, path: _Path) -> None:
        raw, found = self.source.raw(path), self.source.found(path)
        if code == "not-text" and found == "nothing" and not raw:
            self.tell("empty-text", path)
        elif code == "not-text" and not raw:
            self.tell("text-expected", path, found=found)
        else:
            self.tell(code, path, raw=raw, found=found)


#: pydantic's name of a misfit → ours
_WRONG_TYPE = {
    "string_type": "not-text",
    "list_type": "not-a-list",
    "dict_type": "not-a-mapping",
    "model_type": "not-a-mapping",
    "bool_type": "not-yes-no",
    "date_type": "not-a-date",
    "not_text": "not-text",
}


def path_text(path: _Path) -> str:
    """``("questions", 2, "prompt")`` as ``questions[2].prompt``."""
    return "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in path).lstrip(".")


def _fields(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """The fields that may stand at ``path`` inside a model."""
    for step in path:
        if isinstance(step, str):
            model = next(_models(model.model_fields[_attribute(model, step)].annotation))
    return [field.alias or name for name, field in model.model_fields.items()]


def _attribute(model: type[BaseModel], written: str) -> str:
    return next(n for n, f in model.model_fields.items() if written in (n, f.alias))


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The model classes inside an annotation such as ``list[Option] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from _models(inner)
