// What came of a quiz handed in as a whole: points, and the errors to look at, the sure ones first.
// Errors made with high confidence are corrected best (Butterfield & Metcalfe 2001).
import { find, make } from "../dom.js";

/** @import {Quiz} from "../types.js" */
/** @import {QuestionView} from "../view.js" */

/** Highest value of the confidence rating: no doubt. */
const SURE = 2;

/** Points over the scored questions; each is worth one.
 * @param {QuestionView[]} views @returns {[number, number]} */
export function points(views) {
  const scored = views.filter((view) => !view.kind.unscored);
  const sum = scored.reduce((total, view) => total + (view.grade?.score ?? 0), 0);
  return [sum, scored.length];
}

/** Browsers that know no Kazakh write its numbers and dates in English; Russian ones fit.
 * @param {string} lang */
export const localeOf = (lang) => (lang === "en" ? "en-GB" : "ru");

/** Points with one decimal, rounded down: 25.96 must not look like the 26 that were needed.
 * @param {Quiz} quiz @param {number} points */
export const said = (quiz, points) =>
  new Intl.NumberFormat(localeOf(quiz.data.lang)).format(Math.floor(points * 10 + 1e-6) / 10);

/** @param {Quiz} quiz @param {[number, number]} points */
export function pointsLine(quiz, [sum, total]) {
  const text = quiz.say("result_points", { points: said(quiz, sum), total });
  const rest = quiz.views.some((view) => view.kind.unscored) ? [quiz.say("unscored_note")] : [];
  return make("p", "qz-result", make("strong", "", text), " ", ...rest);
}

/** The questions without an answer, with ways to them.
 * @param {Quiz} quiz @param {QuestionView[]} views */
export const missingList = (quiz, views) =>
  list(quiz, quiz.say("unanswered_n", { n: views.length }), views);

/** The errors as two lists: those the learner was sure of, and the others.
 * @param {Quiz} quiz @param {QuestionView[]} views */
export function errorLists(quiz, views) {
  const wrong = views.filter((view) => !view.kind.unscored && (view.grade?.score ?? 0) < 1);
  if (!wrong.length) return [make("p", "", quiz.say("all_right"))];
  const sure = wrong.filter((view) => view.progress.confidence === SURE && view.answered);
  const rest = wrong.filter((view) => !sure.includes(view));
  return [
    ...(sure.length ? [list(quiz, quiz.say("errors_sure"), sure)] : []),
    ...(rest.length ? [list(quiz, quiz.say("errors_rest"), rest)] : []),
  ];
}

/** Ways to questions.
 * @param {Quiz} quiz @param {string} title @param {QuestionView[]} views */
export function list(quiz, title, views) {
  const items = views.map((view) => {
    const stem = find(view.form, ".qz-stem").textContent ?? "";
    const link = make("a", "", `${quiz.views.indexOf(view) + 1}. ${stem}`);
    link.setAttribute("href", `#${view.item.id}`);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      view.goTo();
    });
    return make("li", "", link);
  });
  return make("div", "", make("p", "", title), make("ul", "qz-ways", ...items));
}
