"""Messages on questions that come from other formats or go there."""

from __future__ import annotations

from quizlib.messages import fields, questions, systems

#: Spreadsheets
_SHEETS: dict[str, tuple[str, str]] = {
    # the file
    "sheet-large": (
        "the file has {size} MB; at most {limit} MB can be read",
        "Split it into several files, and remove pictures.",
    ),
    "sheet-nothing": ("the file is empty", "Choose another file, or save it again."),
    "sheet-no-workbook": (
        "this is no Excel workbook, whatever its name says",
        "Open it in Excel or LibreOffice and save it as .xlsx.",
    ),
    "sheet-old": (
        "this workbook is in the format of Excel before 2007 (.xls)",
        "Open it in Excel or LibreOffice and save it as .xlsx.",
    ),
    "sheet-ods": (
        "this is an OpenDocument spreadsheet (.ods)",
        "Open it in LibreOffice or Excel and save it as .xlsx.",
    ),
    "sheet-xlsb": (
        "this is a binary workbook (.xlsb)",
        "Open it in Excel and save it as .xlsx.",
    ),
    "sheet-locked": (
        "the workbook is protected with a password",
        "Open it in Excel, remove the password (File, Info, Protect Workbook) and save it.",
    ),
    "sheet-broken": (
        "the workbook is damaged ({reason})",
        "Open it in Excel or LibreOffice, which may repair it, and save it under another name.",
    ),
    "sheet-unpacked": (
        "unpacked, the workbook has more than {limit} MB, or far too many parts",
        "Copy the rows you need into a new workbook.",
    ),
    "sheet-many": (
        "the workbook has more than {cells} cells or {rows} rows, or huge merged areas",
        "Copy the rows you need into a new workbook; formatted empty rows count too.",
    ),
    "sheet-entities": (
        "the part {name} of the workbook is not written as Excel writes it",
        "Open the workbook in Excel or LibreOffice and save it under another name; do not use "
        "files of unknown origin.",
    ),
    "csv-workbook": (
        "this is an Excel workbook, though its name ends in .csv",
        "Change the end of its name to .xlsx.",
    ),
    "csv-encoding": (
        "the file is not saved as UTF-8; other encodings may not even have {letters}",
        "In Excel choose Save As and the type CSV UTF-8 (Comma delimited).",
    ),
    "csv-broken": (
        "a row that begins here cannot be read: {reason}",
        "Look for a quotation mark that is missing or not doubled; or save the table as .xlsx.",
    ),
    "csv-many": ("the file has more than {limit} rows", "Split it into several files."),
    # sheets, headings, rows
    "sheet-none": (
        "no sheet has the headings of questions",
        "Take the template (quizlib export --template), or write at least the headings "
        "Kind and Question text above the columns.",
    ),
    "sheet-not-read": (
        "the sheet {name} is not read, because its headings are not those of questions",
        "Nothing need be done if it holds no questions; otherwise take headings of the template.",
    ),
    "sheet-hidden": (
        "the sheet {name} is hidden and therefore not read",
        "Unhide it if its questions are wanted.",
    ),
    "sheet-hidden-rows": (
        "hidden rows are read like all others: {rows}",
        "Delete the rows whose questions are not wanted.",
    ),
    "sheet-merged": (
        "cells are merged over the rows {first} to {last}; each row is read as a question",
        "Unmerge the cells: a question has one row.",
    ),
    "sheet-unknown-column": (
        "the heading {name} is not known, so its column is not read",
        "Did you mean {meant}? Correct the heading, or delete the column.",
    ),
    "sheet-column-not-read": (
        "the column {name} is not read",
        "Nothing need be done if it holds notes; otherwise take a heading of the template.",
    ),
    "sheet-column-twice": (
        "the heading {name} stands over two columns, here and at {other}",
        "Number them (Option 1, Option 2), name their languages, or delete one.",
    ),
    "sheet-no-heading": (
        "this column has no heading and is not read",
        "Write a heading above it, or empty the column.",
    ),
    "sheet-language": (
        "no heading and no setting says which language the texts are in; {language} is assumed",
        "If that is wrong, add --lang with kk, ru or en.",
    ),
    "sheet-example": (
        "examples of the template are among the questions: {ids}",
        "Delete their rows when your own questions are in place.",
    ),
    "sheet-unknown-setting": ("there is no setting {raw}", "{suggestion}"),
    "sheet-unknown-part": ("a question has no part `{raw}`", "{suggestion}"),
    "sheet-unknown-question": (
        "there is no question `{raw}` on the other sheets",
        "Write the id of a question that stands there. {suggestion}",
    ),
    "sheet-unknown-within": (
        "there is no blank and no situation `{raw}` above this row in its question",
        "Put the row of the blank or the situation first, and name its id here. {suggestion}",
    ),
    "sheet-no-question": (
        "this row does not say which question it belongs to",
        "Write the id of the question; rows below it may leave the cell empty.",
    ),
    # cells
    "sheet-date": (
        "the spreadsheet has made the date {shown} of what was typed here",
        "Format the column as Text, then type it again, such as {guess}.",
    ),
    "sheet-formula": (
        "the formula in this cell has no stored result",
        "Open the workbook in Excel and save it; or replace the formula by its value.",
    ),
    "sheet-error-cell": (
        "the cell shows the error {shown}",
        "Mend the formula, or replace it by its value.",
    ),
    "sheet-number-format": (
        "the cell holds the number {shown} and shows it in the format {format}",
        "Format the cell as Text and type what is to be read.",
    ),
    "sheet-boolean": (
        "the cell holds the logical value {shown}, not a text",
        "Format the cell as Text and type what is to be read.",
    ),
    "sheet-control": (
        "the text holds an invisible character that no text can have ({name})",
        "Type the text anew, or paste it without formatting.",
    ),
    "sheet-number-objective": (
        "objectives such as {raw} are stored as numbers, which cannot tell 3.1 from 3.10",
        "Look whether they are right; to be sure, format the column as Text and type them again.",
    ),
    "sheet-answer": (
        "`{raw}` names no option of this question, which has {count}",
        "Write the number of the right option, such as 2, or of all right ones, such as 1, 3.",
    ),
    "sheet-not-carried": (
        "{what} is not carried over: a true-or-false question has no texts to choose from",
        "Nothing need be done; readers see the words for true and false.",
    ),
    "sheet-missing-cell": ("the cell is empty: {heading} is needed here", "Fill it in."),
    "sheet-missing-column": (
        "this row needs the column {heading}, which the sheet does not have",
        "Add the column with this heading and fill it in wherever it is needed.",
    ),
    "sheet-missing-setting": (
        "nothing says the bank's setting {name}",
        "Write it on the sheet on the bank, or add {option} to the command.",
    ),
    "sheet-missing-parts": (
        "the question has no part `{name}`",
        "Add a row for each one on the sheet of parts.",
    ),
    # to a spreadsheet
    "sheet-text-invisible": (
        "`{id}`: invisible characters are left out of a text",
        "Nothing need be done, unless exactly these characters matter.",
    ),
    "sheet-text-ends": (
        "`{id}`: spaces or line breaks around a text are left out",
        "Nothing need be done, unless exactly these characters matter.",
    ),
    "sheet-text-odd": (
        "`{id}`: spreadsheet programs take what looks like _x000D_ for an invisible character",
        "Look at the text once it is back.",
    ),
    "sheet-text-cut": (
        "`{id}`: a text of {count} characters is cut to the {limit} that a cell can hold",
        "Make the text shorter.",
    ),
    "csv-no-kind": (
        "`{id}` is left out: a CSV file is one table and has no place for kind {kind}",
        "Export to xlsx, which carries every kind.",
    ),
    "csv-no-parts": (
        "`{id}` loses its {parts}: a CSV file is one table and has no place for them",
        "Export to xlsx, which carries everything.",
    ),
    "csv-no-head": (
        "a CSV file has no place for the bank's {fields}",
        "Export to xlsx, which carries everything.",
    ),
    "sheet-languages": (
        "the texts in {languages} are left out, as the command asks",
        "Leave out --lang to export all languages.",
    ),
}

#: How an author of sheets mends what the loader finds; its own advice is on YAML.  The message with
#: this advice has the code of the loader with `sheet-` before it.
_MENDS: dict[str, str] = {
    "missing-kind": "Choose the kind of the question in the column Kind.",
    "unknown-field": "This column does not fit the kind of the question: empty the cell.",
    "not-a-date": "Write the day as 2027-11-01 or 01.11.2027.",
    "not-yes-no": "Write yes or no.",
    "whole-number": "Write it in digits.",
    "not-a-number": "Write it in digits, such as 15 or 12.5, without a unit; at most 15 digits.",
    "not-a-factor": "Write how many of the first unit one of this is, such as 60 or 1/60.",
    "too-few": "Add the missing ones: a column with a number for each, or a row on the sheet of "
    "parts.",
    "extra-language": "Empty the column of that language, or add the language to the bank.",
    "keys-single": "Name one right option in the column Right answer, or choose another kind.",
    "keys-multiple": "Name each right option in the column Right answer, such as 1, 3.",
    "keys-blank": "Write yes in the column Right at one option only.",
    "empty-text": "Fill in the cell.",
    "best-choice": "Choose best in the column Worth at one choice, partly or poor at the others.",
    "unit-first": "Write 1 in the column Factor of the first unit.",
    "several-needed": "Empty the column Several groups, or let a card fit more than one group.",
    "mark-missing": "Write the id of the part in double square brackets where it belongs.",
}
_RETOLD = {
    f"sheet-{code}": ({**fields.MESSAGES, **questions.MESSAGES}[code][0], mend)
    for code, mend in _MENDS.items()
}

#: The commands import and export
_COMMANDS: dict[str, tuple[str, str]] = {
    "exchange-format": (
        "the name of the file does not tell its format",
        "Add --format with one of: {formats}.",
    ),
    "exchange-yaml": (
        "this is a bank already",
        "Put it into the folder quizzes, or name a file to import from.",
    ),
    "exchange-language": (
        "nothing says which language the texts of this file are in",
        "Add --lang with kk, ru or en.",
    ),
    "exchange-bank": (
        "`--into` names a bank that exists, and `--bank` a new one",
        "Use one of the two.",
    ),
    "exchange-lang": ("the bank {bank} has no texts in {raw}", "It has {languages}."),
    "exchange-name": (
        "`{raw}` cannot be the name of a bank",
        "Give it a name of small Latin letters, digits and hyphens, such as press-service, "
        "with --bank.",
    ),
    "exchange-exists": (
        "this file exists already and is left as it is",
        "Add the questions to it with --into, or choose another name with --bank.",
    ),
    "exchange-not-replaced": (
        "this file exists already and is left as it is",
        "Choose another name with --output, or add --force to replace it.",
    ),
    "exchange-not-written": (
        "the file cannot be written: {reason}",
        "Close it in other programs, or choose another place.",
    ),
    "exchange-id": (
        "the question has no id and is called `{id}`",
        "Give it an id of your own in the bank, if you want to speak of it.",
    ),
    "exchange-id-taken": (
        "the question id `{id}` is already used in {other}, line {first}",
        "Give this question another id: ids are unique in the whole course.",
    ),
    "exchange-head": (
        "the bank keeps its own {fields}; what this file says is not taken over",
        "Change the head of the bank if the file is right.",
    ),
    "exchange-title": (
        "the bank has no title yet and is called {title}",
        "Write a title into the head of the bank.",
    ),
    "exchange-layout": (
        "questions cannot be added to this bank, because its list is not written with hyphens",
        "Write each question on lines of its own, beginning with `- id: …`.",
    ),
}

MESSAGES: dict[str, tuple[str, str]] = {
    **systems.MESSAGES,
    **_SHEETS,
    **_RETOLD,
    **_COMMANDS,
}
