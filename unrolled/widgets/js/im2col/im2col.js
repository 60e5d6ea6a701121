// The im2col stepper: images, their windows, and the matrix that the windows are copied into.
import { makeChoices } from "../shared/choices.js";
import { makeCode } from "../shared/code.js";
import { element, find, findAll, isMotionReduced, setDigits, showText } from "../shared/dom.js";
import { drawImages } from "../shared/images.js";
import { showLegend } from "../shared/legend.js";
import { makeLens } from "../shared/lens.js";
import { litByCode } from "../shared/lockstep.js";
import { cellsOfStep, piecesOf, stepsOf, tintOf } from "../shared/loops.js";
import { drawMatrix } from "../shared/matrix.js";
import { isInSight, scrollDownTo, scrollTo } from "../shared/scroll.js";
import { makeSettings } from "../shared/settings.js";
import { im2colState, imageFields, imageSizes, imageValues } from "../shared/sizes.js";
import { makePointing, makeStepper, onPointerMove } from "../shared/stepper.js";
import { formatNumber } from "../shared/text.js";
import { leave, makeTurn, takeTurn } from "../shared/turn.js";
import { colValue, cornerOf, sourceOf, windowOf, windowSpan } from "../shared/unroll.js";
import { FILTER_LABEL } from "../shared/words.js";
import { CHOICES, chosenState, currentChoices, litBy, TRAITS } from "./state.js";
import { TURNS } from "./turn.js";
import { drawWhole } from "./whole.js";
import { DRAWN, facts, LABEL, legendOf, pointedWords } from "./words.js";
import { makeZoom } from "./zoom.js";

const MOST_IMAGES = 10;
const FLIGHT = 300; // milliseconds, for a number that a reader has chosen

const rootHtml = () => `<div data-widget="im2col" role="group" aria-label="${LABEL}">
    <p class="legend"></p><div class="stage"><div class="scroll images"></div><div class="scroll matrix"></div></div>
    <p class="words" data-role="words" aria-live="polite"></p></div>`;

/** @param {import("@anywidget/types").RenderProps} props */
function render(props) {
  const root = element(rootHtml());
  /** What the functions below share and fill. @type {any} */
  const picture = {
    root,
    boxes: { images: find(root, ".images"), matrix: find(root, ".matrix") },
    facts: element('<dl data-role="facts"></dl>'),
    lens: makeLens(root),
  };
  const stepper = makeStepper(props, root, {
    traits: TRAITS,
    constants: ["max_cells", "presets"],
    build: (state) => build(picture, state),
    showStep: (step, before) => showStep(picture, step, before),
  });
  const choices = makeChoices(CHOICES, (name, value) => {
    const change = chosenState(stepper.state(), name, value);
    if (change) stepper.setState(change);
  });
  const settings = makeSettings(imageFields("filter", FILTER_LABEL, MOST_IMAGES), (values) => {
    stepper.setState(im2colState(values, stepper.state(), DRAWN, 0));
    zoom.fit();
  });
  const turn = makeTurn(picture, TURNS);
  const zoom = makeZoom(picture);
  choices.root.append(turn.button);
  find(root, ".legend").before(turn.ask);
  find(root, ".stage").after(zoom.legend);
  root.append(choices.root, settings.root);
  settings.more.append(picture.facts);
  const show = () => light(picture);
  onPointerMove(root, () => {
    if (!picture.said) return;
    picture.said = null;
    show();
  });
  const pointing = makePointing(show);
  const code = makeCode({ root, words: stepper.words, lines: props.model.get("code"), onPoint: pointing.listener("code") });
  find(root, ".player").append(zoom.button);
  const lay = (cells) => layCells(picture, cells);
  Object.assign(picture, { stepper, choices, settings, pointing, code, zoom, light: show, lay });
  return stepper.start();
}

function build(picture, state) {
  const { root, pointing, settings, choices, code, zoom } = picture;
  const { x, loop } = state;
  const sizes = imageSizes(state, "filter");
  if (picture.turn) leave(picture);
  Object.assign(picture, { x, sizes, loop });
  pointing.clear();
  Object.assign(picture, state.whole ? drawWhole(picture, zoom.enlarge) : drawFull(picture));
  zoom.show();
  showLegend(find(root, ".legend"), legendOf(loop, sizes.PH * sizes.PW > sizes.H * sizes.W));
  setDigits(root, Math.max(...x.data.map((value) => formatNumber(value).length)));
  settings.show(imageValues(state, "filter"));
  choices.show(currentChoices(state));
  code.build(loop);
  placeFacts(picture);
  return stepsOf(sizes, loop);
}

/** Both with their numbers. */
function drawFull({ boxes, pointing, x, sizes, loop, lens }) {
  const value = (row, column) => colValue(sizes, x, row, column);
  const matrix = { name: "col", sizes, loop, value, isFilled: true };
  lens.hide();
  return {
    images: drawImages(boxes.images, "x", x, sizes, pointing.listener("pixel")),
    matrix: drawMatrix(boxes.matrix, matrix, pointing.listener("cell")),
    isWhole: false,
    point() {},
  };
}

function placeFacts(picture) {
  const rows = facts(picture.sizes, picture.x, [0, 0]).map(([what, formula]) => {
    const row = element(`<div><dt>${what}</dt><dd class="formula"></dd><dd class="filled"></dd></div>`);
    showText(find(row, ".formula"), formula);
    return row;
  });
  picture.facts.replaceChildren(...rows);
}

/** Light what is pointed at, and whatever holds the same number. */
function light(picture) {
  const { sizes, x, loop, step, images, matrix, stepper, pointing, turn, code, point } = picture;
  // What a reader is asked for is not told.
  const { kind, place } = turn ? {} : pointing.current();
  const isCode = kind === "code";
  const lit = isCode ? litByCode(sizes, loop, step, place) : litBy(sizes, kind, place);
  const { pixels, cells } = lit;
  images.light(pixels);
  matrix.light(cells);
  point({ kind, place }, lit);
  stepper.onNextFrame("light", () => revealLit(picture, kind));
  code.show(sizes, loop, step, isCode ? place : null);
  showText(stepper.words, picture.said ?? pointedWords(sizes, x, { kind, place }, { loop, step }));
  const cell = kind === "cell" ? place : (cells[0]?.[0] ?? cellsOfStep(sizes, loop, step)[0]);
  const filled = findAll(picture.facts, ".filled");
  facts(sizes, x, cell).forEach(([, , text], i) => showText(filled[i], text));
}

/** What is pointed at in one box shows at least once in the other. */
function revealLit({ boxes }, kind) {
  const box = { cell: boxes.images, pixel: boxes.matrix }[kind];
  if (!box) return;
  const lit = findAll(box, "[data-lit]");
  if (lit.length && !lit.some((cell) => isInSight(box, cell))) scrollTo(box, lit[0]);
}

function showStep(picture, step, before) {
  const { matrix, boxes, stepper, isWhole } = picture;
  picture.step = step;
  const isMove = takeTurn(picture, step, before);
  const { turn } = picture;
  const ends = showRead(picture, step);
  const header = matrix.showStep(step, isMove || turn !== null);
  if (turn) matrix.arrive(turn.cells.slice(0, turn.count));
  if (!isWhole) stepper.onNextFrame("step", () => bring(boxes, ends, header));
  light(picture);
  if (isMove) copy(picture, step);
}

/** What a step is about comes into sight. */
function bring(boxes, [first, last], header) {
  scrollTo(boxes.images, last);
  scrollTo(boxes.images, first);
  scrollDownTo(boxes.matrix, header);
}

/** Mark the pixels that a step reads; a window has a frame. Returns the first and the last of them. */
function showRead({ sizes, loop, images }, step) {
  const cells = cellsOfStep(sizes, loop, step);
  const read = cells.map(([row, column]) => sourceOf(sizes, row, column));
  const tints = cells.map(([, column]) => tintOf(sizes, column));
  if (loop === "tap") return images.showPlaces(read, tints);
  return images.showWindow(windowOf(sizes, step)[0], cornerOf(sizes, step), windowSpan(sizes), read, tints);
}

/** A step's numbers go from the images to the matrix; where all are colours, in blocks. */
function copy({ sizes, loop, images, matrix, stepper, isWhole }, step) {
  const pieces = piecesOf(sizes, loop, step);
  stepper.send(isWhole ? pieces.map(({ cells }) => ({ cells, isLine: false })) : pieces, {
    from: ([row, column]) => images.cell(sourceOf(sizes, row, column)),
    to: matrix.cell,
    kind: "window",
    arrive: matrix.arrive,
  });
}

/** What a reader has found: the first flies to its place, and with it the others are there. */
function layCells({ stepper, images, matrix, sizes }, cells) {
  if (isMotionReduced()) return matrix.arrive(cells);
  const [row, column] = cells[0];
  const flight = { from: [images.cell(sourceOf(sizes, row, column))], to: [matrix.cell(cells[0])], kind: "window" };
  stepper.perform([{ ms: FLIGHT, flights: [flight], arrive: () => matrix.arrive(cells) }]);
}

export default { render };
