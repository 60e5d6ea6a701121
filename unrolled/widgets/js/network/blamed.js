// The open number's gradient, taken apart: what it is added up from, each part a button that leads on to it.
import { element } from "../shared/dom.js";
import { range } from "../shared/numbers.js";
import { flatIndex, indexAt } from "../shared/strides.js";
import { sharesBySize } from "./blame.js";
import { layerNamed, scoresName } from "./chain.js";
import { gridHtml, short } from "./panel.js";
import { partsOf } from "./parts.js";
import {
  ADDITIONS,
  additionLabel,
  allBlamed,
  DW_HELP,
  dcolWords,
  filterBlamed,
  number,
  otherWords,
  placeName,
  SHARES,
  signed,
  termLabel,
  WEIGHTS_BLAMED,
  WIGGLE,
  weightName,
} from "./words.js";

const MOST = 5; // parts in a list
export const PULLS = 20; // steps to each side that a number can be moved

/** @param {HTMLElement} box @param {any} told chain, values, back, blame, addition, target */
export function showBlame(box, told) {
  const html = { loss: lossHtml, sum: sumHtml, gate: gateHtml, won: wonHtml, col: colHtml }[told.blame.kind](told);
  box.dataset.kind = told.blame.kind;
  box.replaceChildren(element(html));
}

const pullHtml = (name, by) =>
  `<button type="button" data-wiggle="${by}" aria-label="${name}">${by < 0 ? "−" : "+"}</button>`;

/** What moves the open pixel, or the chosen weight, and what the loss says to that; `network.js` fills it. */
const wiggleHtml = ({ target }) =>
  target
    ? `<div class="wiggle"><p class="caption">${WIGGLE.label}</p><div class="pull">${pullHtml(WIGGLE.less, -1)}
    <input type="range" min="${-PULLS}" max="${PULLS}" value="0" aria-label="${WIGGLE.slider}">${pullHtml(WIGGLE.more, 1)}</div>
    <p class="pulled"></p><p class="verdict"></p></div>`
    : "";

/** Which addition is looked at, unless one was chosen: the largest. */
export const largestAddition = (additions) =>
  additions.reduce((best, { sum }, i) => (Math.abs(sum) > Math.abs(additions[best].sum) ? i : best), 0);

const bigHtml = (name, value, follow) => {
  const inside = `<small>${name}</small>${number(value)}`;
  return follow
    ? `<button type="button" class="big" data-sign="${Math.sign(value)}" data-follow="${follow}">${inside}</button>`
    : `<span class="big" data-sign="${Math.sign(value)}">${inside}</span>`;
};
const ARROW = '<span class="arrow" aria-hidden="true">←</span>';

/** A row of a list: what it leads to, value times weight, and the product. */
function rowHtml({ to, gradient, factor, product }, most, scores, does = `data-follow="${to}"`) {
  return `<button type="button" ${does} aria-label="${termLabel(to, scores, gradient, factor, product)}" class="term"
    data-sign="${Math.sign(product)}" style="--share:${Math.abs(product / most).toFixed(3)}"><span>${placeName(to, scores)}</span>
    <span class="times">${number(gradient)} × ${number(factor)}</span><b>${number(product)}</b></button>`;
}

function listHtml(shares, scores, caption) {
  const { shown, others, rest } = sharesBySize(shares, MOST);
  const most = Math.abs(shown[0]?.product ?? 1);
  return `<div class="terms"><p class="caption">${caption}</p>${shown.map((one) => rowHtml(one, most, scores)).join("")}
    ${others ? `<p class="rest">${otherWords(others, rest)}</p>` : ""}</div>`;
}

function lossHtml(told) {
  const { chain, values, blame, reading, answer } = told;
  const scores = scoresName(chain);
  const k = blame.place[1];
  const p = reading.probabilities[k];
  // A weight's gradient is what it was multiplied by, times the sum's gradient.
  const weights = partsOf(chain, values, blame.place).terms.map(({ from, value, weight }) => ({
    weight,
    to: from,
    gradient: value,
    factor: blame.gradient,
    product: value * blame.gradient,
  }));
  return `<div class="lists loss"><div class="made"><p class="formula">${number(p)}${k === answer ? " − 1" : ""} =</p>
      ${bigHtml(placeName(blame.place, scores), blame.gradient)}</div>
    ${weightsHtml(weights, scores, told.target)}${wiggleHtml(told)}</div>`;
}

/** The weights of a score whose gradients are largest: each can be chosen, to be wiggled. */
function weightsHtml(weights, scores, target) {
  const { shown } = sharesBySize(weights, MOST);
  const most = Math.abs(shown[0]?.product ?? 1);
  const rows = shown.map((/** @type {any} */ one) =>
    rowHtml(one, most, scores, `data-weight="${one.weight}" aria-pressed="${one.weight === target?.at}"`),
  );
  return `<div class="terms"><p class="caption">${WEIGHTS_BLAMED}</p>${rows.join("")}</div>`;
}

const sumHtml = ({ chain, blame }) => {
  const scores = scoresName(chain);
  const { shown } = sharesBySize(blame.shares, 2 * MOST);
  const most = Math.abs(shown[0]?.product ?? 1);
  const half = (from) =>
    `<div class="terms">${shown
      .slice(from, from + MOST)
      .map((one) => rowHtml(one, most, scores))
      .join("")}</div>`;
  const { others, rest } = sharesBySize(blame.shares, 2 * MOST);
  return `<div class="sum"><p class="caption">${SHARES}</p><div class="lists two">${half(0)}${half(MOST)}</div>
    ${others ? `<p class="rest">${otherWords(others, rest)}</p>` : ""}</div>`;
};

function gateHtml(told) {
  const { chain, blame } = told;
  const [{ to, gradient }] = blame.shares;
  const scores = scoresName(chain);
  const isConvolution = layerNamed(chain, blame.place[0])?.kind === "convolution";
  return `<div class="gated"><div><div class="relu">${bigHtml(placeName(blame.place, scores), blame.gradient)}${ARROW}
    ${bigHtml(placeName(to, scores), gradient, to)}</div>${isConvolution ? wiggleHtml(told) : ""}</div>
    ${isConvolution ? filterHtml(told) : ""}</div>`;
}

/** A filter beside its gradient, of the channel of the weight that is chosen; all of it is folded. */
function filterHtml(told) {
  const { chain, blame, back, target } = told;
  const [name, f] = blame.place;
  const { W } = layerNamed(chain, name).parameters;
  const dW = back.parameters[name].W.data;
  const [, C, FH, FW] = W.shape;
  const at = (c, k) => flatIndex([f, c, 0, 0], W.shape) + k;
  const channel = Math.floor(target.at / (FH * FW)) % C;
  const rows = (make) => range(FH).map((fh) => range(FW).map((fw) => make(at(channel, fh * FW + fw))));
  const weight = (i) =>
    `<button type="button" data-weight="${i}" aria-pressed="${i === target.at}" aria-label="${nameOfWeight(name, W.shape, i)}: ${number(dW[i])}">${short(dW[i])}</button>`;
  const cell = (i) => `<td>${number(W.data[i])}<br><i>${number(dW[i])}</i></td>`;
  const line = (c) =>
    `<tr><th scope="row">c ${c}</th>${range(FH * FW)
      .map((k) => cell(at(c, k)))
      .join("")}</tr>`;
  return `<div class="window"><p class="caption">${filterBlamed(name, f, channel)}</p><div class="pair">
      ${gridHtml(
        "filter",
        rows((i) => short(W.data[i])),
      )}${gridHtml("gradient", rows(weight))}</div>
    <details class="row"><summary>${allBlamed(name, f)}</summary>
      <table><caption>${DW_HELP}</caption><tbody>${range(C).map(line).join("")}</tbody></table></details></div>`;
}

const nameOfWeight = (name, shape, at) => weightName(name, "W", indexAt(at, shape));

/** The weight whose gradient is largest, of those that make a number; -1 where none does. */
export function largestWeight(chain, values, back, place) {
  const { kind, terms } = partsOf(chain, values, place);
  if (kind !== "sum") return -1;
  const size = ({ weight }) => Math.abs(back.parameters[place[0]].W.data[weight]);
  return terms.reduce((best, term) => (size(term) > size(best) ? term : best)).weight;
}

function wonHtml({ chain, values, blame }) {
  const scores = scoresName(chain);
  const windows = blame.shares.map(({ to, gradient, factor }) => {
    const { terms, winner } = partsOf(chain, values, to);
    const { width } = layerNamed(chain, to[0]).axes;
    const cell = ({ value, from }, k) => {
      const own = String(from) === String(blame.place) ? " data-own" : "";
      return `<span${k === winner ? " data-winner" : ""}${own}>${from ? number(value) : ""}</span>`;
    };
    return `<div class="relu">${ARROW}<div class="candidates small" style="--columns:${width.filter}">${terms.map(cell).join("")}</div>
      ${ARROW}${bigHtml(placeName(to, scores), gradient, factor ? to : "")}</div>`;
  });
  return `<div class="relu">${bigHtml(placeName(blame.place, scores), blame.gradient)}${windows.join("")}</div>`;
}

function colHtml(told) {
  const { chain, blame, addition } = told;
  const scores = scoresName(chain);
  const { additions } = blame;
  if (additions.length === 0) return "<div></div>";
  const chosen = additions[addition ?? largestAddition(additions)];
  const chip = (
    one,
    i,
  ) => `<button type="button" data-addition="${i}" aria-pressed="${one === chosen}" data-sign="${Math.sign(one.sum)}"
    aria-label="${additionLabel(one.window, one.sum)}">${i ? signed(one.sum) : number(one.sum)}</button>`;
  return `<div class="col"><p class="caption">${ADDITIONS}</p><div class="additions">${additions.map(chip).join("")}
      <span>= <b>${number(blame.gradient)}</b></span></div>
    <div class="lists two">${listHtml(chosen.shares, scores, dcolWords(chosen.row, chosen.column, chosen.shares.length))}
      ${wiggleHtml(told)}</div></div>`;
}
