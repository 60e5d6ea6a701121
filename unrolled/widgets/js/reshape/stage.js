// The parts of one stage as HTML: its place in the trail, its cells, and what stands beside its rows.
import { range, sum } from "../shared/numbers.js";
import { formatNumber, tuple } from "../shared/text.js";
import { colour, letter, mark, paint } from "./letters.js";
import { rowWindows, shapeOf } from "./trace.js";
import { moreWindows } from "./words.js";

/** @import { Reading, Stage, Trace } from "./trace.js" */
/** What a cell shows: its text, the item that it is, its mark and its paint. @typedef {{ text: string, id: number | null, tag: string, own: string, isPadding: boolean }} Look */

/** @param {Stage} stage */
export const trailHtml = (stage) => `<li><code>${stage.name}</code><b>${tuple(shapeOf(stage))}</b></li>`;

/** A cell shows the sum of the items that it holds. @param {Trace} trace @param {number[]} held @returns {Look} */
export function lookOf({ items, taps }, held) {
  const all = held.map((item) => items[item]);
  return {
    text: formatNumber(sum(all.map(({ value }) => value))),
    id: held[0] ?? null,
    tag: mark(all.map(({ window }) => window)),
    own: paint(all, taps),
    isPadding: all.length > 0 && all[0].pixel === null,
  };
}

/** A pixel wears the marks and the colours of all windows that read it. @param {Reading[]} readings @param {number} taps */
export const pixelLook = (readings, taps) => ({
  tag: mark(readings.map(({ window }) => window)),
  own: paint(readings, taps),
});

/** @param {{ tag: string, own: string }} look */
export const lookHtml = ({ tag, own }) => `data-tag="${tag}" style="--own:${own}"`;

/** A cell's text and attributes. @param {Trace} trace @param {number[]} held */
export function cellOf(trace, held) {
  if (held.length === 0) return ["0", 'data-zero=""'];
  const look = lookOf(trace, held);
  return [look.text, `data-id="${look.id}" ${lookHtml(look)}${look.isPadding ? ' data-padding=""' : ""}`];
}

/** The stage's axes; a matrix says beside each row which windows it holds. @param {Trace} trace @param {Stage} stage */
export function axesWithTicks(trace, stage) {
  if (stage.axes.length > 2) return stage.axes;
  const [rows, columns] = stage.axes;
  const ticks = rowWindows(trace, stage).map((windows, row) => `${row}: ${mark(windows)}`);
  return [
    { ...rows, ticks },
    { ...columns, ticks: range(columns.size) },
  ];
}

const KEYS = 8; // windows that a line has room for

/** Which colour is which window. @param {number} windows @param {number} taps */
export function keysHtml(windows, taps) {
  const shown = windows > KEYS ? KEYS - 1 : windows;
  const keys = range(shown).map((window) => {
    const own = colour({ window, tap: (taps - 1) / 2 }, taps);
    return `<i class="key" style="--own:${own}">${letter(window)}</i>`;
  });
  return keys.join("") + (shown < windows ? `<b>${moreWindows(letter(windows - 1))}</b>` : "");
}

/** A tap's tint from the first to the last. @param {number} taps */
export const tintsHtml = (taps) =>
  range(taps)
    .map((tap) => `<i class="key" style="--own:${colour({ window: 0, tap }, taps)}"></i>`)
    .join("");
