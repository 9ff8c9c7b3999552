// Counting days: the twin of src/quizlib/daycount.py, which says by which convention.  A day is a
// text such as 2026-12-01 outside and a number of days inside; clocks and time zones have no part.

/** @typedef {"limit" | "forwarding" | "extension" | "notice"} What */

/** A step of a rule, as src/quizlib/site/deadlines.py reads it.
 * @typedef {{what: What, number: number, unit: "working-days" | "calendar-days" | "months",
 *   after: string, other_after?: string, text: Record<string, string>,
 *   note?: Record<string, string>}} Step */

/** A step counted.
 * @typedef {{what: What, after: string, last: string, passed_over: string[]}} Counted */

/** A warning: which, of which step, and the day or year it speaks of.
 * @typedef {[code: string, what: string, said: string | number]} Told */

const DAY = 86_400_000;

/** @param {string} day */
const numberOf = (day) => Date.parse(`${day}T00:00:00Z`) / DAY;

/** @param {number} number */
const dayOf = (number) => new Date(number * DAY).toISOString().slice(0, 10);

/** @param {string} day @param {number} number */
export const daysLater = (day, number) => dayOf(numberOf(day) + number);

/** Whether a text is a day of the calendar, in a year that is no slip of the hand.
 * @param {string} text */
export function isDay(text) {
  if (!/^20\d\d-\d\d-\d\d$|^2100-\d\d-\d\d$/.test(text)) return false;
  const number = numberOf(text);
  return !Number.isNaN(number) && dayOf(number) === text;
}

/** Monday is 0.  The first of January 1970 was a Thursday.
 * @param {string} day */
export const weekday = (day) => (numberOf(day) + 3) % 7;

/** @param {string} day @param {Set<string>} holidays */
const isOff = (day, holidays) => weekday(day) >= 5 || holidays.has(day);

/** @param {string} day @param {number} number */
function monthsLater(day, number) {
  const [year, month, date] = day.split("-").map(Number);
  const longest = new Date(Date.UTC(year, month - 1 + number + 1, 0)).getUTCDate();
  const later = Date.UTC(year, month - 1 + number, Math.min(date, longest));
  return new Date(later).toISOString().slice(0, 10);
}

/** @param {Step} step @param {string} after @param {Set<string>} holidays @returns {Counted} */
function counted({ what, number, unit }, after, holidays) {
  if (unit === "calendar-days") {
    return { what, after, last: daysLater(after, number), passed_over: [] };
  }
  if (unit === "months") return { what, after, last: monthsLater(after, number), passed_over: [] };
  const passed = [];
  let day = after;
  for (let left = number; left; ) {
    day = daysLater(day, 1);
    if (isOff(day, holidays)) passed.push(day);
    else left -= 1;
  }
  return { what, after, last: day, passed_over: passed };
}

/** @param {Step} step @param {Counted} done @param {Set<string>} holidays @returns {Told[]} */
function toldOf(step, { what, after, last }, holidays) {
  /** @type {Told[]} */
  const found = [];
  if (step.unit === "months" && last.slice(8) < after.slice(8)) {
    found.push(["no_such_day", what, last]);
  }
  if (isOff(last, holidays)) found.push(["ends_off", what, last]); // never of working days
  return found;
}

/** The years of working days for which no holiday is known.
 * @param {Step[]} steps @param {Counted[]} done @param {Set<string>} holidays @returns {Told[]} */
function unlisted(steps, done, holidays) {
  const working = new Set(steps.filter((s) => s.unit === "working-days").map((s) => s.what));
  const known = new Set([...holidays].map((day) => day.slice(0, 4)));
  const years = new Set(
    done
      .filter(({ what }) => working.has(what))
      .flatMap(({ after, last }) => [daysLater(after, 1), last])
      .map((day) => day.slice(0, 4)),
  );
  const missing = [...years].filter((year) => !known.has(year)).sort();
  return missing.map((year) => ["no_holidays", "", Number(year)]);
}

/** Every step of a kind of request, the last day of all, and what must be said of it.
 * @param {Step[]} steps @param {string} received @param {Iterable<string>} days  the holidays
 * @param {boolean | string} [extended]  or the day of the decision to extend
 * @returns {{date: string | null, steps: Counted[], warnings: Told[]}} */
export function count(steps, received, days, extended = false) {
  const holidays = new Set(days);
  /** @type {Counted[]} */
  const done = [];
  /** @type {Told[]} */
  const told = [];
  if (steps.length && isOff(received, holidays)) told.push(["begins_off", "", received]);
  /** @type {Record<string, string>} */
  const begins = { receipt: received };
  for (const step of steps) {
    const { what, after, other_after: other } = step;
    if ((what === "extension" || what === "notice") && !extended) continue;
    const now = counted(step, begins[after], holidays);
    done.push(now);
    told.push(...toldOf(step, now, holidays));
    if (what === "limit") {
      begins.limit = now.last;
      begins.decision = typeof extended === "string" ? extended : now.last;
      if (begins.decision > now.last) told.push(["decided_late", what, now.last]);
    }
    if (other) told.push(["two_readings", what, counted(step, begins[other], holidays).last]);
  }
  const ends = done.filter(({ what }) => what === "limit" || what === "extension");
  // An extension never ends before the first limit does.
  const date = ends.map(({ last }) => last).sort().pop() ?? null;
  return { date, steps: done, warnings: [...told, ...unlisted(steps, done, holidays)] };
}
