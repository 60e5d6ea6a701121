// The line from a number's box to its place in memory.
import { element, find } from "../shared/dom.js";
import { isInside, pathOf, routeOf } from "./route.js";

const TIP = "m-4.5 -7l4.5 7l4.5 -7"; // an arrow's two sides
const lineHtml = `<svg class="line" aria-hidden="true" hidden><path class="way" stroke-linejoin="round"/>
  <path class="tip" stroke-linejoin="round"/></svg>`;

const rectOf = (part) => part.getBoundingClientRect();

/** As seen from a corner. */
const seenFrom = ({ left: x, top: y }, { left, right, top, bottom }) => ({
  left: left - x,
  right: right - x,
  top: top - y,
  bottom: bottom - y,
});

/** @param {HTMLElement} root */
export function makeLine(root) {
  const svg = element(lineHtml);
  root.append(svg);
  const hide = (isHidden = true) => svg.toggleAttribute("hidden", isHidden);
  function write(selector, d) {
    const path = find(svg, selector);
    if (path.getAttribute("d") !== d) path.setAttribute("d", d);
  }
  return {
    hide,
    /** There is none to what has been scrolled out of sight. @param {HTMLElement} cell @param {HTMLElement} place */
    draw(cell, place) {
      const [images, strip] = [cell, place].map((end) => rectOf(end.closest(".scroll")));
      const [from, to] = [cell, place].map(rectOf);
      const isSeen = isInside(images, from) && isInside(strip, to);
      hide(!isSeen);
      if (!isSeen) return;
      const frame = rectOf(root);
      const corner = { left: frame.left + root.clientLeft, top: frame.top + root.clientTop };
      const gap = (images.bottom + strip.top) / 2 - corner.top;
      const route = routeOf(seenFrom(corner, from), seenFrom(corner, to), gap);
      write(".way", pathOf(route));
      write(".tip", pathOf(route.slice(-1)) + TIP);
    },
  };
}
