// Numbers on their way: what leaves where it is read lands where it is written.
import { element, findAll } from "./dom.js";
import { grouped } from "./loops.js";
import { areInSight } from "./scroll.js";

/**
 * Cells that move as one: a line of them keeps its numbers, a block too where it says how many stand beside each other,
 * and what has no texts its outline alone. What is rigid keeps its size too, and lands upon the middle of its place.
 * A row that becomes a column, or the other way, is swinging.
 * `looks` are the attributes that each number has on its way.
 * @typedef {{ from: HTMLElement[], to: HTMLElement[], kind: string, texts?: string[], looks?: string[], columns?: number,
 *   isRigid?: boolean, isSwinging?: boolean }} Flight
 */

const LIFT = 7; // pixels

/** @param {HTMLElement[]} cells */
function around(cells) {
  const boxes = cells.map((cell) => cell.getBoundingClientRect());
  const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))];
  const [right, bottom] = [Math.max(...boxes.map((box) => box.right)), Math.max(...boxes.map((box) => box.bottom))];
  return { left, top, width: right - left, height: bottom - top };
}

const stripHtml = (texts, kind, looks) => {
  const spans = texts.map((text, i) => `<span ${looks[i] ?? ""}>${text}</span>`);
  return `<div class="strip" data-kind="${kind}" aria-hidden="true">${spans.join("")}</div>`;
};

/** @param {HTMLElement[]} cells */
const textsOf = (cells) => cells.map((cell) => cell.textContent);

/** What has scrolled out of its box, if it is in one, takes no part. @param {HTMLElement[]} cells */
const isSeen = (cells) =>
  grouped(cells, (cell) => cell.closest(".scroll")).every((some) => {
    /** @type {HTMLElement | null} */
    const box = some[0].closest(".scroll");
    return !box || areInSight(box, some);
  });

/** Lifted off, and then on its way; more may change with its place. */
const way = (dx, dy, scale = "", size = {}) => [
  { transform: `translate(${dx}px, ${dy}px) ${scale}`, ...size },
  { transform: `translate(${dx}px, ${dy - LIFT}px) ${scale}`, offset: 0.18, ...size },
  { transform: "none" },
];
/** @param {number} ms @returns {KeyframeAnimationOptions} */
const timing = (ms) => ({ duration: ms, easing: "ease-in-out", fill: "both" });

/** @param {HTMLElement} root @param {Flight} flight @param {number} ms */
export function launch(root, flight, ms) {
  if (!isSeen(flight.from) || !isSeen(flight.to)) return;
  const { left, top } = root.getBoundingClientRect();
  const corner = { left: left + root.clientLeft, top: top + root.clientTop };
  (flight.isSwinging ? swing : carry)(root, flight, corner, ms);
}

/** All in one piece. @param {HTMLElement} root @param {Flight} flight @param {{ left: number, top: number }} corner @param {number} ms */
function carry(root, { from, to, kind, texts = textsOf(from), looks = [], columns = texts.length, isRigid }, corner, ms) {
  const [start, end] = [around(from), around(to)];
  const { width, height } = isRigid ? start : end;
  const strip = element(stripHtml(texts, kind, looks));
  const [left, top] = [end.left + (end.width - width) / 2, end.top + (end.height - height) / 2];
  const [x, y] = [left - corner.left, top - corner.top];
  strip.style.cssText = `left:${x}px;top:${y}px;width:${width}px;height:${height}px;--columns:${columns}`;
  root.append(strip);
  // An outline is scaled, which costs least; numbers keep their form, and their cells grow.
  const scale = texts.length ? "" : `scale(${start.width / width}, ${start.height / height})`;
  const size = texts.length ? { width: `${start.width}px`, height: `${start.height}px` } : {};
  strip.animate(way(start.left - left, start.top - top, scale, size), timing(ms));
}

/** Each number goes straight to its place, and so at any time all stand in one straight line. @param {HTMLElement} root @param {Flight} flight @param {{ left: number, top: number }} corner @param {number} ms */
function swing(root, { from, to, kind, texts = textsOf(from), looks = [] }, corner, ms) {
  const strip = element(stripHtml(texts, kind, looks));
  strip.dataset.swinging = "";
  const [starts, ends] = [from, to].map((cells) => cells.map((cell) => cell.getBoundingClientRect()));
  root.append(strip);
  findAll(strip, "span").forEach((number, i) => {
    const { left, top, width, height } = ends[i];
    number.style.cssText = `left:${left - corner.left}px;top:${top - corner.top}px;width:${width}px;height:${height}px`;
    number.animate(way(starts[i].left - left, starts[i].top - top), timing(ms));
  });
}

/** All have landed. @param {HTMLElement} root */
export const land = (root) => {
  for (const strip of findAll(root, ".strip")) strip.remove();
};
