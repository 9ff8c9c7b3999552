// `sort`: put each card into its bin; a card may fit several.
import { fromList, inputs, invalid, own, scored, share, ticked, unanswered } from "./shared.js";

/** @import {Key, Mark} from "../types.js" */

/** @param {Key} key @param {Record<string, unknown>} response */
const valid = (key, response) =>
  Object.entries(response).every(
    ([card, chosen]) =>
      Object.hasOwn(key.cards, card) &&
      Array.isArray(chosen) &&
      fromList(chosen, key.bins) &&
      (chosen.length < 2 || key.several),
  );

/** @param {HTMLElement} root @returns {HTMLElement[]} */
const cards = (root) => [
  .../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".qz-card")),
];

/** @type {import("../types.js").Kind} */
export const sort = {
  grade(key, response) {
    if (response === null || response === undefined) return unanswered();
    if (typeof response !== "object" || Array.isArray(response)) return invalid();
    const given = /** @type {Record<string, string[]>} */ (response);
    if (!valid(key, given)) return invalid();
    if (Object.values(given).every((chosen) => chosen.length === 0)) return unanswered();
    /** @type {Record<string, Mark>} */
    const marks = {};
    let total = 0;
    for (const [card, fits] of Object.entries(key.cards)) {
      const chosen = own(given, card) ?? [];
      let earned = 0;
      if (chosen.length) {
        earned = key.several ? share(chosen, fits) : Number(fits.includes(chosen[0]));
      }
      total += earned;
      if (!chosen.length) marks[card] = "missed";
      else if (earned === 1) marks[card] = "right";
      else marks[card] = earned > 0 ? "partly" : "wrong";
    }
    const mean = total / Object.keys(key.cards).length;
    return scored(key.credit === "all" && mean < 1 ? 0 : mean, marks);
  },
  read(root) {
    const placed = cards(root)
      .map((card) => /** @type {[string, string[]]} */ ([card.dataset.part, ticked(card)]))
      .filter(([, chosen]) => chosen.length);
    return placed.length ? Object.fromEntries(placed) : null;
  },
  write(root, response) {
    for (const card of cards(root)) {
      const chosen = own(response, card.dataset.part ?? "") ?? [];
      for (const input of inputs(card)) input.checked = chosen.includes(input.value);
    }
  },
  given: (response, part) => [...(own(response, part) ?? [])].sort().join(" "),
  count: (key, grade) => [
    Object.values(grade.parts).filter((mark) => mark === "right").length,
    Object.keys(key.cards).length,
  ],
  reasonTells: true,
  missed: "card_left",
  missedYet: "card_missed",
  nothing: "unanswered_sort",
};
