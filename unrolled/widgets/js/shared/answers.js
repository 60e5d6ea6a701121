// Which rule gives an answer to a question, and when the question is settled. `ask.js` draws one.

/** What leads to an answer, by name; that of the right answer comes first. @template A @typedef {Record<string, (answer: A) => boolean>} Rules */

/**
 * `answers`: the buttons, as [value, text]; none where places are the answers, or where `read` makes one of what is typed:
 * it throws a complaint of a text that is none, which does not count.
 * `said`: what an answer is told, by its rule; `shown` is told to who gives up, or was wrong too often.
 * `right`: what stands in the field where the reader gave up, if the question stays.
 * @typedef {{ text: string, answers?: [any, string][], read?: (typed: string) => any, rules: Rules<any>,
 *   said: Record<string, (answer: any) => string>, shown: string, right?: string, most?: number }} Question
 */

/**
 * What a picture has of its own in the reader's turn (turn.js). `question`: what is asked about the step in sight; before it
 * in which grid the answer is a place, if it is one, and what is lit. `isAskable`: whether there is anything to ask.
 * Of more than one question: `fresh`, the numbers of a round, and its step; `own`, those of a state's numbers that a round
 * replaces; `manyRight`, what is said after three right answers. Where each answer brings a part of the step, `fill` does,
 * and answers whether more of it is asked for; after the last one comes `end`.
 * `placeOf`: the place that a cell stands for, if not the one it is named by; `mark`: of a cell that was chosen wrongly.
 * @typedef {{ question: (picture: any) => [{ target?: string, lit?: object } & Record<string, any>, Question],
 *   isAskable?: (picture: any) => boolean, fresh?: (picture: any, state: any) => object, own?: (state: any) => object,
 *   manyRight?: string, fill?: (picture: any, isEnough: boolean) => boolean, end?: (picture: any) => void,
 *   placeOf?: (picture: any, cell: any) => number[], mark?: string }} Turns
 */

/**
 * The first rule that gives this answer, or null where none does.
 * @template A
 * @param {Rules<A>} rules
 * @param {A} answer
 */
export const ruleOf = (rules, answer) => Object.keys(rules).find((name) => rules[name](answer)) ?? null;

/** Where numbers are the answers, each rule gives one. @param {Record<string, number>} counts by the rules' names @returns {Rules<number>} */
export const rulesOf = (counts) =>
  Object.fromEntries(
    Object.entries(counts).map(([rule, count]) => [rule, (/** @type {number} */ answer) => answer === count]),
  );

/** What such rules lead to, each once, from low to high. @param {Record<string, number>} counts */
export const answersOf = (counts) => [...new Set(Object.values(counts))].sort((a, b) => a - b);

/**
 * Judges one answer after another, until one is right or `most` were wrong.
 * @template A
 * @param {Rules<A>} rules
 * @param {number} most
 */
export function makeJudge(rules, most) {
  const [right] = Object.keys(rules);
  let misses = 0;
  return (/** @type {A} */ answer) => {
    const rule = ruleOf(rules, answer);
    const isRight = rule === right;
    if (!isRight) misses += 1;
    return { rule, isRight, isSettled: isRight || misses >= most };
  };
}
