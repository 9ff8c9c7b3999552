// How long each question has had the learner's attention: the time that the focus is in it while
// the page is visible.  What takes longer than MOST at one go was a break, and counts no further.
const MOST = 600;

/** @type {Map<string, number>} */
const spent = new Map();
let current = "";
let since = 0;

function pause() {
  if (current && since) {
    const seconds = Math.min((performance.now() - since) / 1000, MOST);
    spent.set(current, (spent.get(current) ?? 0) + seconds);
  }
  since = 0;
}

document.addEventListener("visibilitychange", () => {
  pause();
  if (!document.hidden) since = performance.now();
});

// The focus goes elsewhere: in a notebook each quiz has a clock of its own, which must stop then.
document.addEventListener("focusin", ({ target }) => {
  const form = /** @type {Element} */ (target).closest("form");
  if (form?.dataset.id !== current) pause();
});

export const clock = {
  /** From now on the time counts for this question.  @param {string} id */
  turnTo(id) {
    pause();
    current = id;
    since = performance.now();
  },
  /** The seconds gathered for a question since the last call.  @param {string} id */
  take(id) {
    if (id === current && since) {
      pause();
      since = performance.now();
    }
    const seconds = spent.get(id) ?? 0;
    spent.delete(id);
    return seconds;
  },
};
