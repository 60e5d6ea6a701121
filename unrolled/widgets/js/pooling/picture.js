// The pooling stepper's pictures: x with its border, out and arg_max, or dout and dx.
import { find, setDigits, showText } from "../shared/dom.js";
import { sum } from "../shared/numbers.js";
import { drawPlanes, panelHtml } from "../shared/planes.js";
import { cornerOf, fromPadded, rowOf, windowSpan } from "../shared/unroll.js";
import { partsOf } from "./state.js";
import { borderOf, isCounted, outIndex, outShape, receivers } from "./windows.js";
import { borderText, formatValue, TITLES } from "./words.js";

/** @import { Pooled } from "./state.js" */
/** @typedef {Record<string, ReturnType<typeof drawPlanes>>} Planes */

export const PER_WINDOW = ["out", "arg_max", "dout"];

export const panelsHtml = () => `<div class="panels">${Object.keys(TITLES).map(panelHtml).join("")}</div>`;

/** @param {HTMLElement} root @param {Pooled} pooled @param {(kind: string) => any} listener @returns {Planes} */
function drawPictures(root, { sizes, x }, listener) {
  const options = { x: { shape: x.shape, ring: borderOf(sizes) }, dx: { shape: x.shape } };
  const planes = Object.entries(TITLES).map(([name, title]) => {
    const box = find(root, `[data-panel=${name}] .scroll`);
    const what = { name, label: title.replaceAll("`", ""), ...(options[name] ?? { shape: outShape(sizes) }) };
    return [name, drawPlanes(box, what, listener(name))];
  });
  return Object.fromEntries(planes);
}

/** What no step changes: x and its border, and dout. @param {Planes} planes @param {Pooled} pooled */
function fillStill(planes, { sizes, x, dout, pixels, average }) {
  planes.x.eachBorder((place) => planes.x.write(place, borderText(average, isCounted(sizes, place))));
  pixels.forEach(({ place }, i) => planes.x.write(place, formatValue(x.data[i])));
  const unread = pixels.filter(({ windows }) => windows.length === 0);
  planes.x.setFlag(
    "unread",
    unread.map(({ place }) => place),
  );
  dout.forEach((d, k) => planes.dout.write(outIndex(sizes, k), formatValue(d)));
}

/** The titles, and which pictures are there. @param {HTMLElement} root @param {Pooled} pooled */
function showPanels(root, { average, backward }) {
  const hidden = { out: backward, arg_max: average, dout: !backward, dx: !backward };
  for (const [name, title] of Object.entries(TITLES)) {
    const panel = find(root, `[data-panel=${name}]`);
    panel.hidden = hidden[name] ?? false;
    showText(find(panel, ".title"), title);
  }
}

/** The longest text's length. @param {Pooled} pooled */
function widestText(pooled) {
  const { x, dout, windows, pixels } = pooled;
  const sums = pixels.map((pixel) => sum(partsOf(pooled, pixel, Infinity)));
  const texts = [...x.data, ...dout, ...sums, ...windows.map(({ value }) => value)].map(formatValue);
  return Math.max(2, ...texts.map((text) => text.length));
}

/** @param {Planes} planes @param {Pooled} pooled @param {number} step */
function showWindow(planes, { sizes, windows }, step) {
  const { taps, winner } = windows[step];
  const [n, c, oh, ow] = outIndex(sizes, step);
  const [, , h, w] = fromPadded(sizes, [n, c, ...cornerOf(sizes, rowOf(sizes, [n, oh, ow]))]);
  const given = receivers(windows[step]).map(({ place }) => place);
  for (const each of Object.values(planes)) each.showImage(n);
  planes.x.showFrame((image, channel) => image === n && channel === c, [h, w], windowSpan(sizes));
  planes.x.setFlag(
    "window",
    taps.map(({ place }) => place),
  );
  planes.x.setFlag("winner", winner === null ? [] : given);
  planes.dx.setFlag("window", given);
  for (const name of PER_WINDOW) planes[name].setFlag("window", [[n, c, oh, ow]]);
}

/**
 * What the windows up to `step` have made, and given back.
 * @param {Planes} planes
 * @param {Pooled} pooled
 * @param {number} step
 */
function showMade(planes, pooled, step) {
  const { sizes, windows, pixels, backward } = pooled;
  windows.forEach(({ value, winner }, k) => {
    const isMade = k <= step;
    planes.out.write(outIndex(sizes, k), isMade ? formatValue(value) : "");
    planes.arg_max.write(outIndex(sizes, k), isMade || backward ? (winner ?? "") : "");
  });
  for (const pixel of pixels) planes.dx.write(pixel.place, formatValue(sum(partsOf(pooled, pixel, step))));
}

/** @param {HTMLElement} root @param {Pooled} pooled @param {(kind: string) => any} listener of a picture's pointing */
export function makePicture(root, pooled, listener) {
  const planes = drawPictures(root, pooled, listener);
  fillStill(planes, pooled);
  showPanels(root, pooled);
  setDigits(root, widestText(pooled));
  return {
    planes,
    /** Returns the window's last and first cell in x, and its own in the others. @param {number} step */
    show(step) {
      showMade(planes, pooled, step);
      showWindow(planes, pooled, step);
      const own = PER_WINDOW.map((name) => planes[name].cell(outIndex(pooled.sizes, step)));
      const { taps } = pooled.windows[step];
      return [...[taps.at(-1), taps[0]].map(({ place }) => planes.x.cell(place)), ...own];
    },
  };
}
