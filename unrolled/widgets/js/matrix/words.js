// What the matrix view says.
import { nameAt } from "../shared/text.js";
import { backward, entry, filledCells, forward } from "./whole.js";

/** @import { Mode, View } from "./state.js" */
/** @import { Pointed } from "./lit.js" */
/** @import { Rule } from "./rules.js" */

export const LABEL = "The whole layer is one matrix, step by step";
export const DRAWN = "M";

export const PRESET_LABEL = "Example";
/** @type {Record<string, string>} */
export const PRESETS = {
  line: "7 pixels, filter of 3",
  small: "4×4 pixels, filter 2×2",
  wide: "4×5 pixels, filter 3×3",
};
export const OWN = "your own numbers";
export const MODE_LABEL = "Read";
/** @type {Record<Mode, string>} */
export const MODE_NAMES = {
  forward: "M by rows: convolution",
  gather: "Mᵀ by rows: col2im",
  stamp: "Mᵀ by columns: transposed convolution",
};
const LEGEND = {
  image: ["image", "pixels"],
  filter: ["filter", "the filter, a tint for each weight"],
  window: ["window", "what is read now"],
  output: ["output", "made"],
  gradient: ["gradient", "gradients"],
};
/** What each colour means, as [colour, words]. @type {Record<Mode, string[][]>} */
export const LEGENDS = {
  forward: [LEGEND.image, LEGEND.filter, LEGEND.window, LEGEND.output],
  gather: [LEGEND.filter, LEGEND.gradient],
  stamp: [LEGEND.filter, LEGEND.gradient],
};
/** The sign at the matrix's corner, and those of the line above it and of the one beside it. @type {Record<Mode, [string, string, string]>} */
export const SIGNS = { forward: ["M", "x", "out"], gather: ["Mᵀ", "dout", "dx"], stamp: ["Mᵀ", "dout", "dx"] };

/** @param {string} name @param {number[]} shape */
export const captionOf = (name, shape) => `${name} (${shape.join(", ")})`;
/** @param {string} name @param {number[]} shape */
export const gridName = (name, [H, W]) => `${name}: ${H} by ${W} numbers`;
/** @param {string} name */
export const lineName = (name) => `${name} as one line`;

/** @param {View} view */
export function matrixName({ whole: { windows, pixels }, mode }) {
  return mode === "forward"
    ? `M: ${windows} rows, one for each window, and ${pixels} columns, one for each pixel`
    : `M transposed: ${pixels} rows, one for each pixel, and ${windows} columns, one for each window`;
}

/** @param {number} value */
const factor = (value) => (value < 0 ? `(${value})` : String(value));

/** @param {number} value */
const short = (value) => String(Number(value.toFixed(4)) + 0);

/** "2·1 + 1·0 = 2", of the cells' weights and what they meet. @param {View} view @param {[number, number][]} cells @param {number[]} met @param {number} total */
function sumText({ whole, w, mode }, cells, met, total) {
  const terms = cells.map(([row, pixel]) => {
    return `${factor(entry(whole, w, row, pixel))}·${factor(met[mode === "forward" ? pixel : row])}`;
  });
  return `${terms.join(" + ") || "0"} = ${short(total)}`;
}

/** An image's index, or a line's. @param {number} number @param {number[]} shape */
const indexOf = (number, [H, W]) => (H === 1 ? [number] : [Math.floor(number / W), number % W]);

/** @param {View} view @param {string} name @param {number} pixel */
const pixelName = ({ sizes: { H, W } }, name, pixel) => nameAt(name, indexOf(pixel, [H, W]));
/** @param {View} view @param {string} name @param {number} window */
const windowName = ({ sizes: { OH, OW } }, name, window) => nameAt(name, indexOf(window, [OH, OW]));
/** @param {View} view @param {number} tap */
const tapName = ({ sizes: { FH, FW } }, tap) => nameAt("w", indexOf(tap, [FH, FW]));

/** @param {View} view @param {number} row */
function forwardWords(view, row) {
  const { whole, w, x } = view;
  const cells = filledCells(whole, { window: row });
  const made = sumText(view, cells, x, forward(whole, w, x)[row]);
  return `Row ${row} of M is window ${row + 1} of ${whole.windows}: \`${windowName(view, "out", row)} = ${made}\`.`;
}

/** @param {View} view @param {number} pixel */
function gatherWords(view, pixel) {
  const { whole, w, dout } = view;
  const cells = filledCells(whole, { pixel });
  const made = sumText(view, cells, dout, backward(whole, w, dout)[pixel]);
  const copies = cells.length === 1 ? "its one copy brings" : `its ${cells.length} copies bring`;
  return cells.length === 0
    ? `Row ${pixel} of Mᵀ: no window reads this pixel, so \`${pixelName(view, "dx", pixel)} = 0\`.`
    : `Row ${pixel} of Mᵀ gathers what ${copies} back: \`${pixelName(view, "dx", pixel)} = ${made}\`.`;
}

/** @param {View} view @param {number} row */
function stampWords(view, row) {
  const { dout, whole } = view;
  return `Column ${row} of Mᵀ is stamp ${row + 1} of ${whole.windows}: the filter, times \`${windowName(view, "dout", row)} = ${dout[row]}\`, is added onto \`dx\`.`;
}

/** @param {View} view @param {number} step */
export const stepWords = (view, step) =>
  ({ forward: forwardWords, gather: gatherWords, stamp: stampWords })[view.mode](view, step);

/** @param {View} view @param {number[]} cell */
function cellWords(view, [row, pixel]) {
  const { whole, w, mode } = view;
  const tap = whole.at[row][pixel];
  const name = mode === "forward" ? nameAt("M", [row, pixel]) : nameAt("Mᵀ", [pixel, row]);
  if (tap === null) return `\`${name} = 0\`: window ${row + 1} does not read \`${pixelName(view, "x", pixel)}\`.`;
  return `\`${name} = ${tapName(view, tap)} = ${w[tap]}\`: this weight meets \`${pixelName(view, "x", pixel)}\` in window ${row + 1}.`;
}

/** @param {View} view @param {number} pixel */
function pixelWords(view, pixel) {
  const count = filledCells(view.whole, { pixel }).length;
  const line = view.mode === "forward" ? "Column" : "Row";
  const name = view.mode === "forward" ? "x" : "dx";
  if (count === 0) return `${line} ${pixel} is all 0: no window reads \`${pixelName(view, name, pixel)}\`.`;
  return `${line} ${pixel}: \`${pixelName(view, name, pixel)}\` lies in ${count} of ${view.whole.windows} windows.`;
}

/** @param {View} view @param {number} window */
function windowWords(view, window) {
  const [name, line] = view.mode === "forward" ? ["out", "Row"] : ["dout", "Column"];
  return `${line} ${window}: window ${window + 1}, which makes \`${windowName(view, "out", window)}\`${name === "dout" ? ` and gets \`${windowName(view, name, window)}\`` : ""}.`;
}

/** @param {View} view @param {number} tap */
function tapWords(view, tap) {
  const count = filledCells(view.whole, { tap }).length;
  const times = count === 1 ? "once" : `${count} times`;
  return `\`${tapName(view, tap)} = ${view.w[tap]}\` stands in M ${times}, always in this tint.`;
}

/** What is pointed at, or else what the step shows. @param {View} view @param {Pointed} pointed @param {number} step */
export function pointedWords(view, { kind, place }, step) {
  if (kind === "cell") return cellWords(view, place);
  if (kind === "pixel") return pixelWords(view, place);
  if (kind === "window") return windowWords(view, place);
  return kind === "tap" ? tapWords(view, place) : stepWords(view, step);
}

// The question.

/** @param {View} view */
export const question = ({ whole: { windows, pixels } }) =>
  `There is one matrix \`M\`, ${windows} × ${pixels}, with \`M @ x\` = \`out\`. How many of its ${windows * pixels} numbers come from the filter? (The others are 0.)`;

/** @param {View} view */
const why = ({ whole }) => {
  const { windows, taps } = whole;
  const found = filledCells(whole).length;
  const lost = windows * taps - found;
  return `${windows} windows of ${taps}${lost ? `, but for ${lost} on the padding` : ""}: ${found}. All others are 0.`;
};

/** An answer, by the rule that gives it. @param {View} view @returns {Record<Rule, () => string>} */
export function answered(view) {
  const { windows, pixels, taps } = view.whole;
  return {
    right: () => `Yes: ${why(view)}`,
    padded: () => "Not all of these: some taps lie on the padding, which is no part of `x` and has no column.",
    once: () => `That is one row: the filter’s ${taps} numbers. Each of the ${windows} windows needs a row of its own.`,
    pixels: () => `That would be each of ${pixels} pixels under each of ${taps} taps. At the ends, pixels meet fewer.`,
    full: () => `That is all of them. But a window reads ${taps} of the ${pixels} pixels; for the rest its row is 0.`,
  };
}

/** @param {View} view */
export const shownWords = (view) => `It is so: ${why(view)}`;
