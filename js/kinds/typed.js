// What the kinds with typed answers share; the twin of src/quizlib/kinds/_typed.py.
import { gradeNumber } from "../answers.js";
import { make } from "../dom.js";
import { invalid, scored, unanswered } from "./shared.js";

/** @import {Key, Kind, Say} from "../types.js" */
/** @import {Outcome} from "../answers.js" */

/** Points for a mark; an answer one letter off is half right.
 * @type {Record<string, number>} */
export const WORTH = { right: 1, near: 0.5 };

/** The fields of a question, each with the name of its part and the element that takes up what is
 * said of it.  In a text with blanks that stands in a list below.
 * @param {HTMLElement} root
 * @returns {{name: string, part: HTMLElement, control: HTMLInputElement | HTMLSelectElement}[]} */
export const fields = (root) =>
  [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-part]"))].map((part) => {
    const name = part.dataset.part ?? "";
    const around = root.querySelector(`[data-blank="${CSS.escape(name)}"]`) ?? part;
    return { name, part, control: /** @type {any} */ (around.querySelector("input, select")) };
  });

/** Key of each question on the page, by its root.  @type {WeakMap<HTMLElement, Key>} */
const keys = new WeakMap();
/** How long a press of a button takes, in milliseconds. */
const PRESSED = 300;
let counter = 0;

/** @typedef {ReturnType<typeof fields>[number]} Field */

/** @param {HTMLElement} root @param {Field} field */
function unreadable(root, { name, control }) {
  const key = keys.get(root);
  const own = key?.blanks?.[name] ?? key;
  return Boolean(own?.units) && gradeNumber(own, control.value)[0] === "invalid";
}

/** Join a field to what is said of it: the field of a blank stands elsewhere.
 * @param {Field} field */
function join({ part, control }) {
  const said = part.querySelector(".qz-feedback, .qz-unreadable");
  const wrong = part.matches(".qz-is-wrong") || said?.matches(".qz-unreadable");
  if (said) control.setAttribute("aria-describedby", said.id);
  else control.removeAttribute("aria-describedby");
  if (wrong) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
  const marks = [...part.classList].filter((name) => name.startsWith("qz-is-"));
  const blank = control.closest("[data-blank]");
  if (blank) blank.className = ["qz-blank", ...marks].join(" ");
}

/** @param {Field} field */
const forget = ({ part }) => part.querySelector(".qz-unreadable")?.remove();

/** Say of each field that holds no readable number so.
 * @param {HTMLElement} root @param {Say} say */
function remark(root, say) {
  for (const field of fields(root)) {
    forget(field);
    if (unreadable(root, field)) {
      const note = make("p", "qz-unreadable", "✗ ", say("unreadable"));
      note.id = `qz-note-${(counter += 1)}`;
      note.setAttribute("role", "alert");
      field.part.append(note);
    }
    join(field);
  }
}

/** What all of them do alike.
 * @satisfies {Partial<Kind>} */
export const typed = {
  reasonTells: false,
  /** @param {HTMLElement} root */
  rightAnswer: (root) =>
    [.../** @type {Element} */ (root.closest("form")).querySelectorAll(".qz-reasons .qz-answer")]
      .map((answer) => answer.textContent)
      .join("; "),
  // A number is found unreadable when its field is left, not while it is being typed; and a moment
  // later, or the button that is being pressed would move away from under the pointer.
  /** @type {Kind["wire"]} */
  wire(root, _, say) {
    root.addEventListener("input", () => fields(root).forEach(forget));
    root.addEventListener("change", () => setTimeout(() => remark(root, say), PRESSED));
  },
  /** @type {Kind["commit"]} */
  commit: (root) => fields(root).find((field) => unreadable(root, field))?.control.focus(),
  /** @type {Kind["paint"]} */
  paint(root, { key }) {
    keys.set(root, key);
    for (const field of fields(root)) {
      if (!unreadable(root, field)) forget(field);
      join(field);
    }
  },
};

/** A kind of one typed answer.
 * @param {(key: Key, given: unknown) => [Outcome, string]} gradeOne
 * @returns {Omit<Kind, "nothing">} */
export const oneTyped = (gradeOne) => ({
  ...typed,
  grade(key, response) {
    const [outcome, reason] = gradeOne(key, response);
    if (outcome === "unanswered") return unanswered();
    if (outcome === "invalid") return invalid();
    const points = WORTH[outcome] ?? 0;
    if (reason === "answer") return scored(points, { answer: outcome });
    return scored(points, { answer: outcome }, { answer: reason });
  },
  read: (root) => fields(root)[0].control.value || null,
  write(root, response) {
    fields(root)[0].control.value = typeof response === "string" ? response : "";
  },
  given: (response) => response ?? "",
  count: () => null,
  missed: "missed",
});
