// `match`: choose for each prompt what belongs to it, from one list of targets.
import { invalid, own, partOf, scored, unanswered } from "./shared.js";

/** @import {Key, Mark} from "../types.js" */

/** @param {Key} key @param {Record<string, unknown>} response */
const valid = (key, response) =>
  Object.entries(response).every(
    ([prompt, target]) => key.prompts.includes(prompt) && key.targets.includes(target),
  );

/** The choices of a question, each with the id of its prompt.
 * @param {HTMLElement} root @returns {[string, HTMLSelectElement][]} */
const choices = (root) =>
  [...root.querySelectorAll("select")].map((select) => [
    /** @type {HTMLElement} */ (select.closest("[data-part]")).dataset.part ?? "",
    select,
  ]);

/** @type {import("../types.js").Kind} */
export const match = {
  grade(key, response) {
    if (response === null || response === undefined) return unanswered();
    if (typeof response !== "object" || Array.isArray(response)) return invalid();
    const given = /** @type {Record<string, string>} */ (response);
    if (!valid(key, given)) return invalid();
    if (Object.keys(given).length === 0) return unanswered();
    /** @type {Record<string, Mark>} */
    const marks = {};
    for (const prompt of key.prompts) {
      const target = own(given, prompt);
      if (target === undefined) marks[prompt] = "missed";
      else marks[prompt] = target === prompt ? "right" : "wrong";
    }
    return scored(partOf(marks, key.credit), marks);
  },
  read(root) {
    const chosen = choices(root).filter(([, { value }]) => value);
    return chosen.length
      ? Object.fromEntries(chosen.map(([prompt, { value }]) => [prompt, value]))
      : null;
  },
  write(root, response) {
    for (const [prompt, select] of choices(root)) select.value = own(response, prompt) ?? "";
  },
  given: (response, part) => own(response, part) ?? "",
  count: (key, grade) => [
    Object.values(grade.parts).filter((mark) => mark === "right").length,
    key.prompts.length,
  ],
  reasonTells: true,
  missed: "pair_left",
  missedYet: "pair_missed",
  nothing: "unanswered_match",
};
