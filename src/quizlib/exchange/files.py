"""Reading a file of another format: its bytes within the limit, and its characters."""

from __future__ import annotations

from pathlib import Path

from quizlib.errors import BankError, problem

MEGABYTE = 1024 * 1024
LARGEST = 100 * MEGABYTE


def bytes_of(path: Path) -> bytes:
    """The bytes of a file.  Raises BankError where it cannot be read or is too large."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            size, limit = size // MEGABYTE, LARGEST // MEGABYTE
            raise BankError([problem("too-large", file=path.as_posix(), size=size, limit=limit)])
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or ""
        raise BankError([problem("unreadable", file=path.as_posix(), reason=reason)]) from None


def text_of(path: Path) -> str:
    """The characters of a file in UTF-8, line ends as ``\\n``.  Raises BankError."""
    raw, file = bytes_of(path), path.as_posix()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise BankError([problem("not-utf8", file=file, line=line, column=column)]) from None
    if "\0" in text[:2]:  # UTF-16 without its mark
        raise BankError([problem("not-utf8", file=file, line=1, column=1)])
    return text.replace("\r\n", "\n").replace("\r", "\n")
