// Entry of the learner's own pages: My progress, Review, Privacy.  Loaded after page.js, which it
// shares modules with; see build.mjs.
import { file } from "./learner/file.js";
import { kept } from "./learner/kept.js";
import { pageOf } from "./learner/page.js";
import { progress } from "./learner/progress.js";
import { receive, review } from "./learner/review.js";
import { statement } from "./learner/statement.js";

/** Each draws into a box once, and returns what paints it anew.
 * @type {Record<string, (box: HTMLElement, page: import("./learner/page.js").Page) => () => void>} */
const VIEWS = { progress, file, statement, review, kept };

function start() {
  const data = document.querySelector("script.qz-course")?.textContent;
  if (!data) return;
  /** @type {(() => void)[]} */
  const paints = [];
  const repaint = () => {
    for (const paint of paints) paint();
  };
  const page = pageOf(JSON.parse(data), repaint);
  for (const box of /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll(".qz-view")
  )) {
    try {
      const paint = VIEWS[box.dataset.view ?? ""](box, page);
      paint();
      paints.push(paint);
    } catch (error) {
      console.error("quizlib:", error); // the other views of the page work all the same
    }
  }
  addEventListener("storage", ({ key }) => {
    if (key === null || /^quizlib:\d/.test(key)) repaint();
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) repaint();
  });
}

Object.assign(window, { quizlibReview: receive });
if (document.readyState === "loading") {
  document.addEventListener("readystatechange", start, { once: true });
} else {
  start();
}
