// One question on the page: reads its controls, has the kind grade them, and paints what came of it.
//
// A view never builds question text; it moves copies of the written reasons beside the options (see
// parts.js).  What the learner did is kept in the quiz's model, and the page is painted from there.
import { clock } from "./clock.js";
import { copyButton, find, make, shuffle } from "./dom.js";
import { KINDS } from "./kinds/index.js";
import { own } from "./kinds/shared.js";
import { paintParts, rightAnswer, spoken, verdictOf, word } from "./parts.js";
import { answerOnPage } from "./quizzes.js";

/** @import {Grade, Item, Kind, Progress, Quiz} from "./types.js" */

/** How long typing rests before it is kept, in milliseconds. */
const TYPING = 400;
/** As many results as are kept of one question. */
const RESULTS = 50;
const OVER = ["done", "shown", "handed"];

let counter = 0;

export class QuestionView {
  /** @param {HTMLFormElement} form @param {Item} item @param {Quiz} quiz */
  constructor(form, item, quiz) {
    this.form = form;
    this.item = item;
    this.quiz = quiz;
    this.model = quiz.model;
    this.say = quiz.say;
    /** @type {Kind} */
    this.kind = KINDS[item.kind];
    this.root = /** @type {HTMLFieldSetElement} */ (find(form, ".qz-field"));
    this.verdict = /** @type {HTMLElement} */ (find(form, ".qz-verdict"));
    this.status = /** @type {HTMLElement} */ (find(form, ".qz-status"));
    this.check = /** @type {HTMLButtonElement} */ (find(form, ".qz-check"));
    this.show = /** @type {HTMLButtonElement} */ (find(form, ".qz-show"));
    this.again = /** @type {HTMLButtonElement} */ (find(form, ".qz-again"));
    /** @type {HTMLFieldSetElement | null} */
    this.sure = form.querySelector(".qz-confidence");
    this.uid = `qz-${(counter += 1)}`;
    this.hints = /** @type {NodeListOf<HTMLDetailsElement>} */ (
      form.querySelectorAll(".qz-hint")
    );
    /** What was painted last, to paint nothing twice. */
    this.painted = "";
    /** Whether parts bear marks now: a page of sixty fresh questions has none to clear. */
    this.marked = false;
    /** The timer that runs while something is being typed.
     * @type {ReturnType<typeof setTimeout> | undefined} */
    this.typing = undefined;
    this.order = this.shuffled();
    this.wire();
  }

  wire() {
    const { form, kind } = this;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.onCheck();
    });
    form.addEventListener("change", ({ target }) => {
      if (this.sure?.contains(/** @type {Node} */ (target))) this.onSure();
      else this.onChange(/** @type {HTMLElement} */ (target));
    });
    form.addEventListener("input", ({ target }) => this.onInput(/** @type {Element} */ (target)));
    form.addEventListener("focusin", () => clock.turnTo(this.item.id));
    this.show.addEventListener("click", () => this.onShow());
    this.again.addEventListener("click", () => this.onAgain());
    for (const hint of this.hints) hint.addEventListener("toggle", () => this.paintHints());
    copyButton(form, this.say);
    find(form, ".qz-actions").removeAttribute("hidden");
    for (const button of [this.check, this.show, this.again]) button.disabled = false;
    if (kind.button) this.check.textContent = this.say(kind.button);
    if (kind.again) this.again.textContent = this.say(kind.again);
    kind.wire?.(this.root, () => this.onChange(this.root), this.say);
  }

  // ---- what the learner does

  /** @param {HTMLElement} control  stays where it is on the screen when feedback above it goes */
  onChange(control) {
    clearTimeout(this.typing);
    this.typing = undefined;
    const top = control.getBoundingClientRect().top;
    this.status.textContent = "";
    this.save({ ...this.progress, ...this.spent(), order: this.order }, this.kind.read(this.root));
    const moved = control.getBoundingClientRect().top - top;
    if (moved) scrollBy({ top: moved, behavior: "instant" });
  }

  /** Typed text is kept when the typing rests, and at once when the field is left (`change`).
   * @param {Element} target */
  onInput(target) {
    if (!target.matches("textarea, input[type='text']")) return;
    // Feedback goes with the first letter: later, it could pull a button from under the pointer.
    if (this.marked) this.onChange(/** @type {HTMLElement} */ (target));
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.onChange(/** @type {HTMLElement} */ (target)), TYPING);
  }

  onSure() {
    const on = this.sure?.querySelector("input:checked");
    const confidence = Number(/** @type {HTMLInputElement} */ (on).value);
    this.save({ ...this.progress, confidence, order: this.order }, this.response);
  }

  onCheck() {
    const { kind, quiz } = this;
    if (this.over || kind.auto || !(quiz.immediate || kind.complete)) return;
    clearTimeout(this.typing);
    kind.commit?.(this.root);
    const response = kind.read(this.root);
    const done = !kind.complete || kind.complete(this.item.key, response);
    if (!done) return this.onStep(response);
    if (!quiz.immediate) return this.onStep(response);
    const grade = kind.grade(this.item.key, response);
    if (grade.status === "unanswered" || grade.status === "invalid") {
      return this.tell(this.lack(grade));
    }
    this.settle(response, grade);
    // Feedback opens above the buttons: what has the focus must not leave the screen with that.
    if (this.over) (this.nextFocus() ?? this.again).focus();
    else document.activeElement?.scrollIntoView({ block: "nearest", behavior: "instant" });
    this.announce(spoken(this));
  }

  /** One step of a question that takes several, such as a situation of a case.
   * @param {unknown} response */
  onStep(response) {
    if (JSON.stringify(response) === JSON.stringify(this.response ?? null)) {
      return this.tell(this.say(this.kind.nothing));
    }
    this.verdict.replaceChildren();
    this.save({ ...this.progress, ...this.spent(), order: this.order }, response);
    this.announce(this.root.querySelector(".qz-say")?.textContent ?? "");
    this.nextFocus()?.focus();
  }

  /** Where the kind wants the focus after what was just painted.  @returns {HTMLElement | null} */
  nextFocus() {
    return this.root.querySelector("[data-focus]");
  }

  onShow() {
    const response = this.kind.read(this.root);
    const progress = { ...this.progress, status: /** @type {const} */ ("shown") };
    this.save({ ...progress, checked: response, order: this.order }, response);
    this.again.focus();
    this.announce(spoken(this));
  }

  onAgain() {
    this.status.textContent = "";
    const { history, seconds } = this.progress;
    const response = this.kind.keeps ? this.response : undefined;
    this.save({ status: "open", attempts: 0, order: this.order, history, seconds }, response);
    this.firstControl()?.focus();
  }

  /** Keep what is still being typed.  A change of other controls is kept at once. */
  flush() {
    if (this.typing === undefined) return;
    this.onChange(this.root);
  }

  /** Close the question when the whole quiz is handed in; nothing to grade counts as unanswered.
   * @returns {Progress} */
  handedIn() {
    const { response, progress } = this;
    const grade = this.kind.grade(this.item.key, response);
    const graded = grade.status === "scored" || grade.status === "recorded";
    return {
      ...progress,
      ...this.spent(),
      ...(graded ? this.attempt(grade) : {}),
      status: "handed",
      checked: response,
      order: this.order,
    };
  }

  /** A right answer closes the question, and so does the end of a case, however it ended.
   * @param {unknown} response @param {Grade} grade */
  settle(response, grade) {
    const wrong = this.kind.complete ? "handed" : "checked";
    const status = grade.score === 1 || this.kind.unscored ? "done" : wrong;
    this.save(
      { ...this.progress, ...this.attempt(grade), ...this.spent(), status, checked: response,
        order: this.order },
      response,
    );
  }

  /** What one more graded attempt adds to the progress.  @param {Grade} grade */
  attempt(grade) {
    const { attempts, confidence = null, history = [] } = this.progress;
    const now = Math.round(Date.now() / 1000);
    /** @type {import("./types.js").Result} */
    const result = [now, grade.score, confidence];
    return { attempts: attempts + 1, history: [...history, result].slice(-RESULTS) };
  }

  /** The seconds this question has had the focus so far. */
  spent() {
    const more = clock.take(this.item.id);
    return { seconds: Math.round(((this.progress.seconds ?? 0) + more) * 10) / 10 };
  }

  // ---- where the learner stands

  /** @returns {Progress} */
  get progress() {
    return own(this.model.get("progress"), this.item.id) ?? { status: "open", attempts: 0 };
  }

  get response() {
    return own(this.model.get("answers"), this.item.id);
  }

  get over() {
    return OVER.includes(this.progress.status);
  }

  /** Whether the learner is through with it: checked once, or answered where nothing is checked. */
  get settled() {
    return this.kind.auto ? this.answered : this.progress.status !== "open";
  }

  /** Whether there is an answer that can be graded.  An essay handed in is one too. */
  get answered() {
    const { status } = this.kind.grade(this.item.key, this.response);
    return status === "scored" || status === "recorded";
  }

  /** The grade to show; none while the answer is open.  @returns {Grade | null} */
  get grade() {
    const { progress, response } = this;
    if (progress.status === "open") return null;
    return this.kind.grade(this.item.key, progress.checked ?? response);
  }

  /** Why an answer cannot be graded.  @param {Grade} grade */
  lack(grade) {
    const { nothing, unreadable = nothing } = this.kind;
    return this.say(grade.status === "invalid" ? unreadable : nothing);
  }

  /** @param {Progress} progress @param {unknown} response */
  save(progress, response) {
    const { id } = this.item;
    const answers = { ...this.model.get("answers"), [id]: response };
    if (response === undefined || response === null) delete answers[id];
    this.model.set("answers", answers);
    this.model.set("progress", { ...this.model.get("progress"), [id]: progress });
    this.model.save_changes();
  }

  // ---- what the page shows

  /** Puts options or cards into this learner's order, and returns it; the same one on each visit
   * once an answer was given. */
  shuffled() {
    const box = this.form.querySelector("[data-shuffle]");
    if (!box) return undefined;
    const parts = /** @type {HTMLElement[]} */ ([...box.children]);
    const kept = this.progress.order ?? [];
    const names = parts.map((part) => part.dataset.part ?? "");
    const fits = kept.length === names.length && kept.every((name) => names.includes(name));
    const order = fits ? kept : shuffle(names);
    box.append(...order.map((name) => parts[names.indexOf(name)]));
    return order;
  }

  paint() {
    const { progress, response, kind, root } = this;
    /** @param {string} id */
    const answerTo = (id) =>
      own(this.model.get("answers"), id) ?? answerOnPage(id) ?? this.model.peek?.(id);
    const state = JSON.stringify([response, progress, answerTo(this.item.key.compare)]);
    if (state === this.painted) return;
    this.painted = state;
    if (JSON.stringify(kind.read(root)) !== JSON.stringify(response ?? null)) {
      kind.write(root, response);
    }
    root.disabled = this.over && !kind.open;
    const { grade } = this;
    if (grade || this.marked) paintParts(this, grade);
    this.marked = Boolean(grade);
    const { item: { id, key }, over, say } = this;
    kind.paint?.(root, { id, key, response: response ?? null, grade, over, progress, answerTo, say });
    this.verdict.replaceChildren(...this.verdictNodes(grade));
    this.paintExplained();
    this.paintSure();
    this.form.dataset.state = progress.status;
    this.paintButtons();
    this.paintHints();
  }

  paintExplained() {
    const explained = find(this.form, ".qz-explained");
    const explanation = this.form.querySelector(".qz-key .qz-explanation");
    explained.replaceChildren(
      ...(this.over && explanation ? explanation.cloneNode(true).childNodes : []),
    );
    explained.toggleAttribute("hidden", !explained.hasChildNodes());
  }

  /** How sure the learner was is asked before the verdict and stands afterwards. */
  paintSure() {
    if (!this.sure) return;
    const { confidence, status } = this.progress;
    for (const input of this.sure.querySelectorAll("input")) {
      input.checked = Number(input.value) === confidence;
    }
    this.sure.disabled = status !== "open";
  }

  paintButtons() {
    const { kind, over, progress, quiz } = this;
    const stepping = kind.complete && !kind.complete(this.item.key, this.response ?? null);
    this.check.hidden = over || Boolean(kind.auto) || !(quiz.immediate || stepping);
    this.show.hidden = progress.status !== "checked";
    this.again.hidden = !over || !quiz.immediate;
  }

  /** One hint after the other, and none once the question is over. */
  paintHints() {
    this.hints.forEach((hint, i) => {
      hint.hidden = this.over || (i > 0 && !this.hints[i - 1].open);
    });
  }

  /** @param {Grade | null} grade @returns {(Node | string)[]} */
  verdictNodes(grade) {
    const { kind, progress, say } = this;
    if (!grade || !this.current) return [];
    const right = rightAnswer(this);
    const named = right ? [make("strong", "", say("right_answer", { text: right }))] : [];
    if (progress.status === "shown") return named;
    if (grade.status === "unanswered" || grade.status === "invalid") {
      return [make("strong", "qz-word", say("not_answered")), ...(kind.unscored ? [] : named)];
    }
    if (grade.status === "recorded") return [];
    const nodes = [make("strong", `qz-word qz-is-${verdictOf(grade)}`, ...word(verdictOf(grade), say))];
    for (const more of this.details(grade)) nodes.push(make("span", "qz-more", more));
    return progress.status === "handed" && grade.score !== 1 ? [...nodes, ...named] : nodes;
  }

  /** How many parts are right, and which attempt this was, where that says something.
   * @param {Grade} grade */
  details(grade) {
    const count = this.kind.count(this.item.key, grade);
    const { attempts, status } = this.progress;
    return [
      ...(count && status !== "done"
        ? [this.say("parts_right", { n: count[0], total: count[1] })]
        : []),
      ...(attempts > 1 && status !== "handed" ? [this.say("attempt_n", { n: attempts })] : []),
    ];
  }

  /** Whether the answer in the controls is still the one that was checked. */
  get current() {
    const { kind, progress, response } = this;
    return this.parts().every(
      ({ dataset: { part = "" } }) =>
        kind.given(progress.checked, part) === kind.given(response, part),
    );
  }

  /** Say something at the place of the verdict, and aloud.  @param {string} text */
  tell(text) {
    this.verdict.replaceChildren(text);
    this.announce(text);
  }

  /** @param {string} text */
  announce(text) {
    this.status.textContent = text;
  }

  /** @returns {HTMLElement | undefined} */
  firstControl() {
    const controls = this.root.querySelectorAll("input, select, textarea, button");
    const seen = [...controls].find((e) => e.checkVisibility() && !e.matches(":disabled"));
    return /** @type {HTMLElement | undefined} */ (seen);
  }

  /** Bring the question into view, and the focus to it; to its frame when it is closed. */
  goTo() {
    if (this.quiz.turnTo?.(this)) return;
    const control = this.firstControl();
    if (!control) this.form.tabIndex = -1;
    this.form.scrollIntoView({ block: "start", behavior: "instant" });
    (control ?? this.form).focus({ preventScroll: true });
  }

  /** @returns {HTMLElement[]} */
  parts() {
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.root.querySelectorAll("[data-part]"))];
  }
}
