// The pooling stepper: every window becomes its maximum or its mean; its gradient goes back the same way.
import { element, say } from "./dom.js";
import { makeChoices } from "./choices.js";
import { playOnSpace, update } from "./live.js";
import { flat } from "./planes.js";
import { makePlayer } from "./player.js";
import { scrollTo } from "./scroll.js";
import { makeSettings } from "./settings.js";
import { slidingFields, slidingShown, slidingState } from "./sliding.js";
import { watch } from "./watch.js";
import { isPixel, makePicture, panelsHtml, PER_WINDOW } from "./pooling_picture.js";
import { CHOICES, SYNCED, changed, chosen, pooledAll } from "./pooling_state.js";
import { fillRules } from "./pooling_table.js";
import { outPlace, outShape, receivers } from "./pooling_windows.js";
import { backwardWords, borderWords, forwardWords, gradientWords, pixelWords } from "./pooling_words.js";

function render({ model, el }) {
  const get = (name) => model.get(name);
  const root = element(`<div data-widget="pooling" role="group" aria-label="pooling, window by window">
    <div class="stage">${panelsHtml()}</div>
    <p class="words" data-role="words" aria-live="polite"></p>
    <div class="scroll rules" role="region" aria-label="The same rule elsewhere" tabindex="0"></div></div>`);
  const [words, rules] = [root.querySelector(".words"), root.querySelector(".rules")];
  const pointed = { hover: null, focus: null };
  let [all, picture, step, drawn] = [];

  function change(news) {
    update(model, changed(get, news));
    draw();
  }
  const player = makePlayer((to) => change({ step: to }), (on) => words.setAttribute("aria-live", on ? "off" : "polite"));
  const choices = makeChoices(CHOICES, (name, value) => {
    if (name !== "preset") change({ [name]: value });
    else if (value) change({ ...get("presets")[value], dout: null, step: 0 });
  });
  const settings = makeSettings(slidingFields("pool", "Window"), (values) => change(slidingState(values, get, "pool")));
  root.prepend(player.root, choices.root);
  root.append(settings.root);
  playOnSpace(root, player);

  const point = (kind) => (how, place) => {
    pointed[how] = place && { kind, place };
    light();
  };

  // Light what is pointed at, in every picture.
  function light() {
    const { kind, place } = pointed.hover ?? pointed.focus ?? {};
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
    say(words, all.back ? backwardWords(sizes, windows[k], dout[k], k) : forwardWords(sizes, windows[k], k));
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
    if (!inside) say(words, borderWords(average, count_include_pad));
    else if (kind === "dx") say(words, gradientWords(place, parts(place, step)));
    else say(words, pixelWords(place, x.numbers[flat(x.shape, place)], held, won, average));
  }

  function build() {
    all = pooledAll(get);
    Object.assign(pointed, { hover: null, focus: null });
    picture = makePicture(root, all, point);
    settings.show(slidingShown(get, "pool"));
    choices.show(chosen(get));
    choices.root.querySelector("[name=count_include_pad]").parentNode.hidden = !all.average;
    fillRules(rules, all, get("ceil_mode"));
    step = null;
  }

  // Redraw what has changed since the last time.
  function draw() {
    const state = SYNCED.map(get);
    if (!drawn || state.some((value, i) => value !== drawn[i])) {
      drawn = state;
      build();
    }
    const wanted = Math.min(get("step"), all.windows.length - 1);
    if (wanted === step) return;
    step = wanted;
    const first = picture.show(step);
    player.show(step, all.windows.length);
    light();
    // Measuring here would lay the page out once more than needed.
    requestAnimationFrame(() => first.isConnected && scrollTo(first.closest(".scroll"), first));
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
