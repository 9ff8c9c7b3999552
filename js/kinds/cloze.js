// `cloze`: a text with blanks to fill, each typed or chosen.
import { gradeNumber, gradeText } from "../answers.js";
import { invalid, own, scored, unanswered } from "./shared.js";
import { fields, typed, WORTH } from "./typed.js";

/** @import {Key, Mark} from "../types.js" */
/** @import {Outcome} from "../answers.js" */

/** What became of one blank, and the name of the reason; that of an option is its id.
 * @param {Key} key @param {unknown} given @returns {[Outcome, string]} */
function gradeBlank(key, given) {
  if (key.kind === "text") return gradeText(key, given);
  if (key.kind === "number") return gradeNumber(key, given);
  if (given === null || given === undefined) return ["unanswered", key.correct[0]];
  if (typeof given !== "string" || !key.options.includes(given)) return ["invalid", ""];
  return [key.correct.includes(given) ? "right" : "wrong", given];
}

/** @type {import("../types.js").Kind} */
export const cloze = {
  ...typed,
  grade(key, response) {
    if (response === null || response === undefined) return unanswered();
    if (typeof response !== "object" || Array.isArray(response)) return invalid();
    const given = /** @type {Record<string, unknown>} */ (response);
    if (!Object.keys(given).every((name) => Object.hasOwn(key.blanks, name))) return invalid();
    /** @type {Record<string, Mark>} */
    const marks = {};
    /** @type {Record<string, string>} */
    const why = {};
    let [total, begun] = [0, false];
    for (const [name, blank] of /** @type {[string, Key][]} */ (Object.entries(key.blanks))) {
      const [outcome, reason] = gradeBlank(blank, own(given, name));
      if (outcome === "invalid") return invalid();
      begun ||= outcome !== "unanswered";
      marks[name] = outcome === "unanswered" ? "missed" : outcome;
      if (blank.kind === "choice" || !["", "answer"].includes(reason)) why[name] = `${name}.${reason}`;
      total += WORTH[outcome] ?? 0;
    }
    if (!begun) return unanswered();
    const mean = total / Object.keys(key.blanks).length;
    return scored(key.credit === "all" && mean < 1 ? 0 : mean, marks, why);
  },
  read(root) {
    const filled = fields(root).filter(({ control }) => control.value);
    return filled.length
      ? Object.fromEntries(filled.map(({ name, control }) => [name, control.value]))
      : null;
  },
  write(root, response) {
    for (const { name, control } of fields(root)) control.value = own(response ?? {}, name) ?? "";
  },
  given: (response, part) => own(response ?? {}, part) ?? "",
  count: (key, grade) => [
    Object.values(grade.parts).filter((mark) => mark === "right").length,
    Object.keys(key.blanks).length,
  ],
  missed: "blank_left",
  nothing: "unanswered_cloze",
  unreadable: "unreadable_number",
};
