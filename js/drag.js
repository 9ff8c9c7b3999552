// Moves the rows of a list with the pointer: mouse, touch or pen.
//
// The row under the pointer follows it, and the others make room at once; nothing is animated, so
// there is nothing to reduce.  Escape puts the list back.

/** How near to the edge of what scrolls it begins to, and by how much a frame, in pixels. */
const EDGE = 48;
const STEP = 8;

/** `passed` is called when a row has come past another, `moved` when it was let go elsewhere.
 * @typedef {{passed: () => void, moved: (row: HTMLElement) => void}} Told */

/** What scrolls when the pointer reaches an edge: in JupyterLab not the window.
 * @param {Element} element @returns {Element} */
function scroller(element) {
  for (let box = element.parentElement; box; box = box.parentElement) {
    const { overflowY } = getComputedStyle(box);
    if (/auto|scroll/.test(overflowY) && box.scrollHeight > box.clientHeight) return box;
  }
  return document.scrollingElement ?? document.documentElement;
}

/** @param {HTMLElement} list  its children are the rows
 * @param {string} handle  selector of that part of a row which drags it
 * @param {Told} told */
export function draggable(list, handle, told) {
  list.addEventListener("pointerdown", (event) => {
    const grip = /** @type {Element} */ (event.target).closest(handle);
    const shut = list.closest("fieldset")?.disabled;
    if (!grip || shut || event.button !== 0 || !event.isPrimary) return;
    const row = [...list.children].find((child) => child.contains(grip));
    event.preventDefault();
    grip.setPointerCapture(event.pointerId);
    drag(list, /** @type {HTMLElement} */ (row), event, told);
  });
}

/** @param {HTMLElement} list @param {HTMLElement} row @param {PointerEvent} start
 * @param {Told} told */
function drag(list, row, start, { passed, moved }) {
  const before = [...list.children];
  const focused = document.activeElement;
  const offset = start.clientY - row.getBoundingClientRect().top;
  const box = scroller(list);
  const page = box === document.scrollingElement;
  let y = start.clientY;
  let frame = 0;
  const done = new AbortController();
  const { signal } = done;

  /** Where the row would stand were it not held.  @returns {DOMRect} */
  const place = () => {
    row.style.translate = "";
    return row.getBoundingClientRect();
  };
  const middle = (/** @type {Element} */ other) => {
    const { top, height } = other.getBoundingClientRect();
    return top + height / 2;
  };

  const follow = () => {
    const { height } = place();
    const bounds = list.getBoundingClientRect();
    const top = Math.min(Math.max(y - offset, bounds.top), bounds.bottom - height);
    // The others move around the row: taken out of the page it would lose the pointer.
    let other = row.nextElementSibling;
    for (; other && top + height > middle(other); other = row.nextElementSibling) row.before(other);
    other = row.previousElementSibling;
    for (; other && top < middle(other); other = row.previousElementSibling) row.after(other);
    row.style.translate = `0 ${top - place().top}px`;
    passed();
  };

  // Only towards the edge that the pointer has come nearer to, and while there is more of the list.
  const scroll = () => {
    const seen = page ? { top: 0, bottom: innerHeight } : box.getBoundingClientRect();
    const [top, bottom] = [seen.top + EDGE, seen.bottom - EDGE];
    const bounds = list.getBoundingClientRect();
    const up = y < Math.min(top, start.clientY) && bounds.top < top;
    const down = y > Math.max(bottom, start.clientY) && bounds.bottom > bottom;
    if (up || down) {
      box.scrollBy({ top: up ? -STEP : STEP, behavior: "instant" });
      follow();
    }
    frame = requestAnimationFrame(scroll);
  };

  const end = () => {
    done.abort();
    cancelAnimationFrame(frame);
    row.style.translate = "";
    row.classList.remove("qz-dragged");
    // A row that made room has left the page for a moment, and lost the focus with that.
    if (focused instanceof HTMLElement && list.contains(focused)) {
      focused.focus({ preventScroll: true });
    }
    if ([...list.children].some((child, i) => child !== before[i])) moved(row);
  };
  const cancel = () => {
    list.append(...before);
    passed();
    end();
  };

  /** @param {"pointermove" | "pointerup" | "pointercancel"} name @param {() => void} listener */
  const on = (name, listener) =>
    addEventListener(
      name,
      (event) => {
        if (event.pointerId !== start.pointerId) return;
        y = event.clientY;
        listener();
      },
      { signal, capture: true },
    );
  on("pointermove", follow);
  on("pointerup", end);
  on("pointercancel", cancel);
  const escape = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  };
  addEventListener("keydown", escape, { signal, capture: true });
  row.classList.add("qz-dragged");
  frame = requestAnimationFrame(scroll);
}
