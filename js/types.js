// The shapes that the modules here hand to one another.  Types only; nothing runs.

/** What a grader must know of a question; made by the kind's Python file.
 * @typedef {Record<string, any>} Key */

/** How a part of an answer (an option, a card) fared; see `Mark` in model.py.
 * @typedef {"right" | "wrong" | "partly" | "missed"} Mark */

/** @typedef {{status: "unanswered" | "invalid" | "scored", score: number | null,
 *   parts: Record<string, Mark>}} Grade */

/** One question kind: the twin of its file in src/quizlib/kinds/.
 * @typedef {object} Kind
 * @property {(key: Key, response: unknown) => Grade} grade
 * @property {(form: HTMLFormElement) => unknown} read  the response now in the controls
 * @property {(form: HTMLFormElement, response: any) => void} write  a response into the controls
 * @property {(response: any, part: string) => string} given  what a response says of one part
 * @property {(key: Key, grade: Grade) => [number, number] | null} count  parts right, of how many
 * @property {boolean} reasonTells  whether the reason of a part gives away its answer
 * @property {string} missed  name of the string beside a part that was not given
 * @property {string} nothing  name of the string shown where nothing is answered yet */

/** @typedef {{id: string, kind: string, hash: string, key: Key}} Item */

/** Where the learner stands with a question.
 * `open`: not checked yet; `checked`: checked and not right; `done`: right; `shown`: answer shown.
 * `checked` holds the response that was checked last.
 * @typedef {{status: "open" | "checked" | "done" | "shown", attempts: number,
 *   checked?: unknown, order?: string[]}} Progress */

/** The part of anywidget's model that a quiz uses; page.js has one of its own.
 * @typedef {object} Model
 * @property {(name: string) => any} get
 * @property {(name: string, value: any) => void} set
 * @property {() => void} save_changes
 * @property {(event: string, callback: () => void) => void} on
 * @property {(event: string, callback: () => void) => void} off */

export {};
