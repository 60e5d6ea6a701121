// How max pooling's gradients go back: every gradient has a number, its identity, and keeps it up to its pixel.
import { range } from "../shared/dom.js";
import { indexAt, offsetAt, product, strides, transposed } from "../shared/strides.js";
import { numbersOf } from "../shared/sliding.js";
import { pixel, source } from "../shared/unroll.js";

// The first largest pixel of a window, as [tap, its place in x]; NaN wins, and padding never does.
function winner(sizes, x, values, [n, c, oh, ow]) {
  const taps = sizes.FH * sizes.FW;
  const pixels = range(taps).map((tap) => pixel(sizes, source(sizes, (n * sizes.OH + oh) * sizes.OW + ow, c * taps + tap)));
  const places = pixels.map((at) => at && offsetAt(at, strides(x.shape)));
  const beats = (a, b) => b === null || (!Number.isNaN(values[b]) && (Number.isNaN(values[a]) || values[a] > values[b]));
  return places.reduce((best, place, tap) => (place !== null && beats(place, best[1]) ? [tap, place] : best), [0, null]);
}

function itemsOfGradients(sizes, x, shape) {
  const values = numbersOf(x);
  return range(product(shape)).map((k) => {
    const at = indexAt(k, shape);
    const [n, c, oh, ow] = at;
    const [tap, place] = winner(sizes, x, values, at);
    return { window: (n * sizes.OH + oh) * sizes.OW + ow, channel: c, tap, pixel: place, value: k + 1 };
  });
}

const named = (names, sizes) =>
  names.split(" ").map((name, i) => ({ name, size: sizes[i], across: ["c", "w", "ow"].includes(name) }));

// The stages are {code, axes, cells}: each cell is the list of items that it holds, in reading order.
export function poolingTrace(sizes, x) {
  const { N, C, OH, OW, FH, FW } = sizes;
  const taps = FH * FW;
  const items = itemsOfGradients(sizes, x, [N, C, OH, OW]);
  const dout = items.map((_, item) => [item]);
  const turned = transposed(dout, [N, C, OH, OW], [0, 2, 3, 1]);
  const dmax = turned.flatMap(([item]) => range(taps).map((tap) => (tap === items[item].tap ? [item] : [])));
  const dx = x.data.map(() => []);
  items.forEach((item, k) => item.pixel === null || dx[item.pixel].push(k));
  return {
    items,
    winners: new Set(items.map((item) => item.pixel)),
    stages: [
      { code: "dout", axes: named("n c oh ow", [N, C, OH, OW]), cells: dout },
      { code: "dout.transpose(0, 2, 3, 1)", axes: named("n oh ow c", [N, OH, OW, C]), cells: turned },
      { code: "dmax", axes: named("row tap", [items.length, taps]), cells: dmax },
      { code: "dmax.reshape(dout.shape + (pool_size,))", axes: named("n oh ow c tap", [N, OH, OW, C, taps]), cells: dmax },
      { code: "dcol", axes: named("row column", [N * OH * OW, C * taps]), cells: dmax },
      { code: "dx", axes: named("n c h w", x.shape), cells: dx },
    ],
  };
}
