// The col2im stepper's pictures: dx with += and with =, the map of counts, and x.
import { find, setDigits, showText } from "../shared/dom.js";
import { cellsOfStep, tintOf } from "../shared/loops.js";
import { sum } from "../shared/numbers.js";
import { drawPlanes } from "../shared/planes.js";
import { indicesOf } from "../shared/strides.js";
import { formatNumber } from "../shared/text.js";
import { isPixel } from "../shared/unroll.js";
import { mostPast, sliceOf } from "./slice.js";
import { arrivals, cellsOf } from "./sums.js";
import { AWAITED_FRAME, assignedTitle, frameWords, meetingMarks, NAMES, NO_EXTRA_ROWS, TITLES } from "./words.js";

export const PLANES = ["dx", "dx_assigned", "counts", "x"];

/** The map is the same for all images and channels; pointing at it means the current window's image. */
function drawMap({ box, sizes, listener }, imageOf) {
  const onPoint = listener("pixel");
  const map = { name: "counts", label: NAMES.counts, shape: [1, 1, sizes.H, sizes.W], index: ([, , h, w]) => `${h},${w}` };
  return drawPlanes(box("counts"), map, (how, place) => onPoint(how, place && [imageOf(), 0, place[2], place[3]]));
}

/** All of them; `imageOf()` is the current window's image. */
export function drawPictures(picture, imageOf) {
  const { box, sizes, listener } = picture;
  const { N, C, H, W, height, width } = sizes;
  const ring = { top: height.before, bottom: height.after, left: width.before, right: width.after };
  const draw = (name, more = {}) =>
    drawPlanes(box(name), { name, label: NAMES[name], shape: [N, C, H, W], ...more }, listener("pixel"));
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

/** So many rows and columns of a box, as its style knows them. @param {HTMLElement} box @param {string} name @param {number[]} cells */
function setPast(box, name, [high, wide]) {
  box.style.setProperty(`--${name}-high`, String(high));
  box.style.setProperty(`--${name}-wide`, String(wide));
  return high + wide > 0;
}

/** Room for slices that end past the edge, and why they may. */
function showRoom({ panel, sizes, loop }) {
  const isNeeded = setPast(panel("dx"), "most", mostPast(sizes, loop));
  showText(find(panel("dx"), ".beyond"), isNeeded ? NO_EXTRA_ROWS : "");
}

/** What no step changes: the map, x, the titles, the widths. */
export function showStill(picture) {
  const { root, panel, planes, matrix, sizes, given } = picture;
  showRoom(picture);
  const places = indicesOf(given.x.shape);
  showCounts(planes, sizes);
  places.forEach((place, i) => planes.x.write(place, formatNumber(given.x.data[i])));
  panel("x").hidden = given.fill !== "x" || given.dcol !== null;
  for (const [name, title] of Object.entries(TITLES)) showText(find(panel(name), ".title"), title);
  const last = places.map((place) => formatNumber(sum(arrivals(sizes, given, place, { loop: "window", step: Infinity }))));
  const texts = [...last, ...matrix.cells.map((cell) => cell.textContent)];
  setDigits(root, Math.max(2, ...texts.map((text) => text.length)));
}

/** What has become of the numbers that met others, above what they have become. */
function showMeetings({ planes, step, meetings }, stepAt) {
  const landed = meetings.filter(({ place }) => stepAt(place) === step);
  const places = landed.map(({ place }) => place);
  ["dx", "dx_assigned"].forEach((name, i) => {
    planes[name].setFlag(
      "met",
      places,
      landed.map((meeting) => meetingMarks(meeting)[i]),
    );
  });
}

/** What has arrived at each pixel, added up and overwritten; `stepAt` is the last step whose number is there. */
export function showSums(picture, stepAt) {
  const { panel, planes, sizes, given, loop } = picture;
  showMeetings(picture, stepAt);
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

/** Mark these places, each in its tap's tint. @param {any} plane @param {{ place: number[], tint: number | null }[]} marked */
function markTaps(plane, marked) {
  const tinted = marked.filter(({ tint }) => tint !== null);
  plane.setFlag(
    "window",
    marked.map(({ place }) => place),
  );
  plane.setFlag(
    "tap",
    tinted.map(({ place }) => place),
    tinted.map(({ tint }) => tint),
  );
}

/** Mark what a step comes to: `taps` of the image and of its padding, and their slice; not while that is asked for. */
export function showStepOf({ panel, planes, sizes, loop, turn }, step, taps) {
  const slice = sliceOf(sizes, loop, step);
  const isAsked = turn?.target !== undefined;
  const tints = cellsOfStep(sizes, loop, step).map(([, column]) => tintOf(sizes, column));
  const marked = isAsked ? [] : taps.map((place, i) => ({ place, tint: tints[i] }));
  for (const name of ["dx", "dx_assigned", "x"]) planes[name].showImage(slice.n ?? 0);
  const isOn = (image) => !isAsked && (slice.n === null || image === slice.n);
  planes.dx.showFrame(isOn, slice.corner, slice.size);
  panel("dx").toggleAttribute("data-past", setPast(panel("dx"), "past", slice.past));
  markTaps(planes.dx, marked);
  markTaps(
    planes.dx_assigned,
    marked.filter(({ place }) => isPixel(sizes, place)),
  );
  showText(find(panel("dx"), ".framed"), isAsked ? AWAITED_FRAME : frameWords(slice));
}
