// The pooling stepper: every window becomes its maximum or its mean; its gradient goes back the same way.
import { element, range, say } from "./dom.js";
import { makeChoices } from "./choices.js";
import { playOnSpace, update } from "./live.js";
import { makePlayer } from "./player.js";
import { drawPlanes, flat, panelHtml, placesOf } from "./planes.js";
import { fillRules } from "./pooling_table.js";
import { makeSettings } from "./settings.js";
import { numbersOf, slidingFields, slidingShown, slidingSizes, slidingState } from "./sliding.js";
import { length, position, span } from "./windows.js";
import { watch } from "./watch.js";
import { outPlace, outShape, pooled, receivers } from "./pooling_windows.js";
import { backwardWords, borderWords, forwardWords, gradientWords, pixelWords, shown } from "./pooling_words.js";

const SYNCED = ["x", "dout", "pool_h", "pool_w", "stride", "pad", "dilation", "ceil_mode", "average", "count_include_pad", "mode"];
const PANELS = { x: "`x`", out: "`out`", arg_max: "`arg_max`, place in the window", dout: "`dout`", dx: "`dx`" };
const PRESETS = [
  ["", "Your own"],
  ["plain", "2 × 2, side by side"],
  ["ties", "Ties: equal maxima"],
  ["overlap", "Overlap: 3 × 3, stride 2"],
  ["padding", "Padding"],
  ["negative", "All negative"],
  ["dropped", "Edges dropped"],
  ["ceil_mode", "Edges kept: ceil_mode"],
];
const CHOICES = [
  { name: "preset", label: "Example", options: PRESETS },
  { name: "mode", label: "Direction", options: [["forward", "forward"], ["backward", "backward"]] },
  { name: "average", label: "average" },
  { name: "ceil_mode", label: "ceil_mode" },
  { name: "count_include_pad", label: "count_include_pad" },
];

function presetOf(get) {
  const same = (preset) => Object.entries(preset).every(([name, value]) => name === "mode" || JSON.stringify(get(name)) === JSON.stringify(value));
  return Object.entries(get("presets")).find(([, preset]) => same(preset))?.[0] ?? "";
}

function render({ model, el }) {
  const get = (name) => model.get(name);
  const root = element(`<div data-widget="pooling" role="group" aria-label="pooling, window by window">
    <div class="stage"><div class="panels">${Object.keys(PANELS).map(panelHtml).join("")}</div></div>
    <p class="words" data-role="words" aria-live="polite"></p></div>`);
  const panel = (name) => root.querySelector(`[data-panel=${name}]`);
  const words = root.querySelector(".words");
  const pointed = { hover: null, focus: null };
  let [sizes, x, dout, windows, holders, planes, places, step, drawn] = [];

  // Set the state and draw it, if a picture can be made of it; throws otherwise, and nothing changes.
  function change(news) {
    const all = { ...Object.fromEntries(SYNCED.map((name) => [name, get(name)])), ...news };
    const made = slidingSizes((name) => all[name], "pool");
    const [high, wide] = [length(made.height, made.H), length(made.width, made.W)];
    const cells = made.N * made.C * Math.max(made.OH * made.OW * made.FH * made.FW, high * wide);
    const most = get("max_cells");
    if (cells > most) throw new RangeError(`x and its windows must not need more than ${most} cells, but need ${cells}`);
    const fits = all.dout?.shape.join() === outShape(made).join();
    const last = made.N * made.C * made.OH * made.OW - 1;
    update(model, { ...news, dout: fits ? all.dout : null, step: Math.min(news.step ?? get("step"), last) });
    draw();
  }

  const player = makePlayer((to) => change({ step: to }), (on) => words.setAttribute("aria-live", on ? "off" : "polite"));
  const choices = makeChoices(CHOICES, (name, value) => {
    if (name !== "preset") change({ [name]: value });
    else if (value) change({ ...get("presets")[value], dout: null, step: 0 });
  });
  const settings = makeSettings(slidingFields("pool", "Window"), (values) => change(slidingState(values, get, "pool")));
  player.root.after(choices.root);
  root.prepend(player.root, choices.root);
  root.append(settings.root);
  const rules = element(`<div class="scroll rules" role="region" aria-label="The rule here and elsewhere" tabindex="0"></div>`);
  settings.root.before(rules);
  playOnSpace(root, player);

  const point = (kind) => (how, place) => {
    pointed[how] = place && { kind, place };
    light();
  };
  const isBack = () => get("mode") === "backward";
  const kOf = (place) => flat(outShape(sizes), place);

  function light() {
    const { kind, place } = pointed.hover ?? pointed.focus ?? {};
    if (kind === "x" || kind === "dx") lightPixel(kind, place);
    else lightWindow(place ? kOf(place) : step, Boolean(place));
  }

  function lightWindow(k, on) {
    const { taps, winner } = windows[k];
    const mark = (i) => (i === winner || winner === null ? "1" : "faint");
    planes.x.light(on ? taps.map((tap, i) => [tap.place, mark(i)]) : []);
    planes.dx.light(on ? receivers(windows[k]).map((tap) => [tap.place, "1"]) : []);
    for (const name of ["out", "arg_max", "dout"]) planes[name].light(on ? [[outPlace(sizes, k), "1"]] : []);
    say(words, isBack() ? backwardWords(sizes, windows[k], dout[k], k) : forwardWords(sizes, windows[k], k));
  }

  function lightPixel(kind, place) {
    const inside = place[2] >= 0 && place[2] < sizes.H && place[3] >= 0 && place[3] < sizes.W;
    const { held, won } = inside ? holders[flat(x.shape, place)] : { held: [], won: [] };
    planes.x.light([[place, "1"]]);
    planes.dx.light(inside ? [[place, "1"]] : []);
    const marks = held.map((k) => [outPlace(sizes, k), won.includes(k) ? "1" : "faint"]);
    for (const name of ["out", "arg_max", "dout"]) planes[name].light(marks);
    if (!inside) say(words, borderWords(get("average"), get("count_include_pad")));
    else if (kind === "dx") say(words, gradientWords(place, parts(place)));
    else say(words, pixelWords("x", place, x.numbers[flat(x.shape, place)], held, won, get("average")));
  }

  // What the windows up to this step give to a pixel.
  const parts = (place) =>
    holders[flat(x.shape, place)].won.filter((k) => k <= step).map((k) => dout[k] / windows[k].shares);

  function compute() {
    sizes = slidingSizes(get, "pool");
    x = { shape: get("x").shape, numbers: numbersOf(get("x")) };
    const rule = { average: get("average"), count_include_pad: get("count_include_pad") };
    windows = range(outShape(sizes).reduce((a, b) => a * b)).map((k) => pooled(sizes, x.numbers, rule, k));
    dout = get("dout") ? numbersOf(get("dout")) : windows.map((_, k) => k + 1);
    places = placesOf(x.shape);
    holders = places.map(() => ({ held: [], won: [] }));
    windows.forEach((window, k) => {
      for (const tap of window.taps.filter(({ pixel }) => pixel)) holders[flat(x.shape, tap.place)].held.push(k);
      for (const tap of receivers(window)) holders[flat(x.shape, tap.place)].won.push(k);
    });
  }

  function build() {
    compute();
    Object.assign(pointed, { hover: null, focus: null });
    const { height, width, H, W } = sizes;
    const below = Math.max(height.after, length(height, H) - height.before - H);
    const right = Math.max(width.after, length(width, W) - width.before - W);
    const ring = { top: height.before, bottom: below, left: width.before, right };
    const labels = { x: "x, the image", out: "out", arg_max: "arg_max, the winner's place in its window", dout: "dout", dx: "dx" };
    const plane = (name, shape, more) =>
      drawPlanes(panel(name).querySelector(".scroll"), { name, label: labels[name], shape, ...more }, point(name));
    const out = outShape(sizes);
    planes = { x: plane("x", x.shape, { ring }), dx: plane("dx", x.shape) };
    for (const name of ["out", "arg_max", "dout"]) planes[name] = plane(name, out);
    fillStill();
    settings.show(slidingShown(get, "pool"));
    choices.show({ preset: presetOf(get), ...Object.fromEntries(CHOICES.slice(1).map(({ name }) => [name, get(name)])) });
    fillRules(rules, sizes, get, windows, holders);
    step = null;
  }

  // What no step changes: x and its border, dout, the titles, which pictures are there.
  function fillStill() {
    const { height, width, H, W } = sizes;
    const counted = ([, , h, w]) => h >= -height.before && h < H + height.after && w >= -width.before && w < W + width.after;
    planes.x.eachBorder((place) => planes.x.write(place, get("average") ? (counted(place) ? "0" : "") : "-∞"));
    places.forEach((place, i) => planes.x.write(place, shown(x.numbers[i])));
    planes.x.flag("unread", places.filter((_, i) => holders[i].held.length === 0));
    windows.forEach((_, k) => planes.dout.write(outPlace(sizes, k), shown(dout[k])));
    const hidden = { out: isBack(), arg_max: get("average"), dout: !isBack(), dx: !isBack() };
    for (const [name, title] of Object.entries(PANELS)) {
      say(panel(name).querySelector(".title"), title);
      panel(name).hidden = hidden[name] ?? false;
    }
    const totals = holders.map(({ won }) => won.reduce((total, k) => total + dout[k] / windows[k].shares, 0));
    const texts = [...x.numbers, ...dout, ...totals, ...windows.map(({ value }) => value)].map(shown);
    root.style.setProperty("--digits", Math.max(2, ...texts.map((text) => text.length)));
  }

  function showStep() {
    const { taps, winner } = windows[step];
    const [n, c, oh, ow] = outPlace(sizes, step);
    const { height, width } = sizes;
    const corner = [position(height, oh, 0) - height.before, position(width, ow, 0) - width.before];
    const size = [span(height), span(width)];
    planes.x.frame((image, channel) => image === n && channel === c, corner, size);
    planes.x.flag("window", taps.map((tap) => tap.place));
    planes.x.flag("winner", winner === null ? [] : receivers(windows[step]).map((tap) => tap.place));
    windows.forEach((window, k) => {
      planes.out.write(outPlace(sizes, k), k <= step ? shown(window.value) : "");
      planes.arg_max.write(outPlace(sizes, k), k <= step || isBack() ? (window.winner ?? "") : "");
    });
    for (const place of places) planes.dx.write(place, shown(parts(place).reduce((a, b) => a + b, 0)));
    planes.dx.flag("window", receivers(windows[step]).map((tap) => tap.place));
    for (const name of ["out", "arg_max", "dout"]) planes[name].flag("window", [[n, c, oh, ow]]);
    player.show(step, windows.length);
    light();
  }

  // Redraw what has changed since the last time.
  function draw() {
    const state = SYNCED.map(get);
    if (!drawn || state.some((value, i) => value !== drawn[i])) {
      drawn = state;
      build();
    }
    const wanted = Math.min(get("step"), windows.length - 1);
    if (wanted === step) return;
    step = wanted;
    showStep();
  }

  const end = watch(model, [...SYNCED, "step"], draw);
  draw();
  el.append(root);
  return () => {
    player.stop();
    end();
  };
}

export default { render };
