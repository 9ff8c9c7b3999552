"""Messages of the rules on a whole bank and on likeness, each under the id of its rule."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "key-longest-often": (
        "in {language} the longest option is the right one in {count} of {of} lists of options; by "
        "chance one expects {expected:.0f} ({p})",
        "Shorten the right option, or make a wrong one as long with what one could believe, in at "
        "least {over} of these, the most striking first: {ids}.",
    ),
    "key-places-uneven": (
        "in {count} lists of options that keep the order of the file, the right one stands "
        "unevenly; place: how often (by chance) is {counts}; {p}",
        "Move the right option to another place in about {over} of these: {ids}; or remove "
        "`shuffle: false` where the order of the options means nothing.",
    ),
    "statements-uneven": (
        "{true} statements are true and {false} are false; by chance one expects {expected:g} of "
        "each ({p})",
        "State the opposite, with the opposite answer, in about {over} of these: {ids}.",
    ),
    "guess-score": (
        "who answers all {count} scored questions at random earns {mean:.0%} of the points on "
        "average; more than {limit:.0%} tells little about what one knows",
        "Add a third option, or ask for several options, for an order or for a typed answer, "
        "beginning with: {ids}.",
    ),
    "items-alike": (
        "this question and `{other}` in line {at} are nearly the same ({alike:.0%} alike in "
        "{languages})",
        "Remove one of them, or let one ask for another part of the objective.",
    ),
    "options-alike": (
        "the texts of `{first}` and `{second}` are nearly the same in {language} ({alike:.0%} "
        "alike)",
        "Let each option say something of its own, or remove one of the two.",
    ),
    "key-revealed": (
        "this text gives away the answer to `{other}` in line {at}, which is {key}",
        "Say it in other words here, or ask `{other}` in another way, or keep one of the two.",
    ),
}
