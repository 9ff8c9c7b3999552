// `text`: type a word or a few.
import { gradeText } from "../answers.js";
import { oneTyped } from "./typed.js";

/** @type {import("../types.js").Kind} */
export const text = { ...oneTyped(gradeText), nothing: "unanswered_text" };
