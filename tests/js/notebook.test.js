import assert from "node:assert/strict";
import { test } from "node:test";
import { makeRecord, withEdits } from "../../book/live/notebook.js";

const recorded = (...told) => {
  const record = makeRecord();
  for (const one of told) record.add(one);
  return record.outputs;
};
const print = (text, name = "stdout") => ({ output_type: "stream", name, text });
const show = (text, more = {}) => ({ output_type: "display_data", data: { "text/plain": text }, metadata: {}, ...more });

test("printed text is one output, as long as nothing else comes between", () => {
  assert.deepEqual(recorded(print("a\n"), print("b\n"), print("!", "stderr"), print("c")), [
    print("a\nb\n"),
    print("!", "stderr"),
    print("c"),
  ]);
});

test("what is shown under a name is replaced in its place", () => {
  const update = show("2", { output_type: "update_display_data", place: "p" });
  assert.deepEqual(recorded(show("1", { place: "p" }), print("x"), update), [show("2"), print("x")]);
  assert.deepEqual(recorded(update), []);
});

test("what is cleared is gone, at once or when the next output comes", () => {
  const clear = (wait) => ({ output_type: "clear_output", wait });
  assert.deepEqual(recorded(print("a"), clear(false)), []);
  assert.deepEqual(recorded(print("a"), clear(true)), [print("a")]);
  assert.deepEqual(recorded(print("a"), clear(true), print("b"), print("c")), [print("bc")]);
});

test("a widget's own view stays behind, its text comes along", () => {
  const view = { "application/vnd.jupyter.widget-view+json": { model_id: "m" } };
  assert.deepEqual(recorded(show("", { data: { ...view, "text/plain": "Stepper(1)" } })), [show("Stepper(1)")]);
});

test("an error has what a notebook asks for, and no more", () => {
  const error = { output_type: "error", ename: "E", evalue: "v", traceback: ["t"] };
  assert.deepEqual(recorded({ ...error, place: undefined }), [error]);
});

const cell = (id, source, outputs = [show("stored")]) => ({
  cell_type: "code",
  id,
  source,
  outputs,
  execution_count: 1,
  metadata: {},
});
const notebook = {
  cells: [{ cell_type: "markdown", id: "m", source: "words" }, cell("a", ["x = 1\n", "x"]), cell("b", "y")],
  nbformat: 4,
};

test("what was neither edited nor run is as it was", () => {
  assert.deepEqual(withEdits(notebook, { a: { code: "x = 1\nx" }, b: { code: "y" } }), notebook);
});

test("an edited cell that has not run has no output", () => {
  const [, a, b] = withEdits(notebook, { a: { code: "x = 2\nx" }, b: { code: "y" } }).cells;
  assert.deepEqual(a, { ...cell("a", "x = 2\nx", []), execution_count: null });
  assert.equal(b, notebook.cells[2]);
});

test("a cell that has run has what it put out, under its number", () => {
  const outputs = [{ ...show("2"), output_type: "execute_result", execution_count: null }, print("z")];
  const [, , b] = withEdits(notebook, { b: { code: "y", outputs, count: 7 } }).cells;
  assert.deepEqual([b.outputs, b.execution_count], [[{ ...outputs[0], execution_count: 7 }, print("z")], 7]);
});
