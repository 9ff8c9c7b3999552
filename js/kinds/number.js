// `number`: type a number, with its unit or without.
import { gradeNumber } from "../answers.js";
import { oneTyped } from "./typed.js";

/** @type {import("../types.js").Kind} */
export const number = {
  ...oneTyped(gradeNumber),
  nothing: "unanswered_text",
  unreadable: "unreadable_number",
};
