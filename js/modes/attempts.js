// The attempts at an exam, and a model over them: the questions on the page read and write the
// answers of the attempt on view, be it the one that runs or one handed in.

/** @import {Attempt, ExamRecord, Model} from "../types.js" */

const OF_ATTEMPT = ["answers", "progress"];

/** The questions of an attempt.  @param {Attempt | null} attempt @returns {string[]} */
export const asked = (attempt) => (Array.isArray(attempt?.ids) ? attempt.ids : []);

/** @implements {Model} */
export class Attempts {
  /** @param {Model} model @param {string[]} names  of the questions there are */
  constructor(model, names) {
    this.model = model;
    this.names = names;
    /** Which of those handed in is on view: when it started; otherwise the last.
     * @type {number | undefined} */
    this.shown = undefined;
  }

  /** What is kept, fit to be shown: an attempt whose questions are all gone cannot go on.
   * @returns {ExamRecord} */
  get record() {
    const { current = null, past = [] } = this.model.get("exam") ?? {};
    return {
      current: asked(current).some((id) => this.names.includes(id)) ? current : null,
      past: past.map((/** @type {Attempt} */ one) => ({
        points: 0, total: 0, byObjective: {}, ...one,
      })),
    };
  }

  /** The attempt on view; null before the first.  @returns {Attempt | null} */
  get attempt() {
    const { current, past } = this.record;
    return current ?? past.find(({ started }) => started === this.shown) ?? past.at(-1) ?? null;
  }

  get running() {
    return this.record.current !== null;
  }

  /** @param {string} name */
  get(name) {
    return OF_ATTEMPT.includes(name) ? (this.attempt?.[name] ?? {}) : this.model.get(name);
  }

  /** @param {string} name @param {any} value */
  set(name, value) {
    if (OF_ATTEMPT.includes(name)) this.put({ [name]: value });
    else this.model.set(name, value);
  }

  save_changes() {
    this.model.save_changes();
  }

  /** @param {string} event @param {() => void} callback */
  on(event, callback) {
    this.model.on(event, callback);
  }

  /** @param {string} event @param {() => void} callback */
  off(event, callback) {
    this.model.off(event, callback);
  }

  /** Change something of the attempt on view.  @param {object} change */
  put(change) {
    const { current, past } = this.record;
    const attempt = /** @type {Attempt} */ ({ ...this.attempt, ...change });
    if (current) return this.write(attempt, past);
    // Of two states of an attempt handed in, the one that was marked later holds.
    const marked = { ...attempt, marked: Date.now() };
    return this.write(null, past.map((one) => (one.started === attempt.started ? marked : one)));
  }

  /** @param {object} change */
  keep(change) {
    this.put(change);
    this.save_changes();
  }

  /** @param {Attempt} attempt */
  begin(attempt) {
    this.write(attempt, this.record.past);
    this.save_changes();
  }

  /** The running attempt is over; this is what it came to.  @param {Attempt} attempt */
  close(attempt) {
    this.shown = attempt.started;
    this.write(null, [...this.record.past, attempt]);
    this.save_changes();
  }

  /** @param {Attempt | null} current @param {Attempt[]} past */
  write(current, past) {
    this.model.set("exam", { ...this.model.get("exam"), current, past });
    // In a notebook Python reads these besides.
    for (const name of OF_ATTEMPT) this.model.set(name, this.get(name));
  }
}
