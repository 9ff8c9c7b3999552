// When a question is due, and in which order the due ones are asked.
import assert from "node:assert/strict";
import { test } from "node:test";

// A zone with daylight saving at midnight's edge, and no zone that the machine happens to have.
process.env.TZ = "Europe/Berlin";
const { dueItems, standing } = await import("../../js/schedule.js");

/** Seconds since 1970 of a moment on the learner's clock, such as "2026-03-01 21:30". */
const at = (text) => new Date(text.replace(" ", "T")).getTime() / 1000;
const day = (n, time = "12:00") => at(`2026-06-${String(n).padStart(2, "0")} ${time}`);
const NOON = "12:00";

/** Results of answers: [time, right?, confidence]. */
const answers = (...list) => list.map(([time, score, sure = null]) => [time, score, sure]);

test("a question never answered has no step and is not due", () => {
  assert.deepEqual(standing([], day(1)), { step: 0, due: null, last: null, errors: 0, error: 0 });
});

test("right answers when due lead over 1, 3, 7 and 21 days to the end", () => {
  const times = [1, 2, 5, 12, 33].map((n) => at("2026-06-01 12:00") + (n - 1) * 86_400);
  const dues = ["2026-06-02", "2026-06-05", "2026-06-12", "2026-07-03", null];
  times.forEach((now, i) => {
    const history = times.slice(0, i + 1).map((time) => [time, 1, null]);
    const due = dues[i] && at(`${dues[i]} 00:00`);
    assert.deepEqual(standing(history, now), {
      step: Math.min(i + 1, 4), due, last: now, errors: 0, error: 0,
    });
  });
  // Once learned, another right answer changes nothing, and an error begins anew.
  const all = times.map((time) => [time, 1, null]);
  const later = times[4] + 86_400;
  assert.equal(standing([...all, [later, 1, null]], later).due, null);
  assert.deepEqual(standing([...all, [later, 0, null]], later), {
    step: 0, due: later, last: later, errors: 1, error: 1,
  });
});

test("days are those of the calendar: answered late in the evening, due the next morning", () => {
  const history = answers([day(1, "23:59"), 1]);
  assert.equal(standing(history, day(1, "23:59")).due, day(2, "00:00"));
  const morning = standing(answers([day(1, "00:00"), 1]), day(1));
  assert.equal(morning.due, day(2, "00:00"));
});

test("days are whole ones where the clocks change", () => {
  for (const [date, next] of [["2026-03-28", "2026-03-29"], ["2026-03-29", "2026-03-30"],
    ["2026-10-24", "2026-10-25"], ["2026-10-25", "2026-10-26"]]) {
    const time = at(`${date} 12:00`);
    assert.equal(standing(answers([time, 1]), time).due, at(`${next} 00:00`));
  }
});

test("a right answer before the question is due changes nothing", () => {
  const massed = answers([day(1, "10:00"), 1], [day(1, "10:05"), 1], [day(1, "23:00"), 1]);
  assert.deepEqual(standing(massed, day(1, "23:30")), {
    step: 1, due: day(2, "00:00"), last: day(1, "23:00"), errors: 0, error: 0,
  });
  const early = answers([day(1), 1], [day(2), 1], [day(4, "23:59"), 1]);
  assert.deepEqual([standing(early, day(4)).step, standing(early, day(4)).due], [2, day(5, "00:00")]);
});

test("a right answer long after the day counts like one on the day", () => {
  const late = answers([day(1), 1], [day(20), 1]);
  assert.deepEqual([standing(late, day(20)).step, standing(late, day(20)).due], [2, day(23, "00:00")]);
});

test("after an error the question is due at once, after its correction the next day", () => {
  const error = answers([day(1), 1], [day(2), 1], [day(3), 0]);
  assert.deepEqual(standing(error, day(3)), {
    step: 0, due: day(3), last: day(3), errors: 1, error: 1,
  });
  const corrected = [...error, [day(3, "12:01"), 1, null]];
  const stands = standing(corrected, day(3, "12:02"));
  assert.deepEqual(stands, { step: 1, due: day(4, "00:00"), last: day(3, "12:01"), errors: 1, error: 1 });
  const mended = standing([...corrected, [day(4), 1, null]], day(4));
  assert.deepEqual([mended.step, mended.due, mended.error], [2, day(7, "00:00"), 0]);
});

test("partly right is not right, and an error before the day leads back", () => {
  const history = answers([day(1), 1], [day(2), 1], [day(3), 0.9]);
  assert.deepEqual([standing(history, day(3)).step, standing(history, day(3)).errors], [0, 1]);
});

test("results without a score are no matter for review", () => {
  assert.equal(standing(answers([day(1), null]), day(9)).due, null);
  const mixed = answers([day(1), 1], [day(2), null]);
  assert.deepEqual(standing(mixed, day(2)), standing(answers([day(1), 1]), day(2)));
});

test("an error that the learner was sure of is told until it is mended on a later day", () => {
  const errors = (...list) => standing(answers(...list), day(20)).error;
  assert.equal(errors([day(1), 0, 2]), 2);
  assert.equal(errors([day(1), 0, 1]), 1);
  assert.equal(errors([day(1), 0, 0]), 1);
  assert.equal(errors([day(1), 0, null]), 1);
  assert.equal(errors([day(1), 0, 2], [day(1, "12:05"), 0, 0]), 2);
  assert.equal(errors([day(1), 0, 2], [day(1, "12:05"), 1, 0]), 2);
  assert.equal(errors([day(1), 0, 2], [day(1, "12:05"), 1, 0], [day(2), 1, 0]), 0);
  assert.equal(errors([day(1), 1, 2]), 0);
});

test("the order in which results came in does not matter", () => {
  const history = answers([day(1), 1], [day(2), 1], [day(5), 0, 2], [day(6), 1]);
  assert.deepEqual(standing([...history].reverse(), day(7)), standing(history, day(7)));
});

// ---- clocks that are wrong

test("a result from far ahead makes the question due, and answering it settles that", () => {
  const ahead = answers([day(25), 1], [day(25, "12:05"), 1], [day(26), 1]);
  const before = standing(ahead, day(1));
  assert.equal(before.step, 1, "nobody knows whether these were on different days");
  assert.ok(before.due <= day(1));
  const answered = standing([...ahead, [day(1), 1, null]], day(1));
  assert.deepEqual([answered.step, answered.due], [2, day(4, "00:00")]);
});

test("a result from a few hours ahead, of a device that goes fast, counts as now", () => {
  const stands = standing(answers([day(1, "18:00"), 1]), day(1, "12:00"));
  assert.deepEqual([stands.step, stands.due, stands.last], [1, day(2, "00:00"), day(1, NOON)]);
});

test("with the clock set back to its beginning everything begun is due and nothing breaks", () => {
  const history = answers([day(1), 1], [day(2), 1], [day(5), 0, 2]);
  const stands = standing(history, 1000);
  assert.ok(stands.due <= 1000);
  assert.equal(stands.error, 2);
  assert.ok(standing(answers([day(1), 1], [day(2), 1]), 1000).due <= 1000);
  for (const strange of [0, 1e15, Number.MAX_VALUE]) {
    const { due, step } = standing([[strange, 1, null]], day(1));
    assert.ok(due <= day(2) && step === 1);
  }
});

// ---- what is due

const record = (history, hash = "h") => ({
  hash, at: 1, answer: "a", progress: { status: "checked", attempts: 1, history },
});
const right = (n) => record(answers([day(n), 1]));
const wrong = (n, sure) => record(answers([day(n), 0, sure]));
const items = (...ids) => ids.map((id) => ({ id, hash: "h", lesson: id[0] }));
const ids = (records, list, now) => dueItems(records, list, now).map(({ id }) => id);

test("due are the questions whose day has come, the others not", () => {
  const records = { a1: right(1), a2: right(2), a3: wrong(2), a4: record([]), a6: { hash: "h", at: 1 } };
  const list = items("a1", "a2", "a3", "a4", "a5", "a6");
  assert.deepEqual(ids(records, list, day(2)), ["a3", "a1"]);
  assert.deepEqual(ids(records, list, day(2, "23:59")), ["a3", "a1"]);
  assert.deepEqual(ids(records, list, day(3, "00:00")), ["a3", "a1", "a2"]);
});

test("sure errors come first, then other errors, then what has waited longest", () => {
  const records = {
    a1: right(3), a2: right(1), a3: wrong(2, 0), a4: wrong(1, 1), a5: wrong(4, 2), a6: wrong(3, 2),
  };
  assert.deepEqual(ids(records, items("a1", "a2", "a3", "a4", "a5", "a6"), day(9)), [
    "a6", "a5", "a4", "a3", "a2", "a1",
  ]);
});

test("lessons take turns, the one with the longest wait begins", () => {
  const records = Object.fromEntries(
    ["a1", "a2", "a3", "b1", "b2", "c1"].map((id) => [id, right({ a: 3, b: 1, c: 2 }[id[0]])]),
  );
  const list = items("a1", "a2", "a3", "b1", "b2", "c1");
  const order = ["b1", "c1", "a1", "b2", "a2", "a3"];
  assert.deepEqual(ids(records, list, day(9)), order);
  const shuffled = Object.fromEntries(Object.entries(records).reverse());
  assert.deepEqual(ids(shuffled, list, day(9)), order, "in the order of the course");
});

test("a question that has changed since, or is no longer in the course, is not asked", () => {
  const records = { a1: record(answers([day(1), 0]), "old"), a2: wrong(1), gone: wrong(1) };
  assert.deepEqual(ids(records, items("a1", "a2"), day(9)), ["a2"]);
});

test("a question called like a part of every object is not taken for a record", () => {
  assert.deepEqual(ids({}, items("constructor"), day(9)), []);
});

test("what is told of an item comes back with where it stands", () => {
  const [one] = dueItems({ a1: wrong(1, 2) }, [{ id: "a1", href: "lesson.html#a1" }], day(9));
  assert.equal(one.href, "lesson.html#a1");
  assert.deepEqual(one.standing, { step: 0, due: day(1), last: day(1), errors: 1, error: 2 });
});
