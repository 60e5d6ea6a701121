// A trained network that can be read, drawn into and taken apart, number by number, forward and backward.
import { element, eventTarget, find, isMotionReduced } from "../shared/dom.js";
import { makePointing, onTraitsChange, writeTraits } from "../shared/stepper.js";
import { indexAt } from "../shared/strides.js";
import { drawBars } from "./bars.js";
import { blameOf, mostOf } from "./blame.js";
import { largestWeight, PULLS, showBlame } from "./blamed.js";
import { backward, behind, forward, INPUT, layerNamed, makeChain, scoresName } from "./chain.js";
import { fieldOf, sizeOf } from "./field.js";
import { imageOf } from "./ink.js";
import { softmaxWithLoss } from "./layers.js";
import { nextIn } from "./misread.js";
import { showPanel } from "./panel.js";
import { largestOf, partsOf } from "./parts.js";
import { drawPicture } from "./picture.js";
import { nameOf, say, sayText } from "./say.js";
import { makeSheet } from "./sheet.js";
import { stagesOf } from "./stages.js";
import { makeTaught, taughtVerbs } from "./taught.js";
import { back, followed, opened, openOf, said } from "./walk.js";
import { drawWay, litMaps } from "./way.js";
import { judge, lossOf, movedBetween, slopesOf, targetAt, valuesWith } from "./wiggle.js";
import { imageAt, specsOf, unpack } from "./wire.js";
import {
  CONTROLS,
  feedsWords,
  HATCHED,
  LABEL,
  movedWords,
  OWN,
  placeName,
  pulledWords,
  SCALE,
  TRAIL_LABEL,
  VERBS,
  VERBS_LABEL,
  verdictWords,
  weightName,
} from "./words.js";

const AT_ONCE = 4; // pixels whose slopes are taken in one task
const PULL = 0.05; // one step of a wiggle
const PAUSE = 1100; // milliseconds that a layer stands before the next turns
// What is chosen of an open number: a guess, one window's addition, a weight, and how far it is pulled.
const FRESH = { guess: null, addition: null, weight: null, pull: 0 };
const DRAWN = String([1, 8, 8]); // the images that one can draw
// What a verb offers above the picture.
const OFFERED = {
  read: ["another", "draw"],
  explain: ["another", "draw"],
  blame: ["play", "layer"],
  train: ["step", "epoch", "run", "over"],
  break: ["contest", "check"],
};
const TAUGHT = ["train", "break"]; // what needs images to learn from
const buttonHtml = (kind, name, words) => `<button type="button" data-${kind}="${name}">${words}</button>`;
const control = (name) => buttonHtml("do", name, CONTROLS[name]);

const rootHtml = (verbs) => `<div data-widget="network" role="group" aria-label="${LABEL}">
  <div class="top"><div class="verbs" role="group" aria-label="${VERBS_LABEL}">
      ${verbs.map((name) => buttonHtml("verb", name, VERBS[name])).join("")}</div>
    <div class="controls">${[...new Set(Object.values(OFFERED).flat())].map(control).join("")}</div></div>
  <p class="own" hidden><span></span> <button type="button" data-do="restore"></button></p>
  <p class="scale"><i></i>${SCALE.raises} <i class="less"></i>${SCALE.lowers} <span class="kinked"><i class="hatched"></i>${HATCHED}</span></p><div class="panel"></div>
  <div class="bar"><div class="way"><ol class="trail" aria-label="${TRAIL_LABEL}"></ol>
      <div class="moves">${control("back")}${control("follow")}</div></div>
    <p class="words" data-role="words" aria-live="polite"></p></div></div>`;

/** @param {import("@anywidget/types").RenderProps} props */
async function render({ model, el }) {
  const images = unpack(model.get("images"));
  const chain = makeChain(specsOf(model.get("layers")), images.shape.slice(1));
  const taught = taughtVerbs(model, chain);
  const verbs = Object.keys(VERBS).filter((verb) => !TAUGHT.includes(verb) || taught.includes(verb));
  const root = element(rootHtml(verbs));
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
    verbs,
    toRead: model.get("order"),
  };
  explorer.taught = makeTaught(explorer, {
    run: (image) => run(explorer, image),
    takeDigit: () => takeDigit(explorer),
    show: () => explorer.root.isConnected && show(explorer),
    refresh: () => refresh(explorer),
  });
  explorer.pointing = makePointing(() => say(explorer));
  explorer.picture = drawPicture(explorer.stages, {
    onPoint: (how, place) => explorer.pointing.listener("number")(how, place),
    onOpen: (place) => openNumber(explorer, place),
    nameOf: (place) => nameOf(explorer, place),
  });
  explorer.bars = drawBars(chain.layers.at(-1).shape[0], (k) => chooseBar(explorer, k));
  explorer.picture.root.append(explorer.bars.root);
  find(root, ".own").after(explorer.picture.root);
  if (String(chain.shape) !== DRAWN) find(root, "[data-do=draw]").remove();
  listen(explorer);
  takeDigit(explorer);
  if (model.get("verb") === "blame") explorer.depth = explorer.stages.length;
  expose(explorer);
  const observer = new ResizeObserver(() => {
    if (explorer.picture.fit()) place(explorer);
  });
  // In a task of its own: between the two the page answers its reader.
  await new Promise((done) => setTimeout(done));
  el.append(root);
  show(explorer);
  if (isTaught(explorer)) explorer.taught.enter();
  observer.observe(explorer.picture.root);
  const unwatch = onTraitsChange(model, ["digit", "verb", "path"], () => takeTraits(explorer));
  return () => {
    forget(explorer);
    explorer.taught.end();
    observer.disconnect();
    unwatch();
  };
}

/** What Python, or a page's address, has set. */
function takeTraits(explorer) {
  const { model, digit, shown, verb } = explorer;
  const isSame = String([model.get("verb"), ...model.get("path")]) === shown;
  if (model.get("digit") === digit && isSame) return;
  if (TAUGHT.includes(verb) && model.get("verb") !== verb) explorer.taught.leave();
  if (model.get("digit") !== digit) takeDigit(explorer);
  if (model.get("verb") === "blame") ask(explorer);
  if (explorer.root.isConnected) show(explorer);
  if (isTaught(explorer) && model.get("verb") !== verb) explorer.taught.enter();
}

function takeDigit(explorer) {
  const { model, images } = explorer;
  const digit = model.get("digit");
  const label = model.get("labels")[digit];
  Object.assign(explorer, { digit, label, answer: label, strokes: null, isDrawing: false });
  run(explorer, imageAt(images, digit));
}

/** Forward, and back from the answer that should have won; of a drawing that no one has named, what it was read as. */
function run(explorer, image) {
  const { chain } = explorer;
  explorer.values = forward(chain, image);
  explorer.said = said(chain, explorer.values);
  blameFor(explorer, explorer.label ?? explorer.said);
}

/** What goes back: computed when it is asked for, as who only reads needs none of it. */
const backOf = (explorer) => {
  explorer.gradients ??= backward(explorer.chain, explorer.values, explorer.answer);
  return explorer.gradients;
};

/** Let this be the answer that should have won: nothing has gone back yet. */
function blameFor(explorer, answer) {
  forget(explorer);
  const reading = softmaxWithLoss(explorer.values[explorer.scores].data, answer);
  Object.assign(explorer, { answer, reading, gradients: null, depth: 0, isAsked: false, kinks: new Set(), ...FRESH });
}

/** All gradients are there, and it is a number's that is asked for. */
function ask(explorer) {
  stop(explorer);
  Object.assign(explorer, { depth: explorer.stages.length, isAsked: true });
}

const pathOf = ({ model }) => model.get("path");
const isBlaming = ({ model }) => model.get("verb") === "blame";
const isTaught = ({ model, verbs }) => TAUGHT.includes(model.get("verb")) && verbs.includes(model.get("verb"));
const firstPath = ({ scores, said }) => [[scores, said]];

/** Go on to this state. */
function setState(explorer, state) {
  if (state.path) Object.assign(explorer, FRESH);
  writeTraits(explorer.model, state);
  show(explorer);
}

function show(explorer) {
  const { root, model, chain, values, stages } = explorer;
  const [path, verb] = [pathOf(explorer), model.get("verb")];
  const open = openOf(path);
  const isBack = verb === "train" && explorer.isStepBack;
  const blaming = isBlaming(explorer) || isBack;
  const depth = isBack ? stages.length : explorer.depth;
  Object.assign(explorer, { isBlaming: blaming, shown: String([verb, ...path]), verb });
  root.toggleAttribute("data-unfit", !explorer.verbs.includes(verb));
  explorer.parts = partsOf(chain, values, open);
  explorer.back = blaming ? backOf(explorer) : null;
  explorer.blame = blaming ? blameOf(chain, values, explorer.back.gradients, open) : null;
  explorer.field = fieldOf(chain, open);
  explorer.target = blaming
    ? targetAt(chain, open, explorer.weight ?? largestWeight(chain, values, explorer.back, open))
    : null;
  explorer.turned = new Set(
    blaming ? [explorer.scores, ...stages.slice(stages.length - depth).flatMap(({ names }) => names)] : [],
  );
  explorer.lit = litMaps(explorer);
  explorer.moved = null;
  root.dataset.verb = verb;
  root.toggleAttribute("data-back", blaming);
  root.toggleAttribute("data-drawing", explorer.isDrawing);
  for (const button of root.querySelectorAll("[data-verb]"))
    button.setAttribute("aria-pressed", button.dataset.verb === verb);
  for (const button of root.querySelectorAll(".controls button"))
    button.hidden = !(OFFERED[verb] ?? OFFERED.explain).includes(button.dataset.do);
  showOwn(explorer);
  showPicture(explorer);
  showBars(explorer);
  const focused = ["panel", "trail"].find((part) => find(root, `.${part}`).contains(document.activeElement));
  showOpen(explorer);
  showTrail(explorer);
  fillWiggle(explorer);
  place(explorer);
  say(explorer);
  if (blaming && !isBack && explorer.depth === stages.length) hunt(explorer);
  if (focused && !explorer.isDrawing && !TAUGHT.includes(verb)) keepFocus(root, focused);
}

/** The same picture with other numbers, while they change. */
function refresh(explorer) {
  if (!explorer.root.isConnected) return;
  explorer.parts = partsOf(explorer.chain, explorer.values, openOf(pathOf(explorer)));
  showPicture(explorer);
  showBars(explorer);
}

/** Whose numbers these are, and the way back to the others. */
function showOwn({ root, taught, verb, model }) {
  const own = find(root, ".own");
  own.hidden = !taught.isOwn() || TAUGHT.includes(verb);
  if (own.hidden) return;
  find(own, "span").textContent = taught.ownWords();
  find(own, "button").textContent = model.get("train").file ? OWN.restore : OWN.given;
}

function showPicture({ picture, values, back: given, turned, lit, isAsked, isBlaming: blaming, parts, moved, kinks, verb }) {
  const isTraining = TAUGHT.includes(verb);
  const shown = { values, gradients: given?.gradients, turned, moved, kinks, openStage: isTraining ? null : parts.place[0] };
  picture.show({ ...shown, lit: isTraining || (blaming && !isAsked) ? {} : lit });
}

function showBars({ bars, model, scores, values, back: given, reading, label, answer, isBlaming: blaming, verb }) {
  const ends = TAUGHT.includes(verb) ? [] : [model.get("path")[0], openOf(model.get("path"))];
  const open = ends.find(([name]) => name === scores)?.[1] ?? null;
  if (blaming) return bars.blame({ gradients: given.gradients[scores].data, answer, open });
  bars.show({ probabilities: reading.probabilities, scores: values[scores].data, label, open });
}

/** What had the focus was drawn anew: what stands in its place gets it. */
function keepFocus(root, part) {
  const chosen = find(root, ".panel button[aria-pressed=true]");
  const next = part === "panel" ? (chosen ?? find(root, ".panel button")) : find(root, "[aria-current]");
  (next ?? find(root, "[data-do=follow]")).focus({ preventScroll: true });
}

/** Where things stand: the panel, the lines and the frames. */
function place(explorer) {
  explorer.picture.place(find(explorer.root, ".panel"), TAUGHT.includes(explorer.verb));
  if (TAUGHT.includes(explorer.verb)) explorer.picture.thread({ points: [], fan: [], frames: [] });
  else drawWay(explorer);
}

function showOpen(explorer) {
  const {
    root,
    chain,
    values,
    back: given,
    parts,
    blame,
    guess,
    addition,
    answer,
    target,
    sheet,
    isDrawing,
    strokes,
  } = explorer;
  const panel = find(root, ".panel");
  if (isDrawing) {
    panel.dataset.kind = "sheet";
    if (!panel.contains(sheet.root)) panel.replaceChildren(sheet.root);
  } else if (TAUGHT.includes(explorer.verb)) showLesson(panel, explorer);
  else if (explorer.isBlaming)
    showBlame(panel, { chain, values, back: given, blame, reading: explorer.reading, addition, answer, target });
  else showPanel(panel, { chain, values, parts, guess, feeds: feedsOf(explorer) });
  find(root, "[data-do=draw]")?.setAttribute("aria-pressed", String(isDrawing));
  find(root, "[data-do=another]").textContent = strokes ? CONTROLS.done : CONTROLS.another;
  find(root, "[data-do=play]").textContent = explorer.timer ? CONTROLS.pause : CONTROLS.play;
  find(root, "[data-do=play]").toggleAttribute("data-first", explorer.depth < explorer.stages.length);
  find(root, "[data-do=layer]").setAttribute("aria-disabled", explorer.depth === explorer.stages.length);
  showTeacher(explorer);
  find(root, "[data-do=follow]").setAttribute("aria-disabled", nextOf(explorer) === null);
  find(root, "[data-do=back]").setAttribute("aria-disabled", pathOf(explorer).length === 1);
}

function showTeacher(explorer) {
  const { root, verb, taught } = explorer;
  find(root, ".words").setAttribute("aria-live", "polite");
  if (verb === "break") showContest(explorer);
  if (verb !== "train") return;
  const { teacher } = taught;
  const { isRunning, isLost } = teacher.state;
  const can = { step: !isRunning && !isLost, epoch: !isRunning && !isLost, run: !isLost, over: true };
  for (const [name, isOn] of Object.entries(can))
    find(root, `[data-do=${name}]`).setAttribute("aria-disabled", !(isOn && taught.isReady()));
  find(root, "[data-do=step]").textContent = teacher.stepName();
  find(root, "[data-do=run]").textContent = isRunning ? CONTROLS.pause : CONTROLS.run;
  find(root, "[data-do=over]").toggleAttribute("data-first", isLost);
  find(root, "[data-do=run]").toggleAttribute("data-first", !isLost);
  if (isRunning) find(root, ".words").setAttribute("aria-live", "off");
}

function showContest({ root, taught }) {
  const { phase, bet } = taught.contest.state;
  const isBusy = phase === "training" || phase === "checking";
  const [contest, check] = ["contest", "check"].map((name) => find(root, `[data-do=${name}]`));
  contest.textContent = phase === "idle" || phase === "training" ? CONTROLS.contest : CONTROLS.again;
  contest.setAttribute("aria-disabled", !taught.isOpen() || isBusy);
  contest.toggleAttribute("data-first", phase === "idle");
  check.setAttribute("aria-disabled", phase !== "betting" || bet === null);
  check.toggleAttribute("data-first", true);
  root.dataset.contest = phase;
  if (isBusy) find(root, ".words").setAttribute("aria-live", "off");
}

/** What Train or Break draws, which stays as it is. */
function showLesson(panel, { verb, taught }) {
  const { box } = verb === "train" ? taught.teacher : taught.contest;
  panel.dataset.kind = "lesson";
  if (!panel.contains(box)) panel.replaceChildren(box);
}

/** Where one goes on to from the open number. */
const nextOf = ({ parts, blame, isBlaming: blaming }) => (blaming ? mostOf(blame) : largestOf(parts));

/** What the open number feeds, in words; nothing behind the scores. */
function feedsOf({ chain, parts, field, scores }) {
  const next = behind(chain, parts.place[0]);
  return next ? feedsWords(sizeOf(field[next]), next, next === scores) : "";
}

/** What the loss says to the number that can be wiggled. */
function fillWiggle(explorer) {
  const { root, chain, values, answer, target, scores } = explorer;
  const box = find(root, ".wiggle");
  if (!box) return;
  const verdict = judge(chain, values[INPUT].data, answer, target);
  const isPool = verdict.cause !== null && layerNamed(chain, verdict.cause[0]).kind === "pooling";
  explorer.verdict = verdict;
  box.toggleAttribute("data-kink", verdict.isKink);
  find(box, ".verdict").textContent = verdictWords(verdict, verdict.cause && placeName(verdict.cause, scores), isPool);
  showPull(explorer);
}

function showPull({ root, chain, values, target, pull, parts, scores }) {
  const { name, key, at } = target;
  const W = key && layerNamed(chain, name).parameters[key];
  const by = pull * PULL;
  const told = W ? weightName(name, key, indexAt(at, W.shape)) : placeName(parts.place, scores);
  const text = pulledWords(told, W ? W.data[at] : values[INPUT].data[at], by);
  const slider = find(root, ".wiggle input");
  slider.value = pull;
  slider.setAttribute("aria-valuetext", text);
  find(root, ".pulled").textContent = text;
}

/** The open number is pulled so far: what moves with it glows, and the loss answers. */
function wiggle(explorer, pull) {
  const { chain, values, target, answer, reading, verdict } = explorer;
  if (!target) return;
  explorer.pull = Math.max(-PULLS, Math.min(PULLS, pull));
  const by = explorer.pull * PULL;
  const after = valuesWith(chain, values[INPUT].data, target, by);
  explorer.moved = explorer.pull ? movedBetween(chain, values, after) : null;
  showPicture(explorer);
  showPull(explorer);
  if (explorer.pull) sayText(explorer, movedWords(reading.loss, lossOf(chain, after, answer), verdict.analytic, by));
  else say(explorer);
}

/** Which pixels stand at a kink, a few at a time; they are hatched. */
function hunt(explorer) {
  const { chain, values, answer, root } = explorer;
  if (explorer.hunted || root.dataset.kinks !== undefined) return;
  const image = values[INPUT].data;
  const kinks = new Set();
  const next = (start) => {
    for (let at = start; at < Math.min(start + AT_ONCE, image.length); at += 1)
      if (slopesOf(chain, image, answer, { name: INPUT, key: null, at }).isKink) kinks.add(at);
    explorer.hunted = start + AT_ONCE < image.length ? setTimeout(next, 0, start + AT_ONCE) : null;
    if (explorer.hunted) return;
    explorer.kinks = kinks;
    root.dataset.kinks = [...kinks].join();
    showPicture(explorer);
  };
  explorer.hunted = setTimeout(next, 0, 0);
}

function showTrail({ root, model, scores }) {
  const path = model.get("path");
  const crumb = (place, i) => {
    const current = i === path.length - 1 ? ' aria-current="step"' : "";
    return `<li><button type="button" data-crumb="${i}"${current}>${placeName(place, scores)}</button></li>`;
  };
  find(root, ".trail").innerHTML = path.map(crumb).join("");
}

// What the reader does

function listen(explorer) {
  const { root } = explorer;
  root.addEventListener("click", (event) => {
    const {
      verb,
      do: does,
      follow,
      guess,
      crumb,
      addition,
      weight,
      wiggle: by,
    } = eventTarget(event, "button")?.dataset ?? {};
    if (verb) setVerb(explorer, verb);
    else if (ACTIONS[does]) act(explorer, does);
    else if (follow) goOn(explorer, [...pathOf(explorer), placeOf(follow)]);
    else if (guess) answer(explorer, Number(guess));
    else if (crumb) goOn(explorer, pathOf(explorer).slice(0, Number(crumb) + 1));
    else if (addition) look(explorer, { addition: Number(addition) });
    else if (weight) look(explorer, { weight: Number(weight), pull: 0 });
    else if (by) wiggle(explorer, explorer.pull + Number(by));
  });
  root.addEventListener("input", (event) => {
    if (eventTarget(event, ".wiggle")) wiggle(explorer, Number(/** @type {any} */ (event.target).value));
  });
  root.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    if (isTaught(explorer)) return;
    const isOpenBar = eventTarget(event, "[data-bar][data-open]") && !explorer.isDrawing && !isBlaming(explorer);
    const by = { "+": 1, "-": -1 }[event.key];
    if (event.key === "Backspace") ACTIONS.back(explorer);
    else if (by && explorer.target) wiggle(explorer, explorer.pull + by);
    else if (event.key === "Enter" && isOpenBar) ACTIONS.follow(explorer);
    else return;
    event.preventDefault();
  });
}

/** A button that leads nowhere stays where it is, for whoever comes by keys. */
function act(explorer, does) {
  if (find(explorer.root, `[data-do=${does}]`).getAttribute("aria-disabled") !== "true") ACTIONS[does](explorer);
}

const placeOf = (text) => {
  const [name, ...index] = text.split(",");
  return [name, ...index.map(Number)];
};

const ACTIONS = {
  another(explorer) {
    const { digit, taught, toRead } = explorer;
    if (explorer.strokes || explorer.isDrawing) return choose(explorer, digit);
    explorer.toRead = taught.toRead();
    choose(explorer, nextIn(explorer.toRead, digit, explorer.toRead !== toRead));
  },
  draw(explorer) {
    explorer.isDrawing = !explorer.isDrawing;
    explorer.sheet ??= makeSheet({ onDraw: (strokes) => onDraw(explorer, strokes), say: (text) => sayText(explorer, text) });
    if (explorer.isDrawing) {
      onDraw(explorer, explorer.sheet.strokes());
      explorer.sheet.focus();
    } else if (explorer.strokes?.length) show(explorer);
    else choose(explorer, explorer.digit);
  },
  follow: (explorer) => goOn(explorer, followed(pathOf(explorer), nextOf(explorer))),
  back: (explorer) => setState(explorer, { path: back(pathOf(explorer)) }),
  play(explorer) {
    if (explorer.timer) stop(explorer);
    else play(explorer);
    show(explorer);
  },
  step: ({ taught }) => taught.teacher.step(),
  epoch: ({ taught }) => taught.teacher.run(1),
  run: ({ taught }) => (taught.teacher.state.isRunning ? taught.teacher.pause() : taught.teacher.run(Infinity)),
  over: ({ taught }) => taught.teacher.begin(true),
  contest: ({ taught }) => taught.contest.start(),
  check: ({ taught }) => taught.contest.check(),
  restore: ({ taught }) => taught.restore(),
  layer(explorer) {
    stop(explorer);
    if (explorer.depth < explorer.stages.length) turn(explorer);
  },
};

/** From the loss to the pixels, a layer at a time; at once where motion is unwanted. */
function play(explorer) {
  const last = explorer.stages.length;
  if (isMotionReduced()) return Object.assign(explorer, { depth: last, isAsked: false });
  if (explorer.depth === last) explorer.depth = 0;
  explorer.isAsked = false;
  const next = () => {
    explorer.timer = explorer.depth + 1 < last ? setTimeout(next, PAUSE) : null;
    turn(explorer);
  };
  explorer.timer = setTimeout(next, PAUSE / 2);
}

function stop(explorer) {
  clearTimeout(explorer.timer);
  explorer.timer = null;
}

/** Nothing of what was found of other numbers holds. */
function forget(explorer) {
  stop(explorer);
  clearTimeout(explorer.hunted);
  explorer.hunted = null;
  delete explorer.root.dataset.kinks;
}

/** One more layer's numbers turn into gradients. */
function turn(explorer) {
  explorer.depth += 1;
  explorer.isAsked = false;
  show(explorer);
}

/** The way ends where its verb leads to: what is open stays open, alone where the direction changes. */
function setVerb(explorer, verb) {
  if (isTaught(explorer)) {
    if (verb === explorer.verb) return;
    explorer.taught.leave();
  }
  const open = openOf(pathOf(explorer));
  if (TAUGHT.includes(verb)) {
    explorer.isDrawing = false;
    if (explorer.strokes) takeDigit(explorer);
    forget(explorer);
    setState(explorer, { verb, path: firstPath(explorer) });
    return explorer.taught.enter();
  }
  const isTurned = (verb === "blame") !== isBlaming(explorer);
  explorer.isDrawing = false;
  if (!isTurned) return setState(explorer, { verb });
  if (verb !== "blame") return setState(explorer, { verb, path: [open] });
  blameFor(explorer, explorer.label ?? explorer.said);
  if (open[0] === explorer.scores) return setState(explorer, { verb, path: [[explorer.scores, explorer.answer]] });
  ask(explorer);
  setState(explorer, { verb, path: [open] });
}

/** A test digit and its label; its largest score is open. */
function choose(explorer, digit) {
  explorer.model.set("digit", digit);
  takeDigit(explorer);
  setState(explorer, { digit, verb: "read", path: firstPath(explorer) });
}

/** On along this path, in the direction that the verb has. */
function goOn(explorer, path) {
  if (isBlaming(explorer)) ask(explorer);
  setState(explorer, { verb: isBlaming(explorer) ? "blame" : "explain", path });
}

function openNumber(explorer, place) {
  if (isTaught(explorer)) leaveTaught(explorer);
  const { parts, blame } = explorer;
  const path = pathOf(explorer);
  explorer.isDrawing = false;
  explorer.pointing.clear();
  if (String(openOf(path)) === String(place)) return ACTIONS.follow(explorer);
  const neighbours = isBlaming(explorer) ? blame.shares.map(({ to }) => to) : parts.terms.map(({ from }) => from);
  goOn(explorer, opened(path, place, neighbours));
}

/** What is opened while a network learns is opened in what it has become. */
function leaveTaught(explorer) {
  explorer.taught.leave();
  explorer.isStepBack = false;
  explorer.model.set("verb", "explain");
  show(explorer);
}

function chooseBar(explorer, k) {
  if (isTaught(explorer)) leaveTaught(explorer);
  const path = [[explorer.scores, k]];
  if (explorer.strokes && explorer.label === null) {
    Object.assign(explorer, { label: k, isDrawing: false });
    blameFor(explorer, k);
    return setState(explorer, { verb: "read", path: firstPath(explorer) });
  }
  if (!isBlaming(explorer)) return setState(explorer, { verb: "explain", path });
  blameFor(explorer, k);
  setState(explorer, { path });
}

/** Which number of a window went on is guessed; the right one leads on. */
function answer(explorer, guess) {
  if (explorer.guess !== null && guess === explorer.parts.winner) return ACTIONS.follow(explorer);
  explorer.guess = guess;
  show(explorer);
}

/** At what one window gives back, or at a weight. */
function look(explorer, chosen) {
  ask(explorer);
  Object.assign(explorer, chosen);
  show(explorer);
}

function onDraw(explorer, strokes) {
  explorer.strokes = strokes;
  explorer.label = null;
  run(explorer, imageOf(strokes));
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
    if (key) return plain((isGradient ? backOf(explorer).parameters[name] : layerNamed(chain, name).parameters)[key]);
    if (name === "probabilities")
      return { shape: [explorer.reading.probabilities.length], data: [...explorer.reading.probabilities] };
    return plain((isGradient ? backOf(explorer).gradients : explorer.values)[name]);
  };
  Object.assign(root, { numbers, choose: (i) => choose(explorer, i), loss: () => explorer.reading.loss });
}

export default { render };
