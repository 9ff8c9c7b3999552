// Makes the markup of src/quizlib/render.py live, on the site and in JupyterLab alike.
//
// The door is `mount`: it takes a section.qz and a model, and wires one QuestionView to each form.
// A view never builds question text; it reads the controls, asks the kind to grade, and moves
// copies of the written reasons beside the options.  What the learner did is kept in the model
// (`answers`, `progress`), and the page is always painted from there.
import { capital, find, make, sentence, shuffle } from "./dom.js";
import { KINDS } from "./kinds/index.js";
import { own } from "./kinds/shared.js";
import { speaker } from "./strings.js";

/** @import {Grade, Item, Kind, Mark, Model, Progress} from "./types.js" */

/** Sign, and name of the word, for each mark: never colour alone.
 * @type {Record<Mark, [string, string]>} */
const MARKS = {
  right: ["✓", "right"],
  wrong: ["✗", "wrong"],
  partly: ["◐", "partly"],
  missed: ["○", "missed"],
};

/** What of the model the page shows.  `kept` is of the static page alone. */
const WATCHED = ["answers", "progress", "kept"];

let counter = 0;

/** Make the quiz in `section` live.  Returns a function that undoes the wiring.
 * @param {HTMLElement} section @param {Model} model */
export function mount(section, model) {
  const script = find(section, "script.qz-data");
  /** @type {{lang: string, questions: Item[]}} */
  const data = JSON.parse(script.textContent ?? "");
  const say = speaker(data.lang);
  const views = data.questions.map((item, i) => {
    const form = /** @type {HTMLFormElement} */ (section.querySelectorAll("form")[i]);
    return new QuestionView(form, item, model, say);
  });
  const foot = new Foot(section, data.questions, model, say);
  const paint = () => {
    for (const view of views) view.paint();
    foot.paint();
  };
  for (const name of WATCHED) model.on(`change:${name}`, paint);
  paint();
  section.classList.add("qz-live");
  return () => {
    for (const name of WATCHED) model.off(`change:${name}`, paint);
  };
}

class QuestionView {
  /** @param {HTMLFormElement} form @param {Item} item @param {Model} model
   * @param {ReturnType<typeof speaker>} say */
  constructor(form, item, model, say) {
    this.form = form;
    this.item = item;
    this.model = model;
    this.say = say;
    /** @type {Kind} */
    this.kind = KINDS[item.kind];
    this.fieldset = /** @type {HTMLFieldSetElement} */ (find(form, ".qz-field"));
    this.verdict = /** @type {HTMLElement} */ (find(form, ".qz-verdict"));
    this.status = /** @type {HTMLElement} */ (find(form, ".qz-status"));
    this.check = /** @type {HTMLButtonElement} */ (find(form, ".qz-check"));
    this.show = /** @type {HTMLButtonElement} */ (find(form, ".qz-show"));
    this.again = /** @type {HTMLButtonElement} */ (find(form, ".qz-again"));
    this.uid = `qz-${(counter += 1)}`;
    this.hints = /** @type {NodeListOf<HTMLDetailsElement>} */ (
      form.querySelectorAll(".qz-hint")
    );
    this.order = this.shuffled();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.onCheck();
    });
    form.addEventListener("change", ({ target }) => {
      this.onChange(/** @type {HTMLElement} */ (target));
    });
    this.show.addEventListener("click", () => this.onShow());
    this.again.addEventListener("click", () => this.onAgain());
    for (const hint of this.hints) hint.addEventListener("toggle", () => this.paintHints());
    find(form, ".qz-actions").removeAttribute("hidden");
    for (const button of [this.check, this.show, this.again]) button.disabled = false;
  }

  // ---- what the learner does

  /** @param {HTMLElement} control  stays where it is on the screen when feedback above it goes */
  onChange(control) {
    const top = control.getBoundingClientRect().top;
    this.status.textContent = "";
    this.save({ ...this.progress, order: this.order }, this.kind.read(this.form));
    scrollBy({ top: control.getBoundingClientRect().top - top, behavior: "instant" });
  }

  onCheck() {
    if (this.over) return;
    const response = this.kind.read(this.form);
    const grade = this.kind.grade(this.item.key, response);
    if (grade.status !== "scored") {
      this.verdict.replaceChildren(this.say(this.kind.nothing));
      this.announce(this.say(this.kind.nothing));
      return;
    }
    const attempts = this.progress.attempts + 1;
    const status = grade.score === 1 ? "done" : "checked";
    this.save({ status, attempts, checked: response, order: this.order }, response);
    // Feedback opens above the buttons: what has the focus must not leave the screen with that.
    if (this.over) this.again.focus();
    else document.activeElement?.scrollIntoView({ block: "nearest", behavior: "instant" });
    this.announce(this.spoken());
  }

  onShow() {
    const response = this.kind.read(this.form);
    this.save({ ...this.progress, status: "shown", checked: response, order: this.order }, response);
    this.again.focus();
    this.announce(this.spoken());
  }

  onAgain() {
    this.status.textContent = "";
    this.save({ status: "open", attempts: 0, order: this.order }, undefined);
    const first = /** @type {HTMLInputElement} */ (find(this.fieldset, "input"));
    first.focus();
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
    return ["done", "shown"].includes(this.progress.status);
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
    const { progress, response, kind } = this;
    if (JSON.stringify(kind.read(this.form)) !== JSON.stringify(response ?? null)) {
      kind.write(this.form, response);
    }
    this.fieldset.disabled = this.over;
    const grade =
      progress.status === "open" ? null : kind.grade(this.item.key, progress.checked ?? response);
    this.paintParts(grade);
    this.verdict.replaceChildren(...this.verdictNodes(grade));
    const explained = find(this.form, ".qz-explained");
    const explanation = this.form.querySelector(".qz-key .qz-explanation");
    explained.replaceChildren(
      ...(this.over && explanation ? explanation.cloneNode(true).childNodes : []),
    );
    explained.toggleAttribute("hidden", !explained.hasChildNodes());
    this.form.dataset.state = progress.status;
    this.check.hidden = this.over;
    this.show.hidden = progress.status !== "checked";
    this.again.hidden = !this.over;
    this.paintHints();
  }

  /** One hint after the other, and none once the question is over. */
  paintHints() {
    this.hints.forEach((hint, i) => {
      hint.hidden = this.over || (i > 0 && !this.hints[i - 1].open);
    });
  }

  /** @param {Grade | null} grade */
  paintParts(grade) {
    for (const part of this.parts()) {
      part.querySelector(".qz-feedback")?.remove();
      part.classList.remove(...Object.keys(MARKS).map((mark) => `qz-is-${mark}`));
      for (const input of part.querySelectorAll("input")) input.removeAttribute("aria-describedby");
      const mark = grade && this.markOf(part.dataset.part ?? "", grade);
      if (mark) this.paintPart(part, mark);
    }
  }

  /** The mark to show on a part now: a part changed since the check has none, and a missed option
   * shows only once the question is over, or there would be nothing left to find.
   * @param {string} name @param {Grade} grade @returns {Mark | undefined} */
  markOf(name, grade) {
    const { kind, progress, response } = this;
    if (!this.over && kind.given(progress.checked, name) !== kind.given(response, name)) {
      return undefined;
    }
    const mark = own(grade.parts, name) ?? (this.over && this.isKey(name) ? "missed" : undefined);
    return mark === "missed" && !this.over && !kind.reasonTells ? undefined : mark;
  }

  /** @param {HTMLElement} part @param {Mark} mark */
  paintPart(part, mark) {
    const name = part.dataset.part ?? "";
    const [sign, word] = MARKS[mark];
    const text = capital(this.say(mark === "missed" ? this.kind.missed : word));
    const icon = make("span", "qz-sign", sign);
    icon.setAttribute("aria-hidden", "true");
    const feedback = make("div", "qz-feedback", make("p", "qz-word", icon, " ", text));
    if (this.over || mark === "right" || !this.kind.reasonTells) {
      feedback.append(...[...this.reason(name).cloneNode(true).childNodes]);
    }
    feedback.id = `${this.uid}-${name}`;
    part.classList.add(`qz-is-${mark}`);
    part.append(feedback);
    for (const input of part.querySelectorAll("input")) {
      input.setAttribute("aria-describedby", feedback.id);
    }
  }

  /** @param {Grade | null} grade @returns {(Node | string)[]} */
  verdictNodes(grade) {
    const { progress } = this;
    if (!grade || !this.current) return [];
    if (progress.status === "shown") {
      const right = this.rightAnswer();
      return right ? [make("strong", "", this.say("right_answer", { text: right }))] : [];
    }
    const mark = verdictOf(grade);
    const [sign, word] = MARKS[mark];
    const icon = make("span", "qz-sign", sign);
    icon.setAttribute("aria-hidden", "true");
    const nodes = [make("strong", `qz-word qz-is-${mark}`, icon, " ", this.say(word))];
    for (const more of this.details(grade)) nodes.push(make("span", "qz-more", more));
    return nodes;
  }

  /** How many parts are right, and which attempt this was, where that says something.
   * @param {Grade} grade */
  details(grade) {
    const count = this.kind.count(this.item.key, grade);
    const { attempts, status } = this.progress;
    return [
      ...(count && status === "checked"
        ? [this.say("parts_right", { n: count[0], total: count[1] })]
        : []),
      ...(attempts > 1 ? [this.say("attempt_n", { n: attempts })] : []),
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

  /** What a screen reader is told after a check: the verdict, then the reasons beside the parts,
   * without signs and links.  The word on a single part would only repeat the verdict. */
  spoken() {
    const boxes = [...this.fieldset.querySelectorAll(".qz-feedback")];
    const feedback = boxes.flatMap((box) => {
      const part = /** @type {HTMLElement} */ (box.parentElement);
      return [find(part, ".qz-text, .qz-card-text"), ...box.children];
    });
    const skipped = `.qz-see${boxes.length === 1 ? ", .qz-feedback > .qz-word" : ""}`;
    return [...this.verdict.children, ...feedback, ...find(this.form, ".qz-explained").children]
      .filter((element) => !element.matches(skipped))
      .map(sentence)
      .filter(Boolean)
      .join(" ");
  }

  /** @param {string} text */
  announce(text) {
    this.status.textContent = text;
  }

  /** @returns {HTMLElement[]} */
  parts() {
    return [...this.fieldset.querySelectorAll("[data-part]")].map(
      (part) => /** @type {HTMLElement} */ (part),
    );
  }

  /** @param {string} name */
  isKey(name) {
    return (this.item.key.correct ?? []).includes(name);
  }

  /** @param {string} name @returns {HTMLElement} */
  reason(name) {
    return find(this.form, `[data-reason="${CSS.escape(name)}"] .qz-reason`);
  }

  rightAnswer() {
    const names = /** @type {string[]} */ (this.item.key.correct ?? []);
    return this.parts()
      .filter((part) => names.includes(part.dataset.part ?? ""))
      .map((part) => find(part, ".qz-text").textContent)
      .join("; ");
  }
}

/** Below the questions: how many are answered, and a way to begin anew.  Below a single one it
 * comes with the first answer. */
class Foot {
  /** @param {HTMLElement} section @param {Item[]} items @param {Model} model
   * @param {ReturnType<typeof speaker>} say */
  constructor(section, items, model, say) {
    this.box = /** @type {HTMLElement} */ (find(section, ".qz-foot"));
    this.items = items;
    this.model = model;
    this.say = say;
    this.count = make("p", "qz-answered");
    const button = make("button", "qz-button qz-quiet", say("start_over"));
    button.setAttribute("type", "button");
    button.addEventListener("click", () => {
      if (!window.confirm(say("start_over_question"))) return;
      this.clear();
      // The button has gone with the answers: the focus must not be lost with it.
      if (this.box.hidden) /** @type {HTMLInputElement} */ (find(section, "input")).focus();
    });
    this.notKept = make("p", "qz-not-kept");
    this.notKept.setAttribute("role", "status");
    this.count.hidden = items.length < 2;
    this.box.replaceChildren(this.count, button, this.notKept);
  }

  clear() {
    for (const name of ["answers", "progress"]) {
      const rest = { ...this.model.get(name) };
      for (const { id } of this.items) delete rest[id];
      this.model.set(name, rest);
    }
    this.model.save_changes();
  }

  paint() {
    const [answers, progress] = [this.model.get("answers"), this.model.get("progress")];
    const lost = this.model.get("kept") === false;
    const begun = this.items.some(({ id }) => own(answers, id) ?? own(progress, id));
    this.box.hidden = this.items.length < 2 && !lost && !begun;
    this.notKept.textContent = lost ? this.say("not_kept") : "";
    const n = this.items.filter(({ id }) => (own(progress, id)?.status ?? "open") !== "open").length;
    this.count.textContent = this.say("answered_of", { n, total: this.items.length });
  }
}

/** The verdict on a whole question.  @param {Grade} grade @returns {Mark} */
function verdictOf(grade) {
  if (grade.score === 1) return "right";
  return Object.values(grade.parts).some((m) => m === "right" || m === "partly")
    ? "partly"
    : "wrong";
}
