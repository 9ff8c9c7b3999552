"""`quizlib coverage`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from quizlib.cli.report import Format, report
from quizlib.cli.speech import language
from quizlib.errors import BankError, Problem
from quizlib.load import find_course
from quizlib.locale import coverage_strings
from quizlib.reports import Background

if TYPE_CHECKING:
    from quizlib.cli.frames import Screen
    from quizlib.site.coverage import Asked, Coverage, Entry


class Shown(StrEnum):
    """How the counts are printed."""

    text = "text"
    short = "short"
    json = "json"


def command(
    format: Annotated[
        Shown,
        typer.Option(
            help="text for people; short: only the problems, a line for each; json for machines."
        ),
    ] = Shown.text,
    strict: Annotated[
        bool, typer.Option("--strict", help="Warnings too make the exit code 1.")
    ] = False,
) -> None:
    """Count what the course covers, and say what it lacks.

    Claims and facts by lesson and question, questions by objective, kind and level, the state of
    the three editions.  What each lesson must teach stands in course/plan.yml.
    """
    found, problems = _looked_at(format)
    if format is Shown.json:
        told = {**_plain(found), "problems": [p.as_dict() for p in problems]}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        if format is Shown.text:
            _show(found)
        written = sum(lesson.written for lesson in found.lessons)
        report(problems, Format(format.value), "lesson", written, _named(found))
    if any(strict or p.severity == "error" for p in problems):
        raise typer.Exit(1)


def _looked_at(format: Shown) -> tuple[Coverage, list[Problem]]:
    """The counts, and what is wrong.  Where they cannot be made, says so and ends."""
    from quizlib.site.coursefile import EvidenceError
    from quizlib.site.coverage import coverage
    from quizlib.site.coverage_problems import problems, unreadable

    try:
        root = find_course()
        found = coverage(root)
        return found, problems(root, found)
    except EvidenceError as error:
        told = unreadable(error)
    except BankError as error:
        told = error.problems
    if format is Shown.json:
        typer.echo(json.dumps({"problems": [p.as_dict() for p in told]}, ensure_ascii=False))
    else:
        report(told, Format(format.value), "lesson", 0)
    raise typer.Exit(1)


# ---- for people


def _named(found: Coverage) -> Background:
    """The questions by the ids that authors know them by."""
    ids = {(b.file, i): q.id for b in found.banks for i, q in enumerate(b.questions)}
    return Background(names=ids)


def _show(found: Coverage) -> None:
    from quizlib.cli.frames import Screen
    from quizlib.site.coverage_problems import most_untested
    from quizlib.site.coverage_words import edition_rows, listed, summed, untold

    ui, screen = coverage_strings(language()), Screen()
    lessons = {lesson.page: lesson for lesson in found.lessons}
    for kind, entries in (("claim", found.claims), ("fact", found.facts)):
        rows = [
            (entry.id, ", ".join(entry.taught) or untold(entry, ui), str(len(entry.items)))
            for entry in entries
        ]
        heads = (ui[kind], ui["lesson"], ui["questions"])
        _table(screen, ui[f"{kind}s_caption"], heads, rows)
        screen.paragraph(summed(entries, ui))
        screen.line()
    untested, most = found.untested, most_untested(found)
    if 0 < len(untested) <= most:  # beyond that it is a problem, told below
        names = ", ".join(claim.id for claim in untested)
        screen.paragraph(ui["untested"].format(names=names, count=len(untested), most=most))
        screen.line()

    def counts(asked: Asked) -> tuple[str, ...]:
        return str(asked.practice), listed(asked.kinds, "kind", ui), str(asked.pretest)

    asked_heads = (ui["practice"], ui["kinds"].partition(":")[0], ui["pretest"])
    rows_of_lessons = [
        (
            lesson.page if lesson.written else ui["lesson_unwritten"].format(page=lesson.page),
            *counts(lesson.asked),
        )
        for lesson in found.lessons
    ]
    _table(screen, ui["lessons_caption"], (ui["lesson"], *asked_heads), rows_of_lessons)
    rows_of_objectives = [
        (
            name,
            ui[f"level={objective.bloom}"],
            *counts(found.asked[name])[:2],
            listed(found.asked[name].levels, "level", ui),
            str(found.asked[name].pretest),
            str(found.asked[name].exam),
        )
        for name, objective in found.objectives.items()
        if lessons[objective.lesson].written
    ]
    heads_of_objectives = (
        *(ui["objective"], ui["level"].partition(":")[0], *asked_heads[:2]),
        *(ui["levels"].partition(":")[0], ui["pretest"], ui["exam"]),
    )
    _table(screen, ui["objectives_caption"], heads_of_objectives, rows_of_objectives)
    edition_heads = (ui["edition"], *(one.language for one in found.editions))
    rows_ = [(name, *cells) for name, cells in edition_rows(found.editions, ui)]
    _table(screen, ui["editions_caption"], edition_heads, rows_)


def _table(screen: Screen, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    screen.line(title, "bold underline")
    screen.table(heads, rows)
    screen.line()


# ---- for programs


def _plain(found: Coverage) -> dict[str, Any]:
    """All counts as plain data."""

    def entry(one: Entry) -> dict[str, Any]:
        return {**asdict(one), "planned": list(one.planned), "taught": list(one.taught)}

    def asked(one: Asked) -> dict[str, Any]:
        return {
            "practice": one.practice,
            "kinds": dict(sorted(one.kinds.items())),
            "levels": dict(sorted(one.levels.items())),
            "pretest": one.pretest,
            "exam": one.exam,
        }

    return {
        "claims": [entry(one) for one in found.claims],
        "facts": [entry(one) for one in found.facts],
        "lessons": [
            {"page": one.page, "written": one.written, **asked(one.asked)} for one in found.lessons
        ],
        "objectives": [
            {"id": name, "lesson": one.lesson, "bloom": one.bloom, **asked(found.asked[name])}
            for name, one in found.objectives.items()
        ],
        "editions": [asdict(one) for one in found.editions],
    }
