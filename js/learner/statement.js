// The statement of completion, to be printed: name, date, results, and that nobody has verified it.
import { make } from "../dom.js";
import { own } from "../kinds/shared.js";
import { readAll } from "../records.js";
import { beginning, button, heading, para, show } from "./page.js";
import { examLine } from "./progress.js";
import { tally } from "./standing.js";

/** @import {Kept, Page} from "./page.js" */
/** @import {Tally} from "./standing.js" */

/** On the root while the statement alone is to be printed; see styles/learner.css. */
const PRINTING = "qz-print-statement";

/** @param {string} term @param {Node | string} text */
const fact = (term, text) => [make("dt", "", term), make("dd", "", text)];

/** @param {Page} page @param {Kept} kept */
function results({ course, say }, kept) {
  const cell = (/** @type {number} */ n, /** @type {number} */ total) =>
    make("td", "", total ? say("n_of", { n, total }) : "–");
  const row = (/** @type {string} */ name, /** @type {Tally} */ sum) => {
    const { open, right, tasks, tasksDone, total } = sum;
    const head = make("th", "", name);
    head.setAttribute("scope", "row");
    return make("tr", "", head, cell(total - open + tasksDone, total + tasks), cell(right, total));
  };
  const rows = course.lessons.flatMap(({ page, title }) => {
    const items = course.items.filter(({ lesson }) => lesson === page);
    return items.length ? [row(title, tally(kept, items, 0))] : [];
  });
  if (rows.length > 1) rows.push(row(say("st_all"), tally(kept, course.items, 0)));
  const heads = ["st_lesson", "st_answered", "st_right"].map((name) => {
    const head = make("th", "", say(name));
    head.setAttribute("scope", "col");
    return head;
  });
  const table = make("table", "", make("thead", "", make("tr", "", ...heads)));
  table.append(make("tbody", "", ...rows));
  return table;
}

/** The best attempt of each exam that was handed in.  @param {Page} page @param {Kept} kept */
function exams(page, kept) {
  return page.course.exams.flatMap(({ bank, title }) => {
    const past = own(kept.exams, bank)?.past ?? [];
    const points = past.map((attempt) => attempt.points ?? 0);
    const n = points.indexOf(Math.max(...points));
    return n < 0 ? [] : fact(title, examLine(page, past[n], n + 1));
  });
}

/** @param {HTMLElement} box @param {Page} page */
export function statement(box, page) {
  const { course, date, say } = page;
  const input = /** @type {HTMLInputElement} */ (make("input", "qz-name-input"));
  input.type = "text";
  input.autocomplete = "name";
  const note = make("span", "qz-when", say("st_name_note"));
  note.id = "qz-name-note";
  input.setAttribute("aria-describedby", note.id);
  const name = make("span", "qz-name");
  const copyName = () => name.replaceChildren(input.value.trim());
  input.addEventListener("input", copyName);
  const sheet = make("div", "qz-sheet");
  const print = button(say("st_print"), () => {
    document.documentElement.classList.add(PRINTING);
    window.print();
  });
  addEventListener("afterprint", () => document.documentElement.classList.remove(PRINTING));
  const label = make("label", "qz-field-label", make("span", "", say("st_name")), input, note);
  const form = make("div", "qz-form", label, print);
  return () => {
    const kept = readAll();
    const { attempts, open, tasksDone, total } = tally(kept, course.items, 0);
    const taken = exams(page, kept);
    if (!attempts && open === total && !tasksDone && !taken.length) {
      show(box, ...beginning(page));
      return;
    }
    copyName();
    sheet.replaceChildren(
      heading(box, say("st_title")),
      make(
        "dl",
        "qz-facts",
        ...fact(say("st_course"), course.course),
        ...fact(say("st_learner"), name),
        ...fact(say("st_date"), date(Date.now())),
        ...taken,
      ),
      results(page, kept),
      para(say("st_self")),
    );
    if (!form.isConnected) box.replaceChildren(form, sheet);
  };
}
