// What every stepper does: it draws what has changed, moves by steps, plays, and cleans up after itself.
import { find, isMotionReduced } from "./dom.js";
import { showEdges, watchEdges } from "./edges.js";
import { makeMotion, turnsOf } from "./motion.js";
import { makePlayer } from "./player.js";

/** @import { Piece } from "./loops.js" */
/** @import { Turn, Way } from "./motion.js" */
/** @typedef {import("@anywidget/types").RenderProps} Props */
/** @typedef {Props["model"]} Model */

const ASKS = "asks"; // the trait that says whether the step in sight is asked about: see turn.js

/** The model's traits of these names. @param {Model} model @param {string[]} names @returns {any} */
const readTraits = (model, names) => Object.fromEntries(names.map((name) => [name, model.get(name)]));

/** Set them, as one change. @param {Model} model @param {Record<string, any>} state */
export function writeTraits(model, state) {
  for (const [name, value] of Object.entries(state)) model.set(name, value);
  model.save_changes();
}

/**
 * Several traits may change in one go, each with an event of its own: act when all are in. Returns what ends it.
 * @param {Model} model
 * @param {string[]} names
 * @param {() => void} act
 */
export function onTraitsChange(model, names, act) {
  let isWaiting = false;
  const later = () => {
    if (isWaiting) return;
    isWaiting = true;
    queueMicrotask(() => {
      isWaiting = false;
      act();
    });
  };
  const events = names.map((name) => `change:${name}`);
  for (const event of events) model.on(event, later);
  return () => {
    for (const event of events) model.off(event, later);
  };
}

/**
 * Space plays and pauses, wherever it means nothing else.
 * @param {HTMLElement} root
 * @param {{ toggle: () => void }} player
 */
function playOnSpace(root, player) {
  root.addEventListener("keydown", (event) => {
    const isTyped = /** @type {Element} */ (event.target).matches("button, select, input:not([type=range])");
    if (event.key !== " " || isTyped) return;
    event.preventDefault();
    player.toggle();
  });
}

/**
 * Once the page is laid out, as measuring earlier would lay it out once more. Only the last task of a kind is done.
 */
function makeFrameTasks() {
  /** @type {Map<string, number>} */
  const frames = new Map();
  return {
    /** @param {string} kind @param {() => void} act */
    onNextFrame(kind, act) {
      cancelAnimationFrame(frames.get(kind));
      frames.set(kind, requestAnimationFrame(act));
    },
    cancel: () => frames.forEach((frame) => cancelAnimationFrame(frame)),
  };
}

/**
 * Draws what has changed since the last time. Traits that must fit together may come one after the other: what does not
 * fit yet waits for the rest, and the last good picture stays.
 * @param {Model} model
 * @param {{ traits: string[], readState: () => any, build: (state: any) => number,
 *   showStep: (step: number, before: number | null) => void, onBuild: () => void, onFit: (fits: boolean) => void,
 *   onStep: (step: number, steps: number) => void }} options
 */
function makeDrawing(model, { traits, readState, build, showStep, onBuild, onFit, onStep }) {
  let built = null; // the traits that the picture in sight was made of
  let steps = 0;
  let step = null;

  /** Make the picture anew, if it has changed; answers whether there is one that fits. */
  function rebuild() {
    const state = readState();
    if (built && traits.every((name) => state[name] === built[name])) {
      if (state[ASKS] !== built[ASKS]) step = null; // its step is asked about, or no longer: the picture is the same
      built[ASKS] = state[ASKS];
      onFit(true);
      return true;
    }
    const last = built;
    built = state;
    onBuild();
    try {
      steps = build(state);
    } catch (error) {
      onFit(false);
      const isUnfit = error instanceof RangeError;
      built = isUnfit ? last : null;
      if (isUnfit) return false;
      throw error;
    }
    onFit(true);
    step = null;
    return true;
  }
  function draw() {
    if (!rebuild()) return;
    const wanted = Math.min(model.get("step"), steps - 1);
    if (wanted === step) return;
    const before = step;
    step = wanted;
    showStep(step, before);
    onStep(step, steps);
  }
  return {
    draw,
    /** The step once more, as in a new picture. */
    again() {
      step = null;
      draw();
    },
    /** It is asked about no longer, which the picture need not be told. */
    forgetAsks() {
      built[ASKS] = false;
      writeTraits(model, { [ASKS]: false });
    },
  };
}

/**
 * @param {Props} props
 * @param {HTMLElement} root holds an element `.words`, which says what is shown
 * @param {{ traits: string[], constants?: string[], build: (state: any) => number,
 *   showStep: (step: number, before: number | null) => void, slowest?: number }} options
 *   traits: what the picture is made of. When one changes, `build` makes it anew from them and the constants, and
 *   answers how many steps it has. `showStep` shows one; before is the last one, or null in a new picture.
 */
export function makeStepper({ model, el }, root, { traits, constants = ["max_cells"], build, showStep, slowest }) {
  const words = find(root, ".words");
  const tasks = makeFrameTasks();
  const motion = makeMotion(root);
  let isScrubbed = false;
  let hasMoved = false;
  const readState = () => readTraits(model, [...traits, ...constants, ASKS]);
  const { draw, again, forgetAsks } = makeDrawing(model, {
    traits,
    readState,
    build,
    showStep(step, before) {
      motion.finish();
      showStep(step, before);
    },
    // What they would scroll or fly to goes.
    onBuild() {
      motion.finish();
      tasks.cancel();
    },
    // Who sets traits that do not fit together may want to know.
    onFit: (fits) => root.toggleAttribute("data-unfit", !fits),
    onStep(step, steps) {
      player.show(step, steps);
      tasks.onNextFrame("edges", () => showEdges(root));
    },
  });
  function setState(state) {
    writeTraits(model, state);
    draw();
  }
  const player = makePlayer({
    onStep(step, isSlid) {
      isScrubbed = isSlid;
      setState({ step });
      isScrubbed = false;
    },
    moving: motion.left,
    onPlaying: (isPlaying) => words.setAttribute("aria-live", isPlaying ? "off" : "polite"),
    slowest,
  });
  player.root.append(words);
  root.prepend(player.root);
  playOnSpace(root, player);
  watchEdges(root);

  /** A step's motion, as `plan` makes it: a reader may see it for the first time, and playing lasts no longer than a pause. @param {(options: { isFirst: boolean, pause: number }) => Turn[]} plan */
  function moveStep(plan) {
    motion.perform(plan({ isFirst: !hasMoved, pause: player.pace() }));
    hasMoved = true;
  }

  return {
    words,
    player,
    state: readState,
    setState,
    again,
    forgetAsks,
    onNextFrame: tasks.onNextFrame,
    /** One step on, by a reader who wants motion and does not hold the slider. @param {number} step @param {number | null} before */
    isMove: (step, before) => before !== null && step === before + 1 && !isScrubbed && !isMotionReduced(),
    perform: motion.perform,
    /** Let the pieces of a matrix go their way. @param {Piece[]} pieces @param {Way} way */
    send: (pieces, way) => moveStep((options) => turnsOf(pieces, way, options)),
    moveStep,
    /** Draws it, and answers what ends it. */
    start() {
      const unwatch = onTraitsChange(model, [...traits, "step", ASKS], draw);
      draw();
      el.append(root);
      return () => {
        player.stop();
        motion.finish();
        unwatch();
      };
    },
  };
}

/**
 * What is pointed at, as {kind, place}: by the mouse, or else by the focus.
 * @param {() => void} onChange
 */
export function makePointing(onChange) {
  const by = { hover: null, focus: null };
  return {
    /** @returns {{ kind?: string, place?: any }} */
    current: () => by.hover ?? by.focus ?? {},
    /** What a picture tells of its cells. @param {string} kind */
    listener: (kind) => (how, place) => {
      by[how] = place === null ? null : { kind, place };
      onChange();
    },
    clear: () => Object.assign(by, { hover: null, focus: null }),
  };
}

/**
 * What has been said stands until the reader points elsewhere: that the page moves under the mouse is no such move.
 * @param {HTMLElement} root
 * @param {() => void} act
 */
export function onPointerMove(root, act) {
  root.addEventListener("pointermove", ({ movementX, movementY }) => {
    if (movementX || movementY) act();
  });
}
