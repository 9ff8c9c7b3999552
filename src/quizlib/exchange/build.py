"""What was found in a file of a learning system, to the data of a question of ours.

Nothing is invented: a field that the file does not hold is left out, and the loader then tells its
author so.  What cannot be carried is listed, one warning for a question.
"""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from quizlib.errors import Phrase, Problem
from quizlib.exchange import html_read, html_text
from quizlib.exchange.base import Spot
from quizlib.exchange.found import LONGEST_TEXT, Broken, Found, Raw, Said, listed, told
from quizlib.exchange.items import REASONS
from quizlib.exchange.multilang import ANY, by_language, code
from quizlib.exchange.names import Names, slug
from quizlib.model import LANGUAGES, PATTERN_OF

Data = dict[str, Any]
_OBJECTIVE = re.compile(r"(?<![\d.])[0-9]+\.[0-9]+(?![\d.])")
_PICTURE = re.compile(r"""src\s*=\s*("data:[^"]*"|'data:[^']*')""", re.IGNORECASE)
_BLOCK = re.compile(r"<(p|br|div|ul|ol|h[1-6])\b", re.IGNORECASE)
_BLOOM = ("remember", "understand", "apply", "analyse", "evaluate", "create")


@dataclass
class Built:
    """A question of ours: its data with texts as Said, and the places of its parts."""

    data: Data
    spot: Spot
    language: str
    places: dict[str, Spot] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class Builder:
    """One question found to one of ours; the functions for its type take this."""

    def __init__(self, found: Found, file: str, defaults: Mapping[str, Any]) -> None:
        self.found = found
        self.file = file
        self.defaults = defaults
        self.losses = list(found.losses)
        self.places: dict[str, Spot] = {}
        self.problems: list[Problem] = []
        self.marked: dict[str, list[str]] = {}
        self.names = Names()
        self.tags = self._tags()
        self.see = dict(s.split("=", 1) for s in found.notes.get("see", ()) if "=" in s)

    # ---- texts

    def lose(self, words: str, **fields: Any) -> None:
        """Remember what cannot be carried: one of :data:`quizlib.messages.losses.LOSSES`."""
        what = Phrase(words, **fields)
        if what not in self.losses:
            self.losses.append(what)

    def tell(self, code: str, spot: Spot, **params: Any) -> None:
        """An error in a part of the question."""
        self.problems.append(told(code, self.file, spot, **params))

    def said(self, raw: Raw, *, inline: bool = False) -> Said:
        """A text by language as our Markdown; empty where it says nothing.  Raises Broken."""
        if not raw.text.strip():
            return Said()
        if len(raw.text) > LONGEST_TEXT:  # a picture may stand in the text itself
            raw = Raw(_PICTURE.sub('src=""', raw.text), raw.form)
        if len(raw.text) > LONGEST_TEXT:
            raise Broken(told("text-too-long", self.file, self.found.spot, limit=LONGEST_TEXT))
        try:
            texts, strange = by_language(raw.text)
            found = {name: self._one(text, raw.form, inline) for name, text in texts.items()}
        except html_read.TooDeep:
            said = told("text-too-deep", self.file, self.found.spot, limit=html_read.DEEPEST)
            raise Broken(said) from None
        for name in strange:
            self.lose("the text in the language {language}", language=name or "?")
        return Said({name: text for name, text in found.items() if text})

    def _one(self, text: str, form: str, inline: bool) -> str:
        if form == "markdown":
            if re.search("<[A-Za-z/!]", text):
                self.lose("HTML inside Markdown, which now shows as typed")
            return text.strip()
        if form == "plain":
            return html_text.from_plain(text, inline=inline) if text.strip() else ""
        if form == "moodle" and "\n" in text and not _BLOCK.search(text):
            text = "".join(f"<p>{p}</p>" for p in re.split(r"\n[ \t]*\n", text.strip()))
        markdown, losses = html_text.markdown(text, inline=inline)
        for loss in losses:
            self.lose(loss)
        return markdown

    def plain(self, raw: Raw) -> str:
        """What may be typed, as it stands."""
        return " ".join(raw.text.split())

    def from_plain(self, text: str) -> Said:
        """Plain text as our Markdown, by language."""
        return self.said(Raw(html.escape(text, quote=False)), inline=True)

    def put(self, data: Data, name: str, raw: Raw, *, inline: bool = False) -> None:
        """Set a text, if there is one."""
        if said := self.said(raw, inline=inline):
            data[name] = said

    def pieces(self, raw: Raw) -> tuple[Raw, dict[str, list[str]]]:
        """A text without the parts that quizlib has marked, and these."""
        if raw.form not in ("html", "moodle") or len(raw.text) > LONGEST_TEXT:
            return raw, {}
        try:
            rest, marked = html_text.pieces(raw.text)
        except html_read.TooDeep:
            return raw, {}
        return Raw(rest, raw.form), marked

    def reason(self, number: int) -> Data:
        """The feedback of a part, from the list that stands below the explanation."""
        reasons = self.marked.get(REASONS, ())
        said = self.said(Raw(reasons[number])) if number < len(reasons) else Said()
        return {"feedback": said} if said else {}

    # ---- names

    def parts(self, count: int) -> list[str] | None:
        """The ids that the file keeps for its answers, if it still has as many of them."""
        names = self.found.notes.get("parts", [])
        return names if len(names) == count else None

    def name(self, kept: str | None, said: Said, start: str) -> str:
        """An id: the one kept, or one made from the text."""
        if kept and re.fullmatch(PATTERN_OF["id"], kept):
            return self.names.free(kept)
        text = next((said[name] for name in ("en", "ru", "kk", ANY) if name in said), "")
        return self.names.free(slug(text, start))

    def led(self, name: str) -> Data:
        """Where feedback leads back to, if the file keeps it."""
        return {"see": self.see[name]} if name in self.see else {}

    # ---- what all questions have

    def _tags(self) -> dict[str, list[str]]:
        """Our own tags by name; others are told as lost."""
        known: dict[str, list[str]] = {}
        others = []
        for tag in self.found.tags:
            name, colon, value = tag.partition(":")
            fits = colon and name in _TAGS and re.fullmatch(_TAGS[name], value)
            if fits and (name != "review_by" or _is_date(value)):
                known.setdefault(name, []).append(value)
            else:
                others.append(tag)
        if others:
            self.lose("the tags {tags}", tags=", ".join(others))
        return known

    def language(self) -> str:
        """The language that the file names for this question, if it does."""
        return next((code(name) for name in self.tags.get("lang", ())), ANY)

    def common(self) -> Data:
        """The fields that questions of every kind have, but for id and prompt."""
        data: Data = {}
        category = _OBJECTIVE.findall(self.found.category.rpartition("/")[2])
        objective = [*self.tags.get("objective", ()), *category[:1]]
        for name, values in (("objective", objective), ("bloom", self.tags.get("bloom"))):
            if values:
                data[name] = values[0]
            elif name in self.defaults:
                data[name] = self.defaults[name]
        if sources := self.tags.get("source") or self.defaults.get("source"):
            data["source"] = list(dict.fromkeys(sources))
        if review := self.tags.get("review_by"):
            data["review_by"] = datetime.date.fromisoformat(review[0])
        elif "review_by" in self.defaults:
            data["review_by"] = self.defaults["review_by"]
        if see := self.tags.get("see"):
            data["see"] = see[0]
        general, self.marked = self.pieces(self.found.general)
        self.put(data, "explanation", general)
        hints = [said for raw in self.found.hints if (said := self.said(raw))]
        if hints:
            data["hints"] = hints
        return data

    def id(self, prompt: Said) -> str:
        """The id of the question: its own, or one made from its name, or from its text."""
        for text in (self.found.id, self.found.name):
            if re.fullmatch(PATTERN_OF["id"], text) and len(text) <= 64:
                return text
        words = next((prompt[name] for name in (ANY, "en", "ru", "kk") if name in prompt), "")
        text = self.found.id or self.found.name or words
        return slug(text, "question")

    def finished(self, data: Data) -> Built:
        """The question with what is to be said of it."""
        if self.losses:
            spot, what = self.found.spot, listed(self.losses)
            self.problems.append(told("import-loses", self.file, spot, warning=True, what=what))
        language = self.language()
        places = {"": self.found.spot, **self.places}
        return Built(_spoken(data, language), self.found.spot, language, places, self.problems)


def _is_date(text: str) -> bool:
    """Whether a tag holds a day."""
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


#: Our tags → what may follow the colon
_TAGS = {
    "objective": PATTERN_OF["objective"],
    "bloom": "|".join(_BLOOM),
    "source": PATTERN_OF["source"],
    "see": PATTERN_OF["see"],
    "review_by": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "credit": "all",
    "lang": "|".join(LANGUAGES),
}


def _spoken(value: Any, language: str) -> Any:
    """Data whose texts of no language belong to the one that the question is in."""
    if isinstance(value, Said):
        return Said({name or language: text for name, text in value.items()})
    if isinstance(value, dict):
        return {name: _spoken(inner, language) for name, inner in value.items()}
    if isinstance(value, list):
        return [_spoken(inner, language) for inner in value]
    return value


def spots(builder: Builder, where: str, given: Sequence[Any]) -> None:
    """Remember where the entries of a list stood."""
    for i, one in enumerate(given):
        builder.places[f"{where}[{i}]"] = one.spot
