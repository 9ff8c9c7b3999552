// `single`: choose the one right option.  `truefalse` answers and grades the same way.
import { inputs, oneOf, ticked } from "./shared.js";

/** @type {import("../types.js").Kind} */
export const single = {
  grade: oneOf,
  read: (form) => ticked(form)[0] ?? null,
  write(form, response) {
    for (const input of inputs(form)) input.checked = input.value === response;
  },
  given: (response, part) => String(response === part),
  count: () => null,
  reasonTells: false,
  missed: "key_mark",
  nothing: "unanswered_choice",
};
