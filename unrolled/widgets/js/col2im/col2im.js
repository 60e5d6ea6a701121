// The col2im stepper: every row of a matrix goes back to the pixels of its window, and is added there.
import { makeChoices } from "../shared/choices.js";
import { makeCode } from "../shared/code.js";
import { element, find, showText } from "../shared/dom.js";
import { litByCode } from "../shared/lockstep.js";
import { cellsOfStep, LOOP_CHOICE, piecesOf, stepsOf } from "../shared/loops.js";
import { drawMatrix } from "../shared/matrix.js";
import { panelHtml } from "../shared/planes.js";
import { scrollTo } from "../shared/scroll.js";
import { makeSettings } from "../shared/settings.js";
import { imageFields, imageSizes, imageValues } from "../shared/sizes.js";
import { makePointing, makeStepper } from "../shared/stepper.js";
import { fromPadded, isPixel, sourceOf, windowOf } from "../shared/unroll.js";
import { FILTER_LABEL } from "../shared/words.js";
import { drawPictures, PLANES, showStill, showSums, showWindow } from "./picture.js";
import { changedState, FILL_CHOICE, givenBy, litBy, TRAITS } from "./state.js";
import { dcolValue } from "./sums.js";
import { LABEL, pointedWords } from "./words.js";

const rootHtml = () => `<div data-widget="col2im" role="group" aria-label="${LABEL}">
    <div class="stage"><div class="panel" data-panel="dcol"><p class="title"></p><div class="scroll matrix"></div></div>
    <div class="panels">${PLANES.map(panelHtml).join("")}</div></div>
    <p class="words" data-role="words" aria-live="polite"></p></div>`;

/** @param {import("@anywidget/types").RenderProps} props */
function render(props) {
  const root = element(rootHtml());
  const panel = (name) => find(root, `[data-panel=${name}]`);
  /** What the functions below share and fill. @type {any} */
  const picture = { root, panel, box: (name) => find(panel(name), ".scroll") };
  const stepper = makeStepper(props, root, {
    traits: TRAITS,
    build: (state) => build(picture, state),
    showStep: (step, before) => showStep(picture, step, before),
  });
  const choices = makeChoices([LOOP_CHOICE, FILL_CHOICE], (name, value) =>
    stepper.setState(name === "loop" ? { loop: value, step: 0 } : { fill: value, dcol: null }),
  );
  const settings = makeSettings(imageFields("filter", FILTER_LABEL), (values) =>
    stepper.setState(changedState(values, stepper.state())),
  );
  root.append(choices.root, settings.root);
  const pointing = makePointing(() => light(picture));
  const code = makeCode({ root, words: stepper.words, lines: props.model.get("code"), onPoint: pointing.listener("code") });
  Object.assign(picture, { stepper, choices, settings, pointing, code });
  return stepper.start();
}

function build(picture, state) {
  const { box, pointing, settings, choices, code } = picture;
  const [sizes, given, loop] = [imageSizes(state, "filter"), givenBy(state), state.loop];
  Object.assign(picture, { sizes, given, loop });
  pointing.clear();
  picture.planes = drawPictures(picture, () => (loop === "window" ? windowOf(sizes, picture.step)[0] : 0));
  const value = (row, column) => dcolValue(sizes, given, row, column);
  picture.matrix = drawMatrix(box("dcol"), { name: "dcol", sizes, loop, value }, pointing.listener("cell"));
  showStill(picture);
  settings.show(imageValues(state, "filter"));
  choices.show({ fill: given.fill, loop });
  code.build(loop);
  return stepsOf(sizes, loop);
}

/** Padded places as those of dx, which count from its first pixel. */
const placedBack = (sizes, { pixels, cells }) => ({
  pixels: pixels.map(([padded, mark]) => [fromPadded(sizes, padded), mark]),
  cells,
});

/** Light what is pointed at, in every picture. */
function light({ sizes, given, loop, step, pointing, matrix, planes, stepper, code }) {
  const { kind, place } = pointing.current();
  const isCode = kind === "code";
  const { pixels, cells } = isCode ? placedBack(sizes, litByCode(sizes, loop, step, place)) : litBy(sizes, kind, place);
  const inside = pixels.filter(([at]) => isPixel(sizes, at));
  matrix.light(cells);
  planes.dx.light(pixels);
  for (const name of ["dx_assigned", "x"]) planes[name].light(inside);
  planes.counts.light(inside.map(([[, , h, w], mark]) => [[0, 0, h, w], mark]));
  code.show(sizes, loop, step, isCode ? place : null);
  showText(stepper.words, pointedWords(sizes, given, { kind, place }, { loop, step }));
}

function showStep(picture, step, before) {
  const { box, sizes, loop, matrix, planes, stepper } = picture;
  picture.step = step;
  const isMove = stepper.isMove(step, before);
  const taps = cellsOfStep(sizes, loop, step).map((cell) => placeOf(sizes, cell));
  showWindow(
    picture,
    step,
    taps,
    taps.filter((place) => isPixel(sizes, place)),
  );
  const header = matrix.showStep(step, false);
  showSums(picture, () => (isMove ? step - 1 : step));
  light(picture);
  stepper.onNextFrame("step", () => {
    scrollTo(box("dcol"), header);
    for (const place of [taps[sizes.FH * sizes.FW - 1] ?? taps.at(-1), taps[0]]) scrollTo(box("dx"), planes.dx.cell(place));
  });
  if (isMove) giveBack(picture, step);
}

/** The place that a cell's number goes to; it may be padding. */
const placeOf = (sizes, [row, column]) => fromPadded(sizes, sourceOf(sizes, row, column));

/** A step's numbers go from dcol to dx, and change it as they land. */
function giveBack(picture, step) {
  const { sizes, loop, matrix, planes, stepper } = picture;
  const landed = new Set();
  stepper.send(piecesOf(sizes, loop, step), {
    from: matrix.cell,
    to: (cell) => planes.dx.cell(placeOf(sizes, cell)),
    kind: "gradient",
    arrive(cells) {
      for (const cell of cells) landed.add(String(placeOf(sizes, cell)));
      showSums(picture, (place) => (landed.has(String(place)) ? step : step - 1));
    },
  });
}

export default { render };
