// The time of an exam: until when it runs, what is left of it, and when to warn.
// The end is a moment, not a count: reloading, closing the page and sleep do not stop it.
import { find, make } from "../dom.js";

/** @import {Say} from "../types.js" */

const MINUTE = 60_000;
/** Minutes before the end at which the learner is warned. */
const WARNINGS = [1, 5, 10];
/** The last minutes are counted in seconds. */
const SECONDS = 5;
/** What a learner may ask for before the start: the time as it is, more of it, or no limit (0). */
export const EXTRA = [1, 1.25, 1.5, 2, 0];

/** @param {number} minutes @param {number} extra */
export const longer = (minutes, extra) => Math.ceil(minutes * extra);

/** When an attempt ends; null where time is not limited.
 * @param {number} started @param {number | null} minutes @param {number} extra */
export const endOf = (started, minutes, extra) =>
  minutes && extra ? started + longer(minutes, extra) * MINUTE : null;

/** What is left, as minutes, in the end as minutes and seconds.  @param {number} left */
export function remaining(left) {
  const seconds = Math.max(0, Math.ceil(left / 1000));
  if (seconds > SECONDS * 60) return String(Math.ceil(seconds / 60));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** The warning that holds now: fewer than so many minutes are left of the whole time; 0 for none.
 * @param {number} left @param {number} whole */
export const warning = (left, whole) =>
  WARNINGS.find((minutes) => left <= minutes * MINUTE && whole > minutes * MINUTE) ?? 0;

export class Timer {
  /** @param {Say} say @param {(quiet: boolean) => void} onFold  the learner hides or shows it */
  constructor(say, onFold) {
    this.say = say;
    // Counts in silence: a screen reader reads it when asked, and the warnings by themselves.
    this.text = make("span", "qz-left");
    this.box = /** @type {HTMLDetailsElement} */ (
      make("details", "qz-time", make("summary", "", say("time_left")), this.text)
    );
    this.warning = make("p", "qz-warning");
    this.warning.setAttribute("role", "status");
    find(this.box, "summary").addEventListener("click", (event) => {
      event.preventDefault(); // painted from what is kept, or it would turn twice
      onFold(this.box.open);
    });
  }

  /** @param {import("../types.js").Attempt | null} attempt */
  paint(attempt) {
    const ends = attempt?.ends;
    this.box.hidden = !ends;
    let least = 0;
    if (attempt && ends) {
      const left = ends - Date.now();
      this.box.open = !attempt.quiet;
      this.text.textContent = this.say("minutes", { n: remaining(left) });
      least = warning(left, ends - attempt.started);
    }
    const text = least ? this.say("time_warning", { n: least }) : "";
    if (this.warning.textContent !== text) this.warning.textContent = text;
  }
}
