// The convolution stepper: one number of out, or of dout, a step; every number can be changed.
import { makeChoices } from "../shared/choices.js";
import { element, say } from "../shared/dom.js";
import { makeSettings } from "../shared/settings.js";
import { SLIDING, shownPairs } from "../shared/sliding.js";
import { makePointing, makeStepper } from "../shared/stepper.js";
import { indexAt } from "../shared/strides.js";
import { flat, received } from "./layer.js";
import { makeEditing } from "./edit.js";
import { backwardView } from "./backward.js";
import { matricesView } from "./matrices.js";
import { productView } from "./product.js";
import { agreement } from "./words.js";
import { FORWARD, TRAITS, flippedRoles, layerOf, stateAfter } from "./state.js";

const EDITABLE = ["x", "W", "b", "dout"];
const CHOICES = [
  { name: "mode", label: "Direction", options: [["forward", "forward"], ["backward", "backward"]] },
  { name: "flipped", label: "dx as a full convolution" },
  ...["image", "made", "channel"].map((name) => ({ name, options: [] })),
];

function render({ model, el }) {
  const get = (name) => model.get(name);
  const root = element(`<div data-widget="convolution" role="group" aria-label="A convolution, step by step">
    <div class="stage"></div>
    <p class="agreement" data-role="agreement"></p>
    <p class="words" data-role="words" aria-live="polite"></p>
    <p class="problem" role="alert" data-role="edit-problem"></p>
    <p class="hint">Change any number of x, W, b or dout: click its cell twice, or press Enter on it.</p></div>`);
  const [stage, problem, agreed] = [".stage", ".problem", ".agreement"].map((name) => root.querySelector(name));
  let [layer, forward, dout, views, laid, digits, step, channel] = [];

  const stepper = makeStepper({ model, el }, root, { traits: TRAITS, build, showStep });
  const settings = makeSettings(SLIDING, (values) => stepper.change(stateAfter(values, model)));
  const choices = makeChoices(CHOICES, choose);
  stepper.player.root.after(choices.root);
  root.append(settings.root);
  makeEditing(stage, EDITABLE, edit, (reason) => (problem.textContent = reason));
  const pointing = makePointing(light);

  // Another image or map: the same window there.
  function choose(name, value) {
    const axis = ["image", "made"].indexOf(name);
    if (axis < 0) return stepper.change({ [name]: name === "channel" ? Number(value) : value });
    const place = indexAt(step, layer.out.shape).with(axis, Number(value));
    return stepper.change({ step: flat(layer.out.shape, place) });
  }

  function edit(name, index, number) {
    const { shape, data } = name === "dout" ? dout : get(name);
    const at = flat(shape, index);
    stepper.change({ [name]: { shape, data: data.map((old, i) => (i === at ? number : old)) } });
  }

  function point(name, how, number) {
    pointing.on(name)(how, number);
    if (how !== "focus" || number === null || name !== views[0].chooser) return;
    const chosen = views[0].choose(number);
    if (chosen === step) return;
    stepper.player.stop();
    stepper.change({ step: chosen });
  }

  // Light the current step, and over it what is pointed at and all that it meets.
  function light() {
    const { kind: name, place: number } = pointing.at();
    const k = name && views.map((view) => view.tapOf(name, number)).find((tap) => tap !== undefined);
    const marks = views.map((view) => view.always());
    if (name) marks.push(...views.map((view) => view.faint(name, number, channel)));
    if (k !== undefined) marks.push(...views.map((view) => view.marksOf(k)));
    if (name) marks.push({ [name]: [[number, "1"]] });
    for (const view of views) {
      for (const [each, grid] of Object.entries(view.grids)) grid.light(new Map(marks.flatMap((part) => part[each] ?? [])));
    }
    say(stepper.words, wordsAt(name, number, k));
  }

  function wordsAt(name, number, k) {
    const [view] = views;
    if (name === undefined || (name === view.chooser && view.choose(number) === step)) return view.words();
    if (k !== undefined) return view.tapWords(k, name);
    return views.find((each) => name in each.grids).wordsOf(name, number);
  }

  // New grids, for new shapes.
  function lay() {
    const turned = layer !== forward;
    pointing.forget();
    const roles = turned ? flippedRoles(forward) : FORWARD;
    const backward = get("mode") === "backward" && !turned;
    views = backward ? [backwardView(layer, point)] : [productView(roles, layer, point)];
    if (layer === forward && !backward) views.push(matricesView(layer, point));
    views[0].grids[views[0].chooser].root.querySelector("[data-grid]").dataset.choose = "";
    stage.replaceChildren(...views.map((view) => view.root));
    settings.show(shownPairs(get));
    problem.textContent = "";
    digits = 0;
  }

  function build() {
    ({ forward, dout, layer } = layerOf(model));
    const shape = JSON.stringify([layer.x.shape, layer.W.shape, layer.axes, !layer.b, get("mode"), layer === forward]);
    if (shape !== laid) lay();
    laid = shape;
    agreed.textContent = layer === forward ? "" : agreement(layer.out.data, received(forward, dout, dout.data.length).dx.data);
    return layer.out.data.length;
  }

  function showChoices() {
    const [images, maps] = layer.out.shape;
    const [image, made] = indexAt(step, layer.out.shape);
    const labels = layer === forward ? ["Filter", "Channel"] : ["Channel", "Filter"];
    choices.number("image", "Image", images);
    choices.number("made", labels[0], maps);
    choices.number("channel", labels[1], layer.W.shape[1]);
    choices.allow("flipped", get("mode") === "backward");
    choices.show({ mode: get("mode"), flipped: get("flipped"), image, made, channel });
  }

  function showStep(now) {
    step = now;
    channel = Math.min(get("channel"), layer.W.shape[1] - 1);
    const wide = Math.max(...views.map((view) => view.show({ layer, dout, step, channel })));
    digits = Math.max(digits, wide);
    root.style.setProperty("--digits", digits);
    showChoices();
    stepper.soon("step", () => views.forEach((view) => view.scroll?.().forEach(([grid, at]) => grid.reveal(at))));
    light();
  }

  return stepper.start();
}

export default { render };
