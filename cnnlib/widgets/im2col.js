// The im2col stepper: images, their windows, and the matrix that the windows are copied into.
import { element, range, say } from "./dom.js";
import { drawImages } from "./images.js";
import { drawMatrix } from "./matrix.js";
import { makePlayer } from "./player.js";
import { makeSettings } from "./settings.js";
import { fullPads, fullPair, shortPads, shortPair } from "./pairs.js";
import { inSight, scrollDownTo, scrollTo } from "./scroll.js";
import { copies, rowPlace, source, unrolled } from "./unroll.js";
import { position } from "./windows.js";
import { cellWords, facts, pixelWords, rowWords, windowSize } from "./im2col_words.js";

const BOTH = "one number, or height, width";
const FIELDS = [
  { name: "N", label: "Images N", group: "Images", least: 1, most: 10 },
  { name: "C", label: "Channels C", group: "Images", least: 1, most: 3 },
  { name: "H", label: "Height H", group: "Images", least: 1, most: 12 },
  { name: "W", label: "Width W", group: "Images", least: 1, most: 12 },
  { name: "filter_h", label: "Filter height", group: "Filter", least: 1, most: 12 },
  { name: "filter_w", label: "Filter width", group: "Filter", least: 1, most: 12 },
  { name: "stride", label: "Stride", group: "Sliding", least: 1, most: 12, lengths: [1, 2], hint: BOTH },
  { name: "pad", label: "Pad", group: "Sliding", least: 0, most: 6, lengths: [1, 2, 4], hint: `${BOTH}, or top, bottom, left, right` },
  { name: "dilation", label: "Dilation", group: "Sliding", least: 1, most: 12, lengths: [1, 2], hint: BOTH },
];
const SYNCED = ["x", "filter_h", "filter_w", "stride", "pad", "dilation"];

function sizesOf(model) {
  const [stride, pad, dilation] = ["stride", "pad", "dilation"].map((name) => model.get(name));
  const axis = (i, filter) => ({ filter, stride: stride[i], before: pad[i][0], after: pad[i][1], dilation: dilation[i] });
  const axes = { height: axis(0, model.get("filter_h")), width: axis(1, model.get("filter_w")) };
  return unrolled(model.get("x").shape, axes);
}

const shown = (model) => {
  const [N, C, H, W] = model.get("x").shape.map((size) => [size]);
  const [filter_h, filter_w] = [[model.get("filter_h")], [model.get("filter_w")]];
  const [stride, dilation] = [shortPair(model.get("stride")), shortPair(model.get("dilation"))];
  return { N, C, H, W, filter_h, filter_w, stride, dilation, pad: shortPads(model.get("pad")) };
};

// What the reader typed, as the model's state; throws where it does not work together.
function stateOf(values, model) {
  const shape = [values.N[0], values.C[0], values.H[0], values.W[0]];
  const old = model.get("x");
  const same = shape.every((size, i) => size === old.shape[i]);
  const x = same ? old : { shape, data: range(shape.reduce((a, b) => a * b)) }; // each number names its pixel
  const [stride, dilation] = [fullPair(values.stride), fullPair(values.dilation)];
  const state = { x, filter_h: values.filter_h[0], filter_w: values.filter_w[0], stride, pad: fullPads(values.pad), dilation };
  const sizes = sizesOf({ get: (name) => state[name] });
  const cells = Math.max(sizes.rows * sizes.columns, sizes.N * sizes.C * sizes.PH * sizes.PW);
  const most = model.get("max_cells");
  if (cells > most) throw new RangeError(`x and col must not need more than ${most} cells to draw, but need ${cells}`);
  return { ...state, step: Math.min(model.get("step"), sizes.rows - 1) };
}

function render({ model, el }) {
  const root = element(`<div data-widget="im2col" role="group" aria-label="im2col, step by step">
    <div class="stage"><div class="scroll images"></div><div class="scroll matrix"></div></div>
    <p class="words" data-role="words" aria-live="polite"></p>
    <dl data-role="facts"></dl></div>`);
  const [imagesBox, matrixBox] = root.querySelectorAll(".scroll");
  const [words, factsList] = [root.querySelector(".words"), root.querySelector("dl")];
  const pointed = { hover: null, focus: null };
  let [sizes, images, matrix, step, drawn] = [];

  const go = (to) => {
    model.set("step", to);
    model.save_changes();
    draw();
  };
  const player = makePlayer(go, (on) => words.setAttribute("aria-live", on ? "off" : "polite"));
  const settings = makeSettings(FIELDS, (values) => {
    const state = stateOf(values, model);
    for (const [name, value] of Object.entries(state)) model.set(name, value);
    model.save_changes();
    draw();
  });
  root.prepend(player.root);
  factsList.before(settings.root);

  const point = (kind) => (how, place) => {
    pointed[how] = place && { kind, place };
    light();
  };

  // Light what is pointed at, and whatever holds the same number.
  function light() {
    const { kind, place } = pointed.hover ?? pointed.focus ?? {};
    const at = kind === "cell" ? source(sizes, ...place) : place;
    const cells = at ? copies(sizes, at) : [];
    const mark = (cell) => (kind === "pixel" || String(cell) === String(place) ? "1" : "faint");
    images.light(at ? [[at, "1"]] : []);
    matrix.light(cells.map((cell) => [cell, mark(cell)]));
    requestAnimationFrame(() => showLit(kind));
    const sentence = { cell: () => cellWords(sizes, model.get("x"), place), pixel: () => pixelWords(sizes, model.get("x"), place) }[kind];
    say(words, sentence?.() ?? rowWords(sizes, step));
    const cell = kind === "cell" ? place : (cells[0] ?? [step, 0]);
    facts(sizes, model.get("x"), cell).forEach(([, , filled], i) => say(values[i], filled));
  }

  // What is pointed at in one box shows at least once in the other.
  function showLit(kind) {
    const box = { cell: imagesBox, pixel: matrixBox }[kind];
    const lit = [...(box?.querySelectorAll("[data-lit]") ?? [])];
    if (lit.length && !lit.some((cell) => inSight(box, cell))) scrollTo(box, lit[0]);
  }

  let values = [];
  function layFacts() {
    factsList.replaceChildren();
    for (const [what, formula] of facts(sizes, model.get("x"), [0, 0])) {
      const row = element(`<div><dt>${what}</dt><dd class="formula"></dd><dd class="filled"></dd></div>`);
      say(row.querySelector(".formula"), formula);
      factsList.append(row);
    }
    values = [...factsList.querySelectorAll(".filled")];
  }

  function build() {
    sizes = sizesOf(model);
    Object.assign(pointed, { hover: null, focus: null });
    images = drawImages(imagesBox, "x", model.get("x"), sizes, point("pixel"));
    matrix = drawMatrix(matrixBox, "col", model.get("x"), sizes, point("cell"));
    const widest = Math.max(...[...images.cells, ...matrix.cells].map((cell) => cell.textContent.length));
    root.style.setProperty("--digits", widest);
    settings.show(shown(model));
    step = null;
  }

  function showStep() {
    const [n, oh, ow] = rowPlace(sizes, step);
    const down = range(sizes.FH).map((fh) => position(sizes.height, oh, fh));
    const across = range(sizes.FW).map((fw) => position(sizes.width, ow, fw));
    const taps = down.flatMap((h) => across.map((w) => [h, w]));
    const reads = range(sizes.C).flatMap((c) => taps.map(([h, w]) => [n, c, h, w]));
    const [first, last] = images.showWindow(n, taps[0], windowSize(sizes), reads);
    const header = matrix.showRow(step);
    // Measuring here would lay the page out once more than needed.
    requestAnimationFrame(() => {
      scrollTo(imagesBox, last);
      scrollTo(imagesBox, first);
      scrollDownTo(matrixBox, header);
    });
    player.show(step, sizes.rows);
    light();
  }

  // Redraw what has changed since the last time.
  function draw() {
    const state = SYNCED.map((name) => model.get(name));
    if (!drawn || state.some((value, i) => value !== drawn[i])) {
      drawn = state;
      build();
      layFacts();
    }
    const wanted = Math.min(model.get("step"), sizes.rows - 1);
    if (wanted === step) return;
    step = wanted;
    showStep();
  }

  // Several settings may change in one go, each with an event of its own: draw when all are in.
  let waiting = false;
  const later = () => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => {
      waiting = false;
      draw();
    });
  };
  const events = [...SYNCED, "step"].map((name) => `change:${name}`);
  for (const event of events) model.on(event, later);
  root.addEventListener("keydown", (event) => {
    if (event.key !== " " || event.target.matches("button, input[type=text]")) return;
    event.preventDefault();
    player.toggle();
  });

  draw();
  el.append(root);
  return () => {
    player.stop();
    for (const event of events) model.off(event, later);
  };
}

export default { render };
