// The lines of a function, shuffled: they are moved by buttons, by their handle's arrow keys, or dragged, and checked.
import { element, eventTarget, find, findAll, showText } from "../shared/dom.js";
import { onTraitsChange } from "../shared/stepper.js";
import { AGAIN, SHOW_KEY, SHOW_ME } from "../shared/words.js";
import { makeDrag } from "./drag.js";
import { dedented, firstFault, moved } from "./rules.js";
import { CHECK, DOWN, faultWords, HANDLE_HINT, LABEL, movedWords, moveName, pieceName, SHOWN, SOLVED, UP } from "./words.js";

const SETTLED = "guess-settled"; // as js/guess/choose.js tells it
const KEYS = { ArrowUp: -1, ArrowDown: 1 };

const rowHtml = (i) => `<li data-piece="${i}"><button type="button" class="handle" title="${HANDLE_HINT}"></button>
    <pre></pre><button type="button" data-by="-1">↑</button><button type="button" data-by="1">↓</button></li>`;
const rootHtml = () => `<div data-widget="order" role="group" aria-label="${LABEL}"><p class="question"></p>
    <div class="pieces"><pre class="head"></pre><ol></ol></div>
    <div class="answers"><button type="button" data-do="check">${CHECK}</button>
    <button type="button" data-do="show">${SHOW_ME} <kbd aria-hidden="true">${SHOW_KEY}</kbd></button>
    <button type="button" data-do="again" hidden>${AGAIN}</button></div>
    <p class="said" role="status"></p></div>`;

/** @param {import("@anywidget/types").RenderProps} props */
function render({ model, el }) {
  const root = element(rootHtml());
  const list = find(root, "ol");
  /** What the functions below share. @type {any} */
  const picture = { model, root, list, said: find(root, ".said"), isOver: false };
  makeDrag(list, {
    onMove: (from, to) => move(picture, from, to),
    onDrop: (row) => find(row, ".handle").focus(),
  });
  list.addEventListener("click", (event) => {
    const button = eventTarget(event, "[data-by]");
    if (button) step(picture, button, Number(button.dataset.by));
  });
  list.addEventListener("keydown", (event) => {
    if (!(event.key in KEYS) || !eventTarget(event, ".handle")) return;
    event.preventDefault();
    step(picture, event.target, KEYS[event.key]);
  });
  const acts = { check: () => check(picture), show: () => show(picture), again: () => begin(picture) };
  find(root, ".answers").addEventListener("click", (event) => acts[eventTarget(event, "button")?.dataset.do]?.());
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || picture.isOver) return;
    event.preventDefault();
    show(picture);
  });
  showText(find(root, ".question"), model.get("title"));
  find(root, ".head").textContent = model.get("head");
  list.innerHTML = model
    .get("pieces")
    .map((_, i) => rowHtml(i))
    .join("");
  findAll(list, "pre").forEach((pre, i) => {
    const { indent, code } = dedented(model.get("pieces")[i].text);
    pre.style.setProperty("--indent", String(indent));
    pre.textContent = code;
  });
  el.append(root);
  place(picture);
  return onTraitsChange(model, ["order"], () => place(picture));
}

/** The rows as the order has them. The one with the focus is never taken out of the page: it would lose it. */
function place({ model, list, isOver }) {
  const [order, pieces] = [model.get("order"), model.get("pieces")];
  const rows = findAll(list, "[data-piece]");
  const row = (i) => rows.find(({ dataset }) => Number(dataset.piece) === i);
  const held = rows.find((one) => one.contains(document.activeElement)) ?? null;
  const at = held ? order.indexOf(Number(held.dataset.piece)) : order.length;
  order.slice(0, at).forEach((i) => (held ? held.before(row(i)) : list.append(row(i))));
  order.slice(at + 1).forEach((i) => list.append(row(i)));
  order.forEach((i, position) => {
    const { text } = pieces[i];
    const [handle, up, down] = findAll(row(i), "button");
    handle.setAttribute("aria-label", pieceName(text, position, order.length));
    up.setAttribute("aria-label", moveName(UP, text));
    down.setAttribute("aria-label", moveName(DOWN, text));
    handle.setAttribute("aria-disabled", String(isOver));
    up.setAttribute("aria-disabled", String(isOver || position === 0));
    down.setAttribute("aria-disabled", String(isOver || position === order.length - 1));
  });
}

function step(picture, button, by) {
  const rows = findAll(picture.list, "[data-piece]");
  const from = rows.indexOf(button.closest("[data-piece]"));
  if (from + by >= 0 && from + by < rows.length) move(picture, from, from + by);
}

function move(picture, from, to) {
  const { model, said } = picture;
  if (picture.isOver) return;
  const order = moved(model.get("order"), from, to);
  mark(picture, null);
  set(picture, order);
  showText(said, movedWords(model.get("pieces")[order[to]].text, to, order.length));
}

function set(picture, order) {
  picture.model.set("order", order);
  picture.model.save_changes();
  place(picture);
}

/** Mark the piece at fault. */
function mark({ list }, piece) {
  for (const row of findAll(list, "[data-piece]")) row.toggleAttribute("data-wrong", Number(row.dataset.piece) === piece);
}

function check(picture) {
  const { model, said } = picture;
  if (picture.isOver) return;
  const fault = firstFault(model.get("pieces"), model.get("order"));
  mark(picture, fault?.piece ?? null);
  if (!fault) return settle(picture, SOLVED);
  showText(said, faultWords(model.get("pieces"), fault));
}

function show(picture) {
  if (picture.isOver) return;
  mark(picture, null);
  set(
    picture,
    picture.model.get("pieces").map((_, i) => i),
  );
  settle(picture, SHOWN);
}

function settle(picture, words) {
  setOver(picture, true);
  showText(picture.said, words);
  find(picture.root, "[data-do=again]").focus();
  picture.root.dispatchEvent(new CustomEvent(SETTLED, { bubbles: true }));
}

function begin(picture) {
  picture.said.textContent = "";
  setOver(picture, false);
  set(picture, picture.model.get("start"));
  find(picture.list, ".handle").focus();
}

function setOver(picture, isOver) {
  picture.isOver = isOver;
  picture.root.toggleAttribute("data-over", isOver);
  for (const name of ["check", "show"]) find(picture.root, `[data-do=${name}]`).hidden = isOver;
  find(picture.root, "[data-do=again]").hidden = !isOver;
  place(picture);
}

export default { render, isLinked: false };
