// "Follow the 12": the landing page's story, which plays, stops, asks, and is led on by its reader.
import { element, eventTarget, find, isMotionReduced, showText } from "../shared/dom.js";
import { land, launch } from "../shared/flight.js";
import { makePointing, onTraitsChange, writeTraits } from "../shared/stepper.js";
import { makeButtons, makeDoors } from "./buttons.js";
import { litBy, pixelAt } from "./lit.js";
import { copies, FOLLOWED, ONE, output } from "./numbers.js";
import { drawPicture } from "./picture.js";
import { ASKED, MISSES, ruleOf } from "./rules.js";
import {
  ANSWERING,
  bare,
  buttonsOf,
  doorsOf,
  falling,
  LENGTHENING,
  leadsTo,
  MOVES,
  OPENING,
  RETURNED,
  STILL,
  standing,
} from "./story.js";
import { ANSWERS, countWords, frameWords, guessWords, LABEL, moveWords, shownWords } from "./words.js";

const rootHtml = () => `<div data-widget="follow" role="group" aria-label="${LABEL}">
    <p class="words" data-role="words" aria-live="polite"></p></div>`;

/** @param {import("@anywidget/types").RenderProps} props */
function render({ model, el }) {
  const root = element(rootHtml());
  /** What the functions below share and fill. @type {any} */
  const story = {
    model,
    root,
    words: find(root, ".words"),
    misses: 0,
    said: null,
    guess: null,
    sums: new Map(),
    timer: null,
    isPlaying: false,
  };
  story.isAdding = model.get("accumulate");
  story.pointing = makePointing(() => light(story));
  story.picture = drawPicture(story.pointing.listener);
  story.buttons = makeButtons((name) => press(story, name));
  story.doors = makeDoors(
    doorsOf({ explorer: model.get("explorer"), start: model.get("start"), teach: model.get("teach") }),
  );
  root.prepend(story.picture.root);
  root.append(story.buttons.root, story.doors);
  listenForChoices(story);
  el.append(root);
  const unwatch = watch(story);
  begin(story);
  return () => {
    unwatch();
    stop(story);
  };
}

/** Where the reader comes in: at the start, which plays once it is in sight, unless motion is unwanted. */
function begin(story) {
  const frame = story.model.get("frame");
  if (frame !== "start" || isMotionReduced()) return showFrame(story, frame === "start" ? STILL : frame);
  showFrame(story, frame);
  const observer = new IntersectionObserver(([{ isIntersecting }]) => {
    if (!isIntersecting) return;
    observer.disconnect();
    if (story.frame === "start" && !story.isPlaying) go(story, "question", OPENING);
  });
  observer.observe(story.words); // it stands below the picture
}

/** What Python sets. Returns what ends it. */
function watch(story) {
  const { model } = story;
  return onTraitsChange(model, ["frame", "accumulate"], () => {
    if (model.get("frame") !== story.frame) {
      stop(story);
      showFrame(story, model.get("frame"));
    }
    if (model.get("accumulate") !== story.isAdding) setSign(story, model.get("accumulate"));
  });
}

/** All that stands in a frame, or what of it stands there before the moves that lead to it. */
function showFrame(story, frame, before = {}) {
  const { root, picture, buttons, doors, isPlaying, isAdding } = story;
  story.frame = frame;
  root.dataset.frame = frame;
  root.toggleAttribute("data-playing", isPlaying);
  if (frame === "backward") story.sums = before.sums ?? allBack([...RETURNED, ...story.sums.keys()]);
  story.pointing.clear();
  picture.show({ ...shownIn(story, frame), ...before });
  buttons.show(buttonsOf(frame, isPlaying), { add: isAdding, assign: !isAdding });
  doors.hidden = frame !== "doors";
  light(story);
  if (story.model.get("frame") !== frame) writeTraits(story.model, { frame });
}

const shownIn = ({ sums, isAdding }, frame) => ({
  standing: standing(frame),
  asked: frame === "question" ? ASKED : null,
  outputs: frame === "multiply" ? ONE.rows : null,
  sums: frame === "backward" ? sums : null,
  isAdding,
});

const allBack = (pixels) => new Map(pixels.map((pixel) => [pixel, copies(ONE, pixel).length]));

/** The same text said again would be announced again. */
function say({ words }, text) {
  if (words.textContent !== text) showText(words, text);
}

/** Sentences that pass by are not announced; the one that it stops at is. */
const setLive = ({ words }, isLive) => words.setAttribute("aria-live", isLive ? "polite" : "off");

/** Light what is pointed at, and say what it is. */
function light(story) {
  const { frame, isPlaying, picture, pointing, sums, isAdding } = story;
  const pointed = pointing.current();
  if (isPlaying && frame !== "answered") return picture.light([], [], []);
  if (frame === "rest" && pixelAt(frame, pointed.kind, pointed.place) === FOLLOWED) return showFrame(story, "twelve");
  const { pixels, cells, outputs, words } = litBy(frame, pointed, sums, isAdding);
  picture.light(pixels, cells, outputs);
  if (frame === "multiply") picture.showWindow(outputs[0] ?? null);
  say(story, words ?? frameWords(frame, story));
}

function press(story, name) {
  if (name === "add" || name === "assign") return setSign(story, name === "add");
  const from = story.frame;
  stop(story);
  if (name === "show" && from === "question") return answerIs(story, shownWords());
  if (name === "rows" || name === "longer") story.guess = name;
  go(story, leadsTo(name, from), MOVES[name]);
}

/** To a frame: by these moves, if there are any and motion is wanted. */
function go(story, frame, moves) {
  const isOpening = moves === OPENING;
  if (isOpening) Object.assign(story, { misses: 0, said: null });
  if (!moves || isMotionReduced()) return showFrame(story, isOpening ? STILL : frame);
  if (frame === "channel") say(story, guessWords(story.guess));
  perform(story, moves, () => showFrame(story, isOpening ? "start" : frame, bare(frame)));
}

function perform(story, moves, prepare) {
  stop(story);
  story.isPlaying = true;
  prepare();
  setLive(story, moves === ANSWERING || moves === LENGTHENING); // these say nothing on their way
  make(story, moves[0], moves.slice(1));
}

function make(story, move, rest) {
  depart(story, move);
  story.timer = setTimeout(() => {
    arrive(story, move);
    if (rest.length === 0) stop(story);
    if (move.lands) showFrame(story, move.lands);
    if (story.isPlaying) make(story, rest[0], rest.slice(1));
  }, move.ms);
}

function depart(story, move) {
  const { picture, frame } = story;
  const words = moveWords(move, frame);
  if (words) say(story, words);
  if (move.window !== undefined) picture.showWindow(move.window);
  if (move.fall) picture.light([move.fall.pixel], copies(ONE, move.fall.pixel), []);
  for (const flight of flights(picture, move)) launch(picture.root, flight, move.ms);
}

function flights(picture, { strips, drop, fall }) {
  if (strips) return strips.columns.map((columns) => read(picture, strips.row, columns));
  if (drop !== undefined) return [dropped(picture, drop)];
  return fall
    ? [{ from: picture.cells(fall.cell[0], [fall.cell[1]]), to: [picture.pixel(fall.pixel)], kind: "gradient" }]
    : [];
}

const read = (picture, row, columns) => ({
  from: picture.pixels(row, columns),
  to: picture.cells(row, columns),
  kind: "window",
});

const dropped = (picture, row) => ({
  from: picture.cells(row, [ONE.columns - 1]),
  to: [picture.output(row)],
  texts: [output(row)],
  kind: "output",
});

function arrive(story, { strips, drop, fall }) {
  const { root, picture, sums, isAdding } = story;
  land(root);
  if (strips) for (const columns of strips.columns) picture.fill(strips.row, columns);
  if (drop !== undefined) picture.drop(drop);
  if (!fall) return;
  sums.set(fall.pixel, fall.landed);
  picture.showSum(fall.pixel, fall.landed, isAdding);
  say(story, countWords(fall.pixel, fall.landed, isAdding));
}

function stop(story) {
  clearTimeout(story.timer);
  land(story.root);
  story.isPlaying = false;
  setLive(story, true);
  delete story.root.dataset.playing;
}

/** += or =: what the followed pixel gets is counted again. */
function setSign(story, isAdding) {
  story.isAdding = isAdding;
  if (story.model.get("accumulate") !== isAdding) writeTraits(story.model, { accumulate: isAdding });
  if (story.frame === "backward") bringBack(story, FOLLOWED);
}

/** A pixel's copies go back to it. */
function bringBack(story, pixel) {
  stop(story);
  const sums = allBack([...RETURNED, ...story.sums.keys(), pixel]);
  if (isMotionReduced()) return showFrame(story, "backward", { sums });
  sums.delete(pixel);
  perform(story, falling([pixel]), () => showFrame(story, "backward", { sums }));
}

/** A pixel is chosen by a click, a tap, or Enter. */
function listenForChoices(story) {
  const { root } = story;
  const chosen = (event) => {
    const cell = eventTarget(event, '[data-grid="x"] [role="gridcell"]');
    if (cell) choose(story, story.picture.pixelOf(cell));
  };
  root.addEventListener("click", chosen);
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    if (eventTarget(event, '[role="gridcell"]')) event.preventDefault();
    chosen(event);
  });
}

function choose(story, pixel) {
  if (story.frame === "question" && !story.isPlaying) answer(story, pixel);
  if (story.frame === "rest" && pixel === FOLLOWED) showFrame(story, "twelve");
  if (story.frame === "backward") bringBack(story, pixel);
}

function answer(story, pixel) {
  const rule = ruleOf(pixel);
  if (rule === "down") return answerIs(story, ANSWERS[rule](pixel));
  story.misses += 1;
  if (story.misses >= MISSES) return answerIs(story, shownWords());
  story.said = ANSWERS[rule](pixel);
  story.picture.refuse(pixel, rule === "elsewhere");
  say(story, story.said);
}

function answerIs(story, words) {
  story.said = words;
  if (isMotionReduced()) return showFrame(story, "answered");
  say(story, words);
  story.picture.refuse(null);
  perform(story, ANSWERING, () => {
    story.root.dataset.playing = "";
    story.buttons.show(buttonsOf(story.frame, true), {});
  });
}

export default { render };
