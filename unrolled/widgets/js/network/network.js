// A trained network that can be read, drawn into and taken apart, number by number.
import { element, eventTarget, find, showText } from "../shared/dom.js";
import { range } from "../shared/numbers.js";
import { makePointing, onTraitsChange, writeTraits } from "../shared/stepper.js";
import { drawBars } from "./bars.js";
import { backward, behind, forward, INPUT, layerNamed, makeChain, namesOf, scoresName } from "./chain.js";
import { fieldOf, sizeOf } from "./field.js";
import { imageOf } from "./ink.js";
import { shownTerms, showPanel } from "./panel.js";
import { partsOf, valueAt } from "./parts.js";
import { drawPicture } from "./picture.js";
import { makeSheet } from "./sheet.js";
import { stagesOf } from "./stages.js";
import { back, followed, isWhole, opened, openOf, said } from "./walk.js";
import { imageAt, specsOf, unpack } from "./wire.js";
import {
  CONTROLS,
  EMPTY_SHEET,
  feedsWords,
  LABEL,
  number,
  openWords,
  placeName,
  pointWords,
  readWords,
  TRAIL_LABEL,
  VERBS,
  VERBS_LABEL,
} from "./words.js";

const DRAWN = String([1, 8, 8]); // the images that one can draw
const buttonHtml = (kind, name, words) => `<button type="button" data-${kind}="${name}">${words}</button>`;
const control = (name) => buttonHtml("do", name, CONTROLS[name]);

const rootHtml = () => `<div data-widget="network" role="group" aria-label="${LABEL}">
  <div class="top"><div class="verbs" role="group" aria-label="${VERBS_LABEL}">
      ${Object.entries(VERBS)
        .map(([name, words]) => buttonHtml("verb", name, words))
        .join("")}</div>
    <div class="controls">${control("another")}${control("draw")}</div></div>
  <div class="panel"></div>
  <div class="bar"><div class="way"><ol class="trail" aria-label="${TRAIL_LABEL}"></ol>
      <div class="moves">${control("back")}${control("follow")}</div></div>
    <p class="words" data-role="words" aria-live="polite"></p></div></div>`;

/** @param {import("@anywidget/types").RenderProps} props */
function render({ model, el }) {
  const root = element(rootHtml());
  const images = unpack(model.get("images"));
  const chain = makeChain(specsOf(model.get("layers")), images.shape.slice(1));
  /** What the functions below share and fill. @type {any} */
  const explorer = {
    model,
    root,
    chain,
    images,
    stages: stagesOf(chain),
    scores: scoresName(chain),
    guess: null,
    strokes: null,
  };
  explorer.pointing = makePointing(() => say(explorer));
  explorer.picture = drawPicture(explorer.stages, {
    onPoint: (how, place) => explorer.pointing.listener("number")(how, place),
    onOpen: (place) => openNumber(explorer, place),
    nameOf: (place) => nameOf(explorer, place),
  });
  explorer.bars = drawBars(chain.layers.at(-1).shape[0], (k) => chooseBar(explorer, k));
  explorer.picture.root.append(explorer.bars.root);
  find(root, ".top").after(explorer.picture.root);
  explorer.sheet = makeSheet({ onDraw: (strokes) => onDraw(explorer, strokes), say: (text) => sayText(explorer, text) });
  if (String(chain.shape) !== DRAWN) find(root, "[data-do=draw]").remove();
  listen(explorer);
  el.append(root);
  takeDigit(explorer);
  show(explorer);
  expose(explorer);
  const observer = new ResizeObserver(() => {
    if (explorer.picture.fit()) place(explorer);
  });
  observer.observe(explorer.picture.root);
  const unwatch = onTraitsChange(model, ["digit", "verb", "path"], () => takeTraits(explorer));
  return () => {
    observer.disconnect();
    unwatch();
  };
}

/** What Python, or a page's address, has set. */
function takeTraits(explorer) {
  if (explorer.model.get("digit") !== explorer.digit) takeDigit(explorer);
  show(explorer);
}

function takeDigit(explorer) {
  const { model, images } = explorer;
  const digit = model.get("digit");
  Object.assign(explorer, { digit, label: model.get("labels")[digit], strokes: null, isDrawing: false, guess: null });
  run(explorer, imageAt(images, digit));
}

function run(explorer, image) {
  explorer.values = forward(explorer.chain, image);
  explorer.said = said(explorer.chain, explorer.values);
  // The loss of an image that no one has named is that of what it was read as.
  explorer.back = backward(explorer.chain, explorer.values, explorer.label ?? explorer.said);
}

const pathOf = ({ model }) => model.get("path");
const firstPath = ({ scores, said }) => [[scores, said]];

/** Go on to this state. */
function setState(explorer, state) {
  if (state.path) explorer.guess = null;
  writeTraits(explorer.model, state);
  show(explorer);
}

function show(explorer) {
  const { root, model, chain, values, picture, bars, label, back: given } = explorer;
  const [path, verb] = [pathOf(explorer), model.get("verb")];
  const open = openOf(path);
  explorer.parts = partsOf(chain, values, open);
  explorer.field = fieldOf(chain, open);
  root.dataset.verb = verb;
  root.toggleAttribute("data-drawing", explorer.isDrawing);
  for (const button of root.querySelectorAll("[data-verb]"))
    button.setAttribute("aria-pressed", button.dataset.verb === verb);
  explorer.lit = litMaps(explorer);
  picture.show({ values, lit: explorer.lit, isGradient: false, openStage: open[0] });
  const openBar = path[0][0] === explorer.scores ? path[0][1] : null;
  bars.show({ probabilities: given.probabilities, scores: values[explorer.scores].data, label, open: openBar });
  const focused = ["panel", "trail"].find((part) => find(root, `.${part}`).contains(document.activeElement));
  showOpen(explorer);
  showTrail(explorer);
  place(explorer);
  say(explorer);
  if (focused && !explorer.isDrawing) keepFocus(root, focused);
}

/** What had the focus was drawn anew: what stands in its place gets it. */
function keepFocus(root, part) {
  const next = part === "panel" ? find(root, ".panel button") : find(root, "[aria-current]");
  (next ?? find(root, "[data-do=follow]")).focus({ preventScroll: true });
}

/** Where things stand: the panel, the lines and the frames. */
function place(explorer) {
  explorer.picture.place(find(explorer.root, ".panel"));
  drawWay(explorer);
}

function showOpen(explorer) {
  const { root, chain, values, parts, guess, sheet, isDrawing, strokes } = explorer;
  const panel = find(root, ".panel");
  if (isDrawing) {
    panel.dataset.kind = "sheet";
    if (!panel.contains(sheet.root)) panel.replaceChildren(sheet.root);
  } else showPanel(panel, { chain, values, parts, guess, feeds: feedsOf(explorer) });
  find(root, "[data-do=draw]")?.setAttribute("aria-pressed", String(isDrawing));
  find(root, "[data-do=another]").textContent = strokes ? CONTROLS.done : CONTROLS.another;
  find(root, "[data-do=follow]").setAttribute("aria-disabled", parts.kind === "pixel");
  find(root, "[data-do=back]").setAttribute("aria-disabled", pathOf(explorer).length === 1);
}

/** What the open number feeds, in words; nothing behind the scores. */
function feedsOf({ chain, parts, field, scores }) {
  const next = behind(chain, parts.place[0]);
  return next ? feedsWords(sizeOf(field[next]), next, next === scores) : "";
}

function showTrail({ root, model, scores }) {
  const path = model.get("path");
  const crumb = (place, i) => {
    const current = i === path.length - 1 ? ' aria-current="step"' : "";
    return `<li><button type="button" data-crumb="${i}"${current}>${placeName(place, scores)}</button></li>`;
  };
  find(root, ".trail").innerHTML = path.map(crumb).join("");
}

/** Which maps of a stage are on the way: those that were followed, and what the open number is most made of. */
function litMaps({ model, parts, stages }) {
  const stageOf = (name) => stages.find(({ names }) => names.includes(name))?.shown;
  const lit = {};
  const add = (place) => {
    const shown = stageOf(place[0]);
    if (shown) lit[shown] = (lit[shown] ?? new Set()).add(place[1]);
  };
  for (const place of model.get("path")) add(place);
  const { raising, lowering } = shownTerms(parts.terms);
  if (parts.kind === "sum") for (const { from } of [...raising, ...lowering]) add(from);
  else for (const { from } of parts.terms) if (from) add(from);
  return lit;
}

/** The way as a line; from the open number a line to each that gives it most, and frames around what it reads and sees. */
function drawWay(explorer) {
  const { picture, model, chain, field, parts } = explorer;
  const points = model.get("path").map((place) => pointOf(explorer, place));
  const { raising } = shownTerms(parts.terms);
  const fan =
    parts.kind === "sum"
      ? raising.map(({ from, product }) => ({ ...pointOf(explorer, from), share: product / raising[0].product }))
      : [];
  const frames = namesOf(chain).flatMap((name) => framesOf(explorer, name, field[name]));
  const open = picture.boxAt(parts.place);
  if (open) frames.push({ ...open, width: open.size, height: open.size, kind: "open" });
  picture.thread({ points, fan, frames });
}

/** Where a line to a number ends: in its middle, or at its bar. */
function pointOf({ picture, bars }, place) {
  const box = picture.boxAt(place);
  if (box) return { x: box.x + box.size / 2, y: box.y + box.size / 2 };
  const origin = picture.root.getBoundingClientRect();
  const { left, top, height } = bars.bars[place[1]].getBoundingClientRect();
  return { x: left - origin.left, y: top - origin.top + height / 2 };
}

/** Around the part of the image that is seen, and around the windows that are read: in the maps that are lit. */
function framesOf({ picture, parts, chain, lit }, name, region) {
  const names = namesOf(chain);
  const at = names.indexOf(parts.place[0]);
  const isRead = name === names[at - 1];
  const isShown = picture.boxes.some(({ stage }) => stage.shown === name) && region.length === 3;
  if (!isShown || at === 0 || (name !== INPUT && !isRead) || (isRead && parts.place[0] === scoresName(chain))) return [];
  const [[first, last], rows, columns] = region;
  const maps = range(last - first + 1).map((i) => first + i);
  return maps
    .filter((map) => lit[name]?.has(map) || name === INPUT)
    .map((map) => {
      const start = picture.boxAt([name, map, rows[0], columns[0]]);
      const [height, width] = [rows, columns].map(([from, to]) => (to - from + 1) * start.size);
      return { x: start.x, y: start.y, width, height, kind: isRead ? "read" : "seen" };
    });
}

const nameOf = ({ values, scores }, place) => `${placeName(place, scores)} = ${number(valueAt(values, place))}`;

/** What is pointed at; or else the open number, or the whole. */
function say(explorer) {
  const { chain, values, scores, model, pointing, isDrawing, strokes } = explorer;
  const { place } = pointing.current();
  if (place) {
    const pixels = sizeOf(fieldOf(chain, place)[INPUT]);
    return sayText(explorer, pointWords(partsOf(chain, values, place), scores, pixels));
  }
  if (isDrawing && strokes?.length === 0) return sayText(explorer, EMPTY_SHEET);
  if (isDrawing || model.get("verb") === "read") return sayText(explorer, readWords(readingOf(explorer)));
  sayText(explorer, openedWords(explorer));
}

const readingOf = ({ said: read, back: { probabilities }, label, strokes }) => ({
  said: read,
  probabilities,
  label,
  isDrawn: strokes !== null,
});

function openedWords({ chain, parts, scores, guess, model }) {
  const nonzero = parts.terms.filter(({ product }) => product !== 0).length;
  const whole = isWhole(chain, model.get("path"));
  return openWords(parts, scores, { nonzero, isWhole: whole, layers: chain.layers.length, guess });
}

/** The same text said again would be announced again. */
function sayText({ root }, text) {
  const words = find(root, ".words");
  if (words.textContent !== text) showText(words, text);
}

// What the reader does

function listen(explorer) {
  const { root } = explorer;
  root.addEventListener("click", (event) => {
    const { verb, do: does, follow, guess, crumb } = eventTarget(event, "button")?.dataset ?? {};
    if (verb) setState(explorer, { verb });
    else if (ACTIONS[does]) ACTIONS[does](explorer);
    else if (follow) goOn(explorer, placeOf(follow));
    else if (guess) answer(explorer, Number(guess));
    else if (crumb) setState(explorer, { verb: "explain", path: pathOf(explorer).slice(0, Number(crumb) + 1) });
  });
  root.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    if (event.key === "Backspace") ACTIONS.back(explorer);
    else if (event.key === "Enter" && eventTarget(event, "[data-bar][data-open]") && !explorer.isDrawing)
      ACTIONS.follow(explorer);
    else return;
    event.preventDefault();
  });
}

const placeOf = (text) => {
  const [name, ...index] = text.split(",");
  return [name, ...index.map(Number)];
};

const ACTIONS = {
  another(explorer) {
    const order = explorer.model.get("order");
    const next = order[(order.indexOf(explorer.digit) + 1) % order.length];
    choose(explorer, explorer.strokes || explorer.isDrawing ? explorer.digit : next);
  },
  draw(explorer) {
    explorer.isDrawing = !explorer.isDrawing;
    if (explorer.isDrawing) {
      onDraw(explorer, explorer.sheet.strokes());
      explorer.sheet.focus();
    } else if (explorer.strokes?.length) show(explorer);
    else choose(explorer, explorer.digit);
  },
  follow(explorer) {
    const { chain, values } = explorer;
    setState(explorer, { verb: "explain", path: followed(chain, values, pathOf(explorer)) });
  },
  back: (explorer) => setState(explorer, { path: back(pathOf(explorer)) }),
};

/** A test digit and its label; its largest score is open. */
function choose(explorer, digit) {
  explorer.model.set("digit", digit);
  takeDigit(explorer);
  setState(explorer, { digit, verb: "read", path: firstPath(explorer) });
}

function goOn(explorer, place) {
  setState(explorer, { verb: "explain", path: [...pathOf(explorer), place] });
}

function openNumber(explorer, place) {
  const { chain, values } = explorer;
  const isOpen = String(openOf(pathOf(explorer))) === String(place);
  explorer.isDrawing = false;
  explorer.pointing.clear();
  if (isOpen) return ACTIONS.follow(explorer);
  setState(explorer, { verb: "explain", path: opened(chain, values, pathOf(explorer), place) });
}

function chooseBar(explorer, k) {
  if (explorer.strokes && explorer.label === null) {
    explorer.label = k;
    explorer.isDrawing = false;
    run(explorer, explorer.values[INPUT].data);
    return setState(explorer, { verb: "read", path: firstPath(explorer) });
  }
  setState(explorer, { verb: "explain", path: [[explorer.scores, k]] });
}

/** Which number of a window went on is guessed; the right one leads on. */
function answer(explorer, guess) {
  if (explorer.guess !== null && guess === explorer.parts.winner) return ACTIONS.follow(explorer);
  explorer.guess = guess;
  show(explorer);
}

function onDraw(explorer, strokes) {
  explorer.strokes = strokes;
  explorer.label = null;
  run(explorer, imageOf(strokes));
  explorer.guess = null;
  writeTraits(explorer.model, { verb: "read", path: firstPath(explorer) });
  show(explorer);
}

/** For tests, and for the curious: the numbers of one image behind a layer, or of a parameter, and their gradients. */
function expose(explorer) {
  const { root, chain } = explorer;
  const plain = ({ shape, data }) => ({ shape, data: [...data] });
  const numbers = (layer, kind) => {
    const isGradient = kind === "gradient";
    const [name, key] = layer.split(".");
    if (key) return plain((isGradient ? explorer.back.parameters[name] : layerNamed(chain, name).parameters)[key]);
    if (name === "probabilities")
      return { shape: [explorer.back.probabilities.length], data: [...explorer.back.probabilities] };
    return plain((isGradient ? explorer.back.gradients : explorer.values)[name]);
  };
  Object.assign(root, { numbers, choose: (i) => choose(explorer, i), loss: () => explorer.back.loss });
}

export default { render };
