// The open number is pulled up or down: what moves with it, and what the loss and its gradient say to that.
import { find } from "../shared/dom.js";
import { indexAt } from "../shared/strides.js";
import { PULLS } from "./blamed.js";
import { INPUT, layerNamed } from "./chain.js";
import { say, sayText } from "./say.js";
import { showPicture } from "./shown.js";
import { judge, lossOf, movedBetween, slopesOf, valuesWith } from "./wiggle.js";
import { movedWords, placeName, pulledWords, verdictWords, weightName } from "./words.js";

const AT_ONCE = 4; // pixels whose slopes are taken in one task
const PULL = 0.05; // one step of a wiggle

/** What the loss says to the number that can be wiggled. */
export function fillWiggle(explorer) {
  const { root, chain, values, answer, target, scores } = explorer;
  const box = find(root, ".wiggle");
  if (!box) return;
  const verdict = judge(chain, values[INPUT].data, answer, target);
  const isPool = verdict.cause !== null && layerNamed(chain, verdict.cause[0]).kind === "pooling";
  explorer.verdict = verdict;
  box.toggleAttribute("data-kink", verdict.isKink);
  find(box, ".verdict").textContent = verdictWords(verdict, verdict.cause && placeName(verdict.cause, scores), isPool);
  showPull(explorer);
}

function showPull({ root, chain, values, target, pull, parts, scores }) {
  const { name, key, at } = target;
  const W = key && layerNamed(chain, name).parameters[key];
  const by = pull * PULL;
  const told = W ? weightName(name, key, indexAt(at, W.shape)) : placeName(parts.place, scores);
  const text = pulledWords(told, W ? W.data[at] : values[INPUT].data[at], by);
  const slider = find(root, ".wiggle input");
  slider.value = pull;
  slider.setAttribute("aria-valuetext", text);
  find(root, ".pulled").textContent = text;
}

/** The open number is pulled so far: what moves with it glows, and the loss answers. */
export function wiggle(explorer, pull) {
  const { chain, values, target, answer, reading, verdict } = explorer;
  if (!target) return;
  explorer.pull = Math.max(-PULLS, Math.min(PULLS, pull));
  const by = explorer.pull * PULL;
  const after = valuesWith(chain, values[INPUT].data, target, by);
  explorer.moved = explorer.pull ? movedBetween(chain, values, after) : null;
  showPicture(explorer);
  showPull(explorer);
  if (explorer.pull) sayText(explorer, movedWords(reading.loss, lossOf(chain, after, answer), verdict.analytic, by));
  else say(explorer);
}

/** Which pixels stand at a kink, a few at a time; they are hatched. */
export function hunt(explorer) {
  const { chain, values, answer, root } = explorer;
  if (explorer.hunted || root.dataset.kinks !== undefined) return;
  const image = values[INPUT].data;
  const kinks = new Set();
  const next = (start) => {
    for (let at = start; at < Math.min(start + AT_ONCE, image.length); at += 1)
      if (slopesOf(chain, image, answer, { name: INPUT, key: null, at }).isKink) kinks.add(at);
    explorer.hunted = start + AT_ONCE < image.length ? setTimeout(next, 0, start + AT_ONCE) : null;
    if (explorer.hunted) return;
    explorer.kinks = kinks;
    root.dataset.kinks = [...kinks].join();
    showPicture(explorer);
  };
  explorer.hunted = setTimeout(next, 0, 0);
}
