"""Which source text each translation was confirmed against: the file ``translations.json``.

One file serves all banks of a folder.  It holds, for each bank, text and language, the stamp of
the source text (:func:`quizlib.translate.texts.stamp`) that a person saw when they said that the
translation fits.  It is sorted and has one line for each text, so that the work of two people
merges.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import Any

from quizlib.errors import BankError, problem
from quizlib.load import FOLDER, bank_files
from quizlib.model import LANGUAGES
from quizlib.yamltext import write_text

NAME = "translations.json"
VERSION = 1
_LARGEST = 50 * 1024 * 1024

#: text → language → stamp of the source text
Confirmed = dict[str, dict[str, str]]
#: bank → what is confirmed of it
Stamps = dict[str, Confirmed]


def place(bank: Path) -> Path:
    """Where the stamps of a bank are kept: in its folder ``quizzes``, or else beside it."""
    folders = bank.resolve().parents
    return next((f for f in folders if f.name == FOLDER), folders[0]) / NAME


def of_bank(bank: Path) -> Confirmed:
    """What is confirmed of one bank.  Raises BankError where the file cannot be used."""
    return read(place(bank)).get(bank.stem, {})


def read(file: Path) -> Stamps:
    """All stamps in a file, none where there is no file; not to be changed.

    Raises BankError where it cannot be read, is not what we write, or comes from a newer version.
    """
    try:
        stat = file.stat()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise _unusable(file, "unreadable", reason=error.strerror or "") from None
    if stat.st_size > _LARGEST:
        raise _unusable(file, "stamps-form")
    return _read(file, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=8)
def _read(file: Path, changed: int, size: int) -> Stamps:
    """Every bank of a course asks for the same file: read it once, until it changes."""
    try:
        data = json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise _unusable(file, "unreadable", reason=error.strerror or "") from None
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        raise _unusable(file, "stamps-json", said=error.msg, **place) from None
    except (ValueError, RecursionError):  # not UTF-8, a number without end, nested without end
        raise _unusable(file, "stamps-form") from None
    version = data.get("version") if isinstance(data, dict) else None
    if type(version) is int and version > VERSION:
        raise _unusable(file, "stamps-newer", found=version, known=VERSION)
    if type(version) is not int or version != VERSION or not _fits(data.get("banks")):
        raise _unusable(file, "stamps-form")
    stamps: Stamps = data["banks"]
    return stamps


def _fits(banks: Any) -> bool:
    """Whether this is bank → text → language → stamp."""
    return isinstance(banks, dict) and all(
        isinstance(texts, dict)
        and all(
            isinstance(by_language, dict)
            and all(k in LANGUAGES and isinstance(v, str) for k, v in by_language.items())
            for by_language in texts.values()
        )
        for texts in banks.values()
    )


def _label(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


def _unusable(file: Path, code: str, **params: Any) -> BankError:
    return BankError([problem(code, file=_label(file), **params)])


def save(bank: Path, fresh: Confirmed, keys: Collection[str], languages: Collection[str]) -> int:
    """Add ``fresh`` to what is confirmed of a bank; returns how many stamps were dropped.

    Stamps that lead nowhere are dropped: of texts not among ``keys``, of languages that the bank
    does not have, and of banks that are no longer in the folder.  Raises BankError.
    """
    file = place(bank)
    stamps = read(file)
    names = {path.stem for path in bank_files(file.parent)}
    before = stamps.get(bank.stem, {})
    merged = {key: before.get(key, {}) | fresh.get(key, {}) for key in keys}
    kept = {
        key: {code: known for code, known in by_language.items() if code in languages}
        for key, by_language in merged.items()
    }
    whole = {name: texts for name, texts in stamps.items() if name in names} | {bank.stem: kept}
    try:
        like = file.read_bytes() if file.exists() else b""
        if text(whole).encode() != like:
            write_text(file, text(whole), like=like)
    except OSError as error:
        raise _unusable(file, "unwritable", reason=error.strerror or "") from None
    added = sum(code not in before.get(key, {}) for key, codes in fresh.items() for code in codes)
    return _count(stamps) + added - _count(whole)


def _count(stamps: Stamps) -> int:
    return sum(len(codes) for texts in stamps.values() for codes in texts.values())


def text(stamps: Stamps) -> str:
    """The file for these stamps: sorted, a line for each text, nothing that is empty."""
    banks = []
    for bank, texts in sorted(stamps.items()):
        lines = [
            f"      {_json(key)}: {_json(by_language)}"
            for key, by_language in sorted(texts.items())
            if by_language
        ]
        if lines:
            banks.append(f"    {_json(bank)}: {{\n" + ",\n".join(lines) + "\n    }")
    inner = "{\n" + ",\n".join(banks) + "\n  }" if banks else "{}"
    return f'{{\n  "version": {VERSION},\n  "banks": {inner}\n}}\n'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
