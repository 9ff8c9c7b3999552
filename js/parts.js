// What came of the parts of an answer: mark, word and reason beside each option, card or blank.
import { capital, find, make, sentence } from "./dom.js";
import { own } from "./kinds/shared.js";

/** @import {Grade, Mark, Say} from "./types.js" */
/** @import {QuestionView} from "./view.js" */

/** Sign, and name of the word, for each mark: never colour alone.
 * @type {Record<Mark, [string, string]>} */
const MARKS = {
  right: ["✓", "right"],
  wrong: ["✗", "wrong"],
  partly: ["◐", "partly"],
  near: ["≈", "near"],
  missed: ["○", "missed"],
};
const CLASSES = Object.keys(MARKS).map((mark) => `qz-is-${mark}`);
const CONTROLS = "input, select, textarea, button";

/** A mark as sign and word; `text` says it in other words.
 * @param {Mark} mark @param {Say} say @param {string} [text] @returns {(Node | string)[]} */
export function word(mark, say, text) {
  const icon = make("span", "qz-sign", MARKS[mark][0]);
  icon.setAttribute("aria-hidden", "true");
  return [icon, " ", text ?? say(MARKS[mark][1])];
}

/** The verdict on a whole question.  @param {Grade} grade @returns {Mark} */
export function verdictOf(grade) {
  if (grade.score === 1) return "right";
  const marks = new Set(Object.values(grade.parts));
  if (marks.size === 1 && marks.has("near")) return "near";
  return ["right", "partly", "near"].some((mark) => marks.has(/** @type {Mark} */ (mark)))
    ? "partly"
    : "wrong";
}

/** @param {QuestionView} view @param {Grade | null} grade */
export function paintParts(view, grade) {
  for (const part of view.parts()) {
    part.querySelector(":scope > .qz-feedback")?.remove();
    part.classList.remove(...CLASSES);
    for (const control of part.querySelectorAll(CONTROLS)) {
      control.removeAttribute("aria-describedby");
    }
    const mark = grade && markOf(view, part.dataset.part ?? "", grade);
    if (mark) paintPart(view, part, mark, grade);
  }
}

/** The mark to show on a part now: a part changed since the check has none, and a missed option
 * shows only once the question is over, or there would be nothing left to find.
 * @param {QuestionView} view @param {string} name @param {Grade} grade
 * @returns {Mark | undefined} */
function markOf(view, name, grade) {
  const { kind, over, progress, response } = view;
  if (!over && kind.given(progress.checked, name) !== kind.given(response, name)) {
    return undefined;
  }
  // Where nothing was answered, every place of a card is what the learner still wants to know.
  const tells = isKey(view, name) || (kind.reasonTells && grade.status !== "scored");
  const mark = own(grade.parts, name) ?? (over && tells ? "missed" : undefined);
  return mark === "missed" && !over && !kind.reasonTells ? undefined : mark;
}

/** @param {QuestionView} view @param {HTMLElement} part @param {Mark} mark @param {Grade} grade */
function paintPart(view, part, mark, grade) {
  const { form, kind, over, say, uid } = view;
  const name = part.dataset.part ?? "";
  const missed = over ? kind.missed : (kind.missedYet ?? kind.missed);
  const text = capital(say(mark === "missed" ? missed : MARKS[mark][1]));
  const feedback = make("div", "qz-feedback", make("p", "qz-word", ...word(mark, say, text)));
  if (over || mark === "right" || (!kind.reasonTells && mark !== "near")) {
    const reason = form.querySelector(
      `[data-reason="${CSS.escape(own(grade.why, name) ?? name)}"] .qz-reason`,
    );
    if (reason) feedback.append(...reason.cloneNode(true).childNodes);
  }
  feedback.id = `${uid}-${name}`;
  part.classList.add(`qz-is-${mark}`);
  part.append(feedback);
  for (const control of part.querySelectorAll(CONTROLS)) {
    control.setAttribute("aria-describedby", feedback.id);
  }
}

/** What a screen reader is told after a check: the verdict, then the reasons beside the parts,
 * without signs and links.  The word on a single part would only repeat the verdict.
 * @param {QuestionView} view */
export function spoken({ form, root, verdict }) {
  const boxes = [...root.querySelectorAll(".qz-feedback")];
  const feedback = boxes.flatMap((box) => {
    const part = /** @type {HTMLElement} */ (box.parentElement);
    return [part.querySelector(".qz-text, .qz-card-text"), ...box.children];
  });
  const more = [...root.querySelectorAll(".qz-spoken")];
  const skipped = `.qz-see${boxes.length === 1 ? ", .qz-feedback > .qz-word" : ""}`;
  return [...verdict.children, ...feedback, ...more, ...find(form, ".qz-explained").children]
    .filter((element) => element && !element.matches(skipped))
    .map((element) => sentence(/** @type {Element} */ (element)))
    .filter(Boolean)
    .join(" ");
}

/** The right answer in words, where a question has one that is short enough to name.
 * @param {QuestionView} view @returns {string} */
export function rightAnswer(view) {
  const { item, kind, root } = view;
  if (kind.rightAnswer) return kind.rightAnswer(root, item.key);
  return view
    .parts()
    .filter((part) => isKey(view, part.dataset.part ?? ""))
    .map((part) => find(part, ".qz-text").textContent)
    .join("; ");
}

/** @param {QuestionView} view @param {string} name */
function isKey({ item }, name) {
  const { correct } = item.key;
  return Array.isArray(correct) && correct.includes(name);
}
