"""Questions to and from other formats: one module for each, listed in :data:`FORMATS`.

Nothing is lost silently: what a format cannot carry comes back as a list of warnings.
"""

from __future__ import annotations

from quizlib.exchange import gift, moodle, sheet
from quizlib.exchange.base import Exported, Format, Imported

FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        sheet.XLSX,
        sheet.CSV,
        gift.FORMAT,
        moodle.FORMAT,
    )
}

__all__ = ["FORMATS", "Exported", "Format", "Imported"]
