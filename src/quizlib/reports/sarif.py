"""Findings as SARIF 2.1.0, which code scanning services and editors read.

The format is the OASIS standard "Static Analysis Results Interchange Format"; paragraph numbers
here are those of its text.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from quizlib.errors import Problem
from quizlib.lint import RULES
from quizlib.messages import MESSAGES
from quizlib.reports import Background, outline

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def sarif(problems: Sequence[Problem], background: Background) -> str:
    """One run as JSON.  What was set aside comes too, with the author's reason."""
    told = [(item, "") for item in problems] + background.set_aside
    codes = [*RULES, *sorted({item.code for item, _ in told} - set(RULES))]
    driver = {
        "name": "quizlib",
        "version": version("quizlib"),
        "rules": [_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        # 3.14.17: our columns count characters, not the code units of UTF-16
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, why, codes.index(item.code), background) for item, why in told],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    """What is known of a rule before it finds anything; of others than ours, only the id."""
    told: dict[str, Any] = {"id": code}
    if code in MESSAGES:
        what, mend = outline(code)
        told["shortDescription"] = {"text": RULES[code].reason if code in RULES else what}
        told["help"] = {"text": f"{what}. {mend}"}
    if code in RULES:
        rule = RULES[code]
        told["fullDescription"] = {"text": f"{rule.reason} ({rule.source})"}
        told["defaultConfiguration"] = {"level": rule.severity}
    return told


def _result(item: Problem, why: str, index: int, background: Background) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": item.code,
        "ruleIndex": index,
        "level": item.severity,
        "message": {"text": f"{item.message}. {item.mend}".rstrip()},
    }
    if item.file:
        result["locations"] = [_location(item, background)]
    # 3.27.23: where one result has suppressions, every result says whether it has any
    if background.set_aside:
        why_not = [{"kind": "inSource", "justification": why}]
        result["suppressions"] = why_not if why else []
    return result


def _location(item: Problem, background: Background) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(item.file)}}
    if item.line:
        place["region"] = {"startLine": item.line, "startColumn": max(1, item.column)}
    location: dict[str, Any] = {"physicalLocation": place}
    if item.path:
        question, _ = background.where(item)
        named = {"fullyQualifiedName": item.path} | ({"name": question} if question else {})
        location["logicalLocations"] = [named]
    return location


def _uri(file: str) -> str:
    """3.4.3: relative to the folder one checks from, Cyrillic letters and spaces escaped."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
