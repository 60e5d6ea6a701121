// What the col2im stepper says of a row, a cell or a pixel.
import { columnsOf, stepOf } from "../shared/loops.js";
import { sum } from "../shared/numbers.js";
import { abbreviated, becomes, formatNumber, nameAt, plus } from "../shared/text.js";
import { cornerOf, fromPadded, isPixel, pixelOf, readSlice, sourceOf, tapOf, tapSlice, windowOf } from "../shared/unroll.js";
import { nowWords } from "../shared/words.js";
import { arrivals, cellsOf, dcolValue } from "./sums.js";

/** @import { Loop } from "../shared/loops.js" */
/** @import { Cell, Sizes } from "../shared/unroll.js" */
/** @import { Given, Meeting } from "./sums.js" */
/** @typedef {{ loop: Loop, step: number }} Shown */

export const LABEL = "col2im, step by step";
export const MANY_RIGHT = "Three right in a row: you give numbers back as `col2im` does.";
export const DRAWN = "x and dcol"; // what a complaint about too many cells names
export const FILL_LABEL = "Rows of dcol hold";
export const FILL_OPTIONS = { digits: "digits", ones: "ones: dx counts windows", x: "im2col(x): dx is counts · x" };

// The pictures' titles, and what a screen reader calls them.
export const TITLES = {
  dcol: "`dcol`: a row for each window, a column for each tap",
  dx: "`dx` with `+=`",
  dx_assigned: "`dx` with `=`",
  counts: "windows over each pixel",
  x: "`x`",
};
export const NAMES = {
  dx: "dx, every number added",
  dx_assigned: "dx, every number overwriting",
  counts: "how many windows cover each pixel",
  x: "x, the image",
};

/** What each colour means now, as [colour, words]. @param {Loop} loop @param {boolean} padded */
export const legendOf = (loop, padded) => [
  ["window", nowWords(loop)],
  ["column", "`dcol`, in the same tints"],
  ["gradient", "gradients"],
  ...(padded ? [["padding", "padding, which is dropped"]] : []),
];

/** @param {number} wrong @param {number} all */
export const assignedTitle = (wrong, all) => `${TITLES.dx_assigned}${wrong ? `: ${wrong} of ${all} wrong` : ""}`;

const LISTED = 9; // how many terms of a sum are written out

/** @param {number} count */
const windows = (count) => (count === 1 ? "1 window" : `${count} windows`);

const DROPPED = "the padding: all of it is dropped.";

/** Where a step's numbers go. @param {string[]} index of dx @param {any} h @param {any} w @param {number} all of a channel */
function destination(index, h, w, all) {
  if (!h || !w) return DROPPED;
  const dropped = h.size * w.size < all ? "; what belongs to the padding is dropped" : "";
  return `\`${nameAt("dx", [...index, h.text, w.text])}\`${dropped}.`;
}

/** @param {Sizes} sizes @param {number} row */
function windowWords(sizes, row) {
  const [n, oh, ow] = windowOf(sizes, row);
  const [h, w] = [readSlice(sizes.height, sizes.H, oh), readSlice(sizes.width, sizes.W, ow)];
  const where = destination([String(n), ":"], h, w, sizes.FH * sizes.FW);
  return `Window ${row + 1} of ${sizes.rows}: row ${row} of dcol goes to ${where}`;
}

/** @param {Sizes} sizes @param {number} tap */
function tapWords(sizes, tap) {
  const [, fh, fw] = tapOf(sizes, tap);
  const [h, w] = [tapSlice(sizes.height, sizes.H, fh), tapSlice(sizes.width, sizes.W, fw)];
  const columns = columnsOf(sizes, tap);
  const which = columns.length > 1 ? `columns ${columns.join(", ")} of dcol go` : `column ${tap} of dcol goes`;
  const where = destination([":", ":"], h, w, sizes.OH * sizes.OW);
  return `Tap ${tap + 1} of ${sizes.FH * sizes.FW}: ${which} to ${where}`;
}

const SIGNS_SAY = "`+=` adds to what is there, `=` overwrites it.";

/** What a number becomes, and what overwriting makes of it. @param {Meeting} meeting */
export const meetingWords = ({ place, before, last, addend }) =>
  `\`${nameAt("dx", place)}\`: \`${becomes(before, addend)}\`; ` +
  `with \`=\`, \`${formatNumber(last)}\` is overwritten by \`${formatNumber(addend)}\`.`;

/** The same in a cell, above what it has become: added, and overwritten. @param {Meeting} meeting */
export const meetingMarks = ({ before, last, addend }) => [plus(before, addend), `was ${formatNumber(last)}`];

/** What a step does, and what comes of it at one place, once that is there. @param {Sizes} sizes @param {Shown} shown @param {Meeting} [meeting] */
export function arrivalWords(sizes, { loop, step }, meeting) {
  const start = loop === "window" ? windowWords(sizes, step) : tapWords(sizes, step);
  if (!start.endsWith(DROPPED)) return `${start} ${meeting ? meetingWords(meeting) : SIGNS_SAY}`;
  return start;
}

/** @param {number[]} slice Python's */
const sliceText = ([start, stop, by]) => `${start}:${stop}${by > 1 ? `:${by}` : ""}`;

/** What the frame is. @param {{ n: number | null, down: number[], across: number[] }} slice */
export const frameWords = ({ n, down, across }) =>
  `Framed: \`${nameAt("padded", [n ?? ":", ":", sliceText(down), sliceText(across)])}\`, the padded \`dx\`.`;

export const AWAITED_FRAME = "The frame comes once you have answered."; // while a place is asked for

export const NO_EXTRA_ROWS =
  "A slice may end beyond the edge (dashed): it takes only what is there. " +
  "Every number's place lies inside, so the buffer needs no extra rows.";

/** @param {Sizes} sizes @param {Given} given @param {Cell} cell @param {Shown} shown */
export function givenWords(sizes, given, [row, column], { loop, step }) {
  const pixel = pixelOf(sizes, row, column);
  const cell = `\`${nameAt("dcol", [row, column])} = ${formatNumber(dcolValue(sizes, given, row, column))}\``;
  if (!pixel) return `${cell} belongs to the padding, and is dropped`;
  return `${cell} ${stepOf(sizes, loop, [row, column]) <= step ? "went" : "will go"} to \`${nameAt("dx", pixel)}\``;
}

/** @param {Sizes} sizes @param {Given} given @param {number[]} place @param {Shown} shown */
export function sumWords(sizes, given, place, shown) {
  const all = cellsOf(sizes, place).length;
  const dx = nameAt("dx", place);
  if (all === 0) return `\`${dx} = 0\`: no window covers this pixel`;
  const numbers = arrivals(sizes, given, place, shown);
  const terms = numbers.length > 1 ? `${abbreviated(numbers.map(formatNumber), " + ", LISTED)} = ` : "";
  const result = `\`${dx} = ${terms}${formatNumber(sum(numbers))}\``;
  const far = numbers.length < all ? `${numbers.length} of ${windows(all)} so far` : windows(all);
  const isRepeated = given.fill === "x" && !given.dcol && numbers.length === all && all > 1;
  const product = isRepeated ? `, which is \`counts · x = ${all} · ${formatNumber(numbers[0])}\`` : "";
  const last = formatNumber(numbers[numbers.length - 1]);
  const kept = numbers.length > 1 ? `. With \`=\` only the last one is left: \`${last}\`` : "";
  return `${result}, from ${far}${product}${kept}`;
}

/** @param {number[]} place */
export const paddingWords = ([n, c]) => `padding around image ${n}, channel ${c}: what arrives here is dropped`;

/**
 * What is pointed at, a "cell" of dcol or a "pixel", or else what the step shows.
 * @param {Sizes} sizes
 * @param {Given} given
 * @param {{ kind?: string, place?: any }} pointed
 * @param {Shown} shown
 * @param {Meeting} [meeting] that is there
 */
export function pointedWords(sizes, given, { kind, place }, shown, meeting) {
  if (kind === "cell") return givenWords(sizes, given, place, shown);
  if (kind !== "pixel") return arrivalWords(sizes, shown, meeting);
  return isPixel(sizes, place) ? sumWords(sizes, given, place, shown) : paddingWords(place);
}

// The reader's turn.

/** @param {Shown} shown */
const comingWords = ({ loop, step }) => (loop === "window" ? `Row ${step} of \`dcol\`` : `Tap ${step + 1}`);

/** What is said of a step that is still in question. @param {Shown} shown */
export const awaitedWords = (shown) => `${comingWords(shown)} is still to come. What becomes of it is for you to say.`;

/** @param {Sizes} sizes @param {Given} given @param {Cell} cell */
export const askPlace = (sizes, given, [row, column]) =>
  `\`${nameAt("dcol", [row, column])} = ${formatNumber(dcolValue(sizes, given, row, column))}\` is lit. ` +
  "To which place of `dx` does it go? Choose it.";

/** @param {number[]} place @param {Shown} shown */
export const askSum = (place, shown) =>
  `${comingWords(shown)} arrives. Which number does \`${nameAt("dx", place)}\` hold then, with \`+=\`?`;

/** Where a cell's window begins, and which of its taps the cell is. @param {Sizes} sizes @param {Cell} cell */
function wayWords(sizes, [row, column]) {
  const [c, fh, fw] = tapOf(sizes, column);
  const [, , h, w] = fromPadded(sizes, [0, 0, ...cornerOf(sizes, row)]);
  return `row ${row} is the window that begins at (${h}, ${w}), column ${column} its tap (${fh}, ${fw}) in channel ${c}`;
}

/** @param {Sizes} sizes @param {Cell} cell */
export function placeShown(sizes, cell) {
  const place = fromPadded(sizes, sourceOf(sizes, ...cell));
  const where = isPixel(sizes, place) ? `\`${nameAt("dx", place)}\`` : "the padding, and is dropped";
  return `It goes to ${where}: ${wayWords(sizes, cell)}.`;
}

/** What a place is told, by the rule that leads to it. @param {Sizes} sizes @param {Cell} cell */
export function placeSaid(sizes, cell) {
  const [row, column] = cell;
  const [n] = windowOf(sizes, row);
  const [c, fh, fw] = tapOf(sizes, column);
  const { height, width } = sizes;
  /** @type {Record<string, () => string>} */
  const said = {
    right: () => "Yes.",
    flipped: () => "That turns the window round. The way back is the way there: nothing is turned.",
    columns: () => "That goes down the window's columns. A row of `dcol` holds a window line after line.",
    channels: () => "That takes all channels of a pixel first. `dcol` finishes one channel before it begins the next.",
    unstrided: () => `That forgets the stride: windows are ${height.stride} rows and ${width.stride} columns apart.`,
    undilated: () => `That forgets the dilation: taps are ${height.dilation} rows and ${width.dilation} columns apart.`,
    padded: () => "That counts from the padding's first place. `dx` is what is left once the padding is cut off.",
    down: () => "That counts windows down the image. They go along its rows: the next one is to the right.",
    before: () => `That is where row ${row - 1} would bring it. This is row ${row}.`,
    plane: () => `Its row and column are right. Wanted is image ${n}, channel ${c}.`,
    window: () => `It is under the right window, but in another place: wanted is its row ${fh}, column ${fw}.`,
    elsewhere: () => `It is not under the window of row ${row}.`,
  };
  return said;
}

/** What the place of a cell held, and what the cell's number makes of it. @param {Record<string, number>} sums */
const sumMade = ({ forgotten, overwritten }) => `\`${becomes(forgotten, overwritten)}\``;

/** @param {Sizes} sizes @param {Cell} cell @param {Record<string, number>} sums */
export const sumShown = (sizes, cell, sums) =>
  `\`${nameAt("dcol", cell)}\` is added: ${sumMade(sums)}, as ${wayWords(sizes, cell)}.`;

/** What a number is told, by the rule that leads to it. @param {Sizes} sizes @param {Cell} cell @param {Record<string, number>} sums */
export function sumSaid(sizes, cell, sums) {
  const [, fh, fw] = tapOf(sizes, cell[1]);
  const own = `its tap (${fh}, ${fw}) goes there`;
  /** @type {Record<string, () => string>} */
  const said = {
    right: () => `Yes: ${sumMade(sums)}.`,
    overwritten: () => "That is what `=` leaves: the new number alone. `+=` keeps what was there.",
    forgotten: () => "That is what was there. The new number is still to be added.",
    flipped: () => `That adds the number of the window turned round. Nothing is turned: ${own}.`,
    columns: () => `That counts the window's columns before its rows: ${own}.`,
    beside: () => `That adds the number beside it: ${own}.`,
    all: () => "That is the sum of all windows. Some of them are still to come.",
    counted: () => "That is how many numbers have come. Wanted is their sum.",
  };
  return said;
}
