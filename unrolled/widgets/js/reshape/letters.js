/** Windows by their letters: A, B, ... Z, AA, AB, ... @param {number} k @returns {string} */
export const letter = (k) => (k < 26 ? "" : letter(Math.floor(k / 26) - 1)) + String.fromCharCode(65 + (k % 26));

/**
 * Neighbouring numbers get colours far apart: each next one goes around the circle by the golden angle.
 * @param {number} k
 */
export const hue = (k) => Math.round((k * 137.508 + 40) % 360);
