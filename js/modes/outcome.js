// What an attempt at an exam comes to: points in all and by objective, and whether it is passed.

/** @import {ExamRules} from "../types.js" */

/** @typedef {Record<string, [number, number]>} ByObjective  objective → points, of how many */

/** Points without what adding thirds leaves: 26, not 25.999999999999996.  @param {number} sum */
const clean = (sum) => Math.round(sum * 1e6) / 1e6;

/** The points on some objectives.  @param {ByObjective} byObjective @param {string[]} objectives
 * @returns {[number, number]} */
export function pointsOn(byObjective, objectives) {
  const there = objectives.flatMap((o) => (Object.hasOwn(byObjective, o) ? [byObjective[o]] : []));
  return [
    clean(there.reduce((sum, [points]) => sum + points, 0)),
    there.reduce((sum, [, total]) => sum + total, 0),
  ];
}

/** Each question is worth one point; a score of null counts nothing.  `passed` is null where no
 * rule says what passing takes.
 * @param {{id: string, objective: string}[]} asked @param {Record<string, number | null>} scores
 * @param {ExamRules["pass"]} pass */
export function outcome(asked, scores, pass) {
  /** @type {ByObjective} */
  const byObjective = {};
  for (const { id, objective } of asked) {
    const score = scores[id];
    if (score === null) continue;
    const [points, total] = byObjective[objective] ?? [0, 0];
    byObjective[objective] = [points + score, total + 1];
  }
  const [points, total] = pointsOn(byObjective, Object.keys(byObjective));
  const passed = pass
    ? points >= pass.points &&
      pass.also.every((also) => pointsOn(byObjective, also.objectives)[0] >= also.points)
    : null;
  return { points, total, passed, byObjective };
}
