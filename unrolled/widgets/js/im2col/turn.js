// The reader's turn: they fill the next row or columns, number by number, by choosing pixels.
import { makeAsk } from "../shared/ask.js";
import { element, eventTarget, find, isMotionReduced, passFocus } from "../shared/dom.js";
import { cellsOfStep, stepsOf } from "../shared/loops.js";
import { sourceOf } from "../shared/unroll.js";
import { TURN } from "../shared/words.js";
import { rulesOf } from "./rules.js";
import { askWords, MANY_RIGHT, nextWords, openingWords, ruleWords } from "./words.js";

const FLIGHT = 300; // milliseconds
const ENOUGH = 3; // right ones in a row, and the rest fills itself

/** @param {any} picture */
export function makeTurn(picture) {
  const { root } = picture;
  const button = element(`<button type="button" class="turn">${TURN}</button>`);
  const ask = makeAsk(root, {
    onSettled: (words, isRight) => filled(picture, words, isRight),
    onWrong(place) {
      picture.turn.streak = 0;
      mark(picture, place);
    },
  });
  ask.root.hidden = true;
  /**
   * What the functions below share: the step that is filled, its cells, and how many of them are. `isOpening`: one number
   * alone is asked for, and with it the rest is there. @type {any}
   */
  picture.turn = null;
  picture.ask = ask;
  button.addEventListener("click", () => begin(picture));
  const chosen = (event) => {
    const cell = eventTarget(event, '[data-grid="x"] [role="gridcell"]');
    if (cell && picture.turn) ask.answer(picture.images.placeOf(cell));
  };
  root.addEventListener("click", chosen);
  root.addEventListener("keydown", (event) => {
    if (event.key === "Enter") chosen(event);
  });
  return { button, ask: ask.root };
}

function begin(picture) {
  picture.zoom.leave(); // numbers are asked for
  const { stepper, sizes, loop, step } = picture;
  const next = (step + 1) % stepsOf(sizes, loop);
  leave(picture);
  picture.turn = { step: next, cells: cellsOfStep(sizes, loop, next), count: 0, streak: 0 };
  stepper.setState({ step: next });
  picture.ask.root.hidden = false;
  put(picture, "");
}

/** How a picture opens that asks: a window's first line is there, and what comes next is asked for. */
export function open(picture) {
  const { sizes, loop, step, matrix } = picture;
  const cells = cellsOfStep(sizes, loop, step);
  const count = loop === "window" && sizes.FH > 1 ? sizes.FW : 0;
  picture.turn = { step, cells, count, first: count, streak: 0, isOpening: true };
  matrix.showStep(step, true);
  matrix.arrive(cells.slice(0, count));
  picture.ask.root.hidden = false;
  put(picture, "");
}

/** Another step, or another picture: the turn is over. */
export function leave(picture) {
  const { isOpening } = picture.turn ?? {};
  picture.turn = null;
  if (isOpening) picture.forget();
  picture.ask.close();
  picture.ask.root.hidden = true;
  mark(picture, null);
}

/** Ask for the next number; `before` is what is to be said of the last. */
function put({ ask, turn, sizes, loop }, before) {
  const cell = turn.cells[turn.count];
  ask.ask({
    text: turn.isOpening && turn.count ? openingWords(cell) : `${before} ${askWords(sizes, loop, cell)}`.trim(),
    rules: rulesOf(sizes, cell),
    said: ruleWords(sizes, cell),
    shown: turn.isOpening ? nextWords(sizes, cell) : "",
  });
}

/** The number is there; three right ones in a row are enough. */
function filled(picture, words, isRight) {
  const { turn } = picture;
  mark(picture, null);
  turn.streak = isRight ? turn.streak + 1 : 0;
  const isEnough = turn.isOpening || turn.streak >= ENOUGH;
  const last = isEnough ? turn.cells.length : turn.count + 1;
  bring(picture, turn.cells.slice(turn.count, last));
  turn.count = last;
  if (turn.count < turn.cells.length) return put(picture, words);
  passFocus(
    picture.ask.root,
    () => leave(picture),
    () => find(picture.root, "[data-do=Next]"),
  );
  picture.say(saidAtLast(picture, turn, words, isRight));
}

/** What stands in the sentence's place once a turn is over. */
function saidAtLast({ sizes }, { isOpening, cells, first, streak }, words, isRight) {
  if (isOpening) return isRight ? `${words} ${nextWords(sizes, cells[first])}` : words;
  return streak >= ENOUGH ? MANY_RIGHT : words;
}

/** The first flies to its place, and with it the others are there. */
function bring({ stepper, images, matrix, sizes }, cells) {
  if (isMotionReduced()) return matrix.arrive(cells);
  const [row, column] = cells[0];
  const flight = { from: [images.cell(sourceOf(sizes, row, column))], to: [matrix.cell(cells[0])], kind: "window" };
  stepper.perform([{ ms: FLIGHT, flights: [flight], arrive: () => matrix.arrive(cells) }]);
}

/** Mark a wrong answer; null: none. */
function mark({ images }, place) {
  for (const cell of images?.cells ?? []) delete cell.dataset.wrong;
  if (place) images.cell(place).dataset.wrong = "";
}
