// Entry of the static page: makes every quiz on it live.  No kernel, no module loader.
import { mount } from "./core.js";
import { storedModel } from "./store.js";

// For learner.js; see build.mjs.
export { dataOf } from "./core.js";
export { find, make } from "./dom.js";
export { own } from "./kinds/shared.js";
export { canonical, merge } from "./merge.js";
export * from "./records.js";
export { speaker } from "./strings.js";
export { mount, storedModel };

function mountAll() {
  for (const section of /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll("section.qz:not(.qz-live)")
  )) {
    try {
      const data = JSON.parse(section.querySelector("script.qz-data")?.textContent ?? "");
      mount(section, storedModel(data.questions, { exam: data.exam && data.bank }));
    } catch (error) {
      console.error("quizlib:", error); // the worksheet below the script stays readable
    }
  }
}

// "interactive" comes before deferred scripts run, DOMContentLoaded after them.
if (document.readyState === "loading") {
  document.addEventListener("readystatechange", mountAll, { once: true });
} else {
  mountAll();
}
