// A question whose answer is chosen or typed. It stays, and what is said of its answer stands below it.
import { makeAsk } from "../shared/ask.js";
import { element, find, showText } from "../shared/dom.js";
import { onTraitsChange } from "../shared/stepper.js";
import { askedOf, saidOf } from "./rules.js";
import { LABEL } from "./words.js";

const TRAITS = ["question", "choices", "why", "typed"];
// What the page hears, which keeps the outputs covered that would give the answer away: book/assets/cover.js.
const SETTLED = "guess-settled";

/** What can't be pressed is a list, or a line to write on. */
function showOnPaper(paper, { choices, typed }) {
  const items = (typed ? [""] : choices.map(({ text }) => text)).map((text) => {
    const item = document.createElement("li");
    showText(item, text);
    return item;
  });
  paper.replaceChildren(...items);
}

/** @param {import("@anywidget/types").AnyModel} model @param {HTMLElement} el */
export function makeGuess(model, el) {
  const root = element(`<div data-widget="guess" aria-label="${LABEL}" role="group"></div>`);
  function settle(isSettled) {
    model.set("settled", isSettled);
    model.save_changes();
  }
  const ask = makeAsk(root, {
    onSettled() {
      settle(true);
      root.dispatchEvent(new CustomEvent(SETTLED, { bubbles: true }));
    },
    onAgain() {
      settle(false);
      put();
      find(root, ".answers").firstElementChild.focus();
    },
  });
  const paper = element('<ul class="on-paper"></ul>');
  const guess = () => ({
    question: model.get("question"),
    choices: model.get("choices"),
    why: model.get("why"),
    typed: model.get("typed"),
  });
  function put() {
    const asked = askedOf(guess());
    ask.ask(asked);
    ask.keepRoom(saidOf(guess()));
    showOnPaper(paper, guess());
    if (model.get("settled")) ask.show();
  }
  function follow() {
    if (model.get("settled") && ask.isOpen()) ask.show();
    else if (!model.get("settled") && !ask.isOpen()) put();
  }
  root.append(ask.root, paper);
  el.append(root);
  put();
  const stops = [onTraitsChange(model, TRAITS, put), onTraitsChange(model, ["settled"], follow)];
  return () => stops.forEach((stop) => stop());
}
