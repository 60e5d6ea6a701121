// The pooling stepper's state: what can be chosen, what a change would make of it, and all that follows from it.
import { range } from "../shared/dom.js";
import { flat, placesOf } from "../shared/planes.js";
import { slidingSizes } from "../shared/sizes.js";
import { numbersOf } from "../shared/sliding.js";
import { length } from "../shared/windows.js";
import { outShape, pooled, receivers } from "./windows.js";

export const TRAITS = ["x", "dout", "pool_h", "pool_w", "stride", "pad", "dilation", "ceil_mode", "average", "count_include_pad", "mode"];
const EXAMPLES = [
  ["", "your own"],
  ["plain", "2 × 2, side by side"],
  ["ties", "ties: the first maximum wins"],
  ["overlap", "overlap: gradients add up"],
  ["padding", "padding: -∞ never wins"],
  ["negative", "all negative: 0 would win"],
  ["dropped", "edges dropped"],
  ["ceil_mode", "edges kept: ceil_mode"],
];
export const CHOICES = [
  { name: "preset", label: "Example", options: EXAMPLES },
  { name: "mode", label: "Direction", options: [["forward", "forward"], ["backward", "backward"]] },
  { name: "average", label: "average" },
  { name: "ceil_mode", label: "ceil_mode" },
  { name: "count_include_pad", label: "count_include_pad" },
];

// What the choices show: their values, and the example that is on show, if it is one.
export function chosen(get) {
  const alike = (name, value) => name === "mode" || JSON.stringify(get(name)) === JSON.stringify(value);
  const isShown = ([, preset]) => Object.entries(preset).every(([name, value]) => alike(name, value));
  const preset = Object.entries(get("presets")).find(isShown)?.[0] ?? "";
  return { preset, ...Object.fromEntries(CHOICES.slice(1).map(({ name }) => [name, get(name)])) };
}

// The state after a change, made to fit together; throws where no picture can be made of it.
export function changed(get, news) {
  const after = (name) => news[name] ?? get(name);
  const sizes = slidingSizes(after, "pool");
  const [high, wide] = [length(sizes.height, sizes.H), length(sizes.width, sizes.W)];
  const cells = sizes.N * sizes.C * Math.max(sizes.OH * sizes.OW * sizes.FH * sizes.FW, high * wide);
  const most = get("max_cells");
  if (cells > most) throw new RangeError(`x and its windows must not need more than ${most} cells, but need ${cells}`);
  const shape = outShape(sizes);
  const fits = news.dout !== null && String(get("dout")?.shape) === String(shape);
  return { ...news, dout: fits ? get("dout") : null };
}

// Every window, and for each pixel (in reading order) the windows that hold it and those that give it gradient.
export function pooledAll(get) {
  const sizes = slidingSizes(get, "pool");
  const x = { shape: get("x").shape, numbers: numbersOf(get("x")) };
  const rule = { average: get("average"), count_include_pad: get("count_include_pad") };
  const windows = range(outShape(sizes).reduce((a, b) => a * b)).map((k) => pooled(sizes, x.numbers, rule, k));
  const dout = get("dout") ? numbersOf(get("dout")) : windows.map((_, k) => k + 1);
  const places = placesOf(x.shape);
  const holders = places.map(() => ({ held: [], won: [] }));
  windows.forEach((window, k) => {
    for (const tap of window.taps.filter(({ pixel }) => pixel)) holders[flat(x.shape, tap.place)].held.push(k);
    for (const tap of receivers(window)) holders[flat(x.shape, tap.place)].won.push(k);
  });
  const holder = (place) => holders[flat(x.shape, place)];
  // What the windows up to `step` give to a pixel.
  const parts = (place, step) => holder(place).won.filter((k) => k <= step).map((k) => dout[k] / windows[k].shares);
  return { sizes, x, windows, dout, places, holder, parts, ...rule, back: get("mode") === "backward" };
}
