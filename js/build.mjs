// Builds js/ into src/quizlib/static/, which is committed: readers of the book need no Node.
// With --check it builds in memory and fails where the committed files differ.
import { readFile, readdir, writeFile } from "node:fs/promises";
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

/** What learner.js, deadlines.js and preview.js take from page.js, which stands before them on
 * their pages: module → its exports that page.js hands on.  Pages that are opened from a folder
 * load no modules. */
const SHARED = {
  "core.js": ["dataOf", "mount"],
  "dom.js": ["find", "make"],
  "kinds/shared.js": ["own"],
  "merge.js": ["canonical", "merge"],
  "records.js": ["clearAll", "isExam", "isObject", "isRecord", "readAll", "upgraded", "works", "writeAll"],
  "store.js": ["storedModel"],
  "strings.js": ["speaker"],
};

function takeFromPage({ onLoad }) {
  for (const [module, names] of Object.entries(SHARED)) {
    const filter = new RegExp(`/js/${module}$`.replaceAll("/", "[/\\\\]"));
    onLoad({ filter }, () => ({
      contents: names.map((name) => `export const ${name} = quizlib.${name};`).join("\n"),
    }));
  }
}

/** Every name in quotes in the modules here; the strings of the interface are called so.  The
 * preview and the calculator say none: their pages bring their words. */
async function namesInQuotes() {
  const all = await readdir("js", { recursive: true });
  const files = all.filter((name) => name.endsWith(".js") && !/^(preview|deadlines)\b/.test(name));
  const texts = await Promise.all(files.map((name) => readFile(path.join("js", name), "utf8")));
  return new Set(texts.flatMap((text) => [...text.matchAll(/"(\w+)"/g)].map((match) => match[1])));
}
const NAMES = await namesInQuotes();

/** Only the interface strings that the script says; the rest are Python's.  A page has one
 * language, so its script carries no other.
 * @param {string[]} languages */
const stringsOf = (languages) => ({
  name: "strings",
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]locale[/\\]\w+\.json$/ }, async ({ path: file }) => {
      if (!languages.includes(path.basename(file, ".json"))) {
        return { contents: "export default undefined" };
      }
      const entries = Object.entries(JSON.parse(await readFile(file, "utf8")));
      const said = entries.filter(([name]) => NAMES.has(name));
      return { contents: JSON.stringify(Object.fromEntries(said)), loader: "json" };
    });
  },
});

const LANGUAGES = ["kk", "ru", "en"];
const TARGETS = [
  {
    entryPoints: ["js/widget.js"],
    outfile: `${STATIC}/widget.js`,
    format: "esm",
    plugins: [stringsOf(LANGUAGES)],
  },
  ...LANGUAGES.map((lang) => ({
    entryPoints: ["js/page.js"],
    outfile: `${STATIC}/page.${lang}.js`,
    format: "iife",
    globalName: "quizlib",
    plugins: [stringsOf([lang])],
  })),
  {
    entryPoints: ["js/learner.js"],
    outfile: `${STATIC}/learner.js`,
    format: "iife",
    plugins: [{ name: "shared", setup: takeFromPage }],
  },
  {
    entryPoints: ["js/deadlines.js"],
    outfile: `${STATIC}/deadlines.js`,
    format: "iife",
    plugins: [{ name: "shared", setup: takeFromPage }],
  },
  {
    entryPoints: ["js/preview.js"],
    outfile: `${STATIC}/preview.js`,
    format: "iife",
    plugins: [{ name: "shared", setup: takeFromPage }],
  },
  { entryPoints: ["js/preview.css"], outfile: `${STATIC}/preview.css` },
  { entryPoints: ["js/quiz.css"], outfile: `${STATIC}/quiz.css` },
  { entryPoints: ["js/learner.css"], outfile: `${STATIC}/learner.css` },
  { entryPoints: ["js/deadlines.css"], outfile: `${STATIC}/deadlines.css` },
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
