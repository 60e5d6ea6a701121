/** Windows by their letters: A, B, ... Z, AA, AB, ... @param {number} k @returns {string} */
export const letter = (k) => (k < 26 ? "" : letter(Math.floor(k / 26) - 1)) + String.fromCharCode(65 + (k % 26));

const ROOM = 2; // letters that a cell's corner has room for

/** The mark of a cell that belongs to these windows: more than fit are counted, as in A+3. @param {number[]} windows */
export function mark(windows) {
  const letters = windows.map(letter);
  const all = letters.join("");
  return all.length <= ROOM || letters.length === 1 ? all : `${letters[0]}+${letters.length - 1}`;
}

/**
 * Neighbouring numbers get colours far apart: each next one goes around the circle by the golden angle.
 * @param {number} k
 */
export const hue = (k) => Math.round((k * 137.508 + 40) % 360);

const TINTS = 9; // that an eye can tell apart

/** How deep a tap's tint is, from 0 to 1: all alike where there are too many. @param {number} tap @param {number} taps */
export const depth = (tap, taps) => (taps > TINTS ? 0.5 : Math.round((100 * tap) / Math.max(1, taps - 1)) / 100);

/** A window's colour at one of its taps, in CSS: the deeper the later. @param {{ window: number, tap: number }} reading @param {number} taps */
export function colour({ window, tap }, taps) {
  const deep = depth(tap, taps);
  return `oklch(calc(var(--pale) + var(--deep)*${deep}) calc(var(--dull) + var(--vivid)*${deep}) ${hue(window)})`;
}

/** The colours of all who read a number, side by side. @param {{ window: number, tap: number }[]} readings @param {number} taps */
export function paint(readings, taps) {
  const colours = readings.map((reading) => colour(reading, taps));
  if (colours.length < 2) return colours[0] ?? "";
  /** @param {number} i */
  const at = (i) => `${Math.round((1000 * i) / colours.length) / 10}%`;
  return `linear-gradient(90deg,${colours.map((each, i) => `${each} ${at(i)} ${at(i + 1)}`).join(",")})`;
}
