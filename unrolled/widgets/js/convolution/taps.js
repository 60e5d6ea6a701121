// Where the taps of the current window stand, in grids of one channel and of one filter.
import { range } from "../shared/dom.js";
import { columnPlace, copies, rowPlace, source } from "../shared/unroll.js";
import { position, span } from "../shared/windows.js";

export function makeTaps(sizes) {
  const { PW, FH, FW, height, width } = sizes;
  const taps = FH * FW;
  let [n, c, row] = [];
  const drawn = (number) => [n, c, Math.floor(number / PW), number % PW];
  const columnAt = (number) => c * taps + number;
  const pixelOf = (k) => {
    const [, , h, w] = source(sizes, row, k);
    return h * PW + w;
  };

  return {
    drawn,
    columnAt,
    placeAt: (number) => columnPlace(sizes, columnAt(number)),
    lookAt(channel, newRow, ...grids) {
      [c, row] = [channel, newRow];
      const [image, oh, ow] = rowPlace(sizes, row);
      n = image;
      for (const grid of grids) grid.frameAt([position(height, oh, 0), position(width, ow, 0)], [span(height), span(width)]);
    },
    window: () => range(taps).map((i) => [pixelOf(i), "step"]),
    // The column of col that a pixel is copied to in this step, if any.
    columnOf: (number) => copies(sizes, drawn(number)).find(([at]) => at === row)?.[1],
    windowsOver: (number) => copies(sizes, drawn(number)),
    // The marks of one tap in grids that show pixels, and in grids that show taps.
    marks(k, pixels, weights) {
      if (Math.floor(k / taps) !== c) return {};
      const [pixel, tap] = [[[pixelOf(k), "1"]], [[k - columnAt(0), "1"]]];
      return Object.fromEntries([...pixels.map((name) => [name, pixel]), ...weights.map((name) => [name, tap])]);
    },
  };
}
