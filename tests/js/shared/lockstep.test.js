import assert from "node:assert/strict";
import { test } from "node:test";
import { litByCode, piecesOfLine, runningLine, takenAt, variablesAt } from "../../../unrolled/widgets/js/shared/lockstep.js";
import { cellsOfStep, stepsOf } from "../../../unrolled/widgets/js/shared/loops.js";
import { imageSizes } from "../../../unrolled/widgets/js/shared/sizes.js";
import { sourceOf } from "../../../unrolled/widgets/js/shared/unroll.js";
import { cases } from "../cases.js";

const placesOf = ({ pixels }) => pixels.map(([place]) => String(place)).toSorted();

test("the variables are those of the code itself, run in Python, at every step", () => {
  const loops = new Set();
  for (const { state, turns } of cases("lockstep")) {
    const sizes = imageSizes(state, "filter");
    loops.add(state.loop);
    for (const each of turns) {
      assert.equal(each.length, stepsOf(sizes, state.loop));
      each.forEach(({ variables, down, across }, step) => {
        const found = variablesAt(sizes, state.loop, step);
        assert.deepEqual(found, variables);
        assert.deepEqual(takenAt(sizes, found), {
          down: { at: down, size: sizes.PH },
          across: { at: across, size: sizes.PW },
        });
      });
    }
  }
  assert.deepEqual([...loops].toSorted(), ["tap", "window"]);
});

test("down and across meet in what is read", () => {
  for (const { state } of cases("lockstep")) {
    const sizes = imageSizes(state, "filter");
    for (let step = 0; step < stepsOf(sizes, state.loop); step += 1) {
      const lit = (names) => placesOf(litByCode(sizes, state.loop, step, names));
      const across = new Set(lit("across"));
      assert.deepEqual(
        lit("down").filter((place) => across.has(place)),
        [...new Set(lit("read"))],
      );
      const corners = lit("corner");
      assert.ok(corners.length > 0 && corners.every((place) => lit("read").includes(place)));
    }
  }
});

test("a piece of the matrix names the cells of the step, or all of them", () => {
  const { state } = cases("lockstep")[0];
  const sizes = imageSizes(state, "filter");
  const own = cellsOfStep(sizes, state.loop, 0).map((cell) => [cell, "1"]);
  for (const names of ["cells", "add"]) assert.deepEqual(litByCode(sizes, state.loop, 0, names), { pixels: [], cells: own });
  const all = litByCode(sizes, state.loop, 0, "all").cells;
  assert.equal(new Set(all.map(([cell]) => String(cell))).size, sizes.rows * sizes.columns);
  assert.deepEqual(litByCode(sizes, state.loop, 0, "read").pixels[0], [sourceOf(sizes, 0, 0), "1"]);
});

test("every loop's lines are cut where they name something, and lose nothing", () => {
  for (const { state } of cases("lockstep"))
    for (const lines of Object.values(state.code)) {
      const pieces = lines.map(piecesOfLine);
      assert.deepEqual(
        pieces.map((line) => line.map(({ text }) => text).join("")),
        lines,
      );
      assert.match(lines[runningLine(lines)], /^ {4}.*padded\[.* = |^ {4}(col|buffer)\[/);
      const named = pieces[runningLine(lines)].filter(({ names }) => names).map(({ names }) => names);
      assert.deepEqual(named, ["cells", "read"]);
    }
  assert.deepEqual(
    piecesOfLine("padded[:, :, down, across] += six[:, :, fh, fw]").map(({ names }) => names),
    ["read", null, "add", null, "cells"],
  );
  assert.deepEqual(
    piecesOfLine("six = dcol.reshape(N, C).transpose(0, 3)").map(({ names }) => names),
    [null, "all"],
  );
  assert.deepEqual(piecesOfLine("return padded[inside]"), [{ text: "return padded[inside]", names: null }]);
});
