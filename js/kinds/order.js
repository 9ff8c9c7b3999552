// `order`: put the items into their order.
import { inOrder, read, unfit, wire, write } from "./ranking.js";
import { partOf, scored } from "./shared.js";

/** @import {Mark} from "../types.js" */

/** What stands directly before a name in a list; nothing before the first.
 * @param {string[]} names @param {string} name */
const before = (names, name) => names[names.indexOf(name) - 1] ?? "";

/** @type {import("../types.js").Kind} */
export const order = {
  grade(key, response) {
    const not = unfit(key.items, response);
    if (not) return not;
    const given = /** @type {string[]} */ (response);
    /** @type {Record<string, Mark>} */
    const marks = {};
    for (const item of key.items) {
      marks[item] = before(given, item) === before(key.items, item) ? "right" : "wrong";
    }
    return scored(partOf(marks, key.credit), marks);
  },
  read,
  write,
  wire,
  given: (response, part) => (response ? `after ${before(response, part)}` : ""),
  count: (key, grade) => [
    Object.values(grade.parts).filter((mark) => mark === "right").length,
    key.items.length,
  ],
  reasonTells: true,
  missed: "missed",
  nothing: "unanswered_order",
  rightAnswer: (root, key) => inOrder(root, key.items),
};
