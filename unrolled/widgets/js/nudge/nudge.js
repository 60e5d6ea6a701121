// Nudge: one number is moved, and its copies, the outputs and the loss move with it; the slope of that, and the gradient.
import { numbersOf } from "../shared/arrays.js";
import { makeAsk } from "../shared/ask.js";
import { element, eventTarget, find, findAll, passFocus, showText } from "../shared/dom.js";
import { makeGrid } from "../shared/grid.js";
import { showLegend } from "../shared/legend.js";
import { range } from "../shared/numbers.js";
import { makePointing, onTraitsChange } from "../shared/stepper.js";
import { drawCurve } from "./chart.js";
import { heldOf, LITTLE, LOT, nameOf, settled, TRAITS, valueIn } from "./hand.js";
import { makeLevers } from "./levers.js";
import { colOf, errors, lossOf, OUTPUTS, outputs, PIXELS, WEIGHTS } from "./line.js";
import { litBy, shownOf } from "./lit.js";
import { ASKED, answersOf, rulesOf } from "./rules.js";
import {
  ASKS_FIRST,
  answered,
  answerText,
  CAPTIONS,
  GRADIENT,
  HAND_LABEL,
  HINT,
  heldText,
  LABEL,
  LEGEND,
  LOSS_HINT,
  moveWords,
  NAMES,
  nudgeName,
  pointedWords,
  question,
  riseWords,
  shownWords,
  signed,
  sumWords,
  TINY_NUDGE,
  termTexts,
  tinyWords,
  usesWords,
  written,
  YOUR_MOVE,
} from "./words.js";

/** @import { Line } from "./line.js" */

const NUDGES = [-LOT, -LITTLE, LITTLE, LOT];
const COLUMNS = ["out", "target", "dout"];

const cellsHtml = (places, columns = 1) =>
  range(places / columns)
    .map((row) => {
      const cells = range(columns).map(
        (column) =>
          `<span role="gridcell" data-index="${columns > 1 ? `${row},${column}" data-tap="${column}` : row}"></span>`,
      );
      return `<div role="row">${cells.join("")}</div>`;
    })
    .join("");
const gridHtml = (name, columns) => `<div class="part ${name}"><p class="caption" aria-hidden="true">${CAPTIONS[name]}</p>
    <div role="grid" data-grid="${name}" aria-label="${NAMES[name]}"><div class="rows" role="rowgroup">${cellsHtml(OUTPUTS * columns, columns)}</div></div></div>`;

const barHtml = () => `<div class="bar"><div class="hand" role="group" aria-label="${HAND_LABEL}"><span class="held"></span>
    ${NUDGES.map((by) => `<button type="button" data-by="${by}">${signed(by)}</button>`).join("")}
    <span class="hint" aria-hidden="true">${HINT}</span></div>
    <p class="words" data-role="words" aria-live="polite"></p></div>`;

const rootHtml = () => `<div data-widget="nudge" role="group" aria-label="${LABEL}">${barHtml()}<p class="legend"></p>
    <div class="stage"><div class="source"><div class="loss"><span class="caption">${CAPTIONS.loss}</span>
    <output title="${LOSS_HINT}"></output></div></div>
    <div class="result">${gridHtml("col", WEIGHTS)}${COLUMNS.map((name) => gridHtml(name, 1)).join("")}</div>
    <div class="answer"></div></div>
    <dl class="slopes">${[YOUR_MOVE, TINY_NUDGE, GRADIENT].map((name) => `<div><dt>${name}</dt><dd></dd></div>`).join("")}</dl></div>`;

/** @param {import("@anywidget/types").RenderProps} props */
function render({ model, el }) {
  const root = element(rootHtml());
  /** What the functions below share and fill. @type {any} */
  const picture = { model, root, words: find(root, ".words"), from: null, said: null, start: null };
  showLegend(find(root, ".legend"), LEGEND);
  picture.pointing = makePointing(() => show(picture));
  const hears = {
    onHold: (held) => hold(picture, held),
    onNudge: (by) => nudge(picture, by),
    onDrag: {
      start: () => startDrag(picture),
      move: (by) => drag(picture, by),
      end: () => endDrag(picture),
    },
  };
  const levers = (kind, count) => makeLevers(kind, count, { ...hears, onPoint: picture.pointing.listener(kind) });
  picture.levers = { x: levers("x", PIXELS), w: levers("w", WEIGHTS) };
  find(root, ".source").prepend(picture.levers.x.root, picture.levers.w.root);
  picture.grids = Object.fromEntries(["col", ...COLUMNS].map((name) => [name, gridOf(picture, name)]));
  picture.curve = drawCurve();
  picture.ask = makeAsk(root, { onSettled: (words) => settle(picture, words) });
  find(root, ".answer").append(picture.ask.root, picture.curve.root);
  find(root, ".hand").addEventListener("click", (event) => {
    const button = eventTarget(event, "button");
    if (button) nudge(picture, Number(button.dataset.by));
  });
  el.append(root);
  const unwatch = onTraitsChange(model, TRAITS, () => show(picture));
  show(picture);
  return unwatch;
}

const gridOf = ({ root, pointing }, name) =>
  makeGrid(find(root, `[data-grid="${name}"]`), { columns: name === "col" ? WEIGHTS : 1, onPoint: pointing.listener(name) });

/** @returns {Line} */
const lineOf = ({ model }) => ({
  x: numbersOf(model.get("x")),
  w: numbersOf(model.get("w")),
  target: numbersOf(model.get("target")),
});
const inHand = ({ model }) => heldOf(model.get("held"));

/** Take a number in hand. */
function hold(picture, held) {
  const { model } = picture;
  if (model.get("held") === nameOf(held)) return;
  Object.assign(picture, { from: null, said: null });
  model.set("held", nameOf(held));
  model.save_changes();
  show(picture);
}

/** Give the number in hand another value; from: where the move began. */
function setValue(picture, from, value) {
  const { model } = picture;
  const { kind, place } = inHand(picture);
  const numbers = numbersOf(model.get(kind));
  if (numbers[place] === value) return;
  numbers[place] = value;
  Object.assign(picture, { from, said: null });
  model.set(kind, { shape: [numbers.length], data: numbers });
  show(picture);
}

function nudge(picture, by) {
  const now = valueIn(lineOf(picture), inHand(picture));
  setValue(picture, now, settled(now + by));
  picture.model.save_changes();
}

function startDrag(picture) {
  picture.start = valueIn(lineOf(picture), inHand(picture));
  picture.words.setAttribute("aria-live", "off");
}

const drag = (picture, by) => setValue(picture, picture.start, settled(picture.start + by));

function endDrag(picture) {
  picture.model.save_changes();
  picture.words.setAttribute("aria-live", "polite");
}

/** The question is answered: the number is raised as it said, and the gradient shows. */
function settle(picture, words) {
  const { model, root, levers } = picture;
  const raise = () => {
    model.set("held", nameOf(ASKED));
    model.set("asks", false);
    nudge(picture, LITTLE);
  };
  passFocus(picture.ask.root, raise, () => levers[ASKED.kind].levers[ASKED.place]);
  picture.said = words;
  root.dataset.answered = "";
  show(picture);
}

function show(picture) {
  const { model, root, levers, grids } = picture;
  const [line, held] = [lineOf(picture), inHand(picture)];
  const [dout, out] = [errors(line), outputs(line)];
  const lit = litBy(held, picture.pointing.current());
  for (const kind of ["x", "w"]) levers[kind].show(line[kind], lit[kind]);
  write(grids.col, colOf(line).flat());
  Object.entries({ out, target: line.target, dout }).forEach(([name, numbers]) => write(grids[name], numbers));
  for (const name of ["col", ...COLUMNS]) grids[name].light(lit[name]);
  find(root, ".loss output").textContent = written(lossOf(line));
  showText(find(root, ".held"), heldText(held, line));
  for (const button of findAll(root, ".hand button"))
    button.setAttribute("aria-label", nudgeName(held, Number(button.dataset.by)));
  showAnswer(picture, line, held);
  say(picture, line, held);
  root.toggleAttribute("data-asks", model.get("asks"));
}

/** Only what is new is written: a text that changes under the mouse would be pointed at anew. */
function write({ cells }, numbers) {
  numbers.forEach((number, i) => {
    if (cells[i].textContent !== written(number)) cells[i].textContent = written(number);
  });
}

/** The question, or the curve in its place; and the slopes. */
function showAnswer(picture, line, held) {
  const { model, root, ask, curve, from } = picture;
  const asks = model.get("asks");
  ask.root.toggleAttribute("data-off", !asks);
  curve.root.toggleAttribute("data-off", asks);
  if (asks) put(picture, line);
  else {
    ask.close();
    curve.show(line, held, from);
  }
  const [rise, tiny, sum] = findAll(root, ".slopes dd");
  showText(rise, riseWords(line, held, from));
  showText(tiny, asks ? ASKS_FIRST : tinyWords(line, held));
  if (asks) showText(sum, ASKS_FIRST);
  else showSum(sum, line, held);
}

/** Ask about these numbers, unless they are asked about already. */
function put(picture, line) {
  const { ask } = picture;
  const about = JSON.stringify(line);
  if (ask.isOpen() && about === picture.about) return;
  picture.about = about;
  ask.ask({
    text: question(line, ASKED, LITTLE),
    answers: answersOf(line, ASKED, LITTLE).map((by) => [by, answerText(by)]),
    rules: rulesOf(line, ASKED, LITTLE),
    said: answered(line, ASKED),
    shown: shownWords(line, ASKED, LITTLE),
  });
}

/** The gradient as a sum: by names, each weight in its tint, and with numbers. */
function showSum(box, line, held) {
  const names = document.createElement("span");
  showText(
    names,
    termTexts(line, held)
      .map(([, text]) => `\`${text}\``)
      .join(" + "),
  );
  const numbers = document.createElement("span");
  showText(numbers, sumWords(line, held));
  box.replaceChildren(names, " ", numbers);
  termTexts(line, held).forEach(([tap], i) => {
    if (tap !== null) findAll(names, "code")[i].dataset.tap = tap;
  });
}

function say({ words, from, said, pointing }, line, held) {
  const pointed = pointing.current();
  const shown = shownOf(held, pointed);
  const own = from === null || nameOf(shown) !== nameOf(held) ? usesWords(line, shown) : moveWords(line, held, from);
  const text = pointedWords(line, pointed) ?? said ?? own;
  if (words.dataset.text === text) return;
  words.dataset.text = text; // the same said again would be announced again
  showText(words, text);
}

export default { render };
