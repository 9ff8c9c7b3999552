// Calls js/answers.js for JSON lines [function, argument, …]; writes one result a line.
// test_answers.py compares them with Python's.
import { createInterface } from "node:readline";
import * as answers from "../../js/answers.js";

const lines = [];
for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...given] = JSON.parse(line);
  lines.push(JSON.stringify(answers[name](...given)));
}
process.stdout.write(lines.join("\n"));
