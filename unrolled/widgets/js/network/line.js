// A row of numbers as a line in a chart.

/** As few numbers, each the mean of as many neighbours: a line has no room for more. @param {number[]} values @param {number} most */
export function thinned(values, most) {
  const size = Math.ceil(values.length / most);
  if (size <= 1) return values;
  const parts = Array.from({ length: Math.ceil(values.length / size) }, (_, i) => values.slice(i * size, (i + 1) * size));
  return parts.map((part) => part.reduce((all, value) => all + value, 0) / part.length);
}

/**
 * Points from left to right, as an SVG polyline reads them; what is above the top, or no number, lies on it.
 * @param {number[]} values
 * @param {{ size: [number, number], low: number, high: number, length?: number }} room length: how many there will be
 */
export function lineOf(values, { size: [width, height], low, high, length = values.length }) {
  const y = (/** @type {number} */ value) => {
    const share = Number.isNaN(value) ? 1 : Math.min(Math.max((value - low) / (high - low), 0), 1);
    return (height * (1 - share)).toFixed(1);
  };
  return values.map((value, i) => `${((width * i) / Math.max(1, length - 1)).toFixed(1)},${y(value)}`).join(" ");
}
