// Cells that keep their identity travel from where they stood to where they stand after a redraw.
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
    cell.style.setProperty("--dx", `${from.left - to.left}px`);
    cell.style.setProperty("--dy", `${from.top - to.top}px`);
    cell.dataset.travels = ""; // the stylesheet does the rest: hundreds of animate() calls would take longer than a frame
  }
}
