// Draws the loss over the number in hand.
import { element, find } from "../shared/dom.js";
import { curveOf } from "./curve.js";
import { LEAST, MOST, nameOf } from "./hand.js";
import { CURVE_LABEL, curveName } from "./words.js";

const PLOT = [288, 200];

const chartHtml = () => `<svg class="chart" viewBox="0 0 320 240" role="img" data-curve>
  <text class="axis" x="24" y="10">${CURVE_LABEL}</text>
  <svg x="24" y="16" width="${PLOT[0]}" height="${PLOT[1]}" overflow="hidden">
    <polyline class="valley"/><line class="secant"/><line class="tangent"/></svg>
  <path class="edge" d="M24 16v${PLOT[1]}h${PLOT[0]}"/>
  <g transform="translate(24 16)"><circle class="start" r="5"/><circle class="now" r="6"/></g>
  <text class="axis" x="24" y="234" text-anchor="middle">${LEAST}</text>
  <text class="axis name" x="168" y="234" text-anchor="middle"></text>
  <text class="axis" x="312" y="234" text-anchor="middle">${MOST}</text></svg>`;

const set = (part, attributes) => {
  for (const [name, value] of Object.entries(attributes)) part.setAttribute(name, String(value));
};
/** @param {number[][]} points */
const ends = ([[x1, y1], [x2, y2]]) => ({ x1, y1, x2, y2 });
const centre = ([cx, cy]) => ({ cx, cy });

export function drawCurve() {
  const root = element(`<div class="curve">${chartHtml()}</div>`);
  const part = (name) => find(root, `.${name}`);
  return {
    root,
    show(line, held, from) {
      const { points, point, tangent, start, secant } = curveOf(line, held, from, [PLOT[0], PLOT[1]]);
      set(part("valley"), { points: points.join(" ") });
      set(part("tangent"), ends(tangent));
      set(part("now"), centre(point));
      for (const name of ["secant", "start"]) part(name).toggleAttribute("hidden", !secant);
      if (secant) {
        set(part("secant"), ends(secant));
        set(part("start"), centre(start));
      }
      part("name").textContent = nameOf(held);
      set(part("chart"), { "aria-label": curveName(line, held) });
    },
  };
}
