// Two states made into one without loss.
import assert from "node:assert/strict";
import { test } from "node:test";
import { canonical, merge, mergeHistory } from "../../js/merge.js";
import { random } from "./fake-storage.mjs";

const record = (answer, at, history, hash = "h") => ({
  hash,
  answer,
  at,
  progress: { status: "checked", attempts: 1, checked: answer, ...(history ? { history } : {}) },
});
const questions = (records) => ({ records, exams: {} });
const exam = (current, ...past) => ({ records: {}, exams: { final: { current, past } } });
const attempt = (started, more = {}) => ({ n: 1, started, ...more });

// ---- questions

test("questions of both are there", () => {
  const [one, two] = [record("a", 1), record("b", 2)];
  assert.deepEqual(merge(questions({ a: one }), questions({ b: two })).records, { a: one, b: two });
});

test("of one question the later answer stays, with the results of both", () => {
  const early = record("a", 1000, [[1, 0, 2]]);
  const late = record("b", 2000, [[2, 1, null]]);
  for (const [a, b] of [[early, late], [late, early]]) {
    assert.deepEqual(merge(questions({ q: a }), questions({ q: b })).records.q, {
      ...late,
      progress: { ...late.progress, history: [[1, 0, 2], [2, 1, null]] },
    });
  }
});

test("results are not lost with a later record that has no progress", () => {
  const late = { hash: "h", answer: "b", at: 2000 };
  const merged = merge(questions({ q: record("a", 1, [[1, 0, 2]]) }), questions({ q: late }));
  assert.deepEqual(merged.records.q, {
    ...late,
    progress: { status: "open", attempts: 0, history: [[1, 0, 2]] },
  });
});

test("of two records of the same millisecond the same one stays, whichever comes first", () => {
  const alike = [
    record("a", 1), record("b", 1), { hash: "h", answer: "a", at: 1 },
    { hash: "h", answer: "a", at: 1, progress: { status: "open", attempts: 0 } },
  ];
  for (const one of alike) {
    for (const two of alike) {
      const [a, b] = [questions({ q: one }), questions({ q: two })];
      assert.deepEqual(merge(a, b), merge(b, a));
    }
  }
});

test("answers to different keys: the one of the key that holds, else the later; results apart", () => {
  const old = record("a", 3000, [[1, 0, 2]], "old");
  const now = record("b", 2000, [[2, 1, 1]], "now");
  for (const [a, b] of [[old, now], [now, old]]) {
    const states = [questions({ q: a }), questions({ q: b })];
    assert.deepEqual(merge(...states, { q: "now" }).records.q, now);
    assert.deepEqual(merge(...states).records.q, old);
    assert.deepEqual(merge(...states, { q: "newer than both" }).records.q, old);
  }
});

test("results: each once, in order, the surer of two alike, the newest 50", () => {
  assert.deepEqual(mergeHistory([[3, 1, null], [1, 0, 2]], [[2, 0.5, 1], [3, 1, 0]]), [
    [1, 0, 2], [2, 0.5, 1], [3, 1, 0],
  ]);
  assert.deepEqual(mergeHistory([[1, 1, 2], [1, null, null]], [[1, 0, 2]]).map(([, s]) => s), [
    null, 0, 1,
  ]);
  const many = Array.from({ length: 40 }, (_, i) => [i * 2, 1, null]);
  const more = Array.from({ length: 40 }, (_, i) => [i * 2 + 1, 0, null]);
  const merged = mergeHistory(many, more);
  assert.deepEqual(merged.map(([time]) => time), Array.from({ length: 50 }, (_, i) => i + 30));
  assert.deepEqual(mergeHistory(), []);
});

// ---- exams

test("attempts of both, each once, in order", () => {
  const merged = merge(exam(null, attempt(3), attempt(1)), exam(null, attempt(2), attempt(1)));
  assert.deepEqual(merged.exams.final, { current: null, past: [attempt(1), attempt(2), attempt(3)] });
});

test("the exam that runs goes on: the first one's, else the other's", () => {
  assert.deepEqual(merge(exam(attempt(5)), exam(attempt(6))).exams.final.current, attempt(5));
  assert.deepEqual(merge(exam(null), exam(attempt(6))).exams.final.current, attempt(6));
  assert.deepEqual(merge(exam(attempt(5)), questions({})).exams.final.current, attempt(5));
});

test("of an attempt whose texts were marked further after handing in, the later state stays", () => {
  const [before, after] = [attempt(5, { z: 1 }), attempt(5, { marked: 9 })];
  for (const [one, two] of [[before, after], [after, before]]) {
    assert.deepEqual(merge(exam(null, one), exam(null, two)).exams.final.past, [after]);
  }
});

test("an attempt that was handed in on one device does not run on the other", () => {
  const handed = exam(null, attempt(5, { handed: 9 }));
  const runs = exam(attempt(5, { answers: { a: "b" } }));
  for (const [a, b] of [[handed, runs], [runs, handed]]) {
    assert.deepEqual(merge(a, b), handed);
  }
  assert.deepEqual(merge(runs, exam(attempt(7), attempt(5))).exams.final.current, attempt(7));
});

// ---- random states

const NAMES = ["a", "b-1", "c", "constructor", "valueof"];

function randomState({ below, chance, of }) {
  const time = () => below(6);
  const results = () => mergeHistory(
    Array.from({ length: below(chance(0.1) ? 70 : 4) }, () => [
      below(40), of([null, 0, 0.5, 1]), of([null, 0, 1, 2]),
    ]),
  );
  const one = () => {
    const history = results();
    const progress = { status: of(["open", "checked", "done"]), attempts: below(3) };
    return {
      hash: of(["h1", "h1", "h2"]),
      at: time(),
      ...(chance(0.8) ? { answer: of(["x", "y", { p: "q", r: ["s"] }]) } : {}),
      ...(history.length || chance(0.5)
        ? { progress: { ...progress, ...(history.length ? { history } : {}) } }
        : {}),
    };
  };
  const attempts = () => {
    const starts = [...new Set(Array.from({ length: below(4) }, () => below(8)))].sort();
    return starts.map((started) => attempt(started, { points: below(3) }));
  };
  const oneExam = () => {
    const past = attempts();
    const started = below(8);
    const runs = chance(0.5) && !past.some((other) => other.started === started);
    return { current: runs ? attempt(started) : null, past };
  };
  const some = (make) =>
    Object.fromEntries(NAMES.filter(() => chance(0.6)).map((name) => [name, make()]));
  return { records: some(one), exams: some(oneExam) };
}

const withoutRunning = ({ records, exams }) => ({
  records,
  exams: Object.fromEntries(Object.entries(exams).map(([bank, { past }]) => [bank, past])),
});
const named = (object, name) => (Object.hasOwn(object, name) ? object[name] : undefined);

test("random states: order does not matter, merging again changes nothing, nothing is lost", () => {
  const rng = random(3);
  for (let i = 0; i < 4000; i += 1) {
    const [a, b, c] = [randomState(rng), randomState(rng), randomState(rng)];
    const before = canonical([a, b]);
    const merged = merge(a, b);
    assert.equal(canonical([a, b]), before, "what goes in stays as it is");
    assert.deepEqual(merge(a, a), a);
    assert.deepEqual(merge(merged, b), merged);
    assert.deepEqual(merge(merged, a), merged);
    assert.deepEqual(withoutRunning(merged), withoutRunning(merge(b, a)));
    checkNothingLost(merged, a, b);
    // Three devices: where the keys agree, it does not matter who meets first.
    const [x, y, z] = [a, b, c].map((state) => sameKeys(state));
    assert.deepEqual(
      withoutRunning(merge(merge(x, y), z)),
      withoutRunning(merge(x, merge(y, z))),
    );
  }
});

function sameKeys(state) {
  const entries = Object.entries(state.records);
  return {
    ...state,
    records: Object.fromEntries(entries.map(([id, one]) => [id, { ...one, hash: "h1" }])),
  };
}

function checkNothingLost(merged, a, b) {
  for (const id of NAMES) {
    const [one, two] = [named(a.records, id), named(b.records, id)];
    const both = named(merged.records, id);
    if (!one && !two) {
      assert.equal(both, undefined);
      continue;
    }
    const kept = [one, two].filter((other) => other && other.hash === both.hash);
    assert.ok(kept.length);
    const results = new Set(kept.flatMap((other) => times(other)));
    const expected = [...results].sort((x, y) => x - y).slice(-50);
    const shown = [...new Set(times(both))];
    // Several results of one second count apart, so 50 results may be fewer seconds.
    assert.deepEqual(shown, expected.slice(-shown.length));
    if (times(both).length < 50) assert.deepEqual(shown, expected);
    assert.equal(both.at, Math.max(...kept.map((other) => other.at)));
    assert.ok(kept.some((other) => canonical(other.answer ?? null) === canonical(both.answer ?? null)));
  }
  for (const bank of NAMES) {
    const exams = [named(a.exams, bank), named(b.exams, bank)].filter(Boolean);
    const starts = new Set(exams.flatMap(({ past }) => past.map(({ started }) => started)));
    const both = named(merged.exams, bank);
    assert.deepEqual(both?.past.map(({ started }) => started) ?? [], [...starts].sort());
    const running = exams.map(({ current }) => current).filter((one) => one && !starts.has(one.started));
    assert.deepEqual(both?.current ?? null, running[0] ?? null);
  }
}

const times = (one) => (one.progress?.history ?? []).map(([time]) => time);
