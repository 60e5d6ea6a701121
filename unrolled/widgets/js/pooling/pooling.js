// The pooling stepper: every window becomes its maximum or its mean; its gradient goes back the same way.
import { element, say } from "../shared/dom.js";
import { makeChoices } from "../shared/choices.js";
import { flat } from "../shared/planes.js";
import { scrollTo } from "../shared/scroll.js";
import { makeSettings } from "../shared/settings.js";
import { slidingFields, slidingShown, slidingState } from "../shared/sizes.js";
import { makePointing, makeStepper } from "../shared/stepper.js";
import { isPixel, makePicture, panelsHtml, PER_WINDOW } from "./picture.js";
import { CHOICES, TRAITS, changed, chosen, pooledAll } from "./state.js";
import { fillRules } from "./table.js";
import { outPlace, outShape, receivers } from "./windows.js";
import { backwardWords, borderWords, forwardWords, gradientWords, pixelWords } from "./words.js";

function render({ model, el }) {
  const get = (name) => model.get(name);
  const root = element(`<div data-widget="pooling" role="group" aria-label="pooling, window by window">
    <div class="stage">${panelsHtml()}</div>
    <p class="words" data-role="words" aria-live="polite"></p>
    <div class="scroll rules" role="group" aria-label="The same rule elsewhere" tabindex="0"></div></div>`);
  const rules = root.querySelector(".rules");
  let [all, picture, step] = [];

  const stepper = makeStepper({ model, el }, root, { traits: TRAITS, build, showStep });
  const change = (news) => stepper.change(changed(get, news));
  const choices = makeChoices(CHOICES, (name, value) => {
    if (name !== "preset") change({ [name]: value });
    else if (value) change({ ...get("presets")[value], dout: null, step: 0 });
  });
  const settings = makeSettings(slidingFields("pool", "Window"), (values) => change(slidingState(values, get, "pool")));
  stepper.player.root.after(choices.root);
  root.append(settings.root);
  const pointing = makePointing(light);

  // Light what is pointed at, in every picture.
  function light() {
    const { kind, place } = pointing.at();
    if (PER_WINDOW.includes(kind)) lightWindow(flat(outShape(all.sizes), place), true);
    else if (kind) lightPixel(kind, place);
    else lightWindow(step, false);
  }

  function lightWindow(k, on) {
    const { sizes, windows, dout } = all;
    const { planes } = picture;
    const { taps, winner } = windows[k];
    const mark = (i) => (i === winner || winner === null ? "1" : "faint");
    planes.x.light(on ? taps.map((tap, i) => [tap.place, mark(i)]) : []);
    planes.dx.light(on ? receivers(windows[k]).map((tap) => [tap.place, "1"]) : []);
    for (const name of PER_WINDOW) planes[name].light(on ? [[outPlace(sizes, k), "1"]] : []);
    say(stepper.words, all.back ? backwardWords(sizes, windows[k], dout[k], k) : forwardWords(sizes, windows[k], k));
  }

  function lightPixel(kind, place) {
    const { sizes, x, holder, parts, average, count_include_pad } = all;
    const { planes } = picture;
    const inside = isPixel(sizes, place);
    const { held, won } = inside ? holder(place) : { held: [], won: [] };
    const marks = held.map((k) => [outPlace(sizes, k), won.includes(k) ? "1" : "faint"]);
    planes.x.light([[place, "1"]]);
    planes.dx.light(inside ? [[place, "1"]] : []);
    for (const name of PER_WINDOW) planes[name].light(marks);
    if (!inside) say(stepper.words, borderWords(average, count_include_pad));
    else if (kind === "dx") say(stepper.words, gradientWords(place, parts(place, step)));
    else say(stepper.words, pixelWords(place, x.numbers[flat(x.shape, place)], held, won, average));
  }

  function build() {
    all = pooledAll(get);
    pointing.forget();
    picture = makePicture(root, all, pointing.on);
    settings.show(slidingShown(get, "pool"));
    choices.show(chosen(get));
    choices.allow("count_include_pad", all.average);
    fillRules(rules, all, get("ceil_mode"));
    return all.windows.length;
  }

  function showStep(now) {
    step = now;
    const first = picture.show(step);
    stepper.soon("step", () => scrollTo(first.closest(".scroll"), first));
    light();
  }

  return stepper.start();
}

export default { render };
