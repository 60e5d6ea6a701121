// The judge of every gradient: a number is moved a little up and a little down, and the loss tells.
import { flatIndex, indexAt } from "../shared/strides.js";
import { backward, forward, INPUT, namesOf, scoresName } from "./chain.js";
import { softmaxWithLoss } from "./layers.js";
import { partsOf } from "./parts.js";

/** @import { Chain, Values } from "./chain.js" */
/** @import { Place } from "./parts.js" */
/** A pixel (no key), or a number of a layer's W or b: the at-th in reading order. @typedef {{ name: string, key: "W" | "b" | null, at: number }} Target */
/**
 * `quotient` is what the loss says, `analytic` what backward said. At a kink the slope up is not the slope down, and `cause`
 * is a number that changes its source there, or the ReLU that switches.
 * @typedef {{ quotient: number, analytic: number, up: number, down: number, isKink: boolean, cause: Place | null }} Verdict
 */

export const STEP = 1e-4; // h: small beside the numbers, large beside what float64 rounds
const TINY = 1e-6; // for slopes on one side: the curve itself must not count
const [BEND, LEAST] = [1e-3, 1e-8]; // slopes that differ by less, of the larger, or at all, are one

/** @param {Float64Array} data @param {number} at @param {number} by */
const shifted = (data, at, by) => data.map((value, i) => (i === at ? value + by : value));

/** What an image becomes once the target has moved. @param {Chain} chain @param {Float64Array} image @param {Target} target @param {number} by */
export function valuesWith(chain, image, { name, key, at }, by) {
  if (!key) return forward(chain, shifted(image, at, by));
  const layers = chain.layers.map((layer) => {
    if (layer.name !== name) return layer;
    const old = layer.parameters[key];
    return { ...layer, parameters: { ...layer.parameters, [key]: { ...old, data: shifted(old.data, at, by) } } };
  });
  return forward({ ...chain, layers }, image);
}

/** @param {Chain} chain @param {Values} values @param {number} label */
export const lossOf = (chain, values, label) => softmaxWithLoss(values[scoresName(chain)].data, label).loss;

/** The slopes up and down, and whether they are two. @param {Chain} chain @param {Float64Array} image @param {number} label @param {Target} target */
export function slopesOf(chain, image, label, target) {
  const loss = (/** @type {number} */ by) => lossOf(chain, valuesWith(chain, image, target, by), label);
  const still = lossOf(chain, forward(chain, image), label);
  const [up, down] = [(loss(TINY) - still) / TINY, (still - loss(-TINY)) / TINY];
  const isKink = Math.abs(up - down) > Math.max(LEAST, BEND * Math.max(Math.abs(up), Math.abs(down)));
  return { up, down, isKink };
}

/** @param {Chain} chain @param {Float64Array} image @param {number} label @param {Target} target @returns {Verdict} */
export function judge(chain, image, label, target) {
  const { name, key, at } = target;
  const [more, less] = [STEP, -STEP].map((by) => valuesWith(chain, image, target, by));
  const quotient = (lossOf(chain, more, label) - lossOf(chain, less, label)) / (2 * STEP);
  const { gradients, parameters } = backward(chain, forward(chain, image), label);
  const slopes = slopesOf(chain, image, label, target);
  const analytic = (key ? parameters[name][key] : gradients[INPUT]).data[at];
  return { quotient, analytic, ...slopes, cause: slopes.isKink ? switchOf(chain, more, less) : null };
}

/** The first number that is made of another one after a step up than after a step down. @param {Chain} chain @param {Values} more @param {Values} less @returns {Place | null} */
function switchOf(chain, more, less) {
  for (const { name, kind, shape } of chain.layers) {
    if (kind !== "pooling" && kind !== "relu") continue;
    for (let i = 0; i < more[name].data.length; i += 1) {
      /** @type {Place} */
      const place = [name, ...indexAt(i, shape)];
      if (sourceAt(chain, more, place) !== sourceAt(chain, less, place)) return place;
    }
  }
  return null;
}

/** Which number passes, or whether one does. @param {Chain} chain @param {Values} values @param {Place} place */
function sourceAt(chain, values, place) {
  const { kind, winner, terms } = partsOf(chain, values, place);
  return kind === "max" ? winner : Number(terms[0].value > 0);
}

/** Which numbers of each layer have moved, by their place in reading order. @param {Chain} chain @param {Values} before @param {Values} after @returns {Record<string, Set<number>>} */
export const movedBetween = (chain, before, after) =>
  Object.fromEntries(
    namesOf(chain).map((name) => {
      const moved = [...before[name].data.keys()].filter((i) => before[name].data[i] !== after[name].data[i]);
      return [name, new Set(moved)];
    }),
  );

/** What of an open number can be moved: a pixel; or one of the weights that make it, if there is one. @param {Chain} chain @param {Place} place @param {number} weight @returns {Target | null} */
export function targetAt(chain, [name, ...index], weight) {
  if (name === INPUT) return { name, key: null, at: flatIndex(index, chain.shape) };
  return weight < 0 ? null : { name, key: "W", at: weight };
}
