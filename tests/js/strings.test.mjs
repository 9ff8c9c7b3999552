// Interface strings: js/strings.js is bundled as for the page, since it imports JSON.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (name) => new URL(`../../${name}`, import.meta.url);
/** The module with its locale files, each passed through `change`. */
async function speakerWith(change) {
  const locales = {
    name: "locales",
    setup: ({ onLoad }) =>
      onLoad({ filter: /locale.\w+\.json$/ }, ({ path }) => ({
        contents: JSON.stringify(change(JSON.parse(readFileSync(path, "utf8")))),
        loader: "json",
      })),
  };
  const bundle = await build({
    entryPoints: [fileURLToPath(here("js/strings.js"))],
    bundle: true,
    format: "esm",
    plugins: [locales],
    write: false,
  });
  const code = Buffer.from(bundle.outputFiles[0].contents).toString("base64");
  return (await import(`data:text/javascript;base64,${code}`)).speaker;
}
const speaker = await speakerWith((strings) => strings);

const LANGUAGES = ["kk", "ru", "en"];
const locale = (lang) =>
  JSON.parse(readFileSync(here(`src/quizlib/locale/${lang}.json`), "utf8"));

const forms = (entry) => (typeof entry === "string" ? [entry] : Object.values(entry));
/** The gaps of a string, over all of its forms. */
const gapsOf = (entry) =>
  new Set(forms(entry).join(" ").match(/\{\w*\}/g) ?? []);

test("the three languages have the same strings, with the same gaps, plural ones alike", () => {
  const [first, ...others] = LANGUAGES.map(locale);
  for (const other of others) {
    assert.deepEqual(Object.keys(other).sort(), Object.keys(first).sort());
    for (const [name, entry] of Object.entries(first)) {
      assert.equal(typeof other[name], typeof entry, name);
      assert.deepEqual(gapsOf(other[name]), gapsOf(entry), name);
    }
  }
});

const MODULES = readdirSync(here("js"), { recursive: true })
  .filter((name) => name.endsWith(".js") && !name.startsWith("learner")) // its strings are in the page
  .map((name) => [name, readFileSync(here(`js/${name}`), "utf8")]);

test("a module names its strings in double quotes: by these the build tells which it needs", () => {
  for (const [name, text] of MODULES) assert.doesNotMatch(text, /\bsay\([`']/, name);
});

test("every form of a plural string has the same gaps, and no string is empty", () => {
  for (const [name, entry] of LANGUAGES.flatMap((lang) => Object.entries(locale(lang)))) {
    for (const form of forms(entry)) {
      assert.ok(form.trim(), name);
      assert.deepEqual(gapsOf(form), gapsOf(entry), name);
    }
  }
});

for (const lang of LANGUAGES) {
  const strings = locale(lang);

  test(`${lang}: every string is said without a gap left open`, () => {
    for (const [name, entry] of Object.entries(strings)) {
      const filled = Object.fromEntries([...gapsOf(entry)].map((gap) => [gap.slice(1, -1), 3]));
      assert.doesNotMatch(speaker(lang)(name, filled), /[{}]|undefined/, name);
    }
  });

  test(`${lang}: a plural string has exactly the forms that the language needs`, () => {
    const needed = new Intl.PluralRules(lang).resolvedOptions().pluralCategories;
    for (const [name, entry] of Object.entries(strings)) {
      if (typeof entry === "string") continue;
      assert.deepEqual(Object.keys(entry).sort(), [...needed].sort(), name);
    }
  });
}

test("the number chooses the form: one, few and many in Russian, one and other elsewhere", async () => {
  const cards = { one: "one {n}", few: "few {n}", many: "many {n}", other: "other {n}" };
  const named = await speakerWith(() => ({ cards }));
  const said = (lang) => [0, 1, 2, 5, 11, 21, 22, 25].map((n) => named(lang)("cards", { n }));
  assert.deepEqual(said("ru").map((text) => text.split(" ")[0]), [
    "many", "one", "few", "many", "many", "one", "few", "many",
  ]);
  for (const lang of ["kk", "en"]) {
    assert.deepEqual(said(lang).slice(0, 3), ["other 0", "one 1", "other 2"]);
    assert.equal(said(lang)[5], "other 21");
  }
});

test("where a form is missing, the general one is said", async () => {
  const named = await speakerWith(() => ({ cards: { other: "other {n}" } }));
  assert.equal(named("ru")("cards", { n: 1 }), "other 1");
});

test("a language that has no strings speaks English", () => {
  assert.equal(speaker("de")("check"), locale("en").check);
});

test("a gap is filled with what was given, not read as a pattern", () => {
  const said = speaker("en")("right_answer", { text: "$& {text} $1" });
  assert.equal(said, locale("en").right_answer.replace("{text}", () => "$& {text} $1"));
});
