// The few shorthands for lists of numbers that everything is computed with.

/** 0 .. size - 1. @param {number} size @returns {number[]} */
export const range = (size) => Array.from({ length: size }, (_, i) => i);

/** @param {number[]} numbers */
export const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/**
 * Where the first of the largest numbers stands: NaN is larger than all, and null (padding) never wins.
 * 0 where there is nothing but null.
 * @param {(number | null)[]} values
 */
export function argMax(values) {
  let best = -1;
  values.forEach((value, i) => {
    if (value === null) return;
    const leader = best < 0 ? null : values[best];
    if (leader === null || (!Number.isNaN(leader) && (value > leader || Number.isNaN(value)))) best = i;
  });
  return Math.max(best, 0);
}
