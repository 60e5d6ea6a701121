// A view's numbers in their boxes, which can be empty, and filled one by one.
import { element, writeCell } from "../shared/dom.js";
import { drawNested } from "../shared/nested.js";
import { formatNumber } from "../shared/text.js";
import { memoryPlace, readingPlace } from "./view.js";
import { arrayName } from "./words.js";

/** @import { View } from "./view.js" */

/**
 * Each number goes by its place in memory.
 * @param {View} view
 * @param {any} x
 * @param {(how: "hover" | "focus", place: number | null) => void} onPoint
 */
export function drawView(view, x, onPoint) {
  const axes = view.names.map((name, i) => ({ name, size: view.sizes[i], across: i % 2 === 1 }));
  const draw = (k) => [formatNumber(x.data[memoryPlace(view, k)])];
  const hear = (how, k) => onPoint(how, k === null ? null : memoryPlace(view, k));
  const box = element("<div></div>");
  const nested = drawNested(box, { name: "x", label: arrayName(view.sizes), axes, draw, isRead: true }, hear);
  const root = /** @type {HTMLElement} */ (box.firstElementChild);
  const cell = (place) => nested.cells[readingPlace(view, place)];
  function write(k) {
    writeCell(nested.cells[k], draw(k)[0]);
    nested.cells[k].removeAttribute("data-blank");
  }
  return {
    view,
    root,
    parts: /** @type {HTMLElement} */ (root.firstElementChild),
    cell,
    light: (marks) => nested.light(new Map([...marks].map(([place, mark]) => [readingPlace(view, place), mark]))),
    /** A small screen shows the part that holds this place of memory. @param {number} place */
    bring: (place) => nested.bring(readingPlace(view, place)),
    /** A small screen does not show every part. @param {number} place */
    isShown(place) {
      const part = cell(place).closest("[data-away]");
      return !part || getComputedStyle(part).position !== "absolute";
    },
    empty() {
      for (const each of nested.cells) {
        writeCell(each, "");
        each.setAttribute("data-blank", "");
      }
    },
    /** @param {number[]} places */
    land: (places) => places.forEach((place) => write(readingPlace(view, place))),
    fill: () => nested.cells.forEach((_, k) => write(k)),
    /** What is on its way is here no longer. @param {number[]} places */
    leave: (places) => places.forEach((place) => cell(place).setAttribute("data-gone", "")),
  };
}
