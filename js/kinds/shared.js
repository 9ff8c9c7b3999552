// What several kinds share; the twin of src/quizlib/kinds/base.py.

/** @import {Grade, Key, Mark} from "../types.js" */

/** @returns {Grade} */
export const unanswered = () => ({ status: "unanswered", score: null, parts: {}, why: {} });
/** @returns {Grade} */
export const invalid = () => ({ status: "invalid", score: null, parts: {}, why: {} });
/** @param {number} score @param {Record<string, Mark>} parts
 * @param {Record<string, string>} [why] @returns {Grade} */
export const scored = (score, parts, why = {}) => ({ status: "scored", score, parts, why });
/** @param {Record<string, Mark>} parts @returns {Grade} */
export const recorded = (parts) => ({ status: "recorded", score: null, parts, why: {} });

/** The entry of that name, if the object has it itself: an author may call a card `constructor`.
 * @template T @param {Record<string, T> | undefined} object @param {string} name
 * @returns {T | undefined} */
export const own = (object, name) =>
  object && Object.hasOwn(object, name) ? object[name] : undefined;

/** Whether each entry is one of the names, and none comes twice.
 * @param {unknown[]} entries @param {string[]} names */
export const fromList = (entries, names) =>
  entries.every((e) => typeof e === "string" && names.includes(e)) &&
  new Set(entries).size === entries.length;

/** Part of the credit for a set: hits less false choices, over what is right, not below 0.
 * @param {string[]} chosen @param {string[]} right */
export function share(chosen, right) {
  const hits = right.filter((r) => chosen.includes(r)).length;
  return Math.max(0, hits - (chosen.length - hits)) / right.length;
}

/** The share of parts that are right; with `all` as credit, 0 unless all are.
 * @param {Record<string, Mark>} marks @param {string} credit */
export function partOf(marks, credit) {
  const all = Object.values(marks);
  const right = all.filter((mark) => mark === "right").length;
  return credit === "parts" || right === all.length ? right / all.length : 0;
}

/** Grade the choice of one option against `{options, correct: [one]}`.
 * @param {Key} key @param {unknown} response @returns {Grade} */
export function oneOf(key, response) {
  if (response === null || response === undefined) return unanswered();
  if (typeof response !== "string" || !key.options.includes(response)) return invalid();
  if (key.correct.includes(response)) return scored(1, { [response]: "right" });
  /** @type {Record<string, Mark>} */
  const marks = { [response]: "wrong" };
  for (const c of key.correct) marks[c] = "missed";
  return scored(0, marks);
}

/** @param {ParentNode} root @returns {HTMLInputElement[]} */
export const inputs = (root) => [...root.querySelectorAll("input")];

/** @param {ParentNode} root @returns {string[]} */
export const ticked = (root) =>
  inputs(root).filter((i) => i.checked).map((i) => i.value);
