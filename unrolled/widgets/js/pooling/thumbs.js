// The examples as small pictures: what thumbs show.
import { range } from "../shared/numbers.js";
import { poolAll } from "./state.js";
import { borderOf } from "./windows.js";

/** @param {string} kind @param {number[]} corner @param {number[]} size @param {string} [more] */
const rect = (kind, [h, w], [high, wide], more = "") =>
  `<rect class="${kind}" x="${w}" y="${h}" width="${wide}" height="${high}"${more}/>`;

/** x, darker where it is larger, with its border, and its first windows. @param {Record<string, any>} preset */
export function thumbHtml(preset) {
  const state = /** @type {any} */ ({ ...preset, count_include_pad: true, dout: null });
  const { sizes, windows, pixels, x } = poolAll(state);
  const { top, bottom, left, right } = borderOf(sizes);
  const [low, high] = [Math.min(...x.data), Math.max(...x.data)];
  const shade = (value) => ` style="--share:${Math.round((85 * (value - low)) / (high - low || 1))}%"`;
  const cells = pixels.map(({ place: [, , h, w], windows: readers }, i) =>
    rect(readers.length ? "pixel" : "unread", [h, w], [1, 1], readers.length ? shade(x.data[i]) : ""),
  );
  const frames = range(Math.min(2, windows.length)).map((k) => {
    const [first, last] = [windows[k].taps[0].place, windows[k].taps.at(-1).place];
    return rect(k ? "next" : "window", first.slice(2), [last[2] - first[2] + 1, last[3] - first[3] + 1]);
  });
  const size = [left + sizes.W + right, top + sizes.H + bottom];
  const border = rect("border", [-top, -left], [size[1], size[0]]);
  return `<svg viewBox="${-left - 0.2} ${-top - 0.2} ${size[0] + 0.4} ${size[1] + 0.4}" aria-hidden="true">${border}${cells.join("")}${frames.reverse().join("")}</svg>`;
}
