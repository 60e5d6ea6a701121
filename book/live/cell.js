// One code cell of a running page: its editor, its buttons, its state and its outputs.
import { makeEditor, setCode } from "./editor.js";
import { makeRecord } from "./notebook.js";
import { makeOutputs } from "./outputs.js";
import { buttons, kept, cells as words } from "./words.js";

/** @returns {HTMLButtonElement} */
export function button(text, act, label = text) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "live-button";
  made.textContent = text;
  if (label !== text) made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

function outputPlace(element) {
  const there = element.querySelector(":scope > .cell_output");
  if (there) return there;
  const place = document.createElement("div");
  place.className = "cell_output docutils container";
  element.append(place);
  return place;
}

/**
 * @param {HTMLElement} element the page's div.cell
 * @param {{ id: string, code: string, alt?: string, missing?: string, raises?: boolean }} record
 * @param {number} number from 1
 * @param {{ code?: string, run: (above: boolean) => void, stop: () => void, widget: (id: string) => HTMLElement, typeset: (element: HTMLElement) => Promise<void>, changed: (code?: string) => void }} given
 */
export function makeCell(element, record, number, given) {
  const input = element.querySelector(".cell_input");
  /** @type {HTMLElement} */
  const still = input.querySelector(".highlight");
  const tools = document.createElement("div");
  tools.className = "live-tools";
  const state = document.createElement("span");
  state.className = "live-state";
  const named = (text) => words.name(text, number);
  const run = button(buttons.run, () => given.run(false), named(buttons.run));
  const above = button(buttons.runAbove, () => given.run(true), named(buttons.runAbove));
  const reset = button(buttons.reset, () => cell.reset(), named(buttons.reset));
  const stop = button(buttons.stop, given.stop, named(buttons.stop));
  stop.hidden = true;
  tools.append(run, stop, above, reset, state);

  const keptNote = document.createElement("span");
  keptNote.className = "live-state";
  keptNote.textContent = kept;
  tools.append(keptNote);

  let code = given.code ?? record.code;
  const outputs = makeOutputs(outputPlace(element), record.alt, given);
  let editor;
  /** What it has put out when it last ran, with its code and its number then. */
  let last;
  const showReset = () => {
    reset.hidden = keptNote.hidden = code === record.code;
    element.toggleAttribute("data-edited", code !== record.code);
  };
  const edited = (now) => {
    code = now;
    showReset();
    given.changed(code === record.code ? undefined : code);
  };

  const cell = {
    element,
    id: record.id,
    number,
    missing: record.missing,
    mayFail: record.raises,
    outputs,
    get code() {
      return code;
    },
    begin(count) {
      outputs.begin();
      last = { code, count, record: makeRecord() };
    },
    add(output) {
      outputs.add(output);
      last?.record.add(output);
    },
    /** What a notebook is to have of it: outputs only of the code that stands there now. */
    taken: () => (last?.code === code ? { code, count: last.count, outputs: last.record.outputs } : { code }),
    /** Put an editor where the code stands: once it comes near, as a page has dozens. */
    edit() {
      if (editor || record.missing) return;
      const parent = document.createElement("div");
      parent.className = "highlight live-editor";
      still.after(parent);
      still.hidden = true;
      editor = makeEditor({
        parent,
        code,
        label: words.code(number),
        run: () => given.run(false),
        leave: () => run.focus(),
        changed: edited,
      });
    },
    reset() {
      code = record.code;
      if (editor) setCode(editor, code);
      edited(code);
      run.focus();
    },
    /** @param {"idle" | "waiting" | "running" | "done" | "error"} to */
    become(to, text = "") {
      element.dataset.state = to === "waiting" ? "idle" : to;
      state.textContent = text;
      stop.hidden = to !== "running";
      run.hidden = to === "running";
      if (to === "running" && document.activeElement === run) stop.focus();
      else if (to !== "running" && document.activeElement === stop) run.focus();
    },
    close() {
      editor?.destroy();
      editor = undefined;
      still.hidden = false;
      still.parentElement.querySelector(".live-editor")?.remove();
      tools.remove();
    },
  };
  if (record.missing) {
    tools.replaceChildren(state);
    state.textContent = words.missing(record.missing);
  }
  above.hidden = number === 1;
  input.after(tools);
  showReset();
  return cell;
}
