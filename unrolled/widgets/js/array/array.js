// The array explorer: nested grids, an index to choose from them, and the memory that holds them.
import { sameShape } from "../shared/arrays.js";
import { element, find, isMotionReduced, setDigits, showText } from "../shared/dom.js";
import { showLegend } from "../shared/legend.js";
import { MOST_MOVES } from "../shared/motion.js";
import { scrollTo } from "../shared/scroll.js";
import { makeSettings } from "../shared/settings.js";
import { makePointing, makeStepper } from "../shared/stepper.js";
import { makeTurn, takeTurn } from "../shared/turn.js";
import { makeLine } from "./line.js";
import { turnsOfMove } from "./move.js";
import { makePicks } from "./pick.js";
import { drawView } from "./picture.js";
import { AXIS_ORDERS, axisNames, FIELDS, resizedState, shapeValues, TRAITS, turnedState } from "./state.js";
import { drawStrip } from "./strip.js";
import { TURNS } from "./turn.js";
import { viewOf } from "./view.js";
import {
  formula,
  headline,
  LABEL,
  legendOf,
  memoryTitle,
  ORDER_LABEL,
  orderOption,
  pointedWords,
  turnedWords,
} from "./words.js";

const orderHtml = (axes) => `<option value="${axes}">${orderOption(axes, axisNames(axes))}</option>`;

const rootHtml = () => `<div data-widget="array" role="group" aria-label="${LABEL}">
    <p class="legend"></p>
    <div class="top"><div class="pickers"></div>
      <label class="order"><span>${ORDER_LABEL}</span> <select>${AXIS_ORDERS.map(orderHtml).join("")}</select></label></div>
    <p class="headline"></p>
    <div class="scroll images"></div>
    <div class="memory"></div><p class="memory-title"></p>
    <p class="formula"></p>
    <p class="words" data-role="words" aria-live="polite"></p></div>`;

/** @param {import("@anywidget/types").RenderProps} props */
function render(props) {
  const root = element(rootHtml());
  /** What the functions below share and fill. @type {any} */
  const explorer = { root, find: (selector) => find(root, selector), step: 0, turned: "", move: null };
  const stepper = makeStepper(props, root, {
    traits: TRAITS,
    build: (state) => build(explorer, state),
    showStep: (step, before) => showStep(explorer, step, before),
  });
  // What the reader changes is no longer what was asked about.
  const change = (state) => stepper.setState({ ...state, asks: false });
  const settings = makeSettings(FIELDS, (values) => change(resizedState(values, stepper.state())));
  const pointing = makePointing(() => lightPointed(explorer));
  Object.assign(explorer, { stepper, change, settings, pointing, line: makeLine(root) });
  find(root, ".headline").before(makeTurn(explorer, TURNS).ask); // on a small screen, beside the boxes to choose from
  root.append(settings.root);
  addOrder(explorer);
  // The line keeps to its ends as what holds them is scrolled, or becomes wider.
  root.addEventListener("scroll", () => drawLine(explorer), true);
  new ResizeObserver(() => resize(explorer)).observe(root);
  return stepper.start();
}

/** Another order of the axes; the number that is spoken of stays the same. */
function addOrder(explorer) {
  const { stepper, change } = explorer;
  const order = explorer.find("select");
  order.addEventListener("change", () => {
    const axes = order.value.split(",").map(Number);
    change(turnedState(stepper.state(), explorer.view.chosen[explorer.step], axes));
  });
}

function build(explorer, state) {
  const { x, index, axes } = state;
  const { shown } = explorer;
  const isNew = shown?.x !== x;
  const isTurned = !isNew && String(shown.axes) !== String(axes);
  if (explorer.turn) explorer.picture.fill(); // from where they move
  explorer.view = viewOf(x.shape, index, axes);
  if (!shown || !sameShape(shown.x.shape, x.shape)) placePicks(explorer, x.shape);
  if (isNew) drawMemory(explorer, x);
  if (isNew || isTurned) placeView(explorer, x, isTurned && index === shown.index && !state.asks);
  explorer.shown = state;
  explorer.turned = isTurned ? turnedWords(explorer.view) : "";
  explorer.picks.show(index);
  showText(explorer.find(".headline"), headline(explorer.view));
  showLegend(explorer.find(".legend"), legendOf(explorer.view));
  return explorer.view.chosen.length;
}

function placePicks(explorer, shape) {
  const { stepper, change } = explorer;
  explorer.picks = makePicks(shape, (axis, i) => change({ index: stepper.state().index.with(axis, i), step: 0 }));
  explorer.find(".pickers").replaceChildren(explorer.picks.root);
}

function drawMemory(explorer, x) {
  const { root, pointing } = explorer;
  explorer.memory = drawStrip(explorer.find(".memory"), x, {
    onStrip: pointing.listener("strip"),
    onOverview: pointing.listener("overview"),
  });
  setDigits(root, Math.max(...explorer.memory.cells.map((cell) => cell.textContent.length)));
  explorer.settings.show(shapeValues(x.shape));
}

/** The view as it is now; if it `moves`, beside the picture that its numbers come from. */
function placeView(explorer, x, moves) {
  const { root, view, pointing, picture: old, line } = explorer;
  const box = explorer.find(".images");
  const isSeen = moves && x.data.length <= MOST_MOVES && !isMotionReduced();
  pointing.clear();
  line.hide();
  const picture = drawView(view, x, pointing.listener("grid"));
  if (isSeen) {
    box.style.minHeight = `${box.offsetHeight}px`;
    explorer.move = {
      root,
      box,
      old,
      picture,
      before: old.parts.getBoundingClientRect(),
      onEnd: () => lightPointed(explorer),
    };
  }
  box.replaceChildren(...(isSeen ? [old.root] : []), picture.root);
  explorer.picture = picture;
  showText(explorer.find(".memory-title"), memoryTitle(view));
  explorer.find("select").value = String(view.axes);
}

/** What is pointed at; a box whose number is still on its way says nothing, and what a reader is asked for is not told. */
function pointedAt({ root, pointing, turn }) {
  const now = pointing.current();
  return turn || (now.kind === "grid" && root.dataset.moving) ? {} : now;
}

/** What is pointed at in one picture comes into sight in the other. The one under the pointer must stay. */
function lightPointed(explorer) {
  light(explorer);
  const { kind, place } = pointedAt(explorer);
  if (kind) explorer.picture.bring(place);
  explorer.stepper.onNextFrame("scroll", () => {
    if (kind && kind !== "strip") explorer.memory.reveal(place);
    if (kind && kind !== "grid") reveal(explorer, place);
    drawLine(explorer);
  });
}

/** The number that is spoken of comes into sight everywhere. */
function revealSpoken(explorer) {
  const place = spoken(explorer);
  explorer.stepper.onNextFrame("scroll", () => {
    explorer.memory.reveal(place);
    reveal(explorer, place);
    drawLine(explorer);
  });
}

/** The number that is pointed at, or else the step's. */
const spoken = (explorer) => pointedAt(explorer).place ?? explorer.view.chosen[explorer.step];

/** Light what is chosen, and in it or beside it the one number that is spoken of. */
function light(explorer) {
  const { find, view, memory, picture, stepper, shown, turned, said } = explorer;
  const place = spoken(explorer);
  const marks = new Map(view.chosen.map((chosen) => [chosen, "chosen"])).set(place, "1");
  memory.light(marks);
  picture.light(marks);
  const told = pointedAt(explorer).kind ? null : said || turned;
  showText(stepper.words, told || pointedWords(view, shown.x, place));
  showText(find(".formula"), `\`${formula(view, place)}\``);
}

/** @param {any} explorer @param {number} place */
const reveal = ({ find, picture }, place) => scrollTo(find(".images"), picture.cell(place));

/** What is spoken of stays in sight. */
function resize(explorer) {
  const { root, width } = explorer;
  explorer.width = root.clientWidth;
  if (root.clientWidth === width) drawLine(explorer);
  else revealSpoken(explorer);
}

/** Once all is where it belongs. */
function drawLine(explorer) {
  const { root, picture, memory, line } = explorer;
  if (root.dataset.moving || picture.parts.getAnimations().length) return line.hide();
  const place = spoken(explorer);
  return line.draw(picture.cell(place), memory.cells[place]);
}

function showStep(explorer, step, before) {
  if (before !== null) explorer.turned = "";
  explorer.step = step;
  takeTurn(explorer, step, before);
  showNumbers(explorer);
  light(explorer);
  explorer.picture.bring(spoken(explorer));
  if (explorer.move) explorer.stepper.perform(turnsOfMove(explorer.move));
  explorer.move = null;
  revealSpoken(explorer);
}

/** Of what is asked about, one number alone shows; else all do, unless they are about to move. */
function showNumbers({ picture, view, step, turn, move }) {
  if (turn) {
    picture.empty();
    picture.land([view.chosen[step]]);
  } else if (!move) picture.fill();
}

export default { render };
