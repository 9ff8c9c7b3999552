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

/** @param {string} text */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** A copy in random order (Fisher and Yates).  @param {string[]} names */
export function shuffle(names) {
  const order = [...names];
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(Math.random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
