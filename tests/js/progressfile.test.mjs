// The progress file: written, read again, and everything else that may be in a file.
import assert from "node:assert/strict";
import { test } from "node:test";
import { merge } from "../../js/merge.js";
import { fromText, LONGEST, toText } from "../../js/progressfile.js";

const HEAD = { course: "Press service", saved: "2026-11-22T10:00:00.000Z" };
const RECORD = {
  hash: "h",
  answer: { b: "ә", a: ["<b>"] },
  progress: { status: "done", attempts: 1, history: [[1000, 1, 2]] },
  at: 5000,
};
const EXAM = { current: null, past: [{ n: 1, started: 10, scores: { x: 0.5 } }] };
const STATE = { records: { "b-2": RECORD, "a-1": { ...RECORD, at: 1 } }, exams: { final: EXAM } };
const file = (change) =>
  JSON.stringify({ format: "quizlib-progress", version: 2, records: {}, exams: {}, ...change });
const codes = (text) => fromText(text).problems.map(({ code }) => code);

test("what is written is read again", () => {
  assert.deepEqual(fromText(toText(STATE, HEAD)), { state: STATE, ...HEAD, problems: [] });
  const empty = { records: {}, exams: {} };
  assert.deepEqual(fromText(toText(empty, HEAD)).state, empty);
});

test("the file reads well: sorted, a record a line, letters as they are", () => {
  assert.equal(
    toText(STATE, HEAD),
    `{
  "format": "quizlib-progress",
  "version": 2,
  "course": "Press service",
  "saved": "2026-11-22T10:00:00.000Z",
  "records": {
    "a-1": {"answer":{"a":["<b>"],"b":"ә"},"at":1,"hash":"h","progress":{"attempts":1,"history":[[1000,1,2]],"status":"done"}},
    "b-2": {"answer":{"a":["<b>"],"b":"ә"},"at":5000,"hash":"h","progress":{"attempts":1,"history":[[1000,1,2]],"status":"done"}}
  },
  "exams": {
    "final": {"current":null,"past":[{"n":1,"scores":{"x":0.5},"started":10}]}
  }
}
`,
  );
});

test("the same state gives the same text, whatever the order it came in", () => {
  const reversed = (value) =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).reverse().map(([k, v]) => [k, reversed(v)]))
      : value;
  assert.equal(toText(reversed(STATE), HEAD), toText(STATE, HEAD));
});

test("a file saved by an editor with a mark at its beginning is read", () => {
  assert.deepEqual(fromText(`\uFEFF${toText(STATE, HEAD)}`).state, STATE);
});

test("files that are refused, each with its reason", () => {
  for (const text of ["", "{", "hello", "\u0000", "[".repeat(200_000), '{"a":'.repeat(50_000)]) {
    assert.deepEqual(codes(text), ["not-json"], text.slice(0, 20));
  }
  for (const text of [
    "null", "5", "[]", "{}", '"quizlib-progress"', file({ format: "other" }),
    file({ format: undefined }), file({ version: "2" }), file({ version: 0 }),
    file({ version: 1.5 }), file({ version: undefined }), file({ records: [] }),
    file({ records: null }), file({ exams: "none" }), file({ exams: null }),
  ]) {
    assert.deepEqual(codes(text), ["not-ours"], text);
    assert.equal(fromText(text).state, null);
  }
  assert.deepEqual(codes(file({ version: 3 })), ["newer"]);
  assert.deepEqual(codes(file({ version: 3, records: "of another shape" })), ["newer"]);
  assert.deepEqual(codes(" ".repeat(LONGEST + 1)), ["too-long"]);
  assert.deepEqual(codes(file({}) + " ".repeat(LONGEST - file({}).length)), []);
});

test("a file of version 1 is taken over: its records do not say when they were made", () => {
  const { at, ...old } = RECORD;
  const text = file({ version: 1, records: { a: old, b: 5 }, exams: undefined });
  assert.deepEqual(fromText(text), {
    state: { records: { a: { ...old, at: 0 } }, exams: {} },
    course: "",
    saved: "",
    problems: [{ code: "broken", count: 1, names: ["b"] }],
  });
});

test("single broken records are left out and counted, the others are read", () => {
  const text = file({
    records: { a: RECORD, b: { ...RECORD, at: "now" }, "Not an id": RECORD, c: null },
    exams: { final: EXAM, other: { past: [] } },
  });
  assert.deepEqual(fromText(text), {
    state: { records: { a: RECORD }, exams: { final: EXAM } },
    course: "",
    saved: "",
    problems: [{ code: "broken", count: 4, names: ["Not an id", "b", "c", "other"] }],
  });
});

test("a head that is no text is nothing", () => {
  const { course, saved, problems } = fromText(file({ course: { kk: "x" }, saved: 5 }));
  assert.deepEqual([course, saved, problems], ["", "", []]);
});

test("no key of a file reaches a prototype", () => {
  const evil = '{"polluted": true, "status": "done"}';
  const text = `{"format": "quizlib-progress", "version": 2, "__proto__": ${evil},
    "records": {"__proto__": ${evil}, "constructor": {"prototype": ${evil}},
      "a": {"hash": "h", "at": 1, "__proto__": ${evil}, "answer": {"__proto__": ${evil}}}},
    "exams": {"__proto__": {"current": null, "past": []}}}`;
  const { state, problems } = fromText(text);
  assert.deepEqual(state, { records: { a: { hash: "h", at: 1, answer: {} } }, exams: {} });
  assert.deepEqual(problems, [{ code: "broken", count: 1, names: ["constructor"] }]);
  assert.equal({}.polluted, undefined);
  const merged = merge(state, STATE);
  assert.equal(Object.getPrototypeOf(merged.records), Object.prototype);
  assert.equal(merged.records.a.polluted, undefined);
  assert.equal(toText(merged, HEAD).includes("__proto__"), false);
});

test("fields that we do not know are carried along, through the file and through merging", () => {
  const more = { ...RECORD, flag: 1, progress: { ...RECORD.progress, mood: "good" } };
  const exam = { ...EXAM, past: [{ ...EXAM.past[0], note: "n" }], room: 7 };
  const state = { records: { a: more }, exams: { final: exam } };
  const { state: read } = fromText(toText(state, HEAD));
  assert.deepEqual(read, state);
  assert.deepEqual(merge(read, read), state);
});

test("an answer nested without end is left out, and hinders nothing", () => {
  const deep = `${"[".repeat(2000)}${"]".repeat(2000)}`;
  const text = `{"format": "quizlib-progress", "version": 2, "exams": {}, "records":
    {"a": {"hash": "h", "at": 1, "answer": ${deep}}, "b": ${JSON.stringify(RECORD)}}}`;
  const { state, problems } = fromText(text);
  assert.deepEqual(state.records, { b: RECORD });
  assert.deepEqual(problems, [{ code: "broken", count: 1, names: ["a"] }]);
});
