// Steps against the gradient, in float64, as cnnlib.SGD and cnnlib.Adam take them.

/** @import { Parameters } from "./layers.js" */
/** By layer. @typedef {Record<string, Parameters>} Network */
/** `step` changes the parameters' numbers in place; `rate` may change. @typedef {{ rate: number, step: (parameters: Network, gradients: Network) => void }} Optimiser */

/** The arrays of a network's parameters, always in the same order. @param {Network} network */
export const arraysOf = (network) => Object.values(network).flatMap((layer) => Object.values(layer).map(({ data }) => data));

/** @param {number} rate @returns {Optimiser} */
const sgd = (rate) => ({
  rate,
  step(parameters, gradients) {
    const slopes = arraysOf(gradients);
    arraysOf(parameters).forEach((values, a) => {
      for (let i = 0; i < values.length; i += 1) values[i] -= this.rate * slopes[a][i];
    });
  },
});

const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-8];

/** @param {number} rate @returns {Optimiser} */
function adam(rate) {
  let steps = 0;
  /** @type {Float64Array[]} */
  let means = [];
  /** @type {Float64Array[]} */
  let squares = [];
  return {
    rate,
    step(parameters, gradients) {
      const slopes = arraysOf(gradients);
      if (steps === 0) [means, squares] = [0, 1].map(() => slopes.map(({ length }) => new Float64Array(length)));
      steps += 1;
      // Both means start at 0 and are too small at first: by this much.
      const [correction1, correction2] = [1 - BETA1 ** steps, 1 - BETA2 ** steps];
      arraysOf(parameters).forEach((values, a) => {
        const [mean, square, slope] = [means[a], squares[a], slopes[a]];
        for (let i = 0; i < values.length; i += 1) {
          mean[i] = BETA1 * mean[i] + (1 - BETA1) * slope[i];
          square[i] = BETA2 * square[i] + (1 - BETA2) * slope[i] ** 2;
          values[i] -= (this.rate * (mean[i] / correction1)) / (Math.sqrt(square[i] / correction2) + EPSILON);
        }
      });
    },
  };
}

/** By name. @type {Record<string, (rate: number) => Optimiser>} */
export const OPTIMISERS = { adam, sgd };
