// Below the questions: how many are answered, a way to begin anew, and what is not kept.
import { find, make } from "../dom.js";
import { own } from "../kinds/shared.js";

/** @import {Quiz} from "../types.js" */

export class Foot {
  /** @param {Quiz} quiz */
  constructor(quiz) {
    this.quiz = quiz;
    this.box = /** @type {HTMLElement} */ (find(quiz.section, ".qz-foot"));
    this.count = make("p", "qz-answered");
    this.startOver = make("button", "qz-button qz-quiet", quiz.say("start_over"));
    this.startOver.setAttribute("type", "button");
    this.startOver.addEventListener("click", () => {
      if (!window.confirm(quiz.say("start_over_question"))) return;
      this.clear();
      // The button has gone with the answers: the focus must not be lost with it.
      if (!this.startOver.checkVisibility()) quiz.views[0].firstControl()?.focus();
    });
    this.notKept = make("p", "qz-not-kept");
    this.notKept.setAttribute("role", "status");
    this.count.hidden = quiz.views.length < 2;
    this.box.replaceChildren(this.count, this.startOver, this.notKept);
  }

  /** Forget the answers; past results stay, since the review hangs on them. */
  clear() {
    const { model, views } = this.quiz;
    const answers = { ...model.get("answers") };
    const progress = { ...model.get("progress") };
    for (const { item: { id } } of views) {
      const { history, seconds } = progress[id] ?? {};
      delete answers[id];
      delete progress[id];
      if (history) progress[id] = { status: "open", attempts: 0, history, seconds };
    }
    model.set("answers", answers);
    model.set("progress", progress);
    model.save_changes();
  }

  /** @param {number} answered */
  paint(answered) {
    const { model, say, views } = this.quiz;
    const [answers, progress] = [model.get("answers"), model.get("progress")];
    const lost = model.get("kept") === false;
    const begun = views.some(
      ({ item: { id } }) =>
        own(answers, id) !== undefined || (own(progress, id)?.status ?? "open") !== "open",
    );
    this.box.hidden = views.length < 2 && !lost && !begun;
    this.notKept.textContent = lost ? say("not_kept") : "";
    this.count.textContent = say("answered_of", { n: answered, total: views.length });
  }
}
