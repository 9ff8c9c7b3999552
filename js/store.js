// The model of a quiz on the static page: what the learner did, kept in this browser's storage, so
// that every page and every language edition finds it again.
//
// A record belongs to the hash of the question's key: where the key has changed since, the record
// is passed over, and the others stay.  Without storage (switched off, full) answers live as long
// as the page.  Several tabs, and several quizzes of a page, may have the same question: the later
// change holds, and the results of all of them are kept.
import { KINDS } from "./kinds/index.js";
import { own } from "./kinds/shared.js";
import { canonical, mergePast, withHistory } from "./merge.js";
import * as records from "./records.js";

/** @import {ExamRecord, Item, Model, Progress} from "./types.js" */

/** @typedef {{answers: Record<string, any>, progress: Record<string, Progress>, kept: boolean,
 *   exam?: ExamRecord, [name: string]: any}} Values */

/** Where the answers of a quiz stand in the storage.  `load` puts what a key holds into the state
 * and names what has changed by that; `follow` does so after a value was set.
 * @typedef {object} Shelf
 * @property {Set<string>} keys
 * @property {(key: string) => string[]} load
 * @property {(name: string) => string[]} follow
 * @property {() => string[]} changed  keys of what is not saved yet
 * @property {(key: string) => boolean} save  whether it was kept */

/** Models on this page.
 * @type {Set<{keys: Set<string>, load: (keys: Iterable<string>) => void}>} */
const models = new Set();

let kept = false;

/** Look at the storage, once a page, and listen to what other tabs write there. */
function prepare() {
  if (models.size) return;
  kept = records.works();
  records.migrate();
  addEventListener("storage", ({ key }) => {
    for (const { keys, load } of models) load(key === null ? keys : [key]);
  });
  // A page that the browser had put aside was told of nothing meanwhile.
  addEventListener("pageshow", ({ persisted }) => {
    for (const { keys, load } of models) load(persisted ? keys : []);
  });
}

/** Whether this can be a response to the question.  Typed text may be one that cannot be graded.
 * @param {Item} item @param {any} response */
function fits({ kind, key }, response) {
  if (KINDS[kind].grade(key, response).status !== "invalid") return true;
  if (!KINDS[kind].unreadable) return false;
  if (!key.blanks) return typeof response === "string";
  const filled = Object.entries(Array.isArray(response) ? { "": response } : response);
  return filled.every(([name, text]) => Object.hasOwn(key.blanks, name) && typeof text === "string");
}

/** @param {any} one @param {any} two */
const same = (one, two) => canonical(one) === canonical(two);

/** Each question under its own key.
 * @param {Item[]} items @param {Values} state @param {boolean} fresh @returns {Shelf} */
function questionShelf(items, state, fresh) {
  const byKey = new Map(items.map((item) => [records.questionKey(item.id), item]));
  /** What is kept, to write only what has changed since.
   * @type {Record<string, Map<string, any>>} */
  const saved = { answers: new Map(), progress: new Map() };

  /** What to show of a question: [answer, progress].
   * @param {Item} item @returns {[any, Progress | undefined]} */
  function shown(item) {
    const record = records.readQuestion(item.id);
    const ours = record?.hash === item.hash ? record : undefined;
    const { answer, progress } = ours ?? {};
    if (fresh) {
      const begun = own(state.progress, item.id) ?? { status: "open", attempts: 0 };
      return [own(state.answers, item.id), { ...begun, history: progress?.history }];
    }
    const sound = fits(item, answer) && fits(item, progress?.checked);
    return sound ? [answer ?? undefined, progress] : [undefined, undefined];
  }

  return {
    keys: new Set(byKey.keys()),
    load(key) {
      const item = /** @type {Item} */ (byKey.get(key));
      const values = shown(item);
      return ["answers", "progress"].filter((name, i) => {
        const changed = !same(own(state[name], item.id), values[i]);
        if (changed) {
          const { [item.id]: _, ...rest } = state[name];
          state[name] = values[i] === undefined ? rest : { ...rest, [item.id]: values[i] };
        }
        saved[name].set(item.id, own(state[name], item.id));
        return changed;
      });
    },
    follow: () => [],
    changed: () =>
      [...byKey].flatMap(([key, { id }]) =>
        ["answers", "progress"].some((name) => own(state[name], id) !== saved[name].get(id))
          ? [key]
          : [],
      ),
    save(key) {
      const { id, hash } = /** @type {Item} */ (byKey.get(key));
      const answer = own(state.answers, id);
      const progress = own(state.progress, id);
      if (answer === undefined && !progress) {
        if (!records.writeQuestion(id, null)) return false;
      } else {
        const other = records.readQuestion(id);
        // Later than what stands there, even where the clock was set back.
        const at = Math.max(Date.now(), (other?.at ?? -1) + 1);
        const results = other?.hash === hash ? other.progress?.history : [];
        const record = withHistory({ hash, answer, progress, at }, results);
        if (!records.writeQuestion(id, record)) return false;
        if (record.progress) state.progress = { ...state.progress, [id]: record.progress };
      }
      saved.answers.set(id, answer);
      saved.progress.set(id, own(state.progress, id));
      return true;
    },
  };
}

/** What is there of an exam before the first attempt, and after it was forgotten.
 * @type {ExamRecord} */
const NONE = { current: null, past: [] };

/** A whole exam under one key; the answers are those of the attempt that runs.
 * @param {string} bank @param {Item[]} items @param {Values} state @returns {Shelf} */
function examShelf(bank, items, state) {
  const key = records.examKey(bank);
  /** @type {ExamRecord | undefined} */
  let saved;

  /** Put the answers of the running attempt into the state. */
  function open() {
    const { answers = {}, progress = {} } = state.exam?.current ?? {};
    const changed = ["answers", "progress"].filter(
      (name, i) => !same(state[name], [answers, progress][i]),
    );
    Object.assign(state, { answers, progress });
    return changed;
  }

  /** Without the answers that cannot belong to their questions.
   * @param {ExamRecord} record @returns {ExamRecord} */
  function sound({ current, past, ...more }) {
    if (!current) return { ...more, current, past };
    const { answers = {}, progress = {} } = current;
    const fitting = items.filter((item) => {
      const reached = own(progress, item.id);
      if (reached !== undefined && !records.isProgress(reached)) return false;
      return fits(item, own(answers, item.id)) && fits(item, reached?.checked);
    });
    /** @param {Record<string, any>} values */
    const only = (values) =>
      Object.fromEntries(
        fitting.flatMap(({ id }) => (own(values, id) === undefined ? [] : [[id, values[id]]])),
      );
    return { ...more, current: { ...current, answers: only(answers), progress: only(progress) }, past };
  }

  return {
    keys: new Set([key]),
    load() {
      const before = state.exam;
      const record = records.readExam(bank);
      saved = state.exam = record ? sound(record) : NONE;
      return [...open(), ...(same(before, saved) ? [] : ["exam"])];
    },
    follow(name) {
      if (name === "exam") {
        state.exam ??= NONE;
        return open();
      }
      const { current, ...rest } = /** @type {ExamRecord} */ (state.exam);
      if (current) state.exam = { ...rest, current: { ...current, [name]: state[name] } };
      return [];
    },
    changed: () => (state.exam === saved ? [] : [key]),
    save() {
      const exam = /** @type {ExamRecord} */ (state.exam);
      const past = mergePast(exam.past, records.readExam(bank)?.past ?? []);
      const handed = past.some(({ started }) => started === exam.current?.started);
      const record = { ...exam, current: handed ? null : exam.current, past };
      if (!records.writeExam(bank, exam === NONE ? null : record)) return false;
      // Where another tab has handed in what runs here, its message, still to come, tells so.
      if (exam !== NONE && !handed) state.exam = record;
      saved = state.exam;
      return true;
    },
  };
}

/** A model over the browser's storage, for the questions of one quiz.
 *
 * With `exam`, the name of the bank, there is a value `exam` besides (an ExamRecord; set it to null
 * to forget the exam), and answers and progress are those of the attempt that runs.  With `fresh`
 * the answers kept are not shown; of the progress only the results so far are there.
 * @param {Item[]} items @param {{exam?: string, fresh?: boolean}} [options] @returns {Model} */
export function storedModel(items, { exam, fresh = false } = {}) {
  prepare();
  /** @type {Values} */
  const state = { kept, answers: {}, progress: {} };
  const shelf = exam ? examShelf(exam, items, state) : questionShelf(items, state, fresh);
  /** @type {Map<string, Set<() => void>>} */
  const listeners = new Map();
  /** Keys whose last change could not be kept; what the page holds of them stands.
   * @type {Set<string>} */
  const unkept = new Set();

  /** @param {Iterable<string>} names */
  function tell(names) {
    for (const name of names) listeners.get(`change:${name}`)?.forEach((callback) => callback());
  }

  const self = {
    keys: shelf.keys,
    /** @param {Iterable<string>} keys */
    load(keys) {
      const ours = [...keys].filter((key) => shelf.keys.has(key) && !unkept.has(key));
      tell(new Set(ours.flatMap(shelf.load)));
    },
  };
  self.load(self.keys);
  models.add(self);

  return {
    get: (name) => state[name],
    set(name, value) {
      state[name] = value;
      tell([name, ...shelf.follow(name)]);
    },
    save_changes() {
      const changed = shelf.changed();
      for (const key of changed) {
        if (shelf.save(key)) unkept.delete(key);
        else unkept.add(key);
      }
      if (changed.length && state.kept !== (unkept.size === 0)) {
        state.kept = unkept.size === 0;
        tell(["kept"]);
      }
      const written = changed.filter((key) => !unkept.has(key));
      for (const other of models) if (other !== self) other.load(written);
    },
    on(event, callback) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(callback));
    },
    off(event, callback) {
      listeners.get(event)?.delete(callback);
    },
    peek: (id) => records.readQuestion(id)?.answer,
  };
}
