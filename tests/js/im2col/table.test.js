import assert from "node:assert/strict";
import { test } from "node:test";
import { cellsAround, imageTable, matrixTable, pixelsAround } from "../../../unrolled/widgets/js/im2col/table.js";
import { colValue, im2colSizes } from "../../../unrolled/widgets/js/shared/unroll.js";
import { axis, counted } from "../cases.js";

const sizes = im2colSizes([2, 2, 4, 5], {
  height: axis({ filter: 3, before: 1 }),
  width: axis({ filter: 3, before: 1 }),
});
const x = counted([2, 2, 4, 5]);
const seen = { sizes, x, wide: 3, high: 3 };
const texts = ({ lines }) => lines.map(([, cells]) => cells.map(([text]) => text));
const marked = ({ lines }, name) =>
  lines.flatMap(([, cells]) => cells.filter(([, attributes]) => attributes.includes(name)));

test("a lens over the matrix shows its numbers, with the names of rows and columns", () => {
  const table = matrixTable(seen, [7, 10], [], { loop: "window", step: 8, made: 9 });
  assert.deepEqual(cellsAround(seen, [7, 10]), { across: [9, 10, 11], down: [6, 7, 8] });
  assert.deepEqual(
    table.lines.map(([name]) => name),
    ["window 7", "window 8", "window 9"],
  );
  assert.deepEqual(table.heads, ["1\n0\n0", "1\n0\n1", "1\n0\n2"]);
  assert.equal(table.corner, "channel c\nrow fh\ncolumn fw");
  assert.deepEqual(
    texts(table),
    [6, 7, 8].map((row) => [9, 10, 11].map((column) => String(colValue(sizes, x, row, column)))),
  );
  assert.deepEqual(
    marked(table, "data-now").map(([, attributes]) => attributes.match(/"(.*?)"/)[1]),
    ["8,9", "8,10", "8,11"],
  );
});

test("a number that has not been copied is not told, nor one that is on its way", () => {
  const at = (progress) => texts(matrixTable(seen, [7, 10], [], progress));
  assert.deepEqual(at({ loop: "window", step: 7, made: 7 })[1], ["", "", ""]);
  assert.ok(at({ loop: "window", step: 7, made: 8 })[1].every((text) => text !== ""));
  assert.deepEqual(
    at({ loop: "tap", step: 1, made: 1 }).map((line) => line.map((text) => text !== "")),
    Array(3).fill([true, false, false]),
  );
});

test("what is lit is lit in the lens, and what is padding is told", () => {
  const marks = [
    [[0, 4], "1"],
    [[1, 3], "faint"],
    [[9, 9], "faint"],
  ];
  const table = matrixTable(seen, [0, 4], marks, { loop: "window", step: 23, made: 24 });
  assert.deepEqual(
    marked(table, "data-lit").map(([, attributes]) => attributes),
    ['data-index="0,4" data-lit="1"', 'data-index="1,3" data-lit="faint"'],
  );
  assert.deepEqual(
    marked(table, "data-padding").map(([text, attributes]) => [text, attributes]),
    [["0", 'data-index="0,3" data-padding']],
  );
});

test("a lens over an image counts from its first pixel, as x does", () => {
  const table = imageTable(seen, [1, 1, 1, 1], [[[1, 1, 1, 1], "1"]]);
  assert.deepEqual(pixelsAround(seen, [1, 1, 1, 1]), { across: [0, 1, 2], down: [0, 1, 2] });
  assert.equal(table.corner, "image 1\nchannel 1");
  assert.deepEqual(table.heads, ["-1", "0", "1"]);
  assert.deepEqual(
    table.lines.map(([name]) => name),
    ["row -1", "row 0", "row 1"],
  );
  assert.deepEqual(texts(table), [
    ["0", "0", "0"],
    ["0", "60", "61"],
    ["0", "65", "66"],
  ]);
  assert.deepEqual(table.lines[1][1], [
    ["0", 'data-pad="1,1,1,0"'],
    ["60", 'data-index="1,1,0,0" data-lit="1"'],
    ["61", 'data-index="1,1,0,1"'],
  ]);
});
