// The im2col stepper: images, their windows, and the matrix that the windows are copied into.
import { element, range, say } from "../shared/dom.js";
import { drawImages } from "../shared/images.js";
import { drawMatrix } from "../shared/matrix.js";
import { inSight, scrollDownTo, scrollTo } from "../shared/scroll.js";
import { makeSettings } from "../shared/settings.js";
import { slidingFields, slidingShown, slidingSizes, unrolledState } from "../shared/sizes.js";
import { makePointing, makeStepper } from "../shared/stepper.js";
import { copies, rowPlace, source } from "../shared/unroll.js";
import { position } from "../shared/windows.js";
import { cellWords, facts, pixelWords, rowWords, windowSize } from "./words.js";

const MOST_IMAGES = 10;

function render({ model, el }) {
  const get = (name) => model.get(name);
  const root = element(`<div data-widget="im2col" role="group" aria-label="im2col, step by step">
    <div class="stage"><div class="scroll images"></div><div class="scroll matrix"></div></div>
    <p class="words" data-role="words" aria-live="polite"></p>
    <dl data-role="facts"></dl></div>`);
  const [imagesBox, matrixBox] = root.querySelectorAll(".scroll");
  const factsList = root.querySelector("dl");
  let [sizes, images, matrix, step] = [];
  let values = [];

  const stepper = makeStepper({ model, el }, root, {
    traits: ["x", "filter_h", "filter_w", "stride", "pad", "dilation"],
    build,
    showStep,
  });
  const settings = makeSettings(slidingFields("filter", "Filter", MOST_IMAGES), (values) =>
    stepper.change(unrolledState(values, get, "x and col", 0)),
  );
  factsList.before(settings.root);
  const pointing = makePointing(light);

  // Light what is pointed at, and whatever holds the same number.
  function light() {
    const { kind, place } = pointing.at();
    const at = kind === "cell" ? source(sizes, ...place) : place;
    const cells = at ? copies(sizes, at) : [];
    const mark = (cell) => (kind === "pixel" || String(cell) === String(place) ? "1" : "faint");
    images.light(at ? [[at, "1"]] : []);
    matrix.light(cells.map((cell) => [cell, mark(cell)]));
    stepper.soon("light", () => showLit(kind));
    const sentence = { cell: () => cellWords(sizes, get("x"), place), pixel: () => pixelWords(sizes, get("x"), place) }[kind];
    say(stepper.words, sentence?.() ?? rowWords(sizes, step));
    const cell = kind === "cell" ? place : (cells[0] ?? [step, 0]);
    facts(sizes, get("x"), cell).forEach(([, , filled], i) => say(values[i], filled));
  }

  // What is pointed at in one box shows at least once in the other.
  function showLit(kind) {
    const box = { cell: imagesBox, pixel: matrixBox }[kind];
    const lit = [...(box?.querySelectorAll("[data-lit]") ?? [])];
    if (lit.length && !lit.some((cell) => inSight(box, cell))) scrollTo(box, lit[0]);
  }

  function layFacts() {
    factsList.replaceChildren();
    for (const [what, formula] of facts(sizes, get("x"), [0, 0])) {
      const row = element(`<div><dt>${what}</dt><dd class="formula"></dd><dd class="filled"></dd></div>`);
      say(row.querySelector(".formula"), formula);
      factsList.append(row);
    }
    values = [...factsList.querySelectorAll(".filled")];
  }

  function build() {
    sizes = slidingSizes(get, "filter");
    pointing.forget();
    images = drawImages(imagesBox, "x", get("x"), sizes, pointing.on("pixel"));
    matrix = drawMatrix(matrixBox, "col", get("x"), sizes, pointing.on("cell"));
    const widest = Math.max(...[...images.cells, ...matrix.cells].map((cell) => cell.textContent.length));
    root.style.setProperty("--digits", widest);
    settings.show(slidingShown(get, "filter"));
    layFacts();
    return sizes.rows;
  }

  function showStep(row) {
    step = row;
    const [n, oh, ow] = rowPlace(sizes, step);
    const down = range(sizes.FH).map((fh) => position(sizes.height, oh, fh));
    const across = range(sizes.FW).map((fw) => position(sizes.width, ow, fw));
    const taps = down.flatMap((h) => across.map((w) => [h, w]));
    const reads = range(sizes.C).flatMap((c) => taps.map(([h, w]) => [n, c, h, w]));
    const [first, last] = images.showWindow(n, taps[0], windowSize(sizes), reads);
    const header = matrix.showRow(step);
    stepper.soon("step", () => {
      scrollTo(imagesBox, last);
      scrollTo(imagesBox, first);
      scrollDownTo(matrixBox, header);
    });
    light();
  }

  return stepper.start();
}

export default { render };
