// The table of question kinds; the twin of src/quizlib/kinds/__init__.py.
import { cloze } from "./cloze.js";
import { essay } from "./essay.js";
import { judgement } from "./judgement.js";
import { match } from "./match.js";
import { multiple } from "./multiple.js";
import { number } from "./number.js";
import { order } from "./order.js";
import { scale } from "./scale.js";
import { scenario } from "./scenario.js";
import { single } from "./single.js";
import { sort } from "./sort.js";
import { text } from "./text.js";
import { truefalse } from "./truefalse.js";

/** @type {Record<string, import("../types.js").Kind>} */
export const KINDS = { single, multiple, truefalse, match, order, sort, cloze, text, number, scenario, judgement, scale, essay };
