// A chapter's notebook with what its reader has made of it: their code, and what it has put out in the page.

// A widget lives in this page alone: elsewhere its text and its picture stand for it.
const HERE_ALONE = "application/vnd.jupyter.widget-view+json";

/** A cell's outputs as a notebook has them, from what Python tells of them one by one. */
export function makeRecord() {
  /** @type {any[]} */
  let outputs = [];
  let waiting = false;
  /** @type {Map<string, any>} */
  const named = new Map();

  function stream({ name, text }) {
    const last = outputs.at(-1);
    if (last?.output_type === "stream" && last.name === name) last.text += text;
    else outputs.push({ output_type: "stream", name, text });
  }
  function data({ output_type, data, metadata, place }) {
    const made = { data: without(data, HERE_ALONE), metadata: without(metadata ?? {}, HERE_ALONE) };
    if (output_type === "update_display_data") return Object.assign(named.get(place) ?? {}, made);
    const output = { output_type, ...made, ...(output_type === "execute_result" && { execution_count: null }) };
    if (place) named.set(place, output);
    outputs.push(output);
  }
  return {
    add(output) {
      if (output.output_type === "clear_output") {
        waiting = output.wait;
        if (!waiting) outputs = [];
        return;
      }
      if (waiting) outputs = [];
      waiting = false;
      if (output.output_type === "stream") stream(output);
      else if (output.output_type === "error") {
        const { ename, evalue, traceback } = output;
        outputs.push({ output_type: "error", ename, evalue, traceback });
      } else data(output);
    },
    get outputs() {
      return outputs;
    },
  };
}

function without(bundle, kind) {
  return Object.fromEntries(Object.entries(bundle).filter(([name]) => name !== kind));
}

/**
 * The notebook as it is to be taken away.
 * @param {any} notebook as the book has it
 * @param {Record<string, { code: string, outputs?: any[], count?: number }>} cells by name: outputs and count of those that
 *   have run in the page as they are now
 */
export function withEdits(notebook, cells) {
  return { ...notebook, cells: notebook.cells.map((cell) => (cells[cell.id] ? edited(cell, cells[cell.id]) : cell)) };
}

/** @param {any} cell @param {{ code: string, outputs?: any[], count?: number }} now */
function edited(cell, { code, outputs, count = null }) {
  const same = [cell.source].flat().join("") === code;
  if (same && !outputs) return cell;
  const mine = (outputs ?? []).map((one) =>
    one.output_type === "execute_result" ? { ...one, execution_count: count } : one,
  );
  return { ...cell, source: code, outputs: mine, execution_count: outputs ? count : null };
}
