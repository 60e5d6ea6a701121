// First, Previous, Play or Pause, Next, Last, and a slider: everything that moves a step.
import { element, eventTarget, find, findAll } from "./dom.js";
import { PLAYER, progress } from "./words.js";

const BUTTONS = ["First", "Previous", "Play", "Next", "Last"];
const ICONS = {
  First: "M4 3h2v10H4zM13 3v10L6.5 8z",
  Previous: "M11.5 3v10L5 8z",
  Play: "M5 2.5v11L13.5 8z",
  Pause: "M4 3h3v10H4zM9 3h3v10H9z",
  Next: "M4.5 3v10L11 8z",
  Last: "M10 3h2v10h-2zM3 3v10l6.5-5z",
};
const FULL_RUN = 8000; // milliseconds for all steps, within what an eye can follow
const [FASTEST, SLOWEST] = [60, 700];
const RESTING = 0.3; // of a pause, after a step's motion

const iconHtml = (name) => `<svg viewBox="0 0 16 16" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;

const buttonHtml = (name) =>
  `<button type="button" data-do="${name}" aria-label="${PLAYER[name]}" title="${PLAYER[name]}">${iconHtml(name)}</button>`;

// The bar holds the sentence too: on a phone it stays at the bottom of the screen. Tab comes here first.
const playerHtml = () => `<div class="bar"><div class="player" role="group" aria-label="${PLAYER.label}">
    <div class="buttons">${BUTTONS.map(buttonHtml).join("")}</div>
    <label class="slider"><span>${PLAYER.slider}</span><input type="range" min="0" value="0"></label>
    <output></output></div></div>`;

function showPlaying(button, isPlaying) {
  const name = isPlaying ? "Pause" : "Play";
  button.innerHTML = iconHtml(name);
  button.title = PLAYER[name];
  button.setAttribute("aria-label", PLAYER[name]);
}

/** Shows a step on the slider, on the counter, and by the buttons that lead nowhere from it. */
function stepShower(root, buttons) {
  const [slider, counter] = [find(root, "input"), find(root, "output")];
  return (step, last) => {
    slider.max = last;
    slider.value = step;
    slider.style.setProperty("--done", last ? step / last : 1);
    slider.setAttribute("aria-valuetext", progress(step, last));
    counter.textContent = progress(step, last);
    for (const name of ["First", "Previous"]) buttons[name].setAttribute("aria-disabled", step === 0);
    for (const name of ["Next", "Last"]) buttons[name].setAttribute("aria-disabled", step === last);
  };
}

/**
 * Plays by calling `advance`, which answers whether there is more to come.
 * @param {{ advance: () => boolean, pause: () => number, onChange: (isPlaying: boolean) => void }} options pause in milliseconds
 */
function makeClock({ advance, pause, onChange }) {
  let timer = null;
  function set(isPlaying) {
    clearTimeout(timer);
    timer = null;
    onChange(isPlaying);
    if (isPlaying) timer = setTimeout(() => set(advance()), pause());
  }
  return { set, isPlaying: () => timer !== null };
}

/**
 * @param {{ onStep: (step: number, isScrubbed?: boolean) => void, onPlaying: (isPlaying: boolean) => void,
 *   slowest?: number, moving?: () => number }} options
 *   onStep is asked to move, and scrubbed where the slider asks; slowest: a step's longest pause in milliseconds;
 *   moving: how long the last step will still move
 */
export function makePlayer({ onStep, onPlaying, slowest = SLOWEST, moving = () => 0 }) {
  const root = element(playerHtml());
  const buttons = Object.fromEntries(findAll(root, "button").map((button) => [button.dataset.do, button]));
  const showStep = stepShower(root, buttons);
  let [step, last] = [0, 0];

  const pause = () => Math.min(slowest, Math.max(FASTEST, FULL_RUN / (last + 1)));
  const clock = makeClock({
    advance() {
      if (step < last) onStep(step + 1);
      return step < last;
    },
    // A step is seen for a while once it has come to rest.
    pause: () => (moving() ? moving() + pause() * RESTING : pause()),
    onChange(isPlaying) {
      showPlaying(buttons.Play, isPlaying);
      onPlaying(isPlaying);
    },
  });
  function toggle() {
    if (!clock.isPlaying() && step === last) onStep(0);
    clock.set(!clock.isPlaying() && last > 0);
  }
  function move(to, isScrubbed = false) {
    if (clock.isPlaying()) clock.set(false);
    onStep(Math.max(0, Math.min(last, to)), isScrubbed);
  }
  addControls(root, { toggle, move, current: () => [step, last] });
  return {
    root,
    toggle,
    stop: () => clock.set(false),
    /** How long a step may last, in milliseconds: as long as it likes where nothing plays. */
    pace: () => (clock.isPlaying() ? pause() : Infinity),
    /** @param {number} newStep @param {number} steps */
    show(newStep, steps) {
      [step, last] = [newStep, steps - 1];
      showStep(step, last);
    },
  };
}

function addControls(root, { toggle, move, current }) {
  const actions = {
    First: () => move(0),
    Previous: (step) => move(step - 1),
    Play: toggle,
    Next: (step) => move(step + 1),
    Last: (_, last) => move(last),
  };
  root.addEventListener("click", (event) => actions[eventTarget(event, "button")?.dataset.do]?.(...current()));
  const slider = find(root, "input");
  slider.addEventListener("input", () => move(Number(slider.value), true));
}
