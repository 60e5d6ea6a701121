// How a picture behaves whose cells are too small for numbers: one tab stop, arrow keys, pointing by mouse, finger or focus.
import { destination, isWalking } from "./grid.js";

/** @import { OnPoint } from "./grid.js" */

/**
 * @param {HTMLElement} root
 * @param {{ count: number, columns: number, numberAt: (event: any) => number | null, onPoint: OnPoint,
 *   onPick: (number: number) => void }} options numbers are those of cells in a table that is `columns` wide
 */
export function makeBrowsable(root, { count, columns, numberAt, onPoint, onPick }) {
  let [cursor, pointed] = [0, null];
  root.tabIndex = 0;
  function walk(to) {
    cursor = to;
    onPoint("focus", to);
  }
  function hover(number) {
    if (number !== pointed) onPoint("hover", number);
    pointed = number;
  }
  root.addEventListener("focusin", () => walk(cursor));
  root.addEventListener("focusout", () => onPoint("focus", null));
  root.addEventListener("keydown", (event) => {
    if (event.key === "Enter") onPick(cursor);
    if (!isWalking(event)) return;
    event.preventDefault();
    walk(destination({ count, columns }, cursor, event.key, event.ctrlKey));
  });
  // A finger moves it too, and may leave: what it has pointed at stays to be looked at.
  for (const type of ["pointerdown", "pointermove"])
    root.addEventListener(type, (event) => hover(numberAt(event) ?? pointed));
  root.addEventListener("pointerleave", (event) => {
    if (event.pointerType !== "touch") hover(null);
  });
  root.addEventListener("click", (event) => {
    const number = numberAt(event);
    if (number !== null) onPick(number);
  });
  return {
    cursor: () => cursor,
    /** Where it begins once it has the focus. @param {number} number */
    rest(number) {
      if (document.activeElement !== root) cursor = number;
    },
    /** Take the focus at a cell. @param {number} number */
    focus(number) {
      cursor = number;
      root.focus({ preventScroll: true });
    },
    /** Nothing is pointed at any more. */
    forget: () => hover(null),
  };
}
