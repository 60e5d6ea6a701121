// A row of a list is dragged by its handle, with a mouse, a pen or a finger.
import { eventTarget, findAll } from "../shared/dom.js";

/** Where among the rows a height is. */
function placeAt(list, row, y) {
  const rows = findAll(list, "[data-piece]");
  const others = rows.filter((one) => one !== row);
  const above = others.filter((one) => {
    const { top, height } = one.getBoundingClientRect();
    return y > top + height / 2;
  });
  return above.length;
}

/**
 * @param {HTMLElement} list
 * @param {{ onMove: (from: number, to: number) => void, onDrop: (row: HTMLElement) => void }} hears
 */
export function makeDrag(list, { onMove, onDrop }) {
  let row = null;
  const placeOf = () => findAll(list, "[data-piece]").indexOf(row);
  list.addEventListener("pointerdown", (event) => {
    const handle = eventTarget(event, ".handle");
    if (!handle || event.button !== 0 || handle.ariaDisabled === "true") return;
    row = handle.closest("[data-piece]");
    row.dataset.dragged = "";
    list.setPointerCapture(event.pointerId);
  });
  list.addEventListener("pointermove", (event) => {
    if (!row) return;
    const [from, to] = [placeOf(), placeAt(list, row, event.clientY)];
    if (from !== to) onMove(from, to);
  });
  const drop = () => {
    if (!row) return;
    delete row.dataset.dragged;
    onDrop(row);
    row = null;
  };
  list.addEventListener("pointerup", drop);
  list.addEventListener("pointercancel", drop);
}
