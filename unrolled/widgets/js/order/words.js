// The words of Order.

/** @import { Fault, Piece } from "./rules.js" */

export const LABEL = "Lines to put in order";
export const CHECK = "Check";
export const UP = "Move up";
export const DOWN = "Move down";
export const SOLVED = "Yes. Each line finds what it reads, and what it gives is read below it.";
export const SHOWN = "So it stands in the source. Other orders may do as well, where no line waits for another.";
export const HANDLE_HINT = "drag, or press the arrow keys";

/** The first line of a piece, without what is said beside it. @param {string} text */
const firstLine = (text) => text.split("\n")[0].split("  #")[0].trim();

/** @param {string} text @param {number} place @param {number} size */
export const pieceName = (text, place, size) => `line ${place + 1} of ${size}: ${firstLine(text)}`;
/** @param {string} what @param {string} text */
export const moveName = (what, text) => `${what}: ${firstLine(text)}`;
/** @param {string} text @param {number} place @param {number} size */
export const movedWords = (text, place, size) => `\`${firstLine(text)}\` is line ${place + 1} of ${size} now.`;

/** What a wrong order is told. @param {Piece[]} pieces @param {Fault} fault */
export function faultWords(pieces, { rule, piece, name, giver = -1, by = -1 }) {
  const line = (/** @type {number} */ i) => `\`${firstLine(pieces[i].text)}\``;
  /** @type {Record<string, () => string>} */
  const said = {
    missing: () => `${line(piece)} uses \`${name}\`, which no line above gives.`,
    early: () => `${line(piece)} uses \`${name}\` as it comes in, but ${line(by)} above has changed it.`,
    other: () => `${line(piece)} uses \`${name}\` as ${line(giver)} leaves it; here it has it from ${line(by)}.`,
    ends: () => `${line(piece)} ends the function: nothing below it would run.`,
    left: () => `At the end \`${name}\` is what ${line(piece)} left; it should be what ${line(giver)} leaves.`,
  };
  return said[rule]();
}
