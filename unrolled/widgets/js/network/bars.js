// The scores' probabilities as bars, each a button.
import { element, eventTarget, find, findAll } from "../shared/dom.js";
import { range } from "../shared/numbers.js";
import { setAttribute, setStyle, setText } from "./fresh.js";
import { BARS, BARS_BLAMED, BARS_LABEL, barBlamed, barLabel, number, percent } from "./words.js";

const barHtml = (k) =>
  `<button type="button" data-bar="${k}"><b>${k}</b><span class="room"><i></i></span><span class="share"></span></button>`;

function setBar(bar, share, text, label) {
  setStyle(bar, "--share", share.toFixed(4));
  setText(bar.lastElementChild, text);
  setAttribute(bar, "aria-label", label);
}

function mark(bar, marks) {
  for (const [name, isSet] of Object.entries(marks)) bar.toggleAttribute(`data-${name}`, isSet);
}

/** @param {number} classes @param {(k: number) => void} onChoose */
export function drawBars(classes, onChoose) {
  const root = element(`<div class="layer bars" data-stage="scores"><p class="caption" aria-hidden="true">${BARS}</p>
    <div role="group" aria-label="${BARS_LABEL}">${range(classes).map(barHtml).join("")}</div></div>`);
  const [caption, bars] = [find(root, ".caption"), findAll(root, "button")];
  root.addEventListener("click", (event) => {
    const bar = eventTarget(event, "[data-bar]");
    if (bar) onChoose(bars.indexOf(bar));
  });
  return {
    root,
    bars,
    /** The scores' gradients in place of the probabilities. @param {{ gradients: ArrayLike<number>, answer: number, open: number | null }} shown */
    blame({ gradients, answer, open }) {
      setText(caption, BARS_BLAMED);
      bars.forEach((bar, k) => {
        const gradient = gradients[k];
        setBar(
          bar,
          Math.abs(gradient),
          Math.abs(gradient) < 0.005 ? "" : number(gradient),
          barBlamed(k, gradient, k === answer),
        );
        mark(bar, { answer: k === answer, said: false, open: k === open });
        bar.dataset.sign = String(Math.sign(gradient));
      });
    },
    /** @param {{ probabilities: ArrayLike<number>, scores: ArrayLike<number>, label: number | null, open: number | null }} shown */
    show({ probabilities, scores, label, open }) {
      setText(caption, BARS);
      const said = range(classes).reduce((best, k) => (probabilities[k] > probabilities[best] ? k : best), 0);
      bars.forEach((bar, k) => {
        const p = probabilities[k];
        setBar(bar, p, p < 0.005 ? "" : percent(p), barLabel(k, p, scores[k], k === label));
        mark(bar, { answer: k === label, said: k === said, open: k === open });
        delete bar.dataset.sign;
      });
    },
  };
}
