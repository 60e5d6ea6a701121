// The reader's turn in a picture of steps: a step is asked about before it is made. A picture opens so if its trait `asks`
// says so. Where it has a button for that, more is asked, until three are right in a row. Who goes on by the player has left
// the question; the numbers that were there before it come back.
import { makeAsk } from "./ask.js";
import { element, eventTarget, find, findAll, isMotionReduced, passFocus } from "./dom.js";
import { TURN } from "./words.js";

/** @import { Turns } from "./answers.js" */

const ENOUGH = 3; // right answers in a row
const PLACE = ":is([data-index], [data-pad])";
// `isBegun`: by the button; `round`: how many questions there were; `said`: of the last answer.
const START = { isBegun: false, round: 0, streak: 0, said: "" };

/**
 * Gives the picture its `ask`, `turn` and `rounds`. It has a `stepper`, and shows its steps by `takeTurn`.
 * @param {any} picture
 * @param {Turns} turns
 */
export function makeTurn(picture, turns) {
  const { root } = picture;
  const button = element(`<button type="button" class="turn">${TURN}</button>`);
  const ask = makeAsk(root, {
    onSettled: (words, isRight) => settled(picture, words, isRight),
    onWrong() {
      picture.rounds.streak = 0;
      mark(picture, picture.chosen);
    },
  });
  ask.root.hidden = true;
  // `own`: the reader's numbers, which come back.
  Object.assign(picture, {
    turns: { mark: "wrong", ...turns },
    ask,
    turn: null,
    said: null,
    chosen: null,
    rounds: { ...START, own: null },
  });
  button.addEventListener("click", () => {
    if (picture.turn) drop(picture);
    Object.assign(picture.rounds, START, { isBegun: true });
    begin(picture);
  });
  const choose = (event) => {
    const { target } = picture.turn ?? {};
    picture.chosen = target ? eventTarget(event, `[data-grid="${target}"] ${PLACE}`) : null;
    if (picture.chosen) ask.answer(turns.placeOf?.(picture, picture.chosen) ?? placeOf(picture.chosen));
    picture.chosen = null;
  };
  root.addEventListener("click", choose);
  root.addEventListener("keydown", (event) => {
    if (event.key === "Enter") choose(event);
  });
  return { button, ask: ask.root };
}

/** @param {HTMLElement} cell */
const placeOf = ({ dataset }) => (dataset.index ?? dataset.pad).split(",").map(Number);

/** Another round, with other numbers. */
function begin(picture) {
  const { stepper, rounds, turns } = picture;
  const state = stepper.state();
  rounds.own ??= turns.own?.(state) ?? null;
  picture.turn = null;
  stepper.setState({ ...turns.fresh(picture, state), asks: true });
}

/**
 * A step is shown; `before` is the one before it, or null in a new picture. If the picture asks, it is asked about; else no
 * question stands any more. Answers whether the step is to come about before the reader's eyes.
 * @param {any} picture
 * @param {number} step
 * @param {number | null} before
 */
export function takeTurn(picture, step, before) {
  const { stepper, rounds, turns } = picture;
  if (!picture.isRevealed) picture.said = null;
  if (before !== null && (picture.turn || rounds.own)) leave(picture);
  else if (stepper.state().asks && (turns.isAskable?.(picture) ?? true)) put(picture);
  else if (picture.turn) close(picture);
  const isRevealed = picture.isRevealed && !isMotionReduced();
  picture.isRevealed = false;
  return !picture.turn && (isRevealed || stepper.isMove(step, before));
}

/** Ask about the step that is shown. */
function put(picture) {
  const { ask, rounds, turns } = picture;
  mark(picture, null);
  ask.root.hidden = false;
  const [turn, question] = turns.question(picture);
  picture.turn = turn;
  ask.ask({ ...question, text: `${rounds.said} ${question.text}`.trim() });
}

/** More is asked, or that was it: the step shows, with what is to be said of the answer. */
function settled(picture, words, isRight) {
  const { rounds, turns, stepper } = picture;
  rounds.round += 1;
  rounds.streak = isRight ? rounds.streak + 1 : 0;
  rounds.said = words;
  const isEnough = rounds.streak >= ENOUGH;
  if (turns.fill?.(picture, isEnough)) return put(picture);
  if (!turns.fill && turns.fresh && isRight && !isEnough) return begin(picture);
  drop(picture);
  picture.pointing.clear(); // the answer's place is no longer what is spoken of
  picture.said = (isEnough && turns.manyRight) || words || null;
  if (turns.end) return turns.end(picture);
  picture.isRevealed = true;
  stepper.again();
}

/** No question stands any more. */
function close(picture) {
  const { ask, root } = picture;
  const end = () => {
    picture.turn = null;
    ask.close();
    ask.root.hidden = true;
  };
  passFocus(ask.root, end, () => find(root, "[data-do=Next]"));
  mark(picture, null);
  Object.assign(picture.rounds, START);
}

/** Nor is another to come. */
function drop(picture) {
  close(picture);
  picture.stepper.forgetAsks();
}

/** The reader is elsewhere. @param {any} picture */
export function leave(picture) {
  const { rounds, stepper } = picture;
  const { own } = rounds;
  if (picture.turn) drop(picture);
  rounds.own = null;
  if (own) queueMicrotask(() => stepper.setState(own));
}

/** Mark the cell of a wrong answer; null: none. */
function mark({ root, turns }, cell) {
  for (const each of findAll(root, `[role="gridcell"][data-${turns.mark}]`)) delete each.dataset[turns.mark];
  if (cell) cell.dataset[turns.mark] = "";
}
