// What the site knows of an exam's objectives and paragraphs; see site/outline.py.  In JupyterLab and
// in the preview there is nothing of it.

/** @typedef {{href: string, text: string}} Paragraph */
/** @typedef {{objectives: Record<string, string>, paragraphs: Record<string, Paragraph>}} Outline */

/** @returns {Outline} */
export function outline() {
  const text = document.querySelector("script.qz-outline")?.textContent;
  return text ? JSON.parse(text) : { objectives: {}, paragraphs: {} };
}

/** The paragraphs on these questions, each once, in their order.
 * @param {Outline} known @param {string[]} ids @returns {Paragraph[]} */
export function toReread({ paragraphs }, ids) {
  const found = ids.flatMap((id) => (Object.hasOwn(paragraphs, id) ? [paragraphs[id]] : []));
  return found.filter(({ href }, i) => found.findIndex((one) => one.href === href) === i);
}
