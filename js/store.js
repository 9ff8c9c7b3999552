// What a learner did, kept in this browser: one record a question, under the question's id, so
// that every page and every language edition finds it again.
//
// A record is {hash, answer, progress}.  The hash is that of the question's key: where the key has
// changed since, the record is passed over, and the others stay.  Without storage (switched off,
// full) answers live as long as the page.

import { KINDS } from "./kinds/index.js";

/** @import {Item, Model} from "./types.js" */

const PREFIX = "quizlib:1:";

/** What is kept of a question; nothing where the record is of another key or not sound.
 * @param {Item} item @returns {{answer?: any, progress?: any}} */
function read({ id, hash, kind, key }) {
  try {
    const { hash: of, answer, progress } = JSON.parse(localStorage.getItem(PREFIX + id) ?? "{}");
    const sound = [answer, progress?.checked].every(
      (response) => KINDS[kind].grade(key, response).status !== "invalid",
    );
    if (of !== hash || !sound) return {};
    return { answer, progress: isProgress(progress) ? progress : undefined };
  } catch {
    return {}; // no storage, or not our text
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

/** @param {any} progress  what storage held: ours, or anything */
const isProgress = (progress) =>
  ["open", "checked", "done", "shown"].includes(progress?.status) &&
  Number.isInteger(progress.attempts) &&
  (progress.order === undefined || Array.isArray(progress.order));

/** Whether this browser keeps anything at all. */
function works() {
  try {
    localStorage.setItem(`${PREFIX}probe`, "1");
    const kept = localStorage.getItem(`${PREFIX}probe`) === "1";
    localStorage.removeItem(`${PREFIX}probe`);
    return kept;
  } catch {
    return false;
  }
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

  /** What storage holds, to write only what has changed since: another quiz or tab may have kept
   * something for the rest.
   * @type {Record<string, Record<string, any>>} */
  const saved = { answers: {}, progress: {} };

  /** Questions whose last change could not be kept; what the page holds of them stands.
   * @type {Set<string>} */
  const unkept = new Set();

  function load() {
    const { answers, progress } = state;
    state.answers = { ...answers };
    state.progress = { ...progress };
    for (const item of items) {
      if (unkept.has(item.id)) continue;
      const { answer, progress } = read(item);
      put("answers", item.id, answer ?? undefined);
      put("progress", item.id, progress);
    }
    tell("change:answers");
  }

  /** @param {string} name @param {string} id @param {unknown} value */
  function put(name, id, value) {
    saved[name][id] = value;
    if (value === undefined) delete state[name][id];
    else state[name][id] = value;
  }

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
        const record = { hash, answer: answers[id], progress: progress[id] };
        if (!write(id, empty ? null : record)) {
          unkept.add(id);
          continue;
        }
        unkept.delete(id);
        saved.answers[id] = answers[id];
        saved.progress[id] = progress[id];
      }
      if (changed.length && state.kept !== (unkept.size === 0)) {
        state.kept = unkept.size === 0;
        tell("change:kept");
      }
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
