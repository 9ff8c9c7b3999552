// `single`: choose the one right option.  `truefalse` answers and grades the same way.
import { inputs, oneOf, ticked } from "./shared.js";

/** @type {import("../types.js").Kind} */
export const single = {
  grade: oneOf,
  read: (root) => ticked(root)[0] ?? null,
  write(root, response) {
    for (const input of inputs(root)) input.checked = input.value === response;
  },
  given: (response, part) => String(response === part),
  count: () => null,
  reasonTells: false,
  missed: "key_mark",
  nothing: "unanswered_choice",
};
