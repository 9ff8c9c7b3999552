// Entry of a page with the deadline calculator: makes a form of its box.  Loaded after page.js,
// which it shares modules with; see build.mjs.  Nothing is kept and nobody is asked.
import { count, daysLater, isDay, weekday } from "./deadlines/count.js";
import { find, make } from "./dom.js";
import { speaker } from "./strings.js";

/** @import {Counted, Step, Told} from "./deadlines/count.js" */
/** @import {Say} from "./types.js" */

/** What src/quizlib/site/deadline_box.py tells.
 * @typedef {object} Kind
 * @property {Record<string, string>} name
 * @property {Record<string, string>} begins
 * @property {string} fact
 * @property {{title: Record<string, string>, number: string, date: string}} act
 * @property {Record<string, string>} article
 * @property {Step[]} steps
 * @property {Record<string, string>} [unverified]
 * @typedef {object} Data
 * @property {string} lang
 * @property {Record<string, Kind>} kinds
 * @property {string[]} holidays
 * @property {Record<string, string>} note
 * @property {Record<string, {href: string, label: string}>} facts
 * @property {Record<string, string | Record<string, string>>} strings */

const COUNTS = {
  "working-days": "count_working-days",
  "calendar-days": "count_calendar-days",
  months: "count_months",
};
const ADILET = "https://adilet.zan.kz/";

/** Days and counts in words.
 * @param {Data} data @param {Say} say */
function speech({ lang }, say) {
  const months = say("months").split(" ");
  const weekdays = say("weekdays").split(" ");
  /** @param {string} day */
  const date = (day) => {
    const [year, month, number] = day.split("-").map(Number);
    return say("date", { day: number, month: months[month - 1], year });
  };
  /** @param {string} day */
  const full = (day) => `${date(day)} (${weekdays[weekday(day)]})`;
  return {
    date,
    day: full,
    /** @param {Step} step */
    count: ({ number, unit }) => say(COUNTS[unit], { n: number }),
    /** @param {Told} told @param {Kind} kind */
    warning([code, of, said], kind) {
      const what = kind.steps.find((step) => step.what === of)?.text[lang] ?? "";
      return say(code, { what, day: typeof said === "string" ? full(said) : "", year: said });
    },
  };
}

/** @param {string} tag @param {string} className @param {Record<string, string>} attributes
 * @param {...(Node | string)} children */
function build(tag, className, attributes, ...children) {
  const element = make(tag, className, ...children);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** A control with its label, its help and a place for what is wrong with it.
 * @param {string} name @param {HTMLElement} control @param {string} label @param {string} [help] */
function field(name, control, label, help) {
  const id = `deadline-${name}`;
  control.id = id;
  const parts = [build("label", "qz-dl-label", { for: id }, label)];
  const told = [`${id}-wrong`];
  if (help) {
    parts.push(build("p", "qz-help", { id: `${id}-help` }, help));
    told.unshift(`${id}-help`);
  }
  control.setAttribute("aria-describedby", told.join(" "));
  const wrong = build("p", "qz-dl-wrong", { id: `${id}-wrong` });
  return make("div", "qz-dl-field", ...parts, control, wrong);
}

/** @param {HTMLElement} control @param {string} [text]  what is wrong; nothing where all is well */
function mark(control, text = "") {
  const place = control.parentElement && find(control.parentElement, ".qz-dl-wrong");
  if (place) place.textContent = text;
  if (text) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
}

/** The text with its address, if it names one, as a link.
 * @param {string} text */
function linked(text) {
  const [before, after] = text.split("adilet.zan.kz");
  if (after === undefined) return [text];
  const rel = "external noopener noreferrer";
  return [before, build("a", "external", { href: ADILET, rel }, "adilet.zan.kz"), after];
}

/** @param {HTMLElement} box */
function start(box) {
  const { textContent } = find(box, "script.qz-deadline-data");
  /** @type {Data} */
  const data = JSON.parse(textContent ?? "");
  const { kinds, lang } = data;
  const say = speaker(lang, data.strings);
  const words = speech(data, say);

  // ---- the form

  const names = Object.entries(kinds).map(([name, kind]) =>
    build("option", "", { value: name }, kind.name[lang]),
  );
  const choice = /** @type {HTMLSelectElement} */ (make("select", "qz-input", ...names));
  const bounds = { type: "date", min: "2000-01-01", max: "2100-12-31" };
  const received = /** @type {HTMLInputElement} */ (
    build("input", "qz-input", { ...bounds, required: "" })
  );
  const tick = /** @type {HTMLInputElement} */ (
    build("input", "", { type: "checkbox", id: "deadline-extended" })
  );
  const decided = /** @type {HTMLInputElement} */ (build("input", "qz-input", bounds));
  const holidays = /** @type {HTMLTextAreaElement} */ (
    build("textarea", "qz-input", { rows: "6", spellcheck: "false" })
  );
  holidays.value = data.holidays.join("\n");
  const dayField = field("received", received, "");
  const decidedField = field("decided", decided, say("decided"), say("decided_help"));
  const extendable = make(
    "div",
    "qz-dl-field",
    build("label", "qz-dl-tick", { for: "deadline-extended" }, tick, say("extended")),
  );
  const button = build("button", "qz-button", { type: "submit" }, say("calculate"));
  const help = `${say("holidays_help")} ${data.note[lang]}`;
  const form = /** @type {HTMLFormElement} */ (
    build(
      "form",
      "qz-dl-form",
      { novalidate: "", autocomplete: "off", "aria-labelledby": "deadline-title" },
      field("kind", choice, say("kind")),
      dayField,
      extendable,
      decidedField,
      field("holidays", holidays, say("holidays"), help),
      make("div", "qz-actions", button),
    )
  );
  const status = build("div", "qz-dl-said", { role: "status" });
  const details = make("div", "qz-dl-steps");

  /** Shows what belongs to the kind; a result that no longer fits the form goes. */
  function adapt() {
    const kind = kinds[choice.value];
    find(dayField, "label").textContent = kind.begins[lang];
    extendable.hidden = !kind.steps.some(({ what }) => what === "extension");
    decidedField.hidden = extendable.hidden || !tick.checked;
    status.replaceChildren();
    details.replaceChildren();
  }

  // ---- what was asked

  /** The days of the list, and the lines that are none. */
  function listed() {
    const lines = holidays.value.split("\n").map((line) => line.trim());
    const odd = lines.flatMap((text, index) =>
      text && !isDay(text) ? [say("line", { n: index + 1, text })] : [],
    );
    return { days: lines.filter(Boolean), odd };
  }

  /** What the form asks; undefined once something has been marked as wrong. */
  function asked() {
    const { days, odd } = listed();
    const extended = !extendable.hidden && tick.checked;
    const day = extended ? decided.value : "";
    const badDay = day ? !isDay(day) : decided.validity.badInput;
    const before = isDay(received.value) && day < received.value;
    mark(received, isDay(received.value) ? "" : say("wrong_day"));
    if (extended && badDay) mark(decided, say("wrong_day"));
    else mark(decided, day && before ? say("wrong_before") : "");
    mark(holidays, odd.length ? say("wrong_lines", { n: odd.length, lines: odd.join("; ") }) : "");
    const wrong = /** @type {HTMLElement | null} */ (find(form, "[aria-invalid]"));
    wrong?.focus();
    if (wrong) return undefined;
    return { received: received.value, days, extended: extended && (day || true) };
  }

  // ---- what came of it

  /** @param {Counted} step @param {Kind} kind */
  function stepItem({ what, after, last, passed_over: passed }, kind) {
    const rule = /** @type {Step} */ (kind.steps.find((step) => step.what === what));
    const [begin, end] = [words.day(daysLater(after, 1)), words.day(last)];
    const item = make(
      "li",
      "",
      make("strong", "", rule.text[lang]),
      make("p", "", say("span", { count: words.count(rule), begin, end })),
    );
    if (passed.length) {
      item.append(make("p", "", `${say("passed_over")}: ${passed.map(words.day).join(", ")}`));
    }
    if (rule.note) item.append(make("p", "qz-help", rule.note[lang]));
    return item;
  }

  /** @param {Kind} kind */
  function source({ act, article, fact }) {
    const gaps = { act: act.title[lang], date: words.date(act.date), number: act.number };
    const { href, label } = data.facts[fact];
    const title = { href, title: label, "aria-label": label };
    const law = say("law", { ...gaps, article: article[lang] });
    return make("p", "", `${say("source")}: ${law}\u00a0`, build("a", "fact", title, fact));
  }

  function answer() {
    const wanted = asked();
    status.replaceChildren();
    details.replaceChildren();
    if (!wanted) {
      status.append(make("p", "", say("mend")));
      return;
    }
    const kind = kinds[choice.value];
    const { extended } = wanted;
    const { date, steps, warnings } = count(kind.steps, wanted.received, wanted.days, extended);
    const label = say(extended ? "not_later" : "last_day");
    const last = date ? `${label}: ${words.day(date)}` : say("no_date");
    status.append(make("p", "qz-dl-last", last));
    if (kind.unverified) status.append(make("p", "", ...linked(kind.unverified[lang])));
    if (steps.length) {
      const items = steps.map((step) => stepItem(step, kind));
      details.append(make("p", "qz-dl-head", say("steps")), make("ol", "", ...items));
    }
    const notes = [...warnings.map((told) => words.warning(told, kind)), say("law_read")];
    const items = notes.map((text) => make("li", "", ...linked(text)));
    details.append(
      source(kind),
      make("p", "qz-dl-head", say("mind")),
      make("ul", "qz-dl-notes", ...items),
    );
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer();
  });
  form.addEventListener("input", adapt);
  adapt();
  find(box, ".qz-needs-script").replaceWith(form, status, details);
}

function startAll() {
  for (const box of /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll(".qz-deadlines")
  )) {
    try {
      start(box);
    } catch (error) {
      console.error("quizlib:", error); // the rules stay readable
    }
  }
}

if (document.readyState === "loading") {
  document.addEventListener("readystatechange", startAll, { once: true });
} else {
  startAll();
}
