// What the reader does: the buttons, the keys, the numbers and the bars.
import { eventTarget, find, isMotionReduced } from "../shared/dom.js";
import { writeTraits } from "../shared/stepper.js";
import { nextIn } from "./misread.js";
import { wiggle } from "./pull.js";
import {
  ask,
  blameFor,
  FRESH,
  firstPath,
  forget,
  isBlaming,
  isTaught,
  nextOf,
  pathOf,
  run,
  stop,
  TAUGHT,
  takeDigit,
} from "./reading.js";
import { sayText } from "./say.js";
import { makeSheet } from "./sheet.js";
import { show } from "./show.js";
import { back, followed, opened, openOf } from "./walk.js";

const PAUSE = 1100; // milliseconds that a layer stands before the next turns

/** Go on to this state. */
function setState(explorer, state) {
  if (state.path) Object.assign(explorer, FRESH);
  writeTraits(explorer.model, state);
  show(explorer);
}

export function listen(explorer) {
  const { root } = explorer;
  root.addEventListener("click", (event) => {
    const {
      verb,
      do: does,
      follow,
      guess,
      crumb,
      addition,
      weight,
      wiggle: by,
    } = eventTarget(event, "button")?.dataset ?? {};
    if (verb) setVerb(explorer, verb);
    else if (ACTIONS[does]) act(explorer, does);
    else if (follow) goOn(explorer, [...pathOf(explorer), placeOf(follow)]);
    else if (guess) answer(explorer, Number(guess));
    else if (crumb) goOn(explorer, pathOf(explorer).slice(0, Number(crumb) + 1));
    else if (addition) look(explorer, { addition: Number(addition) });
    else if (weight) look(explorer, { weight: Number(weight), pull: 0 });
    else if (by) wiggle(explorer, explorer.pull + Number(by));
  });
  root.addEventListener("input", (event) => {
    if (eventTarget(event, ".wiggle")) wiggle(explorer, Number(/** @type {any} */ (event.target).value));
  });
  root.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    if (isTaught(explorer)) return;
    const isOpenBar = eventTarget(event, "[data-bar][data-open]") && !explorer.isDrawing && !isBlaming(explorer);
    const by = { "+": 1, "-": -1 }[event.key];
    if (event.key === "Backspace") ACTIONS.back(explorer);
    else if (by && explorer.target) wiggle(explorer, explorer.pull + by);
    else if (event.key === "Enter" && isOpenBar) ACTIONS.follow(explorer);
    else return;
    event.preventDefault();
  });
}

/** A button that leads nowhere stays where it is, for whoever comes by keys. */
function act(explorer, does) {
  if (find(explorer.root, `[data-do=${does}]`).getAttribute("aria-disabled") !== "true") ACTIONS[does](explorer);
}

const placeOf = (text) => {
  const [name, ...index] = text.split(",");
  return [name, ...index.map(Number)];
};

const ACTIONS = {
  another(explorer) {
    const { digit, taught, toRead } = explorer;
    if (explorer.strokes || explorer.isDrawing) return choose(explorer, digit);
    explorer.toRead = taught.toRead();
    choose(explorer, nextIn(explorer.toRead, digit, explorer.toRead !== toRead));
  },
  draw(explorer) {
    explorer.isDrawing = !explorer.isDrawing;
    explorer.sheet ??= makeSheet({
      onDraw: (...drawn) => onDraw(explorer, ...drawn),
      say: (text) => sayText(explorer, text),
    });
    if (explorer.isDrawing) {
      explorer.sheet.tell();
      explorer.sheet.focus();
    } else if (explorer.strokes?.length) show(explorer);
    else choose(explorer, explorer.digit);
  },
  follow: (explorer) => goOn(explorer, followed(pathOf(explorer), nextOf(explorer))),
  back: (explorer) => setState(explorer, { path: back(pathOf(explorer)) }),
  play(explorer) {
    if (explorer.timer) stop(explorer);
    else play(explorer);
    show(explorer);
  },
  step: ({ taught }) => taught.teacher.step(),
  epoch: ({ taught }) => taught.teacher.run(1),
  run: ({ taught }) => (taught.teacher.state.isRunning ? taught.teacher.pause() : taught.teacher.run(Infinity)),
  over: ({ taught }) => taught.teacher.begin(true),
  contest: ({ taught }) => taught.contest.start(),
  check: ({ taught }) => taught.contest.check(),
  restore: ({ taught }) => taught.restore(),
  layer(explorer) {
    stop(explorer);
    if (explorer.depth < explorer.stages.length) turn(explorer);
  },
};

/** From the loss to the pixels, a layer at a time; at once where motion is unwanted. */
function play(explorer) {
  const last = explorer.stages.length;
  if (isMotionReduced()) return Object.assign(explorer, { depth: last, isAsked: false });
  if (explorer.depth === last) explorer.depth = 0;
  explorer.isAsked = false;
  const next = () => {
    explorer.timer = explorer.depth + 1 < last ? setTimeout(next, PAUSE) : null;
    turn(explorer);
  };
  explorer.timer = setTimeout(next, PAUSE / 2);
}

/** One more layer's numbers turn into gradients. */
function turn(explorer) {
  explorer.depth += 1;
  explorer.isAsked = false;
  show(explorer);
}

/** The way ends where its verb leads to: what is open stays open, alone where the direction changes. */
function setVerb(explorer, verb) {
  if (isTaught(explorer)) {
    if (verb === explorer.verb) return;
    explorer.taught.leave();
  }
  const open = openOf(pathOf(explorer));
  if (TAUGHT.includes(verb)) {
    explorer.isDrawing = false;
    if (explorer.strokes) takeDigit(explorer);
    forget(explorer);
    setState(explorer, { verb, path: firstPath(explorer) });
    return explorer.taught.enter();
  }
  const isTurned = (verb === "blame") !== isBlaming(explorer);
  explorer.isDrawing = false;
  if (!isTurned) return setState(explorer, { verb });
  if (verb !== "blame") return setState(explorer, { verb, path: [open] });
  blameFor(explorer, explorer.label ?? explorer.said);
  if (open[0] === explorer.scores) return setState(explorer, { verb, path: [[explorer.scores, explorer.answer]] });
  ask(explorer);
  setState(explorer, { verb, path: [open] });
}

/** A test digit and its label; its largest score is open. */
export function choose(explorer, digit) {
  explorer.model.set("digit", digit);
  takeDigit(explorer);
  setState(explorer, { digit, verb: "read", path: firstPath(explorer) });
}

/** On along this path, in the direction that the verb has. */
function goOn(explorer, path) {
  if (isBlaming(explorer)) ask(explorer);
  setState(explorer, { verb: isBlaming(explorer) ? "blame" : "explain", path });
}

export function openNumber(explorer, place) {
  if (isTaught(explorer)) leaveTaught(explorer);
  const { parts, blame } = explorer;
  const path = pathOf(explorer);
  explorer.isDrawing = false;
  explorer.pointing.clear();
  if (String(openOf(path)) === String(place)) return ACTIONS.follow(explorer);
  const neighbours = isBlaming(explorer) ? blame.shares.map(({ to }) => to) : parts.terms.map(({ from }) => from);
  goOn(explorer, opened(path, place, neighbours));
}

/** What is opened while a network learns is opened in what it has become. */
function leaveTaught(explorer) {
  explorer.taught.leave();
  explorer.isStepBack = false;
  explorer.model.set("verb", "explain");
  show(explorer);
}

export function chooseBar(explorer, k) {
  if (isTaught(explorer)) leaveTaught(explorer);
  const path = [[explorer.scores, k]];
  if (explorer.strokes && explorer.label === null) {
    Object.assign(explorer, { label: k, isDrawing: false });
    blameFor(explorer, k);
    return setState(explorer, { verb: "read", path: firstPath(explorer) });
  }
  if (!isBlaming(explorer)) return setState(explorer, { verb: "explain", path });
  blameFor(explorer, k);
  setState(explorer, { path });
}

/** Which number of a window went on is guessed; the right one leads on. */
function answer(explorer, guess) {
  if (explorer.guess !== null && guess === explorer.parts.winner) return ACTIONS.follow(explorer);
  explorer.guess = guess;
  show(explorer);
}

/** At what one window gives back, or at a weight. */
function look(explorer, chosen) {
  ask(explorer);
  Object.assign(explorer, chosen);
  show(explorer);
}

function onDraw(explorer, strokes, image) {
  explorer.strokes = strokes;
  explorer.label = null;
  run(explorer, image);
  writeTraits(explorer.model, { verb: "read", path: firstPath(explorer) });
  show(explorer);
}
