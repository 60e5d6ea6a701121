// The array explorer: nested grids, an index to choose from them, and the memory that holds them.
import { drawStrip } from "./strip.js";
import { expression, elementWords, formula, memoryWords } from "./words.js";
import { makePicks } from "./pick.js";
import { readingPlace, viewOf } from "./view.js";
import { element, range, say, short } from "../shared/dom.js";
import { drawNested } from "../shared/nested.js";
import { indexAt, offsetAt, product, tuple } from "../shared/strides.js";
import { makeSettings } from "../shared/settings.js";
import { scrollTo } from "../shared/scroll.js";
import { makePointing, makeStepper } from "../shared/stepper.js";

const FIELDS = ["N", "C", "H", "W"].map((name, axis) => {
  const [what, most] = [["Images", 4], ["Channels", 4], ["Height", 8], ["Width", 8]][axis];
  return { name, label: `${what} ${name}`, group: "Shape of x", least: 1, most };
});
const ORDERS = range(256)
  .map((k) => indexAt(k, [4, 4, 4, 4]))
  .filter((axes) => new Set(axes).size === 4);
const orderHtml = (axes) =>
  `<option value="${axes}">${tuple(axes)}: ${axes.map((axis) => "NCHW"[axis]).join(", ")}</option>`;

// What the reader typed, as the model's state; throws where it can't be drawn.
function resized(values, model) {
  const shape = ["N", "C", "H", "W"].map((name) => values[name][0]);
  const [size, most] = [product(shape), model.get("max_cells")];
  if (size > most) throw new RangeError(`x must not hold more than ${most} numbers to draw, but holds ${size}`);
  const index = model.get("index").map((i, axis) => (i === null ? null : Math.min(i, shape[axis] - 1)));
  return { x: { shape, data: range(size) }, index }; // each number is its place
}

function render({ model, el }) {
  const get = (name) => model.get(name);
  const root = element(`<div data-widget="array" role="group" aria-label="An array, its index and its memory">
    <div class="pickers"></div>
    <div class="top"><p class="headline"></p>
      <label class="order"><span>Axes of the view</span> <select>${ORDERS.map(orderHtml).join("")}</select></label></div>
    <div class="scroll images"></div>
    <p class="memory-title"></p><div class="memory"></div>
    <p class="formula"></p>
    <p class="words" data-role="words" aria-live="polite"></p></div>`);
  const find = (selector) => root.querySelector(selector);
  let [view, picks, picture, memory, drawn, step] = [];

  const stepper = makeStepper({ model, el }, root, { traits: ["x", "index", "axes"], build, showStep });
  const settings = makeSettings(FIELDS, (values) => stepper.change(resized(values, model)));
  find(".words").before(stepper.player.root);
  root.append(settings.root);
  find("select").addEventListener("change", ({ target }) => stepper.change({ axes: target.value.split(",").map(Number) }));

  const pointing = makePointing(() => {
    const { kind, place } = light();
    // What is pointed at in one picture comes into sight in the other. The one under the pointer must stay.
    stepper.soon("scroll", () => kind && kind !== "strip" && memory.reveal(place));
  });

  // Light what is chosen, and in it or beside it the one number that is pointed at.
  function light() {
    const { kind, place = view.chosen[step] } = pointing.at();
    const marks = new Map(view.chosen.map((chosen) => [chosen, "chosen"])).set(place, "1");
    memory.light(marks);
    picture.light(new Map([...marks].map(([at, mark]) => [readingPlace(view, at), mark])));
    say(stepper.words, `${elementWords(view, get("x"), place)}. ${memoryWords(view)}`);
    say(find(".formula"), `\`${formula(view, place)}\``);
    return { kind, place };
  }

  function drawPictures() {
    const x = get("x");
    pointing.forget();
    const axes = view.names.map((name, i) => ({ name, size: view.sizes[i], across: i % 2 === 1 }));
    const { sizes, steps } = view;
    const offset = (k) => offsetAt(indexAt(k, sizes), steps);
    const number = (k) => [short(x.data[offset(k)])];
    const label = `an array of shape ${tuple(sizes)}`;
    const tell = (how, k) => pointing.on("grid")(how, k === null ? null : offset(k));
    picture = drawNested(find(".images"), { name: "x", label, axes, draw: number }, tell);
    memory = drawStrip(find(".memory"), x, pointing.on("strip"), pointing.on("overview"));
    root.style.setProperty("--digits", Math.max(...memory.cells.map((cell) => cell.textContent.length)));
    const strides = view.names.map((name, i) => `${name} ${steps[i]}`).join(", ");
    say(find(".memory-title"), `Memory: ${product(sizes)} numbers in one line. Strides, one step along each axis: \`${strides}\``);
    find("select").value = String(view.axes);
    settings.show(Object.fromEntries(FIELDS.map(({ name }, i) => [name, [x.shape[i]]])));
  }

  function layPicks() {
    if (picks && String(drawn.x.shape) === String(get("x").shape)) return;
    picks = makePicks(get("x").shape, (axis, i) => stepper.change({ index: get("index").with(axis, i), step: 0 }));
    find(".pickers").replaceChildren(picks.root);
  }

  function build() {
    const [x, index, axes] = ["x", "index", "axes"].map(get);
    view = viewOf(x, index, axes);
    layPicks();
    if (drawn?.x !== x || String(drawn.axes) !== String(axes)) drawPictures();
    drawn = { x, axes };
    picks.show(index);
    say(find(".headline"), `\`${expression(view)}\` has shape \`${tuple(view.left)}\``);
    return view.chosen.length;
  }

  function showStep(now) {
    step = now;
    const { place } = light();
    stepper.soon("scroll", () => {
      memory.reveal(place);
      scrollTo(find(".images"), picture.cells[readingPlace(view, place)]);
    });
  }

  return stepper.start();
}

export default { render };
