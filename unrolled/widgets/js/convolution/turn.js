// The reader's turn: which weight does a pixel meet, which number do window and filter make? Fresh numbers each round.
import { makeAsk } from "../shared/ask.js";
import { element, eventTarget } from "../shared/dom.js";
import { range } from "../shared/numbers.js";
import { pixelOf } from "../shared/unroll.js";
import { productMoment } from "./moment.js";
import { columnOfPixel, columnOfWeight, freshRound, outputAnswers, outputRules, placeRules } from "./rules.js";
import { drawnLayer } from "./state.js";
import {
  askOutput,
  askPixel,
  askWeight,
  MANY_RIGHT,
  outputSaid,
  outputShown,
  pixelShown,
  placeSaid,
  TURN,
  weightShown,
} from "./words.js";

const ENOUGH = 3; // right answers in a row

/** @param {any} picture */
export function makeTurn(picture) {
  const { root } = picture;
  const button = element(`<button type="button" class="turn">${TURN}</button>`);
  const ask = makeAsk(root, {
    onSettled: (words, isRight) => settled(picture, words, isRight),
    onWrong: (place) => Array.isArray(place) && mark(picture, place),
  });
  ask.root.hidden = true;
  // `round`: how many questions there were; `own`: the reader's numbers, which come back.
  Object.assign(picture, { ask, turn: null, rounds: { round: 0, streak: 0, said: "", own: null } });
  button.addEventListener("click", () => {
    Object.assign(picture.rounds, { round: 0, streak: 0, said: "" });
    begin(picture);
  });
  const choose = (event) => {
    const { target } = picture.turn ?? {};
    const cell = target && eventTarget(event, `[data-grid="${target}"] [data-index]`);
    if (cell) ask.answer(cell.dataset.index.split(",").map(Number));
  };
  root.addEventListener("click", choose);
  root.addEventListener("keydown", (event) => {
    if (event.key === "Enter") choose(event);
  });
  return { button, ask: ask.root };
}

/** Another round, with other numbers. */
function begin(picture) {
  const { stepper, rounds, drawn } = picture;
  const state = stepper.state();
  const { x, W, b } = state;
  rounds.own ??= { x, W, b };
  const answers = (numbers, step) => {
    const { layer } = drawnLayer({ ...state, ...numbers });
    return outputAnswers(productMoment(layer, step, [])).length;
  };
  picture.turn = null;
  stepper.setState({ ...freshRound(answers, state, drawn.layer.out.data.length), asks: true });
}

/** Ask about the step that is shown, before it is made. */
export function put(picture) {
  const { ask, rounds, moment, drawn } = picture;
  const isBackward = drawn.kind === "backward";
  mark(picture, null);
  ask.root.hidden = false;
  const [turn, question] = isBackward || rounds.round % 2 === 0 ? place(moment, rounds.round, isBackward) : output(moment);
  picture.turn = turn;
  ask.ask({ ...question, text: `${rounds.said} ${question.text}`.trim() });
}

/** Which number do window and filter make? */
const output = (moment) => [
  {},
  {
    text: askOutput(moment),
    answers: outputAnswers(moment).map((value) => [value, String(value)]),
    rules: outputRules(moment),
    said: outputSaid(moment),
    shown: outputShown(moment),
  },
];

/** Which weight does a pixel meet, or backward: to which pixel does a weight lead? The cell that is lit, and the question. */
function place(moment, round, isBackward) {
  const { layer, row, taps } = moment;
  const column = columnToAsk(moment, round);
  const pixel = pixelOf(layer.sizes, row, column);
  const said = placeSaid(moment, column);
  if (isBackward && pixel) {
    const rules = placeRules(moment, column, columnOfPixel);
    const question = { text: askPixel(moment, column), rules, said, shown: pixelShown(pixel) };
    return [{ lit: { W: [[taps.tapCell(column), "1"]] }, target: "dx" }, question];
  }
  const rules = placeRules(moment, column, columnOfWeight);
  const question = { text: askWeight(moment, pixel, column), rules, said, shown: weightShown(moment, column) };
  return [{ lit: { x: [[taps.pixelCell(column), "1"]] }, target: "W" }, question];
}

/** One after another, and of each channel in sight; pixels, if there are any. */
function columnToAsk({ layer, taps, channels, row }, round) {
  const count = layer.sizes.FH * layer.sizes.FW;
  const columns = range(channels.length * count).map((i) =>
    taps.columnAt((i + 1 + round * count) % (channels.length * count)),
  );
  return columns.find((column) => pixelOf(layer.sizes, row, column)) ?? columns[0];
}

/** Right, and the next round comes, up to three; or else the step shows, and that was it. */
function settled(picture, words, isRight) {
  const { rounds } = picture;
  rounds.round += 1;
  rounds.streak = isRight ? rounds.streak + 1 : 0;
  rounds.said = words;
  if (isRight && rounds.streak < ENOUGH) return begin(picture);
  close(picture);
  picture.pointing.clear(); // the answer's place is no longer what is spoken of
  Object.assign(picture, { said: isRight ? MANY_RIGHT : words, isRevealed: true });
  picture.stepper.setState({ asks: false });
}

/** No question stands any more. */
export function close(picture) {
  const hadFocus = picture.ask.root.contains(document.activeElement);
  picture.turn = null;
  picture.ask.close();
  picture.ask.root.hidden = true;
  if (hadFocus) picture.root.querySelector("[data-do=Next]").focus();
  mark(picture, null);
}

/** Who goes on by the player has left the question; the numbers that were there before it come back. */
export function leave(picture) {
  const { rounds, stepper } = picture;
  const { own } = rounds;
  const wasAsked = picture.turn !== null;
  if (wasAsked) close(picture);
  rounds.own = null;
  if (wasAsked || own) queueMicrotask(() => stepper.setState({ ...own, asks: false }));
}

/** Mark a wrong place; null: none. */
function mark({ root, turn }, place) {
  for (const cell of root.querySelectorAll("[data-wrong][role=gridcell]")) delete cell.dataset.wrong;
  if (place) root.querySelector(`[data-grid="${turn.target}"] [data-index="${place}"]`).dataset.wrong = "";
}
