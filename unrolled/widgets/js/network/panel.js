// The open number, taken apart: what it is made of, each part a button that leads on to it.
import { element } from "../shared/dom.js";
import { range } from "../shared/numbers.js";
import { flatIndex } from "../shared/strides.js";
import { INPUT, layerNamed, scoresName } from "./chain.js";
import { bySize } from "./parts.js";
import {
  AGAINST,
  BIAS,
  candidateLabel,
  FOR,
  GATE,
  number,
  otherWords,
  PADDING,
  placeName,
  ROW_HELP,
  RULES,
  rowWords,
  signed,
  termLabel,
  windowCaption,
} from "./words.js";

const [MOST, LEAST] = [5, 3]; // products that are shown, of those that add and of those that take away

/** @param {HTMLElement} box @param {any} told chain, values, parts, guess, feeds */
export function showPanel(box, told) {
  const html = { sum: sumHtml, max: maxHtml, relu: reluHtml, pixel: pixelHtml }[told.parts.kind](told);
  box.dataset.kind = told.parts.kind;
  box.replaceChildren(element(html));
}

/** A sum's terms that its panel shows, largest first. */
export const shownTerms = (terms) => bySize(terms, MOST, LEAST);

function sumHtml(told) {
  const { parts, chain } = told;
  const { raising, lowering, others, rest } = shownTerms(parts.terms);
  const most = Math.max(...[...raising, ...lowering].map(({ product }) => Math.abs(product)), 1e-300);
  const rows = (terms) => terms.map((term) => termHtml(term, most, scoresName(chain))).join("");
  const isWindow = layerNamed(chain, parts.place[0]).kind === "convolution";
  return `<div class="sum"><div class="lists"><div class="terms"><p class="caption">${FOR}</p>${rows(raising)}</div>
    <div class="terms"><p class="caption">${AGAINST}</p>${rows(lowering)}
      <p class="rest">${others ? `${otherWords(others, rest)}<br>` : ""}${BIAS}: ${signed(parts.bias)}</p></div>
    ${isWindow ? windowHtml(told, raising[0] ?? lowering[0] ?? parts.terms[0]) : ""}</div>
    ${isWindow ? rowHtml(told) : ""}</div>`;
}

const feedsHtml = ({ feeds }) => (feeds ? `<p class="feeds">${feeds}</p>` : "");

function termHtml({ from, value, factor, product }, most, scores) {
  const share = Math.abs(product) / most;
  return `<button type="button" class="term" data-follow="${from}" data-sign="${Math.sign(product)}" style="--share:${share.toFixed(3)}"
    aria-label="${termLabel(from, scores, value, factor, product)}"><span>${placeName(from, scores)}</span>
    <span class="times">${number(value)} × ${number(factor)}</span><b>${number(product)}</b></button>`;
}

export const gridHtml = (kind, rows) =>
  `<div class="numbers" data-kind="${kind}">${rows.map((row) => `<div>${row.map((text) => `<span>${text}</span>`).join("")}</div>`).join("")}</div>`;

/** The window of one channel, and the filter's numbers that it meets. */
function windowHtml(told, { weight }) {
  const { chain, parts } = told;
  const { C, FH, FW, c } = windowOf(chain, parts, weight);
  const terms = range(FH).map((fh) => range(FW).map((fw) => parts.terms[flatIndex([c, fh, fw], [C, FH, FW])]));
  const texts = (pick) => terms.map((line) => line.map((term) => short(pick(term))));
  return `<div class="window"><div aria-hidden="true"><p class="caption">${windowCaption(c)}</p><div class="pair">
    ${gridHtml(
      "window",
      texts(({ value }) => value),
    )}<span>×</span>${gridHtml(
      "filter",
      texts(({ factor }) => factor),
    )}</div></div>
    ${feedsHtml(told)}</div>`;
}

/** A filter's size, and the channel of one of its weights. */
function windowOf(chain, { place }, weight) {
  const [, C, FH, FW] = layerNamed(chain, place[0]).parameters.W.shape;
  return { C, FH, FW, c: Math.floor(weight / (FH * FW)) % C };
}

/** The same as a row of col times a column of col_W. */
function rowHtml({ chain, parts }) {
  const [name, f, oh, ow] = parts.place;
  const { shape, parameters } = layerNamed(chain, name);
  const [, C, FH, FW] = parameters.W.shape;
  const cell = ({ from, value, factor }) =>
    `<td${from ? "" : ` data-padding`}>${number(value)}<br><i>${number(factor)}</i></td>`;
  const line = (c) =>
    `<tr><th scope="row">c ${c}</th>${parts.terms
      .slice(c * FH * FW, (c + 1) * FH * FW)
      .map(cell)
      .join("")}</tr>`;
  return `<details class="row"><summary>${rowWords(oh * shape[2] + ow, parts.terms.length, f, parts.bias)}</summary>
    <table><caption>${ROW_HELP}</caption><tbody>${range(C).map(line).join("")}</tbody></table></details>`;
}

function maxHtml(told) {
  const { chain, parts, guess } = told;
  const { height, width } = layerNamed(chain, parts.place[0]).axes;
  const isShown = guess !== null;
  const cell = (k) => {
    const { from, value } = parts.terms[k];
    const state = isShown && k === parts.winner ? " data-winner" : "";
    const wrong = isShown && k === guess && k !== parts.winner ? " data-wrong" : "";
    if (!from) return `<span class="padding">${PADDING}</span>`;
    return `<button type="button" data-guess="${k}"${state}${wrong} aria-label="${candidateLabel(value, state !== "")}">${number(value)}</button>`;
  };
  const rows = range(height.filter).map((h) => range(width.filter).map((w) => cell(h * width.filter + w)));
  return `<div class="max"><div class="candidates" style="--columns:${width.filter}">${rows.flat().join("")}</div>
    <div class="rule"><p>${isShown ? RULES.max : ""}</p>${feedsHtml(told)}</div></div>`;
}

function reluHtml(told) {
  const { parts, chain } = told;
  const [{ from, value }] = parts.terms;
  const scores = scoresName(chain);
  return `<div class="relu"><button type="button" class="big" data-follow="${from}"><small>${placeName(from, scores)}</small>${number(value)}</button>
    <span class="arrow" aria-hidden="true">→</span><span class="gate"><code>${GATE}</code></span><span class="arrow" aria-hidden="true">→</span>
    <span class="big"><small>${placeName(parts.place, scores)}</small>${number(parts.value)}</span><div class="rule"><p>${RULES.relu}</p>
    ${feedsHtml(told)}</div></div>`;
}

function pixelHtml(told) {
  const { chain, values, parts } = told;
  const [, c, h, w] = parts.place;
  const [, H, W] = chain.shape;
  const { data } = values[INPUT];
  const lit = (row, column) => (row === h && column === w ? " data-lit" : "");
  const cell = (row, column) => {
    const value = data[(c * H + row) * W + column];
    return `<span${lit(row, column)} style="--share:${Math.min(1, Math.max(0, value)).toFixed(3)}">${short(value)}</span>`;
  };
  const rows = range(H).map(
    (row) =>
      `<div>${range(W)
        .map((column) => cell(row, column))
        .join("")}</div>`,
  );
  return `<div class="pixel"><div class="numbers image" aria-hidden="true">${rows.join("")}</div>
    <div class="rule">${feedsHtml(told)}</div></div>`;
}

/** Two digits, without the 0 before the point: .56 */
export const short = (value) => String(Number(value.toFixed(2))).replace(/^(-?)0\./, "$1.");
