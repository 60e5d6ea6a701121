// The col2im stepper: every row of a matrix goes back to the pixels of its window, and is added there.
import { element, range, say, short } from "./dom.js";
import { makeChoices } from "./choices.js";
import { playOnSpace, update } from "./live.js";
import { drawMatrix } from "./matrix.js";
import { makePlayer } from "./player.js";
import { drawPlanes, panelHtml, placesOf } from "./planes.js";
import { scrollTo } from "./scroll.js";
import { makeSettings } from "./settings.js";
import { numbersOf, slidingFields, slidingShown, slidingSizes, slidingState } from "./sliding.js";
import { columnPlace, pixel, rowPlace, source } from "./unroll.js";
import { position, span } from "./windows.js";
import { watch } from "./watch.js";
import { arrived, cellsOf, holds, sum } from "./col2im_sums.js";
import { arrivalWords, givenWords, paddingWords, placeOfCell, sumWords } from "./col2im_words.js";
import { fly } from "./flight.js";

const SYNCED = ["x", "filter_h", "filter_w", "stride", "pad", "dilation", "dcol", "fill"];
const FILL = { name: "fill", label: "Rows of dcol hold" };
const OPTIONS = [["digits", "digits"], ["ones", "ones: dx counts windows"], ["x", "im2col(x): dx is counts · x"]];
const TITLES = {
  dcol: "`dcol`, one row for each window",
  dx: "`dx` with `+=`",
  dx_assigned: "`dx` with `=`",
  counts: "windows over each pixel",
  x: "`x`",
};

function render({ model, el }) {
  const get = (name) => model.get(name);
  const root = element(`<div data-widget="col2im" role="group" aria-label="col2im, step by step">
    <div class="stage"><div class="panel" data-panel="dcol"><p class="title"></p><div class="scroll matrix"></div></div>
    <div class="panels">${["dx", "dx_assigned", "counts", "x"].map(panelHtml).join("")}</div></div>
    <p class="words" data-role="words" aria-live="polite"></p></div>`);
  const panel = (name) => root.querySelector(`[data-panel=${name}]`);
  const box = (name) => panel(name).querySelector(".scroll");
  const words = root.querySelector(".words");
  const pointed = { hover: null, focus: null };
  let [sizes, given, matrix, planes, places, step, drawn] = [];

  const change = (state) => {
    update(model, state);
    draw();
  };
  const player = makePlayer((to) => change({ step: to }), (on) => words.setAttribute("aria-live", on ? "off" : "polite"));
  const choices = makeChoices([{ ...FILL, options: OPTIONS }], (name, fill) => change({ fill, dcol: null }));
  const settings = makeSettings(slidingFields("filter", "Filter"), (values) => {
    const state = slidingState(values, get, "filter");
    const made = slidingSizes((name) => state[name], "filter");
    const cells = Math.max(made.rows * made.columns, made.N * made.C * made.PH * made.PW);
    const most = get("max_cells");
    if (cells > most) throw new RangeError(`x and dcol must not need more than ${most} cells to draw, but need ${cells}`);
    const fits = get("dcol")?.shape.join() === [made.rows, made.columns].join();
    change({ ...state, dcol: fits ? get("dcol") : null, step: Math.min(get("step"), made.rows - 1) });
  });
  root.prepend(player.root);
  root.append(choices.root, settings.root);
  playOnSpace(root, player);

  const point = (kind) => (how, place) => {
    pointed[how] = place && { kind, place };
    light();
  };

  // Light what is pointed at, in every picture.
  function light() {
    const { kind, place } = pointed.hover ?? pointed.focus ?? {};
    const at = kind === "cell" ? placeOfCell(sizes, place) : place;
    const inside = at && pixel(sizes, [at[0], at[1], at[2] + sizes.height.before, at[3] + sizes.width.before]);
    const mark = (cell) => (kind === "pixel" || String(cell) === String(place) ? "1" : "faint");
    matrix.light(at ? cellsOf(sizes, at).map((cell) => [cell, mark(cell)]) : []);
    planes.dx.light(at ? [[at, "1"]] : []);
    for (const name of ["dx_assigned", "x"]) planes[name].light(inside ? [[at, "1"]] : []);
    planes.counts.light(inside ? [[[0, 0, at[2], at[3]], "1"]] : []);
    if (!at) say(words, arrivalWords(sizes, step));
    else if (kind === "cell") say(words, givenWords(sizes, given, place, step));
    else say(words, inside ? sumWords(sizes, given, at, step) : paddingWords(sizes, at));
  }

  function build() {
    sizes = slidingSizes(get, "filter");
    given = { x: get("x"), dcol: get("dcol") && numbersOf(get("dcol")), fill: get("fill") };
    Object.assign(pointed, { hover: null, focus: null });
    const { N, C, H, W, height, width } = sizes;
    const ring = { top: height.before, bottom: height.after, left: width.before, right: width.after };
    const shape = [N, C, H, W];
    places = placesOf(shape);
    const labelled = { dx: "dx, every number added", dx_assigned: "dx, every number overwriting", x: "x, the image" };
    const plane = (name, more) => drawPlanes(box(name), { name, label: labelled[name], shape, ...more }, point("pixel"));
    // The map is the same for all images and channels; pointing at it means the window's image.
    const onMap = (how, place) => point("pixel")(how, place && [rowPlace(sizes, step)[0], 0, place[2], place[3]]);
    const map = { name: "counts", label: "how many windows cover each pixel", shape: [1, 1, H, W], index: ([, , h, w]) => `${h},${w}` };
    const counts = drawPlanes(box("counts"), map, onMap);
    planes = { dx: plane("dx", { ring }), dx_assigned: plane("dx_assigned"), x: plane("x"), counts };
    matrix = drawMatrix(box("dcol"), "dcol", given.x, sizes, point("cell"), (row, column) => holds(sizes, given, row, column));
    fillStill();
    settings.show(slidingShown(get, "filter"));
    choices.show({ fill: given.fill });
    step = null;
  }

  // What no step changes: the map, x, the titles, the widths.
  function fillStill() {
    const counts = places.filter(([n, c]) => n + c === 0).map((place) => [place, cellsOf(sizes, place).length]);
    const most = Math.max(...counts.map(([, count]) => count));
    for (const [place, count] of counts) {
      planes.counts.write(place, count);
      planes.counts.cell(place).style.setProperty("--share", `${(70 * count) / Math.max(most, 1)}%`);
    }
    const holes = counts.filter(([, count]) => count === 0).map(([place]) => place);
    planes.counts.flag("hole", holes);
    const x = numbersOf(given.x);
    places.forEach((place, i) => planes.x.write(place, short(x[i])));
    panel("x").hidden = given.fill !== "x" || given.dcol !== null;
    for (const [name, title] of Object.entries(TITLES)) say(panel(name).querySelector(".title"), title);
    const last = places.map((place) => short(sum(arrived(sizes, given, place, Infinity))));
    const texts = [...last, ...matrix.cells.map((cell) => cell.textContent)];
    root.style.setProperty("--digits", Math.max(2, ...texts.map((text) => text.length)));
  }

  function showSums() {
    const wrong = [];
    for (const place of places) {
      const numbers = arrived(sizes, given, place, step);
      const [added, left] = [sum(numbers), numbers.at(-1) ?? 0];
      planes.dx.write(place, short(added));
      planes.dx_assigned.write(place, short(left));
      if (added !== left) wrong.push(place);
    }
    planes.dx_assigned.flag("wrong", wrong);
    const title = panel("dx_assigned").querySelector(".title");
    say(title, `${TITLES.dx_assigned}${wrong.length ? `: ${wrong.length} of ${places.length} wrong` : ""}`);
    title.toggleAttribute("data-alarm", wrong.length > 0);
  }

  function showStep(before) {
    const [n, oh, ow] = rowPlace(sizes, step);
    const taps = range(sizes.columns).map((column) => placeOfCell(sizes, [step, column]));
    const inside = taps.filter((_, column) => pixel(sizes, source(sizes, step, column)));
    const corner = [position(sizes.height, oh, 0) - sizes.height.before, position(sizes.width, ow, 0) - sizes.width.before];
    planes.dx.frame((image) => image === n, corner, [span(sizes.height), span(sizes.width)]);
    planes.dx.flag("window", taps);
    planes.dx_assigned.flag("window", inside);
    const header = matrix.showRow(step);
    showSums();
    player.show(step, sizes.rows);
    light();
    // Measuring here would lay the page out once more than needed.
    requestAnimationFrame(() => {
      if (!header.isConnected) return; // redrawn since
      scrollTo(box("dcol"), header);
      scrollTo(box("dx"), planes.dx.cell(taps[0]));
      if (step === before + 1) fly(root, range(sizes.columns).map((column) => [matrix.cells[step * sizes.columns + column], planes.dx.cell(taps[column])]));
    });
  }

  // Redraw what has changed since the last time.
  function draw() {
    const state = SYNCED.map(get);
    if (!drawn || state.some((value, i) => value !== drawn[i])) {
      drawn = state;
      build();
    }
    const [wanted, before] = [Math.min(get("step"), sizes.rows - 1), step];
    if (wanted === step) return;
    step = wanted;
    showStep(before);
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
