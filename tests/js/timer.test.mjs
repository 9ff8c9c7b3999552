// The time of an exam: its end, what is left, when to warn.
import assert from "node:assert/strict";
import { test } from "node:test";
import { endOf, EXTRA, longer, remaining, warning } from "../../js/modes/timer.js";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

test("the end is a moment that hangs on the start and the extra time alone", () => {
  const ends = EXTRA.map((extra) => endOf(5000, 60, extra));
  assert.deepEqual(ends.slice(0, 4).map((end) => (end - 5000) / MINUTE), [60, 75, 90, 120]);
  assert.equal(ends[4], null, "no limit");
  assert.equal(endOf(5000, null, 1), null);
});

test("extra time is whole minutes, rounded up", () => {
  assert.deepEqual(EXTRA.map((extra) => longer(15, extra)), [15, 19, 23, 30, 0]);
});

test("what is left is told in minutes, and in the last five in seconds", () => {
  for (const [left, text] of [
    [60 * MINUTE, "60"],
    [59 * MINUTE + 1, "60"],
    [59 * MINUTE, "59"],
    [5 * MINUTE + 1, "6"],
    [5 * MINUTE, "5:00"],
    [5 * MINUTE - 1, "5:00"],
    [4 * MINUTE + 59 * SECOND, "4:59"],
    [61 * SECOND, "1:01"],
    [9 * SECOND, "0:09"],
    [1, "0:01"],
    [0, "0:00"],
    [-MINUTE, "0:00"],
  ]) {
    assert.equal(remaining(left), text, String(left));
  }
});

test("one warning at ten, five and one minute, each until the next", () => {
  const told = [];
  for (let left = 60 * MINUTE; left >= 0; left -= SECOND) {
    const least = warning(left, 60 * MINUTE);
    if (least !== (told.at(-1)?.[1] ?? 0)) told.push([left / MINUTE, least]);
  }
  assert.deepEqual(told, [[10, 10], [5, 5], [1, 1]]);
});

test("a short exam does not begin with a warning", () => {
  assert.equal(warning(10 * MINUTE, 10 * MINUTE), 0);
  assert.equal(warning(6 * MINUTE, 10 * MINUTE), 0);
  assert.equal(warning(5 * MINUTE, 10 * MINUTE), 5);
  assert.equal(warning(SECOND, MINUTE), 0);
});
