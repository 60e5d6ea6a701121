// Every word that more than one widget says. A second language is a second file like this one.

/** @import { Axis } from "./windows.js" */
/** @import { Variables } from "./lockstep.js" */
/** @import { Field } from "./sliding.js" */

// What a field or a choice is called, and what it says when it is pointed at.
export const SETTINGS_LABEL = "Settings";
export const MORE = "More";
export const CHOICES_LABEL = "Choices";
export const IMAGES_LABEL = "Images";
export const SLIDING_LABEL = "Sliding";
export const N_LABEL = "Images N";
export const C_LABEL = "Channels C";
export const H_LABEL = "Height H";
export const W_LABEL = "Width W";
export const STRIDE_LABEL = "Stride";
export const PAD_LABEL = "Pad";
export const DILATION_LABEL = "Dilation";
export const MODE_LABEL = "Direction";
export const FORWARD_LABEL = "forward";
export const BACKWARD_LABEL = "backward";
export const FILTER_LABEL = "Filter";
export const WINDOW_LABEL = "Window";
export const LOOP_LABEL = "Loop";
export const LOOP_OPTIONS = { window: "by window: row after row", tap: "by tap: column after column" };
export const PAIR_HINT = "one number, or height, width";
export const PADS_HINT = "one number, or height, width, or top, bottom, left, right";

/** @param {string} legend */
export const heightLabel = (legend) => `${legend} height`;
/** @param {string} legend */
export const widthLabel = (legend) => `${legend} width`;

// The player, by what its buttons do.
export const PLAYER = {
  label: "Steps",
  slider: "Step",
  First: "First",
  Previous: "Previous",
  Play: "Play",
  Pause: "Pause",
  Next: "Next",
  Last: "Last",
};

/** @param {number} step @param {number} last */
export const progress = (step, last) => `${step} of ${last}`;

// A question in sight.
export const ASK_LABEL = "A question";
export const SHOW_ME = "Show me";
export const AGAIN = "Again";
export const SHOW_KEY = "Esc";
export const YOUR_ANSWER = "Your answer";
export const SUBMIT = "Answer";
export const NOT_EMPTY = "type an answer first";
export const NUMBERS_ASKED = "a number is asked for, such as 3, or a shape, such as (2, 3)";

// The code of the loop that is shown.
export const CODE = "Code";
export const CODE_LABEL = "What runs, in Python";

/** A variable as Python writes it. @param {number | number[]} value */
const valueWords = (value) => (Array.isArray(value) ? `slice(${value.join(", ")})` : value);

/** @param {Variables} variables */
export const variableWords = (variables) =>
  Object.entries(variables)
    .map(([name, value]) => `\`${name} = ${valueWords(value)}\``)
    .join(", ");

/**
 * What a slice takes. One may end beyond the edge, where there is nothing to take.
 * @param {string} what
 * @param {number[]} slice
 * @param {{ at: number[], size: number }} taken
 */
function sliceWords(what, slice, { at, size }) {
  const beyond = slice[1] > size ? `. It ends beyond the edge, at ${size}, where there is nothing to take` : "";
  return `\`${valueWords(slice)}\`: ${what}${at.length > 1 ? "s" : ""} ${at.join(", ")} of the padded image${beyond}`;
}

/**
 * What a piece of the code names, at this step.
 * @param {string} names
 * @param {Variables} variables
 * @param {{ down: { at: number[], size: number }, across: { at: number[], size: number } }} taken
 */
export function namedWords(names, { top, left, down, across, row }, taken) {
  const cells = row === undefined ? "this tap’s column in each channel" : `row ${row} of the matrix`;
  /** @type {Record<string, string>} */
  const said = {
    corner: `row ${top}, column ${left} of the padded image, where this step begins`,
    down: sliceWords("row", down, taken.down),
    across: sliceWords("column", across, taken.across),
    read: "these places of the padded image, in all channels",
    cells,
    all: "the matrix as six axes, `(N, OH, OW, C, FH, FW)`, turned into the buffer’s `(N, C, FH, FW, OH, OW)`, or back",
    add: `adds ${cells}; with \`=\` in its place it would overwrite what is there`,
  };
  return said[names];
}

// The names of pictures and of their parts, as a screen reader says them.

/** @param {number} n */
export const imageName = (n) => `image ${n}`;
/** @param {number} c */
export const channelName = (c) => `channel ${c}`;
/** @param {number} n @param {number} c */
export const planeName = (n, c) => `image ${n}, channel ${c}`;
/** @param {string} name @param {number[]} shape */
export const imagesName = (name, [N, C, H, W]) => `${name}: ${N} × ${C} grids of ${H} × ${W} pixels`;
/** @param {string} name @param {{ rows: number, columns: number }} sizes */
export const matrixName = (name, { rows, columns }) =>
  `${name}: ${rows} rows, one for each window, and ${columns} columns, one for each tap`;
/** @param {number[]} tap */
export const tapName = ([c, fh, fw]) => `c ${c}, fh ${fh}, fw ${fw}`;
/** Which of how many, after a part's name. @param {number} size */
export const oneOf = (size) => (size > 1 ? `, one of ${size}` : "");
/** @param {number} first @param {number} last @param {number} size */
export const rowsShown = (first, last, size) => `rows ${first} to ${last} of ${size}`;
/** Of a picture whose cells are colours. @param {string} label of the picture itself */
export const wholeName = (label) => `${label}, as colours. Arrow keys move a lens that shows numbers, Enter goes to them.`;
export const ROW_HEAD = "window";
export const AXIS_HEADS = ["channel c", "row fh", "column fw"];
/** @param {number} row */
export const windowHead = (row) => `window ${row + 1}`;
/** @param {number} row @param {number[]} window */
export const windowName = (row, [n, oh, ow]) => `window ${row + 1}: image ${n}, output row ${oh}, column ${ow}`;
export const WHOLE_ARRAY = "all";

// Complaints. They start in lower case, as Python's do; `asSentence` makes sentences of them.

/** @param {{ message: string }} error */
export const asSentence = ({ message }) => `${message[0].toUpperCase()}${message.slice(1)}.`;

/** What was typed, as a complaint names it. @param {string} text */
export const quoted = (text) => (text.trim() === "" ? "empty" : `“${text.trim()}”`);

/** @param {Field} field @param {string} text */
export function notTheNumbers({ label, least, most, lengths = [1] }, text) {
  const allowed = `from ${least} to ${most}`;
  const kind = lengths.length > 1 ? `${lengths.join(" or ")} whole numbers ${allowed}` : `a whole number ${allowed}`;
  return `${label} must be ${kind}, not ${quoted(text)}`;
}

/** @param {string} name @param {string} text */
export const notANumber = (name, text) => `${name} must be a number such as 3 or -0.5, not ${quoted(text)}`;

/** @param {Axis} axis @param {number} span @param {number} size */
export const filterTooLarge = ({ filter, dilation, before, after }, span, size) =>
  `a filter of ${filter} (it spans ${span} at dilation ${dilation}) must not be ` +
  `larger than the padded image, ${before} + ${size} + ${after}`;

/** What the colour of a window means, in a legend. @param {string} loop */
export const nowWords = (loop) => (loop === "tap" ? "the tap now, in each window" : "the window now, a tint for each tap");

/** @param {number} stride */
export const strideTooSmall = (stride) => `stride must be at least 1, not ${stride}`;

/** @param {string} names @param {number} most @param {number} cells */
export const tooManyToDraw = (names, most, cells) =>
  `${names} must not need more than ${most} cells to draw, but need ${cells}`;

export const NOT_YET = "not yet there"; // a cell without a number, as a screen reader says it
export const TURN = "Your turn"; // the button with which a reader takes over
