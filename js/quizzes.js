// The quizzes that are live on this page, and what paints below each of them.

/** @type {Map<import("./types.js").Quiz, () => void>} */
export const quizzes = new Map();

/** The answer to a question of any quiz of this page.  @param {string} id */
export function answerOnPage(id) {
  const views = [...quizzes.keys()].flatMap((quiz) => quiz.views);
  return views.find((view) => view.item.id === id)?.response;
}

let waiting = false;

/** Paint below every quiz, once the page has done what it is at: one quiz may lead to another. */
export function repaint() {
  if (waiting) return;
  waiting = true;
  queueMicrotask(() => {
    waiting = false;
    for (const paint of quizzes.values()) paint();
  });
}
