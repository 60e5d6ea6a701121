// Cells that keep their identity travel from where they stood to where they stand after a redraw.
import { findAll, isMotionReduced } from "../shared/dom.js";

/** @param {HTMLElement} box @returns {Map<string, DOMRect>} */
function cellPlaces(box) {
  return new Map(findAll(box, "[data-id]").map((cell) => [cell.dataset.id, cell.getBoundingClientRect()]));
}

/** @param {HTMLElement} box @param {() => void} redraw */
export function flip(box, redraw) {
  const before = cellPlaces(box);
  redraw();
  if (isMotionReduced()) return;
  const after = cellPlaces(box);
  for (const cell of findAll(box, "[data-id]")) {
    const [from, to] = [before.get(cell.dataset.id), after.get(cell.dataset.id)];
    if (!from) continue;
    cell.style.setProperty("--dx", `${from.left - to.left}px`);
    cell.style.setProperty("--dy", `${from.top - to.top}px`);
    cell.dataset.travels = ""; // the stylesheet does the rest: hundreds of animate() calls would take longer than a frame
  }
}
