// The records in this browser's storage: what is kept of each question and of each exam, readable
// from every page and every language edition.
//
// Format 2: `quizlib:2:q:<id>` holds a question, `quizlib:2:exam:<bank>` an exam; see QuestionRecord
// and ExamRecord in types.js.  Format 1 had `quizlib:1:<id>` with {hash, answer, progress}; such
// records are taken over.  What cannot be read stays where it is until the learner answers that
// question anew, and a newer format is not touched: a newer version of this script can read it.
import { mergeRecords } from "./merge.js";

/** @import {ExamRecord, QuestionRecord, State} from "./types.js" */

const FORMAT = 2;
const OURS = /^quizlib:(\d+):(.*)$/s;
const ID = /^[a-z][a-z0-9-]*$/;
/** Answers are lists and mappings; what is nested deeper than this is none of ours. */
const DEPTH = 12;

/** @param {string} id */
export const questionKey = (id) => `quizlib:2:q:${id}`;
/** @param {string} bank */
export const examKey = (bank) => `quizlib:2:exam:${bank}`;
/** @param {string} id */
const oldKey = (id) => `quizlib:1:${id}`;

// ---- what is sound

/** @param {any} value */
export const isObject = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {any} value @returns {boolean} */
const isNumber = (value) => typeof value === "number" && Number.isFinite(value) && value >= 0;

/** @param {any} list @param {(entry: any) => boolean} sound @returns {boolean} */
const isListOf = (list, sound) => Array.isArray(list) && list.every(sound);

/** @param {any} value @param {number} [depth] @returns {boolean} */
const isFlat = (value, depth = DEPTH) =>
  typeof value !== "object" || value === null ||
  (depth > 0 && Object.values(value).every((part) => isFlat(part, depth - 1)));

/** @param {any} result */
const isResult = (result) =>
  isListOf(result, (entry) => entry === null || isNumber(entry)) &&
  result.length === 3 && result[0] !== null && result[1] <= 1 && [null, 0, 1, 2].includes(result[2]);

/** @param {any} progress @returns {boolean} */
export const isProgress = (progress) =>
  isObject(progress) &&
  ["open", "checked", "done", "shown", "handed"].includes(progress.status) &&
  Number.isInteger(progress.attempts) && progress.attempts >= 0 &&
  isListOf(progress.order ?? [], (name) => typeof name === "string") &&
  [undefined, 0, 1, 2].includes(progress.confidence) &&
  isNumber(progress.seconds ?? 0) &&
  isListOf(progress.history ?? [], isResult);

/** Whether this is what is kept of a question called so.
 * @param {string} id @param {any} value @returns {value is QuestionRecord} */
export const isRecord = (id, value) =>
  ID.test(id) && isObject(value) && typeof value.hash === "string" && isNumber(value.at) &&
  (value.progress === undefined || isProgress(value.progress)) && isFlat(value);

/** @param {any} value */
const isAttempt = (value) =>
  isObject(value) && isNumber(value.started) &&
  [value.answers ?? {}, value.progress ?? {}].every(isObject);

/** Whether this is what is kept of an exam.  Its bank is called as a file is: almost anything.
 * @param {string} bank @param {any} value @returns {value is ExamRecord} */
export const isExam = (bank, value) =>
  bank !== "__proto__" && isObject(value) &&
  (value.current === null || isAttempt(value.current)) &&
  isListOf(value.past, isAttempt) && isFlat(value);

/** A record of format 1 as one of today.  It does not say when it was made: any change that does
 * is later.
 * @param {any} value */
export const upgraded = (value) => (isObject(value) ? { ...value, at: 0 } : undefined);

// ---- one record

/** @param {string} key @returns {string | null} */
function textOf(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // no storage
  }
}

/** @param {string} key @returns {any} nothing where it holds no JSON */
function valueOf(key) {
  const text = textOf(key);
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A storage may take a text without a word and forget it: only what it gives back was kept.
 * @param {string} key @param {object | null} record @returns {boolean} whether it was kept */
function write(key, record) {
  try {
    const text = record && JSON.stringify(record);
    if (text) localStorage.setItem(key, text);
    else localStorage.removeItem(key);
    return localStorage.getItem(key) === text;
  } catch {
    return false;
  }
}

/** @param {string} id @returns {QuestionRecord | undefined} */
function readNew(id) {
  const record = valueOf(questionKey(id));
  return isRecord(id, record) ? record : undefined;
}

/** @param {string} id @returns {QuestionRecord | undefined} */
function readOld(id) {
  const record = upgraded(valueOf(oldKey(id)));
  return isRecord(id, record) ? record : undefined;
}

/** @param {string} id */
export const readQuestion = (id) => readNew(id) ?? readOld(id);

/** The record of format 1 goes once there is a new one, and not before.
 * @param {string} id @param {QuestionRecord | null} record @returns {boolean} whether it was kept */
export const writeQuestion = (id, record) =>
  write(questionKey(id), record) && write(oldKey(id), null);

/** @param {string} bank @returns {ExamRecord | undefined} */
export function readExam(bank) {
  const record = valueOf(examKey(bank));
  return isExam(bank, record) ? record : undefined;
}

/** @param {string} bank @param {ExamRecord | null} record @returns {boolean} whether it was kept */
export const writeExam = (bank, record) => write(examKey(bank), record);

// ---- all of them

/** Our keys in order: [the key, its format, the rest of it].
 * @returns {[string, number, string][]} */
function keys() {
  try {
    const names = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? "");
    return names.sort().flatMap((name) => {
      const match = OURS.exec(name);
      return match ? [[name, Number(match[1]), match[2]]] : [];
    });
  } catch {
    return [];
  }
}

/** Take over the records of format 1.  Where there is a new one besides, a page of the old version
 * that stood in a cache has written after the move: its answer is the later one, unless it is to
 * a key that has changed since. */
export function migrate() {
  for (const [, format, id] of keys()) {
    const old = format === 1 && readOld(id);
    const record = readNew(id);
    if (!old || (!record && textOf(questionKey(id)) !== null)) continue;
    const later = record && { ...old, at: record.at + 1 };
    writeQuestion(id, record && later ? mergeRecords(later, record, record.hash) : old);
  }
}

/** Everything that is kept.  `unreadable` names the keys whose records are not sound; `newer` tells
 * that a later version of the course keeps something here too.
 * @returns {State & {unreadable: string[], newer: boolean}} */
export function readAll() {
  migrate();
  /** @type {ReturnType<typeof readAll>} */
  const all = { records: {}, exams: {}, unreadable: [], newer: false };
  // In order: a record of format 1 that could not be moved comes before its new one.
  for (const [key, format, rest] of keys()) {
    if (format > FORMAT) {
      all.newer = true;
      continue;
    }
    const [, kind, name] = (format === FORMAT && /^(q|exam):(.*)$/s.exec(rest)) || [];
    const exam = kind === "exam" ? readExam(name) : undefined;
    const record = kind === "q" ? readNew(name) : format === 1 ? readOld(rest) : undefined;
    if (exam) all.exams[name] = exam;
    else if (record) all.records[name ?? rest] = record;
    else all.unreadable.push(key);
  }
  return all;
}

/** Keep all of this; what is kept besides stays.
 * @param {State} state @returns {boolean} whether all of it was kept */
export function writeAll({ records, exams }) {
  const kept = [
    ...Object.entries(records).map(([id, record]) => writeQuestion(id, record)),
    ...Object.entries(exams).map(([bank, exam]) => writeExam(bank, exam)),
  ];
  return !kept.includes(false);
}

/** Forget everything that this version can read, and what stands unreadable among it.
 * @returns {boolean} whether nothing of it is left */
export function clearAll() {
  const known = keys().filter(([, format]) => format <= FORMAT);
  return known.every(([key]) => write(key, null));
}

/** Whether this browser keeps anything at all. */
export function works() {
  const key = "quizlib:probe";
  try {
    localStorage.setItem(key, "1");
    const kept = localStorage.getItem(key) === "1";
    localStorage.removeItem(key);
    return kept;
  } catch {
    return false;
  }
}
