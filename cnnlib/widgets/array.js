// The array explorer: nested grids, an index to choose from them, and the memory that holds them.
import { drawStrip } from "./array_strip.js";
import { expression, elementWords, formula, memoryWords } from "./array_words.js";
import { makePicks } from "./array_pick.js";
import { readingPlace, viewOf } from "./array_view.js";
import { element, range, say, short } from "./dom.js";
import { playOnSpace, update } from "./live.js";
import { drawNested } from "./nested.js";
import { indexAt, offsetAt, product, tuple } from "./strides.js";
import { makePlayer } from "./player.js";
import { makeSettings } from "./settings.js";
import { scrollTo } from "./scroll.js";
import { watch } from "./watch.js";

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
  const root = element(`<div data-widget="array" role="group" aria-label="An array, its index and its memory">
    <div class="pickers"></div>
    <div class="top"><p class="headline"></p>
      <label class="order"><span>Axes of the view</span> <select>${ORDERS.map(orderHtml).join("")}</select></label></div>
    <div class="scroll images"></div>
    <p class="memory-title"></p><div class="memory"></div>
    <p class="formula"></p>
    <p class="words" data-role="words" aria-live="polite"></p></div>`);
  const find = (selector) => root.querySelector(selector);
  const pointed = { hover: null, focus: null };
  let [view, picks, picture, memory, drawn] = [];

  function change(state) {
    update(model, state);
    draw();
  }
  const player = makePlayer((step) => change({ step }), (on) => find(".words").setAttribute("aria-live", on ? "off" : "polite"));
  const settings = makeSettings(FIELDS, (values) => change(resized(values, model)));
  find(".words").before(player.root);
  root.append(settings.root);
  find("select").addEventListener("change", ({ target }) => change({ axes: target.value.split(",").map(Number) }));

  const point = (from) => (how, offset) => {
    pointed[how] = offset === null ? null : { from, offset };
    light();
  };

  // Light what is chosen, and in it or beside it the one number that is pointed at.
  function light() {
    const { from, offset } = pointed.hover ?? pointed.focus ?? { offset: view.chosen[model.get("step")] };
    const marks = new Map(view.chosen.map((place) => [place, "chosen"])).set(offset, "1");
    memory.light(marks);
    picture.light(new Map([...marks].map(([place, mark]) => [readingPlace(view, place), mark])));
    say(find(".words"), `${elementWords(view, model.get("x"), offset)}. ${memoryWords(view)}`);
    say(find(".formula"), `\`${formula(view, offset)}\``);
    // Measuring here would lay the page out once more than needed.
    if (from !== "strip") requestAnimationFrame(() => memory.reveal(offset));
    if (!from) requestAnimationFrame(() => scrollTo(find(".images"), picture.cells[readingPlace(view, offset)]));
  }

  function build() {
    const x = model.get("x");
    Object.assign(pointed, { hover: null, focus: null });
    const axes = view.names.map((name, i) => ({ name, size: view.sizes[i], across: i % 2 === 1 }));
    const number = (k) => [short(x.data[offsetAt(indexAt(k, view.sizes), view.steps)])];
    const label = `an array of shape ${tuple(view.sizes)}`;
    const steps = view.steps;
    const tell = (how, k) => point("grid")(how, k === null ? null : offsetAt(indexAt(k, axes.map(({ size }) => size)), steps));
    picture = drawNested(find(".images"), { name: "x", label, axes, draw: number }, tell);
    memory = drawStrip(find(".memory"), x, point("strip"), point("overview"));
    root.style.setProperty("--digits", Math.max(...memory.cells.map((cell) => cell.textContent.length)));
    const strides = view.names.map((name, i) => `${name} ${view.steps[i]}`).join(", ");
    say(find(".memory-title"), `Memory: ${product(view.sizes)} numbers in one line. Strides, one step along each axis: \`${strides}\``);
    find("select").value = String(view.axes);
    settings.show(Object.fromEntries(FIELDS.map(({ name }, i) => [name, [x.shape[i]]])));
  }

  function layPicks() {
    if (picks && String(drawn.x.shape) === String(model.get("x").shape)) return;
    picks = makePicks(model.get("x").shape, (axis, i) => change({ index: model.get("index").with(axis, i), step: 0 }));
    find(".pickers").replaceChildren(picks.root);
  }

  // Redraw what has changed since the last time.
  function draw() {
    const [x, index, axes] = ["x", "index", "axes"].map((name) => model.get(name));
    view = viewOf(x, index, axes);
    layPicks();
    if (drawn?.x !== x || String(drawn.axes) !== String(axes)) build();
    drawn = { x, axes };
    const step = Math.min(model.get("step"), view.chosen.length - 1);
    if (step !== model.get("step")) model.set("step", step);
    picks.show(index);
    say(find(".headline"), `\`${expression(view)}\` has shape \`${tuple(view.left)}\``);
    player.show(step, view.chosen.length);
    light();
  }

  const unwatch = watch(model, ["x", "index", "axes", "step"], draw);
  playOnSpace(root, player);
  draw();
  el.append(root);
  return () => {
    player.stop();
    unwatch();
  };
}

export default { render };
