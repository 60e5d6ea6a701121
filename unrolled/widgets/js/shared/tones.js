// Numbers as tones of one colour: the larger a number among others, the fuller its tone.

export const TONES = 16;
/** A tone by its number; or where no number stands: in the padding, or what is not a number or is never read. @typedef {number | "pad" | "none"} Tone */

/** Every tone there is. @type {Tone[]} */
export const ALL_TONES = [...Array(TONES).keys(), "pad", "none"];

/**
 * How full a number is among these.
 * @param {number[]} numbers
 * @returns {(number: number) => Tone}
 */
export function toneScale(numbers) {
  let [least, most] = [Infinity, -Infinity];
  for (const number of numbers.filter(Number.isFinite)) {
    least = Math.min(least, number);
    most = Math.max(most, number);
  }
  return (number) => {
    if (Number.isNaN(number)) return "none";
    if (number <= least) return least === most ? TONES >> 1 : 0;
    return number >= most ? TONES - 1 : Math.floor(((number - least) / (most - least)) * TONES);
  };
}
