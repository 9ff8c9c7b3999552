// `survey`: nothing is right or wrong; answers are kept as they are given.
import { Foot } from "./foot.js";

/** @type {import("../types.js").Mode} */
export const survey = {
  immediate: false,
  start(quiz) {
    const foot = new Foot(quiz);
    return () => foot.paint(quiz.views.filter((view) => view.answered).length);
  },
};
