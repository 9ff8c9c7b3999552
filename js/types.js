// The shapes that the modules here hand to one another.  Types only; nothing runs.

/** What a grader must know of a question; made by the kind's Python file.
 * @typedef {Record<string, any>} Key */

/** How a part of an answer (an option, a card, a blank) fared; see `Mark` in model.py.
 * @typedef {"right" | "wrong" | "partly" | "near" | "missed"} Mark */

/** See `Grade` in model.py.
 * @typedef {{status: "unanswered" | "invalid" | "scored" | "recorded", score: number | null,
 *   parts: Record<string, Mark>, why: Record<string, string>}} Grade */

/** Says a string of the interface: its name, and what fills its gaps.
 * @typedef {(name: string, gaps?: Record<string, string | number>) => string} Say */

/** What a kind is told where it does more than fill its controls.
 * @typedef {object} Scene
 * @property {string} id  of the question
 * @property {Key} key
 * @property {any} response  the one kept; null where there is none
 * @property {Grade | null} grade  of the answer last checked; null while nothing may be shown
 * @property {boolean} over  whether the question is closed
 * @property {Progress} progress
 * @property {(id: string) => any} answerTo  what is kept as answer to another question
 * @property {Say} say */

/** One question kind: the twin of its file in src/quizlib/kinds/.  `root` is the question's
 * fieldset, which holds the controls that the Python file made.
 * @typedef {object} Kind
 * @property {(key: Key, response: unknown) => Grade} grade
 * @property {(root: HTMLElement) => unknown} read  the response now in the controls, or null
 * @property {(root: HTMLElement, response: any) => void} write  a response into the controls
 * @property {(response: any, part: string) => string} given  what a response says of one part
 * @property {(key: Key, grade: Grade) => [number, number] | null} count  parts right, of how many
 * @property {boolean} reasonTells  whether the reason of a part gives away its answer
 * @property {string} missed  name of the string beside a part that was not given
 * @property {string} [missedYet]  the same while the question is open, where that reads otherwise
 * @property {string} nothing  name of the string shown where nothing is answered yet
 * @property {string} [unreadable]  name of the string shown where the response is invalid
 * @property {(root: HTMLElement, changed: () => void, say: Say) => void} [wire]  called once;
 *   listeners beyond those for `change` and `input`, which the core has.  `changed` tells that
 *   `read` now gives something else
 * @property {(root: HTMLElement, scene: Scene) => void} [paint]  called after the common painting
 * @property {(root: HTMLElement) => void} [commit]  called when the button is pressed, before `read`
 * @property {(key: Key, response: any) => boolean} [complete]  whether the question is answered to
 *   its end; where there is none, every response that can be graded is
 * @property {string} [button]  name of the string on the button, where it is not `check`
 * @property {string} [again]  name of the string on the button that opens the question anew
 * @property {boolean} [unscored]  responses are recorded, not scored
 * @property {boolean} [open]  the controls stay enabled when the question is over: the kind locks
 *   them itself in `paint`
 * @property {boolean} [keeps]  "answer again" keeps the response
 * @property {boolean} [auto]  there is nothing to check: answers are kept as they are given
 * @property {(root: HTMLElement, key: Key) => string} [rightAnswer]  in words; where there is none,
 *   the texts of the parts in `key.correct` */

/** What the page tells of a question.
 * @typedef {{id: string, kind: string, hash: string, objective: string, key: Key}} Item */

/** What the page tells of a quiz; made by render.py.  `review` is the address of the page Review,
 * empty where there is none; `exam` holds the rules of that mode.
 * @typedef {{lang: string, bank: string, mode: string, review: string, questions: Item[],
 *   exam?: ExamRules}} Data */

/** The rules of an exam, as `Exam` in model.py has them.
 * @typedef {{minutes: number | null, attempts: number, draw: Record<string, number>,
 *   pass: {points: number, also: {objectives: string[], points: number}[]} | null}} ExamRules */

/** A live quiz.
 * @typedef {object} Quiz
 * @property {HTMLElement} section
 * @property {Data} data
 * @property {Model} model
 * @property {Say} say
 * @property {boolean} immediate  whether each question is checked on its own
 * @property {import("./view.js").QuestionView[]} views  in the order of the page; in an exam those
 *   of the attempt alone
 * @property {AbortSignal} gone  tells that the quiz has left the page
 * @property {(view: import("./view.js").QuestionView) => boolean} [turnTo]  where one question is
 *   shown at a time: shows this one and gives it the focus, unless all are shown now */

/** When answers are checked, and what stands below the questions.  `start` is called once and
 * returns what paints that.  `over` puts a model of the mode's own over the one given.
 * @typedef {{immediate: boolean, start: (quiz: Quiz) => () => void,
 *   over?: (model: Model, data: Data) => Model}} Mode */

/** When a question was graded (seconds since 1970), its score, and how sure the learner was.
 * @typedef {[number, number | null, number | null]} Result */

/** Where the learner stands with a question.
 * `open`: not checked yet; `checked`: checked and not right; `done`: right; `shown`: answer shown;
 * `handed`: closed as it was, handed in with the whole quiz or at the end of a case.  `checked` holds the response that was checked last,
 * `history` the results so far, `seconds` how long the question has had the focus.
 * @typedef {{status: "open" | "checked" | "done" | "shown" | "handed", attempts: number,
 *   checked?: unknown, order?: string[], confidence?: number, seconds?: number,
 *   history?: Result[]}} Progress */

/** What is kept of one question: answer and progress under the hash of its key, and when they last
 * changed (milliseconds since 1970; 0 where a record of format 1 did not say).
 * @typedef {{hash: string, answer?: any, progress?: Progress, at: number}} QuestionRecord */

/** What is kept of one exam: the attempt that runs and those handed in.  An attempt is known by the
 * moment it started; the answers of the running one live in it.
 * @typedef {{started: number, answers?: Record<string, any>, progress?: Record<string, Progress>,
 *   [more: string]: any}} Attempt
 * @typedef {{current: Attempt | null, past: Attempt[]}} ExamRecord */

/** Everything a learner has, by id of the question and by name of the bank.
 * @typedef {{records: Record<string, QuestionRecord>, exams: Record<string, ExamRecord>}} State */

/** The part of anywidget's model that a quiz uses; page.js has one of its own.
 * @typedef {object} Model
 * @property {(name: string) => any} get
 * @property {(name: string, value: any) => void} set
 * @property {() => void} save_changes
 * @property {(event: string, callback: () => void) => void} on
 * @property {(event: string, callback: () => void) => void} off
 * @property {(id: string) => any} [peek]  the answer kept for a question of another page */

export {};
