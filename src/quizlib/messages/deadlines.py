"""Messages on what the deadline calculator is asked."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "deadline-kind": ("there is no kind of request `{raw}`", "{suggestion}"),
    "deadline-day": (
        "{where}: {raw} is not a day of the calendar",
        'Write year-month-day in quotes, such as "2026-12-01", or give a date.',
    ),
    "deadline-year": (
        "{where}: the year of {raw} is not one to count in",
        "Write a year from {first} to {last}.",
    ),
    "deadline-holidays": (
        "`holidays` must be a list of days",
        'Write holidays=["2026-12-16"], or holidays=[] for none.',
    ),
    "deadline-extended": (
        "{raw} cannot stand for `extended`",
        "Write extended=True, extended=False or the day of the decision to extend.",
    ),
    "deadline-no-extension": (
        "the course knows no extension for `{kind}`",
        "Leave `extended` out.",
    ),
    "deadline-decided": (
        "the time cannot be extended on {raw}, before the request came",
        "Give the day of the decision, or extended=True.",
    ),
}
