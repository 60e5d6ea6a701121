// Four networks that learn side by side, one of them right: which is which is shuffled.
import { NAMES, withFault } from "./faults.js";
import { makeRandom, shuffled } from "./random.js";
import { countRight, makePupil, readAll, untrained } from "./train.js";

/** @import { Chain } from "./chain.js" */
/** @import { Examples } from "./train.js" */
/** @typedef {{ fault: string, pupil: ReturnType<typeof makePupil> }} Rival */

const BATCH = 32;
const RATE = 0.01;
export const EPOCHS = 8;
const SHORT = 4; // epochs at the end, with steps a tenth as long

/** Alike but for their faults: the same weights to start from, the same order of images. @param {Chain} chain @param {Examples} train @param {number} seed @returns {Rival[]} */
export function makeRivals(chain, train, seed) {
  const start = untrained(chain, seed);
  const way = { seed, optimiser: "adam", rate: RATE, batch: BATCH };
  return shuffled(NAMES, makeRandom(seed)).map((fault) => ({
    fault,
    pupil: makePupil(withFault(chain, fault), start, train, way),
  }));
}

/**
 * An epoch of each in turn; tells after each how many test images that one reads right, and nothing after each step.
 * @param {Rival[]} rivals
 * @param {Examples} test
 * @returns {Generator<{ rival: number, right: number } | null>}
 */
export function* trainRivals(rivals, test) {
  for (let epoch = 0; epoch < EPOCHS; epoch += 1)
    for (const [rival, { pupil }] of rivals.entries()) {
      // The optimiser goes on: only its steps get shorter.
      if (epoch === EPOCHS - SHORT) pupil.slowDown(10);
      while (!pupil.learn().isEpoch) yield null;
      yield { rival, right: countRight(readAll(pupil.chain, test), test) };
    }
}
