// Builds js/ into src/quizlib/static/, which is committed: readers of the book need no Node.
// With --check it builds in memory and fails where the committed files differ.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

const STATIC = "src/quizlib/static";
const COMMON = {
  bundle: true,
  charset: "utf8",
  legalComments: "none",
  minify: true,
  target: ["es2020"],
  write: false,
};
const TARGETS = [
  { entryPoints: ["js/widget.js"], outfile: `${STATIC}/widget.js`, format: "esm" },
  { entryPoints: ["js/page.js"], outfile: `${STATIC}/page.js`, format: "iife" },
  { entryPoints: ["js/quiz.css"], outfile: `${STATIC}/quiz.css` },
];

const check = process.argv.includes("--check");
let stale = 0;
for (const target of TARGETS) {
  const { outputFiles } = await build({ ...COMMON, ...target });
  for (const file of outputFiles) {
    const name = path.relative(process.cwd(), file.path);
    const old = await readFile(file.path, "utf8").catch(() => "");
    if (old === file.text) continue;
    if (check) {
      console.error(`${name} is older than js/. Run: npm run build`);
      stale += 1;
    } else {
      await writeFile(file.path, file.text);
      console.log(`${name}: ${file.text.length} characters`);
    }
  }
}
process.exitCode = stale ? 1 : 0;
