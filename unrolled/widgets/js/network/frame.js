// What stands round the picture: the verbs, what each of them offers, the trail and the sentence.
import { CONTROLS, HATCHED, LABEL, SCALE, TRAIL_LABEL, VERBS, VERBS_LABEL } from "./words.js";

// What a verb offers above the picture.
export const OFFERED = {
  read: ["another", "draw"],
  explain: ["another", "draw"],
  blame: ["play", "layer"],
  train: ["step", "epoch", "run", "over"],
  break: ["contest", "check"],
};

/** @param {string} kind @param {string} name @param {string} words */
const buttonHtml = (kind, name, words) => `<button type="button" data-${kind}="${name}">${words}</button>`;
/** @param {string} name */
const control = (name) => buttonHtml("do", name, /** @type {Record<string, string>} */ (CONTROLS)[name]);

/** @param {string[]} verbs those that this network has */
export const rootHtml = (verbs) => `<div data-widget="network" role="group" aria-label="${LABEL}">
  <div class="top"><div class="verbs" role="group" aria-label="${VERBS_LABEL}">
      ${verbs.map((name) => buttonHtml("verb", name, /** @type {Record<string, string>} */ (VERBS)[name])).join("")}</div>
    <div class="controls">${[...new Set(Object.values(OFFERED).flat())].map(control).join("")}</div></div>
  <p class="own" hidden><span></span> <button type="button" data-do="restore"></button></p>
  <p class="scale"><i></i>${SCALE.raises} <i class="less"></i>${SCALE.lowers} <span class="kinked"><i class="hatched"></i>${HATCHED}</span></p><div class="panel"></div>
  <div class="bar"><div class="way"><ol class="trail" aria-label="${TRAIL_LABEL}"></ol>
      <div class="moves">${control("back")}${control("follow")}</div></div>
    <p class="words" data-role="words" aria-live="polite"></p></div></div>`;
