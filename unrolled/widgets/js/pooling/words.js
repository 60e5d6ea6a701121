// What the pooling stepper says of a window or a pixel.
import { short } from "../shared/dom.js";
import { outPlace, receivers } from "./windows.js";

const LISTED = 9; // how many numbers are written out

export const shown = (value) => (Math.abs(value) === Infinity ? (value < 0 ? "-∞" : "∞") : short(value));

const nameOf = (array, place) => `${array}[${place.join(", ")}]`;
const listed = (texts, between) => texts.slice(0, LISTED).join(between) + (texts.length > LISTED ? `${between}…` : "");

function makingWords(window, border) {
  const { members, winner, shares } = window;
  const values = members.map((tap) => (tap.pixel ? shown(tap.value) : border));
  return winner === null ? `(${listed(values, " + ") || border}) / ${shares}` : `max(${listed(values, ", ")})`;
}

function originWords({ taps, winner, ties }) {
  if (winner === null) return "";
  if (!taps[winner].pixel) return ": the window holds no pixel";
  const first = ties > 1 ? `, the first of ${ties} equals` : "";
  return `, from \`${nameOf("x", taps[winner].place)}\`, place ${winner} of its window${first}`;
}

export function forwardWords(sizes, window, k) {
  const out = nameOf("out", outPlace(sizes, k));
  return `\`${out} = ${makingWords(window, window.winner === null ? "0" : "-∞")} = ${shown(window.value)}\`${originWords(window)}`;
}

export function backwardWords(sizes, window, dout, k) {
  const start = `\`${nameOf("dout", outPlace(sizes, k))} = ${shown(dout)}\``;
  const pixels = receivers(window);
  if (pixels.length === 0) return `${start} goes nowhere: the window holds no pixel`;
  if (window.winner !== null) {
    const first = window.ties > 1 ? `, the first of ${window.ties} equal maxima` : ", which held the maximum";
    return `${start} goes to \`${nameOf("dx", pixels[0].place)}\`${first}; the others of the window get nothing`;
  }
  const dropped = pixels.length < window.shares ? "; what belongs to the padding is dropped" : "";
  return `${start} is shared by ${window.shares}: \`${shown(dout)} / ${window.shares} = ${shown(dout / window.shares)}\` for each pixel of its window${dropped}`;
}

// A pixel: which windows hold it, and which of them it won.
export function pixelWords(place, value, windows, won, average) {
  const start = `\`${nameOf("x", place)} = ${shown(value)}\``;
  if (windows.length === 0) return `${start}: no window reaches it`;
  const held = `is in ${windows.length === 1 ? "1 window" : `${windows.length} windows`}`;
  return average ? `${start} ${held}` : `${start} ${held}, and wins ${won.length || "none"}`;
}

// What has come to a pixel so far.
export function gradientWords(place, parts) {
  const total = parts.reduce((a, b) => a + b, 0);
  const terms = parts.length > 1 ? `${listed(parts.map(shown), " + ")} = ` : "";
  const from = parts.length === 0 ? ": nothing has come here" : parts.length > 1 ? `, added up from ${parts.length} windows` : ", from 1 window";
  return `\`${nameOf("dx", place)} = ${terms}${shown(total)}\`${from}`;
}

export const borderWords = (average, counted) => {
  if (!average) return "padding: it counts as `-∞`, so it never wins over a pixel";
  return counted ? "padding: 0, and counted" : "padding: 0, and not counted";
};
