// The question before the matrix: how many of its numbers come from the filter?
import { answersOf, rulesOf } from "../shared/answers.js";
import { counts } from "./rules.js";
import { answered, question, shownWords } from "./words.js";

/** @type {import("../shared/answers.js").Turns} */
export const TURNS = {
  question({ view }) {
    const found = counts(view.whole);
    const answers = /** @type {[number, string][]} */ (answersOf(found).map((count) => [count, String(count)]));
    return [{}, { text: question(view), answers, rules: rulesOf(found), said: answered(view), shown: shownWords(view) }];
  },
};
