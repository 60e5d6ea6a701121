// Settings for height and width: as short as they can be said, and in full.

export const shortPair = ([h, w]) => (h === w ? [h] : [h, w]);
export const fullPair = ([h, w = h]) => [h, w];

// Pads are [[top, bottom], [left, right]].
export function shortPads([h, w]) {
  if (h[0] !== h[1] || w[0] !== w[1]) return [...h, ...w];
  return shortPair([h[0], w[0]]);
}

export function fullPads(pads) {
  if (pads.length === 4) return [pads.slice(0, 2), pads.slice(2)];
  return fullPair(pads).map((pad) => [pad, pad]);
}
