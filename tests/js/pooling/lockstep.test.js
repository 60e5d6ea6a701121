import assert from "node:assert/strict";
import { test } from "node:test";
import { cellsAt } from "../../../unrolled/widgets/js/pooling/gradient.js";
import { linesOf, litByCode, taken, variables } from "../../../unrolled/widgets/js/pooling/lockstep.js";
import { poolAll } from "../../../unrolled/widgets/js/pooling/state.js";
import { piecesOfLine, runningLine } from "../../../unrolled/widgets/js/shared/lockstep.js";
import { cases } from "../cases.js";

test("the variables are those of the code itself, run in Python, at every step", () => {
  const kinds = new Set();
  for (const { state, turns } of cases("pooling")) {
    const pooled = poolAll(state);
    kinds.add(`${pooled.kind} ${pooled.average}`);
    turns.forEach((turn, step) => {
      assert.deepEqual(variables(pooled, step), turn.variables);
      const { down, across } = taken(pooled, step);
      assert.deepEqual([down.at, across.at], [turn.down, turn.across]);
    });
    assert.equal(turns.length, pooled.kind === "tap" ? pooled.rowSizes.columns : pooled.windows.length);
  }
  assert.equal(kinds.size, 6);
});

test("the lines are those of the loop that is shown, with its operator, and lose nothing", () => {
  for (const { state } of cases("pooling")) {
    const pooled = poolAll(state);
    const lines = linesOf(state.code, pooled);
    const shown = lines.join("\n");
    assert.equal(shown.includes("+="), pooled.backward && pooled.operator === "+=");
    assert.deepEqual(
      lines.map((line) =>
        piecesOfLine(line)
          .map(({ text }) => text)
          .join(""),
      ),
      lines,
    );
    const names = piecesOfLine(lines[runningLine(lines)]).flatMap(({ names: each }) => each ?? []);
    const sum = pooled.operator === "+=" ? ["add"] : [];
    assert.deepEqual(names, pooled.backward ? ["read", ...sum, "cells"] : ["number", "cells"]);
  }
});

test("a piece that names an index within an index is one", () => {
  const named = (line) => piecesOfLine(line).filter(({ names }) => names);
  assert.deepEqual(named("    dmax[row, arg_max[row]] = dout[n, c, oh, ow]"), [
    { text: "dmax[row, arg_max[row]]", names: "cells" },
    { text: "dout[n, c, oh, ow]", names: "number" },
  ]);
  assert.deepEqual(
    named("    dmax[:, k] = np.where(arg_max == k, dout.ravel(), 0)").map(({ text }) => text),
    ["dmax[:, k]", "arg_max", "dout"],
  );
});

const listed = (marks) => marks.map(([place]) => String(place)).toSorted();

test("each piece lights its own, and nothing else", () => {
  for (const { state } of cases("pooling").slice(0, 30)) {
    const pooled = poolAll(state);
    const [{ sizes }, isTap] = [pooled, pooled.kind === "tap"];
    const lit = (names) => litByCode(pooled, 0, names);
    const none = { x: [], dx: [], windows: [], cells: [] };
    assert.equal(lit("corner").x.length, isTap ? sizes.N * sizes.C : 1);
    assert.equal(String(lit("corner").x[0]), String(lit("read").x[0]));
    for (const names of ["corner", "down", "across", "read"]) {
      const { x, dx, ...others } = lit(names);
      assert.deepEqual(others, { windows: [], cells: [] });
      const isInside = ([[, , h, w]]) => h > -1 && h < sizes.H && w > -1 && w < sizes.W;
      assert.deepEqual(dx, x.filter(isInside));
      assert.ok(x.every(([place, mark]) => place.length === 4 && mark === "1"));
    }
    const { windows, ...others } = lit("number");
    assert.deepEqual(others, { x: [], dx: [], cells: [] });
    assert.equal(new Set(windows.map(String)).size, isTap ? pooled.windows.length : 1);
    assert.ok(windows.every(([place, mark]) => place.length === 4 && mark === "1"));
    assert.deepEqual({ ...lit("cells"), cells: [] }, none);
    assert.deepEqual(lit("nothing"), none);
  }
});

test("what a piece names lights: where slices meet is what is read", () => {
  for (const { state } of cases("pooling").slice(0, 30)) {
    const pooled = poolAll(state);
    const lit = (names) => litByCode(pooled, 0, names);
    const across = new Set(listed(lit("across").x));
    assert.deepEqual(
      listed(lit("down").x).filter((place) => across.has(place)),
      listed(lit("read").x),
    );
    assert.ok(listed(lit("corner").x).every((place) => listed(lit("read").x).includes(place)));
    for (const names of ["cells", "add"])
      assert.deepEqual(listed(lit(names).cells), cellsAt(pooled, 0).map(String).toSorted());
    assert.equal(lit("number").windows.length, pooled.kind === "tap" ? pooled.windows.length : 1);
    for (const [[, , h, w]] of lit("down").dx) assert.ok(h >= 0 && w >= 0 && h < pooled.sizes.H && w < pooled.sizes.W);
  }
});
