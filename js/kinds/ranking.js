// What `order` and `judgement` share: a list to be put into order; the twin of _ranking.py.
import { find } from "../dom.js";
import { draggable } from "../drag.js";
import { fromList, invalid, unanswered } from "./shared.js";

/** @import {Grade, Say} from "../types.js" */

/** The list, if the question has one.
 * @param {HTMLElement} root @returns {HTMLElement | null} */
const listOf = (root) => root.querySelector(".qz-ranking");

/** @param {HTMLElement} list */
const rowsOf = (list) => /** @type {HTMLElement[]} */ ([...list.children]);

/** @param {HTMLElement} list */
const namesOf = (list) => rowsOf(list).map((row) => row.dataset.part ?? "");

/** The grade of a response that is not an order of all the names; null where it is one.
 * @param {string[]} names @param {unknown} response @returns {Grade | null} */
export function unfit(names, response) {
  if (response === null || response === undefined) return unanswered();
  if (!Array.isArray(response)) return invalid();
  if (response.length === 0) return unanswered();
  return fromList(response, names) && response.length === names.length ? null : invalid();
}

/** The order from top to bottom; null until something was moved, for the order first shown is
 * nobody's answer.  @param {HTMLElement} root */
export function read(root) {
  const list = listOf(root);
  return list && "moved" in list.dataset ? namesOf(list) : null;
}

/** @param {HTMLElement} root @param {any} response */
export function write(root, response) {
  const list = listOf(root);
  if (!list) return;
  const first = (list.dataset.first ?? "").split(" ");
  const given = !unfit(first, response);
  const names = namesOf(list);
  const rows = rowsOf(list);
  list.append(
    ...(given ? response : first).map((/** @type {string} */ name) => rows[names.indexOf(name)]),
  );
  list.toggleAttribute("data-moved", given);
  find(root, ".qz-moved").textContent = "";
  number(list);
}

/** Give each row its number, and take from the ends the button that leads nowhere; if that has the
 * focus, the other one gets it.  @param {HTMLElement} list */
function number(list) {
  const last = list.children.length - 1;
  rowsOf(list).forEach((row, i) => {
    find(row, ".qz-place-number").textContent = String(i + 1);
    const [up, down] = row.querySelectorAll("button");
    const held = [up, down].find((button) => button === document.activeElement);
    up.disabled = i === 0;
    down.disabled = i === last;
    if (held?.disabled) (held === up ? down : up).focus();
  });
}

/** @param {HTMLElement} root @param {() => void} changed @param {Say} say */
export function wire(root, changed, say) {
  const list = listOf(root);
  if (!list) return;
  number(list);
  /** @param {HTMLElement} row */
  const moved = (row) => {
    list.toggleAttribute("data-moved", true);
    number(list);
    changed();
    find(root, ".qz-moved").textContent = say("moved", {
      text: (find(row, ".qz-text").textContent ?? "").trim(),
      n: rowsOf(list).indexOf(row) + 1,
      total: list.children.length,
    });
  };
  list.addEventListener("click", ({ target }) => {
    const button = /** @type {Element} */ (target).closest(".qz-move");
    if (!(button instanceof HTMLButtonElement)) return;
    const row = /** @type {HTMLElement} */ (button.closest("[data-part]"));
    // The neighbour moves, not the row: taken out of the page, the button would lose the focus.
    if (button.dataset.way === "up") row.after(row.previousElementSibling ?? "");
    else row.before(row.nextElementSibling ?? "");
    button.focus(); // Safari gives a button that is clicked no focus
    moved(row);
  });
  draggable(list, ".qz-handle", { passed: () => number(list), moved });
}

/** The names as a numbered line of their texts.
 * @param {HTMLElement} root @param {string[]} names */
export const inOrder = (root, names) =>
  names.map((name, i) => `${i + 1}. ${textOf(root, name)}`).join("; ");

/** @param {HTMLElement} root @param {string} name */
export const textOf = (root, name) =>
  (find(root, `[data-part="${name}"] :is(.qz-text, .qz-card-text)`).textContent ?? "").trim();
