// The reshape trace: an array's cells travel through transposes and reshapes, and stay who they are.
import { makeChoices } from "../shared/choices.js";
import { element, say, short } from "../shared/dom.js";
import { drawNested } from "../shared/nested.js";
import { indexAt, tuple } from "../shared/strides.js";
import { flip } from "./flip.js";
import { im2colTrace } from "./im2col.js";
import { letter } from "./letters.js";
import { poolingTrace } from "./pooling.js";
import { cellOf, lights, trailHtml, withTicks } from "./stage.js";
import { im2colCell, im2colWords, isMixed, poolingCell, poolingWords } from "./words.js";
import { makeSettings } from "../shared/settings.js";
import { slidingFields, slidingShown, slidingSizes, unrolledState } from "../shared/sizes.js";
import { makePointing, makeStepper } from "../shared/stepper.js";

const TRAITS = ["x", "filter_h", "filter_w", "stride", "pad", "dilation", "transpose"];
const PAUSE = 2600; // milliseconds between two steps: a journey, and the time to read one wordsAt
const SKIP = { name: "skip", label: "Skip the transpose" };
const shapeOf = ({ axes }) => axes.map(({ size }) => size);

function show({ model, el }) {
  const get = (name) => model.get(name);
  const pooling = get("mode") === "pooling";
  const title = pooling ? "Max pooling's backward pass, shape by shape" : "From six axes to rows, step by step";
  const root = element(`<div data-widget="reshape" role="group" aria-label="${title}">
    <ol class="trail"></ol>
    <div class="stage"><div class="given"><p class="title"></p><div class="scroll images"></div></div>
    <div class="travel"><p class="title"></p><div class="scroll images"></div></div></div>
    <p class="words" data-role="words" aria-live="polite"></p></div>`);
  const find = (selector) => root.querySelector(selector);
  let [trace, stage, picture, given, step] = [];

  const stepper = makeStepper({ model, el }, root, { traits: TRAITS, build, showStep, slowest: PAUSE });
  const fields = slidingFields("filter", pooling ? "Window" : "Filter");
  const settings = makeSettings(fields, (values) => stepper.change(unrolledState(values, get, "x and col")));
  const choices = makeChoices(pooling ? [] : [SKIP], (_, skip) => stepper.change({ transpose: !skip }));
  root.append(...(pooling ? [] : [choices.root]), settings.root);
  const pointing = makePointing(light);

  function light() {
    const { kind, place: k } = pointing.at();
    const { met, cells, pixels } = lights(trace, stage, kind, k);
    picture.light(cells);
    given.light(pixels);
    say(stepper.words, wordsAt(kind, k, met));
  }

  function wordsAt(kind, k, met) {
    const shape = get("x").shape;
    if (kind === "cell") return (pooling ? poolingCell : im2colCell)(trace, stage, k, shape);
    if (kind === "pixel") {
      const from = [...new Set(met.map((item) => letter(trace.items[item].window)))];
      const start = `\`x[${indexAt(k, shape).join(", ")}] == ${short(get("x").data[k])}\``;
      if (pooling) return `${start} is the maximum of ${from.length ? `window ${from.join(", ")}` : "no window"}.`;
      return `${start} is read by ${from.length ? `${from.length === 1 ? "window" : "windows"} ${from.join(", ")}` : "no window"}.`;
    }
    return pooling ? poolingWords(trace, step) : im2colWords(trace, step, get("transpose"));
  }

  function build() {
    const [x, sizes] = [get("x"), slidingSizes(get, "filter")];
    trace = pooling ? poolingTrace(sizes, x) : im2colTrace(sizes, x, get("transpose"));
    const axes = ["n", "c", "h", "w"].map((name, i) => ({ name, size: x.shape[i], across: name === "c" }));
    const draw = (k) => [short(x.data[k]), trace.winners.has(k) ? 'data-winner=""' : ""];
    given = drawNested(find(".given .scroll"), { name: "x", label: `x, shape ${tuple(x.shape)}`, axes, draw }, pointing.on("pixel"));
    say(find(".given .title"), `\`x ${tuple(x.shape)}\``);
    find(".travel .scroll").style.minHeight = "";
    find(".trail").innerHTML = trace.stages.map(trailHtml).join("");
    const values = [...x.data, ...trace.items.map(({ value }) => value)];
    root.style.setProperty("--digits", Math.max(...values.map((value) => short(value).length)) + 1);
    settings.show(slidingShown(get, "filter"));
    if (!pooling) choices.show({ skip: !get("transpose") });
    return trace.stages.length;
  }

  function showStep(now) {
    step = now;
    stage = trace.stages[step];
    pointing.forget();
    const box = find(".travel .scroll");
    const held = box.contains(document.activeElement) ? document.activeElement.dataset.id : null;
    const shape = tuple(shapeOf(stage));
    const label = `${stage.code}, shape ${shape}`;
    const number = (k) => cellOf(trace, stage.cells[k]);
    const picturing = { name: "stage", label, axes: withTicks(trace, stage), draw: number };
    let height;
    flip(box, () => {
      picture = drawNested(box, picturing, pointing.on("cell"));
      height = box.offsetHeight; // measured here, where the page is laid out anyway
    });
    box.style.minHeight = `${height}px`; // what stands below stays where it is
    say(find(".travel .title"), `\`${stage.code} ${shape}\``);
    box.toggleAttribute("data-wrong", stage.axes.length === 2 && !pooling && isMixed(trace));
    find(".trail [aria-current]")?.removeAttribute("aria-current");
    find(".trail").children[step].setAttribute("aria-current", "step");
    light();
    if (held) box.querySelector(`[data-id="${held}"]`)?.click(); // who had the focus keeps it
  }

  return stepper.start();
}

// The two modes are two pictures: a new mode starts anew.
function render({ model, el }) {
  let stop = show({ model, el });
  const again = () => {
    stop();
    el.replaceChildren();
    stop = show({ model, el });
  };
  model.on("change:mode", again);
  return () => {
    model.off("change:mode", again);
    stop();
  };
}

export default { render };
