// Numbers that a hand moves up and down: by dragging, by touch, or by keys. Each is a slider; one of them is a tab stop.
import { element, eventTarget, findAll } from "../shared/dom.js";
import { height, LEAST, MOST, nudgeOf } from "./hand.js";
import { CAPTIONS, HELP, NAMES, written } from "./words.js";

/** @import { Held } from "./line.js" */

const ASIDE = { ArrowLeft: -1, ArrowRight: 1 };

const leverHtml = (kind, place) => `<div class="lever" role="slider" data-index="${place}" aria-label="${kind}[${place}]"
    aria-orientation="vertical" aria-valuemin="${LEAST}" aria-valuemax="${MOST}" tabindex="-1">
    <span class="track"><span class="fill"></span></span><span class="number"${kind === "w" ? ` data-tap="${place}"` : ""}></span></div>`;

const leversHtml = (kind, count) => `<div class="part"><p class="caption" aria-hidden="true">${CAPTIONS[kind]}</p>
    <div class="levers" role="group" data-grid="${kind}" aria-label="${NAMES[kind]}" aria-description="${HELP}">
    ${Array.from({ length: count }, (_, place) => leverHtml(kind, place)).join("")}</div></div>`;

/**
 * @param {"x" | "w"} kind
 * @param {number} count
 * @param {{ onHold: (held: Held) => void, onNudge: (by: number) => void, onPoint: (how: "hover" | "focus", place: number | null) => void,
 *   onDrag: { start: () => void, move: (by: number) => void, end: () => void } }} hears
 *   onDrag.move hears how far from where it began, in the numbers' own measure
 */
export function makeLevers(kind, count, { onHold, onNudge, onPoint, onDrag }) {
  const root = element(leversHtml(kind, count));
  const levers = findAll(root, ".lever");
  levers[0].tabIndex = 0;
  const placeOf = (event) => {
    const lever = eventTarget(event, ".lever");
    return lever ? levers.indexOf(lever) : null;
  };
  addDragging(root, placeOf, levers, { onHold: (place) => onHold({ kind, place }), onDrag });
  root.addEventListener("focusin", (event) => {
    const place = placeOf(event);
    for (const lever of levers) lever.tabIndex = lever === levers[place] ? 0 : -1;
    onHold({ kind, place });
    onPoint("focus", place);
  });
  root.addEventListener("focusout", () => onPoint("focus", null));
  root.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "touch") onPoint("hover", placeOf(event));
  });
  root.addEventListener("pointerleave", () => onPoint("hover", null));
  root.addEventListener("keydown", (event) => {
    const [by, aside] = [nudgeOf(event), ASIDE[event.key]];
    if ((!by && !aside) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (by) onNudge(by);
    else levers[Math.max(0, Math.min(count - 1, placeOf(event) + aside))].focus();
  });
  return {
    root,
    levers,
    /** @param {number[]} values @param {Map<number, string>} marks how those are lit that are; "held" is in hand */
    show(values, marks) {
      values.forEach((value, place) => showLever(levers[place], value, marks.get(place)));
    },
  };
}

function showLever(lever, value, mark) {
  lever.style.setProperty("--at", String(height(value)));
  lever.setAttribute("aria-valuenow", String(value));
  lever.setAttribute("aria-valuetext", written(value));
  const number = lever.lastChild;
  if (number.textContent !== written(value)) number.textContent = written(value);
  if (mark) lever.dataset.lit = mark;
  else delete lever.dataset.lit;
}

/** Up and down, from wherever it is taken hold of. */
function addDragging(root, placeOf, levers, { onHold, onDrag }) {
  let drag = null;
  root.addEventListener("pointerdown", (event) => {
    const place = placeOf(event);
    if (place === null || event.button !== 0) return;
    onHold(place);
    onDrag.start();
    levers[place].setPointerCapture(event.pointerId);
    const track = levers[place].firstElementChild.getBoundingClientRect();
    drag = { y: event.clientY, unit: track.height / (MOST - LEAST) };
  });
  root.addEventListener("pointermove", (event) => {
    if (drag) onDrag.move((drag.y - event.clientY) / drag.unit);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    root.addEventListener(end, () => {
      if (drag) onDrag.end();
      drag = null;
    });
  }
}
