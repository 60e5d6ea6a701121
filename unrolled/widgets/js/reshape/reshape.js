// The reshape trace: an array's cells travel through transposes and reshapes, and stay who they are.
import { makeChoices } from "../shared/choices.js";
import { element, find, setDigits, showText } from "../shared/dom.js";
import { drawNested } from "../shared/nested.js";
import { makeSettings } from "../shared/settings.js";
import { im2colState, imageFields, imageValues } from "../shared/sizes.js";
import { makePointing, makeStepper } from "../shared/stepper.js";
import { formatNumber } from "../shared/text.js";
import { FILTER_LABEL, WINDOW_LABEL } from "../shared/words.js";
import { flip } from "./flip.js";
import { axesWithTicks, cellOf, trailHtml } from "./stage.js";
import { TRAITS, traceOf } from "./state.js";
import { isMixed, litBy, shapeOf, stageAxes } from "./trace.js";
import { DRAWN, LABEL, POOLING_LABEL, pointedWords, SKIP_LABEL, shapeName, shapeTitle } from "./words.js";

const PAUSE = 2600; // milliseconds between two steps: a journey, and the time to read one sentence
const SKIP = { name: "skip", label: SKIP_LABEL };

const rootHtml = (label) => `<div data-widget="reshape" role="group" aria-label="${label}">
    <ol class="trail"></ol>
    <div class="stage"><div class="given"><p class="title"></p><div class="scroll images"></div></div>
    <div class="travel"><p class="title"></p><div class="scroll images"></div></div></div>
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
    showStep: (step) => showStep(widget, step),
    slowest: PAUSE,
  });
  const fields = imageFields("filter", isPooling ? WINDOW_LABEL : FILTER_LABEL);
  const settings = makeSettings(fields, (values) => stepper.setState(im2colState(values, stepper.state(), DRAWN)));
  const choices = isPooling ? null : makeChoices([SKIP], (_name, skip) => stepper.setState({ transpose: !skip }));
  if (choices) root.append(choices.root);
  root.append(settings.root);
  Object.assign(widget, { stepper, settings, choices, pointing: makePointing(() => light(widget)) });
  return stepper.start();
}

function build(widget, state) {
  const { root, find, settings, choices } = widget;
  const trace = traceOf(state);
  Object.assign(widget, { state, trace });
  drawGiven(widget);
  find(".travel .scroll").style.minHeight = "";
  find(".trail").innerHTML = trace.stages.map(trailHtml).join("");
  const values = [...state.x.data, ...trace.items.map(({ value }) => value)];
  setDigits(root, Math.max(...values.map((value) => formatNumber(value).length)) + 1);
  settings.show(imageValues(state, "filter"));
  choices?.show({ skip: !state.transpose });
  return trace.stages.length;
}

/** x, from which everything comes or to which it goes. */
function drawGiven(widget) {
  const { find, state, trace, pointing } = widget;
  const { shape, data } = state.x;
  const axes = stageAxes("n c h w", shape);
  const draw = (k) => [formatNumber(data[k]), trace.winners.has(k) ? 'data-winner=""' : ""];
  const what = { name: "x", label: shapeName("x", shape), axes, draw, isRead: true };
  widget.given = drawNested(find(".given .scroll"), what, pointing.listener("pixel"));
  widget.given.bring(0);
  showText(find(".given .title"), shapeTitle("x", shape));
}

/** Light what is pointed at, in both pictures. */
function light({ state, trace, stage, step, picture, given, stepper, pointing }) {
  const { kind, place: k } = pointing.current();
  const { items, cells, pixels } = litBy(trace, stage, kind, k);
  picture.light(cells);
  given.light(pixels);
  if (pixels.size) given.bring([...pixels.keys()][0]);
  showText(stepper.words, pointedWords({ trace, stage, step, state }, kind, k, items));
}

function showStep(widget, step) {
  const { find, trace, pointing } = widget;
  const stage = trace.stages[step];
  Object.assign(widget, { step, stage });
  pointing.clear();
  const box = find(".travel .scroll");
  const focused = box.contains(document.activeElement) ? /** @type {any} */ (document.activeElement).dataset.id : null;
  drawStage(widget, box);
  showText(find(".travel .title"), shapeTitle(stage.code, shapeOf(stage)));
  box.toggleAttribute("data-wrong", stage.axes.length === 2 && !widget.isPooling && isMixed(trace));
  find(".trail [aria-current]")?.removeAttribute("aria-current");
  find(".trail").children[step].setAttribute("aria-current", "step");
  light(widget);
  if (focused) find(`.travel [data-id="${focused}"]`)?.click(); // who had the focus keeps it
}

/** Its cells travel from where they stood. */
function drawStage(widget, box) {
  const { trace, stage, pointing } = widget;
  const what = {
    name: "stage",
    label: shapeName(stage.code, shapeOf(stage)),
    axes: axesWithTicks(trace, stage),
    draw: (k) => cellOf(trace, stage.cells[k]),
  };
  let height;
  flip(box, () => {
    widget.picture = drawNested(box, what, pointing.listener("cell"));
    height = box.offsetHeight; // measured here, where the page is laid out anyway
  });
  box.style.minHeight = `${height}px`; // what stands below stays where it is
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
