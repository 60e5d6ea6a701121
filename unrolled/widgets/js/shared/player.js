// First, Previous, Play or Pause, Next, Last, and a slider: everything that moves a step.
import { element } from "./dom.js";

const ICONS = {
  First: "M4 3h2v10H4zM13 3v10L6.5 8z",
  Previous: "M11.5 3v10L5 8z",
  Play: "M5 2.5v11L13.5 8z",
  Pause: "M4 3h3v10H4zM9 3h3v10H9z",
  Next: "M4.5 3v10L11 8z",
  Last: "M10 3h2v10h-2zM3 3v10l6.5-5z",
};
const icon = (name) => `<svg viewBox="0 0 16 16" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;
const button = (name) => `<button type="button" data-do="${name}" aria-label="${name}" title="${name}">${icon(name)}</button>`;
const FULL_RUN = 8000; // milliseconds for all steps, within what an eye can follow
const [FASTEST, SLOWEST] = [60, 700];

// `go(step)` is asked to move; `playing(on)` is told when play starts and stops; `slowest` is a step's longest pause.
export function makePlayer(go, playing, slowest = SLOWEST) {
  const root = element(`<div class="player" role="group" aria-label="Steps">
    <div class="buttons">${["First", "Previous", "Play", "Next", "Last"].map(button).join("")}</div>
    <label class="slider"><span>Step</span><input type="range" min="0" value="0"></label>
    <output></output></div>`);
  const slider = root.querySelector("input");
  const counter = root.querySelector("output");
  const buttons = Object.fromEntries([...root.querySelectorAll("button")].map((b) => [b.dataset.do, b]));
  let [step, last, timer] = [0, 0, null];

  function setPlaying(on) {
    clearTimeout(timer);
    timer = null;
    const name = on ? "Pause" : "Play";
    buttons.Play.innerHTML = icon(name);
    buttons.Play.title = name;
    buttons.Play.setAttribute("aria-label", name);
    playing(on);
    if (on) timer = setTimeout(advance, Math.min(slowest, Math.max(FASTEST, FULL_RUN / (last + 1))));
  }

  function advance() {
    if (step < last) go(step + 1);
    setPlaying(step < last);
  }

  function toggle() {
    if (timer === null && step === last) go(0);
    setPlaying(timer === null && last > 0);
  }

  function move(to) {
    if (timer !== null) setPlaying(false);
    go(Math.max(0, Math.min(last, to)));
  }

  const actions = {
    First: () => move(0),
    Previous: () => move(step - 1),
    Play: toggle,
    Next: () => move(step + 1),
    Last: () => move(last),
  };
  root.addEventListener("click", (event) => actions[event.target.closest("button")?.dataset.do]?.());
  slider.addEventListener("input", () => move(Number(slider.value)));

  return {
    root,
    toggle,
    stop: () => setPlaying(false),
    show(newStep, steps) {
      [step, last] = [newStep, steps - 1];
      slider.max = last;
      slider.value = step;
      slider.style.setProperty("--done", last ? step / last : 1);
      slider.setAttribute("aria-valuetext", `${step} of ${last}`);
      counter.textContent = `${step} of ${last}`;
      for (const name of ["First", "Previous"]) buttons[name].setAttribute("aria-disabled", step === 0);
      for (const name of ["Next", "Last"]) buttons[name].setAttribute("aria-disabled", step === last);
    },
  };
}
