// The col2im stepper: every row of a matrix goes back to the pixels of its window, and is added there.
import { element, range, say, short } from "../shared/dom.js";
import { makeChoices } from "../shared/choices.js";
import { drawMatrix } from "../shared/matrix.js";
import { drawPlanes, panelHtml, placesOf } from "../shared/planes.js";
import { scrollTo } from "../shared/scroll.js";
import { makeSettings } from "../shared/settings.js";
import { slidingFields, slidingShown, slidingSizes, unrolledState } from "../shared/sizes.js";
import { numbersOf } from "../shared/sliding.js";
import { makePointing, makeStepper } from "../shared/stepper.js";
import { pixel, rowPlace, source } from "../shared/unroll.js";
import { position, span } from "../shared/windows.js";
import { arrived, cellsOf, holds, onPadded, sum } from "./sums.js";
import { arrivalWords, givenWords, paddingWords, placeOfCell, sumWords } from "./words.js";
import { fly } from "../shared/flight.js";

const TRAITS = ["x", "filter_h", "filter_w", "stride", "pad", "dilation", "dcol", "fill"];
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
  let [sizes, given, matrix, planes, places, step] = [];

  const stepper = makeStepper({ model, el }, root, { traits: TRAITS, build, showStep });
  const choices = makeChoices([{ ...FILL, options: OPTIONS }], (name, fill) => stepper.change({ fill, dcol: null }));
  const settings = makeSettings(slidingFields("filter", "Filter"), (values) => {
    const state = unrolledState(values, get, "x and dcol");
    const { rows, columns } = slidingSizes((name) => state[name], "filter");
    const fits = String(get("dcol")?.shape) === String([rows, columns]);
    stepper.change({ ...state, dcol: fits ? get("dcol") : null });
  });
  root.append(choices.root, settings.root);
  const pointing = makePointing(light);

  // Light what is pointed at, in every picture.
  function light() {
    const { kind, place } = pointing.at();
    const at = kind === "cell" ? placeOfCell(sizes, place) : place;
    const inside = at && pixel(sizes, onPadded(sizes, at));
    const mark = (cell) => (kind === "pixel" || String(cell) === String(place) ? "1" : "faint");
    matrix.light(at ? cellsOf(sizes, at).map((cell) => [cell, mark(cell)]) : []);
    planes.dx.light(at ? [[at, "1"]] : []);
    for (const name of ["dx_assigned", "x"]) planes[name].light(inside ? [[at, "1"]] : []);
    planes.counts.light(inside ? [[[0, 0, at[2], at[3]], "1"]] : []);
    if (!at) say(stepper.words, arrivalWords(sizes, step));
    else if (kind === "cell") say(stepper.words, givenWords(sizes, given, place, step));
    else say(stepper.words, inside ? sumWords(sizes, given, at, step) : paddingWords(sizes, at));
  }

  function build() {
    sizes = slidingSizes(get, "filter");
    given = { x: get("x"), dcol: get("dcol") && numbersOf(get("dcol")), fill: get("fill") };
    pointing.forget();
    const { N, C, H, W, height, width } = sizes;
    const ring = { top: height.before, bottom: height.after, left: width.before, right: width.after };
    const shape = [N, C, H, W];
    places = placesOf(shape);
    const labelled = { dx: "dx, every number added", dx_assigned: "dx, every number overwriting", x: "x, the image" };
    const plane = (name, more) => drawPlanes(box(name), { name, label: labelled[name], shape, ...more }, pointing.on("pixel"));
    // The map is the same for all images and channels; pointing at it means the window's image.
    const onMap = (how, place) => pointing.on("pixel")(how, place && [rowPlace(sizes, step)[0], 0, place[2], place[3]]);
    const map = { name: "counts", label: "how many windows cover each pixel", shape: [1, 1, H, W], index: ([, , h, w]) => `${h},${w}` };
    const counts = drawPlanes(box("counts"), map, onMap);
    planes = { dx: plane("dx", { ring }), dx_assigned: plane("dx_assigned"), x: plane("x"), counts };
    matrix = drawMatrix(box("dcol"), "dcol", given.x, sizes, pointing.on("cell"), (row, column) => holds(sizes, given, row, column));
    fillStill();
    settings.show(slidingShown(get, "filter"));
    choices.show({ fill: given.fill });
    return sizes.rows;
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

  function showStep(now, before) {
    step = now;
    const [n, oh, ow] = rowPlace(sizes, step);
    const taps = range(sizes.columns).map((column) => placeOfCell(sizes, [step, column]));
    const inside = taps.filter((_, column) => pixel(sizes, source(sizes, step, column)));
    const corner = [position(sizes.height, oh, 0) - sizes.height.before, position(sizes.width, ow, 0) - sizes.width.before];
    planes.dx.frame((image) => image === n, corner, [span(sizes.height), span(sizes.width)]);
    planes.dx.flag("window", taps);
    planes.dx_assigned.flag("window", inside);
    const header = matrix.showRow(step);
    showSums();
    light();
    stepper.soon("step", () => {
      scrollTo(box("dcol"), header);
      scrollTo(box("dx"), planes.dx.cell(taps[0]));
      if (step === before + 1) fly(root, range(sizes.columns).map((column) => [matrix.cells[step * sizes.columns + column], planes.dx.cell(taps[column])]));
    });
  }

  return stepper.start();
}

export default { render };
