// The number in hand: its name, and how far it can be moved.

/** @import { Held, Line } from "./line.js" */

export const [LEAST, MOST] = [-5, 5];
export const TRAITS = ["x", "w", "target", "held", "asks"];
/** What a nudge adds: a little, or a lot. */
export const [LITTLE, LOT] = [0.1, 1];
export const TINY = 0.01; // of the numerical gradient

/** @param {Held} held */
export const nameOf = ({ kind, place }) => `${kind}[${place}]`;

/** @param {string} name @returns {Held} */
export const heldOf = (name) => ({ kind: name[0] === "x" ? "x" : "w", place: Number(name.slice(2, -1)) });

/** @param {Line} line @param {Held} held */
export const valueIn = (line, { kind, place }) => line[kind][place];

/** The nearest value that a hand can set: a whole number of tenths, in reach. @param {number} value */
export const settled = (value) => Math.max(LEAST, Math.min(MOST, Math.round(value / LITTLE) / Math.round(1 / LITTLE)));

/** How high a value stands between the least and the most: 0 to 1. @param {number} value */
export const height = (value) => (Math.max(LEAST, Math.min(MOST, value)) - LEAST) / (MOST - LEAST);

/** What a key adds to the number in hand, if it does. @param {{ key: string, shiftKey: boolean }} event @returns {number | undefined} */
export function nudgeOf({ key, shiftKey }) {
  if (key === "ArrowUp" || key === "ArrowDown") return (key === "ArrowUp" ? 1 : -1) * (shiftKey ? LOT : LITTLE);
  return { "+": LOT, "=": LOT, PageUp: LOT, "-": -LOT, _: -LOT, PageDown: -LOT }[key];
}
