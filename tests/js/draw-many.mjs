// Draws the attempts of an exam, each with the questions of those before: {questions, rules, runs} as
// JSON from standard input, the ids of one learner's attempts as a JSON line.  test_final_exam.py
// holds them against the blueprint.
import { draw } from "../../js/modes/draw.js";
import { random } from "./fake-storage.mjs";

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { questions, rules, runs } = JSON.parse(Buffer.concat(chunks).toString("utf-8"));
const { next } = random(1);
for (let run = 0; run < runs; run += 1) {
  const used = new Map();
  const attempts = [];
  for (let n = 0; n < rules.attempts; n += 1) {
    const ids = draw(questions, rules, used, next);
    for (const id of ids) used.set(id, (used.get(id) ?? 0) + 1);
    attempts.push(ids);
  }
  process.stdout.write(`${JSON.stringify(attempts)}\n`);
}
