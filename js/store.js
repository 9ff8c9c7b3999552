// What a learner did, kept in this browser: one record a question, under the question's id, so
// that every page and every language edition finds it again.
//
// A record is {hash, answer, progress}.  The hash is that of the question's key: where the key has
// changed since, the record is passed over, and the others stay.  Without storage (switched off,
// full) answers live as long as the page.

/** @import {Item, Model} from "./types.js" */

const PREFIX = "quizlib:1:";

/** @param {string} id */
function read(id) {
  try {
    const record = JSON.parse(localStorage.getItem(PREFIX + id) ?? "null");
    return record && typeof record === "object" && typeof record.hash === "string" ? record : null;
  } catch {
    return null; // no storage, or not our text
  }
}

/** @param {string} id @param {object | null} record @returns {boolean} whether it was kept */
function write(id, record) {
  try {
    if (record) localStorage.setItem(PREFIX + id, JSON.stringify(record));
    else localStorage.removeItem(PREFIX + id);
    return true;
  } catch {
    return false;
  }
}

/** Whether this browser keeps anything at all. */
function works() {
  return write("probe", { hash: "" }) && write("probe", null);
}

/** Models on this page; what one keeps, the others with the same question show.
 * @type {Set<{load: () => void, ids: Set<string>}>} */
const models = new Set();

addEventListener("storage", ({ key }) => {
  for (const { load, ids } of models) {
    if (key === null || ids.has(key.slice(PREFIX.length))) load(); // another tab
  }
});

/** A model over the browser's storage, for the questions of one quiz.
 * @param {Item[]} items @returns {Model} */
export function storedModel(items) {
  /** @type {Record<string, any>} */
  const state = { kept: works(), answers: {}, progress: {} };
  /** @type {Map<string, Set<() => void>>} */
  const listeners = new Map();

  /** @param {string} event */
  const tell = (event) => listeners.get(event)?.forEach((callback) => callback());

  function load() {
    state.answers = {};
    state.progress = {};
    for (const { id, hash } of items) {
      const record = read(id);
      if (record?.hash !== hash) continue;
      if (record.answer !== undefined) state.answers[id] = record.answer;
      if (typeof record.progress?.status === "string") state.progress[id] = record.progress;
    }
    saved = { answers: state.answers, progress: state.progress };
    tell("change:answers");
  }

  /** What storage holds, to write only what has changed since: another quiz or tab may have kept
   * something for the rest.
   * @type {Record<string, Record<string, any>>} */
  let saved = { answers: {}, progress: {} };
  const self = { load, ids: new Set(items.map(({ id }) => id)) };
  load();
  models.add(self);

  return {
    get: (name) => state[name],
    set(name, value) {
      state[name] = value;
      tell(`change:${name}`);
    },
    save_changes() {
      const { answers, progress } = state;
      const changed = items.filter(
        ({ id }) => answers[id] !== saved.answers[id] || progress[id] !== saved.progress[id],
      );
      for (const { id, hash } of changed) {
        const empty = answers[id] === undefined && !progress[id];
        write(id, empty ? null : { hash, answer: answers[id], progress: progress[id] });
      }
      saved = { answers, progress };
      for (const other of models) {
        if (other !== self && changed.some(({ id }) => other.ids.has(id))) other.load();
      }
    },
    on(event, callback) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(callback));
    },
    off(event, callback) {
      listeners.get(event)?.delete(callback);
    },
  };
}
