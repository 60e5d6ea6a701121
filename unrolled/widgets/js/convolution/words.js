// What the convolution stepper says about a step, and about what is pointed at.

import { OUTPUT_SIZE, outputSizeWords } from "../shared/formulas.js";
import { becomes, formatNumber, nameAt, plus, plusTo, tuple } from "../shared/text.js";
import { tapOf } from "../shared/unroll.js";
import { namedWords } from "../shared/words.js";
import { outputs } from "./rules.js";

/** @import { Variables } from "../shared/lockstep.js" */
/** @import { Layer } from "./layer.js" */
/** @import { Moment, ProductMoment } from "./moment.js" */

export const LABEL = "A convolution, step by step";
export const MANY_RIGHT = "Three right in a row: you compute as the layer does.";
export const EDIT_HINT = "Change any number of x, W, b or dout: click its cell twice, or press Enter on it.";
export const DRAWN = "x, col and out"; // what a complaint about too many cells names
export const VIEWS = {
  forward: "forward",
  backward: "backward",
  flipped: "dx as a convolution",
  weights: "dW as a convolution",
};
export const CHOICE_LABELS = { image: "Image n", filter: "Filter f", channel: "Channel c" };

// What each colour means now, as [colour, words].
const LEGEND = {
  window: ["window", "the window now, a tint for each tap"],
  filter: ["filter", "the filter"],
  output: ["output", "made"],
  gradient: ["gradient", "gradients"],
  padding: ["padding", "zeros that are no pixels"],
};
export const LEGENDS = {
  forward: [LEGEND.window, LEGEND.filter, LEGEND.output, LEGEND.padding],
  backward: [LEGEND.gradient, LEGEND.window, LEGEND.filter, LEGEND.padding],
  flipped: [LEGEND.window, LEGEND.filter, LEGEND.gradient, LEGEND.padding],
  weights: [LEGEND.window, LEGEND.gradient, LEGEND.padding],
};

// What each part shows, above it.
export const FORWARD_SAYS = "A window times a filter, all channels added up, plus `b`.";
export const FLIPPED_SAYS =
  "`dx` is a convolution too: of `dout`, with zeros all around, and the filter turned by half a turn.";
export const WEIGHTS_SAYS = "`dW` is a convolution too: of `x` and `dout`, which slides over it as a filter would.";
export const MATRICES_SAY = "As matrices: a row of `col` and a column of `col_W` meet.";
export const BACKWARD_SAYS = {
  db: "Each number of `dout` goes to `db` as it is,",
  dx: "to `dx`, under its window, times the filter,",
  dW: "and to `dW` times the window that the filter saw.",
};

/** How the product of the matrices becomes out. @param {number[]} sizes (N, OH, OW, FN) */
export const turnWords = (sizes) => `\`out = rows.reshape${tuple(sizes)}.transpose(0, 3, 1, 2)\``;

// The grids' titles.
export const PRODUCTS = "products";
export const SUM = "sum";
export const TIMES_DOUT = "× dout";
/** @param {string} title */
export const soFar = (title) => `${title} so far`;
/** @param {string} title */
export const turnedTitle = (title) => `${title} turned`;
/** @param {number} f */
export const filterName = (f) => `filter ${f}`;

/** @param {number} x @param {number} W */
export const channelsDiffer = (x, W) => `x and W must have as many channels, but have ${x} and ${W}`;

/** @param {number[]} parts */
export const added = ([first, ...rest]) => rest.reduce(plusTo, formatNumber(first));

/** @param {number} a @param {number} b */
const times = (a, b) => `${formatNumber(a)} · ${b < 0 ? `(${formatNumber(b)})` : formatNumber(b)}`;

/**
 * The name of the number that stands at an index, or of a zero that is none.
 * @param {string} array
 * @param {number[] | null | undefined} index
 */
export const nameOrZero = (array, index) => (index ? nameAt(array, index) : "zero");

/**
 * @param {string} out the output's number, by its name
 * @param {number[]} window which of how many
 * @param {number} count how many products there are
 * @param {number} sum theirs
 * @param {{ f: number, value: number } | null} b
 */
export function outputWords(out, [window, windows], count, sum, b) {
  const start = `Window ${window} of ${windows}: ${count} products add up to ${formatNumber(sum)}`;
  if (!b) return `${start}: \`${out}\`.`;
  return `${start}, and \`b[${b.f}]\` makes it \`${plus(sum, b.value)} = ${formatNumber(sum + b.value)}\`: \`${out}\`.`;
}

/** @param {string} name */
export const unmadeWords = (name) => `\`${name}\` is not there yet.`;

/** @param {string} left @param {string} right the factors' names @param {number} a @param {number} w and values */
export const productWords = (left, right, a, w) => `\`${left} · ${right} = ${times(a, w)} = ${formatNumber(a * w)}\``;

/** @param {number[]} index @param {string} source @param {number} value */
export const colWords = (index, source, value) => `\`${nameAt("col", index)} == ${source} == ${formatNumber(value)}\``;
export const PADDING = "padding";

/** @param {string} rows @param {string} out the same number's names @param {number} value */
export const rowsWords = (rows, out, value) => `\`${rows} = ${formatNumber(value)}\` becomes \`${out}\`.`;

/** @param {string} name @param {number} value */
export const valueWords = (name, value) => `\`${name} = ${formatNumber(value)}\``;

/** @param {number} windows */
const readers = (windows) => (windows === 1 ? "1 window reads it" : `${windows} windows read it`);

/** @param {string} name @param {number} value @param {number} windows */
export const unreadWords = (name, value, windows) =>
  `${valueWords(name, value)} is not under this window; ${readers(windows)}.`;

/** @param {number} f @param {number} value */
export const biasWords = (f, value) =>
  `${valueWords(nameAt("b", [f]), value)} is added to every number of \`out[:, ${f}]\`.`;

/**
 * @param {string} target
 * @param {string} left
 * @param {string} right
 * @param {number} a
 * @param {number} w
 * @param {number} before what it held
 */
export const receivesWords = (target, left, right, a, w, before) =>
  `\`${target}\` receives ${productWords(left, right, a, w)}: \`${becomes(before, a * w)}\`.`;

/** @param {number} f @param {number} d @param {number} before */
export const biasReceivesWords = (f, d, before) => `\`db[${f}]\` receives \`${becomes(before, d)}\`.`;

export const PADDING_KEEPS_NOTHING = "This falls on the padding, which keeps nothing.";

/**
 * @param {number[]} index
 * @param {number} d
 * @param {{ name: string, from: number, by: number } | null} sum one that changes
 */
export function givesWords(index, d, sum) {
  const f = index[1];
  const start = `${valueWords(nameAt("dout", index), d)} goes to \`db[${f}]\`, times \`W[${f}]\` to \`dx\`, times its window to \`dW[${f}]\``;
  return sum ? `${start}. \`${sum.name}\`: \`${becomes(sum.from, sum.by)}\`.` : `${start}.`;
}

/** @param {string} gradient @param {{ size: number, difference: number, agree: boolean }} comparison */
export function agreementWords(gradient, { size, difference, agree }) {
  const start = `${agree ? "The same" : "Not the same"} ${gradient}`;
  return `${start} as by adding up windows: the largest difference in its ${size} numbers is ${formatNumber(difference)}.`;
}

/** The sizes, as [what, in letters and numbers]. @param {Layer} layer @returns {[string, string][]} */
export function facts({ sizes, out, W }) {
  const { H, W: wide, OH, OW, height, width, rows, columns } = sizes;
  const FN = W.shape[0];
  return [
    ["Output height", `${OUTPUT_SIZE.height}: ${outputSizeWords(height, H, OH)}`],
    ["Output width", `${OUTPUT_SIZE.width}: ${outputSizeWords(width, wide, OW)}`],
    ["Matrices", `\`col ${tuple([rows, columns])} @ col_W ${tuple([columns, FN])} = rows ${tuple([rows, FN])}\``],
    ["Output", `\`out (N, FN, OH, OW) = ${tuple(out.shape)}\``],
  ];
}

/**
 * What a piece of the code names, at this step.
 * @param {string} names
 * @param {Variables} variables
 * @param {Parameters<typeof namedWords>[2]} taken
 */
export function codeWords(names, variables, taken) {
  const { n, f, oh, ow } = variables;
  /** @type {Record<string, string>} */
  const said = {
    filter: `filter ${f}, in all channels`,
    bias: `the bias of filter ${f}`,
    products: "each number of the window times the weight at its place",
    number: `\`${nameAt("out", [n, f, oh, ow])}\`, the number that this step makes`,
  };
  return said[names] ?? namedWords(names, variables, taken);
}

// The reader's turn.

/** @param {Moment} moment */
const meetingWords = ({ layer: { sizes }, row, f }) =>
  `Window ${(row % (sizes.OH * sizes.OW)) + 1} of ${sizes.OH * sizes.OW} meets filter ${f}`;

/** What is said of a step that is still in question. @param {Moment} moment */
export const awaitedWords = (moment) => `${meetingWords(moment)}. What they make is for you to say.`;

/** @param {Moment} moment @param {number[] | null} pixel @param {number} column its @param {string} [array] */
export function askWeight(moment, pixel, column, array = "x") {
  const [c] = tapOf(moment.layer.sizes, column);
  const which = pixel ? `\`${nameAt(array, pixel)}\`` : `A zero of the padding, in channel ${c},`;
  return `${which} is lit. Which weight does it meet? Choose it in \`W\`.`;
}

/** @param {ProductMoment} moment */
export const askOutput = (moment) =>
  `Which number of \`out\` do this window and this filter make${moment.layer.b ? `, with \`b[${moment.f}]\`` : ""}?`;

/** @param {Moment} moment @param {number} column */
const weightName = ({ layer: { sizes }, f }, column) => `\`${nameAt("W", [f, ...tapOf(sizes, column)])}\``;

/** @param {Moment} moment @param {number} column */
export const weightShown = (moment, column) =>
  `It meets ${weightName(moment, column)}, which stands at its place in the window.`;

/** @param {Moment} moment @param {number} column */
export const askPixel = (moment, column) =>
  `${weightName(moment, column)} is lit. To which pixel of \`dx\` does it take its product with \`dout\`? Choose it.`;

/** @param {number[]} pixel */
export const pixelShown = (pixel) => `It goes to \`${nameAt("dx", pixel)}\`: to the pixel that the weight met.`;

/** @param {string} weight its name */
export const turnedShown = (weight) => `It meets \`${weight}\`, as the filter is turned.`;

export const NOT_TURNED = "That would be so if the filter were not turned.";

/** What a place is told, by the rule that leads to it. @param {Moment} moment @param {number} column */
export function placeSaid(moment, column) {
  const [c, i, j] = tapOf(moment.layer.sizes, column);
  /** @type {Record<string, () => string>} */
  const said = {
    right: () => "Yes.",
    flipped: () => "That would be so if the filter were turned first. A layer's filter lies as it is.",
    transposed: () => "That takes the filter's columns for its rows.",
    channels: () => "That counts all channels of a pixel first. `col` finishes one channel before it begins the next.",
    channel: () => `Its place is right, but not its channel: wanted is channel ${c}.`,
    elsewhere: () => `Wanted is row ${i} and column ${j}, in the window as in the filter.`,
  };
  return said;
}

/** @param {ProductMoment} moment */
export function outputShown(moment) {
  const { products, layer, f, step } = moment;
  const { right, unbiased } = outputs(moment);
  const start = `${products.length} products add up to \`${formatNumber(unbiased ?? right)}\``;
  if (!layer.b) return `${start}.`;
  return `${start}, and \`b[${f}]\` makes it \`${formatNumber(layer.out.data[step])}\`.`;
}

/** @param {ProductMoment} moment */
export function outputSaid(moment) {
  /** @type {Record<string, () => string>} */
  const said = {
    right: () => `Yes: ${outputShown(moment)}`,
    unbiased: () => `That is the sum of the products. The bias, \`b[${moment.f}]\`, is still to be added.`,
    flipped: () => "That comes of turning the filter by half a turn first. A layer's filter lies as it is.",
    alone: () => "That is channel 0 alone. One number of `out` adds up all channels.",
    channels: () => "That pairs all channels of a pixel first. `col` and `col_W` both go channel by channel.",
    neighbour: () => "That is the window beside this one.",
    filter: () => `That is another filter's number. This one is for filter ${moment.f}.`,
  };
  return said;
}
