// Drawing an exam: the blueprint, second attempts, and what an attempt comes to.
import assert from "node:assert/strict";
import { test } from "node:test";
import { draw, timesAsked } from "../../js/modes/draw.js";
import { outcome, pointsOn } from "../../js/modes/outcome.js";
import { random } from "./fake-storage.mjs";

/** Questions on objectives: {"1.1": 4} gives 1.1-0 to 1.1-3. */
const pool = (counts) =>
  Object.entries(counts).flatMap(([objective, count]) =>
    Array.from({ length: count }, (_, i) => ({ id: `${objective}-${i}`, objective })),
  );
const objectiveOf = (id) => id.split("-")[0];
const countsOf = (ids) => {
  const counts = {};
  for (const id of ids) counts[objectiveOf(id)] = (counts[objectiveOf(id)] ?? 0) + 1;
  return counts;
};
const NONE = new Map();

test("1,000 random draws fulfil their blueprints, and no question is asked twice", () => {
  const { next, below } = random(1);
  for (let run = 0; run < 1000; run += 1) {
    const names = Array.from({ length: 1 + below(8) }, (_, i) => `${i + 1}.1`);
    const there = Object.fromEntries(names.map((name) => [name, 1 + below(6)]));
    const blueprint = Object.fromEntries(names.map((name) => [name, 1 + below(there[name])]));
    const items = pool({ ...there, "9.9": 3 });
    const ids = draw(items, { draw: blueprint }, NONE, next);
    assert.deepEqual(countsOf(ids), blueprint);
    assert.equal(new Set(ids).size, ids.length);
  }
});

test("a second attempt asks other questions where there are enough", () => {
  const { next } = random(2);
  const items = pool({ "1.1": 4, "1.2": 6, "2.1": 2 });
  const rules = { draw: { "1.1": 2, "1.2": 3, "2.1": 1 } };
  for (let run = 0; run < 500; run += 1) {
    const first = draw(items, rules, NONE, next);
    const second = draw(items, rules, timesAsked([{ started: 1, ids: first }]), next);
    assert.deepEqual(countsOf(second), rules.draw);
    assert.deepEqual(second.filter((id) => first.includes(id)), []);
  }
});

test("where there are too few, as many as there are come first, then those asked least", () => {
  const { next } = random(3);
  const items = pool({ "1.1": 5 });
  const rules = { draw: { "1.1": 3 } };
  for (let run = 0; run < 500; run += 1) {
    const past = [];
    for (let started = 0; started < 6; started += 1) {
      past.push({ started, ids: draw(items, rules, timesAsked(past), next) });
      const times = items.map(({ id }) => timesAsked(past).get(id) ?? 0);
      assert.ok(Math.max(...times) - Math.min(...times) <= 1, "asked equally often, but for one");
    }
  }
});

test("each question can be drawn, at each place", () => {
  const { next } = random(4);
  const items = pool({ "1.1": 3, "1.2": 3 });
  const seen = new Set();
  for (let run = 0; run < 500; run += 1) {
    draw(items, { draw: { "1.1": 1, "1.2": 2 } }, NONE, next).forEach((id, i) => seen.add(`${i} ${id}`));
  }
  assert.equal(seen.size, 3 * 6);
});

test("without a blueprint all questions are asked, in random order", () => {
  const { next } = random(5);
  const items = pool({ "1.1": 4, "1.2": 4 });
  const orders = Array.from({ length: 5 }, () => draw(items, { draw: {} }, NONE, next));
  for (const ids of orders) assert.deepEqual([...ids].sort(), items.map(({ id }) => id).sort());
  assert.ok(new Set(orders.map(String)).size > 1);
  assert.equal(draw(items, { draw: {} }, NONE).length, 8, "chance of the browser by default");
});

test("attempts that say nothing of their questions count for none", () => {
  const times = timesAsked([{ started: 1 }, { started: 2, ids: "x" }, { started: 3, ids: ["a", "b"] },
    { started: 4, ids: ["a"] }]);
  assert.deepEqual([...times], [["a", 2], ["b", 1]]);
});

// ---- what it comes to

const asked = pool({ "1.1": 3, "1.2": 2, "2.1": 1 });
const scores = (...values) => Object.fromEntries(asked.map(({ id }, i) => [id, values[i]]));

test("points in all and by objective; what is not scored counts nothing", () => {
  assert.deepEqual(outcome(asked, scores(1, 0.5, 0, 1, 1, null), null), {
    points: 3.5,
    total: 5,
    passed: null,
    byObjective: { "1.1": [1.5, 3], "1.2": [2, 2] },
  });
});

test("thirds add up to whole points", () => {
  const third = 1 / 3;
  const { byObjective, passed, points } = outcome(
    asked, scores(third, third, third, 0.1, 0.2, 0.7), { points: 2, also: [] },
  );
  assert.deepEqual([points, passed], [2, true]);
  assert.deepEqual(pointsOn(byObjective, ["1.2"]), [0.3, 2]);
  assert.deepEqual(pointsOn(byObjective, ["1.1", "2.1", "9.9"]), [1.7, 4]);
});

const rule = { points: 4, also: [{ objectives: ["1.2", "2.1"], points: 2 }] };
for (const [values, passed, why] of [
  [[1, 1, 0, 1, 1, 0], true, "just enough of both"],
  [[1, 1, 1, 1, 0, 0], false, "enough in all, too little on the objectives named"],
  [[1, 0, 0, 1, 1, 0.5], false, "enough on the objectives named, too little in all"],
  [[1, 1, 0.9, 1, 0.05, 1], true, "more of both"],
  [[1, 1, 1, 1, 0.9, 0], false, "a tenth short on the objectives named"],
  [[1, 1, 1, null, null, null], false, "nothing asked that earns points there"],
]) {
  test(`passed or not: ${why}`, () => {
    assert.equal(outcome(asked, scores(...values), rule).passed, passed);
  });
}
