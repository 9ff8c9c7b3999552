// The result of an exam: points, passed or not and why, by objective, and what to look at.
import { make } from "../dom.js";
import { word } from "../parts.js";
import { outline, toReread } from "./outline.js";
import { pointsOn } from "./outcome.js";
import { errorLists, list, localeOf, pointsLine, said } from "./results.js";

/** @import {Attempt, ExamRules, Quiz} from "../types.js" */
/** @import {Paragraph} from "./outline.js" */

/** Day and hour, as short as the language has it.  @param {Quiz} quiz @param {number} ms */
function date({ data: { lang } }, ms) {
  const dateStyle = lang === "en" ? "medium" : "short";
  return new Intl.DateTimeFormat(localeOf(lang), { dateStyle, timeStyle: "short" }).format(ms);
}

/** @param {Quiz} quiz @param {Attempt} attempt */
const nameOf = (quiz, { n, handed, started }) =>
  `${quiz.say("attempt_n", { n })}, ${date(quiz, handed ?? started)}`;

/** @param {Quiz} quiz @param {Attempt} attempt */
const verdict = ({ say }, { passed }) =>
  typeof passed === "boolean" ? say(passed ? "passed" : "not_passed") : "";

/** An attempt in a line.  @param {Quiz} quiz @param {Attempt} attempt */
export function summary(quiz, attempt) {
  const { points, total } = attempt;
  const result = quiz.say("result_points", { points: said(quiz, points), total });
  return `${nameOf(quiz, attempt)}. ${result}. ${verdict(quiz, attempt)}`;
}

/** Whether a condition of passing is met, with the numbers.
 * @param {Quiz} quiz @param {string} rule @param {boolean} met @param {number} points */
function condition(quiz, rule, met, points) {
  const came = quiz.say(met ? "rule_met" : "rule_missed", { points: said(quiz, points) });
  return make("li", "", ...word(met ? "right" : "wrong", quiz.say, `${rule}. ${came}`));
}

/** @param {Quiz} quiz @param {ExamRules} rules @param {Attempt} attempt */
function conditions(quiz, { pass }, { points, total, byObjective }) {
  if (!pass) return [];
  const { say } = quiz;
  const rule = say("exam_pass", { n: pass.points, total });
  const also = pass.also.map(({ objectives, points: n }) => {
    const [there, most] = pointsOn(byObjective, objectives);
    const names = { n, total: most, objectives: objectives.join(", ") };
    return condition(quiz, say("exam_also", names), there >= n, there);
  });
  return [make("ul", "qz-ways", condition(quiz, rule, points >= pass.points, points), ...also)];
}

/** Ways to what the errors of an attempt on one objective ask to be read again.
 * @param {Quiz} quiz @param {Paragraph[]} paragraphs */
function ways({ say }, paragraphs) {
  if (!paragraphs.length) return [];
  const items = paragraphs.map(({ href, text }) => {
    const link = make("a", "", text);
    link.setAttribute("href", href);
    return make("li", "", link);
  });
  return [make("div", "qz-reread", say("reread"), make("ul", "qz-ways", ...items))];
}

/** @param {Quiz} quiz @param {Attempt} attempt */
function table(quiz, { byObjective, ids, scores }) {
  const { say, views } = quiz;
  const known = outline();
  const missed = (/** @type {string} */ objective) =>
    ids.filter((/** @type {string} */ id) => {
      const view = views.find(({ item }) => item.id === id);
      return view?.item.objective === objective && (scores?.[id] ?? 1) < 1;
    });
  /** @param {string} text @param {string} scope */
  const head = (text, scope) => {
    const cell = make("th", "", text);
    cell.setAttribute("scope", scope);
    return cell;
  };
  const rows = Object.entries(byObjective)
    .sort(([one], [two]) => one.localeCompare(two, "en", { numeric: true }))
    .map(([objective, [points, total]]) => {
      const text = Object.hasOwn(known.objectives, objective) ? known.objectives[objective] : "";
      const name = head(text ? `${objective} ${text}` : objective, "row");
      name.append(...ways(quiz, toReread(known, missed(objective))));
      return make("tr", "", name, make("td", "", `${said(quiz, points)} / ${total}`));
    });
  return make(
    "table",
    "qz-by-objective",
    make("caption", "", say("by_objective")),
    make("thead", "", make("tr", "", head(say("objective"), "col"), head(say("points"), "col"))),
    make("tbody", "", ...rows),
  );
}

/** @param {Quiz} quiz  shows the questions of the attempt
 * @param {ExamRules} rules @param {Attempt} attempt */
export function report(quiz, rules, attempt) {
  const { say, views } = quiz;
  const { late, passed, points, total } = attempt;
  const texts = views.filter(({ kind }) => kind.unscored && kind.open);
  const words = word(passed ? "right" : "wrong", say, verdict(quiz, attempt));
  return [
    make("p", "", nameOf(quiz, attempt)),
    ...(late ? [make("p", "", make("strong", "", say("time_over")))] : []),
    ...(typeof passed === "boolean" ? [make("p", "qz-result", make("strong", "", ...words))] : []),
    pointsLine(quiz, [points, total]),
    ...conditions(quiz, rules, attempt),
    ...(total ? [table(quiz, attempt)] : []),
    ...(texts.length ? [list(quiz, say("texts_n", { n: texts.length }), texts)] : []),
    ...(total && views.length ? errorLists(quiz, views) : []),
  ];
}
