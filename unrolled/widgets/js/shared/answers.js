// Which rule gives an answer to a question, and when the question is settled. `ask.js` draws one.

/** What leads to an answer, by name; that of the right answer comes first. @template A @typedef {Record<string, (answer: A) => boolean>} Rules */

/**
 * The first rule that gives this answer, or null where none does.
 * @template A
 * @param {Rules<A>} rules
 * @param {A} answer
 */
export const ruleOf = (rules, answer) => Object.keys(rules).find((name) => rules[name](answer)) ?? null;

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
