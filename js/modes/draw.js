// Which questions an attempt at an exam asks, and in which order.
import { shuffle } from "../dom.js";
import { asked } from "./attempts.js";

/** @import {Attempt, ExamRules, Item} from "../types.js" */

/** How often each question was asked in these attempts.
 * @param {Attempt[]} attempts @returns {Map<string, number>} */
export function timesAsked(attempts) {
  const times = new Map();
  for (const id of attempts.flatMap(asked)) times.set(id, (times.get(id) ?? 0) + 1);
  return times;
}

/** Ids of the questions of one attempt: as many on each objective as the blueprint says, those
 * asked least so far, in random order.  Without a blueprint all questions are asked.
 * @param {Item[]} items @param {Pick<ExamRules, "draw">} rules @param {Map<string, number>} used
 * @param {() => number} [random] */
export function draw(items, rules, used, random) {
  const blueprint = Object.entries(rules.draw);
  const drawn = blueprint.flatMap(([objective, count]) => {
    const pool = items.filter((item) => item.objective === objective).map(({ id }) => id);
    // A stable sort: among those asked equally often chance decides.
    return shuffle(pool, random)
      .sort((one, two) => (used.get(one) ?? 0) - (used.get(two) ?? 0))
      .slice(0, count);
  });
  return shuffle(blueprint.length ? drawn : items.map(({ id }) => id), random);
}
