// The reader's turn: which weight does a pixel meet, which number do window and filter make? Fresh numbers each round.
import { makeAsk } from "../shared/ask.js";
import { element, eventTarget } from "../shared/dom.js";
import { pixelOf } from "../shared/unroll.js";
import { productMoment } from "./moment.js";
import { freshRound, outputAnswers, outputRules, weightRules } from "./rules.js";
import { drawnLayer } from "./state.js";
import { askOutput, askWeight, MANY_RIGHT, outputSaid, outputShown, TURN, weightSaid, weightShown } from "./words.js";

const ENOUGH = 3; // right answers in a row

/** @param {any} picture */
export function makeTurn(picture) {
  const { root } = picture;
  const button = element(`<button type="button" class="turn">${TURN}</button>`);
  const ask = makeAsk(root, {
    onSettled: (words, isRight) => settled(picture, words, isRight),
    onWrong: (weight) => Array.isArray(weight) && mark(picture, weight),
  });
  ask.root.hidden = true;
  // `round`: how many questions there were; `own`: the reader's numbers, which come back; `column`: the pixel in question.
  Object.assign(picture, { ask, turn: null, rounds: { round: 0, streak: 0, said: "", own: null } });
  button.addEventListener("click", () => {
    Object.assign(picture.rounds, { round: 0, streak: 0, said: "" });
    begin(picture);
  });
  const choose = (event) => {
    const cell = eventTarget(event, '[data-grid="W"] [role="gridcell"]');
    if (cell && picture.turn?.column !== undefined) ask.answer(cell.dataset.index.split(",").map(Number));
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
  const { ask, rounds, moment } = picture;
  const { layer, row } = moment;
  mark(picture, null);
  ask.root.hidden = false;
  if (rounds.round % 2) {
    picture.turn = {};
    ask.ask({
      text: `${rounds.said} ${askOutput(moment)}`.trim(),
      answers: outputAnswers(moment).map((value) => [value, String(value)]),
      rules: outputRules(moment),
      said: outputSaid(moment),
      shown: outputShown(moment),
    });
    return;
  }
  const column = columnToAsk(moment, rounds.round);
  picture.turn = { column };
  ask.ask({
    text: `${rounds.said} ${askWeight(moment, pixelOf(layer.sizes, row, column), column)}`.trim(),
    rules: weightRules(moment, column),
    said: weightSaid(moment, column),
    shown: weightShown(moment, column),
  });
}

/** One after another, and of each channel in sight. */
function columnToAsk({ layer, taps, channels }, round) {
  const count = layer.sizes.FH * layer.sizes.FW;
  return taps.columnAt((1 + round * count) % (channels.length * count));
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

/** Mark a wrong weight; null: none. */
function mark({ root }, weight) {
  for (const cell of root.querySelectorAll("[data-wrong][role=gridcell]")) delete cell.dataset.wrong;
  if (weight) root.querySelector(`[data-grid="W"] [data-index="${weight}"]`).dataset.wrong = "";
}
