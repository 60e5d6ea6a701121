// How a network learns: random weights to start from, a step for each batch of images, epoch after epoch.
import { product } from "../shared/strides.js";
import { backward, forward, noGradients, scoresName } from "./chain.js";
import { softmaxWithLoss } from "./layers.js";
import { arraysOf, OPTIMISERS } from "./optimisers.js";
import { makeRandom, normal, shuffled } from "./random.js";
import { imageAt } from "./wire.js";

/** @import { Chain } from "./chain.js" */
/** @import { Numbers } from "./layers.js" */
/** @import { Network } from "./optimisers.js" */
/** Images (N, C, H, W) and what each one is. @typedef {{ images: Numbers, labels: number[] }} Examples */
/** How to learn. @typedef {{ seed: number, optimiser: string, rate: number, batch: number }} Way */

/** @param {Chain} chain @returns {Network} */
export const parametersOf = ({ layers }) => Object.fromEntries(layers.map(({ name, parameters }) => [name, parameters]));

/** The same layers with other numbers. @param {Chain} chain @param {Network} parameters @returns {Chain} */
export const withParameters = (chain, parameters) => ({
  ...chain,
  layers: chain.layers.map((layer) => ({ ...layer, parameters: parameters[layer.name] })),
});

/** @param {Network} network @returns {Network} */
export const copyOf = (network) =>
  Object.fromEntries(
    Object.entries(network).map(([name, layer]) => [
      name,
      Object.fromEntries(Object.entries(layer).map(([key, { shape, data }]) => [key, { shape, data: data.slice() }])),
    ]),
  );

/** Random weights, by He's rule as cnnlib.he_normal has it, and biases of 0. @param {Chain} chain @param {number} seed @returns {Network} */
export function untrained(chain, seed) {
  const random = makeRandom(seed);
  const drawn = copyOf(parametersOf(chain));
  for (const { name, kind } of chain.layers) {
    const { W, b } = drawn[name];
    if (!W) continue;
    const fanIn = kind === "affine" ? W.shape[0] : product(W.shape.slice(1));
    W.data.forEach((_, i) => {
      W.data[i] = normal(random) * Math.sqrt(2 / fanIn);
    });
    b?.data.fill(0);
  }
  return drawn;
}

/** The mean loss of some images, and its gradients with respect to the parameters. @param {Chain} chain @param {Examples} examples @param {number[]} batch */
export function gradientsOf(chain, { images, labels }, batch) {
  const grown = noGradients(chain);
  let total = 0;
  for (const n of batch) total += backward(chain, forward(chain, imageAt(images, n)), labels[n], grown).loss;
  for (const slopes of arraysOf(grown)) for (let i = 0; i < slopes.length; i += 1) slopes[i] /= batch.length;
  return { loss: total / batch.length, gradients: grown };
}

/** @param {Chain} chain @param {Examples} examples @param {number[]} batch */
export function meanLoss(chain, { images, labels }, batch) {
  const lossAt = (/** @type {number} */ n) => {
    const scores = forward(chain, imageAt(images, n))[scoresName(chain)].data;
    return softmaxWithLoss(scores, labels[n]).loss;
  };
  return batch.reduce((all, n) => all + lossAt(n), 0) / batch.length;
}

/** A network's scores for each image. @param {Chain} chain @param {Examples} examples */
export const scoresOf = (chain, { images, labels }) =>
  labels.map((_, n) => forward(chain, imageAt(images, n))[scoresName(chain)].data);

/** The class with the largest score. @param {Float64Array} scores */
export const answerOf = (scores) => scores.indexOf(Math.max(...scores));

/** What a network reads in each image. @param {Chain} chain @param {Examples} examples */
export const readAll = (chain, examples) => scoresOf(chain, examples).map(answerOf);

/** How many of them are right. @param {number[]} said @param {Examples} examples */
export const countRight = (said, { labels }) => said.filter((answer, n) => answer === labels[n]).length;

/**
 * One that learns, a batch at a time. An epoch shows every image once, in a new random order.
 * @param {Chain} model its numbers stay as they are
 * @param {Network} start
 * @param {Examples} examples
 * @param {Way} way
 */
export function makePupil(model, start, examples, { seed, optimiser, rate, batch }) {
  const chain = withParameters(model, copyOf(start));
  const parameters = parametersOf(chain);
  const random = makeRandom(seed);
  const all = examples.labels.map((_, n) => n);
  let order = all;
  let at = all.length;
  const optimizer = OPTIMISERS[optimiser](rate);
  const next = () => {
    if (at >= all.length) [order, at] = [shuffled(all, random), 0];
    return order.slice(at, at + batch);
  };
  return {
    chain,
    parameters,
    /** Whether an epoch is begun and not yet ended. */
    isWithin: () => at < all.length,
    /** Shorter steps from now on. @param {number} times */
    slowDown(times) {
      optimizer.rate /= times;
    },
    /** One step; whether it was an epoch's last. */
    learn() {
      const shown = next();
      const { loss, gradients } = gradientsOf(chain, examples, shown);
      optimizer.step(parameters, gradients);
      at += batch;
      return { loss, shown, isEpoch: at >= all.length };
    },
  };
}
