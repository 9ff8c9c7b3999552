// What is due for review.  Pure: the results so far and the time go in.
//
// Questions come again after 1, 3, 7 and 21 days, and after errors.  Fixed intervals serve as well
// as growing ones, and spaced practice beats massed practice by far (Latimier 2021).  Precisely:
// - A right answer counts when it is the first one or the question was due: one step on, from 0 to
//   4, and the next review is 1, 3, 7 or 21 days away.  A right answer before that changes nothing.
//   A right answer when due on step 4 ends it: the question is learned and not due any more.
// - Any other answer leads back to step 0, and the question is due at once, until it is answered
//   right; a correction, even one right after the error, is then followed up after 1 day.
// - Days are those of the learner's calendar: what was answered in the evening and is due after one
//   day is due from the next morning.
// - What was recorded without a score (a survey, an own text) is no matter for review.
import { own } from "./kinds/shared.js";

/** @import {QuestionRecord, Result} from "./types.js" */

const DAYS = [1, 3, 7, 21];
const DAY = 86_400;
/** The step from which an earlier error counts as mended: a right answer on a later day. */
const MENDED = 2;
const SURE = 2;

/** The beginning of the day that many days after, in seconds; 0 where the time is not known.
 * @param {number} time @param {number} days */
function midnight(time, days) {
  if (!time) return 0;
  const date = new Date(time * 1000);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime() / 1000;
}

/** Times ahead of us come from a clock that was wrong.  A few hours mean now; more is no time at
 * all: 0, before everything else, so that the question is due.
 * @param {Result[]} history @param {number} now @returns {Result[]} */
const believed = (history, now) =>
  history
    .map(([time, score, sure]) => /** @type {Result} */ (
      [time > now + DAY ? 0 : Math.min(time, now), score, sure]
    ))
    .sort(([one], [two]) => one - two);

/** Where a question stands: the step; when it is due (null: not begun, or learned) and was answered
 * last (null: never), both 0 where the time is not known; how many errors there were, and whether
 * one is still to be mended (1), or one the learner was sure of (2).
 * @typedef {{step: number, due: number | null, last: number | null, errors: number,
 *   error: 0 | 1 | 2}} Standing */

/** @param {Result[]} history @param {number} now  seconds since 1970 @returns {Standing} */
export function standing(history, now) {
  /** @type {Standing} */
  const at = { step: 0, due: null, last: null, errors: 0, error: 0 };
  for (const [time, score, sure] of believed(history, now)) {
    if (score === null) continue;
    const first = at.last === null;
    at.last = time;
    if (score < 1) {
      at.step = 0;
      at.due = time;
      at.errors += 1;
      at.error = at.error === 2 || sure === SURE ? 2 : 1;
    } else if (first || (time && at.due !== null && at.due <= time)) {
      at.due = at.step < DAYS.length ? midnight(time, DAYS[at.step]) : null;
      at.step = Math.min(at.step + 1, DAYS.length);
      if (at.step >= MENDED) at.error = 0;
    }
  }
  return at;
}

/** The questions that are due, in the order to ask them: errors the learner was sure of, since
 * these are corrected best (Butterfield & Metcalfe 2001), then other errors, then the rest.  Within
 * each, every lesson in turn gives the one that has waited longest.  The record of a question that
 * has changed since says nothing.
 * @template {{id: string, hash?: string, lesson?: string}} T
 * @param {Record<string, QuestionRecord>} records
 * @param {T[]} items  the questions that may be asked, in the order of the course
 * @param {number} now  seconds since 1970
 * @returns {(T & {standing: Standing})[]} */
export function dueItems(records, items, now) {
  const due = items.flatMap((item) => {
    const record = own(records, item.id);
    if (!record || (item.hash !== undefined && record.hash !== item.hash)) return [];
    const stands = standing(record.progress?.history ?? [], now);
    return stands.due !== null && stands.due <= now ? [{ ...item, standing: stands }] : [];
  });
  return [2, 1, 0].flatMap((error) => inTurn(due.filter((one) => one.standing.error === error)));
}

/** @template {{lesson?: string, standing: Standing}} T @param {T[]} due @returns {T[]} */
function inTurn(due) {
  /** @type {Map<string | undefined, T[]>} */
  const lessons = new Map();
  const byAge = [...due].sort((one, two) => (one.standing.due ?? 0) - (two.standing.due ?? 0));
  for (const item of byAge) lessons.set(item.lesson, [...(lessons.get(item.lesson) ?? []), item]);
  const queues = [...lessons.values()];
  return byAge.flatMap((_, i) => queues.flatMap((queue) => queue.slice(i, i + 1)));
}
