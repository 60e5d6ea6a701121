// What the array explorer says: the expression, one number's place, and how the chosen numbers lie in memory.
import { inMemoryOrder, runs, viewIndex } from "./view.js";
import { short } from "../shared/dom.js";
import { tuple } from "../shared/strides.js";

const nameOf = ({ axes }) => (axes.every((axis, i) => axis === i) ? "x" : `x.transpose${tuple(axes)}`);

export const expression = (view) => `${nameOf(view)}[${view.at.map((i) => i ?? ":").join(", ")}]`;

export const elementWords = (view, x, offset) =>
  `\`${nameOf(view)}[${viewIndex(view, offset).join(", ")}] == ${short(x.data[offset])}\`, at place ${offset} of memory`;

export function formula(view, offset) {
  const index = viewIndex(view, offset);
  return `offset = ${index.map((i, axis) => `${i}·${view.steps[axis]}`).join(" + ")} = ${offset}`;
}

const numbers = (count) => (count === 1 ? "1 number" : `${count} numbers`);

export function memoryWords({ chosen }) {
  const stretches = runs(chosen);
  const [first, last] = stretches[0];
  if (chosen.length === 1) return `One number, at place ${first}.`;
  const order = inMemoryOrder(chosen) ? "" : ", read out of order";
  if (stretches.length === 1) return `One contiguous run of memory: ${numbers(chosen.length)}, places ${first} to ${last}${order}.`;
  return `Not contiguous: ${stretches.length} separate runs of ${numbers(last - first + 1)} each${order}.`;
}
