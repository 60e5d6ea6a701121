// Numbers on their way: a strip leaves where it is read and lands where it is written.
import { element, findAll } from "../shared/dom.js";

const LIFT = 7; // pixels

const around = (cells) => {
  const boxes = cells.map((cell) => cell.getBoundingClientRect());
  const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))];
  return { left, top, width: boxes.at(-1).right - left, height: boxes[0].height };
};

const stripHtml = (texts, kind) =>
  `<div class="strip" data-kind="${kind}" aria-hidden="true">${texts.map((text) => `<span>${text}</span>`).join("")}</div>`;

/**
 * @param {HTMLElement} root
 * @param {{ from: HTMLElement[], to: HTMLElement[], ms: number, kind: string, texts?: string[] }} flight
 */
export function launch(root, { from, to, ms, kind, texts = from.map((cell) => cell.textContent) }) {
  const origin = root.getBoundingClientRect();
  const [start, end] = [around(from), around(to)];
  const strip = element(stripHtml(texts, kind));
  const [left, top] = [end.left - origin.left - root.clientLeft, end.top - origin.top - root.clientTop];
  strip.style.cssText = `left:${left}px;top:${top}px;width:${end.width}px;height:${end.height}px`;
  root.append(strip);
  const scale = `scale(${start.width / end.width}, ${start.height / end.height})`;
  const [dx, dy] = [start.left - end.left, start.top - end.top];
  const frames = [
    { transform: `translate(${dx}px, ${dy}px) ${scale}` },
    { transform: `translate(${dx}px, ${dy - LIFT}px) ${scale}`, offset: 0.18 },
    { transform: "none" },
  ];
  strip.animate(frames, { duration: ms, easing: "ease-in-out", fill: "both" });
}

/** All have landed. @param {HTMLElement} root */
export const land = (root) => {
  for (const strip of findAll(root, ".strip")) strip.remove();
};
