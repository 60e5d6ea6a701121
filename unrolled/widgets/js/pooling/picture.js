// The pooling stepper's pictures: x with its border, out and arg_max, or dout and dx.
import { say } from "../shared/dom.js";
import { drawPlanes, panelHtml } from "../shared/planes.js";
import { length, position, span } from "../shared/windows.js";
import { outPlace, outShape, receivers } from "./windows.js";
import { shown } from "./words.js";

const TITLES = { x: "`x`", out: "`out`", arg_max: "`arg_max`: place in the window", dout: "`dout`", dx: "`dx`" };
export const PER_WINDOW = ["out", "arg_max", "dout"];

export const panelsHtml = () => `<div class="panels">${Object.keys(TITLES).map(panelHtml).join("")}</div>`;

// The border around x: its padding, and what a last window reads beyond it.
function ringOf({ height, width, H, W }) {
  const after = (axis, size) => Math.max(axis.after, length(axis, size) - axis.before - size);
  return { top: height.before, bottom: after(height, H), left: width.before, right: after(width, W) };
}

const isCounted = ({ height, width, H, W }, [, , h, w]) =>
  h >= -height.before && h < H + height.after && w >= -width.before && w < W + width.after;

export const isPixel = ({ H, W }, [, , h, w]) => h >= 0 && h < H && w >= 0 && w < W;

function draw(root, { sizes, x }, point) {
  const draws = { x: [x.shape, { ring: ringOf(sizes) }], dx: [x.shape] };
  const planes = {};
  for (const [name, title] of Object.entries(TITLES)) {
    const [shape, more] = draws[name] ?? [outShape(sizes)];
    const [box, label] = [root.querySelector(`[data-panel=${name}] .scroll`), title.replaceAll("`", "")];
    planes[name] = drawPlanes(box, { name, label, shape, ...more }, point(name));
  }
  return planes;
}

// What no step changes: x and its border, dout, the titles, and which pictures are there.
function fillStill(root, planes, { sizes, x, windows, dout, places, holder, average, back }) {
  const border = (place) => (average ? (isCounted(sizes, place) ? "0" : "") : "-∞");
  planes.x.eachBorder((place) => planes.x.write(place, border(place)));
  places.forEach((place, i) => planes.x.write(place, shown(x.numbers[i])));
  planes.x.flag("unread", places.filter((place) => holder(place).held.length === 0));
  windows.forEach((_, k) => planes.dout.write(outPlace(sizes, k), shown(dout[k])));
  const hidden = { out: back, arg_max: average, dout: !back, dx: !back };
  for (const [name, title] of Object.entries(TITLES)) {
    const panel = root.querySelector(`[data-panel=${name}]`);
    panel.hidden = hidden[name] ?? false;
    say(panel.querySelector(".title"), title);
  }
}

const total = (numbers) => numbers.reduce((a, b) => a + b, 0);

function widest({ x, dout, windows, places, parts }) {
  const sums = places.map((place) => total(parts(place, Infinity)));
  const texts = [...x.numbers, ...dout, ...sums, ...windows.map(({ value }) => value)].map(shown);
  return Math.max(2, ...texts.map((text) => text.length));
}

export function makePicture(root, state, point) {
  const { sizes, windows, places, parts, back } = state;
  const planes = draw(root, state, point);
  fillStill(root, planes, state);
  root.style.setProperty("--digits", widest(state));

  function showWindow(step) {
    const { taps, winner } = windows[step];
    const { height, width } = sizes;
    const [n, c, oh, ow] = outPlace(sizes, step);
    const corner = [position(height, oh, 0) - height.before, position(width, ow, 0) - width.before];
    const given = receivers(windows[step]).map(({ place }) => place);
    planes.x.frame((image, channel) => image === n && channel === c, corner, [span(height), span(width)]);
    planes.x.flag("window", taps.map(({ place }) => place));
    planes.x.flag("winner", winner === null ? [] : given);
    planes.dx.flag("window", given);
    for (const name of PER_WINDOW) planes[name].flag("window", [[n, c, oh, ow]]);
    return planes.x.cell(taps[0].place);
  }

  // Returns the first cell of the window in x.
  function show(step) {
    windows.forEach(({ value, winner }, k) => {
      planes.out.write(outPlace(sizes, k), k <= step ? shown(value) : "");
      planes.arg_max.write(outPlace(sizes, k), k <= step || back ? (winner ?? "") : "");
    });
    for (const place of places) planes.dx.write(place, shown(total(parts(place, step))));
    return showWindow(step);
  }
  return { planes, show };
}
