// Copies of cells that fly from one picture to another: a hint of what goes where, and nothing more.
import { isMotionReduced } from "./dom.js";
import { isInSight } from "./scroll.js";

const DURATION = 420; // milliseconds

/** @param {HTMLElement} root @param {[from: HTMLElement, to: HTMLElement][]} pairs cells inside it */
export function fly(root, pairs) {
  if (isMotionReduced()) return;
  const origin = root.getBoundingClientRect();
  for (const [from, to] of pairs) {
    if (isSeen(from) && isSeen(to)) launch(root, origin, from, to);
  }
}

/** @param {HTMLElement} cell */
const isSeen = (cell) => isInSight(cell.closest(".scroll"), cell);

/** @param {HTMLElement} root @param {DOMRect} origin @param {HTMLElement} from @param {HTMLElement} to */
function launch(root, origin, from, to) {
  const [start, end] = [from.getBoundingClientRect(), to.getBoundingClientRect()];
  const bird = Object.assign(document.createElement("span"), {
    className: "bird",
    textContent: from.textContent,
    ariaHidden: "true",
  });
  bird.style.cssText = `left:${start.left - origin.left}px;top:${start.top - origin.top}px;width:${start.width}px`;
  root.append(bird);
  const transform = `translate(${end.left - start.left}px, ${end.top - start.top}px)`;
  const keyframes = [{ opacity: 1 }, { opacity: 1, transform, offset: 0.85 }, { opacity: 0, transform }];
  bird.animate(keyframes, { duration: DURATION, easing: "ease-in-out" }).onfinish = () => bird.remove();
}
