// The questions of a running exam as a list of numbers: where one is, what is answered or flagged.
import { capital, make } from "../dom.js";

/** @import {Quiz} from "../types.js" */

/** Signs, and the names of their words.  @type {[string, string][]} */
const SIGNS = [["•", "is_answered"], ["⚑", "is_flagged"]];

export class Navigator {
  /** @param {Quiz} quiz @param {(index: number) => void} go */
  constructor(quiz, go) {
    this.quiz = quiz;
    this.go = go;
    this.list = make("ol", "qz-nav");
    this.list.setAttribute("role", "list"); // without bullets Safari takes it for none
    this.list.setAttribute("aria-label", quiz.say("quiz_label"));
    const words = SIGNS.map(([sign, name]) => `${sign} ${capital(quiz.say(name))}`);
    // For the eye: the name of each button says it in words.
    this.legend = make("p", "qz-more", words.join("   "));
    this.legend.setAttribute("aria-hidden", "true");
  }

  /** A button for each question of the attempt. */
  lay() {
    const items = this.quiz.views.map((_, i) => {
      const button = make("button", "qz-button qz-quiet", String(i + 1), make("span", "qz-sign"));
      button.setAttribute("type", "button");
      button.addEventListener("click", () => this.go(i));
      return make("li", "", button);
    });
    this.list.replaceChildren(...items);
  }

  /** @param {number} at @param {string[]} flags */
  paint(at, flags) {
    const { say, views } = this.quiz;
    views.forEach(({ answered, item }, i) => {
      const button = /** @type {Element} */ (this.list.children[i].firstElementChild);
      const marks = SIGNS.filter((_, sign) => [answered, flags.includes(item.id)][sign]);
      const place = say("question_of", { n: i + 1, total: views.length });
      const name = [place, ...marks.map(([, word]) => say(word))].join(", ");
      button.setAttribute("aria-label", name);
      button.lastChild?.replaceWith(make("span", "qz-sign", marks.map(([sign]) => sign).join(" ")));
      if (i === at) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    });
  }
}
