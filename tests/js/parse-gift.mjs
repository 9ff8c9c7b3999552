// Reads GIFT files with gift-pegjs and prints what it found as JSON, one list for each file.
import { readFileSync } from "node:fs";
import gift from "gift-pegjs";

const files = process.argv.slice(2);
process.stdout.write(JSON.stringify(files.map((file) => gift.parse(readFileSync(file, "utf8")))));
