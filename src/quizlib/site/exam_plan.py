"""Whether the final assessment keeps to its blueprint, whichever questions an attempt draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quizlib.bankfile import read
from quizlib.errors import Problem, problem
from quizlib.lint.base import Way
from quizlib.misfits import path_text
from quizlib.model import Bank, Exam
from quizlib.modes import reach
from quizlib.site import evidence
from quizlib.site.coverage import Coverage
from quizlib.site.evidence import Blueprint
from quizlib.yamlfile import Source


def problems(root: Path, found: Coverage) -> Iterator[Problem]:
    """Where the bank that the blueprint names departs from it; none as long as there is no bank."""
    plan = evidence.blueprint(root)
    for bank in found.banks:
        if bank.name == plan.bank:
            source = read(root / bank.file, bank.file).source
            if source is not None:
                yield from _Check(bank, source, plan).problems(found)


class _Check:
    def __init__(self, bank: Bank, source: Source, plan: Blueprint) -> None:
        self.bank, self.source, self.plan = bank, source, plan
        self.exam = bank.head.exam or Exam()

    def problems(self, found: Coverage) -> Iterator[Problem]:
        yield from self.rules()
        yield from self.pool()
        yield from self.kinds()
        for number, question in enumerate(self.bank.questions):
            if page := found.practised.get(question.id):
                yield self.at(("questions", number, "id"), "exam-shown", page=page)

    def rules(self) -> Iterator[Problem]:
        """Time, attempts, what is drawn and what passing takes."""
        exam, plan = self.exam, self.plan
        passing = exam.pass_
        conditions = {",".join(c.objectives): c.correct for c in plan.conditions}
        also = {",".join(a.objectives): a.points for a in passing.also} if passing else {}
        drawn = {name: plan.count([name]) for name in plan.items}
        rows: list[tuple[Way, object, object]] = [
            (("minutes",), exam.minutes, plan.minutes),
            (("attempts",), exam.attempts, plan.attempts),
            *((("draw", name), exam.draw.get(name, 0), n) for name, n in drawn.items()),
            *((("draw", name), n, 0) for name, n in exam.draw.items() if name not in drawn),
            (("pass", "points"), passing.points if passing else 0, plan.pass_.scored),
            (("pass", "also"), also, conditions),
        ]
        for way, there, planned in rows:
            if there != planned:
                yield self.at(("exam", *way), "exam-rule", there=there, planned=planned)
        # What is scored on which objective: kinds that nobody scores stand where the plan has them.
        most = reach(exam, self.bank.questions)
        if most != plan.pass_.of:
            yield self.at(("exam", "pass"), "exam-points", most=most, of=plan.pass_.of)

    def pool(self) -> Iterator[Problem]:
        """As many questions as all attempts take, at the levels of the plan and at no other."""
        there = Counter((q.objective, q.bloom) for q in self.bank.questions)
        for objective, levels in self.plan.items.items():
            for level, count in levels.items():
                least = count * self.plan.attempts
                if (has := there[objective, level]) < least:
                    params = {"objective": objective, "level": level, "count": has, "least": least}
                    yield self.at(("questions",), "exam-pool", **params)
        for number, question in enumerate(self.bank.questions):
            planned = self.plan.items.get(question.objective, {})
            if question.bloom not in planned:
                params = {"level": question.bloom, "planned": ", ".join(planned) or "–"}
                way = ("questions", number, "bloom")
                yield self.at(way, "exam-level", objective=question.objective, **params)

    def kinds(self) -> Iterator[Problem]:
        """The fewest and the most questions of a kind that chance may draw."""
        pools: dict[str, Counter[str]] = {name: Counter() for name in self.plan.items}
        for question in self.bank.questions:
            if question.objective in pools:
                pools[question.objective][question.kind] += 1
        for kind in sorted({*self.plan.kinds, *(k for pool in pools.values() for k in pool)}):
            planned, least, most = self.plan.kinds.get(kind, 0), 0, 0
            for objective, pool in pools.items():
                drawn = self.plan.count([objective])
                least += max(0, drawn - (pool.total() - pool[kind]))
                most += min(drawn, pool[kind])
            if (least, most) != (planned, planned):
                params = {"kind": kind, "least": least, "most": most, "planned": planned}
                yield self.at(("questions",), "exam-kinds", **params)

    def at(self, way: Way, code: str, /, **params: Any) -> Problem:
        """A problem at its place, or at that of the nearest field around it that is there."""
        line, column = self.source.place(way)
        path = path_text(way)
        params = {name: str(value) for name, value in params.items()}
        return problem(code, file=self.bank.file, line=line, column=column, path=path, **params)
