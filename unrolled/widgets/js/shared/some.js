// A small screen shows some of many parts: one image, or the rows around one row. The others are away: out of sight, but
// not out of reach of Tab, of the arrow keys and of screen readers, as whatever takes the focus is brought.
import { rowsShown } from "./words.js";

const MOST = 7; // rows

/** Lets those from `first` to `last` be seen, and no others. @param {Element[]} parts */
const showSome = (parts, first, last) =>
  parts.forEach((part, i) => part.toggleAttribute("data-away", i < first || i > last));

/** @param {Element[]} images @param {number} n the one to be seen */
export const showOne = (images, n) => showSome(images, n, n);

/** The rows around one of them. @param {Element[]} rows @param {Element} caption says which */
export function someRows(rows, caption) {
  function show(first, count = MOST) {
    showSome(rows, first, first + count - 1);
    caption.textContent = rows.length > count ? rowsShown(first, first + count - 1, rows.length) : "";
  }
  const showAround = (row) => show(Math.max(0, Math.min(row - (MOST >> 1), rows.length - MOST)));
  return {
    show,
    showAround,
    /** Bring one of these rows, unless one of them is there. @param {number[]} wanted */
    bring(wanted) {
      if (wanted.every((row) => rows[row].hasAttribute("data-away"))) showAround(wanted[0]);
    },
  };
}
