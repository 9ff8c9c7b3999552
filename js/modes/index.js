// The table of modes; the twin of MODES in src/quizlib/model.py.
import { exam } from "./exam.js";
import { practice } from "./practice.js";
import { survey } from "./survey.js";
import { check, pretest } from "./whole.js";

/** @type {Record<string, import("../types.js").Mode>} */
export const MODES = { practice, check, exam, survey, pretest };
