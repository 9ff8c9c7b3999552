// Entry of the notebook widget (anywidget): the same HTML, the model synced with Python.
import { mount } from "./core.js";

/** @param {{model: import("./types.js").Model, el: HTMLElement}} context */
function render({ model, el }) {
  // Made and escaped by render.py; it holds no text of a learner.
  el.innerHTML = model.get("_html");
  // Arrow keys and letters belong to the controls here, not to the notebook.  Its shortcuts ask
  // the focused element itself, so the mark must stand there.
  el.addEventListener("focusin", ({ target }) => {
    if (target instanceof Element) target.setAttribute("data-lm-suppress-shortcuts", "true");
  });
  // It also takes Enter from every field in a cell: no new line would be begun, no form sent.
  el.addEventListener("beforeinput", (event) => event.stopPropagation(), true);
  return mount(/** @type {HTMLElement} */ (el.querySelector("section.qz")), model);
}

export default { render };
