// Train: the network in sight learns from random weights; one step can be stopped four times.

import { makeAsk } from "../shared/ask.js";
import { element, eventTarget, find, findAll } from "../shared/dom.js";
import { lineOf, thinned } from "./line.js";
import {
  ACCURACY,
  askRates,
  CONTROLS,
  LESSON,
  lossChartLabel,
  MORE,
  percentRight,
  rateLabel,
  rightChartLabel,
  STAGES,
  triedLabel,
  WAY,
} from "./words.js";

const SEED = 1; // of the first start; the next counts on
const PLOT = /** @type {[number, number]} */ ([260, 110]);
const SPARK = /** @type {[number, number]} */ ([120, 26]);
const POINTS = 200; // of a line, at most
const GOAL = 0.97;
const LOSSES = 3; // at the top of the chart, unless it starts higher: blind guessing gives 2.3
const FRESH = {
  epochs: 0,
  losses: [],
  reads: [],
  stage: null,
  step: null,
  isRunning: false,
  isLost: false,
  isWithin: false,
  tried: null,
};

const plotHtml = (
  kind,
  caption,
) => `<figure class="plot" data-plot="${kind}"><figcaption class="caption">${caption}</figcaption>
  <svg viewBox="0 -4 ${PLOT[0] + 56} ${PLOT[1] + 8}" role="img"><line class="goal"/><polyline/>
    <path class="edge" d="M0 0v${PLOT[1]}h${PLOT[0]}"/><circle r="4"/><text class="now"></text></svg></figure>`;

const selectHtml = ([name, { label, options }]) =>
  `<label class="choice"><span>${label}</span><select name="${name}">${Object.entries(options)
    .map(([value, text]) => `<option value="${value}">${text}</option>`)
    .join("")}</select></label>`;

const lessonHtml =
  () => `<div class="lesson"><div class="plots">${plotHtml("loss", LESSON.loss)}${plotHtml("right", ACCURACY)}</div>
  <div class="asked"></div>
  <details class="more"><summary>${MORE}</summary><div class="choices">${Object.entries(WAY).map(selectHtml).join("")}</div></details></div>`;

/**
 * @param {{ root: HTMLElement, order: (order: any) => void, total: number, classes: number,
 *   onNumbers: (parameters: any) => void, onChange: () => void }} options
 *   order: to the engine; total: how many test images there are; onNumbers hears of new weights, onChange of all else
 */
export function makeTeacher({ root, order, total, classes, onNumbers, onChange }) {
  const box = element(lessonHtml());
  /** What the functions below share. @type {any} */
  const state = { ...FRESH, way: { seed: SEED, optimiser: "adam", rate: 0.01, batch: 32 }, right: 0, box, total, classes };
  const ask = makeAsk(root, {
    onSettled(words) {
      const isFocused = box.contains(document.activeElement);
      state.answered = words;
      showTried(state);
      onChange();
      if (isFocused) find(root, "[data-do=run]").focus();
    },
  });
  state.ask = ask;
  const change = (news) => {
    Object.assign(state, news);
    showCharts(state);
    onChange();
  };
  for (const select of findAll(box, "select")) select.value = String(state.way[select.name]);
  box.addEventListener("change", (event) => {
    const { name, value } = eventTarget(event, "select");
    state.way = { ...state.way, [name]: name === "optimiser" ? value : Number(value) };
    order({ order: "begin", ...state.way });
  });
  const hear = {
    begun({ parameters, right, toRead }) {
      // First the numbers: the sentence tells what the network in sight says.
      onNumbers(parameters);
      change({ ...FRESH, losses: [], reads: [right], right, toRead, answered: null });
      showAsked(state);
      order({ order: "rates" });
    },
    tried({ runs, start }) {
      state.tried = { runs, start };
      showAsked(state);
      ask.ask(askRates(runs, start));
      onChange();
    },
    learned({ losses, parameters, right, answers, toRead }) {
      state.losses.push(...losses);
      if (right !== undefined) {
        state.reads.push(right);
        Object.assign(state, { right, toRead, epochs: state.epochs + 1 });
      }
      const isLost = !losses.every(Number.isFinite) || answers === 1;
      if (isLost && !state.isLost) order({ order: "pause" });
      onNumbers(parameters);
      change({ isLost: state.isLost || isLost });
    },
    rested({ parameters, right = state.right, toRead = state.toRead, isWithin = false }) {
      if (right !== state.reads.at(-1)) state.reads.push(right);
      if (parameters) onNumbers(parameters);
      change({ isRunning: false, right, toRead, isWithin });
    },
    stepped(step) {
      state.losses.push(step.loss);
      const isLost = !Number.isFinite(step.after);
      change({ step, stage: 0, right: step.right, toRead: step.toRead, isLost });
    },
  };
  return {
    box,
    state,
    hear: (news) => hear[news.kind]?.(news),
    isBegun: () => state.reads.length > 0,
    hasLearned: () => state.losses.length > 0,
    /** Random weights; each time others. */
    begin(isNext = false) {
      if (isNext) state.way.seed += 1;
      order({ order: "begin", ...state.way });
    },
    /** @param {number} epochs */
    run(epochs) {
      ask.close();
      find(box, ".asked").replaceChildren();
      change({ isRunning: true, stage: null, step: null });
      const goal = Math.ceil(GOAL * total);
      order({ order: "run", epochs, goal: state.right < goal ? goal : Infinity });
    },
    pause() {
      if (state.isRunning) order({ order: "pause" });
    },
    /** To the next of a step's four pauses; behind the last, a step of the next batch. */
    step() {
      ask.close();
      find(box, ".asked").replaceChildren();
      if (state.stage !== null && state.stage + 1 < STAGES.length) return change({ stage: state.stage + 1 });
      order({ order: "step" });
    },
    /** Out of sight, nothing goes on. */
    leave() {
      if (state.isRunning) order({ order: "pause" });
      change({ stage: null, step: null });
    },
    /** What its next press does. */
    stepName: () => (state.stage === null || state.stage + 1 === STAGES.length ? CONTROLS.step : STAGES[state.stage + 1]),
  };
}

/** The question, once the answer is known. */
function showAsked({ box, ask, tried, answered, losses }) {
  find(box, ".asked").replaceChildren(...(tried && !answered && losses.length === 0 ? [ask.root] : []));
}

/** How the loss went with each rate. */
function showTried({ box, tried: { runs, start } }) {
  const rows = runs.map(({ rate, losses, end }) => {
    const line = lineOf(losses, { size: SPARK, low: 0, high: 1.5 * start });
    return `<li><b>${rateLabel(rate)}</b><svg viewBox="0 -2 ${SPARK[0]} ${SPARK[1] + 4}" aria-hidden="true"><polyline points="${line}"/></svg>
      <span>${triedLabel(start, end)}</span></li>`;
  });
  find(box, ".asked").replaceChildren(
    element(`<div class="tried"><p class="caption">${LESSON.tried}</p><ul>${rows.join("")}</ul></div>`),
  );
}

function showCharts({ box, losses, reads, right, total, epochs }) {
  const shown = thinned(losses, POINTS);
  const top = Math.max(LOSSES, losses[0] || 0);
  showPlot(find(box, '[data-plot="loss"]'), shown, { low: 0, high: top }, shown.length ? shown.at(-1).toFixed(3) : "");
  showPlot(find(box, '[data-plot="right"]'), reads, { low: 0, high: total }, percentRight(reads.at(-1) ?? 0, total));
  const goal = find(box, '[data-plot="right"] .goal');
  const y = PLOT[1] * (1 - GOAL);
  for (const [name, value] of Object.entries({ x1: 0, x2: PLOT[0], y1: y, y2: y })) goal.setAttribute(name, value);
  find(box, '[data-plot="loss"] svg').setAttribute("aria-label", lossChartLabel(losses));
  find(box, '[data-plot="right"] svg').setAttribute("aria-label", rightChartLabel(right, total, epochs));
}

function showPlot(plot, values, bounds, text) {
  const line = lineOf(values, { size: PLOT, ...bounds });
  find(plot, "polyline").setAttribute("points", line);
  const [x, y] = (line.split(" ").at(-1) || "0,0").split(",");
  const [dot, label] = [find(plot, "circle"), find(plot, ".now")];
  dot.setAttribute("cx", x);
  dot.setAttribute("cy", y);
  dot.toggleAttribute("hidden", values.length === 0);
  label.setAttribute("x", String(Number(x) + 8));
  label.setAttribute("y", String(Math.min(PLOT[1], Math.max(10, Number(y) + 4))));
  label.textContent = text;
}
