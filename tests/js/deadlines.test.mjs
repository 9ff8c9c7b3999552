// The hand-counted deadlines, which test_deadlines.py reads too.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { count, daysLater, isDay, weekday } from "../../js/deadlines/count.js";

const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
const { kinds } = read("../../src/quizlib/deadlines.json");

for (const { title, kind, received, holidays, extended, ...expected } of read(
  "../vectors/deadlines.json",
)) {
  test(`deadline: ${title}`, () => {
    const { date, steps, warnings } = expected;
    assert.deepEqual(count(kinds[kind].steps, received, holidays, extended), {
      date,
      steps,
      warnings,
    });
  });
}

test("a day is one of the calendar, written in full, in a year from 2000 to 2100", () => {
  for (const day of ["2026-12-16", "2028-02-29", "2000-01-01", "2100-12-31"]) {
    assert.ok(isDay(day), day);
  }
  for (const text of [
    ...["2026-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-12-32", "2026-1-1"],
    ...["16.12.2026", "1999-12-31", "2101-01-01", "2026-12-16 ", "20261216", "", "2026-12-16T00"],
  ]) {
    assert.ok(!isDay(text), text);
  }
});

test("weekdays begin with Monday, and a day follows a day whatever the clocks do", () => {
  assert.deepEqual(["2026-11-30", "2026-12-05", "2026-12-06"].map(weekday), [0, 5, 6]);
  assert.equal(daysLater("2028-02-28", 1), "2028-02-29");
  assert.equal(daysLater("2026-12-31", 1), "2027-01-01");
});
