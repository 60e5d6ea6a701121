// Lines of code, and beside each a blank for what it gives: each is judged on its own.
import { keepRoom } from "../shared/ask.js";
import { element, eventTarget, find, findAll, showText } from "../shared/dom.js";
import { onTraitsChange } from "../shared/stepper.js";
import { AGAIN, SHOW_KEY, SHOW_ME } from "../shared/words.js";
import { judgedLine, saidOfLines } from "./rules.js";
import { ALL_RIGHT, ALL_SHOWN, BLANKS_LABEL, CHECK, countWords, lineWords } from "./words.js";

// What the page hears: book/assets/cover.js.
const SETTLED = "guess-settled";
const lineHtml = `<label class="line"><code></code>
    <input type="text" autocomplete="off" autocapitalize="off" spellcheck="false"></label>`;
const rootHtml = () => `<div data-widget="guess" class="blanks" role="group" aria-label="${BLANKS_LABEL}">
    <p class="question"></p><div class="lines"></div>
    <div class="answers"><button type="button" data-do="check">${CHECK}</button>
    <button type="button" data-do="show">${SHOW_ME} <kbd aria-hidden="true">${SHOW_KEY}</kbd></button>
    <button type="button" data-do="again" hidden>${AGAIN}</button></div>
    <div class="room"><p class="said" role="status"></p></div></div>`;

/** @param {import("@anywidget/types").AnyModel} model @param {HTMLElement} el */
export function makeBlanks(model, el) {
  const root = element(rootHtml());
  const lines = model.get("lines");
  showText(find(root, ".question"), model.get("question"));
  find(root, ".lines").innerHTML = lines.map(() => lineHtml).join("");
  findAll(root, ".line code").forEach((code, i) => {
    code.textContent = lines[i].code;
  });
  keepRoom(find(root, ".room"), saidOfLines(lines));
  const picture = { root, model, lines, fields: findAll(root, "input"), said: find(root, ".said") };
  const acts = { check: () => check(picture), show: () => show(picture), again: () => begin(picture) };
  find(root, ".answers").addEventListener("click", (event) => acts[eventTarget(event, "button")?.dataset.do]?.());
  root.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && eventTarget(event, "input")) checkLine(picture, event.target);
    if (event.key !== "Escape" || model.get("settled")) return;
    event.preventDefault();
    show(picture);
  });
  // What is changed is not judged any more.
  root.addEventListener("input", ({ target }) => mark(target, null));
  el.append(root);
  const follow = () => {
    const isShown = find(root, "[data-do=check]").hidden;
    if (model.get("settled") !== isShown) (isShown ? begin : show)(picture);
  };
  follow();
  return onTraitsChange(model, ["settled"], follow);
}

function mark(field, judged) {
  field.toggleAttribute("data-right", judged?.isRight === true);
  if (judged && !judged.isRight) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

const judgeAll = ({ lines, fields }) => fields.map((field, i) => judgedLine(lines[i], field.value));

/** Judge one line, and go on to the next blank where it is right. */
function checkLine(picture, field) {
  const { lines, fields, said, model } = picture;
  if (model.get("settled")) return;
  const i = fields.indexOf(field);
  const judged = judgedLine(lines[i], field.value);
  mark(field, judged);
  if (judged && !judged.isRight) {
    showText(said, lineWords(lines[i].code, judged.words));
    return field.select();
  }
  const all = judgeAll(picture);
  if (all.every((one) => one?.isRight)) return check(picture);
  said.textContent = "";
  fields.find((_, k) => k > i && !all[k]?.isRight)?.focus();
}

/** Judge all; the first that is wrong is told its rule. */
function check(picture) {
  const { lines, fields, said } = picture;
  const judged = judgeAll(picture);
  fields.forEach((field, i) => {
    mark(field, judged[i]);
  });
  const wrong = judged.findIndex((one) => one && !one.isRight);
  const right = judged.filter((one) => one?.isRight).length;
  if (wrong >= 0) {
    showText(said, lineWords(lines[wrong].code, judged[wrong].words));
    fields[wrong].focus();
  } else if (right < lines.length) {
    showText(said, countWords(right, lines.length));
    fields[judged.indexOf(null)].focus();
  } else settle(picture, ALL_RIGHT);
}

function show(picture) {
  const { lines, fields } = picture;
  lines.forEach(({ choices }, i) => {
    fields[i].value = choices[0].text;
    mark(fields[i], { isRight: true });
  });
  settle(picture, ALL_SHOWN);
}

function settle(picture, words) {
  const { root, model, said } = picture;
  const hadFocus = root.contains(document.activeElement);
  set(model, true);
  showSettled(picture);
  showText(said, words);
  if (hadFocus) find(root, "[data-do=again]").focus();
  root.dispatchEvent(new CustomEvent(SETTLED, { bubbles: true }));
}

function begin(picture) {
  for (const field of picture.fields) {
    field.value = "";
    mark(field, null);
  }
  picture.said.textContent = "";
  set(picture.model, false);
  showSettled(picture);
  picture.fields[0].focus();
}

function set(model, isSettled) {
  model.set("settled", isSettled);
  model.save_changes();
}

function showSettled({ root, model, fields }) {
  const isSettled = model.get("settled");
  for (const field of fields) field.readOnly = isSettled;
  for (const name of ["check", "show"]) find(root, `[data-do=${name}]`).hidden = isSettled;
  find(root, "[data-do=again]").hidden = !isSettled;
}
