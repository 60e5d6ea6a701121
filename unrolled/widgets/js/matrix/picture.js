// Draws the image, the filter and what is made of them; and the matrix, with one line of numbers above it and one beside.
import { element, find, findAll, setDigits, setFrame } from "../shared/dom.js";
import { makeGrid } from "../shared/grid.js";
import { range } from "../shared/numbers.js";
import { scrollTo } from "../shared/scroll.js";
import { formatNumber } from "../shared/text.js";
import { cornerOf, windowSpan } from "../shared/unroll.js";
import { lineOf, litBy } from "./lit.js";
import { backward, entry, forward } from "./whole.js";
import { captionOf, gridName, lineName, matrixName, SIGNS } from "./words.js";

const cellHtml = (index, attributes = "") => `<span role="gridcell" data-index="${index}"${attributes}></span>`;
const rowHtml = (cells, head = "") => `<div role="row">${head}${cells.join("")}</div>`;

/** An image, or the filter: its cells are numbered in reading order. */
function imageHtml(name, [H, W], isFilter) {
  const attributes = (h, w) => (isFilter ? ` data-tap="${h * W + w}"` : "");
  const rows = range(H).map((h) => rowHtml(range(W).map((w) => cellHtml(`${h},${w}`, attributes(h, w)))));
  return `<div class="part" data-part="${name}"><p class="caption" aria-hidden="true">${captionOf(name, [H, W])}</p>
    <div class="padded"><div role="grid" data-grid="${name}" aria-label="${gridName(name, [H, W])}"><div class="cells" role="rowgroup">${rows.join("")}<div class="frame" hidden></div></div></div></div></div>`;
}

const lineHtml = (name, place, count, isColumn) => {
  const cells = range(count).map((i) => cellHtml(i));
  const rows = isColumn ? cells.map((cell) => rowHtml([cell])).join("") : rowHtml(cells);
  return `<div class="${place}" data-part="${name}"><div role="grid" data-grid="${place}" aria-label="${lineName(name)}">
    <div class="cells" role="rowgroup">${rows}</div></div></div>`;
};

/** M with a row for each window, or its transpose. */
function matrixHtml(view) {
  const { whole, w, mode } = view;
  const isForward = mode === "forward";
  const [rows, columns] = isForward ? [whole.windows, whole.pixels] : [whole.pixels, whole.windows];
  const [sign, above, beside] = SIGNS[mode];
  const lines = range(rows).map((i) => {
    const cells = range(columns).map((j) => {
      const [row, pixel] = isForward ? [i, j] : [j, i];
      const tap = whole.at[row][pixel];
      const text = formatNumber(entry(whole, w, row, pixel));
      return `<span role="gridcell" data-index="${i},${j}"${tap === null ? " data-zero" : ` data-tap="${tap}"`}>${text}</span>`;
    });
    return rowHtml(cells, `<span role="rowheader">${i}</span>`);
  });
  return `<div class="whole"><p class="sign" aria-hidden="true">${sign}</p><p class="above" aria-hidden="true">${above}</p>
    ${lineHtml(above, "top", columns, false)}<p class="beside" aria-hidden="true">${beside}</p>
    <div class="entries" role="grid" data-grid="M" aria-label="${matrixName(view)}"><div class="cells" role="rowgroup">${lines.join("")}</div></div>
    ${lineHtml(beside, "side", rows, true)}</div>`;
}

/**
 * Everything anew, for a view.
 * @param {{ images: HTMLElement, matrix: HTMLElement }} boxes
 * @param {import("./state.js").View} view
 * @param {(kind: string) => (how: "hover" | "focus", place: any) => void} listener
 */
export function drawPicture(boxes, view, listener) {
  const { sizes, mode } = view;
  const isForward = mode === "forward";
  const [pixelName, windowName] = isForward ? ["x", "out"] : ["dx", "dout"];
  const pixels = imageHtml(pixelName, [sizes.H, sizes.W], false);
  const windows = imageHtml(windowName, [sizes.OH, sizes.OW], false);
  const filter = imageHtml("w", [sizes.FH, sizes.FW], true);
  boxes.images.innerHTML = isForward ? pixels + filter + windows : windows + filter + pixels;
  boxes.matrix.innerHTML = matrixHtml(view);
  const grid = (name, kind, columns) => {
    const root = find(name in boxes ? boxes[name] : boxes.images.parentElement, `[data-grid="${name}"]`);
    return makeGrid(root, { columns, onPoint: listener(kind) });
  };
  boxes.matrix.toggleAttribute("data-small", Math.max(view.whole.windows, view.whole.pixels) <= SMALL);
  const [topKind, sideKind] = isForward ? ["pixel", "window"] : ["window", "pixel"];
  const top = grid("top", topKind, isForward ? view.whole.pixels : view.whole.windows);
  const side = grid("side", sideKind, 1);
  /** What the functions below share. @type {any} */
  const picture = {
    view,
    boxes,
    frame: find(boxes.images, `[data-grid="${pixelName}"] .frame`),
    pixels: [grid(pixelName, "pixel", sizes.W), isForward ? top : side],
    windows: [grid(windowName, "window", sizes.OW), isForward ? side : top],
    taps: grid("w", "tap", sizes.FW),
    matrix: drawMatrix(boxes, view, listener("cell")),
  };
  addPadding(boxes.images, view, pixelName);
  write([picture.taps], view.w);
  write(isForward ? picture.pixels : picture.windows, isForward ? view.x : view.dout);
  return {
    showStep: (step) => showStep(picture, step),
    turn: (step, pause) => turn(picture, step, pause),
    light: (pointed, step) => light(picture, pointed, step),
  };
}

const SMALL = 9; // windows or pixels: their cells can be larger

const columnsOf = ({ mode, whole }) => (mode === "forward" ? whole.pixels : whole.windows);

function drawMatrix(boxes, view, onPoint) {
  const columns = columnsOf(view);
  const isForward = view.mode === "forward";
  const cellOf = (number) => [Math.floor(number / columns), number % columns];
  return makeGrid(find(boxes.matrix, '[data-grid="M"]'), {
    columns,
    onPoint: (how, number) => {
      const cell = number === null ? null : cellOf(number);
      onPoint(how, cell && (isForward ? cell : cell.toReversed()));
    },
  });
}

/** As much hatching around the pixels as windows read. */
function addPadding(images, { sizes: { height, width } }, name) {
  const box = find(images, `[data-part="${name}"] .padded`);
  const ends = [height.before, width.after, height.after, width.before];
  ["top", "right", "bottom", "left"].forEach((end, i) => {
    box.style.setProperty(`--pad-${end}`, ends[i]);
  });
}

/** Only what is new is written: a text that changes under the mouse would be pointed at anew. */
function write(grids, numbers) {
  for (const { cells } of grids) {
    numbers.forEach((number, i) => {
      const text = number === null ? "" : formatNumber(number);
      if (cells[i].textContent !== text) cells[i].textContent = text;
    });
  }
}

/** What has been made when so many rows, or columns, are done. */
function writeMade({ view, pixels, windows }, done) {
  const { whole, w, x, dout, mode } = view;
  const upTo = (numbers) => numbers.map((number, i) => (i < done ? number : null));
  if (mode === "forward") write(windows, upTo(forward(whole, w, x)));
  else if (mode === "gather") write(pixels, upTo(backward(whole, w, dout)));
  else write(pixels, backward(whole, w, dout, done));
}

const FLIGHT = 500; // milliseconds

/**
 * How a step's numbers come to where they are written: a row's sum leaves its last weight; a stamp flies as one block.
 * @returns {import("../shared/motion.js").Turn[]}
 */
function turn(picture, step, pause) {
  const { view, pixels, windows, matrix } = picture;
  const { whole, w, x, dout, mode } = view;
  writeMade(picture, step);
  const columns = columnsOf(view);
  const line = lineOf(view, step).filter(([row, pixel]) => whole.at[row][pixel] !== null);
  const from = line.map(([row, pixel]) => matrix.cells[mode === "forward" ? row * columns + pixel : pixel * columns + row]);
  const made = mode === "forward" ? forward(whole, w, x) : backward(whole, w, dout);
  const side = (mode === "forward" ? windows : pixels)[1].cells;
  const to = mode === "stamp" ? line.map(([, pixel]) => side[pixel]) : [side[step]];
  const texts = mode === "stamp" ? [] : [formatNumber(made[step])];
  const kind = mode === "forward" ? "output" : "gradient";
  const flights = from.length === 0 ? [] : [{ from: mode === "stamp" ? from : from.slice(-1), to, texts, kind }];
  return [{ ms: Math.min(FLIGHT, pause), flights, arrive: () => writeMade(picture, step + 1) }];
}

/** What a step has made, and where it stands. */
function showStep(picture, step) {
  const { view, frame, boxes } = picture;
  const { mode, sizes } = view;
  writeMade(picture, step + 1);
  frame.hidden = mode === "gather";
  if (!frame.hidden) {
    const corner = cornerOf(sizes, step);
    setFrame(frame, [corner[0] - sizes.height.before, corner[1] - sizes.width.before], windowSpan(sizes));
  }
  const box = boxes.matrix;
  const [first] = findAll(box, `[data-grid="M"] [role=row]:nth-child(${mode === "stamp" ? 1 : step + 1}) [data-tap]`);
  if (first && box.scrollWidth > box.clientWidth) scrollTo(box, first);
}

const ones = (numbers) => new Map(numbers.map((number) => [number, "1"]));

/** Light what is pointed at, or what the step is about. */
function light({ view, pixels, windows, taps, matrix }, pointed, step) {
  const { whole, mode } = view;
  const isStep = !pointed.kind;
  const lit = litBy(whole, isStep ? { kind: mode === "gather" ? "pixel" : "window", place: step } : pointed);
  for (const grid of pixels) grid.light(ones(lit.pixels));
  for (const grid of windows) grid.light(ones(lit.windows));
  taps.light(ones(lit.taps));
  const columns = columnsOf(view);
  const number = ([row, pixel]) => (mode === "forward" ? row * columns + pixel : pixel * columns + row);
  const marks = new Map();
  if (isStep) for (const cell of lineOf(view, step)) marks.set(number(cell), "line");
  for (const [cell, mark] of lit.cells) marks.set(number(cell), mark);
  matrix.light(marks);
}

/** Room in each cell for the longest number of the view. @param {HTMLElement} root @param {import("./state.js").View} view */
export function makeRoom(root, { whole, w, x, dout }) {
  const all = [...w, ...x, ...dout, ...forward(whole, w, x), ...backward(whole, w, dout)];
  root.style.setProperty("--taps", String(whole.taps));
  setDigits(root, Math.max(...all.map((number) => formatNumber(number).length)));
}

export const parts = () =>
  element(`<div class="stage"><div class="images"></div><div class="answer"><div class="scroll"></div></div></div>`);
