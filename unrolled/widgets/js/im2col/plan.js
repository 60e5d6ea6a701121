// The whole matrix at a glance, each cell a colour. It answers to what the full-size matrix answers to (shared/matrix.js).
import { makeBrowsable } from "../shared/browse.js";
import { element } from "../shared/dom.js";
import { cellsOfStep } from "../shared/loops.js";
import { partAt } from "../shared/near.js";
import { range } from "../shared/numbers.js";
import { rectsOf } from "../shared/regions.js";
import { makeSheet, wholeElement } from "../shared/sheet.js";
import { cellAt, sourceOf } from "../shared/unroll.js";
import { channelName, imageName, matrixName } from "../shared/words.js";
import { blocksOf, unmadeRects } from "./room.js";
import { lightBy } from "./sheets.js";
import { cellsAround, matrixTable } from "./table.js";

/** @import { Spot } from "../shared/regions.js" */

/** @returns {Spot} */
const spotOf = ([row, column]) => [column, row];

const namesHtml = (side, names) =>
  `<div class="${side}" aria-hidden="true">${names.map((name) => `<span>${name}</span>`).join("")}</div>`;

function partsOf(sizes) {
  const root = wholeElement("col", matrixName("col", sizes));
  const sheet = makeSheet([sizes.columns, sizes.rows]);
  sheet.draw("lines", blocksOf(sizes));
  root.append(sheet.svg);
  const channels = namesHtml("channels-of", range(sizes.C).map(channelName));
  const images = namesHtml("images-of", range(sizes.N).map(imageName));
  const plan = element(`<div class="plan">${channels}${images}</div>`);
  plan.style.cssText = `--wide:${sizes.columns};--high:${sizes.rows}`;
  plan.append(root);
  return { plan, root, sheet };
}

/**
 * @param {HTMLElement} box
 * @param {any} seen what both pictures are made of: see whole.js
 * @param {{ onPoint: (how: "hover" | "focus", cell: any) => void, onPick: (cell: any) => void }} hear
 */
export function drawPlan(box, seen, { onPoint, onPick }) {
  const { sizes, loop, toneOf } = seen;
  const { rows, columns } = sizes;
  const { plan, root, sheet } = partsOf(sizes);
  /** @returns {[Spot, any]} */
  const toned = ([row, column]) => [spotOf([row, column]), toneOf(sourceOf(sizes, row, column))];
  sheet.paint(
    "all",
    range(rows * columns).map((k) => toned(cellAt(sizes, k))),
  );
  box.replaceChildren(plan);
  const browsable = makeBrowsable(root, {
    count: rows * columns,
    columns,
    numberAt(event) {
      const [across, down] = sheet.fractionsAt(event);
      return partAt(down, rows) * columns + partAt(across, columns);
    },
    onPoint: (how, number) => onPoint(how, number === null ? null : cellAt(sizes, number)),
    onPick: (number) => onPick(cellAt(sizes, number)),
  });
  let made = 0;
  /** What has been made when so many steps have, and the last of them. */
  function showMade(count, now) {
    made = count;
    sheet.draw("away", unmadeRects(sizes, loop, made));
    sheet.paint("now", now.map(toned));
  }
  let step = 0;
  return {
    root,
    focused: () => cellAt(sizes, browsable.cursor()),
    focus: ([row, column]) => browsable.focus(row * columns + column),
    forget: browsable.forget,
    cell: (cell) => sheet.cell(spotOf(cell)),
    light: (marks) => lightBy((layer, cells) => sheet.draw(layer, rectsOf(cells.map(spotOf))), marks),
    showStep(shown, isAwaited) {
      step = shown;
      const now = cellsOfStep(sizes, loop, step);
      showMade(isAwaited ? step : step + 1, isAwaited ? [] : now);
      sheet.draw("frame", rectsOf(now.map(spotOf)));
      browsable.rest(now[0][0] * columns + now[0][1]);
    },
    /** All of a step's cells arrive together. */
    arrive: () => showMade(step + 1, cellsOfStep(sizes, loop, step)),
    table: (cell, marks) => matrixTable(seen, cell, marks, { loop, made, step }),
    /** Frame what the lens shows. */
    frameLens(cell) {
      if (!cell) return sheet.draw("lens", []);
      const { across, down } = cellsAround(seen, cell);
      sheet.draw("lens", [[across[0], down[0], across.length, down.length]]);
    },
  };
}
