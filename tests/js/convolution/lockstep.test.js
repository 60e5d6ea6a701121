import assert from "node:assert/strict";
import { test } from "node:test";
import { linesOf, litByCode, taken, variables } from "../../../unrolled/widgets/js/convolution/lockstep.js";
import { momentOf } from "../../../unrolled/widgets/js/convolution/moment.js";
import { channelsInSight, drawnLayer } from "../../../unrolled/widgets/js/convolution/state.js";
import { codeWords } from "../../../unrolled/widgets/js/convolution/words.js";
import { piecesOfLine, runningLine } from "../../../unrolled/widgets/js/shared/lockstep.js";
import { cases } from "../cases.js";

const layerOf = (state) => drawnLayer({ ...state, mode: "forward" }).layer;
const momentAt = (layer, step) => momentOf(layer, step, channelsInSight(layer, 0));

test("the variables are those of the code itself, run in Python, at every step", () => {
  for (const { state, turns } of cases("convolution")) {
    const layer = layerOf(state);
    assert.equal(turns.length, layer.out.data.length);
    turns.forEach((turn, step) => {
      const moment = momentAt(layer, step);
      assert.deepEqual(variables(moment), turn.variables);
      const { down, across } = taken(moment);
      assert.deepEqual([down.at, across.at], [turn.down, turn.across]);
    });
  }
});

test("the lines lose nothing but a b that is not there, and what they name has words", () => {
  for (const { state } of cases("convolution")) {
    const lines = linesOf(state.code.forward, state.b);
    assert.equal(lines.join().includes("b[f]"), state.b !== null);
    const pieces = lines.map(piecesOfLine);
    assert.deepEqual(
      pieces.map((line) => line.map(({ text }) => text).join("")),
      lines,
    );
    const running = pieces[runningLine(lines)].flatMap(({ names }) => names ?? []);
    assert.deepEqual(running, ["number", "products", ...(state.b ? ["bias"] : [])]);
    const moment = momentAt(layerOf(state), 0);
    for (const { names } of pieces.flat()) {
      if (!names) continue;
      assert.ok(codeWords(names, variables(moment), taken(moment)).length > 3, names);
      assert.ok(litByCode(moment, names), names);
    }
  }
});

const listed = (marks) => marks.map(([cell]) => cell).toSorted((a, b) => a - b);

test("what a piece names lights: where slices meet is what the window reads", () => {
  for (const { state } of cases("convolution")) {
    const layer = layerOf(state);
    const moment = momentAt(layer, layer.out.data.length - 1);
    const lit = (names) => litByCode(moment, names);
    const across = new Set(listed(lit("across").x));
    const read = listed(moment.taps.window());
    assert.deepEqual(
      listed(lit("down").x).filter((cell) => across.has(cell)),
      read,
    );
    assert.deepEqual(listed(lit("read").x), read);
    assert.ok(listed(lit("corner").x).every((cell) => read.includes(cell)));
    for (const [names, grid] of [
      ["filter", "W"],
      ["products", "products"],
    ])
      assert.equal(new Set(listed(lit(names)[grid])).size, moment.channels.length * layer.sizes.FH * layer.sizes.FW);
    assert.deepEqual(lit("bias"), { b: [[moment.f, "1"]] });
    assert.deepEqual(lit("number"), { out: [[layer.sizes.OH * layer.sizes.OW - 1, "1"]] });
  }
});
