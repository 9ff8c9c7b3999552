// The table of question kinds; the twin of src/quizlib/kinds/__init__.py.
import { multiple } from "./multiple.js";
import { single } from "./single.js";
import { sort } from "./sort.js";
import { truefalse } from "./truefalse.js";

/** @type {Record<string, import("../types.js").Kind>} */
export const KINDS = { single, multiple, truefalse, sort };
