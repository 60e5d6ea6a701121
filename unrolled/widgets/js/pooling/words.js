// What the pooling stepper says of a window or a pixel, and of how others do it.
import { sum } from "../shared/numbers.js";
import { abbreviated, formatNumber, nameAt } from "../shared/text.js";
import { namedWords } from "../shared/words.js";
import { outIndex, receivers } from "./windows.js";

/** @import { Cell, Sizes } from "../shared/unroll.js" */
/** @import { Question } from "./rules.js" */
/** @import { PoolWindow } from "./windows.js" */

export const LABEL = "pooling, step by step";
export const RULES_LABEL = "The same rule elsewhere";
export const SIZE_LABEL = "Size";
export const EXAMPLE_LABEL = "Example";
export const OPERATOR_LABEL = "Operator";
export const KINDS = { forward: "forward", window: "backward, by window", tap: "backward, by tap" };
export const EDIT_HINT = "To change a number of x or dout, click it twice, or press Enter on it.";

// The pictures' titles, and what a screen reader calls them.
export const TITLES = { x: "`x`", out: "`out`", arg_max: "`arg_max`", dout: "`dout`", dx: "`dx`" };
export const NAMES = {
  x: "x, the image",
  out: "out, a number for each window",
  arg_max: "arg_max, the winner’s place in each window",
  dout: "dout, what comes back to each window",
  dx: "dx, what comes to each pixel",
};

/** The matrix with a row for each window. @param {boolean} backward @param {boolean} average */
export function rowsTitle(backward, average) {
  if (!backward) return "`rows`: a window in each, its places from 0";
  return `\`${average ? "drows" : "dmax"}\`: what each place receives`;
}

/** @param {string} name @param {{ rows: number, columns: number }} sizes */
export const rowsName = (name, { rows, columns }) =>
  `${name}: ${rows} rows, one for each window, and ${columns} columns, one for each place in it`;
export const ROWS_CORNER = "window";
/** @param {number} i */
export const placeName = (i) => `place ${i}`;
/** @param {number} row */
export const rowHead = (row) => String(row + 1);
/** @param {Sizes} sizes @param {number} row */
export function rowName(sizes, row) {
  const [n, c, oh, ow] = outIndex(sizes, row);
  return `window ${row + 1}: image ${n}, channel ${c}, output row ${oh}, column ${ow}`;
}

/** @param {"+=" | "="} operator @param {number} wrong */
export function gradientTitle(operator, wrong) {
  if (operator === "+=") return TITLES.dx;
  return `\`dx\` with \`=\`${wrong ? `: ${wrong} wrong` : ""}`;
}

// The presets of the model, by their names.
export const EXAMPLES = {
  plain: "side by side",
  ties: "ties",
  overlap: "overlap",
  padding: "padding",
  negative: "all negative",
  dropped: "edge dropped",
  ceil_mode: "edge kept",
};

// What each colour means now, as [colour, words].
const WINDOW = ["window", "the window now, a tint for each place"];
const PADDING = { max: ["padding", "padding: -∞"], mean: ["padding", "padding: 0"] };

/** @param {{ kind: string, average: boolean, padded: boolean, unread: boolean }} shown */
export function legendOf({ kind, average, padded, unread }) {
  const tinted = kind === "tap" ? ["window", "what this place reads in each window"] : WINDOW;
  const done = kind === "forward" ? ["output", "made"] : ["gradient", "gradients"];
  const winner = average ? [] : [["winner", "the winner"]];
  const border = padded ? [average ? PADDING.mean : PADDING.max] : [];
  return [tinted, ...winner, done, ...border, ...(unread ? [["unread", "read by no window"]] : [])];
}

const EDGE_FITS = "`ceil_mode` changes nothing here";

/** @param {number} count */
const windowsOf = (count) => (count === 1 ? "1 window" : `${count} windows`);

/**
 * What ceil_mode does here, or would do: how many windows it adds, takes away, and leaves out of all.
 * @param {boolean} isCeil
 * @param {{ added: number, lost: number, left: number }} counts
 */
export function edgeWords(isCeil, { added, lost, left }) {
  const over = added === 1 ? "that hangs" : "that hang";
  const beyond = left
    ? ` Dashed: ${windowsOf(left)} that would start in the padding, and so ${left === 1 ? "is" : "are"} dropped.`
    : "";
  if (!isCeil) {
    if (added)
      return `Dashed: ${windowsOf(added)} ${over} over the edge, dropped. \`ceil_mode\` would keep ${added === 1 ? "it" : "them"}.`;
    if (lost) return `\`ceil_mode\` would drop ${windowsOf(lost)}: a last one may not start in the padding.`;
    return left
      ? "`ceil_mode` would change nothing: a window more would start in the padding."
      : "`ceil_mode` would change nothing: the windows end where the image does.";
  }
  if (added) return `\`ceil_mode\` keeps ${windowsOf(added)} ${over} over the edge.${beyond}`;
  return beyond ? `${EDGE_FITS}.${beyond}` : `${EDGE_FITS}: the windows end where the image does.`;
}

/** @param {number} most @param {number} cells */
export const tooManyCells = (most, cells) => `x and its windows must not need more than ${most} cells, but need ${cells}`;

// How others do it, from their documentation.
export const RULE_HEADS = ["", "cnnlib", "PyTorch", "TensorFlow", "ONNX"];
/** @type {Record<string, string[]>} */
export const RULES = {
  ties: [
    "equal maxima",
    "the first takes the gradient",
    "the first takes it",
    "one of them takes it; which one is not documented",
    "not specified",
  ],
  padded_maximum: ["padding, for a maximum", "`-∞`", "`-∞`; at most half the window", "ignored, as if `-∞`", "left out"],
  padded_mean: [
    "padding, for a mean",
    "counted; not with `count_include_pad=False`",
    "counted; not with `count_include_pad=False`",
    "never counted",
    "not counted; it is with `count_include_pad=1`",
  ],
  dropped: [
    "pixels that no last window reaches",
    "left out; `ceil_mode=True` adds a window",
    "left out; `ceil_mode=True` adds a window",
    "left out by `VALID`; `SAME` pads",
    "left out; `ceil_mode=1` adds a window",
  ],
  ceil_mode: [
    "a last window over the edge",
    "kept, if it does not start in the padding there",
    "kept, if it does not start in the padding there",
    "no such switch; `SAME` gives ceil(size / stride)",
    "kept, if it does not start in the padding there",
  ],
  dilation: ["dilation", "maximum and mean", "maximum only", "both, in `tf.nn.pool`", "both; mean since opset 19"],
  stride: ["stride, if none is given", "1", "the window's size", "the window's size in Keras; `tf.nn` asks for it", "1"],
};

const LISTED = 9; // how many numbers are written out

/** @param {number} value */
export const formatValue = (value) => (Math.abs(value) === Infinity ? (value < 0 ? "-∞" : "∞") : formatNumber(value));

/** What padding counts as. @param {boolean} average */
const borderValue = (average) => (average ? "0" : "-∞");

/** What stands in a cell of the border. @param {boolean} average @param {boolean} counted */
export const borderText = (average, counted) => (average && !counted ? "" : borderValue(average));

/** @param {PoolWindow} window */
function makingWords({ members, winner, shares }) {
  const border = borderValue(winner === null);
  const values = members.map(({ value }) => (value === null ? border : formatValue(value)));
  if (winner === null) return `(${abbreviated(values, " + ", LISTED) || border}) / ${shares}`;
  return `max(${abbreviated(values, ", ", LISTED)})`;
}

/** @param {PoolWindow} window */
function originWords({ taps, winner, ties }) {
  if (winner === null) return "";
  if (!taps[winner].pixel) return ": the window holds no pixel";
  const first = ties > 1 ? `, the first of ${ties} equals` : "";
  return `, from \`${nameAt("x", taps[winner].place)}\`, place ${winner} of its window${first}`;
}

/** A step that is a window, by its number. @param {number} k @param {number} all @param {string} text */
export const windowWords = (k, all, text) => `Window ${k + 1} of ${all}: ${text}.`;

/**
 * A step that is a place in every window: what it gives, the windows that it won, and what those send back.
 * @param {number} i
 * @param {number} all
 * @param {{ average: boolean, operator: string, winners: number[], sent: number[] }} given
 */
export function tapWords(i, all, { average, operator, winners, sent }) {
  const start = `Tap ${i + 1} of ${all}, place ${i} in every window`;
  const zeros = operator === "=" ? " `=` overwrites with it all that this place reads, also with zeros." : "";
  if (average) return `${start}: each window’s share goes to the pixel that it reads there.${zeros}`;
  if (winners.length === 0) return `${start}, has won none: zeros go to \`dx\`.${zeros}`;
  const which = winners.length === 1 ? "window" : "windows";
  const numbers = abbreviated(
    winners.map((k) => String(k + 1)),
    ", ",
    LISTED,
  );
  const values = abbreviated(sent.map(formatValue), ", ", LISTED);
  const come = winners.length === 1 ? `its ${values} goes` : `their ${values} go`;
  return `${start}, has won ${which} ${numbers}: ${come} to \`dx\`.${zeros}`;
}

/**
 * A place in a window's row.
 * @param {Sizes} sizes
 * @param {Cell} cell
 * @param {{ place: number[], pixel: boolean }} tap
 * @param {number | null} value null: not yet there
 */
export function cellWords(sizes, [k, i], { place, pixel }, value) {
  const where = pixel ? `\`${nameAt("x", place)}\`` : "padding";
  const holds = value === null ? "not there yet" : `\`${formatValue(value)}\``;
  return `place ${i} of window ${k + 1}, \`${nameAt("out", outIndex(sizes, k))}\`: ${where}, ${holds}`;
}

/** @param {Sizes} sizes @param {PoolWindow} window @param {number} k */
export function forwardWords(sizes, window, k) {
  const out = nameAt("out", outIndex(sizes, k));
  return `\`${out} = ${makingWords(window)} = ${formatValue(window.value)}\`${originWords(window)}`;
}

/** @param {Sizes} sizes @param {PoolWindow} window @param {number} d dout's number @param {number} k */
export function backwardWords(sizes, window, d, k) {
  const start = `\`${nameAt("dout", outIndex(sizes, k))} = ${formatValue(d)}\``;
  const pixels = receivers(window);
  if (pixels.length === 0) return `${start} goes nowhere: the window holds no pixel`;
  if (window.winner !== null) return `${start} goes to ${winnerWords(pixels[0].place, window.ties)}`;
  const { shares } = window;
  const dropped = pixels.length < shares ? "; what belongs to the padding is dropped" : "";
  const share = `\`${formatValue(d)} / ${shares} = ${formatValue(d / shares)}\``;
  return `${start} is shared by ${shares}: ${share} for each pixel of its window${dropped}`;
}

/** @param {number[]} place @param {number} ties */
function winnerWords(place, ties) {
  const first = ties > 1 ? `, the first of ${ties} equal maxima` : ", which held the maximum";
  return `\`${nameAt("dx", place)}\`${first}; the others get 0`;
}

/**
 * A pixel: how many windows read it, and how many of them it won.
 * @param {number[]} place
 * @param {number} value
 * @param {number} windows
 * @param {number} won
 * @param {boolean} average
 */
export function pixelWords(place, value, windows, won, average) {
  const start = `\`${nameAt("x", place)} = ${formatValue(value)}\``;
  if (windows === 0) return `${start}: no window reaches it`;
  const held = `is in ${windows === 1 ? "1 window" : `${windows} windows`}`;
  return average ? `${start} ${held}` : `${start} ${held}, and wins ${won || "none"}`;
}

/** What has come to a pixel so far; with `=` what is left of it. @param {number[]} place @param {number[]} parts @param {number | null} [left] */
export function gradientWords(place, parts, left = null) {
  const many = parts.length > 1;
  if (left !== null) {
    const came = parts.length
      ? `${abbreviated(parts.map(formatValue), ", then ", LISTED)} came here`
      : "nothing has come here";
    return `\`${nameAt("dx", place)} = ${formatValue(left)}\`: ${came}, and \`=\` keeps what was written last`;
  }
  const terms = many ? `${abbreviated(parts.map(formatValue), " + ", LISTED)} = ` : "";
  const from = many ? `, added up from ${parts.length} windows` : ", from 1 window";
  return `\`${nameAt("dx", place)} = ${terms}${formatValue(sum(parts))}\`${parts.length ? from : ": nothing has come here"}`;
}

/** @param {boolean} average @param {boolean} counted */
export function borderWords(average, counted) {
  if (!average) return "padding: it counts as `-∞`, so it never wins over a pixel";
  return counted ? "padding: 0, and counted" : "padding: 0, and not counted";
}

/**
 * What a piece of the code names, at this step.
 * @param {string} names
 * @param {any} variables
 * @param {any} taken
 * @param {boolean} backward
 */
export function codeWords(names, variables, taken, backward) {
  const isTap = variables.k !== undefined;
  const cells = isTap ? `column ${variables.k}: this place of every window` : `row ${variables.row}: this window`;
  const number = isTap ? "the numbers of all windows" : "this window’s number";
  /** @type {Record<string, string>} */
  const said = {
    read: isTap ? "what this place reads, in all images and channels" : "the window",
    cells,
    number: backward && !isTap ? `${number}, which comes back to it` : number,
    add: "adds them to what is there; with `=` in its place they would overwrite it, zeros too",
  };
  return said[names] ?? namedWords(names, variables, taken);
}

// The reader's turn.
export const MANY_RIGHT = "Three right in a row: you pool as the layer does.";

/** What is said of a step that is still in question. @param {number} k @param {number} all */
export const awaitedWords = (k, all) => `Window ${k + 1} of ${all}. What comes of it is for you to say.`;

/** @param {Question} question */
export function askWords({ kind, sizes, k, window, d }) {
  const out = `\`${nameAt("out", outIndex(sizes, k))}\``;
  const dout = `\`${nameAt("dout", outIndex(sizes, k))} = ${formatValue(d)}\``;
  /** @type {Record<string, () => string>} */
  const asked = {
    winner: () => "Which number of the framed window goes on? Choose it in `x`.",
    number: () => `Which number does the framed window give to ${out}?`,
    arg_max: () => "What does `arg_max` keep of the framed window?",
    mean: () => `Which number does the framed window give to ${out}?`,
    gradient: () => `${dout} comes back, and \`arg_max\` is ${window.winner}. Which pixel of \`dx\` receives it? Choose it.`,
    share: () => `${dout} comes back. How much does each pixel of the framed window receive?`,
  };
  return asked[kind]();
}

/** What is told to who gives up, or was wrong too often. @param {Question} question */
export function shownWords({ kind, sizes, k, window, d }) {
  const backward = kind === "gradient" || kind === "share";
  return `${backward ? backwardWords(sizes, window, d, k) : forwardWords(sizes, window, k)}.`;
}

/** What an answer is told, by the rule that leads to it. @param {Question} question */
export function saidWords(question) {
  const { kind, window } = question;
  const { winner, value, taps } = window;
  const largest = `The largest is ${formatValue(value)}`;
  const backward = kind === "gradient";
  /** @type {Record<string, (answer: any) => string>} */
  const said = {
    right: () => `Yes: ${shownWords(question)}`,
    tie: () =>
      backward
        ? "That one is as large, but comes later. Of equal maxima the first, in reading order, takes it all."
        : "It is as large, but comes later. Of equal maxima the first wins, in reading order.",
    absolute: () =>
      `That is the largest without its sign. A negative number is smaller than any other: ${largest.toLowerCase()}.`,
    smallest: () => `That is the smallest. ${largest}.`,
    padding: () => "That is padding. It counts as `-∞`, and never wins over a pixel.",
    channel: () => "That is another channel. Each channel is pooled on its own.",
    elsewhere: () => "That is not in the framed window.",
    window: () => (backward ? `It is in the window, but at another place: \`arg_max\` is ${winner}.` : `${largest}.`),
    same: () => "That has the index that it has in `dout`. But `dx` has the shape of `x`.",
    average: () => "That is the mean. Here the largest is kept.",
    sum: () => "That is the sum, not yet divided.",
    total: () => "That is the sum. Here the largest is kept.",
    zero: () => "Padding counts as `-∞` here, not as 0.",
    neighbour: () => "That is the window beside this one.",
    maximum: () => "That is the largest. Here it is the mean.",
    counted: () => `That divides by another number: here it is ${window.shares}.`,
    last: () => "That is the last of the equal maxima. The first wins.",
    one: () => "That counts from 1. The first place is 0.",
    columns: () => "That counts down the columns. Places are counted line by line.",
    other: (i) => `At place ${i} stands ${taps[i]?.value === null || !taps[i] ? "padding" : formatValue(taps[i].value)}.`,
    whole: () => "That is all of it. It is shared.",
  };
  return said;
}
