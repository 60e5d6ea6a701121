// Copies of cells that fly from one picture to another: a hint of what goes where, and nothing more.
import { inSight } from "./scroll.js";

const DURATION = 420; // milliseconds

// `pairs` are [from, to] cells inside `root`.
export function fly(root, pairs) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const origin = root.getBoundingClientRect();
  for (const [from, to] of pairs) {
    if (inSight(from.closest(".scroll"), from) && inSight(to.closest(".scroll"), to)) launch(root, origin, from, to);
  }
}

function launch(root, origin, from, to) {
  const [start, end] = [from.getBoundingClientRect(), to.getBoundingClientRect()];
  const bird = Object.assign(document.createElement("span"), { className: "bird", textContent: from.textContent, ariaHidden: "true" });
  bird.style.cssText = `left:${start.left - origin.left}px;top:${start.top - origin.top}px;width:${start.width}px`;
  root.append(bird);
  const move = `translate(${end.left - start.left}px, ${end.top - start.top}px)`;
  bird.animate([{ opacity: 1 }, { opacity: 1, transform: move, offset: 0.85 }, { opacity: 0, transform: move }], {
    duration: DURATION,
    easing: "ease-in-out",
  }).onfinish = () => bird.remove();
}
