// The parts of one stage as HTML: its place in the trail, its cells, and what stands beside its rows.
import { range, sum } from "../shared/numbers.js";
import { formatNumber, tuple } from "../shared/text.js";
import { hue, letter } from "./letters.js";
import { rowWindows, shapeOf } from "./trace.js";

/** @import { Stage, Trace } from "./trace.js" */

/** @param {Stage} stage */
export function trailHtml(stage) {
  const names = stage.axes.map(({ name }) => name).join(", ");
  return `<li><code>${stage.code}</code><span class="names">(${names})</span><b>${tuple(shapeOf(stage))}</b></li>`;
}

/** A cell's text and attributes; it shows the sum of the items that it holds. @param {Trace} trace @param {number[]} held */
export function cellOf({ items }, held) {
  if (held.length === 0) return ["0", 'data-zero=""'];
  const { window, pixel } = items[held[0]];
  const padding = pixel === null ? 'data-padding=""' : "";
  const tag = held.map((item) => letter(items[item].window)).join("");
  const text = formatNumber(sum(held.map((item) => items[item].value)));
  return [text, `data-id="${held[0]}" data-tag="${tag}" style="--hue:${hue(window)}" ${padding}`];
}

/** The stage's axes; a matrix says beside each row which windows it holds. @param {Trace} trace @param {Stage} stage */
export function axesWithTicks(trace, stage) {
  if (stage.axes.length > 2) return stage.axes;
  const [rows, columns] = stage.axes;
  const ticks = rowWindows(trace, stage).map((windows, row) => `${row}: ${windows.map(letter).join("")}`);
  return [
    { ...rows, ticks },
    { ...columns, ticks: range(columns.size) },
  ];
}
