// The pooling stepper: every window becomes its maximum or its mean; its gradient goes back the same way.
import { makeChoices } from "../shared/choices.js";
import { element, find, showText } from "../shared/dom.js";
import { scrollTo } from "../shared/scroll.js";
import { makeSettings } from "../shared/settings.js";
import { imageFields, imageState, imageValues } from "../shared/sizes.js";
import { makePointing, makeStepper } from "../shared/stepper.js";
import { flatIndex } from "../shared/strides.js";
import { WINDOW_LABEL } from "../shared/words.js";
import { makePicture, PER_WINDOW, panelsHtml } from "./picture.js";
import { placeSentence, windowSentence } from "./sentences.js";
import { CHOICES, currentChoices, fittingChange, litByPlace, litByWindow, poolAll, presetState, TRAITS } from "./state.js";
import { fillRules } from "./table.js";
import { outShape } from "./windows.js";
import { LABEL, RULES_LABEL } from "./words.js";

const NOTHING_LIT = { x: [], dx: [], windows: [] };

const rootHtml = () => `<div data-widget="pooling" role="group" aria-label="${LABEL}">
    <div class="stage">${panelsHtml()}</div>
    <p class="words" data-role="words" aria-live="polite"></p>
    <div class="scroll rules" role="group" aria-label="${RULES_LABEL}" tabindex="0"></div></div>`;

/** @param {import("@anywidget/types").RenderProps} props */
function render(props) {
  const root = element(rootHtml());
  /** What the functions below share and fill. @type {any} */
  const widget = { root, rules: find(root, ".rules") };
  const stepper = makeStepper(props, root, {
    traits: TRAITS,
    constants: ["max_cells", "presets"],
    build: (state) => build(widget, state),
    showStep: (step) => showStep(widget, step),
  });
  const change = (changes) => stepper.setState(fittingChange(stepper.state(), changes));
  const choices = makeChoices(CHOICES, (name, value) => {
    if (name !== "preset") change({ [name]: value });
    else if (value) change(presetState(stepper.state(), value));
  });
  const settings = makeSettings(imageFields("pool", WINDOW_LABEL), (values) =>
    change(imageState(values, stepper.state().x, "pool")),
  );
  stepper.player.root.after(choices.root);
  root.append(settings.root);
  Object.assign(widget, { stepper, choices, settings, pointing: makePointing(() => light(widget)) });
  return stepper.start();
}

function build(widget, state) {
  const { root, rules, pointing, settings, choices } = widget;
  const pooled = poolAll(state);
  widget.pooled = pooled;
  pointing.clear();
  widget.picture = makePicture(root, pooled, pointing.listener);
  settings.show(imageValues(state, "pool"));
  choices.show(currentChoices(state));
  choices.setVisible("count_include_pad", pooled.average);
  fillRules(rules, pooled);
  return pooled.windows.length;
}

/** Light what is pointed at, in every picture. */
function light({ pooled, picture, step, pointing, stepper }) {
  const { kind, place } = pointing.current();
  if (PER_WINDOW.includes(kind)) {
    const k = flatIndex(place, outShape(pooled.sizes));
    lightPlanes(picture.planes, litByWindow(pooled, k));
    showText(stepper.words, windowSentence(pooled, k));
  } else if (kind) {
    lightPlanes(picture.planes, litByPlace(pooled, place));
    showText(stepper.words, placeSentence(pooled, kind, place, step));
  } else {
    lightPlanes(picture.planes, NOTHING_LIT);
    showText(stepper.words, windowSentence(pooled, step));
  }
}

function lightPlanes(planes, { x, dx, windows }) {
  planes.x.light(x);
  planes.dx.light(dx);
  for (const name of PER_WINDOW) planes[name].light(windows);
}

function showStep(widget, step) {
  const { picture, stepper } = widget;
  widget.step = step;
  const cells = picture.show(step);
  stepper.onNextFrame("step", () => cells.forEach((cell) => scrollTo(cell.closest(".scroll"), cell)));
  light(widget);
}

export default { render };
