// The story's picture: the image, its matrix, the weights and the outputs, and what of them can be seen.
import { element, find, findAll, setFrame } from "../shared/dom.js";
import { makeGrid } from "../shared/grid.js";
import { range } from "../shared/numbers.js";
import { cornerOf } from "../shared/unroll.js";
import { gradient, ONE, output, pixelOf, rowOf, TWO, WEIGHTS } from "./numbers.js";
import { ASKED_SIGN, CAPTIONS, colName, gradientName, OUT_NAME, WINDOW, weightsName, X_HELP, xName } from "./words.js";

const CELL = (place) => `<span role="gridcell" data-index="${place}"></span>`;
const rowHtml = (cells, head = "") => `<div role="row">${head}${cells.map(CELL).join("")}</div>`;
const partHtml = (name, inside) => `<div class="part ${name}"><p class="caption" aria-hidden="true"></p>${inside}</div>`;

const channelHtml = (c) => {
  const rows = range(ONE.H).map((h) => rowHtml(range(ONE.W).map((w) => [0, c, h, w])));
  return `<div class="cells" role="rowgroup">${rows.join("")}<div class="frame" hidden></div></div>`;
};
const xHtml = (channels) => `<div role="grid" data-grid="x" aria-label="${xName(channels)}" aria-description="${X_HELP}">
  ${range(channels).map(channelHtml).join("")}</div>`;

const headHtml = (row) => `<span role="rowheader"><span class="word">${WINDOW} </span>${row + 1}</span>`;
const colHtml = (sizes) => {
  const rows = range(sizes.rows).map((row) =>
    rowHtml(
      range(sizes.columns).map((column) => [row, column]),
      headHtml(row),
    ),
  );
  return `<div role="grid" data-grid="col" aria-label="${colName(sizes)}">${rows.join("")}</div>`;
};

const weightHtml = (weight, i) => `<span data-index="${i},0">${weight}</span>`;
const weightsHtml = () => `<div class="cells" role="img" data-grid="W" aria-label="${weightsName(WEIGHTS)}">
  ${WEIGHTS.map(weightHtml).join("")}</div>`;
const outHtml = () => `<div class="cells" role="grid" data-grid="out" aria-label="${OUT_NAME}">
  ${range(ONE.OH)
    .map((oh) => rowHtml(range(ONE.OW).map((ow) => [0, 0, oh, ow])))
    .join("")}</div>`;

const stageHtml = () => `<div class="stage">${partHtml("image", "")}${partHtml("matrix", "")}
  ${partHtml("weights", weightsHtml())}${partHtml("outputs", outHtml())}</div>`;

/** @param {(kind: string) => (how: "hover" | "focus", number: number | null) => void} listener */
export function drawPicture(listener) {
  const root = element(stageHtml());
  const part = (name) => find(root, `.${name}`);
  const out = makeGrid(find(root, '[data-grid="out"]'), { columns: ONE.OW, onPoint: listener("out") });
  for (const [name, caption] of [
    ["weights", CAPTIONS.W],
    ["outputs", CAPTIONS.out],
  ])
    find(part(name), ".caption").textContent = caption;
  /** What the functions below share and fill. @type {any} */
  const picture = { root, part, out, listener, channels: 0, lined: [] };
  return {
    root,
    /** The cells of a row in these columns. @param {number} row @param {number[]} columns */
    cells: (row, columns) => columns.map((column) => colCell(picture, row, column)),
    /** The pixels that they are copies of. @param {number} row @param {number[]} columns */
    pixels: (row, columns) => columns.map((column) => picture.x.cells[pixelOf(picture.sizes, [row, column])]),
    pixel: (pixel) => picture.x.cells[pixel],
    pixelOf: (cell) => picture.x.cells.indexOf(cell),
    output: (row) => out.cells[row],
    show: (shown) => show(picture, shown),
    showWindow: (row) => showWindow(picture, row),
    fill: (row, columns) => fill(picture, row, columns),
    drop: (row) => write(out.cells[row], output(row)),
    showSum: (pixel, landed, isAdding) => showSum(picture.x.cells[pixel], pixel, gradient(landed, isAdding)),
    light: (pixels, cells, outputs) => light(picture, pixels, cells, outputs),
    refuse: (pixel, isWindowShown) => refuse(picture, pixel, isWindowShown),
  };
}

const colCell = ({ sizes, col }, row, column) => col.cells[row * sizes.columns + column];

/** The image and the matrix, with one channel or two. */
function build(picture, channels) {
  if (picture.channels === channels) return;
  const { root, part, listener } = picture;
  picture.channels = channels;
  root.dataset.channels = channels;
  picture.sizes = channels === 1 ? ONE : TWO;
  picture.x = place(part("image"), xHtml(channels), { columns: ONE.W, onPoint: listener("pixel") });
  picture.col = place(part("matrix"), colHtml(picture.sizes), { columns: picture.sizes.columns, onPoint: listener("cell") });
  picture.col.cells.forEach((cell, i) => {
    cell.dataset.channel = Math.floor((i % picture.sizes.columns) / ONE.columns);
  });
}

function place(box, html, options) {
  find(box, "[role=grid]")?.remove();
  const grid = element(html);
  box.append(grid);
  return makeGrid(grid, options);
}

/**
 * Everything as it stands: the rows that are full, and how many cells of the next; the cell that is asked for; whether
 * there are outputs; or what has come back, as a map from pixels to how many of their copies have landed.
 */
function show(picture, { standing, asked, outputs, sums, isAdding }) {
  const hadFocus = picture.root.contains(document.activeElement);
  build(picture, standing.channels);
  if (hadFocus && !picture.root.contains(document.activeElement)) picture.x.cells[0].focus();
  const { root, part, sizes, x, col, out } = picture;
  root.dataset.showing = sums ? "sums" : outputs === null ? "" : "outputs";
  find(part("image"), ".caption").textContent = sums ? CAPTIONS.dx : CAPTIONS.x;
  find(part("matrix"), ".caption").textContent = sums ? CAPTIONS.ones : CAPTIONS.col;
  x.cells.forEach((cell, pixel) => {
    if (sums) showSum(cell, pixel, sums.has(pixel) ? gradient(sums.get(pixel), isAdding) : null);
    else showPixel(cell, pixel);
  });
  for (const row of range(sizes.rows)) showRow(picture, row, standing, sums);
  for (const cell of col.cells) delete cell.dataset.asked;
  refuse(picture, null);
  if (asked) {
    const cell = colCell(picture, ...asked);
    cell.dataset.asked = "";
    cell.textContent = ASKED_SIGN;
  }
  out.cells.forEach((cell, row) => {
    write(cell, row < outputs ? output(row) : "");
  });
  showWindow(picture, standing.window);
}

function showRow(picture, row, { rows, cells, columns }, sums) {
  const { sizes } = picture;
  const filled = row < rows ? (columns ?? sizes.columns) : row === rows ? cells : 0;
  const numbers = sums ? range(sizes.columns).map(() => 1) : rowOf(sizes, row);
  numbers.forEach((number, column) => showCopy(colCell(picture, row, column), column < filled ? number : null));
}

function showCopy(cell, number) {
  write(cell, number ?? "");
  cell.toggleAttribute("data-made", number !== null);
  if (number !== null) cell.style.setProperty("--share", number / 40);
}

function fill(picture, row, columns) {
  for (const column of columns) {
    const cell = colCell(picture, row, column);
    delete cell.dataset.asked;
    showCopy(cell, pixelOf(picture.sizes, [row, column]));
  }
}

/** Only what is new is written: a text that changes under the mouse would be pointed at anew. */
function write(cell, text) {
  if (cell.textContent !== String(text)) cell.textContent = text;
}

function showPixel(cell, pixel) {
  write(cell, pixel);
  delete cell.dataset.pixel;
  cell.removeAttribute("aria-label");
}

function showSum(cell, pixel, value) {
  write(cell, value ?? "");
  cell.dataset.pixel = pixel;
  cell.setAttribute("aria-label", gradientName(pixel, value));
}

/** Frame a row's window in each channel, and mark the row; null: none. */
function showWindow(picture, row) {
  const { root, sizes, x, col } = picture;
  for (const cell of [...x.cells, ...findAll(root, '[data-grid="col"] [role=row]')]) {
    delete cell.dataset.window;
    delete cell.dataset.current;
  }
  for (const frame of findAll(root, ".frame")) {
    frame.hidden = row === null;
    if (row !== null) setFrame(frame, cornerOf(sizes, row), [ONE.FH, ONE.FW]);
  }
  if (row === null) return;
  for (const column of range(sizes.columns)) x.cells[pixelOf(sizes, [row, column])].dataset.window = "";
  col.cells[row * sizes.columns].parentElement.dataset.current = "";
}

/** Mark a wrong answer, and let the window show itself; null: none. */
function refuse({ root, x }, pixel, isWindowShown) {
  for (const cell of x.cells) cell.toggleAttribute("data-wrong", cell === x.cells[pixel]);
  const frame = find(root, ".frame");
  delete frame.dataset.flash;
  if (!isWindowShown) return;
  void frame.offsetWidth; // or a second flash would be none
  frame.dataset.flash = "";
}

const marks = (numbers) => new Map(numbers.map((number) => [number, "1"]));

function light({ sizes, x, col, out }, pixels, cells, outputs) {
  x.light(marks(pixels));
  col.light(marks(cells.map(([row, column]) => row * sizes.columns + column)));
  out.light(marks(outputs));
}
