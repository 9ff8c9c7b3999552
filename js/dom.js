// Small helps with elements and texts.

/** An element with a class and children.
 * @param {string} tag @param {string} className @param {...(Node | string)} children */
export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

/** @template {Element} T @param {ParentNode} root @param {string} selector @returns {T} */
export const find = (root, selector) => /** @type {T} */ (root.querySelector(selector));

/** The words of an element, without signs for the eye, ended like a sentence.
 * @param {Element} element */
export function sentence(element) {
  const copy = /** @type {Element} */ (element.cloneNode(true));
  for (const sign of copy.querySelectorAll("[aria-hidden]")) sign.remove();
  const text = (copy.textContent ?? "").trim().replace(/\s+/g, " ");
  return /^$|[.!?…]["»”)]?$/.test(text) ? text : `${text}.`;
}

/** Lets the line that names a question be copied.
 * @param {HTMLElement} form @param {import("./types.js").Say} say */
export function copyButton(form, say) {
  const line = /** @type {HTMLElement | null} */ (form.querySelector(".qz-ref"));
  if (!line) return;
  line.textContent = line.dataset.line ?? "";
  const button = make("button", "qz-button qz-quiet qz-copy", say("copy"));
  button.setAttribute("type", "button");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(line.textContent ?? "");
      button.textContent = say("copied");
    } catch {
      getSelection()?.selectAllChildren(line); // no clipboard here: ready for the keyboard
    }
  });
  line.after(" ", button);
}

/** @param {string} text */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** A copy in random order (Fisher and Yates).
 * @param {string[]} names @param {() => number} [random] */
export function shuffle(names, random = Math.random) {
  const order = [...names];
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
