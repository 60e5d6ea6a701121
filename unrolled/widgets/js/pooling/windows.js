// What pooling makes of each window, and where its gradient goes: the rules of cnnlib.Pooling and AveragePooling.
import { position } from "../shared/windows.js";
import { range } from "../shared/dom.js";
import { flat } from "../shared/planes.js";

export const outShape = ({ N, C, OH, OW }) => [N, C, OH, OW];

// Place [n, c, oh, ow] of out's k-th number.
export function outPlace({ C, OH, OW }, k) {
  const [plane, at] = [Math.floor(k / (OH * OW)), k % (OH * OW)];
  return [Math.floor(plane / C), plane % C, Math.floor(at / OW), at % OW];
}

// Where a window's taps fall along one axis: on the image, in its padding, or beyond both.
function along(axis, size, o) {
  return range(axis.filter).map((i) => {
    const at = position(axis, o, i) - axis.before;
    return { at, pixel: at >= 0 && at < size, counted: at >= -axis.before && at < size + axis.after };
  });
}

// The taps of the k-th window, in reading order.
function tapsOf(sizes, x, k) {
  const [n, c, oh, ow] = outPlace(sizes, k);
  const [down, across] = [along(sizes.height, sizes.H, oh), along(sizes.width, sizes.W, ow)];
  return down.flatMap((h) =>
    across.map((w) => {
      const place = [n, c, h.at, w.at];
      const pixel = h.pixel && w.pixel;
      const value = pixel ? x[flat([sizes.N, sizes.C, sizes.H, sizes.W], place)] : null;
      return { place, pixel, counted: h.counted && w.counted, value };
    }),
  );
}

// The first of the largest pixels; a nan is larger than all. 0 where the window holds no pixel.
function winnerOf(taps) {
  let winner = taps.findIndex((tap) => tap.pixel);
  taps.forEach(({ pixel, value }, i) => {
    if (!pixel || Number.isNaN(taps[winner].value)) return;
    if (value > taps[winner].value || Number.isNaN(value)) winner = i;
  });
  return Math.max(winner, 0);
}

// The k-th window: its taps; those that its number is made of; that number; its winner, if one takes it all;
// and how many share its gradient.
export function pooled(sizes, x, { average, count_include_pad }, k) {
  const taps = tapsOf(sizes, x, k);
  const pixels = taps.filter((tap) => tap.pixel);
  if (!average) {
    const winner = winnerOf(taps);
    const { value } = taps[winner];
    return { taps, members: taps, winner, value: value ?? -Infinity, shares: 1, ties: tied(pixels, value) };
  }
  const members = count_include_pad ? taps.filter((tap) => tap.counted) : pixels;
  const shares = Math.max(members.length, 1);
  return { taps, members, winner: null, value: pixels.reduce((total, tap) => total + tap.value, 0) / shares, shares, ties: 1 };
}

const tied = (pixels, value) => pixels.filter((tap) => Object.is(tap.value, value)).length;

// The pixels that a window's gradient goes to.
export const receivers = ({ taps, winner }) => (winner === null ? taps : [taps[winner]]).filter((tap) => tap.pixel);
