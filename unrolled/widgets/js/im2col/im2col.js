// The im2col stepper: images, their windows, and the matrix that the windows are copied into.
import { element, find, findAll, setDigits, showText } from "../shared/dom.js";
import { drawImages } from "../shared/images.js";
import { drawMatrix } from "../shared/matrix.js";
import { isInSight, scrollDownTo, scrollTo } from "../shared/scroll.js";
import { makeSettings } from "../shared/settings.js";
import { im2colState, imageFields, imageSizes, imageValues } from "../shared/sizes.js";
import { makePointing, makeStepper } from "../shared/stepper.js";
import { colValue, cornerOf, sourcesOf, windowOf, windowSpan } from "../shared/unroll.js";
import { FILTER_LABEL } from "../shared/words.js";
import { litBy, TRAITS } from "./state.js";
import { DRAWN, facts, LABEL, pointedWords } from "./words.js";

const MOST_IMAGES = 10;

const rootHtml = () => `<div data-widget="im2col" role="group" aria-label="${LABEL}">
    <div class="stage"><div class="scroll images"></div><div class="scroll matrix"></div></div>
    <p class="words" data-role="words" aria-live="polite"></p>
    <dl data-role="facts"></dl></div>`;

/** @param {import("@anywidget/types").RenderProps} props */
function render(props) {
  const root = element(rootHtml());
  /** What the functions below share and fill. @type {any} */
  const picture = { root, boxes: { images: find(root, ".images"), matrix: find(root, ".matrix") }, facts: find(root, "dl") };
  const stepper = makeStepper(props, root, {
    traits: TRAITS,
    build: (state) => build(picture, state),
    showStep: (step) => showStep(picture, step),
  });
  const settings = makeSettings(imageFields("filter", FILTER_LABEL, MOST_IMAGES), (values) =>
    stepper.setState(im2colState(values, stepper.state(), DRAWN, 0)),
  );
  picture.facts.before(settings.root);
  Object.assign(picture, { stepper, settings, pointing: makePointing(() => light(picture)) });
  return stepper.start();
}

function build(picture, state) {
  const { root, boxes, pointing, settings } = picture;
  const { x } = state;
  const sizes = imageSizes(state, "filter");
  Object.assign(picture, { x, sizes });
  pointing.clear();
  const value = (row, column) => colValue(sizes, x, row, column);
  picture.images = drawImages(boxes.images, "x", x, sizes, pointing.listener("pixel"));
  picture.matrix = drawMatrix(boxes.matrix, "col", sizes, value, pointing.listener("cell"));
  const cells = [...picture.images.cells, ...picture.matrix.cells];
  setDigits(root, Math.max(...cells.map((cell) => cell.textContent.length)));
  settings.show(imageValues(state, "filter"));
  placeFacts(picture);
  return sizes.rows;
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
  const { sizes, x, step, images, matrix, stepper, pointing } = picture;
  const { kind, place } = pointing.current();
  const { pixels, cells } = litBy(sizes, kind, place);
  images.light(pixels);
  matrix.light(cells);
  stepper.onNextFrame("light", () => revealLit(picture, kind));
  showText(stepper.words, pointedWords(sizes, x, kind, place, step));
  const cell = kind === "cell" ? place : (cells[0]?.[0] ?? [step, 0]);
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

function showStep(picture, row) {
  const { sizes, images, matrix, boxes, stepper } = picture;
  picture.step = row;
  const [n] = windowOf(sizes, row);
  const [first, last] = images.showWindow(n, cornerOf(sizes, row), windowSpan(sizes), sourcesOf(sizes, row));
  const header = matrix.showRow(row);
  stepper.onNextFrame("step", () => {
    scrollTo(boxes.images, last);
    scrollTo(boxes.images, first);
    scrollDownTo(boxes.matrix, header);
  });
  light(picture);
}

export default { render };
