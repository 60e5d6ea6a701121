// Cells that keep their identity travel from where they stood to where they stand after a redraw.
const TRAVEL = 900; // milliseconds: long enough for an eye to follow one cell

function corners(box) {
  const cells = [...box.querySelectorAll("[data-id]")];
  return new Map(cells.map((cell) => [cell.dataset.id, cell.getBoundingClientRect()]));
}

export function flip(box, redraw) {
  const before = corners(box);
  redraw();
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const after = corners(box);
  for (const cell of box.querySelectorAll("[data-id]")) {
    const [from, to] = [before.get(cell.dataset.id), after.get(cell.dataset.id)];
    if (!from) continue;
    const start = `translate(${from.left - to.left}px, ${from.top - to.top}px)`;
    cell.animate([{ transform: start }, { transform: "none" }], { duration: TRAVEL, easing: "ease-in-out" });
  }
}
