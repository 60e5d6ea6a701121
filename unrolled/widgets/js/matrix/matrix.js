// The matrix view: M @ x is a convolution, row by row; Mᵀ @ dout is what comes back, by rows or by columns.
import { makeChoices } from "../shared/choices.js";
import { element, find, showText } from "../shared/dom.js";
import { showLegend } from "../shared/legend.js";
import { makeSettings } from "../shared/settings.js";
import { makePointing, makeStepper } from "../shared/stepper.js";
import { makeTurn, takeTurn } from "../shared/turn.js";
import { drawPicture, makeRoom, parts } from "./picture.js";
import { FIELDS, MODES, presetOf, presetState, stepsOf, TRAITS, typedState, valuesOf, viewOf } from "./state.js";
import { TURNS } from "./turn.js";
import { LABEL, LEGENDS, MODE_LABEL, MODE_NAMES, OWN, PRESET_LABEL, PRESETS, pointedWords } from "./words.js";

const CHOICES = [
  { name: "preset", label: PRESET_LABEL, options: [...Object.entries(PRESETS), ["", OWN]] },
  { name: "mode", label: MODE_LABEL, options: MODES.map((mode) => [mode, MODE_NAMES[mode]]) },
];

const rootHtml = () => `<div data-widget="matrix" role="group" aria-label="${LABEL}">
    <p class="words" data-role="words" aria-live="polite"></p></div>`;

/** @param {import("@anywidget/types").RenderProps} props */
function render(props) {
  const root = element(rootHtml());
  const stage = parts();
  root.append(stage);
  /** What the functions below share and fill. @type {any} */
  const picture = { root, boxes: { images: find(stage, ".images"), matrix: find(stage, ".scroll") } };
  const stepper = makeStepper(props, root, {
    traits: TRAITS,
    constants: ["max_cells", "presets"],
    build: (state) => build(picture, state),
    showStep: (step, before) => showStep(picture, step, before),
  });
  const choices = makeChoices(CHOICES, (name, value) => {
    if (name === "mode") stepper.setState({ mode: value, step: 0 });
    else if (value) stepper.setState({ ...presetState(stepper.state(), value), step: 0 });
    else choices.show(shownChoices(stepper.state()));
  });
  const settings = makeSettings(FIELDS, (values) => stepper.setState(typedState(values, stepper.state())));
  find(stage, ".answer").prepend(makeTurn(picture, TURNS).ask);
  stepper.player.root.after(choices.root, element('<p class="legend"></p>'));
  root.append(settings.root);
  Object.assign(picture, { stepper, choices, settings, pointing: makePointing(() => light(picture)) });
  return stepper.start();
}

const shownChoices = (state) => ({ preset: presetOf(state), mode: state.mode });

function build(picture, state) {
  const { root, boxes, pointing, settings, choices } = picture;
  const view = viewOf(state);
  pointing.clear();
  picture.view = view;
  makeRoom(root, view);
  root.dataset.mode = view.mode;
  showLegend(find(root, ".legend"), LEGENDS[view.mode]);
  picture.drawn = drawPicture(boxes, view, pointing.listener);
  settings.show(valuesOf(state));
  choices.show(shownChoices(state));
  return stepsOf(view);
}

function showStep(picture, step, before) {
  picture.step = step;
  const { boxes, drawn, stepper } = picture;
  const isMove = takeTurn(picture, step, before);
  boxes.matrix.toggleAttribute("data-off", picture.turn !== null); // its room is the question's
  drawn.showStep(step);
  light(picture);
  // What the question hid was made before it.
  if (isMove && before !== null) stepper.perform(drawn.turn(step, stepper.player.pace()));
}

/** Light what is pointed at, or what the step is about, and say what it is. */
function light({ drawn, view, step, stepper, pointing, said }) {
  const pointed = pointing.current();
  drawn.light(pointed, step);
  showText(stepper.words, said && !pointed.kind ? said : pointedWords(view, pointed, step));
}

export default { render };
