// What an author sees who opens the course in VS Code: completion, descriptions and errors, from
// the schema and the settings in this repository, through the server that its YAML extension runs.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { start } from "./language-server.mjs";

/** What the table of descriptions says of a field or word. */
const described = (language, name) =>
  JSON.parse(readFileSync(`src/quizlib/locale/authors/${language}.json`, "utf8"))[name];

const KINDS = [
  ...["single", "multiple", "truefalse", "match", "order", "sort", "cloze", "text", "number"],
  ...["scenario", "judgement", "scale", "essay"],
];
const HEAD = `version: 1
languages: [kk, ru, en]
title: {kk: а, ru: б, en: c}
lesson: x
questions:
`;
const QUESTION = `${HEAD}  - id: a-1
    kind: single
    objective: "3.1"
    bloom: apply
    source: [A5]
    review_by: 2027-11-01
    prompt:
      kk: а
      ru: б
      en: в
    options:
      - id: one
        correct: yes
        text: {kk: а, ru: б, en: в}
        feedback: {kk: а, ru: б, en: в}
      - id: two
        text: {kk: г, ru: д, en: е}
        feedback: {kk: а, ru: б, en: в}
`;
/** The bank with something else in a place. */
const changed = (from, to) => {
  assert.ok(QUESTION.includes(from), from);
  return QUESTION.replace(from, to);
};
const labels = (items) => items.map((item) => item.label);

let editor;
before(async () => {
  editor = await start();
});
after(() => editor.stop());

test("nothing is objected to in a good bank, nor in those of the course", async () => {
  assert.deepEqual(await editor.diagnose(QUESTION), []);
  for (const name of ["press-service-and-pr", "question-kinds"]) {
    const text = readFileSync(new URL(`../../quizzes/${name}.yml`, import.meta.url), "utf8");
    assert.deepEqual(await editor.diagnose(text), [], name);
  }
});

test("after `kind:` every kind is offered, each with what it is", async () => {
  const items = await editor.complete(`${HEAD}  - id: a-1\n    kind: |@\n`);
  assert.deepEqual(labels(items), KINDS);
  assert.match(items[0].documentation.value, /Рус:\*\* Выбор одного верного варианта/);
});

test("before the kind is chosen the fields of every question are offered, then those of the kind", async () => {
  const first = labels(await editor.complete(`${HEAD}  - id: a-1\n    |@\n`));
  assert.ok(["kind", "objective", "prompt", "hints"].every((name) => first.includes(name)));
  assert.ok(!first.includes("options"));
  const rest = labels(
    await editor.complete(changed("    source: [A5]\n", "    |@\n    source: [A5]\n")),
  );
  assert.ok(rest.includes("shuffle") && !rest.includes("pairs"));
});

test("inside an option its fields are offered, inside a text the languages", async () => {
  const fields = labels(await editor.complete(`${QUESTION}      - id: three\n        |@\n`));
  assert.ok(
    ["text", "feedback", "correct", "see"].every((name) => fields.includes(name)),
    fields,
  );
  assert.ok(!fields.includes("kind") && !fields.includes("credit"), fields);
  const texts = await editor.complete(
    `${QUESTION}      - id: three\n        text:\n          |@\n`,
  );
  assert.deepEqual(labels(texts), ["kk", "ru", "en"]);
});

test("a field is explained in three languages, one below the other, and its words too", async () => {
  const field = await editor.hover(changed("bloom", "blo|@om"));
  const [kk, ru, en] = field.split("\n\n");
  assert.equal(kk, `**Қаз:** ${described("kk", "Question.bloom")}`);
  assert.equal(ru, `**Рус:** ${described("ru", "Question.bloom")}`);
  assert.ok(en.startsWith(`**Eng:** ${described("en", "Question.bloom")}`));
  assert.ok(field.includes(described("ru", "bloom=evaluate")));
  assert.match(
    await editor.hover(changed("feedback", "feed|@back")),
    /Why one would choose this option/,
  );
  assert.match(await editor.hover(changed("      kk", "      k|@k")), /Қазақша мәтін/);
});

for (const { title, from, to, said } of [
  {
    title: "a field that does not exist",
    from: "        feedback: {kk: а",
    to: "        feedbak: x\n        feedback: {kk: а",
    said: ["20: Property feedbak is not allowed."],
  },
  {
    title: "a field of another kind",
    from: "    options:",
    to: "    pairs: []\n    options:",
    said: ["16: Property pairs is not allowed."],
  },
  {
    title: "a word that is not possible",
    from: "bloom: apply",
    to: "bloom: use",
    said: [/^9: Value is not accepted. Valid values: "remember", "understand"/],
  },
  {
    title: "a kind that does not exist",
    from: "kind: single",
    to: "kind: singel",
    said: [/^7: Value is not accepted. Valid values: "single"/],
  },
  {
    title: "an id with a capital",
    from: "a-1",
    to: "A-1",
    said: [
      "6: Use small Latin letters, digits and hyphens, beginning with a letter, such as ps-head.",
    ],
  },
  {
    title: "a number where a text belongs",
    from: '"3.1"',
    to: "3.1",
    said: ['8: Incorrect type. Expected "string".'],
  },
  {
    title: "a missing field",
    from: "    source: [A5]\n",
    to: "",
    said: ['6: Missing property "source".'],
  },
  {
    title: "a misspelt language",
    from: "      kk: а\n",
    to: "      kz: а\n",
    said: ["13: Property kz is not allowed."],
  },
  {
    title: "a fault in the rules of an exam",
    from: "questions:",
    to: "exam: {pass: {points: 0}}\nquestions:",
    said: ["5: Value is below the minimum of 1."],
  },
]) {
  test(`what is wrong is said of the field itself: ${title}`, async () => {
    const found = await editor.diagnose(changed(from, to));
    assert.equal(found.length, said.length, found.join("\n"));
    said.forEach((one, i) =>
      one instanceof RegExp ? assert.match(found[i], one) : assert.equal(found[i], one),
    );
  });
}
