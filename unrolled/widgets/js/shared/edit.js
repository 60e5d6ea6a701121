// Typing a number into a cell: Enter, a digit, or a click on the focused cell opens it.
import { element, eventTarget } from "./dom.js";
import { parseNumber } from "./parse.js";
import { nameAt } from "./text.js";

/**
 * `open` is the cell that is typed into; `before` what it held. `onCommit(grid, index, number)` takes a number;
 * `onProblem(reason)` says why it is none, or "" again.
 * @typedef {{ editable: string[], open: { cell: any, input: any, before: string } | null, focusedBefore: any,
 *   isOff: () => boolean, onCommit: (grid: string, index: number[], number: number) => void,
 *   onProblem: (reason: string) => void }} Editing
 */

const OPENING_KEY = /^(Enter|[-\d.])$/;

const cellOf = (event) => eventTarget(event, '[role="gridcell"][data-index]');
const gridOf = (cell) => cell.closest("[data-grid]").dataset.grid;
const indexOf = (cell) => cell.dataset.index.split(",").map(Number);
const nameOf = (cell) => nameAt(gridOf(cell), indexOf(cell));

const canEdit = ({ editable, isOff }, cell) => cell && editable.includes(gridOf(cell)) && !isOff();
const isTypedInto = ({ open }, event) => open !== null && event.target === open.input;

/** @param {Editing} editing @param {any} cell @param {string} [text] what is typed already */
function start(editing, cell, text) {
  const input = /** @type {any} */ (element('<input type="text" autocomplete="off" spellcheck="false">'));
  const before = cell.textContent;
  editing.open = { cell, input, before };
  input.setAttribute("aria-label", nameOf(cell));
  input.value = text ?? before;
  cell.replaceChildren(input);
  input.focus();
  if (text === undefined) input.select();
}

/** @param {Editing} editing @param {string} text */
function close(editing, text) {
  const { cell } = editing.open;
  editing.open = null;
  editing.onProblem("");
  cell.textContent = text;
}

/** Take the number that is typed; throws where it is none. @param {Editing} editing */
function finish(editing) {
  const { cell, input, before } = editing.open;
  // An untouched cell may show fewer digits than its number has.
  if (input.value === before) {
    close(editing, before);
    return;
  }
  const number = parseNumber(input.value, nameOf(cell));
  close(editing, String(number));
  editing.onCommit(gridOf(cell), indexOf(cell), number);
}

/** @param {Editing} editing */
function tryToFinish(editing) {
  const { cell, input } = editing.open;
  try {
    finish(editing);
    cell.focus();
  } catch (error) {
    input.setAttribute("aria-invalid", "true");
    editing.onProblem(error.message);
  }
}

/** @param {Editing} editing */
function cancel(editing) {
  const { cell, before } = editing.open;
  close(editing, before);
  cell.focus();
}

/** @param {Editing} editing @param {KeyboardEvent} event */
function onKey(editing, event) {
  const cell = cellOf(event);
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (isTypedInto(editing, event)) {
    event.stopPropagation(); // the arrows and Space belong to the text
    if (event.key === "Enter") tryToFinish(editing);
    if (event.key === "Escape") cancel(editing);
  } else if (canEdit(editing, cell) && isPlain && OPENING_KEY.test(event.key)) {
    event.preventDefault();
    start(editing, cell, event.key === "Enter" ? undefined : event.key);
  }
}

/** @param {Editing} editing @param {MouseEvent} event */
function onClick(editing, event) {
  const { focusedBefore } = editing;
  if (isTypedInto(editing, event)) event.stopPropagation();
  else if (cellOf(event) === focusedBefore && canEdit(editing, focusedBefore)) {
    event.stopPropagation();
    start(editing, focusedBefore);
  }
}

/** Whoever leaves a cell means what is typed, if it is a number. @param {Editing} editing @param {FocusEvent} event */
function onLeave(editing, event) {
  if (!isTypedInto(editing, event)) return;
  try {
    finish(editing);
  } catch {
    close(editing, editing.open.before);
  }
}

/**
 * @param {HTMLElement} root holds the grids
 * @param {{ editable: string[], isOff: Editing["isOff"], onCommit: Editing["onCommit"], onProblem: Editing["onProblem"] }} options
 *   editable: the grids whose cells can be typed into; isOff: not now
 */
export function makeEditing(root, options) {
  /** @type {Editing} */
  const editing = { ...options, open: null, focusedBefore: null };
  // Captured, as the grid's own keys and clicks come second.
  root.addEventListener("keydown", (event) => onKey(editing, event), true);
  root.addEventListener("click", (event) => onClick(editing, event), true);
  root.addEventListener("focusout", (event) => onLeave(editing, event));
  root.addEventListener("pointerdown", (event) => {
    const cell = cellOf(event);
    editing.focusedBefore = cell === document.activeElement ? cell : null;
  });
}
