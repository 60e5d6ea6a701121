// A question of a chapter's own. Guess: choose or type, and see. Sentence: say it in words, and compare. Blanks: fill in what
// lines of code give.
import { makeBlanks } from "./blanks.js";
import { makeGuess } from "./choose.js";
import { makeSentence } from "./sentence.js";

const KINDS = { blanks: makeBlanks, guess: makeGuess, sentence: makeSentence };

/** @param {import("@anywidget/types").RenderProps} props */
function render({ model, el }) {
  return KINDS[model.get("kind")](model, el);
}

// A question has no state that a link could bring back.
export default { render, isLinked: false };
