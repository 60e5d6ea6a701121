// The col2im stepper: every row of a matrix goes back to the pixels of its window, and is added there.
import { makeChoices } from "../shared/choices.js";
import { element, find, showText } from "../shared/dom.js";
import { fly } from "../shared/flight.js";
import { drawMatrix } from "../shared/matrix.js";
import { panelHtml } from "../shared/planes.js";
import { scrollTo } from "../shared/scroll.js";
import { makeSettings } from "../shared/settings.js";
import { imageFields, imageSizes, imageValues } from "../shared/sizes.js";
import { makePointing, makeStepper } from "../shared/stepper.js";
import { fromPadded, isPixel, sourcesOf, windowOf } from "../shared/unroll.js";
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
  const choices = makeChoices([FILL_CHOICE], (_name, fill) => stepper.setState({ fill, dcol: null }));
  const settings = makeSettings(imageFields("filter", FILTER_LABEL), (values) =>
    stepper.setState(changedState(values, stepper.state())),
  );
  root.append(choices.root, settings.root);
  Object.assign(picture, { stepper, choices, settings, pointing: makePointing(() => light(picture)) });
  return stepper.start();
}

function build(picture, state) {
  const { box, pointing, settings, choices } = picture;
  const [sizes, given] = [imageSizes(state, "filter"), givenBy(state)];
  Object.assign(picture, { sizes, given });
  pointing.clear();
  picture.planes = drawPictures(picture, () => windowOf(sizes, picture.step)[0]);
  const value = (row, column) => dcolValue(sizes, given, row, column);
  picture.matrix = drawMatrix(box("dcol"), "dcol", sizes, value, pointing.listener("cell"));
  showStill(picture);
  settings.show(imageValues(state, "filter"));
  choices.show({ fill: given.fill });
  return sizes.rows;
}

/** Light what is pointed at, in every picture. */
function light({ sizes, given, step, pointing, matrix, planes, stepper }) {
  const { kind, place } = pointing.current();
  const { pixels, cells } = litBy(sizes, kind, place);
  const inside = pixels.filter(([at]) => isPixel(sizes, at));
  matrix.light(cells);
  planes.dx.light(pixels);
  for (const name of ["dx_assigned", "x"]) planes[name].light(inside);
  planes.counts.light(inside.map(([[, , h, w], mark]) => [[0, 0, h, w], mark]));
  showText(stepper.words, pointedWords(sizes, given, kind, place, step));
}

function showStep(picture, step, before) {
  const { root, box, sizes, matrix, planes, stepper } = picture;
  picture.step = step;
  const taps = sourcesOf(sizes, step).map((padded) => fromPadded(sizes, padded));
  showWindow(
    picture,
    step,
    taps,
    taps.filter((place) => isPixel(sizes, place)),
  );
  const header = matrix.showRow(step);
  showSums(picture, step);
  light(picture);
  stepper.onNextFrame("step", () => {
    scrollTo(box("dcol"), header);
    for (const place of [taps[sizes.FH * sizes.FW - 1], taps[0]]) scrollTo(box("dx"), planes.dx.cell(place));
    const first = step * sizes.columns;
    if (step === before + 1)
      fly(
        root,
        taps.map((place, column) => [matrix.cells[first + column], planes.dx.cell(place)]),
      );
  });
}

export default { render };
