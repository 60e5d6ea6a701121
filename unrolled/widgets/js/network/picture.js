// The whole network in one picture: each stage's maps on a canvas, one number of each reached by keys, and the way over all.
import { element, find } from "../shared/dom.js";
import { range } from "../shared/numbers.js";
import { indexAt, product } from "../shared/strides.js";
import { INPUT } from "./chain.js";
import { setText } from "./fresh.js";
import { cornerOf, indexNear, isMove, moved, ownIndex, tallLayout, wideLayout } from "./stages.js";
import { GRID_HELP, mostWords, shapeName, stageLabel, stageName } from "./words.js";

const NARROW = 640; // pixels: in less, stages stand below each other
const DIM = 0.3; // of maps that are off the way
const FADE = 0.7; // below 1, so that what is small is seen as well
const FAINT = 0.12; // of numbers that stand still while another is wiggled
const HATCH = "rgb(128 128 128 / 75%)";
const LINE = "rgb(128 128 128 / 40%)";
let count = 0; // cells need names that are their own on the page

const stageHtml = (stage, id) => `<div class="layer" data-stage="${stage.shown}">
  <p class="caption" aria-hidden="true"><b>${stageName(stage)}</b> <span class="size"></span></p>
  <div class="maps" role="grid" tabindex="0" data-grid="${stage.shown}" aria-label="${stageLabel(stage)}"
    aria-description="${GRID_HELP}" aria-activedescendant="${id}">
    <canvas aria-hidden="true"></canvas>
    <div role="row"><div role="gridcell" id="${id}"></div></div></div></div>`;

/**
 * @param {import("./stages.js").Stage[]} stages
 * @param {{ onPoint: (how: "hover" | "focus", place: any) => void, onOpen: (place: any) => void, nameOf: (place: any) => string }} options
 */
export function drawPicture(stages, { onPoint, onOpen, nameOf }) {
  const root = element(`<div class="picture"><svg class="thread" aria-hidden="true"></svg></div>`);
  /** What the functions below share. @type {any} */
  const picture = { root, nameOf, width: null, isNarrow: null, drawn: null };
  picture.thread = { root: find(root, ".thread"), drawn: "" };
  picture.boxes = stages.map((stage) => makeBox(picture, stage, { onPoint, onOpen }));
  for (const { layer } of picture.boxes) root.insertBefore(layer, find(root, ".thread"));
  return {
    root,
    show: (drawn) => show(picture, drawn),
    /** Lay it out for the width that it has; answers whether that is another. */
    fit() {
      const isAway = root.clientWidth === 0;
      if (isAway || root.clientWidth === picture.width) return false;
      fit(picture);
      return true;
    },
    thread: (points) => drawThread(picture, points),
    /** Where a number stands, in pixels of the picture: its corner and its size. */
    boxAt: (place) => boxAt(picture, place),
    /** The panel comes below the stages; or, where those stand below each other, below the open one, unless it stands apart. */
    place: (panel, isApart) => place(picture, panel, isApart),
    boxes: picture.boxes,
  };
}

function makeBox(picture, stage, { onPoint, onOpen }) {
  count += 1;
  const layer = element(stageHtml(stage, `number-${count}`));
  const box = {
    stage,
    layer,
    maps: find(layer, ".maps"),
    canvas: find(layer, "canvas"),
    cell: find(layer, '[role="gridcell"]'),
  };
  Object.assign(box, { cursor: [0, 0, 0], layout: null, size: "", at: "" });
  const placeOf = (index) => [stage.shown, ...ownIndex(stage.shape, index)];
  const indexAt = (event) => {
    const { left, top } = box.canvas.getBoundingClientRect();
    return indexNear(box.layout, event.clientX - left, event.clientY - top);
  };
  box.maps.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch") onPoint("hover", placeOf(indexAt(event)));
  });
  box.maps.addEventListener("pointerleave", () => onPoint("hover", null));
  box.maps.addEventListener("focus", () => onPoint("focus", placeOf(box.cursor)));
  box.maps.addEventListener("blur", () => onPoint("focus", null));
  box.maps.addEventListener("click", (event) => {
    setCursor(picture, box, indexAt(event));
    onOpen(placeOf(box.cursor));
  });
  box.maps.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    if (event.key === "Enter") onOpen(placeOf(box.cursor));
    else if (isMove(event.key)) {
      setCursor(picture, box, moved(box.layout, box.cursor, event.key));
      onPoint("focus", placeOf(box.cursor));
    } else return;
    event.preventDefault();
  });
  return box;
}

function setCursor(picture, box, index) {
  box.cursor = index;
  const { x, y } = cornerOf(box.layout, index);
  const own = ownIndex(box.stage.shape, index);
  const at = `left:${x}px;top:${y}px;width:${box.layout.cell}px;height:${box.layout.cell}px`;
  if (box.at !== at) box.cell.style.cssText = at;
  box.at = at;
  if (box.cell.dataset.index !== own.join()) box.cell.dataset.index = own.join();
  if (picture.drawn) setText(box.cell, picture.nameOf([box.stage.shown, ...own]));
}

function fit(picture) {
  const width = picture.root.clientWidth;
  Object.assign(picture, { width, isNarrow: width < NARROW });
  picture.root.dataset.form = picture.isNarrow ? "list" : "row";
  for (const box of picture.boxes) {
    const isOpen = picture.drawn?.open === box;
    const { shape } = box.stage;
    box.layout = picture.isNarrow ? wideLayout(shape, width, isOpen) : tallLayout(shape);
    box.layer.toggleAttribute("data-open", isOpen);
    setCursor(picture, box, box.cursor);
  }
  if (picture.drawn) paintAll(picture);
}

/**
 * @param {any} picture
 * @param {{ values: any, gradients: any, turned: Set<string>, lit: Record<string, Set<number>>,
 *   openStage: string | null, moved: Record<string, Set<number>> | null, kinks: Set<number> }} drawn
 *   turned: the layers that show gradients; lit: which maps of a stage are on the way, all where none is said; moved: the
 *   numbers that glow, all others being faint; kinks: the pixels that are hatched
 */
function show(picture, drawn) {
  const open = picture.boxes.find(({ stage }) => stage.names.includes(drawn.openStage)) ?? null;
  const isMoved = picture.isNarrow && open !== picture.drawn?.open;
  picture.drawn = { ...drawn, open };
  if (isMoved || picture.isNarrow === null) return fit(picture);
  paintAll(picture);
  for (const box of picture.boxes) setCursor(picture, box, box.cursor);
}

/** The colours are asked for once, before anything is written: an answer makes the browser take up all that has been. */
function paintAll(picture) {
  const style = getComputedStyle(picture.root);
  const colours = picture.boxes.map(({ stage }) => coloursOf(style, stage, picture.drawn.turned.has(stage.shown)));
  picture.boxes.forEach((box, i) => paint(picture, box, colours[i]));
}

function place({ root, isNarrow, drawn }, panel, isApart) {
  const after = isNarrow && !isApart ? (drawn.open?.layer ?? find(root, ".bars")) : root;
  if (after.nextElementSibling !== panel) after.after(panel);
}

/** An empty canvas: of its size, which it is given only where it is another. */
function cleared(box) {
  const { canvas, layout } = box;
  const ratio = devicePixelRatio || 1;
  const size = [layout.width, layout.height, ratio].join();
  if (box.size !== size) {
    canvas.width = Math.round(layout.width * ratio);
    canvas.height = Math.round(layout.height * ratio);
    canvas.style.cssText = `width:${layout.width}px;height:${layout.height}px`;
    box.size = size;
  }
  const pen = canvas.getContext("2d");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, layout.width, layout.height);
  return pen;
}

function paint(picture, box, [colour, other]) {
  const { stage, layer, layout } = box;
  const { values, gradients, turned, lit, moved, kinks } = picture.drawn;
  const isGradient = turned.has(stage.shown);
  const { data } = (isGradient ? gradients : values)[stage.shown];
  const pen = cleared(box);
  const most = data.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1;
  const size = product([layout.H, layout.W]);
  setText(find(layer, ".size"), isGradient ? mostWords(most) : shapeName(stage.shape));
  for (const map of range(layout.maps)) {
    const strength = !lit[stage.shown] || lit[stage.shown].has(map) ? 1 : DIM;
    frame(pen, layout, map, strength);
    for (let k = 0; k < size; k += 1) {
      const value = data[map * size + k];
      if (value === 0) continue;
      const { x, y } = cornerOf(layout, [map, Math.floor(k / layout.W), k % layout.W]);
      const glow = !moved || moved[stage.shown].has(map * size + k) ? 1 : FAINT;
      pen.globalAlpha = strength * glow * (Math.abs(value) / most) ** FADE;
      pen.fillStyle = value > 0 ? colour : other;
      pen.fillRect(x, y, layout.cell, layout.cell);
    }
  }
  if (isGradient && stage.shown === INPUT) for (const k of kinks) hatch(pen, layout, indexAt(k, stage.shape));
}

/** Slanted lines, seen over every colour. */
function hatch(pen, layout, index) {
  const { x, y } = cornerOf(layout, index);
  const { cell } = layout;
  pen.globalAlpha = 1;
  pen.strokeStyle = HATCH;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const at of [0.33, 0.67, 1, 1.33, 1.67]) {
    const [from, to] = [Math.max(0, at - 1) * cell, Math.min(1, at) * cell];
    pen.moveTo(x + from, y + to);
    pen.lineTo(x + to, y + from);
  }
  pen.stroke();
}

function frame(pen, layout, map, strength) {
  const { x, y } = cornerOf(layout, [map]);
  pen.globalAlpha = strength;
  pen.strokeStyle = LINE;
  pen.lineWidth = 1;
  pen.strokeRect(x + 0.5, y + 0.5, layout.W * layout.cell - 1, layout.H * layout.cell - 1);
}

/** Of numbers above 0 and below. */
function coloursOf(style, { shown }, isGradient) {
  const colour = (name) => style.getPropertyValue(name).trim();
  if (isGradient) return [colour("--gradient"), colour("--less")];
  return [colour(shown === INPUT ? "--image" : "--output"), colour("--less")];
}

/** The number itself, or what of its stage stands for it. */
function boxAt(picture, [name, ...index]) {
  const box = picture.boxes.find(({ stage }) => stage.names.includes(name));
  if (!box) return null;
  const { x, y } = cornerOf(box.layout, index);
  const origin = picture.root.getBoundingClientRect();
  const { left, top } = box.canvas.getBoundingClientRect();
  return { x: left - origin.left + x, y: top - origin.top + y, size: box.layout.cell, box };
}

/** @typedef {{ x: number, y: number }} Point */
/**
 * Lines from point to point; a fan of them from the last; and frames. Lines where stages stand beside each other alone.
 * @param {any} picture
 * @param {{ points: Point[], fan: (Point & { share: number })[],
 *   frames: { x: number, y: number, width: number, height: number, kind: string }[] }} drawn
 */
function drawThread({ thread, isNarrow }, { points, fan, frames }) {
  const rect = ({ x, y, width, height, kind }) =>
    `<rect data-kind="${kind}" x="${x}" y="${y}" width="${width}" height="${height}"/>`;
  const line = points.map(({ x, y }, i) => (i ? curve(points[i - 1], { x, y }) : `M${x} ${y}`)).join("");
  const start = points.at(-1);
  const ray = ({ x, y, share }) =>
    `<path class="ray" style="--share:${share.toFixed(3)}" d="M${start.x} ${start.y}${curve(start, { x, y })}"/><circle cx="${x}" cy="${y}" r="3"/>`;
  const lines = isNarrow ? "" : `${fan.map(ray).join("")}<path class="halo" d="${line}"/><path d="${line}"/>`;
  const drawn = lines + frames.map(rect).join("");
  if (thread.drawn !== drawn) thread.root.innerHTML = drawn;
  thread.drawn = drawn;
}

const curve = (from, to) => {
  const middle = (from.x + to.x) / 2;
  return `C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
};
