// How windows slide: the settings' fields, and between what the reader types and the model's state.

const BOTH = "one number, or height, width";
export const SLIDING = [
  { name: "stride", label: "Stride", group: "Sliding", least: 1, most: 12, lengths: [1, 2], hint: BOTH },
  { name: "pad", label: "Pad", group: "Sliding", least: 0, most: 6, lengths: [1, 2, 4], hint: `${BOTH}, or top, bottom, left, right` },
  { name: "dilation", label: "Dilation", group: "Sliding", least: 1, most: 12, lengths: [1, 2], hint: BOTH },
];

// As short as it can be said, and in full.
const shortPair = ([h, w]) => (h === w ? [h] : [h, w]);
const fullPair = ([h, w = h]) => [h, w];

// Pads are [[top, bottom], [left, right]].
function shortPads([h, w]) {
  if (h[0] !== h[1] || w[0] !== w[1]) return [...h, ...w];
  return shortPair([h[0], w[0]]);
}

function fullPads(pads) {
  if (pads.length === 4) return [pads.slice(0, 2), pads.slice(2)];
  return fullPair(pads).map((pad) => [pad, pad]);
}

export const shownPairs = (get) => ({
  stride: shortPair(get("stride")),
  pad: shortPads(get("pad")),
  dilation: shortPair(get("dilation")),
});
export const fullPairs = ({ stride, pad, dilation }) => ({
  stride: fullPair(stride),
  pad: fullPads(pad),
  dilation: fullPair(dilation),
});

// The axes {height, width} of `windows.js` for filters [FH, FW].
export function axesOf(get, filters) {
  const [stride, pad, dilation] = ["stride", "pad", "dilation"].map(get);
  const [height, width] = filters.map((filter, i) => {
    const [before, after] = pad[i];
    return { filter, stride: stride[i], before, after, dilation: dilation[i], ceil_mode: get("ceil_mode") };
  });
  return { height, width };
}

// Throws where the images or the matrix would have too many cells to draw; `names` says which arrays those are.
export function refuseLarge({ rows, columns, N, C, PH, PW }, most, names, more = 0) {
  const cells = Math.max(rows * columns, N * C * PH * PW, more);
  if (cells > most) throw new RangeError(`${names} must not need more than ${most} cells to draw, but need ${cells}`);
}

// Numbers arrive as numbers, or as text where JSON has none for them.
const SPECIAL = { inf: Infinity, "-inf": -Infinity, nan: NaN };
export const numbersOf = ({ data }) => data.map((value) => SPECIAL[value] ?? Number(value));
