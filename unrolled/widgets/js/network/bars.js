// The scores' probabilities as bars, each a button.
import { element, eventTarget, findAll } from "../shared/dom.js";
import { range } from "../shared/numbers.js";
import { BARS, BARS_LABEL, barLabel, number, percent } from "./words.js";

const barHtml = (k) =>
  `<button type="button" data-bar="${k}"><b>${k}</b><span class="room"><i></i></span><span class="share"></span></button>`;

/** @param {number} classes @param {(k: number) => void} onChoose */
export function drawBars(classes, onChoose) {
  const root = element(`<div class="layer bars" data-stage="scores"><p class="caption" aria-hidden="true">${BARS}</p>
    <div role="group" aria-label="${BARS_LABEL}">${range(classes).map(barHtml).join("")}</div></div>`);
  const bars = findAll(root, "button");
  root.addEventListener("click", (event) => {
    const bar = eventTarget(event, "[data-bar]");
    if (bar) onChoose(bars.indexOf(bar));
  });
  return {
    root,
    bars,
    /** @param {{ probabilities: ArrayLike<number>, scores: ArrayLike<number>, label: number | null, open: number | null }} shown */
    show({ probabilities, scores, label, open }) {
      const said = range(classes).reduce((best, k) => (probabilities[k] > probabilities[best] ? k : best), 0);
      bars.forEach((bar, k) => {
        const p = probabilities[k];
        bar.style.setProperty("--share", p.toFixed(4));
        bar.title = number(scores[k]);
        bar.lastElementChild.textContent = p < 0.005 ? "" : percent(p);
        bar.setAttribute("aria-label", barLabel(k, p, scores[k], k === label));
        bar.toggleAttribute("data-answer", k === label);
        bar.toggleAttribute("data-said", k === said);
        bar.toggleAttribute("data-open", k === open);
      });
    },
  };
}
