// A grid of numbers that keeps its cells while their numbers change, so that the focus stays where it is.
import { element, say, short } from "../shared/dom.js";
import { makeGrid } from "../shared/grid.js";
import { scrollTo } from "../shared/scroll.js";

// `kind` is its colour's name. `point(name, how, number or null)` hears of hovering and of the focus.
export function numberGrid(name, kind, [rows, columns], point) {
  const line = `<div role="row">${'<span role="gridcell"></span>'.repeat(columns)}</div>`;
  const root = element(`<figure class="part" style="--kind:var(--${kind});--kind-wash:var(--${kind}-wash)"><figcaption></figcaption>
    <div class="scroll"><div role="grid" data-grid="${name}"><div class="cells" role="rowgroup">${line.repeat(rows)}
    <div class="frame" hidden></div></div></div></div></figure>`);
  const table = root.querySelector('[role="grid"]');
  const grid = makeGrid(table, (i) => i, columns, (how, number) => point(name, how, number));
  const box = root.querySelector(".scroll");
  const [caption, frame] = [root.querySelector("figcaption"), root.querySelector(".frame")];

  function put(cell, { value, index, zero, made }) {
    const text = short(value);
    if (cell.firstElementChild === null && cell.textContent !== text) cell.textContent = text;
    cell.toggleAttribute("data-made", made === true);
    cell.toggleAttribute("data-zero", zero === true);
    if (index) cell.dataset.index = index;
    else delete cell.dataset.index;
    return text.length;
  }

  return {
    ...grid,
    root,
    name,
    // Name the grid and give each cell {value, index, zero: not a number of the array, made: already there}.
    fill(title, read) {
      caption.textContent = title;
      table.setAttribute("aria-label", title);
      return Math.max(...grid.cells.map((cell, number) => put(cell, read(number))));
    },
    reveal: (number) => scrollTo(box, grid.cells[number]),
    frameAt([h, w], [high, wide]) {
      frame.hidden = false;
      frame.style.cssText = `--h:${h};--w:${w};--high:${high};--wide:${wide}`;
    },
  };
}

export const sign = (text = "") => element(`<div class="sign" aria-hidden="true">${text}</div>`);

// Parts side by side; an array of them stays together where the line is too short.
export function flow(...parts) {
  const box = element('<div class="flow"></div>');
  box.append(...parts.filter(Boolean).map((part) => (Array.isArray(part) ? flow(...part) : (part.root ?? part))));
  return box;
}

// A flow under a sentence that says what it shows.
export function told(text, line) {
  const box = element('<div class="told"><p></p></div>');
  say(box.firstChild, text);
  box.append(line);
  return box;
}
