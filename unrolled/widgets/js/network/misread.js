// Which images a network is to be asked about, as unrolled/widgets/network.py chooses them for the one that is given.
import { softmaxWithLoss } from "./layers.js";
import { answerOf } from "./train.js";

const LOOKED_AT = 60; // unless more are misread

/**
 * The misread images first, and of these those whose label got the most; then the least sure.
 * @param {Float64Array[]} scores of each image
 * @param {number[]} labels
 */
export function misreadFirst(scores, labels) {
  const images = scores.map((one, n) => {
    const [label, { probabilities }] = [labels[n], softmaxWithLoss(one, labels[n])];
    return { n, isRead: answerOf(one) === label, own: probabilities[label] };
  });
  const of = (/** @type {boolean} */ read) => images.filter(({ isRead }) => isRead === read);
  const misread = of(false).sort((one, other) => other.own - one.own);
  const unsure = of(true).sort((one, other) => one.own - other.own);
  return [...misread, ...unsure].slice(0, Math.max(LOOKED_AT, misread.length)).map(({ n }) => n);
}

/** The image after this one; of others than before, their first. @param {number[]} images @param {number} n @param {boolean} areOthers */
export const nextIn = (images, n, areOthers) =>
  areOthers ? (images.find((one) => one !== n) ?? n) : images[(images.indexOf(n) + 1) % images.length];
