"""What authors are told: first what is wrong, then how to mend it.

Both are :meth:`str.format` templates under a code; :func:`quizlib.errors.problem` fills them in.
"""

from __future__ import annotations

from quizlib.messages import asking, fields, files, questions

MESSAGES: dict[str, tuple[str, str]] = {
    **files.MESSAGES,
    **fields.MESSAGES,
    **questions.MESSAGES,
    **asking.MESSAGES,
}
