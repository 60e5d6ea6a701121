// The convolution stepper: one number of out, or of dout, a step; every number can be changed.
import { withNumber } from "../shared/arrays.js";
import { makeChoices } from "../shared/choices.js";
import { makeCode } from "../shared/code.js";
import { element, find, setDigits, showText } from "../shared/dom.js";
import { makeEditing } from "../shared/edit.js";
import { showLegend } from "../shared/legend.js";
import { makeSettings } from "../shared/settings.js";
import { SLIDING_FIELDS, slidingValues } from "../shared/sliding.js";
import { makePointing, makeStepper } from "../shared/stepper.js";
import { flatIndex, indexAt } from "../shared/strides.js";
import { makeTurn, takeTurn } from "../shared/turn.js";
import { variableWords } from "../shared/words.js";
import { backwardView } from "./backward.js";
import { linesOf, litByCode, taken, variables } from "./lockstep.js";
import { matricesView } from "./matrices.js";
import { backwardMoment, productMoment } from "./moment.js";
import { productView } from "./product.js";
import { FORWARD, flippedRoles, WEIGHTS } from "./roles.js";
import {
  CHOICES,
  changedState,
  channelsInSight,
  compareGradients,
  drawnLayer,
  gridsKey,
  kindOf,
  stateOf,
  TRAITS,
} from "./state.js";
import { TURNS } from "./turn.js";
import { agreementWords, awaitedWords, CHOICE_LABELS, codeWords, EDIT_HINT, facts, LABEL, LEGENDS } from "./words.js";

const EDITABLE = ["x", "W", "b", "dout"];
const EACH = { first: 450, later: 350 }; // milliseconds, for what travels together

const rootHtml = () => `<div data-widget="convolution" role="group" aria-label="${LABEL}">
    <p class="legend"></p><div class="stage"></div>
    <p class="agreement" data-role="agreement"></p>
    <p class="words" data-role="words" aria-live="polite"></p>
    <p class="problem" role="alert" data-role="edit-problem"></p></div>`;

/** @param {import("@anywidget/types").RenderProps} props */
function render(props) {
  const root = element(rootHtml());
  const [stage, problem] = [find(root, ".stage"), find(root, ".problem")];
  /** What the functions below share and fill. @type {any} */
  const picture = {
    root,
    stage,
    problem,
    agreement: find(root, ".agreement"),
    views: [],
    digits: 0,
  };
  const stepper = makeStepper(props, root, {
    traits: TRAITS,
    build: (state) => build(picture, state),
    showStep: (step, before) => showStep(picture, step, before),
  });
  const settings = makeSettings(SLIDING_FIELDS, (values) => stepper.setState(changedState(values, stepper.state())), true);
  const choices = makeChoices(CHOICES, (name, value) => stepper.setState(chosenState(picture, name, value)));
  const turn = makeTurn(picture, TURNS);
  choices.root.append(turn.button);
  find(root, ".legend").before(turn.ask);
  picture.facts = element('<dl data-role="facts"></dl>');
  settings.more.append(picture.facts, element(`<p class="hint caption">${EDIT_HINT}</p>`));
  root.append(choices.root, settings.root);
  makeEditing(stage, {
    editable: EDITABLE,
    isOff: () => picture.turn !== null,
    onCommit: (name, index, number) => stepper.setState({ [name]: withNumber(stepper.state()[name], index, number) }),
    onProblem(reason) {
      problem.textContent = reason;
    },
  });
  const pointing = makePointing(() => light(picture));
  const code = makeCode({ root, words: stepper.words, onPoint: pointing.listener("code") });
  const lines = props.model.get("code").forward;
  Object.assign(picture, { stepper, settings, choices, turnButton: turn.button, pointing, code, lines });
  return stepper.start();
}

/** What a choice means; another image or map is the same window there. */
function chosenState({ drawn, step }, name, value) {
  if (name === "kind") return { ...stateOf(value), asks: false };
  const axis = ["image", "made"].indexOf(name);
  if (axis < 0) return { channel: Number(value) };
  const { shape } = drawn.layer.out;
  return { step: flatIndex(indexAt(step, shape).with(axis, Number(value)), shape) };
}

function build(picture, state) {
  const drawn = drawnLayer(state);
  const key = gridsKey(drawn) + state.matrices;
  Object.assign(picture, { state, drawn, channels: channelsInSight(drawn.layer, state.channel) });
  if (key !== picture.key) placeViews(picture);
  picture.key = key;
  const name = { flipped: "dx", weights: "dW" }[drawn.kind];
  picture.agreement.textContent = name ? agreementWords(name, compareGradients(drawn)) : "";
  picture.turnButton.hidden = !TURNS.isAskable(picture);
  return drawn.layer.out.data.length;
}

function makeViews({ state, drawn: { kind, forward, layer }, channels }, onPoint) {
  const planes = channels.length;
  if (kind === "backward") return [backwardView(layer, planes, onPoint)];
  if (kind === "flipped") return [productView(flippedRoles(forward), layer, planes, onPoint)];
  if (kind === "weights") return [productView(WEIGHTS, layer, planes, onPoint)];
  const forwardView = productView(FORWARD, layer, planes, onPoint);
  return state.matrices ? [forwardView, matricesView(layer, onPoint)] : [forwardView];
}

/** New grids, for new shapes. */
function placeViews(picture) {
  const { root, stage, pointing, settings, problem, state, drawn, code, lines } = picture;
  stage.replaceChildren(); // a cell that had the focus tells that it has lost it: the old views must still be there
  pointing.clear();
  const views = makeViews(picture, (...pointed) => onPoint(picture, ...pointed));
  const [{ grids, stepGrid }] = views;
  find(grids[stepGrid].root, "[data-grid]").dataset.choose = "";
  stage.append(...views.map((view) => view.root));
  stage.toggleAttribute("data-line", drawn.kind === "forward" && views.length === 1 && picture.channels.length === 1);
  const { FH, FW } = drawn.layer.sizes;
  root.style.setProperty("--taps", String(FH * FW));
  settings.show(slidingValues(state));
  problem.textContent = "";
  showLegend(find(root, ".legend"), LEGENDS[drawn.kind]);
  code.buildLines(linesOf(lines, state.b));
  code.offer(drawn.kind === "forward");
  const rows = facts(drawn.forward).map(([what, formula]) => {
    const row = element(`<div><dt>${what}</dt><dd></dd></div>`);
    showText(row.lastElementChild, formula);
    return row;
  });
  picture.facts.replaceChildren(...rows);
  Object.assign(picture, { views, digits: 0 });
}

/** Who focuses a number of out, or of dout, goes to its step. */
function onPoint(picture, name, how, number) {
  const { views, step, stepper, pointing } = picture;
  if (how === "focus" && number !== null) picture.said = null;
  pointing.listener(name)(how, number);
  if (how !== "focus" || number === null || name !== views[0].stepGrid) return;
  const chosen = views[0].stepAt(number);
  if (chosen === step) return;
  stepper.player.stop();
  stepper.setState({ step: chosen });
}

/** Light the current step, and over it what is pointed at and all that it meets. */
function light(picture) {
  const { views, stepper, pointing, turn, moment } = picture;
  // What a reader is asked for is not told.
  const pointed = turn ? {} : pointing.current();
  const piece = pointed.kind === "code" ? pointed.place : null;
  const { kind: name, place: number } = piece ? {} : pointed;
  const isPointing = name !== undefined;
  const column = isPointing
    ? views.map((view) => view.columnAt(name, number)).find((each) => each !== undefined)
    : undefined;
  const marks = [
    ...views.map((view) => view.stepMarks()),
    turn?.lit ?? {},
    piece ? litByCode(moment, piece) : {},
    ...(isPointing ? views.map((view) => view.relatedMarks(name, number)) : []),
    ...(column === undefined ? [] : views.map((view) => view.columnMarks(column))),
    ...(isPointing ? [{ [name]: [[number, "1"]] }] : []),
  ];
  for (const [each, grid] of views.flatMap((view) => Object.entries(view.grids))) {
    grid.light(new Map(marks.flatMap((part) => part[each] ?? []).filter(([cell]) => cell >= 0)));
  }
  showText(stepper.words, wordsAt(picture, name, number, column));
  showVariables(picture, piece);
}

/** The variables of the step, or what a piece of the code names. */
function showVariables({ code, moment, drawn }, piece) {
  if (drawn.kind !== "forward") return;
  code.say(() => {
    const values = variables(moment);
    return piece ? codeWords(piece, values, taken(moment)) : variableWords(values);
  });
}

/** What is said of a cell; `column` is that of col which it belongs to in this step, if any. */
function wordsAt({ views, step, turn, said, moment }, name, number, column) {
  const [view] = views;
  if (turn) return awaitedWords(moment);
  if (said) return said;
  if (name === undefined || (name === view.stepGrid && view.stepAt(number) === step)) return view.stepWords();
  if (column !== undefined) return view.columnWords(column, name);
  return views.find((each) => name in each.grids).cellWords(name, number);
}

function showChoices({ choices, state, drawn: { kind, layer }, channels }, step) {
  const [images, maps] = layer.out.shape;
  const [image, made] = indexAt(step, layer.out.shape);
  const { filter, channel, image: imageLabel } = CHOICE_LABELS;
  const [first, second, summed] = {
    flipped: [imageLabel, channel, filter],
    weights: [channel, filter, imageLabel],
  }[kind] ?? [imageLabel, filter, channel];
  choices.setRange("image", first, images);
  choices.setRange("made", second, maps);
  choices.setRange("channel", summed, channels.length > 1 ? 1 : layer.sizes.C);
  choices.show({ kind: kindOf(state), image, made, channel: channels[0] });
}

const NOTHING = { products: false, sums: 0, out: false, given: false, added: false };

function showStep(picture, step, before) {
  const { root, views, drawn, channels, stepper } = picture;
  const { kind, layer, dout } = drawn;
  picture.step = step;
  picture.moment = kind === "backward" ? backwardMoment(layer, dout, step, channels) : productMoment(layer, step, channels);
  picture.digits = Math.max(picture.digits, drawAll(picture));
  setDigits(root, picture.digits);
  const isMove = takeTurn(picture, step, before);
  showChoices(picture, step);
  stepper.onNextFrame("step", () => {
    for (const [grid, number] of views.flatMap((view) => view.revealed?.() ?? [])) grid.reveal(number);
  });
  if (picture.turn || isMove) show(picture, NOTHING);
  light(picture);
  if (isMove) perform(picture);
}

/** Returns the longest text's length. */
const drawAll = ({ views, moment }) => Math.max(...views.map((view) => view.show(moment)));

/** What of the step has arrived. */
function show(picture, done) {
  picture.moment = { ...picture.moment, done: { ...picture.moment.done, ...done } };
  drawAll(picture);
}

/** The step comes about: what departs together arrives together, and only then shows. */
function perform(picture) {
  const { views, stepper } = picture;
  const extra = views[1] ? [views[1].target()] : [];
  stepper.moveStep(({ isFirst, pause }) => {
    const turns = views[0].turns(isFirst, extra);
    const ms = Math.min(isFirst ? EACH.first : EACH.later, pause / turns.length);
    return turns.map(({ flights, done }) => ({ ms, flights, arrive: () => show(picture, done) }));
  });
}

export default { render };
