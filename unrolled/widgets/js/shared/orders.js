// Other orders in which the places of a window could be counted: the tap [c, fh, fw] that a column would be.

/** @import { Sizes } from "./unroll.js" */

/** Down the window's columns: what comes of a transpose too many. @param {Sizes} sizes @param {number} column */
export const tapDown = ({ FH, FW }, column) => [Math.floor(column / (FH * FW)), column % FH, Math.floor(column / FH) % FW];

/** All channels of a pixel, then the next pixel. @param {Sizes} sizes @param {number} column */
export const tapAcross = ({ C, FW }, column) => [column % C, Math.floor(column / C / FW), Math.floor(column / C) % FW];
