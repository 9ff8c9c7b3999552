// Entry of the preview for authors: makes the questions live, puts their problems beside them, and
// renews the page in place when the file has changed, so that answers, focus and place stay.
//
// Loaded in the head after page.js, which it shares modules with; see build.mjs.  The page itself is
// made by src/quizlib/preview/page.py and works as a worksheet without this.
import { dataOf, mount } from "./core.js";
import { find, make } from "./dom.js";
import { clearAll } from "./records.js";
import { storedModel } from "./store.js";

/** @import {Model} from "./types.js" */

/** What to find again after the page is renewed.
 * @typedef {{name: string, top: number}} Place  a question and where it stood on the screen
 * @typedef {{key: string, from: number | null, to: number | null}} Focus */

const root = document.documentElement;
/** Where a place is kept while another page of the preview is opened. */
const KEPT = "quizlib-preview:place";
/** How long the stream may be gone before the reader is told, in milliseconds. */
const PATIENCE = 4000;
/** So many questions are looked for again. */
const SEVERAL = 5;
const CONTROLS = "a, button, input, select, textarea, summary";

/** @param {string} id @returns {HTMLElement} */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** Undoes the quiz on view. */
let undo = () => {};
/** @type {Model | undefined} */
let model;

// ---- the quiz and the problems beside its questions

/** Puts each box of problems beside its question, or in the place of one that cannot be shown. */
function placeBoxes() {
  const boxes = document.getElementById("pv.boxes");
  const quiz = document.querySelector(".pv-quiz");
  if (!boxes || !quiz) return;
  /** @param {string} [id] */
  const formOf = (id) => quiz.querySelector(`form[data-id="${CSS.escape(id ?? "")}"]`);
  for (const note of /** @type {NodeListOf<HTMLElement>} */ (boxes.querySelectorAll("[data-for]"))) {
    const form = formOf(note.dataset.for);
    if (!form) continue;
    const item = make("div", "pv-item");
    form.before(item);
    item.append(note, form);
  }
  for (const box of /** @type {NodeListOf<HTMLElement>} */ (
    boxes.querySelectorAll("[data-before]")
  )) {
    const next = formOf(box.dataset.before) ?? find(quiz, ".qz-foot");
    (next.closest(".pv-item") ?? next).before(box);
  }
  if (!boxes.querySelector("[data-id]")) boxes.remove();
}

/** The order in which a question has its options on view, so that a save does not shuffle them.
 * @returns {Record<string, string[]>} */
function orders() {
  const forms = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("form[data-id]"));
  return Object.fromEntries(
    [...forms].flatMap((form) => {
      const box = form.querySelector("[data-shuffle]");
      const parts = /** @type {HTMLElement[]} */ ([...(box?.children ?? [])]);
      return box ? [[form.dataset.id, parts.map((part) => part.dataset.part ?? "")]] : [];
    }),
  );
}

/** @param {Record<string, string[]>} [before]  orders to keep */
function makeLive(before = {}) {
  undo = () => {};
  placeBoxes();
  for (const button of document.querySelectorAll(".pv-clear")) button.removeAttribute("hidden");
  const section = /** @type {HTMLElement | null} */ (
    document.querySelector("section.qz:not(.qz-live)")
  );
  if (!section) return;
  try {
    const data = dataOf(section);
    model = storedModel(data.questions, { exam: data.exam && data.bank });
    if (!data.exam) {
      const begun = model.get("progress");
      const kept = Object.entries(before).map(([id, order]) => [
        id,
        { status: "open", attempts: 0, order, ...begun[id] },
      ]);
      model.set("progress", { ...begun, ...Object.fromEntries(kept) });
    }
    undo = mount(section, model);
  } catch (error) {
    // A question that is at fault may have a key that no script can follow.
    console.error("quizlib:", error);
    const { failed = "" } = /** @type {HTMLElement} */ (find(document, ".pv-quiz")).dataset;
    section.before(make("p", "pv-told", failed));
  }
}

// ---- where the reader is

/** The first questions in sight and after it, since one may be gone afterwards; none at the top of
 * the page.  @returns {Place[]} */
function places() {
  if (scrollY === 0) return [];
  const edge = byId("pv.bar").getBoundingClientRect().bottom;
  const named = /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll("form[data-id], .pv-broken")
  );
  /** @type {Place[]} */
  const found = [];
  for (const element of named) {
    const { bottom, height, top } = element.getBoundingClientRect();
    if (height && bottom > Math.max(edge, 0)) found.push({ name: element.dataset.id ?? "", top });
    if (found.length === SEVERAL) break;
  }
  return found;
}

/** @param {Place[]} was */
function goTo(was) {
  for (const { name, top } of was) {
    const id = CSS.escape(name);
    const again = document.querySelector(`form[data-id="${id}"], .pv-broken[data-id="${id}"]`);
    if (!name || !again) continue;
    scrollBy({ top: again.getBoundingClientRect().top - top, behavior: "instant" });
    return;
  }
}

/** What an element is called here: the question or part of the page it is in, and which one there.
 * @param {Element} element @param {string} among */
function keyOf(element, among) {
  const box = element.closest("form[data-id], [id^='pv.']");
  const name = box?.id ?? "";
  return `${name} ${[...(box ?? document).querySelectorAll(among)].indexOf(element)}`;
}

/** @param {string} key @param {string} among @returns {Element | undefined} */
function byKey(key, among) {
  const [name, index] = key.split(" ");
  const box = name ? document.getElementById(name) : document;
  return box?.querySelectorAll(among)[Number(index)];
}

/** What has the focus.  It is left first, which keeps what is being typed: only some browsers do
 * so when a field is taken away.  @returns {Focus | null} */
function takeFocus() {
  const element = /** @type {HTMLElement | null} */ (document.activeElement);
  if (!element || element === document.body) return null;
  const key = keyOf(element, CONTROLS);
  const typed = element.matches("textarea, input[type='text']");
  const { selectionStart: from = null, selectionEnd: to = null } = typed
    ? /** @type {HTMLInputElement} */ (element)
    : {};
  element.blur();
  return { key, from, to };
}

/** @param {Focus | null} focus */
function giveFocus(focus) {
  const element = /** @type {HTMLInputElement | undefined} */ (focus && byKey(focus.key, CONTROLS));
  element?.focus({ preventScroll: true });
  if (element && focus?.from !== null) element.setSelectionRange?.(focus?.from ?? 0, focus?.to ?? 0);
}

const openDetails = () =>
  [...document.querySelectorAll("details[open]")].map((element) => keyOf(element, "details"));

/** @param {string[]} keys */
function reopen(keys) {
  for (const key of keys) byKey(key, "details")?.setAttribute("open", "");
}

// ---- renewing

/** @param {boolean} lost */
function tellLost(lost) {
  const line = byId("pv.lost");
  const text = lost ? (line.dataset.text ?? "") : "";
  if (line.textContent !== text) line.textContent = text;
}

/** Put the page as it is now in the place of the one on view. */
async function renew() {
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  // Another language has a script of its own.
  if (page.documentElement.lang !== root.lang) {
    location.reload();
    return;
  }
  const [was, open, order] = [places(), openDetails(), orders()];
  const focus = takeFocus();
  undo();
  for (const id of ["pv.head", "pv.choices", "pv.main"]) {
    byId(id).replaceWith(/** @type {Node} */ (page.getElementById(id)));
  }
  document.title = page.title;
  root.dataset.version = page.documentElement.dataset.version;
  makeLive(order);
  reopen(open);
  giveFocus(focus);
  goTo(was);
  const said = page.getElementById("pv.status")?.textContent ?? "";
  byId("pv.status").textContent = `${said} ${byId("pv.main").dataset.updated}`;
}

/** One renewal after the other; how many wait does not matter. */
let running = false;
let wanted = "";

/** @param {string} version  the one to be on view */
async function follow(version) {
  wanted = version;
  if (running) return;
  running = true;
  try {
    // The file may change once more meanwhile; then a later version is on view already.
    for (let tries = 0; tries < 3 && wanted !== root.dataset.version; tries += 1) await renew();
  } catch {
    tellLost(true);
  } finally {
    running = false;
  }
}

/** @type {EventSource | undefined} */
let source;

/** Listen while the page is in sight: a browser has few connections for all tabs together. */
function listen() {
  source?.close();
  source = undefined;
  if (document.hidden) return;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  source = new EventSource(root.dataset.events ?? "");
  source.onmessage = ({ data }) => {
    clearTimeout(timer);
    timer = undefined;
    tellLost(false);
    follow(data);
  };
  source.onerror = () => {
    timer ??= setTimeout(() => tellLost(true), PATIENCE);
  };
}

// ---- from page to page

/** Another mode or language is another page; the reader stays where they were.
 * @param {string} choice  what was pressed */
function keepPlace(choice) {
  sessionStorage.setItem(KEPT, JSON.stringify({ choice, was: places() }));
}

function takePlace() {
  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  if (!kept) return;
  const { choice, was } = JSON.parse(kept);
  const pressed = document.querySelector(`[data-choice="${CSS.escape(choice)}"]`);
  /** @type {HTMLElement | null} */ (pressed)?.focus({ preventScroll: true });
  goTo(was);
}

const dark = matchMedia("(prefers-color-scheme: dark)");
const colour = () => {
  root.dataset.theme = dark.matches ? "dark" : "light";
};

function start() {
  makeLive();
  takePlace();
  document.addEventListener("click", ({ target }) => {
    const pressed = /** @type {Element} */ (target).closest("[data-choice]");
    if (!pressed) return;
    keepPlace(/** @type {HTMLElement} */ (pressed).dataset.choice ?? "");
    if (!pressed.matches(".pv-clear")) return;
    clearAll();
    location.reload();
  });
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", listen);
}

colour();
dark.addEventListener("change", colour);
// In the capturing phase: before page.js, which would make the quiz live and not undo it.
document.addEventListener("readystatechange", start, { capture: true, once: true });
