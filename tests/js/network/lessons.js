// What Python wrote of networks that learn.
import { makeChain } from "../../../unrolled/widgets/js/network/chain.js";
import { specsOf, unpack } from "../../../unrolled/widgets/js/network/wire.js";
import { cases } from "../cases.js";

export const chainOf = ({ layers, shape }) => makeChain(specsOf(layers), shape);

/** The shipped network, the digits that it has learned from, and those that it has not seen, with the order to look at them. */
export function digits() {
  const { train, test, layers, order } = cases("digits");
  const examples = ({ images, labels }) => ({ images: unpack(images), labels });
  return { chain: chainOf({ layers, shape: [1, 8, 8] }), layers, train: examples(train), test: examples(test), order };
}
