// Interface strings: the files that Python reads too.
import en from "../src/quizlib/locale/en.json";
import kk from "../src/quizlib/locale/kk.json";
import ru from "../src/quizlib/locale/ru.json";

/** @type {Record<string, Record<string, string | Record<string, string>>>} */
const STRINGS = { kk, ru, en };

/** A function that says a string of this language: its name, and what fills its gaps.  Plural
 * ones are chosen by `n`.  A page may bring strings of its own.
 * @param {string} lang @param {typeof STRINGS[string]} [strings] */
export function speaker(lang, strings = STRINGS[lang] ?? STRINGS.en) {
  const plural = new Intl.PluralRules(lang);
  /** @param {string} name @param {Record<string, string | number>} [gaps] */
  return (name, gaps = {}) => {
    const entry = strings[name];
    const text =
      typeof entry === "string" ? entry : (entry[plural.select(Number(gaps.n))] ?? entry.other);
    return text.replace(/\{(\w+)\}/g, (_, gap) => String(gaps[gap]));
  };
}
