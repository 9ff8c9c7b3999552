// The model of a quiz over the browser's storage: pages, tabs, exams, and what goes wrong.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { store, storeOff } from "./fake-storage.mjs";

const single = (id, hash = "h") => ({
  id, hash, kind: "single", objective: "1.1", key: { options: ["a", "b"], correct: ["a"] },
});
const ITEMS = [single("q1"), single("q2"), single("q3")];
const RIGHT = { status: "done", attempts: 1, checked: "a", history: [[1000, 1, 2]] };
const WRONG = { status: "checked", attempts: 1, checked: "b", history: [[2000, 0, null]] };
const record = (answer, progress, at = 5000, hash = "h") => ({ hash, answer, progress, at });

let storage;
let pages = 0;
beforeEach(() => {
  storage = store();
});

/** A page of the browser: a module of its own, so that it shares with others the storage alone. */
async function page() {
  pages += 1;
  const { storedModel } = await import(`../../js/store.js?page=${pages}`);
  const listeners = [];
  const on = (type, listener) => listeners.push([type, listener]);
  const fire = (type, event) => {
    for (const [name, listener] of listeners) if (name === type) listener(event);
  };
  return {
    listeners,
    /** What another tab wrote is told of. */
    told: (...keys) => keys.forEach((key) => fire("storage", { key })),
    shownAgain: (persisted) => fire("pageshow", { persisted }),
    model(items = ITEMS, options = {}) {
      globalThis.addEventListener = on;
      const model = storedModel(items, options);
      model.events = [];
      for (const name of ["answers", "progress", "kept", "exam"]) {
        model.on(`change:${name}`, () => model.events.push(name));
      }
      return model;
    },
  };
}

/** Answer as a view does. */
function answer(model, id, response, progress) {
  const answers = { ...model.get("answers"), [id]: response };
  if (response === undefined) delete answers[id];
  model.set("answers", answers);
  const all = { ...model.get("progress"), [id]: progress };
  if (!progress) delete all[id];
  model.set("progress", all);
  model.save_changes();
}
const kept = (id) => JSON.parse(storage.getItem(`quizlib:2:q:${id}`));

// ---- one page

test("an answer is kept and found again by another page", async () => {
  const model = (await page()).model();
  assert.deepEqual([model.get("answers"), model.get("progress"), model.get("kept")], [{}, {}, true]);
  const before = Date.now();
  answer(model, "q1", "a", RIGHT);
  assert.ok(kept("q1").at >= before && kept("q1").at <= Date.now());
  assert.deepEqual({ ...kept("q1"), at: 0 }, record("a", RIGHT, 0));
  const again = (await page()).model();
  assert.deepEqual([again.get("answers"), again.get("progress")], [{ q1: "a" }, { q1: RIGHT }]);
});

test("each setting is told once, and saving writes what has changed alone", async () => {
  storage = store({ "quizlib:2:q:q2": record("b", WRONG), "quizlib:2:q:q3": record("a", RIGHT) });
  const model = (await page()).model();
  const [answers, { q2, q3 }] = [model.get("answers"), model.get("progress")];
  storage.writes.length = 0;
  const reads = new Set();
  const { getItem } = storage;
  storage.getItem = (key) => (reads.add(key), getItem.call(storage, key));
  answer(model, "q1", "a", RIGHT);
  assert.deepEqual(model.events, ["answers", "progress"]);
  assert.deepEqual(storage.writes, ["quizlib:2:q:q1"]);
  assert.deepEqual([...reads], ["quizlib:2:q:q1", "quizlib:1:q1"], "the question that is written");
  model.save_changes();
  assert.deepEqual(storage.writes, ["quizlib:2:q:q1"]);
  assert.equal(model.get("answers").q2, answers.q2);
  assert.equal(model.get("progress").q2, q2, "the same objects as before");
  assert.equal(model.get("progress").q3, q3);
});

test("a record goes when answer and progress do", async () => {
  const model = (await page()).model();
  answer(model, "q1", "a", RIGHT);
  answer(model, "q1", undefined, undefined);
  assert.deepEqual(storage.all, {});
  answer(model, "q1", undefined, { status: "open", attempts: 0, history: RIGHT.history });
  assert.deepEqual(kept("q1").progress.history, RIGHT.history);
});

test("a record of another key is passed over, and replaced with the first answer", async () => {
  storage = store({ "quizlib:2:q:q1": record("b", WRONG, 5000, "old"), "quizlib:2:q:q2": record("a", RIGHT) });
  const model = (await page()).model();
  assert.deepEqual([model.get("answers"), model.get("progress")], [{ q2: "a" }, { q2: RIGHT }]);
  answer(model, "q1", "a", RIGHT);
  assert.equal(kept("q1").hash, "h");
  assert.deepEqual(kept("q1").progress, RIGHT, "results of another key say nothing");
});

test("records that are not sound stay where they are and are not shown", async () => {
  const values = {
    "quizlib:2:q:q1": "{",
    "quizlib:2:q:q2": JSON.stringify(record("no-such", WRONG)),
    "quizlib:2:q:q3": JSON.stringify(record("a", { ...RIGHT, checked: 5 })),
  };
  storage = store(values);
  const model = (await page()).model();
  assert.deepEqual([model.get("answers"), model.get("progress")], [{}, {}]);
  assert.deepEqual(storage.all, values);
  answer(model, "q1", "a", RIGHT);
  assert.deepEqual(kept("q1").answer, "a");
  assert.equal(storage.getItem("quizlib:2:q:q2"), values["quizlib:2:q:q2"]);
  answer(model, "q2", "a", RIGHT);
  assert.deepEqual(kept("q2").progress.history, [...RIGHT.history, ...WRONG.history], "what can be read");
});

test("answers of format 1 are shown and moved", async () => {
  const { history, ...progress } = RIGHT;
  storage = store({ "quizlib:1:q1": { hash: "h", answer: "a", progress } });
  const model = (await page()).model();
  assert.deepEqual([model.get("answers"), model.get("progress")], [{ q1: "a" }, { q1: progress }]);
  assert.deepEqual(Object.keys(storage.all), ["quizlib:2:q:q1"]);
});

test("answers of format 1 that cannot be moved are shown, and moved with the next change", async () => {
  storage = store({ "quizlib:1:q1": { hash: "h", answer: "b", progress: { ...WRONG, history: [] } } });
  storage.limit = 0;
  const model = (await page()).model();
  assert.deepEqual([model.get("answers"), model.get("kept")], [{ q1: "b" }, false]);
  storage.limit = Infinity;
  answer(model, "q1", "a", RIGHT);
  assert.deepEqual(Object.keys(storage.all), ["quizlib:2:q:q1"]);
  assert.equal(model.get("kept"), true);
});

test("a change is later than what is kept, even with the clock set back", async () => {
  const ahead = Date.now() + 86_400_000;
  storage = store({ "quizlib:2:q:q1": record("b", WRONG, ahead) });
  answer((await page()).model(), "q1", "a", RIGHT);
  assert.equal(kept("q1").at, ahead + 1);
});

// ---- storage off, or full

test("without storage answers live as long as the page, and that is told", async () => {
  storeOff();
  const model = (await page()).model();
  model.save_changes();
  assert.equal(model.get("kept"), false);
  answer(model, "q1", "a", RIGHT);
  assert.deepEqual(model.get("answers"), { q1: "a" });
  assert.equal(model.get("kept"), false);
});

test("storage that runs full is told; with room again what was not kept is", async () => {
  const model = (await page()).model();
  answer(model, "q1", "a", RIGHT);
  storage.limit = 0;
  answer(model, "q2", "b", WRONG);
  assert.equal(model.get("kept"), false);
  assert.deepEqual(model.events, ["answers", "progress", "answers", "progress", "kept"]);
  assert.deepEqual(model.get("answers"), { q1: "a", q2: "b" });
  assert.deepEqual(kept("q1").answer, "a");
  storage.limit = Infinity;
  answer(model, "q3", "a", RIGHT);
  assert.equal(model.get("kept"), true);
  assert.deepEqual(["q1", "q2", "q3"].map((id) => kept(id).answer), ["a", "b", "a"]);
});

test("what could not be kept stands, whatever another tab writes", async () => {
  const here = await page();
  const model = here.model();
  storage.limit = 0;
  answer(model, "q1", "a", RIGHT);
  storage.limit = Infinity;
  storage.setItem("quizlib:2:q:q1", JSON.stringify(record("b", WRONG)));
  here.told("quizlib:2:q:q1");
  assert.deepEqual(model.get("answers"), { q1: "a" });
  model.save_changes();
  assert.equal(kept("q1").answer, "a");
  assert.deepEqual(kept("q1").progress.history, [...RIGHT.history, ...WRONG.history]);
});

// ---- several quizzes and tabs

test("a question shown twice on a page is answered in both places, and others are not told", async () => {
  const here = await page();
  const [one, two, other] = [here.model(), here.model([ITEMS[0]]), here.model([ITEMS[2]])];
  answer(one, "q1", "a", RIGHT);
  assert.deepEqual([two.get("answers"), two.get("progress")], [{ q1: "a" }, { q1: RIGHT }]);
  assert.deepEqual(two.events, ["answers", "progress"]);
  assert.deepEqual(other.events, []);
  answer(one, "q2", "b", WRONG);
  assert.deepEqual(two.events, ["answers", "progress"], "q2 is not there");
});

test("the storage is looked at and listened to once a page, however many quizzes it has", async () => {
  const here = await page();
  here.model();
  const { length } = storage.writes;
  here.model();
  assert.deepEqual(here.listeners.map(([type]) => type), ["storage", "pageshow"]);
  assert.equal(storage.writes.length, length);
});

test("another tab's change is shown, and told of where something has changed", async () => {
  const [here, there] = [await page(), await page()];
  const [model, other] = [here.model(), there.model()];
  answer(other, "q1", "b", WRONG);
  here.told("quizlib:2:q:q1");
  assert.deepEqual([model.get("answers"), model.get("progress")], [{ q1: "b" }, { q1: WRONG }]);
  assert.deepEqual(model.events, ["answers", "progress"]);
  here.told("quizlib:2:q:q1", "quizlib:2:q:other", "theme", "quizlib:probe");
  assert.deepEqual(model.events, ["answers", "progress"]);
  answer(other, "q1", "b", { ...WRONG, attempts: 2 });
  here.told("quizlib:2:q:q1");
  assert.deepEqual(model.events, ["answers", "progress", "progress"]);
});

test("two tabs at once: the later answer holds, and the results of both are kept", async () => {
  const [model, other] = [(await page()).model(), (await page()).model()];
  answer(other, "q1", "b", WRONG);
  answer(model, "q1", "a", RIGHT); // before the browser has told of the other one
  assert.equal(kept("q1").answer, "a");
  assert.deepEqual(kept("q1").progress.history, [...RIGHT.history, ...WRONG.history]);
  assert.deepEqual(model.get("progress").q1, kept("q1").progress);
});

test("storage cleared by another tab empties the questions", async () => {
  const here = await page();
  const model = here.model();
  answer(model, "q1", "a", RIGHT);
  answer(model, "q2", "b", WRONG);
  storage.clear();
  here.told(null);
  assert.deepEqual([model.get("answers"), model.get("progress")], [{}, {}]);
  answer(model, "q2", "a", RIGHT);
  assert.deepEqual(Object.keys(storage.all), ["quizlib:2:q:q2"]);
  assert.deepEqual(kept("q2").progress.history, RIGHT.history);
});

test("a page that was put aside and is shown again reads what came meanwhile", async () => {
  const [here, there] = [await page(), await page()];
  const model = here.model();
  answer(there.model(), "q1", "a", RIGHT);
  here.shownAgain(false);
  assert.deepEqual(model.get("answers"), {});
  here.shownAgain(true);
  assert.deepEqual(model.get("answers"), { q1: "a" });
});

test("a listener taken off is not called any more", async () => {
  const model = (await page()).model();
  const listener = () => assert.fail();
  model.on("change:answers", listener);
  model.off("change:answers", listener);
  model.off("change:nothing", listener);
  model.set("answers", { q1: "a" });
});

test("a question called constructor is like any other", async () => {
  const items = [single("constructor"), single("valueof")];
  const model = (await page()).model(items);
  model.save_changes();
  assert.deepEqual(storage.all, {});
  answer(model, "constructor", "a", RIGHT);
  assert.deepEqual((await page()).model(items).get("answers"), { constructor: "a" });
});

// ---- text that cannot be graded

test("typed text that cannot be read is found again, other misfits are not", async () => {
  const { KINDS } = await import("../../js/kinds/index.js");
  const typed = {
    ...KINDS.single,
    unreadable: "unreadable",
    grade: (key, response) => ({
      status: response === undefined ? "unanswered" : "invalid", score: null, parts: {}, why: {},
    }),
  };
  KINDS.typed = typed;
  try {
    const blanks = { blank: {} };
    const items = ["q1", "q2", "q3", "q4", "q5", "q6"].map((id) =>
      ({ ...single(id), kind: "typed", key: ["q1", "q6"].includes(id) ? {} : { blanks } }));
    const open = { status: "open", attempts: 0 };
    store({
      "quizlib:2:q:q1": record("1.234,5", open),
      "quizlib:2:q:q2": record({ blank: "1,2.3" }, open),
      "quizlib:2:q:q3": record({ blank: [1] }, open),
      "quizlib:2:q:q4": record({ other: "1" }, open),
      "quizlib:2:q:q5": record(["1"], open),
      "quizlib:2:q:q6": record({ blank: "1" }, open),
    });
    const model = (await page()).model(items);
    assert.deepEqual(model.get("answers"), { q1: "1.234,5", q2: { blank: "1,2.3" } });
  } finally {
    delete KINDS.typed;
  }
});

// ---- fresh: the review

const fresh = { fresh: true };

test("in the review kept answers are not shown; results are", async () => {
  storage = store({ "quizlib:2:q:q1": record("b", { ...WRONG, order: ["b", "a"], confidence: 1 }) });
  const model = (await page()).model(ITEMS, fresh);
  assert.deepEqual(model.get("answers"), {});
  assert.deepEqual(model.get("progress").q1, { status: "open", attempts: 0, history: WRONG.history });
  assert.equal(model.get("progress").q2.status, "open");
  storage.writes.length = 0;
  model.save_changes();
  assert.deepEqual(storage.writes, [], "what is only looked at is not written");
});

test("an answer of the review replaces the record and extends the results", async () => {
  storage = store({ "quizlib:2:q:q1": record("b", WRONG) });
  const model = (await page()).model(ITEMS, fresh);
  const history = [...model.get("progress").q1.history, [3000, 1, null]];
  answer(model, "q1", "a", { ...RIGHT, history });
  assert.deepEqual([kept("q1").answer, kept("q1").progress], ["a", { ...RIGHT, history }]);
  const lesson = (await page()).model();
  assert.deepEqual(lesson.get("answers"), { q1: "a" });
  assert.deepEqual((await page()).model(ITEMS, fresh).get("progress").q1.history, history);
});

test("in the review another tab adds results and does not change the answer", async () => {
  const [here, there] = [await page(), await page()];
  const model = here.model(ITEMS, fresh);
  answer(model, "q1", "b", WRONG);
  answer(there.model(), "q1", "a", { ...RIGHT, history: [[3000, 1, null]] });
  here.told("quizlib:2:q:q1");
  assert.equal(model.get("answers").q1, "b");
  assert.equal(model.get("progress").q1.status, "checked");
  assert.deepEqual(model.get("progress").q1.history, [...WRONG.history, [3000, 1, null]]);
  storage.clear();
  here.told(null);
  assert.equal(model.get("progress").q1.history, undefined);
});

// ---- exams

const exam = { exam: "final" };
const examKept = () => JSON.parse(storage.getItem("quizlib:2:exam:final"));
const running = (more = {}) => ({ current: { started: 10, n: 1, ...more }, past: [] });

test("an exam has a record of its own, and the answers of its attempt live in there", async () => {
  const model = (await page()).model(ITEMS, exam);
  assert.deepEqual(model.get("exam"), { current: null, past: [] });
  model.set("exam", running());
  model.save_changes();
  assert.deepEqual(model.events, ["exam"]);
  answer(model, "q1", "b", { status: "open", attempts: 0 });
  assert.deepEqual(model.events, ["exam", "answers", "progress"]);
  const current = { started: 10, n: 1, answers: { q1: "b" }, progress: { q1: { status: "open", attempts: 0 } } };
  assert.deepEqual(examKept(), { current, past: [] });
  assert.deepEqual(model.get("exam").current, current);
  assert.deepEqual(Object.keys(storage.all), ["quizlib:2:exam:final"]);
  const again = (await page()).model(ITEMS, exam);
  assert.deepEqual([again.get("answers"), again.get("exam").current], [{ q1: "b" }, current]);
  assert.deepEqual((await page()).model(ITEMS).get("answers"), {}, "the lesson knows nothing of it");
});

test("handing in ends the attempt: it is past, and no answers are there", async () => {
  const model = (await page()).model(ITEMS, exam);
  model.set("exam", running());
  answer(model, "q1", "b", WRONG);
  model.events.length = 0;
  model.set("exam", { current: null, past: [{ started: 10, handed: 20 }] });
  assert.deepEqual(model.events, ["exam", "answers", "progress"]);
  model.save_changes();
  assert.deepEqual(examKept(), { current: null, past: [{ started: 10, handed: 20 }] });
  assert.deepEqual([model.get("answers"), model.get("progress")], [{}, {}]);
});

test("flags and the like are set without telling of answers", async () => {
  const model = (await page()).model(ITEMS, exam);
  model.set("exam", running());
  answer(model, "q1", "b", WRONG);
  model.events.length = 0;
  const record = model.get("exam");
  model.set("exam", { ...record, current: { ...record.current, flags: ["q1"] } });
  model.save_changes();
  assert.deepEqual(model.events, ["exam"]);
  assert.deepEqual([examKept().current.flags, examKept().current.answers], [["q1"], { q1: "b" }]);
});

test("an exam set to null is forgotten", async () => {
  const model = (await page()).model(ITEMS, exam);
  model.set("exam", running());
  model.save_changes();
  model.set("exam", null);
  model.save_changes();
  assert.deepEqual([storage.all, model.get("exam")], [{}, { current: null, past: [] }]);
});

test("an attempt handed in by another tab does not come back with an answer here", async () => {
  const [here, there] = [await page(), await page()];
  const model = here.model(ITEMS, exam);
  model.set("exam", running());
  model.save_changes();
  const other = there.model(ITEMS, exam);
  other.set("exam", { current: null, past: [{ started: 10, handed: 20 }] });
  other.save_changes();
  answer(model, "q1", "b", WRONG); // before the browser has told
  const handed = { current: null, past: [{ started: 10, handed: 20 }] };
  assert.deepEqual(examKept(), handed);
  model.events.length = 0;
  here.told("quizlib:2:exam:final");
  assert.deepEqual([model.get("exam"), model.get("answers")], [handed, {}]);
  assert.deepEqual(model.events, ["answers", "progress", "exam"]);
});

test("attempts that another tab handed in are not lost", async () => {
  const [model, other] = [(await page()).model(ITEMS, exam), (await page()).model(ITEMS, exam)];
  other.set("exam", { current: null, past: [{ started: 1, handed: 2 }] });
  other.save_changes();
  model.set("exam", running());
  model.save_changes();
  assert.deepEqual(examKept(), { ...running(), past: [{ started: 1, handed: 2 }] });
});

test("answers of a running attempt that cannot belong to their questions are passed over", async () => {
  const answers = { q1: "a", q2: "no-such", q3: "b", gone: "a" };
  storage = store({
    "quizlib:2:exam:final": running({ answers, progress: { q1: RIGHT, q3: "done" }, ends: 99 }),
  });
  const model = (await page()).model(ITEMS, exam);
  assert.deepEqual([model.get("answers"), model.get("progress")], [{ q1: "a" }, { q1: RIGHT }]);
  assert.equal(model.get("exam").current.ends, 99);
});

test("an exam record that is not sound stays until an attempt begins", async () => {
  storage = store({ "quizlib:2:exam:final": '{"current": 5}' });
  const model = (await page()).model(ITEMS, exam);
  assert.deepEqual(model.get("exam"), { current: null, past: [] });
  assert.equal(storage.getItem("quizlib:2:exam:final"), '{"current": 5}');
  model.set("exam", running());
  model.save_changes();
  assert.deepEqual(examKept(), running());
});

test("with storage full the exam goes on, and is told not to be kept", async () => {
  const model = (await page()).model(ITEMS, exam);
  storage.limit = 0;
  model.set("exam", running());
  answer(model, "q1", "b", WRONG);
  assert.deepEqual([model.get("kept"), model.get("answers")], [false, { q1: "b" }]);
  storage.limit = Infinity;
  answer(model, "q1", "a", RIGHT);
  assert.deepEqual([model.get("kept"), examKept().current.answers], [true, { q1: "a" }]);
});
