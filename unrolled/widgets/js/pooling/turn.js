// The reader's turn: which number wins, what does it become, where does its gradient go? Fresh numbers each round.
import { makeAsk } from "../shared/ask.js";
import { element, eventTarget } from "../shared/dom.js";
import { answersOf, freshRound, questionOf, rulesOf, TARGETS } from "./rules.js";
import { poolAll } from "./state.js";
import { askWords, formatValue, MANY_RIGHT, saidWords, shownWords, TURN } from "./words.js";

const ENOUGH = 3; // right answers in a row

/** @param {any} widget */
export function makeTurn(widget) {
  const { root } = widget;
  const button = element(`<button type="button" class="turn">${TURN}</button>`);
  const ask = makeAsk(root, {
    onSettled: (words, isRight) => settled(widget, words, isRight),
    onWrong: (place) => Array.isArray(place) && mark(widget, place),
  });
  ask.root.hidden = true;
  // `round`: how many questions there were; `own`: the reader's numbers, which come back.
  Object.assign(widget, { ask, turn: null, rounds: { round: 0, streak: 0, said: "", own: null } });
  button.addEventListener("click", () => {
    Object.assign(widget.rounds, { round: 0, streak: 0, said: "" });
    begin(widget);
  });
  const choose = (event) => {
    const { target } = widget.turn ?? {};
    const cell = target && eventTarget(event, `[data-grid="${target}"] [role="gridcell"]`);
    if (cell) ask.answer((cell.dataset.index ?? cell.dataset.pad).split(",").map(Number));
  };
  root.addEventListener("click", choose);
  root.addEventListener("keydown", (event) => {
    if (event.key === "Enter") choose(event);
  });
  return { button, ask: ask.root };
}

/** Can it be asked about what is on show? By tap, a step is no window. @param {any} widget */
export const isAskable = ({ pooled }) => pooled.kind !== "tap";

/** Another round, with other numbers. */
function begin(widget) {
  const { stepper, rounds, pooled } = widget;
  const state = stepper.state();
  rounds.own ??= { x: state.x, dout: state.dout };
  widget.turn = null;
  stepper.setState({ ...freshRound(pooled, (numbers) => poolAll({ ...state, ...numbers })), asks: true });
}

/** Ask about the step that is shown, before it is made. */
export function put(widget) {
  const { ask, rounds, pooled, step } = widget;
  const question = questionOf(pooled, step, rounds.round);
  mark(widget, null);
  ask.root.hidden = false;
  widget.turn = { target: TARGETS[question.kind] };
  ask.ask({
    text: `${rounds.said} ${askWords(question)}`.trim(),
    answers: widget.turn.target ? [] : answersOf(pooled, question).map((value) => [value, formatValue(value)]),
    rules: rulesOf(pooled, question),
    said: saidWords(question),
    shown: shownWords(question),
  });
}

/** Right, and the next round comes, up to three; or else the step shows, and that was it. */
function settled(widget, words, isRight) {
  const { rounds } = widget;
  rounds.round += 1;
  rounds.streak = isRight ? rounds.streak + 1 : 0;
  rounds.said = words;
  if (isRight && rounds.streak < ENOUGH) return begin(widget);
  close(widget);
  widget.pointing.clear(); // the answer's place is no longer what is spoken of
  Object.assign(widget, { said: isRight ? MANY_RIGHT : words, isRevealed: true });
  widget.stepper.setState({ asks: false });
}

/** No question stands any more. */
export function close(widget) {
  const hadFocus = widget.ask.root.contains(document.activeElement);
  widget.turn = null;
  widget.ask.close();
  widget.ask.root.hidden = true;
  if (hadFocus) widget.root.querySelector("[data-do=Next]").focus();
  mark(widget, null);
}

/** Who goes on by the player has left the question; the numbers that were there before it come back. */
export function leave(widget) {
  const { rounds, stepper } = widget;
  const { own } = rounds;
  const wasAsked = widget.turn !== null;
  if (wasAsked) close(widget);
  rounds.own = null;
  if (wasAsked || own) queueMicrotask(() => stepper.setState({ ...own, asks: false }));
}

/** Mark a wrong place; null: none. */
function mark({ root, turn }, place) {
  for (const cell of root.querySelectorAll("[data-missed]")) delete cell.dataset.missed;
  if (!place) return;
  const grid = root.querySelector(`[data-grid="${turn.target}"]`);
  grid.querySelector(`[data-index="${place}"], [data-pad="${place}"]`).dataset.missed = "";
}
