// The progress file: saving it, reading one in, and deleting what the browser keeps.
import { make } from "../dom.js";
import { canonical, merge } from "../merge.js";
import { LONGEST, fromText, toText } from "../progressfile.js";
import { clearAll, readAll, writeAll } from "../records.js";
import { button, para, statusLine } from "./page.js";

/** @import {Page} from "./page.js" */

/** As many broken records are named. */
const NAMED = 10;

/** Today as the file is called after it: 2026-05-03, by the learner's own clock. */
function today() {
  const now = new Date();
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Hand the browser a file to save; what to tell of it.
 * @param {Page} page @returns {string} */
function save({ course, say }) {
  const { exams, records } = readAll();
  if (!Object.keys(records).length && !Object.keys(exams).length) return say("file_nothing");
  const name = `progress-${today()}.json`;
  const text = toText({ records, exams }, { course: course.course, saved: new Date().toISOString() });
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const way = make("a", "");
  way.setAttribute("href", address);
  way.setAttribute("download", name);
  document.body.append(way); // some browsers follow no link outside the page
  way.click();
  way.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return say("file_saved", { name });
}

/** Read a file in; what came of it, in words.
 * @param {Page} page @param {string} text @returns {Node[]} */
function take({ course, say }, text) {
  const { problems, state } = fromText(text);
  if (!state) return problems.map(({ code }) => para(say(`file_${code}`), " ", say("file_refused")));
  const list = problems.map(({ count = 0, names = [] }) =>
    para(say("file_broken", { n: count, names: names.slice(0, NAMED).join(", ") })),
  );
  const before = readAll();
  const hashes = Object.fromEntries(course.items.map(({ hash, id }) => [id, hash]));
  const after = merge(before, state, hashes);
  if (!writeAll(after)) return [para(say("file_not_kept")), ...list];
  const gaps = { added: 0, updated: 0, kept: 0 };
  for (const id of Object.keys(state.records)) {
    const old = before.records[id];
    const same = old && canonical(old) === canonical(after.records[id]);
    gaps[!old ? "added" : same ? "kept" : "updated"] += 1;
  }
  const count = (/** @type {typeof before.exams} */ all) =>
    Object.values(all).reduce((sum, { past }) => sum + past.length, 0);
  const n = count(after.exams) - count(before.exams);
  return [
    para(say("file_report", gaps)),
    ...(n ? [para(say("file_exams", { n }))] : []),
    ...list,
  ];
}

/** The question before everything is deleted.  The focus begins on the way out, and goes back to
 * the button that asked; the browser sees to the rest.
 * @param {HTMLElement} box @param {Page} page @param {HTMLElement} status */
function ask(box, page, status) {
  const { repaint, say } = page;
  const { exams, records } = readAll();
  const dialog = /** @type {HTMLDialogElement} */ (make("dialog", "qz-dialog"));
  const title = make("h2", "qz-head", say("reset_title"));
  title.id = "qz-dialog-title";
  dialog.setAttribute("aria-labelledby", title.id);
  const gaps = {
    n: Object.keys(records).length,
    exams: Object.values(exams).reduce((sum, { past }) => sum + past.length, 0),
  };
  const said = statusLine();
  const keep = button(say("reset_keep"), () => dialog.close());
  keep.autofocus = true;
  const saveFirst = button(say("file_save"), () => said.replaceChildren(save(page)), "qz-quiet");
  const remove = button(say("reset_do"), () => {
    const done = clearAll();
    dialog.close();
    repaint();
    status.replaceChildren(say(done ? "reset_done" : "reset_failed"));
  }, "qz-danger");
  const row = make("div", "qz-row-of-buttons", keep, saveFirst, remove);
  dialog.append(title, para(say("reset_text", gaps)), row, said);
  dialog.addEventListener("close", () => dialog.remove());
  box.append(dialog);
  dialog.showModal();
}

/** @param {HTMLElement} box @param {Page} page @param {HTMLElement} status */
export const resetButton = (box, page, status) =>
  button(page.say("reset"), () => ask(box, page, status), "qz-quiet qz-danger");

/** @param {HTMLElement} box @param {Page} page */
export function file(box, page) {
  const { repaint, say } = page;
  const status = statusLine();
  const input = /** @type {HTMLInputElement} */ (make("input", "qz-file"));
  input.type = "file";
  input.accept = ".json,application/json";
  // The control's own words would be in the browser's language, not in the page's.
  const label = make("label", "qz-button qz-quiet qz-file-label", input, say("file_read"));
  input.addEventListener("change", async () => {
    const chosen = input.files?.[0];
    if (!chosen) return;
    const report = take(page, await chosen.slice(0, 4 * LONGEST).text());
    input.value = ""; // so that the same file can be chosen again
    repaint();
    status.replaceChildren(...report);
  });
  const saveButton = button(say("file_save"), () => status.replaceChildren(save(page)));
  box.replaceChildren(saveButton, label, resetButton(box, page, status), status);
  return () => {};
}
