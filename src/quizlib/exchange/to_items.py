"""Questions of a bank to items of learning systems, and what gets lost on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from quizlib import answers
from quizlib.errors import Phrase
from quizlib.exchange.html_text import to_plain
from quizlib.exchange.items import (
    CHECKLIST,
    LONGEST_TAG,
    MODEL,
    PROMPT,
    REASONS,
    SHARES,
    Item,
    Reply,
    Target,
    embedded,
    marked,
    marked_list,
    reason,
)
from quizlib.markup import blocks, gaps, inline, with_fields
from quizlib.model import Option

#: Kinds of which a learning system has nothing like it → what they do that it cannot
_ALIEN = {
    "scenario": "branches with the choices",
    "judgement": "is scored by the distance from a panel",
    "scale": "is neither right nor wrong",
}


class Unfit(Exception):
    """A question that a format cannot hold; ``why`` ends "has nothing that …"."""

    def __init__(self, words: str, **fields: Any) -> None:
        self.why = Phrase(words, **fields)


class Sender:
    """One question in one language to an item."""

    def __init__(self, question: Any, language: str, target: Target) -> None:
        self.question = question
        self.language = language
        self.target = target
        self.losses: list[Phrase] = []

    def item(self) -> Item:
        """The item.  Raises Unfit."""
        question = self.question
        if question.kind in _ALIEN:
            raise Unfit(_ALIEN[question.kind])
        item = _KINDS[question.kind](self)
        if item.type not in self.target.types:
            raise Unfit(_TYPES[item.type])
        item.tags = self.tags()
        item.notes["kind"] = [question.kind]
        if not item.shuffle and question.kind != "order":
            item.notes["shuffle"] = ["false"]
        if question.explanation:
            item.general = blocks(question.explanation[self.language]) + item.general
        if question.hints and self.target.hints:
            item.hints = [blocks(hint[self.language]) for hint in question.hints]
        elif question.hints:
            self.lose("hints")
        if question.allow:
            self.lose("the reasons for which rules of item writing are set aside")
        return item

    def lose(self, words: str, **fields: Any) -> None:
        """Remember what the format cannot hold."""
        what = Phrase(words, **fields)
        if what not in self.losses:
            self.losses.append(what)

    def new(self, kind: str, **fields: Any) -> Item:
        """An item of a type, with what asks."""
        text = blocks(self.question.prompt[self.language])
        return Item(kind, self.question.id, self.language, text, **fields)

    def tags(self) -> list[str]:
        """What Moodle keeps without using it."""
        question = self.question
        tags = [f"objective:{question.objective}", f"bloom:{question.bloom}"]
        tags += [f"source:{source}" for source in question.source]
        if question.review_by:
            tags.append(f"review_by:{question.review_by.isoformat()}")
        if question.see:
            tags.append(f"see:{question.see}")
        if getattr(question, "credit", None) == "all":
            tags.append("credit:all")
        tags.append(f"lang:{self.language}")
        for tag in tags:
            if len(tag) > LONGEST_TAG:
                self.lose("the tag `{tag}`, which is longer than a tag may be", tag=tag)
        return [tag for tag in tags if len(tag) <= LONGEST_TAG]

    def see(self, parts: Iterable[tuple[str, Any]]) -> dict[str, list[str]]:
        """The note on where feedback leads back to."""
        found = [f"{name}={part.see}" for name, part in parts if part.see]
        return {"see": found} if found else {}

    def text(self, words: dict[str, str]) -> str:
        """HTML for a place that shows no lists."""
        return inline(words[self.language])

    def plain(self, words: dict[str, str]) -> str:
        """Markdown where Moodle shows plain text."""
        seen, whole = to_plain(words[self.language])
        if not whole:
            self.lose("formatting")
        if self.target.taboo_plain.search(seen):
            raise Unfit("can show `{text}`", text=seen)
        return seen

    def feedback(self, words: dict[str, str]) -> str:
        """HTML of feedback."""
        return blocks(words[self.language])

    def typed(self, texts: Sequence[str], fraction: str, feedback: str, name: str) -> list[Reply]:
        """Answers that may be typed; an asterisk would stand for any letters."""
        found = []
        for text in texts:
            words = " ".join(text.split())
            if self.target.taboo_typed.search(words):
                self.lose("the answer `{text}`", text=words)
            else:
                found.append(Reply(words.replace("*", "\\*"), fraction, feedback, name))
        return found

    def text_replies(self, typed: Any, prefix: str = "") -> list[Reply]:
        """The answers of a typed text.  Raises Unfit."""
        right = self.feedback(typed.feedback)
        found = self.typed(typed.accept[self.language], "100", right, f"{prefix}{answers.ANSWER}")
        if not found:
            raise Unfit("takes one of its right answers")
        for mistake in typed.mistakes:
            texts, said = mistake.accept[self.language], self.feedback(mistake.feedback)
            found += self.typed(texts, "0", said, f"{prefix}{mistake.id}")
        self.lose(
            "half the points for an answer one letter off, and all spellings but small and capital "
            "letters"
        )
        return [*found, self.other(typed, prefix)]

    def number_replies(self, typed: Any, prefix: str = "") -> list[Reply]:
        """The answers of a typed number."""
        found = []
        ones = [(answers.ANSWER, "100", typed), *((m.id, "0", m) for m in typed.mistakes)]
        for name, fraction, one in ones:
            said, tolerance = self.feedback(one.feedback), decimal(one.tolerance)
            found.append(Reply(decimal(one.answer), fraction, said, f"{prefix}{name}", tolerance))
        return [*found, self.other(typed, prefix)]

    def other(self, typed: Any, prefix: str) -> Reply:
        """What is said of all other answers: the asterisk stands for them."""
        return Reply("*", "0", self.feedback(typed.otherwise), f"{prefix}{answers.OTHER}")

    def lose_units(self, units: Sequence[Any]) -> None:
        """Where a format has no units."""
        if units:
            self.lose("units: the number is to be typed without")


def decimal(value: int | float | Fraction) -> str:
    """A number in digits with a point."""
    exact = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else value
    return format(Decimal(str(exact)), "f")


# ---- one function for each kind


def _choices(sender: Sender, options: Sequence[Option], shares: tuple[str, str]) -> list[Reply]:
    right, wrong = shares
    return [
        Reply(sender.text(o.text), right if o.correct else wrong, sender.feedback(o.feedback), o.id)
        for o in options
    ]


def _option_notes(sender: Sender, options: Sequence[Any]) -> dict[str, list[str]]:
    return {"parts": [o.id for o in options], **sender.see((o.id, o) for o in options)}


def _single(sender: Sender) -> Item:
    question = sender.question
    replies = _choices(sender, question.options, ("100", "0"))
    notes = _option_notes(sender, question.options)
    return sender.new("multichoice", replies=replies, notes=notes, shuffle=question.shuffle)


def _multiple(sender: Sender) -> Item:
    question = sender.question
    count = sum(option.correct for option in question.options)
    if count not in SHARES:
        raise Unfit("can be divided among {count} right options", count=count)
    wrong = f"-{SHARES[count]}" if question.credit == "parts" else "-100"
    if question.credit == "all":
        sender.lose(
            "`credit: all`: some of the right options without a wrong one earn a part of the points"
        )
    replies = _choices(sender, question.options, (SHARES[count], wrong))
    notes = _option_notes(sender, question.options)
    return sender.new(
        "multichoice", replies=replies, notes=notes, shuffle=question.shuffle, single=False
    )


def _truefalse(sender: Sender) -> Item:
    question = sender.question
    replies = [
        Reply(name, "100" if question.answer == value else "0", sender.feedback(words), name)
        for name, value, words in (
            ("true", True, question.feedback.true),
            ("false", False, question.feedback.false),
        )
    ]
    return sender.new("truefalse", replies=replies)


def _text(sender: Sender) -> Item:
    replies = sender.text_replies(sender.question)
    notes = {"parts": [r.name for r in replies]}
    notes |= sender.see((m.id, m) for m in sender.question.mistakes)
    return sender.new("shortanswer", replies=replies, notes=notes)


def _number(sender: Sender) -> Item:
    question = sender.question
    replies = sender.number_replies(question)
    notes = {"parts": [r.name for r in replies]}
    notes |= sender.see((m.id, m) for m in question.mistakes)
    units: list[tuple[str, str]] = []
    if sender.target.units and question.units:
        for unit in question.units:
            count = decimal(1 / Fraction(str(unit.factor)))
            units += [(" ".join(t.split()), count) for t in unit.accept[sender.language]]
        notes["units"] = [u.id for u in question.units for _ in u.accept[sender.language]]
    else:
        sender.lose_units(question.units)
    return sender.new("numerical", replies=replies, notes=notes, units=units)


def _match(sender: Sender) -> Item:
    question = sender.question
    pairs = [(sender.text(p.text), sender.plain(p.match)) for p in question.pairs]
    pairs += [("", sender.plain(e.text)) for e in question.extras]
    targets = [target for _, target in pairs]
    if len(set(targets)) < len(targets):
        raise Unfit("tells parts apart by their formatting")
    notes = {"parts": [p.id for p in (*question.pairs, *question.extras)]}
    return _matching(sender, pairs, notes, question.pairs)


def _sort(sender: Sender) -> Item:
    question = sender.question
    if question.several or any(len(card.bins) > 1 for card in question.cards):
        raise Unfit("puts a card into several bins")
    names = {b.id: sender.plain(b.text) for b in question.bins}
    if len(set(names.values())) < len(names):
        raise Unfit("tells parts apart by their formatting")
    pairs = [(sender.text(c.text), names[c.bins[0]]) for c in question.cards]
    notes = {
        "parts": [c.id for c in question.cards],
        "bins": list(names),
        "places": [c.bins[0] for c in question.cards],
    }
    return _matching(sender, pairs, notes, question.cards)


def _matching(
    sender: Sender,
    pairs: list[tuple[str, str]],
    notes: dict[str, list[str]],
    parts: Sequence[Any],
) -> Item:
    if sender.question.credit == "all":
        sender.lose("`credit: all`: each right part earns its share of the points")
    return sender.new(
        "matching",
        pairs=pairs,
        notes=notes | sender.see((p.id, p) for p in parts),
        general=_reasons(sender, parts),
        shuffle=sender.question.shuffle,
    )


def _reasons(sender: Sender, parts: Sequence[Any]) -> str:
    entries = [reason(sender.text(p.text), sender.feedback(p.feedback)) for p in parts]
    return marked_list(REASONS, entries)


def _order(sender: Sender) -> Item:
    question = sender.question
    if question.credit == "parts":
        sender.lose("where the points differ: the last item counts instead of the first")
    return sender.new(
        "ordering",
        replies=[Reply(sender.text(i.text), "0", "", i.id) for i in question.items],
        notes=_option_notes(sender, question.items),
        general=_reasons(sender, question.items),
        grading="ALL_OR_NOTHING" if question.credit == "all" else "RELATIVE_NEXT_INCLUDE_LAST",
    )


def _cloze(sender: Sender) -> Item:
    question = sender.question
    fields: dict[str, str] = {}
    answers_at: dict[str, str] = {}
    parts: list[str] = []
    see: list[tuple[str, Any]] = []
    blanks = {blank.id: blank for blank in question.blanks}
    # As they come in the text of this language, which is how a reader finds them.
    for gap in gaps(question.text[sender.language]):
        blank = blanks[gap.name]
        prefix = f"{blank.id}."
        if blank.kind == "choice":
            options = _choices(sender, blank.options, ("100", "0"))
            replies = [Reply(r.text, r.fraction, r.feedback, f"{prefix}{r.name}") for r in options]
            inner, name = blank.options, "MULTICHOICE"
        elif blank.kind == "number":
            sender.lose_units(blank.units)
            replies = sender.number_replies(blank, prefix)
            inner, name = blank.mistakes, "NUMERICAL"
        else:
            replies = sender.text_replies(blank, prefix)
            inner, name = blank.mistakes, "SHORTANSWER"
        mark = f"\ue000{len(fields)}\ue001"
        fields[blank.id], answers_at[mark] = mark, embedded(name, replies)
        parts += [r.name for r in replies]
        see += [(blank.id, blank), *((f"{prefix}{one.id}", one) for one in inner)]
    if question.credit == "all":
        sender.lose("`credit: all`: each right part earns its share of the points")
    item = sender.new("cloze", notes={"parts": parts, "blanks": list(blanks), **sender.see(see)})
    html = marked(PROMPT, item.text) + with_fields(question.text[sender.language], fields)
    item.text = html.replace("{", "&#123;")  # or a text could look like an answer
    for mark, answer in answers_at.items():
        item.text = item.text.replace(mark, answer)
    return item


def _essay(sender: Sender) -> Item:
    question = sender.question
    model = marked(MODEL, blocks(question.model[sender.language]))
    told = model + marked_list(CHECKLIST, [sender.text(c.text) for c in question.checklist])
    words = question.words
    bounds = (words.least, words.most) if words else (None, None)
    if words and not sender.target.words:
        sender.lose("the number of words asked for")
    item = sender.new("essay", notes={"parts": [c.id for c in question.checklist]}, words=bounds)
    if sender.target.grader_info:
        item.grader_info = told
    else:
        item.general = told
    return item


_KINDS: dict[str, Callable[[Sender], Item]] = {
    "single": _single,
    "multiple": _multiple,
    "truefalse": _truefalse,
    "text": _text,
    "number": _number,
    "match": _match,
    "sort": _sort,
    "order": _order,
    "cloze": _cloze,
    "essay": _essay,
}
#: Types that some formats lack → what they do
_TYPES = {"ordering": "puts items into order", "cloze": "has blanks inside a text"}
