// Says of each box at which of its sides there is more to scroll to: the style sheet makes an edge of it.
import { findAll } from "./dom.js";

/** @param {HTMLElement} root */
export function showEdges(root) {
  for (const box of findAll(root, ".scroll")) {
    const { scrollLeft, scrollWidth, clientWidth } = box;
    box.toggleAttribute("data-before", scrollLeft > 1);
    box.toggleAttribute("data-after", scrollWidth - clientWidth - scrollLeft > 1);
  }
}

/** As boxes are scrolled and the widget's size changes, for as long as there is a widget. @param {HTMLElement} root */
export function watchEdges(root) {
  const show = () => showEdges(root);
  root.addEventListener("scroll", show, true);
  new ResizeObserver(show).observe(root);
}
