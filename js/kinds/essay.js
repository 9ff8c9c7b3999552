// `essay`: write a text, then compare it with a model answer and tick what it contains.
import { find } from "../dom.js";
import { fromList, inputs, invalid, own, recorded, ticked, unanswered } from "./shared.js";

/** As much as is kept of a text, in characters. */
const MOST = 20_000;
/** A text of nothing else is none; the twin of `_BLANK` in essay.py. */
const BLANK = /^[\s\x1c-\x1f\x85\xad\u200b-\u200f\u2060\ufeff]*$/;

/** @param {HTMLElement} root @returns {HTMLTextAreaElement} */
const area = (root) => find(root, "textarea");

/** Says something once: what has not changed is not read aloud again.
 * @param {HTMLElement} root @param {string} selector @param {string} text */
function put(root, selector, text) {
  const element = find(root, selector);
  if (element.textContent !== text) element.textContent = text;
}

/** @param {string} text  where words are what holds a letter or a digit */
const words = (text) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** @type {import("../types.js").Kind} */
export const essay = {
  grade(key, response) {
    if (response === null || response === undefined) return unanswered();
    if (typeof response !== "object" || Array.isArray(response)) return invalid();
    const kept = /** @type {Record<string, any>} */ (response);
    if (!Object.keys(kept).every((name) => name === "text" || name === "met")) return invalid();
    const { text = "", met = [] } = kept;
    if (typeof text !== "string" || !Array.isArray(met)) return invalid();
    if (text.length > MOST && [...text].length > MOST) return invalid();
    if (!fromList(met, key.checklist)) return invalid();
    if (BLANK.test(text)) return unanswered();
    return recorded(Object.fromEntries(met.map((name) => [name, "right"])));
  },
  read(root) {
    const [text, met] = [area(root).value, ticked(root)];
    return text || met.length ? { text, met } : null;
  },
  write(root, response) {
    const text = own(response ?? {}, "text") ?? "";
    if (area(root).value !== text) area(root).value = text;
    const met = own(response ?? {}, "met") ?? [];
    for (const input of inputs(root)) input.checked = met.includes(input.value);
  },
  given: (response) => own(response ?? {}, "text") ?? "",
  count: () => null,
  paint(root, { over, say }) {
    const field = area(root);
    const text = field.value;
    field.readOnly = over;
    find(root, ".qz-written").textContent = text;
    const n = words(text);
    const { least, most } = field.dataset;
    put(root, ".qz-words-n", say("words_n", { n }));
    const enough = least && n >= Number(least) ? say("words_enough") : "";
    put(root, ".qz-words-fit", most && n > Number(most) ? say("words_many") : enough);
    const [model, list] = [find(root, ".qz-model"), find(root, ".qz-met")];
    model.toggleAttribute("hidden", !over);
    list.toggleAttribute("hidden", !over);
    if (over && !model.hasChildNodes()) {
      const answer = root.closest("form")?.querySelector(".qz-model-answer");
      model.append(...(answer?.cloneNode(true).childNodes ?? []));
      const name = /** @type {HTMLElement} */ (model.children[0]);
      name.tabIndex = -1;
      name.dataset.focus = "";
    }
    const total = inputs(root).length;
    put(root, ".qz-met-n", over ? say("points_met", { n: ticked(root).length, total }) : "");
  },
  button: "compare",
  again: "write_again",
  reasonTells: false,
  missed: "missed",
  nothing: "unanswered_essay",
  unscored: true,
  open: true,
  keeps: true,
};
