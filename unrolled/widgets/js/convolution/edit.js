// Typing a number into a cell: Enter, a digit, or a click on the focused cell opens it.
import { element, typed } from "../shared/dom.js";

function readNumber(text, name) {
  const number = Number(text.trim().replace("−", "-"));
  if (text.trim() === "" || !Number.isFinite(number)) {
    throw new RangeError(`${name} must be a number such as 3 or -0.5, not ${typed(text)}`);
  }
  return number;
}

// `root` holds the grids; cells of those in `editable` can be typed into.
// `commit(grid, index, number)` takes a number; `complain(reason)` says why it is none, or "" again.
export function makeEditing(root, editable, commit, complain) {
  let open = null; // {cell, input, before}
  let focusedBefore = null;
  const cellOf = (target) => target.closest('[role="gridcell"][data-index]');
  const gridOf = (cell) => cell.closest("[data-grid]").dataset.grid;
  const canEdit = (cell) => cell && editable.includes(gridOf(cell));

  function start(cell, text) {
    const input = element('<input type="text" autocomplete="off" spellcheck="false">');
    open = { cell, input, before: cell.textContent, name: `${gridOf(cell)}[${cell.dataset.index.replaceAll(",", ", ")}]` };
    input.setAttribute("aria-label", open.name);
    input.value = text ?? open.before;
    cell.replaceChildren(input);
    input.focus();
    if (text === undefined) input.select();
  }

  function close(text) {
    const { cell } = open;
    open = null;
    complain("");
    cell.textContent = text;
  }

  function finish() {
    const { cell, input, before, name } = open;
    // An untouched cell may show fewer digits than its number has.
    if (input.value === before) return close(before);
    const number = readNumber(input.value, name);
    close(String(number));
    return commit(gridOf(cell), cell.dataset.index.split(",").map(Number), number);
  }

  function tryToFinish() {
    const { cell, input } = open;
    try {
      finish();
      cell.focus();
    } catch (error) {
      input.setAttribute("aria-invalid", "true");
      complain(error.message);
    }
  }

  function cancel() {
    const { cell, before } = open;
    close(before);
    cell.focus();
  }

  root.addEventListener(
    "keydown",
    (event) => {
      const cell = cellOf(event.target);
      if (open && event.target === open.input) {
        event.stopPropagation(); // the arrows and Space belong to the text
        if (event.key === "Enter") tryToFinish();
        if (event.key === "Escape") cancel();
      } else if (canEdit(cell) && !event.ctrlKey && !event.metaKey && !event.altKey && /^(Enter|[-\d.])$/.test(event.key)) {
        event.preventDefault();
        start(cell, event.key === "Enter" ? undefined : event.key);
      }
    },
    true,
  );
  root.addEventListener("pointerdown", (event) => {
    focusedBefore = cellOf(event.target) === document.activeElement ? document.activeElement : null;
  });
  root.addEventListener(
    "click",
    (event) => {
      if (open && event.target === open.input) event.stopPropagation();
      else if (cellOf(event.target) === focusedBefore && canEdit(focusedBefore)) {
        event.stopPropagation();
        start(focusedBefore);
      }
    },
    true,
  );
  root.addEventListener("focusout", (event) => {
    if (!open || event.target !== open.input) return;
    try {
      finish();
    } catch {
      close(open.before);
    }
  });
}
