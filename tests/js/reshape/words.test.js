import assert from "node:assert/strict";
import { test } from "node:test";
import { im2colTrace } from "../../../unrolled/widgets/js/reshape/im2col.js";
import { poolingTrace } from "../../../unrolled/widgets/js/reshape/pooling.js";
import { copyCounts } from "../../../unrolled/widgets/js/reshape/rules.js";
import * as module from "../../../unrolled/widgets/js/reshape/words.js";
import { im2colSizes } from "../../../unrolled/widgets/js/shared/unroll.js";
import { allCalled, axis, counted } from "../cases.js";

const words = allCalled(module);

// The last column of each row of windows hangs over the right edge.
const X = counted([1, 2, 3, 4]);
const SIZES = im2colSizes(X.shape, { height: axis(), width: axis({ after: 1 }) });
const [TURNED, SKIPPED] = [true, false].map((transpose) => im2colTrace(SIZES, X, transpose));
// The first two windows lie in the padding; the four others meet in one pixel.
const PEAK = { shape: [1, 2, 3, 3], data: [1, 2, 3, 4, 9, 6, 7, 8, 5, 1, 2, 3, 4, 9, 6, 7, 8, 5] };
const POOLING = poolingTrace(im2colSizes(PEAK.shape, { height: axis({ before: 2 }), width: axis() }), PEAK);

test("im2col's stages, with the transpose", () => {
  assert.deepEqual(
    [0, 1, 2, 3].map((step) => words.im2colWords(TURNED, step, true)),
    [
      "Each number of `x` wears the colors of all windows that read it. Tap by tap, its copies will go into `buffer`, an array made to be filled.",
      "One block for each channel and tap: what this tap reads, window by window. A window's numbers lie scattered over all blocks.",
      "The axes of the window, oh and ow, now come before c, fh and fw: each window's numbers have come together.",
      "Each row is one window: row 0 is window A. The rows are what `im2col` returns.",
    ],
  );
});

test("im2col's stages, without the transpose", () => {
  assert.deepEqual(
    [1, 2, 3].map((step) => words.im2colWords(SKIPPED, step, false)),
    [
      "One block for each channel and tap: what this tap reads, window by window. A window's numbers lie scattered over all blocks.",
      "Skipped: nothing moves. A window's numbers stay scattered.",
      "The shape (8, 8) is right, the rows are wrong: row 0 mixes windows A, B, C, D, E, F, G, H. " +
        "A reshape cuts memory as it lies, and it lies tap by tap.",
    ],
  );
});

test("with one window an image the transpose may be skipped", () => {
  const one = im2colTrace(im2colSizes([1, 2, 2, 2], { height: axis(), width: axis() }), counted([1, 2, 2, 2]), false);
  assert.equal(
    words.im2colWords(one, 3, false),
    "Here the rows come out right all the same: with one window an image, or one tap, both orders are one.",
  );
});

test("pooling's stages", () => {
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5].map((step) => words.poolingWords(POOLING, step)),
    [
      "`dout` holds a gradient for each output, `x` the winners, with a ring. The forward pass has kept their taps as `arg_max`.",
      "Channels go last, as `im2col` has them: a place's windows, one in each channel, have come together.",
      "A row of zeros for each window, a column for each tap. Each gradient goes into the column of its winner, `arg_max`; the rest stays 0.",
      "The rows get their axes back: `(1, 4, 2, 2) + (4,) = (1, 4, 2, 2, 4)`. The reading order stays as it is.",
      "Channels and taps become one axis: all channels of a place in one row. These are the rows that `col2im` takes.",
      "`col2im` adds each row to its window's pixels. Only the winners receive something.",
    ],
  );
});

test("a number is told where it belongs unless both its row and its column are right", () => {
  const wrong = new Set();
  for (const filter of [2, 3]) {
    const x = counted([1, 1, 1, 4]);
    const sizes = im2colSizes(x.shape, { height: axis({ filter: 1 }), width: axis({ filter }) });
    const trace = im2colTrace(sizes, x, false);
    trace.stages[3].cells.forEach(([number], k) => {
      const { window, column } = trace.items[number];
      const [inRow, inColumn] = [window === Math.floor(k / filter), column === k % filter];
      wrong.add(`${inRow} ${inColumn}`);
      const said = words.im2colCell(trace, trace.stages[3], k, x.shape);
      assert.equal(said.includes("It belongs"), !(inRow && inColumn), said);
    });
  }
  assert.equal(wrong.size, 4);
});

test("a cell of im2col's stages", () => {
  const said = (trace, step, k) => words.im2colCell(trace, trace.stages[step], k, X.shape);
  assert.equal(said(TURNED, 3, 9), "`[1, 1]` is window B's number 1: `x[0, 0, 0, 2] == 2`.");
  assert.equal(said(TURNED, 1, 9), "`[0, 0, 0, 1, 0, 1]` is window B's number 1: `x[0, 0, 0, 2] == 2`.");
  assert.equal(said(TURNED, 3, 25), "`[3, 1]` is window D's number 1: padding, 0.");
  assert.equal(said(SKIPPED, 3, 9), "`[1, 1]` is window B's number 1: `x[0, 0, 0, 2] == 2`.");
  assert.equal(
    said(SKIPPED, 3, 10),
    "`[1, 2]` is window C's number 1: `x[0, 0, 0, 3] == 3`. It belongs in row 2, column 1.",
  );
  assert.equal(
    said(SKIPPED, 3, 17),
    "`[2, 1]` is window B's number 2: `x[0, 0, 1, 1] == 5`. It belongs in row 1, column 2.",
  );
});

test("a cell of pooling's stages", () => {
  const said = (step, k) => words.poolingCell(POOLING, POOLING.stages[step], k, PEAK.shape);
  assert.equal(
    said(0, 3),
    "`[0, 0, 1, 1]` is gradient 4, of window D and channel 0. It goes to `x[0, 0, 0, 2]`, its window's maximum.",
  );
  assert.equal(
    said(0, 0),
    "`[0, 0, 0, 0]` is gradient 1, of window A and channel 0. It goes to no pixel, as its window holds only padding.",
  );
  assert.equal(
    said(2, 19),
    "`[4, 3]` is gradient 3, of window C and channel 0. It goes to `x[0, 0, 0, 1]`, its window's maximum.",
  );
  assert.equal(said(5, 4), "`[0, 0, 1, 1]` is the maximum of 4 windows: 5 + 6 + 7 + 8.");
  assert.equal(said(5, 0), "`[0, 0, 0, 0]` is 0: no maximum here.");
});

test("a pixel: the windows that read it, or whose maximum it is", () => {
  const said = (trace, x, k, held, pooling) => words.pixelWords(trace, x, k, held, pooling);
  const half = { ...X, data: X.data.map((number) => number / 8) };
  assert.equal(said(TURNED, half, 13, [], false), "`x[0, 1, 0, 1] == 1.63` is read by no window.");
  assert.equal(said(TURNED, X, 13, [32], false), "`x[0, 1, 0, 1] == 13` is read by window A.");
  assert.equal(said(TURNED, X, 13, [33, 40, 32, 41], false), "`x[0, 1, 0, 1] == 13` is read by windows A, B.");
  assert.equal(said(POOLING, PEAK, 4, [], true), "`x[0, 0, 1, 1] == 9` is the maximum of no window.");
  assert.equal(said(POOLING, PEAK, 4, [4], true), "`x[0, 0, 1, 1] == 9` is the maximum of window E.");
  assert.equal(said(POOLING, PEAK, 4, [4, 5], true), "`x[0, 0, 1, 1] == 9` is the maximum of windows E, F.");
});

test("an array and its shape", () => {
  assert.equal(words.shapeTitle("dout", [1, 2]), "`dout (1, 2)`");
  assert.equal(words.shapeName("dout", [1, 2]), "dout, shape (1, 2)");
});

test("the code that fills the buffer, the names of axes, and what is left out", () => {
  assert.equal(words.gatherCode(false), "buffer[:, :, fh, fw] = x[:, :, down, across]");
  assert.equal(words.gatherCode(true), "buffer[:, :, fh, fw] = padded[:, :, down, across]");
  assert.equal(words.axesTitle(TURNED.stages[3].axes), "(row, column) = (8, 8)");
  assert.equal(words.moreWindows("T"), "… T");
});

test("the legend says what can be seen, and no more", () => {
  const keys = (shown) => words.legendOf(shown).map(([key]) => key);
  assert.deepEqual(keys({ isPooling: false, taps: 4, isPadded: false }), ["window", "tap"]);
  assert.deepEqual(keys({ isPooling: false, taps: 1, isPadded: true }), ["window", "padding"]);
  assert.deepEqual(keys({ isPooling: true, taps: 9, isPadded: false }), ["window", "tap", "winner"]);
  assert.deepEqual(keys({ isPooling: true, taps: 10, isPadded: false }), ["window", "winner"]);
  const [, [, filter]] = words.legendOf({ isPooling: false, taps: 4, isPadded: false });
  const [, [, window]] = words.legendOf({ isPooling: true, taps: 4, isPadded: false });
  assert.deepEqual([filter, window], ["a tap: a place in the filter", "a tap: a place in the window"]);
});

test("what is pointed at, or else what the step shows", () => {
  const shown = { trace: TURNED, stage: TURNED.stages[3], step: 3, state: { x: X, mode: "im2col", transpose: true } };
  const said = (change, ...pointed) => words.pointedWords({ ...shown, ...change }, ...pointed);
  assert.equal(said({}), "Each row is one window: row 0 is window A. The rows are what `im2col` returns.");
  assert.equal(said({}, "cell", 9, [9]), "`[1, 1]` is window B's number 1: `x[0, 0, 0, 2] == 2`.");
  assert.equal(said({}, "pixel", 13, [32]), "`x[0, 1, 0, 1] == 13` is read by window A.");
  const skipped = { trace: SKIPPED, stage: SKIPPED.stages[2], step: 2, state: { ...shown.state, transpose: false } };
  assert.equal(said(skipped), "Skipped: nothing moves. A window's numbers stay scattered.");
  const pooling = {
    trace: POOLING,
    stage: POOLING.stages[5],
    step: 5,
    state: { x: PEAK, mode: "pooling", transpose: true },
  };
  assert.equal(said(pooling), "`col2im` adds each row to its window's pixels. Only the winners receive something.");
  assert.equal(said(pooling, "cell", 0, []), "`[0, 0, 0, 0]` is 0: no maximum here.");
  assert.equal(said(pooling, "pixel", 4, [4]), "`x[0, 0, 1, 1] == 9` is the maximum of window E.");
});

test("the question before it is played, and what each answer is told", () => {
  assert.equal(words.askCopies(X, 5), "How many copies of `x[0, 0, 1, 1] == 5` will `buffer` hold?");
  assert.equal(words.askWinners, "How many numbers of `dx` will get a gradient?");
  const said = words.saidOfCopies(TURNED, 5);
  assert.deepEqual(Object.keys(said), [...Object.keys(copyCounts(TURNED, SIZES, 5)), "shown"]);
  assert.equal(said.right(), "Yes: windows A, B, E, F read it, each into a block of its own.");
  assert.equal(said.shown(), "4: windows A, B, E, F read it.");
  assert.equal(words.saidOfCopies(TURNED, 0).shown(), "1: window A reads it.");
  const won = words.saidOfWinners({ right: 12 });
  assert.equal(won.shown(), "12: one for each ring.");
  for (const each of Object.values({ ...said, ...won })) assert.match(each(), /^[A-Z\d].*\.$/);
});
