// Entry of the static page: makes every quiz on it live.  No kernel, no module loader.
import { mount } from "./core.js";
import { storedModel } from "./store.js";

function mountAll() {
  for (const section of /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll("section.qz:not(.qz-live)")
  )) {
    try {
      const data = JSON.parse(section.querySelector("script.qz-data")?.textContent ?? "");
      mount(section, storedModel(data.questions));
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
