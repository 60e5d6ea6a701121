// What a reader sees of the trace: x in the colours of its windows, and the arrays that are made of it.
import { element, find, findAll, showText, writeCell } from "../shared/dom.js";
import { drawImages } from "../shared/images.js";
import { drawNested } from "../shared/nested.js";
import { range } from "../shared/numbers.js";
import { showOne } from "../shared/some.js";
import { indicesOf } from "../shared/strides.js";
import { fromPadded, isPixel, toPadded } from "../shared/unroll.js";
import { turnsOf } from "./moves.js";
import { axesWithTicks, cellOf, lookHtml, lookOf, pixelLook } from "./stage.js";
import { shapeOf } from "./trace.js";
import { axesTitle, MINUS_INFINITY, shapeName } from "./words.js";

const TALL = 8; // rows: a matrix of more stands beside all else, where there is room
const panelHtml = `<div class="panel"><p class="title"></p><p class="axes"></p><div class="scroll images"></div></div>`;

/** x with its padding, each pixel in the colours of who reads it. */
export function drawGiven(box, { sizes, trace, x, isPooling }, onPoint) {
  const indexOf = (padded) => {
    const place = fromPadded(sizes, padded);
    return isPixel(sizes, place) ? ((place[0] * sizes.C + place[1]) * sizes.H + place[2]) * sizes.W + place[3] : null;
  };
  const images = drawImages(box, "x", x, sizes, (how, padded) => onPoint(how, padded && indexOf(padded)));
  const places = indicesOf(x.shape).map((place) => toPadded(sizes, place));
  const looks = trace.readings.map((readings) => pixelLook(readings, trace.taps));
  places.forEach((place, k) => {
    const { tag, own } = looks[k];
    const cell = images.cell(place);
    if (tag) cell.dataset.tag = tag;
    cell.style.setProperty("--own", own);
    cell.toggleAttribute("data-winner", trace.winners.has(k));
  });
  showOne(findAll(box, ".image"), 0);
  if (isPooling) for (const cell of findAll(box, "[data-pad]")) cell.textContent = MINUS_INFINITY;
  return {
    cells: indicesOf([sizes.N, sizes.C, sizes.PH, sizes.PW]).map(images.cell),
    pixel: (k) => images.cell(places[k]),
    isShared: looks.some(({ tag }) => tag.length > 2),
    light: (marks) => images.light([...marks].map(([k, how]) => [places[k], how])),
  };
}

/** One of the arrays. Its cells can be empty, and filled one by one. */
export function drawStage(trace, stage, onPoint) {
  const panel = element(panelHtml);
  panel.toggleAttribute("data-tall", stage.axes.length === 2 && stage.axes[0].size > TALL);
  showText(find(panel, ".title"), `\`${stage.code}\``);
  showText(find(panel, ".axes"), axesTitle(stage.axes));
  const what = {
    name: "",
    label: shapeName(stage.name, shapeOf(stage)),
    axes: axesWithTicks(trace, stage),
    draw: (k) => cellOf(trace, stage.cells[k]),
  };
  const { cells, light } = drawNested(find(panel, ".scroll"), what, onPoint);
  let landed = null; // what each cell holds so far; null: all
  function write(k, held) {
    writeCell(cells[k], lookOf(trace, held).text);
    cells[k].removeAttribute("data-blank");
    if (stage.cells[k].length < 2 || held.length === 0) return; // it looks as it was drawn
    const { tag, own } = lookOf(trace, held);
    cells[k].dataset.tag = tag;
    cells[k].style.setProperty("--own", own);
  }
  return {
    panel,
    cells,
    light,
    isBlank: (k) => cells[k].hasAttribute("data-blank"),
    empty() {
      landed = stage.cells.map(() => []);
      for (const cell of cells) {
        writeCell(cell, stage.isZeroed ? "0" : "");
        cell.setAttribute("data-blank", "");
      }
    },
    fill() {
      if (landed) stage.cells.forEach((held, k) => write(k, held));
      landed = null;
    },
    /** @param {import("./trace.js").Move[]} moves */
    land(moves) {
      for (const { item, to } of moves) {
        if (item !== null) landed[to].push(item);
        write(to, landed[to]);
      }
    },
    /** What all have landed in: the cells as they are. */
    settle() {
      for (const k of range(cells.length)) cells[k].removeAttribute("data-blank");
      landed = null;
    },
  };
}

const [EACH, ALL] = [450, 3600]; // milliseconds: for a turn, and for all of a step's turns

/**
 * A step's motion, turn by turn: numbers leave the cells of the source and land in those of the picture.
 * @param {{ trace: any, step: number, from: HTMLElement[], picture: any }} shown
 * @param {number} pause how long it may last
 */
export function motionOf({ trace, step, from, picture }, pause) {
  const turns = turnsOf(trace.stages[step], trace.stages[step - 1]);
  const ms = Math.min(EACH, Math.min(ALL, pause) / turns.length);
  return turns.map((pieces, i) => ({
    ms,
    flights: pieces.map((piece) => flightOf(trace, piece, from, picture.cells)),
    arrive() {
      for (const { moves } of pieces) picture.land(moves);
      if (i === turns.length - 1) picture.settle();
    },
  }));
}

/** @param {any} trace @param {import("./moves.js").Piece} piece @param {HTMLElement[]} from @param {HTMLElement[]} to */
function flightOf(trace, { moves, columns, isOutline }, from, to) {
  const ends = { from: moves.map((move) => from[move.from]), to: moves.map((move) => to[move.to]), kind: "window" };
  if (isOutline) return { ...ends, texts: [] };
  const looks = moves.map(({ item }) => (item === null ? 'data-zero=""' : lookHtml(lookOf(trace, [item]))));
  return { ...ends, looks, columns };
}
