// The array explorer: nested grids, an index to choose from them, and the memory that holds them.
import { sameShape } from "../shared/arrays.js";
import { element, find, setDigits, showText } from "../shared/dom.js";
import { drawNested } from "../shared/nested.js";
import { scrollTo } from "../shared/scroll.js";
import { makeSettings } from "../shared/settings.js";
import { makePointing, makeStepper } from "../shared/stepper.js";
import { formatNumber } from "../shared/text.js";
import { makePicks } from "./pick.js";
import { AXIS_ORDERS, axisNames, FIELDS, resizedState, shapeValues, TRAITS } from "./state.js";
import { drawStrip } from "./strip.js";
import { memoryPlace, readingPlace, viewOf } from "./view.js";
import { arrayName, formula, headline, LABEL, memoryTitle, ORDER_LABEL, orderOption, pointedWords } from "./words.js";

const orderHtml = (axes) => `<option value="${axes}">${orderOption(axes, axisNames(axes))}</option>`;

const rootHtml = () => `<div data-widget="array" role="group" aria-label="${LABEL}">
    <div class="pickers"></div>
    <div class="top"><p class="headline"></p>
      <label class="order"><span>${ORDER_LABEL}</span> <select>${AXIS_ORDERS.map(orderHtml).join("")}</select></label></div>
    <div class="scroll images"></div>
    <p class="memory-title"></p><div class="memory"></div>
    <p class="formula"></p>
    <p class="words" data-role="words" aria-live="polite"></p></div>`;

/** @param {import("@anywidget/types").RenderProps} props */
function render(props) {
  const root = element(rootHtml());
  /** What the functions below share and fill. @type {any} */
  const explorer = { root, find: (selector) => find(root, selector), step: 0 };
  const stepper = makeStepper(props, root, {
    traits: TRAITS,
    build: (state) => build(explorer, state),
    showStep: (step) => showStep(explorer, step),
  });
  const settings = makeSettings(FIELDS, (values) => stepper.setState(resizedState(values, stepper.state())));
  Object.assign(explorer, { stepper, settings, pointing: makePointing(() => lightPointed(explorer)) });
  explorer.find(".formula").after(stepper.player.root);
  root.append(settings.root);
  const order = explorer.find("select");
  order.addEventListener("change", () => stepper.setState({ axes: order.value.split(",").map(Number) }));
  return stepper.start();
}

function build(explorer, state) {
  const { x, index, axes } = state;
  const { shown } = explorer;
  explorer.view = viewOf(x.shape, index, axes);
  if (!shown || !sameShape(shown.x.shape, x.shape)) placePicks(explorer, x.shape);
  if (shown?.x !== x || String(shown.axes) !== String(axes)) drawPictures(explorer, x);
  explorer.shown = state;
  explorer.picks.show(index);
  showText(explorer.find(".headline"), headline(explorer.view));
  return explorer.view.chosen.length;
}

function placePicks(explorer, shape) {
  const { stepper } = explorer;
  explorer.picks = makePicks(shape, (axis, i) => stepper.setState({ index: stepper.state().index.with(axis, i), step: 0 }));
  explorer.find(".pickers").replaceChildren(explorer.picks.root);
}

function drawPictures(explorer, x) {
  const { root, view, pointing } = explorer;
  pointing.clear();
  explorer.picture = drawView(explorer, x);
  explorer.memory = drawStrip(explorer.find(".memory"), x, {
    onStrip: pointing.listener("strip"),
    onOverview: pointing.listener("overview"),
  });
  setDigits(root, Math.max(...explorer.memory.cells.map((cell) => cell.textContent.length)));
  showText(explorer.find(".memory-title"), memoryTitle(view));
  explorer.find("select").value = String(view.axes);
  explorer.settings.show(shapeValues(x.shape));
}

function drawView({ find, view, pointing }, x) {
  const axes = view.names.map((name, i) => ({ name, size: view.sizes[i], across: i % 2 === 1 }));
  const draw = (k) => [formatNumber(x.data[memoryPlace(view, k)])];
  const onPoint = pointing.listener("grid");
  return drawNested(find(".images"), { name: "x", label: arrayName(view.sizes), axes, draw, isRead: true }, (how, k) =>
    onPoint(how, k === null ? null : memoryPlace(view, k)),
  );
}

/** What is pointed at in one picture comes into sight in the other. The one under the pointer must stay. */
function lightPointed(explorer) {
  light(explorer);
  const { kind, place } = explorer.pointing.current();
  if (kind) bring(explorer, place);
  explorer.stepper.onNextFrame("scroll", () => {
    if (kind && kind !== "strip") explorer.memory.reveal(place);
  });
}

/** Light what is chosen, and in it or beside it the one number that is pointed at. Returns its place in memory. */
function light({ find, view, step, pointing, memory, picture, stepper, shown }) {
  const { place = view.chosen[step] } = pointing.current();
  const marks = new Map(view.chosen.map((chosen) => [chosen, "chosen"])).set(place, "1");
  memory.light(marks);
  picture.light(new Map([...marks].map(([at, mark]) => [readingPlace(view, at), mark])));
  showText(stepper.words, pointedWords(view, shown.x, place));
  showText(find(".formula"), `\`${formula(view, place)}\``);
  return place;
}

/** A small screen shows the part that holds this place of memory. */
const bring = ({ picture, view }, place) => picture.bring(readingPlace(view, place));

function showStep(explorer, step) {
  explorer.step = step;
  const place = light(explorer);
  bring(explorer, place);
  explorer.stepper.onNextFrame("scroll", () => {
    explorer.memory.reveal(place);
    scrollTo(explorer.find(".images"), explorer.picture.cells[readingPlace(explorer.view, place)]);
  });
}

export default { render };
