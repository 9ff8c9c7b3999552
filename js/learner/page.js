// What the views of the learner's pages share: the course, words, dates, and pieces of a page.
import { find, make } from "../dom.js";
import * as records from "../records.js";
import { speaker } from "../strings.js";

/** @import {Say} from "../types.js" */

/** A question as the page tells of it: where it belongs, never its text.
 * @typedef {{id: string, kind: string, hash: string, scored: boolean, bank: string,
 *   objective: string, lesson: string, href?: string}} Entry */

/** What src/quizlib/site/learner.py tells of the course.
 * @typedef {object} Course
 * @property {string} lang
 * @property {string} course  its title
 * @property {{page: string, title: string, href: string}[]} lessons  in reading order
 * @property {{id: string, lesson: string, text: string}[]} objectives
 * @property {Entry[]} items
 * @property {{bank: string, title: string, href: string}[]} exams
 * @property {Record<string, string>} views  name → address
 * @property {Record<string, string>} [fragments]  bank → address of its questions
 * @property {Record<string, string | Record<string, string>>} strings */

/** @typedef {ReturnType<typeof records.readAll>} Kept */

/** What a view gets.
 * @typedef {object} Page
 * @property {Course} course
 * @property {Say} say
 * @property {(ms: number) => string} date  a day in words
 * @property {(value: number) => string} number
 * @property {() => void} repaint  all views, once something has changed */

/** @param {Course} course @param {() => void} repaint @returns {Page} */
export function pageOf(course, repaint) {
  const say = speaker(course.lang, course.strings);
  // Browsers that know no Kazakh write its numbers in English, and its months as M05: digits are
  // grouped as in Russian, which is right for Kazakh, and months are words of ours.
  const format = new Intl.NumberFormat(course.lang === "en" ? "en" : "ru", {
    maximumFractionDigits: 1,
  });
  const months = say("months").split(" ");
  return {
    course,
    say,
    repaint,
    number: (value) => format.format(value),
    date(ms) {
      const day = new Date(ms);
      const month = months[day.getMonth()];
      return say("date", { day: day.getDate(), month, year: day.getFullYear() });
    },
  };
}

/** @param {string} text @param {string} href @param {string} [className] */
export function link(text, href, className = "") {
  const element = make("a", className, text);
  element.setAttribute("href", href);
  return element;
}

/** @param {string} text @param {() => void} onClick @param {string} [className] */
export function button(text, onClick, className = "") {
  const element = /** @type {HTMLButtonElement} */ (make("button", `qz-button ${className}`, text));
  element.type = "button";
  element.addEventListener("click", onClick);
  return element;
}

/** @param {...(Node | string)} children */
export const para = (...children) => make("p", "", ...children);

/** Where a screen reader is told what came of a button. */
export function statusLine() {
  const line = make("div", "qz-said");
  line.setAttribute("role", "status");
  return line;
}

/** A heading one level below that of the section in which the view stands.
 * @param {HTMLElement} box @param {...(Node | string)} children */
export function heading(box, ...children) {
  const above = box.closest("section")?.querySelector("h1, h2, h3, h4")?.tagName.slice(1) ?? 1;
  return make(`h${Number(above) + 1}`, "qz-head", ...children);
}

/** Looked at once: asking writes into the storage, which other tabs hear. */
const storageWorks = records.works();

/** What must be said of the records before any of them is shown.
 * @param {Page} page @param {Kept} kept */
export function notices({ say }, kept) {
  const n = kept.unreadable.length;
  return [
    ...(storageWorks ? [] : [say("storage_off")]),
    ...(kept.newer ? [say("newer")] : []),
    ...(n ? [say("unreadable", { n })] : []),
  ].map((text) => make("p", "qz-notice", text));
}

/** Said where nothing has been answered: a way into the course.
 * @param {Page} page @returns {HTMLElement[]} */
export function beginning({ course, say }) {
  const [first] = course.lessons;
  const way = first && para(link(say("begin_with", { title: first.title }), first.href));
  return [para(say("nothing_yet")), ...(way ? [way] : [])];
}

/** Replace what a view shows, but not under the hands of who is using it.
 * @param {HTMLElement} box @param {...Node} nodes */
export function show(box, ...nodes) {
  const { activeElement } = document;
  const at = activeElement && box.contains(activeElement) ? activeElement.getAttribute("href") : null;
  box.replaceChildren(...nodes);
  if (at) /** @type {HTMLElement | null} */ (find(box, `[href="${CSS.escape(at)}"]`))?.focus();
}
