// `judgement`: judge what to do as a panel has judged it; rank all options, or pick two.
import { find } from "../dom.js";
import * as ranking from "./ranking.js";
import { inputs, invalid, own, scored, unanswered } from "./shared.js";

/** @import {Grade, Mark} from "../types.js" */

const PICKS = ["best", "worst"];

/** @param {string[]} options @param {unknown} response @returns {Grade} */
function rank(options, response) {
  const not = ranking.unfit(options, response);
  if (not) return not;
  /** @type {Record<string, Mark>} */
  const marks = {};
  let off = 0;
  /** @type {string[]} */ (response).forEach((name, place) => {
    const distance = Math.abs(place - options.indexOf(name));
    off += distance;
    marks[name] = distance === 0 ? "right" : distance === 1 ? "partly" : "wrong";
  });
  return scored(1 - off / Math.floor(options.length ** 2 / 2), marks);
}

/** @param {string[]} options @param {unknown} response @returns {Grade} */
function pick(options, response) {
  if (response === null || response === undefined) return unanswered();
  if (typeof response !== "object" || Array.isArray(response)) return invalid();
  const given = /** @type {Record<string, string>} */ (response);
  const names = Object.values(given);
  if (!Object.keys(given).every((name) => PICKS.includes(name))) return invalid();
  if (!names.every((name) => options.includes(name))) return invalid();
  if (new Set(names).size < names.length) return invalid();
  if (names.length === 0) return unanswered();
  const last = options.length - 1;
  /** @type {Record<string, Mark>} */
  const marks = { [options[0]]: "missed", [options[last]]: "missed" };
  let total = 0;
  for (const name of PICKS) {
    const picked = own(given, name);
    if (picked === undefined) continue;
    const wanted = name === "best" ? 0 : last;
    const earned = 1 - Math.abs(options.indexOf(picked) - wanted) / last;
    total += earned;
    marks[picked] = earned === 1 ? "right" : earned > 0 ? "partly" : "wrong";
  }
  return scored(total / 2, marks);
}

/** Which pick an input is for.  @param {HTMLInputElement} input */
const nameOf = ({ name }) => name.slice(name.lastIndexOf(".") + 1);

/** @type {import("../types.js").Kind} */
export const judgement = {
  grade: (key, response) => (key.task === "rank" ? rank : pick)(key.options, response),
  read(root) {
    const picked = inputs(root).filter((input) => input.checked);
    if (!picked.length) return ranking.read(root);
    return Object.fromEntries(picked.map((input) => [nameOf(input), input.value]).sort());
  },
  write(root, response) {
    for (const input of inputs(root)) {
      input.checked = own(response, nameOf(input)) === input.value;
      delete input.dataset.taken;
    }
    ranking.write(root, response);
  },
  wire(root, changed, say) {
    ranking.wire(root, changed, say);
    // The best cannot be the worst too: who says one takes back the other.  The arrow keys say so
    // in passing, and what they took comes back as they go on.
    root.addEventListener("change", ({ target }) => {
      const { name, value } = /** @type {HTMLInputElement} */ (target);
      for (const input of inputs(root)) {
        const taken = input.name !== name && input.value === value;
        if (input.name !== name && "taken" in input.dataset) input.checked = true;
        input.toggleAttribute("data-taken", taken && input.checked);
        if (taken) input.checked = false;
      }
    });
  },
  // While the question is open, the mark of an option not picked would name the panel's choice.
  paint(root, { over }) {
    for (const part of over ? [] : root.querySelectorAll(".qz-is-missed")) {
      part.classList.remove("qz-is-missed");
      find(part, ".qz-feedback").remove();
      for (const input of inputs(part)) input.removeAttribute("aria-describedby");
    }
  },
  given: (response, part) =>
    Array.isArray(response)
      ? String(response.indexOf(part))
      : PICKS.filter((name) => own(response, name) === part).join(),
  count: (key, grade) => [
    Object.values(grade.parts).filter((mark) => mark === "right").length,
    key.task === "rank" ? key.options.length : PICKS.length,
  ],
  reasonTells: true,
  missed: "pick_missed",
  nothing: "unanswered_judgement",
  rightAnswer(root, { options, task }) {
    if (task === "rank") return ranking.inOrder(root, options);
    const [best, worst] = inputs(root).map((input) => input.nextElementSibling?.textContent ?? "");
    return `${best} – ${ranking.textOf(root, options[0])}; ${worst} – ${ranking.textOf(
      root,
      options[options.length - 1],
    )}`;
  },
};
