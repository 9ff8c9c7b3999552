// Makes the markup of src/quizlib/render.py live, on the site and in JupyterLab alike.
//
// The door is `mount`: it takes a section.qz and a model, wires one QuestionView to each form
// (view.js), and lets the quiz's mode (modes/) say when answers are checked and what stands below
// the questions.  What the learner did is kept in the model (`answers`, `progress`), and the page
// is always painted from there.
import { find } from "./dom.js";
import { MODES } from "./modes/index.js";
import { quizzes, repaint } from "./quizzes.js";
import { speaker } from "./strings.js";
import { QuestionView } from "./view.js";

/** @import {Data, Model, Quiz} from "./types.js" */

/** What of the model the page shows.  `kept` is of the static page alone, `exam` of that mode. */
const WATCHED = ["answers", "progress", "kept", "exam"];

/** The data of a quiz, as render.py has put it into its markup.
 * @param {HTMLElement} section @returns {Data} */
export const dataOf = (section) =>
  JSON.parse(find(section, "script.qz-data").textContent ?? "");

/** Make the quiz in `section` live.  Returns a function that undoes the wiring.
 * @param {HTMLElement} section @param {Model} model */
export function mount(section, model) {
  const data = dataOf(section);
  const mode = MODES[data.mode];
  const gone = new AbortController();
  /** @type {Quiz} */
  const quiz = {
    section,
    data,
    model: mode.over?.(model, data) ?? model,
    say: speaker(data.lang),
    immediate: mode.immediate,
    views: [],
    gone: gone.signal,
  };
  const forms = /** @type {NodeListOf<HTMLFormElement>} */ (
    section.querySelectorAll("form.qz-question")
  );
  quiz.views = data.questions.map((item, i) => new QuestionView(forms[i], item, quiz));
  const paintMode = mode.start(quiz);
  const paint = () => {
    for (const view of quiz.views) view.paint();
    paintMode();
    repaint();
  };
  quizzes.set(quiz, () => {
    // A self-assessment shows the one before it, which may stand in another quiz.
    for (const view of quiz.views) if (view.item.key.compare) view.paint();
    paintMode();
  });
  // What is still being typed when the page is left must not be lost.
  addEventListener("pagehide", () => quiz.views.forEach((view) => view.flush()), gone);
  for (const name of WATCHED) model.on(`change:${name}`, paint);
  paint();
  section.classList.add("qz-live");
  return () => {
    quizzes.delete(quiz);
    gone.abort();
    for (const name of WATCHED) model.off(`change:${name}`, paint);
  };
}
