// `multiple`: choose every right option.
import { fromList, inputs, invalid, scored, share, ticked, unanswered } from "./shared.js";

/** @type {import("../types.js").Kind} */
export const multiple = {
  grade(key, response) {
    if (response === null || response === undefined) return unanswered();
    if (!Array.isArray(response)) return invalid();
    if (response.length === 0) return unanswered();
    if (!fromList(response, key.options)) return invalid();
    /** @type {Record<string, import("../types.js").Mark>} */
    const marks = {};
    for (const r of response) marks[r] = key.correct.includes(r) ? "right" : "wrong";
    for (const c of key.correct) if (!response.includes(c)) marks[c] = "missed";
    if (Object.values(marks).every((mark) => mark === "right")) return scored(1, marks);
    return scored(key.credit === "parts" ? share(response, key.correct) : 0, marks);
  },
  read: ticked,
  write(root, response) {
    for (const input of inputs(root)) input.checked = (response ?? []).includes(input.value);
  },
  given: (response, part) => String((response ?? []).includes(part)),
  // With all right ones found and a wrong one beside them, "3 of 3" would mislead.
  count(key, grade) {
    const n = Object.values(grade.parts).filter((mark) => mark === "right").length;
    return n < key.correct.length ? [n, key.correct.length] : null;
  },
  reasonTells: false,
  missed: "missed",
  nothing: "unanswered_choice",
};
