// A storage like the browser's, for tests: with a limit of characters, and what goes wrong with it.

export class FakeStorage {
  #values = new Map();
  /** Characters that it holds at most, keys included. */
  limit = Infinity;
  /** Every `setItem` and `removeItem` that had an effect. */
  writes = [];

  constructor(values = {}) {
    for (const [key, value] of Object.entries(values)) this.#values.set(key, value);
  }

  get length() {
    return this.#values.size;
  }

  key(i) {
    return [...this.#values.keys()][i] ?? null;
  }

  getItem(key) {
    return this.#values.get(key) ?? null;
  }

  setItem(key, value) {
    const others = [...this.#values].filter(([name]) => name !== key);
    const size = others.flat().join("").length + key.length + String(value).length;
    if (size > this.limit) throw new DOMException("full", "QuotaExceededError");
    this.#values.set(key, String(value));
    this.writes.push(key);
  }

  removeItem(key) {
    if (this.#values.delete(key)) this.writes.push(key);
  }

  clear() {
    this.#values.clear();
  }

  /** What it holds, as an object. */
  get all() {
    return Object.fromEntries(this.#values);
  }
}

/** Make this the browser's storage.  Strings are kept as they are, the rest as JSON. */
export function store(values = {}) {
  const texts = Object.entries(values).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const storage = new FakeStorage(Object.fromEntries(texts));
  Object.defineProperty(globalThis, "localStorage", { value: storage, configurable: true });
  return storage;
}

/** Storage that is switched off: the first touch throws. */
export function storeOff() {
  Object.defineProperty(globalThis, "localStorage", {
    get() {
      throw new DOMException("switched off", "SecurityError");
    },
    configurable: true,
  });
}

/** A generator of random numbers that gives the same ones each time (mulberry32). */
export function random(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n) => Math.floor(next() * n);
  return { next, below, of: (list) => list[below(list.length)], chance: (p) => next() < p };
}
