// The reader's turn in a picture of steps: a step is asked about before it is made, with fresh numbers each round, until
// three are right in a row. Then, or once the reader goes on by the player, their own numbers come back.
import { makeAsk } from "./ask.js";
import { element, eventTarget, find, findAll, passFocus } from "./dom.js";
import { TURN } from "./words.js";

/** @import { Turns } from "./answers.js" */

const ENOUGH = 3; // right answers in a row
const PLACE = ":is([data-index], [data-pad])";

/**
 * Gives the picture its `ask`, `turn` and `rounds`.
 * @param {any} picture
 * @param {Turns} turns
 */
export function makeTurn(picture, turns) {
  const { root } = picture;
  const button = element(`<button type="button" class="turn">${TURN}</button>`);
  const ask = makeAsk(root, {
    onSettled: (words, isRight) => settled(picture, words, isRight),
    onWrong: (place) => Array.isArray(place) && mark(picture, place),
  });
  ask.root.hidden = true;
  // `round`: how many questions there were; `own`: the reader's numbers, which come back.
  Object.assign(picture, { turns, ask, turn: null, rounds: { round: 0, streak: 0, said: "", own: null } });
  button.addEventListener("click", () => {
    Object.assign(picture.rounds, { round: 0, streak: 0, said: "" });
    begin(picture);
  });
  const choose = (event) => {
    const { target } = picture.turn ?? {};
    const cell = target && eventTarget(event, `[data-grid="${target}"] ${PLACE}`);
    if (cell) ask.answer((cell.dataset.index ?? cell.dataset.pad).split(",").map(Number));
  };
  root.addEventListener("click", choose);
  root.addEventListener("keydown", (event) => {
    if (event.key === "Enter") choose(event);
  });
  return { button, ask: ask.root };
}

/** Another round, with other numbers. */
function begin(picture) {
  const { stepper, rounds, turns } = picture;
  const state = stepper.state();
  rounds.own ??= turns.own(state);
  picture.turn = null;
  stepper.setState({ ...turns.fresh(picture, state), asks: true });
}

/** Ask about the step that is shown, before it is made. @param {any} picture */
export function put(picture) {
  const { ask, rounds, turns } = picture;
  mark(picture, null);
  ask.root.hidden = false;
  const [turn, question] = turns.question(picture);
  picture.turn = turn;
  ask.ask({ ...question, text: `${rounds.said} ${question.text}`.trim() });
}

/** Right, and the next round comes, up to three; or else the step shows, and that was it. */
function settled(picture, words, isRight) {
  const { rounds, turns } = picture;
  rounds.round += 1;
  rounds.streak = isRight ? rounds.streak + 1 : 0;
  rounds.said = words;
  if (isRight && rounds.streak < ENOUGH) return begin(picture);
  close(picture);
  picture.pointing.clear(); // the answer's place is no longer what is spoken of
  Object.assign(picture, { said: isRight ? turns.manyRight : words, isRevealed: true });
  picture.stepper.setState({ asks: false });
}

/** No question stands any more. @param {any} picture */
export function close(picture) {
  const { ask, root } = picture;
  const end = () => {
    picture.turn = null;
    ask.close();
    ask.root.hidden = true;
  };
  passFocus(ask.root, end, () => find(root, "[data-do=Next]"));
  mark(picture, null);
}

/** Who goes on by the player has left the question; the numbers that were there before it come back. @param {any} picture */
export function leave(picture) {
  const { rounds, stepper } = picture;
  const { own } = rounds;
  const wasAsked = picture.turn !== null;
  if (wasAsked) close(picture);
  rounds.own = null;
  if (wasAsked || own) queueMicrotask(() => stepper.setState({ ...own, asks: false }));
}

/** Mark a wrong place; null: none. */
function mark({ root, turn, turns }, place) {
  for (const cell of findAll(root, `[role="gridcell"][data-${turns.mark}]`)) delete cell.dataset[turns.mark];
  if (!place) return;
  const grid = find(root, `[data-grid="${turn.target}"]`);
  find(grid, `[data-index="${place}"], [data-pad="${place}"]`).dataset[turns.mark] = "";
}
