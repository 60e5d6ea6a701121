// The way back: what a number's gradient is added up from, by the numbers behind it that it feeds.
import { range } from "../shared/numbers.js";
import { flatIndex, indexAt } from "../shared/strides.js";
import { behind, layerNamed } from "./chain.js";
import { partsOf, valueAt } from "./parts.js";

/** @import { Chain, Values } from "./chain.js" */
/** @import { Layer } from "./layers.js" */
/** @import { Place } from "./parts.js" */
/** A number that is fed, its gradient, and what of it comes back: times a weight, or all, or nothing. @typedef {{ to: Place, gradient: number, factor: number, product: number }} Share */
/** What one window gives back: a number of dcol, the sum of its shares. @typedef {{ window: number[], row: number, column: number, sum: number, shares: Share[] }} Addition */
/**
 * "loss": a score. "sum": one of an affine layer's inputs. "gate": a ReLU's. "won": a pooling window's. "col": a convolution's.
 * @typedef {{ kind: "loss" | "sum" | "gate" | "won" | "col", place: Place, gradient: number, shares: Share[], additions: Addition[] }} Blame
 */

/** @param {Place} to @param {number} gradient @param {number} factor @returns {Share} */
const share = (to, gradient, factor) => ({ to, gradient, factor, product: gradient * factor });

/** The windows that read a number: their places, and the tap that stands on it. @param {Layer} layer @param {number} at a number of a channel */
const windowsOn = ({ taps }, at) =>
  taps.flatMap((reads, place) => (reads.includes(at) ? [{ place, tap: reads.indexOf(at) }] : []));

/** @param {Chain} chain @param {Values} values @param {Values} gradients @param {Place} place @returns {Blame} */
export function blameOf(chain, values, gradients, place) {
  const [name, ...index] = place;
  const next = behind(chain, name);
  const known = { place, gradient: valueAt(gradients, place), shares: [], additions: [] };
  if (!next) return { kind: "loss", ...known };
  const layer = /** @type {Layer} */ (layerNamed(chain, next));
  const at = flatIndex(index, layer.from);
  const given = (/** @type {number[]} */ to, /** @type {number} */ factor) =>
    share([next, ...to], valueAt(gradients, [next, ...to]), factor);
  if (layer.kind === "affine") {
    const { W } = layer.parameters;
    const shares = range(layer.shape[0]).map((m) => given([m], W.data[at * layer.shape[0] + m]));
    return { kind: "sum", ...known, shares };
  }
  if (layer.kind === "relu") return { kind: "gate", ...known, shares: [given(index, valueAt(values, place) > 0 ? 1 : 0)] };
  const [c, h, w] = index;
  const windows = windowsOn(layer, h * layer.from[2] + w);
  if (layer.kind === "pooling")
    return {
      kind: "won",
      ...known,
      shares: windows.map((one) => given(...winOf(chain, values, next, [c, one.place], place))),
    };
  const additions = windows.map((one) => additionOf(layer, c, one, given));
  return { kind: "col", ...known, additions, shares: additions.flatMap(({ shares }) => shares) };
}

/** A pooling window's own place, and 1 if it is this number that won there. @param {Chain} chain @param {Values} values @param {string} pool @param {number[]} window @param {Place} place @returns {[number[], number]} */
function winOf(chain, values, pool, [c, at], place) {
  const { shape } = /** @type {Layer} */ (layerNamed(chain, pool));
  const to = [c, ...indexAt(at, shape.slice(1))];
  const { terms, winner } = partsOf(chain, values, [pool, ...to]);
  return [to, String(terms[winner]?.from) === String(place) ? 1 : 0];
}

/** @param {Layer} layer @param {number} c @param {{ place: number, tap: number }} window @param {(to: number[], factor: number) => Share} given @returns {Addition} */
function additionOf({ parameters: { W }, shape, taps }, c, { place, tap }, given) {
  const column = c * taps[0].length + tap;
  const window = indexAt(place, shape.slice(1));
  const columns = W.shape[1] * taps[0].length;
  const shares = range(shape[0]).map((f) => given([f, ...window], W.data[f * columns + column]));
  return { window, row: place, column, sum: shares.reduce((all, { product }) => all + product, 0), shares };
}

/** Where one goes on: to what gives most, up or down; nowhere from a score, or where all gives nothing. @param {Blame} blame @returns {Place | null} */
export function mostOf({ shares }) {
  const most = shares.reduce(
    (/** @type {Share | null} */ best, one) => (Math.abs(one.product) > Math.abs(best?.product ?? 0) ? one : best),
    null,
  );
  return most ? most.to : null;
}

/** The shares by size, whichever their sign, and what the others come to. @param {Share[]} shares @param {number} most */
export function sharesBySize(shares, most) {
  const sorted = shares
    .filter(({ product }) => product !== 0)
    .toSorted((one, other) => Math.abs(other.product) - Math.abs(one.product));
  const others = sorted.slice(most);
  return {
    shown: sorted.slice(0, most),
    others: others.length,
    rest: others.reduce((all, { product }) => all + product, 0),
  };
}
