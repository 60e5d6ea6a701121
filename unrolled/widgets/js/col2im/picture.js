// The col2im stepper's pictures: dx with += and with =, the map of counts, and x.
import { find, setDigits, showText } from "../shared/dom.js";
import { sum } from "../shared/numbers.js";
import { drawPlanes } from "../shared/planes.js";
import { indicesOf } from "../shared/strides.js";
import { formatNumber } from "../shared/text.js";
import { cornerOf, fromPadded, windowOf, windowSpan } from "../shared/unroll.js";
import { arrivals, cellsOf } from "./sums.js";
import { assignedTitle, NAMES, TITLES } from "./words.js";

export const PLANES = ["dx", "dx_assigned", "counts", "x"];

/** The map is the same for all images and channels; pointing at it means the current window's image. */
function drawMap({ box, sizes, pointing }, imageOf) {
  const onPoint = pointing.listener("pixel");
  const map = { name: "counts", label: NAMES.counts, shape: [1, 1, sizes.H, sizes.W], index: ([, , h, w]) => `${h},${w}` };
  return drawPlanes(box("counts"), map, (how, place) => onPoint(how, place && [imageOf(), 0, place[2], place[3]]));
}

/** All of them; `imageOf()` is the current window's image. */
export function drawPictures(picture, imageOf) {
  const { box, sizes, pointing } = picture;
  const { N, C, H, W, height, width } = sizes;
  const ring = { top: height.before, bottom: height.after, left: width.before, right: width.after };
  const draw = (name, more = {}) =>
    drawPlanes(box(name), { name, label: NAMES[name], shape: [N, C, H, W], ...more }, pointing.listener("pixel"));
  const counts = drawMap(picture, imageOf);
  return { dx: draw("dx", { ring }), dx_assigned: draw("dx_assigned"), x: draw("x"), counts };
}

/** How many windows lie over each pixel: the more, the darker. */
function showCounts({ counts }, sizes) {
  const places = indicesOf([1, 1, sizes.H, sizes.W]);
  const numbers = places.map((place) => cellsOf(sizes, place).length);
  const most = Math.max(...numbers, 1);
  places.forEach((place, i) => {
    const count = numbers[i];
    counts.write(place, count);
    counts.cell(place).style.setProperty("--share", `${(70 * count) / most}%`);
  });
  counts.setFlag(
    "hole",
    places.filter((_, i) => numbers[i] === 0),
  );
}

/** What no step changes: the map, x, the titles, the widths. */
export function showStill({ root, panel, planes, matrix, sizes, given }) {
  const places = indicesOf(given.x.shape);
  showCounts(planes, sizes);
  places.forEach((place, i) => planes.x.write(place, formatNumber(given.x.data[i])));
  panel("x").hidden = given.fill !== "x" || given.dcol !== null;
  for (const [name, title] of Object.entries(TITLES)) showText(find(panel(name), ".title"), title);
  const last = places.map((place) => formatNumber(sum(arrivals(sizes, given, place, { loop: "window", step: Infinity }))));
  const texts = [...last, ...matrix.cells.map((cell) => cell.textContent)];
  setDigits(root, Math.max(2, ...texts.map((text) => text.length)));
}

/** What has arrived at each pixel, added up and overwritten; `stepAt` is the last step whose number is there. */
export function showSums({ panel, planes, sizes, given, loop }, stepAt) {
  const places = indicesOf(given.x.shape);
  const wrong = places.filter((place) => {
    const numbers = arrivals(sizes, given, place, { loop, step: stepAt(place) });
    const [added, last] = [sum(numbers), numbers.at(-1) ?? 0];
    planes.dx.write(place, formatNumber(added));
    planes.dx_assigned.write(place, formatNumber(last));
    return added !== last;
  });
  planes.dx_assigned.setFlag("wrong", wrong);
  const title = find(panel("dx_assigned"), ".title");
  showText(title, assignedTitle(wrong.length, places.length));
  title.toggleAttribute("data-alarm", wrong.length > 0);
}

/** Mark what a step comes to, `taps` of the image and of its padding, `inside` of the image; a window has a frame. */
export function showWindow({ planes, sizes, loop }, step, taps, inside) {
  const [n, corner] = loop === "window" ? [windowOf(sizes, step)[0], cornerOf(sizes, step)] : [-1, [0, 0]];
  const [, , h, w] = fromPadded(sizes, [0, 0, ...corner]);
  for (const name of ["dx", "dx_assigned", "x"]) planes[name].showImage(Math.max(n, 0));
  planes.dx.showFrame((image) => image === n, [h, w], windowSpan(sizes));
  planes.dx.setFlag("window", taps);
  planes.dx_assigned.setFlag("window", inside);
}
