// What is read and blamed: an image's values, the answer that should have won, and how far its gradients have come.
import { mostOf } from "./blame.js";
import { backward, forward } from "./chain.js";
import { softmaxWithLoss } from "./layers.js";
import { largestOf } from "./parts.js";
import { said } from "./walk.js";
import { imageAt } from "./wire.js";

// What is chosen of an open number: a guess, one window's addition, a weight, and how far it is pulled.
export const FRESH = { guess: null, addition: null, weight: null, pull: 0 };
export const TAUGHT = ["train", "break"]; // what needs images to learn from

export const pathOf = ({ model }) => model.get("path");
export const isBlaming = ({ model }) => model.get("verb") === "blame";
export const isTaught = ({ model, verbs }) => TAUGHT.includes(model.get("verb")) && verbs.includes(model.get("verb"));
export const firstPath = ({ scores, said }) => [[scores, said]];

export function takeDigit(explorer) {
  const { model, images } = explorer;
  const digit = model.get("digit");
  const label = model.get("labels")[digit];
  Object.assign(explorer, { digit, label, answer: label, strokes: null, isDrawing: false });
  run(explorer, imageAt(images, digit));
}

/** Forward, and back from the answer that should have won; of a drawing that no one has named, what it was read as. */
export function run(explorer, image) {
  const { chain } = explorer;
  explorer.values = forward(chain, image);
  explorer.said = said(chain, explorer.values);
  blameFor(explorer, explorer.label ?? explorer.said);
}

/** What goes back: computed when it is asked for, as who only reads needs none of it. */
export const backOf = (explorer) => {
  explorer.gradients ??= backward(explorer.chain, explorer.values, explorer.answer);
  return explorer.gradients;
};

/** Let this be the answer that should have won: nothing has gone back yet. */
export function blameFor(explorer, answer) {
  forget(explorer);
  const reading = softmaxWithLoss(explorer.values[explorer.scores].data, answer);
  Object.assign(explorer, { answer, reading, gradients: null, depth: 0, isAsked: false, kinks: new Set(), ...FRESH });
}

/** All gradients are there, and it is a number's that is asked for. */
export function ask(explorer) {
  stop(explorer);
  Object.assign(explorer, { depth: explorer.stages.length, isAsked: true });
}

/** Where one goes on to from the open number. */
export const nextOf = ({ parts, blame, isBlaming: blaming }) => (blaming ? mostOf(blame) : largestOf(parts));

export function stop(explorer) {
  clearTimeout(explorer.timer);
  explorer.timer = null;
}

/** Nothing of what was found of other numbers holds. */
export function forget(explorer) {
  stop(explorer);
  clearTimeout(explorer.hunted);
  explorer.hunted = null;
  delete explorer.root.dataset.kinks;
}
