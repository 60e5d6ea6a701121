// The one sentence under all: what is pointed at, or what is open, or what is read.
import { find, showText } from "../shared/dom.js";
import { behind, INPUT, layerNamed } from "./chain.js";
import { fieldOf, sizeOf } from "./field.js";
import { partsOf, valueAt } from "./parts.js";
import { isWhole } from "./walk.js";
import {
  blameWords,
  EMPTY_SHEET,
  gradientName,
  lossWords,
  nameWords,
  openWords,
  pointWords,
  readWords,
  stageWords,
} from "./words.js";

export const say = (explorer) => sayText(explorer, sentence(explorer));

/** The same text said again would be announced again. */
export function sayText({ root }, text) {
  const words = find(root, ".words");
  if (words.textContent !== text) showText(words, text);
}

/** A number by its name: its value; or, once the way back has come so far, its gradient. */
export function nameOf({ values, back, scores, turned }, place) {
  if (turned.has(place[0])) return gradientName(place, scores, valueAt(back.gradients, place));
  return nameWords(place, scores, valueAt(values, place));
}

function sentence(explorer) {
  const { chain, values, scores, model, pointing, isDrawing, strokes, turned } = explorer;
  const { place } = pointing.current();
  if (place && turned.has(place[0])) return `${nameOf(explorer, place)}.`;
  if (place) return pointWords(partsOf(chain, values, place), scores, sizeOf(fieldOf(chain, place)[INPUT]));
  if (explorer.verb === "train" || explorer.verb === "break") return explorer.taught.words();
  if (isDrawing && strokes?.length === 0) return EMPTY_SHEET;
  if (isDrawing || model.get("verb") === "read") return readWords(readingOf(explorer));
  return model.get("verb") === "blame" ? blamed(explorer) : opened(explorer);
}

const readingOf = ({ said, reading: { probabilities }, label, strokes }) => ({
  said,
  probabilities,
  label,
  isDrawn: strokes !== null,
});

function opened({ chain, parts, scores, guess, model }) {
  const nonzero = parts.terms.filter(({ product }) => product !== 0).length;
  const whole = isWhole(chain, model.get("path"));
  return openWords(parts, scores, { nonzero, isWhole: whole, layers: chain.layers.length, guess });
}

/** How far the way back has come, until its reader opens a number. */
function blamed(explorer) {
  const { chain, stages, scores, reading, answer, label, depth, isAsked, blame, model } = explorer;
  if (!isAsked && depth === 0)
    return lossWords({ answer, p: reading.probabilities[answer], loss: reading.loss, isRight: answer === label });
  if (!isAsked) {
    const { shown, names } = stages[stages.length - depth];
    return stageWords(names, layerNamed(chain, behind(chain, shown)).kind);
  }
  return blameWords(blame, scores, {
    p: reading.probabilities[blame.place[1]],
    isAnswer: blame.place[1] === answer,
    isWhole: isWhole(chain, model.get("path").toReversed()),
    isTie: isTie(explorer),
    layers: chain.layers.length,
  });
}

/** Whether the open number lost every window to one that is no larger. */
const isTie = ({ blame: { kind, shares }, parts, values }) =>
  kind === "won" && shares.every(({ to, factor }) => factor === 0 && valueAt(values, to) === parts.value);
