import assert from "node:assert/strict";
import { test } from "node:test";
import { TURNS } from "../../../unrolled/widgets/js/im2col/turn.js";
import { ruleOf } from "../../../unrolled/widgets/js/shared/answers.js";
import { im2colSizes, sourceOf } from "../../../unrolled/widgets/js/shared/unroll.js";
import { axis } from "../cases.js";

const SIZES = im2colSizes([1, 2, 4, 5], { height: axis({ filter: 3 }), width: axis({ filter: 3 }) });

/** A picture at a step, before its question is put; `laid` are the cells that it was told to fill. */
function shown({ loop = "window", step = 0, isBegun = true } = {}) {
  const laid = [];
  const lay = (cells) => laid.push(cells);
  return { sizes: SIZES, loop, step, rounds: { isBegun }, turn: null, laid, lay };
}
const put = (picture) => {
  const [turn, question] = TURNS.question(picture);
  picture.turn = turn;
  return question;
};

test("a turn is about the next step, after the last about the first, and about numbers", () => {
  assert.deepEqual(TURNS.fresh(shown({ step: 2 }), null), { step: 3, whole: false });
  assert.deepEqual(TURNS.fresh(shown({ step: 5 }), null), { step: 0, whole: false });
  assert.deepEqual(TURNS.fresh(shown({ loop: "tap", step: 8 }), null), { step: 0, whole: false });
});

test("each cell of a row, or of a tap's columns, is asked for in turns, and is right by its source", () => {
  for (const [loop, cells] of /** @type {const} */ ([
    ["window", 18],
    ["tap", 12],
  ])) {
    const picture = shown({ loop, step: 4 });
    for (let count = 0; count < cells; count += 1) {
      const { rules, said, text } = put(picture);
      const { turn } = picture;
      assert.equal(turn.count, count);
      const [row, column] = turn.cells[count];
      assert.ok(text.includes(`${row}`) && text.includes(`olumn ${column}`), text);
      assert.equal(ruleOf(rules, sourceOf(SIZES, row, column)), "right");
      assert.equal(said.right(null), "Yes.");
      assert.equal(TURNS.fill(picture, false), count + 1 < cells);
      assert.deepEqual(picture.laid.pop(), [turn.cells[count]]);
    }
  }
});

test("after enough right ones the rest fills itself", () => {
  const picture = shown();
  put(picture);
  assert.ok(TURNS.fill(picture, false));
  put(picture);
  assert.ok(!TURNS.fill(picture, true));
  assert.deepEqual(
    picture.laid.map((cells) => cells.length),
    [1, 17],
  );
});

test("a picture that opens with it asks once, after a window's first line", () => {
  const picture = shown({ isBegun: false });
  const { text, said, shown: told } = put(picture);
  assert.equal(picture.turn.count, 3);
  assert.match(text, /^Window 1 goes into row 0, line after line/);
  assert.equal(told, "Next comes line 1 of the window, with `x[0, 0, 1, 0]`.");
  assert.equal(said.right(null), `Yes. ${told}`);
  assert.ok(!TURNS.fill(picture, false));
  assert.equal(picture.laid[0].length, 15);
});

test("by tap it opens with its first cell", () => {
  const picture = shown({ loop: "tap", isBegun: false });
  assert.match(put(picture).text, /^Column 0, row 0: which pixel does tap \(0, 0\) read/);
  assert.equal(picture.turn.count, 0);
});
