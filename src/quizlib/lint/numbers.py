"""Numbers, ranges and dates as options write them."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from quizlib import answers

_N = r"([-+]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?|[-+]?\d+(?:[.,]\d+)?)"
#: Kazakh numbers carry their case behind a hyphen: 5-тен 10-ға дейін.
_CASE = r"(?:-?(?:тен|тан|ден|дан|нен|нан|ге|ға|ке|қа))?"
_WORDS = r"((?: ?[^\d\s][^\d]*)?)"
_RANGE = tuple(
    re.compile(form)
    for form in (
        rf"{_N} ?(?:-|\.\.\.?|…) ?{_N}{_WORDS}",
        rf"(?:from |between )?{_N} (?:to|and) {_N}{_WORDS}",
        rf"(?:от|с|между) {_N} (?:до|по|и) {_N}{_WORDS}",
        rf"{_N}{_CASE} (?:бастап )?{_N}{_CASE}(?: дейін)?{_WORDS}",
    )
)
#: What stands before or behind a number and makes a range of it: (below, above, with the number).
_OPEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(form), kind)
    for form, kind in (
        (rf"(?:более|больше|свыше|дольше|more than|over|above|>) ?{_N}{_WORDS}", ">"),
        (rf"(?:менее|меньше|less than|fewer than|under|below|<) ?{_N}{_WORDS}", "<"),
        (
            rf"(?:не менее|не меньше|от|кемінде|at least|no less than|from|≥) ?{_N}{_WORDS}",
            ">=",
        ),
        (
            rf"(?:не более|не больше|до|at most|up to|no more than|not more than|≤) ?{_N}{_WORDS}",
            "<=",
        ),
        (rf"{_N}{_WORDS}? (?:и|немесе|или|or|and|және) (?:более|больше|more|over|одан көп)", ">="),
        (rf"{_N}{_WORDS}? (?:и|немесе|или|or|and|және) (?:менее|меньше|less|одан аз)", "<="),
        (rf"{_N} ?\+{_WORDS}", ">="),
        (rf"{_N}{_CASE}{_WORDS}? (?:көп|астам|артық|ұзақ|жоғары)", ">"),
        (rf"{_N}{_CASE}{_WORDS}? (?:аз|кем|төмен)", "<"),
        (rf"{_N}{_CASE}{_WORDS}? дейін", "<="),
    )
)
_POINT = re.compile(rf"{_N}{_WORDS}")
_TIME = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)")

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "қаңтар январ january",
            "ақпан феврал february",
            "наурыз март march",
            "сәуір апрел april",
            "мамыр ма may",
            "маусым июн june",
            "шілде июл july",
            "тамыз август august",
            "қыркүйек сентябр september",
            "қазан октябр october",
            "қараша ноябр november",
            "желтоқсан декабр december",
        ),
        start=1,
    )
    for name in names.split()
}
_DATES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"),
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2}) (?P<name>[^\W\d]+)(?:,? (?P<year>\d{4}))?(?: (?:г|года|ж))?"),
    re.compile(r"(?P<year>\d{4}) (?:жылғы|ж\.?|жылдың) (?P<day>\d{1,2}) (?P<name>[^\W\d]+)"),
    re.compile(r"(?P<name>[^\W\d]+) (?P<day>\d{1,2})(?:,? (?P<year>\d{4}))?"),
)
#: Endings that months have after a number: 1 ноября, 1 қарашада.
_MONTH_END = re.compile(r"(?:[аьяйие]|да|де|та|те|дан|ден|тан|тен|ға|ге|қа|ке)?$")

#: Forms of a unit that do not begin alike.
_UNITS = {"лет": "год", "дня": "день", "дней": "день", "дни": "день", "people": "person"}


class Span(NamedTuple):
    """A number, or the range of numbers that an option stands for.

    ``order`` sorts; ``unit`` is the same for all that can be compared.
    """

    low: float
    high: float
    unit: str
    #: whether the ends belong to it
    with_low: bool = True
    with_high: bool = True

    @property
    def order(self) -> tuple[float, float]:
        """What options are sorted by; equal ends do not hide that one is open."""
        return self.low, self.high

    @property
    def single(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high


def read(text: str) -> Span | None:
    """The number, range, time or date that a text is; None where it is anything more."""
    if len(text) > 60 or not any(c.isdigit() for c in text):
        return None
    folded = answers.fold(text)
    if date := _date(folded):
        return Span(date, date, "date")
    if time := _TIME.fullmatch(folded):
        minutes = 60.0 * int(time[1]) + int(time[2])
        if ":" in folded:
            return Span(minutes, minutes, "time")
    return _range(folded) or _open(folded) or _one(folded)


def _range(text: str) -> Span | None:
    for form in _RANGE:
        if found := form.fullmatch(text):
            low, high = _value(found[1]), _value(found[2])
            if low < high:
                return Span(low, high, _unit(found[3]))
    return None


def _open(text: str) -> Span | None:
    for form, kind in _OPEN:
        if found := form.fullmatch(text):
            value, unit = _value(found[1]), _unit(found[2] or "")
            if ">" in kind:
                return Span(value, math.inf, unit, with_low="=" in kind)
            return Span(-math.inf, value, unit, with_high="=" in kind)
    return None


def _one(text: str) -> Span | None:
    found = _POINT.fullmatch(text)
    if not found or len(found[2].split()) > 2:
        return None
    value = _value(found[1])
    return Span(value, value, _unit(found[2]))


def _value(digits: str) -> float:
    return float(digits.replace(" ", "").replace(",", "."))


def _unit(rest: str) -> str:
    """The beginning of a unit: its end changes with the number."""
    first = next(iter(rest.replace("-", " ").split()), "")
    return _UNITS.get(first, first)[:3]


def _date(text: str) -> float | None:
    for form in _DATES:
        if found := form.fullmatch(text):
            parts = found.groupdict()
            month = _month(parts["name"]) if "name" in parts else int(parts["month"])
            day = int(parts["day"])
            if month and month <= 12 and 1 <= day <= 31:
                return int(parts.get("year") or 0) * 400.0 + month * 32 + day
    return None


def _month(word: str) -> int | None:
    for name, number in _MONTHS.items():
        if word.startswith(name) and _MONTH_END.fullmatch(word[len(name) :]):
            return number
    return None
