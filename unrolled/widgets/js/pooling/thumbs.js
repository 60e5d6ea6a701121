// The examples as small pictures with their names, one of which is chosen.
import { element, find, findAll } from "../shared/dom.js";
import { range } from "../shared/numbers.js";
import { poolAll } from "./state.js";
import { borderOf } from "./windows.js";
import { EXAMPLE_LABEL, EXAMPLES } from "./words.js";

let made = 0; // radio buttons of one name are one group, in the whole page

/** @param {string} kind @param {number[]} corner @param {number[]} size @param {string} [more] */
const rect = (kind, [h, w], [high, wide], more = "") =>
  `<rect class="${kind}" x="${w}" y="${h}" width="${wide}" height="${high}"${more}/>`;

/** x, darker where it is larger, with its border, and its first window. @param {any} state */
function pictureHtml(state) {
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

const thumbHtml = (
  group,
  [name, text],
  presets,
) => `<label class="thumb"><input type="radio" name="${group}" value="${name}">
    ${pictureHtml({ ...presets[name], count_include_pad: true, dout: null, loop: "window", operator: "+=" })}<span>${text}</span></label>`;

/**
 * @param {Record<string, any>} presets
 * @param {(name: string) => void} choose
 */
export function makeThumbs(presets, choose) {
  made += 1;
  const thumbs = Object.entries(EXAMPLES).map((example) => thumbHtml(`example-${made}`, example, presets));
  const root = element(`<div class="thumbs" role="radiogroup" aria-label="${EXAMPLE_LABEL}">${thumbs.join("")}</div>`);
  root.addEventListener("change", () => choose(find(root, ":checked").value));
  return {
    root,
    /** @param {string} name "" for none */
    show(name) {
      for (const input of findAll(root, "input")) input.checked = input.value === name;
    },
  };
}
