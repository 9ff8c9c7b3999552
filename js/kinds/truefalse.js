// `truefalse`: judge a statement; a choice between the options `true` and `false`.
import { single } from "./single.js";

/** @type {import("../types.js").Kind} */
export const truefalse = { ...single };
