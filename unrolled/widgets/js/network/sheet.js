// A sheet to draw a digit on, with mouse, finger or keys, and beside it what the network gets of it.
import { element, find, findAll } from "../shared/dom.js";
import { range } from "../shared/numbers.js";
import { setAttribute, setStyle, setText } from "./fresh.js";
import { BLOCK, imageOf, inkOf, SHEET } from "./ink.js";
import { CONTROLS, COUNTS_CAPTION, countsLabel, penWords, SHEET_CAPTION, SHEET_HELP, SHEET_LABEL } from "./words.js";

const PIXELS = SHEET / BLOCK;
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const countsHtml = () =>
  range(PIXELS)
    .map(() => `<div>${"<span></span>".repeat(PIXELS)}</div>`)
    .join("");

const sheetHtml = () => `<div class="drawing">
    <div><p class="caption">${SHEET_CAPTION}</p>
      <div class="sheet" tabindex="0" role="application" aria-label="${SHEET_LABEL}" aria-description="${SHEET_HELP}">
        <svg viewBox="0 0 ${SHEET} ${SHEET}" aria-hidden="true"><path class="ink"/><circle class="pen" r="1"/></svg></div></div>
    <div><p class="caption">${COUNTS_CAPTION}</p><div class="numbers image" role="img">${countsHtml()}</div></div>
    <button type="button" data-do="clear">${CONTROLS.clear}</button></div>`;

/** @param {{ onDraw: (strokes: number[][][], image: Float64Array) => void, say: (text: string) => void }} options */
export function makeSheet({ onDraw, say }) {
  const root = element(sheetHtml());
  /** What the functions below share. @type {any} */
  const sheet = { root, paper: find(root, ".sheet"), cells: findAll(root, ".numbers span"), onDraw, say };
  Object.assign(sheet, { strokes: [], pen: [SHEET / 2, SHEET / 4], isDown: false });
  addHand(sheet);
  addKeys(sheet);
  find(root, "[data-do=clear]").addEventListener("click", () => clear(sheet));
  paint(sheet);
  return { root, clear: () => clear(sheet), focus: () => sheet.paper.focus(), tell: () => tell(sheet) };
}

function clear(sheet) {
  sheet.strokes = [];
  sheet.isDown = false;
  draw(sheet);
}

const tell = ({ strokes, counts, onDraw }) => onDraw(strokes, imageOf(counts));

/** Lines as a path; a stroke of one point is a dot. */
const pathOf = (strokes) => strokes.map((points) => `M${points.join("L")}${points.length === 1 ? "h0" : ""}`).join("");

function draw(sheet) {
  paint(sheet);
  tell(sheet);
}

function paint(sheet) {
  const { root, strokes, pen, cells } = sheet;
  setAttribute(find(root, ".ink"), "d", pathOf(strokes));
  setAttribute(find(root, ".pen"), "cx", pen[0]);
  setAttribute(find(root, ".pen"), "cy", pen[1]);
  const counts = inkOf(strokes);
  cells.forEach((cell, i) => {
    setText(cell, String(counts[i]));
    setStyle(cell, "--share", counts[i] / BLOCK ** 2);
  });
  setAttribute(find(root, ".numbers"), "aria-label", countsLabel(counts));
  sheet.counts = counts;
}

function addHand(sheet) {
  const { paper } = sheet;
  const at = (event) => {
    const { left, top, width, height } = paper.getBoundingClientRect();
    const inside = (value) => Math.min(SHEET, Math.max(0, value));
    return [inside(((event.clientX - left) / width) * SHEET), inside(((event.clientY - top) / height) * SHEET)];
  };
  let isDrawing = false;
  let frame = 0;
  // A hand is faster than a page: what it does between two frames is drawn at once.
  const drawLater = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => draw(sheet));
  };
  paper.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    paper.setPointerCapture(event.pointerId);
    isDrawing = true;
    sheet.isDown = false;
    sheet.strokes.push([at(event)]);
    drawLater();
  });
  paper.addEventListener("pointermove", (event) => {
    if (!isDrawing) return;
    // All that the hand did since the last frame.
    const passed = event.getCoalescedEvents?.() ?? [];
    sheet.strokes.at(-1).push(...(passed.length ? passed : [event]).map(at));
    drawLater();
  });
  const lift = () => {
    isDrawing = false;
  };
  paper.addEventListener("pointerup", lift);
  paper.addEventListener("pointercancel", lift);
}

function addKeys(sheet) {
  sheet.paper.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    if (event.key in STEPS) move(sheet, STEPS[event.key]);
    else if (event.key === " ") press(sheet);
    else if (event.key === "Backspace" || event.key === "Delete") clear(sheet);
    else return;
    event.preventDefault();
    event.stopPropagation(); // Backspace leads nowhere from here
  });
}

function move(sheet, [dx, dy]) {
  sheet.pen = sheet.pen.map((at, axis) => Math.min(SHEET - 1, Math.max(1, at + [dx, dy][axis])));
  if (sheet.isDown) sheet.strokes.at(-1).push(sheet.pen);
  draw(sheet);
  sheet.say(penWords(sheet.pen, sheet.isDown));
}

function press(sheet) {
  sheet.isDown = !sheet.isDown;
  if (sheet.isDown) sheet.strokes.push([sheet.pen]);
  draw(sheet);
  if (sheet.isDown) sheet.say(penWords(sheet.pen, true));
}
