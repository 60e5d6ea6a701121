// The code of the loop that is shown, in step with it: its variables, and what each of its pieces names in the pictures.
import { takenAt, variablesAt } from "../shared/lockstep.js";
import { range } from "../shared/numbers.js";
import { fromPadded, windowOf } from "../shared/unroll.js";
import { cellsAt } from "./gradient.js";
import { borderOf, outIndex } from "./windows.js";

/** @import { Variables } from "../shared/lockstep.js" */
/** @import { Lit, Pooled } from "./state.js" */

/** The lines of what is shown. @param {Record<"max" | "mean", Record<string, string[]>>} code @param {Pooled} pooled */
export const linesOf = (code, { average, kind, operator }) =>
  code[average ? "mean" : "max"][kind].map((line) => line.replace("+=", operator));

/** The variables of a step, as the code has them after its last line. @param {Pooled} pooled @param {number} step @returns {Variables} */
export function variables({ sizes, rowSizes, loop }, step) {
  const { row, n: _, oh, ow, fh, fw, ...sliding } = variablesAt(rowSizes, loop, step);
  if (loop === "tap") return { k: step, ph: fh, pw: fw, ...sliding };
  const [n, c] = outIndex(sizes, step);
  return { row, n, c, oh, ow, ...sliding };
}

/** The size of the padded image, with what a last window reads beyond it. @param {Pooled} pooled */
function roomOf({ sizes }) {
  const { top, bottom, left, right } = borderOf(sizes);
  return { ...sizes, PH: top + sizes.H + bottom, PW: left + sizes.W + right };
}

/** What the slices of a step take of the padded image. @param {Pooled} pooled @param {number} step */
export const taken = (pooled, step) => takenAt(roomOf(pooled), variables(pooled, step));

/**
 * What lights up when a piece of the code is pointed at.
 * @param {Pooled} pooled
 * @param {number} step
 * @param {string} names
 * @returns {Lit}
 */
export function litByCode(pooled, step, names) {
  const { sizes, rowSizes, loop, windows } = pooled;
  const { N, C } = sizes;
  const { PH, PW } = roomOf(pooled);
  const { top, left } = variables(pooled, step);
  const { down, across } = taken(pooled, step);
  const planes = loop === "tap" ? range(N * C) : [windowOf(rowSizes, step)[0]];
  /** @param {number[]} rows @param {number[]} columns */
  const cross = (rows, columns) =>
    planes.flatMap((plane) =>
      rows.flatMap((h) => columns.map((w) => fromPadded(sizes, [Math.floor(plane / C), plane % C, h, w]))),
    );
  const cells = cellsAt(pooled, step);
  /** @type {Record<string, () => number[][]>} */
  const named = {
    corner: () => cross([top], [left]),
    down: () => cross(down.at, range(PW)),
    across: () => cross(range(PH), across.at),
    read: () => cells.map(([k, i]) => windows[k].taps[i].place),
  };
  const places = named[names]?.() ?? [];
  const isCells = names === "cells" || names === "add";
  return {
    x: places.map((place) => [place, "1"]),
    dx: places.filter(([, , h, w]) => h >= 0 && h < sizes.H && w >= 0 && w < sizes.W).map((place) => [place, "1"]),
    windows: names === "number" ? [...new Set(cells.map(([k]) => k))].map((k) => [outIndex(sizes, k), "1"]) : [],
    cells: isCells ? cells.map((cell) => [cell, "1"]) : [],
  };
}
