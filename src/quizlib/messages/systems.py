"""Messages on questions of learning systems: GIFT and Moodle XML."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    # to a learning system
    "not-exported": (
        "`{id}` is left out: {title} has nothing that {why}",
        "Keep the question on the site, or write one of another kind in its place.",
    ),
    "export-loses": (
        "`{id}` loses something in {title}: {what}",
        "Nothing need be done; this tells where the two differ.",
    ),
    "head-not-exported": (
        "{title} has no place for what the bank says under {fields}",
        "Set it in the learning system.",
    ),
    # from a learning system
    "not-imported": (
        "{what} cannot be carried over; it is left out",
        "Write it anew as one of our kinds, if it is needed.",
    ),
    "import-loses": (
        "this is not carried over: {what}",
        "Look at the question and put into words what is missing.",
    ),
    "nothing-to-import": (
        "there is no question in this file",
        "Export the questions again from the learning system.",
    ),
    "languages-differ": (
        "`{id}` is not the same question in {first} and {second}: {what}",
        "Give both the same number of answers in the same order, and the same ones right.",
    ),
    "text-too-long": (
        "a text of this question has more than {limit} characters",
        "Look for a brace or a quotation mark that is missing; otherwise shorten it.",
    ),
    "text-too-deep": (
        "the HTML of this question is nested more than {limit} levels deep",
        "Clear the formatting of the question in the learning system and export it again.",
    ),
    "answer-not-a-number": (
        "`{raw}` is not a number",
        "Write it in digits, with a point or a comma before decimals, such as 15 or 12.5.",
    ),
    # what our questions need and the file does not say
    "system-no-feedback": (
        "this answer has no feedback",
        "Say why one would choose it and where the lesson answers: in GIFT behind `#`, in Moodle "
        "as the feedback of the answer.",
    ),
    "system-no-otherwise": (
        "nothing is said of other wrong answers",
        "Add a last answer `*` that is worth nothing, with feedback; in GIFT `=%0%*#…`, for a "
        "number `~#…`.",
    ),
    "system-no-reason": (
        "nothing is said on why this is so",
        "Learning systems have no place for it here: import the question and add `feedback: …` to "
        "each part in the bank.",
    ),
    "system-no-objective": (
        "the question names no objective",
        "Give it a tag such as `objective:3.1`, or the same objective to all with `--objective`.",
    ),
    "system-no-bloom": (
        "the question does not say what it asks of the learner",
        "Give it a tag such as `bloom:remember`, or the same to all with `--bloom`.",
    ),
    "system-no-source": (
        "the question names no source",
        "Give it a tag such as `source:A67`, or the same sources to all with `--source`.",
    ),
    "system-no-prompt": (
        "nothing is asked before the text with blanks",
        "Begin it with a paragraph of its own that says what to do.",
    ),
    "system-no-checklist": (
        "the essay has no `{field}`, with which learners judge their own text",
        "Import the question and add `{field}: …` in the bank.",
    ),
    # GIFT
    "gift-not-closed": (
        "a brace `{{` is opened here and not closed before the question ends",
        "Close the answers with `}}`, with no empty line inside; a brace that is meant as a "
        "character is written `\\{{`.",
    ),
    "gift-not-opened": (
        "a brace `}}` stands here, but none is open",
        "Remove it; a brace that is meant as a character is written `\\}}`.",
    ),
    "gift-brace": (
        "a second brace stands here; a question has one pair of them",
        "Put an empty line before the next question; a brace that is meant as a character is "
        "written `\\{{` or `\\}}`.",
    ),
    "gift-no-answer": (
        "no answer can be read between the braces",
        "Begin each answer with `=` if it is right and with `~` if it is wrong.",
    ),
    "gift-no-arrow": (
        "this pair has no `->`",
        "Write `=what is asked -> what belongs to it`.",
    ),
    "gift-not-a-number": (
        "`{raw}` is not a number",
        "Write `15`, `15:0.5` (15, half more or less) or `14.5..15.5`.",
    ),
    "gift-weight": (
        "`{raw}` is not a share from -100 to 100",
        "Write it in digits, such as `%50%` or `%-33.33333%`.",
    ),
    "gift-title": (
        "the title begins with `::` but does not end",
        "Write `::title::` before the question.",
    ),
    # Moodle XML
    "xml-broken": (
        "the XML cannot be read from here on: {said}",
        "Export the file again; if it was changed by hand, mend this place.",
    ),
    "xml-doctype": (
        "the file begins with a DOCTYPE, which files of Moodle never have",
        "Export the questions again from Moodle; do not use files of unknown origin.",
    ),
    "xml-not-moodle": (
        "this is no Moodle XML: it begins with <{found}>, not with <quiz>",
        "In Moodle choose Question bank, Export, Moodle XML format.",
    ),
    "xml-cloze": (
        "an embedded answer begins here and does not end",
        "Close it with `}}`; inside of it a brace is written `\\}}`.",
    ),
}
