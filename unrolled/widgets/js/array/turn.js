// The question before the numbers show: which of them lies next in memory?
import { rulesOf } from "./rules.js";
import { askWords, nextWords, ruleWords } from "./words.js";

/** @type {import("../shared/answers.js").Turns} */
export const TURNS = {
  isAskable: ({ view, shown, step }) => view.chosen[step] + 1 < shown.x.data.length, // after the last comes none
  question({ view, step }) {
    const place = view.chosen[step];
    const said = ruleWords(view, place);
    return [
      { target: "x" },
      { text: askWords(view, place), rules: rulesOf(view, place), said, shown: nextWords(view, place) },
    ];
  },
};
