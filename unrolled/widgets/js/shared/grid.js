// How a grid of cells behaves: one tab stop, arrow keys, pointing by mouse, touch or focus, lighting.

const MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

// `root` holds the cells; `order` names each cell's number in a table that is `across` cells wide.
// `point(how, number or null)` is told of hovering ("hover") and of the focus ("focus").
export function makeGrid(root, order, across, point) {
  const cells = [];
  const numbers = new Map();
  root.querySelectorAll('[role="gridcell"]').forEach((cell, i) => {
    cells[order(i)] = cell;
    numbers.set(cell, order(i));
  });
  const down = cells.length / across;
  const at = (event) => numbers.get(event.target.closest('[role="gridcell"]'));
  let stop = cells[0];
  let lit = new Map();
  stop.tabIndex = 0;

  function focus(cell) {
    stop.removeAttribute("tabindex");
    stop = cell;
    stop.tabIndex = 0;
    stop.focus();
  }

  function target(number, key, whole) {
    const [row, column] = [Math.floor(number / across), number % across];
    if (key === "Home") return whole ? 0 : row * across;
    if (key === "End") return whole ? cells.length - 1 : (row + 1) * across - 1;
    const [y, x] = [row + MOVES[key][0], column + MOVES[key][1]];
    return y < 0 || y >= down || x < 0 || x >= across ? number : y * across + x;
  }

  root.addEventListener("keydown", (event) => {
    const known = event.key in MOVES || event.key === "Home" || event.key === "End";
    if (!known || event.altKey || event.metaKey || at(event) === undefined) return;
    event.preventDefault();
    focus(cells[target(at(event), event.key, event.ctrlKey)]);
  });
  root.addEventListener("focusin", (event) => point("focus", at(event) ?? null));
  root.addEventListener("focusout", () => point("focus", null));
  // A finger that scrolls passes over cells without meaning them; a tap clicks, and so takes the focus.
  root.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "touch") point("hover", at(event) ?? null);
  });
  root.addEventListener("pointerleave", () => point("hover", null));
  root.addEventListener("click", (event) => {
    if (at(event) !== undefined) focus(cells[at(event)]);
  });

  return {
    cells,
    // Tab enters the grid at this cell.
    stopAt(number) {
      if (cells[number] === stop) return; // the focus would be lost
      stop.removeAttribute("tabindex");
      stop = cells[number];
      stop.tabIndex = 0;
    },
    // Light these cells and no others: a Map from a cell's number to "1" or "faint".
    light(marks) {
      for (const number of lit.keys()) if (!marks.has(number)) delete cells[number].dataset.lit;
      for (const [number, mark] of marks) if (lit.get(number) !== mark) cells[number].dataset.lit = mark;
      lit = marks;
    },
  };
}
