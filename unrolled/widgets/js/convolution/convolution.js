// The convolution stepper: one number of out, or of dout, a step; every number can be changed.
import { makeChoices } from "../shared/choices.js";
import { element, find, setDigits, showText } from "../shared/dom.js";
import { makeSettings } from "../shared/settings.js";
import { SLIDING_FIELDS, slidingValues } from "../shared/sliding.js";
import { makePointing, makeStepper } from "../shared/stepper.js";
import { flatIndex, indexAt } from "../shared/strides.js";
import { backwardView } from "./backward.js";
import { makeEditing } from "./edit.js";
import { matricesView } from "./matrices.js";
import { productView } from "./product.js";
import { FORWARD, flippedRoles } from "./roles.js";
import { CHOICES, changedState, compareGradients, drawnLayer, gridsKey, TRAITS, withNumber } from "./state.js";
import { agreementWords, CHOICE_LABELS, EDIT_HINT, LABEL } from "./words.js";

const EDITABLE = ["x", "W", "b", "dout"];

const rootHtml = () => `<div data-widget="convolution" role="group" aria-label="${LABEL}">
    <div class="stage"></div>
    <p class="agreement" data-role="agreement"></p>
    <p class="words" data-role="words" aria-live="polite"></p>
    <p class="problem" role="alert" data-role="edit-problem"></p>
    <p class="hint caption">${EDIT_HINT}</p></div>`;

/** @param {import("@anywidget/types").RenderProps} props */
function render(props) {
  const root = element(rootHtml());
  const [stage, problem] = [find(root, ".stage"), find(root, ".problem")];
  /** What the functions below share and fill. @type {any} */
  const picture = { root, stage, problem, agreement: find(root, ".agreement"), views: [], digits: 0 };
  const stepper = makeStepper(props, root, {
    traits: TRAITS,
    build: (state) => build(picture, state),
    showStep: (step) => showStep(picture, step),
  });
  const settings = makeSettings(SLIDING_FIELDS, (values) => stepper.setState(changedState(values, stepper.state())));
  const choices = makeChoices(CHOICES, (name, value) => stepper.setState(chosenState(picture, name, value)));
  stepper.player.root.after(choices.root);
  root.append(settings.root);
  makeEditing(stage, {
    editable: EDITABLE,
    onCommit: (name, index, number) => stepper.setState({ [name]: withNumber(stepper.state()[name], index, number) }),
    onProblem(reason) {
      problem.textContent = reason;
    },
  });
  Object.assign(picture, { stepper, settings, choices, pointing: makePointing(() => light(picture)) });
  return stepper.start();
}

/** What a choice means; another image or map is the same window there. */
function chosenState({ drawn, step }, name, value) {
  const axis = ["image", "made"].indexOf(name);
  if (axis < 0) return { [name]: name === "channel" ? Number(value) : value };
  const { shape } = drawn.layer.out;
  return { step: flatIndex(indexAt(step, shape).with(axis, Number(value)), shape) };
}

function build(picture, state) {
  const drawn = drawnLayer(state);
  const key = gridsKey(drawn);
  Object.assign(picture, { state, drawn });
  if (key !== picture.key) placeViews(picture);
  picture.key = key;
  picture.agreement.textContent = drawn.kind === "flipped" ? agreementWords(compareGradients(drawn)) : "";
  return drawn.layer.out.data.length;
}

function makeViews({ kind, forward, layer }, onPoint) {
  if (kind === "backward") return [backwardView(layer, onPoint)];
  if (kind === "flipped") return [productView(flippedRoles(forward), layer, onPoint)];
  return [productView(FORWARD, layer, onPoint), matricesView(layer, onPoint)];
}

/** New grids, for new shapes. */
function placeViews(picture) {
  const { stage, pointing, settings, problem, state, drawn } = picture;
  stage.replaceChildren(); // a cell that had the focus tells that it has lost it: the old views must still be there
  pointing.clear();
  const views = makeViews(drawn, (...pointed) => onPoint(picture, ...pointed));
  const [{ grids, stepGrid }] = views;
  find(grids[stepGrid].root, "[data-grid]").dataset.choose = "";
  stage.append(...views.map((view) => view.root));
  settings.show(slidingValues(state));
  problem.textContent = "";
  Object.assign(picture, { views, digits: 0 });
}

/** Who focuses a number of out, or of dout, goes to its step. */
function onPoint(picture, name, how, number) {
  const { views, step, stepper, pointing } = picture;
  pointing.listener(name)(how, number);
  if (how !== "focus" || number === null || name !== views[0].stepGrid) return;
  const chosen = views[0].stepAt(number);
  if (chosen === step) return;
  stepper.player.stop();
  stepper.setState({ step: chosen });
}

/** Light the current step, and over it what is pointed at and all that it meets. */
function light(picture) {
  const { views, stepper, pointing } = picture;
  const { kind: name, place: number } = pointing.current();
  const isPointing = name !== undefined;
  const column = isPointing
    ? views.map((view) => view.columnAt(name, number)).find((each) => each !== undefined)
    : undefined;
  const marks = [
    ...views.map((view) => view.stepMarks()),
    ...(isPointing ? views.map((view) => view.relatedMarks(name, number)) : []),
    ...(column === undefined ? [] : views.map((view) => view.columnMarks(column))),
    ...(isPointing ? [{ [name]: [[number, "1"]] }] : []),
  ];
  for (const [each, grid] of views.flatMap((view) => Object.entries(view.grids))) {
    grid.light(new Map(marks.flatMap((part) => part[each] ?? [])));
  }
  showText(stepper.words, wordsAt(picture, name, number, column));
}

/** What is said of a cell; `column` is that of col which it belongs to in this step, if any. */
function wordsAt({ views, step }, name, number, column) {
  const [view] = views;
  if (name === undefined || (name === view.stepGrid && view.stepAt(number) === step)) return view.stepWords();
  if (column !== undefined) return view.columnWords(column, name);
  return views.find((each) => name in each.grids).cellWords(name, number);
}

function showChoices({ choices, state, drawn: { kind, layer } }, step, channel) {
  const [images, maps] = layer.out.shape;
  const [image, made] = indexAt(step, layer.out.shape);
  const labels = [CHOICE_LABELS.filter, CHOICE_LABELS.channel];
  const [madeLabel, channelLabel] = kind === "flipped" ? labels.reverse() : labels;
  choices.setRange("image", CHOICE_LABELS.image, images);
  choices.setRange("made", madeLabel, maps);
  choices.setRange("channel", channelLabel, layer.W.shape[1]);
  choices.setVisible("flipped", state.mode === "backward");
  choices.show({ mode: state.mode, flipped: state.flipped, image, made, channel });
}

function showStep(picture, step) {
  const { root, views, state, drawn, stepper } = picture;
  const channel = Math.min(state.channel, drawn.layer.W.shape[1] - 1);
  const widths = views.map((view) => view.show({ ...drawn, step, channel }));
  picture.step = step;
  picture.digits = Math.max(picture.digits, ...widths);
  setDigits(root, picture.digits);
  showChoices(picture, step, channel);
  stepper.onNextFrame("step", () => {
    for (const [grid, number] of views.flatMap((view) => view.revealed?.() ?? [])) grid.reveal(number);
  });
  light(picture);
}

export default { render };
