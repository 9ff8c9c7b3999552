// Review: the questions that are due, one at a time, drawn across lessons; or, under
// `#objective=3.2`, all questions on one objective.
//
// Questions come from a script for each bank (src/quizlib/site/fragments.py), loaded only where one
// of its questions is asked.
import { mount, dataOf } from "../core.js";
import { find, make } from "../dom.js";
import { own } from "../kinds/shared.js";
import { readAll } from "../records.js";
import { storedModel } from "../store.js";
import { beginning, button, heading, link, notices, para } from "./page.js";
import { due, nextDue, recordOf } from "./standing.js";

/** @import {Entry, Page} from "./page.js" */

/** As many questions as are asked at one go. */
const SITTING = 20;
/** The rating of a learner who has no doubt. */
const SURE = 2;

/** Questions as HTML, by bank: {question: HTML}.
 * @type {Record<string, Record<string, string>>} */
const banks = {};

/** The door for the scripts of the banks.
 * @param {string} bank @param {Record<string, string>} questions */
export function receive(bank, questions) {
  banks[bank] = questions;
}

/** @param {string} bank @param {string} address @returns {Promise<unknown>} */
function load(bank, address) {
  if (own(banks, bank)) return Promise.resolve();
  const script = document.createElement("script");
  return new Promise((resolve, reject) => {
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    script.src = address;
    document.head.append(script);
  });
}

const seconds = () => Math.floor(Date.now() / 1000);

/** What the address asks for.  @returns {string} the objective, or nothing */
const wanted = () => /^#objective=([\d.]+)$/.exec(location.hash)?.[1] ?? "";

/** One go at a list of questions. */
class Sitting {
  /** @param {HTMLElement} box @param {Page} page @param {Entry[]} items
   * @param {Node[]} head  what stands above each question
   * @param {() => void} end */
  constructor(box, page, items, head, end) {
    this.box = box;
    this.page = page;
    this.items = items;
    this.head = head;
    this.end = end;
    this.begun = seconds();
    this.at = -1;
    /** Undoes the wiring of the question that is shown. */
    this.unmount = () => {};
  }

  /** @param {boolean} focus  whether the focus goes to the question, as it must once the button
   * that had it is gone */
  next(focus) {
    this.unmount();
    this.unmount = () => {};
    this.at += 1;
    if (this.at >= this.items.length) return this.end();
    const { at, box, head, items, page: { say } } = this;
    const item = items[at];
    const place = heading(box, say("rv_place", { n: at + 1, total: items.length }));
    place.tabIndex = -1;
    const parsed = new DOMParser().parseFromString(banks[item.bank][item.id], "text/html");
    const section = document.importNode(
      /** @type {HTMLElement} */ (find(parsed, "section.qz")),
      true,
    );
    const model = storedModel(dataOf(section).questions, { fresh: true });
    const last = at + 1 === items.length;
    const forward = button("", () => this.next(true));
    const paint = () => {
      const answered = model.get("progress")[item.id]?.attempts > 0;
      forward.textContent = say(!answered ? "rv_skip" : last ? "rv_finish" : "rv_next");
      forward.classList.toggle("qz-quiet", !answered);
    };
    model.on("change:progress", paint);
    paint();
    box.replaceChildren(...head, place, ...this.reminder(item), section, forward);
    this.unmount = mount(section, model);
    if (focus) {
      place.focus();
      place.scrollIntoView({ block: "nearest", behavior: "instant" });
    }
    return undefined;
  }

  /** @param {Entry} item */
  reminder(item) {
    const history = recordOf(readAll(), item)?.progress?.history ?? [];
    const [, score, sure] = history[history.length - 1] ?? [];
    const missed = typeof score === "number" && score < 1 && sure === SURE;
    return missed ? [make("p", "qz-notice", this.page.say("rv_sure"))] : [];
  }

  /** Questions answered in this sitting, and those of them that were right at once. */
  get result() {
    const kept = readAll();
    const first = this.items.flatMap((item) => {
      const history = recordOf(kept, item)?.progress?.history ?? [];
      const here = history.filter(([time]) => time >= this.begun);
      return here.length ? [here[0][1]] : [];
    });
    return { total: first.length, n: first.filter((score) => score === 1).length };
  }
}

class Review {
  /** @param {HTMLElement} box @param {Page} page */
  constructor(box, page) {
    this.box = box;
    this.page = page;
    /** Changes with each start, so that what was being loaded before is not shown. */
    this.run = 0;
    this.objective = wanted();
    // Other links within the page leave the question where it is.
    addEventListener("hashchange", () => {
      if (wanted() !== this.objective) this.start(true);
    });
  }

  /** @param {boolean} focus */
  async start(focus) {
    this.sitting?.unmount();
    const { box, page } = this;
    const { course, say } = page;
    const kept = readAll();
    const objective = wanted();
    this.objective = objective;
    const scored = course.items.filter(({ bank, scored }) => scored && course.fragments?.[bank]);
    const items = objective
      ? scored.filter((item) => item.objective === objective)
      : due(kept, scored, seconds());
    const head = [...notices(page, kept), ...this.about(objective)];
    if (!items.length) {
      const text = say(objective ? "rv_no_questions" : "nothing_due");
      box.replaceChildren(...head, ...(objective ? [para(text)] : this.nothing(kept)));
      return;
    }
    const now = items.slice(0, SITTING);
    this.run += 1;
    const { run } = this;
    box.replaceChildren(...head, para(say("rv_loading")));
    try {
      const needed = new Set(now.map(({ bank }) => bank));
      await Promise.all([...needed].map((bank) => load(bank, course.fragments?.[bank] ?? "")));
    } catch {
      if (run === this.run) box.replaceChildren(...head, para(say("rv_failed")));
      return;
    }
    if (run !== this.run) return;
    // A question whose bank has changed since the page was made is not there any more.
    const there = now.filter(({ bank, id }) => own(banks[bank], id));
    this.sitting = new Sitting(box, page, there, head, () => this.end());
    this.sitting.next(focus);
  }

  /** @param {string} objective */
  about(objective) {
    if (!objective) return [];
    const { course, say } = this.page;
    const text = course.objectives.find(({ id }) => id === objective)?.text ?? objective;
    return [para(say("rv_objective", { text })), para(link(say("rv_to_due"), "#review-view"))];
  }

  /** Said where nothing is due.
   * @param {ReturnType<typeof readAll>} kept */
  nothing(kept) {
    const { course, date, say } = this.page;
    const next = nextDue(kept, course, seconds());
    if (next) return [para(say("nothing_due")), para(say("next_review", { date: date(next) }))];
    const begun = course.items.some((item) => recordOf(kept, item));
    return begun
      ? [para(say("nothing_due"))]
      : [para(say("rv_empty")), ...beginning(this.page)];
  }

  end() {
    const { box, page } = this;
    const { course, date, say } = page;
    const kept = readAll();
    const { result } = /** @type {Sitting} */ (this.sitting);
    const more = wanted() ? 0 : due(kept, course.items, seconds()).length;
    const next = nextDue(kept, course, seconds());
    const title = heading(box, say("rv_done"));
    title.tabIndex = -1;
    const lines = [
      ...(result.total ? [para(say("rv_result", result))] : []),
      ...(result.n < result.total ? [para(say("rv_again"))] : []),
      ...(next ? [para(say("next_review", { date: date(next) }))] : []),
    ];
    const ways = make("div", "qz-row-of-buttons");
    if (more) ways.append(button(say("rv_more", { n: more }), () => this.start(true)));
    if (wanted()) ways.append(link(say("rv_to_due"), "#review-view"));
    if (course.views.progress) ways.append(link(say("to_progress"), course.views.progress));
    // Read aloud with the title, which takes the focus.
    const told = make("div", "", ...lines);
    told.id = "qz-review-result";
    title.setAttribute("aria-describedby", told.id);
    box.replaceChildren(title, told, ways);
    title.focus();
  }
}

/** @param {HTMLElement} box @param {Page} page */
export function review(box, page) {
  const view = new Review(box, page);
  view.start(false);
  // What another tab answers meanwhile counts from the next sitting on.
  return () => {};
}
