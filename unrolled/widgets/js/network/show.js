// All that is to be seen of an explorer, from what it now holds.
import { find } from "../shared/dom.js";
import { blameOf } from "./blame.js";
import { largestWeight, showBlame } from "./blamed.js";
import { behind } from "./chain.js";
import { fieldOf, sizeOf } from "./field.js";
import { OFFERED } from "./frame.js";
import { setText } from "./fresh.js";
import { showPanel } from "./panel.js";
import { partsOf } from "./parts.js";
import { fillWiggle, hunt } from "./pull.js";
import { backOf, isBlaming, nextOf, pathOf, TAUGHT } from "./reading.js";
import { say } from "./say.js";
import { showBars, showPicture } from "./shown.js";
import { openOf } from "./walk.js";
import { drawWay, litMaps } from "./way.js";
import { targetAt } from "./wiggle.js";
import { CONTROLS, feedsWords, OWN, placeName } from "./words.js";

export function show(explorer) {
  const focused = draw(explorer);
  settle(explorer);
  if (focused && !explorer.isDrawing && !TAUGHT.includes(explorer.verb)) keepFocus(explorer.root, focused);
}

/** All but what asks where things stand. Answers which part has had the focus. */
export function draw(explorer) {
  const { root, model, chain, values, stages } = explorer;
  const [path, verb] = [pathOf(explorer), model.get("verb")];
  const open = openOf(path);
  const isBack = verb === "train" && explorer.isStepBack;
  const blaming = isBlaming(explorer) || isBack;
  const depth = isBack ? stages.length : explorer.depth;
  Object.assign(explorer, { isBlaming: blaming, shown: String([verb, ...path]), verb });
  root.toggleAttribute("data-unfit", !explorer.verbs.includes(verb));
  explorer.parts = partsOf(chain, values, open);
  explorer.back = blaming ? backOf(explorer) : null;
  explorer.blame = blaming ? blameOf(chain, values, explorer.back.gradients, open) : null;
  explorer.field = fieldOf(chain, open);
  explorer.target = blaming
    ? targetAt(chain, open, explorer.weight ?? largestWeight(chain, values, explorer.back, open))
    : null;
  explorer.turned = new Set(
    blaming ? [explorer.scores, ...stages.slice(stages.length - depth).flatMap(({ names }) => names)] : [],
  );
  explorer.lit = litMaps(explorer);
  explorer.moved = null;
  root.dataset.verb = verb;
  root.toggleAttribute("data-back", blaming);
  root.toggleAttribute("data-drawing", explorer.isDrawing);
  for (const button of root.querySelectorAll("[data-verb]"))
    button.setAttribute("aria-pressed", button.dataset.verb === verb);
  for (const button of root.querySelectorAll(".controls button"))
    button.hidden = !(OFFERED[verb] ?? OFFERED.explain).includes(button.dataset.do);
  showOwn(explorer);
  showPicture(explorer);
  showBars(explorer);
  const focused = ["panel", "trail"].find((part) => find(root, `.${part}`).contains(document.activeElement));
  showOpen(explorer);
  showTrail(explorer);
  fillWiggle(explorer);
  say(explorer);
  return focused;
}

/** Last, as it asks where things stand: the page is laid out once. */
export function settle(explorer) {
  const { verb, depth, stages } = explorer;
  place(explorer);
  if (verb !== "train" && explorer.isBlaming && depth === stages.length) hunt(explorer);
}

/** The same picture with other numbers, while they change. */
export function refresh(explorer) {
  if (!explorer.root.isConnected) return;
  explorer.parts = partsOf(explorer.chain, explorer.values, openOf(pathOf(explorer)));
  showPicture(explorer);
  showBars(explorer);
}

/** Whose numbers these are, and the way back to the others. */
function showOwn({ root, taught, verb, model }) {
  const own = find(root, ".own");
  own.hidden = !taught.isOwn() || TAUGHT.includes(verb);
  if (own.hidden) return;
  find(own, "span").textContent = taught.ownWords();
  find(own, "button").textContent = model.get("train").file ? OWN.restore : OWN.given;
}

/** What had the focus was drawn anew: what stands in its place gets it. */
function keepFocus(root, part) {
  const chosen = find(root, ".panel button[aria-pressed=true]");
  const next = part === "panel" ? (chosen ?? find(root, ".panel button")) : find(root, "[aria-current]");
  (next ?? find(root, "[data-do=follow]")).focus({ preventScroll: true });
}

/** Where things stand: the panel, the lines and the frames. */
export function place(explorer) {
  explorer.picture.place(find(explorer.root, ".panel"), TAUGHT.includes(explorer.verb));
  if (TAUGHT.includes(explorer.verb)) explorer.picture.thread({ points: [], fan: [], frames: [] });
  else drawWay(explorer);
}

function showOpen(explorer) {
  const {
    root,
    chain,
    values,
    back: given,
    parts,
    blame,
    guess,
    addition,
    answer,
    target,
    sheet,
    isDrawing,
    strokes,
  } = explorer;
  const panel = find(root, ".panel");
  if (isDrawing) {
    panel.dataset.kind = "sheet";
    if (!panel.contains(sheet.root)) panel.replaceChildren(sheet.root);
  } else if (TAUGHT.includes(explorer.verb)) showLesson(panel, explorer);
  else if (explorer.isBlaming)
    showBlame(panel, { chain, values, back: given, blame, reading: explorer.reading, addition, answer, target });
  else showPanel(panel, { chain, values, parts, guess, feeds: feedsOf(explorer) });
  find(root, "[data-do=draw]")?.setAttribute("aria-pressed", String(isDrawing));
  setText(find(root, "[data-do=another]"), strokes ? CONTROLS.done : CONTROLS.another);
  setText(find(root, "[data-do=play]"), explorer.timer ? CONTROLS.pause : CONTROLS.play);
  find(root, "[data-do=play]").toggleAttribute("data-first", explorer.depth < explorer.stages.length);
  find(root, "[data-do=layer]").setAttribute("aria-disabled", explorer.depth === explorer.stages.length);
  showTeacher(explorer);
  find(root, "[data-do=follow]").setAttribute("aria-disabled", nextOf(explorer) === null);
  find(root, "[data-do=back]").setAttribute("aria-disabled", pathOf(explorer).length === 1);
}

function showTeacher(explorer) {
  const { root, verb, taught } = explorer;
  find(root, ".words").setAttribute("aria-live", "polite");
  if (verb === "break") showContest(explorer);
  if (verb !== "train") return;
  const { teacher } = taught;
  const { isRunning, isLost } = teacher.state;
  const can = { step: !isRunning && !isLost, epoch: !isRunning && !isLost, run: !isLost, over: true };
  for (const [name, isOn] of Object.entries(can))
    find(root, `[data-do=${name}]`).setAttribute("aria-disabled", !(isOn && taught.isReady()));
  find(root, "[data-do=step]").textContent = teacher.stepName();
  find(root, "[data-do=run]").textContent = isRunning ? CONTROLS.pause : CONTROLS.run;
  find(root, "[data-do=over]").toggleAttribute("data-first", isLost);
  find(root, "[data-do=run]").toggleAttribute("data-first", !isLost);
  if (isRunning) find(root, ".words").setAttribute("aria-live", "off");
}

function showContest({ root, taught }) {
  const { phase, bet } = taught.contest.state;
  const isBusy = phase === "training" || phase === "checking";
  const [contest, check] = ["contest", "check"].map((name) => find(root, `[data-do=${name}]`));
  contest.textContent = phase === "idle" || phase === "training" ? CONTROLS.contest : CONTROLS.again;
  contest.setAttribute("aria-disabled", !taught.isOpen() || isBusy);
  contest.toggleAttribute("data-first", phase === "idle");
  check.setAttribute("aria-disabled", phase !== "betting" || bet === null);
  check.toggleAttribute("data-first", true);
  root.dataset.contest = phase;
  if (isBusy) find(root, ".words").setAttribute("aria-live", "off");
}

/** What Train or Break draws, which stays as it is. */
function showLesson(panel, { verb, taught }) {
  const { box } = verb === "train" ? taught.teacher : taught.contest;
  panel.dataset.kind = "lesson";
  if (!panel.contains(box)) panel.replaceChildren(box);
}

/** What the open number feeds, in words; nothing behind the scores. */
function feedsOf({ chain, parts, field, scores }) {
  const next = behind(chain, parts.place[0]);
  return next ? feedsWords(sizeOf(field[next]), next, next === scores) : "";
}

function showTrail(explorer) {
  const { root, model, scores } = explorer;
  const path = model.get("path");
  const crumb = (place, i) => {
    const current = i === path.length - 1 ? ' aria-current="step"' : "";
    return `<li><button type="button" data-crumb="${i}"${current}>${placeName(place, scores)}</button></li>`;
  };
  const trail = path.map(crumb).join("");
  if (explorer.trail !== trail) find(root, ".trail").innerHTML = trail;
  explorer.trail = trail;
}
