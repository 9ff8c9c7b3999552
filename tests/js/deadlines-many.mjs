// Counts JSON lines {steps, received, holidays, extended} from standard input, one outcome a line.
// test_deadlines.py compares them with Python's.
import { createInterface } from "node:readline";
import { count } from "../../js/deadlines/count.js";

const lines = [];
for await (const line of createInterface({ input: process.stdin })) {
  const { steps, received, holidays, extended } = JSON.parse(line);
  lines.push(JSON.stringify(count(steps, received, holidays, extended)));
}
process.stdout.write(lines.join("\n"));
