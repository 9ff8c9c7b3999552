// Privacy: what this browser keeps at this moment.
import { make } from "../dom.js";
import { readAll } from "../records.js";
import { resetButton } from "./file.js";
import { link, notices, para, statusLine } from "./page.js";

/** @import {Kept, Page} from "./page.js" */

/** Keys of the theme and of course.js: colours and language. */
const SETTINGS = ["mode", "theme", "course-language"];

/** Names and texts of the storage, without those that ours is not asked about.
 * @returns {[string, string][]} */
function stored() {
  try {
    return Object.entries(localStorage);
  } catch {
    return [];
  }
}

/** The moment of the first thing kept, in milliseconds; 0 where nothing says it.
 * @param {Kept} kept */
function since({ exams, records }) {
  const times = [
    ...Object.values(records).flatMap(({ at, progress }) => [
      at,
      ...(progress?.history ?? []).map(([time]) => time * 1000),
    ]),
    ...Object.values(exams).flatMap(({ current, past }) =>
      [...past, ...(current ? [current] : [])].map(({ started }) => started),
    ),
  ].filter(Boolean);
  return times.length ? Math.min(...times) : 0;
}

/** @param {HTMLElement} box @param {Page} page */
export function kept(box, page) {
  const { course, date, number, say } = page;
  const status = statusLine();
  const told = make("div", "");
  const buttons = make("div", "qz-row-of-buttons", resetButton(box, page, status));
  if (course.views.file) buttons.append(link(say("kept_export"), `${course.views.file}#file-view`));
  box.replaceChildren(told, buttons, status);
  return () => {
    const all = readAll();
    const entries = stored();
    const ours = entries.filter(([name]) => name.startsWith("quizlib:"));
    const first = since(all);
    // A letter takes two bytes in the storage.
    const bytes = ours.reduce((sum, [name, text]) => sum + 2 * (name.length + text.length), 0);
    const attempts = Object.values(all.exams).reduce(
      (sum, { current, past }) => sum + past.length + (current ? 1 : 0),
      0,
    );
    const facts = [
      [say("kept_questions"), number(Object.keys(all.records).length)],
      [say("kept_exams"), number(attempts)],
      [say("kept_size"), say("kept_kb", { n: number(bytes / 1024) })],
      ...(first ? [[say("kept_since"), date(first)]] : []),
    ].flatMap(([term, text]) => [make("dt", "", term), make("dd", "", text)]);
    buttons.hidden = !ours.length;
    told.replaceChildren(
      ...notices(page, all),
      ours.length ? make("dl", "qz-facts", ...facts) : para(say("kept_none")),
      ...(entries.some(([name]) => SETTINGS.includes(name)) ? [para(say("kept_settings"))] : []),
    );
  };
}
