// Typed answers: the hand-written vectors, which test_answers.py reads too.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fold, number, slip } from "../../js/answers.js";

const file = new URL("../vectors/answers.json", import.meta.url);
const VECTORS = JSON.parse(readFileSync(file, "utf8"));

for (const { title, text, folded } of VECTORS.fold) {
  test(`folding: ${title}`, () => {
    assert.equal(fold(text), folded);
    assert.equal(fold(folded), folded);
  });
}

for (const { title, given, meant, slip: expected } of VECTORS.slip) {
  test(`slip: ${title}`, () => assert.equal(slip(given, meant), expected));
}

for (const { title, text, read } of VECTORS.number) {
  test(`number: ${title}`, () => {
    const found = number(fold(text));
    // Minus nothing is nothing.
    assert.deepEqual(found && [found[0] + 0, found[1]], read);
  });
}
