// What a number of a network is made of, and how much each part gives to it.
import { range } from "../shared/numbers.js";
import { flatIndex, indexAt, product } from "../shared/strides.js";
import { before, INPUT, layerNamed } from "./chain.js";
import { winnerOf } from "./layers.js";

/** @import { Chain, Values } from "./chain.js" */
/** @import { Layer } from "./layers.js" */
/** A number: its layer's name and its index there. @typedef {[string, ...number[]]} Place */
/** A number that is read, or padding (null); `weight` is where in W its weight stands. @typedef {{ from: Place | null, value: number, weight: number, factor: number, product: number }} Term */
/**
 * A sum's terms stand in the order of col's row. A maximum's `winner` is the place of the term that went on.
 * @typedef {{ kind: "sum" | "max" | "relu" | "pixel", place: Place, value: number, bias: number, terms: Term[], winner: number }} Parts
 */

/** @param {Values} values @param {Place} place */
export const valueAt = (values, [name, ...index]) => values[name].data[flatIndex(index, values[name].shape)];

/** @param {Place} place @param {Place} other */
export const isSame = (place, other) => String(place) === String(other);

/** @param {string} name @param {number[]} shape @param {number} at @returns {Place} */
export const placeAt = (name, shape, at) => [name, ...indexAt(at, shape)];

/** The taps that a number of a layer with windows reads: a number of what comes before, or -1. @param {Layer} layer @param {number[]} index */
function readsOf({ kind, from: [C, H, W], shape, taps }, [c, h, w]) {
  const reads = taps[h * shape[2] + w];
  const channels = kind === "pooling" ? [c] : range(C);
  return channels.flatMap((channel) => reads.map((at) => (at < 0 ? -1 : channel * H * W + at)));
}

/** Where in W the weights of a sum's terms stand. @param {Layer} layer @param {number[]} index @param {number} terms */
function weightsOf({ kind, shape }, [first], terms) {
  return range(terms).map((k) => (kind === "affine" ? k * shape[0] + first : first * terms + k));
}

/** @param {Layer} layer @param {number[]} index */
const allReads = (layer, index) => (layer.kind === "affine" ? range(product(layer.from)) : readsOf(layer, index));

/** @param {Chain} chain @param {Values} values @param {Place} place @returns {Parts} */
export function partsOf(chain, values, place) {
  const [name, ...index] = place;
  const parts = { place, value: valueAt(values, place), bias: 0, terms: [], winner: -1 };
  if (name === INPUT) return { kind: "pixel", ...parts };
  const layer = /** @type {Layer} */ (layerNamed(chain, name));
  const source = before(chain, name);
  /** @type {(at: number, weight?: number, factor?: number) => Term} */
  const term = (at, weight = -1, factor = 1) => {
    const value = at < 0 ? 0 : values[source].data[at];
    return { from: at < 0 ? null : placeAt(source, layer.from, at), value, weight, factor, product: value * factor };
  };
  if (layer.kind === "relu") return { kind: "relu", ...parts, terms: [term(flatIndex(index, layer.shape))] };
  const reads = allReads(layer, index);
  if (layer.kind === "pooling")
    return {
      kind: "max",
      ...parts,
      terms: reads.map((at) => term(at)),
      winner: reads.indexOf(winnerOf(values[source].data, reads)),
    };
  const { W, b } = layer.parameters;
  const weights = weightsOf(layer, index, reads.length);
  const terms = reads.map((at, k) => term(at, weights[k], W.data[weights[k]]));
  return { kind: "sum", ...parts, bias: b ? b.data[index[0]] : 0, terms };
}

/** Where one goes on from a number: to what gives most to it, or nowhere. @param {Parts} parts @returns {Place | null} */
export function largestOf({ kind, terms, winner }) {
  if (kind === "max") return terms[winner].from;
  if (kind === "pixel") return null;
  const most = terms.reduce(
    (best, term) => (term.from && (!best || term.product > best.product) ? term : best),
    /** @type {Term | null} */ (null),
  );
  return most ? most.from : null;
}

/**
 * A sum's terms by size: the `most` largest that add to it, the `least` that take most away, and how many others there
 * are, what they come to, and how many of all are not 0.
 * @param {Term[]} terms
 * @param {number} most
 * @param {number} least
 */
export function bySize(terms, most, least) {
  const sorted = terms.filter(({ product }) => product !== 0).toSorted((one, other) => other.product - one.product);
  const raising = sorted.filter((term) => term.product > 0).slice(0, most);
  const lowering = sorted
    .filter((term) => term.product < 0)
    .toReversed()
    .slice(0, least);
  const shown = new Set([...raising, ...lowering]);
  const others = sorted.filter((term) => !shown.has(term));
  const rest = others.reduce((all, term) => all + term.product, 0);
  return { raising, lowering, others: others.length, rest, count: sorted.length };
}
