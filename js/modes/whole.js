// `check`: all questions are handed in together, and feedback comes at the end.
// `pretest`: the same before reading; what counts is the explanation, so no points are shown.
import { make } from "../dom.js";
import { Foot } from "./foot.js";
import { errorLists, missingList, pointsLine, points } from "./results.js";

/** @import {Quiz} from "../types.js" */

class Whole {
  /** @param {Quiz} quiz @param {boolean} scored  whether points are shown */
  constructor(quiz, scored) {
    this.quiz = quiz;
    this.scored = scored;
    this.foot = new Foot(quiz);
    this.button = make("button", "qz-button", quiz.say("hand_in"));
    this.button.setAttribute("type", "button");
    this.button.addEventListener("click", () => this.onHandIn());
    /** Warning before, result after handing in: takes the focus, so it is read aloud. */
    this.report = make("div", "qz-report-box");
    this.report.tabIndex = -1;
    this.report.hidden = true;
    this.foot.count.after(this.button);
    this.foot.box.before(this.report);
  }

  get handed() {
    return this.quiz.views.every((view) => view.over);
  }

  onHandIn() {
    const { quiz } = this;
    for (const view of quiz.views) view.flush();
    const missing = quiz.views.filter((view) => !view.answered);
    if (!missing.length) return this.handIn();
    const anyway = make("button", "qz-button qz-quiet", quiz.say("hand_in_anyway"));
    anyway.setAttribute("type", "button");
    anyway.addEventListener("click", () => this.handIn());
    this.tell(missingList(quiz, missing), anyway);
    return undefined;
  }

  handIn() {
    const { model, views } = this.quiz;
    const progress = { ...model.get("progress") };
    for (const view of views) progress[view.item.id] = view.handedIn();
    model.set("progress", progress);
    model.save_changes();
    this.report.focus();
  }

  /** @param {...Node} nodes */
  tell(...nodes) {
    this.report.replaceChildren(...nodes);
    this.report.hidden = false;
    this.report.focus();
  }

  paint() {
    const { handed, quiz, report, scored } = this;
    this.foot.paint(quiz.views.filter((view) => view.answered).length);
    this.foot.box.hidden = false;
    this.button.hidden = handed;
    this.foot.startOver.hidden = !handed;
    if (handed) {
      const lines = scored
        ? [pointsLine(quiz, points(quiz.views)), ...errorLists(quiz, quiz.views)]
        : [make("p", "", quiz.say("pretest_done"))];
      report.replaceChildren(...lines);
      report.hidden = false;
    } else if (this.wasHanded) {
      report.hidden = true;
    }
    this.wasHanded = handed;
  }
}

/** @param {boolean} scored @returns {import("../types.js").Mode} */
const mode = (scored) => ({
  immediate: false,
  start(quiz) {
    const whole = new Whole(quiz, scored);
    return () => whole.paint();
  },
});

export const check = mode(true);
export const pretest = mode(false);
