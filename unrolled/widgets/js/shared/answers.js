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
 * What a picture has of its own in the reader's turn (turn.js). `own`: those of a state's numbers that a round replaces;
 * `fresh`: a round's numbers, and the step to ask about; `question`: what is asked, before it in which grid the answer is a
 * place, if it is one, and what is lit; `mark`: the mark of a cell that was chosen wrongly; `manyRight`: what is said after
 * three.
 * @typedef {{ own: (state: any) => object, fresh: (picture: any, state: any) => object,
 *   question: (picture: any) => [{ target?: string, lit?: object }, Question], mark: string, manyRight: string }} Turns
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
