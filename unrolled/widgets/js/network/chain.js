// A chain of layers: an image runs forward through it, and the gradients of the loss run back.
import { KINDS, softmaxWithLoss, zeros } from "./layers.js";

/** @import { Layer, Numbers, Parameters, Spec } from "./layers.js" */
/** The layer that stands for the image in all lists of layers. */
export const INPUT = "input";
/** @typedef {{ layers: Layer[], shape: number[] }} Chain shape: the image's, (C, H, W) */
/** An image's numbers behind each layer, by its name. @typedef {Record<string, Numbers>} Values */

/** @param {Spec[]} specs @param {number[]} shape @returns {Chain} */
export function makeChain(specs, shape) {
  let from = shape;
  const layers = specs.map((spec) => {
    const layer = { ...spec, from, ...KINDS[spec.kind].of(spec, from) };
    from = layer.shape;
    return layer;
  });
  return { layers, shape };
}

/** The names of all that an image becomes, the image first. @param {Chain} chain */
export const namesOf = ({ layers }) => [INPUT, ...layers.map(({ name }) => name)];

/** @param {Chain} chain @param {string} name */
export const layerNamed = ({ layers }, name) => layers.find((layer) => layer.name === name);

/** What stands before a layer. @param {Chain} chain @param {string} name */
export const before = (chain, name) => namesOf(chain)[namesOf(chain).indexOf(name) - 1];

/** What stands behind a layer, or undefined. @param {Chain} chain @param {string} name */
export const behind = (chain, name) => namesOf(chain)[namesOf(chain).indexOf(name) + 1];

/** @param {Chain} chain */
export const scoresName = ({ layers }) => layers[layers.length - 1].name;

/** @param {Chain} chain @param {Float64Array} image @returns {Values} */
export function forward(chain, image) {
  return { [INPUT]: { shape: chain.shape, data: image }, ...forwardFrom(chain, 0, image) };
}

/** What the layers from the first-th on make of what it takes. @param {Chain} chain @param {number} first @param {Float64Array} x @returns {Values} */
export function forwardFrom(chain, first, x) {
  /** @type {Values} */
  const values = {};
  let data = x;
  for (const layer of chain.layers.slice(first)) {
    data = KINDS[layer.kind].forward(layer, data);
    values[layer.name] = { shape: layer.shape, data };
  }
  return values;
}

/** Nothing yet of each parameter's gradient, by layer. @param {Chain} chain @returns {Record<string, Parameters>} */
export const noGradients = ({ layers }) =>
  Object.fromEntries(
    layers.map(({ name, parameters }) => [
      name,
      Object.fromEntries(Object.entries(parameters).map(([key, { shape }]) => [key, zeros(shape)])),
    ]),
  );

/**
 * The gradients of the loss by all that an image has become, and by the parameters; those are added to `grown`.
 * @param {Chain} chain
 * @param {Values} values
 * @param {number} label
 */
export function backward(chain, values, label, grown = noGradients(chain)) {
  const { loss, probabilities, gradient } = softmaxWithLoss(values[scoresName(chain)].data, label);
  /** @type {Values} */
  const gradients = {};
  /** @type {Float64Array} */
  let dout = gradient;
  for (const layer of chain.layers.toReversed()) {
    gradients[layer.name] = { shape: layer.shape, data: dout };
    const back = layer.back ?? KINDS[layer.kind].backward;
    dout = back(layer, values[before(chain, layer.name)].data, dout, grown[layer.name]);
  }
  gradients[INPUT] = { shape: chain.shape, data: dout };
  return { loss, probabilities, gradients, parameters: grown };
}
