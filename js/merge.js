// Two states of one learner made into one without loss: two devices, or a file and this browser.
// Nothing here touches storage or the clock.  The order of the two matters for one thing alone: of
// two running exams the first one's goes on.
import { own } from "./kinds/shared.js";

/** @import {Attempt, ExamRecord, QuestionRecord, Result, State} from "./types.js" */

/** As many results as are kept of one question. */
const RESULTS = 50;

/** The same text for the same value, whatever the order of its keys.
 * @param {unknown} value @returns {string} */
export const canonical = (value) =>
  JSON.stringify(value, (_, part) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.keys(part).sort().map((name) => [name, part[name]]))
      : part,
  );

/** Results of both, each once, in order of time; only the newest are kept.  A result is known by
 * its time and score: where one of two alike says how sure the learner was, that one stays.
 * @param {Result[]} [a] @param {Result[]} [b] @returns {Result[]} */
export function mergeHistory(a = [], b = []) {
  /** @type {Map<string, Result>} */
  const results = new Map();
  for (const result of [...a, ...b]) {
    const name = `${result[0]} ${result[1]}`;
    const other = results.get(name);
    if (!other || (other[2] ?? -1) < (result[2] ?? -1)) results.set(name, result);
  }
  return [...results.values()]
    .sort((one, two) => one[0] - two[0] || (one[1] ?? -1) - (two[1] ?? -1))
    .slice(-RESULTS);
}

/** @param {QuestionRecord} record @param {Result[]} history @returns {QuestionRecord} */
const having = (record, history) => ({
  ...record,
  progress: { status: "open", attempts: 0, ...record.progress, history },
});

/** A record with these results besides its own.
 * @param {QuestionRecord} record @param {Result[]} [more] @returns {QuestionRecord} */
export function withHistory(record, more) {
  const history = mergeHistory(record.progress?.history, more);
  return history.length ? having(record, history) : record;
}

/** Which of two records changed in the same millisecond stays: any will do, if only it does not
 * hang on their order, nor on the results, of which each meeting of devices adds some.
 * @param {QuestionRecord} record */
const rank = (record) => canonical([having(record, []), record]);

/** The later record of a question, with the results of both.  Where they are of different keys the
 * results of one say nothing about the other: the one of the key known to hold stays, else the
 * later.
 * @param {QuestionRecord} a @param {QuestionRecord} b @param {string} [hash] of the key that holds
 * @returns {QuestionRecord} */
export function mergeRecords(a, b, hash) {
  if (a.hash !== b.hash && [a.hash, b.hash].includes(hash ?? "")) return a.hash === hash ? a : b;
  const later = a.at === b.at ? rank(a) > rank(b) : a.at > b.at;
  const [record, other] = later ? [a, b] : [b, a];
  return withHistory(record, a.hash === b.hash ? other.progress?.history : []);
}

/** Attempts of both, each once, in order of time; of one that was marked further, the later state.
 * @param {Attempt[]} a @param {Attempt[]} b @returns {Attempt[]} */
export function mergePast(a, b) {
  /** @type {Map<number, Attempt>} */
  const attempts = new Map();
  for (const attempt of [...a, ...b]) {
    const other = attempts.get(attempt.started);
    const later =
      (attempt.marked ?? 0) - (other?.marked ?? 0) ||
      (other && canonical(other) < canonical(attempt) ? 1 : 0);
    if (!other || later > 0) attempts.set(attempt.started, attempt);
  }
  return [...attempts.values()].sort((one, two) => one.started - two.started);
}

/** @param {ExamRecord} a @param {ExamRecord} b @returns {ExamRecord} */
export function mergeExams(a, b) {
  const past = mergePast(a.past, b.past);
  /** An attempt that runs here may have been handed in there. @param {Attempt | null} attempt */
  const runs = (attempt) =>
    attempt && !past.some(({ started }) => started === attempt.started) ? attempt : null;
  return { ...b, ...a, current: runs(a.current) ?? runs(b.current), past };
}

/** @template T @param {Record<string, T>} a @param {Record<string, T>} b
 * @param {(a: T, b: T, name: string) => T} both @returns {Record<string, T>} */
function mergeNamed(a, b, both) {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries(
    [...names].map((name) => {
      const one = /** @type {T} */ (own(a, name) ?? own(b, name));
      return [name, both(one, own(b, name) ?? one, name)];
    }),
  );
}

/** Everything of both.
 * @param {State} a @param {State} b
 * @param {Record<string, string>} [hashes]  of the keys that hold, by id, where they are known
 * @returns {State} */
export const merge = (a, b, hashes = {}) => ({
  records: mergeNamed(a.records, b.records, (one, two, id) =>
    mergeRecords(one, two, own(hashes, id)),
  ),
  exams: mergeNamed(a.exams, b.exams, mergeExams),
});
