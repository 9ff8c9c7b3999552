// The hand-written vectors, which test_grading.py reads too.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { KINDS } from "../../js/kinds/index.js";

const VECTORS = new URL("../vectors/", import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, VECTORS), "utf8"));

test("every kind has vectors, and every vector file a kind", () => {
  const files = readdirSync(VECTORS)
    .map((name) => name.replace(/\.json$/, ""))
    // What is no kind: see answers.test.mjs and deadlines.test.mjs.
    .filter((name) => !["answers", "deadlines"].includes(name));
  assert.deepEqual(files.sort(), Object.keys(KINDS).sort());
});

for (const [kind, { grade }] of Object.entries(KINDS)) {
  for (const { title, key, response, grade: expected } of read(`${kind}.json`)) {
    test(`${kind}: ${title}`, () => {
      const before = JSON.stringify([key, response]);
      const { score, ...rest } = grade(key, response);
      const { score: expectedScore, ...expectedRest } = { why: {}, ...expected };
      assert.deepEqual(rest, expectedRest);
      if (expectedScore === null) assert.equal(score, null);
      else assert.ok(Math.abs(score - expectedScore) < 1e-12, `${score} is not ${expectedScore}`);
      assert.equal(JSON.stringify([key, response]), before, "grading changes nothing it is given");
    });
  }
  test(`${kind}: a response that was never given is unanswered`, () => {
    assert.equal(grade(read(`${kind}.json`)[0].key, undefined).status, "unanswered");
  });
}
