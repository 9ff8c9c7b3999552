"""Messages on translations: what the rules find, and what is wrong with a file that came back."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    # rules; languages are named by their codes
    "stale-translation": (
        "the source text (`{source}`) has changed since this translation (`{language}`) was "
        "confirmed; it now reads «{now}»",
        "Bring the translation into line with it, then run "
        "`quizlib translate confirm {bank} {question} --lang {language}`.",
    ),
    "translation-unconfirmed": (
        "{what} not confirmed against the source text (`{source}`)",
        "Compare them, then run `quizlib translate confirm {bank} {which}`.",
    ),
    "no-source-language": (
        "the bank has the languages {languages}, and does not say which one it is written in",
        "Write `source_language: {example}`, so that translations can be held against it.",
    ),
    "translations-file": (
        "the record of confirmed translations cannot be used ({place})",
        "Run `quizlib translate status`, which says what is wrong with it.",
    ),
    # translations.json
    "stamps-json": (
        "the record of confirmed translations is not JSON here: {said}",
        "If two people's changes met in it, keep the lines of both, with commas between them; "
        "otherwise take the file from an earlier state of the course.",
    ),
    "stamps-form": (
        "the record of confirmed translations does not have the form that quizlib writes",
        "Take the file from an earlier state of the course, or delete it and confirm anew.",
    ),
    "stamps-newer": (
        "the record of confirmed translations has version {found}, and this quizlib knows "
        "version {known}",
        "Use the quizlib that wrote it, or a newer one.",
    ),
    # commands
    "translate-no-source": (
        "the bank does not say which language it is written in",
        "Write `source_language: {example}` below `languages`.",
    ),
    "translate-language": (
        "the bank has no texts in `{raw}`",
        "Its languages are {languages}.",
    ),
    "translate-itself": (
        "`{raw}` is the language that is translated from",
        "Choose another one with `--to`, or another source with `--from`.",
    ),
    "translate-question": ("the bank has no question `{raw}`", "{suggestion}"),
    "translate-exists": (
        "there is a file of this name already",
        "Give another name with `--output`; or add `--overwrite`, and what stands in it is lost.",
    ),
    "translate-not-carried": (
        "{count} texts hold control characters or are too long for this format, and were left "
        "out: {keys}",
        "Translate them in the bank itself.",
    ),
    "translate-pivot": (
        "{count} of the texts in `{language}` are themselves not confirmed against the source: "
        "{keys}",
        "Confirm them first; otherwise translations made from them will count as unconfirmed too.",
    ),
    # a file that came back
    "xliff-large": (
        "the file has more than {limit} MB",
        "Export fewer texts at a time, with `--only`.",
    ),
    "xliff-broken": (
        "the file is not well-formed XML: {said}",
        "Export it again from the translation program; do not edit it by hand.",
    ),
    "xliff-doctype": (
        "the file begins with a document type (`<!DOCTYPE …>`), which XLIFF does not have",
        "Export it again from the translation program.",
    ),
    "xliff-version": (
        "this is no XLIFF of version 1.2; the file begins with `{found}`",
        "Choose XLIFF 1.2 when saving from the translation program.",
    ),
    "xliff-files": (
        "the file holds {count} parts `<file>` where one bank is expected",
        "Save each bank to a file of its own.",
    ),
    "xliff-languages": (
        "the languages of this file are not two of {languages}",
        "Write them as `source-language` and `target-language` of `<file>`.",
    ),
    "return-format": (
        "a file ending in `{raw}` is neither a workbook nor XLIFF",
        "Name a file that ends in .xlsx, .xlf or .xliff.",
    ),
    "return-not-ours": (
        "no sheet of this workbook comes from `quizlib translate export`",
        "Put the translations into the file as it was exported, its first row unchanged.",
    ),
    "return-column": (
        "these columns are missing or were renamed: {names}",
        "Give them back the headings that they had when the file was exported.",
    ),
    "return-no-id": (
        "a translation without an id cannot be put anywhere",
        "Copy the id from the file as it was exported.",
    ),
    "return-unknown": (
        "the bank has no text `{key}` any more",
        "Leave this one out, or copy its id anew from a fresh export. {suggestion}",
    ),
    "return-twice": (
        "`{key}` is translated in two ways; the other one stands in line {first}",
        "Keep one of the two; until then the first one counts.",
    ),
    "return-source-changed": (
        "the text that `{key}` was translated from has changed in the bank; it now reads «{now}»",
        "Export this text again and translate it anew.",
    ),
    "return-overtaken": (
        "`{key}` was also changed in the bank since the export; there it now reads «{now}»",
        "Decide which of the two is better, and write that one into the bank.",
    ),
    "return-marks": (
        "the translation does not have each of these marks once: {wanted}",
        "Copy the marks from the source text; their order may differ.",
    ),
    "return-links": (
        "the links of `{key}` differ from the source: lost {lost}, added {more}",
        "Compare what stands in (…) behind each link.",
    ),
    "return-numbers": (
        "the numbers of `{key}` differ from the source: lost {lost}, added {more}",
        "Compare them; write out in digits what the source has in digits.",
    ),
    "return-empty": (
        "{count} texts have no translation and were left as they are: {keys}",
        "Nothing needs to be done if that is meant.",
    ),
    "return-unproven": (
        "{count} translations were made from `{language}` texts that are not confirmed "
        "themselves, and count as unconfirmed: {keys}",
        "Confirm the texts they were made from, then these.",
    ),
    "return-incomplete": (
        "the bank does not have the language `{language}` yet, and {count} texts are not "
        "translated: {keys}",
        "A language can be added once every text is translated.",
    ),
    "text-shared": (
        "`{key}` cannot be changed alone: through an alias (`*name`) one text serves several "
        "places",
        "Write the text out at each of its places, then import again.",
    ),
}
