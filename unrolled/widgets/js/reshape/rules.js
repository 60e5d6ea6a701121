// What the trace asks before it is played, how many, and which rule gives each answer.

/** @import { Sizes } from "../shared/unroll.js" */
/** @import { Trace } from "./trace.js" */
/** The numbers that rules give, by the rules' names; that of the right one comes first. @typedef {{ right: number, [name: string]: number }} Counts */

/** The first of the pixels that most windows read. @param {Trace} trace */
export function askedPixel({ readings }) {
  const counts = readings.map(({ length }) => length);
  return counts.indexOf(Math.max(...counts));
}

/** How many copies of a pixel does the buffer hold? @param {Trace} trace @param {Sizes} sizes @param {number} pixel @returns {Counts} */
export const copyCounts = ({ readings, taps }, { rows }, pixel) => ({
  right: readings[pixel].length,
  once: 1,
  taps,
  windows: rows,
});

/** How many numbers of dx get a gradient? @param {Trace} trace @param {Sizes} sizes @returns {Counts} */
export const winnerCounts = ({ winners, taps, readings }, { rows }) => ({
  right: [...winners].filter((pixel) => pixel !== null).length,
  places: rows,
  pixels: readings.length,
  taps,
});
