// The pooling stepper's pictures: x with its border, a row for each window, out and arg_max, or dout and dx.
import { element, find, findAll, setDigits, setFrame, showText } from "../shared/dom.js";
import { showLegend } from "../shared/legend.js";
import { drawMatrix } from "../shared/matrix.js";
import { drawPlanes, panelHtml } from "../shared/planes.js";
import { cornerOf, fromPadded, rowOf, windowSpan } from "../shared/unroll.js";
import { droppedWindows } from "./edges.js";
import { cellsAt, given, gradientAt, isWrong } from "./gradient.js";
import { tintAt } from "./state.js";
import { borderOf, isCounted, outIndex, outShape, receivers } from "./windows.js";
import {
  borderText,
  formatValue,
  gradientTitle,
  legendOf,
  NAMES,
  placeName,
  ROWS_CORNER,
  rowHead,
  rowName,
  rowsName,
  rowsTitle,
  TITLES,
} from "./words.js";

/** @import { Pooled } from "./state.js" */
/** @typedef {Record<string, ReturnType<typeof drawPlanes>>} Planes */

export const PER_WINDOW = ["dout", "out", "arg_max"];

const rowsHtml = `<div class="panel" data-panel="rows"><p class="title"></p><div class="scroll matrix"></div></div>`;

export const panelsHtml = () =>
  `<div class="panels">${panelHtml("x")}${rowsHtml}<div class="side">${PER_WINDOW.map(panelHtml).join(
    "",
  )}</div>${panelHtml("dx")}</div>`;

/** @param {HTMLElement} root @param {Pooled} pooled @param {(kind: string) => any} listener @returns {Planes} */
function drawPictures(root, { sizes, x }, listener) {
  const options = { x: { shape: x.shape, ring: borderOf(sizes) }, dx: { shape: x.shape } };
  const planes = Object.keys(TITLES).map((name) => {
    const box = find(root, `[data-panel=${name}] .scroll`);
    const what = { name, label: NAMES[name], ...(options[name] ?? { shape: outShape(sizes) }) };
    return [name, drawPlanes(box, what, listener(name))];
  });
  placeDropped(root, sizes);
  return Object.fromEntries(planes);
}

/** Where windows are that are not there, in each image and channel. */
function placeDropped(root, sizes) {
  const { top, left } = borderOf(sizes);
  for (const cells of findAll(root, '[data-grid="x"] .cells')) {
    for (const { corner, size } of droppedWindows(sizes)) {
      const frame = element('<div class="frame dropped"></div>');
      setFrame(frame, [corner[0] + top, corner[1] + left], size);
      cells.append(frame);
    }
  }
}

/** The matrix with a row for each window. @param {HTMLElement} root @param {Pooled} pooled @param {any} onPoint */
function drawRows(root, pooled, onPoint) {
  const { sizes, rowSizes, loop, windows, backward, average } = pooled;
  const name = backward ? (average ? "drows" : "dmax") : "rows";
  const value = (row, i) => {
    if (backward) return formatValue(given(pooled, [row, i]));
    const { value: held, counted } = windows[row].taps[i];
    return held === null ? borderText(average, counted) : formatValue(held);
  };
  const names = {
    matrix: rowsName,
    corner: ROWS_CORNER,
    head: String,
    column: placeName,
    row: rowHead,
    window: (row) => rowName(sizes, row),
  };
  const panel = find(root, "[data-panel=rows]");
  showText(find(panel, ".title"), rowsTitle(backward, average));
  return drawMatrix(find(panel, ".scroll"), { name, sizes: rowSizes, loop, value, isFilled: true, names }, onPoint);
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

/** The titles, and which pictures are there: the source at the left. @param {HTMLElement} root @param {Pooled} pooled */
function showPanels(root, pooled) {
  const { average, backward, kind, sizes, pixels } = pooled;
  const hidden = { out: backward, arg_max: average, dout: !backward, dx: !backward };
  for (const [name, title] of Object.entries(TITLES)) {
    const panel = find(root, `[data-panel=${name}]`);
    panel.hidden = hidden[name] ?? false;
    showText(find(panel, ".title"), title);
  }
  const [panels, side] = [find(root, ".panels"), find(root, ".side")];
  if (backward !== (panels.firstElementChild === side)) {
    if (backward) panels.prepend(side);
    else find(root, "[data-panel=rows]").after(side);
  }
  const { top, bottom, left, right } = borderOf(sizes);
  const padded = top + bottom + left + right > 0;
  const unread = pixels.some(({ windows }) => windows.length === 0);
  showLegend(find(root, ".legend"), legendOf({ kind, average, padded, unread }));
}

/** The longest text's length. @param {Pooled} pooled */
function widestText(pooled) {
  const { x, dout, windows, pixels, backward, rowSizes } = pooled;
  const sums = backward ? pixels.map((pixel) => gradientAt(pooled, pixel, Infinity)) : [];
  const shared = backward ? windows.map((_, k) => given(pooled, [k, windows[k].winner ?? 0])) : [];
  const texts = [...x.data, ...dout, ...sums, ...shared, ...windows.map(({ value }) => value), rowSizes.rows].map(
    formatValue,
  );
  return Math.max(1, ...texts.map((text) => text.length));
}

/** Number and tint what a step reads, by its places in the window. @param {Planes[string]} plane @param {Pooled} pooled @param {{ place: number[], i: number }[]} read */
function markRead(plane, pooled, read) {
  const [places, numbers] = [read.map(({ place }) => place), read.map(({ i }) => i)];
  plane.setFlag("window", places);
  plane.setFlag("place", places, numbers);
  plane.setFlag("tap", tintAt(pooled, 0) === null ? [] : places, numbers);
}

/** What a step reads, numbered and tinted; a window has a frame. @param {Planes} planes @param {Pooled} pooled @param {number} step */
function showRead(planes, pooled, step) {
  const { sizes, windows, kind } = pooled;
  const cells = cellsAt(pooled, step);
  const taps = cells.map(([k, i]) => ({ ...windows[k].taps[i], i }));
  const pixels = taps.filter(({ pixel }) => pixel);
  const [n, c, oh, ow] = outIndex(sizes, cells[0][0]);
  const [, , h, w] = fromPadded(sizes, [n, c, ...cornerOf(sizes, rowOf(sizes, [n, oh, ow]))]);
  const isOn = (image, channel) => kind !== "tap" && image === n && channel === c;
  for (const each of Object.values(planes)) each.showImage(n);
  for (const plane of [planes.x, planes.dx]) plane.showFrame(isOn, [h, w], windowSpan(sizes));
  markRead(planes.x, pooled, taps);
  markRead(planes.dx, pooled, pixels);
  const own = kind === "tap" ? windows.flatMap(({ winner }, k) => (winner === step ? [k] : [])) : [step];
  for (const name of PER_WINDOW)
    planes[name].setFlag(
      "window",
      own.map((k) => outIndex(sizes, k)),
    );
  return own;
}

/** The ring around the winner in x, and in each row that is made. */
function showWinners(planes, matrix, { windows }, own, isRevealed, isMade) {
  const winners = own.filter((k) => windows[k].winner !== null && isRevealed);
  planes.x.setFlag(
    "winner",
    winners.flatMap((k) => receivers(windows[k]).map(({ place }) => place)),
  );
  windows.forEach(({ winner }, k) => {
    if (winner !== null) matrix.cell([k, winner]).toggleAttribute("data-winner", isMade([k, winner]));
  });
}

/**
 * @param {HTMLElement} root
 * @param {Pooled} pooled
 * @param {(kind: string) => any} listener of a picture's pointing
 * @param {{ key: string, planes: Planes } | null} before the last picture: what has its form stays as it is
 */
export function makePicture(root, pooled, listener, before) {
  const { sizes, windows, pixels, backward, operator } = pooled;
  const key = JSON.stringify(sizes);
  const planes = before?.key === key ? before.planes : drawPictures(root, pooled, listener);
  fillStill(planes, pooled);
  showPanels(root, pooled);
  setDigits(root, widestText(pooled));
  root.style.setProperty("--taps", String(sizes.FH * sizes.FW));
  const matrix = drawRows(root, pooled, listener("cell"));
  const panel = find(root, "[data-panel=dx]");
  let own = [];

  /** The numbers of windows up to a step. @param {number} step */
  function showMade(step) {
    windows.forEach(({ value, winner }, k) => {
      const isMade = k <= step;
      planes.out.write(outIndex(sizes, k), isMade ? formatValue(value) : "");
      planes.arg_max.write(outIndex(sizes, k), isMade || backward ? (winner ?? "") : "");
    });
  }

  return {
    key,
    planes,
    matrix,
    showMade,
    /** The sums; `stepOf` is the last step whose number has landed at a place. @param {(place: number[]) => number} stepOf */
    showSums(stepOf) {
      if (!backward) return;
      const wrong = pixels.filter((pixel) => {
        const step = stepOf(pixel.place);
        planes.dx.write(pixel.place, formatValue(gradientAt(pooled, pixel, step)));
        return isWrong(pooled, pixel, step);
      });
      planes.dx.setFlag(
        "wrong",
        wrong.map(({ place }) => place),
      );
      const title = find(panel, ".title");
      showText(title, gradientTitle(operator, wrong.length));
      title.toggleAttribute("data-alarm", wrong.length > 0);
    },
    /** The winners, where they may be told. @param {boolean} isRevealed @param {(cell: [number, number]) => boolean} isMade */
    showWinners: (isRevealed, isMade) => showWinners(planes, matrix, pooled, own, isRevealed, isMade),
    /** The step's window or tap. Returns cells to be seen, each box's last one first. @param {number} step */
    showRead(step) {
      own = showRead(planes, pooled, step);
      const cells = cellsAt(pooled, step).map(([k, i]) => windows[k].taps[i]);
      const seen = [cells.at(-1), cells[0]].map(({ place }) => planes.x.cell(place));
      const dx = [cells.at(-1), cells[0]].filter(({ pixel }) => pixel).map(({ place }) => planes.dx.cell(place));
      const marked = own.length ? PER_WINDOW.map((name) => planes[name].cell(outIndex(sizes, own[0]))) : [];
      return [...seen, ...dx, ...marked];
    },
  };
}
