"""Messages of the rules of good item writing, each under the id of its rule."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    # on `allow` itself
    "allow-unknown": ("there is no rule `{raw}` to set aside", "{suggestion}"),
    "allow-elsewhere": (
        "`{rule}` is a rule on single questions, and no bank sets it aside as a whole",
        'Write `allow: {{{rule}: "why"}}` in each question it is about.',
    ),
    "allow-reason": (
        "`{raw}` does not say why the rule `{rule}` does not fit here",
        "Write the reason in a sentence, so that the next author can judge it.",
    ),
    "allow-unused": (
        "the rule `{rule}` has nothing against this any more",
        "Remove it from `allow`.",
    ),
    # options
    "all-or-none": (
        "{text} stands for the other options instead of saying something itself",
        "Write an option with a content of its own, or leave it out; where several are right, use "
        "`kind: multiple`.",
    ),
    "options-same": (
        "{second} says the same as {first}: they differ only in signs that nobody notices",
        "Write what makes the difference in words, or leave one of them out.",
    ),
    "options-overlap": (
        "{first} and {second} overlap: both hold {both}",
        "Let each number lie in one option only.{apart}",
    ),
    "options-few": (
        "there are only {count} options",
        "Add one that someone who has not read the lesson would choose; for yes or no, use "
        "`kind: truefalse`.",
    ),
    "options-many": (
        "there are {count} options, more than {most}",
        "Leave out those that hardly anybody chooses; three are usually enough.",
    ),
    "key-longest": (
        "the right option {text} has {count} characters, the others {mean} on average: its length "
        "gives it away",
        "Shorten it to {most} characters at most and move the rest into the feedback, or give the "
        "others as much detail, about {least} characters each.",
    ),
    "lengths-uneven": (
        "{long} has {most} characters and {short} only {least}",
        "Write them alike in length: the long one in {goal} characters at most, or the short one "
        "in more.",
    ),
    "style-uneven": (
        "some options {what}: {few}, but {rest}",
        "Write all of them alike: {text}.",
    ),
    "options-unsorted": (
        "the options are numbers or dates, but {what}",
        "{sorted}.",
    ),
    # clues
    "absolutes": (
        "{word} in {text} stands in wrong options only, which gives them away",
        "Leave the word out, or use one of its kind in a right option too.",
    ),
    "hedges": (
        "{word} in {text} stands in what is right only, which gives it away",
        "Leave the word out, or be as cautious in the wrong options.",
    ),
    "clang": (
        "the word {word} of the question comes back in the right option only, as {echo}",
        "Say it there in another word, or use the word in a wrong option too.",
    ),
    # what is asked
    "double-negative": (
        "two negations cancel each other: {words}",
        "Say it without them{better}.",
    ),
    "negative-stem": (
        "the question turns on {word}, which is easily read over",
        "Ask for what is so; or make the word stand out: {text}.",
    ),
    "stem-unfocused": (
        "{text} asks nothing by itself: only the options tell what is meant",
        "Ask a whole question that can be answered before the options are read.",
    ),
    "stem-long": (
        "the question has {count} words, more than {most}",
        "Leave out what is not needed for the answer, or move it into the lesson.",
    ),
    # feedback
    "feedback-empty": (
        "the feedback {text} says only what is right or wrong",
        "Say why one would choose this, what is right instead, and where the lesson tells it.",
    ),
    # letters
    "text-cut": (
        "the text ends here: YAML takes {lost} for a comment",
        "Put the whole text in quotes: {whole}; or move the comment to a line of its own.",
    ),
    "look-alike": (
        "the word {word} mixes two scripts: {letters} is {script}",
        "Type it in {right} letters: {meant}.",
    ),
    "not-nfc": (
        "the letter {letter} is written as two characters",
        "Type it anew as one; `quizlib check --fix` does so.",
    ),
    "invisible": (
        "an invisible character ({name}) stands at | in {around}",
        "Delete it; `quizlib check --fix` does so.",
    ),
    # answers
    "unsure-fact": (
        "the answer rests on {name}, which is {standing}",
        "Rest it on what is verified, ask without a key, or write under `allow` why it may stand.",
    ),
    "review-by": (
        "the answer was to be reviewed by {day}",
        "Compare it with the law in force, mend what has changed, and write the next date.",
    ),
    "typed-variants": (
        "who has no Kazakh keyboard types {without} instead of {text}, and is marked wrong",
        "Add {without} to what is accepted; where spelling itself is asked, set the rule aside.",
    ),
}
