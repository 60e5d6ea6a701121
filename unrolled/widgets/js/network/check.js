// The judge of a whole network: every number is wiggled, and the loss says whether backward was right.
import { backward, before, forward, forwardFrom, noGradients, scoresName } from "./chain.js";
import { softmaxWithLoss } from "./layers.js";
import { imageAt } from "./wire.js";

/** @import { Chain, Values } from "./chain.js" */
/** @import { Examples } from "./train.js" */
/** How many of the numbers agree, do not, or stand at a kink, where there is no slope to agree with. @typedef {{ agree: number, wrong: number, kinks: number }} Verdict */
/** Of what a layer takes (x), and of its W and b. @typedef {{ layer: string, of: string } & Verdict} Finding */

const STEP = 1e-6;
const [PART, LEAST] = [1e-5, 1e-8]; // of the larger slope, or at all: what float64 leaves uncertain
const AT_ONCE = 64; // wiggles between two looks at the clock

/** @param {number} one @param {number} other */
const isNear = (one, other) => Math.abs(one - other) <= LEAST + PART * Math.max(Math.abs(one), Math.abs(other));

/**
 * What the loss says of one number. Where slope up and slope down differ, and still do for a smaller step, is a kink.
 * @param {(by: number) => number} loss
 * @param {number} analytic
 * @returns {keyof Verdict}
 */
export function judged(loss, analytic) {
  if (isNear((loss(STEP) - loss(-STEP)) / (2 * STEP), analytic)) return "agree";
  const still = loss(0);
  const bend = (/** @type {number} */ h) => Math.abs(loss(h) - 2 * still + loss(-h)) / h;
  const [wide, narrow] = [bend(STEP), bend(STEP / 4)];
  return wide > 100 * LEAST && narrow > wide / 2 ? "kinks" : "wrong";
}

/** The images that a network is least sure of: a sure one has no gradients to speak of. @param {Chain} chain @param {Examples} examples @param {number} count */
export function hardest(chain, { images, labels }, count) {
  const lossAt = (/** @type {number} */ n) =>
    softmaxWithLoss(forward(chain, imageAt(images, n))[scoresName(chain)].data, labels[n]).loss;
  const losses = labels.map((_, n) => lossAt(n));
  return [...losses.keys()].toSorted((one, other) => losses[other] - losses[one]).slice(0, count);
}

/**
 * Wiggles what each layer takes and every parameter, layer by layer from the last; gives a finding for each, and nothing in
 * between, so that whoever asks can pause.
 * @param {Chain} chain
 * @param {Examples} examples
 * @param {number[]} batch the loss is the sum of these images'
 * @returns {Generator<Finding | null>}
 */
export function* checkNetwork(chain, { images, labels }, batch) {
  const grown = noGradients(chain);
  const runs = batch.map((n) => {
    const values = forward(chain, imageAt(images, n));
    return { values, label: labels[n], gradients: backward(chain, values, labels[n], grown).gradients };
  });
  const last = scoresName(chain);
  for (const layer of chain.layers.toReversed()) {
    const [first, source] = [chain.layers.indexOf(layer), before(chain, layer.name)];
    const lossOf = (/** @type {Values} */ values, /** @type {number} */ label) =>
      softmaxWithLoss(values[last].data, label).loss;
    const lossFrom = (/** @type {typeof runs} */ some) =>
      some.reduce((all, { values, label }) => all + lossOf(forwardFrom(chain, first, values[source].data), label), 0);
    const taken = runs.map((run) => ({ value: run.values[source].data, slope: run.gradients[source].data, some: [run] }));
    yield* findingOf(layer.name, "x", taken, lossFrom);
    for (const [key, { data }] of Object.entries(layer.parameters))
      yield* findingOf(layer.name, key, [{ value: data, slope: grown[layer.name][key].data, some: runs }], lossFrom);
  }
}

/**
 * @template T
 * @param {string} layer
 * @param {string} of
 * @param {{ value: Float64Array, slope: Float64Array, some: T }[]} arrays
 * @param {(some: T) => number} lossFrom
 * @returns {Generator<Finding | null>}
 */
function* findingOf(layer, of, arrays, lossFrom) {
  /** @type {Finding} */
  const finding = { layer, of, agree: 0, wrong: 0, kinks: 0 };
  for (const { value, slope, some } of arrays)
    for (let i = 0; i < value.length; i += 1) {
      const own = value[i];
      const loss = (/** @type {number} */ by) => {
        value[i] = own + by;
        const told = lossFrom(some);
        value[i] = own;
        return told;
      };
      finding[judged(loss, slope[i])] += 1;
      if (i % AT_ONCE === AT_ONCE - 1) yield null;
    }
  yield finding;
}
