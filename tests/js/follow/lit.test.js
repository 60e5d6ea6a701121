import assert from "node:assert/strict";
import { test } from "node:test";
import { litBy, pixelAt } from "../../../unrolled/widgets/js/follow/lit.js";
import { copies, ONE, TWO } from "../../../unrolled/widgets/js/follow/numbers.js";
import { FRAMES } from "../../../unrolled/widgets/js/follow/story.js";
import { copiesWords, productWords, sumWords } from "../../../unrolled/widgets/js/follow/words.js";

const NONE = new Map();
const NOTHING = { pixels: [], cells: [], outputs: [], words: null };

test("before the matrix is full nothing is lit", () => {
  for (const frame of FRAMES.slice(0, 6)) {
    assert.deepEqual(litBy(frame, { kind: "pixel", place: 12 }, NONE, true), NOTHING);
  }
});

test("a pixel lights its copies, and a copy its pixel and the others", () => {
  const lit = { ...NOTHING, pixels: [11], cells: copies(ONE, 11), words: copiesWords(11) };
  assert.deepEqual(litBy("rest", { kind: "pixel", place: 11 }, NONE, true), lit);
  for (const [row, column] of copies(ONE, 11)) {
    assert.deepEqual(litBy("rest", { kind: "cell", place: row * 9 + column }, NONE, true), lit);
  }
});

test("with two channels too", () => {
  const [row, column] = copies(TWO, 32)[1];
  assert.equal(pixelAt("channel", "cell", row * 18 + column), 32);
  assert.deepEqual(litBy("channel", { kind: "pixel", place: 32 }, NONE, true).cells, copies(TWO, 32));
});

test("while nothing is pointed at, the followed number stays lit where it is spoken of", () => {
  assert.deepEqual(litBy("twelve", {}, NONE, true), { ...NOTHING, pixels: [12], cells: copies(ONE, 12) });
  assert.deepEqual(litBy("backward", {}, NONE, true).pixels, [12]);
  for (const frame of ["rest", "multiply", "guess", "channel", "doors"]) {
    assert.deepEqual(litBy(frame, {}, NONE, true), NOTHING, frame);
  }
});

test("a pixel whose copies are back says its sum", () => {
  const sums = new Map([[12, 6]]);
  const pointed = { kind: "pixel", place: 12 };
  assert.equal(litBy("backward", pointed, sums, true).words, sumWords(12, true));
  assert.equal(litBy("backward", pointed, sums, false).words, sumWords(12, false));
  assert.equal(litBy("backward", { kind: "pixel", place: 7 }, sums, true).words, copiesWords(7));
  assert.equal(litBy("twelve", pointed, sums, true).words, copiesWords(12));
});

test("an output lights itself, and says what makes it", () => {
  assert.deepEqual(litBy("multiply", { kind: "out", place: 2 }, NONE, true), {
    ...NOTHING,
    outputs: [2],
    words: productWords(2),
  });
});
