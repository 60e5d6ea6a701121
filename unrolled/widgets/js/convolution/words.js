// What the convolution stepper says about a step, and about what is pointed at.
import { short } from "../shared/dom.js";

export const named = (array, place) => `${array}[${place.join(", ")}]`;

// "1 + -2" reads badly.
const plusTo = (text, b) => (b < 0 ? `${text} − ${short(-b)}` : `${text} + ${short(b)}`);
const plus = (a, b) => plusTo(short(a), b);
export const added = ([first, ...rest]) => rest.reduce((text, part) => plusTo(text, part), short(first));
const times = (a, b) => `${short(a)} · ${b < 0 ? `(${short(b)})` : short(b)}`;

export function outputWords(out, place, count, sum, b, value) {
  const start = `\`${named(out, place)}\`: ${count} products add up to ${short(sum)}`;
  return b === undefined ? `${start}.` : `${start}, and \`b[${place[1]}]\` makes it \`${plus(sum, b)} = ${short(value)}\`.`;
}

export const productWords = (left, right, a, w) => `\`${left} · ${right} = ${times(a, w)} = ${short(a * w)}\``;

const counted = (windows) => (windows === 1 ? "1 window reads it" : `${windows} windows read it`);

export const unreadWords = (name, value, windows) =>
  `\`${name} = ${short(value)}\` is not under this window; ${counted(windows)}.`;

export const biasWords = (f, value) => `\`b[${f}] = ${short(value)}\` is added to every number of \`out[:, ${f}]\`.`;

export const receives = (target, left, right, a, w, before) =>
  `\`${target}\` receives \`${left} · ${right} = ${times(a, w)} = ${short(a * w)}\`: \`${plus(before, a * w)} = ${short(before + a * w)}\`.`;

export const givesWords = (place, d) =>
  `\`${named("dout", place)} = ${short(d)}\` gives itself to \`db[${place[1]}]\`, ${short(d)} times its window of \`x\` ` +
  `to \`dW[${place[1]}]\`, and ${short(d)} times \`W[${place[1]}]\` to that window of \`dx\`.`;

export const biasReceives = (f, d, before) => `\`db[${f}]\` receives \`${plus(before, d)} = ${short(before + d)}\`.`;

export function agreement(one, other) {
  const difference = Math.max(...one.map((value, i) => Math.abs(value - other[i])));
  const scale = Math.max(1, ...other.map(Math.abs));
  // Sums of the same numbers in another order may differ in their last digits.
  const agree = difference <= 1e-9 * scale;
  const how = agree ? "The same dx" : "Not the same dx";
  return `${how} as by adding up windows: the largest difference in its ${one.length} numbers is ${short(difference)}.`;
}
