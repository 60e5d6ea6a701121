// What every stepper does: it draws what has changed, moves by steps, plays, and cleans up after itself.
import { makePlayer } from "./player.js";

// Set the model to this state, as one change.
function update(model, state) {
  for (const [name, value] of Object.entries(state)) model.set(name, value);
  model.save_changes();
}

// Several traits may change in one go, each with an event of its own: draw when all are in.
function watch(model, names, draw) {
  let waiting = false;
  const later = () => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => {
      waiting = false;
      draw();
    });
  };
  const events = names.map((name) => `change:${name}`);
  for (const event of events) model.on(event, later);
  return () => {
    for (const event of events) model.off(event, later);
  };
}

// Space plays and pauses, wherever it means nothing else.
function playOnSpace(root, player) {
  root.addEventListener("keydown", (event) => {
    if (event.key !== " " || event.target.matches("button, select, input:not([type=range])")) return;
    event.preventDefault();
    player.toggle();
  });
}

// Plays by itself when it comes into sight, but for readers who want no motion.
function playWhenSeen(root, player) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const seen = ([{ isIntersecting }], observer) => {
    if (!isIntersecting) return;
    observer.disconnect();
    player.toggle();
  };
  new IntersectionObserver(seen).observe(root.querySelector(".words")); // it stands below the picture
}

// `traits` are what the picture is made of: when one changes, `build()` makes it anew, and answers how many steps it has.
// `showStep(step, before)` shows a step; before is the last one, or null in a new picture.
export function makeStepper({ model, el }, root, { traits, build, showStep, slowest }) {
  const words = root.querySelector(".words");
  const frames = new Map();
  let [built, steps] = [];
  let step = null;

  // Once the page is laid out, as measuring earlier would lay it out once more. Only the last of a kind is done.
  function soon(kind, act) {
    cancelAnimationFrame(frames.get(kind));
    frames.set(kind, requestAnimationFrame(act));
  }

  // Redraw what has changed since the last time.
  function draw() {
    const values = traits.map((name) => model.get(name));
    if (!built || values.some((value, i) => value !== built[i])) {
      frames.forEach(cancelAnimationFrame); // what they would scroll to is gone
      built = values;
      step = null;
      steps = build();
    }
    const wanted = Math.min(model.get("step"), steps - 1);
    if (wanted === step) return;
    const before = step;
    step = wanted;
    showStep(step, before);
    player.show(step, steps);
  }

  function change(state) {
    update(model, state);
    draw();
  }
  const player = makePlayer((to) => change({ step: to }), (on) => words.setAttribute("aria-live", on ? "off" : "polite"), slowest);
  root.prepend(player.root);
  playOnSpace(root, player);

  return {
    words,
    player,
    change,
    soon,
    // Draws it, and answers what ends it.
    start() {
      const unwatch = watch(model, [...traits, "step"], draw);
      draw();
      el.append(root);
      if (model.get("autoplay")) playWhenSeen(root, player);
      return () => {
        player.stop();
        unwatch();
      };
    },
  };
}

// What is pointed at, as {kind, place}: by the mouse, or else by the focus. `light()` is told of every change.
export function makePointing(light) {
  const by = { hover: null, focus: null };
  return {
    at: () => by.hover ?? by.focus ?? {},
    on: (kind) => (how, place) => {
      by[how] = place === null ? null : { kind, place };
      light();
    },
    forget: () => Object.assign(by, { hover: null, focus: null }),
  };
}
