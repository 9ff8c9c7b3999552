// Where the learner stands: what the records of this browser say of the questions of the course.
import { own } from "../kinds/shared.js";
import { dueItems, standing } from "../schedule.js";

/** @import {Course, Entry, Kept} from "./page.js" */

/** What became of some questions.  `next` is the first of them without an answer.
 * @typedef {{total: number, right: number, wrong: number, open: number, tasks: number,
 *   tasksDone: number, due: number, attempts: number, last: number, next: Entry | undefined}} Tally */

/** The record of a question as it stands now; none where its key has changed since.
 * @param {Kept} kept @param {Entry} item */
export function recordOf(kept, item) {
  const record = own(kept.records, item.id);
  return record?.hash === item.hash ? record : undefined;
}

/** @param {Kept} kept @param {Entry} item
 * @returns {{answered: boolean, right: boolean, attempts: number, last: number}} */
export function standOf(kept, item) {
  const record = recordOf(kept, item);
  const { attempts = 0, history = [], status = "open" } = record?.progress ?? {};
  const result = history[history.length - 1];
  const answered = result !== undefined || status !== "open" ||
    (!item.scored && record?.answer !== undefined);
  return {
    answered,
    right: result ? result[1] === 1 : status === "done",
    attempts: Math.max(attempts, history.length),
    // A record of format 1 does not say when it was made.
    last: answered ? (result ? result[0] * 1000 : (record?.at ?? 0)) : 0,
  };
}

/** @param {Kept} kept @param {Entry[]} items @param {number} now  seconds @returns {Tally} */
export function tally(kept, items, now) {
  /** @type {Tally} */
  const sum = { total: 0, right: 0, wrong: 0, open: 0, tasks: 0, tasksDone: 0, due: 0,
    attempts: 0, last: 0, next: undefined };
  for (const item of items) {
    const { answered, right, attempts, last } = standOf(kept, item);
    sum.attempts += attempts;
    sum.last = Math.max(sum.last, last);
    if (!answered && item.href) sum.next ??= item;
    if (item.scored) {
      sum.total += 1;
      sum[!answered ? "open" : right ? "right" : "wrong"] += 1;
    } else {
      sum.tasks += 1;
      sum.tasksDone += answered ? 1 : 0;
    }
  }
  sum.due = due(kept, items, now).length;
  return sum;
}

/** The questions that are due, the most urgent first.
 * @param {Kept} kept @param {Entry[]} items @param {number} now  seconds @returns {Entry[]} */
export const due = (kept, items, now) =>
  dueItems(kept.records, items.filter(({ scored }) => scored), now);

/** When the next question is due after now, in milliseconds; 0 where none ever is.
 * @param {Kept} kept @param {Course} course @param {number} now  seconds */
export function nextDue(kept, course, now) {
  const times = course.items.flatMap((item) => {
    const history = item.scored ? recordOf(kept, item)?.progress?.history : undefined;
    const at = history?.length ? standing(history, now).due : null;
    return at !== null && at > now ? [at] : [];
  });
  return times.length ? Math.min(...times) * 1000 : 0;
}
