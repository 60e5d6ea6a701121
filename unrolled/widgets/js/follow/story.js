// The story: its frames, what stands in each, what can be done there, and the moves that lead on.
import { range } from "../shared/numbers.js";
import { CORNER, copies, FOLLOWED, ONE, TWO } from "./numbers.js";
import { ASKED } from "./rules.js";

/** @import { Cell } from "../shared/unroll.js" */
/**
 * A move takes `ms`. As it begins, the window goes to a row, the row is what is spoken of; strips, lists of columns that
 * move as one, leave the image for a row; a row's product drops; a copy goes back. As it ends they have arrived, and the
 * frame that `lands` names is reached.
 * @typedef {{ ms: number, window?: number, strips?: { row: number, columns: number[][] }, drop?: number,
 *   fall?: { pixel: number, cell: Cell, landed: number }, lands?: Frame }} Move
 */
/** @typedef {typeof FRAMES[number]} Frame */

export const FRAMES = /** @type {const} */ ([
  "start",
  "row2",
  "row3",
  "row4",
  "question",
  "answered",
  "rest",
  "twelve",
  "multiply",
  "backward",
  "guess",
  "channel",
  "doors",
]);

/** Where the story stands still for readers who want no motion. @type {Frame} */
export const STILL = "row4";

/** @param {Frame} frame @param {Frame} other */
export const isFrom = (frame, other) => FRAMES.indexOf(frame) >= FRAMES.indexOf(other);

/** @type {Partial<Record<Frame, number>>} */
const WINDOWS = { start: 0, row2: 1, row3: 2, row4: 3, question: 4, answered: 4 };

/**
 * What stands in a frame: the row whose window is framed, how many rows are full, how many cells of the next one, and
 * how many channels there are.
 * @param {Frame} frame
 */
export function standing(frame) {
  const window = WINDOWS[frame] ?? null;
  const rows = window === null ? ONE.rows : frame === "question" ? window : window + 1;
  return { window, rows, cells: frame === "question" ? ASKED[1] : 0, channels: isFrom(frame, "channel") ? 2 : 1 };
}

/** @type {Record<Frame, string[]>} */
const BUTTONS = {
  start: ["play"],
  row2: ["next"],
  row3: ["next"],
  row4: ["next"],
  question: ["show"],
  answered: ["next"],
  rest: ["show"],
  twelve: ["multiply", "backward"],
  multiply: ["backward", "channel"],
  backward: ["add", "assign", "multiply", "channel"],
  guess: ["rows", "longer"],
  channel: ["next"],
  doors: ["again"],
};

/**
 * The names of the buttons in a frame; while it plays by itself there is one way on.
 * @param {Frame} frame
 * @param {boolean} isPlaying
 */
export function buttonsOf(frame, isPlaying) {
  if (isPlaying && !isFrom(frame, "rest")) return [isFrom(frame, "question") ? "next" : "skip"];
  return BUTTONS[frame];
}

/** @type {Record<string, Frame>} */
const LEADS = {
  play: "question",
  skip: "question",
  again: "question",
  multiply: "multiply",
  backward: "backward",
  channel: "guess",
  rows: "channel",
  longer: "channel",
};

/** Where a button leads from a frame. @param {string} button @param {Frame} frame @returns {Frame} */
export function leadsTo(button, frame) {
  if (button === "show") return frame === "question" ? "answered" : "twelve";
  if (button === "next") return isFrom(frame, "question") ? FRAMES[FRAMES.indexOf(frame) + 1] : "question";
  return LEADS[button];
}

const LINES = [
  [0, 1, 2],
  [3, 4, 5],
  [6, 7, 8],
];

/** @param {number} row @param {number[][]} columns @param {number} ms @returns {Move} */
const laid = (row, columns, ms) => ({ ms, strips: { row, columns } });

/** These moves, the last of which reaches a frame. @param {Move[]} moves @param {Frame} lands @returns {Move[]} */
const landing = (moves, lands) => [...moves.slice(0, -1), { ...moves[moves.length - 1], lands }];

/** The window goes on to a row, and its strips follow. @param {number} row @param {Move[]} strips @param {Frame} lands */
const toRow = (row, strips, lands) => landing([{ ms: 150, window: row }, ...strips], lands);

const ONE_BY_ONE = LINES.map((line) => laid(1, [line], 450));

/** Four seconds: a row strip by strip, two with their strips together, and the first strip of the row that is asked about. */
export const OPENING = [
  { ms: 600 },
  ...toRow(1, ONE_BY_ONE, "row2"),
  ...toRow(2, [laid(2, LINES, 500)], "row3"),
  ...toRow(3, [laid(3, LINES, 500)], "row4"),
  ...toRow(ASKED[0], [laid(ASKED[0], LINES.slice(0, 1), 450)], "question"),
];

const READING = 2000; // milliseconds, for a sentence of a few words

/** The number that was asked for, and the rest of its row; time to read; the last row. */
export const ANSWERING = [
  ...landing([laid(4, [[3]], 450), laid(4, [[4, 5], LINES[2]], 500)], "answered"),
  { ms: READING },
  ...toRow(5, [laid(5, LINES, 500)], "rest"),
];

/** Row by row, a product drops into its place. @type {Move[]} */
export const MULTIPLYING = landing(
  range(ONE.rows).map((row) => ({ ms: 400, window: row, drop: row })),
  "multiply",
);

/** @param {number} pixel @returns {Move[]} */
const copiesBack = (pixel) => copies(ONE, pixel).map((cell, i) => ({ ms: 380, fall: { pixel, cell, landed: i + 1 } }));

/** The copies of these pixels go back to them, one after the other. @param {number[]} pixels @returns {Move[]} */
export const falling = (pixels) => landing(pixels.flatMap(copiesBack), "backward");

/** What comes back by itself: the pixel that is followed, and one of a corner. */
export const RETURNED = [FOLLOWED, CORNER];

const ADDED = LINES.map((line) => line.map((column) => column + ONE.columns));

/** The second channel's strips, row by row. @type {Move[]} */
export const LENGTHENING = landing(
  range(TWO.rows).map((row) => ({ ...laid(row, ADDED, 320), window: row })),
  "channel",
);

/** The moves that a button starts; none where what it leads to is simply there. @type {Record<string, Move[]>} */
export const MOVES = {
  play: OPENING,
  again: OPENING,
  multiply: MULTIPLYING,
  backward: falling(RETURNED),
  rows: LENGTHENING,
  longer: LENGTHENING,
};

/** What of a frame is otherwise before the moves that lead to it. @param {Frame} frame */
export function bare(frame) {
  if (frame === "multiply") return { outputs: 0 };
  if (frame === "backward") return { sums: new Map() };
  return frame === "channel" ? { standing: { ...standing(frame), columns: ONE.columns } } : {};
}

/** The doors that lead somewhere, as [name, address]. @param {Record<string, string | null>} addresses */
export const doorsOf = (addresses) =>
  /** @type {[string, string][]} */ (Object.entries(addresses).filter(([, address]) => address));
