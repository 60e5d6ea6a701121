// The parts of one stage: its place in the trail, its cells, and what lights up when something is pointed at.
import { range, short } from "../shared/dom.js";
import { hue, letter } from "./letters.js";
import { rowWindows } from "./words.js";
import { tuple } from "../shared/strides.js";

export function trailHtml({ code, axes }) {
  const names = axes.map(({ name }) => name).join(", ");
  return `<li><code>${code}</code><span class="names">(${names})</span><b>${tuple(axes.map(({ size }) => size))}</b></li>`;
}

export function cellOf({ items }, held) {
  if (held.length === 0) return ["0", 'data-zero=""'];
  const { window, value, pixel } = items[held[0]];
  const text = held.length > 1 ? held.reduce((sum, item) => sum + items[item].value, 0) : value;
  const padding = pixel === null ? 'data-padding=""' : "";
  const tag = held.map((item) => letter(items[item].window)).join("");
  return [short(text), `data-id="${held[0]}" data-tag="${tag}" style="--hue:${hue(window)}" ${padding}`];
}

// A matrix says beside each row which windows it holds.
export function withTicks(trace, { axes, ...stage }) {
  if (axes.length > 2) return axes;
  const windows = rowWindows(trace, { axes, ...stage });
  const rows = windows.map((held, row) => `${row}: ${held.map(letter).join("")}`);
  return [{ ...axes[0], ticks: rows }, { ...axes[1], ticks: range(axes[1].size) }];
}

// What is pointed at is a "cell" of the stage or a "pixel" of x: it, its pixel or its copies light up, and fainter
// the rest of its window. `met` are the items that it holds.
export function lights({ items }, stage, kind, k) {
  const all = range(items.length);
  const met = kind === "cell" ? stage.cells[k] : all.filter((item) => kind && items[item].pixel === k);
  const windows = new Set(kind === "cell" ? met.map((item) => items[item].window) : []);
  const mates = all.filter((item) => windows.has(items[item].window));
  const [own, near] = [new Set(met), new Set(mates)];
  const cells = new Map();
  stage.cells.forEach((held, i) => {
    if (held.some((item) => own.has(item))) cells.set(i, "1");
    else if (held.some((item) => near.has(item))) cells.set(i, "faint");
  });
  const pixels = new Map();
  for (const item of [...mates, ...met]) pixels.set(items[item].pixel, own.has(item) ? "1" : "faint");
  pixels.delete(null); // padding
  if (kind) (kind === "cell" ? cells : pixels).set(k, "1");
  return { met, cells, pixels };
}
