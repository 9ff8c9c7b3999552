"""One function for each type of question that learning systems know: what becomes of it here."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from quizlib.exchange.build import Builder, Data, spots
from quizlib.exchange.build_typed import (
    is_share,
    number_fields,
    numerical,
    shortanswer,
    text_fields,
)
from quizlib.exchange.found import BLANK, Answer, Gap, Raw, Said
from quizlib.exchange.items import CHECKLIST, MODEL, PROMPT
from quizlib.exchange.multilang import ANY
from quizlib.exchange.names import Names

# ---- choices


def _options(
    builder: Builder, given: Sequence[Answer], *, single: bool, prefix: str = ""
) -> list[Data]:
    names = builder.parts(len(given)) if not prefix else None
    options = []
    for i, answer in enumerate(given):
        text = builder.said(answer.text, inline=True)
        name = builder.name(names[i] if names else None, text, "option")
        option: Data = {"id": name}
        if is_share(answer.share, 100) if single else answer.share > 0:
            option["correct"] = True
        elif answer.share > 0:
            share = f"{answer.share:g}"
            builder.lose("an option that is partly right ({share} %) counts as wrong", share=share)
        option |= {"text": text or Said({ANY: ""}), **builder.led(name)}
        builder.put(option, "feedback", answer.feedback)
        options.append(option)
    return options


def multichoice(builder: Builder) -> Data:
    """``single`` where one answer may be chosen, otherwise ``multiple``."""
    found = builder.found
    options = _options(builder, found.answers, single=found.single)
    spots(builder, "options", found.answers)
    data: Data = {"kind": "single" if found.single else "multiple", "options": options}
    if not found.single and "credit" not in builder.tags:
        data["credit"] = "parts"
        right = [a.share for a in found.answers if a.share > 0]
        wrong = [a.share for a in found.answers if a.share <= 0]
        share = 100 / len(right) if right else 0
        if any(abs(s - share) > 0.01 for s in right):
            builder.lose("how the points are divided; every right option now counts alike")
        if any(abs(s + share) > 0.01 for s in wrong):
            builder.lose("what a wrong option costs; now it takes back one that is right")
    elif found.single and any(a.share < 0 for a in found.answers):
        builder.lose("points taken off for wrong options")
    return data | ({} if found.shuffle else {"shuffle": False})


def truefalse(builder: Builder) -> Data:
    """``truefalse``; the answers are called so."""
    data: Data = {"kind": "truefalse"}
    feedback: Data = {}
    for answer in builder.found.answers:
        name = answer.text.text
        if is_share(answer.share, 100):
            data["answer"] = name == "true"
        builder.put(feedback, name, answer.feedback)
        builder.places[f"feedback.{name}"] = answer.spot
    return data | {"feedback": feedback}


# ---- pairs and orders


def matching(builder: Builder) -> Data:
    """``match``, or ``sort`` where several of what is asked have one target."""
    found = builder.found
    asked = [builder.said(pair.asked, inline=True) for pair in found.pairs]
    targets = [" ".join(pair.target.split()) for pair in found.pairs]
    real = [target for said, target in zip(asked, targets, strict=True) if said]
    kept = builder.parts(len(found.pairs))
    sorting = found.notes.get("kind") == ["sort"] or len(set(real)) < len(real)
    if sorting and all(asked):
        data = _sorted(builder, asked, targets, kept)
    else:
        data = _matched(builder, asked, targets, kept)
    if "credit" in builder.tags:
        data["credit"] = "all"
    return data | ({} if found.shuffle else {"shuffle": False})


def _matched(
    builder: Builder, asked: list[Said], targets: list[str], kept: list[str] | None
) -> Data:
    pairs: list[Data] = []
    extras: list[Data] = []
    for i, (said, target) in enumerate(zip(asked, targets, strict=True)):
        match = builder.from_plain(target)
        spot = builder.found.pairs[i].spot
        name = builder.name(kept[i] if kept else None, said or match, "pair")
        if said:
            reason = builder.reason(len(pairs))
            builder.places[f"pairs[{len(pairs)}]"] = spot
            pairs.append({"id": name, "text": said, "match": match, **builder.led(name), **reason})
        else:
            builder.places[f"extras[{len(extras)}]"] = spot
            extras.append({"id": name, "text": match})
    return {"kind": "match", "pairs": pairs} | ({"extras": extras} if extras else {})


def _sorted(
    builder: Builder, asked: list[Said], targets: list[str], kept: list[str] | None
) -> Data:
    """Cards and bins: several of what is asked have the same target."""
    places = builder.found.notes.get("places", [])
    order = builder.found.notes.get("bins", [])
    names: dict[str, str] = {}
    for i, target in enumerate(targets):
        if target not in names:
            name = places[i] if len(places) == len(targets) else None
            names[target] = builder.name(name, Said(), f"bin-{len(names) + 1}")
    ranks = {name: order.index(name) if name in order else len(order) for name in names.values()}
    builder.names = Names()  # a bin and a card may have the same id
    bins = [
        {"id": name, "text": builder.from_plain(target)}
        for target, name in sorted(names.items(), key=lambda entry: ranks[entry[1]])
    ]
    cards = []
    for i, (said, target) in enumerate(zip(asked, targets, strict=True)):
        name = builder.name(kept[i] if kept else None, said, "card")
        card = {"id": name, "bins": [names[target]], "text": said}
        cards.append(card | builder.led(name) | builder.reason(i))
        builder.places[f"cards[{i}]"] = builder.found.pairs[i].spot
    return {"kind": "sort", "bins": bins, "cards": cards}


#: Ways of scoring an order that say what ours says.
_GRADING = ("", "ALL_OR_NOTHING", "RELATIVE_NEXT_INCLUDE_LAST")


def ordering(builder: Builder) -> Data:
    """``order``; the answers come in their order."""
    given = builder.found.answers
    kept = builder.parts(len(given))
    items = []
    for i, answer in enumerate(given):
        text = builder.said(answer.text, inline=True)
        name = builder.name(kept[i] if kept else None, text, "item")
        item: Data = {"id": name, "text": text or Said({ANY: ""}), **builder.led(name)}
        builder.put(item, "feedback", answer.feedback)
        items.append(item | builder.reason(i))
    spots(builder, "items", given)
    if builder.found.grading not in _GRADING:
        builder.lose("the way of scoring {name}", name=builder.found.grading)
    whole = builder.found.grading == "ALL_OR_NOTHING"
    return {"kind": "order", "items": items} | ({"credit": "all"} if whole else {})


# ---- texts


def essay(builder: Builder) -> Data:
    """``essay``; what graders are told is the model answer."""
    data: Data = {"kind": "essay"}
    rest, marked = builder.pieces(builder.found.grader_info)
    marked = marked or builder.marked
    if MODEL in marked:
        builder.put(data, "model", Raw("".join(marked[MODEL])))
    elif rest.text.strip():
        builder.put(data, "model", rest)
    points = marked.get(CHECKLIST, [])
    kept = builder.parts(len(points))
    texts = [builder.said(Raw(point), inline=True) for point in points]
    names = [builder.name(kept[i] if kept else None, t, "point") for i, t in enumerate(texts)]
    if points:
        data["checklist"] = [
            {"id": name, "text": text} for name, text in zip(names, texts, strict=True)
        ]
    bounds = zip(("least", "most"), builder.found.words, strict=True)
    words = {name: int(count) for name, count in bounds if re.fullmatch("[1-9][0-9]{0,3}", count)}
    return data | ({"words": words} if words else {})


#: Embedded answers → the kind of the blank
_GAPS = {"SHORTANSWER": "text", "NUMERICAL": "number", "MULTICHOICE": "choice"}


def cloze(builder: Builder) -> Data:
    """``cloze``; the text has a mark for each embedded answer."""
    found = builder.found
    prompt, text = _prompt(builder)
    kept = builder.parts(sum(len(gap.answers) for gap in found.gaps))
    names: list[list[str]] = []  # for each blank those of its answers
    at = 0
    for gap in found.gaps:
        names.append(kept[at : at + len(gap.answers)] if kept else [])
        at += len(gap.answers)
    owners = [own[0].partition(".")[0] if own else "" for own in names]
    order = found.notes.get("blanks", [])
    if sorted(order) != sorted(owners):
        order = owners  # as they come in the text
    ids = {}
    blanks: dict[int, Data] = {}
    for i, gap in enumerate(found.gaps):
        place = order.index(owners[i]) if owners[i] else i
        blanks[place] = _blank(builder, gap, owners[i], names[i], place)
        ids[str(i)] = blanks[place]["id"]
    said = builder.said(text)
    marked = {
        name: BLANK.sub(lambda mark: f"[[{ids[mark[1]]}]]", words) for name, words in said.items()
    }
    inner = [blanks[place] for place in sorted(blanks)]
    data: Data = {"kind": "cloze", "text": Said(marked), "blanks": inner}
    if prompt.text:
        builder.put(data, "prompt", prompt)
    return data | ({"credit": "all"} if "credit" in builder.tags else {})


def _prompt(builder: Builder) -> tuple[Raw, Raw]:
    """What is asked, and the text with blanks: paragraphs before the first blank ask."""
    rest, marked = builder.pieces(builder.found.text)
    if PROMPT in marked:
        return Raw("".join(marked[PROMPT])), rest
    first = BLANK.search(rest.text)
    cut = rest.text.rfind("</p>", 0, first.start() if first else 0)
    if cut < 0:
        return Raw(""), rest
    return Raw(rest.text[: cut + 4]), Raw(rest.text[cut + 4 :], rest.form)


def _blank(builder: Builder, gap: Gap, name: str, names: list[str], number: int) -> Data:
    kind = _GAPS[gap.type]
    outer = builder.names
    fresh = builder.name(name, Said(), f"blank-{number + 1}")
    builder.names = Names()  # parts of a blank have names of their own
    before = dict(builder.places)
    data: Data = {"id": fresh, "kind": kind, **builder.led(name)}
    if kind == "choice":
        options = _options(builder, gap.answers, single=True, prefix=fresh)
        for option, full in zip(options, names, strict=False):
            option["id"] = full.partition(".")[2]
            option |= builder.led(full)
        data["options"] = options
        spots(builder, "options", gap.answers)
    elif kind == "number":
        data |= number_fields(builder, gap.answers, names or None)
    else:
        data |= text_fields(builder, gap.answers, names or None)
    builder.names = outer
    fresh_places = {k: v for k, v in builder.places.items() if k not in before}
    moved = {f"blanks[{number}].{path}": spot for path, spot in fresh_places.items()}
    builder.places = before | moved | {f"blanks[{number}]": gap.spot}
    return data


TYPES: dict[str, Callable[[Builder], Data]] = {
    "multichoice": multichoice,
    "truefalse": truefalse,
    "shortanswer": shortanswer,
    "numerical": numerical,
    "matching": matching,
    "ordering": ordering,
    "essay": essay,
    "cloze": cloze,
}
