// The progress file: what a learner has, as a text to carry to another device.
//
// Version 2: {"format": "quizlib-progress", "version": 2, "course", "saved" (ISO), "records",
// "exams"}.  In version 1 a record does not say when it was made, and there are no exams.  Fields
// that we do not know are carried along.
import { canonical } from "./merge.js";
import { isExam, isObject, isRecord, upgraded } from "./records.js";

/** @import {State} from "./types.js" */

const FORMAT = "quizlib-progress";
const VERSION = 2;
/** Longest file that is read, in characters: no browser keeps as much. */
export const LONGEST = 5_000_000;

/** Why a file was refused (`too-long`, `not-json`, `not-ours`, `newer`), or, with `broken`, which
 * of its records were left out and how many.
 * @typedef {{code: string, count?: number, names?: string[]}} FileProblem */

/** A line for each entry, so that files can be compared.  @param {Record<string, any>} entries */
function block(entries) {
  const lines = Object.keys(entries)
    .sort()
    .map((name) => `    ${JSON.stringify(name)}: ${canonical(entries[name])}`);
  return lines.length ? `{\n${lines.join(",\n")}\n  }` : "{}";
}

/** The same text for the same state, whatever the order in which it came about.
 * @param {State} state @param {{course: string, saved: string}} head @returns {string} */
export const toText = ({ records, exams }, { course, saved }) => `{
  "format": ${JSON.stringify(FORMAT)},
  "version": ${VERSION},
  "course": ${JSON.stringify(course)},
  "saved": ${JSON.stringify(saved)},
  "records": ${block(records)},
  "exams": ${block(exams)}
}
`;

/** @param {string} code */
const refused = (code) => ({ state: null, course: "", saved: "", problems: [{ code }] });

/** What a file holds.  `state` is null where it was refused; `course` and `saved` are what the file
 * says, as text, or nothing.
 * @param {string} text
 * @returns {{state: State | null, course: string, saved: string, problems: FileProblem[]}} */
export function fromText(text) {
  if (text.length > LONGEST) return refused("too-long");
  let file;
  try {
    // A key called so would reach the prototype of whoever copies it by assignment.
    file = JSON.parse(text.replace(/^\uFEFF/, ""), (name, value) =>
      name === "__proto__" ? undefined : value,
    );
  } catch {
    return refused("not-json");
  }
  const { format, version, records, exams = {}, course, saved } = isObject(file) ? file : {};
  if (format !== FORMAT || !Number.isInteger(version) || version < 1) return refused("not-ours");
  if (version > VERSION) return refused("newer");
  if (!isObject(records) || !isObject(exams)) return refused("not-ours");
  /** @type {State} */
  const state = { records: {}, exams: {} };
  /** @type {string[]} */
  const names = [];
  for (const [id, value] of Object.entries(records)) {
    const record = version === 1 ? upgraded(value) : value;
    if (isRecord(id, record)) state.records[id] = record;
    else names.push(id);
  }
  for (const [bank, value] of Object.entries(exams)) {
    if (isExam(bank, value)) state.exams[bank] = value;
    else names.push(bank);
  }
  return {
    state,
    course: typeof course === "string" ? course : "",
    saved: typeof saved === "string" ? saved : "",
    problems: names.length ? [{ code: "broken", count: names.length, names: names.sort() }] : [],
  };
}
