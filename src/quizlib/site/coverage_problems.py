"""What the course lacks, held against its plan: the problems of `quizlib coverage`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from quizlib.bankfile import read
from quizlib.errors import Phrase, Problem, nearest, problem
from quizlib.kinds.scale import Scale
from quizlib.lint.base import Way
from quizlib.lint.run import find
from quizlib.lint.standing import UNSURE_FACT
from quizlib.misfits import path_text
from quizlib.model import Bank
from quizlib.site import coursefile, evidence, exam_plan
from quizlib.site.coverage import Coverage
from quizlib.site.plan import PLAN, Place
from quizlib.yamlfile import Source

#: So many practice questions an objective and a lesson need, and this share of the claims one.
ON_OBJECTIVE, IN_LESSON, TESTED = 4, 14, 0.9
_TOLD = re.compile(r"(?P<file>[^:]+):(?:(?P<line>\d+):(?P<column>\d+):)? (?P<reason>.+)", re.DOTALL)


def unreadable(error: coursefile.EvidenceError) -> list[Problem]:
    """Course data that cannot be used, as problems with their places."""
    found = []
    for line in str(error).splitlines():
        told = _TOLD.fullmatch(line)
        file, row, column, reason = told.groups() if told else ("", None, None, line)
        row, column = int(row or 0), int(column or 0)
        reason = reason.rstrip(".")
        found.append(problem("course-data", file=file, line=row, column=column, reason=reason))
    return found


def problems(root: Path, found: Coverage) -> list[Problem]:
    """Everything that is missing or does not fit, by file and place."""
    told = [
        *_of_plan(root, found),
        *_of_lessons(found),
        *_untested(found),
        *_of_objectives(root, found),
        *_of_banks(root, found),
        *exam_plan.problems(root, found),
    ]
    return sorted(told, key=lambda item: (item.file, item.line, item.column))


def _in_plan(code: str, place: Place, path: str, /, **params: Any) -> Problem:
    file = f"course/{PLAN}"
    return problem(code, file=file, line=place[0], column=place[1], path=path, **params)


def _of_plan(root: Path, found: Coverage) -> Iterator[Problem]:
    """Claims and facts that no lesson is to teach, and entries that the data do not have."""
    kinds = ((evidence.CLAIMS, found.claims), (evidence.FACTS, found.facts))
    for file, entries in kinds:
        places = coursefile.source(root / "course" / file)
        for entry in entries:
            if not entry.planned:
                line, column = places.key_place((entry.id,))
                # The article must be told whole; a later fact may just stand in the list.
                yield problem(
                    "coverage-unplanned",
                    file=f"course/{file}",
                    line=line,
                    column=column,
                    path=entry.id,
                    severity="error" if file == evidence.CLAIMS else "warning",
                    name=entry.id,
                )
    known = {entry.id for _, entries in kinds for entry in entries}
    for lesson in found.lessons:
        if lesson.written and lesson.page in found.plan:
            for name, place in found.plan[lesson.page].entries.items():
                if name not in known:
                    params = {"name": name, "where": _file_of(name)}
                    yield _in_plan("coverage-unknown", place, lesson.page, **params)


def _of_lessons(found: Coverage) -> Iterator[Problem]:
    """What a written lesson does not mark, and lessons with too few questions."""
    entries = {entry.id: entry for entry in (*found.claims, *found.facts)}
    for lesson in found.lessons:
        if not lesson.written:
            continue
        page, planned = lesson.page, found.plan.get(lesson.page)
        if planned is None:
            yield _in_plan("coverage-lesson-unplanned", (0, 0), page, page=page)
            continue
        for name, place in planned.entries.items():
            if name in entries and page not in entries[name].taught:
                params = {"page": page, "name": name, "anchor": name.lower()}
                yield _in_plan("coverage-untaught", place, page, **params)
        count = lesson.asked.practice
        if count < IN_LESSON:
            few: dict[str, Any] = {"page": page, "count": count, "least": IN_LESSON}
            yield _in_plan("coverage-lesson", planned.place, page, **few)


def most_untested(found: Coverage) -> int:
    """How many of the claims taught so far may be without a question."""
    scope = len(found.due)
    # Counted in hundredths: 0.1 times a number may fall just short of a whole one.
    return scope * round(100 * (1 - TESTED)) // 100


def _untested(found: Coverage) -> Iterator[Problem]:
    missing, most = found.untested, most_untested(found)
    if len(missing) <= most:
        return
    params: dict[str, Any] = {"count": len(missing), "scope": len(found.due), "most": most}
    left = {claim.id for claim in missing}
    for lesson in found.lessons:
        planned = (
            found.plan[lesson.page].entries if lesson.written and lesson.page in found.plan else {}
        )
        here = [name for name in planned if name in left]
        if here:
            left.difference_update(here)  # told once, with the first lesson
            names = ", ".join(here)
            yield _in_plan(
                "coverage-untested", planned[here[0]], lesson.page, names=names, **params
            )


def _of_objectives(root: Path, found: Coverage) -> Iterator[Problem]:
    places = coursefile.source(root / "course" / evidence.OBJECTIVES)
    written = {lesson.page for lesson in found.lessons if lesson.written}
    for name, objective in found.objectives.items():
        count = found.asked[name].practice
        if objective.lesson in written and count < ON_OBJECTIVE:
            line, column = places.key_place((name,))
            yield problem(
                "coverage-objective",
                file=places.file,
                line=line,
                column=column,
                path=name,
                name=name,
                count=count,
                least=ON_OBJECTIVE,
            )


def _of_banks(root: Path, found: Coverage) -> Iterator[Problem]:
    """Sources and objectives that there are not, and sources that nobody could verify."""
    known = {entry.id for entry in (*found.claims, *found.facts)}
    for bank in found.banks:
        # The rule looks for the course around the file, so it must know where that is.
        file = root / bank.file
        reading = read(file, str(file))
        rule = {UNSURE_FACT.id: UNSURE_FACT}
        for one in find(reading, rule, None):
            # Of `allow`, only what it sets aside matters here; `quizlib check` judges its words.
            if one.problem.code == UNSURE_FACT.id and not one.reason:
                yield replace(one.problem, file=bank.file)
        if reading.source is not None:
            yield from _unknown(found, known, reading.source, bank)


def _unknown(found: Coverage, known: set[str], source: Source, bank: Bank) -> Iterator[Problem]:
    for number, question in enumerate(bank.questions):
        for i, name in enumerate(question.source):
            if name not in known:
                params = {"name": name, "where": _file_of(name)}
                yield _in_bank("coverage-unknown", source, bank, number, ("source", i), **params)
        aims: list[tuple[Way, str]] = [(("objective",), question.objective)]
        if isinstance(question, Scale):
            aims += [
                (("statements", i, "objective"), one.objective)
                for i, one in enumerate(question.statements)
                if one.objective is not None
            ]
        for way, name in aims:
            if name not in found.objectives:
                near = nearest(name, found.objectives)
                hint = Phrase("Did you mean `{near}`?", near=near) if near else ""
                params = {"raw": name, "suggestion": hint}
                yield _in_bank("objective-missing", source, bank, number, way, **params)


def _file_of(name: str) -> str:
    return f"course/{evidence.CLAIMS if name.startswith('A') else evidence.FACTS}"


def _in_bank(
    code: str, source: Source, bank: Bank, number: int, way: Way, /, **params: Any
) -> Problem:
    whole = ("questions", number, *way)
    line, column = source.place(whole)
    path = path_text(whole)
    return problem(code, file=bank.file, line=line, column=column, path=path, **params)
