"""Messages of `quizlib coverage`: what the course lacks, held against its plan."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "course-data": (
        "the course data cannot be used: {reason}",
        "Mend the file; until then nothing is counted.",
    ),
    "coverage-unplanned": (
        "no lesson of course/plan.yml teaches {name}",
        "Add it to the lesson where it belongs.",
    ),
    "coverage-lesson-unplanned": (
        "course/plan.yml does not name the lesson {page}",
        "Add the lesson there, with the claims and facts that it must teach.",
    ),
    "coverage-unknown": (
        "there is no {name} in {where}",
        "Mend the number, or add the entry there.",
    ),
    "coverage-untaught": (
        "the lesson {page} does not mark {name}",
        "Tell it there and mark it, `[{name}](source.md#{anchor})`; or take it out of the plan.",
    ),
    "coverage-untested": (
        "no question rests on {names}: {count} of {scope} claims planned so far have none, "
        "and at most {most} may",
        "Ask about them, and name each in the `source` of its question.",
    ),
    "coverage-objective": (
        "the objective {name} has too few practice questions: {count}, and {least} are needed",
        "Write more, and show them in the lesson outside the pre-test and the exam.",
    ),
    "coverage-lesson": (
        "the lesson {page} has too few practice questions: {count}, and {least} are needed",
        "Write more, and show them in the lesson outside the pre-test and the exam.",
    ),
}
