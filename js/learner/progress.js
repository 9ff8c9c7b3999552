// My progress: lessons and objectives in words, with a bar beside them, and what exams gave.
import { make } from "../dom.js";
import { own } from "../kinds/shared.js";
import { readAll } from "../records.js";
import { beginning, heading, link, notices, para, show } from "./page.js";
import { nextDue, tally } from "./standing.js";

/** @import {Kept, Page} from "./page.js" */
/** @import {Tally} from "./standing.js" */

const SVG = "http://www.w3.org/2000/svg";
const seconds = () => Date.now() / 1000;

/** @param {string} tag @param {Record<string, string | number>} attributes */
function svg(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

/** A bar for the eye: full where right, striped where not right yet, empty where there is no
 * answer.  The words beside it say the same.
 * @param {Tally} sum */
function bar({ total, right, wrong }) {
  const drawing = svg("svg", { class: "qz-picture", viewBox: `0 0 ${total} 1`, "aria-hidden": "true" });
  drawing.setAttribute("preserveAspectRatio", "none");
  const wide = (/** @type {number} */ x, /** @type {number} */ width, /** @type {string} */ name) =>
    drawing.append(svg("rect", { x, y: 0, width, height: 1, class: name }));
  wide(0, right, "qz-picture-right");
  // Stripes of equal width, whatever the width of the bar: a stripe is a fortieth of it.
  const step = total / 40;
  for (let x = right; x < right + wrong - step / 4; x += step) {
    wide(x, Math.min(step / 2, right + wrong - x), "qz-picture-wrong");
  }
  return drawing;
}

/** @param {string} text @param {string} sign */
const signed = (text, sign) => make("li", sign, text);

/** The same in words, each with the sign that the bar has for it.
 * @param {Page} page @param {Tally} sum */
function words({ say }, sum) {
  const { due, open, right, tasks, tasksDone, total, wrong } = sum;
  return make(
    "ul",
    "qz-tally",
    ...(total ? [signed(say("right_of", { n: right, total }), "qz-sign-right")] : []),
    ...(wrong ? [signed(say("wrong_n", { n: wrong }), "qz-sign-wrong")] : []),
    ...(open ? [signed(say("open_n", { n: open }), "qz-sign-open")] : []),
    ...(due ? [signed(say("due_n", { n: due }), "qz-sign-due")] : []),
    ...(tasks ? [signed(say("tasks_of", { n: tasksDone, total: tasks }), "qz-sign-none")] : []),
  );
}

/** @param {Page} page @param {Tally} sum */
const picture = (page, sum) => [...(sum.total ? [bar(sum)] : []), words(page, sum)];

/** @param {Page} page @param {Tally} sum */
function when({ date, say }, { attempts, last }) {
  const texts = [
    ...(attempts ? [say("attempts_n", { n: attempts })] : []),
    ...(last ? [say("last_answer", { date: date(last) })] : []),
  ];
  return texts.length ? [make("p", "qz-when", texts.join(" · "))] : [];
}

/** @param {Page} page @param {Kept} kept @param {string} lesson */
function objectives(page, kept, lesson) {
  const { course, say } = page;
  const entries = course.objectives.flatMap(({ id, lesson: of, text }) => {
    const items = course.items.filter((item) => item.objective === id);
    if (of !== lesson || !items.length) return [];
    const sum = tally(kept, items, seconds());
    const { review } = course.views;
    const ways = [
      ...(sum.next?.href ? [link(say("next_open"), sum.next.href)] : []),
      ...(review && sum.total ? [link(say("practise"), `${review}#objective=${id}`)] : []),
    ];
    const line = make("p", "qz-objective", make("strong", "", id), ` ${text}`);
    return [make("li", "", line, ...picture(page, sum), make("p", "qz-leads", ...ways))];
  });
  return entries.length ? [make("ul", "qz-objectives", ...entries)] : [];
}

/** @param {Page} page @param {Kept} kept */
function exams(page, kept) {
  const { course, say } = page;
  const found = course.exams.flatMap(({ bank, href, title }) => {
    const { current = null, past = [] } = own(kept.exams, bank) ?? {};
    const lines = past.map((attempt, i) => make("li", "", examLine(page, attempt, i + 1)));
    if (current) lines.push(make("li", "", say("exam_running")));
    return [
      para(link(title, href)),
      lines.length ? make("ul", "", ...lines) : para(say("exam_none")),
    ];
  });
  return found;
}

/** An attempt in words.
 * @param {Page} page @param {import("../types.js").Attempt} attempt @param {number} n */
export function examLine({ date, number, say }, attempt, n) {
  const { handed = attempt.started, passed, points, total } = attempt;
  const gaps = { n: attempt.n ?? n, date: date(handed), points: number(points ?? 0), total };
  const line = say("exam_attempt", gaps);
  return typeof passed === "boolean"
    ? `${line}, ${say(passed ? "exam_passed" : "exam_failed")}`
    : line;
}

/** What is to be done next: the questions due, or when the next ones are.
 * @param {Page} page @param {Kept} kept @param {Tally} sum */
export function dueLine({ course, date, say }, kept, { due }) {
  const { review } = course.views;
  if (due) return para(link(say("review_now", { n: due }), review, "qz-button"));
  const next = nextDue(kept, course, seconds());
  const text = next ? ` ${say("next_review", { date: date(next) })}` : "";
  return para(`${say("nothing_due")}${text}`);
}

/** @param {HTMLElement} box @param {Page} page */
export function progress(box, page) {
  const { course, say } = page;
  return () => {
    const kept = readAll();
    const all = tally(kept, course.items, seconds());
    const begun = all.attempts || all.right || all.wrong || all.tasksDone;
    const examsTaken = course.exams.some(({ bank }) => own(kept.exams, bank));
    if (!begun && !examsTaken) {
      show(box, ...notices(page, kept), ...beginning(page));
      return;
    }
    const lessons = course.lessons.flatMap(({ href, page: lesson, title }) => {
      const items = course.items.filter((item) => item.lesson === lesson);
      if (!items.length) return [];
      const sum = tally(kept, items, seconds());
      const head = heading(box, link(title, href));
      return [[head, ...picture(page, sum), ...when(page, sum), ...objectives(page, kept, lesson)]];
    });
    const results = exams(page, kept);
    if (results.length) results.unshift(heading(box, say("exam_results")));
    show(
      box,
      ...notices(page, kept),
      // Of a single lesson the lines below say the same.
      ...(lessons.length > 1 ? [...picture(page, all), ...when(page, all)] : []),
      dueLine(page, kept, all),
      ...lessons.flat(),
      ...results,
    );
  };
}
