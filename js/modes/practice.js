// `practice`: feedback at once, another try, hints; after an error another item on the objective.
import { make } from "../dom.js";
import { quizzes } from "../quizzes.js";
import { Foot } from "./foot.js";

/** @import {Quiz} from "../types.js" */
/** @import {QuestionView} from "../view.js" */

/** An item of this page on the same objective that is still open.
 * @param {QuestionView} view */
function another(view) {
  const { item } = view;
  return [...quizzes.keys()]
    .filter((quiz) => quiz.immediate)
    .flatMap((quiz) => quiz.views)
    .find(
      (other) =>
        other.item.id !== item.id &&
        other.item.objective === item.objective &&
        other.progress.status === "open" &&
        !other.kind.unscored,
    );
}

/** The button that leads there; on a page without one, to the review of the objective.
 * @param {Quiz} quiz @param {QuestionView} view */
function button(quiz, view) {
  const element = make("button", "qz-button qz-quiet qz-another", quiz.say("another"));
  element.setAttribute("type", "button");
  element.addEventListener("click", () => {
    const next = another(view);
    if (next) next.goTo();
    else location.assign(`${quiz.data.review}#objective=${view.item.objective}`);
  });
  view.again.after(element);
  return element;
}

/** @type {import("../types.js").Mode} */
export const practice = {
  immediate: true,
  start(quiz) {
    const foot = new Foot(quiz);
    /** @type {WeakMap<QuestionView, HTMLElement>} */
    const buttons = new WeakMap();
    const paintAnother = (/** @type {QuestionView} */ view) => {
      const { attempts, status } = view.progress;
      const erred = status !== "open" && (status !== "done" || attempts > 1);
      const offered = erred && Boolean(another(view) ?? quiz.data.review);
      const known = buttons.get(view);
      if (known) known.hidden = !offered;
      else if (offered) buttons.set(view, button(quiz, view));
    };
    return () => {
      for (const view of quiz.views) paintAnother(view);
      foot.paint(quiz.views.filter((view) => view.settled).length);
    };
  },
};
