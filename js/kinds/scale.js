// `scale`: judge oneself on statements, each on the same few points.  Nothing is scored.
import { find } from "../dom.js";
import { inputs, invalid, own, recorded, ticked, unanswered } from "./shared.js";

/** @param {HTMLElement} root @returns {HTMLElement[]} */
const statements = (root) => [
  .../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-part]")),
];

/** The label of a point.  @param {HTMLElement} statement @param {number} point */
const label = (statement, point) =>
  statement.querySelector(`[value="${point}"] + .qz-text`)?.textContent ?? "";

/** @type {import("../types.js").Kind} */
export const scale = {
  grade(key, response) {
    if (response === null || response === undefined) return unanswered();
    if (typeof response !== "object" || Array.isArray(response)) return invalid();
    const given = Object.entries(response);
    const fits = given.every(
      ([name, point]) =>
        key.statements.includes(name) &&
        Number.isInteger(point) && point >= 1 && point <= key.points,
    );
    if (!fits) return invalid();
    return given.length ? recorded({}) : unanswered();
  },
  read(root) {
    const given = statements(root)
      .map((s) => /** @type {[string, string[]]} */ ([s.dataset.part, ticked(s)]))
      .filter(([, points]) => points.length)
      .map(([name, [point]]) => [name, Number(point)]);
    return given.length ? Object.fromEntries(given) : null;
  },
  write(root, response) {
    for (const statement of statements(root)) {
      const point = own(response ?? {}, statement.dataset.part ?? "");
      for (const input of inputs(statement)) input.checked = Number(input.value) === point;
    }
  },
  given: (response, part) => String(own(response ?? {}, part)),
  count: () => null,
  paint(root, { key, response, answerTo, say }) {
    if (!key.compare) return;
    const earlier = answerTo(key.compare);
    for (const statement of statements(root)) {
      const name = statement.dataset.part ?? "";
      const [before, now] = [own(earlier ?? {}, name), own(response ?? {}, name)];
      const change = find(statement, ".qz-change");
      const way = before === now ? "scale_same" : now > before ? "scale_higher" : "scale_lower";
      change.textContent =
        before && now
          ? say(way, { before: label(statement, before), now: label(statement, now) })
          : "";
      // From now on changes are read aloud; what stood here at first is read with the rest.
      change.setAttribute("role", "status");
    }
  },
  reasonTells: false,
  missed: "missed",
  nothing: "unanswered_choice",
  unscored: true,
  auto: true,
};
