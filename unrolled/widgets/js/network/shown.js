// The maps and the bars, with the numbers that they now have.
import { TAUGHT } from "./reading.js";
import { openOf } from "./walk.js";

export function showPicture({
  picture,
  values,
  back: given,
  turned,
  lit,
  isAsked,
  isBlaming: blaming,
  parts,
  moved,
  kinks,
  verb,
}) {
  const isTraining = TAUGHT.includes(verb);
  const shown = { values, gradients: given?.gradients, turned, moved, kinks, openStage: isTraining ? null : parts.place[0] };
  picture.show({ ...shown, lit: isTraining || (blaming && !isAsked) ? {} : lit });
}

export function showBars({ bars, model, scores, values, back: given, reading, label, answer, isBlaming: blaming, verb }) {
  const ends = TAUGHT.includes(verb) ? [] : [model.get("path")[0], openOf(model.get("path"))];
  const open = ends.find(([name]) => name === scores)?.[1] ?? null;
  if (blaming) return bars.blame({ gradients: given.gradients[scores].data, answer, open });
  bars.show({ probabilities: reading.probabilities, scores: values[scores].data, label, open });
}
