// Grades JSON lines {kind, key, response} from standard input; writes one grade a line.
// test_grading.py compares them with Python's.
import { createInterface } from "node:readline";
import { KINDS } from "../../js/kinds/index.js";

const lines = [];
for await (const line of createInterface({ input: process.stdin })) {
  const { kind, key, response } = JSON.parse(line);
  lines.push(JSON.stringify(KINDS[kind].grade(key, response)));
}
process.stdout.write(lines.join("\n"));
