// The col2im stepper: every row of a matrix goes back to the pixels of its window, and is added there.
import { makeChoices } from "../shared/choices.js";
import { makeCode } from "../shared/code.js";
import { element, find, showText } from "../shared/dom.js";
import { showLegend } from "../shared/legend.js";
import { litByCode } from "../shared/lockstep.js";
import { cellsOfStep, LOOP_CHOICE, piecesOf, stepsOf } from "../shared/loops.js";
import { drawMatrix } from "../shared/matrix.js";
import { panelHtml } from "../shared/planes.js";
import { scrollTo } from "../shared/scroll.js";
import { makeSettings } from "../shared/settings.js";
import { imageFields, imageSizes, imageValues } from "../shared/sizes.js";
import { makePointing, makeStepper } from "../shared/stepper.js";
import { makeTurn, takeTurn } from "../shared/turn.js";
import { fromPadded, isPixel, sourceOf, windowOf } from "../shared/unroll.js";
import { FILTER_LABEL } from "../shared/words.js";
import { drawPictures, PLANES, showStepOf, showStill, showSums } from "./picture.js";
import { changedState, FILL_CHOICE, givenBy, litBy, TRAITS } from "./state.js";
import { dcolValue, meetingsOf } from "./sums.js";
import { changedFrom, TURNS } from "./turn.js";
import { awaitedWords, LABEL, legendOf, pointedWords } from "./words.js";

const rootHtml = () => `<div data-widget="col2im" role="group" aria-label="${LABEL}">
    <p class="legend"></p><div class="stage"><div class="panel" data-panel="dcol"><p class="title"></p><div class="scroll matrix"></div></div>
    <div class="panels">${PLANES.map(panelHtml).join("")}</div></div>
    <p class="words" data-role="words" aria-live="polite"></p></div>`;

/** @param {import("@anywidget/types").RenderProps} props */
function render(props) {
  const root = element(rootHtml());
  const panel = (name) => find(root, `[data-panel=${name}]`);
  panel("dx").append(element('<p class="caption framed"></p>'), element('<p class="caption beyond"></p>'));
  /** What the functions below share and fill. @type {any} */
  const picture = { root, panel, box: (name) => find(panel(name), ".scroll") };
  const stepper = makeStepper(props, root, {
    traits: TRAITS,
    build: (state) => build(picture, state),
    showStep: (step, before) => showStep(picture, step, before),
  });
  const change = (make) => stepper.setState(changedFrom(picture, make));
  const choices = makeChoices([LOOP_CHOICE, FILL_CHOICE], (name, value) =>
    change(() => (name === "loop" ? { loop: value, step: 0 } : { fill: value, dcol: null })),
  );
  const settings = makeSettings(imageFields("filter", FILTER_LABEL), (values) =>
    change((state) => changedState(values, state)),
  );
  const turn = makeTurn(picture, TURNS);
  choices.root.append(turn.button);
  find(root, ".legend").before(turn.ask);
  root.append(choices.root, settings.root);
  const pointing = makePointing(() => light(picture));
  const code = makeCode({ root, words: stepper.words, lines: props.model.get("code"), onPoint: pointing.listener("code") });
  Object.assign(picture, { stepper, choices, settings, pointing, code, listener: listenerOf(picture) });
  return stepper.start();
}

/** What is said of an answer stands until another cell is focused. */
const listenerOf = (picture) => (kind) => {
  const hear = picture.pointing.listener(kind);
  return (how, place) => {
    if (picture.isFocusKept) return;
    if (how === "focus" && place !== null) picture.said = null;
    hear(how, place);
  };
};

/** A cell that is drawn anew keeps the focus that it had. */
function keepFocus(picture, focused) {
  const [grid, place] = [focused?.closest("[data-grid]"), focused?.dataset.index ?? focused?.dataset.pad];
  if (!grid || place === undefined) return;
  const anew = find(picture.root, `[data-grid="${grid.dataset.grid}"]`);
  const cell = find(anew, `[data-index="${place}"], [data-pad="${place}"]`);
  if (!cell) return;
  cell.tabIndex = -1;
  picture.isFocusKept = true;
  cell.focus();
  picture.isFocusKept = false;
}

function build(picture, state) {
  const { root, box, pointing, settings, choices, code } = picture;
  const { loop } = state;
  const focused = root.contains(document.activeElement) ? document.activeElement : null;
  const [sizes, given] = [imageSizes(state, "filter"), givenBy(state)];
  Object.assign(picture, { sizes, given, loop });
  pointing.clear();
  picture.planes = drawPictures(picture, () => (loop === "window" ? windowOf(sizes, picture.step)[0] : 0));
  const value = (row, column) => dcolValue(sizes, given, row, column);
  picture.matrix = drawMatrix(box("dcol"), { name: "dcol", sizes, loop, value }, picture.listener("cell"));
  keepFocus(picture, focused);
  showStill(picture);
  showLegend(find(root, ".legend"), legendOf(loop, sizes.PH * sizes.PW > sizes.H * sizes.W));
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

/** What lights up, and which piece of the code; what a reader is asked for is not told. */
function litNow({ sizes, loop, step, pointing, turn }) {
  if (turn) return { ...turn.lit, pointed: {} };
  const pointed = pointing.current();
  const { kind, place } = pointed;
  if (kind !== "code") return { ...litBy(sizes, kind, place), pointed };
  return { ...placedBack(sizes, litByCode(sizes, loop, step, place)), pointed, piece: place };
}

/** Light what is pointed at, in every picture. */
function light(picture) {
  const { sizes, loop, step, matrix, planes, stepper, code } = picture;
  const { pixels, cells, pointed, piece = null } = litNow(picture);
  const inside = pixels.filter(([at]) => isPixel(sizes, at));
  matrix.light(cells);
  planes.dx.light(pixels);
  for (const name of ["dx_assigned", "x"]) planes[name].light(inside);
  planes.counts.light(inside.map(([[, , h, w], mark]) => [[0, 0, h, w], mark]));
  code.show(sizes, loop, step, piece);
  showText(stepper.words, wordsAt(picture, pointed));
}

function wordsAt({ sizes, given, loop, step, turn, said, meetings, stepAt }, pointed) {
  if (turn) return awaitedWords({ loop, step });
  if (said) return said;
  const [meeting] = meetings;
  const isThere = meeting && stepAt(meeting.place) === step;
  return pointedWords(sizes, given, pointed, { loop, step }, isThere ? meeting : undefined);
}

function showStep(picture, step, before) {
  const { box, sizes, given, loop, matrix, planes, stepper } = picture;
  Object.assign(picture, { step, meetings: meetingsOf(sizes, given, { loop, step }) });
  const isMove = takeTurn(picture, step, before);
  const taps = cellsOfStep(sizes, loop, step).map((cell) => placeOf(sizes, cell));
  showStepOf(picture, step, taps);
  const header = matrix.showStep(step, false);
  showArrived(picture, () => (isMove || picture.turn ? step - 1 : step));
  stepper.onNextFrame("step", () => {
    scrollTo(box("dcol"), header);
    for (const place of [taps[sizes.FH * sizes.FW - 1] ?? taps.at(-1), taps[0]]) scrollTo(box("dx"), planes.dx.cell(place));
  });
  if (isMove) giveBack(picture, step);
}

/** What is there: `stepAt` is the last step whose number has arrived at a place. The sentence waits for its example. */
function showArrived(picture, stepAt) {
  const { meetings, stepper, step, turn } = picture;
  picture.stepAt = stepAt;
  showSums(picture, stepAt);
  stepper.words.setAttribute("aria-busy", String(!turn && meetings.length > 0 && stepAt(meetings[0].place) !== step));
  light(picture);
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
      showArrived(picture, (place) => (landed.has(String(place)) ? step : step - 1));
    },
  });
}

export default { render };
