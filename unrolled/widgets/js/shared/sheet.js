// A picture of many cells, each a colour alone: one SVG with a path for each tone, so that thousands of them cost little.
import { element, find, findAll } from "./dom.js";
import { grouped } from "./loops.js";
import { pathOf, rectsOf } from "./regions.js";
import { ALL_TONES } from "./tones.js";
import { wholeName } from "./words.js";

/** @import { Rect, Spot } from "./regions.js" */
/** @import { Tone } from "./tones.js" */

const MARKS = ["lines", "frame", "faint", "lit", "lens"];
const STILL = 'vector-effect="non-scaling-stroke"'; // a line is as thick as it is, however large the cells are

const tonesHtml = (layer) => {
  const paths = ALL_TONES.map((tone) => `<path data-tone="${tone}"/>`);
  return `<g data-layer="${layer}" shape-rendering="crispEdges">${paths.join("")}</g>`;
};
const markHtml = (layer) => `<path data-layer="${layer}" ${STILL}/>`;

/** From below: all cells, what covers those that are not there yet, those of now, and what is drawn around some. */
const sheetHtml = ([
  wide,
  high,
]) => `<svg class="sheet" viewBox="0 0 ${wide} ${high}" preserveAspectRatio="none" aria-hidden="true">
    ${tonesHtml("all")}${markHtml("away")}${tonesHtml("now")}${MARKS.map(markHtml).join("")}</svg>`;

/** Holds the sheets of an array. @param {string} name @param {string} label */
export const wholeElement = (name, label) =>
  element(`<div data-whole="${name}" role="application" aria-label="${wholeName(label)}"></div>`);

/** @param {[wide: number, high: number]} size in cells */
export function makeSheet([wide, high]) {
  const svg = element(sheetHtml([wide, high]));
  svg.style.cssText = `--wide:${wide};--high:${high}`;
  for (const path of findAll(svg, "[data-tone]")) path.style.setProperty("--tone", path.dataset.tone);
  /** @param {Rect} rect @returns {DOMRect} */
  function areaOf([x, y, width, height]) {
    const box = svg.getBoundingClientRect();
    const [across, down] = [box.width / wide, box.height / high];
    return new DOMRect(box.left + x * across, box.top + y * down, width * across, height * down);
  }
  return {
    svg,
    areaOf,
    /** Paint these cells, and no others, in a layer. @param {string} layer @param {[spot: Spot, tone: Tone][]} cells */
    paint(layer, cells) {
      const byTone = new Map(grouped(cells, ([, tone]) => tone).map((some) => [String(some[0][1]), some]));
      for (const path of findAll(svg, `[data-layer="${layer}"] path`)) {
        const spots = byTone.get(path.dataset.tone)?.map(([spot]) => spot) ?? [];
        path.setAttribute("d", pathOf(rectsOf(spots)));
      }
    },
    /** @param {string} layer @param {Rect[]} rects */
    draw: (layer, rects) => find(svg, `[data-layer="${layer}"]`).setAttribute("d", pathOf(rects)),
    /** What stands for a cell where numbers fly. @param {Spot} spot */
    cell: ([x, y]) => ({ textContent: "", closest: () => null, getBoundingClientRect: () => areaOf([x, y, 1, 1]) }),
    /** Where in it something happens, from 0 to 1, across and down. @param {MouseEvent} event */
    fractionsAt({ clientX, clientY }) {
      const { left, top, width, height } = svg.getBoundingClientRect();
      return [(clientX - left) / width, (clientY - top) / height];
    },
  };
}
