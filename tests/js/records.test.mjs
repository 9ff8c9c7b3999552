// The records in storage: read, written, taken over from format 1, cleared.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import * as records from "../../js/records.js";
import { store, storeOff } from "./fake-storage.mjs";

const DONE = { status: "done", attempts: 1, checked: "a", history: [[1000, 1, 2]] };
const RECORD = { hash: "h", answer: "a", progress: DONE, at: 5000 };
const ATTEMPT = { n: 1, started: 10, handed: 20, ids: ["x"], scores: { x: 1 } };
const EXAM = { current: { started: 30, answers: { x: "a" }, progress: {} }, past: [ATTEMPT] };
const OLD = { hash: "h", answer: "a", progress: { status: "done", attempts: 1, checked: "a" } };
const none = { records: {}, exams: {}, unreadable: [], newer: false };

let storage;
beforeEach(() => {
  storage = store();
});

test("what is written is read again, questions and exams", () => {
  const state = { records: { "q-1": RECORD, constructor: RECORD }, exams: { final: EXAM } };
  assert.equal(records.writeAll(state), true);
  assert.deepEqual(records.readAll(), { ...none, ...state });
  assert.deepEqual(Object.keys(storage.all).sort(), [
    "quizlib:2:exam:final",
    "quizlib:2:q:constructor",
    "quizlib:2:q:q-1",
  ]);
  assert.deepEqual(records.readQuestion("q-1"), RECORD);
  assert.deepEqual(records.readExam("final"), EXAM);
});

test("writing some records leaves the others", () => {
  records.writeAll({ records: { a: RECORD, b: RECORD }, exams: {} });
  records.writeAll({ records: { b: { ...RECORD, at: 6000 } }, exams: {} });
  assert.deepEqual(records.readAll().records, { a: RECORD, b: { ...RECORD, at: 6000 } });
});

test("an empty storage, and one that holds other things alone", () => {
  assert.deepEqual(records.readAll(), none);
  store({ theme: "dark", "quizlib-other": "1", "quizlib:x": "1", "my quizlib:2:q:a": "{}" });
  assert.deepEqual(records.readAll(), none);
});

// ---- format 1

test("a record of format 1 is moved at the first reading, and is earlier than anything since", () => {
  storage = store({ "quizlib:1:q-1": OLD, other: "stays" });
  assert.deepEqual(records.readAll().records, { "q-1": { ...OLD, at: 0 } });
  assert.deepEqual(Object.keys(storage.all).sort(), ["other", "quizlib:2:q:q-1"]);
  assert.deepEqual(storage.writes, ["quizlib:2:q:q-1", "quizlib:1:q-1"], "first written, then removed");
  assert.deepEqual(records.readAll().records, { "q-1": { ...OLD, at: 0 } });
});

test("where there is no room for the new record the old one stays and is read", () => {
  const text = JSON.stringify(OLD);
  storage = store({ "quizlib:1:q-1": text });
  storage.limit = text.length + 20;
  for (let turn = 0; turn < 2; turn += 1) {
    assert.deepEqual(records.readAll(), { ...none, records: { "q-1": { ...OLD, at: 0 } } });
    assert.deepEqual(records.readQuestion("q-1"), { ...OLD, at: 0 });
    assert.deepEqual(storage.all, { "quizlib:1:q-1": text });
  }
  storage.limit = Infinity;
  assert.deepEqual(records.readAll().records, { "q-1": { ...OLD, at: 0 } });
  assert.deepEqual(Object.keys(storage.all), ["quizlib:2:q:q-1"]);
});

test("an answer that an old page wrote after the move is the later one, results stay", () => {
  const later = { ...OLD, answer: "b", progress: { status: "checked", attempts: 2, checked: "b" } };
  store({ "quizlib:1:q-1": later, "quizlib:2:q:q-1": RECORD });
  assert.deepEqual(records.readAll().records["q-1"], {
    ...later,
    at: 5001,
    progress: { ...later.progress, history: DONE.history },
  });
});

test("an answer that an old page wrote to an older key does not replace the new one", () => {
  storage = store({ "quizlib:1:q-1": { ...OLD, hash: "old" }, "quizlib:2:q:q-1": RECORD });
  assert.deepEqual(records.readAll().records["q-1"], RECORD);
  assert.deepEqual(Object.keys(storage.all), ["quizlib:2:q:q-1"]);
});

test("a record of format 1 stands in for a new one that cannot be read", () => {
  storage = store({ "quizlib:1:q-1": OLD, "quizlib:2:q:q-1": "{" });
  assert.deepEqual(records.readAll(), {
    ...none,
    records: { "q-1": { ...OLD, at: 0 } },
    unreadable: ["quizlib:2:q:q-1"],
  });
  assert.equal(storage.getItem("quizlib:2:q:q-1"), "{");
});

test("answering anew replaces both", () => {
  storage = store({ "quizlib:1:q-1": OLD, "quizlib:2:q:q-1": "{" });
  assert.equal(records.writeQuestion("q-1", RECORD), true);
  assert.deepEqual(storage.all, { "quizlib:2:q:q-1": JSON.stringify(RECORD) });
});

test("an unsound record of format 1 stays where it is, and is told", () => {
  const values = { "quizlib:1:a": "{", "quizlib:1:b": "[]", "quizlib:1:c": '{"answer":"a"}' };
  storage = store(values);
  assert.deepEqual(records.readAll(), { ...none, unreadable: Object.keys(values) });
  assert.deepEqual(storage.all, values);
});

// ---- what is not sound

const history = (...results) => ({ ...RECORD, progress: { ...DONE, history: results } });
const progress = (change) => ({ ...RECORD, progress: { ...DONE, ...change } });
let nested = [];
for (let i = 0; i < 20; i += 1) nested = [nested];
const UNSOUND = {
  "no JSON": "{",
  "nothing": "",
  "null": "null",
  "a list": [],
  "a number": 5,
  "no hash": { ...RECORD, hash: undefined },
  "no time": { ...RECORD, at: undefined },
  "a time before time": { ...RECORD, at: -1 },
  "a time in words": { ...RECORD, at: "now" },
  "progress in a word": { ...RECORD, progress: "done" },
  "progress null": { ...RECORD, progress: null },
  "an unknown status": progress({ status: "flying" }),
  "attempts in a word": progress({ attempts: "many" }),
  "attempts below none": progress({ attempts: -1 }),
  "half an attempt": progress({ attempts: 1.5 }),
  "an order that is none": progress({ order: 7 }),
  "an order of numbers": progress({ order: [1, 2] }),
  "confidence beyond the scale": progress({ confidence: 3 }),
  "seconds in words": progress({ seconds: "long" }),
  "a history that is none": progress({ history: "long" }),
  "a result that is none": history(7),
  "a result cut off": history([1000, 1]),
  "a result without a time": history([null, 1, 2]),
  "a score above 1": history([1000, 1.5, 2]),
  "a score in a word": history([1000, "1", 2]),
  "a result with more confidence than there is": history([1000, 1, 9]),
  "an answer nested without end": { ...RECORD, answer: nested },
};
for (const [title, value] of Object.entries(UNSOUND)) {
  test(`not sound, so left in place and told: ${title}`, () => {
    storage = store({ "quizlib:2:q:a": value, "quizlib:2:q:b": RECORD });
    const before = storage.all;
    assert.deepEqual(records.readAll(), {
      ...none,
      records: { b: RECORD },
      unreadable: ["quizlib:2:q:a"],
    });
    assert.equal(records.readQuestion("a"), undefined);
    assert.deepEqual(storage.all, before);
  });
}

test("records of every sound shape are read", () => {
  const sound = [
    { hash: "h", at: 0 },
    { hash: "h", answer: null, at: 1.5 },
    { hash: "h", answer: { a: ["b"] }, progress: { status: "open", attempts: 0 }, at: 1 },
    progress({ status: "handed", confidence: 0, seconds: 12.5, order: ["a"] }),
    progress({ status: "shown", history: [] }),
    history([0, null, null], [1, 0, 0], [2, 0.5, 1], [3, 1, 2]),
    { ...RECORD, flag: "of another version" },
  ];
  for (const record of sound) {
    store({ "quizlib:2:q:a": record });
    assert.deepEqual(records.readAll(), { ...none, records: { a: record } });
  }
});

for (const [title, value] of Object.entries({
  "no past": { current: null },
  "a past that is none": { current: null, past: {} },
  "a past attempt without its start": { current: null, past: [{ n: 1 }] },
  "a running attempt in a word": { current: "yes", past: [] },
  "a running attempt not said": { past: [] },
  "answers that are none": { current: { started: 1, answers: [] }, past: [] },
})) {
  test(`an exam that is not sound: ${title}`, () => {
    store({ "quizlib:2:exam:final": value });
    assert.deepEqual(records.readAll(), { ...none, unreadable: ["quizlib:2:exam:final"] });
    assert.equal(records.readExam("final"), undefined);
  });
}

test("names that can be no question's are told, and reach no prototype", () => {
  const keys = ["quizlib:2:q:__proto__", "quizlib:2:exam:__proto__", "quizlib:2:q:", "quizlib:2:x:a"];
  store(Object.fromEntries(keys.map((key) => [key, key.includes("exam") ? EXAM : RECORD])));
  const all = records.readAll();
  assert.deepEqual(all, { ...none, unreadable: keys.sort() });
  assert.equal({}.hash, undefined);
  assert.equal(Object.getPrototypeOf(all.records), Object.prototype);
});

// ---- newer formats, clearing

test("a newer format is left alone and told", () => {
  storage = store({ "quizlib:3:q:a": "?", "quizlib:10:b": "?", "quizlib:2:q:a": RECORD });
  const before = storage.all;
  assert.deepEqual(records.readAll(), { ...none, records: { a: RECORD }, newer: true });
  assert.deepEqual(storage.all, before);
});

test("clearing forgets every format it knows and what it cannot read, and nothing else", () => {
  storage = store({
    "quizlib:1:a": OLD,
    "quizlib:1:b": "{",
    "quizlib:2:q:c": RECORD,
    "quizlib:2:q:d": "{",
    "quizlib:2:exam:final": EXAM,
    "quizlib:2:strange": "?",
    "quizlib:3:q:a": "?",
    "quizlib-theme": "dark",
    theme: "dark",
  });
  assert.equal(records.clearAll(), true);
  assert.deepEqual(Object.keys(storage.all).sort(), ["quizlib-theme", "quizlib:3:q:a", "theme"]);
});

// ---- storage that is off or full

test("with storage off nothing is read, nothing kept, and nothing breaks", () => {
  storeOff();
  assert.equal(records.works(), false);
  assert.deepEqual(records.readAll(), none);
  assert.equal(records.writeAll({ records: { a: RECORD }, exams: {} }), false);
  assert.equal(records.readQuestion("a"), undefined);
  assert.equal(records.clearAll(), true, "nothing is left");
});

test("full storage keeps what it can, and says so", () => {
  storage = store();
  const size = "quizlib:2:q:a".length + JSON.stringify(RECORD).length;
  storage.limit = size * 2;
  const all = { a: RECORD, b: RECORD, c: RECORD };
  assert.equal(records.writeAll({ records: all, exams: {} }), false);
  assert.deepEqual(records.readAll().records, { a: RECORD, b: RECORD });
});

test("a record that cannot be replaced for want of room stays as it was", () => {
  storage = store({ "quizlib:2:q:a": RECORD });
  storage.limit = 10;
  assert.equal(records.writeQuestion("a", { ...RECORD, answer: "b" }), false);
  assert.deepEqual(records.readQuestion("a"), RECORD);
});

test("storage works, is full from the start, or forgets at once", () => {
  assert.equal(records.works(), true);
  assert.deepEqual(storage.all, {}, "the probe leaves no trace");
  storage.limit = 0;
  assert.equal(records.works(), false);
  storage = store();
  storage.setItem = () => {};
  assert.equal(records.works(), false);
});
