// `exam`: questions drawn from a pool, one at a time, within a time and a number of attempts.
//
// Everything kept stands in the exam's record (attempts.js); the results of an exam do not join the
// review.  Before the start and after the last attempt the questions not asked stay hidden.
import { find, make } from "../dom.js";
import { asked, Attempts } from "./attempts.js";
import { draw, timesAsked } from "./draw.js";
import { report, summary } from "./examresult.js";
import { Foot } from "./foot.js";
import { Navigator } from "./navigator.js";
import { outcome } from "./outcome.js";
import { list, missingList } from "./results.js";
import { endOf, EXTRA, longer, Timer } from "./timer.js";

/** @import {Attempt, ExamRules, Quiz} from "../types.js" */
/** @import {QuestionView} from "../view.js" */

/** How often the clock is looked at, in milliseconds. */
const TICK = 1000;

/** @param {string} text @param {string} look @param {() => void} onClick */
function button(text, look, onClick) {
  const element = make("button", `qz-button ${look}`, text);
  element.setAttribute("type", "button");
  element.addEventListener("click", onClick);
  return element;
}

class Exam {
  /** @param {Quiz} quiz */
  constructor(quiz) {
    const { say, section } = quiz;
    this.quiz = quiz;
    this.attempts = /** @type {Attempts} */ (quiz.model);
    this.rules = /** @type {ExamRules} */ (quiz.data.exam);
    /** All questions of the pool; `quiz.views` are those asked. */
    this.all = quiz.views;
    /** The question on view.  In each tab its own. */
    this.at = 0;
    /** Which attempt the page is laid out for. */
    this.laid = "none";

    this.foot = new Foot(quiz);
    this.foot.startOver.remove();
    this.report = make("div", "qz-report-box");
    this.report.tabIndex = -1;
    this.desk = /** @type {HTMLElement} */ (find(section, ".qz-intro"));
    this.left = make("p", "");
    this.past = make("ul", "qz-past-attempts");
    this.time = this.timeChoice();
    this.start = button(say("start"), "", () => this.onStart());
    this.desk.append(this.left, this.past, ...(this.time ? [this.time.label] : []), this.start);
    this.desk.before(this.report);

    this.timer = new Timer(say, (quiet) => this.attempts.keep({ quiet }));
    this.bar = make("div", "qz-bar", this.timer.box);
    this.desk.after(this.bar);

    this.back = button(say("back"), "qz-quiet", () => this.go(this.at - 1));
    this.next = button(say("next"), "", () => this.go(this.at + 1));
    this.flag = button(say("flag"), "qz-quiet qz-flag", () => this.onFlag());
    this.navigator = new Navigator(quiz, (index) => this.go(index));
    this.handInButton = button(say("hand_in"), "qz-quiet", () => this.onHandIn());
    /** What is asked before handing in: takes the focus, so it is read aloud. */
    this.ask = make("div", "qz-report-box");
    this.ask.tabIndex = -1;
    this.run = make(
      "div",
      "qz-run",
      this.timer.warning,
      make("div", "qz-actions", this.back, this.next, this.flag),
      this.navigator.list,
      this.navigator.legend,
      make("div", "qz-actions", this.handInButton),
      this.ask,
    );
    this.foot.box.before(this.run);
    for (const hint of section.querySelectorAll(".qz-hint")) hint.remove();
    quiz.turnTo = (view) => this.turnTo(view);
    this.tick();
    const clock = setInterval(() => this.tick(), TICK);
    quiz.gone.addEventListener("abort", () => clearInterval(clock));
  }

  /** The choice of more time; none where time is not limited. */
  timeChoice() {
    const { quiz: { say }, rules: { minutes } } = this;
    if (!minutes) return null;
    const select = /** @type {HTMLSelectElement} */ (make("select", "qz-select"));
    for (const extra of EXTRA) {
      const time = say("minutes", { n: longer(minutes, extra) });
      const text = extra === 1 ? time : extra ? `${time} (×${extra})` : say("no_limit");
      select.add(new Option(text, String(extra)));
    }
    return { select, label: make("label", "qz-extra", say("time_choice"), " ", select) };
  }

  // ---- what the learner does

  onStart() {
    const { attempts, quiz, rules, time } = this;
    const { past } = attempts.record;
    const started = Date.now();
    const extra = Number(time?.select.value ?? 1);
    attempts.begin({
      n: past.length + 1,
      ids: draw(quiz.data.questions, rules, timesAsked(past)),
      started,
      ends: endOf(started, rules.minutes, extra),
      extra,
      flags: [],
      at: 0,
      answers: {},
      progress: {},
    });
    this.go(0);
  }

  /** @param {number} index */
  go(index) {
    const { attempts, bar, quiz } = this;
    quiz.views[this.at].flush();
    this.at = index;
    this.ask.hidden = true;
    attempts.keep({ at: index });
    this.paint();
    bar.scrollIntoView({ block: "nearest", behavior: "instant" });
    this.countOf(quiz.views[index]).focus({ preventScroll: true });
  }

  /** @param {QuestionView} view */
  turnTo(view) {
    if (this.attempts.running) this.go(this.quiz.views.indexOf(view));
    return this.attempts.running;
  }

  onFlag() {
    const { id } = this.quiz.views[this.at].item;
    const { flags } = this;
    this.attempts.keep({
      flags: flags.includes(id) ? flags.filter((flag) => flag !== id) : [...flags, id],
    });
  }

  onHandIn() {
    const { ask, flags, quiz } = this;
    const { say, views } = quiz;
    views[this.at].flush();
    const missing = views.filter((view) => !view.answered);
    const flagged = views.filter((view) => flags.includes(view.item.id));
    const anyway = say(missing.length ? "hand_in_anyway" : "hand_in_now");
    ask.replaceChildren(
      ...(missing.length ? [missingList(quiz, missing)] : []),
      ...(flagged.length ? [list(quiz, say("flagged_n", { n: flagged.length }), flagged)] : []),
      make("p", "", say("hand_in_note")),
      make(
        "div",
        "qz-actions",
        button(anyway, "", () => this.handIn()),
        button(say("go_on"), "qz-quiet", () => this.go(this.at)),
      ),
    );
    ask.hidden = false;
    ask.focus();
  }

  /** @param {number} [late]  when the time ran out, where that is why */
  handIn(late) {
    const { attempts, quiz, report: box, rules } = this;
    const focus = document.activeElement;
    const here = !late || focus === document.body || quiz.section.contains(focus);
    for (const view of quiz.views) view.flush();
    const { n, ids, started, answers } = /** @type {Attempt} */ (attempts.attempt);
    const scores = Object.fromEntries(
      quiz.views.map(({ item, kind, response }) => [
        item.id,
        kind.unscored ? null : (kind.grade(item.key, response).score ?? 0),
      ]),
    );
    attempts.close({
      n,
      started,
      handed: late ?? Date.now(),
      ids,
      scores,
      ...outcome(quiz.views.map((view) => view.item), scores, rules.pass),
      answers,
      progress: Object.fromEntries(quiz.views.map((view) => [view.item.id, view.handedIn()])),
      ...(late ? { late: true } : {}),
    });
    this.paint();
    if (here) box.focus();
  }

  /** Look at the clock. */
  tick() {
    const { current } = this.attempts.record;
    if (!current) return;
    this.lay();
    if (current.ends && Date.now() >= current.ends) this.handIn(current.ends);
    else this.timer.paint(current);
  }

  // ---- what the page shows

  /** @returns {string[]} */
  get flags() {
    return this.attempts.attempt?.flags ?? [];
  }

  /** "Question 3 of 40", where the focus goes.  @param {QuestionView} view */
  countOf({ form }) {
    let count = /** @type {HTMLElement | null} */ (form.querySelector(".qz-count"));
    if (!count) form.prepend((count = make("p", "qz-count"))); // a pool of one question has none
    count.tabIndex = -1;
    return count;
  }

  /** Put the questions of the attempt on view into its order. */
  lay() {
    const { all, attempts: { attempt, running }, quiz } = this;
    const state = JSON.stringify([attempt?.started, running, attempt?.ids]);
    if (state === this.laid) return;
    this.laid = state;
    quiz.views = asked(attempt).flatMap((id) => all.filter((view) => view.item.id === id));
    for (const { form } of all) form.hidden = true;
    this.run.before(...quiz.views.map(({ form }) => form));
    quiz.views.forEach((view, i) => {
      const place = { n: i + 1, total: quiz.views.length };
      this.countOf(view).textContent = quiz.say("question_of", place);
      view.form.hidden = false;
      view.paint();
    });
    this.ask.hidden = true;
    this.at = quiz.views[attempt?.at] ? attempt?.at : 0;
    this.navigator.lay();
  }

  paint() {
    this.lay();
    const { attempts: { attempt, running }, foot, quiz } = this;
    const { views } = quiz;
    foot.paint(views.filter((view) => view.answered).length);
    foot.count.hidden = !running;
    this.desk.hidden = running;
    this.bar.hidden = !running;
    this.run.hidden = !running;
    this.report.hidden = running || !attempt;
    this.timer.paint(running ? attempt : null);
    if (running) return this.paintRunning();
    if (attempt) this.report.replaceChildren(...report(quiz, this.rules, attempt));
    return this.paintDesk();
  }

  paintRunning() {
    const { at, flags, quiz: { views } } = this;
    views.forEach(({ form }, i) => {
      form.hidden = i !== at;
    });
    this.back.hidden = at === 0;
    this.next.hidden = at === views.length - 1;
    this.flag.setAttribute("aria-pressed", String(flags.includes(views[at].item.id)));
    this.navigator.paint(at, flags);
  }

  /** What stands beside the button "Start": attempts left, and those so far. */
  paintDesk() {
    const { attempts, quiz, rules, time } = this;
    const { past } = attempts.record;
    const left = Math.max(0, rules.attempts - past.length);
    this.left.hidden = !past.length; // the rules above say how many there are
    this.left.textContent = left ? quiz.say("attempts_left", { n: left }) : quiz.say("no_attempts");
    this.past.hidden = past.length < 2;
    this.past.replaceChildren(
      ...past.map((attempt) => {
        const text = summary(quiz, attempt);
        if (attempt.started === attempts.attempt?.started) return make("li", "", text);
        return make("li", "", button(text, "qz-quiet", () => this.onShow(attempt)));
      }),
    );
    this.start.hidden = !left;
    if (time) time.label.hidden = !left;
  }

  /** @param {Attempt} attempt  one of those handed in */
  onShow({ started }) {
    this.attempts.shown = started;
    this.paint();
    this.report.focus();
  }
}

/** @type {import("../types.js").Mode} */
export const exam = {
  immediate: false,
  over: (model, { questions }) => new Attempts(model, questions.map(({ id }) => id)),
  start(quiz) {
    if (!quiz.views.length) return () => {};
    const held = new Exam(quiz);
    return () => held.paint();
  },
};
