// `scenario`: a case that branches, one situation at a time.  The path so far stands in the
// fieldset itself (`data-path`); what is chosen in the present situation joins it with the button.
import { find, make, sentence } from "../dom.js";
import { inputs, invalid, own, scored, unanswered } from "./shared.js";

/** @import {Key, Mark, Say} from "../types.js" */

/** Credit of a choice → its mark and what it earns.  @type {Record<string, [Mark, number]>} */
const CREDITS = { best: ["right", 1], partly: ["partly", 0.5], poor: ["wrong", 0] };

/** A choice on a path: its step, its part (`step.choice`), and its credit.
 * @typedef {{step: string, part: string, credit: string}} Turn */

/** The choices of a path and where it leads, to a step or an ending; null where it is no path.
 * @param {Key} key @param {unknown[]} path @returns {{turns: Turn[], at: string} | null} */
function walk(key, path) {
  /** @type {Turn[]} */
  const turns = [];
  let at = key.start;
  for (const name of path) {
    const choice = typeof name === "string" ? own(own(key.steps, at), name) : undefined;
    if (!choice) return null;
    turns.push({ step: at, part: `${at}.${name}`, credit: choice.credit });
    at = choice.next;
  }
  return { turns, at };
}

/** The path that is best throughout.  @param {Key} key */
function bestWalk(key) {
  /** @type {string[]} */
  const path = [];
  for (let at = key.start; own(key.steps, at); at = key.steps[at][path[path.length - 1]].next) {
    const [name] = Object.entries(key.steps[at]).find(([, c]) => c.credit === "best") ?? [""];
    path.push(name);
  }
  return /** @type {{turns: Turn[], at: string}} */ (walk(key, path));
}

/** @param {HTMLElement} root @returns {string[]} */
const pathIn = (root) => (root.dataset.path ?? "").split(" ").filter(Boolean);

/** @param {HTMLElement} root @param {string} name @returns {HTMLElement} */
const stepIn = (root, name) => find(root, `[data-step="${name}"]`);

/** Copies of what an element holds.  @param {ParentNode | null} element */
const copies = (element) => [...(element?.cloneNode(true).childNodes ?? [])];

/** Copies of what the folded list tells of a choice, or of an ending.
 * @param {HTMLElement} root @param {string} selector */
const told = (root, selector) => copies(find(root.closest("form") ?? root, selector));

/** How the case ends, as the last entry of a path.  @param {HTMLElement} root @param {string} at */
const outcome = (root, at) =>
  make("li", "qz-step qz-end qz-made", ...told(root, `[data-ending="${at}"]`));

/** A choice of the better path; its reason only where the learner chose otherwise.
 * @param {HTMLElement} root @param {Turn} turn @param {Turn[]} mine @param {Say} say */
function better(root, turn, mine, say) {
  const step = stepIn(root, turn.step);
  const seen = mine.some((other) => other.step === turn.step);
  const same = mine.some((other) => other.part === turn.part);
  const text = find(step, `[data-part="${turn.part}"] .qz-text`);
  return make(
    "li",
    "qz-step",
    copies(step)[0],
    ...(seen ? [] : [make("p", "qz-more", ...copies(find(step, ".qz-ask")))]),
    make("p", "qz-chosen qz-spoken", ...copies(text)),
    ...(same
      ? [make("p", "qz-more", say("path_same"))]
      : told(root, `[data-reason="${turn.part}"] .qz-reason`)),
  );
}

/** The debrief: the path taken beside the better one.
 * @param {HTMLElement} root @param {Key} key @param {Turn[]} mine @param {Say} say */
function debrief(root, key, mine, say) {
  const { turns, at } = bestWalk(key);
  const steps = find(root, ".qz-steps");
  steps.before(make("p", "qz-path-name qz-made", say("path_taken")));
  const list = make("ol", "qz-steps", ...turns.map((t) => better(root, t, mine, say)));
  list.setAttribute("role", "list");
  list.append(outcome(root, at));
  const name = make("p", "qz-path-name qz-spoken", say("path_better"));
  find(root, ".qz-beside").append(make("div", "qz-way qz-made", name, list));
}

/** @param {HTMLElement} step @param {Turn | undefined} turn  what was chosen here
 * @param {boolean} now  whether the learner has to decide here */
function paintStep(step, turn, now) {
  step.hidden = !turn && !now;
  step.classList.toggle("qz-past", Boolean(turn));
  step.classList.toggle("qz-now", now);
  /** @type {HTMLFieldSetElement} */ (find(step, "fieldset")).disabled = !now;
  for (const input of inputs(step)) {
    if (!now) input.checked = input.value === turn?.part;
    const row = /** @type {HTMLElement} */ (input.closest(".qz-option"));
    row.hidden = Boolean(turn) && !input.checked;
  }
}

/** @type {import("../types.js").Kind} */
export const scenario = {
  grade(key, response) {
    if (response === null || response === undefined) return unanswered();
    const walked = Array.isArray(response) ? walk(key, response) : null;
    if (!walked) return invalid();
    if (own(key.steps, walked.at)) return unanswered();
    /** @type {Record<string, Mark>} */
    const marks = {};
    let total = 0;
    for (const { part, credit } of walked.turns) {
      const [mark, earned] = CREDITS[credit];
      marks[part] = mark;
      total += earned;
    }
    return scored(total / walked.turns.length, marks);
  },
  read(root) {
    const path = pathIn(root);
    return path.length ? path : null;
  },
  write(root, response) {
    root.dataset.path = Array.isArray(response) ? response.join(" ") : "";
    if (!root.dataset.path) for (const input of inputs(root)) input.checked = false;
  },
  commit(root) {
    const chosen = inputs(find(root, ".qz-now") ?? make("div", "")).find((input) => input.checked);
    if (chosen) root.dataset.path = [...pathIn(root), chosen.value.split(".")[1]].join(" ");
  },
  // A path is marked as a whole: it cannot change and stay checked.
  given: (response) => JSON.stringify(response ?? null),
  count: (_, grade) => [
    Object.values(grade.parts).filter((mark) => mark === "right").length,
    Object.keys(grade.parts).length,
  ],
  complete: (key, response) => scenario.grade(key, response).status !== "unanswered",
  wire(root) {
    // Directions for the worksheet on paper; here the next situation comes by itself.
    for (const way of root.querySelectorAll(".qz-goto")) way.remove();
  },
  paint(root, { key, grade, say }) {
    for (const made of root.querySelectorAll(".qz-made")) made.remove();
    for (const old of root.querySelectorAll("[data-focus]")) old.removeAttribute("data-focus");
    const { turns, at } = walk(key, pathIn(root)) ?? { turns: [], at: key.start };
    if (!turns.length) root.dataset.path = "";
    const list = find(root, ".qz-steps");
    for (const name of Object.keys(key.steps)) {
      paintStep(stepIn(root, name), turns.find(({ step }) => step === name), name === at);
    }
    turns.forEach(({ step, part }, i) => {
      const element = stepIn(root, step);
      if (list.children[i] !== element) list.insertBefore(element, list.children[i]);
      const followed = told(root, `[data-reason="${part}"] .qz-place`);
      // A reason tells the consequence too.
      if (grade?.status !== "scored") element.append(make("p", "qz-followed qz-made", ...followed));
    });
    const last = stepIn(root, at) ?? outcome(root, at);
    if (list.children[turns.length] !== last) list.insertBefore(last, list.children[turns.length]);
    const best = !own(key.steps, at) && turns.every(({ credit }) => credit === "best");
    if (grade && !best) debrief(root, key, turns, say);
    if (!turns.length) return;
    const name = /** @type {HTMLElement} */ (last.children[0]);
    name.tabIndex = -1;
    name.dataset.focus = "";
    const lines = [...last.querySelectorAll(":scope > :not(fieldset), .qz-ask")];
    if (last.matches(".qz-made")) for (const line of lines) line.classList.add("qz-spoken");
    const heard = [...list.children[turns.length - 1].querySelectorAll(".qz-followed"), ...lines];
    const news = make("p", "qz-say qz-made", heard.map(sentence).join(" "));
    news.hidden = true;
    list.after(news);
  },
  button: "decide",
  reasonTells: false,
  missed: "missed",
  nothing: "unanswered_choice",
};
