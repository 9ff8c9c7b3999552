// An independent parser reads the GIFT that quizlib writes: tests/exchange/*.export.gift, which
// tests/test_gift.py holds equal to what is written today.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import gift from "gift-pegjs";

const folder = new URL("../exchange/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".export.gift"));
/** Kind of our bank → what gift-pegjs calls it */
const TYPES = {
  single: "MC",
  multiple: "MC",
  truefalse: "TF",
  text: "Short",
  number: "Numerical",
  match: "Matching",
  sort: "Matching",
  essay: "Essay",
};

test("there are exports to read", () => assert.ok(files.length >= 3));

for (const name of files) {
  const text = readFileSync(new URL(name, folder), "utf8");
  const found = gift.parse(text);

  test(`gift-pegjs finds every question of ${name}, with its id, tags and type`, () => {
    const ids = [...text.matchAll(/^\/\/ \[id:([^\]]+)\]/gm)].map((m) => m[1]);
    const kinds = [...text.matchAll(/ \[kind:([^\]]+)\]/g)].map((m) => m[1]);
    const questions = found.filter((one) => one.type !== "Category");
    assert.deepEqual(questions.map((one) => one.id), ids);
    assert.deepEqual(questions.map((one) => one.title), ids);
    assert.deepEqual(questions.map((one) => one.type), kinds.map((kind) => TYPES[kind]));
    for (const one of questions) {
      assert.equal(one.stem.format, "html");
      assert.ok(one.tags.some((tag) => tag.startsWith("objective:")));
    }
  });

  test(`every question of ${name} has a right answer`, () => {
    for (const one of found) {
      if (one.type === "Matching") assert.ok(one.matchPairs.length >= 2);
      if (one.choices) {
        const right = one.choices.filter((c) => c.weight === null ? c.isCorrect : c.weight > 0);
        const total = right.reduce((sum, c) => sum + (c.weight ?? 100), 0);
        assert.ok(Math.abs(total % 100) < 0.01 || Math.abs(total - 100) < 0.01, one.title);
        assert.ok(right.length > 0, one.title);
      }
    }
  });
}
