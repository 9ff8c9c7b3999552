// Typed answers: texts that are the same though written otherwise, and numbers; the twin of
// src/quizlib/answers.py, which says why letters, spaces and digits are named one by one.
import { own } from "./kinds/shared.js";

/** @import {Key} from "./types.js" */
/** @typedef {"unanswered" | "invalid" | "right" | "near" | "wrong"} Outcome */

const ANSWER = "answer";
const OTHER = "other";
const LONGEST = 200;
const LETTERS_FOR_A_SLIP = 5;
const MOST_DIGITS = 15;

const COMPLETE = /[\u0000-\u052f\u1e00-\u1fff]+/g;
const UNSEEN = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
const QUOTES = /["`´«»ʹʻʼʽˈ‘’‚‛“”„‟′″‵‶‹›]/g;
const DASHES = /[˗‐‑‒–—―⁃−﹘﹣－]/g;
const SPACES = /[\t-\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
const ENDS = /^ +|[ .]+$/g;
const SLIPPED = /[a-z\u0080-\u{10ffff}]/gu;
const NUMBER =
  /^([+-]?) ?([0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:[.,]([0-9]+))? ?([^0-9.,+ -].*)?$/;

/** What counts of a typed text: two texts with the same folding are the same answer.
 * @param {string} text @returns {string} */
export function fold(text) {
  const folded = text
    .replace(UNSEEN, "")
    // Letter by letter, or the sigma at the end of a word would be made another one.
    .replace(COMPLETE, (run) => [...run.normalize("NFC")].map((c) => c.toLowerCase()).join(""))
    .replace(/ё/g, "е")
    .replace(QUOTES, "'")
    .replace(DASHES, "-")
    .replace(SPACES, " ")
    .replace(ENDS, "");
  return folded === text ? text : fold(folded);
}

/** @param {string} text */
const digits = (text) => text.replace(/[^0-9]/g, "");

/** Whether two different folded texts are one letter apart.
 * @param {string} given @param {string} meant */
export function slip(given, meant) {
  const letters = meant.match(SLIPPED)?.length ?? 0;
  if (letters < LETTERS_FOR_A_SLIP || digits(given) !== digits(meant)) return false;
  const [here, there] = [[...given], [...meant]];
  while (here.length && there.length && here[0] === there[0]) {
    here.shift();
    there.shift();
  }
  /** @param {number} from @param {number} to */
  const same = (from, to) => here.slice(from).join("") === there.slice(to).join("");
  return (
    same(1, 0) ||
    same(0, 1) ||
    same(1, 1) ||
    (here[0] === there[1] && here[1] === there[0] && same(2, 2))
  );
}

/** The number and the unit in a folded text; null where they cannot be read.
 * @param {string} folded @returns {[number, string] | null} */
export function number(folded) {
  const found = NUMBER.exec(folded);
  if (!found) return null;
  const [, sign, grouped, part = "", unit = ""] = found;
  const whole = grouped.replace(/ /g, "");
  if (whole.length + part.length > MOST_DIGITS) return null;
  return [Number(`${sign}${whole}.${part}`), unit];
}

/** What is clear before any key: not answered, or no typed text at all.
 * @param {unknown} given @returns {Outcome | null} */
function early(given) {
  if (given === null || given === undefined) return "unanswered";
  if (typeof given !== "string" || [...given].length > LONGEST) return "invalid";
  return fold(given) ? null : "unanswered";
}

/** What a typed text is, and the name of the reason.
 * @param {Key} key @param {unknown} given @returns {[Outcome, string]} */
export function gradeText(key, given) {
  const first = early(given);
  if (first) return [first, ""];
  const text = fold(/** @type {string} */ (given));
  if (key.accept.includes(text)) return ["right", ANSWER];
  for (const [name, texts] of Object.entries(key.mistakes)) {
    if (texts.includes(text)) return ["wrong", name];
  }
  return key.accept.some((/** @type {string} */ meant) => slip(text, meant))
    ? ["near", ANSWER]
    : ["wrong", OTHER];
}

/** What a typed number is, and the name of the reason.
 * @param {Key} key @param {unknown} given @returns {[Outcome, string]} */
export function gradeNumber(key, given) {
  const first = early(given);
  if (first) return [first, ""];
  const [value, unit] = number(fold(/** @type {string} */ (given))) ?? [NaN, ""];
  const right = own(key.units, unit);
  if (Number.isNaN(value) || !right) return ["invalid", ""];
  /** @param {number[]} bounds */
  const within = ([low, high]) => low <= value && value <= high;
  if (within(right)) return ["right", ANSWER];
  for (const [name, units] of Object.entries(key.mistakes)) {
    if (within(units[unit])) return ["wrong", name];
  }
  return ["wrong", OTHER];
}
