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
    "exam-rule": (
        "the exam has {there} here, course/blueprint.yml {planned}",
        "Make both the same.",
    ),
    "exam-points": (
        "an attempt can bring {most} points, by course/blueprint.yml {of}",
        "On the objectives in `self_marked` stand kinds that nobody scores, and nowhere else.",
    ),
    "exam-pool": (
        "{count} questions on {objective} at the level `{level}`, and {least} are needed so that "
        "no attempt repeats a question of another",
        "Write more of them.",
    ),
    "exam-level": (
        "this question on {objective} is at the level `{level}`, by course/blueprint.yml {planned}",
        "Mend the level, or write a question at that of the blueprint.",
    ),
    "exam-kinds": (
        "an attempt may draw {least} to {most} questions of the kind `{kind}`, and "
        "course/blueprint.yml wants {planned}",
        "Give all questions on an objective the same kind, as often as the blueprint needs it.",
    ),
    "exam-shown": (
        "this question of the exam is shown on the page {page} as well",
        "Take it from the page, or write another one for the exam.",
    ),
}
