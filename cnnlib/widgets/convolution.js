// The convolution stepper: one number of out, or of dout, a step; every number can be changed.
import { element, say } from "./dom.js";
import { makePlayer } from "./player.js";
import { makeSettings } from "./settings.js";
import { playOnSpace, update } from "./live.js";
import { watch } from "./watch.js";
import { flat, received } from "./convolution_layer.js";
import { indexAt, product } from "./strides.js";
import { makeChoices } from "./convolution_choices.js";
import { makeEditing } from "./convolution_edit.js";
import { backwardView } from "./convolution_backward.js";
import { matricesView } from "./convolution_matrices.js";
import { productView } from "./convolution_product.js";
import { agreement } from "./convolution_words.js";
import { FIELDS, FORWARD, SYNCED, flippedRoles, layerOf, settingsOf, stateAfter } from "./convolution_state.js";

const EDITABLE = ["x", "W", "b", "dout"];

function render({ model, el }) {
  const root = element(`<div data-widget="convolution" role="group" aria-label="A convolution, step by step">
    <div class="stage"></div>
    <p class="agreement" data-role="agreement"></p>
    <p class="words" data-role="words" aria-live="polite"></p>
    <p class="problem" role="alert" data-role="edit-problem"></p>
    <p class="hint">Change any number of x, W, b or dout: click its cell twice, or press Enter on it.</p></div>`);
  const box = (name) => root.querySelector(name);
  const [stage, words, problem, agreed] = [".stage", ".words", ".problem", ".agreement"].map(box);
  const pointed = { hover: null, focus: null };
  let [layer, forward, dout, views, drawn, laid, digits] = [];

  function change(state) {
    update(model, state);
    draw();
  }
  const player = makePlayer((step) => change({ step }), (on) => words.setAttribute("aria-live", on ? "off" : "polite"));
  const settings = makeSettings(FIELDS, (values) => change(stateAfter(values, model)));
  const choices = makeChoices(choose);
  root.prepend(player.root, choices.root);
  root.append(settings.root);
  makeEditing(stage, EDITABLE, edit, (reason) => (problem.textContent = reason));

  // Another image or map: the same window there.
  function choose(name, value) {
    const axis = ["image", "made"].indexOf(name);
    if (axis < 0) return change(name === "channel" ? { channel: value } : fitting({ [name]: value }));
    const place = indexAt(model.get("step"), layer.out.shape);
    place[axis] = value;
    return change({ step: flat(layer.out.shape, place) });
  }

  // A step and a channel that exist in the new view too.
  function fitting(state) {
    const next = { mode: model.get("mode"), flipped: model.get("flipped"), ...state };
    const turned = next.mode === "backward" && next.flipped;
    const [steps, channels] = turned
      ? [product(forward.x.shape), forward.W.shape[0]]
      : [product(forward.out.shape), forward.W.shape[1]];
    return { ...state, step: Math.min(model.get("step"), steps - 1), channel: Math.min(model.get("channel"), channels - 1) };
  }

  function edit(name, index, number) {
    const { shape, data } = name === "dout" ? dout : model.get(name);
    const at = flat(shape, index);
    change({ [name]: { shape, data: data.map((old, i) => (i === at ? number : old)) } });
  }

  function point(name, how, number) {
    pointed[how] = number === null ? null : { name, number };
    if (how === "focus" && number !== null && name === views[0].chooser) {
      const step = views[0].choose(number);
      if (step !== model.get("step")) {
        player.stop();
        change({ step });
      }
    }
    light();
  }

  // Light the current step, and over it what is pointed at and all that it meets.
  function light() {
    const { name, number } = pointed.hover ?? pointed.focus ?? {};
    const k = name && views.map((view) => view.tapOf(name, number)).find((tap) => tap !== undefined);
    const marks = views.map((view) => view.always());
    if (name) marks.push(...views.map((view) => view.faint(name, number, model.get("channel"))));
    if (k !== undefined) marks.push(...views.map((view) => view.marksOf(k)));
    if (name) marks.push({ [name]: [[number, "1"]] });
    for (const view of views) {
      for (const [each, grid] of Object.entries(view.grids)) grid.light(new Map(marks.flatMap((part) => part[each] ?? [])));
    }
    say(words, sentence(name, number, k));
  }

  function sentence(name, number, k) {
    const [view] = views;
    if (name === undefined || (name === view.chooser && view.choose(number) === model.get("step"))) return view.words();
    if (k !== undefined) return view.tapWords(k, name);
    return views.find((each) => name in each.grids).wordsOf(name, number);
  }

  // New grids, for new shapes.
  function lay() {
    const turned = layer !== forward;
    Object.assign(pointed, { hover: null, focus: null });
    const roles = turned ? flippedRoles(forward) : FORWARD;
    const backward = model.get("mode") === "backward" && !turned;
    views = backward ? [backwardView(layer, point)] : [productView(roles, layer, point)];
    if (layer === forward && !backward) views.push(matricesView(layer, point));
    views[0].grids[views[0].chooser].root.querySelector("[data-grid]").dataset.choose = "";
    stage.replaceChildren(...views.map((view) => view.root));
    settings.show(settingsOf(model));
    problem.textContent = "";
    digits = 0;
  }

  function show() {
    const [step, channel] = [model.get("step"), model.get("channel")];
    const wide = Math.max(...views.map((view) => view.show({ layer, dout, step, channel })));
    digits = Math.max(digits, wide);
    root.style.setProperty("--digits", digits);
    player.show(step, layer.out.data.length);
    const turned = layer !== forward;
    const [images, maps] = layer.out.shape;
    const [image, map] = indexAt(step, layer.out.shape);
    const [made, channels] = turned ? ["Channel", "Filter"] : ["Filter", "Channel"];
    const places = { image: ["Image", images, image], made: [made, maps, map], channel: [channels, layer.W.shape[1], channel] };
    choices.show({ mode: model.get("mode"), flipped: model.get("flipped") }, places);
    // Measuring here would lay the page out once more than needed.
    requestAnimationFrame(() => views.forEach((view) => view.scroll?.().forEach(([grid, at]) => grid.reveal(at))));
    light();
  }

  // Redraw what has changed since the last time.
  function draw() {
    const state = [...SYNCED, "step", "channel"].map((name) => model.get(name));
    if (drawn && state.every((value, i) => value === drawn[i])) return;
    if (!drawn || SYNCED.some((_, i) => state[i] !== drawn[i])) ({ forward, dout, layer } = layerOf(model));
    drawn = state;
    const shape = JSON.stringify([layer.x.shape, layer.W.shape, layer.axes, !layer.b, model.get("mode"), layer === forward]);
    if (shape !== laid) lay();
    laid = shape;
    agreed.textContent = layer === forward ? "" : agreement(layer.out.data, received(forward, dout, dout.data.length).dx.data);
    show();
  }

  const unwatch = watch(model, [...SYNCED, "step", "channel"], draw);
  playOnSpace(root, player);
  draw();
  el.append(root);
  return () => {
    player.stop();
    unwatch();
  };
}

export default { render };
