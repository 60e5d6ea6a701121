// The reader's turn: which number wins, what does it become, where does its gradient go?
import { answersOf, freshRound, questionOf, rulesOf, TARGETS } from "./rules.js";
import { poolAll } from "./state.js";
import { askWords, formatValue, MANY_RIGHT, saidWords, shownWords } from "./words.js";

/** @type {import("../shared/answers.js").Turns} */
export const TURNS = {
  isAskable: ({ pooled }) => pooled.kind !== "tap", // by tap, a step is no window
  own: ({ x, dout }) => ({ x, dout }),
  fresh: ({ pooled }, state) => freshRound(pooled, (numbers) => poolAll({ ...state, ...numbers })),
  question({ pooled, rounds, step }) {
    const question = questionOf(pooled, step, rounds.round);
    const target = TARGETS[question.kind];
    return [
      { target },
      {
        text: askWords(question),
        answers: target ? [] : answersOf(pooled, question).map((value) => [value, formatValue(value)]),
        rules: rulesOf(pooled, question),
        said: saidWords(question),
        shown: shownWords(question),
      },
    ];
  },
  mark: "missed", // a number in dx may be wrong
  manyRight: MANY_RIGHT,
};
