// The reshape trace: an array's cells travel from x through transposes and reshapes, and stay who they are.
import { makeChoices } from "../shared/choices.js";
import { element, find, setDigits, showText } from "../shared/dom.js";
import { MOST_MOVES } from "../shared/motion.js";
import { makeSettings } from "../shared/settings.js";
import { im2colState, imageFields, imageSizes, imageValues } from "../shared/sizes.js";
import { makePointing, makeStepper, onPointerMove } from "../shared/stepper.js";
import { formatNumber } from "../shared/text.js";
import { leave, makeTurn, takeTurn } from "../shared/turn.js";
import { FILTER_LABEL, WINDOW_LABEL } from "../shared/words.js";
import { drawGiven, drawStage, motionOf } from "./picture.js";
import { keysHtml, tintsHtml, trailHtml } from "./stage.js";
import { TRAITS, traceOf } from "./state.js";
import { isMixed, litBy } from "./trace.js";
import { TURNS } from "./turn.js";
import { DRAWN, LABEL, legendOf, POOLING_LABEL, pointedWords, SKIP_LABEL, shapeTitle } from "./words.js";

const PAUSE = 2600; // milliseconds between two steps: a journey, and the time to read one sentence
const SKIP = { name: "skip", label: SKIP_LABEL };

const rootHtml = (label) => `<div data-widget="reshape" role="group" aria-label="${label}">
    <ol class="trail"></ol><p class="legend"></p>
    <div class="stage"><div class="given"><p class="title"></p><div class="scroll images"></div></div>
    <div class="pair"></div></div>
    <p class="words" data-role="words" aria-live="polite"></p></div>`;

/** @param {import("@anywidget/types").RenderProps} props */
function start(props) {
  const isPooling = props.model.get("mode") === "pooling";
  const root = element(rootHtml(isPooling ? POOLING_LABEL : LABEL));
  /** What the functions below share and fill. @type {any} */
  const widget = { root, find: (selector) => find(root, selector), isPooling };
  const stepper = makeStepper(props, root, {
    traits: TRAITS,
    constants: ["mode", "max_cells"],
    build: (state) => build(widget, state),
    showStep: (step, before) => showStep(widget, step, before),
    slowest: PAUSE,
  });
  const fields = imageFields("filter", isPooling ? WINDOW_LABEL : FILTER_LABEL);
  const settings = makeSettings(fields, (values) => stepper.setState(im2colState(values, stepper.state(), DRAWN)));
  const choices = isPooling ? null : makeChoices([SKIP], (_name, skip) => stepper.setState({ transpose: !skip }));
  if (choices) root.append(choices.root);
  root.append(settings.root);
  find(root, ".stage").before(makeTurn(widget, TURNS).ask);
  const show = () => light(widget);
  Object.assign(widget, { stepper, settings, choices, pointing: makePointing(show), light: show });
  onPointerMove(root, () => {
    if (!widget.said) return;
    widget.said = null;
    show();
  });
  return stepper.start();
}

function build(widget, state) {
  const { root, find, settings, choices, pointing, isPooling } = widget;
  const { x } = state;
  const [sizes, trace] = [imageSizes(state, "filter"), traceOf(state)];
  pointing.clear();
  if (widget.turn) leave(widget);
  find(".stage").style.minHeight = "";
  const values = [...x.data, ...trace.items.map(({ value }) => value)];
  setDigits(root, Math.max(...values.map((value) => formatNumber(value).length)));
  const given = drawGiven(find(".given .scroll"), { sizes, trace, x, isPooling }, pointing.listener("pixel"));
  showText(find(".given .title"), shapeTitle("x", x.shape));
  find(".given").toggleAttribute("data-shared", given.isShared);
  Object.assign(widget, { state, sizes, trace, given, pictures: [] });
  find(".trail").innerHTML = trace.stages.map(trailHtml).join("");
  showLegend(find(".legend"), widget, sizes);
  settings.show(imageValues(state, "filter"));
  choices?.show({ skip: !state.transpose });
  return trace.stages.length;
}

/** One line that says what each colour and each mark means. */
function showLegend(line, { trace, isPooling }, { rows, H, W, PH, PW }) {
  const keys = { window: keysHtml(rows, trace.taps), tap: tintsHtml(trace.taps), winner: '<i class="key ring"></i>' };
  const shown = legendOf({ isPooling, taps: trace.taps, isPadded: PH * PW > H * W });
  line.replaceChildren(
    ...shown.map(([key, words]) => element(`<span>${keys[key] ?? `<i data-colour="${key}"></i>`}<b>${words}</b></span>`)),
  );
}

/** A stage's picture is drawn when it is first seen. */
function pictureOf(widget, step) {
  const { trace, pictures, pointing } = widget;
  const hear = (how, k) => pointing.listener(widget.pictures[step] === widget.picture ? "cell" : "source")(how, k);
  pictures[step] ??= drawStage(trace, trace.stages[step], hear);
  return pictures[step];
}

/** Light what is pointed at, in all pictures; what is not there yet says nothing. */
function light(widget) {
  const { trace, stage, sourceStage, step, state, picture, source, given, stepper, pointing, turn } = widget;
  // What a reader is asked for is not told.
  const { kind: pointed, place } = turn ? {} : pointing.current();
  const isThere = pointed && place !== null && !(pointed === "cell" && picture.isBlank(place));
  const [kind, k] = isThere ? [pointed, place] : [undefined, 0];
  const { items, cell, source: sent, pixel } = litBy(trace, { cell: stage, source: sourceStage }, kind, k);
  picture.light(step < trace.first ? new Map() : cell);
  source?.light(sent);
  given.light(turn?.lit ?? pixel);
  const shown = kind === "source" ? sourceStage : stage;
  showText(
    stepper.words,
    widget.said ?? pointedWords({ trace, stage: shown, step, state }, kind && (kind === "pixel" ? kind : "cell"), k, items),
  );
}

function showStep(widget, step, before) {
  const { root, trace, pointing, stepper, isPooling } = widget;
  const focused = focusedItem(root);
  pointing.clear();
  widget.picture?.fill();
  const shown = Math.max(step, trace.first);
  const picture = pictureOf(widget, shown);
  const source = shown > trace.first && step > 0 ? pictureOf(widget, shown - 1) : null;
  const [stage, sourceStage] = [trace.stages[shown], source ? trace.stages[shown - 1] : undefined];
  Object.assign(widget, { step, picture, source, stage, sourceStage });
  const { length } = stage.moves;
  const isMove = takeTurn(widget, step, before) && length > 0 && length <= MOST_MOVES;
  if (isMove || shown > step) picture.empty();
  else picture.fill();
  place(widget);
  find(picture.panel, ".scroll").toggleAttribute("data-wrong", stage.axes.length === 2 && !isPooling && isMixed(trace));
  find(root, ".trail [aria-current]")?.removeAttribute("aria-current");
  find(root, ".trail").children[step].setAttribute("aria-current", "step");
  light(widget);
  if (focused !== null) keepFocus(widget, focused);
  if (isMove)
    stepper.moveStep(({ pause }) => motionOf({ trace, step, from: (source ?? widget.given).cells, picture }, pause));
  stepper.onNextFrame("room", () => keepRoom(find(root, ".stage")));
}

/** The source, and the array that is made of it; x, on a small screen, where something comes from it or goes to it. */
function place({ root, trace, step, picture, source }) {
  const isOfUse = step <= trace.first || trace.stages[step].name === "dx";
  find(root, ".given").toggleAttribute("data-idle", !isOfUse);
  const shown = source ? [source, picture] : [picture];
  for (const each of shown) find(each.panel, "[role=grid]").dataset.grid = each === picture ? "stage" : "source";
  find(root, ".pair").replaceChildren(...shown.map(({ panel }) => panel));
}

/** What stands below stays where it is. @param {HTMLElement} stage */
function keepRoom(stage) {
  stage.style.minHeight = `${Math.max(parseFloat(stage.style.minHeight) || 0, stage.offsetHeight)}px`;
}

/** The item in whose cell the focus is. @param {HTMLElement} root */
const focusedItem = (root) => find(root, ".pair [data-id]:focus")?.dataset.id ?? null;

/** Who had the focus keeps it, wherever it has come to; in x, where nothing is made of it yet. */
function keepFocus({ root, trace, step, picture, given }, id) {
  const { pixel } = trace.items[id];
  const cell = find(picture.panel, `[data-id="${id}"]`);
  if (step >= trace.first && cell) cell.click();
  else if (pixel !== null) given.pixel(pixel).click();
  else find(root, ".slider input").focus();
}

/** The two modes are two pictures: a new mode starts anew. @param {import("@anywidget/types").RenderProps} props */
function render(props) {
  const { model, el } = props;
  let stop = start(props);
  const restart = () => {
    stop();
    el.replaceChildren();
    stop = start(props);
  };
  model.on("change:mode", restart);
  return () => {
    model.off("change:mode", restart);
    stop();
  };
}

export default { render };
