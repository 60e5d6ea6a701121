// A view's numbers move into the boxes of another view: the old picture makes room beside the new one, whose boxes are
// empty; its numbers go over, a few at a time; and the new one takes the place.
import { turnsOf } from "./journey.js";

/** @import { Turn } from "../shared/motion.js" */
/** @import { Piece } from "./journey.js" */
/**
 * `before` is where the old picture stood when it was alone in its box.
 * @typedef {{ root: HTMLElement, box: HTMLElement, old: any, picture: any, before: DOMRect, onEnd: () => void }} Move
 */

const GLIDE = 350; // milliseconds, for a whole picture
const [EACH, ALL] = [450, 3600]; // for a turn of numbers, and for all of them

/** A whole picture comes to its place, and to its size, from where it stood. @param {HTMLElement} parts @param {DOMRect} before */
function glide(parts, before) {
  const after = parts.getBoundingClientRect();
  const [x, y] = [before.left - after.left, before.top - after.top];
  const scale = `scale(${before.width / after.width}, ${before.height / after.height})`;
  const frames = [{ transform: `translate(${x}px, ${y}px) ${scale}` }, { transform: "none" }];
  return parts.animate(frames, { duration: GLIDE, easing: "ease-in-out" });
}

/** @param {any} old @param {any} picture @param {Piece} piece */
function flightOf(old, picture, { places, columns, isSwinging, isOutline }) {
  const from = places.map(old.cell);
  const ends = { from, to: places.map(picture.cell), kind: "image" };
  if (isOutline) return { ...ends, texts: [] };
  const looks = from.map(({ dataset }) => (dataset.lit ? `data-lit="${dataset.lit}"` : ""));
  return { ...ends, columns, isSwinging, looks };
}

/** @param {Move} move @param {() => void} onArrival @returns {Turn} */
function stepAside({ root, old, picture, before }, onArrival) {
  root.dataset.moving = "aside";
  old.root.inert = true;
  old.root.dataset.grid = "source";
  picture.empty();
  const gliding = glide(old.parts, before);
  function arrive() {
    gliding.finish();
    root.dataset.moving = "over";
    onArrival();
  }
  return { ms: GLIDE, flights: [], arrive };
}

/** @param {Move} move @returns {Turn} */
function comeHome({ root, box, old, picture, onEnd }) {
  function arrive() {
    const stood = picture.parts.getBoundingClientRect();
    picture.fill();
    old.root.remove();
    delete root.dataset.moving;
    box.style.minHeight = "";
    glide(picture.parts, stood).onfinish = onEnd;
  }
  return { ms: 0, flights: [], arrive };
}

/** Both stand in the box. @param {Move} move @returns {Turn[]} */
export function turnsOfMove(move) {
  const { old, picture } = move;
  const turns = turnsOf(old.view, picture.view, (place) => old.isShown(place) && picture.isShown(place));
  /** What is on its way is no longer where it was. @param {Piece[]} [pieces] */
  const leave = (pieces = []) => pieces.forEach(({ places }) => old.leave(places));
  const over = turns.map((pieces, i) => ({
    ms: Math.min(EACH, ALL / turns.length),
    flights: pieces.map((piece) => flightOf(old, picture, piece)),
    arrive() {
      for (const { places } of pieces) picture.land(places);
      leave(turns[i + 1]);
    },
  }));
  return [stepAside(move, () => leave(turns[0])), ...over, comeHome(move)];
}
