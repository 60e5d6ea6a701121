// The question before the trace is played: how many?
import { answersOf, rulesOf } from "../shared/answers.js";
import { askedPixel, copyCounts, winnerCounts } from "./rules.js";
import { askCopies, askWinners, saidOfCopies, saidOfWinners } from "./words.js";

/** @type {import("../shared/answers.js").Turns} */
export const TURNS = {
  question({ trace, sizes, state, isPooling }) {
    if (isPooling) {
      const counts = winnerCounts(trace, sizes);
      return [{}, howMany(askWinners, counts, saidOfWinners(counts))];
    }
    const pixel = askedPixel(trace);
    const counts = copyCounts(trace, sizes, pixel);
    return [{ lit: new Map([[pixel, "1"]]) }, howMany(askCopies(state.x, pixel), counts, saidOfCopies(trace, pixel))];
  },
  end: ({ light }) => light(),
};

/**
 * @param {string} text
 * @param {Record<string, number>} counts by the rules' names
 * @param {Record<string, () => string>} words
 * @returns {import("../shared/answers.js").Question}
 */
function howMany(text, counts, { shown, ...said }) {
  const answers = /** @type {[number, string][]} */ (answersOf(counts).map((count) => [count, String(count)]));
  return { text, answers, rules: rulesOf(counts), said, shown: shown() };
}
